package tc

import "github.com/nlkit/nlkit/codec"

// flowAttrs is TCA_FLOW_* (linux/pkt_cls.h).
var flowAttrs = codec.NewSet("TCA_FLOW_", codec.Attrs{
	1:  {Name: "KEYS", Kind: codec.U32, Enum: flowKeysEnum},
	2:  {Name: "MODE", Kind: codec.U32, Enum: flowModeEnum},
	3:  {Name: "BASECLASS", Kind: codec.U32, Unit: codec.TCHandle},
	4:  {Name: "RSHIFT", Kind: codec.U32},
	5:  {Name: "ADDEND", Kind: codec.U32},
	6:  {Name: "MASK", Kind: codec.U32, Unit: codec.Hex},
	7:  {Name: "XOR", Kind: codec.U32, Unit: codec.Hex},
	8:  {Name: "DIVISOR", Kind: codec.U32},
	9:  actionsSpec("ACT"),
	10: {Name: "POLICE", Kind: codec.Nest, Set: policeAttrs},
	11: {Name: "EMATCHES", Kind: codec.Nest, Set: ematchTreeAttrs},
	12: {Name: "PERTURB", Kind: codec.U32, Unit: codec.Seconds},
})

// flowKeysEnum is the bits numbered by FLOW_KEY_* (linux/pkt_cls.h).
var flowKeysEnum = codec.NewFlags("flow_key", "FLOW_KEY_", []codec.Value{
	{Value: 1 << 0, Name: "SRC"},
	{Value: 1 << 1, Name: "DST"},
	{Value: 1 << 2, Name: "PROTO"},
	{Value: 1 << 3, Name: "PROTO_SRC"},
	{Value: 1 << 4, Name: "PROTO_DST"},
	{Value: 1 << 5, Name: "IIF"},
	{Value: 1 << 6, Name: "PRIORITY"},
	{Value: 1 << 7, Name: "MARK"},
	{Value: 1 << 8, Name: "NFCT"},
	{Value: 1 << 9, Name: "NFCT_SRC"},
	{Value: 1 << 10, Name: "NFCT_DST"},
	{Value: 1 << 11, Name: "NFCT_PROTO_SRC"},
	{Value: 1 << 12, Name: "NFCT_PROTO_DST"},
	{Value: 1 << 13, Name: "RTCLASSID"},
	{Value: 1 << 14, Name: "SKUID"},
	{Value: 1 << 15, Name: "SKGID"},
	{Value: 1 << 16, Name: "VLAN_TAG"},
	{Value: 1 << 17, Name: "RXHASH"},
})

// flowModeEnum is FLOW_MODE_* (linux/pkt_cls.h).
var flowModeEnum = codec.NewEnum("flow_mode", "FLOW_MODE_", codec.Names{0: "MAP", 1: "HASH"})
