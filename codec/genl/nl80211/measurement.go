package nl80211

import "github.com/nlkit/nlkit/codec"

// measurementObject is measurements of peers (linux/nl80211.h).
var measurementObject = &codec.Object{Name: "peer measurement", Set: attrs}

var measurementMessages = measurementObject.Messages(codec.Rows{
	{Type: 130, Name: "NL80211_CMD_GET_FTM_RESPONDER_STATS", Op: codec.OpGet},
	{Type: 131, Name: "NL80211_CMD_PEER_MEASUREMENT_START"},
	{Type: 132, Name: "NL80211_CMD_PEER_MEASUREMENT_RESULT"},
	{Type: 133, Name: "NL80211_CMD_PEER_MEASUREMENT_COMPLETE"},
	{Type: 166, Name: "NL80211_CMD_START_PD"},
	{Type: 167, Name: "NL80211_CMD_STOP_PD"},
})

// pmsrAttrs is enum nl80211_peer_measurement_attrs (linux/nl80211.h).
var pmsrAttrs = codec.NewSet("NL80211_PMSR_ATTR_", codec.Attrs{
	1: {Name: "MAX_PEERS", Kind: codec.U32},
	2: {Name: "REPORT_AP_TSF", Kind: codec.Flag},
	3: {Name: "RANDOMIZE_MAC_ADDR", Kind: codec.Flag},
	4: {Name: "TYPE_CAPA", Kind: codec.Nest, Set: pmsrTypeCapaAttrs},
	5: {Name: "PEERS", Kind: codec.NestArray, Elem: codec.NestOf(pmsrPeerAttrs)},
	6: {Name: "MAX_PEER_ISTA_ROLE", Kind: codec.U32},
	7: {Name: "MAX_PEER_RSTA_ROLE", Kind: codec.U32},
})

// pmsrTypeCapaAttrs is the capabilities by enum nl80211_peer_measurement_type (linux/nl80211.h).
var pmsrTypeCapaAttrs = codec.NewSet("NL80211_PMSR_TYPE_", codec.Attrs{
	1: {Name: "FTM", Kind: codec.Nest, Set: ftmCapaAttrs},
})

// pmsrTypeReqAttrs is the requests by enum nl80211_peer_measurement_type (linux/nl80211.h).
var pmsrTypeReqAttrs = codec.NewSet("NL80211_PMSR_TYPE_", codec.Attrs{
	1: {Name: "FTM", Kind: codec.Nest, Set: ftmReqAttrs},
})

// pmsrTypeRespAttrs is the results by enum nl80211_peer_measurement_type (linux/nl80211.h).
var pmsrTypeRespAttrs = codec.NewSet("NL80211_PMSR_TYPE_", codec.Attrs{
	1: {Name: "FTM", Kind: codec.Nest, Set: ftmRespAttrs},
})

// pmsrPeerAttrs is enum nl80211_peer_measurement_peer_attrs (linux/nl80211.h).
var pmsrPeerAttrs = codec.NewSet("NL80211_PMSR_PEER_ATTR_", codec.Attrs{
	1: {Name: "ADDR", Kind: codec.LLAddr},
	2: {Name: "CHAN", Kind: codec.Nest, Set: attrs},
	3: {Name: "REQ", Kind: codec.Nest, Set: pmsrReqAttrs},
	4: {Name: "RESP", Kind: codec.Nest, Set: pmsrRespAttrs},
	5: {Name: "REQ_TYPE", Kind: codec.U32, Enum: ftmReqTypeEnum},
})

// pmsrReqAttrs is enum nl80211_peer_measurement_req (linux/nl80211.h).
var pmsrReqAttrs = codec.NewSet("NL80211_PMSR_REQ_ATTR_", codec.Attrs{
	1: {Name: "DATA", Kind: codec.Nest, Set: pmsrTypeReqAttrs},
	2: {Name: "GET_AP_TSF", Kind: codec.Flag},
})

// pmsrRespAttrs is enum nl80211_peer_measurement_resp (linux/nl80211.h).
var pmsrRespAttrs = codec.NewSet("NL80211_PMSR_RESP_ATTR_", codec.Attrs{
	1: {Name: "DATA", Kind: codec.Nest, Set: pmsrTypeRespAttrs},
	2: {Name: "STATUS", Kind: codec.U32, Enum: pmsrStatusEnum},
	3: {Name: "HOST_TIME", Kind: codec.U64, Unit: codec.Nanoseconds, Doc: "CLOCK_BOOTTIME"},
	4: {Name: "AP_TSF", Kind: codec.U64, Unit: codec.Microseconds},
	5: {Name: "FINAL", Kind: codec.Flag},
	6: {Name: "PAD", Kind: codec.Pad},
})

