package monitor

import (
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/proxy"
)

// Event is something that happened. It, and all that it holds, is valid until the next.
type Event struct {
	Time  time.Time // when it was received, or found; in a recording, when it was recorded
	NetNS string    // label of the network namespace; "" if only that of the caller is watched
	Group Group     // that the event came to, or that tells of the objects it is about
	Kind  Kind
	// Op is what happened to the object, as far as state is kept: Added, Changed, Removed. Without state, and for
	// messages that are about no single object, it is what the message says: Removed if its type deletes, else Added,
	// or, where the message tells that, Changed.
	Op follow.Op
	// Message is what the kernel sent; of what was Listed or Found, the object as a dump has it, and of what is gone
	// without a word, as it was. It is nil of Lost and Current.
	Message *codec.Message
	Old     *codec.Message // the object as it was; nil if it was not there, or no state is kept
	Changes []Change       // in what an object that is Changed differs
	Names   *brief.Names   // of links at that moment, also of those that are gone
	Cause   Cause
	// ImpliedBy is, of Kind Implied, the event that the change is a consequence of, with its Time, Group, Op, Message,
	// Old and Cause.
	ImpliedBy *Event
	Lost      *proxy.Overrun // of Kind Lost
	Table     string         // of Kind Current: what was listed, "routes"

	sender uint32 // port id
}

// Kind is how an event became known.
type Kind uint8

// The kinds of events.
const (
	Told    Kind = iota // by the kernel
	Repeat              // by the kernel, and nothing is different
	Listed              // by the first list
	Found               // by a list after events were lost
	Implied             // the kernel did it in silence, because of an event before: ImpliedBy
	Lost                // events were lost: what is different comes as Found
	Current             // a list ends here: all that it has is told
)

// String returns "told", "repeat", "listed", "found", "implied", "lost" or "current".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "invalid"
}

var kindNames = [...]string{"told", "repeat", "listed", "found", "implied", "lost", "current"}

// Change is a value in which an object differs from what it was.
type Change = follow.Difference

// Cause is who made a change, as far as is known: the zero Cause is unknown.
type Cause struct {
	Pid       int    // of the process; 0 if it is none, or not known
	Comm      string // its name, as it is: it may hold any octet
	UID       int    // of who runs it, -1 if not known
	Container string // id of its container, as its cgroup has it; "" if it is in none, or not known
	// Label says what did it that is no process: "interrupt" of a timer or a packet that came, "kernel thread
	// kworker/0:1" of a carrier that comes or goes, and the like.
	Label string
}

// Known reports whether anything is known.
func (c Cause) Known() bool { return c.Pid != 0 || c.Label != "" }
