package recording

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/bits"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/internal/host"
)

// loader sorts the records of a capture: who asked what, and what came after.
type loader struct {
	r      *Replay
	ports  map[portKey]*side
	fds    map[fdKey]*side
	causes map[causeKey]*request
	last   *step // the last thing that any socket did
}

type portKey struct {
	protocol int
	portID   uint32
}

type fdKey struct{ protocol, pid, fd int }

type causeKey struct {
	protocol    int
	portID, seq uint32
}

// load reads all records.
func (r *Replay) load(from captures.Reader) error {
	l := &loader{r: r, ports: map[portKey]*side{}, fds: map[fdKey]*side{}, causes: map[causeKey]*request{}}
	var records []captures.Record
	for {
		var rec captures.Record
		err := from.Next(&rec)
		var fault *captures.Error
		switch {
		case errors.Is(err, io.EOF):
			r.learn(records)
			for i := range records {
				l.record(&records[i])
			}
			return nil
		case errors.As(err, &fault) && fault.Skipped:
			r.faults = append(r.faults, err)
		case err != nil:
			return fmt.Errorf("replay: %w", err)
		case rec.Link == captures.Netlink:
			rec.Data = append([]byte(nil), rec.Data...)
			rec.Missing = append([]codec.Span(nil), rec.Missing...)
			records = append(records, rec)
		}
	}
}

// learn learns the ids of generic netlink families first: an answer may have been recorded after the use of what it
// tells.
func (r *Replay) learn(records []captures.Record) {
	for i := range records {
		if records[i].Protocol != linux.NETLINK_GENERIC || records[i].BigEndian != host.BigEndian {
			continue
		}
		for msg, ok := range host.Messages(records[i].Data) {
			if ok {
				m := r.match.decode(linux.NETLINK_GENERIC, msg, nil)
				r.match.decoder.Resolver.Learn(r.match.decoder.Registry, m)
			}
		}
	}
}

// fault notes a record that cannot be used as it is.
func (l *loader) fault(rec *captures.Record, format string, args ...any) {
	l.r.faults = append(l.r.faults, fmt.Errorf("%s: "+format, append([]any{rec.Pos}, args...)...))
}

func (l *loader) record(rec *captures.Record) {
	if rec.Protocol == captures.ProtocolUnknown {
		l.fault(rec, "the capture does not say which netlink protocol this is")
		return
	}
	if rec.Event != "" {
		l.happened(rec, parseHappening(rec.Event))
		return
	}
	switch {
	case len(rec.Data) == 0:
	case rec.BigEndian != host.BigEndian:
		l.fault(rec, "it was captured on a machine of the other byte order")
	case l.isSent(rec):
		l.sent(l.side(rec), rec)
		l.happened(rec, parseHappening(rec.Failed))
	default:
		l.received(l.side(rec), rec)
	}
}

// side returns the socket that a record is of.
func (l *loader) side(rec *captures.Record) *side {
	port, fd := portKey{rec.Protocol, rec.PortID}, fdKey{rec.Protocol, rec.Pid, rec.FD}
	if rec.PortID == 0 {
		if l.fds[fd] == nil {
			l.fds[fd] = l.newSide(rec)
		}
		return l.fds[fd]
	}
	if l.ports[port] != nil {
		return l.ports[port]
	}
	s := l.fds[fd]
	if s == nil || s.portID != 0 || rec.FD < 0 {
		s = l.newSide(rec)
	}
	s.portID, l.ports[port] = rec.PortID, s // the port id became known
	if rec.FD >= 0 {
		l.fds[fd] = s
	}
	return s
}

func (l *loader) newSide(rec *captures.Record) *side {
	return &side{protocol: rec.Protocol, portID: rec.PortID, bySeq: map[uint32]*request{}, start: &step{time: rec.Time}}
}

// use puts a socket after those that were used before it.
func (l *loader) use(s *side) {
	if !s.used {
		s.used = true
		l.r.sides[s.protocol] = append(l.r.sides[s.protocol], s)
	}
}

func (l *loader) happened(rec *captures.Record, h happening) {
	s := l.side(rec)
	switch h.kind {
	case opened:
		s = l.newSide(rec) // port ids are used again
		s.exact = true
		l.ports[portKey{rec.Protocol, rec.PortID}] = s
	case closed:
		delete(l.ports, portKey{rec.Protocol, rec.PortID})
	case joined:
		l.use(s)
		l.hasGroup(s, h.group)
		j := &joinStep{step: step{time: rec.Time}, group: h.group}
		s.joins = append(s.joins, j)
		l.last = &j.step
	case sendFailed:
		for _, q := range s.sent {
			q.failed = h.errno
		}
	case overflowed:
		for _, q := range s.requests {
			q.lost = q.lost || !q.ended
		}
		l.event(s, rec, item{overflow: true})
	}
}

// isSent reports whether a program sent a datagram; requests are marked in captures that do not say.
func (l *loader) isSent(rec *captures.Record) bool {
	if rec.Direction != codec.DirectionUnknown {
		return rec.Direction == codec.Sent
	}
	p := l.r.match.decoder.Registry.Protocol(rec.Protocol)
	return len(rec.Data) >= codec.HeaderLen && (p == nil || !p.Headless) &&
		host.Header(rec.Data).Flags&codec.FlagRequest != 0
}

