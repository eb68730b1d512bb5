package remote

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/remote/internal/wire"
)

// served is the server's side of a connection.
type served struct {
	*connection
	server   *server
	identity *Peer
	resolver *codec.Resolver // of the generic netlink families where its sockets are
	permits  *permits
	placed   bool // has one of server.places
	rate     rate

	mu      sync.Mutex
	sockets map[uint32]*servedSocket
	last    uint32 // number of a socket
	running sync.WaitGroup
}

// run reads the connection until it ends. Then the client's sockets end.
func (c *served) run(ctx context.Context) error {
	sockets, cancel := context.WithCancel(ctx)
	defer c.running.Wait()
	defer c.endSockets()
	defer cancel()
	c.running.Go(func() {
		defer cancel() // who has gone is not read from while it is too fast
		c.keepAlive(sockets)
	})
	c.rate = newRate(c.limits)
	err := c.read(sockets)
	if cause := c.cause(); cause != nil {
		err = cause
	}
	return c.leave(ctx, err)
}

// leave ends a connection because of an error, which it tells the client, unless the client ended it.
func (c *served) leave(ctx context.Context, err error) error {
	if isHangup(err) {
		return errGone
	}
	if ctx.Err() == nil && !errors.Is(err, errGone) {
		c.part(statusFrom(err))
	}
	return err
}

// read takes frames until there are no more.
func (c *served) read(ctx context.Context) error {
	for {
		f, err := c.r.Next()
		if err != nil {
			return err
		}
		if err := c.serveFrame(ctx, f); err != nil {
			return err
		}
	}
}

// endSockets ends what the client has open. Writes that nobody reads any more must not hold it up.
func (c *served) endSockets() {
	c.w.Hurry(0)
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range c.sockets {
		s.end(errGone)
	}
}

// serveFrame takes a frame of the client's.
func (c *served) serveFrame(ctx context.Context, f wire.Frame) error {
	switch f.Type {
	case wire.TypePing:
		return nil
	case wire.TypeGoodbye:
		return errGone
	case wire.TypeCredit, wire.TypeClosed:
		return c.takeFor(f)
	case wire.TypeOpen, wire.TypeDatagram, wire.TypeJoin, wire.TypeLeave, wire.TypeSync:
	default:
		return wire.Violation("a %v frame from a client", f.Type)
	}
	if err := c.rate.spend(ctx, len(f.Payload)); err != nil {
		return err
	}
	if f.Type == wire.TypeOpen {
		return c.open(ctx, f)
	}
	return c.takeFor(f)
}

// takeFor takes a frame for a socket.
func (c *served) takeFor(f wire.Frame) error {
	if f.Type == wire.TypeJoin || f.Type == wire.TypeLeave || f.Type == wire.TypeSync {
		if _, err := wire.Words(f.Payload, 1); err != nil {
			return err
		}
	}
	c.mu.Lock()
	s, last := c.sockets[f.Stream], c.last
	c.mu.Unlock()
	if s == nil {
		if f.Stream == 0 || f.Stream > last {
			return wire.Violation("a %v frame for socket %d, which was not opened", f.Type, f.Stream)
		}
		return nil // it ended meanwhile
	}
	switch f.Type {
	case wire.TypeClosed:
		s.end(errGone)
		return nil
	case wire.TypeCredit:
		v, err := wire.Words(f.Payload, 1)
		if err == nil && !s.credit.add(v[0]) {
			err = wire.Violation("too much credit for socket %d", f.Stream)
		}
		return err
	}
	if !s.inbox.push(f) {
		return wire.Violation("more than the window for socket %d", f.Stream)
	}
	return nil
}

// open starts a socket.
func (c *served) open(ctx context.Context, f wire.Frame) error {
	o, err := wire.ParseOpen(f.Payload)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.Stream <= c.last {
		return wire.Violation("socket %d after socket %d", f.Stream, c.last)
	}
	c.last = f.Stream
	if len(c.sockets) >= c.limits.Sockets {
		text := fmt.Sprintf("the client has %d sockets, as many as it may: close some, or raise the server's Limits",
			len(c.sockets))
		return c.send(wire.TypeClosed, f.Stream, nil, status(syscall.EMFILE, text).Append(nil), true)
	}
	s := newServedSocket(ctx, c, f.Stream, o)
	c.sockets[f.Stream] = s
	c.running.Go(s.run)
	return nil
}

func (c *served) remove(id uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.sockets, id)
}
