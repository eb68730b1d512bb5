package nftables

import "github.com/nlkit/nlkit/codec"

// immediateAttrs is enum nft_immediate_attributes: a value, or a verdict, goes into a register.
var immediateAttrs = codec.NewSet("NFTA_IMMEDIATE_", codec.Attrs{
	1: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "DATA", Kind: codec.Nest, Set: dataAttrs},
})

// cmpAttrs is enum nft_cmp_attributes.
var cmpAttrs = codec.NewSet("NFTA_CMP_", codec.Attrs{
	1: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "OP", Kind: codec.BE32, Enum: cmpOpEnum},
	3: {Name: "DATA", Kind: codec.Nest, Set: dataAttrs},
})

// cmpOpEnum is enum nft_cmp_ops.
var cmpOpEnum = codec.NewEnum("nft_cmp_ops", "NFT_CMP_", codec.Names{
	0: "EQ",
	1: "NEQ",
	2: "LT",
	3: "LTE",
	4: "GT",
	5: "GTE",
})

// rangeAttrs is enum nft_range_attributes.
var rangeAttrs = codec.NewSet("NFTA_RANGE_", codec.Attrs{
	1: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "OP", Kind: codec.BE32, Enum: rangeOpEnum},
	3: {Name: "FROM_DATA", Kind: codec.Nest, Set: dataAttrs},
	4: {Name: "TO_DATA", Kind: codec.Nest, Set: dataAttrs},
})

// rangeOpEnum is enum nft_range_ops.
var rangeOpEnum = codec.NewEnum("nft_range_ops", "NFT_RANGE_", codec.Names{
	0: "EQ",
	1: "NEQ",
})

// bitwiseAttrs is enum nft_bitwise_attributes.
var bitwiseAttrs = codec.NewSet("NFTA_BITWISE_", codec.Attrs{
	1: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "LEN", Kind: codec.BE32},
	4: {Name: "MASK", Kind: codec.Nest, Set: dataAttrs},
	5: {Name: "XOR", Kind: codec.Nest, Set: dataAttrs},
	6: {Name: "OP", Kind: codec.BE32, Enum: bitwiseOpEnum},
	7: {Name: "DATA", Kind: codec.Nest, Set: dataAttrs, Select: codec.BySibling("NFTA_BITWISE_OP", bitwiseDataCases)},
	8: {Name: "SREG2", Kind: codec.BE32, Enum: registerEnum},
})

// bitwiseOpEnum is enum nft_bitwise_ops.
var bitwiseOpEnum = codec.NewEnum("nft_bitwise_ops", "NFT_BITWISE_", codec.Names{
	0: "MASK_XOR",
	1: "LSHIFT",
	2: "RSHIFT",
	3: "AND",
	4: "OR",
	5: "XOR",
})

// bitwiseDataCases is how many bits to shift: of enum nft_data_attributes, a number in the order of the host.
var bitwiseDataCases = codec.Cases{
	{Value: 1, Spec: codec.NestOf(shiftAttrs)},
	{Value: 2, Spec: codec.NestOf(shiftAttrs)},
}

var shiftAttrs = codec.NewSet("NFTA_DATA_", codec.Attrs{1: {Name: "VALUE", Kind: codec.U32}})

// byteorderAttrs is enum nft_byteorder_attributes.
var byteorderAttrs = codec.NewSet("NFTA_BYTEORDER_", codec.Attrs{
	1: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
	2: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "OP", Kind: codec.BE32, Enum: byteorderOpEnum},
	4: {Name: "LEN", Kind: codec.BE32, Doc: "octets of all words"},
	5: {Name: "SIZE", Kind: codec.BE32, Doc: "octets of a word"},
})

// byteorderOpEnum is enum nft_byteorder_ops.
var byteorderOpEnum = codec.NewEnum("nft_byteorder_ops", "NFT_BYTEORDER_", codec.Names{
	0: "NTOH",
	1: "HTON",
})

// lookupAttrs is enum nft_lookup_attributes: a register is looked up in a set, or what a map has for it goes into one.
var lookupAttrs = codec.NewSet("NFTA_LOOKUP_", codec.Attrs{
	1: {Name: "SET", Kind: codec.String},
	2: {Name: "SREG", Kind: codec.BE32, Enum: registerEnum},
	3: {Name: "DREG", Kind: codec.BE32, Enum: registerEnum},
	4: {Name: "SET_ID", Kind: codec.BE32, Doc: "the NFTA_SET_ID of the set"},
	5: {Name: "FLAGS", Kind: codec.BE32, Enum: lookupFlagsEnum},
})

// lookupFlagsEnum is enum nft_lookup_flags.
var lookupFlagsEnum = codec.NewFlags("nft_lookup_flags", "NFT_LOOKUP_F_", []codec.Value{
	{Value: 0x1, Name: "INV"},
})

// dynsetAttrs is enum nft_dynset_attributes: packets make, change and delete elements of sets.
var dynsetAttrs = codec.NewSet("NFTA_DYNSET_", codec.Attrs{
	1:  {Name: "SET_NAME", Kind: codec.String},
	2:  {Name: "SET_ID", Kind: codec.BE32, Doc: "the NFTA_SET_ID of the set"},
	3:  {Name: "OP", Kind: codec.BE32, Enum: dynsetOpEnum},
	4:  {Name: "SREG_KEY", Kind: codec.BE32, Enum: registerEnum},
	5:  {Name: "SREG_DATA", Kind: codec.BE32, Enum: registerEnum},
	6:  {Name: "TIMEOUT", Kind: codec.BE64, Unit: codec.Milliseconds},
	7:  {Name: "EXPR", Kind: codec.Nest, Set: exprAttrs},
	8:  {Name: "PAD", Kind: codec.Pad},
	9:  {Name: "FLAGS", Kind: codec.BE32, Enum: dynsetFlagsEnum},
	10: {Name: "EXPRESSIONS", Kind: codec.Nest, Set: exprListAttrs},
})

// dynsetOpEnum is enum nft_dynset_ops.
var dynsetOpEnum = codec.NewEnum("nft_dynset_ops", "NFT_DYNSET_OP_", codec.Names{
	0: "ADD",
	1: "UPDATE",
	2: "DELETE",
})

// dynsetFlagsEnum is enum nft_dynset_flags.
var dynsetFlagsEnum = codec.NewFlags("nft_dynset_flags", "NFT_DYNSET_F_", []codec.Value{
	{Value: 0x1, Name: "INV"},
	{Value: 0x2, Name: "EXPR"},
})

// matchAttrs is enum nft_match_attributes: an extension of iptables (linux/netfilter/nf_tables_compat.h).
var matchAttrs = codec.NewSet("NFTA_MATCH_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "REV", Kind: codec.BE32},
	3: {Name: "INFO", Kind: codec.Bytes, Doc: "the struct of the extension, of that revision"},
})

// targetAttrs is enum nft_target_attributes: a target of iptables (linux/netfilter/nf_tables_compat.h).
var targetAttrs = codec.NewSet("NFTA_TARGET_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "REV", Kind: codec.BE32},
	3: {Name: "INFO", Kind: codec.Bytes, Doc: "the struct of the target, of that revision"},
})
