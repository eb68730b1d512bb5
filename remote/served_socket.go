package remote

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/late"
	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
	"github.com/nlkit/nlkit/verdicts"
)

// servedSocket is a socket that a client opened: one goroutine takes what the client sends, one reads the transport.
type servedSocket struct {
	client   *served
	id       uint32
	request  wire.Open
	protocol int
	table    *codec.Protocol
	ctx      context.Context
	cancel   context.CancelCauseFunc
	inbox    *inbox  // of what the client sends
	credit   *credit // for what the client gets

	transport transport.Transport
	gate      verdicts.Gate
	style     transport.AckStyle
	own       ownSocket

	mu    sync.Mutex
	asked bool               // a Sync frame was not answered
	token uint32             // of the last one, which answers those before it
	poke  context.CancelFunc // ends waiting for a datagram
	lost  uint32             // datagrams that the client could not take
	late  *late.Answers      // answers of callbacks to what is being sent, or nil
	// settled is closed when what was in the socket has been passed on; nil if nobody waits for that.
	settled chan struct{}
	// The client was told of an overrun, and how many were lost by then; the queue has not been empty since.
	overran bool
	told    uint32
}

func newServedSocket(ctx context.Context, c *served, id uint32, r wire.Open) *servedSocket {
	s := &servedSocket{
		client: c, id: id, request: r, protocol: int(r.Protocol), table: c.permits.registry.Protocol(int(r.Protocol)),
		inbox: newInbox(c.limits.Window), credit: newCredit(c.peer.Window),
		style: transport.AckStyle{Capped: r.Flags&wire.WholeAcks == 0, Extended: true},
	}
	s.ctx, s.cancel = context.WithCancelCause(ctx)
	s.own.served = s
	s.gate = verdicts.Gate{
		Decoder:  &codec.Decoder{Registry: c.permits.registry, Resolver: c.resolver},
		Protocol: s.protocol, Pid: c.identity.pid(), Kernel: &s.own,
	}
	return s
}

// end ends the socket. Its goroutines see it.
func (s *servedSocket) end(err error) {
	s.cancel(err)
	s.inbox.fail(err)
	s.credit.fail(err)
}

// run is the socket's life.
func (s *servedSocket) run() {
	defer s.client.remove(s.id)
	err := s.open()
	if err == nil {
		var reader sync.WaitGroup
		reader.Go(s.receive)
		err = s.work()
		s.end(err)
		_ = s.transport.Close() // nobody is there to hear of it
		reader.Wait()
		s.own.close()
		err = context.Cause(s.ctx)
	}
	s.end(err)
	// when the server's context ends the client hears why from the connection
	if !errors.Is(err, errGone) && !errors.Is(err, context.Canceled) && s.client.cause() == nil {
		_ = s.client.send(wire.TypeClosed, s.id, nil, statusFrom(err).Append(nil), true)
	}
}

// open opens the transport, if the policy allows it.
func (s *servedSocket) open() (err error) {
	p := s.client.permits
	if err := p.protocol(s.protocol); err != nil {
		return err
	}
	if p.OneNamespace && s.request.Flags&wire.AllNamespaces != 0 {
		return refused("the events of all namespaces")
	}
	if err := p.addTo(&s.gate); err != nil {
		return fmt.Errorf("callbacks of the server: %w", err)
	}
	if s.transport, err = s.openTransport(optionsOf(s.request, s.client.limits)); err != nil {
		return err
	}
	var buffer int
	if r, ok := transport.Capability[transport.BufferTeller](s.transport); ok {
		buffer, _ = r.ReceiveBuffer() // 0: not known
	}
	err = s.client.send(wire.TypeOpened, s.id, nil, wire.AppendWords(nil, s.transport.PortID(), uint32(buffer)),
		true)
	if err != nil {
		_ = s.transport.Close() // the client is gone already
	}
	return err
}

func (s *servedSocket) openTransport(o transport.Options) (transport.Transport, error) {
	if open := s.client.permits.Open; open != nil {
		return open(s.ctx, s.protocol, o)
	}
	return kernel.Open(s.protocol, o)
}

// work takes what the client sends until the socket ends.
func (s *servedSocket) work() error {
	for {
		f, err := s.inbox.next(s.ctx)
		if err != nil {
			return err
		}
		if err := s.carryOut(f); err != nil {
			return err
		}
		more := s.inbox.done(f)
		wire.Recycle(f.Payload)
		if more > 0 {
			if err := s.client.send(wire.TypeCredit, s.id, nil, wire.AppendWords(nil, more), true); err != nil {
				return err
			}
		}
	}
}

func (s *servedSocket) carryOut(f wire.Frame) error {
	if f.Type == wire.TypeDatagram {
		return s.pass(f.Payload)
	}
	v, err := wire.Words(f.Payload, 1)
	if err != nil {
		return err
	}
	if f.Type == wire.TypeSync {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked, s.token = true, v[0]
		if s.poke != nil {
			s.poke()
		}
		return nil
	}
	result := wire.Status{}
	if err := s.change(f.Type, v[0]); err != nil {
		result = statusFrom(err)
	}
	return s.client.send(wire.TypeResult, s.id, nil, result.Append(nil), true)
}

