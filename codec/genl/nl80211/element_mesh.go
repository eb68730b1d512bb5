package nl80211

import "github.com/nlkit/nlkit/codec"

// Elements of mesh networks (IEEE 802.11, 9.4.2). With the flag AE there is the address of a station outside the mesh,
// which the length of the element tells.
var (
	preqTargetStruct = packed("preq_target",
		member("flags", codec.U8), station("addr"), member("sn", le32))
	preqStruct    = preqOf("preq_element")
	preqExtStruct = preqOf("preq_ext_element", station("orig_external_addr"))
	preqCases     = preqExtCases()

	prepStruct    = prepOf("prep_element")
	prepExtStruct = prepOf("prep_ext_element", station("target_external_addr"))
	prepCases     = codec.Cases{{Value: prepExtLen, Spec: codec.StructSpec(prepExtStruct)}}

	perrDestStruct = packed("perr_destination",
		member("flags", codec.U8), station("addr"), member("sn", le32),
		codec.Member{Name: "reason", Kind: le16, Enum: reasonCodeEnum})
	perrStruct = packed("perr_element",
		member("ttl", codec.U8), member("count", codec.U8),
		codec.Member{Name: "destinations", Kind: codec.Array, Elem: codec.StructOf, Struct: perrDestStruct})
	pxucStruct = packed("pxuc_element", member("pxu_id", codec.U8), station("destination"))
	gannStruct = packed("gann_element",
		member("flags", codec.U8), member("hopcount", codec.U8), member("ttl", codec.U8), station("addr"),
		member("seq", le32), member("interval", le16))

	peerMgmtStruct = packed("mesh_peering_management_element",
		codec.Member{Name: "protocol", Kind: le16, Enum: codec.NewEnum("mesh_peering_protocol", "MESH_PEERING_",
			codec.Names{"MPM", "AMPE"})},
		member("local_link_id", le16), codec.Member{Name: "peer_link_id_reason", Kind: codec.Array, Elem: le16})
	authMeshPeerStruct = packed("authenticated_mesh_peering_exchange_element",
		codec.Member{Name: "pairwise_cipher", Kind: codec.BE32, Unit: codec.Hex},
		codec.Member{Name: "local_nonce", Kind: codec.Bytes, Len: 32},
		codec.Member{Name: "peer_nonce", Kind: codec.Bytes, Len: 32}, member("key_data", codec.Bytes))
	linkMetricStruct = packed("mesh_link_metric_report_element",
		member("flags", codec.U8), member("link_metric", le32))
	congestionStruct = packed("congestion_notification_element",
		station("destination"), codec.Member{Name: "expirations", Kind: codec.Array, Elem: le16, Len: 4})
	beaconTimingInfoStruct = packed("beacon_timing_information",
		member("sta_id", codec.U8), codec.Member{Name: "tbtt", Kind: codec.Bytes, Len: 3}, member("interval", le16))
	beaconTimingStruct = packed("beacon_timing_element",
		member("report_control", codec.U8),
		codec.Member{Name: "stations", Kind: codec.Array, Elem: codec.StructOf, Struct: beaconTimingInfoStruct})

	mccaopReservationStruct = packed("mccaop_reservation",
		member("duration", codec.U8), member("periodicity", codec.U8),
		codec.Member{Name: "offset", Kind: codec.Bytes, Len: 3})
	mccaopSetupStruct = packed("mccaop_setup_request_element",
		member("reservation_id", codec.U8),
		codec.Member{Name: "reservation", Kind: codec.StructOf, Struct: mccaopReservationStruct})
	mccaopReplyStruct = packed("mccaop_setup_reply_element",
		member("reservation_id", codec.U8), member("code", codec.U8),
		codec.Member{Name: "reservation", Kind: codec.StructOf, Struct: mccaopReservationStruct})
	mccaopAdvertStruct = packed("mccaop_advertisement_element",
		member("set_sequence", codec.U8), member("set_control", codec.U8), member("reports", codec.Bytes))
	mccaopTeardownStruct = packed("mccaop_teardown_element", member("reservation_id", codec.U8), station("owner"))
	mccaopOverviewStruct = packed("mccaop_advertisement_overview_element",
		member("set_sequence", codec.U8), member("flags", codec.U8), member("access_fraction", codec.U8),
		member("access_fraction_limit", codec.U8), member("bitmap", le16))
)

// How long the elements of paths are: those of PREQ grow with each target.
const (
	preqExtLen    = 32
	preqTargetLen = 11
	preqTargets   = 20
	prepExtLen    = 37
)

// preqExtCases are the lengths of PREQ elements with that address.
func preqExtCases() (cases codec.Cases) {
	for n := range preqTargets + 1 {
		length := uint64(preqExtLen + n*preqTargetLen)
		cases = append(cases, codec.Case{Value: length, Spec: codec.StructSpec(preqExtStruct)})
	}
	return cases
}

func preqOf(name string, external ...codec.Member) *codec.Struct {
	members := []codec.Member{
		member("flags", codec.U8), member("hopcount", codec.U8), member("ttl", codec.U8), member("preq_id", le32),
		station("orig_addr"), member("orig_sn", le32),
	}
	return packed(name, append(append(members, external...), member("lifetime", le32), member("metric", le32),
		member("target_count", codec.U8),
		codec.Member{Name: "targets", Kind: codec.Array, Elem: codec.StructOf, Struct: preqTargetStruct})...)
}

func prepOf(name string, external ...codec.Member) *codec.Struct {
	members := []codec.Member{
		member("flags", codec.U8), member("hopcount", codec.U8), member("ttl", codec.U8), station("target_addr"),
		member("target_sn", le32),
	}
	return packed(name, append(append(members, external...), member("lifetime", le32), member("metric", le32),
		station("orig_addr"), member("orig_sn", le32))...)
}
