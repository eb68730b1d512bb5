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
	attaching  sync.Once // has been said to be impossible
	containers sync.Map  // by the ids of cgroups
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
	m.who = &who{Who: w}
}

// attach has the kernel note who causes what the socket receives.
func (s *source) attach() {
	w := s.monitor.who
	if w == nil {
		return
	}
	conn, err := s.socket.SyscallConn()
	if err == nil {
		s.who, err = w.Attach(conn)
	}
	if err != nil {
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
	if task.Async() {
		return &Cause{UID: -1, Label: task.String()}
	}
	return &Cause{Pid: task.Pid, UID: int(task.UID), Comm: task.Comm, Container: s.monitor.who.container(task.Cgroup)}
}

// container returns the id of the container of a cgroup, "" if it is of none.
func (w *who) container(cgroup uint64) string {
	if cgroup == 0 {
		return ""
	}
	if id, ok := w.containers.Load(cgroup); ok {
		return id.(string)
	}
	path, err := trace.CgroupPath(cgroup)
	if err != nil {
		return "" // it is gone, or not to be seen
	}
	id := trace.Container(path)
	w.containers.Store(cgroup, id)
	return id
}
