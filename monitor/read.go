package monitor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// recording is what a Monitor reads in place of sockets.
type recording struct {
	reader  captures.Reader
	record  captures.Record
	watched []*interest
	sources map[recorded]*source
	spaces  map[string]*space
}

// recorded tells the sources of a recording apart.
type recorded struct {
	netns    string
	protocol int
}

// Read tells what happened in a recording: the same differences, without a socket. Groups, Filter, NoState, StateLimit,
// Repeats and Notice of the Options count. Dumps in it are told as Listed, and what is different in them as Found; what
// the kernel did in silence shows only there. Events ends with the recording, or with an error.
func Read(r captures.Reader, o Options) *Monitor {
	m, err := newMonitor(o)
	if err != nil {
		r = broken{err}
		m, _ = newMonitor(Options{})
	}
	m.recording = &recording{
		reader: r, watched: withNames(m.watched), sources: map[recorded]*source{}, spaces: map[string]*space{},
	}
	return m
}

// broken is a recording that cannot be read.
type broken struct{ err error }

func (b broken) Next(*captures.Record) error { return b.err }

// events tells what happened in the recording until it ends.
func (r *recording) events(ctx context.Context, m *Monitor, yield func(*Event, error) bool) {
	for ctx.Err() == nil && m.ctx.Err() == nil {
		var skipped *captures.Error
		switch err := r.reader.Next(&r.record); {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &skipped) && skipped.Skipped:
			m.options.notice(err.Error())
			continue
		case err != nil:
			yield(nil, err)
			return
		}
		if more, err := r.tell(m, yield); err != nil {
			yield(nil, err)
			return
		} else if !more {
			return
		}
	}
	if ctx.Err() != nil {
		yield(nil, context.Cause(ctx))
	}
}

// tell tells what a record tells of. It reports whether to go on.
func (r *recording) tell(m *Monitor, yield func(*Event, error) bool) (more bool, err error) {
	rec := &r.record
	i := slices.IndexFunc(r.watched, func(x *interest) bool { return x.protocol == rec.Protocol })
	if rec.Link != captures.Netlink || rec.Direction == codec.Sent || rec.Failed != "" || i < 0 {
		return true, nil
	}
	if len(rec.Missing) > 0 || rec.OriginalLen > len(rec.Data) {
		m.options.notice(fmt.Sprintf("%s: passed over: the recording does not have all of it", rec.Pos))
		return true, nil
	}
	s, err := r.source(m, r.watched[i])
	if err != nil {
		return false, err
	}
	d := proxy.Datagram{Octets: s.answers(rec.Data, rec.BigEndian), From: transport.FromKernel()}
	d.From.Group, d.From.PortID, d.From.Time = rec.Origin.Group, rec.Origin.Sender, rec.Time
	if rec.Event != "" {
		d = proxy.Datagram{Overrun: &proxy.Overrun{}, From: d.From}
	}
	s.recordedCause = causeIn(rec.Comment)
	for c := range s.recorded.Apply(d, rec.BigEndian) {
		if e := s.present(&c); e != nil && !yield(e, nil) {
			return false, nil
		}
	}
	return true, nil
}

// source returns the source that a record is of.
func (r *recording) source(m *Monitor, x *interest) (*source, error) {
	netns, labelled := strings.CutPrefix(r.record.Interface, netnsInterface)
	if !labelled && !strings.HasPrefix(netns, "netns:[") { // as package trace calls them
		netns = ""
	}
	key := recorded{netns, x.protocol}
	if s := r.sources[key]; s != nil {
		return s, nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if r.spaces[netns] == nil {
		r.spaces[netns] = &space{label: netns, resolver: codec.NewResolver()}
		m.spaces[uint64(len(r.spaces))] = r.spaces[netns]
	}
	s := m.newSource(r.spaces[netns], x)
	var err error
	s.recorded, err = follow.OpenRecorded(m.registry, s.space.resolver, x.protocol, s.interestIn())
	if err != nil {
		return nil, err
	}
	r.sources[key] = s
	s.space.sources = append(s.space.sources, s)
	return s, nil
}

// answers returns a datagram without the requests in it, and takes note of what it tells of generic netlink families.
func (s *source) answers(datagram []byte, big bool) (left []byte) {
	p, reg := s.monitor.registry.Protocol(s.protocol), s.monitor.registry
	if p == nil || p.Headless {
		return datagram
	}
	decoder := codec.Decoder{Registry: reg, Resolver: s.space.resolver}
	where := codec.Context{Protocol: s.protocol, BigEndian: big}
	var m codec.Message
	for msg, ok := range host.MessagesIn(p, datagram, big) {
		if !ok {
			break
		}
		_ = decoder.Decode(&m, where, msg) // what is damaged is in its Faults
		h := m.Header()
		if h.Flags&codec.FlagRequest != 0 {
			continue
		}
		if s.protocol == linux.NETLINK_GENERIC {
			s.space.resolver.Follow(reg, &m)
			if h.Type >= codec.MinType && !s.space.resolver.Known(reg, h.Type) {
				if name := s.space.resolver.Guess(reg, where, msg); name != "" {
					s.space.resolver.Set(reg, h.Type, name)
				}
			}
		}
		left = append(host.Align(left, 0), msg...)
	}
	return left
}

// recordedGroup returns the name of the group that a message in a recording, which does not say it, came to; "" if that
// cannot be told.
func recordedGroup(m *codec.Message) string {
	t := m.Type()
	switch {
	case m.Family() != nil:
		return m.Family().Name + "/"
	case t == nil || t.Object == nil:
		return ""
	}
	return groupsOfObjects[t.Object.Name]
}

// groupsOfObjects is the groups that tell of objects of which no state is kept.
var groupsOfObjects = map[string]string{
	"traffic class": "RTNLGRP_TC", "traffic filter": "RTNLGRP_TC", "filter chain": "RTNLGRP_TC",
	"traffic action": "RTNLGRP_TC", "multicast database": "RTNLGRP_MDB", "bridge vlan": "RTNLGRP_BRVLAN",
	"prefix": "RTNLGRP_IPV6_PREFIX", "router option": "RTNLGRP_ND_USEROPT", "link statistics": "RTNLGRP_STATS",
	"next hop bucket": "RTNLGRP_NEXTHOP", "route": "RTNLGRP_IPV4_MROUTE", "link": "RTNLGRP_LINK",
	"neighbour": "RTNLGRP_NEIGH",
}
