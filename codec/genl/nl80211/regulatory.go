package nl80211

import "github.com/nlkit/nlkit/codec"

// regulatoryObject is regulatory domains (linux/nl80211.h).
var regulatoryObject = &codec.Object{Name: "regulatory domain", Set: attrs}

var regulatoryMessages = regulatoryObject.Messages(codec.Rows{
	{Type: 26, Name: "NL80211_CMD_SET_REG", Op: codec.OpNew},
	{Type: 27, Name: "NL80211_CMD_REQ_SET_REG"},
	{Type: 31, Name: "NL80211_CMD_GET_REG", Op: codec.OpGet},
	{Type: 36, Name: "NL80211_CMD_REG_CHANGE"},
	{Type: 42, Name: "NL80211_CMD_REG_BEACON_HINT"},
	{Type: 113, Name: "NL80211_CMD_WIPHY_REG_CHANGE"},
	{Type: 126, Name: "NL80211_CMD_RELOAD_REGDB"},
})

// regRuleAttrs is enum nl80211_reg_rule_attr (linux/nl80211.h).
var regRuleAttrs = codec.NewSet("NL80211_ATTR_", codec.Attrs{
	1: {Name: "REG_RULE_FLAGS", Kind: codec.U32, Enum: regRuleFlagsEnum},
	2: {Name: "FREQ_RANGE_START", Kind: codec.U32, Doc: "kHz"},
	3: {Name: "FREQ_RANGE_END", Kind: codec.U32, Doc: "kHz"},
	4: {Name: "FREQ_RANGE_MAX_BW", Kind: codec.U32, Doc: "kHz"},
	5: {Name: "POWER_RULE_MAX_ANT_GAIN", Kind: codec.U32, Doc: "mBi"},
	6: {Name: "POWER_RULE_MAX_EIRP", Kind: codec.U32, Doc: "mBm"},
	7: {Name: "DFS_CAC_TIME", Kind: codec.U32, Unit: codec.Milliseconds},
	8: {Name: "POWER_RULE_PSD", Kind: codec.S8, Doc: "dBm"},
})

// regRuleFlagsEnum is enum nl80211_reg_rule_flags (linux/nl80211.h), whose names do not all start alike.
var regRuleFlagsEnum = codec.NewFlags("nl80211_reg_rule_flags", "", []codec.Value{
	{Value: 0x1, Name: "NL80211_RRF_NO_OFDM"},
	{Value: 0x2, Name: "NL80211_RRF_NO_CCK"},
	{Value: 0x4, Name: "NL80211_RRF_NO_INDOOR"},
	{Value: 0x8, Name: "NL80211_RRF_NO_OUTDOOR"},
	{Value: 0x10, Name: "NL80211_RRF_DFS"},
	{Value: 0x20, Name: "NL80211_RRF_PTP_ONLY"},
	{Value: 0x40, Name: "NL80211_RRF_PTMP_ONLY"},
	{Value: 0x80, Name: "NL80211_RRF_NO_IR"},
	{Value: 0x100, Name: "__NL80211_RRF_NO_IBSS"},
	{Value: 0x800, Name: "NL80211_RRF_AUTO_BW"},
	{Value: 0x1000, Name: "NL80211_RRF_IR_CONCURRENT"},
	{Value: 0x2000, Name: "NL80211_RRF_NO_HT40MINUS"},
	{Value: 0x4000, Name: "NL80211_RRF_NO_HT40PLUS"},
	{Value: 0x8000, Name: "NL80211_RRF_NO_80MHZ"},
	{Value: 0x10000, Name: "NL80211_RRF_NO_160MHZ"},
	{Value: 0x20000, Name: "NL80211_RRF_NO_HE"},
	{Value: 0x40000, Name: "NL80211_RRF_NO_320MHZ"},
	{Value: 0x80000, Name: "NL80211_RRF_NO_EHT"},
	{Value: 0x100000, Name: "NL80211_RRF_PSD"},
	{Value: 0x200000, Name: "NL80211_RRF_DFS_CONCURRENT"},
	{Value: 0x400000, Name: "NL80211_RRF_NO_6GHZ_VLP_CLIENT"},
	{Value: 0x800000, Name: "NL80211_RRF_NO_6GHZ_AFC_CLIENT"},
	{Value: 0x1000000, Name: "NL80211_RRF_ALLOW_6GHZ_VLP_AP"},
	{Value: 0x2000000, Name: "NL80211_RRF_ALLOW_20MHZ_ACTIVITY"},
	{Value: 0x4000000, Name: "NL80211_RRF_NO_UHR"},
})

// regInitiatorEnum is enum nl80211_reg_initiator (linux/nl80211.h).
var regInitiatorEnum = codec.NewEnum("nl80211_reg_initiator", "NL80211_REGDOM_SET_BY_", codec.Names{
	0: "CORE",
	1: "USER",
	2: "DRIVER",
	3: "COUNTRY_IE",
})

// regTypeEnum is enum nl80211_reg_type (linux/nl80211.h).
var regTypeEnum = codec.NewEnum("nl80211_reg_type", "NL80211_REGDOM_TYPE_", codec.Names{
	0: "COUNTRY",
	1: "WORLD",
	2: "CUSTOM_WORLD",
	3: "INTERSECTION",
})

// userRegHintEnum is enum nl80211_user_reg_hint_type (linux/nl80211.h).
var userRegHintEnum = codec.NewEnum("nl80211_user_reg_hint_type", "NL80211_USER_REG_HINT_", codec.Names{
	0: "USER",
	1: "CELL_BASE",
	2: "INDOOR",
})

// dfsRegionEnum is enum nl80211_dfs_regions (linux/nl80211.h).
var dfsRegionEnum = codec.NewEnum("nl80211_dfs_regions", "NL80211_DFS_", codec.Names{
	0: "UNSET",
	1: "FCC",
	2: "ETSI",
	3: "JP",
})

// dfsRegionBitsEnum is the masks 1 << NL80211_DFS_*.
var dfsRegionBitsEnum = codec.NewFlags("nl80211_dfs_regions_bits", "NL80211_DFS_", []codec.Value{
	{Value: 1 << 0, Name: "UNSET"},
	{Value: 1 << 1, Name: "FCC"},
	{Value: 1 << 2, Name: "ETSI"},
	{Value: 1 << 3, Name: "JP"},
})
