package render

import (
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/monitor"
)

// brief writes an event as a person would say it: what happened to which object, what changed, and who did it.
//
//	22:31:04.123456 blue changed link 12 va: mtu 1500 → 9000, operstate up → down  by ip[4242]
func (r *Renderer) brief(dst []byte, e *monitor.Event) []byte {
	dst = r.lead(dst, e)
	if e.Message == nil {
		return append(r.words(dst, e), '\n')
	}
	dst = append(r.paint.ops[e.Op].append(dst, padded(Word(e))), ' ')
	dst = r.object(dst, e)
	if len(e.Changes) > 0 {
		dst = r.appendChanges(append(dst, ": "...), e)
	}
	return append(r.appendWhy(dst, e), '\n')
}

// object says what an event is about: of a change, what tells the object from others, else what is known of it.
func (r *Renderer) object(dst []byte, e *monitor.Event) []byte {
	return brief.Append(dst, e.Message, brief.Style{Color: r.style.Color, Names: e.Names, Noun: isObject(e.Message),
		Which: e.Op == follow.Changed && len(e.Changes) > 0})
}

// isObject reports whether a message is about an object that it makes or removes, so that its name need not say that.
func isObject(m *codec.Message) bool {
	t := m.Type()
	return t != nil && t.Object != nil && (t.Op == codec.OpNew || t.Op == codec.OpDelete)
}

// Object says in a few words what an event is about: "link 12 va". It holds no control octets.
func Object(e *monitor.Event) string {
	if e.Message == nil {
		return ""
	}
	return object(e.Message, e.Names)
}

func object(m *codec.Message, names *brief.Names) string {
	return string(brief.Append(nil, m, brief.Style{Names: names, Noun: isObject(m), Which: true}))
}

// Word says what happened: "added", "changed", "removed" of objects; "event" of what is about none, "same" of what
// changes nothing, "lost", "current".
func Word(e *monitor.Event) string {
	switch {
	case e.Kind == monitor.Lost || e.Kind == monitor.Current:
		return e.Kind.String()
	case e.Kind == monitor.Repeat:
		return "same"
	case e.Message != nil && !isObject(e.Message):
		return "event"
	}
	return e.Op.String()
}

// lead writes what lines start with: the time, and the namespace.
func (r *Renderer) lead(dst []byte, e *monitor.Event) []byte {
	start := len(dst)
	dst = r.times.append(dst, e.Time)
	if at := string(dst[start:]); at != "" {
		dst = r.paint.dim.append(dst[:start], at)
	}
	if e.NetNS != "" {
		dst = append(r.paint.netns.append(dst, string(codec.AppendReadable(nil, e.NetNS))), ' ')
	}
	return dst
}

// words says what is no message.
func (r *Renderer) words(dst []byte, e *monitor.Event) []byte {
	switch {
	case e.Lost != nil:
		return r.paint.warning.append(dst, codec.Printable(e.Lost.String()))
	case e.Table != "":
		return append(append(append(dst, padded(Word(e))...), ' '), codec.Printable(e.Table)...)
	}
	return append(dst, Word(e)...)
}

// padded makes the words for what happens equally long.
func padded(w string) string { return w + strings.Repeat(" ", max(0, len("changed")-len(w))) }
