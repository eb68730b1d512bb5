package proxy_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// scriptedPort is the port id of scripted sockets.
const scriptedPort = 77

// scripted is a socket that receives what the test gives it.
type scripted struct {
	arrive chan arrival
	sent   chan []byte
	refuse error // of Send
	leave  error // of Leave
	drops  bool  // parts of dumps too
	closed chan struct{}
	once   sync.Once

	mu     sync.Mutex
	joined []uint32
	next   []arrival // there already
}

type arrival struct {
	datagram []byte
	from     transport.From
	err      error
	then     []arrival // what is there as soon as this is
}

// together is arrivals between which the socket is never empty.
func together(all []arrival) arrival {
	first := all[0]
	first.then = all[1:]
	return first
}

func newScripted() *scripted {
	return &scripted{arrive: make(chan arrival, 100), sent: make(chan []byte, 100), closed: make(chan struct{})}
}

func (s *scripted) open(context.Context, int, transport.Options) (transport.Transport, error) {
	return s, nil
}

func (s *scripted) KeepsDumps() bool { return !s.drops }
func (s *scripted) PortID() uint32   { return scriptedPort }
func (s *scripted) Close() error     { s.once.Do(func() { close(s.closed) }); return nil }

func (s *scripted) Join(group uint32) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.joined = append(s.joined, group)
	return nil
}

func (s *scripted) Leave(group uint32) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.joined = slices.DeleteFunc(s.joined, func(g uint32) bool { return g == group })
	return s.leave
}

// groups are those that were joined and not left.
func (s *scripted) groups() []uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.joined)
}

