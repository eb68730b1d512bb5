package monitor

import (
	"fmt"
	"sync"

	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/trace"
)

// who tells who causes events.
type who struct {
	*trace.Who
	attaching sync.Once // has been said to be impossible

	mu         sync.Mutex
	containers map[uint64]string // by the ids of cgroups
}

// whoOf is who tells of a socket.
type whoOf = trace.Source

// openWho begins to find out who causes events, or says why that cannot be.
func (m *Monitor) openWho() {
	if !m.options.Who {
		return
	}
	w, err := trace.Open()
	if err != nil {
		m.options.notice(fmt.Sprintf("%v; the owners of port ids are told where events have one", err))
		return
	}
	m.who = &who{Who: w, containers: map[uint64]string{}}
}

// attach has the kernel note who causes what the socket receives, and leave out what the filter does not want: both are
// one program, since a socket has no more. What cannot be attached is said, or left to the filter here.
func (s *source) attach() {
	w, f := s.monitor.who, s.kernelFilter()
	conn, err := s.socket.SyscallConn()
	switch {
	case err != nil:
	case w != nil && f != nil:
		s.who, err = w.AttachFilter(conn, f.Instructions(s.socket.PortID()))
	case w != nil:
		s.who, err = w.Attach(conn)
	case f != nil:
		_ = f.Attach(conn, s.socket.PortID())
	}
	if err != nil && w != nil {
		w.attaching.Do(func() { s.monitor.options.notice(s.where() + ": " + err.Error()) })
	}
}

// note returns who caused a datagram, as a *Cause, or nil.
func (s *source) note(d *proxy.Datagram) any {
	if s.who == nil || d.Overrun != nil {
		return nil
	}
	task, ok := s.who.Cause(d.Octets)
	if !ok {
		return nil
	}
	var c Cause
	if task.Async() {
		c = Cause{UID: -1, Label: task.String()}
	} else {
		c = Cause{Pid: task.Pid, UID: int(task.UID), Comm: task.Comm, Container: s.monitor.who.container(task.Cgroup)}
	}
	if s.noted == nil || *s.noted != c { // many in a row are one's
		s.noted = &c
	}
	return s.noted
}

// mostContainers is how many cgroups are remembered.
const mostContainers = 1 << 12

// container returns the id of the container of a cgroup, "" if it is of none, or that cannot be seen.
func (w *who) container(cgroup uint64) string {
	if cgroup == 0 {
		return ""
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	id, ok := w.containers[cgroup]
	if ok {
		return id
	}
	if path, err := trace.CgroupPath(cgroup); err == nil {
		id = trace.Container(path)
	}
	if len(w.containers) >= mostContainers {
		clear(w.containers)
	}
	w.containers[cgroup] = id
	return id
}
