package remote_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
)

// TestBrokenServers ends connections to servers that do not speak as agreed.
func TestBrokenServers(t *testing.T) {
	leakCheck(t)
	other := hello()
	other.BigEndian = !host.BigEndian
	quick := hello()
	quick.Silence = 20 * time.Millisecond
	greet := frame(wire.TypeHello, 0, hello().Append(nil))
	opened := frame(wire.TypeOpened, 1, wire.AppendWords(nil, 9, 0))
	result := frame(wire.TypeResult, 1, wire.Status{}.Append(nil))
	for name, c := range map[string]struct {
		frames [][]byte
		want   string
	}{
		"byte order": {[][]byte{frame(wire.TypeHello, 0, other.Append(nil))}, "messages are not converted"},
		"nothing":    {nil, "closed the connection before it greeted"},
		"garbage":    {[][]byte{[]byte("SSH-2.0-sample\r\n")}, "not what nlkit's remote sockets say"},
		"goodbye": {[][]byte{frame(wire.TypeGoodbye, 0,
			wire.Status{Errno: syscall.EPERM, Text: "no\n!"}.Append(nil))}, "no ! (EPERM)"},
		"gone":       {[][]byte{greet}, "the server closed it"},
		"wrong type": {[][]byte{greet, frame(wire.TypeOpen, 1, nil)}, "a Open frame from a server"},
		"not opened": {[][]byte{greet, frame(wire.TypeDatagram, 9, nil)}, "socket 9, which was not opened"},
		"twice":      {[][]byte{greet, opened, opened}, "socket 1 was opened twice"},
		"no reason": {[][]byte{greet, opened, frame(wire.TypeClosed, 1, wire.Status{}.Append(nil))},
			"the server closed the socket"},
		"short opened": {[][]byte{greet, frame(wire.TypeOpened, 1, make([]byte, 4))},
			"a payload of 4 octets, 8 are needed"},
		"short result": {[][]byte{greet, opened, frame(wire.TypeResult, 1, nil)},
			"a payload of 0 octets, 4 are needed"},
		"results": {[][]byte{greet, opened, result, result}, "a Result for socket 1, which asked for none"},
		"credit":  {append([][]byte{greet, opened}, muchCredit()...), "too much credit for socket 1"},
		"bare goodbye": {[][]byte{frame(wire.TypeGoodbye, 0, wire.Status{}.Append(nil))},
			"the other side ended the connection"},
		"short": {[][]byte{greet, opened, frame(wire.TypeDatagramFrom, 1, make([]byte, 3))},
			"a DatagramFrom frame of 3 octets"},
		"short word": {[][]byte{greet, opened, frame(wire.TypeOverrun, 1, nil)}, "a payload of 0 octets"},
		"closed": {[][]byte{greet, opened,
			frame(wire.TypeClosed, 1, wire.Status{Errno: syscall.EIO, Text: "broken"}.Append(nil))},
			"broken (EIO)"},
		"not allowed": {[][]byte{greet, frame(wire.TypeClosed, 1, wire.Status{Errno: syscall.EPERM}.Append(nil))},
			"operation not permitted (EPERM)"},
		"closed for want of room": {[][]byte{greet, opened,
			frame(wire.TypeClosed, 1, wire.Status{Errno: syscall.ENOBUFS}.Append(nil))}, "(ENOBUFS)"},
		"goodbye for want of room": {[][]byte{greet, opened,
			frame(wire.TypeGoodbye, 0, wire.Status{Errno: syscall.ENOBUFS}.Append(nil))}, "(ENOBUFS)"},
	} {
		err := useServer(t, c.frames)
		if !contains(err, c.want) || errors.Is(err, syscall.ENOBUFS) { // that would say that datagrams were lost
			t.Errorf("%s: %v", name, err)
		}
	}
}

// useServer dials a server that says what it is given when a socket is opened, opens a socket, and waits for something
// on it.
func useServer(t *testing.T, frames [][]byte) error {
	path := filepath.Join(socketDir(t), "s")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ended := make(chan struct{})
	defer func() { <-ended }()
	go func() {
		defer close(ended)
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		p := newRawPeer(t, conn)
		for i, f := range frames {
			if i < 2 {
				_, _ = p.r.Next() // Hello, Open
			}
			p.send(f)
		}
		if len(frames) == 1 {
			_, _ = p.r.Next()
		}
		if len(frames) > 1 {
			_, _ = io.Copy(io.Discard, conn)
		}
	}()
	r, err := remote.Dial(t.Context(), "unix:"+path)
	if err != nil {
		return err
	}
	defer r.Close()
	tr, err := r.OpenTransport(t.Context(), proxy.Route, asUsual)
	if err != nil {
		return err
	}
	defer tr.Close()
	_, _, err = tr.Receive(t.Context(), make([]byte, 100), true)
	if err == nil {
		return fmt.Errorf("something came")
	}
	return err
}

