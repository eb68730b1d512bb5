package proxy

import (
	"context"
	"fmt"
	"strings"

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
