package nl80211

import "github.com/nlkit/nlkit/codec"

// bandsAttrs is the bands of a wiphy; each attribute type is an enum nl80211_band (linux/nl80211.h).
var bandsAttrs = codec.NewSet("NL80211_BAND_", codec.Attrs{
	0: {Name: "2GHZ", Kind: codec.Nest, Set: bandAttrs},
	1: {Name: "5GHZ", Kind: codec.Nest, Set: bandAttrs},
	2: {Name: "60GHZ", Kind: codec.Nest, Set: bandAttrs},
	3: {Name: "6GHZ", Kind: codec.Nest, Set: bandAttrs},
	4: {Name: "S1GHZ", Kind: codec.Nest, Set: bandAttrs},
	5: {Name: "LC", Kind: codec.Nest, Set: bandAttrs},
})

// bandEnum is enum nl80211_band (linux/nl80211.h).
var bandEnum = codec.NewEnum("nl80211_band", "NL80211_BAND_", codec.Names{
	0: "2GHZ",
	1: "5GHZ",
	2: "60GHZ",
	3: "6GHZ",
	4: "S1GHZ",
	5: "LC",
})

// bandBitsEnum is the masks 1 << NL80211_BAND_*.
var bandBitsEnum = codec.NewFlags("nl80211_band_bits", "NL80211_BAND_", []codec.Value{
	{Value: 1 << 0, Name: "2GHZ"},
	{Value: 1 << 1, Name: "5GHZ"},
	{Value: 1 << 2, Name: "60GHZ"},
	{Value: 1 << 3, Name: "6GHZ"},
	{Value: 1 << 4, Name: "S1GHZ"},
	{Value: 1 << 5, Name: "LC"},
})

// bandAttrs is enum nl80211_band_attr (linux/nl80211.h).
var bandAttrs = codec.NewSet("NL80211_BAND_ATTR_", codec.Attrs{
	1:  {Name: "FREQS", Kind: codec.NestArray, Elem: codec.NestOf(frequencyAttrs)},
	2:  {Name: "RATES", Kind: codec.NestArray, Elem: codec.NestOf(bitrateAttrs)},
	3:  {Name: "HT_MCS_SET", Kind: codec.StructOf, Struct: htMCSInfoStruct},
	4:  {Name: "HT_CAPA", Kind: codec.U16, Enum: htCapEnum},
	5:  {Name: "HT_AMPDU_FACTOR", Kind: codec.U8},
	6:  {Name: "HT_AMPDU_DENSITY", Kind: codec.U8},
	7:  {Name: "VHT_MCS_SET", Kind: codec.StructOf, Struct: vhtMCSInfoStruct},
	8:  {Name: "VHT_CAPA", Kind: codec.U32, Enum: vhtCapEnum},
	9:  {Name: "IFTYPE_DATA", Kind: codec.NestArray, Elem: codec.NestOf(bandIftypeAttrs)},
	10: {Name: "EDMG_CHANNELS", Kind: codec.U8},
	11: {Name: "EDMG_BW_CONFIG", Kind: codec.U8},
	12: {Name: "S1G_MCS_NSS_SET", Kind: codec.Bytes},
	13: {Name: "S1G_CAPA", Kind: codec.Bytes},
})

// bandIftypeAttrs is enum nl80211_band_iftype_attr (linux/nl80211.h).
var bandIftypeAttrs = codec.NewSet("NL80211_BAND_IFTYPE_ATTR_", codec.Attrs{
	1:  {Name: "IFTYPES", Kind: codec.Nest, Set: iftypeFlagAttrs},
	2:  {Name: "HE_CAP_MAC", Kind: codec.Bytes},
	3:  {Name: "HE_CAP_PHY", Kind: codec.Bytes},
	4:  {Name: "HE_CAP_MCS_SET", Kind: codec.StructOf, Struct: heMCSNSSSuppStruct},
	5:  {Name: "HE_CAP_PPE", Kind: codec.Bytes},
	6:  {Name: "HE_6GHZ_CAPA", Kind: codec.StructOf, Struct: he6GHzCapaStruct},
	7:  {Name: "VENDOR_ELEMS", Kind: codec.Nest, Set: elementRecords},
	8:  {Name: "EHT_CAP_MAC", Kind: codec.Bytes},
	9:  {Name: "EHT_CAP_PHY", Kind: codec.Bytes},
	10: {Name: "EHT_CAP_MCS_SET", Kind: codec.Array, Elem: codec.Of(codec.U8)},
	11: {Name: "EHT_CAP_PPE", Kind: codec.Bytes},
	12: {Name: "UHR_CAP_MAC", Kind: codec.Bytes},
	13: {Name: "UHR_CAP_PHY", Kind: codec.U8},
})

