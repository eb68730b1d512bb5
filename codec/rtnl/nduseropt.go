package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// nduseroptObject passes on an option of an IPv6 router advertisement that concerns user space: name servers, search
// domains, captive portals, NAT64 prefixes (RFC 8106, RFC 8910, RFC 8781). nduseropt_opts_len octets of options stand
// after the header, then NDUSEROPT_SRCADDR, the router's address.
var nduseroptObject = &codec.Object{Name: "router option", Header: nduseroptmsgStruct, Set: nduseroptAttrs}

var nduseroptMessages = nduseroptObject.Messages(codec.Rows{
	{Type: 68, Name: "RTM_NEWNDUSEROPT", Op: codec.OpNew},
})

// nduseroptmsgStruct is struct nduseroptmsg (linux/rtnetlink.h).
var nduseroptmsgStruct = &codec.Struct{Name: "nduseroptmsg", Members: []codec.Member{
	{Name: "nduseropt_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "nduseropt_pad1", Kind: codec.Pad, Len: 1},
	{Name: "nduseropt_opts_len", Kind: codec.U16},
	{Name: "nduseropt_ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "nduseropt_icmp_type", Kind: codec.U8, Enum: ndiscEnum},
	{Name: "nduseropt_icmp_code", Kind: codec.U8},
	{Name: "nduseropt_pad2", Kind: codec.Pad, Len: 2},
	{Name: "nduseropt_pad3", Kind: codec.Pad, Len: 4},
	{Name: "nduseropt_opts", Kind: codec.Bytes, LenField: "nduseropt_opts_len"}, // ND options, RFC 4861 §4.6
}}

// nduseroptAttrs is the attributes of RTM_NEWNDUSEROPT, NDUSEROPT_* (linux/rtnetlink.h).
var nduseroptAttrs = codec.NewSet("NDUSEROPT_", codec.Attrs{
	1: {Name: "SRCADDR", Kind: codec.IP6},
})
