package nl80211

import "github.com/nlkit/nlkit/codec"

// mpathObject is mesh networks (linux/nl80211.h).
var mpathObject = &codec.Object{Name: "mesh path", Set: attrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs("NL80211_ATTR_IFINDEX"), codec.Needs("NL80211_ATTR_MAC")}},
}}

var mpathMessages = mpathObject.Messages(
	codec.GetSetNewDel(21, "NL80211_CMD_GET_MPATH", "NL80211_CMD_SET_MPATH",
		"NL80211_CMD_NEW_MPATH", "NL80211_CMD_DEL_MPATH"),
	codec.Rows{
		{Type: 28, Name: "NL80211_CMD_GET_MESH_CONFIG", Op: codec.OpGet},
		{Type: 29, Name: "NL80211_CMD_SET_MESH_CONFIG", Op: codec.OpNew},
		{Type: 68, Name: "NL80211_CMD_JOIN_MESH"},
		{Type: 69, Name: "NL80211_CMD_LEAVE_MESH"},
		{Type: 72, Name: "NL80211_CMD_NEW_PEER_CANDIDATE", Op: codec.OpNew},
		{Type: 107, Name: "NL80211_CMD_GET_MPP", Op: codec.OpGet, Replies: []uint16{23}},
		{Type: 136, Name: "NL80211_CMD_PROBE_MESH_LINK"},
	},
)

// mpathInfoAttrs is enum nl80211_mpath_info (linux/nl80211.h).
var mpathInfoAttrs = codec.NewSet("NL80211_MPATH_INFO_", codec.Attrs{
	1: {Name: "FRAME_QLEN", Kind: codec.U32},
	2: {Name: "SN", Kind: codec.U32},
	3: {Name: "METRIC", Kind: codec.U32},
	4: {Name: "EXPTIME", Kind: codec.U32, Unit: codec.Milliseconds},
	5: {Name: "FLAGS", Kind: codec.U8, Enum: mpathFlagsEnum},
	6: {Name: "DISCOVERY_TIMEOUT", Kind: codec.U32, Unit: codec.Milliseconds},
	7: {Name: "DISCOVERY_RETRIES", Kind: codec.U8},
	8: {Name: "HOP_COUNT", Kind: codec.U8},
	9: {Name: "PATH_CHANGE", Kind: codec.U32},
})

// mpathFlagsEnum is enum nl80211_mpath_flags (linux/nl80211.h).
var mpathFlagsEnum = codec.NewFlags("nl80211_mpath_flags", "NL80211_MPATH_FLAG_", []codec.Value{
	{Value: 0x1, Name: "ACTIVE"},
	{Value: 0x2, Name: "RESOLVING"},
	{Value: 0x4, Name: "SN_VALID"},
	{Value: 0x8, Name: "FIXED"},
	{Value: 0x10, Name: "RESOLVED"},
})

