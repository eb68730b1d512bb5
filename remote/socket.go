package remote

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
)

// socket is a socket of a server's host.
type socket struct {
	link   *link
	id     uint32
	inbox  *inbox
	credit *credit
	opened chan struct{} // closed when the server has opened it
	ended  chan struct{} // closed when it has ended

	portID, buffer uint32 // once it is opened
	drops          atomic.Uint32

	changing sync.Mutex // of groups
	results  chan error // of that

	mu  sync.Mutex
	err error // why it ended

	// Of Receive:
	token   uint32 // the last that went out with a Sync
	syncing bool   // it was not answered
}

// receiveFrame takes a frame of the server's.
func (t *socket) receiveFrame(f wire.Frame) error {
	switch f.Type {
	case wire.TypeOpened:
		return t.takeOpened(f)
	case wire.TypeClosed:
		err := endOf(f)
		if err == nil {
			err = errors.New("the server closed the socket")
		}
		t.link.remove(t.id)
		t.finish(err, t.inbox.end)
		return nil
	case wire.TypeCredit:
		v, err := wire.Words(f.Payload, 1)
		if err == nil && !t.credit.add(v[0]) {
			err = wire.Violation("too much credit for socket %d", t.id)
		}
		return err
	case wire.TypeResult:
		if _, err := wire.ParseStatus(f.Payload); err != nil {
			return err
		}
		select {
		case t.results <- statusOf(f):
			return nil
		default:
			return wire.Violation("a Result for socket %d, which asked for none", t.id)
		}
	}
	if !t.inbox.push(f) {
		return wire.Violation("more than the window for socket %d", t.id)
	}
	return nil
}

func (t *socket) takeOpened(f wire.Frame) error {
	v, err := wire.Words(f.Payload, 2)
	if err != nil {
		return err
	}
	select {
	case <-t.opened:
		return wire.Violation("socket %d was opened twice", t.id)
	default:
	}
	t.portID, t.buffer = v[0], v[1]
	close(t.opened)
	return nil
}

// fail ends the socket: what came and was not taken is lost. It reports whether the socket had not ended before.
func (t *socket) fail(err error) bool { return t.finish(err, t.inbox.fail) }

func (t *socket) finish(err error, inbox func(error)) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.err != nil {
		return false
	}
	t.err = err
	t.credit.fail(err) // before who receives hears of it, and sends
	inbox(err)
	close(t.ended)
	return true
}

func (t *socket) reason() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.err
}

// Send gives the server a datagram. What goes wrong there is answered as the kernel answers. It waits as long as the
// server has taken too little of what went before.
func (t *socket) Send(ctx context.Context, datagram []byte, d transport.Delivery) error {
	if err := d.Refuse("the socket's transport"); err != nil {
		return err
	}
	if uint32(len(datagram)) > t.link.peer.Datagram {
		return fmt.Errorf("send %d octets: the server takes %d at most: %w", len(datagram),
			t.link.peer.Datagram, syscall.EMSGSIZE)
	}
	if err := t.credit.spend(ctx, len(datagram)+wire.ItemCost, nil); err != nil {
		return err
	}
	return t.write(wire.TypeDatagram, datagram)
}

// write sends a frame at once.
func (t *socket) write(typ wire.Type, payload []byte) error {
	err := t.link.send(typ, t.id, nil, payload, true)
	if err == nil {
		return nil
	}
	if reason := t.reason(); reason != nil {
		return reason
	}
	return t.link.remote.lost(err)
}

// ask sends a frame that waits at the server for its turn.
func (t *socket) ask(ctx context.Context, typ wire.Type, word uint32) error {
	payload := wire.AppendWords(nil, word)
	if err := t.credit.spend(ctx, len(payload)+wire.ItemCost, nil); err != nil {
		return err
	}
	return t.write(typ, payload)
}

