package nl80211

import "github.com/nlkit/nlkit/codec"

// extElementIDEnum is enum ieee80211_eid_ext (linux/ieee80211.h).
var extElementIDEnum = codec.NewSparse("ieee80211_eid_ext", "WLAN_EID_EXT_", []codec.Value{
	{Value: 1, Name: "ASSOC_DELAY_INFO"},
	{Value: 2, Name: "FILS_REQ_PARAMS"},
	{Value: 3, Name: "FILS_KEY_CONFIRM"},
	{Value: 4, Name: "FILS_SESSION"},
	{Value: 5, Name: "FILS_HLP_CONTAINER"},
	{Value: 6, Name: "FILS_IP_ADDR_ASSIGN"},
	{Value: 7, Name: "KEY_DELIVERY"},
	{Value: 8, Name: "FILS_WRAPPED_DATA"},
	{Value: 12, Name: "FILS_PUBLIC_KEY"},
	{Value: 13, Name: "FILS_NONCE"},
	{Value: 14, Name: "FUTURE_CHAN_GUIDANCE"},
	{Value: 32, Name: "DH_PARAMETER"},
	{Value: 35, Name: "HE_CAPABILITY"},
	{Value: 36, Name: "HE_OPERATION"},
	{Value: 37, Name: "UORA"},
	{Value: 38, Name: "HE_MU_EDCA"},
	{Value: 39, Name: "HE_SPR"},
	{Value: 41, Name: "NDP_FEEDBACK_REPORT_PARAMSET"},
	{Value: 42, Name: "BSS_COLOR_CHG_ANN"},
	{Value: 43, Name: "QUIET_TIME_PERIOD_SETUP"},
	{Value: 45, Name: "ESS_REPORT"},
	{Value: 46, Name: "OPS"},
	{Value: 47, Name: "HE_BSS_LOAD"},
	{Value: 52, Name: "MAX_CHANNEL_SWITCH_TIME"},
	{Value: 55, Name: "MULTIPLE_BSSID_CONFIGURATION"},
	{Value: 56, Name: "NON_INHERITANCE"},
	{Value: 57, Name: "KNOWN_BSSID"},
	{Value: 58, Name: "SHORT_SSID_LIST"},
	{Value: 59, Name: "HE_6GHZ_CAPA"},
	{Value: 60, Name: "UL_MU_POWER_CAPA"},
	{Value: 106, Name: "EHT_OPERATION"},
	{Value: 107, Name: "EHT_MULTI_LINK"},
	{Value: 108, Name: "EHT_CAPABILITY"},
	{Value: 109, Name: "TID_TO_LINK_MAPPING"},
	{Value: 135, Name: "BANDWIDTH_INDICATION"},
	{Value: 136, Name: "KNOWN_STA_IDENTIFCATION"},
	{Value: 137, Name: "NON_AP_STA_REG_CON"},
	{Value: 151, Name: "UHR_OPER"},
	{Value: 152, Name: "UHR_CAPA"},
	{Value: 153, Name: "MACP"},
	{Value: 154, Name: "SMD"},
	{Value: 155, Name: "BSS_SMD_TRANS_PARAMS"},
	{Value: 156, Name: "CHAN_USAGE"},
	{Value: 157, Name: "UHR_MODE_CHG"},
	{Value: 158, Name: "UHR_PARAM_UPD"},
	{Value: 159, Name: "TXPI"},
})

// extStruct is an element whose identifier is WLAN_EID_EXTENSION (IEEE 802.11).
var extStruct = &codec.Struct{Name: "ext_element", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "data", Kind: codec.Bytes},
}}

// extElementCases is what elements whose identifier is WLAN_EID_EXTENSION hold, by enum ieee80211_eid_ext
// (linux/ieee80211.h).
var extElementCases = codec.Cases{
	{Value: 35, Spec: codec.StructSpec(extHECapabilityStruct)},
	{Value: 36, Spec: codec.StructSpec(extHEOperationStruct)},
	{Value: 37, Spec: codec.StructSpec(extUORAStruct)},
	{Value: 38, Spec: codec.StructSpec(extMUEDCAStruct)},
	{Value: 39, Spec: codec.StructSpec(extSpatialReuseStruct)},
	{Value: 42, Spec: codec.StructSpec(extColorChangeStruct)},
	{Value: 55, Spec: codec.StructSpec(extMultipleBSSIDConfigStruct)},
	{Value: 59, Spec: codec.StructSpec(extHE6GHzCapaStruct)},
	{Value: 106, Spec: codec.StructSpec(extEHTOperationStruct)},
	{Value: 107, Spec: codec.StructSpec(extMultiLinkStruct)},
	{Value: 108, Spec: codec.StructSpec(extEHTCapabilityStruct)},
	{Value: 109, Spec: codec.StructSpec(extTIDToLinkStruct)},
	{Value: 151, Spec: codec.StructSpec(extUHROperationStruct)},
	{Value: 152, Spec: codec.StructSpec(extUHRCapabilityStruct)},
}

