package diag

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// xdpObject is sockets of AF_XDP (linux/xdp_diag.h).
var xdpObject = socket("xdp socket", xdpMsgStruct, xdpAttrs, "xdiag_cookie")

var xdpForms = simple(xdpObject, xdpReqStruct, "xdiag_family", linux.AF_XDP)

// xdpReqStruct is struct xdp_diag_req (linux/xdp_diag.h).
var xdpReqStruct = &codec.Struct{Name: "xdp_diag_req", Packed: true, Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "xdiag_ino", Kind: codec.U32},
	{Name: "xdiag_show", Kind: codec.U32, Enum: xdpShowEnum},
	cookie("xdiag_cookie"),
}}

// xdpShowEnum is what a request wants to know, XDP_SHOW_* (linux/xdp_diag.h).
var xdpShowEnum = codec.NewFlags("xdp_show", "XDP_SHOW_", []codec.Value{
	{Value: 0x1, Name: "INFO"},
	{Value: 0x2, Name: "RING_CFG"},
	{Value: 0x4, Name: "UMEM"},
	{Value: 0x8, Name: "MEMINFO"},
	{Value: 0x10, Name: "STATS"},
})

// xdpMsgStruct is struct xdp_diag_msg (linux/xdp_diag.h).
var xdpMsgStruct = &codec.Struct{Name: "xdp_diag_msg", Packed: true, Members: []codec.Member{
	{Name: "xdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "xdiag_type", Kind: codec.U8, Enum: sockTypeEnum},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "xdiag_ino", Kind: codec.U32},
	cookie("xdiag_cookie"),
}}

// xdpAttrs is XDP_DIAG_* (linux/xdp_diag.h).
var xdpAttrs = codec.NewSet("XDP_DIAG_", codec.Attrs{
	1: {Name: "INFO", Kind: codec.StructOf, Struct: xdpInfoStruct},
	2: {Name: "UID", Kind: codec.U32},
	3: {Name: "RX_RING", Kind: codec.StructOf, Struct: xdpRingStruct},
	4: {Name: "TX_RING", Kind: codec.StructOf, Struct: xdpRingStruct},
	5: {Name: "UMEM", Kind: codec.StructOf, Struct: xdpUmemStruct},
	6: {Name: "UMEM_FILL_RING", Kind: codec.StructOf, Struct: xdpRingStruct},
	7: {Name: "UMEM_COMPLETION_RING", Kind: codec.StructOf, Struct: xdpRingStruct},
	8: skMeminfoSpec("MEMINFO"),
	9: {Name: "STATS", Kind: codec.StructOf, Struct: xdpStatsStruct},
})

// xdpInfoStruct is struct xdp_diag_info (linux/xdp_diag.h).
var xdpInfoStruct = &codec.Struct{Name: "xdp_diag_info", Members: []codec.Member{
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
	{Name: "queue_id", Kind: codec.U32},
}}

// xdpRingStruct is struct xdp_diag_ring (linux/xdp_diag.h).
var xdpRingStruct = &codec.Struct{Name: "xdp_diag_ring", Members: []codec.Member{
	{Name: "entries", Kind: codec.U32},
}}

// xdpUmemStruct is struct xdp_diag_umem (linux/xdp_diag.h).
var xdpUmemStruct = &codec.Struct{Name: "xdp_diag_umem", Members: []codec.Member{
	{Name: "size", Kind: codec.U64},
	{Name: "id", Kind: codec.U32},
	{Name: "num_pages", Kind: codec.U32},
	{Name: "chunk_size", Kind: codec.U32},
	{Name: "headroom", Kind: codec.U32},
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
	{Name: "queue_id", Kind: codec.U32},
	{Name: "flags", Kind: codec.U32, Enum: xdpUmemFlagsEnum},
	{Name: "refs", Kind: codec.U32},
}}

// xdpUmemFlagsEnum is XDP_DU_F_* (linux/xdp_diag.h).
var xdpUmemFlagsEnum = codec.NewFlags("xdp_du_f", "XDP_DU_F_", []codec.Value{
	{Value: 0x1, Name: "ZEROCOPY"},
})

// xdpStatsStruct is struct xdp_diag_stats (linux/xdp_diag.h).
var xdpStatsStruct = &codec.Struct{Name: "xdp_diag_stats", Members: []codec.Member{
	{Name: "n_rx_dropped", Kind: codec.U64},
	{Name: "n_rx_invalid", Kind: codec.U64},
	{Name: "n_rx_full", Kind: codec.U64},
	{Name: "n_fill_ring_empty", Kind: codec.U64},
	{Name: "n_tx_invalid", Kind: codec.U64},
	{Name: "n_tx_ring_empty", Kind: codec.U64},
}}
