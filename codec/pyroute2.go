package codec

import (
	"bytes"
	"strconv"
)

// The pyroute2 form of a message is the Python dict that pyroute2 decodes it to, as repr prints it:
//
//	{'family': 0, 'index': 1, …, 'attrs': [('IFLA_IFNAME', 'lo'), …],
//	 'header': {'length': 32, 'type': 18, 'flags': 769, 'sequence_number': 1, 'pid': 0, 'error': None},
//	 'event': 'RTM_GETLINK'}
//
// Members of fixed structs have no prefix, enumerations stay numbers, octets are written as '01:02'. Attributes with
// NLA_F_* flags have them as the third item; what is needed beyond that for the octets to come back exactly is a dict
// in the fourth, by the keys of the JSON form. Unknown attributes carry their octets as 'data' beside the header that
// pyroute2 prints.

// pyWriter writes messages as Python literals.
type pyWriter struct{ *Message }

// AppendPyroute2 appends the message as one Python literal without a line end. Encoder.Pyroute2 turns it back into the
// same octets.
func (m *Message) AppendPyroute2(dst []byte) []byte {
	w := pyWriter{m}
	dst = append(dst, '{')
	if len(m.data) < HeaderLen || m.protocol != nil && m.protocol.Headless {
		return append(appendHex(append(dst, "'hex': '"...), m.data), "'}"...)
	}
	dst = w.genl(dst, HeaderLen, m.body)
	dst = w.fixedMembers(dst, 0)
	if q := m.quoted.node; q > 0 {
		dst = w.quotedMessage(dst, q)
	}
	dst = append(w.attrs(append(dst, "'attrs': "...), 0), ", "...)
	dst = w.header(dst, 0, &m.header)
	if int(m.header.Len) != len(m.data) {
		dst = strconv.AppendUint(append(dst, ", 'raw_len': "...), uint64(m.header.Len), 10)
	}
	return append(w.event(dst, m.typ, m.family), '}')
}

// event appends what tells the reader which table to use.
func (w pyWriter) event(dst []byte, t *MessageType, f *Family) []byte {
	if w.protocol != nil {
		dst = append(append(append(dst, ", 'nl_protocol': '"...), w.protocol.Name...), '\'')
	}
	if w.big {
		dst = append(dst, ", 'byteorder': 'big'"...)
	}
	if f != nil {
		dst = append(append(append(dst, ", 'genl_family': '"...), f.Name...), '\'')
	}
	if t != nil && t.Name != "" {
		dst = append(append(append(dst, ", 'event': '"...), t.Name...), '\'')
	}
	return dst
}

// header appends the header that stands at a place of the message.
func (w pyWriter) header(dst []byte, at int, h *Header) []byte {
	dst = w.number(append(dst, "'header': {'length': "...), at, 4, uint64(h.Len))
	dst = w.number(append(dst, ", 'type': "...), at+typeOffset, 2, uint64(h.Type))
	dst = w.number(append(dst, ", 'flags': "...), at+flagsOffset, 2, uint64(h.Flags))
	dst = w.number(append(dst, ", 'sequence_number': "...), at+seqOffset, 4, uint64(h.Seq))
	dst = w.number(append(dst, ", 'pid': "...), at+pidOffset, 4, uint64(h.PortID))
	return append(dst, ", 'error': None}"...)
}

// number appends a number of a header, of so many octets from a place on, or None if none of them is told.
func (w pyWriter) number(dst []byte, at, size int, v uint64) []byte {
	if w.allLost(at, size) {
		return append(dst, "None"...)
	}
	return strconv.AppendUint(dst, v, 10)
}

func (w pyWriter) genl(dst []byte, from, body int) []byte {
	if body < from+genlHeaderLen || !w.generic() || len(w.data) < body {
		return dst
	}
	dst = w.number(append(dst, "'cmd': "...), from, 1, uint64(w.data[from]))
	dst = w.number(append(dst, ", 'version': "...), from+1, 1, uint64(w.data[from+1]))
	dst = strconv.AppendUint(append(dst, ", 'reserved': "...), uint64(w.u16(from+2)), 10)
	return append(dst, ", "...)
}

