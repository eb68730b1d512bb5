package proxy

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/codec"
)

// Group returns the number of a multicast group. A name is that of the protocol's list, with or without the prefix, in
// any case ("RTNLGRP_LINK", "link"); in generic netlink it is the family's and the group's ("nl80211/scan"), which the
// controller is asked for. A number stands for itself.
func (s *Socket) Group(ctx context.Context, name string) (uint32, error) {
	n, err := s.group(ctx, name)
	if err == nil && n == allGroups {
		err = fmt.Errorf("multicast group %q: that is several", name)
	}
	return n, err
}

// allGroups stands for the groups of "*" and "nl80211/*".
const allGroups = 0

func (s *Socket) group(ctx context.Context, name string) (uint32, error) {
	if name == "*" {
		return allGroups, nil
	}
	p := s.registry.Protocol(s.protocol)
	if n, ok := p.Group(name); ok {
		return n, nil
	}
	if family, group, ok := strings.Cut(name, "/"); ok && s.protocol == Generic {
		if group == "*" {
			return allGroups, nil
		}
		return s.familyGroup(ctx, family, group)
	}
	if p == nil {
		return 0, fmt.Errorf("multicast group %q: no names are known of netlink protocol %d, give the number", name,
			s.protocol)
	}
	hint := codec.DidYouMean(name, p.Groups)
	if hint == "" && s.protocol == Generic {
		hint = `: name the family too, as "nl80211/scan"`
	}
	return 0, fmt.Errorf("%s has no multicast group %q%s", p.Name, name, hint)
}

// FamilyID returns the id of a generic netlink family. It asks the controller once; the kernel loads the family's
// module if it can.
func (s *Socket) FamilyID(ctx context.Context, family string) (uint16, error) {
	if s.protocol != Generic {
		return 0, fmt.Errorf("%s is a generic netlink family: open the socket with proxy.Generic", family)
	}
	if id, ok := s.resolver.ID(family); ok {
		return id, nil
	}
	if _, err := s.family(ctx, family); err != nil {
		return 0, err
	}
	id, ok := s.resolver.ID(family)
	if !ok {
		return 0, fmt.Errorf("the controller did not tell the id of generic netlink family %s", family)
	}
	return id, nil
}

// family asks the controller for a family.
func (s *Socket) family(ctx context.Context, family string) (*codec.Message, error) {
	replies, err := s.Request(ctx, &codec.Request{
		Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY",
		Attrs: []codec.A{{Name: "CTRL_ATTR_FAMILY_NAME", Value: family}},
	})
	if err != nil {
		return nil, fmt.Errorf("generic netlink family %s: %w", family, err)
	}
	for _, m := range replies {
		if s.resolver.Learn(s.registry, m) {
			return m, nil
		}
	}
	return nil, fmt.Errorf("generic netlink family %s: the controller's answer names none", family)
}

func (s *Socket) familyGroup(ctx context.Context, family, group string) (uint32, error) {
	m, err := s.family(ctx, family)
	if err != nil {
		return 0, err
	}
	var known []string
	for _, g := range s.familyGroups(m) {
		name := strings.TrimPrefix(g.Name, family+"/")
		if name == group {
			return g.Number, nil
		}
		known = append(known, name)
	}
	return 0, fmt.Errorf("generic netlink family %s has no multicast group %q: it has %s", family, group,
		strings.Join(known, ", "))
}

// familyGroups returns the groups that a message of the controller tells of, and takes note of their names.
func (s *Socket) familyGroups(m *codec.Message) (list []Group) {
	family, _ := m.Attr("CTRL_ATTR_FAMILY_NAME")
	groups, _ := m.Attr("CTRL_ATTR_MCAST_GROUPS")
	for g := range groups.Children() {
		name, _ := g.Attr("CTRL_ATTR_MCAST_GRP_NAME")
		id, _ := g.Attr("CTRL_ATTR_MCAST_GRP_ID")
		if v, ok := id.Uint(); ok {
			g := Group{uint32(v), family.Text() + "/" + name.Text()}
			s.groupNames.Store(g.Number, g.Name)
			list = append(list, g)
		}
	}
	return list
}

