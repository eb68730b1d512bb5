package nl80211

import "github.com/nlkit/nlkit/codec"

// stationObject is stations (linux/nl80211.h).
var stationObject = &codec.Object{Name: "station", Set: attrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs("NL80211_ATTR_IFINDEX"), codec.Needs("NL80211_ATTR_MAC")}},
}}

var stationMessages = stationObject.Messages(
	codec.GetSetNewDel(17, "NL80211_CMD_GET_STATION", "NL80211_CMD_SET_STATION",
		"NL80211_CMD_NEW_STATION", "NL80211_CMD_DEL_STATION"),
	codec.Rows{
		{Type: 81, Name: "NL80211_CMD_TDLS_OPER"},
		{Type: 82, Name: "NL80211_CMD_TDLS_MGMT"},
		{Type: 84, Name: "NL80211_CMD_PROBE_PEER", Replies: []uint16{84}},
		{Type: 105, Name: "NL80211_CMD_ADD_TX_TS"},
		{Type: 106, Name: "NL80211_CMD_DEL_TX_TS", Op: codec.OpDelete},
		{Type: 111, Name: "NL80211_CMD_TDLS_CHANNEL_SWITCH"},
		{Type: 112, Name: "NL80211_CMD_TDLS_CANCEL_CHANNEL_SWITCH"},
		{Type: 128, Name: "NL80211_CMD_STA_OPMODE_CHANGED"},
		{Type: 150, Name: "NL80211_CMD_ADD_LINK_STA"},
		{Type: 151, Name: "NL80211_CMD_MODIFY_LINK_STA"},
		{Type: 152, Name: "NL80211_CMD_REMOVE_LINK_STA"},
	},
)

// staFlagBitsEnum is the masks 1 << NL80211_STA_FLAG_* of struct nl80211_sta_flag_update.
var staFlagBitsEnum = codec.NewFlags("nl80211_sta_flags_bits", "NL80211_STA_FLAG_", []codec.Value{
	{Value: 1 << 1, Name: "AUTHORIZED"},
	{Value: 1 << 2, Name: "SHORT_PREAMBLE"},
	{Value: 1 << 3, Name: "WME"},
	{Value: 1 << 4, Name: "MFP"},
	{Value: 1 << 5, Name: "AUTHENTICATED"},
	{Value: 1 << 6, Name: "TDLS_PEER"},
	{Value: 1 << 7, Name: "ASSOCIATED"},
	{Value: 1 << 8, Name: "SPP_AMSDU"},
})

// staFlagUpdateStruct is struct nl80211_sta_flag_update (linux/nl80211.h).
var staFlagUpdateStruct = &codec.Struct{Name: "nl80211_sta_flag_update", Packed: true, Members: []codec.Member{
	{Name: "mask", Kind: codec.U32, Enum: staFlagBitsEnum},
	{Name: "set", Kind: codec.U32, Enum: staFlagBitsEnum},
}}

// staFlagAttrs is enum nl80211_sta_flags (linux/nl80211.h).
var staFlagAttrs = codec.NewSet("NL80211_STA_FLAG_", codec.Attrs{
	1: {Name: "AUTHORIZED", Kind: codec.Flag},
	2: {Name: "SHORT_PREAMBLE", Kind: codec.Flag},
	3: {Name: "WME", Kind: codec.Flag},
	4: {Name: "MFP", Kind: codec.Flag},
	5: {Name: "AUTHENTICATED", Kind: codec.Flag},
	6: {Name: "TDLS_PEER", Kind: codec.Flag},
	7: {Name: "ASSOCIATED", Kind: codec.Flag},
	8: {Name: "SPP_AMSDU", Kind: codec.Flag},
})

// staP2PPSEnum is enum nl80211_sta_p2p_ps_status (linux/nl80211.h).
var staP2PPSEnum = codec.NewEnum("nl80211_sta_p2p_ps_status", "NL80211_P2P_PS_", codec.Names{
	0: "UNSUPPORTED",
	1: "SUPPORTED",
})