// TestServerBeyondWindow ends the connection to a server that sends more than this side said that it takes, while
// nobody takes it.
func TestServerBeyondWindow(t *testing.T) {
	path := filepath.Join(socketDir(t), "s")
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		p := newRawPeer(t, conn)
		p.send(frame(wire.TypeHello, 0, hello().Append(nil)))
		_, _ = p.r.Next() // Hello
		_, _ = p.r.Next() // Open
		part := frame(wire.TypeDatagram, 1, make([]byte, 4095-wire.ItemCost))
		p.send(frame(wire.TypeOpened, 1, wire.AppendWords(nil, 9, 0)), part, frame(wire.TypeDatagram, 1, nil),
			part)
	}()
	r, err := remote.Dial(t.Context(), "unix:"+path, remote.WithLimits(remote.Limits{Window: 4096}))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.OpenTransport(t.Context(), proxy.Route, asUsual); err != nil {
		t.Fatal(err)
	}
	<-r.Lost()
	if err := r.Err(); !errors.Is(err, remote.ErrDisconnected) || !contains(err, "more than the window for socket 1") {
		t.Error(err)
	}
}

// TestNoCreditLeft waits with what is to be sent when the credit is spent to the last octet.
func TestNoCreditLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		near, far := net.Pipe()
		p := newRawPeer(t, far)
		came := make(chan wire.Frame, 10)
		go func() { // the server
			h := hello()
			h.Window = 100
			go p.send(frame(wire.TypeHello, 0, h.Append(nil)))
			for f, err := p.r.Next(); err == nil; f, err = p.r.Next() {
				switch f.Type {
				case wire.TypeOpen:
					p.send(frame(wire.TypeOpened, 1, wire.AppendWords(nil, 9, 0)))
				case wire.TypeDatagram:
					came <- f
				}
			}
		}()
		r, err := remote.Dial(t.Context(), "unix:/elsewhere", remote.DialThrough(
			func(context.Context, string, string) (net.Conn, error) { return near, nil }))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		tr, err := r.OpenTransport(t.Context(), proxy.Route, asUsual)
		if err != nil {
			t.Fatal(err)
		}
		sent := make(chan error, 2)
		go func() {
			sent <- tr.Send(t.Context(), make([]byte, 100-wire.ItemCost), toKernel)
			sent <- tr.Send(t.Context(), make([]byte, 16), toKernel)
		}()
		synctest.Wait()
		if len(came) != 1 || len(sent) != 1 {
			t.Errorf("%d datagrams came, with credit for one; %d were sent", len(came), len(sent))
		}
		p.send(frame(wire.TypeCredit, 1, wire.AppendWords(nil, 1)))
		synctest.Wait()
		if len(came) != 2 || <-sent != nil || <-sent != nil {
			t.Errorf("%d datagrams came when there was credit again", len(came))
		}
	})
}

// TestThreeSilences waits three times as long as a server said that it is silent at most.
func TestThreeSilences(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		through := remote.DialThrough(func(context.Context, string, string) (net.Conn, error) {
			near, far := net.Pipe()
			t.Cleanup(func() { far.Close() })
			go func() { _, _ = io.Copy(io.Discard, far) }()
			go func() {
				h := hello()
				h.Silence = 10 * time.Second
				_, _ = far.Write(frame(wire.TypeHello, 0, h.Append(nil)))
			}()
			return near, nil
		})
		r, err := remote.Dial(t.Context(), "unix:/elsewhere", through)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		before := time.Now()
		if <-r.Lost(); time.Since(before) != 30*time.Second || !contains(r.Err(), "nothing was heard of the other") {
			t.Errorf("%v after %v", r.Err(), time.Since(before))
		}
	})
}

// TestNotAtServers refuses options that a server's socket cannot have.
func TestNotAtServers(t *testing.T) {
	r := dial(t, serve(t, remote.Permissions{Open: newScripted().Open}))
	for want, opt := range map[string]proxy.Option{
		"the network namespace is the server's choice": proxy.InNetNS("blue"),
		"it has a transport already":                   proxy.WithTransport(newScripted()),
	} {
		if _, err := r.Open(t.Context(), proxy.Route, opt); !contains(err, "open NETLINK_ROUTE") ||
			!contains(err, want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// TestLargerThanTaken tells a client of a datagram that is larger than it takes as of one that was lost, and goes on.
func TestLargerThanTaken(t *testing.T) {
	s := newScripted()
	limits := remote.WithLimits(remote.Limits{Datagram: 1 << 16})
	tr, err := dial(t, serve(t, remote.Permissions{Open: s.Open}), limits).OpenTransport(t.Context(), proxy.Route, asUsual)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{1<<16 + 1, 1 << 16} {
		s.Arrive <- arrival{Datagram: make([]byte, size), From: transport.From{NSID: -1, UID: -1, GID: -1}}
	}
	if b, _, err := tr.Receive(t.Context(), nil, true); !errors.Is(err, syscall.ENOBUFS) {
		t.Errorf("%d octets, %v", len(b), err)
	}
	if n, err := tr.(transport.DropCounter).Drops(); n != 1 || err != nil {
		t.Errorf("%d were lost, %v", n, err)
	}
	if b, _, err := tr.Receive(t.Context(), nil, true); err != nil || len(b) != 1<<16 {
		t.Errorf("%d octets, %v", len(b), err)
	}
}