// change joins or leaves a group.
func (s *servedSocket) change(t wire.Type, group uint32) error {
	if t == wire.TypeLeave {
		return s.transport.Leave(group)
	}
	if err := s.client.permits.group(s.ctx, s.own.open, group); err != nil {
		return err
	}
	return s.transport.Join(group)
}

// pass sends a datagram on, as far as the chain lets it, and answers what does not go on.
func (s *servedSocket) pass(datagram []byte) error {
	if len(datagram) == 0 {
		return nil
	}
	forward, replies, after := datagram, [][]byte(nil), []int(nil)
	if judged := s.client.permits.judgesTypes(); judged && s.hides(datagram) {
		return refused("datagrams whose messages cannot be told apart")
	} else if judged || !s.gate.Send.Empty() {
		forward, replies, after = s.gate.Outgoing(s.ctx, datagram, s.sent())
	}
	if err := context.Cause(s.ctx); err != nil {
		return err
	}
	waiting := late.New(forward, replies, after)
	if err := s.reply(waiting.UpTo(0)); err != nil {
		return err
	}
	if err := s.sendAround(forward, waiting); err != nil {
		return err
	}
	return s.client.flush()
}

// sent is what the gate is told of what the client sends.
func (s *servedSocket) sent() verdicts.Passage {
	p := verdicts.Passage{PortID: s.transport.PortID(), Style: s.style}
	if c := s.client.identity.Credentials; c != nil {
		p.From = transport.From{PortID: p.PortID, NSID: -1, Pid: c.PID, UID: int(c.UID), GID: int(c.GID)}
	}
	return p
}

// reply gives the client answers in the kernel's place.
func (s *servedSocket) reply(replies [][]byte) error {
	for _, r := range replies {
		if err := s.deliver(r, transport.FromKernel()); err != nil {
			return err
		}
	}
	return nil
}

// sendAround sends what callbacks left of a datagram. Their answers take their place among the kernel's.
func (s *servedSocket) sendAround(forward []byte, waiting *late.Answers) error {
	if len(forward) == 0 {
		return nil
	}
	left := !waiting.Empty()
	if left {
		s.mu.Lock()
		s.late = waiting
		s.mu.Unlock()
	}
	if err := s.transport.Send(s.ctx, forward, transport.Delivery{}); err != nil {
		for _, r := range s.refusals(forward, err) {
			from := transport.FromKernel()
			if err := errors.Join(s.interleave(r, from), s.deliver(r, from)); err != nil {
				return err
			}
		}
	} else if left {
		if err := s.settle(); err != nil {
			return err
		}
	}
	s.mu.Lock()
	rest := waiting.Rest()
	s.late = nil
	s.mu.Unlock()
	return s.reply(rest)
}

// interleave gives the client the answers of callbacks that come before one of the kernel.
func (s *servedSocket) interleave(datagram []byte, from transport.From) error {
	s.mu.Lock()
	l := s.late
	s.mu.Unlock()
	if l == nil || from.Group != 0 || s.table != nil && s.table.Headless {
		return nil
	}
	for msg, ok := range host.Messages(datagram) {
		if !ok {
			return nil
		}
		s.mu.Lock()
		due := l.Before(host.Header(msg).Seq)
		s.mu.Unlock()
		if err := s.reply(due); err != nil {
			return err
		}
	}
	return nil
}

// settle waits until the client has been sent what the kernel has answered by now.
func (s *servedSocket) settle() error {
	settled := make(chan struct{})
	s.mu.Lock()
	s.settled = settled
	if s.poke != nil {
		s.poke()
	}
	s.mu.Unlock()
	select {
	case <-settled:
		return nil
	case <-s.ctx.Done():
		return context.Cause(s.ctx)
	}
}

// hides reports whether a datagram may hold messages that the chain does not see as such: the protocol has no headers,
// or its lengths are not taken at their word.
func (s *servedSocket) hides(datagram []byte) bool {
	if s.table == nil || !s.table.Headless && !s.table.ShortLength {
		return false
	}
	return s.table.Headless || len(datagram) < codec.HeaderLen || int(host.Header(datagram).Len)+3 < len(datagram)
}

// refusals are the answers to requests that could not be sent.
func (s *servedSocket) refusals(datagram []byte, err error) (replies [][]byte) {
	f := transport.Failure{Errno: syscall.EIO, Message: "the server could not send it: " + err.Error()}
	errors.As(err, &f.Errno)
	for msg, ok := range host.MessagesOf(s.table, datagram) {
		if ok && (s.table == nil || !s.table.Headless) {
			replies = append(replies, transport.AppendAck(nil, msg, s.transport.PortID(), f, s.style))
		}
	}
	return replies
}
