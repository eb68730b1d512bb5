package recording

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/host"
)

// ErrUnrecorded says that the recording does not hold a request, or, to a Strict Replay, not as the next one.
var ErrUnrecorded = errors.New("the recording does not hold the request")

// Error is a request that the recording cannot answer. It is ErrUnrecorded.
type Error struct {
	Request string // what was asked, on one line
	Reason  string // why it is refused
	// Nearest is place and text of the recorded request that is most alike, or of the next one; "" if there is none
	Nearest  string
	Differs  string // the first thing in which that differs, or ""
	Position string // of the same request elsewhere in the recording, or ""
	Faults   int    // how many places of the capture could not be used
}

// Error tells all of it on one line.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "replay: %s: %s", e.Reason, e.Request)
	if e.Nearest != "" {
		fmt.Fprintf(&b, "; %s", e.Nearest)
	}
	if e.Differs != "" {
		fmt.Fprintf(&b, "; %s", e.Differs)
	}
	if e.Position != "" {
		fmt.Fprintf(&b, "; the same stands at %s", e.Position)
	}
	if e.Faults > 0 {
		fmt.Fprintf(&b, "; %d places of the capture could not be used, which Faults lists", e.Faults)
	}
	return b.String()
}

// Unwrap returns ErrUnrecorded.
func (e *Error) Unwrap() error { return ErrUnrecorded }

// line returns a request on one line, without sequence number and port id.
func (x *matcher) line(protocol int, octets []byte, missing []codec.Span) string {
	octets = bytes.Clone(octets)
	h := host.Header(octets)
	h.Seq, h.PortID = 0, 0
	host.PutHeader(octets, h)
	text := form.OneLine.Append(nil, x.decode(protocol, octets, missing))
	return strings.Replace(string(text), " seq=0 pid=0", "", 1)
}

// refuse makes the error for a message that a socket cannot send.
func (r *Replay) refuse(s *socket, msg []byte, reason string) *Error {
	return &Error{Request: r.match.line(s.protocol, msg, nil), Reason: reason, Faults: len(r.faults)}
}

// unknown is the error for a request that is nowhere in the recording. The mutex is held.
func (r *Replay) unknown(s *socket, msg []byte) error {
	e := r.refuse(s, msg, "the recording does not hold this request")
	if q := r.nearest(s.protocol, msg); q != nil {
		r.compare(e, "the nearest is", s.protocol, msg, q)
	}
	return e
}

// outOfOrder is the error for a request that is not the next one. The mutex is held.
func (r *Replay) outOfOrder(s *socket, msg []byte, next *request) error {
	e := r.refuse(s, msg, "this request is not the next one of the recording")
	r.compare(e, "the next is", s.protocol, msg, next)
	key, _ := r.match.key(r.match.decode(s.protocol, msg, nil), s.protocol, msg, nil)
	if same := r.byKey[key]; len(same) > 0 {
		e.Position = same[0].pos.String()
	}
	return e
}

func (r *Replay) compare(e *Error, word string, protocol int, msg []byte, q *request) {
	e.Nearest = fmt.Sprintf("%s %s: %s", word, q.pos, r.match.line(protocol, q.octets, q.missing))
	e.Differs = r.match.difference(r.match.decode(protocol, msg, nil), r.match.decode(protocol, q.octets, q.missing))
}

// nearest returns the recorded request that is most alike: of the same type, with the most attributes that are the
// same.
func (r *Replay) nearest(protocol int, msg []byte) (best *request) {
	asked := r.match.decode(protocol, msg, nil)
	values := map[string]int{}
	for _, v := range r.match.values(asked) {
		values[v]++
	}
	bestScore := -1
	for _, q := range r.requests {
		if q.side.protocol != protocol {
			continue
		}
		m := r.match.decode(protocol, q.octets, q.missing)
		score := 0
		if m.Name() == asked.Name() && m.Header().Type == asked.Header().Type {
			score = 1 << 20
		}
		left := make(map[string]int, len(values))
		for _, v := range r.match.values(m) {
			if left[v]++; left[v] <= values[v] {
				score += 2
			} else {
				score--
			}
		}
		if best == nil || score > bestScore {
			best, bestScore = q, score
		}
	}
	return best
}

