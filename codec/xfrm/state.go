package xfrm

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Protocols of IPsec, IPPROTO_* (linux/in.h): of these, an SPI tells states apart.
const (
	protoESP  = 50
	protoAH   = 51
	protoComp = 108
)

// stateObject is the states, security associations, in messages that start with a struct: id is the path of the
// identifier in it, with its dot, family and saddr the names of what else tells states apart.
func stateObject(header *codec.Struct, id, family string, saddr ...string) *codec.Object {
	mark := []codec.Part{codec.By("XFRMA_MARK.v"), codec.By("XFRMA_MARK.m")}
	common := append([]codec.Part{codec.By(family), codec.By("." + id + "proto"), codec.By("." + id + "daddr")},
		mark...)
	return &codec.Object{Name: "xfrm state", Header: header, Set: attrs, Keys: []codec.Key{
		{When: codec.Only(id+"proto", protoESP, protoAH, protoComp), Parts: append(
			[]codec.Part{codec.Needs("." + id + "spi")}, common...)},
		{Parts: append([]codec.Part{codec.Needs(saddr...)}, common...)},
	}}
}

var stateMessages = stateObject(usersaInfoStruct, "id.", ".family", ".saddr").Messages(codec.Rows{
	{Type: 16, Name: "XFRM_MSG_NEWSA", Op: codec.OpNew},
	{Type: 26, Name: "XFRM_MSG_UPDSA", Op: codec.OpNew},
})

// stateIDMessages: a dump says nothing of the state, but has filters as attributes.
var stateIDMessages = stateObject(usersaIDStruct, "", ".family", "XFRMA_SRCADDR", "XFRMA_SA.saddr").Messages(codec.Rows{
	{Type: 17, Name: "XFRM_MSG_DELSA", Op: codec.OpDelete},
	{Type: 18, Name: "XFRM_MSG_GETSA", Op: codec.OpGet, Replies: []uint16{16}, Variants: dumpForm()},
})

// dumpForm is the form of requests for dumps.
func dumpForm() []*codec.MessageType {
	return []*codec.MessageType{{Bare: true, When: codec.When{Request: true, Dump: true}}}
}

// allocSPIMessages: the kernel answers with the state.
var allocSPIMessages = stateObject(userspiInfoStruct, "info.id.", ".info.family", ".info.saddr").Messages(codec.Rows{
	{Type: 22, Name: "XFRM_MSG_ALLOCSPI", Op: codec.OpNew, Replies: []uint16{16}},
})

var expireMessages = stateObject(userExpireStruct, "state.id.", ".state.family", ".state.saddr").Messages(codec.Rows{
	{Type: 24, Name: "XFRM_MSG_EXPIRE"},
})

var aeventMessages = stateObject(aeventIDStruct, "sa_id.", ".sa_id.family", ".saddr").Messages(codec.Rows{
	{Type: 30, Name: "XFRM_MSG_NEWAE", Op: codec.OpNew},
	{Type: 31, Name: "XFRM_MSG_GETAE", Op: codec.OpGet, Replies: []uint16{30}},
})

var mappingMessages = stateObject(userMappingStruct, "id.", ".id.family", ".old_saddr").Messages(codec.Rows{
	{Type: 38, Name: "XFRM_MSG_MAPPING"},
})

var migrateStateMessages = stateObject(userMigrateStateStruct, "id.", ".id.family",
	"XFRMA_SRCADDR").Messages(codec.Rows{
	{Type: 41, Name: "XFRM_MSG_MIGRATE_STATE"},
})

// flushSAObject is all states of a protocol.
var flushSAObject = &codec.Object{Name: "xfrm states", Header: usersaFlushStruct, Set: attrs}

var flushSAMessages = flushSAObject.Messages(codec.Rows{
	{Type: 28, Name: "XFRM_MSG_FLUSHSA", Op: codec.OpDelete},
})

