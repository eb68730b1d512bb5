package tc

import "github.com/nlkit/nlkit/codec"

// tcindexAttrs is TCA_TCINDEX_* of filter tcindex, which Linux had up to 6.2 (its linux/pkt_cls.h).
var tcindexAttrs = codec.NewSet("TCA_TCINDEX_", codec.Attrs{
	1: {Name: "HASH", Kind: codec.U32},
	2: {Name: "MASK", Kind: codec.U16, Unit: codec.Hex},
	3: {Name: "SHIFT", Kind: codec.U32},
	4: {Name: "FALL_THROUGH", Kind: codec.U32},
	5: {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	6: {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	7: actionsSpec("ACT"),
})
