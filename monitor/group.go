package monitor

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Group is a multicast group.
type Group struct {
	Protocol int    // "NETLINK_ROUTE" is 0
	Number   uint32 // 0: the event came to none
	Name     string // "RTNLGRP_LINK", "nl80211/scan"; "" if it is not known
	Word     string // what people call it: that of a Word ("link"), of generic netlink else the family, else Name
}

// interest is what is watched of a protocol.
type interest struct {
	protocol int
	groups   []string // as proxy.Interest takes them
	optional bool     // what is not there is passed over, with a Notice
}

// interests finds out what names stand for, by protocol.
func interests(reg *codec.Registry, names []string) (list []*interest, err error) {
	if len(names) == 0 {
		names = DefaultGroups
	}
	for _, name := range names {
		if name == all {
			return everything(reg), nil
		}
		protocol, groups, err := named(reg, name)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(list, func(x *interest) bool { return x.protocol == protocol })
		if i < 0 {
			i = len(list)
			list = append(list, &interest{protocol: protocol})
		}
		for _, g := range groups {
			if !slices.Contains(list[i].groups, g) {
				list[i].groups = append(list[i].groups, g)
			}
		}
	}
	return list, nil
}

// everything is all groups of all protocols that have any.
func everything(reg *codec.Registry) (list []*interest) {
	for _, p := range reg.Protocols() {
		switch {
		case p.IsPacket():
		case p.Number == linux.NETLINK_KOBJECT_UEVENT, p.Number == linux.NETLINK_AUDIT:
			list = append(list, &interest{p.Number, []string{"1"}, true})
		case len(p.Groups) > 0:
			list = append(list, &interest{p.Number, []string{"*"}, true})
		}
	}
	return list
}

// named returns the protocol and the groups that a name stands for.
func named(reg *codec.Registry, name string) (protocol int, groups []string, err error) {
	if i := slices.IndexFunc(words, func(w Word) bool { return strings.EqualFold(w.Name, name) }); i >= 0 {
		return words[i].Protocol, words[i].Groups, nil
	}
	if before, group, ok := strings.Cut(name, "/"); ok {
		p, err := reg.ProtocolNamed(before)
		if err != nil || p.IsPacket() {
			return linux.NETLINK_GENERIC, []string{name}, nil
		}
		if _, ok := p.Group(group); !ok && group != "*" {
			return 0, nil, fmt.Errorf("%s has no multicast group %q%s", p.Name, group,
				codec.DidYouMean(group, p.Groups))
		}
		return p.Number, []string{groupIn(p, group)}, nil
	}
	known := []string{all}
	for _, w := range words {
		known = append(known, w.Name)
	}
	for _, p := range reg.Protocols() {
		if n, ok := p.Group(name); ok && !codec.IsNumber(name) && !p.IsPacket() {
			return p.Number, []string{p.Groups[n]}, nil
		}
		known = append(known, p.Groups...)
	}
	if reg.Family(name) != nil {
		return linux.NETLINK_GENERIC, []string{name + "/*"}, nil
	}
	return 0, nil, codec.UnknownName("multicast group", name, append(known, reg.FamilyNames()...))
}

// groupIn returns the name of a group of a protocol that is given in any form: "*", and a number that has no name, as
// they are.
func groupIn(p *codec.Protocol, name string) string {
	if n, ok := p.Group(name); ok && int64(n) < int64(len(p.Groups)) && p.Groups[n] != "" {
		return p.Groups[n]
	}
	return name
}

// wordOf returns what people call a group.
func wordOf(protocol int, g Group) string {
	family, _, _ := strings.Cut(g.Name, "/")
	number := strconv.FormatUint(uint64(g.Number), 10)
	for _, w := range words {
		if w.Protocol == protocol && slices.ContainsFunc(w.Groups, func(name string) bool {
			return name == g.Name || name == family+"/*" || name == "*" || name == number
		}) {
			return w.Name
		}
	}
	return cmp.Or(family, number)
}
