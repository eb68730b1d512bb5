package recording

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// socket is a Transport that stands for a recorded socket. What it has is under the mutex of the Replay.
type socket struct {
	replay   *Replay
	protocol int
	portID   uint32
	table    *codec.Protocol // nil if no table knows the protocol
	side     *side           // nil before the first use, and if there are no more
	groups   map[uint32]bool
	queue    []arrival
	notify   chan struct{} // there may be something new
	close    sync.Once
	closed   chan struct{}
}

// arrival is a datagram that waits to be received.
type arrival struct {
	due      time.Time
	datagram []byte
	from     transport.From
	err      error
}

func (s *socket) PortID() uint32 { return s.portID }

// use lets the socket stand for the next recorded one. The mutex is held.
func (s *socket) use() {
	r := s.replay
	if n := r.stands[s.protocol]; s.side == nil && n < len(r.sides[s.protocol]) {
		s.side = r.sides[s.protocol][n]
		s.side.stand = s
		r.stands[s.protocol]++
	}
}

// name names the protocol.
func (s *socket) name() string { return s.replay.match.decoder.Registry.ProtocolName(s.protocol) }

func (s *socket) isClosed() bool {
	select {
	case <-s.closed:
		return true
	default:
		return false
	}
}

// Send answers the requests of a datagram, all or none.
func (s *socket) Send(_ context.Context, datagram []byte, d transport.Delivery) error {
	if err := d.Refuse("a recording"); err != nil {
		return err
	}
	s.replay.mu.Lock()
	defer s.replay.mu.Unlock()
	if s.isClosed() {
		return os.ErrClosed
	}
	s.use()
	asked, found, err := s.find(datagram)
	if err != nil {
		return err
	}
	for i, q := range found {
		h := host.Header(asked[i])
		q.seq, q.portID = h.Seq, s.portID
		if q.failed != 0 {
			err = fmt.Errorf("send %d octets: %w, as in the recording, %s", len(datagram), q.failed, q.pos)
			continue
		}
		s.answer(q, asked[i])
	}
	return err
}

// find finds the recorded requests of a datagram, and takes note that they were asked.
func (s *socket) find(datagram []byte) (asked [][]byte, found []*request, err error) {
	next := 0
	if s.side != nil {
		next = s.side.next
	}
	for msg, ok := range host.MessagesOf(s.table, datagram) {
		if !ok || len(msg) < codec.HeaderLen {
			break
		}
		q, err := s.replay.find(s, msg)
		if err == nil {
			q.asked++
			asked, found = append(asked, msg), append(found, q)
			err = q.unanswerable()
		}
		if err != nil {
			for _, q := range found {
				q.asked--
			}
			if s.side != nil {
				s.side.next = next
			}
			return nil, nil, err
		}
	}
	if len(found) == 0 {
		err = fmt.Errorf("replay: %d octets are no netlink message: nothing in the recording answers them",
			len(datagram))
	}
	return asked, found, err
}

// unanswerable says what the recording lacks of an answer.
func (q *request) unanswerable() error {
	h := host.Header(q.octets)
	wants := h.Flags&codec.FlagAck != 0 || h.Flags&codec.FlagDump != 0 && !q.changes
	switch {
	case q.cut != "":
		return fmt.Errorf("replay: %s: the capture cut the answer of this request short: %s", q.pos, q.cut)
	case wants && !q.answered && !q.lost && q.failed == 0:
		return fmt.Errorf("replay: %s: the recording ends, or the socket was closed, before the answer of this request",
			q.pos)
	}
	return nil
}

// answer gives out what came after a request. The mutex is held.
func (s *socket) answer(q *request, msg []byte) {
	h := host.Header(msg)
	wantsAck := h.Flags&codec.FlagAck != 0
	for i := range q.follow {
		it := &q.follow[i]
		switch {
		case !it.answer:
			s.replay.event(it, q.done)
		case wantsAck || !isAck(s.table, it.octets):
			s.push(arrival{due: s.replay.due(it.after), datagram: s.addressed(it, msg), from: it.from})
		}
	}
	q.done = true
	if wantsAck && !q.ended && host.Header(q.octets).Flags&codec.FlagAck == 0 {
		ack := transport.AppendAck(nil, msg, s.portID, transport.Failure{},
			transport.AckStyle{Capped: true, Extended: true})
		s.push(arrival{datagram: ack, from: fromKernel})
	}
}

// hasControl reports whether NLMSG_ERROR and its like are what they are elsewhere.
func hasControl(p *codec.Protocol) bool { return p == nil || !p.OwnTypes }

// isAck reports whether a datagram is but an acknowledgement.
func isAck(p *codec.Protocol, octets []byte) bool {
	return hasControl(p) && len(octets) >= codec.HeaderLen+4 && host.Header(octets).Type == codec.TypeError &&
		host.Order.Uint32(octets[codec.HeaderLen:]) == 0
}

// addressed returns an answer with the sequence number of the request and the port id of the socket, and so the request
// that an error quotes.
func (s *socket) addressed(it *item, request []byte) []byte {
	asked := host.Header(request)
	datagram := slices.Clone(it.octets)
	for msg, ok := range host.MessagesOf(s.table, datagram) {
		if !ok {
			break
		}
		h := host.Header(msg)
		if h.Seq = asked.Seq; h.PortID != 0 {
			h.PortID = s.portID
		}
		host.PutHeader(msg, h)
		if hasControl(s.table) && h.Type == codec.TypeError {
			quote(msg, h, request)
		}
	}
	return datagram
}

