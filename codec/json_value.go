package codec

import "strconv"

// appendJSONValue appends a value, nothing if the octets have none; exact tells whether it determines the octets.
func (m *Message) appendJSONValue(dst []byte, spec *Spec, b []byte, swap bool) (_ []byte, exact bool) {
	switch spec.Kind {
	case StructOf:
		return m.appendJSONExactStruct(dst, spec.Struct, b)
	case Array:
		return m.appendJSONArray(dst, spec, b)
	}
	if spec.Unit == Hex && len(b) == int(kindSizes[spec.Kind]) && !swap {
		return append(appendDigits(append(dst, '"'), m.integer(spec.Kind, b), len(b)), '"'), true
	}
	return m.appendJSONScalar(dst, spec.Kind, spec.Enum, b, swap)
}

// appendJSONScalar appends a value of a kind that has no parts.
func (m *Message) appendJSONScalar(dst []byte, k Kind, e *Enum, b []byte, swap bool) (_ []byte, exact bool) {
	exact = wellFormed(k, len(b))
	switch {
	case k == Flag || k == Switch && len(b) == 0:
		return append(dst, "true"...), exact
	case k == LLAddr:
		return append(appendColonHex(append(dst, '"'), b), '"'), true
	case k == IP || k == IP4 || k == IP6:
		if !exact {
			return dst, false
		}
		return append(appendIP(append(dst, '"'), b), '"'), true
	case k == MPLS:
		if !exact {
			return dst, false
		}
		return appendJSONLabels(dst, b), true
	case k == Bitfield32:
		if !exact {
			return dst, false
		}
		return m.appendJSONBitfield(dst, e, b), true
	case k == String:
		text, nuls, ok := splitText(b)
		return appendQuoted(dst, text, '"'), ok && nuls == 1
	case !k.isInteger():
		return append(appendHex(append(dst, '"'), b), '"'), true
	}
	if len(b) == 0 || len(b) < int(kindSizes[k]) || len(b) > 8 {
		return dst, false
	}
	sized := kindSizes[k] > 0
	if sized {
		b = b[:kindSizes[k]]
	}
	if swap && !k.isSigned() {
		k = BE64
	}
	v := m.integer(k, b)
	if (k == Bool || k == Switch) && v <= 1 {
		return strconv.AppendBool(dst, v == 1), exact
	}
	if !sized && len(b) == 8 && fitsInteger(v, k == Sint && int64(v) < 0, 4, k == Sint) {
		exact = false // four octets would do
	}
	return appendJSONInteger(dst, k, e, v), exact
}

func appendJSONInteger(dst []byte, k Kind, e *Enum, v uint64) []byte {
	if e != nil {
		if e.Flags {
			return e.appendNameList(dst, v, '"')
		}
		if v < smallValues {
			if n := e.smallNames()[v]; n != "" {
				return append(append(append(dst, '"'), n...), '"')
			}
		} else if prefix, n := e.name(v); n != "" {
			return append(append(append(append(dst, '"'), prefix...), n...), '"')
		}
	}
	return appendInteger(dst, v, k.isSigned())
}

