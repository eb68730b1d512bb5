package proxy

import (
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"github.com/mdlayher/netlink"
	"golang.org/x/sys/unix"
)

// kernelTransport is a netlink socket of the running kernel.
type kernelTransport struct {
	portID    uint32
	socket    socketFD
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

// openKernel opens a socket as the options say.
func openKernel(protocol int, o *options) (_ Transport, err error) {
	config := netlink.Config{PID: o.portID}
	if o.netns != nil {
		fd, err := o.netns()
		if err != nil {
			return nil, err
		}
		defer unix.Close(fd)
		config.NetNS = fd
	}
	conn, err := netlink.Dial(protocol, &config)
	switch {
	case errors.Is(err, unix.EADDRINUSE):
		return nil, fmt.Errorf("netlink port id %d is in use by another socket: %w", o.portID, unix.EADDRINUSE)
	case errors.Is(err, unix.EPERM) && o.netns != nil:
		return nil, fmt.Errorf("netlink socket in another network namespace (needs CAP_SYS_ADMIN): %w", err)
	case err != nil:
		return nil, fmt.Errorf("netlink socket of protocol %d: %w", protocol, err)
	}
	defer conn.Close()
	if err := configure(conn, o); err != nil {
		return nil, err
	}
	k := &kernelTransport{portID: conn.PID(), anySender: o.anySender}
	k.reader.read, k.reader.busy = k.reader.once, &k.busy
	return k, k.socket.takeFrom(conn)
}

// configure sets the options of the socket. Those that only make answers better may be unknown to an old kernel.
func configure(conn *netlink.Conn, o *options) error {
	for _, option := range []struct {
		option netlink.ConnOption
		wanted bool
		needed bool
		what   string
	}{
		{netlink.ExtendedAcknowledge, true, false, ""},
		{netlink.CapAcknowledge, o.style.Capped, false, ""},
		{netlink.GetStrictCheck, !o.lax, false, ""},
		{netlink.ListenAllNSID, o.allNamespaces, true, "NETLINK_LISTEN_ALL_NSID (needs CAP_NET_BROADCAST)"},
	} {
		if !option.wanted {
			continue
		}
		if err := conn.SetOption(option.option, true); err != nil && option.needed {
			return fmt.Errorf("set %s: %w", option.what, err)
		}
	}
	if err := conn.SetReadBuffer(o.receiveBuffer); err != nil {
		return fmt.Errorf("set the receive buffer to %d octets: %w", o.receiveBuffer, err)
	}
	if err := conn.SetWriteBuffer(o.sendBuffer); err != nil {
		return fmt.Errorf("set the send buffer to %d octets: %w", o.sendBuffer, err)
	}
	if !o.credentials {
		return nil
	}
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	return control(raw, func(fd int) error { return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_PASSCRED, 1) })
}

func (k *kernelTransport) PortID() uint32 { return k.portID }

// Join has the kernel tell from now on which group a datagram is for: without groups, all answer requests.
func (k *kernelTransport) Join(group uint32) error {
	if err := k.set(unix.NETLINK_PKTINFO, 1); err != nil {
		return fmt.Errorf("set NETLINK_PKTINFO: %w", err)
	}
	err := k.set(unix.NETLINK_ADD_MEMBERSHIP, int(group))
	if errors.Is(err, unix.EPERM) {
		return fmt.Errorf("needs CAP_NET_ADMIN as a rule: %w", err)
	}
	return err
}

// Leave leaves a group.
func (k *kernelTransport) Leave(group uint32) error {
	return k.set(unix.NETLINK_DROP_MEMBERSHIP, int(group))
}

func (k *kernelTransport) set(option, value int) error {
	return k.socket.control(func(fd int) error { return unix.SetsockoptInt(fd, unix.SOL_NETLINK, option, value) })
}

// KeepsDumps tells that parts of dumps are queued however full the receive buffer is (netlink_dump).
func (k *kernelTransport) KeepsDumps() bool { return true }

// Close closes the socket.
func (k *kernelTransport) Close() error { return k.socket.close() }

// ReceiveBuffer returns how many octets, the kernel's own accounting included, may wait in the socket.
func (k *kernelTransport) ReceiveBuffer() (octets int, err error) {
	err = k.socket.control(func(fd int) error {
		octets, err = unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF)
		return err
	})
	return octets, err
}

// Drops returns how many datagrams the kernel could not put into the socket (SK_MEMINFO_DROPS, linux/sock_diag.h).
func (k *kernelTransport) Drops() (uint32, error) {
	var info [9]uint32
	size := uint32(unsafe.Sizeof(info))
	err := k.socket.control(func(fd int) error {
		_, _, errno := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), unix.SOL_SOCKET, unix.SO_MEMINFO,
			uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)), 0)
		if errno != 0 {
			return errno
		}
		return nil
	})
	return info[8], err
}
