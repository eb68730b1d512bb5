// Package note writes and reads what a record holds besides its octets, as one line of text that people read, too:
//
//	direction sent, protocol 0, pid 4711, comm "ip", fd 3, from "ip.strace:12"
//
// Writers put it where a format has no better place: packet comments, and comments of hex dumps.
package note

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/protocols"
)

// field is one item of a note: a word and a value.
type field struct {
	word string
	// value appends the value of the field; it returns nil or dst as it was if the record has none.
	value func(dst []byte, r *captures.Record) []byte
	set   func(r *captures.Record, value string) error
}

// ofPackets is how many of the fields packet captures have a better place for.
const ofPackets = 5

var fields = [...]field{
	{"time", func(dst []byte, r *captures.Record) []byte {
		if !r.HasDate || r.Time.IsZero() {
			return nil
		}
		return r.Time.AppendFormat(dst, time.RFC3339Nano)
	}, func(r *captures.Record, v string) (err error) {
		r.HasDate = true
		r.Time, err = time.Parse(time.RFC3339Nano, v)
		return err
	}},
	{"clock", func(dst []byte, r *captures.Record) []byte {
		if r.HasDate || r.Time.IsZero() {
			return nil
		}
		return append(dst, r.Time.Sub(time.Unix(0, 0)).String()...)
	}, func(r *captures.Record, v string) error {
		d, err := time.ParseDuration(v)
		r.Time = time.Unix(0, int64(d)).UTC()
		return err
	}},
	{"direction", func(dst []byte, r *captures.Record) []byte {
		if r.Direction == codec.DirectionUnknown {
			return nil
		}
		return append(dst, r.Direction.String()...)
	}, func(r *captures.Record, v string) error {
		d, ok := codec.ParseDirection(v)
		if !ok {
			return strconv.ErrSyntax
		}
		r.Direction = d
		return nil
	}},
	{"protocol", func(dst []byte, r *captures.Record) []byte {
		return appendNumber(dst, int64(r.Protocol), r.Protocol == captures.ProtocolUnknown)
	}, func(r *captures.Record, v string) (err error) {
		if r.Protocol, err = parseNumber[int](v); r.Protocol >= protocols.Link {
			r.Link = captures.Packet
		}
		return err
	}},
	{"length", func(dst []byte, r *captures.Record) []byte {
		nothing := len(r.Data) == 0 && r.Event == "" // a dump needs a note to have it
		return appendNumber(dst, int64(r.OriginalLen), r.OriginalLen <= len(r.Data) && !nothing)
	}, func(r *captures.Record, v string) (err error) {
		r.OriginalLen, err = parseNumber[int](v)
		return err
	}},
	{"pid", func(dst []byte, r *captures.Record) []byte {
		return appendNumber(dst, int64(r.Pid), r.Pid == 0)
	}, func(r *captures.Record, v string) (err error) {
		r.Pid, err = parseNumber[int](v)
		return err
	}},
	{"comm", func(dst []byte, r *captures.Record) []byte { return appendQuoted(dst, r.Comm) },
		func(r *captures.Record, v string) (err error) {
			r.Comm, err = strconv.Unquote(v)
			return err
		}},
	{"fd", func(dst []byte, r *captures.Record) []byte {
		return appendNumber(dst, int64(r.FD), r.FD < 0)
	}, func(r *captures.Record, v string) (err error) {
		r.FD, err = parseNumber[int](v)
		return err
	}},
	{"port", func(dst []byte, r *captures.Record) []byte {
		return appendNumber(dst, int64(r.PortID), r.PortID == 0)
	}, func(r *captures.Record, v string) (err error) {
		r.PortID, err = parseNumber[uint32](v)
		return err
	}},
	{"groups", func(dst []byte, r *captures.Record) []byte {
		if r.Groups == 0 {
			return nil
		}
		return fmt.Appendf(dst, "%#x", r.Groups)
	}, func(r *captures.Record, v string) (err error) {
		r.Groups, err = strconv.ParseUint(v, 0, 64)
		return err
	}},
	{"group", func(dst []byte, r *captures.Record) []byte {
		return appendNumber(dst, int64(r.Origin.Group), r.Origin.Group == 0)
	}, func(r *captures.Record, v string) (err error) {
		r.Origin.Group, err = parseNumber[uint32](v)
		return err
	}},
	{"sender", func(dst []byte, r *captures.Record) []byte {
		return appendNumber(dst, int64(r.Origin.Sender), r.Origin.Sender == 0)
	}, func(r *captures.Record, v string) (err error) {
		r.Origin.Sender, err = parseNumber[uint32](v)
		return err
	}},
	{"nsid", func(dst []byte, r *captures.Record) []byte {
		return appendNumber(dst, int64(r.Origin.NSID), !r.Origin.HasNSID)
	}, func(r *captures.Record, v string) error {
		n, err := strconv.ParseInt(v, 10, 32)
		r.Origin.NSID, r.Origin.HasNSID = int32(n), true
		return err
	}},
	{"took", func(dst []byte, r *captures.Record) []byte {
		if r.Elapsed == 0 {
			return nil
		}
		return append(dst, r.Elapsed.String()...)
	}, func(r *captures.Record, v string) (err error) {
		r.Elapsed, err = time.ParseDuration(v)
		return err
	}},
	{"missing", func(dst []byte, r *captures.Record) []byte {
		for i, s := range r.Missing {
			if i > 0 {
				dst = append(dst, ' ')
			}
			dst = fmt.Appendf(dst, "%d-%d", s.From, s.To)
			if s.Text != "" {
				dst = appendQuoted(append(dst, ' '), s.Text)
			}
		}
		return dst
	}, func(r *captures.Record, v string) error { return parseMissing(v, r) }},
	{"event", func(dst []byte, r *captures.Record) []byte { return appendQuoted(dst, r.Event) },
		func(r *captures.Record, v string) (err error) {
			r.Event, err = strconv.Unquote(v)
			return err
		}},
	{"failed", func(dst []byte, r *captures.Record) []byte { return appendQuoted(dst, r.Failed) },
		func(r *captures.Record, v string) (err error) {
			r.Failed, err = strconv.Unquote(v)
			return err
		}},
	{"from", func(dst []byte, r *captures.Record) []byte {
		if r.Pos == (captures.Position{}) {
			return nil
		}
		return appendQuoted(dst, r.Pos.String())
	}, func(r *captures.Record, v string) error {
		from, err := strconv.Unquote(v)
		r.AddComment("from " + from)
		return err
	}},
}

