package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// linkStatsStruct is struct rtnl_link_stats (linux/if_link.h).
var linkStatsStruct = &codec.Struct{Name: "rtnl_link_stats", Members: []codec.Member{
	{Name: "rx_packets", Kind: codec.U32},
	{Name: "tx_packets", Kind: codec.U32},
	{Name: "rx_bytes", Kind: codec.U32},
	{Name: "tx_bytes", Kind: codec.U32},
	{Name: "rx_errors", Kind: codec.U32},
	{Name: "tx_errors", Kind: codec.U32},
	{Name: "rx_dropped", Kind: codec.U32},
	{Name: "tx_dropped", Kind: codec.U32},
	{Name: "multicast", Kind: codec.U32},
	{Name: "collisions", Kind: codec.U32},
	{Name: "rx_length_errors", Kind: codec.U32},
	{Name: "rx_over_errors", Kind: codec.U32},
	{Name: "rx_crc_errors", Kind: codec.U32},
	{Name: "rx_frame_errors", Kind: codec.U32},
	{Name: "rx_fifo_errors", Kind: codec.U32},
	{Name: "rx_missed_errors", Kind: codec.U32},
	{Name: "tx_aborted_errors", Kind: codec.U32},
	{Name: "tx_carrier_errors", Kind: codec.U32},
	{Name: "tx_fifo_errors", Kind: codec.U32},
	{Name: "tx_heartbeat_errors", Kind: codec.U32},
	{Name: "tx_window_errors", Kind: codec.U32},
	{Name: "rx_compressed", Kind: codec.U32},
	{Name: "tx_compressed", Kind: codec.U32},
	{Name: "rx_nohandler", Kind: codec.U32},
}}

// linkStats64Struct is struct rtnl_link_stats64 (linux/if_link.h).
var linkStats64Struct = &codec.Struct{Name: "rtnl_link_stats64", Members: []codec.Member{
	{Name: "rx_packets", Kind: codec.U64},
	{Name: "tx_packets", Kind: codec.U64},
	{Name: "rx_bytes", Kind: codec.U64},
	{Name: "tx_bytes", Kind: codec.U64},
	{Name: "rx_errors", Kind: codec.U64},
	{Name: "tx_errors", Kind: codec.U64},
	{Name: "rx_dropped", Kind: codec.U64},
	{Name: "tx_dropped", Kind: codec.U64},
	{Name: "multicast", Kind: codec.U64},
	{Name: "collisions", Kind: codec.U64},
	{Name: "rx_length_errors", Kind: codec.U64},
	{Name: "rx_over_errors", Kind: codec.U64},
	{Name: "rx_crc_errors", Kind: codec.U64},
	{Name: "rx_frame_errors", Kind: codec.U64},
	{Name: "rx_fifo_errors", Kind: codec.U64},
	{Name: "rx_missed_errors", Kind: codec.U64},
	{Name: "tx_aborted_errors", Kind: codec.U64},
	{Name: "tx_carrier_errors", Kind: codec.U64},
	{Name: "tx_fifo_errors", Kind: codec.U64},
	{Name: "tx_heartbeat_errors", Kind: codec.U64},
	{Name: "tx_window_errors", Kind: codec.U64},
	{Name: "rx_compressed", Kind: codec.U64},
	{Name: "tx_compressed", Kind: codec.U64},
	{Name: "rx_nohandler", Kind: codec.U64},
	{Name: "rx_otherhost_dropped", Kind: codec.U64},
}}

// hwStats64Struct is struct rtnl_hw_stats64 (linux/if_link.h).
var hwStats64Struct = &codec.Struct{Name: "rtnl_hw_stats64", Members: []codec.Member{
	{Name: "rx_packets", Kind: codec.U64},
	{Name: "tx_packets", Kind: codec.U64},
	{Name: "rx_bytes", Kind: codec.U64},
	{Name: "tx_bytes", Kind: codec.U64},
	{Name: "rx_errors", Kind: codec.U64},
	{Name: "tx_errors", Kind: codec.U64},
	{Name: "rx_dropped", Kind: codec.U64},
	{Name: "tx_dropped", Kind: codec.U64},
	{Name: "multicast", Kind: codec.U64},
}}

