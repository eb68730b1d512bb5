package remote_test

import (
	"net"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/remote/internal/wire"
)

// rawPeer speaks the wire format by hand.
type rawPeer struct {
	t    testing.TB
	conn net.Conn
	r    *wire.Reader
}

func newRawPeer(t testing.TB, conn net.Conn) *rawPeer {
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	return &rawPeer{t, conn, wire.NewReader(conn, 1<<20)}
}

func rawClient(t testing.TB, s *sockettest.Server) *rawPeer {
	t.Helper()
	conn, err := net.Dial("unix", strings.TrimPrefix(s.Address, "unix:"))
	if err != nil {
		t.Fatal(err)
	}
	return newRawPeer(t, conn)
}

func hello() wire.Hello {
	return wire.Hello{From: 1, To: 1, BigEndian: host.BigEndian, Datagram: 1 << 20,
		Window: 1 << 20, Silence: time.Minute}
}

func frame(typ wire.Type, stream uint32, payload []byte) []byte {
	return wire.Frame{Type: typ, Stream: stream, Payload: payload}.Append(nil)
}

func (p *rawPeer) send(frames ...[]byte) {
	for _, f := range frames {
		if _, err := p.conn.Write(f); err != nil {
			return // the other side has enough
		}
	}
}

// next reads a frame.
func (p *rawPeer) next() wire.Frame {
	p.t.Helper()
	f, err := p.r.Next()
	if err != nil {
		p.t.Fatal(err)
	}
	return f
}

// expect reads frames until one of a type comes.
func (p *rawPeer) expect(typ wire.Type) wire.Frame {
	p.t.Helper()
	for {
		if f := p.next(); f.Type == typ {
			return f
		}
	}
}
