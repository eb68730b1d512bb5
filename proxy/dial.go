package proxy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/proxy/remote"
)

// ErrDisconnected says that the connection to a server is lost: whether requests under way were carried out is not
// known. Sockets do not come back; Redial, and open them again.
var ErrDisconnected = errors.New("the connection to the netlink server is lost")

// Remote is a connection to a server (Serve) on this host or another one, over which netlink sockets of that host are
// opened. It may be used by many goroutines at once.
type Remote struct {
	address string
	options *remoteOptions

	mu     sync.Mutex
	link   *link
	closed bool
}

// Dial connects to a server at "unix:/path" or "tls://host:port". The server's host must have the byte order of this
// one.
func Dial(ctx context.Context, address string, opts ...RemoteOption) (*Remote, error) {
	r := &Remote{address: address, options: remoteDefaults(opts)}
	if err := r.Redial(ctx); err != nil {
		return nil, err
	}
	return r, nil
}

// Redial connects anew. Sockets of the connection before end with ErrDisconnected, if it was not lost already; nothing
// is sent again. If it fails the connection before stays as it is.
func (r *Remote) Redial(ctx context.Context) error {
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
		l.end(ErrClosed)
		return fmt.Errorf("dial %s: %w", r.address, ErrClosed)
	}
	if old != nil {
		old.end(r.lost(errors.New("it was made anew")))
	}
	return nil
}

func (r *Remote) connect(ctx context.Context) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, r.options.limits.Greeting)
	defer cancel()
	conn, err := r.options.connect(ctx, r.address)
	if err != nil {
		return nil, err
	}
	l := &link{
		remote: r, remoteConn: newRemoteConn(conn, r.options.limits), sockets: map[uint32]*remoteTransport{},
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
		if cause := l.cause(); cause != nil && errors.Is(err, io.EOF) {
			err = cause
		}
		_ = conn.Close()
		return nil, greetingError(err)
	}
	l.signs.expect(l.peer.Silence)
	l.start()
	return l, nil
}

// greetingError says what it means when a server does not greet.
func greetingError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) {
		return fmt.Errorf("the server closed the connection before it greeted: %w", err)
	}
	return fmt.Errorf("greeting: %w", err)
}

func (r *Remote) lost(why error) error {
	return fmt.Errorf("%s: %w: %w", r.address, ErrDisconnected, why)
}

// Close closes the connection and all its sockets.
func (r *Remote) Close() error {
	r.mu.Lock()
	r.closed = true
	l := r.link
	r.mu.Unlock()
	l.end(ErrClosed)
	return nil
}

// Lost is closed when the connection, the one there is when Lost is called, has ended.
func (r *Remote) Lost() <-chan struct{} { return r.current().down }

// Err tells why the connection ended: ErrDisconnected with the reason, ErrClosed, or nil if it has not.
func (r *Remote) Err() error { return r.current().ended() }

func (r *Remote) current() *link {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.link
}

// Open opens a netlink socket of the server's host. The options are those of proxy.Open; those of them that the kernel
// is told go to the server, whose limits and policy apply.
func (r *Remote) Open(ctx context.Context, protocol int, opts ...Option) (*Socket, error) {
	t, err := r.OpenTransport(ctx, protocol, opts...)
	if err != nil {
		return nil, err
	}
	return Open(protocol, append(opts[:len(opts):len(opts)], WithTransport(t))...)
}

// OpenTransport is Open without what a Socket puts on top.
func (r *Remote) OpenTransport(ctx context.Context, protocol int, opts ...Option) (Transport, error) {
	o := defaults()
	for _, opt := range opts {
		opt(o)
	}
	fail := func(err error) error {
		return fmt.Errorf("open %s at %s: %w", protocolName(o.registry, protocol), r.address, err)
	}
	switch {
	case o.netns != nil:
		return nil, fail(errors.New("the network namespace is the server's choice (Rules.Open)"))
	case o.transport != nil:
		return nil, fail(errors.New("it has a transport already"))
	}
	t, err := r.current().open(ctx, protocol, o)
	if err != nil {
		return nil, fail(err)
	}
	return t, nil
}

// link is one connection of a Remote.
type link struct {
	*remoteConn
	remote  *Remote
	opening sync.Mutex

	guard   sync.Mutex
	sockets map[uint32]*remoteTransport
	last    uint32
	err     error         // why it ended
	down    chan struct{} // closed when it has ended

	stop    context.CancelFunc
	running sync.WaitGroup
}

