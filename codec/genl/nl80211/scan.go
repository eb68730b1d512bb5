package nl80211

import "github.com/nlkit/nlkit/codec"

// bssObject is scans, and the networks that they find (linux/nl80211.h).
var bssObject = &codec.Object{Name: "bss", Set: attrs, Keys: []codec.Key{
	{In: "NL80211_ATTR_BSS", Parts: []codec.Part{codec.Needs("NL80211_BSS_BSSID"), codec.By("NL80211_BSS_FREQUENCY")}},
}}

var bssMessages = bssObject.Messages(codec.Rows{
	{Type: 32, Name: "NL80211_CMD_GET_SCAN", Op: codec.OpGet, Replies: []uint16{34}},
	{Type: 33, Name: "NL80211_CMD_TRIGGER_SCAN"},
	{Type: 34, Name: "NL80211_CMD_NEW_SCAN_RESULTS", Op: codec.OpNew},
	{Type: 35, Name: "NL80211_CMD_SCAN_ABORTED"},
	{Type: 75, Name: "NL80211_CMD_START_SCHED_SCAN"},
	{Type: 76, Name: "NL80211_CMD_STOP_SCHED_SCAN"},
	{Type: 77, Name: "NL80211_CMD_SCHED_SCAN_RESULTS"},
	{Type: 78, Name: "NL80211_CMD_SCHED_SCAN_STOPPED"},
	{Type: 114, Name: "NL80211_CMD_ABORT_SCAN"},
})

// schedScanMatchAttrs is enum nl80211_sched_scan_match_attr (linux/nl80211.h).
var schedScanMatchAttrs = codec.NewSet("NL80211_SCHED_SCAN_MATCH_", codec.Attrs{
	1: {Name: "ATTR_SSID", Kind: codec.String, NoNUL: true},
	2: {Name: "ATTR_RSSI", Kind: codec.S32, Doc: "dBm"},
	3: {Name: "ATTR_RELATIVE_RSSI", Kind: codec.Flag},
	4: {Name: "ATTR_RSSI_ADJUST", Kind: codec.StructOf, Struct: rssiAdjustStruct},
	5: {Name: "ATTR_BSSID", Kind: codec.LLAddr},
	6: {Name: "PER_BAND_RSSI", Kind: codec.NestArray, Elem: codec.Of(codec.S32), Index: bandEnum, Doc: "dBm"},
})

// schedScanPlanAttrs is enum nl80211_sched_scan_plan (linux/nl80211.h).
var schedScanPlanAttrs = codec.NewSet("NL80211_SCHED_SCAN_PLAN_", codec.Attrs{
	1: {Name: "INTERVAL", Kind: codec.U32, Unit: codec.Seconds},
	2: {Name: "ITERATIONS", Kind: codec.U32},
})

// scanFlagsEnum is enum nl80211_scan_flags (linux/nl80211.h).
var scanFlagsEnum = codec.NewFlags("nl80211_scan_flags", "NL80211_SCAN_FLAG_", []codec.Value{
	{Value: 0x1, Name: "LOW_PRIORITY"},
	{Value: 0x2, Name: "FLUSH"},
	{Value: 0x4, Name: "AP"},
	{Value: 0x8, Name: "RANDOM_ADDR"},
	{Value: 0x10, Name: "FILS_MAX_CHANNEL_TIME"},
	{Value: 0x20, Name: "ACCEPT_BCAST_PROBE_RESP"},
	{Value: 0x40, Name: "OCE_PROBE_REQ_HIGH_TX_RATE"},
	{Value: 0x80, Name: "OCE_PROBE_REQ_DEFERRAL_SUPPRESSION"},
	{Value: 0x100, Name: "LOW_SPAN"},
	{Value: 0x200, Name: "LOW_POWER"},
	{Value: 0x400, Name: "HIGH_ACCURACY"},
	{Value: 0x800, Name: "RANDOM_SN"},
	{Value: 0x1000, Name: "MIN_PREQ_CONTENT"},
	{Value: 0x2000, Name: "FREQ_KHZ"},
	{Value: 0x4000, Name: "COLOCATED_6GHZ"},
})
