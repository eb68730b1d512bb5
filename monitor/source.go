package monitor

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"

	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/proxy"
)

// source is a socket that is watched: a protocol in a network namespace.
type source struct {
	*interest
	monitor  *Monitor
	space    *space
	socket   *proxy.Socket
	noted    *Cause // of the last datagram
	who      *whoOf // nil: nobody tells who causes what is received
	follower *follow.Follower
	recorded *follow.Recorded // in place of the socket and the follower

	recordedCause Cause // of what is read from a recording
	owners        owners
	held          []follow.Change // of a commit of nft that has not ended
	ripe          []follow.Change // that were held, and are told now
	commit        Cause           // who made them
	failure       error           // why nothing more comes
	matcher       *filter.Matcher // nil: everything is wanted
	told          chan struct{}   // what was at hand is told
	event         Event           // that is being told
	implied       [4]Event        // its ImpliedBy, and what implied that
	known         map[uint32]Group
	unasked       map[uint32]bool // groups that are joined for others

	mu    sync.Mutex
	stats SocketStats
	group map[uint32]int // which of the stats are of a group
}

func (m *Monitor) newSource(s *space, x *interest) *source {
	src := &source{
		interest: x, monitor: m, space: s, told: make(chan struct{}, 1), group: map[uint32]int{},
		known: map[uint32]Group{}, unasked: map[uint32]bool{},
	}
	src.stats = SocketStats{NetNS: s.label, Protocol: x.protocol}
	if m.options.Filter != nil {
		src.matcher = m.options.Filter.Matcher()
	}
	return src
}

// openSource opens a socket, joins its groups and lists what it tells of.
func (m *Monitor) openSource(ctx context.Context, s *space, x *interest, opts []proxy.Option) (_ *source, err error) {
	src := m.newSource(s, x)
	if src.socket, err = proxy.Open(x.protocol, opts...); err != nil {
		return nil, err
	}
	src.attach()
	if src.follower, err = follow.OpenTo(ctx, src.socket, src.interestIn()); err != nil {
		src.close()
		return nil, err
	}
	return src, nil
}

// close closes the socket. What it has received may still be told.
func (s *source) close() {
	if s.who != nil {
		_ = s.who.Close()
	}
	if s.socket != nil {
		_ = s.socket.Close()
	}
}

// interestIn is what is followed.
func (s *source) interestIn() follow.Interest {
	o := &s.monitor.options
	return follow.Interest{
		Tables: s.tables(!o.NoState), Groups: s.joined(), Everything: true, Note: s.note, Limit: o.StateLimit,
	}
}

// joined is the groups to join: of generic netlink all of a family, since they may come later, and have other numbers
// when they come again.
func (x *interest) joined() (groups []string) {
	for _, name := range x.groups {
		if family, _, ok := strings.Cut(name, "/"); ok && x.protocol == linux.NETLINK_GENERIC {
			name = family + "/*"
		}
		groups = append(groups, name)
	}
	return groups
}

// run waits for what happens, and has it told by who reads Events, until the Monitor ends or the socket fails.
func (s *source) run(ctx context.Context) {
	for ctx.Err() == nil {
		if len(s.ripe) == 0 {
			s.failure = s.follower.Wait(ctx)
		}
		if s.failure != nil && !s.fails(ctx) {
			return
		}
		select {
		case s.monitor.ready <- s:
		case <-ctx.Done():
			return
		}
		select {
		case <-s.told:
		case <-ctx.Done():
			return
		}
		if s.failure != nil {
			return
		}
	}
}

// fails reports whether the failure of a socket is to be told, and not that it was closed.
func (s *source) fails(ctx context.Context) bool {
	if ctx.Err() != nil || errors.Is(s.failure, proxy.ErrClosed) {
		return false
	}
	if s.monitor.options.AllNamespaces {
		s.monitor.options.notice(s.where() + " is watched no longer: " + s.failure.Error())
	}
	return !s.monitor.options.AllNamespaces
}

// turn is how many events of a socket are told before it is the turn of another.
const turn = 1024

// tell tells what is at hand. It reports whether to go on.
func (s *source) tell(ctx context.Context, yield func(*Event, error) bool) bool {
	if !s.tellRipe(yield) {
		return false
	}
	if s.failure != nil {
		yield(nil, s.failure)
		return false
	}
	left := turn
	for c, err := range s.follower.AtHand(ctx) {
		if err != nil {
			yield(nil, err)
			return false
		}
		if !s.tellOne(&c, yield) {
			return false
		}
		if left--; left == 0 {
			break
		}
	}
	return true
}

// tellOne tells of a change, or of those that were held back until it came.
func (s *source) tellOne(c *follow.Change, yield func(*Event, error) bool) (more bool) {
	if s.holds(c) {
		return s.tellRipe(yield)
	}
	e := s.present(c)
	return e == nil || yield(e, nil)
}

// tellRipe tells of what was held back.
func (s *source) tellRipe(yield func(*Event, error) bool) (more bool) {
	for len(s.ripe) > 0 {
		e := s.present(&s.ripe[0])
		if s.ripe = s.ripe[1:]; e != nil && !yield(e, nil) {
			return false
		}
	}
	s.commit = Cause{}
	return true
}

// where names the socket for people.
func (s *source) where() string {
	name := s.monitor.registry.ProtocolName(s.protocol)
	if s.space.label != "" {
		name += " in " + strconv.Quote(s.space.label)
	}
	return name
}
