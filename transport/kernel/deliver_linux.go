package kernel

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/wait"
	"github.com/nlkit/nlkit/transport"
)

// deliver sends a datagram to a process or a group, or has the kernel check it otherwise than what the socket sends.
func (s *socket) deliver(ctx context.Context, datagram []byte, d transport.Delivery) error {
	if d.To.PortID != 0 {
		s.peers.Store(d.To.PortID, nil)
	}
	for attempt := 0; ; attempt++ {
		err := s.deliverOnce(datagram, d)
		if d.To == (transport.To{}) || !errors.Is(err, unix.EAGAIN) {
			return err
		}
		if err := wait.For(ctx, wait.Backoff(attempt)); err != nil { // nothing tells when a process has made room
			return err
		}
	}
}

func (s *socket) deliverOnce(datagram []byte, d transport.Delivery) error {
	send := func(fd int) error {
		if startsDump(datagram) {
			s.busy.Lock()
			defer s.busy.Unlock()
		}
		return sendTo(fd, datagram, d.To)
	}
	if !d.Strict && !d.Lax {
		return s.fd.control(send)
	}
	return s.fd.alone(func(fd int) error { return checked(fd, d.Strict, send) })
}

// checked calls send with NETLINK_GET_STRICT_CHK on or off. The kernel looks at it before sendto(2) returns.
func checked(fd int, strict bool, send func(fd int) error) error {
	set := func(on bool) error {
		value := 0
		if on {
			value = 1
		}
		return unix.SetsockoptInt(fd, unix.SOL_NETLINK, unix.NETLINK_GET_STRICT_CHK, value)
	}
	was, err := unix.GetsockoptInt(fd, unix.SOL_NETLINK, unix.NETLINK_GET_STRICT_CHK)
	switch {
	case err != nil && strict:
		return fmt.Errorf("strict checks need Linux 4.20: NETLINK_GET_STRICT_CHK: %w", err)
	case err != nil || was != 0 == strict:
		return send(fd)
	}
	if err := set(strict); err != nil {
		return fmt.Errorf("set NETLINK_GET_STRICT_CHK: %w", err)
	}
	return errors.Join(send(fd), set(!strict))
}

// sendTo is sendto(2), which does not wait for room at a process.
func sendTo(fd int, datagram []byte, to transport.To) error {
	addr := &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Pid: to.PortID, Groups: to.Groups}
	for {
		err := unix.Sendto(fd, datagram, unix.MSG_DONTWAIT, addr)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err == nil, errors.Is(err, unix.ECONNREFUSED) && to.PortID == 0 && to.Groups != 0:
			return nil // the group has got it; that no kernel listens besides it is no error
		case errors.Is(err, unix.ECONNREFUSED):
			return fmt.Errorf("send %d octets to port id %d, which no socket of the protocol has: %w", len(datagram),
				to.PortID, err)
		case errors.Is(err, unix.EPERM):
			return fmt.Errorf("send %d octets to a process or group (needs CAP_NET_ADMIN): %w", len(datagram), err)
		}
		return fmt.Errorf("send %d octets: %w", len(datagram), err)
	}
}
