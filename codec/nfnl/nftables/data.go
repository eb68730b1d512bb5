package nftables

import "github.com/nlkit/nlkit/codec"

// registerEnum is enum nft_registers: one for the verdict, and four of 16 octets, or sixteen of 4 in the same place.
var registerEnum = codec.NewSparse("nft_registers", "NFT_", []codec.Value{
	{Value: 0, Name: "REG_VERDICT"},
	{Value: 1, Name: "REG_1"},
	{Value: 2, Name: "REG_2"},
	{Value: 3, Name: "REG_3"},
	{Value: 4, Name: "REG_4"},
	{Value: 8, Name: "REG32_00"},
	{Value: 9, Name: "REG32_01"},
	{Value: 10, Name: "REG32_02"},
	{Value: 11, Name: "REG32_03"},
	{Value: 12, Name: "REG32_04"},
	{Value: 13, Name: "REG32_05"},
	{Value: 14, Name: "REG32_06"},
	{Value: 15, Name: "REG32_07"},
	{Value: 16, Name: "REG32_08"},
	{Value: 17, Name: "REG32_09"},
	{Value: 18, Name: "REG32_10"},
	{Value: 19, Name: "REG32_11"},
	{Value: 20, Name: "REG32_12"},
	{Value: 21, Name: "REG32_13"},
	{Value: 22, Name: "REG32_14"},
	{Value: 23, Name: "REG32_15"},
})

// dataAttrs is enum nft_data_attributes: what goes into registers, is compared with them, or stands in sets.
var dataAttrs = codec.NewSet("NFTA_DATA_", codec.Attrs{
	1: {Name: "VALUE", Kind: codec.Bytes, Doc: "as it is in packets, or in the kernel's memory"},
	2: {Name: "VERDICT", Kind: codec.Nest, Set: verdictAttrs},
})

// verdictAttrs is enum nft_verdict_attributes.
var verdictAttrs = codec.NewSet("NFTA_VERDICT_", codec.Attrs{
	1: {Name: "CODE", Kind: codec.BE32, Enum: verdictEnum, Doc: "of NF_QUEUE, the upper 16 bits are the number"},
	2: {Name: "CHAIN", Kind: codec.String},
	3: {Name: "CHAIN_ID", Kind: codec.BE32, Doc: "the NFTA_CHAIN_ID of the chain"},
})

// verdictEnum is NF_* (linux/netfilter.h) and enum nft_verdicts.
var verdictEnum = &codec.Enum{Name: "nft_verdicts", Prefix: "NF_", Names: codec.Names{
	0: "DROP",
	1: "ACCEPT",
	2: "STOLEN",
	3: "QUEUE",
	4: "REPEAT",
	5: "STOP",
}, Others: []codec.Value{
	{Value: 0xfffffffb, Name: "NFT_RETURN"},
	{Value: 0xfffffffc, Name: "NFT_GOTO"},
	{Value: 0xfffffffd, Name: "NFT_JUMP"},
	{Value: 0xfffffffe, Name: "NFT_BREAK"},
	{Value: 0xffffffff, Name: "NFT_CONTINUE"},
}}
