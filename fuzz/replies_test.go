package fuzz

import (
	"context"
	"encoding/binary"
	"errors"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// What the other end of a socket does is written as octets: an act, the length of a datagram in two octets, the
// datagram. The low bits of the act say whose answer its messages are made to be: that of the request which was sent so
// many before the last, or nobody's (asIs).
const (
	actRequests = 0x07
	asIs        = 0x07
	actGroup    = 0x10 // it comes by multicast
	actOverflow = 0x20 // the receive buffer has overflowed, before it comes
)

func appendAct(script []byte, act byte, datagram []byte) []byte {
	script = binary.LittleEndian.AppendUint16(append(script, act), uint16(len(datagram)))
	return append(script, datagram...)
}

// scriptedEnd is the other end of a socket. When the script is at its end, done is closed.
type scriptedEnd struct {
	script []byte
	begin  chan struct{} // closed when it may begin
	sent   chan struct{} // gets something for each datagram that is sent
	done   chan struct{}
	closed chan struct{}
	once   sync.Once

	mu   sync.Mutex
	seqs []uint32 // that were sent
	over bool
}

const endPort = 4711

func (e *scriptedEnd) Join(uint32) error  { return nil }
func (e *scriptedEnd) Leave(uint32) error { return nil }
func (e *scriptedEnd) PortID() uint32     { return endPort }
func (e *scriptedEnd) Close() error       { e.once.Do(func() { close(e.closed) }); return nil }

func (e *scriptedEnd) Send(_ context.Context, datagram []byte, _ transport.Delivery) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	for msg, ok := range host.Messages(datagram) {
		if ok {
			e.seqs = append(e.seqs, host.Header(msg).Seq)
		}
	}
	select {
	case e.sent <- struct{}{}:
	default:
	}
	return nil
}

func (e *scriptedEnd) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	from := transport.From{NSID: -1, UID: -1, GID: -1}
	select {
	case <-e.begin:
	case <-ctx.Done():
		return nil, from, context.Cause(ctx)
	}
	datagram, act, more := e.next()
	switch {
	case !more && !wait:
		return nil, from, transport.ErrEmpty
	case !more:
		select {
		case <-e.closed:
			return nil, from, proxy.ErrClosed
		case <-ctx.Done():
			return nil, from, context.Cause(ctx)
		}
	case act&actOverflow != 0:
		return nil, from, syscall.ENOBUFS
	case act&actGroup != 0:
		from.Group = 1
	}
	if len(datagram) > len(b) {
		return datagram, from, nil
	}
	return b[:copy(b, datagram)], from, nil
}

// next takes an act off the script. One with an overflow is done in two steps.
func (e *scriptedEnd) next() (datagram []byte, act byte, more bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.script) < 3 {
		if !e.over {
			e.over = true
			close(e.done)
		}
		return nil, 0, false
	}
	if act = e.script[0]; act&actOverflow != 0 {
		e.script[0] &^= actOverflow
		return nil, act, true
	}
	n := min(int(binary.LittleEndian.Uint16(e.script[1:])), len(e.script)-3)
	datagram, e.script = e.script[3:3+n:3+n], e.script[3+n:]
	if i := len(e.seqs) - 1 - int(act&actRequests); act&actRequests != asIs && i >= 0 {
		address(datagram, e.seqs[i])
	}
	return datagram, act, true
}

// address makes the messages of a datagram answers to a request.
func address(datagram []byte, seq uint32) {
	for msg, ok := range host.Messages(datagram) {
		if len(msg) < codec.HeaderLen || !ok {
			return
		}
		h := host.Header(msg)
		h.Seq, h.PortID = seq, endPort
		host.PutHeader(msg, h)
	}
}

// repliesSeeds are scripts of what the kernel really sent: whole dumps, answers, errors, events.
func repliesSeeds(f *testing.F) {
	for _, name := range []string{"ip-link-get.strace", "ip-done-error.strace", "cap-ack.strace",
		"batch.strace", "enobufs.strace"} {
		file, err := samples.FS().Open(name)
		if err != nil {
			f.Fatal(err)
		}
		r, _, err := captures.Open(file, name,
			captures.Options{Formats: formats.All(), Registry: tables.Registry(),
				Protocol: captures.ProtocolUnknown})
		if err != nil {
			f.Fatal(err)
		}
		var received [][]byte
		for err == nil && len(received) < 24 {
			var rec captures.Record
			if err = r.Next(&rec); err == nil && rec.Direction == codec.Received && rec.BigEndian == host.BigEndian {
				received = append(received, append([]byte(nil), rec.Data...))
			}
		}
		if len(received) == 0 {
			f.Fatalf("%s holds nothing that was received", name)
		}
		for _, flags := range []byte{0, actGroup} {
			var script []byte
			for i, datagram := range received {
				script = appendAct(script, byte(i%8)|flags, datagram)
			}
			f.Add(script, false)
			f.Add(script, true)
		}
	}
	ack := transport.AppendAck(nil, make([]byte, 16), endPort, transport.Failure{}, transport.AckStyle{Capped: true})
	done := transport.AppendDone(nil, 0, endPort, transport.Failure{}, transport.AckStyle{})
	link := codec.Header{Len: 32, Type: 16, Flags: codec.FlagMulti | codec.FlagDumpIntr}.Append(nil, host.BigEndian)
	link = append(link, make([]byte, 16)...)
	all := appendAct(nil, 4, append(link, done...)) // of the dump
	all = appendAct(all, 5, append(link, ack...))   // of the request
	all = appendAct(all, 4|actOverflow, append(link, done...))
	all = appendAct(all, asIs|actGroup, link)
	for i := range byte(asIs) {
		all = appendAct(all, i, ack)
	}
	f.Add(all, true)
	f.Add(all[:len(all)-5], false)
}

