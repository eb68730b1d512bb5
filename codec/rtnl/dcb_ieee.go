package rtnl

import "github.com/nlkit/nlkit/codec"

// dcbIeeeAttrs is enum ieee_attrs (linux/dcbnl.h).
var dcbIeeeAttrs = codec.NewSet("DCB_ATTR_", codec.Attrs{
	1:  {Name: "IEEE_ETS", Kind: codec.StructOf, Struct: ieeeEtsStruct},
	2:  {Name: "IEEE_PFC", Kind: codec.StructOf, Struct: ieeePfcStruct},
	3:  {Name: "IEEE_APP_TABLE", Kind: codec.Nest, Set: dcbIeeeAppAttrs},
	4:  {Name: "IEEE_PEER_ETS", Kind: codec.StructOf, Struct: ieeeEtsStruct},
	5:  {Name: "IEEE_PEER_PFC", Kind: codec.StructOf, Struct: ieeePfcStruct},
	6:  {Name: "IEEE_PEER_APP", Kind: codec.Nest, Set: dcbIeeeAppAttrs},
	7:  {Name: "IEEE_MAXRATE", Kind: codec.StructOf, Struct: ieeeMaxrateStruct},
	8:  {Name: "IEEE_QCN", Kind: codec.StructOf, Struct: ieeeQcnStruct},
	9:  {Name: "IEEE_QCN_STATS", Kind: codec.StructOf, Struct: ieeeQcnStatsStruct},
	10: {Name: "DCB_BUFFER", Kind: codec.StructOf, Struct: dcbnlBufferStruct},
	11: {Name: "DCB_APP_TRUST_TABLE", Kind: codec.Nest, Set: dcbTrustAttrs},
	12: {Name: "DCB_REWR_TABLE", Kind: codec.Nest, Set: dcbIeeeAppAttrs},
})

// dcbIeeeAppAttrs is enum ieee_attrs_app in tables of applications, one for each (linux/dcbnl.h).
var dcbIeeeAppAttrs = codec.NewSet("DCB_ATTR_", codec.Attrs{
	1: {Name: "IEEE_APP", Kind: codec.StructOf, Struct: dcbIeeeAppStruct},
	2: {Name: "DCB_APP", Kind: codec.StructOf, Struct: dcbIeeeAppStruct},
})

// dcbTrustAttrs is enum ieee_attrs_app in the table of trusted selectors, the most trusted first (linux/dcbnl.h).
var dcbTrustAttrs = codec.NewSet("DCB_ATTR_", codec.Attrs{
	1: {Name: "IEEE_APP", Kind: codec.U8, Enum: dcbSelectorEnum},
	2: {Name: "DCB_APP", Kind: codec.U8, Enum: dcbSelectorEnum},
})

// dcbSelectorEnum is IEEE_8021QAZ_APP_SEL_*, and DCB_APP_SEL_PCP besides the standard (linux/dcbnl.h).
var dcbSelectorEnum = codec.NewSparse("dcb_app_sel", "", []codec.Value{
	{Value: 1, Name: "IEEE_8021QAZ_APP_SEL_ETHERTYPE"},
	{Value: 2, Name: "IEEE_8021QAZ_APP_SEL_STREAM"},
	{Value: 3, Name: "IEEE_8021QAZ_APP_SEL_DGRAM"},
	{Value: 4, Name: "IEEE_8021QAZ_APP_SEL_ANY"},
	{Value: 5, Name: "IEEE_8021QAZ_APP_SEL_DSCP"},
	{Value: 255, Name: "DCB_APP_SEL_PCP"},
})

// dcbIeeeAppStruct is struct dcb_app as IEEE 802.1Qaz uses it (linux/dcbnl.h).
var dcbIeeeAppStruct = &codec.Struct{Name: "dcb_app", Members: []codec.Member{
	{Name: "selector", Kind: codec.U8, Enum: dcbSelectorEnum},
	{Name: "priority", Kind: codec.U8},
	{Name: "protocol", Kind: codec.U16},
}}

