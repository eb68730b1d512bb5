package session

import (
	"slices"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/form"
)

// worker decodes, filters, counts and renders one batch at a time.
type worker struct {
	*Session
	stats   *Stats
	decoder codec.Decoder
	message codec.Message
	matcher *filter.Matcher
	input   filter.Input
	spans   []codec.Span
	request codec.Message // of style.Request
	passed  []int32       // entries of the current record that passed, for the record writer
	clock   clock
	style   form.Style

	batch    *batch
	prefix   []byte // what each rendered message of the current record starts with; empty: not made yet
	note     []byte // the last answer, rendered
	remarked []byte // what text says of a message beside it
	noted    int32  // which answer note holds, -1: none
	named    int    // which of the names of the batch count
}

func newWorker(s *Session) *worker {
	w := &worker{Session: s, stats: newStats(), clock: clock{location: s.opts.Location}}
	w.decoder.Registry = s.opts.Registry
	w.style = form.Style{Color: s.opts.Color}
	if s.opts.Filter != nil {
		w.matcher = s.opts.Filter.Matcher()
	}
	return w
}

// outputSize is how many octets most batches are rendered as, at most.
const outputSize = 8 * batchSize

// process does all that is to be done with a batch.
func (w *worker) process(b *batch) {
	w.batch, w.decoder.Resolver, w.noted, w.named = b, b.resolver, -1, 0
	if w.opts.Form != nil {
		b.out = slices.Grow(b.out, outputSize)
	}
	for i := range b.records {
		if w.opts.Limit > 0 && w.matched >= w.opts.Limit {
			w.stop.Store(true)
			return
		}
		if w.process1(&b.records[i]); b.err != nil {
			w.stop.Store(true)
			return
		}
	}
	if w.opts.Limit > 0 && w.matched >= w.opts.Limit {
		w.stop.Store(true)
	}
}

func (w *worker) process1(r *record) {
	w.prefix, w.passed = w.prefix[:0], w.passed[:0]
	if w.opts.Count {
		w.stats.record(r)
	}
	if r.Link == captures.Other || r.Event != "" || r.count == 0 {
		w.bare(r)
		return
	}
	for i := r.entries; i < r.entries+r.count; i++ {
		e := &w.batch.entries[i]
		_ = w.decoder.Decode(&w.message, w.context(r, e), r.Data[e.from:e.to]) // the message holds its faults
		if w.matcher != nil {
			pass, err := w.match(r)
			if err != nil {
				w.batch.err = err
				return
			}
			if !pass {
				continue
			}
		}
		if w.opts.Count {
			w.stats.message(&w.message, r, e)
		}
		if f := w.opts.Form; f != nil && f.Remembers {
			w.recall(r, e, i)
		}
		w.render(r, e)
		if w.opts.Records != nil {
			w.passed = append(w.passed, i)
		}
		if w.opts.Limit > 0 {
			if w.matched++; w.matched == w.opts.Limit {
				break
			}
		}
	}
	if len(w.passed) > 0 {
		w.keep(r)
	}
}

// bare renders a record without messages.
func (w *worker) bare(r *record) {
	if w.matcher != nil {
		return
	}
	if w.opts.Records != nil {
		w.batch.kept = append(w.batch.kept, r.Record)
	}
	switch f := w.opts.Form; {
	case f == nil:
	case f.ForPeople:
		w.bareText(r)
	case f.Members != nil:
		w.bareJSON(r)
	}
}

// context is what the decoder should know of a message.
func (w *worker) context(r *record, e *entry) codec.Context {
	c := codec.Context{Protocol: r.Protocol, BigEndian: r.BigEndian}
	if len(r.Missing) == 0 {
		return c
	}
	w.spans = appendUntold(w.spans[:0], r.Missing, int(e.from), int(e.next))
	c.Missing = w.spans
	return c
}

func (w *worker) match(r *record) (bool, error) {
	in := &w.input
	in.Message, in.Time, in.Elapsed = &w.message, r.Time, r.Elapsed
	in.Direction, in.Pid, in.Comm, in.FD, in.Record = directionWords[r.Direction], r.Pid, r.Comm, r.FD, int(r.number)
	return w.matcher.Match(in)
}

// directionWords are the words of a codec.Direction in JSON and filters.
var directionWords = [...]string{codec.DirectionUnknown: "", codec.Sent: "sent", codec.Received: "received"}

func (w *worker) render(r *record, e *entry) {
	switch f := w.opts.Form; {
	case f == nil:
	case f.ForPeople:
		w.text(r, e)
	case f.Members != nil:
		w.json(r, e)
	default:
		w.batch.out = append(f.Write(w.batch.out, &w.message, w.style), '\n')
	}
}

// keep takes a record for the record writer: as it is if all its messages passed, else made of those that did.
func (w *worker) keep(r *record) {
	b := w.batch
	if len(w.passed) == int(r.count) {
		b.kept = append(b.kept, r.Record)
		return
	}
	kept := r.Record
	kept.Missing = nil
	data := make([]byte, 0, len(r.Data))
	for _, i := range w.passed {
		e := &b.entries[i]
		for _, s := range r.Missing {
			from, to := max(s.From, int(e.from)), min(s.To, int(e.to))
			if from < to {
				shift := len(data) - int(e.from)
				kept.Missing = append(kept.Missing, codec.Span{From: from + shift, To: to + shift, Text: s.Text})
			}
		}
		data = append(data, r.Data[e.from:e.next]...)
	}
	kept.Data = data
	kept.OriginalLen = len(data)
	if last := w.passed[len(w.passed)-1]; last == r.entries+r.count-1 {
		kept.OriginalLen += max(0, r.OriginalLen-len(r.Data))
	}
	b.kept = append(b.kept, kept)
}
