package verdicts

import (
	"bytes"
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// Gate is what the datagrams of a socket pass: a chain for each way. Every message of a datagram is judged.
type Gate struct {
	Send, Receive Chain

	Decoder  *codec.Decoder
	Protocol int       // netlink protocol number
	Pid      int       // of the program that has the socket, 0 if it is this one
	Kernel   Requester // of callbacks, and for the ids of generic netlink families; nil: there is none

	refused atomic.Uint64 // events
	once    sync.Once     // makes own
	own     codec.Decoder
}

// RefusedEvents returns how many events callbacks have answered by an Error. Nobody asked for those: they were dropped.
func (g *Gate) RefusedEvents() uint64 { return g.refused.Load() }

// dumpSize is how much the kernel puts into one datagram of a dump.
const dumpSize = 32 << 10

var messages = sync.Pool{New: func() any { return new(codec.Message) }}

// Outgoing judges a datagram that is to be sent. forward is what goes on, nil if nothing does; it is the datagram
// itself if no callback changed it. replies are datagrams for the caller, in the place of the kernel's. after says for
// each how many of the messages of forward stand before the one that it answers: it is to come after the kernel's
// answers to those, and before its answers to the others.
func (g *Gate) Outgoing(
	ctx context.Context, datagram []byte, p Passage,
) (forward []byte, replies [][]byte, after []int) {
	if !g.concerns(&g.Send, datagram) {
		return datagram, nil, nil
	}
	g.identify(ctx, datagram)
	out := rewriter{datagram: datagram}
	g.each(p.call(ctx, codec.Sent, g.Pid), datagram, &out,
		func(call *Call, msg []byte, v Verdict) {
			switch v.action {
			case Substituted:
				acknowledge(out.instead(v.messages, msg), msg)
			case Dropped:
				out.drop()
			case Returned:
				out.drop()
				out.answer(appendReplies(out.replies, call.Message, msg, v.messages, p.PortID, p.Style))
			case Failed:
				out.drop()
				out.answer(append(out.replies, transport.AppendAck(nil, msg, p.PortID, v.failure, p.Style)))
			}
		})
	return out.done(), out.replies, out.after
}

// Incoming judges a datagram that was received, and returns what the caller gets: the datagram itself if no callback
// changed it, nil if nothing is left.
func (g *Gate) Incoming(ctx context.Context, datagram []byte, p Passage) []byte {
	if g.teaches(datagram) {
		g.learn(ctx, datagram)
	}
	if !g.concerns(&g.Receive, datagram) {
		return datagram
	}
	g.identify(ctx, datagram)
	out := rewriter{datagram: datagram}
	g.each(p.call(ctx, codec.Received, g.Pid), datagram, &out, func(call *Call, msg []byte, v Verdict) {
		switch {
		case v.action != Failed:
			out.instead(v.messages, msg)
		case isEvent(call.From, msg):
			g.refused.Add(1)
			out.drop()
		default:
			out.instead([][]byte{transport.AppendAck(nil, msg, p.PortID, v.failure, p.Style)}, msg)
		}
	})
	return out.done()
}

// isEvent reports whether nobody asked for a message. What the kernel sends to one socket alone, unasked, has neither
// sequence number nor port id.
func isEvent(from transport.From, msg []byte) bool {
	h := host.Header(msg)
	return from.Group != 0 || h.Seq == 0 && h.PortID == 0 && h.Type >= codec.MinType
}

// Awaits reports whether a callback of the Receive chain may want a message of a datagram, or the Gate itself. If not,
// Incoming leaves it as it is.
func (g *Gate) Awaits(datagram []byte) bool {
	return g.concerns(&g.Receive, datagram) || g.teaches(datagram)
}

// concerns reports whether a callback of a chain may want a message of a datagram.
func (g *Gate) concerns(c *Chain, datagram []byte) bool {
	if c.Empty() {
		return false
	}
	if p := g.Decoder.Registry.Protocol(g.Protocol); p != nil && p.Headless {
		return true
	}
	unwanted := -1 // the type of the last message: those of a dump have one
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return true
		}
		typ := host.Header(msg).Type
		if int(typ) != unwanted && c.mayWant(typ) {
			return true
		}
		unwanted = int(typ)
	}
	return false
}

// each has every message of a datagram judged. Messages that go on are written to out; other verdicts are carried out
// by settle, whose msg is the message as it came.
func (g *Gate) each(call Call, datagram []byte, out *rewriter, settle func(call *Call, msg []byte, v Verdict)) {
	chain := &g.Send
	if call.Direction == codec.Received {
		chain = &g.Receive
	}
	if call.Kernel, call.Time = g.Kernel, call.From.Time; call.Time.IsZero() {
		call.Time = time.Now()
	}
	protocol := g.Decoder.Registry.Protocol(g.Protocol)
	headless := protocol != nil && protocol.Headless
	if call.Direction == codec.Sent && !headless {
		protocol = nil // its exceptions are the kernel's, a program's messages say how long they are
	}
	for _, ok := range host.MessagesOf(protocol, datagram) {
		if ok {
			call.Count++
		}
	}
	decoder := g.decoder()
	call.Resolver = decoder.Resolver
	m := messages.Get().(*codec.Message)
	defer messages.Put(m)
	for msg, ok := range host.MessagesOf(protocol, datagram) {
		if !ok {
			out.keepRest(msg)
			break
		}
		if !headless && len(msg) >= codec.HeaderLen && !chain.mayWant(host.Header(msg).Type) {
			out.pass(msg)
			call.Index++
			continue
		}
		call.Message = m
		// A message that cannot be decoded whole is judged by what there is of it.
		_ = decoder.Decode(m, codec.Context{Protocol: g.Protocol, BigEndian: host.BigEndian}, msg)
		switch v := chain.Judge(&call); {
		case v.action == Forwarded:
			out.pass(m.Bytes())
		case headless: // no header to put anything into
			out.drop()
			out.out = append(out.out, bytes.Join(v.messages, nil)...)
			if v.action == Failed {
				g.refused.Add(1)
			}
		default:
			settle(&call, msg, v)
		}
		call.Index++
	}
}

