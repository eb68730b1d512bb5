package rtnl

import "github.com/nlkit/nlkit/codec"

// Settings of the IP stacks, by interface (linux/netconf.h).
var (
	rtmNewNetconf = &codec.MessageType{
		Type: 80, Name: "RTM_NEWNETCONF", Op: codec.OpNew, Header: netconfmsgStruct, Set: netconfAttrs,
	}
	rtmDelNetconf = &codec.MessageType{
		Type: 81, Name: "RTM_DELNETCONF", Op: codec.OpDelete, Header: netconfmsgStruct, Set: netconfAttrs,
	}
	rtmGetNetconf = &codec.MessageType{
		Type: 82, Name: "RTM_GETNETCONF", Op: codec.OpGet, Header: netconfmsgStruct, Set: netconfAttrs,
		Variants: []*codec.MessageType{rtmGetNetconfWild},
		Variant:  func(_ uint16, body []byte) *codec.MessageType { return wildDump(body, rtmGetNetconfWild) },
	}
	rtmGetNetconfWild = &codec.MessageType{
		Type: 82, Name: "RTM_GETNETCONF", Op: codec.OpGet, Header: ifinfomsgStruct, Set: linkAttrs,
	}
)

// netconfAttrs is NETCONFA_* (linux/netconf.h).
var netconfAttrs = codec.NewSet("NETCONFA_", codec.Attrs{
	1: {Name: "IFINDEX", Kind: codec.S32, Enum: netconfIfindexEnum},
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
