package iproute

import (
	"context"
	"fmt"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// routeObject is routes. Words of theirs that are no attributes: dst and src with a length, or "default", dst_len, via,
// dev, metric, proto, and multipath and encap (see Args).
var routeObject *object

func init() {
	commands := commandsOf("ROUTE")
	routeObject = &object{
		name: "route", typ: "RTM_NEWROUTE", commands: commands,
		words: map[string]func(*values, any) error{
			"dst":    func(v *values, value any) error { return v.sayPrefix("RTA_DST", "rtm_dst_len", "rtm_family", value) },
			"src":    func(v *values, value any) error { return v.sayPrefix("RTA_SRC", "rtm_src_len", "rtm_family", value) },
			"dev":    renamed("RTA_OIF"),
			"metric": renamed("RTA_PRIORITY"),
			"nhid":   renamed("RTA_NH_ID"),
			"table":  renamed("RTA_TABLE"),
			"proto":  func(v *values, value any) error { v.set("rtm_protocol", value); return nil },
		},
		inner:  [][]string{{"RTA_METRICS"}},
		finish: finishRoute,
	}
}

// Route carries out a command on a route: "add", "append", "change", "replace", "del" or "get" (which asks how a packet
// to an address would go); "dump" lists them.
//
//	ip.Route(ctx, "add", iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.1"})
func (ip *IPRoute) Route(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	return ip.do(ctx, routeObject, command, spec...)
}

// renamed is a word for an attribute.
func renamed(path ...string) func(*values, any) error {
	return func(v *values, value any) error {
		v.replace(value, path...)
		return nil
	}
}

// sayPrefix says a prefix: an address, a length of it in the header, and "default", which is neither.
func (v *values) sayPrefix(attr, length, family string, value any) error {
	if text, ok := value.(string); ok && (text == "default" || text == "all" || text == "any") {
		v.set(length, 0)
		v.del(attr)
		return nil
	}
	if f := v.fixed[family]; f == uint8(linux.AF_MPLS) || f == linux.AF_MPLS || f == "mpls" || f == "AF_MPLS" {
		v.replace(value, attr)
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

// finishRoute says of a route what goes without saying.
func finishRoute(v *values) error {
	v.setDefault("rtm_family", v.guessFamily("RTA_GATEWAY", "RTA_PREFSRC"))
	if err := v.finishTable("RTA_TABLE", "rtm_table"); err != nil {
		return err
	}
	switch {
	case v.command.makes:
		v.setDefault("rtm_table", uint8(tableMain))
		v.setDefault("rtm_protocol", uint8(protStatic))
		v.setDefault("rtm_type", uint8(typeUnicast))
		v.setDefault("rtm_scope", scopeOf(v))
	case v.command.typ == "RTM_DELROUTE":
		v.setDefault("rtm_table", uint8(tableMain))
		v.setDefault("rtm_scope", uint8(scopeNowhere)) // of any
	}
	return nil
}

// scopeOf returns how far the destination of a route is, as ip-route(8) says it.
func scopeOf(v *values) uint8 {
	if v.fixed["rtm_family"] != uint8(linux.AF_INET) {
		return scopeUniverse
	}
	switch kind, _ := v.number("rtm_type", v.fixed["rtm_type"]); kind {
	case typeLocal, typeNAT:
		return scopeHost
	case typeBroadcast, typeMulticast, typeAnycast:
		return scopeLink
	case typeUnicast:
		if !v.has("RTA_GATEWAY") && !v.has("RTA_VIA") && !v.has("RTA_MULTIPATH") && !v.has("RTA_NH_ID") {
			return scopeLink
		}
	}
	return scopeUniverse
}

// guessFamily returns the family of the first of some addresses, that of IPv4 if there is none.
func (v *values) guessFamily(attrs ...string) uint8 {
	for _, attr := range attrs {
		if a := addrAt(v, attr); a.IsValid() {
			return familyOf(a)
		}
	}
	return linux.AF_INET
}

// finishTable puts a table into the header where that has room for it: its number is one of 8 bits there.
func (v *values) finishTable(attr, member string) error {
	value, ok := v.get(attr)
	if !ok {
		return nil
	}
	table, err := v.number(member, value)
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	if table < 256 {
		v.del(attr)
		v.set(member, uint8(table))
		return nil
	}
	v.replace(table, attr)
	v.set(member, uint8(tableUnspec))
	return nil
}

// number returns the number that a value of a member of the header is, by whatever name.
func (v *values) number(member string, value any) (uint64, error) {
	if n, ok := integer(value); ok {
		return uint64(n), nil
	}
	m, _, _ := v.of.message().Header.Lookup(member)
	named, err := v.ip.names.named(member, m.Enum, value)
	if err != nil {
		return 0, err
	}
	if n, ok := integer(named); ok {
		return uint64(n), nil
	}
	text, _ := named.(string)
	return m.Enum.Parse(text)
}
