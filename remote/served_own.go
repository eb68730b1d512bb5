package remote

import (
	"context"
	"os"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// ownSocket is the server's own socket beside a client's: what callbacks ask the kernel goes there, past the chains and
// unseen by the client. It is opened when it is needed first.
type ownSocket struct {
	served *servedSocket

	mu     sync.Mutex
	socket *proxy.Socket
	err    error // of opening it, or os.ErrClosed
}

func (o *ownSocket) open() (*proxy.Socket, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.socket != nil || o.err != nil {
		return o.socket, o.err
	}
	s := o.served
	var t transport.Transport
	if t, o.err = s.openTransport(transport.Options{}); o.err == nil {
		registry, resolver := s.client.permits.registry, s.client.resolver
		o.socket, o.err = proxy.Open(s.protocol, proxy.WithTransport(t), proxy.WithRegistry(registry),
			proxy.WithResolver(resolver))
	}
	return o.socket, o.err
}

func (o *ownSocket) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.socket != nil {
		_ = o.socket.Close() // nobody is there to hear of it
	}
	o.socket, o.err = nil, os.ErrClosed
}

// Request implements verdicts.Requester.
func (o *ownSocket) Request(ctx context.Context, r *codec.Request) ([]*codec.Message, error) {
	s, err := o.open()
	if err != nil {
		return nil, err
	}
	return s.Request(ctx, r)
}
