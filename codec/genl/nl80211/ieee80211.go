package nl80211

import "github.com/nlkit/nlkit/codec"

// IEEE 802.11 sends its integers in little-endian order.
const (
	le16 = codec.LE16
	le32 = codec.LE32
	le64 = codec.LE64
)

// cipherSuiteEnum is the cipher suite selectors WLAN_CIPHER_SUITE_* (linux/ieee80211.h).
var cipherSuiteEnum = codec.NewSparse("cipher_suite", "WLAN_CIPHER_SUITE_", []codec.Value{
	{Value: 0x000fac00, Name: "USE_GROUP"},
	{Value: 0x000fac01, Name: "WEP40"},
	{Value: 0x000fac02, Name: "TKIP"},
	{Value: 0x000fac04, Name: "CCMP"},
	{Value: 0x000fac05, Name: "WEP104"},
	{Value: 0x000fac06, Name: "AES_CMAC"},
	{Value: 0x000fac08, Name: "GCMP"},
	{Value: 0x000fac09, Name: "GCMP_256"},
	{Value: 0x000fac0a, Name: "CCMP_256"},
	{Value: 0x000fac0b, Name: "BIP_GMAC_128"},
	{Value: 0x000fac0c, Name: "BIP_GMAC_256"},
	{Value: 0x000fac0d, Name: "BIP_CMAC_256"},
	{Value: 0x00147201, Name: "SMS4"},
})

// akmSuiteEnum is the AKM suite selectors WLAN_AKM_SUITE_* (linux/ieee80211.h).
var akmSuiteEnum = codec.NewSparse("akm_suite", "WLAN_AKM_SUITE_", []codec.Value{
	{Value: 0x000fac01, Name: "8021X"},
	{Value: 0x000fac02, Name: "PSK"},
	{Value: 0x000fac03, Name: "FT_8021X"},
	{Value: 0x000fac04, Name: "FT_PSK"},
	{Value: 0x000fac05, Name: "8021X_SHA256"},
	{Value: 0x000fac06, Name: "PSK_SHA256"},
	{Value: 0x000fac07, Name: "TDLS"},
	{Value: 0x000fac08, Name: "SAE"},
	{Value: 0x000fac09, Name: "FT_OVER_SAE"},
	{Value: 0x000fac0a, Name: "AP_PEER_KEY"},
	{Value: 0x000fac0b, Name: "8021X_SUITE_B"},
	{Value: 0x000fac0c, Name: "8021X_SUITE_B_192"},
	{Value: 0x000fac0d, Name: "FT_8021X_SHA384"},
	{Value: 0x000fac0e, Name: "FILS_SHA256"},
	{Value: 0x000fac0f, Name: "FILS_SHA384"},
	{Value: 0x000fac10, Name: "FT_FILS_SHA256"},
	{Value: 0x000fac11, Name: "FT_FILS_SHA384"},
	{Value: 0x000fac12, Name: "OWE"},
	{Value: 0x000fac13, Name: "FT_PSK_SHA384"},
	{Value: 0x000fac14, Name: "PSK_SHA384"},
	{Value: 0x506f9a02, Name: "WFA_DPP"},
})

// cipherSuiteElem and akmSuiteElem are an element of a list of suites in host order.
var (
	cipherSuiteSpec = &codec.Spec{Kind: codec.U32, Enum: cipherSuiteEnum}
	akmSuiteSpec    = &codec.Spec{Kind: codec.U32, Enum: akmSuiteEnum}
)

// wpaCipherEnum is the cipher suite selectors of WPA version 1.
var wpaCipherEnum = codec.NewSparse("wpa_cipher_suite", "WPA_CIPHER_SUITE_", []codec.Value{
	{Value: 0x0050f200, Name: "NONE"},
	{Value: 0x0050f201, Name: "WEP40"},
	{Value: 0x0050f202, Name: "TKIP"},
	{Value: 0x0050f204, Name: "CCMP"},
	{Value: 0x0050f205, Name: "WEP104"},
})

// wpaAKMEnum is the AKM suite selectors of WPA version 1.
var wpaAKMEnum = codec.NewSparse("wpa_akm_suite", "WPA_AUTH_KEY_MGMT_", []codec.Value{
	{Value: 0x0050f200, Name: "NONE"},
	{Value: 0x0050f201, Name: "UNSPEC_802_1X"},
	{Value: 0x0050f202, Name: "PSK_OVER_802_1X"},
})

