package faults

import (
	"fmt"
	"slices"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/wait"
	"github.com/nlkit/nlkit/verdicts"
)

// Callback is a fault of messages. Befalls reports whether it can happen to one at all, Strike makes it happen.
type Callback struct {
	Name    string
	Befalls func(*verdicts.Call) bool
	Strike  verdicts.Callback
	// Types reports whether it can happen to messages of a type, which Needs says in words. nil: to any.
	Types func(*codec.MessageType) bool
	Needs string
}

// Check tells why the fault can happen to none of the messages that a Match is for.
func (f Callback) Check(m *verdicts.Matcher) error {
	if f.Types == nil {
		return nil
	}
	for t := range m.Types {
		if f.Types(t) {
			return nil
		}
	}
	return fmt.Errorf("%s befalls %s: none of the messages matched is one", f.Name, f.Needs)
}

// Always is the fault as a callback for a chain that strikes all that it befalls.
func (f Callback) Always() verdicts.Callback { return Often{}.Callback(f) }

// InterruptedDump marks what a dump answers as inconsistent (NLM_F_DUMP_INTR). It befalls what is received.
func InterruptedDump() Callback {
	return Callback{
		Name: "interrupted-dump", Needs: "parts of dumps",
		Types: func(t *codec.MessageType) bool { return !isControl(t) || t.Type == codec.TypeDone },
		Befalls: func(c *verdicts.Call) bool {
			return c.Direction == codec.Received && c.Message.Header().Flags&codec.FlagMulti != 0
		},
		Strike: func(c *verdicts.Call) verdicts.Verdict {
			h := c.Message.Header()
			h.Flags |= codec.FlagDumpIntr
			if err := c.Message.SetHeader(h); err != nil {
				return refuse("mark the dump as interrupted", err)
			}
			return verdicts.Forward()
		},
	}
}

// BusyDump refuses a dump because another one runs on the socket (EBUSY). It befalls what is sent.
func BusyDump() Callback {
	return Callback{
		Name: "busy-dump", Needs: "requests for dumps", Types: mayDump,
		Befalls: func(c *verdicts.Call) bool {
			return c.Direction == codec.Sent && c.Message.Dumps()
		},
		Strike: func(*verdicts.Call) verdicts.Verdict { return verdicts.Error(syscall.EBUSY, "") },
	}
}

// LostAck loses acknowledgements of success. It befalls what is received.
func LostAck() Callback {
	return Callback{
		Name: "lost-ack", Needs: "acknowledgements (NLMSG_ERROR)",
		Types: func(t *codec.MessageType) bool { return isControl(t) && t.Type == codec.TypeError },
		Befalls: func(c *verdicts.Call) bool {
			errno, ok := c.Message.Error()
			return c.Direction == codec.Received && ok && errno == 0 && c.Message.Header().Type == codec.TypeError
		},
		Strike: func(*verdicts.Call) verdicts.Verdict { return verdicts.Drop() },
	}
}

// Duplicate lets messages go on twice. The kernel carries out a request twice.
func Duplicate() Callback {
	return Callback{
		Name:    "duplicate",
		Befalls: hasHeader,
		Strike: func(c *verdicts.Call) verdicts.Verdict {
			return verdicts.Instead(c.Message.Bytes(), c.Message.Bytes())
		},
	}
}

// Truncate cuts messages after so many octets, 16 at least, and makes their length say so.
func Truncate(octets int) Callback {
	octets = max(octets, codec.HeaderLen)
	return Callback{
		Name:    "truncate",
		Befalls: func(c *verdicts.Call) bool { return hasHeader(c) && len(c.Message.Bytes()) > octets },
		Strike: func(c *verdicts.Call) verdicts.Verdict {
			b := append([]byte(nil), c.Message.Bytes()[:octets]...)
			h := host.Header(b)
			h.Len = uint32(octets)
			host.PutHeader(b, h)
			return verdicts.Instead(b)
		},
	}
}

// Delay holds messages back for a while, and those after them. If the caller gives up meanwhile, nothing goes on.
func Delay(d time.Duration) Callback {
	return Callback{
		Name:    "delay",
		Befalls: func(*verdicts.Call) bool { return true },
		Strike: func(c *verdicts.Call) verdicts.Verdict {
			if wait.For(c.Context, d) != nil {
				return verdicts.Drop()
			}
			return verdicts.Forward()
		},
	}
}

func isControl(t *codec.MessageType) bool { return slices.Contains(codec.ControlTypes(), t) }

// mayDump reports whether a dump may answer messages of a type.
func mayDump(t *codec.MessageType) bool {
	return !isControl(t) && (t.Op == codec.OpGet || t.Op == codec.OpOther)
}

// hasHeader is false for protocols whose datagrams are no messages.
func hasHeader(c *verdicts.Call) bool {
	p := c.Message.Protocol()
	return p == nil || !p.Headless
}

func refuse(what string, err error) verdicts.Verdict {
	return verdicts.Error(syscall.EINVAL, fmt.Sprintf("fault: cannot %s: %v", what, err))
}
