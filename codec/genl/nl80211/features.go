package nl80211

import "github.com/nlkit/nlkit/codec"

// featureFlagsEnum is enum nl80211_feature_flags (linux/nl80211.h).
var featureFlagsEnum = codec.NewFlags("nl80211_feature_flags", "NL80211_FEATURE_", []codec.Value{
	{Value: 0x1, Name: "SK_TX_STATUS"},
	{Value: 0x2, Name: "HT_IBSS"},
	{Value: 0x4, Name: "INACTIVITY_TIMER"},
	{Value: 0x8, Name: "CELL_BASE_REG_HINTS"},
	{Value: 0x10, Name: "P2P_DEVICE_NEEDS_CHANNEL"},
	{Value: 0x20, Name: "SAE"},
	{Value: 0x40, Name: "LOW_PRIORITY_SCAN"},
	{Value: 0x80, Name: "SCAN_FLUSH"},
	{Value: 0x100, Name: "AP_SCAN"},
	{Value: 0x200, Name: "VIF_TXPOWER"},
	{Value: 0x400, Name: "NEED_OBSS_SCAN"},
	{Value: 0x800, Name: "P2P_GO_CTWIN"},
	{Value: 0x1000, Name: "P2P_GO_OPPPS"},
	{Value: 0x4000, Name: "ADVERTISE_CHAN_LIMITS"},
	{Value: 0x8000, Name: "FULL_AP_CLIENT_STATE"},
	{Value: 0x10000, Name: "USERSPACE_MPM"},
	{Value: 0x20000, Name: "ACTIVE_MONITOR"},
	{Value: 0x40000, Name: "AP_MODE_CHAN_WIDTH_CHANGE"},
	{Value: 0x80000, Name: "DS_PARAM_SET_IE_IN_PROBES"},
	{Value: 0x100000, Name: "WFA_TPC_IE_IN_PROBES"},
	{Value: 0x200000, Name: "QUIET"},
	{Value: 0x400000, Name: "TX_POWER_INSERTION"},
	{Value: 0x800000, Name: "ACKTO_ESTIMATION"},
	{Value: 0x1000000, Name: "STATIC_SMPS"},
	{Value: 0x2000000, Name: "DYNAMIC_SMPS"},
	{Value: 0x4000000, Name: "SUPPORTS_WMM_ADMISSION"},
	{Value: 0x8000000, Name: "MAC_ON_CREATE"},
	{Value: 0x10000000, Name: "TDLS_CHANNEL_SWITCH"},
	{Value: 0x20000000, Name: "SCAN_RANDOM_MAC_ADDR"},
	{Value: 0x40000000, Name: "SCHED_SCAN_RANDOM_MAC_ADDR"},
	{Value: 0x80000000, Name: "ND_RANDOM_MAC_ADDR"},
})