// fixedMembers appends the members of the fixed struct of a node, each followed by a comma.
func (w pyWriter) fixedMembers(dst []byte, i int32) []byte {
	s, b, span := w.region(i)
	if s == nil || i == 0 && len(b) == 0 {
		return dst
	}
	start := len(dst)
	dst, exact := w.members(dst, s, b, span, s.shortName)
	if !exact {
		if len(dst) > start {
			dst = append(dst, ", "...)
		}
		dst = append(appendHex(append(dst, "'hex': '"...), b), '\'')
	}
	return append(dst, ", "...)
}

func (w pyWriter) quotedMessage(dst []byte, q int32) []byte {
	n := &w.nodes[q]
	dst = append(dst, "'msg': {"...)
	dst = w.genl(dst, int(n.off)+HeaderLen, w.quoted.body)
	if w.quoted.typ == nil {
		dst = append(dst, "'attrs': ["...)
		if rest := w.data[min(w.quoted.body, int(n.end)):n.end]; len(rest) > 0 {
			dst = append(appendHex(append(dst, "('TAIL', '"...), rest), "')"...)
		}
		dst = append(dst, "], "...)
	} else {
		if _, b, _ := w.region(q); len(b) > 0 {
			dst = w.fixedMembers(dst, q)
		}
		dst = append(w.attrs(append(dst, "'attrs': "...), q), ", "...)
	}
	dst = w.event(w.header(dst, int(n.off), &w.quoted.header), w.quoted.typ, w.quoted.family)
	end, to := int(n.end), min(align4(int(n.end)), len(w.data))
	if pad := w.data[end:to]; !allZero(pad) || w.nodes[0].count == 1 && len(pad) > 0 {
		dst = append(appendHex(append(dst, ", 'pad': '"...), pad), '\'')
	}
	return append(dst, "}, "...)
}

func (w pyWriter) attrs(dst []byte, i int32) []byte {
	n := &w.nodes[i]
	first, end := n.child, n.child+n.count
	if i == 0 && w.quoted.node > 0 {
		first++
	}
	dst = append(dst, '[')
	for j := first; j < end; j++ {
		if j > first {
			dst = append(dst, ", "...)
		}
		dst = w.attr(dst, j, w.limit(j, end, int(n.end)))
	}
	return append(dst, ']')
}

func (w pyWriter) attr(dst []byte, i int32, limit int) []byte {
	n := &w.nodes[i]
	payload := w.data[n.payload():n.end]
	if n.marks&markTail != 0 {
		return append(appendHex(append(dst, "('TAIL', '"...), payload), "')"...)
	}
	framed := n.set != nil && n.set.Framing != nil
	extras := w.attrExtras(i, limit, framed)
	if n.spec == nil && n.marks&markNested == 0 {
		dst = strconv.AppendInt(append(dst, "('UNKNOWN', {'header': {'length': "...), int64(n.end-n.off), 10)
		if dst = append(dst, ", 'type': "...); n.marks&markNameless != 0 {
			dst = append(dst, "None"...)
		} else {
			dst = strconv.AppendUint(dst, uint64(n.typ&nlaTypeMask), 10)
		}
		dst = append(appendHex(append(dst, "}, 'data': '"...), payload), "'}"...)
	} else {
		dst = append(w.name(append(dst, '('), i), ", "...)
		if n.marks&markNested != 0 {
			dst = w.nest(dst, i)
		} else {
			dst, extras = w.payload(dst, i, payload, extras)
		}
	}
	flags := n.typ &^ nlaTypeMask
	if framed {
		flags = 0
	}
	if flags != 0 || len(extras) > 0 {
		dst = strconv.AppendUint(append(dst, ", "...), uint64(flags), 10)
	}
	if len(extras) > 0 {
		dst = append(append(append(dst, ", {"...), extras[2:]...), '}')
	}
	return append(dst, ')')
}

// attrExtras is what the octets around a payload need beyond the usual, as members of a dict with a comma before each.
func (w pyWriter) attrExtras(i int32, limit int, framed bool) []byte {
	n := &w.nodes[i]
	align := 4
	var extras []byte
	if framed {
		align = n.set.Framing.Align
	} else if l := int(w.u16(int(n.off))); l != int(n.end-n.off) {
		extras = strconv.AppendInt(append(extras, ", 'len': "...), int64(l), 10)
	}
	end := int(n.end)
	if pad := w.data[min(end, limit):limit]; (end+align-1)/align*align != limit || !allZero(pad) {
		extras = append(appendHex(append(extras, ", 'pad': '"...), pad), '\'')
	}
	return extras
}

