package transport

import "time"

// From is what came with a datagram besides its octets: who sent it.
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

// FromKernel is the From of a datagram that answers a request: of the kernel, to no group.
func FromKernel() From { return From{NSID: -1, UID: -1, GID: -1} }
