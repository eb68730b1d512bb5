package pyroute2

import (
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// appendValue appends a value, nothing if the octets have none; exact says that it determines the octets.
func appendValue(dst []byte, c codec.Content) (_ []byte, exact bool) {
	switch c.Spec().Kind {
	case codec.StructOf:
		dst, exact = appendMembers(append(dst, '{'), c, labels)
		return append(dst, '}'), exact
	case codec.Array:
		return appendArray(dst, c)
	case codec.Texts:
		return appendTexts(dst, c)
	}
	if v, ok := c.Integer(); ok {
		return appendInteger(dst, c, v)
	}
	return appendScalar(dst, c)
}

func appendInteger(dst []byte, c codec.Content, v uint64) (_ []byte, exact bool) {
	if e := c.Spec().Enum; e != nil && namedEnums[e.Name] && c.WellFormed() {
		if name := strings.TrimPrefix(e.NameOf(v), e.Prefix); name != "" {
			return append(append(append(dst, '\''), name...), '\''), true
		}
	}
	return codec.AppendInteger(dst, v, c.Spec().Kind.IsSigned()), c.Canonical(v)
}

// appendScalar appends a value that is no integer and has no parts.
func appendScalar(dst []byte, c codec.Content) (_ []byte, exact bool) {
	k, b := c.Spec().Kind, c.Octets()
	switch {
	case k == codec.Flag:
		return append(dst, "True"...), len(b) == 0
	case k == codec.Switch && len(b) == 0:
		return append(dst, '1'), false
	case k == codec.LLAddr, k == codec.Bytes, k == codec.Pad, k == codec.SubMessage:
		return append(codec.AppendColonHex(append(dst, '\''), b), '\''), true
	case k == codec.String:
		text, nuls, ok := c.Text()
		return codec.AppendQuoted(dst, text, '\''), ok && c.UsualNULs(nuls)
	case k.IsInteger() || !c.WellFormed():
		return dst, false
	case k == codec.IP || k == codec.IP4 || k == codec.IP6:
		return append(codec.AppendAddr(append(dst, '\''), b), '\''), true
	case k == codec.MPLS:
		return appendLabels(dst, c), true
	case k == codec.Bitfield32:
		value, selector, _ := c.Bitfield()
		dst = codec.AppendUint(append(dst, "{'value':"...), uint64(value))
		dst = codec.AppendUint(append(dst, ",'selector':"...), uint64(selector))
		return append(dst, '}'), true
	}
	return dst, false
}

// appendTexts appends what a Notation makes of octets, as a list.
func appendTexts(dst []byte, c codec.Content) (_ []byte, exact bool) {
	start := len(dst)
	dst = append(dst, '[')
	ok, exact := c.Texts(func(text []byte) {
		if dst[len(dst)-1] != '[' {
			dst = append(dst, ", "...)
		}
		dst = codec.AppendQuoted(dst, text, '\'')
	})
	if !ok {
		return dst[:start], false
	}
	return append(dst, ']'), exact
}

// pythonBool is how Python writes what is so and what is not.
var pythonBool = map[bool]string{false: "False", true: "True"}

func appendLabels(dst []byte, c codec.Content) []byte {
	dst = append(dst, '[')
	for i := range c.Len() / 4 {
		if i > 0 {
			dst = append(dst, ',')
		}
		l := c.Label(i)
		dst = codec.AppendUint(append(dst, "{'label':"...), uint64(l.Label))
		dst = codec.AppendUint(append(dst, ",'tc':"...), uint64(l.TC))
		dst = append(append(dst, ",'bos':"...), pythonBool[l.Bottom]...)
		dst = codec.AppendUint(append(dst, ",'ttl':"...), uint64(l.TTL))
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

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
	dst = append(dst, opening)
	exact = true
	for w.Next() {
		if !w.First() {
			dst = append(dst, ", "...)
		}
		if i := w.Index(); i < len(names) {
			dst = names[i].AppendTo(dst)
		} else if index != nil {
			dst = append(codec.AppendUint(append(dst, '\''), uint64(i)), "': "...)
		}
		var ok bool
		dst, ok = appendValue(dst, w.Content())
		exact = exact && ok
	}
	return append(dst, closing), exact
}

// appendMembers appends the members of a struct without braces.
func appendMembers(dst []byte, c codec.Content, keys *codec.Labels) (_ []byte, exact bool) {
	lossless, first := true, true
	names := keys.Members(c.Spec().Struct)
	var w codec.Members
	for w.Start(c); w.Next(); {
		if w.Cut() {
			continue
		}
		if !first {
			dst = append(dst, ", "...)
		}
		first = false
		place, ok := w.Place(), false
		if keys == fixedLabels && spread(w.Member()) && !place.Untold() {
			dst, ok = appendMembers(dst, place, keys)
			lossless = lossless && ok
			continue
		}
		dst = names[w.Index()].AppendTo(dst)
		if _, all := place.Lost(); all {
			dst, ok = append(dst, "None"...), w.Sized()
		} else {
			dst, ok = appendMember(dst, &w, place)
		}
		lossless = lossless && ok
	}
	return dst, w.Exact() && lossless
}

func appendMember(dst []byte, w *codec.Members, place codec.Content) (_ []byte, exact bool) {
	c := place
	if m := w.Member(); m.Select != nil || m.LenField != "" {
		c = w.Content()
	}
	start := len(dst)
	dst, exact = appendValue(dst, c)
	if len(dst) == start {
		dst = append(codec.AppendColonHex(append(dst, '\''), place.Octets()), '\'')
	}
	return dst, exact && w.Fills(c)
}
