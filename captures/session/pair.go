package session

import (
	"encoding/binary"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// maxRequests is how many requests are remembered. Older ones are forgotten; what answers them stands alone then.
const maxRequests = 16384

// pairs remembers requests, so that what answers them can be told.
type pairs struct {
	newest map[pairKey]int32 // index of the newest request of a key
	ring   []request
	at     int // the next place in a full ring
	last   lookup
	slot   int32 // what last found
	lost   unanswered
}

// pairKey is what a request and its answers have in common in every capture.
type pairKey struct {
	protocol, fd int32
	seq          uint32
}

// lookup is a search for the request of a message.
type lookup struct {
	key    pairKey
	pid    int    // of the program, 0 if unknown
	portID uint32 // that the message is for, 0 if unknown
}

// request is a message that may be answered.
type request struct {
	lookup
	older    int32 // the next older one of the same key, or -1
	time     time.Time
	record   int64
	pos      captures.Position
	typ      *codec.MessageType
	family   string
	number   uint16 // nlmsg_type, or the command of a generic netlink message
	wants    bool   // an answer must come
	asks     bool   // what comes is what was asked for, not only a consequence
	answered bool
	parts    int32

	answerRecord int64 // the record that answer belongs to
	answer       [event + 1]int32
}

func (p *pairs) reset() {
	*p = pairs{newest: map[pairKey]int32{}, slot: -1}
}

// find returns the request that a message answers, or -1.
func (p *pairs) find(l lookup) int32 {
	if p.slot >= 0 && p.last == l {
		return p.slot
	}
	slot, ok := p.newest[l.key]
	if !ok {
		return -1
	}
	found := int32(-1)
	for i := slot; i >= 0; i = p.ring[i].older {
		r := &p.ring[i]
		if r.portID != 0 && l.portID != 0 && r.portID != l.portID {
			continue
		}
		if r.pid == l.pid {
			found = i
			break
		}
		if found < 0 {
			found = i
		}
	}
	p.last, p.slot = l, found
	return found
}

// add remembers a request, at the cost of the oldest one if there are too many.
func (p *pairs) add(r request) {
	p.slot = -1
	i := int32(len(p.ring))
	if i < maxRequests {
		p.ring = append(p.ring, r)
	} else {
		i = int32(p.at)
		p.at = (p.at + 1) % maxRequests
		p.forget(i)
		p.ring[i] = r
	}
	q := &p.ring[i]
	q.older = -1
	if older, ok := p.newest[q.key]; ok {
		q.older = older
	}
	p.newest[q.key] = i
}

// forget takes a request out of the chain of its key.
func (p *pairs) forget(i int32) {
	r := &p.ring[i]
	if r.wants && !r.answered {
		p.lost.add(r)
	}
	if p.newest[r.key] == i {
		if r.older < 0 {
			delete(p.newest, r.key)
		} else {
			p.newest[r.key] = r.older
		}
		return
	}
	for j := p.newest[r.key]; j >= 0; j = p.ring[j].older {
		if p.ring[j].older == i {
			p.ring[j].older = r.older
			return
		}
	}
}

// pair finds out whether a message asks or answers.
func (in *intake) pair(r *record, e *entry, msg []byte) {
	h := codec.ParseHeader(msg, r.BigEndian)
	l := lookup{key: pairKey{int32(r.Protocol), int32(r.FD), h.Seq}, pid: r.Pid, portID: h.PortID}
	control := h.Type < codec.MinType
	switch {
	case h.Flags&codec.FlagRequest != 0 && !control && r.Direction != captures.Received:
		in.request(r, l, &h, msg)
		return
	case r.Direction == captures.Sent:
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
	q := &in.pairs.ring[slot]
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
		a := answer{kind: kind, typ: q.typ, family: q.family, number: q.number, seq: q.key.seq, after: -1}
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
func (in *intake) request(r *record, l lookup, h *codec.Header, msg []byte) {
	if l.portID == 0 {
		l.portID = r.PortID
	}
	q := request{lookup: l, time: r.Time, record: r.number, pos: r.Pos, number: h.Type}
	in.identify(r, &q, msg)
	op := codec.OpOther
	if q.typ != nil {
		op = q.typ.Op
	}
	dump := h.Flags&codec.FlagDump == codec.FlagDump
	q.asks = op == codec.OpGet || dump || h.Flags&codec.FlagEcho != 0 || q.typ == nil || op == codec.OpOther ||
		q.family != "" // generic netlink's events have no sequence number
	q.wants = op == codec.OpGet || dump || h.Flags&codec.FlagAck != 0
	in.pairs.add(q)
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