func (s *scripted) Send(ctx context.Context, datagram []byte, _ transport.Delivery) error {
	select {
	case s.sent <- append([]byte(nil), datagram...):
		return s.refuse
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (s *scripted) Receive(ctx context.Context, _ []byte, wait bool) ([]byte, transport.From, error) {
	a, err := s.arrival(ctx, wait)
	if err != nil {
		return nil, transport.From{}, err
	}
	return a.datagram, a.from, a.err
}

func (s *scripted) arrival(ctx context.Context, wait bool) (arrival, error) {
	if a, ok := s.pop(); ok {
		return a, nil
	}
	if !wait {
		select {
		case a := <-s.arrive:
			return s.push(a), nil
		default:
			return arrival{}, transport.ErrEmpty
		}
	}
	select {
	case a := <-s.arrive:
		return s.push(a), nil
	case <-s.closed:
		return arrival{}, proxy.ErrClosed
	case <-ctx.Done():
		return arrival{}, context.Cause(ctx)
	}
}

// push keeps what came together with an arrival.
func (s *scripted) push(a arrival) arrival {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next = append(s.next, a.then...)
	return a
}

func (s *scripted) pop() (a arrival, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.next) == 0 {
		return arrival{}, false
	}
	a, s.next = s.next[0], s.next[1:]
	return a, true
}

// TestRemoteFrom carries all that comes with a datagram, and datagrams that are larger than the reader's buffer.
func TestRemoteFrom(t *testing.T) {
	leakCheck(t)
	s := newScripted()
	s.leave = syscall.ENODEV
	r := dial(t, serve(t, proxy.Rules{Open: s.open}))
	tr, err := r.OpenTransport(t.Context(), proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []transport.From{
		{NSID: -1, UID: -1, GID: -1},
		{PortID: 5, Group: 40, NSID: 3, Pid: 1234, UID: 1000, GID: 100},
		{PortID: 1<<32 - 1, Group: 1<<32 - 1, NSID: -1, UID: 0},
	} {
		for _, size := range []int{1, 200, 5000, 30_000, 33 << 10, 200_000} {
			want := make([]byte, size)
			want[0], want[size-1] = byte(size), byte(size>>8)
			s.arrive <- arrival{datagram: want, from: from}
			got, gotFrom, err := tr.Receive(t.Context(), make([]byte, 32<<10), true)
			if err != nil || string(got) != string(want) || gotFrom != from {
				t.Errorf("%d octets, %+v: %d octets, %+v, %v", size, from, len(got), gotFrom, err)
			}
		}
	}
	if err := tr.Leave(1); !errors.Is(err, syscall.ENODEV) {
		t.Errorf("leave: %v", err)
	}
	s.arrive <- arrival{err: syscall.EIO}
	if _, _, err := tr.Receive(t.Context(), make([]byte, 100), true); !errors.Is(err, syscall.EIO) ||
		!contains(err, "the server cannot read the socket") {
		t.Errorf("a broken socket: %v", err)
	}
	if err := tr.Send(t.Context(), make([]byte, 16), transport.Delivery{}); !errors.Is(err, syscall.EIO) {
		t.Errorf("sending to it: %v", err)
	}
	if err := tr.Close(); err != nil {
		t.Error(err)
	}
	if _, _, err := tr.Receive(t.Context(), make([]byte, 100), true); err == nil {
		t.Error("something came after Close")
	}
}

// TestRemoteReceiveEnds ends a Receive that waits: by its context, and by Close.
func TestRemoteReceiveEnds(t *testing.T) {
	s := newScripted()
	tr, err := dial(t, serve(t, proxy.Rules{Open: s.open})).OpenTransport(t.Context(), proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	ended := make(chan error)
	go func() {
		_, _, err := tr.Receive(ctx, make([]byte, 100), true)
		ended <- err
		_, _, err = tr.Receive(context.Background(), make([]byte, 100), true)
		ended <- err
	}()
	cancel(enough)
	if err := <-ended; !errors.Is(err, enough) {
		t.Errorf("by the context: %v", err)
	}
	if err := tr.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; !errors.Is(err, proxy.ErrClosed) {
		t.Errorf("by Close: %v", err)
	}
	<-s.closed // at the server too
}

// TestRemoteSendEnds ends a Send that waits for the server to take what went before, by its context. What it gave up is
// not sent; what comes after it is.
func TestRemoteSendEnds(t *testing.T) {
	s := newScripted()
	s.sent = make(chan []byte) // so that a datagram waits until the test takes it
	tr, err := dial(t, serve(t, proxy.Rules{Open: s.open}, proxy.Limits(proxy.RemoteLimits{Window: 4096}))).
		OpenTransport(t.Context(), proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first, second := make([]byte, 5000), make([]byte, 16)
	if err := tr.Send(t.Context(), first, transport.Delivery{}); err != nil { // which takes all the credit there is
		t.Fatal(err)
	}
	enough := errors.New("enough")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 10*time.Millisecond, enough)
	defer cancel()
	if err := tr.Send(ctx, make([]byte, 20), transport.Delivery{}); !errors.Is(err, enough) {
		t.Errorf("while the server takes nothing: %v", err)
	}
	socket := open(t, proxy.Route, proxy.WithTransport(tr))
	if _, err := socket.Request(ctx, addBridge("b")); !errors.Is(err, enough) {
		t.Errorf("a request meanwhile: %v", err)
	}
	sent := make(chan error)
	go func() { sent <- tr.Send(t.Context(), second, transport.Delivery{}) }()
	for _, want := range [][]byte{first, second} {
		if got := <-s.sent; len(got) != len(want) {
			t.Errorf("%d octets came, want %d", len(got), len(want))
		}
	}
	if err := <-sent; err != nil {
		t.Error(err)
	}
}

// TestRemoteReceiveWithoutCredit takes what came while the server takes nothing.
func TestRemoteReceiveWithoutCredit(t *testing.T) {
	s := newScripted()
	s.sent = make(chan []byte)
	tr, err := dial(t, serve(t, proxy.Rules{Open: s.open}, proxy.Limits(proxy.RemoteLimits{Window: 4096}))).
		OpenTransport(t.Context(), proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.arrive <- arrival{datagram: []byte("first")}
	s.arrive <- arrival{datagram: []byte("second")}
	b := make([]byte, 100)
	if got, _, err := tr.Receive(t.Context(), b, true); string(got) != "first" || err != nil {
		t.Fatalf("%q, %v", got, err)
	}
	if err := tr.Send(t.Context(), make([]byte, 5000), transport.Delivery{}); err != nil { // which takes all the credit there is
		t.Fatal(err)
	}
	for range 300 { // until it is here
		var got []byte
		ctx, cancel := context.WithTimeoutCause(t.Context(), 10*time.Millisecond, transport.ErrEmpty)
		got, _, err = tr.Receive(ctx, b, false)
		cancel()
		if errors.Is(err, transport.ErrEmpty) {
			continue
		}
		if string(got) != "second" {
			t.Errorf("%q came", got)
		}
		break
	}
	if err != nil {
		t.Error(err)
	}
}

// TestRemoteSendFails answers what the server's socket does not take as the kernel would.
func TestRemoteSendFails(t *testing.T) {
	s := newScripted()
	s.refuse = syscall.ENOBUFS
	socket := openRemote(t, dial(t, serve(t, proxy.Rules{Open: s.open})), proxy.Route)
	_, err := socket.Request(t.Context(), addBridge("b"))
	var refusal *proxy.Error
	if !errors.As(err, &refusal) || refusal.Errno != syscall.ENOBUFS || !contains(err, "the server could not send it") {
		t.Error(err)
	}
	// where messages have no headers there is nothing to answer them with
	s = newScripted()
	s.refuse = syscall.ENOBUFS
	events := openRemote(t, dial(t, serve(t, proxy.Rules{Open: s.open})), proxy.KobjectUevent)
	const event = "add@/devices/d\x00ACTION=add\x00"
	if err := events.Send(t.Context(), []byte(event)); err != nil {
		t.Fatal(err)
	}
	<-s.sent
	s.arrive <- arrival{datagram: []byte(event), from: transport.From{Group: 1, NSID: -1}}
	if got, _, err := events.Receive(t.Context()); err != nil || string(got) != event {
		t.Errorf("%q, %v came behind what could not be sent", got, err)
	}
}

// TestRemoteHidden refuses, where messages are judged, datagrams whose messages the rules would not see as the kernel
// does.
func TestRemoteHidden(t *testing.T) {
	for protocol, refused := range map[int]bool{proxy.Audit: true, proxy.KobjectUevent: true, proxy.Route: false} {
		s := newScripted()
		r := dial(t, serve(t, proxy.Rules{Open: s.open, Types: proxy.Names{Deny: []string{"RTM_NEWLINK"}}}))
		tr, err := r.OpenTransport(t.Context(), protocol, transport.Options{})
		if err != nil {
			t.Fatal(err)
		}
		// The second message would be taken for the end of the first where lengths may lack the header.
		two := codec.Header{Len: 16, Type: 1001, Flags: 1}.Append(nil, host.BigEndian)
		two = codec.Header{Len: 16, Type: 1001, Flags: 1}.Append(two, host.BigEndian)
		if err := tr.Send(t.Context(), two, transport.Delivery{}); err != nil {
			t.Fatal(err)
		}
		if !refused {
			if got := <-s.sent; string(got) != string(two) {
				t.Errorf("protocol %d: sent %x", protocol, got)
			}
			continue
		}
		if _, _, err := tr.Receive(t.Context(), make([]byte, 100), true); !errors.Is(err, syscall.EPERM) ||
			len(s.sent) > 0 {
			t.Errorf("protocol %d: %v", protocol, err)
		}
	}
}

// overflowing is a socket that finds out of an overflow just when it is to stop waiting.
type overflowing struct {
	*scripted
	told atomic.Bool
}

func (o *overflowing) Receive(ctx context.Context, _ []byte, wait bool) ([]byte, transport.From, error) {
	if !wait {
		return nil, transport.From{}, transport.ErrEmpty
	}
	<-ctx.Done()
	if !o.told.Swap(true) {
		return nil, transport.From{}, syscall.ENOBUFS
	}
	return nil, transport.From{}, context.Cause(ctx)
}

// TestRemoteOverflowOnPoke is told of an overflow that the server finds out of while it turns to a question of the
// client.
func TestRemoteOverflowOnPoke(t *testing.T) {
	o := &overflowing{scripted: newScripted()}
	r := dial(t, serve(t, proxy.Rules{Open: func(context.Context, int, transport.Options) (transport.Transport, error) {
		return o, nil
	}}))
	tr, err := r.OpenTransport(t.Context(), proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for later := 0; later < 3; {
		if o.told.Load() {
			later++
		}
		_, _, err := tr.Receive(t.Context(), make([]byte, 100), false)
		if errors.Is(err, syscall.ENOBUFS) {
			return
		}
		if !errors.Is(err, transport.ErrEmpty) {
			t.Fatal(err)
		}
	}
	t.Error("the overflow was not told")
}