// extFeatureEnum is enum nl80211_ext_feature_index (linux/nl80211.h).
var extFeatureEnum = codec.NewEnum("nl80211_ext_feature_index", "NL80211_EXT_FEATURE_", codec.Names{
	0:  "VHT_IBSS",
	1:  "RRM",
	2:  "MU_MIMO_AIR_SNIFFER",
	3:  "SCAN_START_TIME",
	4:  "BSS_PARENT_TSF",
	5:  "SET_SCAN_DWELL",
	6:  "BEACON_RATE_LEGACY",
	7:  "BEACON_RATE_HT",
	8:  "BEACON_RATE_VHT",
	9:  "FILS_STA",
	10: "MGMT_TX_RANDOM_TA",
	11: "MGMT_TX_RANDOM_TA_CONNECTED",
	12: "SCHED_SCAN_RELATIVE_RSSI",
	13: "CQM_RSSI_LIST",
	14: "FILS_SK_OFFLOAD",
	15: "4WAY_HANDSHAKE_STA_PSK",
	16: "4WAY_HANDSHAKE_STA_1X",
	17: "FILS_MAX_CHANNEL_TIME",
	18: "ACCEPT_BCAST_PROBE_RESP",
	19: "OCE_PROBE_REQ_HIGH_TX_RATE",
	20: "OCE_PROBE_REQ_DEFERRAL_SUPPRESSION",
	21: "MFP_OPTIONAL",
	22: "LOW_SPAN_SCAN",
	23: "LOW_POWER_SCAN",
	24: "HIGH_ACCURACY_SCAN",
	25: "DFS_OFFLOAD",
	26: "CONTROL_PORT_OVER_NL80211",
	27: "ACK_SIGNAL_SUPPORT",
	28: "TXQS",
	29: "SCAN_RANDOM_SN",
	30: "SCAN_MIN_PREQ_CONTENT",
	31: "CAN_REPLACE_PTK0",
	32: "ENABLE_FTM_RESPONDER",
	33: "AIRTIME_FAIRNESS",
	34: "AP_PMKSA_CACHING",
	35: "SCHED_SCAN_BAND_SPECIFIC_RSSI_THOLD",
	36: "EXT_KEY_ID",
	37: "STA_TX_PWR",
	38: "SAE_OFFLOAD",
	39: "VLAN_OFFLOAD",
	40: "AQL",
	41: "BEACON_PROTECTION",
	42: "CONTROL_PORT_NO_PREAUTH",
	43: "PROTECTED_TWT",
	44: "DEL_IBSS_STA",
	45: "MULTICAST_REGISTRATIONS",
	46: "BEACON_PROTECTION_CLIENT",
	47: "SCAN_FREQ_KHZ",
	48: "CONTROL_PORT_OVER_NL80211_TX_STATUS",
	49: "OPERATING_CHANNEL_VALIDATION",
	50: "4WAY_HANDSHAKE_AP_PSK",
	51: "SAE_OFFLOAD_AP",
	52: "FILS_DISCOVERY",
	53: "UNSOL_BCAST_PROBE_RESP",
	54: "BEACON_RATE_HE",
	55: "SECURE_LTF",
	56: "SECURE_RTT",
	57: "PROT_RANGE_NEGO_AND_MEASURE",
	58: "BSS_COLOR",
	59: "FILS_CRYPTO_OFFLOAD",
	60: "RADAR_BACKGROUND",
	61: "POWERED_ADDR_CHANGE",
	62: "PUNCT",
	63: "SECURE_NAN",
	64: "AUTH_AND_DEAUTH_RANDOM_TA",
	65: "OWE_OFFLOAD",
	66: "OWE_OFFLOAD_AP",
	67: "DFS_CONCURRENT",
	68: "SPP_AMSDU_SUPPORT",
	69: "BEACON_RATE_EHT",
	70: "EPPKE",
	71: "ASSOC_FRAME_ENCRYPTION",
	72: "IEEE8021X_AUTH",
	73: "ROC_ADDR_FILTER",
	74: "SET_KEY_LTF_SEED",
	75: "PROBE_AP",
})

// protocolFeaturesEnum is enum nl80211_protocol_features (linux/nl80211.h).
var protocolFeaturesEnum = codec.NewFlags("nl80211_protocol_features", "NL80211_PROTOCOL_FEATURE_", []codec.Value{
	{Value: 0x1, Name: "SPLIT_WIPHY_DUMP"},
})

// apSMEFeaturesEnum is enum nl80211_ap_sme_features (linux/nl80211.h).
var apSMEFeaturesEnum = codec.NewFlags("nl80211_ap_sme_features", "NL80211_AP_SME_", []codec.Value{
	{Value: 0x1, Name: "SA_QUERY_OFFLOAD"},
})

// apSettingsEnum is enum nl80211_ap_settings_flags (linux/nl80211.h).
var apSettingsEnum = codec.NewFlags("nl80211_ap_settings_flags", "NL80211_AP_SETTINGS_", []codec.Value{
	{Value: 0x1, Name: "EXTERNAL_AUTH_SUPPORT"},
	{Value: 0x2, Name: "SA_QUERY_OFFLOAD_SUPPORT"},
})

// probeRespOffloadEnum is enum nl80211_probe_resp_offload_support_attr (linux/nl80211.h).
var probeRespOffloadEnum = codec.NewFlags(
	"nl80211_probe_resp_offload_support_attr", "NL80211_PROBE_RESP_OFFLOAD_SUPPORT_", []codec.Value{
		{Value: 0x1, Name: "WPS"},
		{Value: 0x2, Name: "WPS2"},
		{Value: 0x4, Name: "P2P"},
		{Value: 0x8, Name: "80211U"},
	})
