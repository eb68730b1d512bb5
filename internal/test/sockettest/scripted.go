package sockettest

import (
	"context"
	"os"
	"slices"
	"sync"

	"github.com/nlkit/nlkit/transport"
)

// ScriptedPort is the port id of scripted sockets.
const ScriptedPort = 77

// Scripted is a socket that receives what the test gives it.
type Scripted struct {
	Arrive chan Arrival
	Sent   chan []byte
	Refuse error // of Send
	Unleft error // of Leave
	Loses  bool  // parts of dumps too
	Closed chan struct{}
	once   sync.Once

	mu     sync.Mutex
	joined []uint32
	next   []Arrival // there already
}

// Arrival is what a Scripted receives.
type Arrival struct {
	Datagram []byte
	From     transport.From
	Err      error
	Then     []Arrival // what is there as soon as this is
}

// Together is arrivals between which the socket is never empty.
func Together(all []Arrival) Arrival {
	first := all[0]
	first.Then = all[1:]
	return first
}

// NewScripted makes one to which nothing has come.
func NewScripted() *Scripted {
	return &Scripted{Arrive: make(chan Arrival, 100), Sent: make(chan []byte, 100), Closed: make(chan struct{})}
}

// Open is an opener of the socket itself.
func (s *Scripted) Open(context.Context, int, transport.Options) (transport.Transport, error) {
	return s, nil
}

// KeepsDumps tells what the test says.
func (s *Scripted) KeepsDumps() bool { return !s.Loses }
func (s *Scripted) PortID() uint32   { return ScriptedPort }
func (s *Scripted) Close() error     { s.once.Do(func() { close(s.Closed) }); return nil }

// Join notes a group.
func (s *Scripted) Join(group uint32) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.joined = append(s.joined, group)
	return nil
}

// Leave forgets a group, and returns Unleft.
func (s *Scripted) Leave(group uint32) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.joined = slices.DeleteFunc(s.joined, func(g uint32) bool { return g == group })
	return s.Unleft
}

// Groups are those that were joined and not left.
func (s *Scripted) Groups() []uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.joined)
}

// Send tells the test, and returns Refuse.
func (s *Scripted) Send(ctx context.Context, datagram []byte, d transport.Delivery) error {
	if err := d.Refuse("a script"); err != nil {
		return err
	}
	select {
	case s.Sent <- append([]byte(nil), datagram...):
		return s.Refuse
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Receive gives what the test has made arrive.
func (s *Scripted) Receive(ctx context.Context, _ []byte, wait bool) ([]byte, transport.From, error) {
	a, err := s.arrival(ctx, wait)
	if err != nil {
		return nil, transport.From{}, err
	}
	return a.Datagram, a.From, a.Err
}

func (s *Scripted) arrival(ctx context.Context, wait bool) (Arrival, error) {
	if a, ok := s.pop(); ok {
		return a, nil
	}
	if !wait {
		select {
		case a := <-s.Arrive:
			return s.push(a), nil
		default:
			return Arrival{}, transport.ErrEmpty
		}
	}
	select {
	case a := <-s.Arrive:
		return s.push(a), nil
	case <-s.Closed:
		return Arrival{}, os.ErrClosed
	case <-ctx.Done():
		return Arrival{}, context.Cause(ctx)
	}
}

// push keeps what came together with an Arrival.
func (s *Scripted) push(a Arrival) Arrival {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next = append(s.next, a.Then...)
	return a
}

func (s *Scripted) pop() (a Arrival, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.next) == 0 {
		return Arrival{}, false
	}
	a, s.next = s.next[0], s.next[1:]
	return a, true
}
