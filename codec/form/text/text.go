// Package text is the form of messages for people to read: a tree, or a line, with values as a person would write them.
package text

import (
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Style is how a message is written.
type Style struct {
	OneLine bool   // everything on one line, nests in braces
	Color   bool   // ANSI colours
	Indent  int    // columns before each line after the first
	Note    []byte // written as it is at the end of the line with the header
}

// The colours, as ANSI sequences.
const (
	colorName  = "\x1b[1m"  // message type
	colorAttr  = "\x1b[36m" // attribute name
	colorDim   = "\x1b[2m"  // header fields
	colorFault = "\x1b[31m"
	colorReset = "\x1b[0m"
)

// labels are names with what stands after those of attributes, and around those of members and indices.
var labels = codec.NewLabels(codec.LabelMakers{
	Attr:   func(prefix, name string) string { return prefix + name + " " },
	Member: func(_ *codec.Struct, m *codec.Member) string { return " " + m.Name + "=" },
	Index:  func(_ *codec.Enum, name string) string { return " " + name + "=" },
	Value: func(dst []byte, e *codec.Enum, v uint64) ([]byte, bool) {
		if e.Flags {
			return e.AppendValue(dst, v, false), true
		}
		return e.AppendName(dst, v)
	},
})

// writer writes one message.
type writer struct {
	m       *codec.Message
	style   Style
	depth   int
	whole   bool             // the capture tells all octets
	newLine *codec.LabelText // a line end and the indentation of the depth; on one line, a space
}

// Append appends the message: a line for the header, then, indented, one for the fixed struct and one for each
// attribute. It ends without a line end.
func Append(dst []byte, m *codec.Message, style Style) []byte {
	w := writer{m: m, style: style, whole: m.Whole()}
	w.indent(0)
	if dst = w.header(dst); !style.OneLine {
		dst = append(dst, style.Note...)
	}
	if header, texts, ok := m.Uevent(); ok {
		dst = w.uevent(dst, header, texts)
	} else {
		dst = w.body(dst)
	}
	if style.OneLine {
		dst = append(dst, style.Note...)
	}
	return dst
}

// body writes all that comes after the header.
func (w *writer) body(dst []byte) []byte {
	m := w.m
	w.indent(1)
	dst = w.fixed(dst, m.Root())
	if q, ok := m.Root().Quoted(); ok {
		dst = w.quoted(dst, q)
	}
	dst = w.children(dst, m.Root())
	if g := m.Gathered(); g != nil {
		dst = append(w.newLine.AppendTo(dst), "put together:"...)
		w.indent(1)
		dst = w.children(dst, g.Root())
		w.indent(-1)
	}
	if p := m.ErrorPath(); p != "" {
		dst = w.newLine.AppendTo(dst)
		dst = append(w.colored(dst, colorFault, "at "), p...)
	}
	faults := m.Faults()
	for i := range faults {
		dst = w.colored(w.newLine.AppendTo(dst), colorFault, "! "+faults[i].Error())
	}
	return dst
}

// AppendHeader appends the line for the header alone.
func AppendHeader(dst []byte, m *codec.Message, style Style) []byte {
	w := writer{m: m, style: style}
	return w.header(dst)
}

// space separates parts on one line.
var space = codec.NewLabel(" ")

// lineStarts are line ends with indentation by so many columns.
var lineStarts = func() (starts [97]codec.LabelText) {
	for columns := range starts {
		starts[columns] = codec.NewLabel("\n" + strings.Repeat(" ", columns))
	}
	return starts
}()

// indent goes so many levels deeper.
func (w *writer) indent(levels int) {
	w.depth += levels
	if w.newLine = &space; !w.style.OneLine {
		w.newLine = &lineStarts[min(w.style.Indent+2*w.depth, len(lineStarts)-1)]
	}
}

func (w *writer) colored(dst []byte, color, s string) []byte {
	if !w.style.Color {
		return append(dst, s...)
	}
	return append(append(append(dst, color...), s...), colorReset...)
}

func (w *writer) color(dst []byte, color string) []byte {
	if !w.style.Color {
		return dst
	}
	return append(dst, color...)
}

// fixed writes the fixed struct of the message, or of the quoted one.
func (w *writer) fixed(dst []byte, a codec.Attr) []byte {
	c, ok := a.Fixed()
	if !ok || c.Len() == 0 {
		return dst
	}
	dst = append(w.newLine.AppendTo(dst), c.Spec().Struct.Name...)
	return w.members(dst, c)
}

func (w *writer) quoted(dst []byte, q codec.Attr) []byte {
	dst = append(w.newLine.AppendTo(dst), "in reply to "...)
	h, _ := w.m.QuotedHead()
	dst = w.head(dst, &h)
	w.indent(1)
	if h.Type() != nil {
		dst = w.fixed(dst, q)
		dst = w.children(dst, q)
	} else if rest := h.Body(); rest.Len() > 0 {
		dst = codec.AppendHex(w.newLine.AppendTo(dst), rest.Octets())
	}
	w.indent(-1)
	return dst
}

func (w *writer) children(dst []byte, a codec.Attr) []byte {
	for c, ok := a.First(); ok; c, ok = c.Next() {
		dst = w.attr(w.newLine.AppendTo(dst), c)
	}
	return dst
}

func (w *writer) attr(dst []byte, a codec.Attr) []byte {
	label := labels.Of(a)
	nest := a.IsNest()
	if label != nil && !w.style.Color {
		switch dst = label.AppendTo(dst); {
		case nest:
			return w.nest(dst[:len(dst)-1], a) // there is no value after the name
		case w.whole:
			return w.told(dst, a.Content())
		}
		return w.value(dst, a.Content())
	}
	if a.IsTail() {
		return w.pieces(w.colored(dst, colorFault, "octets: "), a.Content())
	}
	dst = w.color(a.AppendName(w.color(dst, colorAttr)), colorReset)
	if nest {
		return w.nest(dst, a)
	}
	return w.value(append(dst, ' '), a.Content())
}

func (w *writer) nest(dst []byte, a codec.Attr) []byte {
	w.indent(1)
	if w.style.OneLine {
		dst = append(dst, " {"...)
	}
	if c, ok := a.Fixed(); ok {
		if f := a.Framing(); f == nil { // the struct is not the record itself
			dst = append(w.newLine.AppendTo(dst), c.Spec().Struct.Name...)
		}
		dst = w.members(dst, c)
	}
	dst = w.children(dst, a)
	w.indent(-1)
	if w.style.OneLine {
		dst = append(dst, " }"...)
	}
	return dst
}

// uevent writes an event of a device, up to what the capture does not tell.
func (w *writer) uevent(dst []byte, header, texts codec.Content) []byte {
	if header.Len() > 0 {
		dst = append(w.newLine.AppendTo(dst), header.Spec().Struct.Name...)
		dst = w.members(dst, header)
	}
	for texts.Len() > 0 {
		dst = w.newLine.AppendTo(dst)
		told := texts.Told()
		if told == 0 {
			return w.pieces(dst, texts)
		}
		text, rest := texts.CutText()
		if text.Len() >= told { // cut
			text, rest = texts.Slice(0, told), texts.Slice(told, texts.Len())
		}
		dst, texts = codec.AppendReadable(dst, text.Octets()), rest
	}
	return dst
}
