package netns

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// Auto lets the kernel choose an id: see SetID.
const Auto = int32(-1)

// ID returns the id by which ns knows another namespace: what stands in IFLA_LINK_NETNSID and comes with the events of
// all namespaces. ok is false if other has none in ns.
func (ns *NS) ID(other *NS) (id int32, ok bool, err error) {
	answer, err := ns.ask(unix.RTM_GETNSID, 0, other, nil)
	if err != nil {
		return 0, false, fmt.Errorf("id of a network namespace: %w", err)
	}
	const body = codec.HeaderLen + 4 // struct rtgenmsg, padded
	for b := answer[min(body, len(answer)):]; len(b) >= 8; {
		size, typ := host.Order.Uint16(b), host.Order.Uint16(b[2:])
		if typ == unix.NETNSA_NSID && size == 8 {
			id = int32(host.Order.Uint32(b[4:]))
			return id, id >= 0, nil
		}
		b = b[min((max(int(size), 4)+3)&^3, len(b)):]
	}
	return 0, false, errors.New("id of a network namespace: the kernel's answer has none")
}

// SetID gives another namespace an id in ns, which must not have one yet: a number from 0 on, or Auto.
func (ns *NS) SetID(other *NS, id int32) error {
	if id < Auto {
		return fmt.Errorf("%d is no id for a network namespace: it is a number from 0 on", id)
	}
	attr := host.AppendAttr(nil, unix.NETNSA_NSID, host.Order.AppendUint32(nil, uint32(id)))
	if _, err := ns.ask(unix.RTM_NEWNSID, codec.FlagAck, other, attr); err != nil {
		return fmt.Errorf("give a network namespace the id %d: %w", id, err)
	}
	return nil
}

// ByID finds the namespace that ns knows by an id, among the named ones and those of processes.
func (ns *NS) ByID(id int32) (found Namespace, ok bool, err error) {
	all, err := every()
	if err != nil {
		return found, false, err
	}
	for _, n := range all {
		other, err := n.Open()
		if err != nil {
			continue // it ended meanwhile
		}
		got, has, err := ns.ID(other)
		other.Close()
		if err != nil {
			return found, false, err
		}
		if has && got == id {
			return n, true, nil
		}
	}
	return found, false, nil
}

// ask sends a request about another namespace to the kernel, in ns, and returns the message that answers.
func (ns *NS) ask(typ, flags uint16, other *NS, attrs []byte) (answer []byte, err error) {
	target, err := other.FD()
	if err != nil {
		return nil, err
	}
	defer unix.Close(target)
	body := append(make([]byte, 4), host.AppendAttr(attrs, unix.NETNSA_FD, host.Order.AppendUint32(nil, uint32(target)))...)
	h := codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: typ, Flags: codec.FlagRequest | flags, Seq: 1}
	request := append(h.Append(nil, host.BigEndian), body...)
	err = ns.Do(func() (err error) {
		answer, err = exchange(request)
		return err
	})
	return answer, err
}

// exchange opens a socket, sends a request and returns the message that answers it.
func exchange(request []byte) ([]byte, error) {
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	if err != nil {
		return nil, os.NewSyscallError("socket", err)
	}
	defer unix.Close(fd)
	if err := unix.Sendto(fd, request, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return nil, os.NewSyscallError("sendto", err)
	}
	b := make([]byte, 4096)
	n, _, err := unix.Recvfrom(fd, b, 0)
	if err != nil {
		return nil, os.NewSyscallError("recvfrom", err)
	}
	if n < codec.HeaderLen+4 {
		return nil, fmt.Errorf("the kernel's answer has %d octets", n)
	}
	if host.Header(b).Type == codec.TypeError {
		if errno := -int32(host.Order.Uint32(b[codec.HeaderLen:])); errno != 0 {
			return nil, unix.Errno(errno)
		}
	}
	return b[:n], nil
}
