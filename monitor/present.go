package monitor

import (
	"fmt"
	"strconv"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/follow"
)

// present makes an Event of a change; nil if it is not to be told.
func (s *source) present(c *follow.Change) *Event {
	e := &s.event
	s.learn(c)
	s.describe(e, c)
	if c.Op != follow.Current {
		s.explain(e, c.Cause)
	}
	switch c.Op {
	case follow.GivenUp:
		s.monitor.options.notice(fmt.Sprintf("%s: %s take too much memory (the limit is %d octets): "+
			"their events are told without what they change", s.where(), c.Table.Name, s.monitor.options.StateLimit))
		return nil
	case follow.Lost:
		s.count(func(st *SocketStats) { st.Dropped += c.Loss.Dropped; st.Resyncs++ })
		return e
	case follow.Current:
		if s.hides(c.Table) || c.Cause != nil {
			return nil
		}
		return e
	}
	if s.unasked[e.Group.Number] || s.monitor.options.NoState && c.Source != follow.Told {
		return nil
	}
	filtered := !s.matches(e)
	if c.Source == follow.Told {
		s.received(e.Group, filtered)
	}
	if filtered || e.Kind == Repeat && !s.monitor.options.Repeats {
		return nil
	}
	return e
}

// explain adds to an event what implied it, and what implied that.
func (s *source) explain(e *Event, cause *follow.Change) {
	for i := 0; cause != nil && i < len(s.implied); i++ {
		s.describe(&s.implied[i], cause)
		e.ImpliedBy = &s.implied[i]
		e, cause = e.ImpliedBy, cause.Cause
	}
}

// describe fills an Event with what is known of a change.
func (s *source) describe(e *Event, c *follow.Change) {
	*e = Event{
		Time: c.From.Time, NetNS: s.space.label, Op: c.Op, Kind: kindOf(c), Old: c.Old, Lost: c.Loss,
		Message: messageOf(c), Changes: c.Differences(e.Changes[:0]), Names: s.space.names.at(),
		sender: c.From.PortID,
	}
	if e.Time.IsZero() {
		e.Time = time.Now()
	}
	if c.Op == follow.Current {
		e.Table = c.Table.Name
	}
	if e.Message != nil {
		e.Group = s.groupOf(c, e.Message)
		e.Cause = s.cause(c)
	}
	stateless := s.monitor.options.NoState && e.Message != nil
	if stateless {
		e.Old, e.Changes, e.Kind = nil, nil, Told
	}
	if stateless || c.Op == follow.Passed || c.Op == follow.Same {
		e.Op = opOf(e.Message)
	}
}

func kindOf(c *follow.Change) Kind {
	switch {
	case c.Op == follow.Lost:
		return Lost
	case c.Op == follow.Current:
		return Current
	case c.Op == follow.Same:
		return Repeat
	case c.Source == follow.Listed:
		return Listed
	case c.Source == follow.Found && c.Cause != nil:
		return Implied
	case c.Source == follow.Found:
		return Found
	}
	return Told
}

// messageOf returns what is told of a change.
func messageOf(c *follow.Change) *codec.Message {
	switch {
	case c.Event != nil:
		return c.Event
	case c.New != nil:
		return c.New
	}
	return c.Old
}

// opOf returns what a message says that happened.
func opOf(m *codec.Message) follow.Op {
	p, t := m.Protocol(), m.Type()
	switch {
	case t != nil && t.Op == codec.OpDelete:
		return follow.Removed
	case p != nil && p.Number == linux.NETLINK_NETFILTER && m.Header().Type>>8 == linux.NFNL_SUBSYS_CTNETLINK &&
		m.Header().Flags&codec.FlagCreate == 0:
		return follow.Changed // connections that are new have the flag
	}
	return follow.Added
}

// groupOf returns the group that a message came to, or that tells of what it is about. What came
// to none was sent to the socket itself.
func (s *source) groupOf(c *follow.Change, m *codec.Message) (g Group) {
	number := c.From.Group
	p := s.monitor.registry.Protocol(s.protocol)
	if number == 0 && c.Table != nil {
		number, _ = p.Group(groupName(c.Table, m))
	}
	var name string
	switch {
	case s.socket != nil:
		name = s.socket.GroupNamed(number).Name
	case number == 0 || p.Generic:
		name = recordedGroup(m)
		number, _ = p.Group(name)
	case int64(number) < int64(len(p.Groups)):
		name = p.Groups[number]
	}
	if known, ok := s.known[number]; ok && known.Name == name { // numbers of generic netlink are given out anew
		return known
	}
	g = Group{Protocol: s.protocol, Number: number, Name: name}
	if number == 0 && name == "" {
		return g
	}
	g.Word = wordOf(s.protocol, g)
	s.known[number] = g
	s.unasked[number] = !s.wantsNamed(g.Name) && !s.wantsNamed(strconv.FormatUint(uint64(number), 10))
	return g
}

// hides reports whether a table is followed only for the names of links.
func (s *source) hides(t *follow.Table) bool {
	return s.monitor.options.NoState || !s.wantsNamed(t.Groups[0]) && len(t.Groups) == 1
}

// learn takes note of the names of links.
func (s *source) learn(c *follow.Change) {
	if s.protocol != linux.NETLINK_ROUTE {
		return
	}
	switch {
	case c.New != nil:
		s.space.names.learn(c.New)
	case c.Event != nil:
		s.space.names.learn(c.Event)
	case c.Op == follow.Removed && c.Table == follow.Links:
		index, _ := c.Old.Field("ifi_index")
		s.space.names.lose(uint32(index))
	}
}

// matches reports whether the filter wants an event. One about which that cannot be told is.
func (s *source) matches(e *Event) bool {
	if s.matcher == nil {
		return true
	}
	ok, err := s.matcher.Match(&filter.Input{
		Message: e.Message, Time: e.Time, Direction: "received", Pid: e.Cause.Pid, Comm: e.Cause.Comm, FD: -1,
	})
	return ok || err != nil
}
