package main

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/cli"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/monitor/render"
)

// selection is the flags that say which events are wanted. Of several values of one flag any will do; of several flags
// all have to hold.
type selection struct {
	filter                        string
	devs, types, tables, prefixes []string
}

func (s *selection) define(c *cobra.Command) {
	f := c.Flags()
	f.StringVarP(&s.filter, "filter", "F", "", "show only events for whose message the expression holds")
	f.StringArrayVar(&s.devs, "dev", nil, "show only events about the link `NAME`")
	f.StringArrayVar(&s.types, "type", nil, "show only messages of the type `NAME` (newlink), or about such objects (link)")
	f.StringArrayVar(&s.tables, "table", nil, "show only routes and rules of the table `NAME` or number")
	f.StringArrayVar(&s.prefixes, "prefix", nil, "show only events that name an address in the `PREFIX`")
	cli.CompleteFlag(c, "type", typeNames)
	cli.CompleteFlag(c, "dev", deviceNames)
}

// expression is what the flags make up in the language of filters.
func (s *selection) expression() (string, error) {
	var all []string
	if s.filter != "" {
		all = append(all, s.filter)
	}
	if len(s.types) > 0 {
		var any []string
		for _, name := range s.types {
			alternatives, err := typesNamed(name)
			if err != nil {
				return "", fmt.Errorf("--type: %w", err)
			}
			any = append(any, alternatives...)
		}
		all = append(all, strings.Join(any, " || "))
	}
	if len(s.tables) > 0 {
		var any []string
		for _, name := range s.tables {
			number, err := tableNumber(name)
			if err != nil {
				return "", err
			}
			any = append(any, fmt.Sprintf("attr.RTA_TABLE == %d || attr.FRA_TABLE == %[1]d", number))
		}
		all = append(all, strings.Join(any, " || "))
	}
	if len(all) > 1 {
		return "(" + strings.Join(all, ") && (") + ")", nil
	}
	return strings.Join(all, ""), nil
}

// typesNamed returns comparisons that hold for messages of a type, or about objects of that name.
func typesNamed(name string) (any []string, err error) {
	var known []string
	add := func(variable string, types []*codec.MessageType) {
		for _, t := range types {
			object := t.Object != nil && strings.EqualFold(t.Object.Name, name)
			if object || codec.NameMatches(t.Name, name) || strings.EqualFold(strings.TrimPrefix(t.Name, "RTM_"), name) {
				any = append(any, fmt.Sprintf("%s == %q", variable, t.Name))
			}
			known = append(known, t.Name)
			if t.Object != nil {
				known = append(known, t.Object.Name)
			}
		}
	}
	for _, p := range tables.Registry().Protocols() {
		if !p.IsPacket() {
			add("type", p.Messages)
		}
	}
	for _, f := range tables.Registry().Families() {
		add("cmd", f.Commands)
	}
	if len(any) == 0 {
		return nil, codec.UnknownName("message type or object", name, known)
	}
	slices.Sort(any)
	return slices.Compact(any), nil
}

// tableNumber reads a routing table: a number, or one of the names that the kernel's headers have.
func tableNumber(name string) (uint32, error) {
	if n, err := strconv.ParseUint(name, 0, 32); err == nil {
		return uint32(n), nil
	}
	names := map[string]uint32{"default": 253, "main": 254, "local": 255}
	if n, ok := names[strings.ToLower(name)]; ok {
		return n, nil
	}
	known := []string{"default", "main", "local"}
	return 0, fmt.Errorf("--table: %w", codec.UnknownName("routing table", name, known))
}

// keeper returns whether events are wanted by what no filter knows: the names that links have at the moment, and which
// addresses a prefix holds. What is no message is always wanted.
func (s *selection) keeper() (func(*monitor.Event) bool, error) {
	var prefixes []netip.Prefix
	for _, text := range s.prefixes {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			a, err := netip.ParseAddr(text)
			if err != nil {
				return nil, fmt.Errorf("--prefix is %q: want an address or a prefix, as in 10.0.0.0/8", text)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		prefixes = append(prefixes, p.Masked())
	}
	return func(e *monitor.Event) bool {
		return e.Message == nil || (len(s.devs) == 0 || s.aboutDevice(e)) && (len(prefixes) == 0 || inPrefix(e, prefixes))
	}, nil
}

func (s *selection) aboutDevice(e *monitor.Event) bool {
	for name := range render.Devices(e) {
		if slices.Contains(s.devs, name) {
			return true
		}
	}
	return false
}

// inPrefix reports whether an address of the message, in no nest, is in one of the prefixes.
func inPrefix(e *monitor.Event, prefixes []netip.Prefix) bool {
	for a := range e.Message.Root().Children() {
		if a.IsNest() || a.Spec() == nil {
			continue
		}
		if k := a.Spec().Kind; k != codec.IP && k != codec.IP4 && k != codec.IP6 {
			continue
		}
		if slices.ContainsFunc(prefixes, func(p netip.Prefix) bool { return p.Contains(a.Addr()) }) {
			return true
		}
	}
	return false
}

// typeNames are values of --type.
func typeNames() (names []string) {
	for _, p := range tables.Registry().Protocols() {
		for _, t := range p.Messages {
			if !p.IsPacket() && t.Object != nil {
				names = append(names, t.Name, t.Object.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