// values returns what tells a message from others of its type: its fixed struct, and each attribute that is no nest.
func (x *matcher) values(m *codec.Message) (values []string) {
	start := len(m.Bytes())
	for a := range m.Root().Children() {
		start = a.Offset()
		break
	}
	if start > codec.HeaderLen && start <= len(m.Bytes()) {
		values = append(values, "="+string(m.Bytes()[codec.HeaderLen:start]))
	}
	for a := range m.All() {
		if !a.IsNest() && !x.ignores(a) {
			values = append(values, a.Path()+"="+string(a.Payload()))
		}
	}
	return values
}

// difference tells the first thing in which a request differs from a recorded one.
func (x *matcher) difference(asked, recorded *codec.Message) string {
	a, b := asked.Header(), recorded.Header()
	if a.Type != b.Type || asked.Name() != recorded.Name() {
		return "the type differs"
	}
	if fa, fb := a.Flags&^codec.FlagAck, b.Flags&^codec.FlagAck; fa != fb {
		return fmt.Sprintf("the flags are %#x there and %#x here", fb, fa)
	}
	if d := x.memberDifference(asked, recorded); d != "" {
		return d
	}
	if d := x.nestDifference(asked.Root(), recorded.Root()); d != "" {
		return d
	}
	from, to := asked.Bytes()[codec.HeaderLen:], recorded.Bytes()[codec.HeaderLen:]
	for i := range min(len(from), len(to)) {
		if from[i] != to[i] {
			return fmt.Sprintf("octet %d is %#02x there and %#02x here", codec.HeaderLen+i, to[i], from[i])
		}
	}
	return fmt.Sprintf("it has %d octets there and %d here", len(recorded.Bytes()), len(asked.Bytes()))
}

// memberDifference compares the fixed structs.
func (x *matcher) memberDifference(asked, recorded *codec.Message) string {
	t := asked.Type()
	if t == nil || t.Header == nil {
		return ""
	}
	for _, member := range t.Header.Members {
		a, okA := asked.Field(member.Name)
		b, okB := recorded.Field(member.Name)
		if (a != b || okA != okB) && !slices.Contains(x.ignored, member.Name) {
			return fmt.Sprintf("%s is %d there and %d here", member.Name, b, a)
		}
	}
	return ""
}

// nestDifference compares the attributes in two nests.
func (x *matcher) nestDifference(asked, recorded codec.Attr) string {
	as, bs := x.counted(asked), x.counted(recorded)
	for i, a := range as {
		if !hasType(bs, a.Type()) {
			return a.Path() + " is not there"
		}
		if i < len(bs) && bs[i].Type() == a.Type() {
			if d := x.attrDifference(a, bs[i]); d != "" {
				return d
			}
		}
	}
	for _, b := range bs {
		if !hasType(as, b.Type()) {
			return b.Path() + " is not here"
		}
	}
	for i := range max(len(as), len(bs)) {
		if i >= len(as) || i >= len(bs) || as[i].Type() != bs[i].Type() {
			return "the order or number of the attributes differs"
		}
	}
	return ""
}

func (x *matcher) counted(nest codec.Attr) (attrs []codec.Attr) {
	for a := range nest.Children() {
		if !x.ignores(a) {
			attrs = append(attrs, a)
		}
	}
	return attrs
}

func hasType(attrs []codec.Attr, typ uint16) bool {
	for _, a := range attrs {
		if a.Type() == typ {
			return true
		}
	}
	return false
}

func (x *matcher) attrDifference(a, b codec.Attr) string {
	switch {
	case a.IsNest() && b.IsNest():
		return x.nestDifference(a, b)
	case bytes.Equal(a.Payload(), b.Payload()) && a.Nested() == b.Nested():
		return ""
	}
	name := cmp.Or(a.Path(), "what no table knows")
	there, here := valueText(b), valueText(a)
	if there == here {
		return fmt.Sprintf("%s differs: octets %x there, %x here", name, shorten(b.Payload()), shorten(a.Payload()))
	}
	return fmt.Sprintf("%s is %s there and %s here", name, there, here)
}

func valueText(a codec.Attr) string {
	switch v := a.Value().(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case []byte:
		return fmt.Sprintf("%x", shorten(v))
	default:
		return fmt.Sprint(v)
	}
}

// shorten keeps errors on a line that can be read.
func shorten(b []byte) []byte { return b[:min(len(b), 32)] }
