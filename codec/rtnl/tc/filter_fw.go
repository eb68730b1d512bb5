package tc

import "github.com/nlkit/nlkit/codec"

// fwAttrs is TCA_FW_* (linux/pkt_cls.h). The handle of the filter is the mark.
var fwAttrs = codec.NewSet("TCA_FW_", codec.Attrs{
	1: {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	2: {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	3: {Name: "INDEV", Kind: codec.String},
	4: actionsSpec("ACT"),
	5: {Name: "MASK", Kind: codec.U32, Unit: codec.Hex},
})
