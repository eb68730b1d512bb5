package nl80211

import "github.com/nlkit/nlkit/codec"

// apObject is access points (linux/nl80211.h).
var apObject = &codec.Object{Name: "access point", Set: attrs}

var apMessages = apObject.Messages(codec.Rows{
	{Type: 13, Name: "NL80211_CMD_GET_BEACON", Op: codec.OpGet},
	{Type: 14, Name: "NL80211_CMD_SET_BEACON", Op: codec.OpNew},
	{Type: 15, Name: "NL80211_CMD_START_AP"},
	{Type: 16, Name: "NL80211_CMD_STOP_AP"},
	{Type: 25, Name: "NL80211_CMD_SET_BSS", Op: codec.OpNew},
	{Type: 30, Name: "NL80211_CMD_SET_MGMT_EXTRA_IE", Op: codec.OpNew},
	{Type: 85, Name: "NL80211_CMD_REGISTER_BEACONS"},
	{Type: 88, Name: "NL80211_CMD_CH_SWITCH_NOTIFY"},
	{Type: 91, Name: "NL80211_CMD_CONN_FAILED"},
	{Type: 93, Name: "NL80211_CMD_SET_MAC_ACL", Op: codec.OpNew},
	{Type: 102, Name: "NL80211_CMD_CHANNEL_SWITCH"},
	{Type: 110, Name: "NL80211_CMD_CH_SWITCH_STARTED_NOTIFY"},
	{Type: 138, Name: "NL80211_CMD_UNPROT_BEACON"},
	{Type: 141, Name: "NL80211_CMD_OBSS_COLOR_COLLISION"},
	{Type: 142, Name: "NL80211_CMD_COLOR_CHANGE_REQUEST"},
	{Type: 143, Name: "NL80211_CMD_COLOR_CHANGE_STARTED"},
	{Type: 144, Name: "NL80211_CMD_COLOR_CHANGE_ABORTED"},
	{Type: 145, Name: "NL80211_CMD_COLOR_CHANGE_COMPLETED"},
})

// obssPDAttrs is enum nl80211_obss_pd_attributes (linux/nl80211.h).
var obssPDAttrs = codec.NewSet("NL80211_HE_OBSS_PD_ATTR_", codec.Attrs{
	1: {Name: "MIN_OFFSET", Kind: codec.U8},
	2: {Name: "MAX_OFFSET", Kind: codec.U8},
	3: {Name: "NON_SRG_MAX_OFFSET", Kind: codec.U8},
	4: {Name: "BSS_COLOR_BITMAP", Kind: codec.Bytes},
	5: {Name: "PARTIAL_BSSID_BITMAP", Kind: codec.Bytes},
	6: {Name: "SR_CTRL", Kind: codec.U8},
})

// bssColorAttrs is enum nl80211_bss_color_attributes (linux/nl80211.h).
var bssColorAttrs = codec.NewSet("NL80211_HE_BSS_COLOR_ATTR_", codec.Attrs{
	1: {Name: "COLOR", Kind: codec.U8},
	2: {Name: "DISABLED", Kind: codec.Flag},
	3: {Name: "PARTIAL", Kind: codec.Flag},
})

// filsDiscoveryAttrs is enum nl80211_fils_discovery_attributes (linux/nl80211.h).
var filsDiscoveryAttrs = codec.NewSet("NL80211_FILS_DISCOVERY_ATTR_", codec.Attrs{
	1: {Name: "INT_MIN", Kind: codec.U32, Doc: "TU"},
	2: {Name: "INT_MAX", Kind: codec.U32, Doc: "TU"},
	3: {Name: "TMPL", Kind: codec.SubMessage, Select: frameByControl},
})

// unsolBcastProbeRespAttrs is enum nl80211_unsol_bcast_probe_resp_attributes (linux/nl80211.h).
var unsolBcastProbeRespAttrs = codec.NewSet("NL80211_UNSOL_BCAST_PROBE_RESP_ATTR_", codec.Attrs{
	1: {Name: "INT", Kind: codec.U32, Doc: "TU"},
	2: {Name: "TMPL", Kind: codec.SubMessage, Select: frameByControl},
})

