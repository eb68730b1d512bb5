package strace

import (
	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
)

// track takes in a call that changes what descriptors mean.
func (s *descriptors) track(c *call) {
	if !c.result.ok {
		return
	}
	switch c.name {
	case "socket":
		s.trackSocket(c)
	case "bind", "getsockname":
		s.trackAddress(c)
	case "setsockopt":
		s.trackMembership(c)
	case "close":
		if fd, ok := s.length(s.tree.Arg(0)); ok {
			s.trackClose(c.pid, fd)
		}
	case "close_range":
		s.trackCloseRange(c)
	case "dup", "dup2", "dup3", "fcntl", "fcntl64":
		s.trackDup(c)
	case "execve", "execveat":
		s.trackExec(c.pid)
	case "ioctl":
		s.trackIndex()
	case "pipe", "pipe2", "socketpair", "read", "write", "readv", "writev", "send", "recv", "sendto", "recvfrom",
		"sendmsg", "recvmsg", "sendmmsg", "recvmmsg", "recvmmsg_time64":
	default:
		if isFork(c.name) {
			s.trackFork(c)
			return
		}
		s.opened(c.pid, c.result.value, descriptor{socket: plainFile})
	}
}

func (s *descriptors) trackSocket(c *call) {
	sock := plainFile
	if family := s.tree.Arg(0); family != 0 && s.flags(family) == afNetlink {
		sock = &socket{netlink: true, protocol: captures.ProtocolUnknown}
		if n := s.tree.Arg(2); n != 0 {
			if node := s.tree.Node(n); node.Kind == expr.Number && node.Value < 256 {
				sock.protocol = int(node.Value)
			} else if v, ok := s.names.Value(node.Text); ok {
				sock.protocol = int(v)
			}
		}
		if told, ok := noteSocket(c.result.note); ok && told.netlink {
			sock.portID = told.portID
		}
	}
	s.opened(c.pid, c.result.value, descriptor{sock, s.hasCloexec(1)})
	if hasPrefix(c.result.note, inodeMark) {
		if len(s.byInode) >= maxSockets {
			clear(s.byInode)
		}
		s.byInode[string(c.result.note)] = sock
	}
}

const closeOnExec = 0x80000 // SOCK_CLOEXEC and O_CLOEXEC of asm-generic/fcntl.h

func (s *descriptors) hasCloexec(arg int) bool {
	return s.flags(s.tree.Arg(arg))&closeOnExec != 0
}

// trackAddress learns port id and groups.
func (s *descriptors) trackAddress(c *call) {
	address := s.address()
	fd, ok := s.length(s.tree.Arg(0))
	if !ok || address == 0 || s.flags(s.tree.Child(address, "sa_family")) != afNetlink {
		return
	}
	sock := s.process(c.pid).lookup(s, fd)
	if sock == nil {
		sock = &socket{netlink: true, protocol: captures.ProtocolUnknown}
		s.opened(c.pid, fd, descriptor{socket: sock})
	}
	if !sock.netlink {
		return
	}
	if id := s.addressPart(address, "nl_pid", "pid"); id != 0 {
		sock.portID = uint32(id)
	}
	if groups := s.groups(address); groups != 0 {
		sock.groups = sock.groups&^0xffffffff | groups
	}
}

// trackMembership follows setsockopt(3, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, [5], 4).
func (s *descriptors) trackMembership(c *call) {
	fd, ok := s.length(s.tree.Arg(0))
	level, option, list := s.tree.Arg(1), s.tree.Arg(2), s.tree.Arg(3)
	if !ok || list == 0 || s.flags(level) != solNetlink || s.tree.First(list) == 0 {
		return
	}
	group := s.flags(s.tree.First(list))
	sock := s.process(c.pid).lookup(s, fd)
	if sock == nil || !sock.netlink || group == 0 || group > 64 {
		return
	}
	switch bit := uint64(1) << (group - 1); s.flags(option) {
	case addMembership:
		sock.groups |= bit
	case dropMembership:
		sock.groups &^= bit
	}
}

// Socket options of linux/socket.h and linux/netlink.h.
const (
	solNetlink     = 270
	addMembership  = 1
	dropMembership = 2
)

