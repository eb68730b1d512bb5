package xfrm

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// policyObject is the policies in messages that start with a struct, in which pol is the path of the policy, with its
// dot. The kernel tells of one that it removes in XFRMA_POLICY. Who names a policy by its index alone names none that
// others would.
func policyObject(header *codec.Struct, pol string) *codec.Object {
	of := func(member string) codec.Part { return codec.By("XFRMA_POLICY."+member, "."+pol+member) }
	family := of("sel.family")
	family.Needed = true
	parts := []codec.Part{
		family, of("dir"), codec.By("XFRMA_POLICY_TYPE.type"), codec.By("XFRMA_IF_ID"),
		codec.By("XFRMA_MARK.v"), codec.By("XFRMA_MARK.m"), codec.By("XFRMA_SEC_CTX"),
	}
	for _, member := range []string{
		"daddr", "prefixlen_d", "saddr", "prefixlen_s", "dport", "dport_mask", "sport", "sport_mask", "proto",
		"ifindex",
		"user",
	} {
		parts = append(parts, of("sel."+member))
	}
	return &codec.Object{Name: "xfrm policy", Header: header, Set: attrs, Keys: []codec.Key{{Parts: parts}}}
}

var policyMessages = policyObject(userpolicyInfoStruct, "").Messages(codec.Rows{
	{Type: 19, Name: "XFRM_MSG_NEWPOLICY", Op: codec.OpNew},
	{Type: 25, Name: "XFRM_MSG_UPDPOLICY", Op: codec.OpNew},
})

var policyIDMessages = policyObject(userpolicyIDStruct, "").Messages(codec.Rows{
	{Type: 20, Name: "XFRM_MSG_DELPOLICY", Op: codec.OpDelete},
	{Type: 21, Name: "XFRM_MSG_GETPOLICY", Op: codec.OpGet, Replies: []uint16{19}, Variants: dumpForm()},
	{Type: 33, Name: "XFRM_MSG_MIGRATE"},
})

var polexpireMessages = policyObject(userPolexpireStruct, "pol.").Messages(codec.Rows{
	{Type: 27, Name: "XFRM_MSG_POLEXPIRE"},
})

// flushPolicyObject is all policies of a type.
var flushPolicyObject = &codec.Object{Name: "xfrm policies", Set: attrs}

var flushPolicyMessages = flushPolicyObject.Messages(codec.Rows{
	{Type: 29, Name: "XFRM_MSG_FLUSHPOLICY", Op: codec.OpDelete},
})

// defaultObject is what becomes of packets that no policy is about. There is one for each direction.
var defaultObject = &codec.Object{
	Name: "xfrm default policy", Header: userpolicyDefaultStruct, Set: attrs, Keys: []codec.Key{{}},
}

var defaultMessages = defaultObject.Messages(codec.Rows{
	{Type: 39, Name: "XFRM_MSG_SETDEFAULT", Op: codec.OpNew},
	{Type: 40, Name: "XFRM_MSG_GETDEFAULT", Op: codec.OpGet},
})

// acquireObject is states that packets wait for.
var acquireObject = &codec.Object{Name: "xfrm acquire", Header: userAcquireStruct, Set: attrs}

var acquireMessages = acquireObject.Messages(codec.Rows{
	{Type: 23, Name: "XFRM_MSG_ACQUIRE"},
})

// reportObject is packets that should not have come (route optimization of mobile IPv6).
var reportObject = &codec.Object{Name: "xfrm report", Header: userReportStruct, Set: attrs}

var reportMessages = reportObject.Messages(codec.Rows{
	{Type: 32, Name: "XFRM_MSG_REPORT"},
})

// userpolicyInfoStruct is struct xfrm_userpolicy_info (linux/xfrm.h).
var userpolicyInfoStruct = &codec.Struct{Name: "xfrm_userpolicy_info", Members: []codec.Member{
	{Name: "sel", Kind: codec.StructOf, Struct: selectorStruct},
	{Name: "lft", Kind: codec.StructOf, Struct: lifetimeCfgStruct},
	{Name: "curlft", Kind: codec.StructOf, Struct: lifetimeCurStruct},
	{Name: "priority", Kind: codec.U32},
	{Name: "index", Kind: codec.U32},
	{Name: "dir", Kind: codec.U8, Enum: policyDirEnum},
	{Name: "action", Kind: codec.U8, Enum: policyActionEnum},
	{Name: "flags", Kind: codec.U8, Enum: policyFlagsEnum},
	{Name: "share", Kind: codec.U8, Enum: shareEnum},
}}

// userpolicyIDStruct is struct xfrm_userpolicy_id (linux/xfrm.h).
var userpolicyIDStruct = &codec.Struct{Name: "xfrm_userpolicy_id", Members: []codec.Member{
	{Name: "sel", Kind: codec.StructOf, Struct: selectorStruct},
	{Name: "index", Kind: codec.U32},
	{Name: "dir", Kind: codec.U8, Enum: policyDirEnum},
}}

// userPolexpireStruct is struct xfrm_user_polexpire (linux/xfrm.h).
var userPolexpireStruct = &codec.Struct{Name: "xfrm_user_polexpire", Members: []codec.Member{
	{Name: "pol", Kind: codec.StructOf, Struct: userpolicyInfoStruct},
	{Name: "hard", Kind: codec.Bool},
}}

