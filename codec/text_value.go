package codec

import (
	"math"
	"strconv"
	"time"
)

func (w *textWriter) value(dst []byte, spec *Spec, b []byte, swap bool) []byte {
	switch spec.Kind {
	case StructOf:
		return append(w.structFields(append(dst, '{'), spec.Struct, b, spec.Struct.Size()), '}')
	case Array:
		return w.array(dst, spec, b)
	case String:
		text, nuls, ok := splitText(b)
		if !ok || nuls > 1 {
			text = b
		}
		return appendReadable(dst, text)
	}
	return w.scalar(dst, spec.Kind, spec.Enum, spec.Unit, b, swap)
}

// appendDigits writes an integer as hexadecimal digits of its full width.
func appendDigits(dst []byte, v uint64, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		dst = appendHex(dst, []byte{byte(v >> (8 * i))})
	}
	return dst
}

// appendReadable writes a text as it is where it is plain, else quoted.
func appendReadable(dst, s []byte) []byte {
	for _, c := range s {
		if c <= ' ' || c == '"' || c == '\\' || c >= 0x7f {
			return appendQuoted(dst, s, '"')
		}
	}
	if len(s) == 0 {
		return append(dst, `""`...)
	}
	return append(dst, s...)
}

func (w *textWriter) scalar(dst []byte, k Kind, e *Enum, unit Unit, b []byte, swap bool) []byte {
	switch size := int(kindSizes[k&kindMask]); {
	case k.isInteger() && len(b) > 0 && len(b) >= size && len(b) <= 8:
		if size > 0 {
			b = b[:size]
		}
		return w.number(dst, k, e, unit, b, swap)
	case (k == Flag || k == Switch) && len(b) == 0:
		return append(dst, "true"...)
	case len(b) == 0:
		return append(dst, "(empty)"...)
	case k == LLAddr:
		return appendColonHex(dst, b)
	case (k == IP || k == IP4 || k == IP6) && (len(b) == 4 || len(b) == 16):
		return appendIP(dst, b)
	case k == MPLS && len(b)%4 == 0:
		return appendLabels(dst, b)
	case k == Bytes && e != nil:
		return appendBits(dst, e, b)
	case k == Bitfield32 && len(b) == 8:
		dst = appendNumber(append(dst, "value="...), U32, e, w.integer(U32, b[:4]))
		return appendNumber(append(dst, " selector="...), U32, e, w.integer(U32, b[4:]))
	}
	return w.unknown(dst, b)
}

// number writes an integer of just its octets.
func (w *textWriter) number(dst []byte, k Kind, e *Enum, unit Unit, b []byte, swap bool) []byte {
	if swap && !k.isSigned() {
		k = BE64
	}
	v := w.integer(k, b)
	if (k == Bool || k == Switch) && v <= 1 {
		return strconv.AppendBool(dst, v == 1)
	}
	if unit == Hex {
		return appendDigits(dst, v, len(b))
	}
	dst = appendNumber(dst, k, e, v)
	if unit != NoUnit {
		dst = appendUnit(dst, unit, int64(v))
	}
	return dst
}

func appendNumber(dst []byte, k Kind, e *Enum, v uint64) []byte {
	if e != nil {
		return e.appendValue(dst, v, k.isSigned())
	}
	return appendInteger(dst, v, k.isSigned())
}

// appendUnit says what a number of ticks, milliseconds… or an errno means.
func appendUnit(dst []byte, unit Unit, v int64) []byte {
	if unit == Errno {
		if v >= 0 {
			return dst
		}
		return append(append(append(dst, " ("...), ErrnoName(int(-v))...), ')')
	}
	each := unit.duration()
	if v == math.MaxUint32 && unit == Seconds {
		return append(dst, " (forever)"...)
	}
	if v <= 0 || v > int64(1<<62/each) {
		return dst
	}
	return append(append(append(dst, " ("...), (time.Duration(v)*each).String()...), ')')
}

