package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// tableObject is tables, which hold all else.
var tableObject = &codec.Object{Name: "nft table", Header: linux.NfgenmsgStruct, Set: tableAttrs,
	Keys: inFamily("NFTA_TABLE_NAME")}

var tableMessages = tableObject.Messages(codec.Rows{
	{Type: subsys, Name: "NFT_MSG_NEWTABLE", Op: codec.OpNew},
	{Type: subsys | 1, Name: "NFT_MSG_GETTABLE", Op: codec.OpGet, Replies: []uint16{subsys}},
	{Type: subsys | 2, Name: "NFT_MSG_DELTABLE", Op: codec.OpDelete},
	{Type: subsys | 26, Name: "NFT_MSG_DESTROYTABLE", Op: codec.OpDelete},
})

// tableAttrs is enum nft_table_attributes.
var tableAttrs = codec.NewSet("NFTA_TABLE_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "FLAGS", Kind: codec.BE32, Enum: tableFlagsEnum},
	3: {Name: "USE", Kind: codec.BE32, Doc: "how many chains, sets, objects and flow tables it has"},
	4: {Name: "HANDLE", Kind: codec.BE64},
	5: {Name: "PAD", Kind: codec.Pad},
	6: {Name: "USERDATA", Kind: codec.SubMessage, Select: codec.ByRecords(udataTableRecords)},
	7: {Name: "OWNER", Kind: codec.BE32, Doc: "port id of the socket that owns it"},
})

// tableFlagsEnum is enum nft_table_flags.
var tableFlagsEnum = codec.NewFlags("nft_table_flags", "NFT_TABLE_F_", []codec.Value{
	{Value: 0x1, Name: "DORMANT"},
	{Value: 0x2, Name: "OWNER"},
	{Value: 0x4, Name: "PERSIST"},
})
