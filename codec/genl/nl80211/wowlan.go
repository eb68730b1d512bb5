package nl80211

import "github.com/nlkit/nlkit/codec"

// wowlanObject is wake-up, and gathering packets (linux/nl80211.h).
var wowlanObject = &codec.Object{Name: "wake-up", Set: attrs}

var wowlanMessages = wowlanObject.Messages(codec.Rows{
	{Type: 73, Name: "NL80211_CMD_GET_WOWLAN", Op: codec.OpGet},
	{Type: 74, Name: "NL80211_CMD_SET_WOWLAN", Op: codec.OpNew},
	{Type: 100, Name: "NL80211_CMD_GET_COALESCE", Op: codec.OpGet},
	{Type: 101, Name: "NL80211_CMD_SET_COALESCE", Op: codec.OpNew},
})

// patternByLength tells patterns to wake up on from the index of the one that woke the host up.
var patternByLength = codec.ByLength(codec.Cases{{Value: 4, Spec: codec.Of(codec.U32)}})

// wowlanAttrs is enum nl80211_wowlan_triggers (linux/nl80211.h), as triggers are set and wake-ups reported.
var wowlanAttrs = codec.NewSet("NL80211_WOWLAN_TRIG_", codec.Attrs{
	1:  {Name: "ANY", Kind: codec.Flag},
	2:  {Name: "DISCONNECT", Kind: codec.Flag},
	3:  {Name: "MAGIC_PKT", Kind: codec.Flag},
	4:  {Name: "PKT_PATTERN", Kind: codec.NestArray, Elem: codec.NestOf(pktPatternAttrs), Select: patternByLength},
	5:  {Name: "GTK_REKEY_SUPPORTED", Kind: codec.Flag},
	6:  {Name: "GTK_REKEY_FAILURE", Kind: codec.Flag},
	7:  {Name: "EAP_IDENT_REQUEST", Kind: codec.Flag},
	8:  {Name: "4WAY_HANDSHAKE", Kind: codec.Flag},
	9:  {Name: "RFKILL_RELEASE", Kind: codec.Flag},
	10: {Name: "WAKEUP_PKT_80211", Kind: codec.Bytes},
	11: {Name: "WAKEUP_PKT_80211_LEN", Kind: codec.U32},
	12: {Name: "WAKEUP_PKT_8023", Kind: codec.Bytes},
	13: {Name: "WAKEUP_PKT_8023_LEN", Kind: codec.U32},
	14: {Name: "TCP_CONNECTION", Kind: codec.Nest, Set: wowlanTCPAttrs},
	15: {Name: "WAKEUP_TCP_MATCH", Kind: codec.Flag},
	16: {Name: "WAKEUP_TCP_CONNLOST", Kind: codec.Flag},
	17: {Name: "WAKEUP_TCP_NOMORETOKENS", Kind: codec.Flag},
	18: {Name: "NET_DETECT", Kind: codec.Nest, Set: attrs},
	19: {Name: "NET_DETECT_RESULTS", Kind: codec.NestArray, Elem: codec.NestOf(attrs)},
	20: {Name: "UNPROTECTED_DEAUTH_DISASSOC", Kind: codec.Flag},
})

// wowlanSupportAttrs is enum nl80211_wowlan_triggers (linux/nl80211.h), as a wiphy says what it can do.
var wowlanSupportAttrs = codec.NewSet("NL80211_WOWLAN_TRIG_", codec.Attrs{
	1:  {Name: "ANY", Kind: codec.Flag},
	2:  {Name: "DISCONNECT", Kind: codec.Flag},
	3:  {Name: "MAGIC_PKT", Kind: codec.Flag},
	4:  {Name: "PKT_PATTERN", Kind: codec.StructOf, Struct: patternSupportStruct},
	5:  {Name: "GTK_REKEY_SUPPORTED", Kind: codec.Flag},
	6:  {Name: "GTK_REKEY_FAILURE", Kind: codec.Flag},
	7:  {Name: "EAP_IDENT_REQUEST", Kind: codec.Flag},
	8:  {Name: "4WAY_HANDSHAKE", Kind: codec.Flag},
	9:  {Name: "RFKILL_RELEASE", Kind: codec.Flag},
	10: {Name: "WAKEUP_PKT_80211", Kind: codec.Bytes},
	11: {Name: "WAKEUP_PKT_80211_LEN", Kind: codec.U32},
	12: {Name: "WAKEUP_PKT_8023", Kind: codec.Bytes},
	13: {Name: "WAKEUP_PKT_8023_LEN", Kind: codec.U32},
	14: {Name: "TCP_CONNECTION", Kind: codec.Nest, Set: wowlanTCPSupportAttrs},
	15: {Name: "WAKEUP_TCP_MATCH", Kind: codec.Flag},
	16: {Name: "WAKEUP_TCP_CONNLOST", Kind: codec.Flag},
	17: {Name: "WAKEUP_TCP_NOMORETOKENS", Kind: codec.Flag},
	18: {Name: "NET_DETECT", Kind: codec.U32, Doc: "most match sets"},
	19: {Name: "NET_DETECT_RESULTS", Kind: codec.Flag},
	20: {Name: "UNPROTECTED_DEAUTH_DISASSOC", Kind: codec.Flag},
})

