package verdicts

import "errors"

// From is what came with a datagram beside its octets.
type From struct {
	PortID uint32 // of the sender: 0 is the kernel
	Group  uint32 // multicast group that the datagram was sent to, 0 for none
	NSID   int32  // id of the network namespace it comes from, -1 for the socket's own
	Pid    int    // process id of the sender, where credentials were asked for
	UID    int    // user id of the sender, -1 if not asked for
	GID    int
}

// ErrEmpty says that no datagram is waiting: what Receive of a transport returns if it is not to wait.
var ErrEmpty = errors.New("no datagram is waiting")
