package kernel

import (
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"github.com/mdlayher/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/transport"
)

// socket is a netlink socket of the running kernel.
type socket struct {
	portID    uint32
	fd        descriptor
	anySender bool
	peers     sync.Map // port ids of processes that were sent something, and may answer
	reader    recvmsg
	burst     *burst // that has datagrams left, or nil
	inBurst   bool   // the last datagram was an event, so the next may be

	// busy is held while the kernel starts a dump, and while it receives. It goes on with a dump whenever something is
	// received, and lets go of its own lock before it queues the first part: received from at that moment, it queues
	// the NLMSG_DONE before the objects (netlink_dump, net/netlink/af_netlink.c).
	busy sync.Mutex
}

// Open opens a netlink socket of a protocol. On Linux it is a syscall.Conn, and a transport.Namespaced.
func Open(protocol int, o transport.Options) (_ transport.Transport, err error) {
	o = o.Sized()
	config := netlink.Config{PID: o.PortID}
	if o.NetNS != nil {
		fd, err := o.NetNS()
		if err != nil {
			return nil, err
		}
		defer unix.Close(fd)
		config.NetNS = fd
	}
	conn, err := netlink.Dial(protocol, &config)
	switch {
	case errors.Is(err, unix.EADDRINUSE):
		return nil, fmt.Errorf("netlink port id %d is in use by another socket: %w", o.PortID, unix.EADDRINUSE)
	case errors.Is(err, unix.EPERM) && o.NetNS != nil:
		return nil, fmt.Errorf("netlink socket in another network namespace (needs CAP_SYS_ADMIN): %w", err)
	case err != nil:
		return nil, fmt.Errorf("netlink socket of protocol %d: %w", protocol, err)
	}
	defer conn.Close()
	if err := configure(conn, o); err != nil {
		return nil, err
	}
	s := &socket{portID: conn.PID(), anySender: o.AnySender}
	s.reader.read, s.reader.busy = s.reader.once, &s.busy
	return s, s.fd.takeFrom(conn)
}

// configure sets the options of the socket. Those that only make answers better may be unknown to an old kernel.
func configure(conn *netlink.Conn, o transport.Options) error {
	for _, option := range []struct {
		option netlink.ConnOption
		wanted bool
		needed bool
		what   string
	}{
		{netlink.ExtendedAcknowledge, true, false, ""},
		{netlink.CapAcknowledge, !o.WholeAcks, false, ""},
		{netlink.GetStrictCheck, !o.Lax, false, ""},
		{netlink.ListenAllNSID, o.AllNamespaces, true, "NETLINK_LISTEN_ALL_NSID (needs CAP_NET_BROADCAST)"},
	} {
		if !option.wanted {
			continue
		}
		if err := conn.SetOption(option.option, true); err != nil && option.needed {
			return fmt.Errorf("set %s: %w", option.what, err)
		}
	}
	if err := conn.SetReadBuffer(o.ReceiveBuffer); err != nil {
		return fmt.Errorf("set the receive buffer to %d octets: %w", o.ReceiveBuffer, err)
	}
	if err := conn.SetWriteBuffer(o.SendBuffer); err != nil {
		return fmt.Errorf("set the send buffer to %d octets: %w", o.SendBuffer, err)
	}
	if !o.PassCredentials {
		return nil
	}
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	return control(raw, func(fd int) error { return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_PASSCRED, 1) })
}

func (s *socket) PortID() uint32 { return s.portID }

// Join has the kernel tell from now on which group a datagram is for: without groups, all answer requests.
func (s *socket) Join(group uint32) error {
	if err := s.set(unix.NETLINK_PKTINFO, 1); err != nil {
		return fmt.Errorf("set NETLINK_PKTINFO: %w", err)
	}
	err := s.set(unix.NETLINK_ADD_MEMBERSHIP, int(group))
	if errors.Is(err, unix.EPERM) {
		return fmt.Errorf("needs CAP_NET_ADMIN as a rule: %w", err)
	}
	return err
}

// Leave leaves a group.
func (s *socket) Leave(group uint32) error {
	return s.set(unix.NETLINK_DROP_MEMBERSHIP, int(group))
}

func (s *socket) set(option, value int) error {
	return s.fd.control(func(fd int) error { return unix.SetsockoptInt(fd, unix.SOL_NETLINK, option, value) })
}

// KeepsDumps tells that parts of dumps are queued however full the receive buffer is (netlink_dump).
func (s *socket) KeepsDumps() bool { return true }

// Close closes the socket.
func (s *socket) Close() error { return s.fd.close() }

// ReceiveBuffer returns how many octets, the kernel's own accounting included, may wait in the socket.
func (s *socket) ReceiveBuffer() (octets int, err error) {
	err = s.fd.control(func(fd int) error {
		octets, err = unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF)
		return err
	})
	return octets, err
}

// Drops returns how many datagrams the kernel could not put into the socket (SK_MEMINFO_DROPS, linux/sock_diag.h).
func (s *socket) Drops() (uint32, error) {
	var info [9]uint32
	size := uint32(unsafe.Sizeof(info))
	err := s.fd.control(func(fd int) error {
		_, _, errno := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), unix.SOL_SOCKET, unix.SO_MEMINFO,
			uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)), 0)
		if errno != 0 {
			return errno
		}
		return nil
	})
	return info[8], err
}
