package tc

import "github.com/nlkit/nlkit/codec"

// cgroupAttrs is TCA_CGROUP_* (linux/pkt_cls.h).
var cgroupAttrs = codec.NewSet("TCA_CGROUP_", codec.Attrs{
	1: actionsSpec("ACT"),
	2: {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	3: {Name: "EMATCHES", Kind: codec.Nest, Set: ematchTreeAttrs},
})
