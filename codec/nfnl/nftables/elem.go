package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// elemObject is the elements of sets and maps.
var elemObject = &codec.Object{Name: "nft element", Header: linux.NfgenmsgStruct, Set: elemListAttrs, Keys: elemKeys}

// elemKeys: where an interval starts and where one ends are elements of their own, except in keys of several fields.
var elemKeys = []codec.Key{{In: "NFTA_SET_ELEM_LIST_ELEMENTS/*", Parts: []codec.Part{
	codec.By("nfgenmsg.nfgen_family"), codec.Needs("/NFTA_SET_ELEM_LIST_TABLE"), codec.Needs("/NFTA_SET_ELEM_LIST_SET"),
	codec.By("NFTA_SET_ELEM_KEY/NFTA_DATA_VALUE"), codec.By("NFTA_SET_ELEM_KEY_END/NFTA_DATA_VALUE"),
	codec.By("NFTA_SET_ELEM_FLAGS"),
}}}

var elemMessages = elemObject.Messages(codec.Rows{
	{Type: subsys | 12, Name: "NFT_MSG_NEWSETELEM", Op: codec.OpNew},
	{Type: subsys | 13, Name: "NFT_MSG_GETSETELEM", Op: codec.OpGet, Replies: []uint16{subsys | 12}},
	{Type: subsys | 14, Name: "NFT_MSG_DELSETELEM", Op: codec.OpDelete},
	{Type: subsys | 30, Name: "NFT_MSG_DESTROYSETELEM", Op: codec.OpDelete},
	{Type: subsys | 33, Name: "NFT_MSG_GETSETELEM_RESET", Op: codec.OpGet, Effect: codec.Resets,
		Replies: []uint16{subsys | 12}},
})

// elemListAttrs is enum nft_set_elem_list_attributes.
var elemListAttrs = codec.NewSet("NFTA_SET_ELEM_LIST_", codec.Attrs{
	1: {Name: "TABLE", Kind: codec.String},
	2: {Name: "SET", Kind: codec.String},
	3: {Name: "ELEMENTS", Kind: codec.NestArray, Elem: codec.NestOf(elemAttrs), Index: listEnum},
	4: {Name: "SET_ID", Kind: codec.BE32, Doc: "the NFTA_SET_ID of the set"},
})

// listEnum is enum nft_list_attributes, for the lists in which nft counts from NFTA_LIST_ELEM on. The kernel does not.
var listEnum = codec.NewEnum("nft_list_attributes", "NFTA_LIST_", codec.Names{1: "ELEM"})

// elemAttrs is enum nft_set_elem_attributes.
var elemAttrs = codec.NewSet("NFTA_SET_ELEM_", codec.Attrs{
	1:  {Name: "KEY", Kind: codec.Nest, Set: dataAttrs},
	2:  {Name: "DATA", Kind: codec.Nest, Set: dataAttrs},
	3:  {Name: "FLAGS", Kind: codec.BE32, Enum: elemFlagsEnum},
	4:  {Name: "TIMEOUT", Kind: codec.BE64, Unit: codec.Milliseconds},
	5:  {Name: "EXPIRATION", Kind: codec.BE64, Unit: codec.Milliseconds},
	6:  {Name: "USERDATA", Kind: codec.SubMessage, Select: codec.ByRecords(udataElemRecords)},
	7:  {Name: "EXPR", Kind: codec.Nest, Set: exprAttrs},
	8:  {Name: "PAD", Kind: codec.Pad},
	9:  {Name: "OBJREF", Kind: codec.String, Doc: "name of a stateful object"},
	10: {Name: "KEY_END", Kind: codec.Nest, Set: dataAttrs},
	11: {Name: "EXPRESSIONS", Kind: codec.Nest, Set: exprListAttrs},
})

// elemFlagsEnum is enum nft_set_elem_flags.
var elemFlagsEnum = codec.NewFlags("nft_set_elem_flags", "NFT_SET_ELEM_", []codec.Value{
	{Value: 0x1, Name: "INTERVAL_END"},
	{Value: 0x2, Name: "CATCHALL"},
})