// ifStatsMsgStruct is struct if_stats_msg (linux/if_link.h).
var ifStatsMsgStruct = &codec.Struct{Name: "if_stats_msg", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "pad1", Kind: codec.Pad, Len: 1},
	{Name: "pad2", Kind: codec.Pad, Len: 2},
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
	{Name: "filter_mask", Kind: codec.U32, Enum: statsFilterEnum},
}}

// statsFilterEnum is IFLA_STATS_FILTER_BIT() of the IFLA_STATS_* numbers (linux/if_link.h).
var statsFilterEnum = codec.NewFlags("ifla_stats_filter", "IFLA_STATS_", []codec.Value{
	{Value: 0x1, Name: "LINK_64"},
	{Value: 0x2, Name: "LINK_XSTATS"},
	{Value: 0x4, Name: "LINK_XSTATS_SLAVE"},
	{Value: 0x8, Name: "LINK_OFFLOAD_XSTATS"},
	{Value: 0x10, Name: "AF_SPEC"},
})

// statsAttrs is IFLA_STATS_* of RTM_NEWSTATS; UNSPEC aligns the 64-bit values (linux/if_link.h).
var statsAttrs = codec.NewSet("IFLA_STATS_", codec.Attrs{
	0: {Name: "UNSPEC", Kind: codec.Pad},
	1: {Name: "LINK_64", Kind: codec.StructOf, Struct: linkStats64Struct},
	2: {Name: "LINK_XSTATS", Kind: codec.Nest, Set: linkXstatsAttrs},
	3: {Name: "LINK_XSTATS_SLAVE", Kind: codec.Nest, Set: linkXstatsAttrs},
	4: {Name: "LINK_OFFLOAD_XSTATS", Kind: codec.Nest, Set: offloadXstatsAttrs},
	5: {Name: "AF_SPEC", Kind: codec.Nest, Set: statsAfSpecAttrs},
})

// statsRequestAttrs is IFLA_STATS_GET_FILTERS and the settings of RTM_SETSTATS (linux/if_link.h).
var statsRequestAttrs = codec.NewSet("IFLA_STATS_", codec.Attrs{
	1: {Name: "GET_FILTERS", Kind: codec.Nest, Set: statsFilterAttrs},
	2: {Name: "SET_OFFLOAD_XSTATS_L3_STATS", Kind: codec.Bool},
})

// statsFilterAttrs is IFLA_STATS_* in IFLA_STATS_GET_FILTERS: which members of each group to get (linux/if_link.h).
var statsFilterAttrs = codec.NewSet("IFLA_STATS_", codec.Attrs{
	1: {Name: "LINK_64", Kind: codec.U32},
	2: {Name: "LINK_XSTATS", Kind: codec.U32},
	3: {Name: "LINK_XSTATS_SLAVE", Kind: codec.U32},
	4: {Name: "LINK_OFFLOAD_XSTATS", Kind: codec.U32, Enum: offloadFilterEnum},
	5: {Name: "AF_SPEC", Kind: codec.U32},
})

// offloadFilterEnum is IFLA_STATS_FILTER_BIT() of the IFLA_OFFLOAD_XSTATS_* numbers (linux/if_link.h).
var offloadFilterEnum = codec.NewFlags("ifla_offload_xstats_filter", "IFLA_OFFLOAD_XSTATS_", []codec.Value{
	{Value: 0x1, Name: "CPU_HIT"},
	{Value: 0x2, Name: "HW_S_INFO"},
	{Value: 0x4, Name: "L3_STATS"},
})