// staInfoAttrs is enum nl80211_sta_info (linux/nl80211.h).
var staInfoAttrs = codec.NewSet("NL80211_STA_INFO_", codec.Attrs{
	1:  {Name: "INACTIVE_TIME", Kind: codec.U32, Unit: codec.Milliseconds},
	2:  {Name: "RX_BYTES", Kind: codec.U32},
	3:  {Name: "TX_BYTES", Kind: codec.U32},
	4:  {Name: "LLID", Kind: codec.U16},
	5:  {Name: "PLID", Kind: codec.U16},
	6:  {Name: "PLINK_STATE", Kind: codec.U8, Enum: plinkStateEnum},
	7:  {Name: "SIGNAL", Kind: codec.S8, Doc: "dBm"},
	8:  {Name: "TX_BITRATE", Kind: codec.Nest, Set: rateInfoAttrs},
	9:  {Name: "RX_PACKETS", Kind: codec.U32},
	10: {Name: "TX_PACKETS", Kind: codec.U32},
	11: {Name: "TX_RETRIES", Kind: codec.U32},
	12: {Name: "TX_FAILED", Kind: codec.U32},
	13: {Name: "SIGNAL_AVG", Kind: codec.S8, Doc: "dBm"},
	14: {Name: "RX_BITRATE", Kind: codec.Nest, Set: rateInfoAttrs},
	15: {Name: "BSS_PARAM", Kind: codec.Nest, Set: staBSSParamAttrs},
	16: {Name: "CONNECTED_TIME", Kind: codec.U32, Unit: codec.Seconds},
	17: {Name: "STA_FLAGS", Kind: codec.StructOf, Struct: staFlagUpdateStruct},
	18: {Name: "BEACON_LOSS", Kind: codec.U32},
	19: {Name: "T_OFFSET", Kind: codec.S64, Unit: codec.Microseconds},
	20: {Name: "LOCAL_PM", Kind: codec.U32, Enum: meshPowerModeEnum},
	21: {Name: "PEER_PM", Kind: codec.U32, Enum: meshPowerModeEnum},
	22: {Name: "NONPEER_PM", Kind: codec.U32, Enum: meshPowerModeEnum},
	23: {Name: "RX_BYTES64", Kind: codec.U64},
	24: {Name: "TX_BYTES64", Kind: codec.U64},
	25: {Name: "CHAIN_SIGNAL", Kind: codec.NestArray, Elem: codec.Of(codec.S8), Doc: "dBm"},
	26: {Name: "CHAIN_SIGNAL_AVG", Kind: codec.NestArray, Elem: codec.Of(codec.S8), Doc: "dBm"},
	27: {Name: "EXPECTED_THROUGHPUT", Kind: codec.U32, Doc: "kbit/s"},
	28: {Name: "RX_DROP_MISC", Kind: codec.U64},
	29: {Name: "BEACON_RX", Kind: codec.U64},
	30: {Name: "BEACON_SIGNAL_AVG", Kind: codec.S8, Doc: "dBm"},
	31: {Name: "TID_STATS", Kind: codec.NestArray, Elem: codec.NestOf(tidStatsAttrs),
		Doc: "index is TID+1, 17 without QoS"},
	32: {Name: "RX_DURATION", Kind: codec.U64, Unit: codec.Microseconds},
	33: {Name: "PAD", Kind: codec.Pad},
	34: {Name: "ACK_SIGNAL", Kind: codec.S8, Doc: "dBm"},
	35: {Name: "ACK_SIGNAL_AVG", Kind: codec.S8, Doc: "dBm"},
	36: {Name: "RX_MPDUS", Kind: codec.U32},
	37: {Name: "FCS_ERROR_COUNT", Kind: codec.U32},
	38: {Name: "CONNECTED_TO_GATE", Kind: codec.Bool},
	39: {Name: "TX_DURATION", Kind: codec.U64, Unit: codec.Microseconds},
	40: {Name: "AIRTIME_WEIGHT", Kind: codec.U16},
	41: {Name: "AIRTIME_LINK_METRIC", Kind: codec.U32},
	42: {Name: "ASSOC_AT_BOOTTIME", Kind: codec.U64, Unit: codec.Nanoseconds, Doc: "CLOCK_BOOTTIME"},
	43: {Name: "CONNECTED_TO_AS", Kind: codec.Bool},
})

