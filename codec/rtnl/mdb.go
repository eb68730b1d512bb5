package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// mdbObject is the entries of the multicast databases of bridges and vxlan devices (linux/if_bridge.h).
var mdbObject = &codec.Object{Name: "multicast database", Header: brPortMsgStruct, Set: mdbAttrs, Keys: mdbKeys}

// mdbMessages have other attributes in requests than in what the kernel sends, which answers a dump with RTM_GETMDB.
var mdbMessages = mdbObject.Messages(codec.Rows{
	{Type: 84, Name: "RTM_NEWMDB", Op: codec.OpNew, Variants: mdbRequest(mdbSetAttrs)},
	{Type: 85, Name: "RTM_DELMDB", Op: codec.OpDelete, Variants: mdbRequest(mdbSetAttrs)},
	{Type: 86, Name: "RTM_GETMDB", Op: codec.OpGet, Replies: []uint16{84, 86},
		Variants: append(mdbRequest(mdbGetAttrs), wildForm(true))},
})

// mdbKeys: an entry of a bridge is a group, from a source or any, at a port. One of a vxlan device is a group, at which
// the remote ends stand beside each other. A bridge has routers too.
var mdbKeys = []codec.Key{
	{In: "MDBA_MDB/MDBA_MDB_ENTRY/MDBA_MDB_ENTRY_INFO", Parts: []codec.Part{
		codec.Needs("br_port_msg.ifindex"), codec.By(".ifindex"), codec.By(".vid"), codec.By(".addr"),
		codec.By("MDBA_MDB_EATTR_SOURCE"), codec.By("MDBA_MDB_EATTR_SRC_VNI"),
		codec.Beside("MDBA_MDB_EATTR_DST"), codec.Beside("MDBA_MDB_EATTR_DST_PORT"),
		codec.Beside("MDBA_MDB_EATTR_VNI"), codec.Beside("MDBA_MDB_EATTR_IFINDEX"),
	}},
	{In: "MDBA_ROUTER/MDBA_ROUTER_PORT", Parts: []codec.Part{
		codec.Needs("br_port_msg.ifindex"), codec.By(".ifindex"), codec.By("MDBA_ROUTER_PATTR_VID"),
	}},
}

// mdbRequest is the form of requests that hold those attributes.
func mdbRequest(set *codec.Set) []*codec.MessageType {
	return []*codec.MessageType{{When: codec.When{Request: true}, Set: set}}
}

// brPortMsgStruct is struct br_port_msg (linux/if_bridge.h).
var brPortMsgStruct = &codec.Struct{Name: "br_port_msg", Members: []codec.Member{
	{Name: "family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
}}

// mdbAttrs is MDBA_* (linux/if_bridge.h).
var mdbAttrs = codec.NewSet("MDBA_", codec.Attrs{
	1: {Name: "MDB", Kind: codec.Nest, Set: mdbEntriesAttrs},
	2: {Name: "ROUTER", Kind: codec.Nest, Set: mdbRouterAttrs},
})

// mdbEntriesAttrs is MDBA_MDB_*, one for each group (linux/if_bridge.h).
var mdbEntriesAttrs = codec.NewSet("MDBA_MDB_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: mdbEntryAttrs},
})

// mdbEntryAttrs is MDBA_MDB_ENTRY_*, one for each port of the group (linux/if_bridge.h).
var mdbEntryAttrs = codec.NewSet("MDBA_MDB_ENTRY_", codec.Attrs{
	1: {Name: "INFO", Kind: codec.Nest, Struct: brMdbEntryStruct, Set: mdbEntryInfoAttrs},
})

// mdbEntryInfoAttrs is MDBA_MDB_EATTR_* (linux/if_bridge.h).
var mdbEntryInfoAttrs = codec.NewSet("MDBA_MDB_EATTR_", codec.Attrs{
	1:  {Name: "TIMER", Kind: codec.U32, Unit: codec.ClockTicks},
	2:  {Name: "SRC_LIST", Kind: codec.Nest, Set: mdbSrcListAttrs},
	3:  {Name: "GROUP_MODE", Kind: codec.U8, Enum: mcastModeEnum},
	4:  {Name: "SOURCE", Kind: codec.IP},
	5:  {Name: "RTPROT", Kind: codec.U8, Enum: rtProtEnum},
	6:  {Name: "DST", Kind: codec.IP},
	7:  {Name: "DST_PORT", Kind: codec.U16},
	8:  {Name: "VNI", Kind: codec.U32},
	9:  {Name: "IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	10: {Name: "SRC_VNI", Kind: codec.U32},
})

// mdbSrcListAttrs is MDBA_MDB_SRCLIST_* (linux/if_bridge.h).
var mdbSrcListAttrs = codec.NewSet("MDBA_MDB_SRCLIST_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: mdbSrcAttrs},
})

// mdbSrcAttrs is MDBA_MDB_SRCATTR_* (linux/if_bridge.h).
var mdbSrcAttrs = codec.NewSet("MDBA_MDB_SRCATTR_", codec.Attrs{
	1: {Name: "ADDRESS", Kind: codec.IP},
	2: {Name: "TIMER", Kind: codec.U32, Unit: codec.ClockTicks},
})

// mdbRouterAttrs is MDBA_ROUTER_*, one for each port with a multicast router (linux/if_bridge.h).
var mdbRouterAttrs = codec.NewSet("MDBA_ROUTER_", codec.Attrs{
	1: {Name: "PORT", Kind: codec.Nest, Struct: mdbRouterPortStruct, Set: mdbRouterPortAttrs},
})

