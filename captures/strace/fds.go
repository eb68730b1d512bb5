package strace

import (
	"bytes"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/rebuild"
	"github.com/nlkit/nlkit/captures/internal/straceexpr"
)

// straceSocket is what is known of a descriptor.
type straceSocket struct {
	netlink  bool
	protocol int // or ProtocolUnknown
	portID   uint32
	groups   uint64
}

type straceFD struct {
	*straceSocket
	cloexec bool
}

// straceProcess is a thread or process. Threads of one process share the map.
type straceProcess struct {
	fds    map[int]straceFD
	comm   string
	orphan bool // its parent is not known: it may have any descriptor that was opened elsewhere
}

// maxProcesses bounds how many processes are remembered; a log need not tell when one ends.
const maxProcesses = 1 << 16

// process returns a process, new ones included.
func (s *straceReader) process(pid int) *straceProcess {
	if p := s.processes[pid]; p != nil {
		return p
	}
	if len(s.processes) >= maxProcesses {
		clear(s.processes)
	}
	p := s.adopt(pid)
	s.processes[pid] = p
	return p
}

// adopt makes a process that no finished clone announced. A clone that is not finished is its origin; else a first
// process id after lines without one is the process of those lines; else its descriptors are looked up by number alone.
func (s *straceReader) adopt(pid int) *straceProcess {
	var parent *straceCall
	for _, c := range s.unfinished {
		if isFork(c.name) && c.pid != pid {
			if parent != nil {
				parent = nil
				break
			}
			parent = c
		}
	}
	if parent != nil {
		return s.child(parent)
	}
	if first := s.processes[0]; first != nil && len(s.processes) == 1 {
		return &straceProcess{fds: first.fds, comm: first.comm}
	}
	return &straceProcess{fds: map[int]straceFD{}, orphan: true}
}

func isFork(name string) bool {
	switch name {
	case "clone", "clone2", "clone3", "fork", "vfork":
		return true
	}
	return false
}

// child makes the process that a clone or fork starts.
func (s *straceReader) child(c *straceCall) *straceProcess {
	parent := s.process(c.pid)
	child := &straceProcess{fds: parent.fds, comm: parent.comm, orphan: parent.orphan}
	if !bytes.Contains(c.text, []byte("CLONE_FILES")) {
		child.fds = make(map[int]straceFD, len(parent.fds))
		for fd, f := range parent.fds {
			child.fds[fd] = f
		}
	}
	return child
}

// lookup returns what is known of a descriptor, or nil.
func (p *straceProcess) lookup(s *straceReader, fd int) *straceSocket {
	if f, ok := p.fds[fd]; ok {
		return f.straceSocket
	}
	if p.orphan {
		return s.lastOpened[fd]
	}
	return nil
}

// maxFD bounds the descriptors that are remembered: fs.nr_open of the kernel, as it comes.
const maxFD = 1 << 20

// open notes a new descriptor.
func (s *straceReader) open(pid, fd int, f straceFD) {
	if fd > maxFD {
		return
	}
	s.process(pid).fds[fd] = f
	s.lastOpened[fd] = f.straceSocket
}

// exit forgets a process.
func (s *straceReader) exit(pid int) {
	s.forget(pid)
	delete(s.processes, pid)
}

// plainFile is what a descriptor is that is not netlink.
var plainFile = &straceSocket{}

// identify finds out what the descriptor of a call is. It returns false if it is not netlink.
func (s *straceReader) identify(c *straceCall) bool {
	c.fd = -1
	arg := s.tree.Arg(0)
	fd, ok := s.length(arg)
	if !ok {
		return false
	}
	c.fd = fd
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
		return false
	case sock == nil:
		c.socket = straceSocket{netlink: true, protocol: captures.ProtocolUnknown}
		c.doubtful = !s.hasNetlinkText()
		return !usesPlainFiles(c.name)
	}
	c.socket = *sock
	c.doubtful = usesPlainFiles(c.name) && s.tree.Note(arg) == nil && sock.protocol != nlmsg.Uevent
	return sock.netlink
}

// merge notes what the decoration of a descriptor says.
func (s *straceReader) merge(pid, fd int, known *straceSocket, told straceSocket) *straceSocket {
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
		s.process(pid).fds[fd] = straceFD{straceSocket: sock}
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
func noteSocket(note []byte) (straceSocket, bool) {
	const mark = "NETLINK:["
	if hasPrefix(note, inodeMark) {
		return straceSocket{}, false
	}
	if !hasPrefix(note, mark) {
		return straceSocket{}, true
	}
	sock := straceSocket{netlink: true, protocol: captures.ProtocolUnknown}
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
func (s *straceReader) address() int32 {
	for i := 1; i <= 4; i++ {
		n := s.tree.After(s.tree.Arg(i))
		if s.tree.Node(n).Kind != straceexpr.Struct {
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

func (s *straceReader) hasForeignAddress() bool {
	n := s.address()
	return n != 0 && s.flags(s.tree.Child(n, "sa_family")) != afNetlink
}

const afNetlink = 16 // AF_NETLINK of linux/socket.h

// hasNetlinkText tells whether strace itself knew that the data is netlink: by the address, or because it decoded it.
func (s *straceReader) hasNetlinkText() bool {
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
func (s *straceReader) holdsHeader(n int32, depth int) bool {
	node := s.tree.Node(n)
	if string(node.Member) == "nlmsg_len" {
		return true
	}
	if depth > 6 || node.Kind != straceexpr.Struct && node.Kind != straceexpr.List {
		return false
	}
	for c := s.tree.First(n); c != 0; c = s.tree.Next(c) {
		if s.holdsHeader(c, depth+1) {
			return true
		}
		if node.Kind == straceexpr.List {
			break
		}
	}
	return false
}

// addressPart returns a number of a netlink address, which older straces name otherwise.
func (s *straceReader) addressPart(address int32, name, oldName string) uint64 {
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
func (s *straceReader) groups(address int32) uint64 {
	if s.tree.Node(address).Kind != straceexpr.Struct {
		return 0
	}
	return s.addressPart(address, "nl_groups", "groups")
}
