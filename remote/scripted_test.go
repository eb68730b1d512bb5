package remote_test

import (
	"context"
	"errors"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
)

// TestRemoteFrom carries all that comes with a datagram, and datagrams that are larger than the reader's buffer.
func TestRemoteFrom(t *testing.T) {
	leakCheck(t)
	s := newScripted()
	s.Unleft = syscall.ENODEV
	r := dial(t, serve(t, remote.Permissions{Open: s.Open}))
	tr, err := r.OpenTransport(t.Context(), proxy.Route, asUsual)
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
			s.Arrive <- arrival{Datagram: want, From: from}
			got, gotFrom, err := tr.Receive(t.Context(), make([]byte, 32<<10), true)
			if err != nil || string(got) != string(want) || gotFrom != from {
				t.Errorf("%d octets, %+v: %d octets, %+v, %v", size, from, len(got), gotFrom, err)
			}
		}
	}
	if err := tr.Leave(1); !errors.Is(err, syscall.ENODEV) {
		t.Errorf("leave: %v", err)
	}
	s.Arrive <- arrival{Err: syscall.EIO}
	if _, _, err := tr.Receive(t.Context(), make([]byte, 100), true); !errors.Is(err, syscall.EIO) ||
		!contains(err, "the server cannot read the socket") {
		t.Errorf("a broken socket: %v", err)
	}
	if err := tr.Send(t.Context(), make([]byte, 16), toKernel); !errors.Is(err, syscall.EIO) {
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
	tr, err := dial(t, serve(t, remote.Permissions{Open: s.Open})).OpenTransport(t.Context(), proxy.Route, asUsual)
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
	<-s.Closed // at the server too
}

// TestRemoteSendEnds ends a Send that waits for the server to take what went before, by its context. What it gave up is
// not sent; what comes after it is.
func TestRemoteSendEnds(t *testing.T) {
	s := newScripted()
	s.Sent = make(chan []byte) // so that a datagram waits until the test takes it
	tr, err := dial(t, serve(t, remote.Permissions{Open: s.Open}, remote.WithLimits(remote.Limits{Window: 4096}))).
		OpenTransport(t.Context(), proxy.Route, asUsual)
	if err != nil {
		t.Fatal(err)
	}
	first, second := make([]byte, 5000), make([]byte, 16)
	if err := tr.Send(t.Context(), first, toKernel); err != nil { // which takes all the credit there is
		t.Fatal(err)
	}
	enough := errors.New("enough")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 10*time.Millisecond, enough)
	defer cancel()
	if err := tr.Send(ctx, make([]byte, 20), toKernel); !errors.Is(err, enough) {
		t.Errorf("while the server takes nothing: %v", err)
	}
	socket := open(t, proxy.Route, proxy.WithTransport(tr))
	if _, err := socket.Request(ctx, addBridge("b")); !errors.Is(err, enough) {
		t.Errorf("a request meanwhile: %v", err)
	}
	sent := make(chan error)
	go func() { sent <- tr.Send(t.Context(), second, transport.Delivery{}) }()
	for _, want := range [][]byte{first, second} {
		if got := <-s.Sent; len(got) != len(want) {
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
	s.Sent = make(chan []byte)
	tr, err := dial(t, serve(t, remote.Permissions{Open: s.Open}, remote.WithLimits(remote.Limits{Window: 4096}))).
		OpenTransport(t.Context(), proxy.Route, asUsual)
	if err != nil {
		t.Fatal(err)
	}
	s.Arrive <- arrival{Datagram: []byte("first")}
	s.Arrive <- arrival{Datagram: []byte("second")}
	b := make([]byte, 100)
	if got, _, err := tr.Receive(t.Context(), b, true); string(got) != "first" || err != nil {
		t.Fatalf("%q, %v", got, err)
	}
	if err := tr.Send(t.Context(), make([]byte, 5000), toKernel); err != nil { // which takes all the credit there is
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
	s.Refuse = syscall.ENOBUFS
	socket := openRemote(t, dial(t, serve(t, remote.Permissions{Open: s.Open})), proxy.Route)
	_, err := socket.Request(t.Context(), addBridge("b"))
	var refusal *proxy.Error
	if !errors.As(err, &refusal) || refusal.Errno != syscall.ENOBUFS || !contains(err, "the server could not send it") {
		t.Error(err)
	}
	// where messages have no headers there is nothing to answer them with
	s = newScripted()
	s.Refuse = syscall.ENOBUFS
	events := openRemote(t, dial(t, serve(t, remote.Permissions{Open: s.Open})), proxy.KobjectUevent)
	const event = "add@/devices/d\x00ACTION=add\x00"
	if err := events.Send(t.Context(), []byte(event)); err != nil {
		t.Fatal(err)
	}
	<-s.Sent
	s.Arrive <- arrival{Datagram: []byte(event), From: transport.From{Group: 1, NSID: -1}}
	if got, _, err := events.Receive(t.Context()); err != nil || string(got) != event {
		t.Errorf("%q, %v came after what could not be sent", got, err)
	}
}

// TestRemoteHidden refuses, where messages are judged, datagrams whose messages the rules would not see as the kernel
// does.
func TestRemoteHidden(t *testing.T) {
	for protocol, refused := range map[int]bool{proxy.Audit: true, proxy.KobjectUevent: true, proxy.Route: false} {
		s := newScripted()
		r := dial(t, serve(t, remote.Permissions{Open: s.Open, Types: remote.Names{Deny: []string{"RTM_NEWLINK"}}}))
		tr, err := r.OpenTransport(t.Context(), protocol, asUsual)
		if err != nil {
			t.Fatal(err)
		}
		// The second message would be taken for the end of the first where lengths may lack the header.
		two := codec.Header{Len: 16, Type: 1001, Flags: 1}.Append(nil, host.BigEndian)
		two = codec.Header{Len: 16, Type: 1001, Flags: 1}.Append(two, host.BigEndian)
		if err := tr.Send(t.Context(), two, toKernel); err != nil {
			t.Fatal(err)
		}
		if !refused {
			if got := <-s.Sent; string(got) != string(two) {
				t.Errorf("protocol %d: sent %x", protocol, got)
			}
			continue
		}
		if _, _, err := tr.Receive(t.Context(), make([]byte, 100), true); !errors.Is(err, syscall.EPERM) ||
			len(s.Sent) > 0 {
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
	r := dial(t, serve(t, remote.Permissions{Open: func(context.Context, int, transport.Options) (transport.Transport, error) {
		return o, nil
	}}))
	tr, err := r.OpenTransport(t.Context(), proxy.Route, asUsual)
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
