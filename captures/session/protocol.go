package session

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// protocolAliases are what programs and people call some protocols beside their C names.
var protocolAliases = map[string]string{
	"rtnetlink": "NETLINK_ROUTE", "rtnl": "NETLINK_ROUTE", "nfnetlink": "NETLINK_NETFILTER",
	"nfnl": "NETLINK_NETFILTER",
	"genl": "NETLINK_GENERIC", "genetlink": "NETLINK_GENERIC", "uevent": "NETLINK_KOBJECT_UEVENT",
	"diag": "NETLINK_SOCK_DIAG", "inet_diag": "NETLINK_SOCK_DIAG",
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
	slices.Sort(known)
	hint := cmp.Or(codec.DidYouMean(name, known), ": there is "+strings.Join(known, ", "))
	return 0, "", fmt.Errorf("unknown family %q%s", name, hint)
}

// protocolRoute is NETLINK_ROUTE (linux/netlink.h).
const protocolRoute = 0

// guessProtocol finds the protocol of a record that does not say, by its first message. An input without descriptors
// keeps to what its first message looks like; of others, each message speaks for itself, and control messages for what
// came before.
func (in *intake) guessProtocol(r *captures.Record) int {
	msg, _, err := codec.Split(r.Data, r.BigEndian)
	if err != nil || len(msg) < codec.HeaderLen || in.s.opts.Numeric {
		return captures.ProtocolUnknown
	}
	if codec.ParseHeader(msg, r.BigEndian).Type < codec.MinType || r.FD < 0 && in.guessed != captures.ProtocolUnknown {
		return in.guessed
	}
	guess, name := in.looksLike(r, msg)
	if guess != captures.ProtocolUnknown && guess != in.guessed {
		in.guessed = guess
		const text = "%s: the input does not say its protocol; this looks like %s (--family says otherwise)"
		in.s.opts.Notice(fmt.Sprintf(text, r.Pos, name))
	}
	return guess
}

// looksLike returns the protocol of a message and what to call it: NETLINK_ROUTE, if its tables explain all of the
// message, or else a generic netlink family that does so better.
func (in *intake) looksLike(r *captures.Record, msg []byte) (protocol int, name string) {
	o := &in.s.opts
	m := &in.message
	err := in.decoder.Decode(m, codec.Context{Protocol: protocolRoute, BigEndian: r.BigEndian}, msg)
	_, unknown, opaque := m.Tally()
	fits := err == nil && unknown == 0 && m.Type() != nil && m.Type().Name != ""
	if fits && opaque == 0 {
		return protocolRoute, "NETLINK_ROUTE"
	}
	generic := codec.Context{Protocol: protocolGeneric, BigEndian: r.BigEndian}
	if family := o.Resolver.Guess(o.Registry, generic, msg); family != "" && len(r.Missing) == 0 {
		return protocolGeneric, "generic netlink's " + family
	}
	if fits {
		return protocolRoute, "NETLINK_ROUTE"
	}
	return captures.ProtocolUnknown, ""
}
