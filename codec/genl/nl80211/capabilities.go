package nl80211

import "github.com/nlkit/nlkit/codec"

// htMCSInfo is struct ieee80211_mcs_info (linux/ieee80211-ht.h).
var htMCSInfo = &codec.Struct{Name: "ieee80211_mcs_info", Packed: true, Members: []codec.Member{
	{Name: "rx_mask", Kind: codec.Bytes, Len: 10},
	{Name: "rx_highest", Kind: le16},
	{Name: "tx_params", Kind: codec.U8},
	{Name: "reserved", Kind: codec.Bytes, Len: 3},
}}

// htCapElement is struct ieee80211_ht_cap (linux/ieee80211-ht.h).
var htCapElement = &codec.Struct{Name: "ieee80211_ht_cap", Packed: true, Members: []codec.Member{
	{Name: "cap_info", Kind: le16, Enum: htCap},
	{Name: "ampdu_params_info", Kind: codec.U8},
	{Name: "mcs", Kind: codec.StructOf, Struct: htMCSInfo},
	{Name: "extended_ht_cap_info", Kind: le16},
	{Name: "tx_BF_cap_info", Kind: le32},
	{Name: "antenna_selection_info", Kind: codec.U8},
}}

// vhtMCSInfo is struct ieee80211_vht_mcs_info (linux/ieee80211-vht.h).
var vhtMCSInfo = &codec.Struct{Name: "ieee80211_vht_mcs_info", Packed: true, Members: []codec.Member{
	{Name: "rx_mcs_map", Kind: le16},
	{Name: "rx_highest", Kind: le16},
	{Name: "tx_mcs_map", Kind: le16},
	{Name: "tx_highest", Kind: le16},
}}

// vhtCapElement is struct ieee80211_vht_cap (linux/ieee80211-vht.h).
var vhtCapElement = &codec.Struct{Name: "ieee80211_vht_cap", Packed: true, Members: []codec.Member{
	{Name: "vht_cap_info", Kind: le32, Enum: vhtCap},
	{Name: "supp_mcs", Kind: codec.StructOf, Struct: vhtMCSInfo},
}}

// heMCSNSSSupp is struct ieee80211_he_mcs_nss_supp (linux/ieee80211-he.h).
var heMCSNSSSupp = &codec.Struct{Name: "ieee80211_he_mcs_nss_supp", Packed: true, Members: []codec.Member{
	{Name: "rx_mcs_80", Kind: le16},
	{Name: "tx_mcs_80", Kind: le16},
	{Name: "rx_mcs_160", Kind: le16},
	{Name: "tx_mcs_160", Kind: le16},
	{Name: "rx_mcs_80p80", Kind: le16},
	{Name: "tx_mcs_80p80", Kind: le16},
}}

// he6GHzCapa is struct ieee80211_he_6ghz_capa (linux/ieee80211-he.h).
var he6GHzCapa = &codec.Struct{Name: "ieee80211_he_6ghz_capa", Packed: true, Members: []codec.Member{
	{Name: "capa", Kind: le16},
}}

// heCapElement is struct ieee80211_he_cap_elem (linux/ieee80211-he.h) and the MCS and PPE fields after it.
var heCapElement = &codec.Struct{Name: "ieee80211_he_cap_elem", Packed: true, Members: []codec.Member{
	{Name: "mac_cap_info", Kind: codec.Bytes, Len: 6},
	{Name: "phy_cap_info", Kind: codec.Bytes, Len: 11},
	{Name: "optional", Kind: codec.Bytes},
}}

// ehtCapElement is struct ieee80211_eht_cap_elem (linux/ieee80211-eht.h).
var ehtCapElement = &codec.Struct{Name: "ieee80211_eht_cap_elem", Packed: true, Members: []codec.Member{
	{Name: "mac_cap_info", Kind: codec.Bytes, Len: 2},
	{Name: "phy_cap_info", Kind: codec.Bytes, Len: 9},
	{Name: "optional", Kind: codec.Bytes},
}}

// uhrCap is struct ieee80211_uhr_cap (linux/ieee80211-uhr.h).
var uhrCap = &codec.Struct{Name: "ieee80211_uhr_cap", Packed: true, Members: []codec.Member{
	{Name: "mac_cap", Kind: codec.Bytes, Len: 5},
	{Name: "variable", Kind: codec.Bytes},
}}

// uhrOperation is struct ieee80211_uhr_operation (linux/ieee80211-uhr.h).
var uhrOperation = &codec.Struct{Name: "ieee80211_uhr_operation", Packed: true, Members: []codec.Member{
	{Name: "params", Kind: le16},
	{Name: "basic_mcs_nss_set", Kind: codec.Bytes, Len: 4},
	{Name: "variable", Kind: codec.Bytes},
}}

// s1gCap is struct ieee80211_s1g_cap (linux/ieee80211-s1g.h).
var s1gCap = &codec.Struct{Name: "ieee80211_s1g_cap", Packed: true, Members: []codec.Member{
	{Name: "capab_info", Kind: codec.Bytes, Len: 10},
	{Name: "supp_mcs_nss", Kind: codec.Bytes, Len: 5},
}}

// supportedChannels is an entry of the Supported Channels element (IEEE 802.11).
var supportedChannels = &codec.Struct{Name: "supported_channels", Packed: true, Members: []codec.Member{
	{Name: "first_channel", Kind: codec.U8},
	{Name: "num_channels", Kind: codec.U8},
}}

// measurementReport is struct ieee80211_msrment_ie (linux/ieee80211.h).
var measurementReport = &codec.Struct{Name: "ieee80211_msrment_ie", Packed: true, Members: []codec.Member{
	{Name: "token", Kind: codec.U8},
	{Name: "mode", Kind: codec.U8},
	{Name: "type", Kind: codec.U8},
	{Name: "request", Kind: codec.Bytes},
}}