// staBSSParamAttrs is enum nl80211_sta_bss_param (linux/nl80211.h).
var staBSSParamAttrs = codec.NewSet("NL80211_STA_BSS_PARAM_", codec.Attrs{
	1: {Name: "CTS_PROT", Kind: codec.Flag},
	2: {Name: "SHORT_PREAMBLE", Kind: codec.Flag},
	3: {Name: "SHORT_SLOT_TIME", Kind: codec.Flag},
	4: {Name: "DTIM_PERIOD", Kind: codec.U8},
	5: {Name: "BEACON_INTERVAL", Kind: codec.U16, Doc: "TU"},
})

// tidStatsAttrs is enum nl80211_tid_stats (linux/nl80211.h).
var tidStatsAttrs = codec.NewSet("NL80211_TID_STATS_", codec.Attrs{
	1: {Name: "RX_MSDU", Kind: codec.U64},
	2: {Name: "TX_MSDU", Kind: codec.U64},
	3: {Name: "TX_MSDU_RETRIES", Kind: codec.U64},
	4: {Name: "TX_MSDU_FAILED", Kind: codec.U64},
	5: {Name: "PAD", Kind: codec.Pad},
	6: {Name: "TXQ_STATS", Kind: codec.Nest, Set: txqStatsAttrs},
})

// txqStatsAttrs is enum nl80211_txq_stats (linux/nl80211.h).
var txqStatsAttrs = codec.NewSet("NL80211_TXQ_STATS_", codec.Attrs{
	1:  {Name: "BACKLOG_BYTES", Kind: codec.U32},
	2:  {Name: "BACKLOG_PACKETS", Kind: codec.U32},
	3:  {Name: "FLOWS", Kind: codec.U32},
	4:  {Name: "DROPS", Kind: codec.U32},
	5:  {Name: "ECN_MARKS", Kind: codec.U32},
	6:  {Name: "OVERLIMIT", Kind: codec.U32},
	7:  {Name: "OVERMEMORY", Kind: codec.U32},
	8:  {Name: "COLLISIONS", Kind: codec.U32},
	9:  {Name: "TX_BYTES", Kind: codec.U32},
	10: {Name: "TX_PACKETS", Kind: codec.U32},
	11: {Name: "MAX_FLOWS", Kind: codec.U32},
})

// staWMEAttrs is enum nl80211_sta_wme_attr (linux/nl80211.h).
var staWMEAttrs = codec.NewSet("NL80211_STA_WME_", codec.Attrs{
	1: {Name: "UAPSD_QUEUES", Kind: codec.U8},
	2: {Name: "MAX_SP", Kind: codec.U8},
})

// tdlsPeerCapabilityEnum is enum nl80211_tdls_peer_capability (linux/nl80211.h).
var tdlsPeerCapabilityEnum = codec.NewFlags("nl80211_tdls_peer_capability", "NL80211_TDLS_PEER_", []codec.Value{
	{Value: 0x1, Name: "HT"},
	{Value: 0x2, Name: "VHT"},
	{Value: 0x4, Name: "WMM"},
	{Value: 0x8, Name: "HE"},
})

// tdlsOperationEnum is enum nl80211_tdls_operation (linux/nl80211.h).
var tdlsOperationEnum = codec.NewEnum("nl80211_tdls_operation", "NL80211_TDLS_", codec.Names{
	0: "DISCOVERY_REQ",
	1: "SETUP",
	2: "TEARDOWN",
	3: "ENABLE_LINK",
	4: "DISABLE_LINK",
})
