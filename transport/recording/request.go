package recording

import (
	"strings"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// step is something that a recorded socket did. What came after it comes after it again.
type step struct {
	time   time.Time
	follow []item // in the order of the recording
	done   bool   // its events have been given out
}

// item is what came to a recorded socket: a datagram, or a part of one.
type item struct {
	after    time.Duration // how long after the step
	octets   []byte
	from     transport.From
	answer   bool // of the request that the step is
	unicast  bool // an event that needs no group
	overflow bool // datagrams were lost; there are no octets
	to       *side
	cause    *request // that an event tells the port id and sequence number of, or nil
}

// request is a recorded request.
type request struct {
	step
	side    *side
	pos     captures.Position
	octets  []byte
	missing []codec.Span // of octets, that the capture does not tell
	key     string
	mask    string // of the key, 0 where octets are missing; "" if none are
	lookup  bool   // for the id of a generic netlink family, or for nothing: it may come or be missing
	changes bool   // what is told of it without NLM_F_ECHO is an event

	answered bool
	ended    bool // by an NLMSG_ERROR or NLMSG_DONE
	lost     bool // the answer was, in an overflow
	failed   syscall.Errno
	cut      string // what the capture does not hold of the answer, or ""

	asked  int    // how often
	seq    uint32 // of who asked last
	portID uint32
}

// side is a recorded socket.
type side struct {
	protocol int
	portID   uint32
	exact    bool // recorded by a Recorder, who tells what came by multicast
	requests []*request
	bySeq    map[uint32]*request // the latest
	sent     []*request          // in the last datagram
	joins    []*joinStep
	start    *step // what came before anything was done
	used     bool
	next     int // of requests, for a strict Replay
	stand    *socket
}

type joinStep struct {
	step
	group uint32
}

// matcher says which octets of a message tell it from others.
type matcher struct {
	decoder codec.Decoder
	ignored []string
}

// decode decodes a message as far as that goes.
func (x *matcher) decode(protocol int, octets []byte, missing []codec.Span) *codec.Message {
	m := new(codec.Message)
	// What is damaged is compared as octets.
	_ = x.decoder.Decode(m, codec.Context{Protocol: protocol, BigEndian: host.BigEndian, Missing: missing}, octets)
	return m
}

// ignores reports whether an attribute does not count.
func (x *matcher) ignores(a codec.Attr) bool {
	for _, name := range x.ignored {
		if strings.EqualFold(name, a.Name()) || strings.EqualFold(name, a.Path()) {
			return true
		}
	}
	return false
}

// key returns the octets of a message that tell it from others, and a mask of those among them that are missing.
func (x *matcher) key(m *codec.Message, protocol int, octets []byte, missing []codec.Span) (key, mask string) {
	h := host.Header(octets)
	spans := []codec.Span{{From: codec.HeaderLen, To: len(octets)}}
	if len(x.ignored) > 0 {
		spans = x.withoutMembers(m, x.spans(nil, m.Root(), codec.HeaderLen, len(octets)))
	}
	k := host.Order.AppendUint32(nil, uint32(protocol))
	k = host.Order.AppendUint16(k, h.Type)
	k = host.Order.AppendUint16(k, h.Flags&^codec.FlagAck)
	known := []byte(strings.Repeat("\xff", len(k)))
	for _, s := range spans {
		if s.From < 0 {
			k, known = append(k, 0xff), append(known, 0xff)
		} else {
			k = append(k, octets[s.From:s.To]...)
			known = appendKnown(known, s, missing)
		}
	}
	if len(missing) == 0 {
		return string(k), ""
	}
	return masked(string(k), string(known)), string(known)
}

// appendKnown appends an octet for each of a span: 0 for those that are missing.
func appendKnown(known []byte, s codec.Span, missing []codec.Span) []byte {
	start := len(known)
	for range s.To - s.From {
		known = append(known, 0xff)
	}
	for _, gap := range missing {
		for i := max(gap.From, s.From); i < min(gap.To, s.To); i++ {
			known[start+i-s.From] = 0
		}
	}
	return known
}

// masked returns a key with zeros where the mask has them.
func masked(key, mask string) string {
	b := []byte(key)
	for i := range b {
		b[i] &= mask[i]
	}
	return string(b)
}

// endOfNest is a span that stands for the end of a nest.
var endOfNest = codec.Span{From: -1}

// spans appends the octets inside a nest, from an offset to another, without the attributes that are ignored and
// without the lengths of nests, which depend on them.
func (x *matcher) spans(dst []codec.Span, nest codec.Attr, from, to int) []codec.Span {
	for a := range nest.Children() {
		if a.Offset() > from && a.Offset() <= to {
			dst = append(dst, codec.Span{From: from, To: a.Offset()})
		}
		from = min((a.End()+3)&^3, to)
		inside := a.End() - len(a.Payload())
		switch {
		case x.ignores(a):
		case a.IsNest():
			const lengthOctets = 2
			dst = append(dst, codec.Span{From: min(a.Offset()+lengthOctets, inside), To: inside})
			dst = append(x.spans(dst, a, inside, a.End()), endOfNest)
		default:
			dst = append(dst, codec.Span{From: a.Offset(), To: a.End()})
		}
	}
	if from < to {
		dst = append(dst, codec.Span{From: from, To: to})
	}
	return dst
}

// withoutMembers takes the members of the fixed struct that are ignored out of spans.
func (x *matcher) withoutMembers(m *codec.Message, spans []codec.Span) []codec.Span {
	if m.Type() == nil || m.Type().Header == nil {
		return spans
	}
	start := codec.HeaderLen
	if p := m.Protocol(); p != nil && p.Generic {
		const genlHeaderLen = 4
		start += genlHeaderLen
	}
	for _, name := range x.ignored {
		member, from, to := m.Type().Header.Lookup(name)
		if member != nil {
			spans = without(spans, codec.Span{From: start + from, To: start + to})
		}
	}
	return spans
}

// without takes a range out of spans.
func without(spans []codec.Span, out codec.Span) (left []codec.Span) {
	for _, s := range spans {
		if s.From < 0 || s.To <= out.From || out.To <= s.From {
			left = append(left, s)
			continue
		}
		if s.From < out.From {
			left = append(left, codec.Span{From: s.From, To: out.From})
		}
		if out.To < s.To {
			left = append(left, codec.Span{From: out.To, To: s.To})
		}
	}
	return left
}

// matches reports whether a request with a key is this one.
func (q *request) matches(key string) bool {
	if q.mask == "" {
		return q.key == key
	}
	return len(q.key) == len(key) && masked(key, q.mask) == q.key
}

// isLookup reports whether a message asks for a generic netlink family by name, or only whether the kernel is there.
func isLookup(m *codec.Message) bool {
	if m.Header().Type == codec.TypeNoop {
		return true
	}
	if m.Name() != "CTRL_CMD_GETFAMILY" || m.Dumps() {
		return false
	}
	_, named := m.Attr("CTRL_ATTR_FAMILY_NAME")
	return named
}
