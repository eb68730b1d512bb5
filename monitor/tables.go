package monitor

import (
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/follow"
)

// followed is the tables of rtnetlink of which state is kept, those that others come after first.
var followed = []*follow.Table{
	follow.Links, follow.BridgePorts, follow.Addresses, follow.NextHops, follow.Routes, follow.Rules, follow.Neighbours,
	follow.Forwarding, follow.Qdiscs, follow.Settings, follow.NamespaceIDs,
}

// tables returns the tables that groups of a protocol tell of. Links are always among those of rtnetlink, for their
// names.
func (x *interest) tables(state bool) (list []*follow.Table) {
	if x.protocol != linux.NETLINK_ROUTE {
		return nil
	}
	for _, t := range followed {
		if t == follow.Links || state && slices.ContainsFunc(t.Groups, x.wantsNamed) {
			list = append(list, t)
		}
	}
	return list
}

// wantsNamed reports whether a group is watched.
func (x *interest) wantsNamed(name string) bool {
	for _, wanted := range x.groups {
		if family, ok := strings.CutSuffix(wanted, "*"); ok && strings.HasPrefix(name, family) || wanted == name {
			return true
		}
	}
	return false
}

// groupName returns the name of the group that tells of an object of a table.
func groupName(t *follow.Table, m *codec.Message) string {
	fixed, ok := m.Root().Fixed()
	if len(t.Groups) == 1 || !ok || fixed.Len() == 0 {
		return t.Groups[0]
	}
	part := "_IPV4_"
	switch fixed.Octets()[0] { // the family
	case linux.AF_INET6:
		part = "_IPV6_"
	case linux.AF_MPLS:
		part = "_MPLS_"
	}
	if i := slices.IndexFunc(t.Groups, func(name string) bool { return strings.Contains(name, part) }); i >= 0 {
		return t.Groups[i]
	}
	return t.Groups[0]
}
