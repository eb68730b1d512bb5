// Package bpf compiles the part of a filter expression that a kernel can decide into a classic BPF program, which a
// socket runs before a message takes room in its receive buffer. It needs no privileges.
//
//	p, err := filter.Compile(reg, `type == "RTM_NEWROUTE" && attr.RTA_OIF == 3`)
//	…
//	f := bpf.Compile(reg, linux.NETLINK_ROUTE, p)
//	err = f.Attach(conn, port)
//
// The program rejects a datagram only if the expression does not hold of it, whatever else is the case: what it cannot
// decide it lets pass, and the expression is to be asked about all that passes. So are datagrams with several messages,
// control messages, and answers to requests of the socket.
package bpf
