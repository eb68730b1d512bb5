package session

import (
	"strconv"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// maxKeys bounds each of the maps that garbage could fill.
const maxKeys = 4096

// otherKeys counts what did not fit.
const otherKeys = "(others)"

// Stats is a summary of captures.
type Stats struct {
	Records           int64            // datagrams and events
	Messages          int64            // that passed the filter
	Damaged           int64            // messages that could not be decoded whole, as the capture has them
	Truncated         int64            // records that the capture did not keep whole
	Stray             int64            // records with octets that belong to no message
	Skipped           int64            // places of the input that could not be read
	Events            int64            // losses and the like, in place of datagrams
	Failed            int64            // datagrams that were not passed
	Foreign           int64            // records of which nothing is known
	Bytes             int64            // of netlink datagrams
	Attributes        int64            // at every depth
	Types             map[string]int64 // messages by type
	UnknownTypes      map[string]int64 // by protocol or family, and number
	UnknownAttributes map[string]int64 // by message type and path
	OpaqueAttributes  map[string]int64 // of which only the octets are known
	Unanswered        []Unanswered     // requests that wanted an answer: the first of them
	UnansweredCount   int64

	types    map[*codec.MessageType]*int64 // Types of messages that have a type, to be merged by name
	last     *codec.MessageType
	lastSeen *int64
}

// Unanswered is a request to which the capture holds no answer.
type Unanswered struct {
	Type   string // C name, or number
	Seq    uint32
	Record int64
	Pos    captures.Position
}

func newStats() *Stats {
	return &Stats{
		Types: map[string]int64{}, UnknownTypes: map[string]int64{}, UnknownAttributes: map[string]int64{},
		OpaqueAttributes: map[string]int64{}, types: map[*codec.MessageType]*int64{},
	}
}

// Whole reports whether everything was passed and decoded: nothing failed, damaged, cut, skipped, or unknown.
func (s *Stats) Whole() bool {
	return s.Damaged == 0 && s.Truncated == 0 && s.Stray == 0 && s.Skipped == 0 && s.Foreign == 0 && s.Failed == 0 &&
		len(s.UnknownTypes) == 0 && len(s.UnknownAttributes) == 0
}

func (s *Stats) record(r *record) {
	s.Records++
	if r.Failed != "" {
		s.Failed++
	}
	switch {
	case r.Event != "":
		s.Events++
		return
	case r.Link == captures.Other:
		s.Foreign++
		return
	}
	s.Bytes += int64(len(r.Data))
	if r.OriginalLen > len(r.Data) || len(r.Missing) > 0 {
		s.Truncated++
	}
	if r.count == 0 {
		for _, c := range r.Data {
			if c != 0 {
				s.Stray++
				break
			}
		}
	}
}

func (s *Stats) message(m *codec.Message, r *record, e *entry) {
	s.Messages++
	if len(m.Faults()) > 0 {
		s.Damaged++
	}
	if e.next != e.to && len(strayOctets(r, e)) > 0 {
		s.Stray++
	}
	t := m.Type()
	switch {
	case t != nil && t == s.last:
		*s.lastSeen++
	case t != nil && t.Name != "":
		s.typed(t)
	case m.IsPacket():
		bump(s.Types, string(appendPacketType(nil, m)))
	case m.Protocol() != nil && m.Protocol().Headless:
		s.Types[m.Protocol().Name]++
	default:
		bump(s.UnknownTypes, typeLabel(m, r))
	}
	all, unknown, opaque := m.Tally()
	s.Attributes += int64(all)
	if unknown > 0 || opaque > 0 {
		s.attributes(m, r)
	}
}

func (s *Stats) typed(t *codec.MessageType) {
	n := s.types[t]
	if n == nil {
		n = new(int64)
		s.types[t] = n
	}
	*n++
	s.last, s.lastSeen = t, n
}

// attributes counts the attributes that are not fully decoded, by their paths.
func (s *Stats) attributes(m *codec.Message, r *record) {
	name := m.Name()
	if name == "" {
		name = typeLabel(m, r)
	}
	for a := range m.All() {
		switch {
		case !a.Known():
			bump(s.UnknownAttributes, name+"/"+a.Label())
		case a.Opaque():
			bump(s.OpaqueAttributes, name+"/"+a.Label())
		}
	}
}

func bump(counts map[string]int64, key string) {
	if _, ok := counts[key]; !ok && len(counts) >= maxKeys {
		key = otherKeys
	}
	counts[key]++
}

// Where in a message nlmsg_type and nlmsg_flags stand (linux/netlink.h).
const (
	typeAt  = 4
	flagsAt = 6
)

// typeLabel names a message whose type no table knows: "NETLINK_ROUTE/200", "nl80211/200" for a command.
func typeLabel(m *codec.Message, r *record) string {
	h := m.Header()
	p := m.Protocol()
	number := func(n int) string { return "/" + strconv.Itoa(n) }
	if text, untold := m.Untold(typeAt, typeAt+2); untold {
		if number = func(int) string { return "/?" }; text != "" {
			number = func(int) string { return "/" + text }
		}
	}
	switch {
	case m.IsPacket():
		return p.Name
	case p == nil && r.Protocol < 0:
		return "unknown protocol" + number(int(h.Type))
	case p == nil:
		return "protocol " + strconv.Itoa(r.Protocol) + number(int(h.Type))
	case m.Family() != nil && len(m.Bytes()) > codec.HeaderLen:
		return m.Family().Name + number(int(m.Bytes()[codec.HeaderLen]))
	}
	return p.Name + number(int(h.Type))
}

// merge adds what another worker counted.
func (s *Stats) merge(o *Stats) {
	s.Records += o.Records
	s.Messages += o.Messages
	s.Damaged += o.Damaged
	s.Truncated += o.Truncated
	s.Stray += o.Stray
	s.Skipped += o.Skipped
	s.Events += o.Events
	s.Failed += o.Failed
	s.Foreign += o.Foreign
	s.Bytes += o.Bytes
	s.Attributes += o.Attributes
	for t, n := range o.types {
		s.Types[t.Name] += *n
	}
	mergeCounts(s.Types, o.Types)
	mergeCounts(s.UnknownTypes, o.UnknownTypes)
	mergeCounts(s.UnknownAttributes, o.UnknownAttributes)
	mergeCounts(s.OpaqueAttributes, o.OpaqueAttributes)
}

func mergeCounts(to, from map[string]int64) {
	for k, n := range from {
		to[k] += n
	}
}

// maxUnanswered is how many unanswered requests are listed.
const maxUnanswered = 20

// unanswered counts requests without answer.
type unanswered struct {
	list  []Unanswered
	count int64
}

func (u *unanswered) add(q *request) {
	u.count++
	if len(u.list) < maxUnanswered {
		name := answer{typ: q.typ, family: q.family, number: q.number, printed: q.printed}
		u.list = append(u.list, Unanswered{Type: string(name.appendName(nil)), Seq: q.seq,
			Record: q.record, Pos: q.pos})
	}
}

// unanswer takes over what no answer came to until the end of a capture.
func (s *Stats) unanswer(p *pairs) {
	for q := range p.all {
		if q.wants && !q.answered {
			p.lost.add(q)
		}
	}
	s.UnansweredCount += p.lost.count
	room := max(0, maxUnanswered-len(s.Unanswered))
	s.Unanswered = append(s.Unanswered, p.lost.list[:min(room, len(p.lost.list))]...)
}
