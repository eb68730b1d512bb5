package render

import (
	"iter"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/monitor"
)

// Devices are the names of the links that an event is about: those whose indexes are in the header of its message or in
// attributes that are in no nest, and those that these name, in this order.
func Devices(e *monitor.Event) iter.Seq[string] {
	return func(yield func(string) bool) {
		if e.Message == nil {
			return
		}
		root := e.Message.Root()
		for a := range root.Children() {
			if !a.IsNest() && isName(a) && !yield(cString(a)) {
				return
			}
		}
		if fixed, ok := root.Fixed(); ok {
			var w codec.Members
			for w.Start(fixed); w.Next(); {
				if name := linkName(w.Content(), e); name != "" && !yield(name) {
					return
				}
			}
		}
		for a := range root.Children() {
			if name := linkName(a.Content(), e); !a.IsNest() && name != "" && !yield(name) {
				return
			}
		}
	}
}

// Device is the first of the Devices, "" if there is none.
func Device(e *monitor.Event) string {
	for name := range Devices(e) {
		return name
	}
	return ""
}

// isName reports whether an attribute names a link.
func isName(a codec.Attr) bool {
	return a.Spec() != nil && a.Spec().Kind == codec.String && strings.HasSuffix(a.Spec().Name, "IFNAME")
}

func cString(a codec.Attr) string {
	name, _, _ := strings.Cut(string(a.Payload()), "\x00")
	return name
}

// linkName returns the name of a link whose index it is.
func linkName(c codec.Content, e *monitor.Event) string {
	if c.Spec().Unit != codec.LinkIndex {
		return ""
	}
	index, _ := c.Integer()
	return e.Names.Of(uint32(index))
}
