package session

import (
	"encoding/hex"
	"encoding/json"
	"strconv"

	"github.com/nlkit/nlkit/captures"
)

// The JSON form of a session is an object a line: one for each message, or for a record without messages. Before the
// members of the message itself stand those of the record and of the pairing:
//
//	{"record":7,"time":"2026-11-21T10:38:27.741831Z","direction":"received","pid":4711,"comm":"ip","fd":3,
//	 "answers":{"type":"RTM_GETLINK","seq":5,"part":2,"after":0.000172},…}
//
// Messages of one datagram have the same "record". "clock" stands in place of "time" where the capture has no date:
// seconds of a time of day or since the start. "trailer" is the octets after a message that are not the usual padding,
// "untold" lists the ranges of the message, and after it, that the capture does not tell, "printed" what it says in
// place of each, "failed" why the datagram was not passed, "original_len" is the length of the whole datagram if the
// capture cut it short. "event" is what happened in place of a datagram.

func (w *worker) json(r *record, e *entry) {
	b := w.batch
	b.out = append(b.out, w.jsonPrefix(r)...)
	if e.answer >= 0 {
		b.out = w.jsonAnswer(b.out, e)
	}
	if len(r.Missing) > 0 {
		b.out = appendJSONUntold(b.out, w.spans)
	}
	b.out = w.opts.Form.Members(b.out, &w.message)
	if hasTrailer(r, e) {
		b.out = append(hex.AppendEncode(append(b.out, `,"trailer":"`...), r.Data[e.to:e.next]), '"')
	}
	b.out = append(b.out, "}\n"...)
}

// hasTrailer reports whether what is after a message is other than the padding before the next, and told.
func hasTrailer(r *record, e *entry) bool {
	usual := e.to
	if int(e.next) < len(r.Data) {
		usual = (e.to + 3) &^ 3
	}
	if untoldBehind(r, e) == int(e.next-e.to) {
		return false
	}
	return e.next != usual || len(strayOctets(r, e)) > 0
}

func (w *worker) jsonAnswer(dst []byte, e *entry) []byte {
	a := &w.batch.answers[e.answer]
	if w.noted != e.answer {
		w.noted = e.answer
		w.note = append(w.note[:0], `"answers":{"type":`...)
		if a.typ != nil {
			w.note = append(append(append(w.note, '"'), a.typ.Name...), '"')
		} else if a.printed != "" {
			w.note = append(w.note, quoted(a.printed)...)
		} else {
			w.note = strconv.AppendUint(w.note, uint64(a.number), 10)
		}
		if a.family != "" {
			w.note = append(append(w.note, `,"family":`...), quoted(a.family)...)
		}
		if a.kind == event {
			w.note = append(w.note, `,"as":"event"`...)
		}
		w.note = strconv.AppendUint(append(w.note, `,"seq":`...), uint64(a.seq), 10)
		if a.after >= 0 {
			w.note = appendSeconds(append(w.note, `,"after":`...), a.after)
		}
	}
	dst = append(dst, w.note...)
	if e.part > 0 {
		dst = strconv.AppendInt(append(dst, `,"part":`...), int64(e.part), 10)
	}
	return append(dst, "},"...)
}

// jsonPrefix returns the members of a record.
func (w *worker) jsonPrefix(r *record) []byte {
	if len(w.prefix) > 0 {
		return w.prefix
	}
	dst := strconv.AppendInt(append(w.prefix, `{"record":`...), r.number, 10)
	number := func(name string, n int64) {
		dst = append(append(append(dst, `,"`...), name...), `":`...)
		dst = strconv.AppendInt(dst, n, 10)
	}
	text := func(name, s string) {
		if s != "" {
			dst = append(append(append(dst, `,"`...), name...), `":`...)
			dst = append(dst, quoted(s)...)
		}
	}
	switch {
	case r.Time.IsZero():
	case !r.HasDate:
		dst = appendEpoch(append(dst, `,"clock":`...), r.Time)
	case w.opts.Numeric:
		dst = appendEpoch(append(dst, `,"time":`...), r.Time)
	default:
		dst = append(w.clock.timestamp(append(dst, `,"time":"`...), r.Time), '"')
	}
	if word := directionWords[r.Direction]; word != "" {
		dst = appendWord(append(dst, `,"direction":`...), word)
	}
	if r.Pid > 0 {
		number("pid", int64(r.Pid))
	}
	text("comm", r.Comm)
	if r.FD >= 0 {
		number("fd", int64(r.FD))
	}
	if r.Elapsed > 0 {
		dst = appendSeconds(append(dst, `,"elapsed":`...), r.Elapsed)
	}
	if r.PortID != 0 {
		number("port", int64(r.PortID))
	}
	if r.Groups != 0 {
		dst = strconv.AppendUint(append(dst, `,"groups":`...), r.Groups, 10)
	}
	if r.Origin.Group != 0 {
		number("group", int64(r.Origin.Group))
	}
	if r.Origin.Sender != 0 {
		number("sender", int64(r.Origin.Sender))
	}
	if r.Origin.HasNSID {
		number("nsid", int64(r.Origin.NSID))
	}
	text("failed", r.Failed)
	text("interface", r.Interface)
	text("comment", r.Comment)
	if r.OriginalLen > len(r.Data) {
		number("original_len", int64(r.OriginalLen))
	}
	if r.Link == captures.Netlink && r.Protocol >= 0 && w.opts.Registry.Protocol(r.Protocol) == nil {
		number("netlink_protocol", int64(r.Protocol))
	}
	w.prefix = append(dst, ',')
	return w.prefix
}

// appendWord appends a string that needs no escapes as a JSON string.
func appendWord(dst []byte, s string) []byte { return append(append(append(dst, '"'), s...), '"') }

// quoted returns a JSON string.
func quoted(s string) []byte {
	b, _ := json.Marshal(s) // of a string, never fails
	return b
}

// bareJSON renders a record without messages.
func (w *worker) bareJSON(r *record) {
	b := w.batch
	b.out = append(b.out, w.jsonPrefix(r)...)
	if p := w.opts.Registry.Protocol(r.Protocol); r.Link != captures.Other && p != nil {
		b.out = append(append(append(b.out, `"protocol":"`...), p.Name...), `",`...)
	}
	switch r.Link {
	case captures.Other:
		b.out = append(b.out, `"link":"other",`...)
	case captures.Netlink:
		if r.BigEndian {
			b.out = append(b.out, `"byteorder":"big",`...)
		}
	}
	if r.Event != "" {
		b.out = append(append(append(b.out, `"event":`...), quoted(r.Event)...), "}\n"...)
		return
	}
	b.out = appendJSONUntold(b.out, appendUntold(nil, r.Missing, 0, len(r.Data)))
	b.out = append(hex.AppendEncode(append(b.out, `"trailer":"`...), r.Data), "\"}\n"...)
}