// Group is a multicast group.
type Group struct {
	Number uint32
	Name   string // "RTNLGRP_LINK", "nl80211/scan"; "" if it is not known
}

// String returns the name, or the number of a group without one.
func (g Group) String() string { return cmp.Or(g.Name, strconv.FormatUint(uint64(g.Number), 10)) }

// mostGroups is more than any protocol has whose groups are numbered from 1 on.
const mostGroups = 1024

// GroupNamed returns a multicast group with its name, as far as that is known: groups of generic netlink are, once they
// were asked for.
func (s *Socket) GroupNamed(number uint32) Group {
	g := Group{Number: number}
	if name, ok := s.groupNames.Load(number); ok {
		g.Name = name.(string)
	} else if s.table != nil && int64(number) < int64(len(s.table.Groups)) {
		g.Name = s.table.Groups[number]
	}
	return g
}

// groupsOf names groups: each once, in ascending order. 0 is none.
func (s *Socket) groupsOf(numbers iter.Seq[uint32]) (groups []Group) {
	for _, n := range slices.Compact(slices.Sorted(numbers)) {
		if n != 0 {
			groups = append(groups, s.GroupNamed(n))
		}
	}
	return groups
}

// joinNamed has a subscription join what a name means.
func (s *Socket) joinNamed(ctx context.Context, sub *Subscription, name string) error {
	number, err := s.group(ctx, name)
	switch {
	case err != nil:
		return err
	case number != allGroups:
		return s.joinFor(sub, number)
	case s.protocol == Generic:
		return s.joinFamilies(ctx, sub, name)
	}
	return s.joinAll(sub, func(yield func(uint32) bool) {
		for n := uint32(1); n <= mostGroups && yield(n); n++ {
		}
	})
}

// joinAll has a subscription join those groups that may be joined. A number that no group has (EINVAL) is the end.
func (s *Socket) joinAll(sub *Subscription, numbers iter.Seq[uint32]) (refused error) {
	tried, joined := 0, 0
	for n := range numbers {
		err := s.joinFor(sub, n)
		switch {
		case err == nil:
			joined++
		case errors.Is(err, syscall.EPERM):
			refused = err
		case errors.Is(err, syscall.EINVAL) && tried > 0:
			return unless(joined > 0, refused)
		default:
			return err
		}
		tried++
	}
	return unless(joined > 0, refused)
}

func unless(fine bool, err error) error {
	if fine {
		return nil
	}
	return err
}

// joinFor has a subscription join a group, whose events may come before that is done.
func (s *Socket) joinFor(sub *Subscription, group uint32) error {
	s.state.Lock()
	sub.groups = append(sub.groups, group)
	s.state.Unlock()
	err := s.join(group)
	if err != nil {
		s.state.Lock()
		defer s.state.Unlock()
		i := slices.Index(sub.groups, group)
		sub.groups = slices.Delete(sub.groups, i, i+1)
	}
	return err
}

// joinFamilies has a subscription join the groups of a generic netlink family ("nl80211/*"), or of all ("*"), and those
// that are made later.
func (s *Socket) joinFamilies(ctx context.Context, sub *Subscription, name string) error {
	family, _, _ := strings.Cut(strings.TrimPrefix(name, "*"), "/")
	if err := s.joinNews(sub, family); err != nil { // first: what is made meanwhile is joined twice, not never
		return err
	}
	families, err := s.families(ctx, family)
	if err != nil {
		return unless(sub.later && errors.Is(err, syscall.ENOENT), err)
	}
	return s.joinAll(sub, func(yield func(uint32) bool) {
		for _, m := range families {
			for _, g := range s.familyGroups(m) {
				if !yield(g.Number) {
					return
				}
			}
		}
	})
}

