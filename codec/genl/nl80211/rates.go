package nl80211

import "github.com/nlkit/nlkit/codec"

// rateInfoAttrs is enum nl80211_rate_info (linux/nl80211.h).
var rateInfoAttrs = codec.NewSet("NL80211_RATE_INFO_", codec.Attrs{
	1:  {Name: "BITRATE", Kind: codec.U16, Doc: "100 kbit/s"},
	2:  {Name: "MCS", Kind: codec.U8},
	3:  {Name: "40_MHZ_WIDTH", Kind: codec.Flag},
	4:  {Name: "SHORT_GI", Kind: codec.Flag},
	5:  {Name: "BITRATE32", Kind: codec.U32, Doc: "100 kbit/s"},
	6:  {Name: "VHT_MCS", Kind: codec.U8},
	7:  {Name: "VHT_NSS", Kind: codec.U8},
	8:  {Name: "80_MHZ_WIDTH", Kind: codec.Flag},
	9:  {Name: "80P80_MHZ_WIDTH", Kind: codec.Flag},
	10: {Name: "160_MHZ_WIDTH", Kind: codec.Flag},
	11: {Name: "10_MHZ_WIDTH", Kind: codec.Flag},
	12: {Name: "5_MHZ_WIDTH", Kind: codec.Flag},
	13: {Name: "HE_MCS", Kind: codec.U8},
	14: {Name: "HE_NSS", Kind: codec.U8},
	15: {Name: "HE_GI", Kind: codec.U8, Enum: heGIEnum},
	16: {Name: "HE_DCM", Kind: codec.U8},
	17: {Name: "HE_RU_ALLOC", Kind: codec.U8, Enum: heRUAllocEnum},
	18: {Name: "320_MHZ_WIDTH", Kind: codec.Flag},
	19: {Name: "EHT_MCS", Kind: codec.U8},
	20: {Name: "EHT_NSS", Kind: codec.U8},
	21: {Name: "EHT_GI", Kind: codec.U8, Enum: ehtGIEnum},
	22: {Name: "EHT_RU_ALLOC", Kind: codec.U8, Enum: ehtRUAllocEnum},
	23: {Name: "S1G_MCS", Kind: codec.U8},
	24: {Name: "S1G_NSS", Kind: codec.U8},
	25: {Name: "1_MHZ_WIDTH", Kind: codec.Flag},
	26: {Name: "2_MHZ_WIDTH", Kind: codec.Flag},
	27: {Name: "4_MHZ_WIDTH", Kind: codec.Flag},
	28: {Name: "8_MHZ_WIDTH", Kind: codec.Flag},
	29: {Name: "16_MHZ_WIDTH", Kind: codec.Flag},
	30: {Name: "UHR_MCS", Kind: codec.U8},
	31: {Name: "UHR_ELR", Kind: codec.Flag},
	32: {Name: "UHR_IM", Kind: codec.Flag},
})

// heGIEnum is enum nl80211_he_gi (linux/nl80211.h).
var heGIEnum = codec.NewEnum("nl80211_he_gi", "NL80211_RATE_INFO_HE_GI_", codec.Names{
	0: "0_8",
	1: "1_6",
	2: "3_2",
})

// heLTFEnum is enum nl80211_he_ltf (linux/nl80211.h).
var heLTFEnum = codec.NewEnum("nl80211_he_ltf", "NL80211_RATE_INFO_HE_", codec.Names{
	0: "1XLTF",
	1: "2XLTF",
	2: "4XLTF",
})

// heRUAllocEnum is enum nl80211_he_ru_alloc (linux/nl80211.h).
var heRUAllocEnum = codec.NewEnum("nl80211_he_ru_alloc", "NL80211_RATE_INFO_HE_RU_ALLOC_", codec.Names{
	0: "26",
	1: "52",
	2: "106",
	3: "242",
	4: "484",
	5: "996",
	6: "2x996",
})

