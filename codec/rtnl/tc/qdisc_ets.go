package tc

import "github.com/nlkit/nlkit/codec"

// etsAttrs is TCA_ETS_* of the queueing discipline and of its classes (linux/pkt_sched.h).
var etsAttrs = codec.NewSet("TCA_ETS_", codec.Attrs{
	1: {Name: "NBANDS", Kind: codec.U8},
	2: {Name: "NSTRICT", Kind: codec.U8},
	3: {Name: "QUANTA", Kind: codec.Nest, Set: etsQuantaAttrs},
	4: {Name: "QUANTA_BAND", Kind: codec.U32},
	5: {Name: "PRIOMAP", Kind: codec.Nest, Set: etsPriomapAttrs},
})

// etsQuantaAttrs is the quanta of the bands, in their order (linux/pkt_sched.h).
var etsQuantaAttrs = codec.NewSet("TCA_ETS_", codec.Attrs{4: {Name: "QUANTA_BAND", Kind: codec.U32}})

// etsPriomapAttrs is the bands of the priorities, in their order (linux/pkt_sched.h).
var etsPriomapAttrs = codec.NewSet("TCA_ETS_", codec.Attrs{6: {Name: "PRIOMAP_BAND", Kind: codec.U8}})
