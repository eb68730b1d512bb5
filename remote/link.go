package remote

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
)

// link is one connection of a Client.
type link struct {
	*connection
	remote  *Client
	opening sync.Mutex

	guard   sync.Mutex
	sockets map[uint32]*socket
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
			err = l.handle(f)
		}
		if err == nil {
			continue
		}
		if cause := l.cause(); cause != nil {
			err = cause
		}
		if errors.Is(err, io.EOF) {
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

// handle takes a frame of the server's.
func (l *link) handle(f wire.Frame) error {
	switch f.Type {
	case wire.TypePing:
		return nil
	case wire.TypeGoodbye:
		return goodbye(f)
	case wire.TypeOpened, wire.TypeClosed, wire.TypeDatagram, wire.TypeDatagramFrom, wire.TypeCredit,
		wire.TypeOverrun, wire.TypeResult, wire.TypeSynced:
	default:
		return wire.Violation("a %v frame from a server", f.Type)
	}
	l.guard.Lock()
	t, last := l.sockets[f.Stream], l.last
	l.guard.Unlock()
	switch {
	case t != nil:
		return t.receiveFrame(f)
	case f.Stream == 0 || f.Stream > last:
		return wire.Violation("a %v frame for socket %d, which was not opened", f.Type, f.Stream)
	}
	wire.Recycle(f.Payload) // of a socket that was closed
	return nil
}

// open asks the server for a socket.
func (l *link) open(ctx context.Context, protocol int, o transport.Options) (*socket, error) {
	request := wire.Open{
		Protocol: uint32(protocol), PortID: o.PortID, ReceiveBuffer: uint32(o.ReceiveBuffer),
		SendBuffer: uint32(o.SendBuffer), Flags: openFlags(o),
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
func (l *link) ask(request wire.Open) (*socket, error) {
	l.opening.Lock()
	defer l.opening.Unlock()
	t, err := l.add()
	if err != nil {
		return nil, err
	}
	return t, t.write(wire.TypeOpen, request.Append(nil))
}

// add makes a socket with a number of its own.
func (l *link) add() (*socket, error) {
	l.guard.Lock()
	defer l.guard.Unlock()
	if l.err != nil {
		return nil, l.err
	}
	l.last++
	t := &socket{
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
