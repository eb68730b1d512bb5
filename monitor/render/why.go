package render

import (
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/monitor"
)

// appendWhy says why an event is: who caused it, what implied it, and that it was found later.
func (r *Renderer) appendWhy(dst []byte, e *monitor.Event) []byte {
	var why []string
	switch e.Kind {
	case monitor.Found:
		why = append(why, "(resync)")
	case monitor.Listed:
		why = append(why, "(listed)")
	case monitor.Implied:
		why = append(why, "implied by "+implied(e.ImpliedBy, e.Names))
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
func implied(e *monitor.Event, names *brief.Names) string {
	if e == nil || e.Message == nil {
		return "an event before"
	}
	return object(e.Message, names) + " " + Word(e)
}

// Cause says who did it, as it stands after an event: "by ip[4242]", "by ip[4242] in 3f2a…", "by the kernel (timer)".
// It is "" if that is not known, and holds no control octets.
func Cause(c monitor.Cause) string {
	switch {
	case c.Label == "interrupt":
		return "by an interrupt"
	case strings.HasPrefix(c.Label, "kernel thread "):
		return "by " + codec.Printable(c.Label)
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
