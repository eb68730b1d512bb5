package session

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// protocolAliases are what programs and people call some protocols beside their C names.
var protocolAliases = map[string]string{
	"rtnetlink": "NETLINK_ROUTE", "rtnl": "NETLINK_ROUTE", "nfnetlink": "NETLINK_NETFILTER", "nfnl": "NETLINK_NETFILTER",
	"genl": "NETLINK_GENERIC", "genetlink": "NETLINK_GENERIC", "uevent": "NETLINK_KOBJECT_UEVENT", "diag": "NETLINK_SOCK_DIAG",
	"inet_diag": "NETLINK_SOCK_DIAG",
}

// ParseFamily returns what a name of --family stands for: a protocol by its C name, that name without NETLINK_, or its
// number; or a generic netlink family.
func ParseFamily(reg *codec.Registry, name string) (protocol int, family string, err error) {
	lower := strings.ToLower(name)
	if full, ok := protocolAliases[lower]; ok {
		lower = strings.ToLower(full)
	}
	var known []string
	for _, p := range reg.Protocols() {
		full := strings.ToLower(p.Name)
		if lower == full || "netlink_"+lower == full || name == strconv.Itoa(p.Number) {
			return p.Number, "", nil
		}
		known = append(known, strings.TrimPrefix(full, "netlink_"))
	}
	for _, f := range reg.Families() {
		if f.Name == name {
			return protocolGeneric, name, nil
		}
		known = append(known, f.Name)
	}
	if near := codec.Nearest(name, known); near != "" {
		return 0, "", fmt.Errorf("unknown family %q; did you mean %s?", name, near)
	}
	slices.Sort(known)
	return 0, "", fmt.Errorf("unknown family %q: there is %s", name, strings.Join(known, ", "))
}

// guessProtocol finds the protocol of a record that does not say: NETLINK_ROUTE, if its first message is one without
// anything unknown in it. Control messages are taken for what came before them.
func (in *intake) guessProtocol(r *captures.Record) int {
	o := &in.s.opts
	msg, _, err := codec.Split(r.Data, r.BigEndian)
	if err != nil || len(msg) < codec.HeaderLen || o.Numeric {
		return captures.ProtocolUnknown
	}
	const route = 0
	h := codec.ParseHeader(msg, r.BigEndian)
	if h.Type < codec.MinType {
		return in.guessed
	}
	m := &in.message
	err = in.decoder.Decode(m, codec.Context{Protocol: route, BigEndian: r.BigEndian}, msg)
	if _, unknown, _ := m.Tally(); err != nil || unknown > 0 || m.Type() == nil || m.Type().Name == "" {
		if r.FD < 0 { // nothing tells this one from those before it
			return in.guessed
		}
		return captures.ProtocolUnknown
	}
	if in.guessed != route {
		in.guessed = route
		const msg = "%s: the input does not say its protocol; this looks like NETLINK_ROUTE (--family says otherwise)"
		o.Notice(fmt.Sprintf(msg, r.Pos))
	}
	return route
}
