package nl80211

import "github.com/nlkit/nlkit/codec"

// bssAttrs is enum nl80211_bss (linux/nl80211.h).
var bssAttrs = codec.NewSet("NL80211_BSS_", codec.Attrs{
	1:  {Name: "BSSID", Kind: codec.LLAddr},
	2:  {Name: "FREQUENCY", Kind: codec.U32, Doc: "MHz"},
	3:  {Name: "TSF", Kind: codec.U64, Unit: codec.Microseconds},
	4:  {Name: "BEACON_INTERVAL", Kind: codec.U16, Doc: "TU"},
	5:  {Name: "CAPABILITY", Kind: codec.U16, Enum: capabilityInfoEnum},
	6:  {Name: "INFORMATION_ELEMENTS", Kind: codec.Nest, Set: elementRecords},
	7:  {Name: "SIGNAL_MBM", Kind: codec.S32, Doc: "mBm"},
	8:  {Name: "SIGNAL_UNSPEC", Kind: codec.U8, Doc: "0 to 100"},
	9:  {Name: "STATUS", Kind: codec.U32, Enum: bssStatusEnum},
	10: {Name: "SEEN_MS_AGO", Kind: codec.U32, Unit: codec.Milliseconds},
	11: {Name: "BEACON_IES", Kind: codec.Nest, Set: elementRecords},
	12: {Name: "CHAN_WIDTH", Kind: codec.U32, Enum: bssScanWidthEnum},
	13: {Name: "BEACON_TSF", Kind: codec.U64, Unit: codec.Microseconds},
	14: {Name: "PRESP_DATA", Kind: codec.Flag},
	15: {Name: "LAST_SEEN_BOOTTIME", Kind: codec.U64, Unit: codec.Nanoseconds, Doc: "CLOCK_BOOTTIME"},
	16: {Name: "PAD", Kind: codec.Pad},
	17: {Name: "PARENT_TSF", Kind: codec.U64, Unit: codec.Microseconds},
	18: {Name: "PARENT_BSSID", Kind: codec.LLAddr},
	19: {Name: "CHAIN_SIGNAL", Kind: codec.NestArray, Elem: codec.Of(codec.S8), Doc: "dBm"},
	20: {Name: "FREQUENCY_OFFSET", Kind: codec.U32, Doc: "kHz"},
	21: {Name: "MLO_LINK_ID", Kind: codec.U8},
	22: {Name: "MLD_ADDR", Kind: codec.LLAddr},
	23: {Name: "USE_FOR", Kind: codec.U32, Enum: bssUseForEnum},
	24: {Name: "CANNOT_USE_REASONS", Kind: codec.U64, Enum: bssCannotUseEnum},
})

// bssStatusEnum is enum nl80211_bss_status (linux/nl80211.h).
var bssStatusEnum = codec.NewEnum("nl80211_bss_status", "NL80211_BSS_STATUS_", codec.Names{
	0: "AUTHENTICATED",
	1: "ASSOCIATED",
	2: "IBSS_JOINED",
})

// bssScanWidthEnum is enum nl80211_bss_scan_width (linux/nl80211.h).
var bssScanWidthEnum = codec.NewEnum("nl80211_bss_scan_width", "NL80211_BSS_CHAN_WIDTH_", codec.Names{
	0: "20",
	1: "10",
	2: "5",
	3: "1",
	4: "2",
})

// bssUseForEnum is enum nl80211_bss_use_for (linux/nl80211.h).
var bssUseForEnum = codec.NewFlags("nl80211_bss_use_for", "NL80211_BSS_USE_FOR_", []codec.Value{
	{Value: 0x1, Name: "NORMAL"},
	{Value: 0x2, Name: "MLD_LINK"},
})

