package brief

import (
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// labels are names without what all of their kind start with, in small letters.
var labels = codec.NewLabels(codec.LabelMakers{
	Attr:   func(_, name string) string { return strings.ToLower(name) },
	Member: memberLabel,
	Index:  func(e *codec.Enum, name string) string { return strings.ToLower(strings.TrimPrefix(name, e.Prefix)) },
	Value: func(dst []byte, e *codec.Enum, v uint64) ([]byte, bool) {
		if e.Flags {
			return appendFlags(dst, e, v), true
		}
		name := e.NameOf(v)
		return appendLower(dst, strings.TrimPrefix(name, e.Prefix)), name != ""
	},
})

// memberLabel is the name of a member without the prefix that all members of the struct have.
func memberLabel(s *codec.Struct, m *codec.Member) string {
	for i := range s.Members {
		if other := &s.Members[i]; other.Kind != codec.Pad && s.BareName(other) == other.Name {
			return strings.ToLower(m.Name)
		}
	}
	return strings.ToLower(s.BareName(m))
}

func appendFlags(dst []byte, e *codec.Enum, v uint64) []byte {
	start := len(dst)
	bits := e.Bits(v)
	for bits.Next() {
		if len(dst) > start {
			dst = append(dst, '|')
		}
		dst = appendLower(dst, bits.Short)
	}
	if bits.Rest == 0 && len(dst) > start {
		return dst
	}
	if len(dst) > start {
		dst = append(dst, '|')
	}
	if bits.Rest == 0 {
		return append(dst, '0')
	}
	return appendHex(dst, bits.Rest)
}

// appendLower appends a C name in small letters.
func appendLower(dst []byte, name string) []byte {
	for i := range len(name) {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		dst = append(dst, c)
	}
	return dst
}

// appendHex appends a number as 0x1f.
func appendHex(dst []byte, v uint64) []byte {
	size := 1
	for size < 8 && v>>(8*size) != 0 {
		size++
	}
	dst = append(dst, "0x"...)
	at := len(dst)
	dst = codec.AppendDigits(dst, v, size)
	if len(dst) > at+1 && dst[at] == '0' {
		dst = append(dst[:at], dst[at+1:]...)
	}
	return dst
}

// text returns a string attribute up to its first NUL.
func text(a codec.Attr) []byte {
	b := a.Payload()
	for i, c := range b {
		if c == 0 {
			return b[:i]
		}
	}
	return b
}

// isNothing reports whether a value is empty, or has no bit that is set. Flags are set by being there.
func isNothing(c codec.Content) bool {
	if k := c.Spec().Kind; k == codec.Flag || k == codec.Switch && c.Len() == 0 {
		return false
	}
	return c.IsZero() && !c.Untold()
}

// other says an attribute that no words are about.
func (w *writer) other(dst []byte, a codec.Attr) []byte {
	if a.IsTail() {
		return dst // a fault tells of it
	}
	c := a.Content()
	if c.Spec().Kind == codec.Pad && a.Known() || !w.request && !a.IsNest() && isNothing(c) {
		return dst
	}
	if c.Spec().Name == "IFINDEX" {
		if index, ok := c.Integer(); ok && !c.Untold() && w.style.Names.Of(uint32(index)) != "" {
			return w.appendLink(append(dst, " dev "...), index)
		}
	}
	start := len(dst)
	dst = w.name(append(dst, ' '), a)
	switch {
	case a.IsNest():
		return w.braces(dst, start, a)
	case c.Spec().Kind == codec.Flag && c.Len() == 0:
		return dst
	case len(dst) > start+1:
		dst = append(dst, ' ')
	}
	return w.value(dst, c)
}

// name writes what an attribute is called; of an element of an array nothing, unless its index has a name.
func (w *writer) name(dst []byte, a codec.Attr) []byte {
	if label := labels.Of(a); label != nil {
		return label.AppendTo(dst)
	}
	start := len(dst)
	dst = a.AppendName(dst)
	if isElement := a.Spec() != nil && !a.IsNest(); isElement && dst[start] >= '0' && dst[start] <= '9' {
		return dst[:start]
	}
	return dst
}

// nest says all that is in a nest.
func (w *writer) nest(dst []byte, label string, a codec.Attr) []byte {
	start := len(dst)
	return w.braces(append(append(dst, ' '), label...), start, a)
}

// braces writes what is in a nest between braces. If that is nothing, and no request, what was written of the nest from
// a place on is taken back.
func (w *writer) braces(dst []byte, start int, a codec.Attr) []byte {
	dst = append(dst, " {"...)
	before := len(dst)
	if dst = w.everything(dst, a); len(dst) == before && !w.request {
		return dst[:start]
	}
	return append(dst, " }"...)
}

// everything says all that is in a message, or in a nest, for want of words.
func (w *writer) everything(dst []byte, in codec.Attr) []byte {
	if c, ok := in.Fixed(); ok {
		dst = w.members(dst, c)
	}
	for c, ok := in.First(); ok; c, ok = c.Next() {
		dst = w.other(dst, c)
	}
	return dst
}

// all says everything that is in a nest as if it stood beside it.
func all(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if !a.IsNest() {
		return said(w, dst, as, a)
	}
	return w.everything(dst, a)
}

// value writes what an attribute, a member or an element holds.
func (w *writer) value(dst []byte, c codec.Content) []byte {
	if _, all := c.Lost(); c.Untold() && (all || c.Spec().Kind != codec.StructOf) {
		return untold(dst, c)
	}
	if parts, ok := c.Parts(); ok {
		return append(w.members(append(dst, '{'), parts), " }"...)
	}
	if v, ok := c.Integer(); ok {
		return number(dst, c, v)
	}
	switch c.Spec().Kind {
	case codec.StructOf:
		return append(w.members(append(dst, '{'), c), " }"...)
	case codec.Array:
		return w.array(dst, c)
	case codec.Texts:
		start := len(dst)
		if ok, _ := c.Texts(func(text []byte) {
			dst = codec.AppendReadable(append(dst, ',', ' '),
				text)
		}); ok && len(dst) > start {
			return append(dst[:start], dst[start+2:]...)
		}
		dst = dst[:start]
	case codec.String:
		s, nuls, ok := c.Text()
		if !ok || nuls > 1 && !c.IsMember() {
			s = c.Octets()
		}
		return codec.AppendReadable(dst, s)
	}
	return scalar(dst, c)
}

// number writes an integer.
func number(dst []byte, c codec.Content, v uint64) []byte {
	spec := c.Spec()
	switch signed := spec.Kind.IsSigned(); {
	case (spec.Kind == codec.Bool || spec.Kind == codec.Switch) && v <= 1 && !c.Swapped():
		return append(dst, onOff(v)...)
	case spec.Unit.Spelled():
		return spec.Unit.AppendText(dst, v, c.Len())
	case spec.Enum != nil:
		var named bool
		if dst, named = labels.AppendValue(dst, spec.Enum, v); named {
			return dst
		}
		return codec.AppendInteger(dst, v, signed)
	default:
		if meant, ok := spec.Unit.AppendMeaning(dst, int64(v)); ok {
			return meant
		}
		return codec.AppendInteger(dst, v, signed)
	}
}

func onOff(v uint64) string {
	if v == 0 {
		return "off"
	}
	return "on"
}

// shownOctets is how many octets without structure are written; of more only the number.
const shownOctets = 20

// scalar writes what is no integer and has no parts.
func scalar(dst []byte, c codec.Content) []byte {
	b := c.Octets()
	switch k := c.Spec().Kind; {
	case (k == codec.Flag || k == codec.Switch) && len(b) == 0:
		return append(dst, "on"...)
	case len(b) == 0:
		return append(dst, `""`...)
	case k == codec.LLAddr && len(b) <= 32:
		return codec.AppendColonHex(dst, b)
	case (k == codec.IP || k == codec.IP4 || k == codec.IP6) && (len(b) == 4 || len(b) == 16):
		return codec.AppendAddr(dst, b)
	case k == codec.MPLS && len(b)%4 == 0:
		return appendLabels(dst, c)
	case k == codec.Bytes && c.Spec().Enum != nil:
		return appendBits(dst, c)
	case k == codec.Bitfield32 && len(b) == 8:
		value, selector, _ := c.Bitfield()
		dst = appendWord(dst, c.Spec().Enum, uint64(value))
		return appendWord(append(dst, '/'), c.Spec().Enum, uint64(selector))
	case len(b) > shownOctets:
		return append(codec.AppendUint(append(dst, '('), uint64(len(b))), " octets)"...)
	}
	return codec.AppendHex(append(dst, "0x"...), b)
}

// appendWord writes a number by its name, if e has one.
func appendWord(dst []byte, e *codec.Enum, v uint64) []byte {
	if e != nil {
		var named bool
		if dst, named = labels.AppendValue(dst, e, v); named {
			return dst
		}
	}
	return codec.AppendUint(dst, v)
}

// appendBits names the bits of a bitmap.
func appendBits(dst []byte, c codec.Content) []byte {
	start := len(dst)
	bits := c.Bits()
	for bit, ok := bits.Next(); ok; bit, ok = bits.Next() {
		if len(dst) > start {
			dst = append(dst, '|')
		}
		dst = appendWord(dst, c.Spec().Enum, bit)
	}
	if len(dst) == start {
		dst = append(dst, '0')
	}
	return dst
}

// appendLabels writes a stack of MPLS labels.
func appendLabels(dst []byte, c codec.Content) []byte {
	for i := range c.Len() / 4 {
		if i > 0 {
			dst = append(dst, '/')
		}
		dst = codec.AppendUint(dst, uint64(c.Label(i).Label))
	}
	return dst
}

// array writes the elements of an array; where they have names, those that are not zero.
func (w *writer) array(dst []byte, c codec.Content) []byte {
	var elements codec.Elements
	if !elements.Start(c) {
		return scalar(dst, c)
	}
	if c.Spec().Bulk {
		return append(codec.AppendUint(append(dst, '('), uint64(c.Len())), " octets)"...)
	}
	dst = append(dst, '[')
	start := len(dst)
	index := c.Spec().Index
	names := labels.Indices(index)
	for elements.Next() {
		e := elements.Content()
		if index != nil && isNothing(e) {
			continue
		}
		if len(dst) > start {
			dst = append(dst, ' ')
		}
		if i := elements.Index(); i < len(names) {
			dst = append(names[i].AppendTo(dst), '=')
		} else if index != nil {
			dst = append(codec.AppendUint(dst, uint64(i)), '=')
		}
		dst = w.value(dst, e)
	}
	return append(dst, ']')
}

// members says the members of a struct that are not zero.
func (w *writer) members(dst []byte, c codec.Content) []byte {
	var m codec.Members
	for m.Start(c); m.Next(); {
		dst = w.memberSaid(dst, &m, c)
	}
	return dst
}

// memberSaid says a member that is not zero.
func (w *writer) memberSaid(dst []byte, m *codec.Members, of codec.Content) []byte {
	place := m.Place()
	if isNothing(place) {
		return dst
	}
	dst = append(labels.Members(of.Spec().Struct)[m.Index()].AppendTo(append(dst, ' ')), ' ')
	if m.Cut() {
		return scalar(dst, place.Slice(0, place.Len()))
	}
	return w.value(dst, m.Content())
}

// untold writes what the capture says in place of a value, such as the name of an interface.
func untold(dst []byte, c codec.Content) []byte {
	s, all := c.Lost()
	if s == "" || !all {
		return append(dst, '?')
	}
	if call, ok := strings.CutPrefix(s, "if_nametoindex("); ok {
		if name, err := strconv.Unquote(strings.TrimSuffix(call, ")")); err == nil {
			return codec.AppendReadable(dst, name)
		}
	}
	return append(dst, codec.Printable(s)...)
}
