package remote

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/remote/internal/wire"
)

// connection is what the connections of clients and of servers have in common.
type connection struct {
	conn   net.Conn
	limits Limits
	r      *wire.Reader
	w      *wire.Writer
	signs  signs
	peer   wire.Hello

	mu  sync.Mutex
	why error // this side cut the connection
}

// cut closes the connection because of an error, once.
func (c *connection) cut(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.why == nil {
		c.why = err
		_ = c.conn.Close()
	}
}

// cause tells why this side cut the connection, nil if it did not.
func (c *connection) cause() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.why
}

// send writes a frame. A connection that cannot be written to is cut.
func (c *connection) send(t wire.Type, stream uint32, prefix, payload []byte, flush bool) error {
	return c.written(c.w.Write(t, stream, prefix, payload, flush))
}

func (c *connection) flush() error { return c.written(c.w.Flush()) }

func (c *connection) written(err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = fmt.Errorf("the other side reads nothing: %w", err)
	}
	if err != nil {
		c.cut(err)
	}
	return err
}

func newConnection(conn net.Conn, l Limits) *connection {
	c := &connection{conn: conn, limits: l, w: wire.NewWriter(conn, l.Write)}
	c.signs.conn = conn
	c.r = wire.NewReader(bufio.NewReaderSize(&c.signs, 16<<10), l.Datagram)
	return c
}

// hello says Hello.
func (c *connection) hello() error {
	l := c.limits
	h := wire.Hello{
		From: wire.Version, To: wire.Version, BigEndian: host.BigEndian, Datagram: uint32(l.Datagram),
		Window: uint32(l.Window), Silence: l.Silence, Sockets: uint32(l.Sockets),
	}
	return c.w.Write(wire.TypeHello, 0, nil, h.Append(nil), true)
}

// meet reads the other side's Hello.
func (c *connection) meet() error {
	f, err := c.r.Next()
	if err != nil {
		return err
	}
	switch f.Type {
	case wire.TypeHello:
		c.peer, err = wire.ParseHello(f.Payload)
		return err
	case wire.TypeGoodbye:
		return goodbye(f)
	}
	return wire.Violation("a %v frame in the place of a Hello", f.Type)
}

// isHangup reports whether an error says that the other side closed the connection.
func isHangup(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// keepAlive says that this side is still there until ctx ends.
func (c *connection) keepAlive(ctx context.Context) {
	rest := c.limits.Silence / 3
	t := time.NewTicker(rest)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			if c.w.Silent() >= rest && c.send(wire.TypePing, 0, nil, nil, true) != nil {
				return
			}
		}
	}
}

// signs reads a connection and looks after signs of life.
type signs struct {
	conn    net.Conn
	silence time.Duration // that is a sign of death; 0: none
	until   time.Time
}

// expect says how long the other side may be silent.
func (s *signs) expect(silence time.Duration) { s.silence = 3 * min(silence, mostSilence) }

func (s *signs) Read(b []byte) (int, error) {
	if s.silence > 0 {
		if now := time.Now(); s.until.Sub(now) < s.silence*3/4 {
			s.until = now.Add(s.silence)
			_ = s.conn.SetReadDeadline(s.until) // a closed connection says so itself
		}
	}
	n, err := s.conn.Read(b)
	if err != nil && s.silence > 0 && errors.Is(err, os.ErrDeadlineExceeded) {
		err = fmt.Errorf("nothing was heard of the other side for %v", s.silence)
	}
	return n, err
}

// part says Goodbye if it can be said quickly, and closes the connection.
func (c *connection) part(s wire.Status) {
	c.w.Hurry(time.Second)
	_ = c.w.Write(wire.TypeGoodbye, 0, nil, s.Append(nil), true) // who does not hear it sees the end
	linger(c.conn)
	_ = c.conn.Close()
}

// linger lets the other side read what was said last: octets that a TCP socket did not read when it is closed would
// make it take back what it sent.
func linger(conn net.Conn) {
	if t, ok := conn.(interface{ NetConn() net.Conn }); ok {
		conn = t.NetConn()
	}
	tcp, ok := conn.(*net.TCPConn)
	if !ok || tcp.CloseWrite() != nil {
		return
	}
	_ = tcp.SetReadDeadline(time.Now().Add(time.Second))
	b := make([]byte, 4<<10)
	for range 64 {
		if _, err := tcp.Read(b); err != nil {
			return
		}
	}
}
