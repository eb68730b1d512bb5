package protocols

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// arpLayer is ARP (RFC 826) for addresses of Ethernet and IPv4.
var arpLayer = codec.Spec{Name: "arp", Kind: codec.Nest, Struct: etherARPStruct, Doc: "address resolution (RFC 826)",
	Layer: &codec.Layer{
		If:    []codec.Where{{Member: "ar_hln", Values: []uint64{6}}, {Member: "ar_pln", Values: []uint64{4}}},
		Else:  layerARPAny,
		Total: codec.Extent{Plus: 28},
		Defaults: []codec.Default{{Member: "ar_hrd", Value: 1}, {Member: "ar_pro", Value: 0x0800},
			{Member: "ar_hln", Value: 6}, {Member: "ar_pln", Value: 4}, {Member: "ar_op", Value: 1}},
	}}

// arpHeader is struct arphdr (linux/if_arp.h).
var arpHeader = []codec.Member{
	{Name: "ar_hrd", Kind: codec.BE16, Enum: linux.ARPHRDEnum},
	{Name: "ar_pro", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	{Name: "ar_hln", Kind: codec.U8},
	{Name: "ar_pln", Kind: codec.U8},
	{Name: "ar_op", Kind: codec.BE16, Enum: arpOpEnum},
}

// etherARPStruct is struct ether_arp (netinet/if_ether.h), with the names of linux/if_arp.h.
var etherARPStruct = &codec.Struct{Name: "ether_arp", Packed: true,
	Members: append(arpHeader[:len(arpHeader):len(arpHeader)],
		codec.Member{Name: "ar_sha", Kind: codec.LLAddr, Len: 6},
		codec.Member{Name: "ar_sip", Kind: codec.IP4},
		codec.Member{Name: "ar_tha", Kind: codec.LLAddr, Len: 6},
		codec.Member{Name: "ar_tip", Kind: codec.IP4},
	)}

// arpAnyLayer is ARP for addresses of other lengths.
var arpAnyLayer = codec.Spec{Name: "arp_any", Kind: codec.Nest, Struct: arpAnyStruct,
	Doc:   "ARP of other links or networks",
	Layer: &codec.Layer{}}

var arpAnyStruct = &codec.Struct{Name: "arphdr", Packed: true, Members: arpHeader}

// arpOpEnum is ARPOP_* (linux/if_arp.h).
var arpOpEnum = codec.NewEnum("arpop", "ARPOP_", codec.Names{
	1: "REQUEST", 2: "REPLY", 3: "RREQUEST", 4: "RREPLY", 8: "InREQUEST", 9: "InREPLY", 10: "NAK",
})
