package rtnl

import "github.com/nlkit/nlkit/codec"

// Ids that one network namespace gives to others (linux/net_namespace.h).
var (
	rtmNewNsid = &codec.MessageType{
		Type: 88, Name: "RTM_NEWNSID", Op: codec.OpNew, Header: rtgenmsgStruct, Set: nsidAttrs,
	}
	rtmDelNsid = &codec.MessageType{
		Type: 89, Name: "RTM_DELNSID", Op: codec.OpDelete, Header: rtgenmsgStruct, Set: nsidAttrs,
	}
	rtmGetNsid = &codec.MessageType{
		Type: 90, Name: "RTM_GETNSID", Op: codec.OpGet, Header: rtgenmsgStruct, Set: nsidAttrs,
		Variants: []*codec.MessageType{rtmGetNsidWild},
		Variant:  getNsidVariant,
	}
	rtmGetNsidWild = &codec.MessageType{
		Type: 90, Name: "RTM_GETNSID", Op: codec.OpGet, Header: ifinfomsgStruct, Set: linkAttrs,
	}
)

// getNsidVariant recognises a struct ifinfomsg, whose ifi_index of 0 stands where an attribute would have its length.
func getNsidVariant(_ uint16, body []byte) *codec.MessageType {
	if len(body) < 8 || body[4] != 0 || body[5] != 0 {
		return nil
	}
	return wildDump(body, rtmGetNsidWild)
}

// nsidAttrs is NETNSA_* (linux/net_namespace.h).
var nsidAttrs = codec.NewSet("NETNSA_", codec.Attrs{
	1: {Name: "NSID", Kind: codec.S32, Enum: nsidEnum},
	2: {Name: "PID", Kind: codec.U32},
	3: {Name: "FD", Kind: codec.U32},
	4: {Name: "TARGET_NSID", Kind: codec.S32, Enum: nsidEnum},
	5: {Name: "CURRENT_NSID", Kind: codec.S32, Enum: nsidEnum},
})

// nsidEnum is NETNSA_NSID_NOT_ASSIGNED: -1 (linux/net_namespace.h).
var nsidEnum = codec.NewSparse("netnsa_nsid", "NETNSA_NSID_", []codec.Value{
	{Value: 1<<64 - 1, Name: "NOT_ASSIGNED"},
})