// capabilityInfoEnum is the bits WLAN_CAPABILITY_* (linux/ieee80211.h).
var capabilityInfoEnum = codec.NewFlags("capability_info", "WLAN_CAPABILITY_", []codec.Value{
	{Value: 0x1, Name: "ESS"},
	{Value: 0x2, Name: "IBSS"},
	{Value: 0x4, Name: "CF_POLLABLE"},
	{Value: 0x8, Name: "CF_POLL_REQUEST"},
	{Value: 0x10, Name: "PRIVACY"},
	{Value: 0x20, Name: "SHORT_PREAMBLE"},
	{Value: 0x40, Name: "PBCC"},
	{Value: 0x80, Name: "CHANNEL_AGILITY"},
	{Value: 0x100, Name: "SPECTRUM_MGMT"},
	{Value: 0x200, Name: "QOS"},
	{Value: 0x400, Name: "SHORT_SLOT_TIME"},
	{Value: 0x800, Name: "APSD"},
	{Value: 0x1000, Name: "RADIO_MEASURE"},
	{Value: 0x2000, Name: "DSSS_OFDM"},
	{Value: 0x4000, Name: "DEL_BACK"},
	{Value: 0x8000, Name: "IMM_BACK"},
})

// erpInfoEnum is the bits WLAN_ERP_* (linux/ieee80211.h).
var erpInfoEnum = codec.NewFlags("erp_info", "WLAN_ERP_", []codec.Value{
	{Value: 0x1, Name: "NON_ERP_PRESENT"},
	{Value: 0x2, Name: "USE_PROTECTION"},
	{Value: 0x4, Name: "BARKER_PREAMBLE"},
})

// htCapEnum is the single bits of IEEE80211_HT_CAP_* (linux/ieee80211-ht.h).
var htCapEnum = codec.NewFlags("ht_cap", "IEEE80211_HT_CAP_", []codec.Value{
	{Value: 0x1, Name: "LDPC_CODING"},
	{Value: 0x2, Name: "SUP_WIDTH_20_40"},
	{Value: 0x10, Name: "GRN_FLD"},
	{Value: 0x20, Name: "SGI_20"},
	{Value: 0x40, Name: "SGI_40"},
	{Value: 0x80, Name: "TX_STBC"},
	{Value: 0x400, Name: "DELAY_BA"},
	{Value: 0x800, Name: "MAX_AMSDU"},
	{Value: 0x1000, Name: "DSSSCCK40"},
	{Value: 0x4000, Name: "40MHZ_INTOLERANT"},
	{Value: 0x8000, Name: "LSIG_TXOP_PROT"},
})

// vhtCapEnum is the single bits of IEEE80211_VHT_CAP_* (linux/ieee80211-vht.h).
var vhtCapEnum = codec.NewFlags("vht_cap", "IEEE80211_VHT_CAP_", []codec.Value{
	{Value: 0x1, Name: "MAX_MPDU_LENGTH_7991"},
	{Value: 0x2, Name: "MAX_MPDU_LENGTH_11454"},
	{Value: 0x4, Name: "SUPP_CHAN_WIDTH_160MHZ"},
	{Value: 0x8, Name: "SUPP_CHAN_WIDTH_160_80PLUS80MHZ"},
	{Value: 0x10, Name: "RXLDPC"},
	{Value: 0x20, Name: "SHORT_GI_80"},
	{Value: 0x40, Name: "SHORT_GI_160"},
	{Value: 0x80, Name: "TXSTBC"},
	{Value: 0x800, Name: "SU_BEAMFORMER_CAPABLE"},
	{Value: 0x1000, Name: "SU_BEAMFORMEE_CAPABLE"},
	{Value: 0x80000, Name: "MU_BEAMFORMER_CAPABLE"},
	{Value: 0x100000, Name: "MU_BEAMFORMEE_CAPABLE"},
	{Value: 0x200000, Name: "VHT_TXOP_PS"},
	{Value: 0x400000, Name: "HTC_VHT"},
	{Value: 0x10000000, Name: "RX_ANTENNA_PATTERN"},
	{Value: 0x20000000, Name: "TX_ANTENNA_PATTERN"},
})

