package strace

import (
	"bytes"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/captures/strace/internal/rebuild"
)

// descriptors is the third step: calls that change what descriptors mean are followed, and of calls that pass data it
// is known what they pass it on.
type descriptors struct {
	calls
	names *rebuild.Names
	use   use // of the last call that passes data

	processes  map[int]*process
	lastOpened map[int]*socket    // by descriptor, for processes of unknown descent
	byInode    map[string]*socket // by decoration, "socket:[7356]", for descriptors passed between processes
}

// use is a call that passes data, and the descriptor that it uses.
type use struct {
	*call
	fd       int // -1 if not told
	socket   socket
	netlink  bool // it is a socket of netlink, or may be one
	doubtful bool // the descriptor is unknown: only octets that look like netlink count
}

// socket is what is known of a descriptor.
type socket struct {
	netlink  bool
	protocol int // or captures.ProtocolUnknown
	portID   uint32
	groups   uint64
}

// nextUse goes on to what happens next: nothing, dumpRow, dumpEnded, or callEnded of calls that pass data.
func (s *descriptors) nextUse() (event, error) {
	for {
		e, err := s.nextEvent()
		switch {
		case err != nil:
			return nothing, err
		case e == callBegan:
			if s.wanted(&s.begun) {
				s.accept(s.comm(s.begun.pid, s.begun.comm))
			}
		case e == exited:
			delete(s.processes, s.gone)
		case e != callEnded:
			return e, nil
		case s.call.fragment:
			s.use = use{call: s.call, fd: -1, netlink: true,
				socket: socket{netlink: true, protocol: captures.ProtocolUnknown}}
			return e, nil
		case passesData(s.call.name):
			s.use = s.identify(s.call)
			return e, nil
		default:
			s.track(s.call)
		}
	}
}

// plainFile is what a descriptor is that is not netlink.
var plainFile = &socket{}

// wanted tells, without parsing the line, whether the call can matter: most lines of a log are of other descriptors.
func (s *descriptors) wanted(b *beginning) bool {
	if b.fragment || !usesPlainFiles(b.name) {
		return true
	}
	fd, n := decimal(b.rest[b.open:])
	if n == 0 {
		return false
	}
	if at(b.rest, b.open+n) == '<' {
		return hasPrefix(b.rest[b.open+n:], "<NETLINK:") || hasPrefix(b.rest[b.open+n:], "<socket:")
	}
	sock := s.process(b.pid).lookup(s, fd)
	return sock != nil && sock.netlink
}

// identify finds out what the descriptor of a call is.
func (s *descriptors) identify(c *call) use {
	u := use{call: c, fd: -1}
	arg := s.tree.Arg(0)
	fd, ok := s.length(arg)
	if !ok {
		return u
	}
	u.fd = fd
	sock := s.process(c.pid).lookup(s, fd)
	if note := s.tree.Note(arg); note != nil {
		if told, ok := noteSocket(note); ok {
			sock = s.merge(c.pid, fd, sock, told)
		} else if sock == nil {
			sock = s.byInode[string(note)]
		}
	}
	switch {
	case sock == nil && s.hasForeignAddress():
	case sock == nil:
		u.socket = socket{netlink: true, protocol: captures.ProtocolUnknown}
		u.netlink, u.doubtful = !usesPlainFiles(c.name), !s.hasNetlinkText()
	default:
		u.socket, u.netlink = *sock, sock.netlink
		u.doubtful = usesPlainFiles(c.name) && s.tree.Note(arg) == nil && sock.protocol != nlmsg.Uevent
	}
	return u
}

// merge notes what the decoration of a descriptor says.
func (s *descriptors) merge(pid, fd int, known *socket, told socket) *socket {
	if known != nil && known.netlink && told.netlink {
		if told.protocol != captures.ProtocolUnknown {
			known.protocol = told.protocol
		}
		if told.portID != 0 {
			known.portID = told.portID
		}
		return known
	}
	if known == nil || known.netlink != told.netlink {
		sock := &told
		s.process(pid).fds[fd] = descriptor{socket: sock}
		return sock
	}
	return known
}

// inodeMark begins the decoration of a socket of which strace knows no more than the inode.
const inodeMark = "socket:["