// linkXstatsAttrs is LINK_XSTATS_TYPE_* (linux/if_link.h).
var linkXstatsAttrs = codec.NewSet("LINK_XSTATS_TYPE_", codec.Attrs{
	1: {Name: "BRIDGE", Kind: codec.Nest, Set: bridgeXstatsAttrs},
	2: {Name: "BOND", Kind: codec.Nest, Set: bondXstatsAttrs},
})

// offloadXstatsAttrs is IFLA_OFFLOAD_XSTATS_*; UNSPEC aligns the 64-bit values (linux/if_link.h).
var offloadXstatsAttrs = codec.NewSet("IFLA_OFFLOAD_XSTATS_", codec.Attrs{
	0: {Name: "UNSPEC", Kind: codec.Pad},
	1: {Name: "CPU_HIT", Kind: codec.StructOf, Struct: linkStats64Struct},
	2: {Name: "HW_S_INFO", Kind: codec.NestArray, Elem: codec.NestOf(hwStatsInfoAttrs), Index: offloadXstatsEnum},
	3: {Name: "L3_STATS", Kind: codec.StructOf, Struct: hwStats64Struct},
})

// offloadXstatsEnum is IFLA_OFFLOAD_XSTATS_* as an index (linux/if_link.h).
var offloadXstatsEnum = codec.NewEnum("ifla_offload_xstats", "IFLA_OFFLOAD_XSTATS_", codec.Names{
	0: "UNSPEC",
	1: "CPU_HIT",
	2: "HW_S_INFO",
	3: "L3_STATS",
})

// hwStatsInfoAttrs is IFLA_OFFLOAD_XSTATS_HW_S_INFO_* (linux/if_link.h).
var hwStatsInfoAttrs = codec.NewSet("IFLA_OFFLOAD_XSTATS_HW_S_INFO_", codec.Attrs{
	1: {Name: "REQUEST", Kind: codec.Bool},
	2: {Name: "USED", Kind: codec.Bool},
})

// statsAfSpecAttrs is IFLA_STATS_AF_SPEC: address families (linux/if_link.h).
var statsAfSpecAttrs = codec.NewSet("AF_", codec.Attrs{
	linux.AF_MPLS: {Name: "MPLS", Kind: codec.Nest, Set: mplsStatsAttrs},
})

// mplsStatsAttrs is MPLS_STATS_*; UNSPEC aligns the 64-bit values (linux/mpls.h).
var mplsStatsAttrs = codec.NewSet("MPLS_STATS_", codec.Attrs{
	0: {Name: "UNSPEC", Kind: codec.Pad},
	1: {Name: "LINK", Kind: codec.StructOf, Struct: mplsLinkStatsStruct},
})

// mplsLinkStatsStruct is struct mpls_link_stats (linux/mpls.h).
var mplsLinkStatsStruct = &codec.Struct{Name: "mpls_link_stats", Members: []codec.Member{
	{Name: "rx_packets", Kind: codec.U64},
	{Name: "tx_packets", Kind: codec.U64},
	{Name: "rx_bytes", Kind: codec.U64},
	{Name: "tx_bytes", Kind: codec.U64},
	{Name: "rx_errors", Kind: codec.U64},
	{Name: "tx_errors", Kind: codec.U64},
	{Name: "rx_dropped", Kind: codec.U64},
	{Name: "tx_dropped", Kind: codec.U64},
	{Name: "rx_noroute", Kind: codec.U64},
}}

// bridgeXstatsAttrs is BRIDGE_XSTATS_* (linux/if_bridge.h).
var bridgeXstatsAttrs = codec.NewSet("BRIDGE_XSTATS_", codec.Attrs{
	1: {Name: "VLAN", Kind: codec.StructOf, Struct: bridgeVlanXstatsStruct},
	2: {Name: "MCAST", Kind: codec.StructOf, Struct: brMcastStatsStruct},
	3: {Name: "PAD", Kind: codec.Pad},
	4: {Name: "STP", Kind: codec.StructOf, Struct: bridgeStpXstatsStruct},
})