func (s *descriptors) trackClose(pid, fd int) {
	p := s.process(pid)
	delete(p.fds, fd)
	if p.orphan {
		p.fds[fd] = descriptor{socket: plainFile} // whoever shares it may not have closed it
	}
}

// trackCloseRange follows close_range(3, 4294967295, 0).
func (s *descriptors) trackCloseRange(c *call) {
	first, last, flags := s.tree.Arg(0), s.tree.Arg(1), s.tree.Arg(2)
	if flags == 0 || s.flags(flags)&closeRangeCloexec != 0 {
		return
	}
	from, to := s.flags(first), s.flags(last)
	for fd := range s.process(c.pid).fds {
		if uint64(fd) >= from && uint64(fd) <= to {
			s.trackClose(c.pid, fd)
		}
	}
}

const closeRangeCloexec = 4 // CLOSE_RANGE_CLOEXEC of linux/close_range.h

// trackDup follows dup, dup2, dup3 and fcntl.
func (s *descriptors) trackDup(c *call) {
	from, ok := s.length(s.tree.Arg(0))
	if !ok {
		return
	}
	cloexec := false
	switch c.name {
	case "dup3":
		cloexec = s.hasCloexec(2)
	case "fcntl", "fcntl64":
		command := s.tree.Arg(1)
		if command == 0 {
			return
		}
		switch s.tree.Node(command).Kind {
		case expr.Number, expr.Name:
		default:
			return
		}
		value, known := s.names.Value(s.tree.Node(command).Text)
		if s.tree.Node(command).Kind == expr.Number {
			value, known = s.tree.Node(command).Value, true
		}
		switch {
		case !known:
			return
		case value == setDescriptorFlags:
			s.setCloexec(c.pid, from)
			return
		case value == dupCloexec:
			cloexec = true
		case value != dupDescriptor:
			return
		}
	}
	if sock := s.process(c.pid).lookup(s, from); sock != nil {
		s.opened(c.pid, c.result.value, descriptor{sock, cloexec})
	}
}

// Commands of fcntl (asm-generic/fcntl.h, linux/fcntl.h).
const (
	dupDescriptor      = 0
	setDescriptorFlags = 2
	dupCloexec         = 1030
)

func (s *descriptors) setCloexec(pid, fd int) {
	flags := s.tree.Arg(2)
	if f, ok := s.process(pid).fds[fd]; ok && flags != 0 {
		f.cloexec = s.flags(flags)&1 != 0
		s.process(pid).fds[fd] = f
	}
}

// trackExec closes what a new program does not inherit. Threads no longer share descriptors with it.
func (s *descriptors) trackExec(pid int) {
	p := s.process(pid)
	kept := map[int]descriptor{}
	for fd, f := range p.fds {
		if !f.cloexec {
			kept[fd] = f
		}
	}
	p.fds, p.comm, p.orphan = kept, "", false
}

// trackFork notes the child of a clone or fork, unless it was met before its parent returned.
func (s *descriptors) trackFork(c *call) {
	if old := s.processes[c.result.value]; old != nil && !old.orphan {
		return
	}
	child := s.child(c)
	if old := s.processes[c.result.value]; old != nil {
		for fd, f := range old.fds {
			child.fds[fd] = f
		}
	}
	s.processes[c.result.value] = child
}

// trackIndex learns from ioctl(3, SIOCGIFINDEX, {ifr_name="eth0", ifr_ifindex=2}).
func (s *descriptors) trackIndex() {
	request, ifreq := s.tree.Arg(1), s.tree.After(s.tree.Arg(2))
	if request == 0 || ifreq == 0 || string(s.tree.Node(request).Text) != "SIOCGIFINDEX" {
		return
	}
	if s.tree.Node(ifreq).Kind != expr.Struct {
		return
	}
	name, index := s.tree.Child(ifreq, "ifr_name"), s.tree.Child(ifreq, "ifr_ifindex")
	if name == 0 || index == 0 || s.tree.Node(index).Kind != expr.Number {
		return
	}
	if text := s.tree.Node(name); text.Kind == expr.String && !text.Truncated {
		s.names.Learn(string(expr.AppendString(nil, text.Text)), s.tree.Node(index).Value)
	}
}
