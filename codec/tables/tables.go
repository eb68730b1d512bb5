// Package tables puts the tables of all protocols and generic netlink families together.
package tables

import (
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/genl"
	"github.com/nlkit/nlkit/codec/genl/nl80211"
	"github.com/nlkit/nlkit/codec/genl/nlctrl"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// Registry returns the registry of everything that nlkit knows. It is made once and shared.
var Registry = sync.OnceValue(func() *codec.Registry {
	r := codec.NewRegistry(append(named, rtnl.Protocol, genl.Protocol, netfilter, fibLookup, uevent)...)
	r.AddFamily(nlctrl.Family, nl80211.Family)
	return r
})

// named are the protocols of linux/netlink.h that are known by name alone: their messages keep their octets.
var named = []*codec.Protocol{
	{Name: "NETLINK_UNUSED", Number: 1},
	{Name: "NETLINK_USERSOCK", Number: 2},
	{Name: "NETLINK_FIREWALL", Number: 3},
	{Name: "NETLINK_SOCK_DIAG", Number: 4},
	{Name: "NETLINK_NFLOG", Number: 5},
	{Name: "NETLINK_XFRM", Number: 6},
	{Name: "NETLINK_SELINUX", Number: 7},
	{Name: "NETLINK_ISCSI", Number: 8},
	{Name: "NETLINK_AUDIT", Number: 9, ShortLength: true},
	{Name: "NETLINK_CONNECTOR", Number: 11, OwnTypes: true, Unacked: true},
	{Name: "NETLINK_IP6_FW", Number: 13},
	{Name: "NETLINK_DNRTMSG", Number: 14},
	{Name: "NETLINK_SCSITRANSPORT", Number: 18},
	{Name: "NETLINK_ECRYPTFS", Number: 19},
	{Name: "NETLINK_RDMA", Number: 20},
	{Name: "NETLINK_CRYPTO", Number: 21},
	{Name: "NETLINK_SMC", Number: 22},
}

// uevent is NETLINK_KOBJECT_UEVENT: datagrams of strings (lib/kobject_uevent.c).
var uevent = &codec.Protocol{Name: "NETLINK_KOBJECT_UEVENT", Number: 15, Headless: true}

// fibLookup is NETLINK_FIB_LOOKUP (net/ip_fib.h): the kernel sends back what it is sent, with the result filled in, and
// looks at no type.
var fibLookup = &codec.Protocol{
	Name: "NETLINK_FIB_LOOKUP", Number: 10, Unacked: true, Fallback: &codec.MessageType{Header: fibResult},
}

// fibResult is struct fib_result_nl of net/ip_fib.h.
var fibResult = &codec.Struct{Name: "fib_result_nl", Members: []codec.Member{
	{Name: "fl_addr", Kind: codec.IP4},
	{Name: "fl_mark", Kind: codec.U32},
	{Name: "fl_tos", Kind: codec.U8},
	{Name: "fl_scope", Kind: codec.U8},
	{Name: "tb_id_in", Kind: codec.U8},
	{Name: "tb_id", Kind: codec.U8},
	{Name: "prefixlen", Kind: codec.U8},
	{Name: "nh_sel", Kind: codec.U8},
	{Name: "type", Kind: codec.U8},
	{Name: "scope", Kind: codec.U8},
	{Name: "err", Kind: codec.S32},
}}

// netfilter is NETLINK_NETFILTER (linux/netfilter/nfnetlink.h): every message starts with the same header, whatever its
// subsystem.
var netfilter = &codec.Protocol{
	Name:     "NETLINK_NETFILTER",
	Number:   12,
	Fallback: &codec.MessageType{Header: nfgenmsg, Set: &codec.Set{}},
	Groups: codec.Names{
		1: "NFNLGRP_CONNTRACK_NEW",
		2: "NFNLGRP_CONNTRACK_UPDATE",
		3: "NFNLGRP_CONNTRACK_DESTROY",
		4: "NFNLGRP_CONNTRACK_EXP_NEW",
		5: "NFNLGRP_CONNTRACK_EXP_UPDATE",
		6: "NFNLGRP_CONNTRACK_EXP_DESTROY",
		7: "NFNLGRP_NFTABLES",
		8: "NFNLGRP_ACCT_QUOTA",
		9: "NFNLGRP_NFTRACE",
	},
}

// nfgenmsg of linux/netfilter/nfnetlink.h.
var nfgenmsg = &codec.Struct{Name: "nfgenmsg", Members: []codec.Member{
	{Name: "nfgen_family", Kind: codec.U8, Enum: nfproto, Py: "nfgen_family"},
	{Name: "version", Kind: codec.U8},
	{Name: "res_id", Kind: codec.BE16},
}}

// nfproto is the NFPROTO_* enumeration (linux/netfilter.h).
var nfproto = codec.NewSparse("nfproto", "NFPROTO_", []codec.Value{
	{Value: 0, Name: "UNSPEC"}, {Value: 1, Name: "INET"}, {Value: 2, Name: "IPV4"}, {Value: 3, Name: "ARP"},
	{Value: 5, Name: "NETDEV"}, {Value: 7, Name: "BRIDGE"}, {Value: 10, Name: "IPV6"}, {Value: 12, Name: "DECNET"},
})
