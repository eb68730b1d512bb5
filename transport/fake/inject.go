package fake

import (
	"syscall"

	"github.com/nlkit/nlkit/transport"
)

// refusalOrder says that requests are to be refused.
type refusalOrder struct {
	typ     string
	times   int
	failure transport.Failure
}

// Refuse has the next requests of a type ("RTM_NEWADDR"; "": of any) refused with an error, so many times; they change
// nothing. The text is that of the extended ack, "" for none. A dump ends in the error.
func (k *Kernel) Refuse(typ string, times int, errno syscall.Errno, text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	f := transport.Failure{Errno: errno, Message: text}
	k.refusals = append(k.refusals, &refusalOrder{typ: typ, times: times, failure: f})
}

// ordered returns the refusal that is ordered for a request.
func (k *Kernel) ordered(typ string) error {
	for _, o := range k.refusals {
		if o.times > 0 && (o.typ == "" || o.typ == typ) {
			o.times--
			return &refusal{o.failure}
		}
	}
	return nil
}

// InterruptDumps has the next n dumps that hold anything interrupted: their messages have NLM_F_DUMP_INTR set.
func (k *Kernel) InterruptDumps(n int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.interrupted += n
}

// Overrun does to a socket what a receive buffer that overflows does: what comes is dropped until everything that waits
// was read, and the next read fails with ENOBUFS.
func (s *Socket) Overrun() {
	s.kernel.mu.Lock()
	defer s.kernel.mu.Unlock()
	s.overrun()
}
