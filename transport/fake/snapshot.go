package fake

import (
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec/linux"
)

// Snapshot returns what the kernel holds as lines that a person knows from ip(8), in the order in which they could be
// typed in. What the kernel makes by itself is left out: the loopback device and its addresses, the routes of
// addresses, the rules that are there from the start, and addresses of links that are made up.
func (k *Kernel) Snapshot() []string {
	var lines []string
	add := func(format string, args ...any) {
		lines = append(lines, strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " "))
	}
	links := k.Links()
	name := map[int]string{}
	for _, l := range links {
		name[l.Index] = l.Name
	}
	for _, l := range links {
		if l.Kind != loopback {
			add("link add %s", l.words(name))
		}
	}
	for _, l := range links {
		if l.Master != 0 {
			add("link set %s master %s", l.Name, name[l.Master])
		}
		if l.Flags&linux.IFF_UP != 0 {
			add("link set %s up", l.Name)
		}
	}
	for _, a := range k.Addrs() {
		if !a.local().IsLoopback() {
			add("addr add %s", a.words(name))
		}
	}
	for _, rt := range k.Routes() {
		if rt.Protocol != protoKernel {
			add("route add %s", rt.words(name))
		}
	}
	for _, u := range k.Rules() {
		if u.Protocol != protoKernel {
			add("rule add %s", u.words())
		}
	}
	for _, n := range k.Neighbours() {
		add("neigh add %s", n.words(name))
	}
	return lines
}

// when returns a word and a value if it is wanted.
func when(wanted bool, format string, args ...any) string {
	if !wanted {
		return ""
	}
	return " " + fmt.Sprintf(format, args...)
}

func (l *Link) words(name map[int]string) string {
	pair := l.Kind == "veth"
	s := l.Name + when(l.kind.lower, "link %s", name[l.Parent]) + when(l.MTU != l.kind.mtu, "mtu %d", l.MTU) +
		when(l.Group != 0, "group %d", l.Group) + when(l.Alias != "", "alias %q", l.Alias) +
		when(len(l.Address) > 0 && l.Address[0] != madeUp, "address %s", l.Address) + " type " + l.Kind
	for _, n := range l.AltNames {
		s += " altname " + n
	}
	return s + when(pair && l.Parent != 0, "peer %s", name[l.Parent]) + when(l.Kind == "vlan", "id %d", l.VLAN) +
		when(l.Kind == "vxlan", "id %d", l.VNI) + when(l.Kind == "vrf", "table %d", l.Table)
}

func (a *Addr) words(name map[int]string) string {
	s := a.Prefix.String()
	if a.Peer.IsValid() {
		s = fmt.Sprintf("%s peer %s/%d", a.local(), a.Peer, a.Prefix.Bits())
	}
	return s + when(a.Broadcast.IsValid(), "brd %s", a.Broadcast) + when(a.Scope != 0, "scope %d", a.Scope) +
		" dev " + name[a.Link] + when(a.Label != "" && a.Label != name[a.Link], "label %s", a.Label) +
		when(a.Priority != 0, "metric %d", a.Priority)
}

var typeWords = map[uint8]string{
	typeLocal: "local", typeBroadcast: "broadcast", typeMulticast: "multicast", typeBlackhole: "blackhole",
	typeUnreachable: "unreachable", typeProhibit: "prohibit", typeThrow: "throw",
}

func (rt *Route) words(name map[int]string) string {
	s := typeWords[rt.Type] + " " + rt.Dst.String()
	if rt.Dst.Bits() == 0 {
		s = typeWords[rt.Type] + " default"
	}
	for _, h := range rt.Hops {
		s += when(len(rt.Hops) > 1, "nexthop") + when(h.Gateway.IsValid(), "via %s", h.Gateway) +
			when(!noHops(rt.Type), "dev %s", name[h.Link]) + when(len(rt.Hops) > 1, "weight %d", int(h.Weight)+1)
	}
	s += when(rt.Table != tableMain, "table %d", rt.Table) + when(rt.Priority != 0, "metric %d", rt.Priority) +
		when(rt.PrefSrc.IsValid(), "src %s", rt.PrefSrc)
	for _, m := range rt.Metrics {
		s += fmt.Sprintf(" %s %d", strings.ToLower(strings.TrimPrefix(m.Name, "RTAX_")), m.Value)
	}
	return s
}

func (u *Rule) words() string {
	s := "from all"
	if u.Src.IsValid() {
		s = "from " + u.Src.String()
	}
	s = fmt.Sprintf("pref %d %s", u.Priority, s)
	return when(u.Family == afInet6, "-6") + " " + s + when(u.Dst.IsValid(), "to %s", u.Dst) +
		when(u.Mark != 0, "fwmark %#x/%#x", u.Mark, u.Mask) +
		when(u.IIF != "", "iif %s", u.IIF) + when(u.OIF != "", "oif %s", u.OIF) +
		when(u.Action == ruleToTable, "lookup %d", u.Table) + when(u.Action == ruleGoto, "goto %d", u.Goto) +
		when(u.Action > ruleGoto, "%s", typeWords[u.Action])
}

func (n *Neighbour) words(name map[int]string) string {
	return when(n.Flags&ntfProxy != 0, "proxy") + " " + n.Dst.String() +
		when(n.Address != nil, "lladdr %s", n.Address) +
		" dev " + name[n.Link] + when(n.State&nudPermanent != 0, "nud permanent")
}
