package rtnl

import "github.com/nlkit/nlkit/codec"

// dcbCeeAttrs is enum cee_attrs (linux/dcbnl.h).
var dcbCeeAttrs = codec.NewSet("DCB_ATTR_CEE_", codec.Attrs{
	1: {Name: "PEER_PG", Kind: codec.StructOf, Struct: ceePgStruct},
	2: {Name: "PEER_PFC", Kind: codec.StructOf, Struct: ceePfcStruct},
	3: {Name: "PEER_APP_TABLE", Kind: codec.Nest, Set: dcbCeePeerAppAttrs},
	4: {Name: "TX_PG", Kind: codec.Nest, Set: dcbPgAttrs},
	5: {Name: "RX_PG", Kind: codec.Nest, Set: dcbPgAttrs},
	6: {Name: "PFC", Kind: codec.Nest, Set: dcbPfcAttrs},
	7: {Name: "APP_TABLE", Kind: codec.Nest, Set: dcbCeeAppAttrs},
	8: {Name: "FEAT", Kind: codec.Nest, Set: dcbFeatcfgAttrs},
})

// dcbCeePeerAppAttrs is enum peer_app_attr (linux/dcbnl.h).
var dcbCeePeerAppAttrs = codec.NewSet("DCB_ATTR_CEE_", codec.Attrs{
	1: {Name: "PEER_APP_INFO", Kind: codec.StructOf, Struct: dcbPeerAppInfoStruct},
	2: {Name: "PEER_APP", Kind: codec.StructOf, Struct: dcbCeeAppStruct},
})

// dcbCeeAppAttrs is enum cee_attrs_app, one for each application (linux/dcbnl.h).
var dcbCeeAppAttrs = codec.NewSet("DCB_ATTR_CEE_", codec.Attrs{
	1: {Name: "APP", Kind: codec.StructOf, Struct: dcbCeeAppStruct},
})

// dcbCeeAppStruct is struct dcb_app as CEE uses it (linux/dcbnl.h).
var dcbCeeAppStruct = &codec.Struct{Name: "dcb_app", Members: []codec.Member{
	{Name: "selector", Kind: codec.U8, Enum: dcbAppIdtypeEnum},
	{Name: "priority", Kind: codec.U8},
	{Name: "protocol", Kind: codec.U16},
}}

// dcbPeerAppInfoStruct is struct dcb_peer_app_info (linux/dcbnl.h).
var dcbPeerAppInfoStruct = &codec.Struct{Name: "dcb_peer_app_info", Members: []codec.Member{
	{Name: "willing", Kind: codec.U8},
	{Name: "error", Kind: codec.U8},
}}

// ceePgStruct is struct cee_pg (linux/dcbnl.h).
var ceePgStruct = &codec.Struct{Name: "cee_pg", Members: []codec.Member{
	{Name: "willing", Kind: codec.U8},
	{Name: "error", Kind: codec.U8},
	{Name: "pg_en", Kind: codec.U8},
	{Name: "tcs_supported", Kind: codec.U8},
	{Name: "pg_bw", Kind: codec.Array, Elem: codec.U8, Len: 8},
	{Name: "prio_pg", Kind: codec.Array, Elem: codec.U8, Len: 8},
}}

// ceePfcStruct is struct cee_pfc (linux/dcbnl.h).
var ceePfcStruct = &codec.Struct{Name: "cee_pfc", Members: []codec.Member{
	{Name: "willing", Kind: codec.U8},
	{Name: "error", Kind: codec.U8},
	{Name: "pfc_en", Kind: codec.U8},
	{Name: "tcs_supported", Kind: codec.U8},
}}
