package diag

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// packetObject is sockets of AF_PACKET (linux/packet_diag.h).
var packetObject = socket("packet socket", packetMsgStruct, packetAttrs, "pdiag_cookie")

var packetForms = simple(packetObject, packetReqStruct, "pdiag_family", linux.AF_PACKET)

// packetReqStruct is struct packet_diag_req (linux/packet_diag.h).
var packetReqStruct = &codec.Struct{Name: "packet_diag_req", Packed: true, Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "pdiag_ino", Kind: codec.U32},
	{Name: "pdiag_show", Kind: codec.U32, Enum: packetShowEnum},
	cookie("pdiag_cookie"),
}}

// packetShowEnum is what a request wants to know, PACKET_SHOW_* (linux/packet_diag.h).
var packetShowEnum = codec.NewFlags("packet_show", "PACKET_SHOW_", []codec.Value{
	{Value: 0x1, Name: "INFO"},
	{Value: 0x2, Name: "MCLIST"},
	{Value: 0x4, Name: "RING_CFG"},
	{Value: 0x8, Name: "FANOUT"},
	{Value: 0x10, Name: "MEMINFO"},
	{Value: 0x20, Name: "FILTER"},
})

// packetMsgStruct is struct packet_diag_msg; the protocol is in host order there (linux/packet_diag.h).
var packetMsgStruct = &codec.Struct{Name: "packet_diag_msg", Packed: true, Members: []codec.Member{
	{Name: "pdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "pdiag_type", Kind: codec.U8, Enum: sockTypeEnum},
	{Name: "pdiag_num", Kind: codec.U16, Enum: linux.EtherTypeEnum},
	{Name: "pdiag_ino", Kind: codec.U32},
	cookie("pdiag_cookie"),
}}

// packetAttrs is PACKET_DIAG_* (linux/packet_diag.h).
var packetAttrs = codec.NewSet("PACKET_DIAG_", codec.Attrs{
	0: {Name: "INFO", Kind: codec.StructOf, Struct: packetInfoStruct},
	1: {Name: "MCLIST", Kind: codec.Array, Elem: codec.StructSpec(packetMclistStruct)},
	2: {Name: "RX_RING", Kind: codec.StructOf, Struct: packetRingStruct},
	3: {Name: "TX_RING", Kind: codec.StructOf, Struct: packetRingStruct},
	4: {Name: "FANOUT", Kind: codec.U32, Parts: fanoutParts},
	5: {Name: "UID", Kind: codec.U32},
	6: skMeminfoSpec("MEMINFO"),
	7: {Name: "FILTER", Kind: codec.Array, Elem: codec.StructSpec(linux.SockFilterStruct)},
})

// packetInfoStruct is struct packet_diag_info (linux/packet_diag.h).
var packetInfoStruct = &codec.Struct{Name: "packet_diag_info", Members: []codec.Member{
	{Name: "pdi_index", Kind: codec.U32, Unit: codec.LinkIndex},
	{Name: "pdi_version", Kind: codec.U32, Enum: tpacketVersionsEnum},
	{Name: "pdi_reserve", Kind: codec.U32},
	{Name: "pdi_copy_thresh", Kind: codec.U32},
	{Name: "pdi_tstamp", Kind: codec.U32, Enum: timestampingEnum},
	{Name: "pdi_flags", Kind: codec.U32, Enum: packetInfoFlagsEnum},
}}

// tpacketVersionsEnum is enum tpacket_versions (linux/if_packet.h).
var tpacketVersionsEnum = codec.NewEnum("tpacket_versions", "TPACKET_", codec.Names{
	0: "V1",
	1: "V2",
	2: "V3",
})

// timestampingEnum is the SOF_TIMESTAMPING_* that PACKET_TIMESTAMP takes (linux/net_tstamp.h).
var timestampingEnum = codec.NewFlags("sof_timestamping", "SOF_TIMESTAMPING_", []codec.Value{
	{Value: 0x8, Name: "RX_SOFTWARE"},
	{Value: 0x10, Name: "SOFTWARE"},
	{Value: 0x20, Name: "SYS_HARDWARE"},
	{Value: 0x40, Name: "RAW_HARDWARE"},
})

// packetInfoFlagsEnum is PDI_* (linux/packet_diag.h).
var packetInfoFlagsEnum = codec.NewFlags("pdi_flags", "PDI_", []codec.Value{
	{Value: 0x1, Name: "RUNNING"},
	{Value: 0x2, Name: "AUXDATA"},
	{Value: 0x4, Name: "ORIGDEV"},
	{Value: 0x8, Name: "VNETHDR"},
	{Value: 0x10, Name: "LOSS"},
})

// packetMclistStruct is struct packet_diag_mclist; pdmc_alen octets of the address count (linux/packet_diag.h).
var packetMclistStruct = &codec.Struct{Name: "packet_diag_mclist", Members: []codec.Member{
	{Name: "pdmc_index", Kind: codec.U32, Unit: codec.LinkIndex},
	{Name: "pdmc_count", Kind: codec.U32},
	{Name: "pdmc_type", Kind: codec.U16, Enum: packetMrEnum},
	{Name: "pdmc_alen", Kind: codec.U16},
	{Name: "pdmc_addr", Kind: codec.LLAddr, Len: 32, LenField: "pdmc_alen"},
}}

// packetMrEnum is PACKET_MR_* (linux/if_packet.h).
var packetMrEnum = codec.NewEnum("packet_mr", "PACKET_MR_", codec.Names{
	0: "MULTICAST",
	1: "PROMISC",
	2: "ALLMULTI",
	3: "UNICAST",
})

// packetRingStruct is struct packet_diag_ring (linux/packet_diag.h).
var packetRingStruct = &codec.Struct{Name: "packet_diag_ring", Members: []codec.Member{
	{Name: "pdr_block_size", Kind: codec.U32},
	{Name: "pdr_block_nr", Kind: codec.U32},
	{Name: "pdr_frame_size", Kind: codec.U32},
	{Name: "pdr_frame_nr", Kind: codec.U32},
	{Name: "pdr_retire_tmo", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "pdr_sizeof_priv", Kind: codec.U32},
	{Name: "pdr_features", Kind: codec.U32},
}}

// fanoutParts is what PACKET_DIAG_FANOUT has in one number; of the flags, PACKET_FANOUT_FLAG_*, the upper octet.
var fanoutParts = &codec.Struct{Name: "packet_fanout", Word: codec.U32, Members: []codec.Member{
	{Name: "id", Kind: codec.U16},
	{Name: "type", Kind: codec.U8, Enum: fanoutEnum},
	{Name: "flags", Kind: codec.U8, Enum: fanoutFlagsEnum},
}}

// fanoutEnum is how a group shares packets, PACKET_FANOUT_* (linux/if_packet.h).
var fanoutEnum = codec.NewEnum("packet_fanout", "PACKET_FANOUT_", codec.Names{
	0: "HASH",
	1: "LB",
	2: "CPU",
	3: "ROLLOVER",
	4: "RND",
	5: "QM",
	6: "CBPF",
	7: "EBPF",
})

// fanoutFlagsEnum is the upper octets of PACKET_FANOUT_FLAG_* (linux/if_packet.h).
var fanoutFlagsEnum = codec.NewFlags("packet_fanout_flags", "fanout_", []codec.Value{
	{Value: 0x10, Name: "rollover"},
	{Value: 0x20, Name: "uniqueid"},
	{Value: 0x40, Name: "ignore_outgoing"},
	{Value: 0x80, Name: "defrag"},
})
