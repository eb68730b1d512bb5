package monitor

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/brief"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/proxy"
)

// Monitor tells what happens. Its Events are for one goroutine; Stats and Close may be called by others.
type Monitor struct {
	options  Options
	socket   *proxy.Socket
	follower *follow.Follower
	names    *brief.Names
	changes  []Change
}

// Open begins to watch. Groups are joined, and the first lists read, before it returns.
func Open(ctx context.Context, o Options) (*Monitor, error) {
	list, err := interests(tables.Registry(), o.Groups)
	if err != nil {
		return nil, err
	}
	m := &Monitor{options: o}
	opts := []proxy.Option{proxy.Timestamps()}
	if o.ReceiveBuffer > 0 {
		opts = append(opts, proxy.ReceiveBuffer(o.ReceiveBuffer))
	}
	if len(o.Namespaces) > 0 {
		opts = append(opts, proxy.InNetNS(o.Namespaces[0]))
	}
	if m.socket, err = proxy.Open(proxy.Route, opts...); err != nil {
		return nil, err
	}
	var followed []*follow.Table
	for _, t := range []*follow.Table{
		follow.Links, follow.Addresses, follow.NextHops, follow.Routes, follow.Rules, follow.Neighbours, follow.Qdiscs,
	} {
		if slices.ContainsFunc(list, func(x *interest) bool {
			return x.protocol == linux.NETLINK_ROUTE && slices.Contains(x.groups, t.Groups[0])
		}) {
			followed = append(followed, t)
		}
	}
	if m.follower, err = follow.Open(ctx, m.socket, followed...); err != nil {
		_ = m.socket.Close()
		return nil, fmt.Errorf("monitor: %w", err)
	}
	return m, nil
}

// Events returns what happens, as it becomes known, until ctx ends or the Monitor is closed. The loop may be left, and
// begun again.
func (m *Monitor) Events(ctx context.Context) iter.Seq2[*Event, error] {
	return func(yield func(*Event, error) bool) {
		for c, err := range m.follower.Changes(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(m.event(&c), nil) {
				return
			}
		}
	}
}

func (m *Monitor) event(c *follow.Change) *Event {
	e := &Event{Time: c.From.Time, Op: c.Op, Old: c.Old, Message: message(c)}
	if e.Time.IsZero() {
		e.Time = time.Now()
	}
	switch {
	case c.Op == follow.Current:
		e.Kind = Current
	case c.Source == follow.Listed:
		e.Kind = Listed
	case c.Source == follow.Found:
		e.Kind = Found
	}
	name := c.Table.Groups[0]
	e.Group = Group{linux.NETLINK_ROUTE, c.From.Group, name, wordOf(linux.NETLINK_ROUTE, name)}
	m.changes = c.Differences(m.changes[:0])
	e.Changes = m.changes
	if c.New != nil {
		m.names = m.names.Learn(c.New)
	}
	e.Names, e.Table = m.names, c.Table.Name
	return e
}

// message returns what is told of a change.
func message(c *follow.Change) *codec.Message {
	switch {
	case c.Event != nil:
		return c.Event
	case c.New != nil:
		return c.New
	}
	return c.Old
}

// Stats returns what was received so far. It may be called at any time.
func (m *Monitor) Stats() Stats { return Stats{} }

// Close ends it.
func (m *Monitor) Close() error { return m.socket.Close() }