// sent takes a datagram with requests.
func (l *loader) sent(s *side, rec *captures.Record) {
	l.use(s)
	s.sent = nil
	at := 0
	for msg, ok := range host.MessagesOf(l.r.match.decoder.Registry.Protocol(s.protocol), rec.Data) {
		if !ok {
			padding := bytes.HasPrefix(msg, make([]byte, 4)) // iproute2 sends more than its message
			if rec.OriginalLen > len(rec.Data) && !padding {
				l.fault(rec, "the capture cut the request short: %d of %d octets", len(rec.Data), rec.OriginalLen)
			}
			return
		}
		if len(msg) >= codec.HeaderLen {
			l.request(s, rec, msg, at)
		}
		at = min(at+(len(msg)+3)&^3, len(rec.Data))
	}
}

// request takes a message that was sent, which stands at an offset in its datagram.
func (l *loader) request(s *side, rec *captures.Record, msg []byte, at int) {
	var missing []codec.Span
	for _, gap := range rec.Missing {
		if from, to := max(gap.From-at, 0), min(gap.To-at, len(msg)); from < to {
			missing = append(missing, codec.Span{From: from, To: to})
		}
	}
	x := &l.r.match
	m, h := x.decode(s.protocol, msg, missing), host.Header(msg)
	q := &request{step: step{time: rec.Time}, side: s, pos: rec.Pos, octets: msg, missing: missing, lookup: isLookup(m)}
	q.key, q.mask = x.key(m, s.protocol, msg, missing)
	q.changes = m.Type() != nil && (m.Type().Op == codec.OpNew || m.Type().Op == codec.OpDelete) &&
		h.Flags&codec.FlagEcho == 0
	s.requests, s.sent = append(s.requests, q), append(s.sent, q)
	s.bySeq[h.Seq] = q
	portID := rec.PortID
	if portID == 0 {
		portID = h.PortID
	}
	l.causes[causeKey{s.protocol, portID, h.Seq}] = q
	l.r.add(q)
	l.last = &q.step
}

// received takes a datagram that came: answers, whose messages of one sequence number stay together, or events.
func (l *loader) received(s *side, rec *captures.Record) {
	if len(rec.Missing) > 0 {
		l.fault(rec, "the capture does not tell %s: zeros stand for it", octetsOf(rec.Missing))
	}
	p := l.r.match.decoder.Registry.Protocol(s.protocol)
	if p != nil && p.Headless {
		l.event(s, rec, item{octets: rec.Data})
		return
	}
	from := 0
	var run codec.Header
	flush := func(to int) {
		if to > from {
			l.run(s, rec, run, rec.Data[from:to])
		}
		from = to
	}
	at := 0
	for msg, ok := range host.MessagesOf(p, rec.Data) {
		if !ok {
			if rec.OriginalLen > len(rec.Data) {
				l.cut(s, rec, msg, run)
			}
			break
		}
		if len(msg) < codec.HeaderLen {
			break
		}
		if h := host.Header(msg); h.Seq != run.Seq || h.PortID != run.PortID {
			flush(at)
		}
		run = host.Header(msg)
		at = min(at+(len(msg)+3)&^3, len(rec.Data))
	}
	flush(at)
}

func octetsOf(missing []codec.Span) string {
	n := 0
	for _, s := range missing {
		n += s.To - s.From
	}
	return fmt.Sprintf("%d octets", n)
}

// cut notes that an answer is not whole in the capture.
func (l *loader) cut(s *side, rec *captures.Record, rest []byte, run codec.Header) {
	if len(rest) >= codec.HeaderLen {
		run = host.Header(rest)
	}
	if q := s.bySeq[run.Seq]; q != nil {
		q.cut = fmt.Sprintf("%s: %d of %d octets", rec.Pos, len(rec.Data), rec.OriginalLen)
	}
}

// run takes messages of one sequence number. h is the header of the last.
func (l *loader) run(s *side, rec *captures.Record, h codec.Header, octets []byte) {
	q, origin := s.bySeq[h.Seq], fromRecord(rec)
	control := h.Type < codec.MinType
	if q == nil || s.exact && origin.Group != 0 || !s.exact && q.changes && !control {
		cause := l.causes[causeKey{s.protocol, h.PortID, h.Seq}]
		l.event(s, rec, item{octets: octets, unicast: s.exact && origin.Group == 0, cause: cause})
		return
	}
	q.answered = true
	q.ended = q.ended || h.Type == codec.TypeError || h.Type == codec.TypeDone
	q.follow = append(q.follow, item{after: rec.Time.Sub(q.time), octets: octets, from: origin, answer: true, to: s})
}

// event puts something that was not asked for after the last step.
func (l *loader) event(s *side, rec *captures.Record, it item) {
	first := !s.used
	l.use(s)
	if l.last == nil || first && !s.exact {
		l.last = s.start // the socket was bound to its groups in a way that the capture does not show
	}
	it.to, it.from, it.after = s, fromRecord(rec), rec.Time.Sub(l.last.time)
	if it.from.Group == 0 && bits.OnesCount64(rec.Groups) == 1 {
		it.from.Group = uint32(bits.TrailingZeros64(rec.Groups)) + 1
	}
	l.hasGroup(s, it.from.Group)
	l.last.follow = append(l.last.follow, it)
}

// hasGroup notes that a protocol has a group.
func (l *loader) hasGroup(s *side, group uint32) {
	l.r.groups[s.protocol] = max(l.r.groups[s.protocol], group)
}