func appendNumber(dst []byte, n int64, absent bool) []byte {
	if absent {
		return nil
	}
	return strconv.AppendInt(dst, n, 10)
}

func appendQuoted(dst []byte, s string) []byte {
	if s == "" {
		return nil
	}
	return strconv.AppendQuote(dst, s)
}

// parseNumber reads what appendNumber wrote.
func parseNumber[T int | uint32](s string) (T, error) {
	n, err := strconv.ParseUint(s, 10, 32)
	return T(n), err
}

// parseMissing reads spans, after each of which the text may stand that the capture has in its place, quoted.
func parseMissing(v string, r *captures.Record) error {
	for v != "" {
		if text, err := strconv.QuotedPrefix(v); err == nil && len(r.Missing) > 0 {
			r.Missing[len(r.Missing)-1].Text, _ = strconv.Unquote(text) // never fails
			v = strings.TrimPrefix(v[len(text):], " ")
			continue
		}
		var part string
		part, v, _ = strings.Cut(v, " ")
		from, to, _ := strings.Cut(part, "-")
		a, err := parseNumber[int](from)
		if err != nil {
			return err
		}
		b, err := parseNumber[int](to)
		if err != nil || b < a {
			return strconv.ErrSyntax
		}
		r.Missing = append(r.Missing, codec.Span{From: a, To: b})
	}
	return nil
}

// ClipMissing leaves of r.Missing what who reads r may rely on: spans within Data, in ascending order.
func ClipMissing(r *captures.Record) {
	kept, from := r.Missing[:0], 0
	for _, s := range r.Missing {
		s.From, s.To = max(s.From, from), min(s.To, len(r.Data))
		if s.From < s.To {
			kept, from = append(kept, s), s.To
		}
	}
	r.Missing = kept
}

// Append appends the note of r; nothing if there is nothing to tell.
func Append(dst []byte, r *captures.Record) []byte { return appendFields(dst, r, fields[:]) }

// AppendOfPacket appends what of the note packet captures have no better place for.
func AppendOfPacket(dst []byte, r *captures.Record) []byte {
	return appendFields(dst, r, fields[ofPackets:])
}

func appendFields(dst []byte, r *captures.Record, fields []field) []byte {
	start := len(dst)
	for _, f := range fields {
		mark := len(dst)
		if mark > start {
			dst = append(dst, ", "...)
		}
		dst = append(dst, f.word...)
		dst = append(dst, ' ')
		if with := f.value(dst, r); len(with) > len(dst) {
			dst = with
		} else {
			dst = dst[:mark]
		}
	}
	return dst
}

// Parse puts what a note says into r. It returns false and leaves r alone if s is not a note.
func Parse(s string, r *captures.Record) bool {
	next := *r
	for s != "" {
		item := s[:itemLen(s)]
		s = strings.TrimPrefix(s[len(item):], ", ")
		word, value, ok := strings.Cut(item, " ")
		if !ok || !set(&next, word, value) {
			return false
		}
	}
	*r = next
	return true
}

func set(r *captures.Record, word, value string) bool {
	for _, f := range fields {
		if f.word == word {
			return f.set(r, value) == nil
		}
	}
	return false
}

// itemLen returns the length of the first item of a note: up to a comma that is not in a quoted string.
func itemLen(s string) int {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ',' && !quoted:
			return i
		}
	}
	return len(s)
}