// ehtGIEnum is enum nl80211_eht_gi (linux/nl80211.h).
var ehtGIEnum = codec.NewEnum("nl80211_eht_gi", "NL80211_RATE_INFO_EHT_GI_", codec.Names{
	0: "0_8",
	1: "1_6",
	2: "3_2",
})

// ehtLTFEnum is enum nl80211_eht_ltf (linux/nl80211.h).
var ehtLTFEnum = codec.NewEnum("nl80211_eht_ltf", "NL80211_RATE_INFO_EHT_", codec.Names{
	0: "1XLTF",
	1: "2XLTF",
	2: "4XLTF",
	3: "6XLTF",
	4: "8XLTF",
})

// ehtRUAllocEnum is enum nl80211_eht_ru_alloc (linux/nl80211.h).
var ehtRUAllocEnum = codec.NewEnum("nl80211_eht_ru_alloc", "NL80211_RATE_INFO_EHT_RU_ALLOC_", codec.Names{
	0:  "26",
	1:  "52",
	2:  "52P26",
	3:  "106",
	4:  "106P26",
	5:  "242",
	6:  "484",
	7:  "484P242",
	8:  "996",
	9:  "996P484",
	10: "996P484P242",
	11: "2x996",
	12: "2x996P484",
	13: "3x996",
	14: "3x996P484",
	15: "4x996",
})

// txRateAttrs is enum nl80211_tx_rate_attributes (linux/nl80211.h).
var txRateAttrs = codec.NewSet("NL80211_TXRATE_", codec.Attrs{
	1:  {Name: "LEGACY", Kind: codec.Array, Elem: codec.Of(codec.U8), Doc: "500 kbit/s"},
	2:  {Name: "HT", Kind: codec.Array, Elem: codec.Of(codec.U8), Doc: "MCS indices"},
	3:  {Name: "VHT", Kind: codec.StructOf, Struct: txRateVHTStruct},
	4:  {Name: "GI", Kind: codec.U8, Enum: txRateGIEnum},
	5:  {Name: "HE", Kind: codec.StructOf, Struct: txRateHEStruct},
	6:  {Name: "HE_GI", Kind: codec.U8, Enum: heGIEnum},
	7:  {Name: "HE_LTF", Kind: codec.U8, Enum: heLTFEnum},
	8:  {Name: "EHT", Kind: codec.StructOf, Struct: txRateEHTStruct},
	9:  {Name: "EHT_GI", Kind: codec.U8, Enum: ehtGIEnum},
	10: {Name: "EHT_LTF", Kind: codec.U8, Enum: ehtLTFEnum},
})

// txRateVHTStruct is struct nl80211_txrate_vht (linux/nl80211.h): a bitmap of MCS for each number of streams.
var txRateVHTStruct = &codec.Struct{Name: "nl80211_txrate_vht", Members: []codec.Member{
	{Name: "mcs", Kind: codec.Array, Elem: codec.U16, Len: 8},
}}

// txRateHEStruct is struct nl80211_txrate_he (linux/nl80211.h): a bitmap of MCS for each number of streams.
var txRateHEStruct = &codec.Struct{Name: "nl80211_txrate_he", Members: []codec.Member{
	{Name: "mcs", Kind: codec.Array, Elem: codec.U16, Len: 8},
}}

// txRateEHTStruct is struct nl80211_txrate_eht (linux/nl80211.h): a bitmap of MCS for each number of streams.
var txRateEHTStruct = &codec.Struct{Name: "nl80211_txrate_eht", Members: []codec.Member{
	{Name: "mcs", Kind: codec.Array, Elem: codec.U16, Len: 16},
}}

// txRateGIEnum is enum nl80211_txrate_gi (linux/nl80211.h).
var txRateGIEnum = codec.NewEnum("nl80211_txrate_gi", "NL80211_TXRATE_", codec.Names{
	0: "DEFAULT_GI",
	1: "FORCE_SGI",
	2: "FORCE_LGI",
})

