package proxy

import (
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

// Group is a multicast group.
type Group struct {
	Number uint32
	Name   string // "RTNLGRP_LINK", "nl80211/scan"; "" if it is not known
}

// String returns the name, or the number of a group without one.
func (g Group) String() string { return cmp.Or(g.Name, strconv.FormatUint(uint64(g.Number), 10)) }

// mostGroups is more than any protocol has whose groups are numbered from 1 on.
const mostGroups = 1024

// groupOf names a group.
func (s *Socket) groupOf(number uint32) Group {
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
			groups = append(groups, s.groupOf(n))
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
	s.mu.Lock()
	sub.groups = append(sub.groups, group)
	s.mu.Unlock()
	err := s.join(group)
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
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
		return err
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