// frequencyAttrs is enum nl80211_frequency_attr (linux/nl80211.h), whose names do not all start alike.
var frequencyAttrs = codec.NewSet("", codec.Attrs{
	1:  {Name: "NL80211_FREQUENCY_ATTR_FREQ", Kind: codec.U32, Doc: "MHz"},
	2:  {Name: "NL80211_FREQUENCY_ATTR_DISABLED", Kind: codec.Flag},
	3:  {Name: "NL80211_FREQUENCY_ATTR_NO_IR", Kind: codec.Flag},
	4:  {Name: "__NL80211_FREQUENCY_ATTR_NO_IBSS", Kind: codec.Flag, Doc: "obsolete, always beside NO_IR"},
	5:  {Name: "NL80211_FREQUENCY_ATTR_RADAR", Kind: codec.Flag},
	6:  {Name: "NL80211_FREQUENCY_ATTR_MAX_TX_POWER", Kind: codec.U32, Doc: "mBm"},
	7:  {Name: "NL80211_FREQUENCY_ATTR_DFS_STATE", Kind: codec.U32, Enum: dfsStateEnum},
	8:  {Name: "NL80211_FREQUENCY_ATTR_DFS_TIME", Kind: codec.U32, Unit: codec.Milliseconds},
	9:  {Name: "NL80211_FREQUENCY_ATTR_NO_HT40_MINUS", Kind: codec.Flag},
	10: {Name: "NL80211_FREQUENCY_ATTR_NO_HT40_PLUS", Kind: codec.Flag},
	11: {Name: "NL80211_FREQUENCY_ATTR_NO_80MHZ", Kind: codec.Flag},
	12: {Name: "NL80211_FREQUENCY_ATTR_NO_160MHZ", Kind: codec.Flag},
	13: {Name: "NL80211_FREQUENCY_ATTR_DFS_CAC_TIME", Kind: codec.U32, Unit: codec.Milliseconds},
	14: {Name: "NL80211_FREQUENCY_ATTR_INDOOR_ONLY", Kind: codec.Flag},
	15: {Name: "NL80211_FREQUENCY_ATTR_IR_CONCURRENT", Kind: codec.Flag},
	16: {Name: "NL80211_FREQUENCY_ATTR_NO_20MHZ", Kind: codec.Flag},
	17: {Name: "NL80211_FREQUENCY_ATTR_NO_10MHZ", Kind: codec.Flag},
	18: {Name: "NL80211_FREQUENCY_ATTR_WMM", Kind: codec.NestArray, Elem: codec.NestOf(wmmRuleAttrs),
		Index: accessCategoryEnum},
	19: {Name: "NL80211_FREQUENCY_ATTR_NO_HE", Kind: codec.Flag},
	20: {Name: "NL80211_FREQUENCY_ATTR_OFFSET", Kind: codec.U32, Doc: "kHz"},
	21: {Name: "NL80211_FREQUENCY_ATTR_1MHZ", Kind: codec.Flag},
	22: {Name: "NL80211_FREQUENCY_ATTR_2MHZ", Kind: codec.Flag},
	23: {Name: "NL80211_FREQUENCY_ATTR_4MHZ", Kind: codec.Flag},
	24: {Name: "NL80211_FREQUENCY_ATTR_8MHZ", Kind: codec.Flag},
	25: {Name: "NL80211_FREQUENCY_ATTR_16MHZ", Kind: codec.Flag},
	26: {Name: "NL80211_FREQUENCY_ATTR_NO_320MHZ", Kind: codec.Flag},
	27: {Name: "NL80211_FREQUENCY_ATTR_NO_EHT", Kind: codec.Flag},
	28: {Name: "NL80211_FREQUENCY_ATTR_PSD", Kind: codec.S8, Doc: "dBm"},
	29: {Name: "NL80211_FREQUENCY_ATTR_DFS_CONCURRENT", Kind: codec.Flag},
	30: {Name: "NL80211_FREQUENCY_ATTR_NO_6GHZ_VLP_CLIENT", Kind: codec.Flag},
	31: {Name: "NL80211_FREQUENCY_ATTR_NO_6GHZ_AFC_CLIENT", Kind: codec.Flag},
	32: {Name: "NL80211_FREQUENCY_ATTR_CAN_MONITOR", Kind: codec.Flag},
	33: {Name: "NL80211_FREQUENCY_ATTR_ALLOW_6GHZ_VLP_AP", Kind: codec.Flag},
	34: {Name: "NL80211_FREQUENCY_ATTR_ALLOW_20MHZ_ACTIVITY", Kind: codec.Flag},
	35: {Name: "NL80211_FREQUENCY_ATTR_NO_4MHZ", Kind: codec.Flag},
	36: {Name: "NL80211_FREQUENCY_ATTR_NO_8MHZ", Kind: codec.Flag},
	37: {Name: "NL80211_FREQUENCY_ATTR_NO_16MHZ", Kind: codec.Flag},
	38: {Name: "NL80211_FREQUENCY_ATTR_S1G_NO_PRIMARY", Kind: codec.Flag},
	39: {Name: "NL80211_FREQUENCY_ATTR_NO_UHR", Kind: codec.Flag},
	40: {Name: "NL80211_FREQUENCY_ATTR_CAC_START_TIME", Kind: codec.U64, Unit: codec.Nanoseconds,
		Doc: "CLOCK_BOOTTIME"},
	41: {Name: "NL80211_FREQUENCY_ATTR_PAD", Kind: codec.Pad},
})

