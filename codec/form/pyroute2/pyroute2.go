// Package pyroute2 is the form of messages that scripts of pyroute2 know: the Python dict that it decodes a message to,
// as repr prints it:
//
//	{'family': 0, 'index': 1, …, 'attrs': [('IFLA_IFNAME', 'lo'), …],
//	 'header': {'length': 32, 'type': 18, 'flags': 769, 'sequence_number': 1, 'pid': 0, 'error': None},
//	 'event': 'RTM_GETLINK'}
//
// Members of fixed structs have no prefix, enumerations stay numbers, octets are written as '01:02'. Attributes with
// NLA_F_* flags have them as the third item; what is needed beyond that for the octets to come back exactly is a dict
// in the fourth, by the keys of the JSON form. Unknown attributes carry their octets as 'data' beside the header that
// pyroute2 prints.
package pyroute2

import (
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// Append appends the message as one Python literal without a line end. Parse turns it back into the same octets.
func Append(dst []byte, m *codec.Message) []byte {
	dst = append(dst, '{')
	if p := m.Protocol(); !m.IsPacket() && (len(m.Bytes()) < codec.HeaderLen || p != nil && p.Headless) {
		return append(appendHex(dst, "'hex': '", m.Bytes()), '}')
	}
	if m.IsPacket() {
		dst = append(appendAttrs(append(dst, "'attrs': "...), m.Root()), ", 'nl_protocol': '"...)
		return append(append(dst, m.Protocol().Name...), "'}"...)
	}
	h := m.Head()
	dst = appendCommand(dst, &h)
	if c, ok := m.Root().Fixed(); ok && c.Len() > 0 {
		dst = appendFixed(dst, c)
	}
	if q, ok := m.Root().Quoted(); ok {
		dst = appendQuoted(dst, m, q)
	}
	dst = append(appendAttrs(append(dst, "'attrs': "...), m.Root()), ", "...)
	dst = appendHeader(dst, &h)
	if n := h.Header().Len; int(n) != len(m.Bytes()) {
		dst = codec.AppendUint(append(dst, ", 'raw_len': "...), uint64(n))
	}
	return append(appendEvent(dst, m, &h), '}')
}

// appendHex appends octets in hexadecimal after what starts a string, and ends that.
func appendHex(dst []byte, start string, octets []byte) []byte {
	return append(codec.AppendHex(append(dst, start...), octets), '\'')
}

// appendEvent appends what tells the reader which table to use.
func appendEvent(dst []byte, m *codec.Message, h *codec.Head) []byte {
	if p := m.Protocol(); p != nil {
		dst = append(append(append(dst, ", 'nl_protocol': '"...), p.Name...), '\'')
	}
	if m.BigEndian() {
		dst = append(dst, ", 'byteorder': 'big'"...)
	}
	if f := h.Family(); f != nil {
		dst = append(append(append(dst, ", 'genl_family': '"...), f.Name...), '\'')
	}
	if name := h.Name(); name != "" {
		dst = append(append(append(dst, ", 'event': '"...), name...), '\'')
	}
	return dst
}

// appendHeader appends the nlmsghdr of the message, or of the quoted one.
func appendHeader(dst []byte, h *codec.Head) []byte {
	dst = appendNumber(append(dst, "'header': {'length': "...), h, codec.HeadLen)
	dst = appendNumber(append(dst, ", 'type': "...), h, codec.HeadType)
	dst = appendNumber(append(dst, ", 'flags': "...), h, codec.HeadFlags)
	dst = appendNumber(append(dst, ", 'sequence_number': "...), h, codec.HeadSeq)
	dst = appendNumber(append(dst, ", 'pid': "...), h, codec.HeadPortID)
	return append(dst, ", 'error': None}"...)
}

// appendNumber appends a number of a header, or None if none of its octets is told.
func appendNumber(dst []byte, h *codec.Head, f codec.HeadField) []byte {
	c := h.Field(f)
	if _, lost := c.Lost(); lost {
		return append(dst, "None"...)
	}
	v, _ := c.Integer()
	return codec.AppendUint(dst, v)
}

// appendCommand appends the genlmsghdr, followed by a comma.
func appendCommand(dst []byte, h *codec.Head) []byte {
	if !h.HasCommand() {
		return dst
	}
	dst = appendNumber(append(dst, "'cmd': "...), h, codec.HeadCommand)
	dst = appendNumber(append(dst, ", 'version': "...), h, codec.HeadVersion)
	reserved, _ := h.Field(codec.HeadReserved).Integer()
	dst = codec.AppendUint(append(dst, ", 'reserved': "...), reserved)
	return append(dst, ", "...)
}

// appendFixed appends the members of a fixed struct, each followed by a comma.
func appendFixed(dst []byte, c codec.Content) []byte {
	start := len(dst)
	dst, exact := appendMembers(dst, c, fixedLabels)
	if !exact {
		if len(dst) > start {
			dst = append(dst, ", "...)
		}
		dst = appendHex(dst, "'hex': '", c.Octets())
	}
	return append(dst, ", "...)
}

func appendQuoted(dst []byte, m *codec.Message, q codec.Attr) []byte {
	h, _ := m.QuotedHead()
	dst = appendCommand(append(dst, "'msg': {"...), &h)
	if h.Type() == nil {
		dst = append(dst, "'attrs': ["...)
		if rest := h.Body(); rest.Len() > 0 {
			dst = append(appendHex(dst, "('TAIL', '", rest.Octets()), ')')
		}
		dst = append(dst, "], "...)
	} else {
		if c, ok := q.Fixed(); ok && c.Len() > 0 {
			dst = appendFixed(dst, c)
		}
		dst = append(appendAttrs(append(dst, "'attrs': "...), q), ", "...)
	}
	dst = appendEvent(appendHeader(dst, &h), m, &h)
	if pad, usual := h.Padding(); !usual {
		dst = appendHex(dst, ", 'pad': '", pad)
	}
	return append(dst, "}, "...)
}

func appendAttrs(dst []byte, a codec.Attr) []byte {
	dst = append(dst, '[')
	start := len(dst)
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if len(dst) > start {
			dst = append(dst, ", "...)
		}
		dst = appendAttr(dst, c)
	}
	return append(dst, ']')
}

