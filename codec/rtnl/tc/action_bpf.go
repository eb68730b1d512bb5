package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// actBpfAttrs is TCA_ACT_BPF_* (linux/tc_act/tc_bpf.h).
var actBpfAttrs = codec.NewSet("TCA_ACT_BPF_", codec.Attrs{
	1: {Name: "TM", Kind: codec.StructOf, Struct: tcfTStruct},
	2: {Name: "PARMS", Kind: codec.StructOf, Struct: actBpfStruct},
	3: {Name: "OPS_LEN", Kind: codec.U16, Doc: "how many instructions OPS has"},
	4: {Name: "OPS", Kind: codec.Array, Elem: codec.StructSpec(linux.SockFilterStruct)},
	5: {Name: "FD", Kind: codec.U32},
	6: {Name: "NAME", Kind: codec.String},
	7: {Name: "PAD", Kind: codec.Pad},
	8: {Name: "TAG", Kind: codec.Bytes, Doc: "digest of the program"},
	9: {Name: "ID", Kind: codec.U32},
})

// actBpfStruct is struct tc_act_bpf (linux/tc_act/tc_bpf.h).
var actBpfStruct = parmsOf("tc_act_bpf")