// quote puts a request in the place of that which an NLMSG_ERROR quotes.
func quote(answer []byte, h codec.Header, request []byte) {
	const errnoLen = 4
	if len(answer) < codec.HeaderLen+errnoLen+codec.HeaderLen {
		return
	}
	quoted := answer[codec.HeaderLen+errnoLen:]
	old, asked := host.Header(quoted), host.Header(request)
	if h.Flags&codec.FlagCapped == 0 && int(old.Len) > codec.HeaderLen {
		if old.Len == asked.Len && len(quoted) >= len(request) {
			copy(quoted, request)
			return
		}
		asked.Len = old.Len
	}
	host.PutHeader(quoted, asked)
}

// event gives out what was not asked for, unless it came before, and reports whether somebody got it. The mutex is
// held.
func (r *Replay) event(it *item, before bool) bool {
	s := it.to.stand
	if before || s == nil || s.isClosed() {
		return false
	}
	if it.overflow {
		s.push(arrival{due: r.due(it.after), err: fmt.Errorf("receive: %w", syscall.ENOBUFS)})
		return true
	}
	from := it.from
	if from.Group == 0 && !it.unicast {
		from.Group = s.anyGroup()
	}
	if !it.unicast && !s.groups[from.Group] {
		return false
	}
	s.push(arrival{due: r.due(it.after), datagram: s.caused(it), from: from})
	return true
}

// anyGroup returns the lowest group that the socket has joined, or 0.
func (s *socket) anyGroup() (lowest uint32) {
	for g := range s.groups {
		if lowest == 0 || g < lowest {
			lowest = g
		}
	}
	return lowest
}

// caused returns an event with the sequence number and port id of who asked for what it tells, if that is known.
func (s *socket) caused(it *item) []byte {
	datagram := slices.Clone(it.octets)
	if it.cause == nil || it.cause.asked == 0 {
		return datagram
	}
	for msg, ok := range host.MessagesOf(s.table, datagram) {
		if !ok {
			break
		}
		h := host.Header(msg)
		h.Seq, h.PortID = it.cause.seq, it.cause.portID
		host.PutHeader(msg, h)
	}
	return datagram
}

// push puts something after what waits to be received. The mutex is held.
func (s *socket) push(a arrival) {
	s.queue = append(s.queue, a)
	select {
	case s.notify <- struct{}{}:
	default:
	}
}

// pop takes what is to be received next, or says how long it has to wait.
func (s *socket) pop() (a arrival, ok bool, wait time.Duration) {
	s.replay.mu.Lock()
	defer s.replay.mu.Unlock()
	if len(s.queue) == 0 {
		return a, false, 0
	}
	if a = s.queue[0]; !a.due.IsZero() {
		if wait = time.Until(a.due); wait > 0 {
			return a, false, wait
		}
	}
	s.queue[0] = arrival{}
	s.queue = s.queue[1:]
	return a, true, 0
}

func (s *socket) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	for {
		if s.isClosed() {
			return nil, fromKernel, os.ErrClosed
		}
		a, ok, pause := s.pop()
		switch {
		case ok && a.err != nil:
			return nil, fromKernel, a.err
		case ok && len(a.datagram) > len(b):
			return a.datagram, a.from, nil
		case ok:
			return b[:copy(b, a.datagram)], a.from, nil
		case !wait:
			return nil, fromKernel, transport.ErrEmpty
		}
		if err := s.await(ctx, pause); err != nil {
			return nil, fromKernel, err
		}
	}
}

// await waits until there may be something to receive: a pause of 0 has no end of its own.
func (s *socket) await(ctx context.Context, pause time.Duration) error {
	var over <-chan time.Time
	if pause > 0 {
		t := time.NewTimer(pause)
		defer t.Stop()
		over = t.C
	}
	select {
	case <-s.notify:
		return nil
	case <-over:
		return nil
	case <-s.closed:
		return os.ErrClosed
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (s *socket) Join(group uint32) error {
	r := s.replay
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case s.isClosed():
		return os.ErrClosed
	case !s.hasGroup(group):
		return syscall.EINVAL
	}
	s.use()
	s.groups[group] = true
	if s.side == nil {
		return nil
	}
	start := s.side.start
	start.follow = slices.DeleteFunc(start.follow, func(it item) bool { return r.event(&it, false) })
	for _, j := range s.side.joins {
		if j.group == group && !j.done {
			r.release(&j.step)
			break
		}
	}
	return nil
}

// hasGroup reports whether the protocol has a group: one that the tables know, or that was recorded. Those of generic
// netlink families are numbered as they come. The mutex is held.
func (s *socket) hasGroup(group uint32) bool {
	const least = 32 // that a protocol has
	known := 0
	if s.table != nil {
		known = len(s.table.Groups) - 1
	}
	return s.protocol == linux.NETLINK_GENERIC || group <= max(uint32(max(known, least)), s.replay.groups[s.protocol])
}

func (s *socket) Leave(group uint32) error {
	s.replay.mu.Lock()
	defer s.replay.mu.Unlock()
	delete(s.groups, group)
	return nil
}

// KeepsDumps tells that what was recorded of dumps comes, overflow or not.
func (s *socket) KeepsDumps() bool { return true }

func (s *socket) Close() error {
	s.close.Do(func() { close(s.closed) })
	return nil
}

// release gives out the events that came after a step that is no request. The mutex is held.
func (r *Replay) release(st *step) {
	for i := range st.follow {
		r.event(&st.follow[i], st.done)
	}
	st.done = true
}
