package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// dcbObject is Data Center Bridging (linux/dcbnl.h). The command in the header says what is asked.
var dcbObject = &codec.Object{Name: "dcb", Header: dcbmsgStruct, Set: dcbAttrs, Keys: dcbKeys}

var dcbMessages = dcbObject.Messages(codec.Rows{
	{Type: 78, Name: "RTM_GETDCB", Op: codec.OpGet, ReadsIf: dcbReads},
	{Type: 79, Name: "RTM_SETDCB", Op: codec.OpNew, Replies: []uint16{78, 79}},
})

// dcbKeys: what each command gets of a device is an object.
var dcbKeys = []codec.Key{{Parts: []codec.Part{codec.Needs("DCB_ATTR_IFNAME"), codec.By(".cmd")}}}

// dcbReads is the commands that read. The kernel does what the command says, whatever the message type, and answers
// with the type that befits the command.
var dcbReads = []codec.Where{{Member: "cmd", Values: []uint64{1, 3, 5, 7, 10, 11, 12, 14, 16, 18, 21, 22, 24, 26}}}

// dcbmsgStruct is struct dcbmsg (linux/dcbnl.h).
var dcbmsgStruct = &codec.Struct{Name: "dcbmsg", Members: []codec.Member{
	{Name: "dcb_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "cmd", Kind: codec.U8, Enum: dcbCommandEnum},
	{Name: "dcb_pad", Kind: codec.Pad, Len: 2},
}}

// dcbAttrs is enum dcbnl_attrs (linux/dcbnl.h). The answer to setting a nest is its attribute with a status of one
// octet.
var dcbAttrs = codec.NewSet("DCB_ATTR_", codec.Attrs{
	1:  {Name: "IFNAME", Kind: codec.String},
	2:  {Name: "STATE", Kind: codec.U8},
	3:  {Name: "PFC_STATE", Kind: codec.U8},
	4:  {Name: "PFC_CFG", Kind: codec.Nest, Set: dcbPfcAttrs, Select: dcbStatusByLength},
	5:  {Name: "NUM_TC", Kind: codec.U8},
	6:  {Name: "PG_CFG", Kind: codec.Nest, Set: dcbPgAttrs, Select: dcbStatusByLength},
	7:  {Name: "SET_ALL", Kind: codec.U8},
	8:  {Name: "PERM_HWADDR", Kind: codec.LLAddr, Doc: "padded with zeros"},
	9:  {Name: "CAP", Kind: codec.Nest, Set: dcbCapAttrs},
	10: {Name: "NUMTCS", Kind: codec.Nest, Set: dcbNumtcsAttrs, Select: dcbStatusByLength},
	11: {Name: "BCN", Kind: codec.Nest, Set: dcbBcnAttrs, Select: dcbStatusByLength},
	12: {Name: "APP", Kind: codec.Nest, Set: dcbAppAttrs, Select: dcbStatusByLength},
	13: {Name: "IEEE", Kind: codec.Nest, Set: dcbIeeeAttrs, Select: dcbStatusByLength},
	14: {Name: "DCBX", Kind: codec.U8, Enum: dcbxEnum},
	15: {Name: "FEATCFG", Kind: codec.Nest, Set: dcbFeatcfgAttrs, Select: dcbStatusByLength},
	16: {Name: "CEE", Kind: codec.Nest, Set: dcbCeeAttrs},
})

// dcbStatusByLength is a status in the place of a nest: 0 if the nest was set.
var dcbStatusByLength = codec.ByLength(codec.Cases{{Value: 1, Spec: codec.Of(codec.U8)}})

// dcbxEnum is DCB_CAP_DCBX_* (linux/dcbnl.h).
var dcbxEnum = codec.NewFlags("dcb_cap_dcbx", "DCB_CAP_DCBX_", []codec.Value{
	{Value: 0x1, Name: "HOST"},
	{Value: 0x2, Name: "LLD_MANAGED"},
	{Value: 0x4, Name: "VER_CEE"},
	{Value: 0x8, Name: "VER_IEEE"},
	{Value: 0x10, Name: "STATIC"},
})

// dcbPfcAttrs is enum dcbnl_pfc_up_attrs (linux/dcbnl.h).
var dcbPfcAttrs = codec.NewSet("DCB_PFC_UP_ATTR_", codec.Attrs{
	1: {Name: "0", Kind: codec.U8},
	2: {Name: "1", Kind: codec.U8},
	3: {Name: "2", Kind: codec.U8},
	4: {Name: "3", Kind: codec.U8},
	5: {Name: "4", Kind: codec.U8},
	6: {Name: "5", Kind: codec.U8},
	7: {Name: "6", Kind: codec.U8},
	8: {Name: "7", Kind: codec.U8},
	9: {Name: "ALL", Kind: codec.Flag},
})

// dcbPgAttrs is enum dcbnl_pg_attrs (linux/dcbnl.h).
var dcbPgAttrs = codec.NewSet("DCB_PG_ATTR_", codec.Attrs{
	1:  {Name: "TC_0", Kind: codec.Nest, Set: dcbTcAttrs},
	2:  {Name: "TC_1", Kind: codec.Nest, Set: dcbTcAttrs},
	3:  {Name: "TC_2", Kind: codec.Nest, Set: dcbTcAttrs},
	4:  {Name: "TC_3", Kind: codec.Nest, Set: dcbTcAttrs},
	5:  {Name: "TC_4", Kind: codec.Nest, Set: dcbTcAttrs},
	6:  {Name: "TC_5", Kind: codec.Nest, Set: dcbTcAttrs},
	7:  {Name: "TC_6", Kind: codec.Nest, Set: dcbTcAttrs},
	8:  {Name: "TC_7", Kind: codec.Nest, Set: dcbTcAttrs},
	10: {Name: "TC_ALL", Kind: codec.Nest, Set: dcbTcAttrs},
	11: {Name: "BW_ID_0", Kind: codec.U8},
	12: {Name: "BW_ID_1", Kind: codec.U8},
	13: {Name: "BW_ID_2", Kind: codec.U8},
	14: {Name: "BW_ID_3", Kind: codec.U8},
	15: {Name: "BW_ID_4", Kind: codec.U8},
	16: {Name: "BW_ID_5", Kind: codec.U8},
	17: {Name: "BW_ID_6", Kind: codec.U8},
	18: {Name: "BW_ID_7", Kind: codec.U8},
	20: {Name: "BW_ID_ALL", Kind: codec.Flag},
})

// dcbTcAttrs is enum dcbnl_tc_attrs (linux/dcbnl.h).
var dcbTcAttrs = codec.NewSet("DCB_TC_ATTR_PARAM_", codec.Attrs{
	1: {Name: "PGID", Kind: codec.U8},
	2: {Name: "UP_MAPPING", Kind: codec.U8, Doc: "a bit for each priority"},
	3: {Name: "STRICT_PRIO", Kind: codec.U8, Doc: "0 none, 1 group, 2 link"},
	4: {Name: "BW_PCT", Kind: codec.U8},
	5: {Name: "ALL", Kind: codec.Flag},
})

// dcbCapAttrs is enum dcbnl_cap_attrs (linux/dcbnl.h).
var dcbCapAttrs = codec.NewSet("DCB_CAP_ATTR_", codec.Attrs{
	1: {Name: "ALL", Kind: codec.Flag},
	2: {Name: "PG", Kind: codec.U8},
	3: {Name: "PFC", Kind: codec.U8},
	4: {Name: "UP2TC", Kind: codec.U8},
	5: {Name: "PG_TCS", Kind: codec.U8, Doc: "a bit for each possible number of traffic classes"},
	6: {Name: "PFC_TCS", Kind: codec.U8, Doc: "a bit for each possible number of traffic classes"},
	7: {Name: "GSP", Kind: codec.U8},
	8: {Name: "BCN", Kind: codec.U8},
	9: {Name: "DCBX", Kind: codec.U8, Enum: dcbxEnum},
})

// dcbNumtcsAttrs is enum dcbnl_numtcs_attrs (linux/dcbnl.h).
var dcbNumtcsAttrs = codec.NewSet("DCB_NUMTCS_ATTR_", codec.Attrs{
	1: {Name: "ALL", Kind: codec.Flag},
	2: {Name: "PG", Kind: codec.U8},
	3: {Name: "PFC", Kind: codec.U8},
})

// dcbBcnAttrs is enum dcbnl_bcn_attrs (linux/dcbnl.h).
var dcbBcnAttrs = codec.NewSet("DCB_BCN_ATTR_", codec.Attrs{
	1:  {Name: "RP_0", Kind: codec.U8},
	2:  {Name: "RP_1", Kind: codec.U8},
	3:  {Name: "RP_2", Kind: codec.U8},
	4:  {Name: "RP_3", Kind: codec.U8},
	5:  {Name: "RP_4", Kind: codec.U8},
	6:  {Name: "RP_5", Kind: codec.U8},
	7:  {Name: "RP_6", Kind: codec.U8},
	8:  {Name: "RP_7", Kind: codec.U8},
	9:  {Name: "RP_ALL", Kind: codec.Flag},
	10: {Name: "BCNA_0", Kind: codec.U32},
	11: {Name: "BCNA_1", Kind: codec.U32},
	12: {Name: "ALPHA", Kind: codec.U32},
	13: {Name: "BETA", Kind: codec.U32},
	14: {Name: "GD", Kind: codec.U32},
	15: {Name: "GI", Kind: codec.U32},
	16: {Name: "TMAX", Kind: codec.U32},
	17: {Name: "TD", Kind: codec.U32},
	18: {Name: "RMIN", Kind: codec.U32},
	19: {Name: "W", Kind: codec.U32},
	20: {Name: "RD", Kind: codec.U32},
	21: {Name: "RU", Kind: codec.U32},
	22: {Name: "WRTT", Kind: codec.U32},
	23: {Name: "RI", Kind: codec.U32},
	24: {Name: "C", Kind: codec.U32},
	25: {Name: "ALL", Kind: codec.Flag},
})

// dcbAppAttrs is enum dcbnl_app_attrs (linux/dcbnl.h).
var dcbAppAttrs = codec.NewSet("DCB_APP_ATTR_", codec.Attrs{
	1: {Name: "IDTYPE", Kind: codec.U8, Enum: dcbAppIdtypeEnum},
	2: {Name: "ID", Kind: codec.U16, Doc: "an Ethernet type or a port, by the IDTYPE"},
	3: {Name: "PRIORITY", Kind: codec.U8},
})

// dcbAppIdtypeEnum is DCB_APP_IDTYPE_* (linux/dcbnl.h).
var dcbAppIdtypeEnum = codec.NewEnum("dcb_app_idtype", "DCB_APP_IDTYPE_", codec.Names{
	0: "ETHTYPE",
	1: "PORTNUM",
})

// dcbFeatcfgAttrs is enum dcbnl_featcfg_attrs (linux/dcbnl.h).
var dcbFeatcfgAttrs = codec.NewSet("DCB_FEATCFG_ATTR_", codec.Attrs{
	1: {Name: "ALL", Kind: codec.Flag},
	2: {Name: "PG", Kind: codec.U8, Enum: dcbFeatcfgEnum},
	3: {Name: "PFC", Kind: codec.U8, Enum: dcbFeatcfgEnum},
	4: {Name: "APP", Kind: codec.U8, Enum: dcbFeatcfgEnum},
})

// dcbFeatcfgEnum is DCB_FEATCFG_* (linux/dcbnl.h).
var dcbFeatcfgEnum = codec.NewFlags("dcb_featcfg", "DCB_FEATCFG_", []codec.Value{
	{Value: 0x1, Name: "ERROR"},
	{Value: 0x2, Name: "ENABLE"},
	{Value: 0x4, Name: "WILLING"},
	{Value: 0x8, Name: "ADVERTISE"},
})
