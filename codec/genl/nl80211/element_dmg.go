package nl80211

import "github.com/nlkit/nlkit/codec"

// Elements of 60 GHz networks, and of those that span several bands (IEEE 802.11, 9.4.2).
var (
	dmgAllocationStruct = packed("dmg_allocation",
		member("control", le16), member("bf_control", le16), member("source_aid", codec.U8),
		member("destination_aid", codec.U8), micros("start"), member("block_duration", le16),
		member("blocks", codec.U8), member("block_period", le16))
	staAvailabilityInfoStruct = packed("sta_availability_info", member("aid", codec.U8), member("info", codec.U8))
	dmgCapStruct              = packed("dmg_capabilities_element",
		station("sta_address"), member("aid", codec.U8), member("sta_capability_info", le64),
		member("ap_capability_info", le16))
	dmgOperationStruct = packed("dmg_operation_element",
		member("operation_info", le16), member("ps_request_suspension_interval", codec.U8),
		member("min_bhi_duration", le16), member("broadcast_sta_info_duration", codec.U8),
		member("assoc_resp_confirm_time", codec.U8), member("min_pp_duration", codec.U8),
		member("sp_idle_timeout", codec.U8), member("max_lost_beacons", codec.U8))
	multiBandStruct = packed("multi_band_element",
		member("control", codec.U8), member("band_id", codec.U8), member("operating_class", codec.U8),
		member("channel", codec.U8), station("bssid"), member("beacon_interval", le16), member("tsf_offset", le64),
		member("connection_capability", codec.U8), member("fst_session_timeout", codec.U8),
		member("variable", codec.Bytes))
	nextPCPListStruct = packed("next_pcp_list_element",
		member("token", codec.U8), codec.Member{Name: "aids", Kind: codec.Array, Elem: codec.U8})
	pcpHandoverStruct = packed("pcp_handover_element",
		station("old_bssid"), station("new_pcp_address"), member("remaining_bi", codec.U8))
	dmgLinkMarginStruct = packed("dmg_link_margin_element",
		member("activity", codec.U8), member("mcs", codec.U8), member("link_margin", codec.S8),
		member("snr", codec.S8), member("reference_timestamp", le32))
	dmgLinkAdaptStruct = packed("dmg_link_adaptation_element",
		member("activity", codec.U8), member("reference_timestamp", le32))
	switchingStreamStruct = packed("switching_stream_element",
		member("old_band_id", codec.U8), member("new_band_id", codec.U8), member("non_qos", codec.U8),
		member("count", codec.U8), member("pairs", codec.Bytes))
	sessionTransitionStruct = packed("session_transition_element",
		member("fsts_id", le32), member("session_control", codec.U8), member("new_band_id", codec.U8),
		member("new_band_setup", codec.U8), member("old_band_id", codec.U8), member("old_band_setup", codec.U8))
)