// start starts what reads the connection, and what says that this side is still there.
func (l *link) start() {
	ctx, cancel := context.WithCancel(context.Background())
	l.stop = cancel
	l.running.Go(func() { l.keepAlive(ctx) })
	l.running.Go(l.read)
}

// read takes frames until there are no more.
func (l *link) read() {
	for {
		f, err := l.r.Next()
		if err == nil {
			err = l.take(f)
		}
		if err == nil {
			continue
		}
		if cause := l.cause(); cause != nil {
			err = cause
		}
		if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("the server closed it")
		}
		l.fail(l.remote.lost(err))
		return
	}
}

// fail ends the sockets of the connection, and closes it.
func (l *link) fail(err error) {
	l.guard.Lock()
	if l.err == nil {
		l.err = err
		for _, t := range l.sockets {
			t.fail(err)
		}
		close(l.down)
	}
	l.guard.Unlock()
	l.stop()
	l.cut(err)
}

// end is fail, and waits until nothing runs any more.
func (l *link) end(err error) {
	l.fail(err)
	l.running.Wait()
}

func (l *link) ended() error {
	l.guard.Lock()
	defer l.guard.Unlock()
	return l.err
}

// take takes a frame of the server's.
func (l *link) take(f remote.Frame) error {
	switch f.Type {
	case remote.TypePing:
		return nil
	case remote.TypeGoodbye:
		return goodbye(f)
	case remote.TypeOpened, remote.TypeClosed, remote.TypeDatagram, remote.TypeDatagramFrom, remote.TypeCredit,
		remote.TypeOverrun, remote.TypeResult, remote.TypeSynced:
	default:
		return remote.Violation("a %v frame from a server", f.Type)
	}
	l.guard.Lock()
	t, last := l.sockets[f.Stream], l.last
	l.guard.Unlock()
	switch {
	case t != nil:
		return t.take(f)
	case f.Stream == 0 || f.Stream > last:
		return remote.Violation("a %v frame for socket %d, which was not opened", f.Type, f.Stream)
	}
	remote.Recycle(f.Payload) // of a socket that was closed
	return nil
}

// open asks the server for a socket.
func (l *link) open(ctx context.Context, protocol int, o *options) (*remoteTransport, error) {
	request := remote.Open{
		Protocol: uint32(protocol), PortID: o.portID, ReceiveBuffer: uint32(o.receiveBuffer),
		SendBuffer: uint32(o.sendBuffer), Flags: openFlags(o),
	}
	t, err := l.ask(request)
	if err != nil {
		return nil, err
	}
	select {
	case <-t.opened:
		return t, nil
	case <-t.ended:
		return nil, t.reason()
	case <-ctx.Done():
		_ = t.Close()
		return nil, context.Cause(ctx)
	}
}

// ask sends the request for a socket. Numbers must reach the server in order.
func (l *link) ask(request remote.Open) (*remoteTransport, error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	t, err := l.add()
	if err != nil {
		return nil, err
	}
	return t, t.write(remote.TypeOpen, request.Append(nil))
}

func openFlags(o *options) (flags remote.OpenFlags) {
	for _, x := range []struct {
		set  bool
		flag remote.OpenFlags
	}{
		{o.lax, remote.Lax}, {!o.style.Capped, remote.WholeAcks}, {o.anySender, remote.AnySender},
		{o.allNamespaces, remote.AllNamespaces}, {o.credentials, remote.PassCredentials},
	} {
		if x.set {
			flags |= x.flag
		}
	}
	return flags
}

// add makes a socket with a number of its own.
func (l *link) add() (*remoteTransport, error) {
	l.guard.Lock()
	defer l.guard.Unlock()
	if l.err != nil {
		return nil, l.err
	}
	l.last++
	t := &remoteTransport{
		link: l, id: l.last, inbox: newInbox(l.limits.Window), credit: newCredit(l.peer.Window),
		opened: make(chan struct{}), ended: make(chan struct{}), results: make(chan error, 1),
	}
	l.sockets[t.id] = t
	return t, nil
}

func (l *link) remove(id uint32) {
	l.guard.Lock()
	defer l.guard.Unlock()
	delete(l.sockets, id)
}
