package session

import (
	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
)

// links is the names of links, as the messages up to now tell them.
type links struct {
	shared map[namespace]*brief.Names // as all programs have seen them
	seen   map[side]*sight            // as each of them has
	last   side
	found  *sight // of the last
}

// namespace is a network namespace, as far as captures tell: that of the socket, or another one by its id.
type namespace struct {
	nsid  int32
	other bool
}

// side is a program in a namespace. Programs may be in several, where the same index is another link, which only they
// themselves know.
type side struct {
	namespace
	pid int // 0 if unknown
}

// sight is what a program has seen, over what others have.
type sight struct {
	own, others, both *brief.Names
}

// maxSides is how many programs are remembered. When there are more, all are forgotten.
const maxSides = 4096

func newLinks() *links {
	return &links{shared: map[namespace]*brief.Names{}, seen: map[side]*sight{}}
}

func sideOf(r *captures.Record) side {
	return side{namespace{r.Origin.NSID, r.Origin.HasNSID}, r.Pid}
}

// at returns the names that count for the messages of a record.
func (l *links) at(r *captures.Record) *brief.Names {
	s, of := l.sight(r), l.shared[namespace{r.Origin.NSID, r.Origin.HasNSID}]
	if s.others != of {
		s.others, s.both = of, s.own.Over(of)
	}
	return s.both
}

func (l *links) sight(r *captures.Record) *sight {
	of := sideOf(r)
	if l.found != nil && l.last == of {
		return l.found
	}
	s := l.seen[of]
	if s == nil {
		if len(l.seen) >= maxSides {
			clear(l.seen)
			clear(l.shared)
		}
		s = new(sight)
		l.seen[of] = s
	}
	l.last, l.found = of, s
	return s
}

// learn takes note of what a message of a record tells.
func (l *links) learn(r *captures.Record, m *codec.Message) {
	of := namespace{r.Origin.NSID, r.Origin.HasNSID}
	if known, learned := l.shared[of], l.shared[of].Learn(m); learned != known {
		l.shared[of] = learned
	}
	if r.Pid == 0 {
		return
	}
	s := l.sight(r)
	if learned := s.own.Learn(m); learned != s.own {
		s.own, s.both = learned, learned.Over(s.others)
	}
}

// namesFrom is the names that count from an entry of a batch on.
type namesFrom struct {
	entry int32
	names *brief.Names
}

// asked is a request as what answers it shows it. It is not changed, so that workers may read it.
type asked struct {
	octets  []byte
	missing []codec.Span
	names   *brief.Names // as they were
	big     bool
}

// maxAsked is how long a request may be to be remembered as a whole.
const maxAsked = 4096

// remember notes for the next entry, a message at a place of a record, which names count, and learns what it tells.
func (in *intake) remember(r *record, msg []byte, at int) {
	b := in.current
	names := in.links.at(&r.Record)
	if n := len(b.names); n == 0 || b.names[n-1].names != names {
		b.names = append(b.names, namesFrom{int32(len(b.entries)), names})
	}
	if r.Protocol != protocolRoute || r.Direction == codec.Sent || r.Failed != "" || len(msg) < codec.HeaderLen {
		return
	}
	if !brief.TellsNames(codec.ParseHeader(msg, r.BigEndian).Type) {
		return
	}
	_ = in.decoder.Decode(&in.message, codec.Context{Protocol: r.Protocol, BigEndian: r.BigEndian,
		Missing: appendUntold(nil, r.Missing, at, at+len(msg))}, msg) // what can be read of it is enough
	in.links.learn(&r.Record, &in.message)
}

// asked returns a request to be remembered; nil if no form wants it.
func (in *intake) asked(r *record, e *entry) *asked {
	if in.links == nil || e.to-e.from > maxAsked {
		return nil
	}
	return &asked{octets: append([]byte(nil), r.Data[e.from:e.to]...), names: in.links.at(&r.Record), big: r.BigEndian,
		missing: appendUntold(nil, r.Missing, int(e.from), int(e.to))}
}

// recall sets the names, and the request, that count for an entry.
func (w *worker) recall(r *record, e *entry, i int32) {
	names := w.batch.names
	for w.named+1 < len(names) && names[w.named+1].entry <= i {
		w.named++
	}
	w.style.Names, w.style.Request = names[w.named].names, nil
	if e.answer < 0 {
		return
	}
	a := &w.batch.answers[e.answer]
	if q := a.request; q != nil && (a.kind == ack || a.kind == failure || a.kind == end) {
		_ = w.decoder.Decode(&w.request, codec.Context{Protocol: r.Protocol, BigEndian: q.big, Missing: q.missing},
			q.octets) // the message holds its faults
		w.style.Names, w.style.Request = q.names, &w.request
	}
}
