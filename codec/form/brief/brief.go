// Package brief is the form of messages for people who know what they look at: a line a message, as a person would say
// it, in the words of ip(8) and its like. It leaves out what is zero, what is as usual, and what everybody knows.
package brief

import (
	"sync"

	"github.com/nlkit/nlkit/codec"
)

// Style is how a message is written, and what is known besides it.
type Style struct {
	Color   bool           // ANSI colours
	Names   *Names         // of links, which stand in place of their indexes
	Request *codec.Message // what an acknowledgement or an error answers that does not quote it, or nil
	Noun    bool           // say what the message is about, "link", in place of what it is called, "newlink"
	Which   bool           // of the object only what tells it from others of its kind
}

// The colours, as ANSI sequences.
const (
	colorName  = "\x1b[1m" // message type
	colorFault = "\x1b[31m"
	colorReset = "\x1b[0m"
)

// writer writes one message.
type writer struct {
	m       *codec.Message
	head    codec.Head
	root    codec.Attr // what is written: the message, or the one that it quotes
	request bool       // all counts that is said, even if it is zero
	op      codec.Op
	style   Style
}

// writers are kept: what words call by their tables would be allocated for each message.
var writers = sync.Pool{New: func() any { return new(writer) }}

// Append appends the message without a line end.
func Append(dst []byte, m *codec.Message, style Style) []byte {
	w := writers.Get().(*writer)
	w.style = style
	w.about(m, m.Head(), m.Root())
	header, texts, headless := m.Uevent()
	switch {
	case headless:
		dst = w.uevent(dst, header, texts)
	case m.IsPacket() && len(m.Bytes()) > 0:
		dst = w.packet(dst)
	case len(m.Bytes()) < codec.HeaderLen:
		dst = append(codec.AppendUint(dst, uint64(len(m.Bytes()))), " octets, no message"...)
	case m.IsControl():
		dst = w.control(dst)
	default:
		dst = w.message(dst)
	}
	if faults := m.Faults(); len(faults) > 0 {
		dst = w.colored(append(dst, ' '), colorFault, "! "+faults[0].Error())
		if more := len(faults) - 1; more > 0 {
			dst = append(codec.AppendUint(append(dst, " (and "...), uint64(more)), " more)"...)
		}
	}
	*w = writer{}
	writers.Put(w)
	return dst
}

// about makes a message, or one that another quotes, what is written.
func (w *writer) about(m *codec.Message, head codec.Head, root codec.Attr) {
	w.m, w.head, w.root = m, head, root
	w.op = codec.OpOther
	if t := head.Type(); t != nil {
		w.op = t.Op
	}
	w.request = head.Header().Flags&codec.FlagRequest != 0
}

func (w *writer) colored(dst []byte, color, s string) []byte {
	return w.color(append(w.color(dst, color), s...), colorReset)
}

func (w *writer) color(dst []byte, color string) []byte {
	if !w.style.Color {
		return dst
	}
	return append(dst, color...)
}

// message writes what is no message of netlink itself.
func (w *writer) message(dst []byte) []byte {
	p, about := w.object()
	dst = w.color(dst, colorName)
	if t := w.head.Type(); w.style.Noun && t != nil && t.Object != nil {
		dst = append(dst, t.Object.Name...)
	} else {
		dst = w.verb(dst, &p)
	}
	dst = w.color(dst, colorReset)
	switch n := w.head.Body().Len(); {
	case about != nil:
		dst = about.write(w, dst, w.root, w.head.Type().Set)
	case w.head.Type() == nil && n > 0:
		dst = append(codec.AppendUint(append(dst, " ("...), uint64(n)), " octets)"...)
	default:
		dst = w.everything(dst, w.root)
	}
	if w.style.Noun {
		return dst
	}
	return w.manner(dst)
}

// verb writes what the message is called: in small letters, without the prefix that all of a protocol have.
func (w *writer) verb(dst []byte, p *protocol) []byte {
	if p.verb != nil {
		if word := p.verb(w); word != "" {
			return append(dst, word...)
		}
	}
	name := w.head.Name()
	prefix := p.start(name)
	switch f := w.head.Family(); {
	case name == "" && f != nil && w.head.HasCommand():
		return w.number(append(append(dst, f.Name...), " command "...), codec.HeadCommand)
	case name == "" && w.head.IsGeneric() && f != nil:
		return append(dst, f.Name...)
	case name == "" && w.head.IsGeneric():
		return w.number(append(dst, "generic netlink family "...), codec.HeadType)
	case name == "":
		if p := w.m.Protocol(); p != nil {
			dst = append(append(dst, p.Name...), ' ')
		}
		return w.number(append(dst, "type "...), codec.HeadType)
	case prefix != "" && len(name) > len(prefix) && name[:len(prefix)] == prefix:
		return appendLower(dst, name[len(prefix):])
	}
	return append(dst, name...)
}

// number writes a number of the headers.
func (w *writer) number(dst []byte, f codec.HeadField) []byte {
	c := w.head.Field(f)
	if c.Untold() {
		return untold(dst, c)
	}
	v, _ := c.Integer()
	return codec.AppendUint(dst, v)
}

// manner writes what the flags of the header say of a request, or of what came of one.
func (w *writer) manner(dst []byte) []byte {
	flags := w.head.Header().Flags
	switch w.op {
	case codec.OpNew:
		switch flags & (codec.FlagReplace | codec.FlagCreate | codec.FlagAppend) {
		case codec.FlagReplace | codec.FlagCreate:
			dst = append(dst, " replace"...)
		case codec.FlagReplace:
			dst = append(dst, " change"...)
		case codec.FlagCreate | codec.FlagAppend, codec.FlagAppend:
			dst = append(dst, " append"...)
		}
	case codec.OpDelete:
		if w.request && flags&codec.FlagBulk != 0 && w.head.Type().FlagsAs == codec.OpOther {
			dst = append(dst, " bulk"...)
		}
	default:
		if w.request && flags&codec.FlagDump == codec.FlagDump {
			dst = append(dst, " dump"...)
		}
	}
	if flags&codec.FlagDumpIntr != 0 && flags&codec.FlagMulti != 0 {
		dst = append(dst, " (the dump was interrupted)"...)
	}
	return dst
}
