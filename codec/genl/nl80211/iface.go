package nl80211

import "github.com/nlkit/nlkit/codec"

// ifaceObject is interfaces (linux/nl80211.h).
var ifaceObject = &codec.Object{Name: "interface", Set: attrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs("NL80211_ATTR_WDEV")}},
}}

var ifaceMessages = ifaceObject.Messages(
	codec.GetSetNewDel(5, "NL80211_CMD_GET_INTERFACE", "NL80211_CMD_SET_INTERFACE",
		"NL80211_CMD_NEW_INTERFACE", "NL80211_CMD_DEL_INTERFACE"),
	codec.Rows{
		{Type: 57, Name: "NL80211_CMD_SET_TX_BITRATE_MASK", Op: codec.OpNew},
		{Type: 61, Name: "NL80211_CMD_SET_POWER_SAVE", Op: codec.OpNew},
		{Type: 62, Name: "NL80211_CMD_GET_POWER_SAVE", Op: codec.OpGet},
		{Type: 63, Name: "NL80211_CMD_SET_CQM", Op: codec.OpNew},
		{Type: 64, Name: "NL80211_CMD_NOTIFY_CQM"},
		{Type: 66, Name: "NL80211_CMD_SET_WDS_PEER", Op: codec.OpNew},
		{Type: 87, Name: "NL80211_CMD_SET_NOACK_MAP", Op: codec.OpNew},
		{Type: 89, Name: "NL80211_CMD_START_P2P_DEVICE"},
		{Type: 90, Name: "NL80211_CMD_STOP_P2P_DEVICE"},
		{Type: 92, Name: "NL80211_CMD_SET_MCAST_RATE", Op: codec.OpNew},
		{Type: 104, Name: "NL80211_CMD_SET_QOS_MAP", Op: codec.OpNew},
		{Type: 121, Name: "NL80211_CMD_SET_MULTICAST_TO_UNICAST", Op: codec.OpNew},
		{Type: 137, Name: "NL80211_CMD_SET_TID_CONFIG", Op: codec.OpNew},
		{Type: 148, Name: "NL80211_CMD_ADD_LINK"},
		{Type: 149, Name: "NL80211_CMD_REMOVE_LINK"},
		{Type: 153, Name: "NL80211_CMD_SET_HW_TIMESTAMP", Op: codec.OpNew},
		{Type: 154, Name: "NL80211_CMD_LINKS_REMOVED"},
		{Type: 155, Name: "NL80211_CMD_SET_TID_TO_LINK_MAPPING", Op: codec.OpNew},
		{Type: 157, Name: "NL80211_CMD_EPCS_CFG"},
	},
)

// iftypeEnum is enum nl80211_iftype (linux/nl80211.h).
var iftypeEnum = codec.NewEnum("nl80211_iftype", "NL80211_IFTYPE_", codec.Names{
	0:  "UNSPECIFIED",
	1:  "ADHOC",
	2:  "STATION",
	3:  "AP",
	4:  "AP_VLAN",
	5:  "WDS",
	6:  "MONITOR",
	7:  "MESH_POINT",
	8:  "P2P_CLIENT",
	9:  "P2P_GO",
	10: "P2P_DEVICE",
	11: "OCB",
	12: "NAN",
	13: "NAN_DATA",
	14: "PD",
})

// iftypeFlagAttrs is a set of interface types; each attribute type is an enum nl80211_iftype (linux/nl80211.h).
var iftypeFlagAttrs = codec.NewSet("NL80211_IFTYPE_", codec.Attrs{
	0:  {Name: "UNSPECIFIED", Kind: codec.Flag},
	1:  {Name: "ADHOC", Kind: codec.Flag},
	2:  {Name: "STATION", Kind: codec.Flag},
	3:  {Name: "AP", Kind: codec.Flag},
	4:  {Name: "AP_VLAN", Kind: codec.Flag},
	5:  {Name: "WDS", Kind: codec.Flag},
	6:  {Name: "MONITOR", Kind: codec.Flag},
	7:  {Name: "MESH_POINT", Kind: codec.Flag},
	8:  {Name: "P2P_CLIENT", Kind: codec.Flag},
	9:  {Name: "P2P_GO", Kind: codec.Flag},
	10: {Name: "P2P_DEVICE", Kind: codec.Flag},
	11: {Name: "OCB", Kind: codec.Flag},
	12: {Name: "NAN", Kind: codec.Flag},
	13: {Name: "NAN_DATA", Kind: codec.Flag},
	14: {Name: "PD", Kind: codec.Flag},
})

// iftypeFrameAttrs is the frames an interface type can send or register for; each attribute type is an enum
// nl80211_iftype (linux/nl80211.h).
var iftypeFrameAttrs = codec.NewSet("NL80211_IFTYPE_", codec.Attrs{
	0:  {Name: "UNSPECIFIED", Kind: codec.Nest, Set: frameTypeAttrs},
	1:  {Name: "ADHOC", Kind: codec.Nest, Set: frameTypeAttrs},
	2:  {Name: "STATION", Kind: codec.Nest, Set: frameTypeAttrs},
	3:  {Name: "AP", Kind: codec.Nest, Set: frameTypeAttrs},
	4:  {Name: "AP_VLAN", Kind: codec.Nest, Set: frameTypeAttrs},
	5:  {Name: "WDS", Kind: codec.Nest, Set: frameTypeAttrs},
	6:  {Name: "MONITOR", Kind: codec.Nest, Set: frameTypeAttrs},
	7:  {Name: "MESH_POINT", Kind: codec.Nest, Set: frameTypeAttrs},
	8:  {Name: "P2P_CLIENT", Kind: codec.Nest, Set: frameTypeAttrs},
	9:  {Name: "P2P_GO", Kind: codec.Nest, Set: frameTypeAttrs},
	10: {Name: "P2P_DEVICE", Kind: codec.Nest, Set: frameTypeAttrs},
	11: {Name: "OCB", Kind: codec.Nest, Set: frameTypeAttrs},
	12: {Name: "NAN", Kind: codec.Nest, Set: frameTypeAttrs},
	13: {Name: "NAN_DATA", Kind: codec.Nest, Set: frameTypeAttrs},
	14: {Name: "PD", Kind: codec.Nest, Set: frameTypeAttrs},
})