// bitrateAttrs is enum nl80211_bitrate_attr (linux/nl80211.h).
var bitrateAttrs = codec.NewSet("NL80211_BITRATE_ATTR_", codec.Attrs{
	1: {Name: "RATE", Kind: codec.U32, Doc: "100 kbit/s"},
	2: {Name: "2GHZ_SHORTPREAMBLE", Kind: codec.Flag},
})

// wmmRuleAttrs is enum nl80211_wmm_rule (linux/nl80211.h).
var wmmRuleAttrs = codec.NewSet("NL80211_WMMR_", codec.Attrs{
	1: {Name: "CW_MIN", Kind: codec.U16},
	2: {Name: "CW_MAX", Kind: codec.U16},
	3: {Name: "AIFSN", Kind: codec.U8},
	4: {Name: "TXOP", Kind: codec.U16, Unit: codec.Microseconds},
})

// dfsStateEnum is enum nl80211_dfs_state (linux/nl80211.h).
var dfsStateEnum = codec.NewEnum("nl80211_dfs_state", "NL80211_DFS_", codec.Names{
	0: "USABLE",
	1: "UNAVAILABLE",
	2: "AVAILABLE",
})

// chanWidthEnum is enum nl80211_chan_width (linux/nl80211.h).
var chanWidthEnum = codec.NewEnum("nl80211_chan_width", "NL80211_CHAN_WIDTH_", codec.Names{
	0:  "20_NOHT",
	1:  "20",
	2:  "40",
	3:  "80",
	4:  "80P80",
	5:  "160",
	6:  "5",
	7:  "10",
	8:  "1",
	9:  "2",
	10: "4",
	11: "8",
	12: "16",
	13: "320",
})

// chanWidthBitsEnum is the masks 1 << NL80211_CHAN_WIDTH_*.
var chanWidthBitsEnum = codec.NewFlags("nl80211_chan_width_bits", "NL80211_CHAN_WIDTH_", []codec.Value{
	{Value: 1 << 0, Name: "20_NOHT"},
	{Value: 1 << 1, Name: "20"},
	{Value: 1 << 2, Name: "40"},
	{Value: 1 << 3, Name: "80"},
	{Value: 1 << 4, Name: "80P80"},
	{Value: 1 << 5, Name: "160"},
	{Value: 1 << 6, Name: "5"},
	{Value: 1 << 7, Name: "10"},
	{Value: 1 << 8, Name: "1"},
	{Value: 1 << 9, Name: "2"},
	{Value: 1 << 10, Name: "4"},
	{Value: 1 << 11, Name: "8"},
	{Value: 1 << 12, Name: "16"},
	{Value: 1 << 13, Name: "320"},
})

// channelTypeEnum is enum nl80211_channel_type (linux/nl80211.h).
var channelTypeEnum = codec.NewEnum("nl80211_channel_type", "NL80211_CHAN_", codec.Names{
	0: "NO_HT",
	1: "HT20",
	2: "HT40MINUS",
	3: "HT40PLUS",
})

// radarEventEnum is enum nl80211_radar_event (linux/nl80211.h).
var radarEventEnum = codec.NewEnum("nl80211_radar_event", "NL80211_RADAR_", codec.Names{
	0: "DETECTED",
	1: "CAC_FINISHED",
	2: "CAC_ABORTED",
	3: "NOP_FINISHED",
	4: "PRE_CAC_EXPIRED",
	5: "CAC_STARTED",
})