// pmsrStatusEnum is enum nl80211_peer_measurement_status (linux/nl80211.h).
var pmsrStatusEnum = codec.NewEnum("nl80211_peer_measurement_status", "NL80211_PMSR_STATUS_", codec.Names{
	0: "SUCCESS",
	1: "REFUSED",
	2: "TIMEOUT",
	3: "FAILURE",
})

// ftmReqTypeEnum is enum nl80211_peer_measurement_ftm_req_type (linux/nl80211.h).
var ftmReqTypeEnum = codec.NewEnum("nl80211_peer_measurement_ftm_req_type", "NL80211_PMSR_FTM_REQ_TYPE_", codec.Names{
	0: "INFRA",
	1: "PD",
})

// ftmCapaAttrs is enum nl80211_peer_measurement_ftm_capa (linux/nl80211.h).
var ftmCapaAttrs = codec.DeclareSet("NL80211_PMSR_FTM_CAPA_ATTR_")

var _ = ftmCapaAttrs.Define(codec.Attrs{
	1:  {Name: "ASAP", Kind: codec.Flag},
	2:  {Name: "NON_ASAP", Kind: codec.Flag},
	3:  {Name: "REQ_LCI", Kind: codec.Flag},
	4:  {Name: "REQ_CIVICLOC", Kind: codec.Flag},
	5:  {Name: "PREAMBLES", Kind: codec.U32, Enum: preambleBitsEnum},
	6:  {Name: "BANDWIDTHS", Kind: codec.U32, Enum: chanWidthBitsEnum},
	7:  {Name: "MAX_BURSTS_EXPONENT", Kind: codec.U32},
	8:  {Name: "MAX_FTMS_PER_BURST", Kind: codec.U32},
	9:  {Name: "TRIGGER_BASED", Kind: codec.Flag},
	10: {Name: "NON_TRIGGER_BASED", Kind: codec.Flag},
	11: {Name: "6GHZ_SUPPORT", Kind: codec.Flag},
	12: {Name: "MAX_TX_LTF_REP", Kind: codec.U32},
	13: {Name: "MAX_RX_LTF_REP", Kind: codec.U32},
	14: {Name: "MAX_TX_STS", Kind: codec.U32},
	15: {Name: "MAX_RX_STS", Kind: codec.U32},
	16: {Name: "MAX_TOTAL_LTF_TX", Kind: codec.U32},
	17: {Name: "MAX_TOTAL_LTF_RX", Kind: codec.U32},
	18: {Name: "RSTA_SUPPORT", Kind: codec.Flag},
	19: {Name: "ISTA_CAPS", Kind: codec.Nest, Set: ftmCapaAttrs},
	20: {Name: "RSTA_CAPS", Kind: codec.Nest, Set: ftmCapaAttrs},
	21: {Name: "SUPPORT_NTB", Kind: codec.Flag},
	22: {Name: "SUPPORT_TB", Kind: codec.Flag},
	23: {Name: "SUPPORT_EDCA", Kind: codec.Flag},
	24: {Name: "TYPE_CAPS", Kind: codec.Nest, Set: ftmTypeCapaAttrs},
	25: {Name: "CONCURRENT_ISTA_RSTA_SUPPORT", Kind: codec.Flag},
	26: {Name: "MAX_NUM_TX_ANTENNAS", Kind: codec.U32},
	27: {Name: "MAX_NUM_RX_ANTENNAS", Kind: codec.U32},
	28: {Name: "MIN_INTERVAL_EDCA", Kind: codec.U32, Unit: codec.Milliseconds},
	29: {Name: "MIN_INTERVAL_NTB", Kind: codec.U32, Unit: codec.Milliseconds},
	30: {Name: "PD_PREAMBLES", Kind: codec.U32, Enum: preambleBitsEnum},
	31: {Name: "PD_BANDWIDTHS", Kind: codec.U32, Enum: chanWidthBitsEnum},
})

// ftmTypeCapaAttrs is enum nl80211_peer_measurement_ftm_type_capa (linux/nl80211.h).
var ftmTypeCapaAttrs = codec.NewSet("NL80211_PMSR_FTM_TYPE_CAPA_ATTR_", codec.Attrs{
	1: {Name: "INFRA_SUPPORT", Kind: codec.Flag},
	2: {Name: "PD_SUPPORT", Kind: codec.Flag},
})