// frameTypeAttrs is a list of NL80211_ATTR_FRAME_TYPE (linux/nl80211.h).
var frameTypeAttrs = codec.NewSet("NL80211_ATTR_", codec.Attrs{
	101: {Name: "FRAME_TYPE", Kind: codec.U16, Enum: frameTypeEnum},
})

// ifaceCombAttrs is enum nl80211_if_combination_attrs (linux/nl80211.h).
var ifaceCombAttrs = codec.NewSet("NL80211_IFACE_COMB_", codec.Attrs{
	1: {Name: "LIMITS", Kind: codec.NestArray, Elem: codec.NestOf(ifaceLimitAttrs)},
	2: {Name: "MAXNUM", Kind: codec.U32},
	3: {Name: "STA_AP_BI_MATCH", Kind: codec.Flag},
	4: {Name: "NUM_CHANNELS", Kind: codec.U32},
	5: {Name: "RADAR_DETECT_WIDTHS", Kind: codec.U32, Enum: chanWidthBitsEnum},
	6: {Name: "RADAR_DETECT_REGIONS", Kind: codec.U32, Enum: dfsRegionBitsEnum},
	7: {Name: "BI_MIN_GCD", Kind: codec.U32, Doc: "TU"},
})

// ifaceLimitAttrs is enum nl80211_iface_limit_attrs (linux/nl80211.h).
var ifaceLimitAttrs = codec.NewSet("NL80211_IFACE_LIMIT_", codec.Attrs{
	1: {Name: "MAX", Kind: codec.U32},
	2: {Name: "TYPES", Kind: codec.Nest, Set: iftypeFlagAttrs},
})

// iftypeAKMAttrs is enum nl80211_iftype_akm_attributes (linux/nl80211.h).
var iftypeAKMAttrs = codec.NewSet("NL80211_IFTYPE_AKM_ATTR_", codec.Attrs{
	1: {Name: "IFTYPES", Kind: codec.Nest, Set: iftypeFlagAttrs},
	2: {Name: "SUITES", Kind: codec.Array, Elem: akmSuiteSpec},
})

// radioAttrs is enum nl80211_wiphy_radio_attrs (linux/nl80211.h).
var radioAttrs = codec.NewSet("NL80211_WIPHY_RADIO_ATTR_", codec.Attrs{
	1: {Name: "INDEX", Kind: codec.U32},
	2: {Name: "FREQ_RANGE", Kind: codec.Nest, Set: radioFreqAttrs},
	3: {Name: "INTERFACE_COMBINATION", Kind: codec.Nest, Set: ifaceCombAttrs},
	4: {Name: "ANTENNA_MASK", Kind: codec.U32},
	5: {Name: "RTS_THRESHOLD", Kind: codec.U32},
})

// radioFreqAttrs is enum nl80211_wiphy_radio_freq_range (linux/nl80211.h).
var radioFreqAttrs = codec.NewSet("NL80211_WIPHY_RADIO_FREQ_ATTR_", codec.Attrs{
	1: {Name: "START", Kind: codec.U32, Doc: "kHz"},
	2: {Name: "END", Kind: codec.U32, Doc: "kHz"},
})

// monitorFlagAttrs is enum nl80211_mntr_flags (linux/nl80211.h).
var monitorFlagAttrs = codec.NewSet("", codec.Attrs{
	0: {Name: "__NL80211_MNTR_FLAG_INVALID", Kind: codec.Flag, Doc: "none"},
	1: {Name: "NL80211_MNTR_FLAG_FCSFAIL", Kind: codec.Flag},
	2: {Name: "NL80211_MNTR_FLAG_PLCPFAIL", Kind: codec.Flag},
	3: {Name: "NL80211_MNTR_FLAG_CONTROL", Kind: codec.Flag},
	4: {Name: "NL80211_MNTR_FLAG_OTHER_BSS", Kind: codec.Flag},
	5: {Name: "NL80211_MNTR_FLAG_COOK_FRAMES", Kind: codec.Flag},
	6: {Name: "NL80211_MNTR_FLAG_ACTIVE", Kind: codec.Flag},
	7: {Name: "NL80211_MNTR_FLAG_SKIP_TX", Kind: codec.Flag},
})

// muMIMOGroupDataStruct is the membership and the positions in 64 groups (IEEE 802.11, Group ID Management frame).
var muMIMOGroupDataStruct = &codec.Struct{Name: "mu_mimo_group_data", Packed: true, Members: []codec.Member{
	{Name: "membership", Kind: codec.Bytes, Len: 8},
	{Name: "position", Kind: codec.Bytes, Len: 16},
}}