// userpolicyTypeStruct is struct xfrm_userpolicy_type (linux/xfrm.h).
var userpolicyTypeStruct = &codec.Struct{Name: "xfrm_userpolicy_type", Members: []codec.Member{
	{Name: "type", Kind: codec.U8, Enum: policyTypeEnum},
	{Name: "reserved1", Kind: codec.U16},
	{Name: "reserved2", Kind: codec.U8},
}}

// userpolicyDefaultStruct is struct xfrm_userpolicy_default (linux/xfrm.h).
var userpolicyDefaultStruct = &codec.Struct{Name: "xfrm_userpolicy_default", Members: []codec.Member{
	{Name: "in", Kind: codec.U8, Enum: defaultActionEnum},
	{Name: "fwd", Kind: codec.U8, Enum: defaultActionEnum},
	{Name: "out", Kind: codec.U8, Enum: defaultActionEnum},
}}

// userAcquireStruct is struct xfrm_user_acquire (linux/xfrm.h).
var userAcquireStruct = &codec.Struct{Name: "xfrm_user_acquire", Members: []codec.Member{
	{Name: "id", Kind: codec.StructOf, Struct: idStruct},
	address("saddr", "sel.family"),
	{Name: "sel", Kind: codec.StructOf, Struct: selectorStruct},
	{Name: "policy", Kind: codec.StructOf, Struct: userpolicyInfoStruct},
	{Name: "aalgos", Kind: codec.U32, Unit: codec.Hex},
	{Name: "ealgos", Kind: codec.U32, Unit: codec.Hex},
	{Name: "calgos", Kind: codec.U32, Unit: codec.Hex},
	{Name: "seq", Kind: codec.U32},
}}

// userReportStruct is struct xfrm_user_report (linux/xfrm.h).
var userReportStruct = &codec.Struct{Name: "xfrm_user_report", Members: []codec.Member{
	{Name: "proto", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "sel", Kind: codec.StructOf, Struct: selectorStruct},
}}

// userKmaddressStruct is struct xfrm_user_kmaddress: where the key daemons are (linux/xfrm.h).
var userKmaddressStruct = &codec.Struct{Name: "xfrm_user_kmaddress", Members: []codec.Member{
	address("local", "family"),
	address("remote", "family"),
	{Name: "reserved", Kind: codec.U32},
	{Name: "family", Kind: codec.U16, Enum: linux.FamilyEnum},
}}

// userMigrateStruct is struct xfrm_user_migrate: the ends of a tunnel that move (linux/xfrm.h).
var userMigrateStruct = &codec.Struct{Name: "xfrm_user_migrate", Members: []codec.Member{
	address("old_daddr", "old_family"),
	address("old_saddr", "old_family"),
	address("new_daddr", "new_family"),
	address("new_saddr", "new_family"),
	{Name: "proto", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "mode", Kind: codec.U8, Enum: modeEnum},
	{Name: "reserved", Kind: codec.Pad, Len: 2},
	{Name: "reqid", Kind: codec.U32},
	{Name: "old_family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "new_family", Kind: codec.U16, Enum: linux.FamilyEnum},
}}

// policyDirEnum is XFRM_POLICY_IN, OUT and FWD (linux/xfrm.h).
var policyDirEnum = codec.NewEnum("xfrm_policy_dir", "XFRM_POLICY_", codec.Names{
	0: "IN",
	1: "OUT",
	2: "FWD",
})

// policyActionEnum is XFRM_POLICY_ALLOW and BLOCK (linux/xfrm.h).
var policyActionEnum = codec.NewEnum("xfrm_policy_action", "XFRM_POLICY_", codec.Names{
	0: "ALLOW",
	1: "BLOCK",
})

// policyFlagsEnum is XFRM_POLICY_LOCALOK, ICMP and CPU_ACQUIRE (linux/xfrm.h).
var policyFlagsEnum = codec.NewFlags("xfrm_policy_flags", "XFRM_POLICY_", []codec.Value{
	{Value: 0x1, Name: "LOCALOK"},
	{Value: 0x2, Name: "ICMP"},
	{Value: 0x4, Name: "CPU_ACQUIRE"},
})

// policyTypeEnum is XFRM_POLICY_TYPE_* (linux/xfrm.h).
var policyTypeEnum = codec.NewSparse("xfrm_policy_type", "XFRM_POLICY_TYPE_", []codec.Value{
	{Value: 0, Name: "MAIN"},
	{Value: 1, Name: "SUB"},
	{Value: 255, Name: "ANY"},
})

// defaultActionEnum is XFRM_USERPOLICY_* (linux/xfrm.h).
var defaultActionEnum = codec.NewEnum("xfrm_userpolicy", "XFRM_USERPOLICY_", codec.Names{
	0: "UNSPEC",
	1: "BLOCK",
	2: "ACCEPT",
})

// shareEnum is XFRM_SHARE_* (linux/xfrm.h).
var shareEnum = codec.NewEnum("xfrm_share", "XFRM_SHARE_", codec.Names{
	0: "ANY",
	1: "SESSION",
	2: "USER",
	3: "UNIQUE",
})
