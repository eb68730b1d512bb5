package trace

import (
	"fmt"
	"strconv"
	"time"
)

// Context is what a message was sent from.
type Context uint8

// What messages are sent from.
const (
	SystemCall   Context = iota // a task asked the kernel for something
	KernelThread                // work that was put off, or that the kernel does by itself: carriers, lifetimes
	Interrupt                   // a timer ran out, or a packet came in: an interrupt, or the softirq after it
)

// String returns the context as it is written in place of a program: "kernel thread".
func (c Context) String() string {
	switch c {
	case SystemCall:
		return "system call"
	case KernelThread:
		return "kernel thread"
	case Interrupt:
		return "interrupt"
	}
	return "context " + strconv.Itoa(int(c))
}

// Task is who caused a message. In an interrupt it is nobody: what runs then has nothing to do with it, and
// is not told.
type Task struct {
	Context Context
	Time    time.Time // when the kernel sent the message
	Pid     int       // of the process, as the initial namespace of processes numbers them
	Tid     int       // of the thread
	Comm    string    // of the thread: up to 15 octets, any at all
	UID     uint32    // in the initial user namespace
	Cgroup  uint64    // id of the cgroup of version 2, which CgroupPath finds; 0 if the kernel has none
}

// Async reports whether nobody asked for it just then: it happened in a thread of the kernel's, or in an interrupt.
func (t Task) Async() bool { return t.Context != SystemCall }

// String returns the task as it is written after an event: "ip[4242]", "kernel thread kworker/0:1", "interrupt".
func (t Task) String() string {
	switch t.Context {
	case SystemCall:
		return fmt.Sprintf("%s[%d]", graphic(t.Comm), t.Pid)
	case KernelThread:
		return fmt.Sprintf("%v %s", t.Context, graphic(t.Comm))
	}
	return t.Context.String()
}

// graphic returns a name without what terminals act on.
func graphic(s string) string {
	quoted := strconv.QuoteToGraphic(s)
	return quoted[1 : len(quoted)-1]
}
