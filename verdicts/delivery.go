package verdicts

import (
	"context"
	"fmt"
	"syscall"
)

// Delivery is how a transport sends a datagram that is not sent as others of its socket are.
type Delivery struct {
	To To
	// Strict and Lax have the kernel check the requests in it as NETLINK_GET_STRICT_CHK says, or not, whatever the
	// socket was opened with.
	Strict, Lax bool
}

// sender is what every transport can do.
type sender interface {
	Send(ctx context.Context, datagram []byte) error
}

// deliverer is what a transport can do beyond that.
type deliverer interface {
	Deliver(ctx context.Context, datagram []byte, d Delivery) error
}

// Through has a transport send a datagram. One that does not have the method Deliver sends to the kernel only.
func (d Delivery) Through(ctx context.Context, t sender, datagram []byte) error {
	if d == (Delivery{}) {
		return t.Send(ctx, datagram)
	}
	if able, ok := t.(deliverer); ok {
		return able.Deliver(ctx, datagram, d)
	}
	return d.Refuse("the socket's transport")
}

// Refuse is the EOPNOTSUPP of a transport, named by what, that cannot send so.
func (d Delivery) Refuse(what string) error {
	if d.To != (To{}) {
		return fmt.Errorf("send to a process or group: %s has nothing but a kernel at its other end: %w", what,
			syscall.EOPNOTSUPP)
	}
	return fmt.Errorf("send with other checks than the socket's: %s has the same for all: %w", what, syscall.EOPNOTSUPP)
}
