package nl80211

import "github.com/nlkit/nlkit/codec"

// nanObject is neighbour awareness networking (linux/nl80211.h).
var nanObject = &codec.Object{Name: "nan function", Set: attrs}

var nanMessages = nanObject.Messages(codec.Rows{
	{Type: 115, Name: "NL80211_CMD_START_NAN"},
	{Type: 116, Name: "NL80211_CMD_STOP_NAN"},
	{Type: 117, Name: "NL80211_CMD_ADD_NAN_FUNCTION", Replies: []uint16{117}},
	{Type: 118, Name: "NL80211_CMD_DEL_NAN_FUNCTION", Op: codec.OpDelete},
	{Type: 119, Name: "NL80211_CMD_CHANGE_NAN_CONFIG"},
	{Type: 120, Name: "NL80211_CMD_NAN_MATCH"},
	{Type: 158, Name: "NL80211_CMD_NAN_NEXT_DW_NOTIFICATION"},
	{Type: 159, Name: "NL80211_CMD_NAN_CLUSTER_JOINED"},
	{Type: 161, Name: "NL80211_CMD_NAN_SET_LOCAL_SCHED"},
	{Type: 162, Name: "NL80211_CMD_NAN_SCHED_UPDATE_DONE"},
	{Type: 163, Name: "NL80211_CMD_NAN_SET_PEER_SCHED"},
	{Type: 164, Name: "NL80211_CMD_NAN_ULW_UPDATE"},
	{Type: 165, Name: "NL80211_CMD_NAN_CHANNEL_EVAC"},
})

// nanFuncAttrs is enum nl80211_nan_func_attributes (linux/nl80211.h).
var nanFuncAttrs = codec.NewSet("NL80211_NAN_FUNC_", codec.Attrs{
	1:  {Name: "TYPE", Kind: codec.U8, Enum: nanFuncTypeEnum},
	2:  {Name: "SERVICE_ID", Kind: codec.Bytes},
	3:  {Name: "PUBLISH_TYPE", Kind: codec.U8, Enum: nanPublishTypeEnum},
	4:  {Name: "PUBLISH_BCAST", Kind: codec.Flag},
	5:  {Name: "SUBSCRIBE_ACTIVE", Kind: codec.Flag},
	6:  {Name: "FOLLOW_UP_ID", Kind: codec.U8},
	7:  {Name: "FOLLOW_UP_REQ_ID", Kind: codec.U8},
	8:  {Name: "FOLLOW_UP_DEST", Kind: codec.LLAddr},
	9:  {Name: "CLOSE_RANGE", Kind: codec.Flag},
	10: {Name: "TTL", Kind: codec.U32, Doc: "discovery windows"},
	11: {Name: "SERVICE_INFO", Kind: codec.Bytes},
	12: {Name: "SRF", Kind: codec.Nest, Set: nanSRFAttrs},
	13: {Name: "RX_MATCH_FILTER", Kind: codec.NestArray, Elem: codec.Of(codec.Bytes)},
	14: {Name: "TX_MATCH_FILTER", Kind: codec.NestArray, Elem: codec.Of(codec.Bytes)},
	15: {Name: "INSTANCE_ID", Kind: codec.U8},
	16: {Name: "TERM_REASON", Kind: codec.U8, Enum: nanTermReasonEnum},
})

// nanFuncTypeEnum is enum nl80211_nan_function_type (linux/nl80211.h).
var nanFuncTypeEnum = codec.NewEnum("nl80211_nan_function_type", "NL80211_NAN_FUNC_", codec.Names{
	0: "PUBLISH",
	1: "SUBSCRIBE",
	2: "FOLLOW_UP",
})

// nanPublishTypeEnum is enum nl80211_nan_publish_type (linux/nl80211.h).
var nanPublishTypeEnum = codec.NewFlags("nl80211_nan_publish_type", "NL80211_NAN_", []codec.Value{
	{Value: 0x1, Name: "SOLICITED_PUBLISH"},
	{Value: 0x2, Name: "UNSOLICITED_PUBLISH"},
})

// nanTermReasonEnum is enum nl80211_nan_func_term_reason (linux/nl80211.h).
var nanTermReasonEnum = codec.NewEnum("nl80211_nan_func_term_reason", "NL80211_NAN_FUNC_TERM_REASON_", codec.Names{
	0: "USER_REQUEST",
	1: "TTL_EXPIRED",
	2: "ERROR",
})

// nanSRFAttrs is enum nl80211_nan_srf_attributes (linux/nl80211.h).
var nanSRFAttrs = codec.NewSet("NL80211_NAN_SRF_", codec.Attrs{
	1: {Name: "INCLUDE", Kind: codec.Flag},
	2: {Name: "BF", Kind: codec.Bytes},
	3: {Name: "BF_IDX", Kind: codec.U8},
	4: {Name: "MAC_ADDRS", Kind: codec.NestArray, Elem: codec.Of(codec.LLAddr)},
})

