package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// bpfAttrs is TCA_BPF_* (linux/pkt_cls.h): a classic program in OPS, or another one by its file descriptor.
var bpfAttrs = codec.NewSet("TCA_BPF_", codec.Attrs{
	1:  actionsSpec("ACT"),
	2:  {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	3:  {Name: "CLASSID", Kind: codec.U32, Unit: codec.TCHandle},
	4:  {Name: "OPS_LEN", Kind: codec.U16, Doc: "how many instructions OPS has"},
	5:  {Name: "OPS", Kind: codec.Array, Elem: codec.StructSpec(linux.SockFilterStruct)},
	6:  {Name: "FD", Kind: codec.U32},
	7:  {Name: "NAME", Kind: codec.String},
	8:  {Name: "FLAGS", Kind: codec.U32, Enum: bpfFlagsEnum},
	9:  {Name: "FLAGS_GEN", Kind: codec.U32, Enum: clsFlagsEnum},
	10: {Name: "TAG", Kind: codec.Bytes, Doc: "digest of the program"},
	11: {Name: "ID", Kind: codec.U32},
})

// bpfFlagsEnum is TCA_BPF_FLAG_* (linux/pkt_cls.h).
var bpfFlagsEnum = codec.NewFlags("tca_bpf_flag", "TCA_BPF_FLAG_", []codec.Value{
	{Value: 1 << 0, Name: "ACT_DIRECT"},
})