// wowlanTCPAttrs is enum nl80211_wowlan_tcp_attrs (linux/nl80211.h).
var wowlanTCPAttrs = codec.NewSet("NL80211_WOWLAN_TCP_", codec.Attrs{
	1:  {Name: "SRC_IPV4", Kind: codec.IP4},
	2:  {Name: "DST_IPV4", Kind: codec.IP4},
	3:  {Name: "DST_MAC", Kind: codec.LLAddr},
	4:  {Name: "SRC_PORT", Kind: codec.U16},
	5:  {Name: "DST_PORT", Kind: codec.U16},
	6:  {Name: "DATA_PAYLOAD", Kind: codec.Bytes},
	7:  {Name: "DATA_PAYLOAD_SEQ", Kind: codec.StructOf, Struct: wowlanTCPDataSeqStruct},
	8:  {Name: "DATA_PAYLOAD_TOKEN", Kind: codec.StructOf, Struct: wowlanTCPDataTokenStruct},
	9:  {Name: "DATA_INTERVAL", Kind: codec.U32, Unit: codec.Seconds},
	10: {Name: "WAKE_PAYLOAD", Kind: codec.Bytes},
	11: {Name: "WAKE_MASK", Kind: codec.Bytes},
})

// wowlanTCPSupportAttrs is enum nl80211_wowlan_tcp_attrs (linux/nl80211.h), as a wiphy says what it can do.
var wowlanTCPSupportAttrs = codec.NewSet("NL80211_WOWLAN_TCP_", codec.Attrs{
	1:  {Name: "SRC_IPV4", Kind: codec.IP4},
	2:  {Name: "DST_IPV4", Kind: codec.IP4},
	3:  {Name: "DST_MAC", Kind: codec.LLAddr},
	4:  {Name: "SRC_PORT", Kind: codec.U16},
	5:  {Name: "DST_PORT", Kind: codec.U16},
	6:  {Name: "DATA_PAYLOAD", Kind: codec.U32, Doc: "most octets"},
	7:  {Name: "DATA_PAYLOAD_SEQ", Kind: codec.Flag},
	8:  {Name: "DATA_PAYLOAD_TOKEN", Kind: codec.StructOf, Struct: tcpDataTokenFeatureStruct},
	9:  {Name: "DATA_INTERVAL", Kind: codec.U32, Unit: codec.Seconds},
	10: {Name: "WAKE_PAYLOAD", Kind: codec.U32, Doc: "most octets"},
	11: {Name: "WAKE_MASK", Kind: codec.Bytes},
})

// wowlanTCPDataSeqStruct is struct nl80211_wowlan_tcp_data_seq (linux/nl80211.h).
var wowlanTCPDataSeqStruct = &codec.Struct{Name: "nl80211_wowlan_tcp_data_seq", Members: []codec.Member{
	{Name: "start", Kind: codec.U32},
	{Name: "offset", Kind: codec.U32},
	{Name: "len", Kind: codec.U32},
}}

// wowlanTCPDataTokenStruct is struct nl80211_wowlan_tcp_data_token (linux/nl80211.h).
var wowlanTCPDataTokenStruct = &codec.Struct{Name: "nl80211_wowlan_tcp_data_token", Members: []codec.Member{
	{Name: "offset", Kind: codec.U32},
	{Name: "len", Kind: codec.U32},
	{Name: "token_stream", Kind: codec.Bytes},
}}

// tcpDataTokenFeatureStruct is struct nl80211_wowlan_tcp_data_token_feature (linux/nl80211.h).
var tcpDataTokenFeatureStruct = &codec.Struct{Name: "nl80211_wowlan_tcp_data_token_feature", Members: []codec.Member{
	{Name: "min_len", Kind: codec.U32},
	{Name: "max_len", Kind: codec.U32},
	{Name: "bufsize", Kind: codec.U32},
}}

// patternSupportStruct is struct nl80211_pattern_support (linux/nl80211.h).
var patternSupportStruct = &codec.Struct{Name: "nl80211_pattern_support", Packed: true, Members: []codec.Member{
	{Name: "max_patterns", Kind: codec.U32},
	{Name: "min_pattern_len", Kind: codec.U32},
	{Name: "max_pattern_len", Kind: codec.U32},
	{Name: "max_pkt_offset", Kind: codec.U32},
}}

// coalesceSupportStruct is struct nl80211_coalesce_rule_support (linux/nl80211.h).
var coalesceSupportStruct = &codec.Struct{Name: "nl80211_coalesce_rule_support", Packed: true, Members: []codec.Member{
	{Name: "max_rules", Kind: codec.U32},
	{Name: "pat", Kind: codec.StructOf, Struct: patternSupportStruct},
	{Name: "max_delay", Kind: codec.U32, Unit: codec.Milliseconds},
}}

// pktPatternAttrs is enum nl80211_packet_pattern_attr (linux/nl80211.h).
var pktPatternAttrs = codec.NewSet("NL80211_PKTPAT_", codec.Attrs{
	1: {Name: "MASK", Kind: codec.Bytes},
	2: {Name: "PATTERN", Kind: codec.Bytes},
	3: {Name: "OFFSET", Kind: codec.U32},
})

// coalesceRuleAttrs is enum nl80211_attr_coalesce_rule (linux/nl80211.h).
var coalesceRuleAttrs = codec.NewSet("NL80211_ATTR_COALESCE_RULE_", codec.Attrs{
	1: {Name: "DELAY", Kind: codec.U32, Unit: codec.Milliseconds},
	2: {Name: "CONDITION", Kind: codec.U32, Enum: coalesceConditionEnum},
	3: {Name: "PKT_PATTERN", Kind: codec.NestArray, Elem: codec.NestOf(pktPatternAttrs)},
})

// coalesceConditionEnum is enum nl80211_coalesce_condition (linux/nl80211.h).
var coalesceConditionEnum = codec.NewEnum("nl80211_coalesce_condition", "NL80211_COALESCE_CONDITION_", codec.Names{
	0: "MATCH",
	1: "NO_MATCH",
})
