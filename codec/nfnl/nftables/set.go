package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// setObject is sets and maps.
var setObject = &codec.Object{Name: "nft set", Header: linux.NfgenmsgStruct, Set: setAttrs,
	Keys: inFamily("NFTA_SET_TABLE", codec.Needs("NFTA_SET_NAME"))}

var setMessages = setObject.Messages(codec.Rows{
	{Type: subsys | 9, Name: "NFT_MSG_NEWSET", Op: codec.OpNew},
	{Type: subsys | 10, Name: "NFT_MSG_GETSET", Op: codec.OpGet, Replies: []uint16{subsys | 9}},
	{Type: subsys | 11, Name: "NFT_MSG_DELSET", Op: codec.OpDelete},
	{Type: subsys | 29, Name: "NFT_MSG_DESTROYSET", Op: codec.OpDelete},
})

// setAttrs is enum nft_set_attributes.
var setAttrs = codec.NewSet("NFTA_SET_", codec.Attrs{
	1:  {Name: "TABLE", Kind: codec.String},
	2:  {Name: "NAME", Kind: codec.String, Doc: "%d in that of an anonymous set is for the kernel to fill in"},
	3:  {Name: "FLAGS", Kind: codec.BE32, Enum: setFlagsEnum},
	4:  {Name: "KEY_TYPE", Kind: codec.BE32, Enum: datatypeEnum, Doc: "what nft takes keys for; 6 bits a field"},
	5:  {Name: "KEY_LEN", Kind: codec.BE32},
	6:  {Name: "DATA_TYPE", Kind: codec.BE32, Enum: dataTypeEnum, Doc: "what nft takes data for; 6 bits a field"},
	7:  {Name: "DATA_LEN", Kind: codec.BE32},
	8:  {Name: "POLICY", Kind: codec.BE32, Enum: setPolicyEnum},
	9:  {Name: "DESC", Kind: codec.Nest, Set: setDescAttrs},
	10: {Name: "ID", Kind: codec.BE32, Doc: "names it in the batch that makes it"},
	11: {Name: "TIMEOUT", Kind: codec.BE64, Unit: codec.Milliseconds},
	12: {Name: "GC_INTERVAL", Kind: codec.BE32, Unit: codec.Milliseconds},
	13: {Name: "USERDATA", Kind: codec.SubMessage, Select: codec.ByRecords(udataSetRecords)},
	14: {Name: "PAD", Kind: codec.Pad},
	15: {Name: "OBJ_TYPE", Kind: codec.BE32, Enum: objectTypeEnum},
	16: {Name: "HANDLE", Kind: codec.BE64},
	17: {Name: "EXPR", Kind: codec.Nest, Set: exprAttrs},
	18: {Name: "EXPRESSIONS", Kind: codec.Nest, Set: exprListAttrs},
	19: {Name: "TYPE", Kind: codec.String, Doc: "how the kernel keeps it: nft_set_hash_type"},
	20: {Name: "COUNT", Kind: codec.BE32, Doc: "how many elements it has"},
})

// setFlagsEnum is enum nft_set_flags.
var setFlagsEnum = codec.NewFlags("nft_set_flags", "NFT_SET_", []codec.Value{
	{Value: 0x1, Name: "ANONYMOUS"},
	{Value: 0x2, Name: "CONSTANT"},
	{Value: 0x4, Name: "INTERVAL"},
	{Value: 0x8, Name: "MAP"},
	{Value: 0x10, Name: "TIMEOUT"},
	{Value: 0x20, Name: "EVAL"},
	{Value: 0x40, Name: "OBJECT"},
	{Value: 0x80, Name: "CONCAT"},
	{Value: 0x100, Name: "EXPR"},
})

// setPolicyEnum is enum nft_set_policies.
var setPolicyEnum = codec.NewEnum("nft_set_policies", "NFT_SET_POL_", codec.Names{
	0: "PERFORMANCE",
	1: "MEMORY",
})

// setDescAttrs is enum nft_set_desc_attributes.
var setDescAttrs = codec.NewSet("NFTA_SET_DESC_", codec.Attrs{
	1: {Name: "SIZE", Kind: codec.BE32, Doc: "how many elements it may have"},
	2: {Name: "CONCAT", Kind: codec.Nest, Set: setFieldListAttrs},
})

// setFieldListAttrs is the fields of keys that are made of several.
var setFieldListAttrs = listOf(setFieldAttrs)

// setFieldAttrs is enum nft_set_field_attributes.
var setFieldAttrs = codec.NewSet("NFTA_SET_FIELD_", codec.Attrs{
	1: {Name: "LEN", Kind: codec.BE32},
})

// listOf is enum nft_list_attributes, for a list of nests.
func listOf(set *codec.Set) *codec.Set {
	return codec.NewSet("NFTA_LIST_", codec.Attrs{1: {Name: "ELEM", Kind: codec.Nest, Set: set}})
}

// dataTypeEnum is enum nft_data_types, or how nft calls the type of values.
var dataTypeEnum = &codec.Enum{Name: "nft_data_types", Prefix: "TYPE_", Names: datatypeEnum.Names,
	Others: []codec.Value{{Value: 0xffffff00, Name: "NFT_DATA_VERDICT"}}}

// datatypeEnum is enum datatypes of nft (include/datatype.h of nftables).
var datatypeEnum = codec.NewEnum("datatypes", "TYPE_", codec.Names{
	0:  "INVALID",
	1:  "VERDICT",
	2:  "NFPROTO",
	3:  "BITMASK",
	4:  "INTEGER",
	5:  "STRING",
	6:  "LLADDR",
	7:  "IPADDR",
	8:  "IP6ADDR",
	9:  "ETHERADDR",
	10: "ETHERTYPE",
	11: "ARPOP",
	12: "INET_PROTOCOL",
	13: "INET_SERVICE",
	14: "ICMP_TYPE",
	15: "TCP_FLAG",
	16: "DCCP_PKTTYPE",
	17: "MH_TYPE",
	18: "TIME",
	19: "MARK",
	20: "IFINDEX",
	21: "ARPHRD",
	22: "REALM",
	23: "CLASSID",
	24: "UID",
	25: "GID",
	26: "CT_STATE",
	27: "CT_DIR",
	28: "CT_STATUS",
	29: "ICMP6_TYPE",
	30: "CT_LABEL",
	31: "PKTTYPE",
	32: "ICMP_CODE",
	33: "ICMPV6_CODE",
	34: "ICMPX_CODE",
	35: "DEVGROUP",
	36: "DSCP",
	37: "ECN",
	38: "FIB_ADDR",
	39: "BOOLEAN",
	40: "CT_EVENTBIT",
	41: "IFNAME",
	42: "IGMP_TYPE",
	43: "TIME_DATE",
	44: "TIME_HOUR",
	45: "TIME_DAY",
	46: "CGROUPV2",
})
