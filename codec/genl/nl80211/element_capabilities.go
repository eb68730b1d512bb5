package nl80211

import "github.com/nlkit/nlkit/codec"

// extCapabilityStruct is the Extended Capabilities element: as many bits as a station knows (IEEE 802.11, 9.4.2.26).
var extCapabilityStruct = packed("extended_capabilities_element",
	codec.Member{Name: "capabilities", Kind: codec.Bytes, Enum: extCapabilityEnum})

var extCapabilityEnum = codec.NewEnum("wlan_ext_capability", "WLAN_EXT_CAPA_", codec.Names{
	0: "20_40_COEX", 2: "EXT_CHANNEL_SWITCHING", 4: "PSMP", 6: "S_PSMP", 7: "EVENT", 8: "DIAGNOSTICS",
	9: "MULTICAST_DIAGNOSTICS", 10: "LOCATION_TRACKING", 11: "FMS", 12: "PROXY_ARP", 13: "COLLOCATED_INTERFERENCE",
	14: "CIVIC_LOCATION", 15: "GEOSPATIAL_LOCATION", 16: "TFS", 17: "WNM_SLEEP_MODE", 18: "TIM_BROADCAST",
	19: "BSS_TRANSITION", 20: "QOS_TRAFFIC", 21: "AC_STATION_COUNT", 22: "MULTI_BSSID", 23: "TIMING_MEASUREMENT",
	24: "CHANNEL_USAGE", 25: "SSID_LIST", 26: "DMS", 27: "UTC_TSF_OFFSET", 28: "TDLS_PEER_UAPSD_BUFFER",
	29: "TDLS_PEER_PSM", 30: "TDLS_CHAN_SWITCH", 31: "INTERWORKING", 32: "QOS_MAP", 33: "EBR", 34: "SSPN_INTERFACE",
	36: "MSGCF", 37: "TDLS_ENABLED", 38: "TDLS_PROHIBITED", 39: "TDLS_CHAN_SWITCH_PROHIBITED",
	40: "REJECT_UNADMITTED_FRAME", 44: "IDENTIFIER_LOCATION", 45: "UAPSD_COEX", 46: "WNM_NOTIFICATION", 47: "QAB",
	48: "UTF8_SSID", 49: "QMF_ACTIVATED", 50: "QMF_RECONFIGURATION", 51: "ROBUST_AV_STREAMING", 52: "ADVANCED_GCR",
	53: "MESH_GCR", 54: "SCS", 55: "QLOAD_REPORT", 56: "ALTERNATE_EDCA", 57: "UNPROTECTED_TXOP", 58: "PROTECTED_TXOP",
	60: "PROTECTED_QLOAD_REPORT", 61: "TDLS_WIDE_BW", 62: "OPMODE_NOTIF", 65: "CHANNEL_SCHEDULE",
	66: "GEODATABASE_INBAND", 67: "NETWORK_CHANNEL_CONTROL", 68: "WHITE_SPACE_MAP", 69: "CHANNEL_AVAILABILITY",
	70: "FTM_RESPONDER", 71: "FTM_INITIATOR", 72: "FILS", 73: "EXT_SPECTRUM_MGMT", 74: "FUTURE_CHANNEL", 77: "TWT_REQUESTER", 78: "TWT_RESPONDER",
	79: "OBSS_NARROW_BW_RU_TOLERANCE", 83: "EMA",
})

// rsnxStruct is the RSN Extension element, whose first four bits say how long it is (IEEE 802.11, 9.4.2.241).
var rsnxStruct = packed("rsnx_element", codec.Member{Name: "capabilities", Kind: codec.Bytes, Enum: rsnxEnum})

var rsnxEnum = codec.NewEnum("wlan_rsnx_capability", "WLAN_RSNX_CAPA_", codec.Names{
	4: "PROTECTED_TWT", 5: "SAE_H2E", 6: "SAE_PK", 8: "SECURE_LTF", 9: "SECURE_RTT", 10: "RANGE_PROTECTION",
})

// rrmStruct is the RM Enabled Capabilities element (IEEE 802.11, 9.4.2.44).
var rrmStruct = packed("rm_enabled_capabilities_element",
	codec.Member{Name: "capabilities", Kind: codec.Bytes, Enum: rrmEnum})

var rrmEnum = codec.NewEnum("wlan_rrm_capability", "WLAN_RRM_CAPA_", codec.Names{
	0: "LINK_MEASUREMENT", 1: "NEIGHBOR_REPORT", 2: "PARALLEL_MEASUREMENTS", 3: "REPEATED_MEASUREMENTS",
	4: "BEACON_PASSIVE", 5: "BEACON_ACTIVE", 6: "BEACON_TABLE", 7: "BEACON_REPORTING_CONDITIONS",
	8: "FRAME_MEASUREMENT", 9: "CHANNEL_LOAD", 10: "NOISE_HISTOGRAM", 11: "STATISTICS", 12: "LCI", 13: "LCI_AZIMUTH",
	14: "TRANSMIT_STREAM", 15: "TRIGGERED_TRANSMIT_STREAM", 16: "AP_CHANNEL_REPORT", 17: "RM_MIB",
	27: "PILOT_TRANSMISSION_INFO", 28: "NEIGHBOR_REPORT_TSF_OFFSET", 29: "RCPI", 30: "RSNI",
	31: "BSS_AVERAGE_ACCESS_DELAY", 32: "BSS_AVAILABLE_CAPACITY", 33: "ANTENNA", 34: "FTM_RANGE_REPORT",
	35: "CIVIC_LOCATION",
})