// Receive implements transport.Transport. To know that nothing is waiting takes a question to the server, which must
// not wait for its turn while the server waits for what is here to be taken.
func (t *socket) Receive(ctx context.Context, b []byte, wait bool) ([]byte, transport.From, error) {
	for {
		if !wait && !t.syncing && t.inbox.empty() {
			t.token++
			if err := t.ask(ctx, wire.TypeSync, t.token); err != nil {
				return nil, transport.FromKernel(), err
			}
			t.syncing = true
		}
		f, err := t.inbox.next(ctx)
		if err != nil {
			return nil, transport.FromKernel(), err
		}
		datagram, from, err := t.read(f, b)
		if credit := t.inbox.done(f); credit > 0 {
			if err := t.write(wire.TypeCredit, wire.AppendWords(nil, credit)); err != nil {
				return nil, transport.FromKernel(), err
			}
		}
		if errors.Is(err, errNothing) || errors.Is(err, transport.ErrEmpty) && wait {
			continue
		}
		return datagram, from, err
	}
}

// errNothing says that a frame holds nothing for the reader.
var errNothing = errors.New("nothing")

// read takes out of a frame what it holds.
func (t *socket) read(f wire.Frame, b []byte) ([]byte, transport.From, error) {
	datagram, from := f.Payload, transport.FromKernel()
	switch f.Type {
	case wire.TypeDatagramFrom:
		r, rest, err := wire.ParseFrom(f.Payload)
		if err != nil {
			t.link.cut(err)
			return nil, transport.FromKernel(), err
		}
		datagram = rest
		from = transport.From{
			PortID: r.PortID, Group: r.Group, NSID: r.NSID, Pid: int(r.Pid), UID: int(r.UID), GID: int(r.GID),
		}
	case wire.TypeOverrun, wire.TypeSynced:
		v, err := wire.Words(f.Payload, 1)
		switch {
		case err != nil:
			t.link.cut(err)
			return nil, transport.FromKernel(), err
		case f.Type == wire.TypeOverrun:
			t.drops.Store(v[0])
			return nil, transport.FromKernel(), fmt.Errorf("receive: %w", syscall.ENOBUFS)
		case v[0] != t.token || !t.syncing:
			return nil, transport.FromKernel(), errNothing
		}
		t.syncing = false
		return nil, transport.FromKernel(), transport.ErrEmpty
	}
	if len(datagram) > len(b) {
		return datagram, from, nil
	}
	n := copy(b, datagram)
	wire.Recycle(f.Payload)
	return b[:n], from, nil
}

// Join implements transport.Transport.
func (t *socket) Join(group uint32) error { return t.change(wire.TypeJoin, group) }

// Leave implements transport.Transport.
func (t *socket) Leave(group uint32) error { return t.change(wire.TypeLeave, group) }

func (t *socket) change(typ wire.Type, group uint32) error {
	t.changing.Lock()
	defer t.changing.Unlock()
	if err := t.ask(context.Background(), typ, group); err != nil {
		return err
	}
	select {
	case err := <-t.results:
		return err
	case <-t.ended:
		return t.reason()
	}
}

// PortID implements transport.Transport.
func (t *socket) PortID() uint32 { return t.portID }

// ReceiveBuffer tells how many octets may wait in the server's socket.
func (t *socket) ReceiveBuffer() (int, error) {
	if t.buffer == 0 {
		return 0, errors.New("the server does not know its receive buffer")
	}
	return int(t.buffer), nil
}

// Drops tells how many datagrams had been lost when the last overrun came.
func (t *socket) Drops() (uint32, error) { return t.drops.Load(), nil }

// KeepsDumps reports whether this side takes the largest datagrams there are: the server drops what it does not take.
func (t *socket) KeepsDumps() bool { return t.link.limits.Datagram >= transport.MaxSize }

// Close implements transport.Transport. The server closes its socket soon after. Who waits is told before, which may
// wait for a server that reads nothing.
func (t *socket) Close() error {
	if t.fail(os.ErrClosed) {
		t.link.remove(t.id)
		_ = t.link.send(wire.TypeClosed, t.id, nil, wire.Status{}.Append(nil), true) // no connection, no socket
	}
	return nil
}
