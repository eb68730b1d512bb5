package linux

import "github.com/nlkit/nlkit/codec"

// SockaddrInStruct is struct sockaddr_in (linux/in.h).
var SockaddrInStruct = &codec.Struct{Name: "sockaddr_in", Members: []codec.Member{
	{Name: "sin_family", Kind: codec.U16, Enum: FamilyEnum},
	{Name: "sin_port", Kind: codec.BE16},
	{Name: "sin_addr", Kind: codec.IP4},
	{Name: "__pad", Kind: codec.Pad, Len: 8},
}}

// SockaddrIn6Struct is struct sockaddr_in6 (linux/in6.h).
var SockaddrIn6Struct = &codec.Struct{Name: "sockaddr_in6", Members: []codec.Member{
	{Name: "sin6_family", Kind: codec.U16, Enum: FamilyEnum},
	{Name: "sin6_port", Kind: codec.BE16},
	{Name: "sin6_flowinfo", Kind: codec.BE32},
	{Name: "sin6_addr", Kind: codec.IP6},
	{Name: "sin6_scope_id", Kind: codec.U32},
}}

// SockaddrLLStruct is struct sockaddr_ll (linux/if_packet.h).
var SockaddrLLStruct = &codec.Struct{Name: "sockaddr_ll", Members: []codec.Member{
	{Name: "sll_family", Kind: codec.U16, Enum: FamilyEnum},
	{Name: "sll_protocol", Kind: codec.BE16, Enum: EtherTypeEnum},
	{Name: "sll_ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "sll_hatype", Kind: codec.U16, Enum: ARPHRDEnum},
	{Name: "sll_pkttype", Kind: codec.U8, Enum: PacketTypeEnum},
	{Name: "sll_halen", Kind: codec.U8},
	{Name: "sll_addr", Kind: codec.LLAddr, Len: 8, LenField: "sll_halen"},
}}

// PacketTypeEnum is whom a packet is for, PACKET_* (linux/if_packet.h).
var PacketTypeEnum = codec.NewEnum("packet_type", "PACKET_", codec.Names{
	0: "HOST",
	1: "BROADCAST",
	2: "MULTICAST",
	3: "OTHERHOST",
	4: "OUTGOING",
	5: "LOOPBACK",
	6: "USER",
	7: "KERNEL",
})

// SockaddrUnStruct is struct sockaddr_un (linux/un.h).
var SockaddrUnStruct = &codec.Struct{Name: "sockaddr_un", Members: []codec.Member{
	{Name: "sun_family", Kind: codec.U16, Enum: FamilyEnum},
	{Name: "sun_path", Kind: codec.String, Len: 108},
}}

// SockaddrCases is a socket address of IP by its length: struct sockaddr_in or sockaddr_in6.
var SockaddrCases = codec.Cases{
	{Value: 16, Spec: codec.StructSpec(SockaddrInStruct)},
	{Value: 28, Spec: codec.StructSpec(SockaddrIn6Struct)},
}

// InetAddrCases is what a union of struct in_addr and in6_addr holds, by the address family: union nf_inet_addr
// (linux/netfilter.h), xfrm_address_t (linux/xfrm.h).
var InetAddrCases = codec.Cases{
	{Value: AF_INET, Spec: codec.Of(codec.IP4)},
	{Value: AF_INET6, Spec: codec.Of(codec.IP6)},
}