// ftmReqAttrs is enum nl80211_peer_measurement_ftm_req (linux/nl80211.h).
var ftmReqAttrs = codec.NewSet("NL80211_PMSR_FTM_REQ_ATTR_", codec.Attrs{
	1:  {Name: "ASAP", Kind: codec.Flag},
	2:  {Name: "PREAMBLE", Kind: codec.U32, Enum: preambleEnum},
	3:  {Name: "NUM_BURSTS_EXP", Kind: codec.U8},
	4:  {Name: "BURST_PERIOD", Kind: codec.U16, Doc: "100 ms"},
	5:  {Name: "BURST_DURATION", Kind: codec.U8},
	6:  {Name: "FTMS_PER_BURST", Kind: codec.U8},
	7:  {Name: "NUM_FTMR_RETRIES", Kind: codec.U8},
	8:  {Name: "REQUEST_LCI", Kind: codec.Flag},
	9:  {Name: "REQUEST_CIVICLOC", Kind: codec.Flag},
	10: {Name: "TRIGGER_BASED", Kind: codec.Flag},
	11: {Name: "NON_TRIGGER_BASED", Kind: codec.Flag},
	12: {Name: "LMR_FEEDBACK", Kind: codec.Flag},
	13: {Name: "BSS_COLOR", Kind: codec.U8},
	14: {Name: "RSTA", Kind: codec.Flag},
	15: {Name: "MIN_TIME_BETWEEN_MEASUREMENTS", Kind: codec.U32, Doc: "100 µs"},
	16: {Name: "MAX_TIME_BETWEEN_MEASUREMENTS", Kind: codec.U32, Doc: "10 ms"},
	17: {Name: "NOMINAL_TIME", Kind: codec.U32, Unit: codec.Milliseconds},
	18: {Name: "AW_DURATION", Kind: codec.U32, Unit: codec.Milliseconds},
	19: {Name: "NUM_MEASUREMENTS", Kind: codec.U32},
	20: {Name: "PAD", Kind: codec.Pad},
	21: {Name: "INGRESS", Kind: codec.U64, Doc: "mm"},
	22: {Name: "EGRESS", Kind: codec.U64, Doc: "mm"},
	23: {Name: "PD_SUPPRESS_RESULTS", Kind: codec.Flag},
})

// ftmRespAttrs is enum nl80211_peer_measurement_ftm_resp (linux/nl80211.h).
var ftmRespAttrs = codec.NewSet("NL80211_PMSR_FTM_RESP_ATTR_", codec.Attrs{
	1:  {Name: "FAIL_REASON", Kind: codec.U32, Enum: ftmFailureEnum},
	2:  {Name: "BURST_INDEX", Kind: codec.U32},
	3:  {Name: "NUM_FTMR_ATTEMPTS", Kind: codec.U32},
	4:  {Name: "NUM_FTMR_SUCCESSES", Kind: codec.U32},
	5:  {Name: "BUSY_RETRY_TIME", Kind: codec.U32, Unit: codec.Seconds},
	6:  {Name: "NUM_BURSTS_EXP", Kind: codec.U8},
	7:  {Name: "BURST_DURATION", Kind: codec.U8},
	8:  {Name: "FTMS_PER_BURST", Kind: codec.U8},
	9:  {Name: "RSSI_AVG", Kind: codec.S32, Doc: "0.5 dBm"},
	10: {Name: "RSSI_SPREAD", Kind: codec.S32, Doc: "0.5 dBm"},
	11: {Name: "TX_RATE", Kind: codec.Nest, Set: rateInfoAttrs},
	12: {Name: "RX_RATE", Kind: codec.Nest, Set: rateInfoAttrs},
	13: {Name: "RTT_AVG", Kind: codec.S64, Doc: "ps"},
	14: {Name: "RTT_VARIANCE", Kind: codec.U64, Doc: "ps²"},
	15: {Name: "RTT_SPREAD", Kind: codec.U64, Doc: "ps"},
	16: {Name: "DIST_AVG", Kind: codec.S64, Doc: "mm"},
	17: {Name: "DIST_VARIANCE", Kind: codec.U64, Doc: "mm²"},
	18: {Name: "DIST_SPREAD", Kind: codec.U64, Doc: "mm"},
	19: {Name: "LCI", Kind: codec.StructOf, Struct: measurementReportStruct},
	20: {Name: "CIVICLOC", Kind: codec.StructOf, Struct: measurementReportStruct},
	21: {Name: "PAD", Kind: codec.Pad},
	22: {Name: "BURST_PERIOD", Kind: codec.U16, Doc: "100 ms"},
	23: {Name: "TX_LTF_REPETITION_COUNT", Kind: codec.U32},
	24: {Name: "RX_LTF_REPETITION_COUNT", Kind: codec.U32},
	25: {Name: "MAX_TIME_BETWEEN_MEASUREMENTS", Kind: codec.U32, Doc: "10 ms"},
	26: {Name: "MIN_TIME_BETWEEN_MEASUREMENTS", Kind: codec.U32, Doc: "100 µs"},
	27: {Name: "NUM_TX_SPATIAL_STREAMS", Kind: codec.U32},
	28: {Name: "NUM_RX_SPATIAL_STREAMS", Kind: codec.U32},
	29: {Name: "NOMINAL_TIME", Kind: codec.U32, Unit: codec.Milliseconds},
	30: {Name: "AVAILABILITY_WINDOW", Kind: codec.U32, Unit: codec.Milliseconds},
	31: {Name: "CHANNEL_WIDTH", Kind: codec.U32, Enum: chanWidthEnum},
	32: {Name: "PREAMBLE", Kind: codec.U32, Enum: preambleEnum},
	33: {Name: "IS_DELAYED_LMR", Kind: codec.Flag},
})