// usersaInfoStruct is struct xfrm_usersa_info (linux/xfrm.h).
var usersaInfoStruct = &codec.Struct{Name: "xfrm_usersa_info", Members: []codec.Member{
	{Name: "sel", Kind: codec.StructOf, Struct: selectorStruct},
	{Name: "id", Kind: codec.StructOf, Struct: idStruct},
	address("saddr", "family"),
	{Name: "lft", Kind: codec.StructOf, Struct: lifetimeCfgStruct},
	{Name: "curlft", Kind: codec.StructOf, Struct: lifetimeCurStruct},
	{Name: "stats", Kind: codec.StructOf, Struct: statsStruct},
	{Name: "seq", Kind: codec.U32},
	{Name: "reqid", Kind: codec.U32},
	{Name: "family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "mode", Kind: codec.U8, Enum: modeEnum},
	{Name: "replay_window", Kind: codec.U8},
	{Name: "flags", Kind: codec.U8, Enum: stateFlagsEnum},
}}

// usersaIDStruct is struct xfrm_usersa_id (linux/xfrm.h).
var usersaIDStruct = &codec.Struct{Name: "xfrm_usersa_id", Members: []codec.Member{
	address("daddr", "family"),
	{Name: "spi", Kind: codec.BE32, Unit: codec.Hex},
	{Name: "family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "proto", Kind: codec.U8, Enum: linux.IPProtoEnum},
}}

// userspiInfoStruct is struct xfrm_userspi_info: a state, and the range that its SPI is to be from (linux/xfrm.h).
var userspiInfoStruct = &codec.Struct{Name: "xfrm_userspi_info", Members: []codec.Member{
	{Name: "info", Kind: codec.StructOf, Struct: usersaInfoStruct},
	{Name: "min", Kind: codec.U32, Unit: codec.Hex},
	{Name: "max", Kind: codec.U32, Unit: codec.Hex},
}}

// userExpireStruct is struct xfrm_user_expire (linux/xfrm.h).
var userExpireStruct = &codec.Struct{Name: "xfrm_user_expire", Members: []codec.Member{
	{Name: "state", Kind: codec.StructOf, Struct: usersaInfoStruct},
	{Name: "hard", Kind: codec.Bool},
}}

// usersaFlushStruct is struct xfrm_usersa_flush (linux/xfrm.h).
var usersaFlushStruct = &codec.Struct{Name: "xfrm_usersa_flush", Members: []codec.Member{
	{Name: "proto", Kind: codec.U8, Enum: linux.IPProtoEnum},
}}

// aeventIDStruct is struct xfrm_aevent_id: how far a state has come (linux/xfrm.h).
var aeventIDStruct = &codec.Struct{Name: "xfrm_aevent_id", Members: []codec.Member{
	{Name: "sa_id", Kind: codec.StructOf, Struct: usersaIDStruct},
	address("saddr", "sa_id.family"),
	{Name: "flags", Kind: codec.U32, Enum: aeventFlagsEnum},
	{Name: "reqid", Kind: codec.U32},
}}

// userMappingStruct is struct xfrm_user_mapping: a peer behind NAT that has another address now (linux/xfrm.h).
var userMappingStruct = &codec.Struct{Name: "xfrm_user_mapping", Members: []codec.Member{
	{Name: "id", Kind: codec.StructOf, Struct: usersaIDStruct},
	{Name: "reqid", Kind: codec.U32},
	address("old_saddr", "id.family"),
	address("new_saddr", "id.family"),
	{Name: "old_sport", Kind: codec.BE16},
	{Name: "new_sport", Kind: codec.BE16},
}}

// userMigrateStateStruct is struct xfrm_user_migrate_state (linux/xfrm.h).
var userMigrateStateStruct = &codec.Struct{Name: "xfrm_user_migrate_state", Members: []codec.Member{
	{Name: "id", Kind: codec.StructOf, Struct: usersaIDStruct},
	address("new_daddr", "new_family"),
	address("new_saddr", "new_family"),
	{Name: "old_mark", Kind: codec.StructOf, Struct: markStruct},
	{Name: "new_sel", Kind: codec.StructOf, Struct: selectorStruct},
	{Name: "new_reqid", Kind: codec.U32},
	{Name: "flags", Kind: codec.U32, Enum: migrateStateFlagsEnum},
	{Name: "new_family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "reserved", Kind: codec.Pad, Len: 2},
}}

// statsStruct is struct xfrm_stats (linux/xfrm.h).
var statsStruct = &codec.Struct{Name: "xfrm_stats", Members: []codec.Member{
	{Name: "replay_window", Kind: codec.U32},
	{Name: "replay", Kind: codec.U32},
	{Name: "integrity_failed", Kind: codec.U32},
}}

// userOffloadStruct is struct xfrm_user_offload (linux/xfrm.h).
var userOffloadStruct = &codec.Struct{Name: "xfrm_user_offload", Members: []codec.Member{
	{Name: "ifindex", Kind: codec.S32, Unit: codec.LinkIndex},
	{Name: "flags", Kind: codec.U8, Enum: offloadFlagsEnum},
}}

// offloadFlagsEnum is XFRM_OFFLOAD_* (linux/xfrm.h).
var offloadFlagsEnum = codec.NewFlags("xfrm_offload", "XFRM_OFFLOAD_", []codec.Value{
	{Value: 0x1, Name: "IPV6"},
	{Value: 0x2, Name: "INBOUND"},
	{Value: 0x4, Name: "PACKET"},
})

// modeEnum is XFRM_MODE_* (linux/xfrm.h).
var modeEnum = codec.NewEnum("xfrm_mode", "XFRM_MODE_", codec.Names{
	0: "TRANSPORT",
	1: "TUNNEL",
	2: "ROUTEOPTIMIZATION",
	3: "IN_TRIGGER",
	4: "BEET",
	5: "IPTFS",
})

// stateFlagsEnum is XFRM_STATE_* (linux/xfrm.h).
var stateFlagsEnum = codec.NewFlags("xfrm_state", "XFRM_STATE_", []codec.Value{
	{Value: 0x1, Name: "NOECN"},
	{Value: 0x2, Name: "DECAP_DSCP"},
	{Value: 0x4, Name: "NOPMTUDISC"},
	{Value: 0x8, Name: "WILDRECV"},
	{Value: 0x10, Name: "ICMP"},
	{Value: 0x20, Name: "AF_UNSPEC"},
	{Value: 0x40, Name: "ALIGN4"},
	{Value: 0x80, Name: "ESN"},
})

// saXflagEnum is XFRM_SA_XFLAG_* (linux/xfrm.h).
var saXflagEnum = codec.NewFlags("xfrm_sa_xflag", "XFRM_SA_XFLAG_", []codec.Value{
	{Value: 0x1, Name: "DONT_ENCAP_DSCP"},
	{Value: 0x2, Name: "OSEQ_MAY_WRAP"},
})

// saDirEnum is enum xfrm_sa_dir (linux/xfrm.h).
var saDirEnum = codec.NewEnum("xfrm_sa_dir", "XFRM_SA_DIR_", codec.Names{
	1: "IN",
	2: "OUT",
})

// aeventFlagsEnum is enum xfrm_ae_ftype_t: what is asked or told of, and why (linux/xfrm.h).
var aeventFlagsEnum = codec.NewFlags("xfrm_ae_ftype_t", "XFRM_AE_", []codec.Value{
	{Value: 0x1, Name: "RTHR"},
	{Value: 0x2, Name: "RVAL"},
	{Value: 0x4, Name: "LVAL"},
	{Value: 0x8, Name: "ETHR"},
	{Value: 0x10, Name: "CR"},
	{Value: 0x20, Name: "CE"},
	{Value: 0x40, Name: "CU"},
})

// migrateStateFlagsEnum is enum xfrm_migrate_state_flags (linux/xfrm.h).
var migrateStateFlagsEnum = codec.NewFlags("xfrm_migrate_state_flags", "XFRM_MIGRATE_STATE_", []codec.Value{
	{Value: 0x1, Name: "CLEAR_OFFLOAD"},
	{Value: 0x2, Name: "UPDATE_H2H_SEL"},
})
