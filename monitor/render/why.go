package render

import (
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/monitor"
)

// appendChanges says what is different: "mtu 1500 → 9000, +alias uplink, -group".
func (r *Renderer) appendChanges(dst []byte, e *monitor.Event) []byte {
	for i := range e.Changes {
		c := &e.Changes[i]
		if i > 0 {
			dst = append(dst, ", "...)
		}
		switch c.Op {
		case follow.Added:
			dst = append(appendPath(append(dst, '+'), c), ' ')
			dst = r.value(dst, c.New, e, r.paint.to)
		case follow.Removed:
			dst = append(appendPath(append(dst, '-'), c), ' ')
			dst = r.value(dst, c.Old, e, r.paint.from)
		default:
			dst = append(appendPath(dst, c), ' ')
			dst = append(r.value(dst, c.Old, e, r.paint.from), " → "...)
			dst = r.value(dst, c.New, e, r.paint.to)
		}
	}
	return dst
}

// appendPath names what is different by the last name of its path, without its prefix and in small letters: "mtu".
func appendPath(dst []byte, c *monitor.Change) []byte {
	last := c.Path[strings.LastIndexByte(c.Path, '/')+1:]
	last, ordinal, several := strings.Cut(last, "[")
	for _, value := range []codec.Content{c.New, c.Old} {
		if name := value.Spec().Name; name != "" && strings.HasSuffix(last, name) {
			last = name
			break
		}
	}
	if last = strings.ToLower(last); several {
		last += "[" + ordinal
	}
	return append(dst, codec.Printable(last)...)
}

func (r *Renderer) value(dst []byte, c codec.Content, e *monitor.Event, i ink) []byte {
	return append(brief.AppendValue(append(dst, i.on...), c, e.Names), i.off...)
}

// appendWhy says why an event is: who caused it, what implied it, and that it was found later.
func (r *Renderer) appendWhy(dst []byte, e *monitor.Event) []byte {
	var why []string
	switch e.Kind {
	case monitor.Found:
		why = append(why, "(resync)")
	case monitor.Listed:
		why = append(why, "(listed)")
	case monitor.Implied:
		why = append(why, "implied by "+implied(e.ImpliedBy))
	}
	if cause := Cause(e.Cause); cause != "" {
		why = append(why, cause)
	} else if e.ImpliedBy != nil {
		if cause := Cause(e.ImpliedBy.Cause); cause != "" {
			why = append(why, cause)
		}
	}
	if len(why) == 0 {
		return dst
	}
	return r.paint.dim.append(append(dst, "  "...), strings.Join(why, " "))
}

// implied says an event that had silent consequences: "link 12 va changed".
func implied(e *monitor.Event) string {
	if e == nil || e.Message == nil {
		return "an event before"
	}
	return Object(e) + " " + Word(e)
}

// Cause says who did it, as it stands after an event: "by ip[4242]", "by ip[4242] in 3f2a…", "by the kernel (timer)".
// It is "" if that is not known, and holds no control octets.
func Cause(c monitor.Cause) string {
	switch {
	case c.Label == "kernel":
		return "by the kernel"
	case c.Label != "":
		return "by the kernel (" + codec.Printable(c.Label) + ")"
	case c.Pid == 0:
		return ""
	}
	s := "by " + Process(c)
	if c.Container != "" {
		s += " in " + readable(c.Container[:min(len(c.Container), containerDigits)])
	}
	return s
}

// containerDigits is how much of a container's id is said, as docker ps does.
const containerDigits = 12

// Process is a process by its name and number: "ip[4242]"; a label where it is none, and "" where nothing is known.
func Process(c monitor.Cause) string {
	switch {
	case c.Pid == 0:
		return codec.Printable(c.Label)
	case c.Comm == "":
		return "[" + strconv.Itoa(c.Pid) + "]"
	}
	return readable(c.Comm) + "[" + strconv.Itoa(c.Pid) + "]"
}

// readable is a name of which any octets may have been made.
func readable(s string) string { return string(codec.AppendReadable(nil, s)) }