// nanMatchAttrs is enum nl80211_nan_match_attributes (linux/nl80211.h).
var nanMatchAttrs = codec.NewSet("NL80211_NAN_MATCH_", codec.Attrs{
	1: {Name: "FUNC_LOCAL", Kind: codec.Nest, Set: nanFuncAttrs},
	2: {Name: "FUNC_PEER", Kind: codec.Nest, Set: nanFuncAttrs},
})

// nanBandConfAttrs is enum nl80211_nan_band_conf_attributes (linux/nl80211.h).
var nanBandConfAttrs = codec.NewSet("NL80211_NAN_BAND_CONF_", codec.Attrs{
	1: {Name: "BAND", Kind: codec.U8, Enum: bandEnum},
	2: {Name: "FREQ", Kind: codec.U16, Doc: "MHz"},
	3: {Name: "RSSI_CLOSE", Kind: codec.S8, Doc: "dBm"},
	4: {Name: "RSSI_MIDDLE", Kind: codec.S8, Doc: "dBm"},
	5: {Name: "WAKE_DW", Kind: codec.U8},
	6: {Name: "DISABLE_SCAN", Kind: codec.Flag},
})

// nanConfAttrs is enum nl80211_nan_conf_attributes (linux/nl80211.h).
var nanConfAttrs = codec.NewSet("NL80211_NAN_CONF_", codec.Attrs{
	1: {Name: "CLUSTER_ID", Kind: codec.LLAddr},
	2: {Name: "EXTRA_ATTRS", Kind: codec.Bytes},
	3: {Name: "VENDOR_ELEMS", Kind: codec.Nest, Set: elementRecords},
	4: {Name: "BAND_CONFIGS", Kind: codec.NestArray, Elem: codec.NestOf(nanBandConfAttrs)},
	5: {Name: "SCAN_PERIOD", Kind: codec.U16, Unit: codec.Seconds},
	6: {Name: "SCAN_DWELL_TIME", Kind: codec.U16, Doc: "TU"},
	7: {Name: "DISCOVERY_BEACON_INTERVAL", Kind: codec.U8, Doc: "TU"},
	8: {Name: "NOTIFY_DW", Kind: codec.Flag},
})

// nanCapaAttrs is enum nl80211_nan_capabilities (linux/nl80211.h).
var nanCapaAttrs = codec.NewSet("NL80211_NAN_CAPA_", codec.Attrs{
	1: {Name: "CONFIGURABLE_SYNC", Kind: codec.Flag},
	2: {Name: "USERSPACE_DE", Kind: codec.Flag},
	3: {Name: "OP_MODE", Kind: codec.U8},
	4: {Name: "NUM_ANTENNAS", Kind: codec.U8},
	5: {Name: "MAX_CHANNEL_SWITCH_TIME", Kind: codec.U16, Unit: codec.Microseconds},
	6: {Name: "CAPABILITIES", Kind: codec.U8},
	7: {Name: "PHY", Kind: codec.Nest, Set: nanPHYCapAttrs},
})

// nanPHYCapAttrs is enum nl80211_nan_phy_cap_attr (linux/nl80211.h).
var nanPHYCapAttrs = codec.NewSet("NL80211_NAN_PHY_CAP_ATTR_", codec.Attrs{
	1:  {Name: "HT_MCS_SET", Kind: codec.StructOf, Struct: htMCSInfoStruct},
	2:  {Name: "HT_CAPA", Kind: codec.U16, Enum: htCapEnum},
	3:  {Name: "HT_AMPDU_FACTOR", Kind: codec.U8},
	4:  {Name: "HT_AMPDU_DENSITY", Kind: codec.U8},
	5:  {Name: "VHT_MCS_SET", Kind: codec.StructOf, Struct: vhtMCSInfoStruct},
	6:  {Name: "VHT_CAPA", Kind: codec.U32, Enum: vhtCapEnum},
	7:  {Name: "HE_MAC", Kind: codec.Bytes},
	8:  {Name: "HE_PHY", Kind: codec.Bytes},
	9:  {Name: "HE_MCS_SET", Kind: codec.StructOf, Struct: heMCSNSSSuppStruct},
	10: {Name: "HE_PPE", Kind: codec.Bytes},
})

// nanPeerMapAttrs is enum nl80211_nan_peer_map_attrs (linux/nl80211.h).
var nanPeerMapAttrs = codec.NewSet("NL80211_NAN_PEER_MAP_ATTR_", codec.Attrs{
	1: {Name: "MAP_ID", Kind: codec.U8},
	2: {Name: "TIME_SLOTS", Kind: codec.Array, Elem: codec.Of(codec.U8), Doc: "index of a channel, 0xff for none"},
})