// bridgeVlanXstatsStruct is struct bridge_vlan_xstats (linux/if_bridge.h).
var bridgeVlanXstatsStruct = &codec.Struct{Name: "bridge_vlan_xstats", Members: []codec.Member{
	{Name: "rx_bytes", Kind: codec.U64},
	{Name: "rx_packets", Kind: codec.U64},
	{Name: "tx_bytes", Kind: codec.U64},
	{Name: "tx_packets", Kind: codec.U64},
	{Name: "vid", Kind: codec.U16},
	{Name: "flags", Kind: codec.U16, Enum: bridgeVlanFlagsEnum},
	{Name: "pad2", Kind: codec.Pad, Len: 4},
}}

// brMcastStatsStruct is struct br_mcast_stats; each pair counts received, then sent (linux/if_bridge.h).
var brMcastStatsStruct = &codec.Struct{Name: "br_mcast_stats", Members: []codec.Member{
	{Name: "igmp_v1queries", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "igmp_v2queries", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "igmp_v3queries", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "igmp_leaves", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "igmp_v1reports", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "igmp_v2reports", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "igmp_v3reports", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "igmp_parse_errors", Kind: codec.U64},
	{Name: "mld_v1queries", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "mld_v2queries", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "mld_leaves", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "mld_v1reports", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "mld_v2reports", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "mld_parse_errors", Kind: codec.U64},
	{Name: "mcast_bytes", Kind: codec.Array, Elem: codec.U64, Len: 2},
	{Name: "mcast_packets", Kind: codec.Array, Elem: codec.U64, Len: 2},
}}

// bridgeStpXstatsStruct is struct bridge_stp_xstats (linux/if_bridge.h).
var bridgeStpXstatsStruct = &codec.Struct{Name: "bridge_stp_xstats", Members: []codec.Member{
	{Name: "transition_blk", Kind: codec.U64},
	{Name: "transition_fwd", Kind: codec.U64},
	{Name: "rx_bpdu", Kind: codec.U64},
	{Name: "tx_bpdu", Kind: codec.U64},
	{Name: "rx_tcn", Kind: codec.U64},
	{Name: "tx_tcn", Kind: codec.U64},
}}

// bondXstatsAttrs is BOND_XSTATS_* (linux/if_bonding.h).
var bondXstatsAttrs = codec.NewSet("BOND_XSTATS_", codec.Attrs{
	1: {Name: "3AD", Kind: codec.Nest, Set: bond3adStatAttrs},
})

// bond3adStatAttrs is BOND_3AD_STAT_* (linux/if_bonding.h).
var bond3adStatAttrs = codec.NewSet("BOND_3AD_STAT_", codec.Attrs{
	0: {Name: "LACPDU_RX", Kind: codec.U64},
	1: {Name: "LACPDU_TX", Kind: codec.U64},
	2: {Name: "LACPDU_UNKNOWN_RX", Kind: codec.U64},
	3: {Name: "LACPDU_ILLEGAL_RX", Kind: codec.U64},
	4: {Name: "MARKER_RX", Kind: codec.U64},
	5: {Name: "MARKER_TX", Kind: codec.U64},
	6: {Name: "MARKER_RESP_RX", Kind: codec.U64},
	7: {Name: "MARKER_RESP_TX", Kind: codec.U64},
	8: {Name: "MARKER_UNKNOWN_RX", Kind: codec.U64},
	9: {Name: "PAD", Kind: codec.Pad},
})

// statsObject is statistics of links (linux/rtnetlink.h).
var statsObject = &codec.Object{Name: "link statistics", Header: ifStatsMsgStruct, Set: statsAttrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs(".ifindex")}},
}}

var statsMessages = statsObject.Messages(codec.Rows{
	{Type: 92, Name: "RTM_NEWSTATS"},
	{Type: 94, Name: "RTM_GETSTATS", Op: codec.OpGet, Set: statsRequestAttrs, Replies: []uint16{92}},
	{Type: 95, Name: "RTM_SETSTATS", Op: codec.OpNew, Set: statsRequestAttrs},
})
