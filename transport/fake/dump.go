package fake

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// dump is a dump under way: its messages that were not sent yet.
type dump struct {
	seq         uint32
	messages    [][]byte
	generation  uint64
	interrupted bool
}

// beginDump begins a dump. A socket has one at a time.
func (k *Kernel) beginDump(r *request, objects func(*Kernel, *request) ([]*codec.Request, error)) error {
	s := r.socket
	if s.dump != nil {
		return refuse(ebusy)
	}
	list, err := objects(k, r)
	if err != nil {
		s.push(transport.AppendDone(nil, r.header.Seq, s.portID, failureOf(err), s.style), 0)
		return nil
	}
	d := &dump{seq: r.header.Seq, generation: k.generation}
	for _, m := range list {
		m.Seq, m.PortID, m.Flags = d.seq, s.portID, m.Flags|codec.FlagMulti
		d.messages = append(d.messages, k.encode(m))
	}
	if k.interrupted > 0 && len(list) > 0 {
		k.interrupted--
		d.interrupted = true
	}
	s.dump = d
	if s.charged >= s.limit {
		return refuse(enobufs) // the dump goes on all the same, when something was read
	}
	s.continueDump()
	return nil
}

// continueDump sends the next datagram of the socket's dump, and ends the dump with the last one. An overflow of the
// receive buffer does not keep it.
func (s *Socket) continueDump() {
	d, room := s.dump, max(firstDump, s.largest)
	if d.generation != s.kernel.generation {
		d.interrupted = true
	}
	var datagram []byte
	for len(d.messages) > 0 && (len(datagram) == 0 || len(datagram)+len(d.messages[0]) <= room) {
		start := len(datagram)
		datagram = host.Align(append(datagram, d.messages[0]...), start)
		if d.interrupted {
			markInterrupted(datagram[start:])
		}
		d.messages = d.messages[1:]
	}
	if len(d.messages) == 0 {
		s.dump = nil
		start := len(datagram)
		datagram = transport.AppendDone(datagram, d.seq, s.portID, transport.Failure{}, s.style)
		if d.interrupted {
			markInterrupted(datagram[start:])
		}
	}
	s.enqueue(datagram, 0)
}

func markInterrupted(msg []byte) {
	h := host.Header(msg)
	h.Flags |= codec.FlagDumpIntr
	host.PutHeader(msg, h)
}

// strict reports whether requests for dumps are checked, and filter.
func (k *Kernel) strict() bool { return !k.lax }

// onlyZero reports whether members of the fixed struct of a request are 0.
func (r *request) onlyZero(members ...string) bool {
	for _, m := range members {
		if r.field(m) != 0 {
			return false
		}
	}
	return true
}
