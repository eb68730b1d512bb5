package remote_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
)

// deadEnd is a socket that takes everything and says nothing.
type deadEnd struct {
	closed chan struct{}
	once   sync.Once
}

func newDeadEnd(context.Context, int, transport.Options) (transport.Transport, error) {
	return &deadEnd{closed: make(chan struct{})}, nil
}

func (d *deadEnd) Receive(ctx context.Context, _ []byte, wait bool) ([]byte, transport.From, error) {
	if !wait {
		return nil, transport.From{}, transport.ErrEmpty
	}
	select {
	case <-d.closed:
		return nil, transport.From{}, os.ErrClosed
	case <-ctx.Done():
		return nil, transport.From{}, context.Cause(ctx)
	}
}

func (d *deadEnd) Send(context.Context, []byte, transport.Delivery) error { return nil }
func (d *deadEnd) Join(uint32) error                                      { return nil }
func (d *deadEnd) Leave(uint32) error                                     { return nil }
func (d *deadEnd) PortID() uint32                                         { return 1 }

func (d *deadEnd) Close() error { d.once.Do(func() { close(d.closed) }); return nil }

// oneConn is a listener that has one connection to give.
type oneConn struct {
	conns chan net.Conn
	once  sync.Once
}

func listenOnce(conn net.Conn) *oneConn {
	l := &oneConn{conns: make(chan net.Conn, 1)}
	l.conns <- conn
	return l
}

func (l *oneConn) Accept() (net.Conn, error) {
	if conn, ok := <-l.conns; ok {
		return conn, nil
	}
	return nil, net.ErrClosed
}

func (l *oneConn) Close() error   { l.once.Do(func() { close(l.conns) }); return nil }
func (l *oneConn) Addr() net.Addr { return &net.UnixAddr{} }

func remoteSeeds(f *testing.F) {
	hello := wire.Hello{From: 1, To: 1, BigEndian: host.BigEndian, Datagram: 1 << 16,
		Window: 1 << 16, Silence: time.Minute}
	frames := func(frames ...wire.Frame) (b []byte) {
		for _, x := range frames {
			b = x.Append(b)
		}
		return b
	}
	greet := wire.Frame{Type: wire.TypeHello, Payload: hello.Append(nil)}
	open := wire.Frame{Type: wire.TypeOpen, Stream: 1, Payload: wire.Open{Flags: wire.WholeAcks}.Append(nil)}
	var all []wire.Frame
	for typ := wire.TypeHello; typ <= wire.TypeSynced; typ++ {
		all = append(all, wire.Frame{Type: typ, Stream: 1, Payload: make([]byte, 24)})
	}
	f.Add(frames(append([]wire.Frame{greet, open}, all[6:]...)...))
	f.Add(frames(all...))
	f.Add(frames(greet, open, wire.Frame{Type: wire.TypeDatagram, Stream: 1,
		Payload: []byte{20, 0, 0, 0, 16, 0, 5, 0}}))
	f.Add(frames(greet, wire.Frame{Type: wire.TypeGoodbye,
		Payload: wire.Status{Errno: 1, Text: "x\n"}.Append(nil)}))
	f.Add([]byte("NK"))
}

// FuzzRemoteServer lets a client say anything. The server ends when the client has gone, with all that it started.
func FuzzRemoteServer(f *testing.F) {
	remoteSeeds(f)
	quiet := remote.Logger(slog.New(slog.DiscardHandler))
	policy := func(context.Context, *remote.Peer) (*remote.Permissions, error) {
		return &remote.Permissions{Open: newDeadEnd, ReadOnly: true}, nil
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		server, client := net.Pipe()
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		served := make(chan error, 1)
		l := listenOnce(server)
		go func() { served <- remote.Serve(ctx, l, policy, quiet) }()
		go func() { _, _ = io.Copy(io.Discard, client) }()
		_, _ = client.Write(input) // it may have been cut off
		client.Close()
		l.Close()
		if err := <-served; err == nil && ctx.Err() != nil {
			t.Fatal("the server did not end when its client was gone")
		}
	})
}

// FuzzRemoteClient lets a server say anything. What the client wants of it then fails at the latest when the server has
// gone.
func FuzzRemoteClient(f *testing.F) {
	remoteSeeds(f)
	hello := wire.Hello{From: 1, To: 1, BigEndian: host.BigEndian, Datagram: 1 << 16,
		Window: 1 << 16, Silence: time.Minute}
	greet := wire.Frame{Type: wire.TypeHello, Payload: hello.Append(nil)}.Append(nil)
	opened := wire.Frame{Type: wire.TypeOpened, Stream: 1, Payload: make([]byte, 8)}.Append(nil)
	f.Fuzz(func(t *testing.T, input []byte) {
		client, server := net.Pipe()
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		go func() {
			defer server.Close()
			said := wire.NewReader(server, 1<<20)
			_, _ = said.Next() // Hello
			_, _ = server.Write(greet)
			_, _ = said.Next() // Open
			go func() { _, _ = io.Copy(io.Discard, server) }()
			_, _ = server.Write(append(opened[:len(opened):len(opened)], input...)) // it may be cut off
		}()
		pipe := func(context.Context, string, string) (net.Conn, error) { return client, nil }
		r, err := remote.Dial(ctx, "unix:pipe", remote.DialThrough(pipe))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		s, err := r.Open(ctx, proxy.Route)
		if ctx.Err() != nil {
			t.Fatalf("opening goes on without a server: %v", err)
		}
		if err != nil {
			return // what the server says after Opened may be noticed first
		}
		sub, err := s.Subscribe(ctx, "link")
		if ctx.Err() != nil {
			t.Fatalf("joining a group goes on without a server: %v", err)
		}
		if err != nil {
			return
		}
		for _, e := range sub.Events(ctx) {
			err = e
		}
		if err == nil || ctx.Err() != nil {
			t.Fatalf("the subscription goes on without a server: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzRemoteFrame reads frames out of anything. What was read and is written again is what was there.
func FuzzRemoteFrame(f *testing.F) {
	remoteSeeds(f)
	f.Fuzz(func(t *testing.T, input []byte) {
		r := wire.NewReader(bytes.NewReader(input), 1<<16)
		var again []byte
		for {
			frame, err := r.Next()
			if err != nil {
				break
			}
			again = frame.Append(again)
			parsePayload(frame)
			wire.Recycle(frame.Payload)
		}
		if !bytes.HasPrefix(input, again) {
			t.Fatalf("%x\nwas read as\n%x", input, again)
		}
	})
}

// parsePayload reads a payload as what it should be.
func parsePayload(f wire.Frame) {
	switch f.Type {
	case wire.TypeHello:
		_, _ = wire.ParseHello(f.Payload)
	case wire.TypeOpen:
		_, _ = wire.ParseOpen(f.Payload)
	case wire.TypeDatagramFrom:
		_, _, _ = wire.ParseFrom(f.Payload)
	case wire.TypeGoodbye, wire.TypeClosed, wire.TypeResult:
		_, _ = wire.ParseStatus(f.Payload)
	}
}
