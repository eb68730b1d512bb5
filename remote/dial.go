package remote

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// ErrDisconnected says that the connection to a server is lost: whether requests under way were carried out is not
// known. Sockets do not come back; Redial, and open them again.
var ErrDisconnected = errors.New("the connection to the netlink server is lost")

// Client is a connection to a server (Serve) on this host or another one, over which netlink sockets of that host are
// opened. It may be used by many goroutines at once.
type Client struct {
	address string
	options *options

	mu     sync.Mutex
	link   *link
	closed bool
}

// Dial connects to a server at "unix:/path" or "tls://host:port". The server's host must have the byte order of this
// one.
func Dial(ctx context.Context, address string, opts ...Option) (*Client, error) {
	r := &Client{address: address, options: optionsWith(opts)}
	if err := r.Redial(ctx); err != nil {
		return nil, err
	}
	return r, nil
}

// Redial connects anew. Sockets of the connection before end with ErrDisconnected, if it was not lost already; nothing
// is sent again. If it fails the connection before stays as it is.
func (r *Client) Redial(ctx context.Context) error {
	l, err := r.connect(ctx)
	if err != nil {
		return fmt.Errorf("dial %s: %w", r.address, err)
	}
	r.mu.Lock()
	old, closed := r.link, r.closed
	if !closed {
		r.link = l
	}
	r.mu.Unlock()
	if closed {
		l.end(os.ErrClosed)
		return fmt.Errorf("dial %s: %w", r.address, os.ErrClosed)
	}
	if old != nil {
		old.end(r.lost(errors.New("it was made anew")))
	}
	return nil
}

func (r *Client) connect(ctx context.Context) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, r.options.limits.Greeting)
	defer cancel()
	conn, err := r.options.connect(ctx, r.address)
	if err != nil {
		return nil, err
	}
	l := &link{
		remote: r, connection: newConnection(conn, r.options.limits), sockets: map[uint32]*socket{},
		down: make(chan struct{}),
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	// The answer says more about what is wrong than the failure to write does.
	_ = l.hello()
	err = l.meet()
	if !stop() {
		err = context.Cause(ctx)
	}
	if err == nil {
		err = refuseOrder(l.peer.BigEndian)
	}
	if err != nil {
		_ = conn.Close()
		return nil, greetingError(err)
	}
	l.signs.expect(l.peer.Silence)
	l.start()
	return l, nil
}

// greetingError says what it means when a server does not greet.
func greetingError(err error) error {
	if isHangup(err) {
		return fmt.Errorf("the server closed the connection before it greeted: %w", err)
	}
	return fmt.Errorf("greeting: %w", err)
}

// refuseOrder says that a host's messages cannot be read here.
func refuseOrder(bigEndian bool) error {
	if bigEndian == host.BigEndian {
		return nil
	}
	names := map[bool]string{true: "big-endian", false: "little-endian"}
	return fmt.Errorf("the server's kernel speaks %s, this machine is %s: messages are not converted, "+
		"run the client on a machine of the same byte order", names[bigEndian], names[!bigEndian])
}

func (r *Client) lost(why error) error {
	return fmt.Errorf("%s: %w: %w", r.address, ErrDisconnected, why)
}

// Close closes the connection and all its sockets.
func (r *Client) Close() error {
	r.mu.Lock()
	r.closed = true
	l := r.link
	r.mu.Unlock()
	l.end(os.ErrClosed)
	return nil
}

// Lost is closed when the connection, the one there is when Lost is called, has ended.
func (r *Client) Lost() <-chan struct{} { return r.current().down }

// Err tells why the connection ended: ErrDisconnected with the reason, os.ErrClosed, or nil if it has not.
func (r *Client) Err() error { return r.current().ended() }

func (r *Client) current() *link {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.link
}

// Open opens a netlink socket of the server's host. The options are those of proxy.Open; those of them that the kernel
// is told go to the server, whose limits and policy apply.
func (r *Client) Open(ctx context.Context, protocol int, opts ...proxy.Option) (*proxy.Socket, error) {
	open := func(protocol int, o transport.Options) (transport.Transport, error) {
		return r.OpenTransport(ctx, protocol, o)
	}
	return proxy.Open(protocol, append(opts[:len(opts):len(opts)], proxy.WithOpener(open))...)
}

// OpenTransport is Open without what a Socket puts on top.
func (r *Client) OpenTransport(ctx context.Context, protocol int, o transport.Options) (transport.Transport, error) {
	t, err := r.openTransport(ctx, protocol, o)
	if err != nil {
		return nil, fmt.Errorf("open %s at %s: %w", tables.Registry().ProtocolName(protocol), r.address, err)
	}
	return t, nil
}

func (r *Client) openTransport(
	ctx context.Context, protocol int, o transport.Options,
) (transport.Transport, error) {
	if o.NetNS != nil {
		return nil, errors.New("the network namespace is the server's choice (Permissions.Open)")
	}
	return r.current().open(ctx, protocol, o.Sized())
}
