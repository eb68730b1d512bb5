package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// nsidObject is ids that one network namespace gives to others (linux/net_namespace.h).
var nsidObject = &codec.Object{Name: "namespace id", Header: rtgenmsgStruct, Set: nsidAttrs, Keys: nsidKeys}

var nsidMessages = nsidObject.Messages(wildDump(
	codec.NewDelGet(88, "RTM_NEWNSID", "RTM_DELNSID", "RTM_GETNSID"),
	codec.Where{Member: "ifi_index", Values: []uint64{0}}, // where an attribute would have its length
))

// nsidKeys: an id counts from 0, and -1 is none. A message without it says nothing of any.
var nsidKeys = []codec.Key{{Parts: []codec.Part{codec.By("NETNSA_NSID")}}}

// rtgenmsgStruct is struct rtgenmsg (linux/rtnetlink.h).
var rtgenmsgStruct = &codec.Struct{Name: "rtgenmsg", Members: []codec.Member{
	{Name: "rtgen_family", Kind: codec.U8, Enum: linux.FamilyEnum},
}}

// nsidAttrs is NETNSA_* (linux/net_namespace.h).
var nsidAttrs = codec.NewSet("NETNSA_", codec.Attrs{
	1: {Name: "NSID", Kind: codec.S32, Enum: nsidEnum},
	2: {Name: "PID", Kind: codec.U32},
	3: {Name: "FD", Kind: codec.U32, Unit: codec.NetNSFD},
	4: {Name: "TARGET_NSID", Kind: codec.S32, Enum: nsidEnum},
	5: {Name: "CURRENT_NSID", Kind: codec.S32, Enum: nsidEnum},
})

// nsidEnum is NETNSA_NSID_NOT_ASSIGNED: -1 (linux/net_namespace.h).
var nsidEnum = codec.NewSparse("netnsa_nsid", "NETNSA_NSID_", []codec.Value{
	{Value: 1<<64 - 1, Name: "NOT_ASSIGNED"},
})
