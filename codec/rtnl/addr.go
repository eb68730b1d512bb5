package rtnl

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// addrObject is the addresses of interfaces, and the multicast and anycast addresses that they listen to
// (linux/if_addr.h).
var addrObject = &codec.Object{Name: "address", Header: ifaddrmsgStruct, Set: addrAttrs, Keys: addrKeys}

var addrMessages = addrObject.Messages(
	wildDump(codec.NewDelGet(20, "RTM_NEWADDR", "RTM_DELADDR", "RTM_GETADDR")),
)

// addrKeys: an address of IPv4 is its own for each network of its peer, one of IPv6 is once on an interface. The others
// are multicast and anycast addresses.
var addrKeys = []codec.Key{
	{When: codec.Only("ifa_family", linux.AF_INET), Parts: slices.Concat(
		[]codec.Part{codec.Needs(".ifa_index"), codec.By("IFA_LOCAL", "IFA_ADDRESS"), codec.By("IFA_MULTICAST")},
		codec.Prefix("IFA_ADDRESS", ".ifa_prefixlen"),
	)},
	{When: codec.Only("ifa_family", linux.AF_INET6, linux.AF_PHONET, linux.AF_MCTP), Parts: []codec.Part{
		codec.Needs(".ifa_index"), codec.By(".ifa_family"), codec.By("IFA_LOCAL", "IFA_ADDRESS"),
		codec.By("IFA_MULTICAST"), codec.By("IFA_ANYCAST"),
	}},
}

// multicastMessages and anycastMessages: dumps are answered by their own types, and events are of the others.
var (
	multicastMessages = addrObject.Messages(codec.Rows{
		{Type: 56, Name: "RTM_NEWMULTICAST", Op: codec.OpNew},
		{Type: 57, Name: "RTM_DELMULTICAST", Op: codec.OpDelete},
		{Type: 58, Name: "RTM_GETMULTICAST", Op: codec.OpGet, Replies: []uint16{58}},
	})
	anycastMessages = addrObject.Messages(codec.Rows{
		{Type: 60, Name: "RTM_NEWANYCAST", Op: codec.OpNew},
		{Type: 61, Name: "RTM_DELANYCAST", Op: codec.OpDelete},
		{Type: 62, Name: "RTM_GETANYCAST", Op: codec.OpGet, Replies: []uint16{62}},
	})
)

// ifaddrmsgStruct is struct ifaddrmsg (linux/if_addr.h).
var ifaddrmsgStruct = &codec.Struct{Name: "ifaddrmsg", Members: []codec.Member{
	{Name: "ifa_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ifa_prefixlen", Kind: codec.U8},
	{Name: "ifa_flags", Kind: codec.U8, Enum: ifaFlagsEnum},
	{Name: "ifa_scope", Kind: codec.U8, Enum: rtScopeEnum},
	{Name: "ifa_index", Kind: codec.U32, Unit: codec.LinkIndex},
}}

// addrAttrs is IFA_* (linux/if_addr.h).
var addrAttrs = codec.NewSet("IFA_", codec.Attrs{
	0:  {Name: "UNSPEC", Kind: codec.Bytes, Doc: "means nothing; some programs send it"},
	1:  {Name: "ADDRESS", Kind: codec.IP, Select: addrByFamily, Doc: "the peer's address on a point-to-point link"},
	2:  {Name: "LOCAL", Kind: codec.IP, Select: addrByFamily, Doc: "the interface's own address"},
	3:  {Name: "LABEL", Kind: codec.String},
	4:  {Name: "BROADCAST", Kind: codec.IP},
	5:  {Name: "ANYCAST", Kind: codec.IP},
	6:  {Name: "CACHEINFO", Kind: codec.StructOf, Struct: ifaCacheinfoStruct},
	7:  {Name: "MULTICAST", Kind: codec.IP},
	8:  {Name: "FLAGS", Kind: codec.U32, Enum: ifaFlagsEnum, Doc: "all of the flags; ifa_flags holds the low octet"},
	9:  {Name: "RT_PRIORITY", Kind: codec.U32, Doc: "metric of the prefix route"},
	10: {Name: "TARGET_NETNSID", Kind: codec.S32},
	11: {Name: "PROTO", Kind: codec.U8, Enum: ifaProtoEnum},
	12: {Name: "MC_USERS", Kind: codec.U32},
})

// addrByFamily is the families whose addresses are one octet, not IP: AF_PHONET and AF_MCTP.
var addrByFamily = codec.ByField("ifa_family", oneOctetAddressCases)

// oneOctetAddressCases is the layout of addresses by family, where it is not IP: AF_PHONET and AF_MCTP.
var oneOctetAddressCases = codec.Cases{
	{Value: linux.AF_PHONET, Spec: codec.Of(codec.U8)},
	{Value: linux.AF_MCTP, Spec: codec.Of(codec.U8)},
}

// ifaProtoEnum is who set an address, IFAPROT_* (linux/if_addr.h).
var ifaProtoEnum = codec.NewEnum("ifa_proto", "IFAPROT_", codec.Names{
	0: "UNSPEC",
	1: "KERNEL_LO",
	2: "KERNEL_RA",
	3: "KERNEL_LL",
})

// ifaCacheinfoStruct is struct ifa_cacheinfo (linux/if_addr.h).
var ifaCacheinfoStruct = &codec.Struct{Name: "ifa_cacheinfo", Members: []codec.Member{
	{Name: "ifa_prefered", Kind: codec.U32, Unit: codec.Seconds},
	{Name: "ifa_valid", Kind: codec.U32, Unit: codec.Seconds},
	{Name: "cstamp", Kind: codec.U32, Unit: codec.ClockTicks},
	{Name: "tstamp", Kind: codec.U32, Unit: codec.ClockTicks},
}}
