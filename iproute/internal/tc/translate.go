package tc

import (
	"errors"
	"net/netip"
	"strings"
)

// translate changes addresses of IPv4 without state: those of a network become those of another, of the same length.
func translate(s *said, _ *Options, p map[string]any) error {
	if s.has("direction") {
		p["flags"] = ask(s, oneOf(map[string]int{"ingress": 0, "egress": 1}), "direction")
	}
	if _, given := p["old_addr"]; given {
		return nil
	}
	_, old, hasOld := s.get("old", "old_addr")
	_, fresh, hasNew := s.get("new", "new_addr")
	if !hasOld || !hasNew || !s.has("direction") {
		return errors.New(`want a direction ("ingress", "egress"), and the addresses old and new`)
	}
	address, mask, err := network(old)
	if err != nil {
		return about("old", err)
	}
	other, _, err := network(fresh)
	if err != nil {
		return about("new", err)
	}
	if !address.Is4() || !other.Is4() {
		return errors.New("nat is for IPv4 alone (action ct knows IPv6)")
	}
	p["old_addr"], p["new_addr"], p["mask"] = address, other, mask
	return nil
}

// ctWords is what action ct is told.
var ctWords = []string{"commit", "force", "clear", "nat", "zone", "mark", "label", "helper"}

// Flags of TCA_CT_ACTION, TCA_CT_ACT_* (linux/tc_act/tc_ct.h).
const (
	ctCommit = 1 << iota
	ctForce
	ctClear
	ctNAT
	ctSource
	ctDestination
)

// connectionTracking sends packets through the connection tracker. "nat" is true, or says src or dst, a range of
// addresses, and port, a range of these.
func connectionTracking(s *said, o *Options, _ map[string]any) error {
	flags := 0
	for word, flag := range map[string]int{"commit": ctCommit, "force": ctForce, "clear": ctClear} {
		if ask(s, truth, word) {
			flags |= flag
		}
	}
	if s.has("zone") {
		o.Add("TCA_CT_ZONE", ask(s, count, "zone"))
	}
	if s.has("mark") {
		mark, mask, err := masked(s.words["mark"])
		if err != nil {
			return about("mark", err)
		}
		o.Add("TCA_CT_MARK", mark)
		if mask == nil {
			mask = new(uint64)
			*mask = 1<<32 - 1
		}
		o.Add("TCA_CT_MARK_MASK", *mask)
	}
	sayAttrs(s, o, map[string]string{"label": "TCA_CT_LABELS", "helper": "TCA_CT_HELPER_NAME"})
	if s.has("nat") {
		more, err := natOf(s.words["nat"], o)
		if err != nil {
			return about("nat", err)
		}
		flags |= more
	}
	if flags > 0 {
		o.Add("TCA_CT_ACTION", flags)
	}
	return nil
}

// natOf says how addresses are translated, and returns the flags.
func natOf(v any, o *Options) (flags int, err error) {
	words, ok := fields(v)
	if !ok {
		on, err := truth(v)
		if on {
			flags = ctNAT
		}
		return flags, err
	}
	flags = ctNAT
	for word, flag := range map[string]int{"src": ctSource, "dst": ctDestination} {
		if x, ok := words[word]; ok {
			flags |= flag
			if err := natAddresses(x, o); err != nil {
				return 0, about(word, err)
			}
		}
	}
	if port, ok := words["port"]; ok {
		first, last, err := span(port)
		if err != nil {
			return 0, about("port", err)
		}
		o.Add("TCA_CT_NAT_PORT_MIN", first)
		if last > first {
			o.Add("TCA_CT_NAT_PORT_MAX", last)
		}
	}
	return flags, nil
}

// natAddresses says a range of addresses, "10.0.0.1-10.0.0.9", or one.
func natAddresses(v any, o *Options) error {
	var first, last netip.Addr
	var err error
	text, ok := v.(string)
	from, to, isRange := strings.Cut(text, "-")
	if ok && isRange {
		if last, _, err = network(to); err != nil {
			return err
		}
		v = from
	}
	if first, _, err = network(v); err != nil {
		return err
	}
	family := "IPV4"
	if first.Is6() {
		family = "IPV6"
	}
	o.Add("TCA_CT_NAT_"+family+"_MIN", first)
	if last.IsValid() {
		o.Add("TCA_CT_NAT_"+family+"_MAX", last)
	}
	return nil
}

// tunnelKey says through which tunnel packets go ("set"), or that they have left theirs ("unset").
func tunnelKey(s *said, o *Options, p map[string]any) error {
	p["t_action"] = askOr(s, 1, oneOf(map[string]int{"set": 1, "unset": 2, "release": 2}), "t_action")
	for word, attr := range map[string]string{"src_ip": "SRC", "dst_ip": "DST"} {
		if !s.has(word) {
			continue
		}
		address, _, err := network(s.words[word])
		if err != nil {
			return about(word, err)
		}
		family := "IPV4"
		if address.Is6() {
			family = "IPV6"
		}
		o.Add("TCA_TUNNEL_KEY_ENC_"+family+"_"+attr, address)
	}
	if s.has("nocsum", "csum") {
		o.Add("TCA_TUNNEL_KEY_NO_CSUM", ask(s, truth, "nocsum") || s.has("csum") && !ask(s, truth, "csum"))
	}
	if ask(s, truth, "nofrag") {
		o.Add("TCA_TUNNEL_KEY_NO_FRAG", true)
	}
	sayAttrs(s, o, map[string]string{
		"id": "TCA_TUNNEL_KEY_ENC_KEY_ID", "dst_port": "TCA_TUNNEL_KEY_ENC_DST_PORT", "ttl": "TCA_TUNNEL_KEY_ENC_TTL",
		"tos": "TCA_TUNNEL_KEY_ENC_TOS",
	})
	return nil
}
