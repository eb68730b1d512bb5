package nl80211

import "github.com/nlkit/nlkit/codec"

// Elements of measurements, of the management of wireless networks, and of direct links (IEEE 802.11, 9.4.2).
var (
	dfsChannelStruct = packed("ibss_dfs_channel", member("channel", codec.U8), member("map", codec.U8))
	ibssDFSStruct    = packed("ibss_dfs_element",
		station("owner"), member("recovery_interval", codec.U8),
		codec.Member{Name: "channels", Kind: codec.Array, Elem: codec.StructOf, Struct: dfsChannelStruct})
	fastTransitionStruct = packed("fast_bss_transition_element",
		member("mic_control", le16), codec.Member{Name: "mic", Kind: codec.Bytes, Len: 16},
		codec.Member{Name: "anonce", Kind: codec.Bytes, Len: 32}, codec.Member{Name: "snonce", Kind: codec.Bytes, Len: 32},
		member("subelements", codec.Bytes))
	pilotTXInfoStruct = packed("measurement_pilot_element",
		member("interval", codec.U8), member("subelements", codec.Bytes))
	timeAdvertisementStruct = packed("time_advertisement_element",
		member("timing_capabilities", codec.U8), codec.Member{Name: "time_value", Kind: codec.Bytes, Len: 10},
		codec.Member{Name: "time_error", Kind: codec.Bytes, Len: 5}, member("time_update_counter", codec.U8))
	eventRequestStruct = packed("event_request_element",
		member("token", codec.U8), member("type", codec.U8), member("response_limit", codec.U8),
		member("subelements", codec.Bytes))
	eventReportStruct = packed("event_report_element",
		member("token", codec.U8), member("type", codec.U8), member("status", codec.U8), member("report", codec.Bytes))
	diagnosticRequestStruct = packed("diagnostic_request_element",
		member("token", codec.U8), member("type", codec.U8),
		codec.Member{Name: "timeout", Kind: le16, Unit: codec.Seconds}, member("subelements", codec.Bytes))
	diagnosticReportStruct = packed("diagnostic_report_element",
		member("token", codec.U8), member("type", codec.U8), member("status", codec.U8),
		member("subelements", codec.Bytes))
	fmsDescriptorStruct = packed("fms_descriptor_element", member("counters", codec.U8), member("variable", codec.Bytes))
	fmsTokenStruct      = packed("fms_element", member("token", codec.U8), member("subelements", codec.Bytes))
	tfsRequestStruct    = packed("tfs_request_element",
		member("id", codec.U8), member("action_code", codec.U8), member("subelements", codec.Bytes))
	wnmSleepModeStruct = packed("wnm_sleep_mode_element",
		codec.Member{Name: "action_type", Kind: codec.U8, Enum: codec.NewEnum("wnm_sleep_action", "WNM_SLEEP_MODE_",
			codec.Names{"ENTER", "EXIT"})},
		member("response_status", codec.U8), member("interval", le16))
	timBroadcastStruct = packed("tim_broadcast_response_element",
		member("status", codec.U8), member("interval", codec.U8), member("offset", codec.S32),
		member("high_rate", le16), member("low_rate", le16))
	interferenceStruct = packed("collocated_interference_report_element",
		member("period", codec.U8), member("level", codec.S8), member("accuracy_index", codec.U8),
		micros("interval"), micros("burst_length"), micros("start_time"), member("center_frequency", le16),
		member("bandwidth", le16))
	usedChannelStruct  = packed("channel_usage_entry", member("operating_class", codec.U8), member("channel", codec.U8))
	channelUsageStruct = packed("channel_usage_element",
		codec.Member{Name: "mode", Kind: codec.U8, Enum: codec.NewEnum("channel_usage_mode", "CHANNEL_USAGE_",
			codec.Names{"NONINFRASTRUCTURE_IEEE80211", "OFF_CHANNEL_TDLS"})},
		codec.Member{Name: "channels", Kind: codec.Array, Elem: codec.StructOf, Struct: usedChannelStruct})
	wakeupScheduleStruct = packed("tdls_wakeup_schedule_element",
		micros("offset"), micros("interval"), micros("awake_window_slots"), micros("max_awake_window"),
		member("idle_count", le16))
	ptiControlStruct     = packed("pti_control_element", member("tid", codec.U8), member("sequence_control", le16))
	advertProtocolStruct = packed("advertisement_protocol_element",
		member("query_response_info", codec.U8), member("id", codec.U8), member("variable", codec.Bytes))
	destinationURIStruct = packed("destination_uri_element",
		member("ess_detection_interval", codec.U8), codec.Member{Name: "uri", Kind: codec.String})
	quietChannelStruct = packed("quiet_channel_element",
		member("ap_quiet_mode", codec.U8), member("count", codec.U8), member("period", codec.U8),
		member("duration", le16), member("offset", le16))
	// neighborAPInfoStruct is struct ieee80211_neighbor_ap_info (linux/ieee80211.h), the first of the report. Others
	// stand after as many octets as its tbtt_info_hdr and tbtt_info_len say.
	neighborAPInfoStruct = packed("ieee80211_neighbor_ap_info",
		member("tbtt_info_hdr", codec.U8), member("tbtt_info_len", codec.U8), member("op_class", codec.U8),
		member("channel", codec.U8), member("variable", codec.Bytes))
	filsIndicationStruct = packed("fils_indication_element", member("information", le16), member("variable", codec.Bytes))
	aidRequestStruct     = packed("aid_request_element", member("mode", codec.U8), member("variable", codec.Bytes))
	aidResponseStruct    = packed("aid_response_element",
		member("aid", le16), member("switch_count", codec.U8), member("response_interval", le16))
	twtStruct = packed("twt_element",
		member("control", codec.U8), member("req_type", le16), member("twt", le64), member("min_twt_dur", codec.U8),
		member("mantissa", le16), member("channel", codec.U8))
)
