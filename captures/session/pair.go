package session

import (
	"cmp"
	"encoding/binary"

	"github.com/nlkit/nlkit/codec"
)

// pair finds out whether a message asks or answers.
func (in *intake) pair(r *record, e *entry, msg []byte) {
	h := codec.ParseHeader(msg, r.BigEndian)
	l := lookup{protocol: int32(r.Protocol), fd: int32(r.FD), seq: h.Seq, pid: r.Pid, portID: h.PortID}
	printed := ""
	if s := untoldIn(r.Missing, int(e.from)+typeAt, int(e.from)+flagsAt); len(s) > 0 {
		printed = cmp.Or(s[0].Text, "?")
	}
	control := h.Type < codec.MinType && printed == ""
	switch {
	case h.Flags&codec.FlagRequest != 0 && !control && r.Direction != codec.Received:
		in.request(r, e, l, &h, printed)
		return
	case r.Direction == codec.Sent:
		return
	case h.Seq == 0 && h.PortID == 0 && !control && h.Flags&codec.FlagMulti == 0:
		return // an event that nobody asked for
	}
	if l.portID == 0 {
		l.portID = r.PortID
	}
	slot := in.pairs.find(l)
	if slot < 0 {
		return
	}
	q := in.pairs.request(slot)
	kind := q.kindOf(&h, msg)
	if kind != event {
		q.answered = true
	}
	if kind == reply && h.Flags&codec.FlagMulti != 0 {
		q.parts++
		e.part = q.parts
	}
	e.answer = in.answer(r, q, kind)
}

// answer returns the index of the batch's answer of a kind to a request, in a record.
func (in *intake) answer(r *record, q *request, kind answerKind) int32 {
	b := in.current
	if q.answerRecord != r.number {
		q.answerRecord = r.number
		for i := range q.answer {
			q.answer[i] = -1
		}
	}
	if q.answer[kind] < 0 {
		a := answer{kind: kind, typ: q.typ, family: q.family, number: q.number, printed: q.printed, seq: q.seq,
			after: -1, request: q.asked}
		if !q.time.IsZero() && !r.Time.IsZero() {
			a.after = max(0, r.Time.Sub(q.time))
		}
		q.answer[kind] = int32(len(b.answers))
		b.answers = append(b.answers, a)
	}
	return q.answer[kind]
}

// kindOf tells what a message is to the request.
func (q *request) kindOf(h *codec.Header, msg []byte) answerKind {
	switch h.Type {
	case codec.TypeDone:
		return end
	case codec.TypeError:
		if len(msg) < codec.HeaderLen+4 {
			return failure
		}
		if binary.LittleEndian.Uint32(msg[codec.HeaderLen:]) == 0 { // zero in either order
			return ack
		}
		return failure
	}
	if q.asks {
		return reply
	}
	return event
}

// request remembers a request.
func (in *intake) request(r *record, e *entry, l lookup, h *codec.Header, printed string) {
	msg := r.Data[e.from:e.to]
	if l.portID == 0 {
		l.portID = r.PortID
	}
	q := request{time: r.Time, record: r.number, pos: r.Pos, number: h.Type, printed: printed,
		asked: in.asked(r, e)}
	in.identify(r, &q, msg)
	op := codec.OpOther
	if q.typ != nil {
		op = q.typ.Op
	}
	dump := h.Flags&codec.FlagDump == codec.FlagDump
	q.asks = op == codec.OpGet || dump || h.Flags&codec.FlagEcho != 0 || q.typ == nil || op == codec.OpOther ||
		q.family != "" // generic netlink's events have no sequence number
	q.wants = op == codec.OpGet || dump || h.Flags&codec.FlagAck != 0
	in.pairs.add(l, q)
}

// identify names a request, going by its headers only.
func (in *intake) identify(r *record, q *request, msg []byte) {
	n := codec.HeaderLen
	if r.Protocol == protocolGeneric && len(msg) >= len(in.head) {
		n = len(in.head)
		q.number = uint16(msg[codec.HeaderLen])
	}
	head := in.head[:n]
	copy(head, msg)
	if r.BigEndian {
		binary.BigEndian.PutUint32(head, uint32(n))
	} else {
		binary.LittleEndian.PutUint32(head, uint32(n))
	}
	_ = in.decoder.Decode(&in.message, codec.Context{Protocol: r.Protocol, BigEndian: r.BigEndian}, head)
	if t := in.message.Type(); t != nil && t.Name != "" {
		q.typ = t
	}
	if f := in.message.Family(); f != nil {
		q.family = f.Name
	}
}
