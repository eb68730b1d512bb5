package diag

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// netlinkObject is sockets of AF_NETLINK (linux/netlink_diag.h).
var netlinkObject = socket("netlink socket", netlinkMsgStruct, netlinkAttrs, "ndiag_cookie")

var netlinkForms = simple(netlinkObject, netlinkReqStruct, "ndiag_family", linux.AF_NETLINK)

// netlinkReqStruct is struct netlink_diag_req (linux/netlink_diag.h).
var netlinkReqStruct = &codec.Struct{Name: "netlink_diag_req", Packed: true, Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8, Enum: netlinkProtocolEnum},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "ndiag_ino", Kind: codec.U32},
	{Name: "ndiag_show", Kind: codec.U32, Enum: netlinkShowEnum},
	cookie("ndiag_cookie"),
}}

// netlinkProtocolEnum is NETLINK_* and NDIAG_PROTO_ALL (linux/netlink.h, linux/netlink_diag.h).
var netlinkProtocolEnum = &codec.Enum{Name: "ndiag_protocol", Prefix: "NETLINK_", Names: linux.ProtocolEnum.Names,
	Others: []codec.Value{{Value: 255, Name: "NDIAG_PROTO_ALL"}}}

// netlinkShowEnum is what a request wants to know, NDIAG_SHOW_* (linux/netlink_diag.h).
var netlinkShowEnum = codec.NewFlags("ndiag_show", "NDIAG_SHOW_", []codec.Value{
	{Value: 0x1, Name: "MEMINFO"},
	{Value: 0x2, Name: "GROUPS"},
	{Value: 0x4, Name: "RING_CFG"},
	{Value: 0x8, Name: "FLAGS"},
})

// netlinkMsgStruct is struct netlink_diag_msg (linux/netlink_diag.h).
var netlinkMsgStruct = &codec.Struct{Name: "netlink_diag_msg", Packed: true, Members: []codec.Member{
	{Name: "ndiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ndiag_type", Kind: codec.U8, Enum: sockTypeEnum},
	{Name: "ndiag_protocol", Kind: codec.U8, Enum: linux.ProtocolEnum},
	{Name: "ndiag_state", Kind: codec.U8, Enum: netlinkStateEnum},
	{Name: "ndiag_portid", Kind: codec.U32},
	{Name: "ndiag_dst_portid", Kind: codec.U32},
	{Name: "ndiag_dst_group", Kind: codec.U32},
	{Name: "ndiag_ino", Kind: codec.U32},
	cookie("ndiag_cookie"),
}}

// netlinkStateEnum is NETLINK_UNCONNECTED and NETLINK_CONNECTED (linux/netlink.h).
var netlinkStateEnum = codec.NewEnum("netlink_state", "NETLINK_", codec.Names{
	0: "UNCONNECTED",
	1: "CONNECTED",
})

// netlinkAttrs is NETLINK_DIAG_* (linux/netlink_diag.h).
var netlinkAttrs = codec.NewSet("NETLINK_DIAG_", codec.Attrs{
	0: skMeminfoSpec("MEMINFO"),
	1: {Name: "GROUPS", Kind: codec.Array, Elem: &codec.Spec{Kind: codec.U32, Unit: codec.Hex},
		Doc: "bit 0 of the first word is group 1"},
	2: {Name: "RX_RING", Kind: codec.StructOf, Struct: netlinkRingStruct},
	3: {Name: "TX_RING", Kind: codec.StructOf, Struct: netlinkRingStruct},
	4: {Name: "FLAGS", Kind: codec.U32, Enum: netlinkFlagsEnum},
})

// netlinkRingStruct is struct netlink_diag_ring (linux/netlink_diag.h).
var netlinkRingStruct = &codec.Struct{Name: "netlink_diag_ring", Members: []codec.Member{
	{Name: "ndr_block_size", Kind: codec.U32},
	{Name: "ndr_block_nr", Kind: codec.U32},
	{Name: "ndr_frame_size", Kind: codec.U32},
	{Name: "ndr_frame_nr", Kind: codec.U32},
}}

// netlinkFlagsEnum is NDIAG_FLAG_* (linux/netlink_diag.h).
var netlinkFlagsEnum = codec.NewFlags("ndiag_flag", "NDIAG_FLAG_", []codec.Value{
	{Value: 0x1, Name: "CB_RUNNING"},
	{Value: 0x2, Name: "PKTINFO"},
	{Value: 0x4, Name: "BROADCAST_ERROR"},
	{Value: 0x8, Name: "NO_ENOBUFS"},
	{Value: 0x10, Name: "LISTEN_ALL_NSID"},
	{Value: 0x20, Name: "CAP_ACK"},
})
