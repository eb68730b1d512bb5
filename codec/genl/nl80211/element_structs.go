package nl80211

import "github.com/nlkit/nlkit/codec"

// timStruct is struct ieee80211_tim_ie (linux/ieee80211.h).
var timStruct = &codec.Struct{Name: "ieee80211_tim_ie", Packed: true, Members: []codec.Member{
	{Name: "dtim_count", Kind: codec.U8},
	{Name: "dtim_period", Kind: codec.U8},
	{Name: "bitmap_ctrl", Kind: codec.U8},
	{Name: "virtual_map", Kind: codec.Bytes},
}}

// countryTripletStruct is struct ieee80211_country_ie_triplet (linux/ieee80211.h).
var countryTripletStruct = &codec.Struct{Name: "ieee80211_country_ie_triplet", Packed: true, Members: []codec.Member{
	{Name: "first_channel", Kind: codec.U8},
	{Name: "num_channels", Kind: codec.U8},
	{Name: "max_power", Kind: codec.S8},
}}

// countryStruct is the Country element (IEEE 802.11).
var countryStruct = &codec.Struct{Name: "country_element", Packed: true, Members: []codec.Member{
	{Name: "country", Kind: codec.String, Len: 2},
	{Name: "environment", Kind: codec.U8},
	{Name: "triplets", Kind: codec.Array, Elem: codec.StructOf, Struct: countryTripletStruct},
}}

// bssLoadStruct is struct ieee80211_bss_load_elem (linux/ieee80211.h).
var bssLoadStruct = &codec.Struct{Name: "ieee80211_bss_load_elem", Packed: true, Members: []codec.Member{
	{Name: "sta_count", Kind: le16},
	{Name: "channel_util", Kind: codec.U8},
	{Name: "avail_admission_capa", Kind: le16},
}}

// wmmACParamStruct is struct ieee80211_wmm_ac_param (linux/ieee80211.h).
var wmmACParamStruct = &codec.Struct{Name: "ieee80211_wmm_ac_param", Packed: true, Members: []codec.Member{
	{Name: "aci_aifsn", Kind: codec.U8},
	{Name: "cw", Kind: codec.U8},
	{Name: "txop_limit", Kind: le16},
}}

// edcaStruct is the EDCA Parameter Set element (IEEE 802.11).
var edcaStruct = &codec.Struct{Name: "edca_element", Packed: true, Members: []codec.Member{
	{Name: "qos_info", Kind: codec.U8},
	{Name: "update_edca_info", Kind: codec.U8},
	{Name: "ac", Kind: codec.Array, Elem: codec.StructOf, Struct: wmmACParamStruct, Len: 4},
}}

// powerCapabilityStruct is the Power Capability element (IEEE 802.11).
var powerCapabilityStruct = &codec.Struct{Name: "power_capability_element", Packed: true, Members: []codec.Member{
	{Name: "min", Kind: codec.S8},
	{Name: "max", Kind: codec.S8},
}}

// tpcReportStruct is struct ieee80211_tpc_report_ie (linux/ieee80211.h).
var tpcReportStruct = &codec.Struct{Name: "ieee80211_tpc_report_ie", Packed: true, Members: []codec.Member{
	{Name: "tx_power", Kind: codec.U8},
	{Name: "link_margin", Kind: codec.U8},
}}

// channelSwitchStruct is struct ieee80211_channel_sw_ie (linux/ieee80211.h).
var channelSwitchStruct = &codec.Struct{Name: "ieee80211_channel_sw_ie", Packed: true, Members: []codec.Member{
	{Name: "mode", Kind: codec.U8},
	{Name: "new_ch_num", Kind: codec.U8},
	{Name: "count", Kind: codec.U8},
}}

// extChannelSwitchStruct is struct ieee80211_ext_chansw_ie (linux/ieee80211.h).
var extChannelSwitchStruct = &codec.Struct{Name: "ieee80211_ext_chansw_ie", Packed: true, Members: []codec.Member{
	{Name: "mode", Kind: codec.U8},
	{Name: "new_operating_class", Kind: codec.U8},
	{Name: "new_ch_num", Kind: codec.U8},
	{Name: "count", Kind: codec.U8},
}}

// wideSwitchStruct is struct ieee80211_wide_bw_chansw_ie (linux/ieee80211.h).
var wideSwitchStruct = &codec.Struct{Name: "ieee80211_wide_bw_chansw_ie", Packed: true, Members: []codec.Member{
	{Name: "new_channel_width", Kind: codec.U8},
	{Name: "new_center_freq_seg0", Kind: codec.U8},
	{Name: "new_center_freq_seg1", Kind: codec.U8},
}}

// quietStruct is struct ieee80211_quiet_ie (linux/ieee80211.h).
var quietStruct = &codec.Struct{Name: "ieee80211_quiet_ie", Packed: true, Members: []codec.Member{
	{Name: "count", Kind: codec.U8},
	{Name: "period", Kind: codec.U8},
	{Name: "duration", Kind: le16},
	{Name: "offset", Kind: le16},
}}