// bssCannotUseEnum is enum nl80211_bss_cannot_use_reasons (linux/nl80211.h).
var bssCannotUseEnum = codec.NewFlags("nl80211_bss_cannot_use_reasons", "NL80211_BSS_CANNOT_USE_", []codec.Value{
	{Value: 0x1, Name: "NSTR_NONPRIMARY"},
	{Value: 0x2, Name: "6GHZ_PWR_MISMATCH"},
})

// bssSelectAttrs is enum nl80211_bss_select_attr (linux/nl80211.h).
var bssSelectAttrs = codec.NewSet("NL80211_BSS_SELECT_ATTR_", codec.Attrs{
	1: {Name: "RSSI", Kind: codec.Flag},
	2: {Name: "BAND_PREF", Kind: codec.U32, Enum: bandEnum},
	3: {Name: "RSSI_ADJUST", Kind: codec.StructOf, Struct: rssiAdjustStruct},
})

// bssSelectSupportAttrs is enum nl80211_bss_select_attr (linux/nl80211.h) as a wiphy says what it can do.
var bssSelectSupportAttrs = codec.NewSet("NL80211_BSS_SELECT_ATTR_", codec.Attrs{
	1: {Name: "RSSI", Kind: codec.Flag},
	2: {Name: "BAND_PREF", Kind: codec.Flag},
	3: {Name: "RSSI_ADJUST", Kind: codec.Flag},
})

// rssiAdjustStruct is struct nl80211_bss_select_rssi_adjust (linux/nl80211.h).
var rssiAdjustStruct = &codec.Struct{Name: "nl80211_bss_select_rssi_adjust", Packed: true, Members: []codec.Member{
	{Name: "band", Kind: codec.U8, Enum: bandEnum},
	{Name: "delta", Kind: codec.S8},
}}

// bssParamSupportAttrs is the attributes of NL80211_CMD_SET_BSS, as flags, by which a wiphy says what it lets be
// changed
// (linux/nl80211.h).
var bssParamSupportAttrs = codec.NewSet("NL80211_ATTR_", codec.Attrs{
	28:  {Name: "BSS_CTS_PROT", Kind: codec.Flag},
	29:  {Name: "BSS_SHORT_PREAMBLE", Kind: codec.Flag},
	30:  {Name: "BSS_SHORT_SLOT_TIME", Kind: codec.Flag},
	36:  {Name: "BSS_BASIC_RATES", Kind: codec.Flag},
	96:  {Name: "AP_ISOLATE", Kind: codec.Flag},
	109: {Name: "BSS_HT_OPMODE", Kind: codec.Flag},
	162: {Name: "P2P_CTWINDOW", Kind: codec.Flag},
	163: {Name: "P2P_OPPPS", Kind: codec.Flag},
})

// surveyInfoAttrs is enum nl80211_survey_info (linux/nl80211.h).
var surveyInfoAttrs = codec.NewSet("NL80211_SURVEY_INFO_", codec.Attrs{
	1:  {Name: "FREQUENCY", Kind: codec.U32, Doc: "MHz"},
	2:  {Name: "NOISE", Kind: codec.S8, Doc: "dBm"},
	3:  {Name: "IN_USE", Kind: codec.Flag},
	4:  {Name: "TIME", Kind: codec.U64, Unit: codec.Milliseconds},
	5:  {Name: "TIME_BUSY", Kind: codec.U64, Unit: codec.Milliseconds},
	6:  {Name: "TIME_EXT_BUSY", Kind: codec.U64, Unit: codec.Milliseconds},
	7:  {Name: "TIME_RX", Kind: codec.U64, Unit: codec.Milliseconds},
	8:  {Name: "TIME_TX", Kind: codec.U64, Unit: codec.Milliseconds},
	9:  {Name: "TIME_SCAN", Kind: codec.U64, Unit: codec.Milliseconds},
	10: {Name: "PAD", Kind: codec.Pad},
	11: {Name: "TIME_BSS_RX", Kind: codec.U64, Unit: codec.Milliseconds},
	12: {Name: "FREQUENCY_OFFSET", Kind: codec.U32, Doc: "kHz"},
})
