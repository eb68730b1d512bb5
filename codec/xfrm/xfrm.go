// Package xfrm describes NETLINK_XFRM: the states and policies of IPsec, and what the kernel tells key daemons.
package xfrm

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Protocol is NETLINK_XFRM (linux/xfrm.h).
var Protocol = &codec.Protocol{
	Name:   "NETLINK_XFRM",
	Number: linux.NETLINK_XFRM,
	Messages: codec.JoinTypes(
		stateMessages, stateIDMessages, allocSPIMessages, expireMessages, flushSAMessages, aeventMessages,
		mappingMessages, migrateStateMessages,
		policyMessages, policyIDMessages, polexpireMessages, flushPolicyMessages, defaultMessages,
		acquireMessages, reportMessages, sadInfoMessages, spdInfoMessages,
	),
	Groups: codec.Names{
		1: "XFRMNLGRP_ACQUIRE",
		2: "XFRMNLGRP_EXPIRE",
		3: "XFRMNLGRP_SA",
		4: "XFRMNLGRP_POLICY",
		5: "XFRMNLGRP_AEVENTS",
		6: "XFRMNLGRP_REPORT",
		7: "XFRMNLGRP_MIGRATE",
		8: "XFRMNLGRP_MAPPING",
	},
}

// attrs is XFRMA_* (linux/xfrm.h).
var attrs = codec.NewSet("XFRMA_", codec.Attrs{
	1:  {Name: "ALG_AUTH", Kind: codec.StructOf, Struct: algoStruct},
	2:  {Name: "ALG_CRYPT", Kind: codec.StructOf, Struct: algoStruct},
	3:  {Name: "ALG_COMP", Kind: codec.StructOf, Struct: algoStruct},
	4:  {Name: "ENCAP", Kind: codec.StructOf, Struct: encapTmplStruct},
	5:  {Name: "TMPL", Kind: codec.Array, Elem: codec.StructSpec(userTmplStruct)},
	6:  {Name: "SA", Kind: codec.StructOf, Struct: usersaInfoStruct},
	7:  {Name: "POLICY", Kind: codec.StructOf, Struct: userpolicyInfoStruct},
	8:  {Name: "SEC_CTX", Kind: codec.StructOf, Struct: userSecCtxStruct},
	9:  {Name: "LTIME_VAL", Kind: codec.StructOf, Struct: lifetimeCurStruct},
	10: {Name: "REPLAY_VAL", Kind: codec.StructOf, Struct: replayStateStruct},
	11: {Name: "REPLAY_THRESH", Kind: codec.U32, Doc: "packets"},
	12: {Name: "ETIMER_THRESH", Kind: codec.U32, Doc: "tenths of a second"},
	13: {Name: "SRCADDR", Kind: codec.SubMessage, Select: addressByFamily()},
	14: {Name: "COADDR", Kind: codec.SubMessage, Select: addressByFamily()},
	15: {Name: "LASTUSED", Kind: codec.U64, Doc: "seconds since 1970"},
	16: {Name: "POLICY_TYPE", Kind: codec.StructOf, Struct: userpolicyTypeStruct},
	17: {Name: "MIGRATE", Kind: codec.Array, Elem: codec.StructSpec(userMigrateStruct)},
	18: {Name: "ALG_AEAD", Kind: codec.StructOf, Struct: algoAEADStruct},
	19: {Name: "KMADDRESS", Kind: codec.StructOf, Struct: userKmaddressStruct},
	20: {Name: "ALG_AUTH_TRUNC", Kind: codec.StructOf, Struct: algoAuthStruct},
	21: {Name: "MARK", Kind: codec.StructOf, Struct: markStruct},
	22: {Name: "TFCPAD", Kind: codec.U32, Doc: "octets"},
	23: {Name: "REPLAY_ESN_VAL", Kind: codec.StructOf, Struct: replayStateESNStruct},
	24: {Name: "SA_EXTRA_FLAGS", Kind: codec.U32, Enum: saXflagEnum},
	25: {Name: "PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	26: {Name: "ADDRESS_FILTER", Kind: codec.StructOf, Struct: addressFilterStruct},
	27: {Name: "PAD", Kind: codec.Pad},
	28: {Name: "OFFLOAD_DEV", Kind: codec.StructOf, Struct: userOffloadStruct},
	29: {Name: "SET_MARK", Kind: codec.U32, Unit: codec.Hex},
	30: {Name: "SET_MARK_MASK", Kind: codec.U32, Unit: codec.Hex},
	31: {Name: "IF_ID", Kind: codec.U32, Unit: codec.Hex},
	32: {Name: "MTIMER_THRESH", Kind: codec.U32, Unit: codec.Seconds},
	33: {Name: "SA_DIR", Kind: codec.U8, Enum: saDirEnum},
	34: {Name: "NAT_KEEPALIVE_INTERVAL", Kind: codec.U32, Unit: codec.Seconds},
	35: {Name: "SA_PCPU", Kind: codec.U32, Doc: "number of the processor"},
	36: {Name: "IPTFS_DROP_TIME", Kind: codec.U32, Unit: codec.Microseconds},
	37: {Name: "IPTFS_REORDER_WINDOW", Kind: codec.U16, Doc: "packets"},
	38: {Name: "IPTFS_DONT_FRAG", Kind: codec.Flag},
	39: {Name: "IPTFS_INIT_DELAY", Kind: codec.U32, Unit: codec.Microseconds},
	40: {Name: "IPTFS_MAX_QSIZE", Kind: codec.U32, Doc: "octets"},
	41: {Name: "IPTFS_PKT_SIZE", Kind: codec.U32, Doc: "octets; 0: as large as the path takes"},
})

// sadInfoObject is the database of states as a whole. There is one.
var sadInfoObject = &codec.Object{
	Name: "xfrm state database", Header: flagsStruct, Set: sadAttrs, Keys: []codec.Key{{}},
}

var sadInfoMessages = sadInfoObject.Messages(codec.Rows{
	{Type: 34, Name: "XFRM_MSG_NEWSADINFO", Op: codec.OpNew},
	{Type: 35, Name: "XFRM_MSG_GETSADINFO", Op: codec.OpGet, Replies: []uint16{34}},
})

// spdInfoObject is the database of policies as a whole. There is one.
var spdInfoObject = &codec.Object{
	Name: "xfrm policy database", Header: flagsStruct, Set: spdAttrs, Keys: []codec.Key{{}},
}

var spdInfoMessages = spdInfoObject.Messages(codec.Rows{
	{Type: 36, Name: "XFRM_MSG_NEWSPDINFO", Op: codec.OpNew},
	{Type: 37, Name: "XFRM_MSG_GETSPDINFO", Op: codec.OpGet, Replies: []uint16{36}},
})

// flagsStruct is the __u32 that messages about whole databases start with, which the kernel sends back as it came.
var flagsStruct = &codec.Struct{Name: "xfrm_info_flags", Members: []codec.Member{
	{Name: "flags", Kind: codec.U32, Unit: codec.Hex},
}}

// sadAttrs is XFRMA_SAD_* (linux/xfrm.h).
var sadAttrs = codec.NewSet("XFRMA_SAD_", codec.Attrs{
	1: {Name: "CNT", Kind: codec.U32},
	2: {Name: "HINFO", Kind: codec.StructOf, Struct: sadhinfoStruct},
})

// sadhinfoStruct is struct xfrmu_sadhinfo (linux/xfrm.h).
var sadhinfoStruct = &codec.Struct{Name: "xfrmu_sadhinfo", Members: []codec.Member{
	{Name: "sadhcnt", Kind: codec.U32},
	{Name: "sadhmcnt", Kind: codec.U32},
}}

// spdAttrs is XFRMA_SPD_* (linux/xfrm.h).
var spdAttrs = codec.NewSet("XFRMA_SPD_", codec.Attrs{
	1: {Name: "INFO", Kind: codec.StructOf, Struct: spdinfoStruct},
	2: {Name: "HINFO", Kind: codec.StructOf, Struct: spdhinfoStruct},
	3: {Name: "IPV4_HTHRESH", Kind: codec.StructOf, Struct: spdhthreshStruct},
	4: {Name: "IPV6_HTHRESH", Kind: codec.StructOf, Struct: spdhthreshStruct},
})

// spdinfoStruct is struct xfrmu_spdinfo (linux/xfrm.h).
var spdinfoStruct = &codec.Struct{Name: "xfrmu_spdinfo", Members: []codec.Member{
	{Name: "incnt", Kind: codec.U32},
	{Name: "outcnt", Kind: codec.U32},
	{Name: "fwdcnt", Kind: codec.U32},
	{Name: "inscnt", Kind: codec.U32},
	{Name: "outscnt", Kind: codec.U32},
	{Name: "fwdscnt", Kind: codec.U32},
}}

// spdhinfoStruct is struct xfrmu_spdhinfo (linux/xfrm.h).
var spdhinfoStruct = &codec.Struct{Name: "xfrmu_spdhinfo", Members: []codec.Member{
	{Name: "spdhcnt", Kind: codec.U32},
	{Name: "spdhmcnt", Kind: codec.U32},
}}

// spdhthreshStruct is struct xfrmu_spdhthresh: how long prefixes are hashed by all of it (linux/xfrm.h).
var spdhthreshStruct = &codec.Struct{Name: "xfrmu_spdhthresh", Members: []codec.Member{
	{Name: "lbits", Kind: codec.U8},
	{Name: "rbits", Kind: codec.U8},
}}
