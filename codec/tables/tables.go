// Package tables puts the tables of all protocols and generic netlink families together.
package tables

import (
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/diag"
	"github.com/nlkit/nlkit/codec/genl"
	"github.com/nlkit/nlkit/codec/genl/nl80211"
	"github.com/nlkit/nlkit/codec/genl/nlctrl"
	"github.com/nlkit/nlkit/codec/genl/wireguard"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/nfnl"
	"github.com/nlkit/nlkit/codec/rtnl"
	"github.com/nlkit/nlkit/codec/xfrm"
	"github.com/nlkit/nlkit/protocols"
)

// Registry returns the registry of everything that nlkit knows. It is made once and shared.
var Registry = sync.OnceValue(func() *codec.Registry {
	netlink := append(named, rtnl.Protocol, genl.Protocol, nfnl.Protocol, diag.Protocol, xfrm.Protocol,
		fibLookup, uevent)
	r := codec.NewRegistry(append(netlink, protocols.Protocols...)...)
	r.AddFamily(nlctrl.Family, nl80211.Family, wireguard.Family)
	return r
})

// named are the protocols of linux/netlink.h that are known by name alone: their messages keep their octets.
var named = []*codec.Protocol{
	{Name: "NETLINK_UNUSED", Number: linux.NETLINK_UNUSED},
	{Name: "NETLINK_USERSOCK", Number: linux.NETLINK_USERSOCK},
	{Name: "NETLINK_FIREWALL", Number: linux.NETLINK_FIREWALL},
	{Name: "NETLINK_NFLOG", Number: linux.NETLINK_NFLOG},
	{Name: "NETLINK_SELINUX", Number: linux.NETLINK_SELINUX},
	{Name: "NETLINK_ISCSI", Number: linux.NETLINK_ISCSI},
	{Name: "NETLINK_AUDIT", Number: linux.NETLINK_AUDIT, ShortLength: true},
	{Name: "NETLINK_CONNECTOR", Number: linux.NETLINK_CONNECTOR, OwnTypes: true, Unacked: true},
	{Name: "NETLINK_IP6_FW", Number: linux.NETLINK_IP6_FW},
	{Name: "NETLINK_DNRTMSG", Number: linux.NETLINK_DNRTMSG},
	{Name: "NETLINK_SCSITRANSPORT", Number: linux.NETLINK_SCSITRANSPORT},
	{Name: "NETLINK_ECRYPTFS", Number: linux.NETLINK_ECRYPTFS},
	{Name: "NETLINK_RDMA", Number: linux.NETLINK_RDMA},
	{Name: "NETLINK_CRYPTO", Number: linux.NETLINK_CRYPTO},
	{Name: "NETLINK_SMC", Number: linux.NETLINK_SMC},
}

// uevent is NETLINK_KOBJECT_UEVENT: datagrams of strings (lib/kobject_uevent.c).
var uevent = &codec.Protocol{Name: "NETLINK_KOBJECT_UEVENT", Number: linux.NETLINK_KOBJECT_UEVENT, Headless: true}

// fibLookup is NETLINK_FIB_LOOKUP (net/ip_fib.h): the kernel sends back what it is sent, with the result filled in, and
// looks at no type.
var fibLookup = &codec.Protocol{
	Name: "NETLINK_FIB_LOOKUP", Number: linux.NETLINK_FIB_LOOKUP, Unacked: true,
	Fallback: &codec.MessageType{Header: fibResultStruct, Effect: codec.Reads},
}

// fibResultStruct is struct fib_result_nl of net/ip_fib.h.
var fibResultStruct = &codec.Struct{Name: "fib_result_nl", Members: []codec.Member{
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
