package json

import (
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// AppendValue appends what an attribute, a member or an element holds as the "value" of a message has it; where that has
// none, the octets as a text of hexadecimal digits, and null for the zero Content.
func AppendValue(dst []byte, c codec.Content) []byte {
	if c.Message() == nil {
		return append(dst, "null"...)
	}
	start := len(dst)
	if dst, _ = appendValue(dst, c); len(dst) == start {
		return appendHex(dst, `"`, c.Octets())
	}
	return dst
}

// appendValue appends a value, nothing if the octets have none; exact says that it determines the octets.
func appendValue(dst []byte, c codec.Content) (_ []byte, exact bool) {
	switch spec := c.Spec(); spec.Kind {
	case codec.StructOf:
		return appendMembers(dst, c)
	case codec.Array:
		return appendArray(dst, c)
	case codec.Texts:
		return appendTexts(dst, c)
	}
	if v, ok := c.Integer(); ok {
		return appendNumeric(dst, c, v)
	}
	return appendScalar(dst, c)
}

// appendNumeric appends an integer.
func appendNumeric(dst []byte, c codec.Content, v uint64) (_ []byte, exact bool) {
	spec := c.Spec()
	if parts, ok := c.Parts(); ok {
		return appendMembers(dst, parts)
	}
	if spec.Enum == nil && spec.Unit.Plain() && spec.Kind > codec.Switch {
		return codec.AppendInteger(dst, v, spec.Kind.IsSigned()), spec.Kind.Size() == c.Len() || c.Canonical(v)
	}
	switch {
	case spec.Kind == codec.Bool || spec.Kind == codec.Switch:
		if on, ok := c.Bool(); ok {
			return strconv.AppendBool(dst, on), c.WellFormed()
		}
	case spec.Unit.Spelled() && c.WellFormed() && !c.Swapped():
		return append(spec.Unit.AppendText(append(dst, '"'), v, c.Len()), '"'), true
	}
	return appendInteger(dst, spec.Enum, v, spec.Kind.IsSigned()), c.Canonical(v)
}

// appendScalar appends a value that is no integer and has no parts.
func appendScalar(dst []byte, c codec.Content) (_ []byte, exact bool) {
	k, b := c.Spec().Kind, c.Octets()
	exact = c.WellFormed()
	switch {
	case k == codec.Flag || k == codec.Switch && len(b) == 0:
		return append(dst, "true"...), exact
	case k == codec.LLAddr:
		return append(codec.AppendColonHex(append(dst, '"'), b), '"'), true
	case k == codec.String:
		text, nuls, ok := c.Text()
		return codec.AppendQuoted(dst, text, '"'), ok && c.UsualNULs(nuls)
	case k.IsInteger():
		return dst, false
	case k == codec.IP || k == codec.IP4 || k == codec.IP6:
		if exact {
			dst = append(codec.AppendAddr(append(dst, '"'), b), '"')
		}
		return dst, exact
	case k == codec.MPLS:
		if exact {
			dst = appendLabels(dst, c)
		}
		return dst, exact
	case k == codec.Bitfield32:
		if exact {
			dst = appendBitfield(dst, c)
		}
		return dst, exact
	}
	return appendHex(dst, `"`, b), true
}

func appendInteger(dst []byte, e *codec.Enum, v uint64, signed bool) []byte {
	if e == nil && v < 10 {
		return append(dst, '0'+byte(v))
	}
	if e != nil {
		var named bool
		if dst, named = labels.AppendValue(dst, e, v); named {
			return dst
		}
	}
	return codec.AppendInteger(dst, v, signed)
}

// makeValue makes the label of a value: its name, or those of its bits as a list.
func makeValue(dst []byte, e *codec.Enum, v uint64) ([]byte, bool) {
	if e.Flags {
		return appendFlags(dst, e, v), true
	}
	start := len(dst)
	dst, named := e.AppendName(append(dst, '"'), v)
	if !named {
		return dst[:start], false
	}
	return append(dst, '"'), true
}

// appendFlags appends the names of bits as a list; what has no name is one number.
func appendFlags(dst []byte, e *codec.Enum, v uint64) []byte {
	dst = append(dst, '[')
	start := len(dst)
	w := e.Bits(v)
	for w.Next() {
		dst = append(append(append(append(dst, '"'), e.Prefix...), w.Short...), `",`...)
	}
	if w.Rest != 0 {
		return append(codec.AppendUint(dst, w.Rest), ']')
	}
	if len(dst) == start {
		return append(dst, ']')
	}
	dst[len(dst)-1] = ']'
	return dst
}

// appendBits lists the bits of a bitmap by name. How long the bitmap is, they do not say.
func appendBits(dst []byte, c codec.Content) []byte {
	dst = append(dst, '[')
	w := c.Bits()
	for bit, ok := w.Next(); ok; bit, ok = w.Next() {
		if dst[len(dst)-1] != '[' {
			dst = append(dst, ',')
		}
		dst = appendInteger(dst, c.Spec().Enum, bit, false)
	}
	return append(dst, ']')
}

// appendTexts appends what a Notation makes of octets, as a list.
func appendTexts(dst []byte, c codec.Content) (_ []byte, exact bool) {
	start := len(dst)
	ok, exact := c.Texts(func(text []byte) {
		dst = codec.AppendQuoted(append(dst, ','), text, '"')
	})
	switch {
	case !ok:
		return dst[:start], false
	case len(dst) == start:
		return append(dst, "[]"...), exact
	}
	dst[start] = '['
	return append(dst, ']'), exact
}

func appendLabels(dst []byte, c codec.Content) []byte {
	dst = append(dst, '[')
	for i := range c.Len() / 4 {
		if i > 0 {
			dst = append(dst, ',')
		}
		l := c.Label(i)
		dst = codec.AppendUint(append(dst, `{"label":`...), uint64(l.Label))
		dst = codec.AppendUint(append(dst, `,"tc":`...), uint64(l.TC))
		dst = strconv.AppendBool(append(dst, `,"bos":`...), l.Bottom)
		dst = codec.AppendUint(append(dst, `,"ttl":`...), uint64(l.TTL))
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

func appendBitfield(dst []byte, c codec.Content) []byte {
	value, selector, _ := c.Bitfield()
	dst = appendInteger(append(dst, `{"value":`...), c.Spec().Enum, uint64(value), false)
	dst = appendInteger(append(dst, `,"selector":`...), c.Spec().Enum, uint64(selector), false)
	return append(dst, '}')
}

// appendArray appends packed elements: a list, or an object by the names of the indices.
func appendArray(dst []byte, c codec.Content) (_ []byte, exact bool) {
	var w codec.Elements
	if !w.Start(c) {
		return dst, false
	}
	index := c.Spec().Index
	names := labels.Indices(index)
	opening, closing := byte('['), byte(']')
	if index != nil {
		opening, closing = '{', '}'
	}
	start := len(dst)
	spec := w.Spec()
	whole, exact := !c.Untold(), true
	numbers := whole && spec.Enum == nil && isPlain(spec, 0)
	for i := int(c.Spec().Base); w.Next(); i++ {
		if i < len(names) {
			dst = names[i].AppendTo(dst)
		} else {
			dst = appendIndex(append(dst, ','), index, i)
		}
		v, ok := w.Plain()
		if !ok {
			v, ok = w.Number()
		}
		if ok && numbers && v < 10 {
			dst = append(dst, '0'+byte(v))
			continue
		}
		if ok && whole && isPlain(spec, v) {
			dst = appendInteger(dst, spec.Enum, v, spec.Kind.IsSigned())
			continue
		}
		elem, ok := w.Content(), false
		if elem.Untold() {
			dst, _, ok = appendUntold(dst, elem)
		} else {
			dst, ok = appendValue(dst, elem)
		}
		exact = exact && ok
	}
	return codec.Enclose(dst, start, opening, closing), exact
}

// isPlain reports whether an integer is written as a number or a name.
func isPlain(spec *codec.Spec, v uint64) bool {
	return spec.Parts == nil && !spec.Unit.Spelled() && (spec.Kind != codec.Bool && spec.Kind != codec.Switch || v > 1)
}

// appendIndex appends what names an element whose index has no name that is at hand.
func appendIndex(dst []byte, e *codec.Enum, i int) []byte {
	if e == nil {
		return dst
	}
	return append(e.AppendValue(append(dst, '"'), uint64(i), false), `":`...)
}

// appendStruct appends a struct as an object; if its members do not determine the octets, "hex" does.
func appendStruct(dst []byte, c codec.Content) []byte {
	dst, exact := appendMembers(dst, c)
	if exact {
		return dst
	}
	dst = dst[:len(dst)-1]
	if dst[len(dst)-1] != '{' {
		dst = append(dst, ',')
	}
	return append(appendHex(dst, `"hex":"`, c.Octets()), '}')
}

// appendMembers appends a struct as an object.
func appendMembers(dst []byte, c codec.Content) (_ []byte, exact bool) {
	start, lossless := len(dst), true
	names := labels.Members(c.Spec().Struct)
	var printed []byte
	var w codec.Members
	for w.Start(c); w.Next(); {
		if w.Cut() {
			continue
		}
		dst = names[w.Index()].AppendTo(dst)
		if v, ok := w.Plain(); ok {
			dst = codec.AppendUint(dst, v)
			continue
		}
		if v, spec, ok := w.Number(); ok && isPlain(spec, v) {
			dst = appendInteger(dst, spec.Enum, v, spec.Kind.IsSigned())
			continue
		}
		place, ok := w.Place(), false
		if place.Untold() {
			var text string
			dst, text, ok = appendUntold(dst, place)
			printed, ok = appendPrinted(printed, w.Member().Name, text), ok && w.Sized()
		} else {
			dst, ok = appendMember(dst, &w, place)
		}
		lossless = lossless && ok
	}
	return codec.Enclose(appendAllPrinted(dst, printed), start, '{', '}'), w.Exact() && lossless
}

func appendMember(dst []byte, w *codec.Members, place codec.Content) (_ []byte, exact bool) {
	start := len(dst)
	c := w.Content()
	dst, exact = appendValue(dst, c)
	if len(dst) == start {
		dst = appendHex(dst, `"`, place.Octets())
	}
	return dst, exact && w.Fills(c)
}
