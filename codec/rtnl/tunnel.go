package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// tunnelObject is the VNI filters of VXLAN devices (linux/rtnetlink.h).
var tunnelObject = &codec.Object{Name: "vni filter", Header: tunnelMsgStruct, Set: vnifilterAttrs, Keys: tunnelKeys}

var tunnelMessages = tunnelObject.Messages(
	codec.NewDelGet(120, "RTM_NEWTUNNEL", "RTM_DELTUNNEL", "RTM_GETTUNNEL"),
)

// tunnelKeys: an entry may be for a range of VNIs, which have 24 bits.
var tunnelKeys = []codec.Key{{In: "VXLAN_VNIFILTER_ENTRY", Parts: []codec.Part{
	codec.Needs("tunnel_msg.ifindex"),
	{From: []string{"VXLAN_VNIFILTER_ENTRY_START"}, Last: "VXLAN_VNIFILTER_ENTRY_END", Most: 1<<24 - 1},
}}}

// tunnelMsgStruct is struct tunnel_msg (linux/if_link.h).
var tunnelMsgStruct = &codec.Struct{Name: "tunnel_msg", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "flags", Kind: codec.U8, Enum: tunnelFlagsEnum},
	{Name: "reserved2", Kind: codec.Pad, Len: 2},
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
}}

// tunnelFlagsEnum is TUNNEL_MSG_FLAG_* (linux/if_link.h).
var tunnelFlagsEnum = codec.NewFlags("tunnel_msg_flag", "TUNNEL_MSG_FLAG_", []codec.Value{
	{Value: 0x1, Name: "STATS"},
})

// vnifilterAttrs is VXLAN_VNIFILTER_* (linux/if_link.h).
var vnifilterAttrs = codec.NewSet("VXLAN_VNIFILTER_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: vnifilterEntryAttrs},
})

// vnifilterEntryAttrs is VXLAN_VNIFILTER_ENTRY_* (linux/if_link.h).
var vnifilterEntryAttrs = codec.NewSet("VXLAN_VNIFILTER_ENTRY_", codec.Attrs{
	1: {Name: "START", Kind: codec.U32, Doc: "the VNI, or the first of a range"},
	2: {Name: "END", Kind: codec.U32, Doc: "the last VNI of a range"},
	3: {Name: "GROUP", Kind: codec.IP4},
	4: {Name: "GROUP6", Kind: codec.IP6},
	5: {Name: "STATS", Kind: codec.Nest, Set: vnifilterStatsAttrs},
})

// vnifilterStatsAttrs is VNIFILTER_ENTRY_STATS_* (linux/if_link.h).
var vnifilterStatsAttrs = codec.NewSet("VNIFILTER_ENTRY_STATS_", codec.Attrs{
	1: {Name: "RX_BYTES", Kind: codec.U64},
	2: {Name: "RX_PKTS", Kind: codec.U64},
	3: {Name: "RX_DROPS", Kind: codec.U64},
	4: {Name: "RX_ERRORS", Kind: codec.U64},
	5: {Name: "TX_BYTES", Kind: codec.U64},
	6: {Name: "TX_PKTS", Kind: codec.U64},
	7: {Name: "TX_DROPS", Kind: codec.U64},
	8: {Name: "TX_ERRORS", Kind: codec.U64},
	9: {Name: "PAD", Kind: codec.Pad},
})
