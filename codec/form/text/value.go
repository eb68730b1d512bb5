package text

import (
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// AppendValue appends what an attribute, a member or an element holds as it stands in a message, on one line.
func AppendValue(dst []byte, c codec.Content) []byte {
	if c.Message() == nil {
		return dst
	}
	w := writer{m: c.Message(), style: Style{OneLine: true}}
	w.indent(1)
	return w.value(dst, c)
}

// value writes what an attribute, a member or an element holds.
func (w *writer) value(dst []byte, c codec.Content) []byte {
	if !w.whole && c.Untold() {
		return w.untold(dst, c)
	}
	return w.told(dst, c)
}

// told writes a value of which the capture leaves out nothing, or parts that can be told from each other.
func (w *writer) told(dst []byte, c codec.Content) []byte {
	if v, ok := c.Integer(); ok {
		spec := c.Spec()
		if isPlain(spec) {
			return codec.AppendInteger(dst, v, spec.Kind.IsSigned())
		}
		if parts, ok := c.Parts(); ok {
			start := len(dst)
			return codec.Enclose(w.members(dst, parts), start, '{', '}')
		}
		if spec.Unit.Spelled() {
			return appendSpelled(dst, c, v)
		}
		if c.Swapped() && (spec.Kind == codec.Bool || spec.Kind == codec.Switch) {
			return codec.AppendUint(dst, v)
		}
		return w.number(dst, spec, v)
	}
	switch c.Spec().Kind {
	case codec.StructOf:
		start := len(dst)
		return codec.Enclose(w.members(dst, c), start, '{', '}')
	case codec.Array:
		return w.array(dst, c)
	case codec.Texts:
		return texts(dst, c)
	case codec.String:
		text, nuls, ok := c.Text()
		if !ok || nuls > 1 && !c.IsMember() {
			text = c.Octets()
		}
		return codec.AppendReadable(dst, text)
	}
	return scalar(dst, c)
}

// isPlain reports whether integers are written as numbers and no more.
func isPlain(spec *codec.Spec) bool {
	return spec.Enum == nil && spec.Parts == nil && spec.Unit.Plain() && spec.Kind != codec.Bool && spec.Kind != codec.Switch
}

// number writes an integer.
func (w *writer) number(dst []byte, spec *codec.Spec, v uint64) []byte {
	signed := spec.Kind.IsSigned()
	if isPlain(spec) {
		return codec.AppendInteger(dst, v, signed)
	}
	if (spec.Kind == codec.Bool || spec.Kind == codec.Switch) && v <= 1 {
		return strconv.AppendBool(dst, v == 1)
	}
	if spec.Enum == nil && !signed {
		dst = codec.AppendUint(dst, v)
	} else {
		dst = appendNumber(dst, spec.Enum, v, signed)
	}
	if !spec.Unit.Plain() && v != 0 {
		start := len(dst)
		if meant, ok := w.m.AppendMeaning(append(dst, " ("...), spec.Unit, int64(v)); ok {
			return append(meant, ')')
		}
		return dst[:start]
	}
	return dst
}

// appendSpelled writes an integer as its unit says.
func appendSpelled(dst []byte, c codec.Content, v uint64) []byte {
	size := c.Spec().Kind.Size()
	if size == 0 {
		size = c.Len()
	}
	return c.Spec().Unit.AppendText(dst, v, size)
}

func appendNumber(dst []byte, e *codec.Enum, v uint64, signed bool) []byte {
	if e != nil {
		var named bool
		if dst, named = labels.AppendValue(dst, e, v); named {
			return dst
		}
	}
	return codec.AppendInteger(dst, v, signed)
}

// scalar writes what is no integer and has no parts.
func scalar(dst []byte, c codec.Content) []byte {
	b := c.Octets()
	switch k := c.Spec().Kind; {
	case (k == codec.Flag || k == codec.Switch) && len(b) == 0:
		return append(dst, "true"...)
	case len(b) == 0:
		return append(dst, "(empty)"...)
	case k == codec.LLAddr:
		return codec.AppendColonHex(dst, b)
	case (k == codec.IP || k == codec.IP4 || k == codec.IP6) && (len(b) == 4 || len(b) == 16):
		return codec.AppendAddr(dst, b)
	case k == codec.MPLS && len(b)%4 == 0:
		return appendLabels(dst, c)
	case k == codec.Bytes && c.Spec().Enum != nil:
		return appendBits(dst, c)
	case k == codec.Bitfield32 && len(b) == 8:
		value, selector, _ := c.Bitfield()
		dst = appendNumber(append(dst, "value="...), c.Spec().Enum, uint64(value), false)
		return appendNumber(append(dst, " selector="...), c.Spec().Enum, uint64(selector), false)
	}
	return unknown(dst, b)
}

// unknown writes octets that no table explains.
func unknown(dst, b []byte) []byte {
	if len(b) == 0 {
		return append(dst, "(empty)"...)
	}
	return codec.AppendHex(append(dst, "hex:"...), b)
}

// appendBits names the bits of a bitmap.
func appendBits(dst []byte, c codec.Content) []byte {
	start := len(dst)
	w := c.Bits()
	for bit, ok := w.Next(); ok; bit, ok = w.Next() {
		if len(dst) > start {
			dst = append(dst, '|')
		}
		dst = appendNumber(dst, c.Spec().Enum, bit, false)
	}
	if len(dst) == start {
		dst = append(dst, '0')
	}
	return dst
}

// texts writes what a Notation makes of octets.
func texts(dst []byte, c codec.Content) []byte {
	start := len(dst)
	dst = append(dst, '[')
	ok, _ := c.Texts(func(text []byte) {
		if dst[len(dst)-1] != '[' {
			dst = append(dst, ", "...)
		}
		dst = codec.AppendReadable(dst, text)
	})
	if !ok {
		return unknown(dst[:start], c.Octets())
	}
	return append(dst, ']')
}

func appendLabels(dst []byte, c codec.Content) []byte {
	for i := range c.Len() / 4 {
		if i > 0 {
			dst = append(dst, '/')
		}
		l := c.Label(i)
		dst = codec.AppendUint(dst, uint64(l.Label))
		if l.TC != 0 {
			dst = codec.AppendUint(append(dst, " tc "...), uint64(l.TC))
		}
		if l.TTL != 0 {
			dst = codec.AppendUint(append(dst, " ttl "...), uint64(l.TTL))
		}
	}
	return dst
}

func (w *writer) array(dst []byte, c codec.Content) []byte {
	var elements codec.Elements
	if !elements.Start(c) {
		return unknown(dst, c.Octets())
	}
	if c.Spec().Bulk && c.Len() > 0 {
		return append(codec.AppendUint(append(dst, '('), uint64(c.Len())), " octets)"...)
	}
	start := len(dst)
	index, spec := c.Spec().Index, elements.Spec()
	names := labels.Indices(index)
	whole := w.whole || !c.Untold()
	plain := whole && isPlain(spec)
	for i := int(c.Spec().Base); elements.Next(); i++ {
		if !whole {
			left, n := elements.Left()
			if text, all := left.Lost(); all && text == "" {
				dst = w.lack(append(dst, ' '), "", strconv.Itoa(n)+" more ")
				break
			}
		}
		if i < len(names) {
			dst = names[i].AppendTo(dst)
		} else {
			dst = appendIndex(append(dst, ' '), index, i)
		}
		v, ok := elements.Plain()
		if !ok {
			v, ok = elements.Number()
		}
		switch {
		case !ok || !plain:
			dst = w.value(dst, elements.Content())
		case v < 10:
			dst = append(dst, '0'+byte(v))
		default:
			dst = codec.AppendInteger(dst, v, spec.Kind.IsSigned())
		}
	}
	return codec.Enclose(dst, start, '[', ']')
}

// appendIndex writes what names an element whose index has no name that is at hand.
func appendIndex(dst []byte, e *codec.Enum, i int) []byte {
	if e == nil {
		return dst
	}
	return append(e.AppendValue(dst, uint64(i), false), '=')
}

// members writes the members of a struct, and as octets what they do not cover, each after a space.
func (w *writer) members(dst []byte, c codec.Content) []byte {
	names := labels.Members(c.Spec().Struct)
	var m codec.Members
	for m.Start(c); m.Next(); {
		dst = names[m.Index()].AppendTo(dst)
		if v, ok := m.Plain(); ok {
			dst = codec.AppendUint(dst, v)
			continue
		}
		v, spec, ok := m.Number()
		unset := ok && v == 0 && m.Member().Unset && w.requests()
		if ok && !unset && !spec.Unit.Spelled() {
			dst = w.number(dst, spec, v)
			continue
		}
		switch place := m.Place(); {
		case place.Untold():
			dst = w.untold(dst, place)
		case m.Cut():
			dst = unknown(dst, place.Octets())
		default:
			dst = w.member(dst, &m, place)
		}
	}
	if rest, shown := m.Rest(); shown {
		dst = w.pieces(append(dst, " hex:"...), rest)
	}
	return dst
}

// requests reports whether the message is a request, or quotes one.
func (w *writer) requests() bool {
	_, quotes := w.m.Root().Quoted()
	return quotes || w.m.Header().Flags&codec.FlagRequest != 0
}

func (w *writer) member(dst []byte, m *codec.Members, place codec.Content) []byte {
	member := m.Member()
	if member.Unset && place.IsZero() && w.requests() {
		return append(dst, '0')
	}
	c := m.Content()
	dst = w.told(dst, c)
	if rest := place.Slice(c.Len(), place.Len()); (member.LenAttr != "" || member.LenField != "") && !rest.IsZero() {
		dst = codec.AppendHex(append(dst, " hex:"...), rest.Octets())
	}
	return dst
}
