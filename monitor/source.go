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
	follower *follow.Follower
	matcher  *filter.Matcher // nil: everything is wanted
	done     chan struct{}   // of tellings
	event    Event           // that is being told
	implied  Event           // its ImpliedBy
	known    map[uint32]Group
	unasked  map[uint32]bool // groups that are joined for others

	mu    sync.Mutex
	stats SocketStats
	group map[uint32]int // which of the stats are of a group
}

// openSource opens a socket, joins its groups and lists what it tells of.
func (m *Monitor) openSource(ctx context.Context, s *space, x *interest, opts []proxy.Option) (*source, error) {
	src := &source{interest: x, monitor: m, space: s, done: make(chan struct{}, 1), group: map[uint32]int{},
		known: map[uint32]Group{}, unasked: map[uint32]bool{}}
	src.stats = SocketStats{NetNS: s.label, Protocol: x.protocol}
	if m.options.Filter != nil {
		src.matcher = m.options.Filter.Matcher()
	}
	var err error
	if src.socket, err = proxy.Open(x.protocol, opts...); err != nil {
		return nil, err
	}
	src.follower, err = follow.OpenTo(ctx, src.socket, follow.Interest{
		Tables: x.tables(!m.options.NoState), Groups: x.joined(), Everything: true, Limit: m.options.StateLimit,
	})
	if err != nil {
		_ = src.socket.Close()
		return nil, err
	}
	return src, nil
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

// run tells what happens until ctx ends, or the socket fails.
func (s *source) run(ctx context.Context) {
	for c, err := range s.follower.Changes(ctx) {
		switch {
		case err != nil && ctx.Err() != nil:
			return
		case err != nil:
			s.fail(ctx, err)
			return
		}
		if e := s.present(&c); e != nil && !s.monitor.tell(ctx, e, nil, s.done) {
			return
		}
	}
}

// fail tells why a socket is watched no longer.
func (s *source) fail(ctx context.Context, err error) {
	if errors.Is(err, proxy.ErrClosed) {
		return
	}
	if s.monitor.options.AllNamespaces {
		s.monitor.options.notice(s.where() + " is watched no longer: " + err.Error())
		return
	}
	s.monitor.tell(ctx, nil, err, s.done)
}

// where names the socket for people.
func (s *source) where() string {
	name := s.monitor.registry.ProtocolName(s.protocol)
	if s.space.label != "" {
		name += " in " + strconv.Quote(s.space.label)
	}
	return name
}