// meshConfAttrs is enum nl80211_meshconf_params (linux/nl80211.h).
var meshConfAttrs = codec.NewSet("NL80211_MESHCONF_", codec.Attrs{
	1:  {Name: "RETRY_TIMEOUT", Kind: codec.U16, Unit: codec.Milliseconds},
	2:  {Name: "CONFIRM_TIMEOUT", Kind: codec.U16, Unit: codec.Milliseconds},
	3:  {Name: "HOLDING_TIMEOUT", Kind: codec.U16, Unit: codec.Milliseconds},
	4:  {Name: "MAX_PEER_LINKS", Kind: codec.U16},
	5:  {Name: "MAX_RETRIES", Kind: codec.U8},
	6:  {Name: "TTL", Kind: codec.U8},
	7:  {Name: "AUTO_OPEN_PLINKS", Kind: codec.U8},
	8:  {Name: "HWMP_MAX_PREQ_RETRIES", Kind: codec.U8},
	9:  {Name: "PATH_REFRESH_TIME", Kind: codec.U32, Unit: codec.Milliseconds},
	10: {Name: "MIN_DISCOVERY_TIMEOUT", Kind: codec.U16, Unit: codec.Milliseconds},
	11: {Name: "HWMP_ACTIVE_PATH_TIMEOUT", Kind: codec.U32, Doc: "TU"},
	12: {Name: "HWMP_PREQ_MIN_INTERVAL", Kind: codec.U16, Doc: "TU"},
	13: {Name: "HWMP_NET_DIAM_TRVS_TIME", Kind: codec.U16, Doc: "TU"},
	14: {Name: "HWMP_ROOTMODE", Kind: codec.U8},
	15: {Name: "ELEMENT_TTL", Kind: codec.U8},
	16: {Name: "HWMP_RANN_INTERVAL", Kind: codec.U16, Doc: "TU"},
	17: {Name: "GATE_ANNOUNCEMENTS", Kind: codec.U8},
	18: {Name: "HWMP_PERR_MIN_INTERVAL", Kind: codec.U16, Doc: "TU"},
	19: {Name: "FORWARDING", Kind: codec.U8},
	20: {Name: "RSSI_THRESHOLD", Kind: codec.S32, Doc: "dBm"},
	21: {Name: "SYNC_OFFSET_MAX_NEIGHBOR", Kind: codec.U32},
	22: {Name: "HT_OPMODE", Kind: codec.U16},
	23: {Name: "HWMP_PATH_TO_ROOT_TIMEOUT", Kind: codec.U32, Doc: "TU"},
	24: {Name: "HWMP_ROOT_INTERVAL", Kind: codec.U16, Doc: "TU"},
	25: {Name: "HWMP_CONFIRMATION_INTERVAL", Kind: codec.U16, Doc: "TU"},
	26: {Name: "POWER_MODE", Kind: codec.U32, Enum: meshPowerModeEnum},
	27: {Name: "AWAKE_WINDOW", Kind: codec.U16, Doc: "TU"},
	28: {Name: "PLINK_TIMEOUT", Kind: codec.U32, Unit: codec.Seconds},
	29: {Name: "CONNECTED_TO_GATE", Kind: codec.U8},
	30: {Name: "NOLEARN", Kind: codec.U8},
	31: {Name: "CONNECTED_TO_AS", Kind: codec.U8},
})

// meshSetupAttrs is enum nl80211_mesh_setup_params (linux/nl80211.h).
var meshSetupAttrs = codec.NewSet("NL80211_MESH_SETUP_", codec.Attrs{
	1: {Name: "ENABLE_VENDOR_PATH_SEL", Kind: codec.U8},
	2: {Name: "ENABLE_VENDOR_METRIC", Kind: codec.U8},
	3: {Name: "IE", Kind: codec.Nest, Set: elementRecords},
	4: {Name: "USERSPACE_AUTH", Kind: codec.Flag},
	5: {Name: "USERSPACE_AMPE", Kind: codec.Flag},
	6: {Name: "ENABLE_VENDOR_SYNC", Kind: codec.U8},
	7: {Name: "USERSPACE_MPM", Kind: codec.Flag},
	8: {Name: "AUTH_PROTOCOL", Kind: codec.U8},
})

// meshPowerModeEnum is enum nl80211_mesh_power_mode (linux/nl80211.h).
var meshPowerModeEnum = codec.NewEnum("nl80211_mesh_power_mode", "NL80211_MESH_POWER_", codec.Names{
	0: "UNKNOWN",
	1: "ACTIVE",
	2: "LIGHT_SLEEP",
	3: "DEEP_SLEEP",
})

// plinkStateEnum is enum nl80211_plink_state (linux/nl80211.h).
var plinkStateEnum = codec.NewEnum("nl80211_plink_state", "NL80211_PLINK_", codec.Names{
	0: "LISTEN",
	1: "OPN_SNT",
	2: "OPN_RCVD",
	3: "CNF_RCVD",
	4: "ESTAB",
	5: "HOLDING",
	6: "BLOCKED",
})

// plinkActionEnum is enum nl80211_plink_action (linux/nl80211.h).
var plinkActionEnum = codec.NewEnum("nl80211_plink_action", "NL80211_PLINK_ACTION_", codec.Names{
	0: "NO_ACTION",
	1: "OPEN",
	2: "BLOCK",
})