// mdbRouterPortStruct is the interface index before the attributes of MDBA_ROUTER_PORT, which has no struct in C.
var mdbRouterPortStruct = &codec.Struct{Name: "mdba_router_port", Members: []codec.Member{
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
}}

// mdbRouterPortAttrs is MDBA_ROUTER_PATTR_* (linux/if_bridge.h).
var mdbRouterPortAttrs = codec.NewSet("MDBA_ROUTER_PATTR_", codec.Attrs{
	1: {Name: "TIMER", Kind: codec.U32, Unit: codec.ClockTicks},
	2: {Name: "TYPE", Kind: codec.U8, Enum: mdbRouterEnum},
	3: {Name: "INET_TIMER", Kind: codec.U32, Unit: codec.ClockTicks},
	4: {Name: "INET6_TIMER", Kind: codec.U32, Unit: codec.ClockTicks},
	5: {Name: "VID", Kind: codec.U16},
})

// mdbSetAttrs is MDBA_SET_ENTRY*, of requests (linux/if_bridge.h).
var mdbSetAttrs = codec.NewSet("MDBA_SET_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.StructOf, Struct: brMdbEntryStruct},
	2: {Name: "ENTRY_ATTRS", Kind: codec.Nest, Set: mdbEntryRequestAttrs},
})

// mdbGetAttrs is MDBA_GET_ENTRY*, of requests (linux/if_bridge.h).
var mdbGetAttrs = codec.NewSet("MDBA_GET_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.StructOf, Struct: brMdbEntryStruct},
	2: {Name: "ENTRY_ATTRS", Kind: codec.Nest, Set: mdbEntryRequestAttrs},
})

// mdbEntryRequestAttrs is MDBE_ATTR_* (linux/if_bridge.h).
var mdbEntryRequestAttrs = codec.NewSet("MDBE_ATTR_", codec.Attrs{
	1:  {Name: "SOURCE", Kind: codec.IP},
	2:  {Name: "SRC_LIST", Kind: codec.Nest, Set: mdbRequestSrcListAttrs},
	3:  {Name: "GROUP_MODE", Kind: codec.U8, Enum: mcastModeEnum},
	4:  {Name: "RTPROT", Kind: codec.U8, Enum: rtProtEnum},
	5:  {Name: "DST", Kind: codec.IP},
	6:  {Name: "DST_PORT", Kind: codec.U16},
	7:  {Name: "VNI", Kind: codec.U32},
	8:  {Name: "IFINDEX", Kind: codec.S32, Unit: codec.LinkIndex},
	9:  {Name: "SRC_VNI", Kind: codec.U32},
	10: {Name: "STATE_MASK", Kind: codec.U8, Enum: mdbStateEnum},
})

// mdbRequestSrcListAttrs is MDBE_SRC_LIST_* (linux/if_bridge.h).
var mdbRequestSrcListAttrs = codec.NewSet("MDBE_SRC_LIST_", codec.Attrs{
	1: {Name: "ENTRY", Kind: codec.Nest, Set: mdbRequestSrcAttrs},
})

// mdbRequestSrcAttrs is MDBE_SRCATTR_* (linux/if_bridge.h).
var mdbRequestSrcAttrs = codec.NewSet("MDBE_SRCATTR_", codec.Attrs{
	1: {Name: "ADDRESS", Kind: codec.IP},
})

// mcastModeEnum is how the sources of a group are filtered, MCAST_EXCLUDE and MCAST_INCLUDE (linux/in.h).
var mcastModeEnum = codec.NewEnum("mcast_mode", "MCAST_", codec.Names{
	0: "EXCLUDE",
	1: "INCLUDE",
})

// brMdbEntryStruct is struct br_mdb_entry (linux/if_bridge.h).
var brMdbEntryStruct = &codec.Struct{Name: "br_mdb_entry", Members: []codec.Member{
	{Name: "ifindex", Kind: codec.U32, Unit: codec.LinkIndex},
	{Name: "state", Kind: codec.U8, Enum: mdbStateEnum},
	{Name: "flags", Kind: codec.U8, Enum: mdbFlagsEnum},
	{Name: "vid", Kind: codec.U16},
	{Name: "addr", Kind: codec.StructOf, Struct: brMdbAddrStruct},
}}

// brMdbAddrStruct is the member addr of struct br_mdb_entry (linux/if_bridge.h); proto says which address u is.
var brMdbAddrStruct = &codec.Struct{Name: "br_mdb_entry_addr", Members: []codec.Member{
	{Name: "u", Kind: codec.Bytes, Len: 16, Select: codec.ByField("proto", codec.Cases{
		{Value: linux.ETH_P_IP, Spec: codec.Of(codec.IP4)},
		{Value: linux.ETH_P_IPV6, Spec: codec.Of(codec.IP6)},
		{Value: 0, Spec: codec.Of(codec.LLAddr)},
	})},
	{Name: "proto", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
	{Name: "__pad", Kind: codec.Pad, Len: 2},
}}

// mdbStateEnum is MDB_TEMPORARY and MDB_PERMANENT (linux/if_bridge.h).
var mdbStateEnum = codec.NewEnum("mdb_state", "MDB_", codec.Names{
	0: "TEMPORARY",
	1: "PERMANENT",
})

// mdbFlagsEnum is MDB_FLAGS_* (linux/if_bridge.h).
var mdbFlagsEnum = codec.NewFlags("mdb_flags", "MDB_FLAGS_", []codec.Value{
	{Value: 0x1, Name: "OFFLOAD"},
	{Value: 0x2, Name: "FAST_LEAVE"},
	{Value: 0x4, Name: "STAR_EXCL"},
	{Value: 0x8, Name: "BLOCKED"},
	{Value: 0x10, Name: "OFFLOAD_FAILED"},
})
