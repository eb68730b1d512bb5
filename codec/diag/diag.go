// Package diag describes NETLINK_SOCK_DIAG: what sockets there are (sock_diag(7)).
package diag

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Protocol is NETLINK_SOCK_DIAG (linux/sock_diag.h).
var Protocol = &codec.Protocol{
	Name:     "NETLINK_SOCK_DIAG",
	Number:   linux.NETLINK_SOCK_DIAG,
	Messages: codec.JoinTypes(oldInetMessages, socketMessages),
	Groups: codec.Names{
		1: "SKNLGRP_INET_TCP_DESTROY",
		2: "SKNLGRP_INET_UDP_DESTROY",
		3: "SKNLGRP_INET6_TCP_DESTROY",
		4: "SKNLGRP_INET6_UDP_DESTROY",
	},
}

// socketObject is sockets of whatever family (linux/sock_diag.h). What they are like, their family says, the first
// octet of requests and answers, except for answers of TIPC.
var socketObject = &codec.Object{Name: "socket", Header: reqStruct}

// socketMessages: the kernel also tells of sockets that end with SOCK_DIAG_BY_FAMILY.
var socketMessages = socketObject.Messages(codec.Rows{
	{Type: sockDiagByFamily, Name: "SOCK_DIAG_BY_FAMILY", Op: codec.OpGet, Variants: slices.Concat(
		inetForms, unixForms, packetForms, netlinkForms, xdpForms, vsockForms, tipcForms, smcForms,
	)},
	{Type: 21, Name: "SOCK_DESTROY", Op: codec.OpDelete, Variants: inetRequests},
})

const sockDiagByFamily = 20

// reqStruct is struct sock_diag_req (linux/sock_diag.h).
var reqStruct = &codec.Struct{Name: "sock_diag_req", Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8},
}}

// request is the form of requests about the sockets of a family, which start with a struct of their own.
func request(o *codec.Object, header *codec.Struct, set *codec.Set, families ...uint64) *codec.MessageType {
	return &codec.MessageType{Header: header, Set: set, Object: o, When: codec.When{
		Request: true, Header: codec.Only("sdiag_family", families...),
	}}
}

// answer is the form of what the kernel says of the sockets of a family.
func answer(o *codec.Object, member string, families ...uint64) *codec.MessageType {
	return &codec.MessageType{Header: o.Header, Set: o.Set, Object: o, When: codec.When{
		Header: codec.Only(member, families...),
	}}
}

// simple is the forms of the messages of a family whose requests have no attributes.
func simple(o *codec.Object, header *codec.Struct, member string, family uint64) []*codec.MessageType {
	return []*codec.MessageType{answer(o, member, family), request(o, header, nil, family)}
}

// socket is the sockets of a family. A cookie tells a socket from all others that there are and have been.
func socket(name string, header *codec.Struct, set *codec.Set, cookie string) *codec.Object {
	return &codec.Object{Name: name, Header: header, Set: set, Keys: []codec.Key{
		{Parts: []codec.Part{codec.Needs("." + cookie)}},
	}}
}

// cookie is a member that names a socket: two __u32, the lower one first.
func cookie(name string) codec.Member {
	return codec.Member{Name: name, Kind: codec.U64, Unit: codec.Hex}
}

// noCookie is INET_DIAG_NOCOOKIE twice: any socket (linux/inet_diag.h).
const noCookie = 1<<64 - 1

// skMeminfoSpec is SK_MEMINFO_*: octets that a socket has allocated, or may, and packets that it dropped
// (linux/sock_diag.h).
func skMeminfoSpec(name string) codec.Spec {
	return codec.Spec{Name: name, Kind: codec.Array, Elem: codec.Of(codec.U32), Index: skMeminfoEnum}
}

// skMeminfoEnum is SK_MEMINFO_* (linux/sock_diag.h).
var skMeminfoEnum = codec.NewEnum("sk_meminfo", "SK_MEMINFO_", codec.Names{
	0: "RMEM_ALLOC",
	1: "RCVBUF",
	2: "WMEM_ALLOC",
	3: "SNDBUF",
	4: "FWD_ALLOC",
	5: "WMEM_QUEUED",
	6: "OPTMEM",
	7: "BACKLOG",
	8: "DROPS",
})

// stateEnum is the states of sockets, TCP_* (the kernel's net/tcp_states.h). Other families use those that fit.
var stateEnum = codec.NewEnum("tcp_state", "TCP_", codec.Names{
	1:  "ESTABLISHED",
	2:  "SYN_SENT",
	3:  "SYN_RECV",
	4:  "FIN_WAIT1",
	5:  "FIN_WAIT2",
	6:  "TIME_WAIT",
	7:  "CLOSE",
	8:  "CLOSE_WAIT",
	9:  "LAST_ACK",
	10: "LISTEN",
	11: "CLOSING",
	12: "NEW_SYN_RECV",
	13: "BOUND_INACTIVE",
})

// statesEnum is states as bits, TCPF_* (the kernel's net/tcp_states.h).
var statesEnum = codec.NewFlags("tcp_states", "TCPF_", []codec.Value{
	{Value: 1 << 1, Name: "ESTABLISHED"},
	{Value: 1 << 2, Name: "SYN_SENT"},
	{Value: 1 << 3, Name: "SYN_RECV"},
	{Value: 1 << 4, Name: "FIN_WAIT1"},
	{Value: 1 << 5, Name: "FIN_WAIT2"},
	{Value: 1 << 6, Name: "TIME_WAIT"},
	{Value: 1 << 7, Name: "CLOSE"},
	{Value: 1 << 8, Name: "CLOSE_WAIT"},
	{Value: 1 << 9, Name: "LAST_ACK"},
	{Value: 1 << 10, Name: "LISTEN"},
	{Value: 1 << 11, Name: "CLOSING"},
	{Value: 1 << 12, Name: "NEW_SYN_RECV"},
	{Value: 1 << 13, Name: "BOUND_INACTIVE"},
})

// shutdownEnum is the directions that are shut down, RCV_SHUTDOWN and SEND_SHUTDOWN (the kernel's net/sock.h).
var shutdownEnum = codec.NewFlags("sk_shutdown", "", []codec.Value{
	{Value: 0x1, Name: "RCV_SHUTDOWN"},
	{Value: 0x2, Name: "SEND_SHUTDOWN"},
})

// sockTypeEnum is the types of sockets, SOCK_* (the kernel's linux/net.h, and sys/socket.h).
var sockTypeEnum = codec.NewEnum("sock_type", "SOCK_", codec.Names{
	1:  "STREAM",
	2:  "DGRAM",
	3:  "RAW",
	4:  "RDM",
	5:  "SEQPACKET",
	6:  "DCCP",
	10: "PACKET",
})