// appendBits names the bits of a bitmap.
func appendBits(dst []byte, e *Enum, b []byte) []byte {
	start := len(dst)
	for bit := range 8 * len(b) {
		if b[bit/8]>>(bit%8)&1 == 0 {
			continue
		}
		if len(dst) > start {
			dst = append(dst, '|')
		}
		dst = e.appendValue(dst, uint64(bit), false)
	}
	if len(dst) == start {
		dst = append(dst, '0')
	}
	return dst
}

func appendLabels(dst, b []byte) []byte {
	for i := 0; i < len(b); i += 4 {
		if i > 0 {
			dst = append(dst, '/')
		}
		l := parseLabel(b[i:])
		dst = strconv.AppendUint(dst, uint64(l.label), 10)
		if l.tc != 0 {
			dst = strconv.AppendUint(append(dst, " tc "...), uint64(l.tc), 10)
		}
		if l.ttl != 0 {
			dst = strconv.AppendUint(append(dst, " ttl "...), uint64(l.ttl), 10)
		}
	}
	return dst
}

func (w *textWriter) array(dst []byte, spec *Spec, b []byte) []byte {
	size := spec.Elem.elemSize()
	if size == 0 || len(b)%size != 0 {
		return w.unknown(dst, b)
	}
	dst = append(dst, '[')
	for i := 0; i < len(b); i += size {
		if i > 0 {
			dst = append(dst, ' ')
		}
		if text, all := w.lost(b[i:]); all && text == "" {
			dst = w.lack(dst, "", strconv.Itoa((len(b)-i)/size)+" more ")
			break
		}
		if spec.Index != nil {
			dst = append(spec.Index.appendValue(dst, uint64(i/size+int(spec.Base)), false), '=')
		}
		if elem := b[i : i+size]; w.holed(elem) {
			dst = w.untold(dst, spec.Elem, elem)
		} else {
			dst = w.value(dst, spec.Elem, elem, false)
		}
	}
	return append(dst, ']')
}

// structFields writes the members of a struct, and as octets what they do not cover.
func (w *textWriter) structFields(dst []byte, s *Struct, b []byte, span int) []byte {
	first := 1 // no space before it
	members := s.fields(b, span)
	for f := (field{}); members.next(&f); {
		dst = append(dst, f.text[first:]...)
		first = 0
		switch {
		case w.holed(b[f.from:f.to]):
			dst = w.untold(dst, f.spec, b[f.from:f.to])
		case f.cut:
			dst = w.unknown(dst, b[f.from:f.to])
		default:
			dst = w.member(dst, s, b, &f)
		}
	}
	if rest := b[members.end:]; !allZero(rest) || len(b) > span && len(rest) > 0 {
		dst = w.pieces(append(dst, " hex:"...), rest)
	}
	return dst
}

// requests tells whether the message is a request, or quotes one.
func (w *textWriter) requests() bool {
	return w.Header().Flags&FlagRequest != 0 || w.quoted.node != 0
}

func (w *textWriter) member(dst []byte, s *Struct, b []byte, f *field) []byte {
	v := b[f.from:f.to]
	switch k := f.member.Kind; {
	case f.member.Select != nil:
		spec := w.unionSpec(s, b, f)
		return w.value(dst, spec, v[:unionSize(spec, len(v))], false)
	case k == StructOf:
		return append(w.structFields(append(dst, '{'), f.member.Struct, v, f.member.Struct.Size()), '}')
	case k == Array:
		return w.array(dst, f.spec, v)
	case f.member.LenAttr != "":
		n := w.addressLen(f.member.LenAttr, v)
		if dst = appendColonHex(dst, v[:n]); !allZero(v[n:]) {
			dst = w.pieces(append(dst, " hex:"...), v[n:])
		}
		return dst
	case k == String:
		text, _, ok := splitText(v)
		if !ok {
			text = v
		}
		return appendReadable(dst, text)
	case f.member.Unset && allZero(v) && w.requests():
		return append(dst, '0')
	default:
		return w.scalar(dst, k, f.member.Enum, f.member.Unit, v, false)
	}
}
