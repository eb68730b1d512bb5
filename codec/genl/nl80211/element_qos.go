package nl80211

import "github.com/nlkit/nlkit/codec"

// What elements say of traffic streams, and of how busy a network is (IEEE 802.11, 9.4.2).
var (
	fhParamsStruct = packed("fh_params_element",
		member("dwell_time", le16), member("hop_set", codec.U8), member("hop_pattern", codec.U8),
		member("hop_index", codec.U8))
	cfParamsStruct = packed("cf_params_element",
		member("count", codec.U8), member("period", codec.U8), member("max_duration", le16),
		member("duration_remaining", le16))
	tspecStruct = packed("tspec_element",
		codec.Member{Name: "ts_info", Kind: codec.Bytes, Len: 3}, member("nominal_msdu_size", le16),
		member("max_msdu_size", le16), micros("min_service_interval"), micros("max_service_interval"),
		micros("inactivity_interval"), micros("suspension_interval"), micros("service_start_time"),
		member("min_data_rate", le32), member("mean_data_rate", le32), member("peak_data_rate", le32),
		member("burst_size", le32), micros("delay_bound"), member("min_phy_rate", le32),
		member("surplus_bandwidth_allowance", le16), member("medium_time", le16))
	tclasStruct = packed("tclas_element",
		member("user_priority", codec.U8), member("classifier_type", codec.U8), member("classifier_mask", codec.U8),
		member("classifier_parameters", codec.Bytes))
	scheduleStruct = packed("schedule_element",
		member("schedule_info", le16), micros("service_start_time"), micros("service_interval"),
		member("specification_interval", le16))
	oldScheduleStruct = packed("schedule_duration_element", // of IEEE 802.11e
		member("schedule_info", le16), micros("service_start_time"), micros("service_interval"),
		member("max_service_duration", le16), member("specification_interval", le16))
	tclasProcessingEnum = codec.NewEnum("tclas_processing", "TCLAS_PROCESSING_", codec.Names{"ALL", "ANY", "NONE"})
	ricDataStruct       = packed("ric_data_element",
		member("rde_identifier", codec.U8), member("resource_descriptor_count", codec.U8),
		codec.Member{Name: "status", Kind: le16, Enum: statusCodeEnum})
	ricDescriptorStruct = packed("ric_descriptor_element",
		member("resource_type", codec.U8), member("variable", codec.Bytes))
	availableCapacityStruct = packed("bss_available_capacity_element",
		member("bitmask", le16), codec.Member{Name: "capacities", Kind: codec.Array, Elem: le16})
	qosTrafficCapaStruct = packed("qos_traffic_capability_element",
		member("bitmask", codec.U8), codec.Member{Name: "sta_counts", Kind: codec.Array, Elem: codec.U8})
	extendedBSSLoadStruct = packed("extended_bss_load_element",
		member("mu_mimo_sta_count", le16), member("spatial_stream_underutilization", codec.U8),
		member("secondary_20_utilization", codec.U8), member("secondary_40_utilization", codec.U8),
		member("secondary_80_utilization", codec.U8))
	scsDescriptorStruct = packed("scs_descriptor_element",
		member("scsid", codec.U8), member("request_type", codec.U8), member("variable", codec.Bytes))
)

// packed is a struct without gaps.
func packed(name string, members ...codec.Member) *codec.Struct {
	return &codec.Struct{Name: name, Packed: true, Members: members}
}

func member(name string, kind codec.Kind) codec.Member { return codec.Member{Name: name, Kind: kind} }

// micros is a member of 32 bits that counts microseconds.
func micros(name string) codec.Member {
	return codec.Member{Name: name, Kind: le32, Unit: codec.Microseconds}
}

// station is a member that is the address of a station.
func station(name string) codec.Member { return codec.Member{Name: name, Kind: codec.LLAddr, Len: 6} }