// frameTypeEnum is the management frames IEEE80211_STYPE_* (linux/ieee80211.h), as type and subtype of frames.
var frameTypeEnum = codec.NewSparse("frame_type", "IEEE80211_STYPE_", []codec.Value{
	{Value: 0x0, Name: "ASSOC_REQ"},
	{Value: 0x10, Name: "ASSOC_RESP"},
	{Value: 0x20, Name: "REASSOC_REQ"},
	{Value: 0x30, Name: "REASSOC_RESP"},
	{Value: 0x40, Name: "PROBE_REQ"},
	{Value: 0x50, Name: "PROBE_RESP"},
	{Value: 0x80, Name: "BEACON"},
	{Value: 0x90, Name: "ATIM"},
	{Value: 0xa0, Name: "DISASSOC"},
	{Value: 0xb0, Name: "AUTH"},
	{Value: 0xc0, Name: "DEAUTH"},
	{Value: 0xd0, Name: "ACTION"},
})

// controlPortEthertypeEnum is the ethertypes ETH_P_* of key exchanges (linux/if_ether.h).
var controlPortEthertypeEnum = codec.NewSparse("ethertype", "ETH_P_", []codec.Value{
	{Value: 0x888e, Name: "PAE"},
	{Value: 0x88c7, Name: "PREAUTH"},
})

// tdlsActionEnum is enum ieee80211_tdls_actioncode (linux/ieee80211.h).
var tdlsActionEnum = codec.NewEnum("ieee80211_tdls_actioncode", "WLAN_TDLS_", codec.Names{
	0:  "SETUP_REQUEST",
	1:  "SETUP_RESPONSE",
	2:  "SETUP_CONFIRM",
	3:  "TEARDOWN",
	4:  "PEER_TRAFFIC_INDICATION",
	5:  "CHANNEL_SWITCH_REQUEST",
	6:  "CHANNEL_SWITCH_RESPONSE",
	7:  "PEER_PSM_REQUEST",
	8:  "PEER_PSM_RESPONSE",
	9:  "PEER_TRAFFIC_RESPONSE",
	10: "DISCOVERY_REQUEST",
})

// authAlgEnum is the authentication algorithms WLAN_AUTH_* (linux/ieee80211.h).
var authAlgEnum = codec.NewSparse("auth_alg", "WLAN_AUTH_", []codec.Value{
	{Value: 0, Name: "OPEN"},
	{Value: 1, Name: "SHARED_KEY"},
	{Value: 2, Name: "FT"},
	{Value: 3, Name: "SAE"},
	{Value: 4, Name: "FILS_SK"},
	{Value: 5, Name: "FILS_SK_PFS"},
	{Value: 6, Name: "FILS_PK"},
	{Value: 8, Name: "IEEE8021X"},
	{Value: 9, Name: "EPPKE"},
	{Value: 128, Name: "LEAP"},
})

// actionCategoryEnum is enum ieee80211_category (linux/ieee80211.h).
var actionCategoryEnum = codec.NewSparse("ieee80211_category", "WLAN_CATEGORY_", []codec.Value{
	{Value: 0, Name: "SPECTRUM_MGMT"},
	{Value: 1, Name: "QOS"},
	{Value: 2, Name: "DLS"},
	{Value: 3, Name: "BACK"},
	{Value: 4, Name: "PUBLIC"},
	{Value: 5, Name: "RADIO_MEASUREMENT"},
	{Value: 6, Name: "FAST_BBS_TRANSITION"},
	{Value: 7, Name: "HT"},
	{Value: 8, Name: "SA_QUERY"},
	{Value: 9, Name: "PROTECTED_DUAL_OF_ACTION"},
	{Value: 10, Name: "WNM"},
	{Value: 11, Name: "WNM_UNPROTECTED"},
	{Value: 12, Name: "TDLS"},
	{Value: 13, Name: "MESH_ACTION"},
	{Value: 14, Name: "MULTIHOP_ACTION"},
	{Value: 15, Name: "SELF_PROTECTED"},
	{Value: 16, Name: "DMG"},
	{Value: 17, Name: "WMM"},
	{Value: 18, Name: "FST"},
	{Value: 20, Name: "UNPROT_DMG"},
	{Value: 21, Name: "VHT"},
	{Value: 22, Name: "S1G"},
	{Value: 37, Name: "PROTECTED_EHT"},
	{Value: 126, Name: "VENDOR_SPECIFIC_PROTECTED"},
	{Value: 127, Name: "VENDOR_SPECIFIC"},
})

// timeoutIntervalTypeEnum is enum ieee80211_timeout_interval_type (linux/ieee80211.h).
var timeoutIntervalTypeEnum = codec.NewSparse("ieee80211_timeout_interval_type", "WLAN_TIMEOUT_", []codec.Value{
	{Value: 1, Name: "REASSOC_DEADLINE"},
	{Value: 2, Name: "KEY_LIFETIME"},
	{Value: 3, Name: "ASSOC_COMEBACK"},
})

