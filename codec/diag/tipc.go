package diag

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// tipcObject is sockets of AF_TIPC. What the kernel says of one starts with no struct, and is one attribute
// (linux/tipc_sockets_diag.h).
var tipcObject = &codec.Object{Name: "tipc socket", Set: tipcAttrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs("TIPC_NLA_SOCK/TIPC_NLA_SOCK_COOKIE")}},
}}

const tipcNlaSock = 2

var tipcForms = []*codec.MessageType{
	{Bare: true, Set: tipcAttrs, Object: tipcObject, When: codec.When{Alone: tipcNlaSock}},
	request(tipcObject, tipcReqStruct, nil, linux.AF_TIPC),
}

// tipcReqStruct is struct tipc_sock_diag_req (linux/tipc_sockets_diag.h).
var tipcReqStruct = &codec.Struct{Name: "tipc_sock_diag_req", Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "tidiag_states", Kind: codec.U32, Enum: statesEnum},
}}

// tipcAttrs is TIPC_NLA_SOCK alone of TIPC_NLA_* (linux/tipc_netlink.h).
var tipcAttrs = codec.NewSet("TIPC_NLA_", codec.Attrs{
	tipcNlaSock: {Name: "SOCK", Kind: codec.Nest, Set: tipcSockAttrs},
})

// tipcSockAttrs is TIPC_NLA_SOCK_* (linux/tipc_netlink.h).
var tipcSockAttrs = codec.NewSet("TIPC_NLA_SOCK_", codec.Attrs{
	1:  {Name: "ADDR", Kind: codec.U32, Unit: codec.Hex},
	2:  {Name: "REF", Kind: codec.U32},
	3:  {Name: "CON", Kind: codec.Nest, Set: tipcConAttrs},
	4:  {Name: "HAS_PUBL", Kind: codec.Flag},
	5:  {Name: "STAT", Kind: codec.Nest, Set: tipcSockStatAttrs},
	6:  {Name: "TYPE", Kind: codec.U32, Enum: sockTypeEnum},
	7:  {Name: "INO", Kind: codec.U32},
	8:  {Name: "UID", Kind: codec.U32},
	9:  {Name: "TIPC_STATE", Kind: codec.U32, Enum: tipcStateEnum},
	10: {Name: "COOKIE", Kind: codec.U64, Unit: codec.Hex},
	11: {Name: "PAD", Kind: codec.Pad},
	12: {Name: "GROUP", Kind: codec.Nest, Set: tipcSockGroupAttrs},
})

// tipcStateEnum is the states of sockets of TIPC, which are those of TCP by other names (the kernel's
// net/tipc/socket.c).
var tipcStateEnum = codec.NewSparse("tipc_state", "TIPC_", []codec.Value{
	{Value: 1, Name: "ESTABLISHED"},
	{Value: 2, Name: "CONNECTING"},
	{Value: 7, Name: "OPEN"},
	{Value: 8, Name: "DISCONNECTING"},
	{Value: 10, Name: "LISTEN"},
})

// tipcConAttrs is TIPC_NLA_CON_*: the other end (linux/tipc_netlink.h).
var tipcConAttrs = codec.NewSet("TIPC_NLA_CON_", codec.Attrs{
	1: {Name: "FLAG", Kind: codec.Flag},
	2: {Name: "NODE", Kind: codec.U32, Unit: codec.Hex},
	3: {Name: "SOCK", Kind: codec.U32},
	4: {Name: "TYPE", Kind: codec.U32},
	5: {Name: "INST", Kind: codec.U32},
})

// tipcSockStatAttrs is TIPC_NLA_SOCK_STAT_* (linux/tipc_netlink.h).
var tipcSockStatAttrs = codec.NewSet("TIPC_NLA_SOCK_STAT_", codec.Attrs{
	0: {Name: "RCVQ", Kind: codec.U32},
	1: {Name: "SENDQ", Kind: codec.U32},
	2: {Name: "LINK_CONG", Kind: codec.Flag},
	3: {Name: "CONN_CONG", Kind: codec.Flag},
	4: {Name: "DROP", Kind: codec.U32},
})

// tipcSockGroupAttrs is TIPC_NLA_SOCK_GROUP_* (linux/tipc_netlink.h).
var tipcSockGroupAttrs = codec.NewSet("TIPC_NLA_SOCK_GROUP_", codec.Attrs{
	0: {Name: "ID", Kind: codec.U32},
	1: {Name: "OPEN", Kind: codec.Flag},
	2: {Name: "NODE_SCOPE", Kind: codec.Flag},
	3: {Name: "CLUSTER_SCOPE", Kind: codec.Flag},
	4: {Name: "INSTANCE", Kind: codec.U32},
	5: {Name: "BC_SEND_NEXT", Kind: codec.U32},
})
