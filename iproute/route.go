package iproute

import (
	"context"
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// routeObject is routes. Words of theirs that are no attributes: dst and src with a length, or "default"; mask; via,
// and a gateway of another family; dev, metric, nhid, proto, realms; flags without their prefix; metrics, multipath and
// encap, which are Args of their own. Metrics may be named beside all others.
var routeObject *object

func init() {
	commands := commandsOf("ROUTE")
	routeObject = &object{
		name: "route", typ: "RTM_NEWROUTE", commands: commands,
		words: map[string]func(*values, any) error{
			"dst":       sayDst,
			"src":       saidPrefix("RTA_SRC", "rtm_src_len", "rtm_family"),
			"mask":      func(v *values, value any) error { return v.sayLength("rtm_dst_len", value) },
			"newdst":    sayNewdst,
			"gateway":   sayGateway,
			"via":       sayGateway,
			"dev":       renamed("RTA_OIF"),
			"metric":    renamed("RTA_PRIORITY"),
			"nhid":      renamed("RTA_NH_ID"),
			"table":     renamed("RTA_TABLE"),
			"realms":    renamed("RTA_FLOW"),
			"proto":     setWord("rtm_protocol"),
			"flags":     sayRouteFlags,
			"metrics":   sayMetrics,
			"congctl":   renamed("RTA_METRICS", "RTAX_CC_ALGO"),
			"multipath": sayMultipath,
			"encap":     sayEncap("RTA_ENCAP_TYPE", "RTA_ENCAP"),
		},
		paths: map[string][]string{
			"via": {"RTA_GATEWAY"}, "dev": {"RTA_OIF"}, "metric": {"RTA_PRIORITY"}, "nhid": {"RTA_NH_ID"},
			"realms": {"RTA_FLOW"}, "table": {"RTA_TABLE"}, "dst": {"RTA_DST"}, "src": {"RTA_SRC"},
			"gateway": {"RTA_GATEWAY"},
		},
		early:  []string{"family", "rtm_family", "encap_type"},
		inner:  [][]string{{"RTA_METRICS"}},
		finish: finishRoute,
		match:  matchRoute,
		one:    oneRoute,
		strict: []string{".rtm_family", ".rtm_protocol", ".rtm_type", "RTA_TABLE", "RTA_OIF"},
	}
}

// Route carries out a command on a route: "add", "append", "change", "replace" (or "set"), "del" or "get", which asks
// how a packet to an address would go; "dump" lists them, "flush" removes all that match.
//
//	ip.Route(ctx, "add", iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.1", "mtu": 1400})
//	ip.Route(ctx, "add", iproute.Args{"dst": "default", "multipath": []iproute.Args{
//		{"gateway": "192.0.2.1", "weight": 2}, {"gateway": "192.0.2.2"}}})
//	ip.Route(ctx, "add", iproute.Args{"dst": "10.1.0.0/16", "via": "192.0.2.1", "encap": iproute.Args{
//		"type": "mpls", "labels": "200/300"}})
//	ip.Route(ctx, "add", iproute.Args{"family": "mpls", "dst": 100, "newdst": []int{200, 300}, "via": "192.0.2.1"})
//
// What is not said: a route that is made is unicast, of protocol static, in the table main (of types local, broadcast
// and anycast in the table local), and its scope as in ip-route(8); one that is deleted is of any type, protocol and
// scope, in the same tables. The family is that of the addresses. A gateway of another family than the destination
// becomes RTA_VIA.
func (ip *IPRoute) Route(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	if command == "flush" {
		return nil, ip.FlushRoutes(ctx, spec...)
	}
	return ip.do(ctx, routeObject, command, spec...)
}

// renamed is a word for an attribute.
func renamed(path ...string) func(*values, any) error {
	return func(v *values, value any) error {
		v.replace(value, path...)
		return nil
	}
}

// sayDst says the destination: a prefix, or labels of MPLS.
func sayDst(v *values, value any) error {
	if v.family("rtm_family") == linux.AF_MPLS || areLabels(value) {
		v.set("rtm_family", uint8(linux.AF_MPLS))
		v.replace(mplsLabels(value), "RTA_DST")
		return nil
	}
	err := v.sayPrefix("RTA_DST", "rtm_dst_len", "rtm_family", value)
	v.lookup = err == nil && v.has("RTA_DST") && !hasLength(value)
	return err
}

// sayNewdst says which labels go out: only routes of MPLS have them.
func sayNewdst(v *values, value any) error {
	v.set("rtm_family", uint8(linux.AF_MPLS))
	v.replace(mplsLabels(value), "RTA_NEWDST")
	return nil
}

// saidPrefix returns the word for a prefix.
func saidPrefix(attr, length, family string) func(*values, any) error {
	return func(v *values, value any) error { return v.sayPrefix(attr, length, family, value) }
}

// sayPrefix says a prefix: an address, a length of it in the header, and "default", which is neither.
func (v *values) sayPrefix(attr, length, family string, value any) error {
	if text, ok := value.(string); ok && (text == "default" || text == "all" || text == "any" || text == "") {
		v.set(length, 0)
		v.del(attr)
		return nil
	}
	prefix, err := parsePrefix(value)
	if err != nil {
		return err
	}
	v.setDefault(family, familyOf(prefix.Addr()))
	v.set(length, prefix.Bits())
	if v.replace(prefix.Addr(), attr); prefix.Bits() == 0 {
		v.del(attr)
	}
	return nil
}

// sayLength says how long a prefix is: a number, or a netmask.
func (v *values) sayLength(member string, value any) error {
	length, err := prefixLength(value)
	v.set(member, length)
	return err
}

// sayGateway says the gateway: an address, of the same family or another one, or Args of family and addr, which is
// RTA_VIA as it is.
func sayGateway(v *values, value any) error {
	if _, ok := value.(map[string]any); ok {
		v.replace(value, "RTA_VIA")
		return nil
	}
	prefix, err := parsePrefix(value)
	if err == nil && !prefix.IsSingleIP() {
		err = fmt.Errorf("%v is a network: want the address of a gateway", value)
	}
	v.replace(prefix.Addr(), "RTA_GATEWAY")
	return err
}

// sayRouteFlags says flags, by names with or without RTNH_F_ and RTM_F_.
func sayRouteFlags(v *values, value any) error {
	names, ok := namesIn(value)
	if !ok {
		v.set("rtm_flags", value)
		return nil
	}
	m, _, _ := v.of.message().Header.Lookup("rtm_flags")
	var flags uint64
	for _, name := range names {
		flag, err := m.Enum.Parse(name)
		for _, prefix := range []string{"RTNH_F_", "RTM_F_"} {
			if bit, ok := m.Enum.Value(prefix + strings.ToUpper(name)); ok {
				flag, err = bit, nil
			}
		}
		if err != nil {
			return codec.UnknownName("flag of a route", name, []string{
				"onlink", "pervasive", "lookup_table", "fib_match", "cloned", "prefix", "notify", "equalize",
				"offload", "trap", "linkdown", "dead"})
		}
		flags |= flag
	}
	v.set("rtm_flags", uint32(flags))
	return nil
}

// metricsObject is RTAX_*.
var metricsObject = partAt("metric", "RTM_NEWROUTE", "RTA_METRICS", map[string]func(*values, any) error{
	"congctl": renamed("RTAX_CC_ALGO"),
})

// sayMetrics says metrics, by names.
func sayMetrics(v *values, value any) error {
	metrics, err := v.part(metricsObject(), value)
	for _, a := range metrics.attrs {
		v.replace(a.Value, "RTA_METRICS", a.Name)
	}
	return err
}
