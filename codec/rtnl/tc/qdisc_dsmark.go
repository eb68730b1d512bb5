package tc

import "github.com/nlkit/nlkit/codec"

// dsmarkAttrs is TCA_DSMARK_* of the queueing discipline and of its classes, which Linux 6.3 has no more
// (linux/pkt_sched.h).
var dsmarkAttrs = codec.NewSet("TCA_DSMARK_", codec.Attrs{
	1: {Name: "INDICES", Kind: codec.U16},
	2: {Name: "DEFAULT_INDEX", Kind: codec.U16},
	3: {Name: "SET_TC_INDEX", Kind: codec.Flag},
	4: {Name: "MASK", Kind: codec.U8},
	5: {Name: "VALUE", Kind: codec.U8},
})