// name appends the name of an attribute quoted, or its number.
func (w pyWriter) name(dst []byte, i int32) []byte {
	if w.nodes[i].marks&markNameless != 0 {
		return append(dst, "None"...)
	}
	start := len(dst)
	dst = w.appendName(append(dst, '\''), i)
	if c := dst[start+1]; c >= '0' && c <= '9' {
		return append(dst[:start], dst[start+1:]...)
	}
	return append(dst, '\'')
}

func (w pyWriter) nest(dst []byte, i int32) []byte {
	n := &w.nodes[i]
	if w.plainRecords(i) {
		dst = append(dst, '[')
		for j := n.child; j < n.child+n.count; j++ {
			if j > n.child {
				dst = append(dst, ", "...)
			}
			dst = append(w.attrs(append(w.fixedMembers(append(dst, '{'), j), "'attrs': "...), j), '}')
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	dst = w.fixedMembers(dst, i)
	return append(w.attrs(append(dst, "'attrs': "...), i), '}')
}

// plainRecords tells whether a nest holds records without types, all framed as usual: pyroute2 shows a list of dicts.
func (w pyWriter) plainRecords(i int32) bool {
	n := &w.nodes[i]
	if n.spec == nil || n.spec.Set == nil || n.spec.Set.Framing == nil || n.spec.Set.Framing.TypeSize > 0 {
		return false
	}
	for j := n.child; j < n.child+n.count; j++ {
		c := &w.nodes[j]
		if c.marks&markTail != 0 || len(w.attrExtras(j, w.limit(j, n.child+n.count, int(n.end)), true)) > 0 {
			return false
		}
	}
	return true
}

func (w pyWriter) payload(dst []byte, i int32, b, extras []byte) (_, _ []byte) {
	spec := w.layout(i)
	n := &w.nodes[i]
	exact := false
	start := len(dst)
	switch {
	case w.hole(n.payload(), int(n.end)):
		extras = append(extras, ", 'missing': True"...)
	case spec.Kind == String:
		text, nuls, ok := splitText(b)
		dst, exact = appendQuoted(dst, text, '\''), ok
		if nuls != spec.nuls() && ok {
			extras = strconv.AppendInt(append(extras, ", 'nul': "...), int64(nuls), 10)
		}
	default:
		dst, exact = w.value(dst, spec, b, n.typ&nlaNetByteOrder != 0)
	}
	if len(dst) == start {
		dst = append(dst, "None"...)
	}
	if n.set != nil && n.set.Attrs[n.typ&nlaTypeMask].selectedByLength() && spec != &n.set.Attrs[n.typ&nlaTypeMask] {
		extras = strconv.AppendInt(append(extras, ", 'size': "...), int64(len(b)), 10)
	}
	if !exact {
		extras = append(appendHex(append(extras, ", 'hex': '"...), b), '\'')
	}
	return dst, extras
}

// value appends a value, nothing if the octets have none; exact tells whether it determines the octets.
func (w pyWriter) value(dst []byte, spec *Spec, b []byte, swap bool) (_ []byte, exact bool) {
	switch spec.Kind {
	case StructOf:
		dst, exact = w.members(append(dst, '{'), spec.Struct, b, spec.Struct.Size(), (*Member).pyName)
		return append(dst, '}'), exact
	case Array:
		return w.array(dst, spec, b)
	}
	return w.scalar(dst, spec.Kind, spec.Enum, b, swap)
}

// pyName is pyroute2's name of a member of a struct that is an attribute's value.
func (m *Member) pyName() string {
	if m.Py != "" {
		return m.Py
	}
	return m.Name
}

// scalar differs from the JSON form in numbers, which stay numbers, and in octets.
func (w pyWriter) scalar(dst []byte, k Kind, e *Enum, b []byte, swap bool) (_ []byte, exact bool) {
	switch {
	case k == Flag:
		return append(dst, "True"...), len(b) == 0
	case k == LLAddr || (k == IP || k == IP4 || k == IP6) && wellFormed(k, len(b)):
		start := len(dst)
		dst, exact = w.appendJSONScalar(dst, k, nil, b, swap)
		dst[start], dst[len(dst)-1] = '\'', '\''
		return dst, exact
	case k == String:
		text, nuls, ok := splitText(b)
		return appendQuoted(dst, text, '\''), ok && nuls == 1
	case k == MPLS && wellFormed(k, len(b)), k == Bitfield32 && wellFormed(k, len(b)):
		start := len(dst)
		dst, exact = w.appendJSONScalar(dst, k, nil, b, swap)
		return pythonize(dst, start), exact
	case k == Bytes || k == Pad || k == SubMessage:
		return append(appendColonHex(append(dst, '\''), b), '\''), true
	case k == Switch && len(b) == 0:
		return append(dst, '1'), false
	case k == Bool || k == Switch:
		k = U8
	}
	if e != nil && e.Py && k.isInteger() && len(b) == int(kindSizes[k]) {
		if _, n := e.name(w.integer(k, b)); n != "" {
			return append(append(append(dst, '\''), n...), '\''), true
		}
	}
	return w.appendJSONScalar(dst, k, nil, b, swap)
}

// pythonize turns the JSON text from start on, which holds no strings but keys, into Python.
func pythonize(dst []byte, start int) []byte {
	s := bytes.ReplaceAll(dst[start:], []byte{'"'}, []byte{'\''})
	s = bytes.ReplaceAll(s, []byte("true"), []byte("True"))
	s = bytes.ReplaceAll(s, []byte("false"), []byte("False"))
	return append(dst[:start], s...)
}

func (w pyWriter) array(dst []byte, spec *Spec, b []byte) (_ []byte, exact bool) {
	size := spec.Elem.elemSize()
	if size == 0 || len(b)%size != 0 {
		return dst, false
	}
	opening, closing := byte('['), byte(']')
	if spec.Index != nil {
		opening, closing = '{', '}'
	}
	dst = append(dst, opening)
	exact = true
	for i := 0; i < len(b); i += size {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		if spec.Index != nil {
			start := len(dst) + 1
			index := uint64(i/size + int(spec.Base))
			if _, n := spec.Index.name(index); n != "" {
				dst = append(append(dst, '\''), n...)
				copy(dst[start:], bytes.ToLower(dst[start:]))
			} else {
				dst = strconv.AppendUint(append(dst, '\''), index, 10)
			}
			dst = append(dst, "': "...)
		}
		var ok bool
		dst, ok = w.value(dst, spec.Elem, b[i:i+size], false)
		exact = exact && ok
	}
	return append(dst, closing), exact
}

// members appends the members of a struct without braces.
func (w pyWriter) members(dst []byte, s *Struct, b []byte, span int, name func(*Member) string) (_ []byte, exact bool) {
	lossless, first := true, true
	members := s.fields(b, span)
	for f := (field{}); members.next(&f); {
		if f.cut {
			continue
		}
		if !first {
			dst = append(dst, ", "...)
		}
		first = false
		dst = append(append(append(dst, '\''), name(f.member)...), "': "...)
		var ok bool
		if _, all := w.lost(b[f.from:f.to]); all {
			dst, ok = append(dst, "None"...), members.sized()
		} else {
			dst, ok = w.member(dst, s, b, &f)
		}
		lossless = lossless && ok
	}
	return dst, members.exact && lossless
}

func (w pyWriter) member(dst []byte, s *Struct, b []byte, f *field) (_ []byte, exact bool) {
	v := b[f.from:f.to]
	start := len(dst)
	switch k := f.member.Kind; {
	case f.member.Select != nil:
		spec := w.unionSpec(s, b, f)
		size := unionSize(spec, len(v))
		dst, exact = w.value(dst, spec, v[:size], false)
		exact = exact && allZero(v[size:])
	case k == StructOf:
		dst, exact = w.members(append(dst, '{'), f.member.Struct, v, f.member.Struct.Size(), (*Member).pyName)
		dst = append(dst, '}')
	case k == Array:
		dst, exact = w.array(dst, f.spec, v)
	case k == String:
		text, nuls, ok := splitText(v)
		dst, exact = appendQuoted(dst, text, '\''), ok && (f.member.Len > 0 || nuls == 0)
	default:
		dst, exact = w.scalar(dst, k, f.member.Enum, v, false)
	}
	if len(dst) == start {
		dst = append(appendColonHex(append(dst, '\''), v), '\'')
	}
	return dst, exact
}
