package proxy

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/locked"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// Socket is a netlink socket whose messages pass chains of callbacks. It may be used by many goroutines at once:
// requests are pipelined, and each finds its answers by sequence number. It has no goroutine until something is
// subscribed to, except for one that reads ahead in a Stream: whoever waits for an answer reads the socket, for all
// others too.
type Socket struct {
	protocol   int
	transport  transport.Transport
	prefetch   transport.Prefetcher // nil if the transport cannot tell
	registry   *codec.Registry
	resolver   *codec.Resolver
	decoder    codec.Decoder
	encoder    codec.Encoder // of requests
	dumping    codec.Encoder // of those for dumps
	style      transport.AckStyle
	retries    int
	keepsDumps bool            // as the transport tells
	table      *codec.Protocol // nil if no table knows the protocol
	gate       verdicts.Gate

	seq     atomic.Uint32
	reading chan struct{} // holds a token: who takes it reads the socket

	requests   sync.Pool // of *[]byte, for requests being encoded
	spareCalls sync.Pool // of *call

	recovery   recovery      // belongs to who has the token of reading
	arrivals   atomic.Uint64 // counts datagrams that came
	timestamps bool

	state     locked.Value[state]
	pumpMoved *sync.Cond // a pump has ended, or has gone to callbacks

	flooding atomic.Pointer[call] // a stream whose consumer is behind: the pump does not read meanwhile
	ebb      chan struct{}        // it is no longer

	queueLimit int            // of subscriptions that have none of their own
	joining    sync.Mutex     // serializes changes of groups
	groupNames sync.Map       // of generic netlink, by number, as far as they were looked up
	groups     map[uint32]int // how many subscriptions want a group

	closed    chan struct{}
	closeOnce sync.Once
	closeErr  error
}

// buffers is of *[]byte, transport.DumpSize long, for the datagrams of all sockets.
var buffers = sync.Pool{New: func() any { b := make([]byte, transport.DumpSize); return &b }}

// Open opens a netlink socket of a protocol.
func Open(protocol int, opts ...Option) (*Socket, error) {
	o := optionsWith(opts)
	t, err := o.openTransport(protocol)
	if err != nil {
		return nil, err
	}
	if o.resolver == nil {
		o.resolver = codec.NewResolver()
	}
	s := &Socket{
		protocol: protocol, transport: t, registry: o.registry, resolver: o.resolver,
		style: o.AckStyle(), retries: o.retries, timestamps: o.timestamps, queueLimit: o.queueLimit,
		decoder: codec.Decoder{Registry: o.registry, Resolver: o.resolver},
		encoder: codec.Encoder{Registry: o.registry, Resolver: o.resolver, BigEndian: host.BigEndian,
			Flags: codec.FlagRequest},
		reading: make(chan struct{}, 1), closed: make(chan struct{}),
		ebb: make(chan struct{}, 1), groups: map[uint32]int{},
	}
	s.dumping = s.encoder
	s.dumping.Flags |= codec.FlagDump
	s.table = o.registry.Protocol(protocol)
	s.prefetch, _ = transport.Capability[transport.Prefetcher](t)
	if k, ok := transport.Capability[transport.DumpKeeper](t); ok {
		s.keepsDumps = k.KeepsDumps()
	}
	s.requests.New = func() any { return new([]byte) }
	s.spareCalls.New = func() any { return new(call) }
	s.gate.Decoder, s.gate.Protocol, s.gate.Kernel = &s.decoder, protocol, direct{s}
	s.pumpMoved = s.state.Cond()
	st := s.state.Lock()
	st.Socket, st.calls = s, map[uint32]*call{}
	s.state.Unlock()
	s.reading <- struct{}{}
	return s, nil
}

// openTransport opens what the options say that the socket stands on.
func (o *options) openTransport(protocol int) (transport.Transport, error) {
	if o.err != nil {
		return nil, fmt.Errorf("open %s: %w", o.registry.ProtocolName(protocol), o.err)
	}
	t, err := o.open(protocol, o.Options)
	if err == nil && o.recorder != nil {
		t = o.recorder.Record(protocol, t)
	}
	return t, err
}

// Protocol returns the netlink protocol number.
func (s *Socket) Protocol() int { return s.protocol }

// PortID returns the port id of the socket.
func (s *Socket) PortID() uint32 { return s.transport.PortID() }

// Registry returns the tables of the socket.
func (s *Socket) Registry() *codec.Registry { return s.registry }

// Resolver returns what the socket knows of generic netlink families.
func (s *Socket) Resolver() *codec.Resolver { return s.resolver }

// Close closes the socket. What waits on it returns ErrClosed. It does not wait for callbacks, one of which may be the
// caller.
func (s *Socket) Close() error {
	s.closeOnce.Do(func() {
		close(s.closed)
		s.closeErr = s.transport.Close()
		st := s.state.Lock()
		st.awaitPump()
		subs := slices.Clone(st.subs)
		s.state.Unlock()
		for _, sub := range subs {
			sub.joins.Wait()
		}
	})
	return s.closeErr
}

func (s *Socket) isClosed() bool {
	select {
	case <-s.closed:
		return true
	default:
		return false
	}
}

// OnSend adds a callback to the end of the chain that messages pass on their way to the kernel, and returns what takes
// it off again. A Match that no message of the socket can meet is an error. If it names a generic netlink family, or a
// command of one, the controller is asked for the family's id first, until ctx ends.
func (s *Socket) OnSend(ctx context.Context, m verdicts.Match, f verdicts.Callback) (remove func(), err error) {
	remove, err = s.gate.OnSend(ctx, m, f)
	return remove, ofCallback(err)
}

// OnRecv adds a callback to the end of the chain that messages pass on their way from the kernel, as OnSend does.
func (s *Socket) OnRecv(ctx context.Context, m verdicts.Match, f verdicts.Callback) (remove func(), err error) {
	remove, err = s.gate.OnRecv(ctx, m, f)
	return remove, ofCallback(err)
}

func ofCallback(err error) error {
	if err != nil {
		return fmt.Errorf("callback: %w", err)
	}
	return nil
}

// RefusedEvents returns how many events callbacks have answered by an Error. Nobody asked for those: they were dropped.
func (s *Socket) RefusedEvents() uint64 { return s.gate.RefusedEvents() }

// passage is what the gate is told of the socket.
func (s *Socket) passage() verdicts.Passage {
	return verdicts.Passage{PortID: s.PortID(), Style: s.style}
}

// errElsewhere says that there is no descriptor of the socket here.
var errElsewhere = fmt.Errorf("the socket's other end is not this machine's kernel: %w", syscall.EOPNOTSUPP)

// SyscallConn gives the descriptor of the socket to who sets options that this package does not, or attaches filters:
// Control may be called at any time. Its Read and Write are refused, as is all of it if the other end is not the kernel
// of this machine (EOPNOTSUPP).
func (s *Socket) SyscallConn() (syscall.RawConn, error) {
	c, ok := transport.Capability[syscall.Conn](s.transport)
	if !ok {
		return nil, errElsewhere
	}
	return c.SyscallConn()
}

// headless reports whether datagrams have no message headers.
func (s *Socket) headless() bool { return s.table != nil && s.table.Headless }

func (s *Socket) context() codec.Context {
	return codec.Context{Protocol: s.protocol, BigEndian: host.BigEndian}
}