func appendJSONLabels(dst, b []byte) []byte {
	dst = append(dst, '[')
	for i := 0; i < len(b); i += 4 {
		if i > 0 {
			dst = append(dst, ',')
		}
		l := parseLabel(b[i:])
		dst = strconv.AppendUint(append(dst, `{"label":`...), uint64(l.label), 10)
		dst = strconv.AppendUint(append(dst, `,"tc":`...), uint64(l.tc), 10)
		dst = strconv.AppendBool(append(dst, `,"bos":`...), l.bos)
		dst = strconv.AppendUint(append(dst, `,"ttl":`...), uint64(l.ttl), 10)
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

func (m *Message) appendJSONBitfield(dst []byte, e *Enum, b []byte) []byte {
	dst = appendJSONInteger(append(dst, `{"value":`...), U32, e, m.integer(U32, b[:4]))
	dst = appendJSONInteger(append(dst, `,"selector":`...), U32, e, m.integer(U32, b[4:8]))
	return append(dst, '}')
}

// appendJSONArray appends packed elements: a list, or an object by the names of the indices.
func (m *Message) appendJSONArray(dst []byte, spec *Spec, b []byte) (_ []byte, exact bool) {
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
			dst = append(dst, ',')
		}
		if spec.Index != nil {
			dst = spec.Index.appendValue(append(dst, '"'), uint64(i/size+int(spec.Base)), false)
			dst = append(dst, `":`...)
		}
		var ok bool
		if elem := b[i : i+size]; m.holed(elem) {
			dst, _, ok = m.appendJSONUntold(dst, spec.Elem, elem)
		} else {
			dst, ok = m.appendJSONValue(dst, spec.Elem, elem, false)
		}
		exact = exact && ok
	}
	return append(dst, closing), exact
}

// elemSize is the number of octets of an element of an array, 0 if it has no fixed size.
func (s *Spec) elemSize() int {
	if s.Kind == StructOf {
		return s.Struct.Size()
	}
	return int(kindSizes[s.Kind])
}

// appendJSONStruct appends a struct as an object; if its members do not determine the octets, "hex" does.
func (m *Message) appendJSONStruct(dst []byte, s *Struct, b []byte, span int) []byte {
	dst, exact := m.appendJSONFields(dst, s, b, span)
	if !exact {
		dst = dst[:len(dst)-1]
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = append(appendHex(append(dst, `"hex":"`...), b), `"}`...)
	}
	return dst
}

func (m *Message) appendJSONExactStruct(dst []byte, s *Struct, b []byte) (_ []byte, exact bool) {
	return m.appendJSONFields(dst, s, b, s.Size())
}

func (m *Message) appendJSONFields(dst []byte, s *Struct, b []byte, span int) (_ []byte, exact bool) {
	dst = append(dst, '{')
	lossless, first := true, true
	var printed []byte
	members := s.fields(b, span)
	for f := (field{}); members.next(&f); {
		if f.cut {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(dst, f.json...)
		var ok bool
		if v := b[f.from:f.to]; m.holed(v) {
			var text string
			dst, text, ok = m.appendJSONUntold(dst, f.spec, v)
			printed, ok = appendPrinted(printed, f.member.Name, text), ok && members.sized()
		} else {
			dst, ok = m.appendJSONMember(dst, s, b, &f)
		}
		lossless = lossless && ok
	}
	return append(appendAllPrinted(dst, printed), '}'), members.exact && lossless
}

func (m *Message) appendJSONMember(dst []byte, s *Struct, b []byte, f *field) (_ []byte, exact bool) {
	v := b[f.from:f.to]
	start := len(dst)
	switch k := f.member.Kind; {
	case f.member.Select != nil:
		spec := m.unionSpec(s, b, f)
		size := unionSize(spec, len(v))
		dst, exact = m.appendJSONValue(dst, spec, v[:size], false)
		exact = exact && allZero(v[size:])
	case k == StructOf:
		dst, exact = m.appendJSONExactStruct(dst, f.member.Struct, v)
	case k == Array:
		dst, exact = m.appendJSONArray(dst, f.spec, v)
	case f.member.LenAttr != "":
		n := m.addressLen(f.member.LenAttr, v)
		dst, exact = append(appendColonHex(append(dst, '"'), v[:n]), '"'), allZero(v[n:])
	case k == String:
		text, nuls, ok := splitText(v)
		dst, exact = appendQuoted(dst, text, '"'), ok && (f.member.Len > 0 || nuls == 0)
	default:
		dst, exact = m.appendJSONScalar(dst, k, f.member.Enum, v, false)
	}
	if len(dst) == start {
		dst = append(appendHex(append(dst, '"'), v), '"')
	}
	return dst, exact
}
