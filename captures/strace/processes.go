package strace

import (
	"bytes"

	"github.com/nlkit/nlkit/captures"
)

// descriptor is an open file of a process.
type descriptor struct {
	*socket
	cloexec bool
}

// process is a thread or process. Threads of one process share the map.
type process struct {
	fds    map[int]descriptor
	comm   string
	orphan bool // its parent is not known: it may have any descriptor that was opened elsewhere
}

// maxProcesses bounds how many processes are remembered; a log need not tell when one ends.
const maxProcesses = 1 << 16

// process returns a process, new ones included.
func (s *descriptors) process(pid int) *process {
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
func (s *descriptors) adopt(pid int) *process {
	var parent *call
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
		return &process{fds: first.fds, comm: first.comm}
	}
	return &process{fds: map[int]descriptor{}, orphan: true}
}

// child makes the process that a clone or fork starts.
func (s *descriptors) child(c *call) *process {
	parent := s.process(c.pid)
	child := &process{fds: parent.fds, comm: parent.comm, orphan: parent.orphan}
	if !bytes.Contains(c.text, []byte("CLONE_FILES")) {
		child.fds = make(map[int]descriptor, len(parent.fds))
		for fd, f := range parent.fds {
			child.fds[fd] = f
		}
	}
	return child
}

// lookup returns what is known of a descriptor, or nil.
func (p *process) lookup(s *descriptors, fd int) *socket {
	if f, ok := p.fds[fd]; ok {
		return f.socket
	}
	if p.orphan {
		return s.lastOpened[fd]
	}
	return nil
}

// maxFD bounds the descriptors that are remembered: fs.nr_open of the kernel, as it comes.
const maxFD = 1 << 20

// opened notes a new descriptor.
func (s *descriptors) opened(pid, fd int, f descriptor) {
	if fd > maxFD {
		return
	}
	s.process(pid).fds[fd] = f
	s.lastOpened[fd] = f.socket
}

// assume notes the protocol of a socket that the log does not explain.
func (s *descriptors) assume(pid, fd, protocol int) {
	if fd < 0 {
		return
	}
	p := s.process(pid)
	if sock := p.lookup(s, fd); sock == nil {
		p.fds[fd] = descriptor{socket: &socket{netlink: true, protocol: protocol}}
	} else if sock.netlink && sock.protocol == captures.ProtocolUnknown {
		sock.protocol = protocol
	}
}

// comm returns the name of the program of a process, which a line tells or not.
func (s *descriptors) comm(pid int, told []byte) string {
	p := s.process(pid)
	if len(told) > 0 && string(told) != p.comm {
		p.comm = string(told)
	}
	return p.comm
}
