package session

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/protocols/layers"
)

const (
	colorDim   = "\x1b[2m"
	colorReset = "\x1b[0m"
)

// arrows show which way a datagram went, from the program to the kernel or back.
var arrows = [...]string{codec.DirectionUnknown: "", codec.Sent: "→ ", codec.Received: "← "}

// text renders a message for people: time, program and direction, the message, and after its header what it answers.
func (w *worker) text(r *record, e *entry) {
	b := w.batch
	b.out = append(b.out, w.textPrefix(r)...)
	style := w.style
	w.remarked = w.remarked[:0]
	if e.answer >= 0 && !w.opts.Form.Remembers {
		w.remarked = w.appendNote(w.remarked, e)
	}
	if name := layers.Beyond(&w.message); name != "" {
		w.remarked = append(append(w.remarked, "  # payload: "...), name...)
	}
	style.Note = w.remarked
	b.out = append(w.opts.Form.Write(b.out, &w.message, style), '\n')
	w.strayText(r, e)
}

// appendNote appends what a message answers, as it stands after its header.
func (w *worker) appendNote(dst []byte, e *entry) []byte {
	if w.noted != e.answer {
		w.noted = e.answer
		w.note = w.batch.answers[e.answer].appendText(w.note[:0])
	}
	if w.opts.Color {
		dst = append(dst, colorDim...)
	}
	dst = append(dst, "  # "...)
	if e.part > 0 {
		dst = strconv.AppendInt(append(dst, "part "...), int64(e.part), 10)
		dst = append(dst, " of the "...)
	}
	dst = append(dst, w.note...)
	if w.opts.Color {
		dst = append(dst, colorReset...)
	}
	return dst
}

// answerWords say what a message is to the request named after them.
var answerWords = [...]string{
	reply: "reply to ", ack: "ack of ", failure: "error for ", end: "end of the reply to ", event: "caused by ",
}

func (a *answer) appendText(dst []byte) []byte {
	dst = a.appendName(append(dst, answerWords[a.kind]...))
	if a.after >= 0 {
		dst = codec.AppendDuration(append(dst, " after "...), a.after)
	}
	return dst
}

// appendName appends the name of the request.
func (a *answer) appendName(dst []byte) []byte {
	if a.typ != nil {
		return append(dst, a.typ.Name...)
	}
	if a.family != "" {
		dst = append(append(dst, a.family...), " command "...)
	} else {
		dst = append(dst, "type "...)
	}
	if a.printed != "" {
		return append(dst, codec.Printable(a.printed)...)
	}
	return strconv.AppendUint(dst, uint64(a.number), 10)
}

// remarks returns what is told of a record on a line before it: where the datagram comes from, if that is no plain
// answer of the kernel, and the comment.
func (w *worker) remarks(r *record) string {
	var words []string
	if g := r.Origin.Group; g != 0 {
		word := fmt.Sprintf("group %d", g)
		if p := w.opts.Registry.Protocol(r.Protocol); p != nil && g < uint32(len(p.Groups)) && p.Groups[g] != "" {
			word = p.Groups[g]
		}
		words = append(words, "to "+word)
	}
	if r.Origin.HasNSID {
		words = append(words, fmt.Sprintf("from nsid %d", r.Origin.NSID))
	}
	if r.Origin.Sender != 0 {
		words = append(words, fmt.Sprintf("from port %d", r.Origin.Sender))
	}
	if r.Comment != "" && r.Link != captures.Other {
		words = append(words, r.Comment)
	}
	return strings.Join(words, ", ")
}

// textPrefix returns what the lines of a record start with. With it come, once, the remarks on the record.
func (w *worker) textPrefix(r *record) []byte {
	if len(w.prefix) > 0 {
		return w.prefix
	}
	if r.Failed != "" && r.Event == "" {
		w.remark(r.Failed)
	}
	if remarks := w.remarks(r); remarks != "" {
		w.remark(remarks)
	}
	dst := w.prefix
	if w.opts.Color {
		dst = append(dst, colorDim...)
	}
	if !r.Time.IsZero() {
		if w.opts.Numeric {
			dst = appendEpoch(dst, r.Time)
		} else {
			dst = w.clock.timeOfDay(dst, &r.Record)
		}
		dst = append(dst, ' ')
	}
	if r.Comm != "" || r.Pid > 0 {
		dst = append(dst, codec.Printable(r.Comm)...)
		if r.Pid > 0 {
			dst = append(strconv.AppendInt(append(dst, '['), int64(r.Pid), 10), ']')
		}
		dst = append(dst, ' ')
	}
	dst = append(dst, arrows[r.Direction]...)
	if w.opts.Color {
		dst = append(dst, colorReset...)
	}
	w.prefix = dst
	return dst
}

// remark writes a line before those of a record.
func (w *worker) remark(text string) {
	w.batch.out = append(append(append(w.batch.out, "# "...), codec.Printable(text)...), '\n')
}

// bareText renders a record without messages.
func (w *worker) bareText(r *record) {
	b := w.batch
	b.out = append(b.out, w.textPrefix(r)...)
	switch {
	case r.Event != "":
		b.out = append(b.out, codec.Printable(r.Event)...)
	case r.Link == captures.Other:
		b.out = fmt.Appendf(b.out, "%s, %d octets: not decoded", codec.Printable(r.Comment), r.OriginalLen)
	default:
		b.out = fmt.Appendf(b.out, "%d octets that are no message", r.OriginalLen)
		if len(r.Data) > 0 {
			b.out = appendPieces(append(b.out, ": "...), r)
		}
	}
	b.out = append(b.out, '\n')
}

// strayText shows octets after the last message of a record that are not padding, and says how many are not there.
func (w *worker) strayText(r *record, e *entry) {
	if e.to == e.next {
		return
	}
	if n := untoldBehind(r, e); n > 0 {
		w.batch.out = fmt.Appendf(w.batch.out, "  ! %d octets after the message are not in the capture\n", n)
	}
	if stray := strayOctets(r, e); len(stray) > 0 {
		b := w.batch
		b.out = fmt.Appendf(b.out, "  ! %d stray octets after the message: ", len(stray))
		b.out = append(hex.AppendEncode(b.out, stray), '\n')
	}
}

// strayOctets returns what is after a message, up to the next or the end of the record, unless it is zeros.
func strayOctets(r *record, e *entry) []byte {
	for _, c := range r.Data[e.to:e.next] {
		if c != 0 {
			return r.Data[e.to:e.next]
		}
	}
	return nil
}