// mbssidConfigAttrs is enum nl80211_mbssid_config_attributes (linux/nl80211.h).
var mbssidConfigAttrs = codec.NewSet("NL80211_MBSSID_CONFIG_ATTR_", codec.Attrs{
	1: {Name: "MAX_INTERFACES", Kind: codec.U8},
	2: {Name: "MAX_EMA_PROFILE_PERIODICITY", Kind: codec.U8},
	3: {Name: "INDEX", Kind: codec.U8},
	4: {Name: "TX_IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	5: {Name: "EMA", Kind: codec.Flag},
	6: {Name: "TX_LINK_ID", Kind: codec.U8},
})

// s1gShortBeaconAttrs is enum nl80211_s1g_short_beacon_attrs (linux/nl80211.h).
var s1gShortBeaconAttrs = codec.NewSet("NL80211_S1G_SHORT_BEACON_ATTR_", codec.Attrs{
	1: {Name: "HEAD", Kind: codec.SubMessage, Select: frameByControl},
	2: {Name: "TAIL", Kind: codec.Nest, Set: elementRecords},
})

// sarAttrs is enum nl80211_sar_attrs (linux/nl80211.h).
var sarAttrs = codec.NewSet("NL80211_SAR_ATTR_", codec.Attrs{
	1: {Name: "TYPE", Kind: codec.U32, Enum: sarTypeEnum},
	2: {Name: "SPECS", Kind: codec.NestArray, Elem: codec.NestOf(sarSpecAttrs)},
})

// sarSpecAttrs is enum nl80211_sar_specs_attrs (linux/nl80211.h).
var sarSpecAttrs = codec.NewSet("NL80211_SAR_ATTR_SPECS_", codec.Attrs{
	1: {Name: "POWER", Kind: codec.S32, Doc: "0.25 dBm"},
	2: {Name: "RANGE_INDEX", Kind: codec.U32},
	3: {Name: "START_FREQ", Kind: codec.U32, Doc: "kHz"},
	4: {Name: "END_FREQ", Kind: codec.U32, Doc: "kHz"},
})

// sarTypeEnum is enum nl80211_sar_type (linux/nl80211.h).
var sarTypeEnum = codec.NewEnum("nl80211_sar_type", "NL80211_SAR_TYPE_", codec.Names{
	0: "POWER",
})

// cqmAttrs is enum nl80211_attr_cqm (linux/nl80211.h).
var cqmAttrs = codec.NewSet("NL80211_ATTR_CQM_", codec.Attrs{
	1: {Name: "RSSI_THOLD", Kind: codec.Array, Elem: codec.Of(codec.S32), Doc: "dBm"},
	2: {Name: "RSSI_HYST", Kind: codec.U32},
	3: {Name: "RSSI_THRESHOLD_EVENT", Kind: codec.U32, Enum: cqmRSSIEventEnum},
	4: {Name: "PKT_LOSS_EVENT", Kind: codec.U32},
	5: {Name: "TXE_RATE", Kind: codec.U32},
	6: {Name: "TXE_PKTS", Kind: codec.U32},
	7: {Name: "TXE_INTVL", Kind: codec.U32, Unit: codec.Seconds},
	8: {Name: "BEACON_LOSS_EVENT", Kind: codec.Flag},
	9: {Name: "RSSI_LEVEL", Kind: codec.S32, Doc: "dBm"},
})

// cqmRSSIEventEnum is enum nl80211_cqm_rssi_threshold_event (linux/nl80211.h).
var cqmRSSIEventEnum = codec.NewEnum("nl80211_cqm_rssi_threshold_event", "NL80211_CQM_RSSI_", codec.Names{
	0: "THRESHOLD_EVENT_LOW",
	1: "THRESHOLD_EVENT_HIGH",
	2: "BEACON_LOSS_EVENT",
})

// aclPolicyEnum is enum nl80211_acl_policy (linux/nl80211.h).
var aclPolicyEnum = codec.NewEnum("nl80211_acl_policy", "NL80211_ACL_POLICY_", codec.Names{
	0: "ACCEPT_UNLESS_LISTED",
	1: "DENY_UNLESS_LISTED",
})

// hiddenSSIDEnum is enum nl80211_hidden_ssid (linux/nl80211.h).
var hiddenSSIDEnum = codec.NewEnum("nl80211_hidden_ssid", "NL80211_HIDDEN_SSID_", codec.Names{
	0: "NOT_IN_USE",
	1: "ZERO_LEN",
	2: "ZERO_CONTENTS",
})

// smpsModeEnum is enum nl80211_smps_mode (linux/nl80211.h).
var smpsModeEnum = codec.NewEnum("nl80211_smps_mode", "NL80211_SMPS_", codec.Names{
	0: "OFF",
	1: "STATIC",
	2: "DYNAMIC",
})

// psStateEnum is enum nl80211_ps_state (linux/nl80211.h).
var psStateEnum = codec.NewEnum("nl80211_ps_state", "NL80211_PS_", codec.Names{
	0: "DISABLED",
	1: "ENABLED",
})

// connFailedReasonEnum is enum nl80211_connect_failed_reason (linux/nl80211.h).
var connFailedReasonEnum = codec.NewEnum("nl80211_connect_failed_reason", "NL80211_CONN_FAIL_", codec.Names{
	0: "MAX_CLIENTS",
	1: "BLOCKED_CLIENT",
})

// timeoutReasonEnum is enum nl80211_timeout_reason (linux/nl80211.h).
var timeoutReasonEnum = codec.NewEnum("nl80211_timeout_reason", "NL80211_TIMEOUT_", codec.Names{
	0: "UNSPECIFIED",
	1: "SCAN",
	2: "AUTH",
	3: "ASSOC",
})

// critProtoIDEnum is enum nl80211_crit_proto_id (linux/nl80211.h).
var critProtoIDEnum = codec.NewEnum("nl80211_crit_proto_id", "NL80211_CRIT_PROTO_", codec.Names{
	0: "UNSPEC",
	1: "DHCP",
	2: "EAPOL",
	3: "APIPA",
})

// rxMgmtFlagsEnum is enum nl80211_rxmgmt_flags (linux/nl80211.h).
var rxMgmtFlagsEnum = codec.NewFlags("nl80211_rxmgmt_flags", "NL80211_RXMGMT_FLAG_", []codec.Value{
	{Value: 0x1, Name: "ANSWERED"},
	{Value: 0x2, Name: "EXTERNAL_AUTH"},
})
