package remote

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"sync"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/wait"
)

// Serve lets the clients that come to a listener (Listen makes one) use netlink sockets of this host, as far as the
// policy allows each. Every socket that a client opens is one of the server's own, with a port id and sequence numbers
// of its own. Messages pass the chain of the policy; what it refuses is answered as the kernel would, with EPERM and a
// text.
//
// Serve returns nil after ctx has ended, and an error if the listener broke; either way after all clients are gone. It
// closes the listener.
func Serve(ctx context.Context, listener net.Listener, policy Policy, opts ...Option) error {
	if policy == nil {
		return errors.New("serve netlink sockets: a policy is needed (Everything, ReadOnly or your own)")
	}
	o := optionsWith(opts)
	s := &server{options: o, policy: policy, places: make(chan struct{}, o.limits.Clients)}
	clients, end := context.WithCancel(ctx)
	defer s.clients.Wait()
	defer end()
	stop := context.AfterFunc(ctx, func() { _ = listener.Close() })
	defer stop()
	defer listener.Close()
	for pause := time.Millisecond; ; {
		conn, err := listener.Accept()
		switch {
		case err == nil:
			pause = time.Millisecond
			s.clients.Go(func() { s.serve(clients, conn) })
			continue
		case ctx.Err() != nil:
			return nil
		case !errors.Is(err, syscall.EMFILE) && !errors.Is(err, syscall.ENFILE) &&
			!errors.Is(err, syscall.ECONNABORTED):
			return fmt.Errorf("serve netlink sockets: %w", err)
		}
		o.logger.Warn("netlink server cannot take a client", "error", err)
		if wait.For(ctx, pause) == nil {
			pause = min(2*pause, time.Second)
		}
	}
}

// server is what the clients of a Serve share.
type server struct {
	options *options
	policy  Policy
	places  chan struct{} // one for each client
	clients sync.WaitGroup
}

// serve looks after a connection until it ends.
func (s *server) serve(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	c := &served{
		server: s, connection: newConnection(conn, s.options.limits), resolver: codec.NewResolver(),
		sockets: map[uint32]*servedSocket{},
	}
	parted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		c.part(status(0, "the server shuts down"))
		close(parted)
	})
	defer func() {
		if !stop() {
			<-parted
		}
		if c.placed {
			<-s.places
		}
	}()
	peer, err := c.greet(ctx)
	if err == nil {
		err = c.run(ctx)
	} else {
		err = c.leave(ctx, err)
	}
	who := fmt.Sprint(conn.RemoteAddr())
	if peer != nil {
		who = peer.String()
	}
	switch {
	case ctx.Err() != nil, err == nil:
		return
	case errors.Is(err, errGone):
		s.options.logger.Debug("netlink client gone", "client", who)
		return
	}
	s.options.logger.Warn("netlink client cut off", "client", who, "error", err)
}

// errGone says that a client ended the connection, as clients do.
var errGone = errors.New("the client is gone")

// greet makes sure who the client is, what it may do, and that both speak the same.
func (c *served) greet(ctx context.Context) (*Peer, error) {
	limit := c.limits.Greeting
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	_ = c.conn.SetDeadline(time.Now().Add(limit)) // a closed connection says so itself
	if t, ok := c.conn.(*tls.Conn); ok {
		if err := t.HandshakeContext(ctx); err != nil {
			return nil, fmt.Errorf("TLS handshake: %w", err)
		}
	}
	peer, err := identify(c.conn)
	if err != nil {
		return nil, err
	}
	if err := c.meet(); err != nil {
		return peer, fmt.Errorf("greeting: %w", err)
	}
	may, err := c.server.policy(ctx, peer)
	if err == nil && may == nil {
		err = errors.New("it gives it no permissions")
	}
	if err != nil {
		return peer, &statusError{status(syscall.EPERM, "the server's policy refuses this client: "+err.Error())}
	}
	if c.permits, err = may.compile(); err != nil {
		return peer, fmt.Errorf("permissions of the client: %w", err)
	}
	if err := c.takePlace(); err != nil {
		return peer, err
	}
	c.identity = peer
	_ = c.conn.SetDeadline(time.Time{})
	c.signs.expect(c.connection.peer.Silence)
	return peer, c.hello()
}

// takePlace makes a client one of those that the server has. Who is refused, or does not greet, takes no place from
// others.
func (c *served) takePlace() error {
	select {
	case c.server.places <- struct{}{}:
		c.placed = true
		return nil
	default:
		text := fmt.Sprintf("the server has %d clients, as many as it takes: try again later, or raise its Limits",
			cap(c.server.places))
		return &statusError{status(syscall.EUSERS, text)}
	}
}