// ftmFailureEnum is enum nl80211_peer_measurement_ftm_failure_reasons (linux/nl80211.h).
var ftmFailureEnum = codec.NewEnum("nl80211_peer_measurement_ftm_failure_reasons", "NL80211_PMSR_FTM_FAILURE_",
	codec.Names{
		0: "UNSPECIFIED",
		1: "NO_RESPONSE",
		2: "REJECTED",
		3: "WRONG_CHANNEL",
		4: "PEER_NOT_CAPABLE",
		5: "INVALID_TIMESTAMP",
		6: "PEER_BUSY",
		7: "BAD_CHANGED_PARAMS",
	})

// preambleEnum is enum nl80211_preamble (linux/nl80211.h).
var preambleEnum = codec.NewEnum("nl80211_preamble", "NL80211_PREAMBLE_", codec.Names{
	0: "LEGACY",
	1: "HT",
	2: "VHT",
	3: "DMG",
	4: "HE",
})

// preambleBitsEnum is the masks 1 << NL80211_PREAMBLE_*.
var preambleBitsEnum = codec.NewFlags("nl80211_preamble_bits", "NL80211_PREAMBLE_", []codec.Value{
	{Value: 1 << 0, Name: "LEGACY"},
	{Value: 1 << 1, Name: "HT"},
	{Value: 1 << 2, Name: "VHT"},
	{Value: 1 << 3, Name: "DMG"},
	{Value: 1 << 4, Name: "HE"},
})

// ftmResponderAttrs is enum nl80211_ftm_responder_attributes (linux/nl80211.h).
var ftmResponderAttrs = codec.NewSet("NL80211_FTM_RESP_ATTR_", codec.Attrs{
	1: {Name: "ENABLED", Kind: codec.Flag},
	2: {Name: "LCI", Kind: codec.Bytes},
	3: {Name: "CIVICLOC", Kind: codec.Bytes},
})

// ftmStatsAttrs is enum nl80211_ftm_responder_stats (linux/nl80211.h).
var ftmStatsAttrs = codec.NewSet("NL80211_FTM_STATS_", codec.Attrs{
	1:  {Name: "SUCCESS_NUM", Kind: codec.U32},
	2:  {Name: "PARTIAL_NUM", Kind: codec.U32},
	3:  {Name: "FAILED_NUM", Kind: codec.U32},
	4:  {Name: "ASAP_NUM", Kind: codec.U32},
	5:  {Name: "NON_ASAP_NUM", Kind: codec.U32},
	6:  {Name: "TOTAL_DURATION_MSEC", Kind: codec.U64, Unit: codec.Milliseconds},
	7:  {Name: "UNKNOWN_TRIGGERS_NUM", Kind: codec.U32},
	8:  {Name: "RESCHEDULE_REQUESTS_NUM", Kind: codec.U32},
	9:  {Name: "OUT_OF_WINDOW_TRIGGERS_NUM", Kind: codec.U32},
	10: {Name: "PAD", Kind: codec.Pad},
})