// muEDCARecordStruct is struct ieee80211_he_mu_edca_param_ac_rec (linux/ieee80211-he.h).
var muEDCARecordStruct = &codec.Struct{Name: "ieee80211_he_mu_edca_param_ac_rec", Packed: true, Members: []codec.Member{
	{Name: "aifsn", Kind: codec.U8},
	{Name: "ecw_min_max", Kind: codec.U8},
	{Name: "mu_edca_timer", Kind: codec.U8},
}}

// extHECapabilityStruct is the HE Capabilities element (IEEE 802.11).
var extHECapabilityStruct = &codec.Struct{Name: "ieee80211_he_cap_elem", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "mac_cap_info", Kind: codec.Bytes, Len: 6},
	{Name: "phy_cap_info", Kind: codec.Bytes, Len: 11},
	{Name: "optional", Kind: codec.Bytes},
}}

// extHEOperationStruct is the HE Operation element (IEEE 802.11).
var extHEOperationStruct = &codec.Struct{Name: "ieee80211_he_operation", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "he_oper_params", Kind: le32},
	{Name: "he_mcs_nss_set", Kind: le16},
	{Name: "optional", Kind: codec.Bytes},
}}

// extUORAStruct is the UORA Parameter Set element (IEEE 802.11).
var extUORAStruct = &codec.Struct{Name: "uora_element", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "ocw_range", Kind: codec.U8},
}}

// extMUEDCAStruct is the MU EDCA Parameter Set element (IEEE 802.11).
var extMUEDCAStruct = &codec.Struct{Name: "ieee80211_mu_edca_param_set", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "mu_qos_info", Kind: codec.U8},
	{Name: "ac", Kind: codec.Array, Elem: codec.StructOf, Struct: muEDCARecordStruct, Len: 4},
}}

// extSpatialReuseStruct is the Spatial Reuse Parameter Set element (IEEE 802.11).
var extSpatialReuseStruct = &codec.Struct{Name: "ieee80211_he_spr", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "he_sr_control", Kind: codec.U8},
	{Name: "optional", Kind: codec.Bytes},
}}

// extColorChangeStruct is the BSS Color Change Announcement element (IEEE 802.11).
var extColorChangeStruct = &codec.Struct{Name: "bss_color_change_element", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "switch_countdown", Kind: codec.U8},
	{Name: "new_bss_color", Kind: codec.U8},
}}

// extMultipleBSSIDConfigStruct is the Multiple BSSID Configuration element (IEEE 802.11).
var extMultipleBSSIDConfigStruct = &codec.Struct{
	Name: "ieee80211_multiple_bssid_configuration", Packed: true,
	Members: []codec.Member{
		{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
		{Name: "bssid_count", Kind: codec.U8},
		{Name: "profile_periodicity", Kind: codec.U8},
	},
}

// extHE6GHzCapaStruct is the HE 6 GHz Band Capabilities element (IEEE 802.11).
var extHE6GHzCapaStruct = &codec.Struct{Name: "ieee80211_he_6ghz_capa", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "capa", Kind: le16},
}}

// extEHTOperationStruct is the EHT Operation element (IEEE 802.11).
var extEHTOperationStruct = &codec.Struct{Name: "ieee80211_eht_operation", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "params", Kind: codec.U8},
	{Name: "basic_mcs_nss", Kind: codec.Bytes, Len: 4},
	{Name: "optional", Kind: codec.Bytes},
}}

// extMultiLinkStruct is the Multi-Link element (IEEE 802.11).
var extMultiLinkStruct = &codec.Struct{Name: "ieee80211_multi_link_elem", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "control", Kind: le16},
	{Name: "variable", Kind: codec.Bytes},
}}

// extEHTCapabilityStruct is the EHT Capabilities element (IEEE 802.11).
var extEHTCapabilityStruct = &codec.Struct{Name: "ieee80211_eht_cap_elem", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "mac_cap_info", Kind: codec.Bytes, Len: 2},
	{Name: "phy_cap_info", Kind: codec.Bytes, Len: 9},
	{Name: "optional", Kind: codec.Bytes},
}}

// extTIDToLinkStruct is the TID-To-Link Mapping element (IEEE 802.11).
var extTIDToLinkStruct = &codec.Struct{Name: "ieee80211_ttlm_elem", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "control", Kind: codec.U8},
	{Name: "optional", Kind: codec.Bytes},
}}

// extUHROperationStruct is the UHR Operation element (IEEE 802.11).
var extUHROperationStruct = &codec.Struct{Name: "ieee80211_uhr_operation", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "params", Kind: le16},
	{Name: "basic_mcs_nss_set", Kind: codec.Bytes, Len: 4},
	{Name: "variable", Kind: codec.Bytes},
}}

// extUHRCapabilityStruct is the UHR Capabilities element (IEEE 802.11).
var extUHRCapabilityStruct = &codec.Struct{Name: "ieee80211_uhr_cap", Packed: true, Members: []codec.Member{
	{Name: "ext_id", Kind: codec.U8, Enum: extElementIDEnum},
	{Name: "mac_cap", Kind: codec.Bytes, Len: 5},
	{Name: "variable", Kind: codec.Bytes},
}}
