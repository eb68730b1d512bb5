package recording

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/transport"
)

// Replay answers from a recording. It may be used by many goroutines at once.
type Replay struct {
	strict bool
	speed  float64 // 0: do not wait
	match  matcher
	faults []error

	mu       sync.Mutex
	sides    map[int][]*side // recorded sockets by protocol, in the order of first use
	requests []*request
	byKey    map[string][]*request // those that the capture tells whole
	masked   []*request            // the others
	groups   map[int]uint32        // the highest that was recorded, by protocol
	stands   map[int]int           // how many recorded sockets of a protocol have one that stands for them
	sockets  uint32
}

// Option changes how a recording is replayed.
type Option func(*Replay)

// Strict takes the requests of each socket in the order they were recorded in only, and each only once.
func Strict() Option { return func(r *Replay) { r.strict = true } }

// Ignore names what does not matter in requests: attributes, "IFLA_EXT_MASK" at any depth, or a path,
// "IFLA_LINKINFO/IFLA_INFO_DATA", which then need not be there either; and members of the fixed struct: "ifi_family".
func Ignore(names ...string) Option {
	return func(r *Replay) { r.match.ignored = append(r.match.ignored, names...) }
}

// Paced lets what came in the recording some time after a request come as long after it, divided by speed.
func Paced(speed float64) Option { return func(r *Replay) { r.speed = max(speed, 0) } }

// WithRegistry reads the recording by other tables than all there are.
func WithRegistry(reg *codec.Registry) Option {
	return func(r *Replay) { r.match.decoder.Registry = reg }
}

// Open reads a capture of any format that package captures reads, compressed or not.
func Open(file string, opts ...Option) (*Replay, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("replay: %w", err)
	}
	defer f.Close()
	return Load(f, file, opts...)
}

// Load is Open for a capture that is no file. name stands for it in positions and errors.
func Load(from io.Reader, name string, opts ...Option) (*Replay, error) {
	r := newReplay(opts)
	unknown := captures.Options{Formats: formats.All(), Registry: r.match.decoder.Registry,
		Protocol: captures.ProtocolUnknown}
	c, _, err := captures.Open(from, name, unknown)
	if err != nil {
		return nil, fmt.Errorf("replay: %w", err)
	}
	return r.read(c, name)
}

// Read is Open for a capture whose reader there is already.
func Read(c captures.Reader, opts ...Option) (*Replay, error) {
	return newReplay(opts).read(c, "the capture")
}

func newReplay(opts []Option) *Replay {
	r := &Replay{sides: map[int][]*side{}, byKey: map[string][]*request{}, stands: map[int]int{}, groups: map[int]uint32{}}
	r.match.decoder = codec.Decoder{Registry: tables.Registry(), Resolver: codec.NewResolver()}
	for _, opt := range opts {
		opt(r)
	}
	return r
}

func (r *Replay) read(c captures.Reader, name string) (*Replay, error) {
	if err := r.load(c); err != nil {
		return nil, err
	}
	if len(r.sides) == 0 {
		return nil, errors.Join(fmt.Errorf("replay: %s holds no netlink traffic that can be replayed", name),
			r.firstFault())
	}
	return r, nil
}

func (r *Replay) firstFault() error {
	if len(r.faults) == 0 {
		return nil
	}
	return r.faults[0]
}

// add keeps a request where it is found.
func (r *Replay) add(q *request) {
	r.requests = append(r.requests, q)
	if q.mask != "" {
		r.masked = append(r.masked, q)
		return
	}
	r.byKey[q.key] = append(r.byKey[q.key], q)
}

// Faults returns what of the capture could not be read, or not be used.
func (r *Replay) Faults() []error { return slices.Clone(r.faults) }

// Resolver returns what the recording knows of generic netlink families.
func (r *Replay) Resolver() *codec.Resolver { return r.match.decoder.Resolver }

// Unused returns the recorded requests that were never asked, each as its place and what it says, in the order of the
// recording. Requests for the id of a generic netlink family are not among them.
func (r *Replay) Unused() (unused []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, q := range r.requests {
		if q.asked == 0 && !q.lookup {
			unused = append(unused, q.pos.String()+": "+r.match.line(q.side.protocol, q.octets, q.missing))
		}
	}
	return unused
}

// TB is what CheckUsed needs of a testing.TB.
type TB interface {
	Helper()
	Cleanup(func())
	Errorf(format string, args ...any)
}

// CheckUsed makes a test fail at its end if some of the recorded requests were not asked.
func (r *Replay) CheckUsed(t TB) {
	t.Helper()
	t.Cleanup(func() {
		t.Helper()
		for _, u := range r.Unused() {
			t.Errorf("recorded, but not asked: %s", u)
		}
	})
}

// Transport returns a socket of a netlink protocol that answers from the recording. Each call makes another one.
func (r *Replay) Transport(protocol int) transport.Transport {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sockets++
	const firstPort = 0xf0000000 // above what the kernel gives: recorded port ids stay others
	return &socket{
		replay: r, protocol: protocol, portID: firstPort + r.sockets,
		table: r.match.decoder.Registry.Protocol(protocol), groups: map[uint32]bool{}, notify: make(chan struct{}, 1),
		closed: make(chan struct{}),
	}
}

// find returns the recorded request that a message of a socket is, or says why there is none. The mutex is held.
func (r *Replay) find(s *socket, msg []byte) (*request, error) {
	m := r.match.decode(s.protocol, msg, nil)
	key, _ := r.match.key(m, s.protocol, msg, nil)
	if r.strict && !isLookup(m) {
		return r.next(s, msg, key)
	}
	candidates := slices.Clone(r.byKey[key])
	for _, q := range r.masked {
		if q.matches(key) {
			candidates = append(candidates, q)
		}
	}
	if q := choose(candidates, s.side); q != nil {
		return q, nil
	}
	return nil, r.unknown(s, msg)
}

// choose takes the first request that was not asked, of the own socket if there is one, or else the last.
func choose(candidates []*request, own *side) (best *request) {
	rank := func(q *request) (n int) {
		if q.asked == 0 {
			n += 2
		}
		if q.side == own {
			n++
		}
		return n
	}
	for _, q := range candidates {
		if best == nil || rank(q) > rank(best) || q.asked > 0 && rank(q) == rank(best) {
			best = q
		}
	}
	return best
}

// next is find where the order counts.
func (r *Replay) next(s *socket, msg []byte, key string) (*request, error) {
	if s.side == nil {
		reason := fmt.Sprintf("the recording holds no more than %d sockets of %s", r.stands[s.protocol], s.name())
		return nil, r.refuse(s, msg, reason)
	}
	s.side.skipLookups()
	if s.side.next == len(s.side.requests) {
		return nil, r.refuse(s, msg, fmt.Sprintf("the socket sent no more than %d requests", s.side.next))
	}
	q := s.side.requests[s.side.next]
	if !q.matches(key) {
		return nil, r.outOfOrder(s, msg, q)
	}
	s.side.next++
	return q, nil
}

// skipLookups goes past requests that need not come.
func (s *side) skipLookups() {
	for s.next < len(s.requests) && s.requests[s.next].lookup {
		s.next++
	}
}

// due is when something that came some time after a step is to come again: the zero time is at once.
func (r *Replay) due(d time.Duration) time.Time {
	if r.speed == 0 {
		return time.Time{}
	}
	return time.Now().Add(time.Duration(float64(max(d, 0)) / r.speed))
}