// appendReplies makes the datagrams that answer a request from messages.
func appendReplies(
	replies [][]byte, m *codec.Message, request []byte, answers [][]byte, portID uint32, style transport.AckStyle,
) [][]byte {
	h := host.Header(request)
	if !m.Dumps() {
		for _, a := range answers {
			replies = append(replies, address(nil, a, h.Seq, portID, 0))
		}
		if h.Flags&codec.FlagAck != 0 {
			replies = append(replies, transport.AppendAck(nil, request, portID, transport.Failure{}, style))
		}
		return replies
	}
	var datagram []byte
	for _, a := range answers {
		if len(datagram) > 0 && len(datagram)+len(a) > dumpSize {
			replies, datagram = append(replies, datagram), nil
		}
		datagram = address(datagram, a, h.Seq, portID, codec.FlagMulti)
	}
	if len(datagram) > 0 {
		replies = append(replies, datagram)
	}
	return append(replies, transport.AppendDone(nil, h.Seq, portID, transport.Failure{}, style))
}

// address appends a message with the sequence number and port id of those it is for.
func address(dst, msg []byte, seq, portID uint32, flags uint16) []byte {
	start := len(dst)
	dst = append(dst, msg...)
	if len(msg) >= codec.HeaderLen {
		h := host.Header(msg)
		h.Len, h.Seq, h.PortID = uint32(len(msg)), seq, portID
		h.Flags |= flags
		host.PutHeader(dst[start:], h)
	}
	return host.Align(dst, start)
}

// rewriter builds a datagram from another one, and copies only if they differ.
type rewriter struct {
	datagram []byte
	same     int // octets from the start that are the same so far
	changed  bool
	out      []byte

	passed  int // messages that go on
	replies [][]byte
	after   []int // how many had passed before each of the replies
}

// answer takes replies, in which those before are.
func (r *rewriter) answer(replies [][]byte) {
	for range len(replies) - len(r.replies) {
		r.after = append(r.after, r.passed)
	}
	r.replies = replies
}

// pass has the next message, or what became of it, go on to the other side.
func (r *rewriter) pass(msg []byte) {
	r.keep(msg)
	r.passed++
}

// keep lets the next message through, or what became of it.
func (r *rewriter) keep(msg []byte) {
	if !r.changed && r.isNext(msg) {
		r.same = min((r.same+len(msg)+3)&^3, len(r.datagram))
		return
	}
	r.split()
	r.out = append(r.out, msg...)
	r.out = host.Align(r.out, 0)
}

// keepRest lets what stands after the last message through, unless nothing is left for it to stand after.
func (r *rewriter) keepRest(rest []byte) {
	if !r.changed || len(r.out) > 0 {
		r.keep(rest)
	}
}

// isNext reports whether msg is the next octets of the datagram themselves.
func (r *rewriter) isNext(msg []byte) bool {
	return len(msg) > 0 && r.same+len(msg) <= len(r.datagram) && &msg[0] == &r.datagram[r.same]
}

// drop leaves the next message out.
func (r *rewriter) drop() { r.split() }

// acknowledge has the last message in the place of a request acknowledged if the request asked for that: the program
// waits.
func acknowledge(last, request []byte) {
	h := host.Header(request)
	if h.Flags&codec.FlagAck == 0 || len(last) < codec.HeaderLen {
		return
	}
	own := host.Header(last)
	own.Flags, own.Seq, own.PortID = own.Flags|codec.FlagAck, h.Seq, h.PortID
	host.PutHeader(last, own)
}

// instead puts others in the place of the next message, and returns what became of the last of them.
func (r *rewriter) instead(others [][]byte, msg []byte) (last []byte) {
	r.split()
	h := host.Header(msg)
	r.passed += len(others)
	for _, o := range others {
		seq, portID := h.Seq, h.PortID
		if len(o) >= codec.HeaderLen {
			if own := host.Header(o); own.Seq != 0 {
				seq, portID = own.Seq, own.PortID
			}
		}
		start := len(r.out)
		r.out = address(r.out, o, seq, portID, 0)
		last = r.out[start:]
	}
	return last
}

func (r *rewriter) split() {
	if !r.changed {
		r.changed = true
		r.out = append(make([]byte, 0, len(r.datagram)), r.datagram[:r.same]...)
	}
}

func (r *rewriter) done() []byte {
	if r.changed {
		if len(r.out) == 0 {
			return nil
		}
		return r.out
	}
	return r.datagram
}