// tidConfigAttrs is enum nl80211_tid_config_attr (linux/nl80211.h).
var tidConfigAttrs = codec.NewSet("NL80211_TID_CONFIG_ATTR_", codec.Attrs{
	1:  {Name: "PAD", Kind: codec.Pad},
	2:  {Name: "VIF_SUPP", Kind: codec.U64, Enum: tidConfigBitsEnum},
	3:  {Name: "PEER_SUPP", Kind: codec.U64, Enum: tidConfigBitsEnum},
	4:  {Name: "OVERRIDE", Kind: codec.Flag},
	5:  {Name: "TIDS", Kind: codec.U16, Doc: "bit n is TID n"},
	6:  {Name: "NOACK", Kind: codec.U8, Enum: tidConfigEnum},
	7:  {Name: "RETRY_SHORT", Kind: codec.U8},
	8:  {Name: "RETRY_LONG", Kind: codec.U8},
	9:  {Name: "AMPDU_CTRL", Kind: codec.U8, Enum: tidConfigEnum},
	10: {Name: "RTSCTS_CTRL", Kind: codec.U8, Enum: tidConfigEnum},
	11: {Name: "AMSDU_CTRL", Kind: codec.U8, Enum: tidConfigEnum},
	12: {Name: "TX_RATE_TYPE", Kind: codec.U8, Enum: txRateSettingEnum},
	13: {Name: "TX_RATE", Kind: codec.Nest, Set: txRateAttrs},
})

// tidConfigBitsEnum is the masks 1 << NL80211_TID_CONFIG_ATTR_* of what can be configured.
var tidConfigBitsEnum = codec.NewFlags("nl80211_tid_config_attr_bits", "NL80211_TID_CONFIG_ATTR_", []codec.Value{
	{Value: 1 << 4, Name: "OVERRIDE"},
	{Value: 1 << 5, Name: "TIDS"},
	{Value: 1 << 6, Name: "NOACK"},
	{Value: 1 << 7, Name: "RETRY_SHORT"},
	{Value: 1 << 8, Name: "RETRY_LONG"},
	{Value: 1 << 9, Name: "AMPDU_CTRL"},
	{Value: 1 << 10, Name: "RTSCTS_CTRL"},
	{Value: 1 << 11, Name: "AMSDU_CTRL"},
	{Value: 1 << 12, Name: "TX_RATE_TYPE"},
	{Value: 1 << 13, Name: "TX_RATE"},
})

// tidConfigEnum is enum nl80211_tid_config (linux/nl80211.h).
var tidConfigEnum = codec.NewEnum("nl80211_tid_config", "NL80211_TID_CONFIG_", codec.Names{
	0: "ENABLE",
	1: "DISABLE",
})

// txRateSettingEnum is enum nl80211_tx_rate_setting (linux/nl80211.h).
var txRateSettingEnum = codec.NewEnum("nl80211_tx_rate_setting", "NL80211_TX_RATE_", codec.Names{
	0: "AUTOMATIC",
	1: "LIMITED",
	2: "FIXED",
})

// txPowerSettingEnum is enum nl80211_tx_power_setting (linux/nl80211.h).
var txPowerSettingEnum = codec.NewEnum("nl80211_tx_power_setting", "NL80211_TX_POWER_", codec.Names{
	0: "AUTOMATIC",
	1: "LIMITED",
	2: "FIXED",
})

// txqAttrs is enum nl80211_txq_attr (linux/nl80211.h).
var txqAttrs = codec.NewSet("NL80211_TXQ_ATTR_", codec.Attrs{
	1: {Name: "AC", Kind: codec.U8, Enum: accessCategoryEnum},
	2: {Name: "TXOP", Kind: codec.U16, Doc: "32 µs"},
	3: {Name: "CWMIN", Kind: codec.U16},
	4: {Name: "CWMAX", Kind: codec.U16},
	5: {Name: "AIFS", Kind: codec.U8},
})

// accessCategoryEnum is enum nl80211_ac (linux/nl80211.h).
var accessCategoryEnum = codec.NewEnum("nl80211_ac", "NL80211_AC_", codec.Names{
	0: "VO",
	1: "VI",
	2: "BE",
	3: "BK",
})