// statusCodeEnum is enum ieee80211_statuscode (linux/ieee80211.h).
var statusCodeEnum = codec.NewSparse("ieee80211_statuscode", "WLAN_STATUS_", []codec.Value{
	{Value: 0, Name: "SUCCESS"},
	{Value: 1, Name: "UNSPECIFIED_FAILURE"},
	{Value: 10, Name: "CAPS_UNSUPPORTED"},
	{Value: 11, Name: "REASSOC_NO_ASSOC"},
	{Value: 12, Name: "ASSOC_DENIED_UNSPEC"},
	{Value: 13, Name: "NOT_SUPPORTED_AUTH_ALG"},
	{Value: 14, Name: "UNKNOWN_AUTH_TRANSACTION"},
	{Value: 15, Name: "CHALLENGE_FAIL"},
	{Value: 16, Name: "AUTH_TIMEOUT"},
	{Value: 17, Name: "AP_UNABLE_TO_HANDLE_NEW_STA"},
	{Value: 18, Name: "ASSOC_DENIED_RATES"},
	{Value: 19, Name: "ASSOC_DENIED_NOSHORTPREAMBLE"},
	{Value: 20, Name: "ASSOC_DENIED_NOPBCC"},
	{Value: 21, Name: "ASSOC_DENIED_NOAGILITY"},
	{Value: 22, Name: "ASSOC_DENIED_NOSPECTRUM"},
	{Value: 23, Name: "ASSOC_REJECTED_BAD_POWER"},
	{Value: 24, Name: "ASSOC_REJECTED_BAD_SUPP_CHAN"},
	{Value: 25, Name: "ASSOC_DENIED_NOSHORTTIME"},
	{Value: 26, Name: "ASSOC_DENIED_NODSSSOFDM"},
	{Value: 30, Name: "ASSOC_REJECTED_TEMPORARILY"},
	{Value: 31, Name: "ROBUST_MGMT_FRAME_POLICY_VIOLATION"},
	{Value: 32, Name: "UNSPECIFIED_QOS"},
	{Value: 33, Name: "ASSOC_DENIED_NOBANDWIDTH"},
	{Value: 34, Name: "ASSOC_DENIED_LOWACK"},
	{Value: 35, Name: "ASSOC_DENIED_UNSUPP_QOS"},
	{Value: 37, Name: "REQUEST_DECLINED"},
	{Value: 38, Name: "INVALID_QOS_PARAM"},
	{Value: 39, Name: "CHANGE_TSPEC"},
	{Value: 40, Name: "INVALID_IE"},
	{Value: 41, Name: "INVALID_GROUP_CIPHER"},
	{Value: 42, Name: "INVALID_PAIRWISE_CIPHER"},
	{Value: 43, Name: "INVALID_AKMP"},
	{Value: 44, Name: "UNSUPP_RSN_VERSION"},
	{Value: 45, Name: "INVALID_RSN_IE_CAP"},
	{Value: 46, Name: "CIPHER_SUITE_REJECTED"},
	{Value: 47, Name: "WAIT_TS_DELAY"},
	{Value: 48, Name: "NO_DIRECT_LINK"},
	{Value: 49, Name: "STA_NOT_PRESENT"},
	{Value: 50, Name: "STA_NOT_QSTA"},
	{Value: 76, Name: "ANTI_CLOG_REQUIRED"},
	{Value: 78, Name: "FCG_NOT_SUPP"},
	{Value: 83, Name: "REJECT_WITH_SCHEDULE"},
	{Value: 86, Name: "PENDING_ADMITTING_FST_SESSION"},
	{Value: 87, Name: "PERFORMING_FST_NOW"},
	{Value: 88, Name: "PENDING_GAP_IN_BA_WINDOW"},
	{Value: 89, Name: "REJECT_U_PID_SETTING"},
	{Value: 96, Name: "REJECT_DSE_BAND"},
	{Value: 99, Name: "DENIED_WITH_SUGGESTED_BAND_AND_CHANNEL"},
	{Value: 103, Name: "DENIED_DUE_TO_SPECTRUM_MANAGEMENT"},
	{Value: 109, Name: "REJECTED_NDP_BLOCK_ACK_SUGGESTED"},
	{Value: 112, Name: "FILS_AUTHENTICATION_FAILURE"},
	{Value: 113, Name: "UNKNOWN_AUTHENTICATION_SERVER"},
	{Value: 126, Name: "SAE_HASH_TO_ELEMENT"},
	{Value: 127, Name: "SAE_PK"},
	{Value: 133, Name: "DENIED_TID_TO_LINK_MAPPING"},
	{Value: 134, Name: "PREF_TID_TO_LINK_MAPPING_SUGGESTED"},
	{Value: 153, Name: "8021X_AUTH_SUCCESS"},
})

