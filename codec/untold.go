package codec

import (
	"slices"
	"strconv"
)

// Span is a range of octets, From inclusive, To exclusive, that a capture does not tell.
type Span struct {
	From, To int
	// Text is what the capture says in place of the octets, such as the name of an interface in place of its index; ""
	// if nothing.
	Text string
}

// Untold tells whether the capture leaves any octets of a range untold, and what it says in place of the first of them.
func (m *Message) Untold(from, to int) (text string, untold bool) {
	if len(m.missing) == 0 {
		return "", false
	}
	i := m.spanBehind(from)
	if i == len(m.missing) || m.missing[i].From >= to {
		return "", false
	}
	if m.missing[i].From < from {
		return "", true // the text is of something larger
	}
	return m.missing[i].Text, true
}

// hole tells whether the capture leaves any of these octets untold.
func (m *Message) hole(from, to int) bool { return len(m.missing) > 0 && m.lacks(from, to) }

func (m *Message) lacks(from, to int) bool {
	_, untold := m.Untold(from, to)
	return untold
}

// spanBehind returns the index of the first span that ends behind a place.
func (m *Message) spanBehind(at int) int {
	i, _ := slices.BinarySearchFunc(m.missing, at, func(s Span, at int) int {
		if s.To <= at {
			return -1
		}
		return 1
	})
	return i
}

// place is where in the message octets stand that were cut from it, and never had their capacity cut.
func (m *Message) place(b []byte) (from, to int) {
	from = cap(m.data) - cap(b)
	return from, from + len(b)
}

// holed is hole of octets of the message.
func (m *Message) holed(b []byte) bool { return len(m.missing) > 0 && m.hole(m.place(b)) }

// lost tells whether the capture tells none of the octets of the message, and what it says in their place.
func (m *Message) lost(b []byte) (text string, all bool) {
	if len(m.missing) == 0 {
		return "", false
	}
	from, to := m.place(b)
	text, untold := m.Untold(from, to)
	return text, untold && m.told(b) == 0 && m.missing[m.spanBehind(from)].To >= to
}

// told is how many octets at the start of b the capture tells.
func (m *Message) told(b []byte) int {
	from, to := m.place(b)
	i := m.spanBehind(from)
	if i == len(m.missing) {
		return len(b)
	}
	return max(0, min(m.missing[i].From, to)-from)
}

// untold writes octets of which the capture leaves out some: as the kind says up to the first that lacks, then what
// lacks and what is told behind it.
func (w *textWriter) untold(dst []byte, spec *Spec, b []byte) []byte {
	if text, all := w.lost(b); all {
		return w.lack(dst, text, "")
	}
	kind := Bytes
	if spec != nil {
		kind = spec.Kind
	}
	told := b[:w.told(b)]
	switch {
	case kind == StructOf:
		return append(w.structFields(append(dst, '{'), spec.Struct, b, spec.Struct.Size()), '}')
	case kind == Array && spec.Elem.elemSize() > 0 && len(b)%spec.Elem.elemSize() == 0:
		return w.array(dst, spec, b)
	case kind == String && len(told) > 0:
		dst = appendReadable(dst, told)
	case kind == LLAddr && len(told) > 0:
		dst = appendColonHex(dst, told)
	default:
		return w.pieces(append(dst, "hex:"...), b)
	}
	return w.pieces(append(dst, ' '), b[len(told):])
}

// pieces writes octets in hexadecimal, and between them what is not in the capture.
func (w *textWriter) pieces(dst, b []byte) []byte {
	for len(b) > 0 {
		if told := w.told(b); told > 0 {
			dst, b = appendHex(dst, b[:told]), b[told:]
			if len(b) > 0 {
				dst = append(dst, ' ')
			}
			continue
		}
		from, to := w.place(b)
		s := w.missing[w.spanBehind(from)]
		n := min(s.To, to) - from
		if s.From < from {
			s.Text = ""
		}
		if dst = w.lack(dst, s.Text, strconv.Itoa(n)+" octets "); n < len(b) {
			dst = append(dst, ' ')
		}
		b = b[n:]
	}
	return dst
}

// lack writes what stands for octets that are not in the capture: what it says in their place, or how much is not
// there.
func (w *textWriter) lack(dst []byte, text, count string) []byte {
	if text == "" {
		return w.colored(dst, colorFault, "("+count+"not in the capture)")
	}
	return w.colored(dst, colorFault, printable(text))
}

// printable is a text of a capture without what a terminal might obey.
func printable(s string) string {
	for _, c := range s {
		if c < ' ' || c >= 0x7f && c < 0xa0 {
			q := strconv.Quote(s)
			return q[1 : len(q)-1]
		}
	}
	return s
}

// appendJSONUntold appends null for octets of which the capture leaves out some, or, where parts of them are told, a
// list or an object of the parts; printed is what the capture says in their place. exact tells whether that determines
// the octets, of which the untold ones are 0.
func (m *Message) appendJSONUntold(dst []byte, spec *Spec, b []byte) (_ []byte, printed string, exact bool) {
	printed, all := m.lost(b)
	switch {
	case all || spec == nil:
	case spec.Kind == StructOf:
		dst, exact = m.appendJSONExactStruct(dst, spec.Struct, b)
		return dst, "", exact
	case spec.Kind == Array:
		start := len(dst)
		if dst, exact = m.appendJSONArray(dst, spec, b); len(dst) > start {
			return dst, "", exact
		}
	}
	return append(dst, "null"...), printed, all
}

// appendPrinted appends what the capture says in place of a value, as a member of an object.
func appendPrinted(dst []byte, name, text string) []byte {
	if text == "" {
		return dst
	}
	return appendQuoted(append(appendQuoted(append(dst, ','), name, '"'), ':'), text, '"')
}

// appendAllPrinted appends what the capture says in place of the members of an object, which appendPrinted made.
func appendAllPrinted(dst, printed []byte) []byte {
	if len(printed) == 0 {
		return dst
	}
	return append(append(append(dst, `,"printed":{`...), printed[1:]...), '}')
}

// appendJSONNumber appends a number of a header, of so many octets from a place on, or null if none of them is told.
func (m *Message) appendJSONNumber(dst []byte, at, size int, v uint64) []byte {
	if m.allLost(at, size) {
		return append(dst, "null"...)
	}
	return strconv.AppendUint(dst, v, 10)
}

func (m *Message) allLost(at, size int) bool {
	_, all := m.lost(m.data[at : at+size])
	return all
}

// appendHeaderPrinted appends what the capture says in place of the numbers of a header.
func (m *Message) appendHeaderPrinted(dst []byte, at int) []byte {
	if !m.hole(at, at+HeaderLen) {
		return dst
	}
	var printed []byte
	places := [...]int{0, typeOffset, flagsOffset, seqOffset, pidOffset, HeaderLen}
	for i, name := range [...]string{"len", "type", "flags", "seq", "pid"} {
		text, _ := m.Untold(at+places[i], at+places[i+1])
		printed = appendPrinted(printed, name, text)
	}
	return appendAllPrinted(dst, printed)
}
