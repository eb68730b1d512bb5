package nl80211

import "github.com/nlkit/nlkit/codec"

// htMCSInfoStruct is struct ieee80211_mcs_info (linux/ieee80211-ht.h).
var htMCSInfoStruct = &codec.Struct{Name: "ieee80211_mcs_info", Packed: true, Members: []codec.Member{
	{Name: "rx_mask", Kind: codec.Bytes, Len: 10},
	{Name: "rx_highest", Kind: le16},
	{Name: "tx_params", Kind: codec.U8},
	{Name: "reserved", Kind: codec.Bytes, Len: 3},
}}

// htCapStruct is struct ieee80211_ht_cap (linux/ieee80211-ht.h).
var htCapStruct = &codec.Struct{Name: "ieee80211_ht_cap", Packed: true, Members: []codec.Member{
	{Name: "cap_info", Kind: le16, Enum: htCapEnum},
	{Name: "ampdu_params_info", Kind: codec.U8},
	{Name: "mcs", Kind: codec.StructOf, Struct: htMCSInfoStruct},
	{Name: "extended_ht_cap_info", Kind: le16},
	{Name: "tx_BF_cap_info", Kind: le32},
	{Name: "antenna_selection_info", Kind: codec.U8},
}}

// vhtMCSInfoStruct is struct ieee80211_vht_mcs_info (linux/ieee80211-vht.h).
var vhtMCSInfoStruct = &codec.Struct{Name: "ieee80211_vht_mcs_info", Packed: true, Members: []codec.Member{
	{Name: "rx_mcs_map", Kind: le16},
	{Name: "rx_highest", Kind: le16},
	{Name: "tx_mcs_map", Kind: le16},
	{Name: "tx_highest", Kind: le16},
}}

// vhtCapStruct is struct ieee80211_vht_cap (linux/ieee80211-vht.h).
var vhtCapStruct = &codec.Struct{Name: "ieee80211_vht_cap", Packed: true, Members: []codec.Member{
	{Name: "vht_cap_info", Kind: le32, Enum: vhtCapEnum},
	{Name: "supp_mcs", Kind: codec.StructOf, Struct: vhtMCSInfoStruct},
}}

// heMCSNSSSuppStruct is struct ieee80211_he_mcs_nss_supp (linux/ieee80211-he.h).
var heMCSNSSSuppStruct = &codec.Struct{Name: "ieee80211_he_mcs_nss_supp", Packed: true, Members: []codec.Member{
	{Name: "rx_mcs_80", Kind: le16},
	{Name: "tx_mcs_80", Kind: le16},
	{Name: "rx_mcs_160", Kind: le16},
	{Name: "tx_mcs_160", Kind: le16},
	{Name: "rx_mcs_80p80", Kind: le16},
	{Name: "tx_mcs_80p80", Kind: le16},
}}

// he6GHzCapaStruct is struct ieee80211_he_6ghz_capa (linux/ieee80211-he.h).
var he6GHzCapaStruct = &codec.Struct{Name: "ieee80211_he_6ghz_capa", Packed: true, Members: []codec.Member{
	{Name: "capa", Kind: le16},
}}

// heCapStruct is struct ieee80211_he_cap_elem (linux/ieee80211-he.h) and the MCS and PPE fields after it.
var heCapStruct = &codec.Struct{Name: "ieee80211_he_cap_elem", Packed: true, Members: []codec.Member{
	{Name: "mac_cap_info", Kind: codec.Bytes, Len: 6},
	{Name: "phy_cap_info", Kind: codec.Bytes, Len: 11},
	{Name: "optional", Kind: codec.Bytes},
}}

// ehtCapStruct is struct ieee80211_eht_cap_elem (linux/ieee80211-eht.h).
var ehtCapStruct = &codec.Struct{Name: "ieee80211_eht_cap_elem", Packed: true, Members: []codec.Member{
	{Name: "mac_cap_info", Kind: codec.Bytes, Len: 2},
	{Name: "phy_cap_info", Kind: codec.Bytes, Len: 9},
	{Name: "optional", Kind: codec.Bytes},
}}

// uhrCapStruct is struct ieee80211_uhr_cap (linux/ieee80211-uhr.h).
var uhrCapStruct = &codec.Struct{Name: "ieee80211_uhr_cap", Packed: true, Members: []codec.Member{
	{Name: "mac_cap", Kind: codec.Bytes, Len: 5},
	{Name: "variable", Kind: codec.Bytes},
}}

// uhrOperationStruct is struct ieee80211_uhr_operation (linux/ieee80211-uhr.h).
var uhrOperationStruct = &codec.Struct{Name: "ieee80211_uhr_operation", Packed: true, Members: []codec.Member{
	{Name: "params", Kind: le16},
	{Name: "basic_mcs_nss_set", Kind: codec.Bytes, Len: 4},
	{Name: "variable", Kind: codec.Bytes},
}}

// s1gCapStruct is struct ieee80211_s1g_cap (linux/ieee80211-s1g.h).
var s1gCapStruct = &codec.Struct{Name: "ieee80211_s1g_cap", Packed: true, Members: []codec.Member{
	{Name: "capab_info", Kind: codec.Bytes, Len: 10},
	{Name: "supp_mcs_nss", Kind: codec.Bytes, Len: 5},
}}

// supportedChannelsStruct is an entry of the Supported Channels element (IEEE 802.11).
var supportedChannelsStruct = &codec.Struct{Name: "supported_channels", Packed: true, Members: []codec.Member{
	{Name: "first_channel", Kind: codec.U8},
	{Name: "num_channels", Kind: codec.U8},
}}

// measurementReportStruct is struct ieee80211_msrment_ie (linux/ieee80211.h).
var measurementReportStruct = &codec.Struct{Name: "ieee80211_msrment_ie", Packed: true, Members: []codec.Member{
	{Name: "token", Kind: codec.U8},
	{Name: "mode", Kind: codec.U8},
	{Name: "type", Kind: codec.U8},
	{Name: "request", Kind: codec.Bytes},
}}
