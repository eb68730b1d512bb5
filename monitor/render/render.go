// Package render writes the events of package monitor: as a line for people, as an object of JSON, and in the other forms
// of package form.
//
//	r, err := render.New(render.Options{Form: "brief"})
//	…
//	for e, err := range m.Events(ctx) {
//		out = r.Append(out[:0], e)
package render

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/monitor"
)

// Times is how times are written before events.
type Times string

// The ways.
const (
	Clock    Times = "clock"    // the time of day, to the microsecond
	Date     Times = "date"     // the date with it
	Relative Times = "relative" // seconds since the first event
	Delta    Times = "delta"    // seconds since the event before
	Epoch    Times = "epoch"    // seconds since 1970
	NoTimes  Times = "none"
)

// AllTimes are all ways to write times.
var AllTimes = []string{string(Clock), string(Date), string(Relative), string(Delta), string(Epoch), string(NoTimes)}

// Options say how events are written.
type Options struct {
	Form  string // a name of package form; "" is brief
	Times Times  // "" is Clock; forms for programs have times of their own
	Color bool   // for terminals
	// Location is what the time of day is of; nil: time.Local.
	Location *time.Location
}

// Renderer writes events. It is for one goroutine.
type Renderer struct {
	form  *form.Form
	style form.Style
	times times
	paint *palette
}

// New returns a renderer.
func New(o Options) (*Renderer, error) {
	f := form.Named(cmp.Or(o.Form, form.Brief.Name))
	if f == nil {
		return nil, unknown("form", o.Form, form.Names())
	}
	r := &Renderer{form: f, style: form.Style{Color: o.Color}, paint: plain}
	if o.Color {
		r.paint = colours
	}
	return r, r.times.set(o)
}

func unknown(what, name string, known []string) error {
	hint := cmp.Or(codec.DidYouMean(name, known), ": it is one of "+strings.Join(known, ", "))
	return fmt.Errorf("unknown %s %q%s", what, name, hint)
}

// Append appends an event with its line end: one line, or in form text several. Forms that only write messages leave out
// what is none, such as losses.
func (r *Renderer) Append(dst []byte, e *monitor.Event) []byte {
	switch r.form {
	case form.JSON:
		return r.json(dst, e)
	case form.Brief:
		return r.brief(dst, e)
	}
	if !r.form.ForPeople {
		if e.Message == nil {
			return dst
		}
		return append(r.form.Write(dst, e.Message, r.style), '\n')
	}
	return r.long(dst, e)
}

// long writes an event in a form that shows all of the message, with what is known of it on the line of its header.
func (r *Renderer) long(dst []byte, e *monitor.Event) []byte {
	dst = r.lead(dst, e)
	if e.Message == nil {
		return append(r.words(dst, e), '\n')
	}
	style := r.style
	style.Note = r.note(e)
	return append(r.form.Write(dst, e.Message, style), '\n')
}

// note is what is said of an event besides its message.
func (r *Renderer) note(e *monitor.Event) []byte {
	b := append([]byte("  # "), Word(e)...)
	if len(e.Changes) > 0 {
		b = r.appendChanges(append(b, ": "...), e)
	}
	return r.appendWhy(b, e)
}
