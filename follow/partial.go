package follow

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// completed returns the octets of an object as it was with what a message about it says in place of what was said.
func completed(m, old *codec.Message) []byte {
	start := len(m.Bytes())
	if first, ok := m.Root().First(); ok {
		start = first.Offset()
	}
	out := append([]byte(nil), m.Bytes()[:start]...)
	add := func(a codec.Attr) {
		if !a.IsTail() {
			out = append(host.Align(out, 0), a.Message().Bytes()[a.Offset():a.End()]...)
		}
	}
	for was := range old.Root().Children() {
		if is, ok := m.At(was.Type()); ok {
			was = is
		}
		add(was)
	}
	for is := range m.Root().Children() {
		if _, ok := old.At(is.Type()); !ok {
			add(is)
		}
	}
	h := m.Header()
	h.Len = uint32(len(out))
	h.Append(out[:0], m.BigEndian())
	return out
}