// reasonCodeEnum is enum ieee80211_reasoncode (linux/ieee80211.h).
var reasonCodeEnum = codec.NewSparse("ieee80211_reasoncode", "WLAN_REASON_", []codec.Value{
	{Value: 1, Name: "UNSPECIFIED"},
	{Value: 2, Name: "PREV_AUTH_NOT_VALID"},
	{Value: 3, Name: "DEAUTH_LEAVING"},
	{Value: 4, Name: "DISASSOC_DUE_TO_INACTIVITY"},
	{Value: 5, Name: "DISASSOC_AP_BUSY"},
	{Value: 6, Name: "CLASS2_FRAME_FROM_NONAUTH_STA"},
	{Value: 7, Name: "CLASS3_FRAME_FROM_NONASSOC_STA"},
	{Value: 8, Name: "DISASSOC_STA_HAS_LEFT"},
	{Value: 9, Name: "STA_REQ_ASSOC_WITHOUT_AUTH"},
	{Value: 10, Name: "DISASSOC_BAD_POWER"},
	{Value: 11, Name: "DISASSOC_BAD_SUPP_CHAN"},
	{Value: 13, Name: "INVALID_IE"},
	{Value: 14, Name: "MIC_FAILURE"},
	{Value: 15, Name: "4WAY_HANDSHAKE_TIMEOUT"},
	{Value: 16, Name: "GROUP_KEY_HANDSHAKE_TIMEOUT"},
	{Value: 17, Name: "IE_DIFFERENT"},
	{Value: 18, Name: "INVALID_GROUP_CIPHER"},
	{Value: 19, Name: "INVALID_PAIRWISE_CIPHER"},
	{Value: 20, Name: "INVALID_AKMP"},
	{Value: 21, Name: "UNSUPP_RSN_VERSION"},
	{Value: 22, Name: "INVALID_RSN_IE_CAP"},
	{Value: 23, Name: "IEEE8021X_FAILED"},
	{Value: 24, Name: "CIPHER_SUITE_REJECTED"},
	{Value: 25, Name: "TDLS_TEARDOWN_UNREACHABLE"},
	{Value: 26, Name: "TDLS_TEARDOWN_UNSPECIFIED"},
	{Value: 32, Name: "DISASSOC_UNSPECIFIED_QOS"},
	{Value: 33, Name: "DISASSOC_QAP_NO_BANDWIDTH"},
	{Value: 34, Name: "DISASSOC_LOW_ACK"},
	{Value: 35, Name: "DISASSOC_QAP_EXCEED_TXOP"},
	{Value: 36, Name: "QSTA_LEAVE_QBSS"},
	{Value: 37, Name: "QSTA_NOT_USE"},
	{Value: 38, Name: "QSTA_REQUIRE_SETUP"},
	{Value: 39, Name: "QSTA_TIMEOUT"},
	{Value: 45, Name: "QSTA_CIPHER_NOT_SUPP"},
	{Value: 52, Name: "MESH_PEER_CANCELED"},
	{Value: 53, Name: "MESH_MAX_PEERS"},
	{Value: 54, Name: "MESH_CONFIG"},
	{Value: 55, Name: "MESH_CLOSE"},
	{Value: 56, Name: "MESH_MAX_RETRIES"},
	{Value: 57, Name: "MESH_CONFIRM_TIMEOUT"},
	{Value: 58, Name: "MESH_INVALID_GTK"},
	{Value: 59, Name: "MESH_INCONSISTENT_PARAM"},
	{Value: 60, Name: "MESH_INVALID_SECURITY"},
	{Value: 61, Name: "MESH_PATH_ERROR"},
	{Value: 62, Name: "MESH_PATH_NOFORWARD"},
	{Value: 63, Name: "MESH_PATH_DEST_UNREACHABLE"},
	{Value: 64, Name: "MAC_EXISTS_IN_MBSS"},
	{Value: 65, Name: "MESH_CHAN_REGULATORY"},
	{Value: 66, Name: "MESH_CHAN"},
})
