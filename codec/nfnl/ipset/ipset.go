// Package ipset describes what NETLINK_NETFILTER carries of ip_set: sets of addresses, ports and the like, which rules
// look into (linux/netfilter/ipset/ip_set.h).
//
// Most integers are in network order and say so by NLA_F_NET_BYTEORDER; those that do not are in the host's.
package ipset

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Messages is enum ipset_cmd: the messages of the subsystem IPSET (linux/netfilter/ipset/ip_set.h). Commands that make,
// change and remove have the flags of such that make: without NLM_F_EXCL, what is there already, or is not there, is
// no error.
var Messages = codec.JoinTypes(
	setObject.Messages(codec.Rows{
		{Type: ipset + 1, Name: "IPSET_CMD_PROTOCOL", Op: codec.OpGet},
		{Type: ipset + 2, Name: "IPSET_CMD_CREATE", Op: codec.OpNew, Errnos: createErrnos},
		{Type: ipset + 3, Name: "IPSET_CMD_DESTROY", Op: codec.OpDelete, FlagsAs: codec.OpNew,
			Doc: "all sets, if it names none"},
		{Type: ipset + 4, Name: "IPSET_CMD_FLUSH", Op: codec.OpNew, Doc: "all sets, if it names none"},
		{Type: ipset + 5, Name: "IPSET_CMD_RENAME", Op: codec.OpNew, Set: renameAttrs},
		{Type: ipset + 6, Name: "IPSET_CMD_SWAP", Op: codec.OpNew, Set: renameAttrs},
		{Type: ipset + 7, Name: "IPSET_CMD_LIST", Op: codec.OpGet},
		{Type: ipset + 8, Name: "IPSET_CMD_SAVE", Op: codec.OpGet, Replies: []uint16{ipset + 7}},
		{Type: ipset + 12, Name: "IPSET_CMD_HEADER", Op: codec.OpGet},
		{Type: ipset + 13, Name: "IPSET_CMD_TYPE", Op: codec.OpGet, Set: typeAttrs},
		{Type: ipset + 14, Name: "IPSET_CMD_GET_BYNAME", Op: codec.OpGet},
		{Type: ipset + 15, Name: "IPSET_CMD_GET_BYINDEX", Op: codec.OpGet},
	}),
	entryObject.Messages(codec.Rows{
		{Type: ipset + 9, Name: "IPSET_CMD_ADD", Op: codec.OpNew},
		{Type: ipset + 10, Name: "IPSET_CMD_DEL", Op: codec.OpDelete, FlagsAs: codec.OpNew},
		{Type: ipset + 11, Name: "IPSET_CMD_TEST", Effect: codec.Reads},
	}),
)

// ipset is what the types of messages start with.
const ipset = linux.NFNL_SUBSYS_IPSET << 8

// setObject is sets (linux/netfilter/ipset/ip_set.h).
var setObject = &codec.Object{Name: "ip set", Header: linux.NfgenmsgStruct, Set: setAttrs, Errnos: setErrnos,
	Keys: []codec.Key{{Parts: []codec.Part{codec.Needs("IPSET_ATTR_SETNAME", "IPSET_ATTR_INDEX")}}}}

// entryObject is entries of sets (linux/netfilter/ipset/ip_set.h).
var entryObject = &codec.Object{Name: "ip set entry", Header: linux.NfgenmsgStruct, Set: entryAttrs,
	Errnos: entryErrnos, Keys: []codec.Key{{Parts: []codec.Part{
		codec.Needs("IPSET_ATTR_SETNAME"), addr("IP"), data("CIDR"), addr("IP_TO"), data("PROTO"), data("PORT"),
		data("PORT_TO"), data("MARK"), data("ETHER"), addr("IP2"), data("CIDR2"), addr("IP2_TO"), data("IFACE"),
		data("NAME"), {From: []string{"IPSET_ATTR_DATA/IPSET_ATTR_CADT_FLAGS"}, Mask: flagPhysdev},
	}}}}

// data is a part of the key of an entry.
func data(name string) codec.Part { return codec.By("IPSET_ATTR_DATA/IPSET_ATTR_" + name) }

// addr is a part that is an address of either family.
func addr(name string) codec.Part {
	nest := "IPSET_ATTR_DATA/IPSET_ATTR_" + name + "/IPSET_ATTR_IPADDR_"
	return codec.By(nest+"IPV4", nest+"IPV6")
}