// ieeeEtsStruct is struct ieee_ets (linux/dcbnl.h).
var ieeeEtsStruct = &codec.Struct{Name: "ieee_ets", Members: []codec.Member{
	{Name: "willing", Kind: codec.U8},
	{Name: "ets_cap", Kind: codec.U8},
	{Name: "cbs", Kind: codec.U8},
	{Name: "tc_tx_bw", Kind: codec.Array, Elem: codec.U8, Len: 8},
	{Name: "tc_rx_bw", Kind: codec.Array, Elem: codec.U8, Len: 8},
	{Name: "tc_tsa", Kind: codec.Array, Elem: codec.U8, Len: 8, Enum: dcbTsaEnum},
	{Name: "prio_tc", Kind: codec.Array, Elem: codec.U8, Len: 8},
	{Name: "tc_reco_bw", Kind: codec.Array, Elem: codec.U8, Len: 8},
	{Name: "tc_reco_tsa", Kind: codec.Array, Elem: codec.U8, Len: 8, Enum: dcbTsaEnum},
	{Name: "reco_prio_tc", Kind: codec.Array, Elem: codec.U8, Len: 8},
}}

// dcbTsaEnum is IEEE_8021QAZ_TSA_* (linux/dcbnl.h).
var dcbTsaEnum = codec.NewSparse("ieee_8021qaz_tsa", "IEEE_8021QAZ_TSA_", []codec.Value{
	{Value: 0, Name: "STRICT"},
	{Value: 1, Name: "CB_SHAPER"},
	{Value: 2, Name: "ETS"},
	{Value: 255, Name: "VENDOR"},
})

// ieeePfcStruct is struct ieee_pfc (linux/dcbnl.h).
var ieeePfcStruct = &codec.Struct{Name: "ieee_pfc", Members: []codec.Member{
	{Name: "pfc_cap", Kind: codec.U8},
	{Name: "pfc_en", Kind: codec.U8},
	{Name: "mbc", Kind: codec.U8},
	{Name: "delay", Kind: codec.U16},
	{Name: "requests", Kind: codec.Array, Elem: codec.U64, Len: 8},
	{Name: "indications", Kind: codec.Array, Elem: codec.U64, Len: 8},
}}

// ieeeMaxrateStruct is struct ieee_maxrate, in kbit/s (linux/dcbnl.h).
var ieeeMaxrateStruct = &codec.Struct{Name: "ieee_maxrate", Members: []codec.Member{
	{Name: "tc_maxrate", Kind: codec.Array, Elem: codec.U64, Len: 8},
}}

// ieeeQcnStruct is struct ieee_qcn (linux/dcbnl.h).
var ieeeQcnStruct = &codec.Struct{Name: "ieee_qcn", Members: []codec.Member{
	{Name: "rpg_enable", Kind: codec.Array, Elem: codec.U8, Len: 8},
	{Name: "rppp_max_rps", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "rpg_time_reset", Kind: codec.Array, Elem: codec.U32, Len: 8, Unit: codec.Microseconds},
	{Name: "rpg_byte_reset", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "rpg_threshold", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "rpg_max_rate", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "rpg_ai_rate", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "rpg_hai_rate", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "rpg_gd", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "rpg_min_dec_fac", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "rpg_min_rate", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "cndd_state_machine", Kind: codec.Array, Elem: codec.U32, Len: 8, Enum: dcbCnddEnum},
}}

// dcbCnddEnum is enum dcbnl_cndd_states (linux/dcbnl.h).
var dcbCnddEnum = codec.NewEnum("dcbnl_cndd_states", "DCB_CNDD_", codec.Names{
	0: "RESET",
	1: "EDGE",
	2: "INTERIOR",
	3: "INTERIOR_READY",
})

// ieeeQcnStatsStruct is struct ieee_qcn_stats (linux/dcbnl.h).
var ieeeQcnStatsStruct = &codec.Struct{Name: "ieee_qcn_stats", Members: []codec.Member{
	{Name: "rppp_rp_centiseconds", Kind: codec.Array, Elem: codec.U64, Len: 8},
	{Name: "rppp_created_rps", Kind: codec.Array, Elem: codec.U32, Len: 8},
}}

// dcbnlBufferStruct is struct dcbnl_buffer (linux/dcbnl.h).
var dcbnlBufferStruct = &codec.Struct{Name: "dcbnl_buffer", Members: []codec.Member{
	{Name: "prio2buffer", Kind: codec.Array, Elem: codec.U8, Len: 8},
	{Name: "buffer_size", Kind: codec.Array, Elem: codec.U32, Len: 8},
	{Name: "total_size", Kind: codec.U32},
}}
