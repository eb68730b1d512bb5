package monitor

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/proxy"
)

// List returns what may be watched by name: the words, all groups that the tables name, and those of the generic
// netlink families that the running kernel has. If these cannot be asked for, the others come with the error.
func List(ctx context.Context) ([]Word, error) {
	list := slices.Clone(words)
	for _, p := range tables.Registry().Protocols() {
		for _, name := range p.Groups {
			if name != "" && !p.IsPacket() && !p.Generic {
				list = append(list, Word{Name: name, Protocol: p.Number, Groups: []string{name}})
			}
		}
	}
	families, err := families(ctx)
	for _, family := range slices.Sorted(maps.Keys(families)) {
		for _, group := range families[family] {
			name := family + "/" + group
			list = append(list, Word{Name: name, Protocol: linux.NETLINK_GENERIC, Groups: []string{name}})
		}
	}
	return list, err
}

// families asks the kernel for the generic netlink families, and their groups.
func families(ctx context.Context) (map[string][]string, error) {
	s, err := proxy.Open(proxy.Generic)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	found := map[string][]string{}
	for m, err := range s.Dump(ctx, &codec.Request{Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY"}) {
		if err != nil {
			return found, fmt.Errorf("generic netlink families: %w", err)
		}
		name, _ := m.Attr("CTRL_ATTR_FAMILY_NAME")
		groups, _ := m.Attr("CTRL_ATTR_MCAST_GROUPS")
		found[name.Text()] = nil
		for g := range groups.Children() {
			group, _ := g.Attr("CTRL_ATTR_MCAST_GRP_NAME")
			found[name.Text()] = append(found[name.Text()], group.Text())
		}
	}
	return found, nil
}

// checkFamilies refuses groups of generic netlink that neither the tables nor the kernel know.
func (m *Monitor) checkFamilies(ctx context.Context) error {
	var here map[string][]string
	for _, x := range m.watched {
		for _, name := range x.groups {
			family, group, ok := strings.Cut(name, "/")
			if x.protocol != linux.NETLINK_GENERIC || !ok || m.knows(family, group) {
				continue
			}
			if here == nil {
				var err error
				if here, err = families(ctx); err != nil {
					return err
				}
			}
			groups, known := here[family]
			switch {
			case !known && m.registry.Family(family) == nil:
				names := append(slices.Collect(maps.Keys(here)), m.registry.FamilyNames()...)
				return codec.UnknownName("generic netlink family", family, names)
			case known && group != "*" && !slices.Contains(groups, group):
				return fmt.Errorf("generic netlink family %s has no multicast group %q%s", family, group,
					codec.DidYouMean(group, groups))
			}
		}
	}
	return nil
}

// knows reports whether a generic netlink family, and a group of it, are known without asking the kernel: those of
// words may come later.
func (m *Monitor) knows(family, group string) bool {
	f := m.registry.Family(family)
	return f != nil && (group == "*" || slices.Contains(f.Groups, group)) ||
		slices.ContainsFunc(words, func(w Word) bool { return slices.Contains(w.Groups, family+"/"+group) })
}
