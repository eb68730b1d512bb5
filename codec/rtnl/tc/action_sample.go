package tc

import "github.com/nlkit/nlkit/codec"

// sampleAttrs is TCA_SAMPLE_* (linux/tc_act/tc_sample.h).
var sampleAttrs = codec.NewSet("TCA_SAMPLE_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: sampleStruct},
	3: {Name: "RATE", Kind: codec.U32, Doc: "one packet in so many"},
	4: {Name: "TRUNC_SIZE", Kind: codec.U32},
	5: {Name: "PSAMPLE_GROUP", Kind: codec.U32},
	6: {Name: "PAD", Kind: codec.Pad},
})

// sampleStruct is struct tc_sample (linux/tc_act/tc_sample.h).
var sampleStruct = parmsOf("tc_sample")