// apChanReportStruct is the AP Channel Report element (IEEE 802.11).
var apChanReportStruct = &codec.Struct{Name: "ap_channel_report_element", Packed: true, Members: []codec.Member{
	{Name: "operating_class", Kind: codec.U8},
	{Name: "channels", Kind: codec.Array, Elem: codec.U8},
}}

// neighborReportStruct is the Neighbor Report element (IEEE 802.11).
var neighborReportStruct = &codec.Struct{Name: "neighbor_report_element", Packed: true, Members: []codec.Member{
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "bssid_info", Kind: le32},
	{Name: "operating_class", Kind: codec.U8},
	{Name: "channel", Kind: codec.U8},
	{Name: "phy_type", Kind: codec.U8},
	{Name: "subelements", Kind: codec.Bytes},
}}

// mobilityDomainStruct is the Mobility Domain element (IEEE 802.11).
var mobilityDomainStruct = &codec.Struct{Name: "mobility_domain_element", Packed: true, Members: []codec.Member{
	{Name: "mdid", Kind: le16},
	{Name: "ft_capab", Kind: codec.U8},
}}

// timeoutIntervalStruct is struct ieee80211_timeout_interval_ie (linux/ieee80211.h).
var timeoutIntervalStruct = &codec.Struct{
	Name: "ieee80211_timeout_interval_ie", Packed: true,
	Members: []codec.Member{
		{Name: "type", Kind: codec.U8, Enum: timeoutIntervalTypeEnum},
		{Name: "value", Kind: le32},
	},
}

// operatingClassesStruct is the Supported Operating Classes element (IEEE 802.11).
var operatingClassesStruct = &codec.Struct{Name: "operating_classes_element", Packed: true, Members: []codec.Member{
	{Name: "current", Kind: codec.U8},
	{Name: "classes", Kind: codec.Array, Elem: codec.U8},
}}

// htOperationStruct is struct ieee80211_ht_operation (linux/ieee80211-ht.h).
var htOperationStruct = &codec.Struct{Name: "ieee80211_ht_operation", Packed: true, Members: []codec.Member{
	{Name: "primary_chan", Kind: codec.U8},
	{Name: "ht_param", Kind: codec.U8},
	{Name: "operation_mode", Kind: le16},
	{Name: "stbc_param", Kind: le16},
	{Name: "basic_set", Kind: codec.Bytes, Len: 16},
}}

// vhtOperationStruct is struct ieee80211_vht_operation (linux/ieee80211-vht.h).
var vhtOperationStruct = &codec.Struct{Name: "ieee80211_vht_operation", Packed: true, Members: []codec.Member{
	{Name: "chan_width", Kind: codec.U8},
	{Name: "center_freq_seg0_idx", Kind: codec.U8},
	{Name: "center_freq_seg1_idx", Kind: codec.U8},
	{Name: "basic_mcs_set", Kind: le16},
}}

// multipleBSSIDStruct is the head of the Multiple BSSID element (IEEE 802.11).
var multipleBSSIDStruct = &codec.Struct{Name: "multiple_bssid_element", Packed: true, Members: []codec.Member{
	{Name: "max_bssid_indicator", Kind: codec.U8},
}}

// obssScanStruct is the Overlapping BSS Scan Parameters element (IEEE 802.11).
var obssScanStruct = &codec.Struct{Name: "obss_scan_element", Packed: true, Members: []codec.Member{
	{Name: "passive_dwell", Kind: le16},
	{Name: "active_dwell", Kind: le16},
	{Name: "width_trigger_scan_interval", Kind: le16},
	{Name: "passive_total_per_channel", Kind: le16},
	{Name: "active_total_per_channel", Kind: le16},
	{Name: "width_transition_delay_factor", Kind: le16},
	{Name: "activity_threshold", Kind: le16},
}}

// mmicStruct is struct ieee80211_mmie_var (linux/ieee80211.h).
var mmicStruct = &codec.Struct{Name: "ieee80211_mmie_var", Packed: true, Members: []codec.Member{
	{Name: "key_id", Kind: le16},
	{Name: "sequence_number", Kind: codec.Bytes, Len: 6},
	{Name: "mic", Kind: codec.Bytes},
}}

// bssidIndexStruct is struct ieee80211_bssid_index (linux/ieee80211.h).
var bssidIndexStruct = &codec.Struct{Name: "ieee80211_bssid_index", Packed: true, Members: []codec.Member{
	{Name: "bssid_index", Kind: codec.U8},
	{Name: "dtim_period", Kind: codec.U8},
	{Name: "dtim_count", Kind: codec.U8},
}}

// maxIdlePeriodStruct is struct ieee80211_bss_max_idle_period_ie (linux/ieee80211.h).
var maxIdlePeriodStruct = &codec.Struct{
	Name: "ieee80211_bss_max_idle_period_ie", Packed: true,
	Members: []codec.Member{
		{Name: "max_idle_period", Kind: le16},
		{Name: "idle_options", Kind: codec.U8},
	},
}

