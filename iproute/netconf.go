package iproute

import (
	"context"
	"iter"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// netconfObject is settings of IP, by link: dev and index may also be "all" and "default".
var netconfObject = &object{
	name: "netconf", typ: "RTM_NEWNETCONF",
	commands: map[string]command{
		"get":  {typ: "RTM_GETNETCONF"},
		"dump": {typ: "RTM_GETNETCONF", flags: codec.FlagDump}, "show": {typ: "RTM_GETNETCONF", flags: codec.FlagDump},
	},
	words:    map[string]func(*values, any) error{"dev": sayNetconfLink, "index": sayNetconfLink},
	paths:    map[string][]string{"dev": {"NETCONFA_IFINDEX"}, "index": {"NETCONFA_IFINDEX"}},
	finish:   func(v *values) error { v.setDefault("ncm_family", uint8(linux.AF_INET)); return nil },
	strict:   []string{".ncm_family"},
	one:      oneNetconf,
	family:   "ncm_family",
	families: []any{uint8(linux.AF_INET), uint8(linux.AF_INET6), uint8(linux.AF_MPLS)},
}

// Netconf gets ("get") the settings of a link for a family, AF_INET if none is said; "dump" lists them.
//
//	ip.Netconf(ctx, "get", iproute.Args{"dev": "eth0", "family": "inet6"})
//	ip.Netconf(ctx, "get", iproute.Args{"dev": "all"})
func (ip *IPRoute) Netconf(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, netconfObject, command, spec...)
}

// GetNetconf lists settings of IP: of IPv4, IPv6 and, where the kernel has it, MPLS, unless a filter says one family.
func (ip *IPRoute) GetNetconf(ctx context.Context, filters ...Spec) iter.Seq2[NetconfView, error] {
	return views[NetconfView](ip.dump(ctx, netconfObject, filters))
}

// sayNetconfLink says a link, or one of the names that stand for no one link.
func sayNetconfLink(v *values, value any) error {
	if text, ok := value.(string); ok {
		if number, ok := v.of.enumOf("NETCONFA_IFINDEX").Value(text); ok {
			value = int32(number)
		}
	}
	v.replace(value, "NETCONFA_IFINDEX")
	return nil
}

// oneNetconf asks for the settings of one link and family.
func oneNetconf(v *values, r *codec.Request) bool {
	family, known := v.fixed["ncm_family"]
	index, ok := v.get("NETCONFA_IFINDEX")
	if known && ok {
		r.Fixed["ncm_family"] = family
		r.Attrs = []codec.A{{Name: "NETCONFA_IFINDEX", Value: index}}
	}
	return known && ok
}
