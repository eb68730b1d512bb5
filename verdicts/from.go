package verdicts

import (
	"context"
	"errors"
	"time"
)

// From is what came with a datagram beside its octets: who sent it.
type From struct {
	PortID uint32 // of the sender: 0 is the kernel
	Group  uint32 // multicast group that the datagram was sent to, 0 for none
	NSID   int32  // id of the network namespace it comes from, -1 for the socket's own
	Pid    int    // process id of the sender, where credentials were asked for
	UID    int    // user id of the sender, -1 if not asked for
	GID    int
	// Arrival numbers what a proxy.Socket received, from 1 on, in the order in which the kernel put it into the socket:
	// of an event and a part of a dump the one with the lower number came first. All messages of a datagram have one
	// number. 0: not of a Socket, but of a bare transport.
	Arrival uint64
	Time    time.Time // when it was received, where that was asked for, or recorded; else zero
}

// To is where a datagram goes (struct sockaddr_nl, linux/netlink.h). The zero To is the kernel.
type To struct {
	PortID uint32 // nl_pid: of the socket of a process; 0: the kernel
	Groups uint32 // nl_groups: a bit for each of the multicast groups 1 to 32, the lowest for group 1
}

// Passage is what a Gate is told of a datagram beside its octets.
type Passage struct {
	PortID uint32   // of the program's socket
	Style  AckStyle // how that socket wants its acknowledgements
	// From is who sent the datagram. The zero From stands for the program, as far as the Gate knows it, where something
	// is sent, and for the kernel, without a group, where something is received.
	From  From
	To    To  // where a datagram that is sent goes
	Value any // the caller's own, which callbacks find in their Call
}

// call returns what the messages of a datagram, of the program with a process id, have in common.
func (p *Passage) call(ctx context.Context, d Direction, pid int) Call {
	c := Call{
		Context: ctx, Direction: d, PortID: p.PortID, Style: p.Style, From: p.From, To: p.To, Pid: pid, Value: p.Value,
	}
	if c.From == (From{}) {
		c.From = From{NSID: -1, UID: -1, GID: -1}
		if d == Send {
			c.From.PortID, c.From.Pid = p.PortID, pid
		}
	}
	return c
}

// ErrEmpty says that no datagram is waiting: what Receive of a transport returns if it is not to wait.
var ErrEmpty = errors.New("no datagram is waiting")
