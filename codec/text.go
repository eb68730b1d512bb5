package codec

import (
	"strconv"
)

// TextStyle is how AppendText writes a message.
type TextStyle struct {
	OneLine bool // everything on one line, nests in braces
	Color   bool // ANSI colours
	Indent  int  // columns before each line after the first
}

// The colours of text, as ANSI sequences.
const (
	colorName  = "\x1b[1m"  // message type
	colorAttr  = "\x1b[36m" // attribute name
	colorDim   = "\x1b[2m"  // header fields
	colorFault = "\x1b[31m"
	colorReset = "\x1b[0m"
)

// textWriter writes messages for people to read.
type textWriter struct {
	*Message
	style TextStyle
	depth int
}

// AppendText appends the message for a person to read: a line for the header, then, indented, one for the fixed struct
// and one for each attribute. It ends without a line end.
func (m *Message) AppendText(dst []byte, style TextStyle) []byte {
	w := textWriter{Message: m, style: style}
	return w.message(dst)
}

// AppendHeaderText appends the line for the header alone.
func (m *Message) AppendHeaderText(dst []byte, style TextStyle) []byte {
	w := textWriter{Message: m, style: style}
	return w.header(dst)
}

func (w *textWriter) message(dst []byte) []byte {
	dst = w.header(dst)
	if w.protocol != nil && w.protocol.Headless {
		return w.headless(dst)
	}
	w.depth = 1
	dst = w.fixedLine(dst, 0)
	if q := w.quoted.node; q > 0 {
		dst = w.quotedMessage(dst, q)
	}
	dst = w.children(dst, 0)
	if p := w.ErrorPath(); p != "" {
		dst = w.line(dst)
		dst = append(w.colored(dst, colorFault, "at "), p...)
	}
	for i := range w.faults {
		dst = w.colored(w.line(dst), colorFault, "! "+w.faults[i].Error())
	}
	return dst
}

// line starts the next line, or, on one line, leaves a space.
func (w *textWriter) line(dst []byte) []byte {
	if w.style.OneLine {
		return append(dst, ' ')
	}
	indent := w.style.Indent + 2*w.depth
	return append(dst, lineStart[:1+min(indent, len(lineStart)-1)]...)
}

// lineStart is a line end and the deepest indentation.
const lineStart = "\n                                                                                                "

func (w *textWriter) colored(dst []byte, color, s string) []byte {
	if !w.style.Color {
		return append(dst, s...)
	}
	return append(append(append(dst, color...), s...), colorReset...)
}

func (w *textWriter) header(dst []byte) []byte {
	if len(w.data) < HeaderLen || w.protocol != nil && w.protocol.Headless {
		if w.protocol != nil {
			dst = w.colored(dst, colorName, w.protocol.Name)
			dst = append(dst, ' ')
		}
		return strconv.AppendInt(append(dst, "len="...), int64(len(w.data)), 10)
	}
	return w.headerFields(dst, 0, &w.Message.header, w.typ, w.family, w.body)
}

// headerFields writes the header that stands at a place of the message.
func (w *textWriter) headerFields(dst []byte, at int, h *Header, t *MessageType, f *Family, body int) []byte {
	genl := w.generic() && (h.Type >= MinType || w.hole(at+typeOffset, at+typeOffset+2))
	if w.style.Color {
		dst = append(dst, colorName...)
	}
	switch {
	case t != nil && t.Name != "":
		dst = append(dst, t.Name...)
	case genl:
		if f != nil {
			dst = append(dst, f.Name...)
		} else {
			dst = w.headerNumber(append(dst, "family "...), at+typeOffset, 2, uint64(h.Type))
		}
		if t != nil {
			cmd := body - genlHeaderLen
			dst = w.headerNumber(append(dst, " command "...), cmd, 1, uint64(w.data[cmd]))
		}
	default:
		if w.protocol != nil {
			dst = append(append(dst, w.protocol.Name...), ' ')
		}
		dst = w.headerNumber(append(dst, "type "...), at+typeOffset, 2, uint64(h.Type))
	}
	if w.style.Color {
		dst = append(dst, colorReset...)
		dst = append(dst, colorDim...)
	}
	if genl && f != nil && t != nil && t.Name != "" {
		dst = append(append(dst, " family="...), f.Name...)
	}
	dst = w.headerNumber(append(dst, " len="...), at, 4, uint64(h.Len))
	op := OpOther
	if t != nil {
		op = t.Op
	}
	if w.hole(at+flagsOffset, at+seqOffset) {
		dst = w.headerNumber(append(dst, " flags="...), at+flagsOffset, 2, 0)
	} else if h.Flags != 0 {
		dst = flagsEnum(h, op).appendFlags(append(dst, " flags="...), uint64(h.Flags))
	}
	dst = w.headerNumber(append(dst, " seq="...), at+seqOffset, 4, uint64(h.Seq))
	dst = w.headerNumber(append(dst, " pid="...), at+pidOffset, 4, uint64(h.PortID))
	if w.style.Color {
		dst = append(dst, colorReset...)
	}
	return dst
}