// maxSockets bounds how many inodes are remembered.
const maxSockets = 1 << 16

// noteSocket reads the decoration of a descriptor: NETLINK:[ROUTE:991] by -yy, /etc/passwd, TCP:[…]. It returns false
// if that does not tell.
func noteSocket(note []byte) (socket, bool) {
	const mark = "NETLINK:["
	if hasPrefix(note, inodeMark) {
		return socket{}, false
	}
	if !hasPrefix(note, mark) {
		return socket{}, true
	}
	sock := socket{netlink: true, protocol: captures.ProtocolUnknown}
	name, port, _ := bytes.Cut(bytes.TrimSuffix(note[len(mark):], []byte("]")), []byte(":"))
	if number, ok := rebuild.Protocol(string(name)); ok {
		sock.protocol = number
	} else if number, n := decimal(name); n > 0 && number < 32 {
		sock.protocol = number
	}
	if id, n := decimal(port); n > 0 {
		sock.portID = uint32(id)
	}
	return sock, true
}

// address returns the node of the socket address among the arguments, or 0.
func (s *descriptors) address() int32 {
	for i := 1; i <= 4; i++ {
		n := s.tree.After(s.tree.Arg(i))
		if s.tree.Node(n).Kind != expr.Struct {
			continue
		}
		if s.tree.Child(n, "sa_family") != 0 {
			return n
		}
		if name := s.tree.After(s.tree.Child(n, "msg_name")); s.tree.Child(name, "sa_family") != 0 {
			return name
		}
	}
	return 0
}

func (s *descriptors) hasForeignAddress() bool {
	n := s.address()
	return n != 0 && s.flags(s.tree.Child(n, "sa_family")) != afNetlink
}

const afNetlink = 16 // AF_NETLINK of linux/socket.h

// hasNetlinkText reports whether strace itself knew that the data is netlink: by the address, or because it decoded it.
func (s *descriptors) hasNetlinkText() bool {
	if s.address() != 0 {
		return true
	}
	for i := 1; i <= 2; i++ {
		if n := s.tree.After(s.tree.Arg(i)); n != 0 && s.holdsHeader(n, 0) {
			return true
		}
	}
	return false
}

// holdsHeader looks for a message header in the first parts of n.
func (s *descriptors) holdsHeader(n int32, depth int) bool {
	node := s.tree.Node(n)
	if string(node.Member) == "nlmsg_len" {
		return true
	}
	if depth > 6 || node.Kind != expr.Struct && node.Kind != expr.List {
		return false
	}
	for c := s.tree.First(n); c != 0; c = s.tree.Next(c) {
		if s.holdsHeader(c, depth+1) {
			return true
		}
		if node.Kind == expr.List {
			break
		}
	}
	return false
}

// addressPart returns a number of a netlink address, which older straces name otherwise.
func (s *descriptors) addressPart(address int32, name, oldName string) uint64 {
	n := s.tree.Child(address, name)
	if n == 0 {
		n = s.tree.Child(address, oldName)
	}
	if n == 0 {
		return 0
	}
	return s.flags(n)
}

// groups returns the multicast groups of a netlink address.
func (s *descriptors) groups(address int32) uint64 {
	if s.tree.Node(address).Kind != expr.Struct {
		return 0
	}
	return s.addressPart(address, "nl_groups", "groups")
}

// flags evaluates a set of flags; names it does not know count as none.
func (s *descriptors) flags(n int32) uint64 {
	node := s.tree.Node(n)
	switch node.Kind {
	case expr.Number:
		return node.Value
	case expr.Name:
		v, _ := s.names.Value(node.Text)
		return v
	case expr.Op:
		var v uint64
		for c := s.tree.First(n); c != 0; c = s.tree.Next(c) {
			v |= s.flags(c)
		}
		return v
	}
	return 0
}

// length returns the value of a node that is a length.
func (s *descriptors) length(n int32) (int, bool) {
	if n == 0 {
		return 0, false
	}
	node := s.tree.Node(n)
	if node.Kind != expr.Number || node.Value > 1<<31 {
		return 0, false
	}
	return int(node.Value), true
}