// FuzzReplies lets the other end of a socket say anything, to a request, dumps, a batch, a subscription and who
// receives what is left, at the same time. What waits ends at the latest when the socket is closed, and nothing is left
// behind.
func FuzzReplies(f *testing.F) {
	repliesSeeds(f)
	f.Fuzz(func(t *testing.T, script []byte, judged bool) {
		goroutines := runtime.NumGoroutine()
		e := &scriptedEnd{
			script: append([]byte(nil), script...), begin: make(chan struct{}), sent: make(chan struct{}, 1),
			done: make(chan struct{}), closed: make(chan struct{}),
		}
		s, err := proxy.Open(proxy.Route, proxy.WithTransport(e), proxy.DumpRetries(1))
		if err != nil {
			t.Fatal(err)
		}
		if judged {
			askBack(t, s)
		}
		u := startUsers(t, s, e)
		close(e.begin)
		within(t, e.done) // the subscription reads until then
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		within(t, u)
		for deadline := time.Now().Add(20 * time.Second); runtime.NumGoroutine() > goroutines; runtime.Gosched() {
			if time.Now().After(deadline) {
				t.Fatalf("goroutines are left:\n%s", stacks())
			}
		}
	})
}

// within waits for a channel to be closed.
func within(t *testing.T, closed <-chan struct{}) {
	t.Helper()
	select {
	case <-closed:
	case <-time.After(20 * time.Second):
		t.Fatalf("something hangs:\n%s", stacks())
	}
}

func stacks() []byte {
	b := make([]byte, 1<<20)
	return b[:runtime.Stack(b, true)]
}

// askBack has a callback judge what comes, make a request of its own about some of it, and drop some.
func askBack(t *testing.T, s *proxy.Socket) {
	asked := 0
	var mu sync.Mutex
	_, err := s.OnRecv(t.Context(), verdicts.Match{Types: []string{"RTM_NEWLINK", "NLMSG_ERROR"}},
		func(c *verdicts.Call) verdicts.Verdict {
			mu.Lock()
			asked++
			n := asked
			mu.Unlock()
			if n <= 2 {
				_, _ = c.Kernel.Request(c.Context, getLink())
			}
			if n%3 == 0 {
				return verdicts.Drop()
			}
			return verdicts.Forward()
		})
	if err != nil {
		t.Fatal(err)
	}
}

func getLink() *codec.Request { return &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"} }

// startUsers sends a request, a dump and a batch, in this order, and starts what else wants something of the socket.
// The channel is closed when all of them have ended.
func startUsers(t *testing.T, s *proxy.Socket, e *scriptedEnd) <-chan struct{} {
	ctx := context.Background()
	sub, err := s.Subscribe(ctx, "link")
	if err != nil {
		t.Fatal(err)
	}
	var users sync.WaitGroup
	sending := func(f func()) {
		users.Go(f)
		<-e.sent
	}
	sending(func() { _, _ = s.Request(ctx, getLink()) }) // whatever comes of it
	sending(func() {
		for m, err := range s.Dump(ctx, getLink()) {
			if err == nil && m.Header().Type < codec.MinType {
				t.Errorf("a dump holds a message of type %d", m.Header().Type)
			}
		}
	})
	sending(func() {
		results, err := s.Batch(ctx, []*codec.Request{getLink(), getLink(), getLink(), getLink()})
		if err == nil && len(results) != 4 {
			t.Errorf("%d results", len(results))
		}
	})
	sending(func() {
		n := 0
		for r := range s.BatchSeq(ctx, slices.Values([]*codec.Request{getLink(), getLink(), getLink()})) {
			if r.Index != n {
				t.Errorf("result %d in the place of %d", r.Index, n)
			}
			n++
		}
	})
	sending(func() {
		replies, err := s.Exchange(ctx, getLink(), proxy.Replies(2))
		if err == nil && len(replies) > 2 {
			t.Errorf("%d replies", len(replies))
		}
	})
	users.Go(func() {
		for range s.Stream(ctx, getLink()) { // after the dump
			break
		}
	})
	users.Go(func() {
		for _, err := range sub.Events(ctx) {
			if err != nil && !errors.Is(err, proxy.ErrClosed) {
				t.Errorf("events: %v", err)
			}
		}
	})
	users.Go(func() {
		for {
			if _, _, err := s.Receive(ctx); errors.Is(err, proxy.ErrClosed) {
				return
			}
		}
	})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		users.Wait()
	}()
	return ended
}
