package protocols

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// carriedByType is what frames carry, by the protocol id.
var carriedByType = []codec.Carried{
	{Value: 0x0800, Layer: layerIP4},
	{Value: 0x0806, Layer: layerARP},
	{Value: 0x8035, Layer: layerARP},
	{Value: 0x8100, Layer: layerVLAN},
	{Value: 0x86dd, Layer: layerIP6},
	{Value: 0x88a8, Layer: layerVLAN},
	{Value: 0x9100, Layer: layerVLAN},
	{Value: 0, Max: 1500, Layer: layerLLC, Length: true},
}

// ethLayer is the header of Ethernet. A type up to 1500 is the length of an IEEE 802.3 frame.
var ethLayer = codec.Spec{Name: "eth", Kind: codec.Nest, Struct: etherHeaderStruct, Doc: "Ethernet",
	Layer: &codec.Layer{Next: codec.Next{Members: []string{"ether_type"}, Cases: carriedByType}}}

// etherHeaderStruct is struct ether_header (net/ethernet.h).
var etherHeaderStruct = &codec.Struct{Name: "ether_header", Packed: true, Members: []codec.Member{
	{Name: "ether_dhost", Kind: codec.LLAddr, Len: 6},
	{Name: "ether_shost", Kind: codec.LLAddr, Len: 6},
	{Name: "ether_type", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
}}

// vlanLayer is the tag of IEEE 802.1Q and 802.1ad, after the protocol id that announces it.
var vlanLayer = codec.Spec{Name: "vlan", Kind: codec.Nest, Struct: vlanHdrStruct, Doc: "IEEE 802.1Q or 802.1ad tag",
	Layer: &codec.Layer{Next: codec.Next{Members: []string{"vlan_type"}, Cases: carriedByType}}}

// vlanHdrStruct is struct vlan_hdr (linux/if_vlan.h), with the parts of h_vlan_TCI.
var vlanHdrStruct = &codec.Struct{Name: "vlan_hdr", Packed: true, Members: []codec.Member{
	{Name: "vlan_pcp", Kind: codec.BE16, Bits: 3},
	{Name: "vlan_dei", Kind: codec.BE16, Bits: 1},
	{Name: "vlan_vid", Kind: codec.BE16, Bits: 12},
	{Name: "vlan_type", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
}}

// llcLayer is the header of IEEE 802.2 without its information.
var llcLayer = codec.Spec{Name: "llc", Kind: codec.Nest, Struct: llcStruct, Doc: "IEEE 802.2 logical link control",
	Layer: &codec.Layer{Next: codec.Next{Members: []string{"llc_dsap"}, Cases: []codec.Carried{
		{Value: 0xaa, Layer: layerSNAP},
	}}}}

// llcStruct is struct llc (net/llc.h of the BSDs).
var llcStruct = &codec.Struct{Name: "llc", Packed: true, Members: []codec.Member{
	{Name: "llc_dsap", Kind: codec.U8, Unit: codec.Hex},
	{Name: "llc_ssap", Kind: codec.U8, Unit: codec.Hex},
	{Name: "llc_control", Kind: codec.U8, Unit: codec.Hex},
}}

// snapLayer is the extension of LLC for protocol ids (RFC 1042).
var snapLayer = codec.Spec{Name: "snap", Kind: codec.Nest, Struct: snapStruct, Doc: "subnetwork access protocol",
	Layer: &codec.Layer{Next: codec.Next{Members: []string{"snap_type"}, Cases: carriedByType[:len(carriedByType)-1]}}}

var snapStruct = &codec.Struct{Name: "snap", Packed: true, Members: []codec.Member{
	{Name: "snap_oui", Kind: codec.Bytes, Len: 3},
	{Name: "snap_type", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
}}

// sllLayer is the header of LINKTYPE_LINUX_SLL.
var sllLayer = codec.Spec{Name: "sll", Kind: codec.Nest, Struct: sllHeaderStruct, Doc: "Linux cooked capture",
	Layer: &codec.Layer{Next: codec.Next{Members: []string{"sll_protocol"},
		Cases: carriedByType[:len(carriedByType)-1]}}}

// sllHeaderStruct is struct sll_header (pcap/sll.h).
var sllHeaderStruct = &codec.Struct{Name: "sll_header", Packed: true, Members: []codec.Member{
	{Name: "sll_pkttype", Kind: codec.BE16, Enum: linux.PacketTypeEnum},
	{Name: "sll_hatype", Kind: codec.BE16, Enum: linux.ARPHRDEnum},
	{Name: "sll_halen", Kind: codec.BE16},
	{Name: "sll_addr", Kind: codec.LLAddr, Len: 8, LenField: "sll_halen"},
	{Name: "sll_protocol", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
}}

// sll2Layer is the header of LINKTYPE_LINUX_SLL2.
var sll2Layer = codec.Spec{Name: "sll2", Kind: codec.Nest, Struct: sll2HeaderStruct,
	Doc: "Linux cooked capture, second version",
	Layer: &codec.Layer{Next: codec.Next{Members: []string{"sll2_protocol"},
		Cases: carriedByType[:len(carriedByType)-1]}}}

// sll2HeaderStruct is struct sll2_header (pcap/sll.h).
var sll2HeaderStruct = &codec.Struct{Name: "sll2_header", Packed: true, Members: []codec.Member{
	{Name: "sll2_protocol", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	{Name: "sll2_reserved_mbz", Kind: codec.BE16},
	{Name: "sll2_if_index", Kind: codec.BE32, Unit: codec.LinkIndex},
	{Name: "sll2_hatype", Kind: codec.BE16, Enum: linux.ARPHRDEnum},
	{Name: "sll2_pkttype", Kind: codec.U8, Enum: linux.PacketTypeEnum},
	{Name: "sll2_halen", Kind: codec.U8},
	{Name: "sll2_addr", Kind: codec.LLAddr, Len: 8, LenField: "sll2_halen"},
}}