func appendAttr(dst []byte, a codec.Attr) []byte {
	if a.IsTail() {
		return append(appendHex(dst, "('TAIL', '", a.Payload()), ')')
	}
	extras := attrExtras(a)
	switch {
	case a.Spec() == nil && !a.IsNest():
		dst = appendUnknown(dst, a)
	case a.IsNest():
		dst = appendNest(appendName(dst, a), a)
	default:
		dst, extras = appendPayload(appendName(dst, a), a, extras)
	}
	flags := 0
	if a.Framing() == nil {
		flags = a.HeaderFlags()
	}
	if flags != 0 || len(extras) > 0 {
		dst = strconv.AppendInt(append(dst, ", "...), int64(flags), 10)
	}
	if len(extras) > 0 {
		dst = append(append(append(dst, ", {"...), extras[2:]...), '}')
	}
	return append(dst, ')')
}

// appendUnknown appends an attribute that no table knows, as pyroute2 does, except for its end.
func appendUnknown(dst []byte, a codec.Attr) []byte {
	dst = codec.AppendUint(append(dst, "('UNKNOWN', {'header': {'length': "...), uint64(a.End()-a.Offset()))
	if dst = append(dst, ", 'type': "...); a.Nameless() {
		dst = append(dst, "None"...)
	} else {
		dst = codec.AppendUint(dst, uint64(a.Type()))
	}
	return append(appendHex(dst, "}, 'data': '", a.Payload()), '}')
}

// attrExtras is what the octets around a payload need beyond the usual, as members of a dict with a comma before each.
func attrExtras(a codec.Attr) (extras []byte) {
	if n := a.End() - a.Offset(); a.Framing() == nil && a.HeaderLen() != n {
		extras = codec.AppendUint(append(extras, ", 'len': "...), uint64(a.HeaderLen()))
	}
	if pad, usual := a.Padding(); !usual {
		extras = appendHex(extras, ", 'pad': '", pad)
	}
	return extras
}

// appendName appends the start of a tuple: the name of an attribute quoted, or its number.
func appendName(dst []byte, a codec.Attr) []byte {
	if label := labels.Of(a); label != nil {
		return label.AppendTo(dst)
	}
	if dst = append(dst, '('); a.Nameless() {
		return append(dst, "None, "...)
	}
	start := len(dst)
	dst = a.AppendName(append(dst, '\''))
	if c := dst[start+1]; c >= '0' && c <= '9' {
		return append(append(dst[:start], dst[start+1:]...), ", "...)
	}
	return append(dst, "', "...)
}

func appendNest(dst []byte, a codec.Attr) []byte {
	if plainRecords(a) {
		dst = append(dst, '[')
		start := len(dst)
		for c, ok := a.First(); ok; c, ok = c.Next() {
			if len(dst) > start {
				dst = append(dst, ", "...)
			}
			dst = appendDict(dst, c)
		}
		return append(dst, ']')
	}
	return appendDict(dst, a)
}

// appendDict appends a fixed struct and the attributes after it.
func appendDict(dst []byte, a codec.Attr) []byte {
	dst = append(dst, '{')
	if c, ok := a.Fixed(); ok {
		dst = appendFixed(dst, c)
	}
	dst = appendAttrs(append(dst, "'attrs': "...), a)
	if s := a.Spec(); s != nil && s.Layer != nil && s.Layer.Joined != nil {
		dst = appendOptions(dst, a)
	}
	return append(dst, '}')
}

// plainRecords reports whether a nest holds nothing but records without types, all framed as usual: pyroute2 shows a list
// of dicts.
func plainRecords(a codec.Attr) bool {
	s := a.Spec()
	if s == nil || s.Set == nil || s.Struct != nil || s.Set.Framing == nil || s.Set.Framing.TypeSize > 0 {
		return false
	}
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if !c.IsNest() || len(attrExtras(c)) > 0 {
			return false
		}
	}
	return true
}

func appendPayload(dst []byte, a codec.Attr, extras []byte) (_, _ []byte) {
	c := a.Content()
	exact := false
	start := len(dst)
	switch {
	case c.Untold():
		extras = append(extras, ", 'missing': True"...)
	case c.Spec().Kind == codec.String:
		text, nuls, ok := c.Text()
		dst, exact = codec.AppendQuoted(dst, text, '\''), ok
		if ok && !c.UsualNULs(nuls) {
			extras = codec.AppendUint(append(extras, ", 'nul': "...), uint64(nuls))
		}
	default:
		dst, exact = appendValue(dst, c)
		exact = exact && !a.IsPiece()
	}
	if len(dst) == start {
		dst = append(dst, "None"...)
	}
	if a.Sized() {
		extras = codec.AppendUint(append(extras, ", 'size': "...), uint64(c.Len()))
	}
	if !exact {
		extras = appendHex(extras, ", 'hex': '", c.Octets())
	}
	return dst, extras
}
