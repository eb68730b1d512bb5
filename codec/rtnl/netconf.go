package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// netconfObject is settings of IP, by family and interface (linux/netconf.h).
var netconfObject = &codec.Object{Name: "settings", Header: netconfmsgStruct, Set: netconfAttrs, Keys: netconfKeys}

var netconfMessages = netconfObject.Messages(
	wildDump(codec.NewDelGet(80, "RTM_NEWNETCONF", "RTM_DELNETCONF", "RTM_GETNETCONF")),
)

var netconfKeys = []codec.Key{{Parts: []codec.Part{codec.By(".ncm_family"), codec.Needs("NETCONFA_IFINDEX")}}}

// netconfmsgStruct is struct netconfmsg (linux/netconf.h).
var netconfmsgStruct = &codec.Struct{Name: "netconfmsg", Members: []codec.Member{
	{Name: "ncm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
}}

// netconfAttrs is NETCONFA_* (linux/netconf.h).
var netconfAttrs = codec.NewSet("NETCONFA_", codec.Attrs{
	1: {Name: "IFINDEX", Kind: codec.S32, Enum: netconfIfindexEnum, Unit: codec.LinkIndex},
	2: {Name: "FORWARDING", Kind: codec.S32},
	3: {Name: "RP_FILTER", Kind: codec.S32, Doc: "0 off, 1 strict, 2 loose"},
	4: {Name: "MC_FORWARDING", Kind: codec.S32},
	5: {Name: "PROXY_NEIGH", Kind: codec.S32},
	6: {Name: "IGNORE_ROUTES_WITH_LINKDOWN", Kind: codec.S32},
	7: {Name: "INPUT", Kind: codec.S32},
	8: {Name: "BC_FORWARDING", Kind: codec.S32},
	9: {Name: "FORCE_FORWARDING", Kind: codec.S32},
})

// netconfIfindexEnum is NETCONFA_IFINDEX_*: -2 and -1, which stand for no one interface (linux/netconf.h).
var netconfIfindexEnum = codec.NewSparse("netconfa_ifindex", "NETCONFA_IFINDEX_", []codec.Value{
	{Value: 1<<64 - 2, Name: "DEFAULT"},
	{Value: 1<<64 - 1, Name: "ALL"},
})
