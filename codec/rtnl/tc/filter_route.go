package tc

import "github.com/nlkit/nlkit/codec"

// route4Attrs is TCA_ROUTE4_* (linux/pkt_cls.h). TO and FROM are realms of routes.
var route4Attrs = codec.NewSet("TCA_ROUTE4_", codec.Attrs{
	1: {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	2: {Name: "TO", Kind: codec.U32},
	3: {Name: "FROM", Kind: codec.U32},
	4: {Name: "IIF", Kind: codec.U32, Unit: codec.LinkIndex},
	5: {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	6: actionsSpec("ACT"),
})