// headerNumber writes a number of a header, of so many octets from a place on.
func (w *textWriter) headerNumber(dst []byte, at, size int, v uint64) []byte {
	if text, untold := w.Untold(at, at+size); untold {
		return w.lack(dst, text, "")
	}
	return strconv.AppendUint(dst, v, 10)
}

// fixedLine writes the fixed struct of the message or of the quoted one.
func (w *textWriter) fixedLine(dst []byte, i int32) []byte {
	s, b, span := w.region(i)
	if s == nil || len(b) == 0 {
		return dst
	}
	dst = append(append(w.line(dst), s.Name...), ' ')
	return w.structFields(dst, s, b, span)
}

func (w *textWriter) quotedMessage(dst []byte, q int32) []byte {
	n := &w.nodes[q]
	dst = append(w.line(dst), "in reply to "...)
	dst = w.headerFields(dst, int(n.off), &w.quoted.header, w.quoted.typ, w.quoted.family, w.quoted.body)
	w.depth++
	if w.quoted.typ != nil {
		dst = w.fixedLine(dst, q)
		dst = w.children(dst, q)
	} else if rest := w.data[min(w.quoted.body, int(n.end)):n.end]; len(rest) > 0 {
		dst = appendHex(w.line(dst), rest)
	}
	w.depth--
	return dst
}

func (w *textWriter) children(dst []byte, i int32) []byte {
	n := &w.nodes[i]
	for j := n.child; j < n.child+n.count; j++ {
		if w.nodes[j].marks&markQuoted == 0 {
			dst = w.attr(dst, j)
		}
	}
	return dst
}

func (w *textWriter) attr(dst []byte, i int32) []byte {
	n := &w.nodes[i]
	dst = w.line(dst)
	if n.marks&markTail != 0 {
		return w.pieces(w.colored(dst, colorFault, "octets: "), w.data[n.off:n.end])
	}
	if w.style.Color {
		dst = append(dst, colorAttr...)
	}
	dst = w.appendName(dst, i)
	if w.style.Color {
		dst = append(dst, colorReset...)
	}
	if n.marks&markNested == 0 {
		return w.payload(append(dst, ' '), i)
	}
	w.depth++
	if w.style.OneLine {
		dst = append(dst, " {"...)
	}
	if s, b, span := w.region(i); s != nil {
		if n.set == nil || n.set.Framing == nil { // the struct is not the record itself
			dst = append(w.line(dst), s.Name...)
		}
		dst = w.structFields(append(dst, ' '), s, b, span)
	}
	dst = w.children(dst, i)
	w.depth--
	if w.style.OneLine {
		dst = append(dst, " }"...)
	}
	return dst
}

func (w *textWriter) payload(dst []byte, i int32) []byte {
	n := &w.nodes[i]
	b := w.data[n.payload():n.end]
	spec := w.layout(i)
	if w.holed(b) {
		return w.untold(dst, spec, b)
	}
	if spec == nil {
		return w.unknown(dst, b)
	}
	return w.value(dst, spec, b, n.typ&nlaNetByteOrder != 0)
}

// unknown writes octets that no table explains.
func (w *textWriter) unknown(dst, b []byte) []byte {
	if len(b) == 0 {
		return append(dst, "(empty)"...)
	}
	return appendHex(append(dst, "hex:"...), b)
}