// linkIDStruct is struct ieee80211_tdls_lnkie (linux/ieee80211.h).
var linkIDStruct = &codec.Struct{Name: "ieee80211_tdls_lnkie", Packed: true, Members: []codec.Member{
	{Name: "bssid", Kind: codec.LLAddr, Len: 6},
	{Name: "init_sta", Kind: codec.LLAddr, Len: 6},
	{Name: "resp_sta", Kind: codec.LLAddr, Len: 6},
}}

// switchTimingStruct is struct ieee80211_ch_switch_timing (linux/ieee80211.h).
var switchTimingStruct = &codec.Struct{Name: "ieee80211_ch_switch_timing", Packed: true, Members: []codec.Member{
	{Name: "switch_time", Kind: le16, Unit: codec.Microseconds},
	{Name: "switch_timeout", Kind: le16, Unit: codec.Microseconds},
}}

// interworkingStruct is the Interworking element (IEEE 802.11).
var interworkingStruct = &codec.Struct{Name: "interworking_element", Packed: true, Members: []codec.Member{
	{Name: "access_network_options", Kind: codec.U8},
	{Name: "venue_hessid", Kind: codec.Bytes},
}}

// roamingConsortiumStruct is the Roaming Consortium element (IEEE 802.11).
var roamingConsortiumStruct = &codec.Struct{
	Name: "roaming_consortium_element", Packed: true,
	Members: []codec.Member{
		{Name: "num_anqp_ois", Kind: codec.U8},
		{Name: "oi_lengths", Kind: codec.U8},
		{Name: "ois", Kind: codec.Bytes},
	},
}

// meshConfStruct is struct ieee80211_meshconf_ie (linux/ieee80211-mesh.h).
var meshConfStruct = &codec.Struct{Name: "ieee80211_meshconf_ie", Packed: true, Members: []codec.Member{
	{Name: "meshconf_psel", Kind: codec.U8},
	{Name: "meshconf_pmetric", Kind: codec.U8},
	{Name: "meshconf_congest", Kind: codec.U8},
	{Name: "meshconf_synch", Kind: codec.U8},
	{Name: "meshconf_auth", Kind: codec.U8},
	{Name: "meshconf_form", Kind: codec.U8},
	{Name: "meshconf_cap", Kind: codec.U8},
}}

// meshSwitchParamStruct is struct ieee80211_mesh_chansw_params_ie (linux/ieee80211-mesh.h).
var meshSwitchParamStruct = &codec.Struct{
	Name: "ieee80211_mesh_chansw_params_ie", Packed: true,
	Members: []codec.Member{
		{Name: "mesh_ttl", Kind: codec.U8},
		{Name: "mesh_flags", Kind: codec.U8},
		{Name: "mesh_reason", Kind: le16, Enum: reasonCodeEnum},
		{Name: "mesh_pre_value", Kind: le16},
	},
}

// rannStruct is struct ieee80211_rann_ie (linux/ieee80211-mesh.h).
var rannStruct = &codec.Struct{Name: "ieee80211_rann_ie", Packed: true, Members: []codec.Member{
	{Name: "rann_flags", Kind: codec.U8},
	{Name: "rann_hopcount", Kind: codec.U8},
	{Name: "rann_ttl", Kind: codec.U8},
	{Name: "rann_addr", Kind: codec.LLAddr, Len: 6},
	{Name: "rann_seq", Kind: le32},
	{Name: "rann_interval", Kind: le32},
	{Name: "rann_metric", Kind: le32},
}}

// txPowerEnvelopeStruct is struct ieee80211_tx_pwr_env (IEEE 802.11).
var txPowerEnvelopeStruct = &codec.Struct{Name: "ieee80211_tx_pwr_env", Packed: true, Members: []codec.Member{
	{Name: "info", Kind: codec.U8},
	{Name: "variable", Kind: codec.Array, Elem: codec.S8},
}}

// s1gCompatStruct is struct ieee80211_s1g_bcn_compat_ie (linux/ieee80211-s1g.h).
var s1gCompatStruct = &codec.Struct{Name: "ieee80211_s1g_bcn_compat_ie", Packed: true, Members: []codec.Member{
	{Name: "compat_info", Kind: le16},
	{Name: "beacon_int", Kind: le16},
	{Name: "tsf_completion", Kind: le32},
}}

// s1gOperationStruct is struct ieee80211_s1g_oper_ie (linux/ieee80211-s1g.h).
var s1gOperationStruct = &codec.Struct{Name: "ieee80211_s1g_oper_ie", Packed: true, Members: []codec.Member{
	{Name: "ch_width", Kind: codec.U8},
	{Name: "oper_class", Kind: codec.U8},
	{Name: "primary_ch", Kind: codec.U8},
	{Name: "oper_ch", Kind: codec.U8},
	{Name: "basic_mcs_nss", Kind: le16},
}}