// families asks the controller for a family, or for all if the name is "".
func (s *Socket) families(ctx context.Context, name string) ([]*codec.Message, error) {
	if name != "" {
		m, err := s.family(ctx, name)
		return []*codec.Message{m}, err
	}
	all, err := s.Request(ctx, &codec.Request{
		Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY", Flags: codec.FlagDump,
	})
	if err != nil {
		return nil, fmt.Errorf("generic netlink families: %w", err)
	}
	for _, m := range all {
		s.resolver.Learn(s.registry, m)
	}
	return all, nil
}

// join joins a group unless another subscription did.
func (s *Socket) join(group uint32) error {
	s.joining.Lock()
	defer s.joining.Unlock()
	if s.groups[group] == 0 {
		if err := s.transport.Join(group); err != nil {
			return err
		}
	}
	s.groups[group]++
	return nil
}

// leave leaves a group unless another subscription wants it.
func (s *Socket) leave(group uint32) error {
	s.joining.Lock()
	defer s.joining.Unlock()
	if s.groups[group]--; s.groups[group] > 0 {
		return nil
	}
	delete(s.groups, group)
	return s.transport.Leave(group)
}

// notifyGroup is the group "nlctrl/notify" of generic netlink, which has the number of the family (GENL_ID_CTRL).
const notifyGroup = 16

// joinNews has the groups of a generic netlink family joined that are made later; "": those of all. If the news of them
// may not be heard there are none.
func (s *Socket) joinNews(sub *Subscription, family string) error {
	if err := s.join(notifyGroup); err != nil {
		return unless(errors.Is(err, syscall.EPERM), err)
	}
	s.state.Lock()
	defer s.state.Unlock()
	sub.news = append(sub.news, family)
	return nil
}

// forgetNews undoes joinNews, for all families if the name is "", and returns the groups to leave.
func (sub *Subscription) forgetNews(family string) (leave []uint32) {
	sub.news = slices.DeleteFunc(sub.news, func(n string) bool {
		forget := family == "" || n == family
		if forget {
			leave = append(leave, notifyGroup)
		}
		return forget
	})
	return leave
}

// announce has the groups that the controller announces joined by the subscriptions that want them.
func (s *state) announce(datagram []byte) {
	for _, sub := range s.subs {
		if len(sub.news) > 0 && !sub.left && !s.isClosed() {
			news := bytes.Clone(datagram)
			sub.joins.Go(func() { s.joinAnnounced(sub, news) })
		}
	}
}

// joinAnnounced joins the groups that a subscription wants of those that the controller tells of.
func (s *Socket) joinAnnounced(sub *Subscription, datagram []byte) {
	for m := range s.Messages(datagram) {
		name, _ := m.Attr("CTRL_ATTR_FAMILY_NAME")
		if m.Name() != "CTRL_CMD_NEWFAMILY" && m.Name() != "CTRL_CMD_NEWMCAST_GRP" || !sub.wantsNews(name.Text()) {
			continue
		}
		s.resolver.Learn(s.registry, m)
		for _, g := range s.familyGroups(m) {
			if !sub.in(g.Number) {
				_ = s.joinFor(sub, g.Number) // it may be gone again, or not be for everybody: Groups tells
			}
		}
	}
}

// wantsNews reports whether the groups of a family that are made later are joined.
func (sub *Subscription) wantsNews(family string) bool {
	sub.socket.state.Lock()
	defer sub.socket.state.Unlock()
	return slices.ContainsFunc(sub.news, func(n string) bool { return n == "" || n == family })
}

// in reports whether the subscription has joined a group.
func (sub *Subscription) in(group uint32) bool {
	sub.socket.state.Lock()
	defer sub.socket.state.Unlock()
	return slices.Contains(sub.groups, group)
}
