package transport

import (
	"fmt"
	"syscall"
)

// To is where a datagram goes (struct sockaddr_nl, linux/netlink.h). The zero To is the kernel.
type To struct {
	PortID uint32 // nl_pid: of the socket of a process; 0: the kernel
	Groups uint32 // nl_groups: a bit for each of the multicast groups 1 to 32, the lowest for group 1
}

// Delivery is how a datagram is sent. The zero Delivery is to the kernel, which checks it as the socket was opened.
type Delivery struct {
	To To
	// Strict and Lax have the kernel check the requests in it as NETLINK_GET_STRICT_CHK says, or not, whatever the
	// socket was opened with.
	Strict, Lax bool
}

// Refuse is the EOPNOTSUPP of a transport, named by what, that sends nothing but the zero Delivery: nil if it is that.
func (d Delivery) Refuse(what string) error {
	switch {
	case d == (Delivery{}):
		return nil
	case d.To != (To{}):
		return fmt.Errorf("send to a process or group: %s has nothing but a kernel at its other end: %w", what,
			syscall.EOPNOTSUPP)
	}
	return fmt.Errorf("send with other checks than the socket's: %s has the same for all: %w", what, syscall.EOPNOTSUPP)
}
