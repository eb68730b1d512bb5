package fake

import (
	"net/netip"
	"slices"
)

// readRule reads what a request says of a rule.
func (k *Kernel) readRule(r *request) (*Rule, error) {
	width := bitsOf(r.family())
	if width == 0 {
		return nil, refuseText(eafnosupport, "Rule family not supported")
	}
	u := &Rule{
		Family: r.family(), TOS: uint8(r.field("tos")), Action: uint8(r.field("action")),
		Flags: uint32(r.field("flags")),
		Table: r.numberOr(uint32(r.field("table")), "FRA_TABLE"), Priority: r.numberOr(0, "FRA_PRIORITY"),
		Goto: r.numberOr(0, "FRA_GOTO"), Mark: r.numberOr(0, "FRA_FWMARK"),
		Protocol: uint8(r.numberOr(protoUnspec, "FRA_PROTOCOL")), IPProto: uint8(r.numberOr(0, "FRA_IP_PROTO")),
		suppress: int32(r.numberOr(^uint32(0), "FRA_SUPPRESS_PREFIXLEN")),
	}
	var err error
	if u.Src, err = readPrefix(r, "src_len", "FRA_SRC", width, "Invalid source address"); err != nil {
		return nil, err
	}
	if u.Dst, err = readPrefix(r, "dst_len", "FRA_DST", width, "Invalid dst address"); err != nil {
		return nil, err
	}
	if u.Mark != 0 {
		u.Mask = ^uint32(0)
	}
	u.Mask = r.numberOr(u.Mask, "FRA_FWMASK")
	u.IIF, _ = r.text("FRA_IIFNAME")
	u.OIF, _ = r.text("FRA_OIFNAME")
	u.in, u.out = k.namedIndex(u.IIF), k.namedIndex(u.OIF)
	l3mdev, ok := r.number("FRA_L3MDEV")
	if u.L3MDev = ok; ok && l3mdev != 1 {
		return nil, refuseText(einval, "Invalid l3mdev attribute")
	}
	return u, k.checkRule(r, u)
}

func readPrefix(r *request, member, attr string, width int, refusal string) (netip.Prefix, error) {
	bits := int(r.field(member))
	if bits == 0 {
		return netip.Prefix{}, nil
	}
	a, ok := r.Attr(attr)
	if !ok || bits > width || len(a.Payload()) != width/8 {
		return netip.Prefix{}, refuseText(einval, refusal)
	}
	return netip.PrefixFrom(addrIn(a, r.family()), bits), nil
}

// checkRule sees that what a request says of a rule fits together, and gives it a priority if it has none.
func (k *Kernel) checkRule(r *request, u *Rule) error {
	_, hasGoto := r.Attr("FRA_GOTO")
	switch {
	case hasGoto && u.Action != ruleGoto:
		return refuseText(einval, "Unexpected goto")
	case !hasGoto && u.Action == ruleGoto:
		return refuseText(einval, "Missing goto target for action goto")
	case u.L3MDev && u.Table != 0:
		return refuseText(einval, "l3mdev and table are mutually exclusive")
	}
	if _, given := r.number("FRA_PRIORITY"); !given {
		u.Priority = k.freePriority(u.Family)
	}
	if hasGoto && u.Goto <= u.Priority {
		return refuseText(einval, "Backward goto not supported")
	}
	return nil
}

// freePriority is the priority of a rule that has none: before the second of its family.
func (k *Kernel) freePriority(family uint8) uint32 {
	seen := 0
	for _, o := range k.rules {
		if o.Family != family {
			continue
		}
		if seen++; seen == 2 && o.Priority > 0 {
			return o.Priority - 1
		}
	}
	return 0
}

// equals reports whether a rule is there already when another one is to be made. Prefixes that the new one does not
// name do not count.
func (u *Rule) equals(want *Rule) bool {
	return u.Family == want.Family && u.Action == want.Action && u.Table == want.Table && u.Priority == want.Priority &&
		u.IIF == want.IIF && u.OIF == want.OIF && u.Mark == want.Mark && u.Mask == want.Mask &&
		u.L3MDev == want.L3MDev && u.IPProto == want.IPProto && u.Protocol == want.Protocol &&
		u.suppress == want.suppress && u.covers(want)
}

// covers compares the prefixes and the TOS of a rule with those that another one names.
func (u *Rule) covers(want *Rule) bool {
	return (!want.Src.IsValid() || want.Src == u.Src) && (!want.Dst.IsValid() || want.Dst == u.Dst) &&
		(want.TOS == 0 || want.TOS == u.TOS)
}

// is reports whether a rule is as another one describes: what that leaves out fits everything.
func (u *Rule) is(want *Rule) bool {
	return (want.Action == 0 || want.Action == u.Action) && (want.Table == 0 || want.Table == u.Table) &&
		(want.IIF == "" || want.IIF == u.IIF) && (want.OIF == "" || want.OIF == u.OIF) &&
		(want.Mark == 0 || want.Mark == u.Mark) && (want.Mask == 0 || want.Mask == u.Mask) &&
		(want.Protocol == 0 || want.Protocol == u.Protocol) && (want.IPProto == 0 || want.IPProto == u.IPProto) &&
		(!want.L3MDev || u.L3MDev) && (want.suppress == -1 || want.suppress == u.suppress) && u.covers(want)
}

// namedIndex is the link that a rule is about: 0 for any, -1 if there is none of the name.
func (k *Kernel) namedIndex(name string) int {
	if name == "" {
		return 0
	}
	if l := k.linkNamed(name); l != nil {
		return l.Index
	}
	return -1
}

// attachRules has the rules that name a link be about it.
func (k *Kernel) attachRules(l *Link) {
	for _, u := range k.rules {
		if u.in < 0 && u.IIF == l.Name {
			u.in = l.Index
		}
		if u.out < 0 && u.OIF == l.Name {
			u.out = l.Index
		}
	}
}

// detachRules has no rule be about a link any more.
func (k *Kernel) detachRules(l *Link) {
	for _, u := range k.rules {
		if u.in == l.Index {
			u.in = -1
		}
		if u.out == l.Index {
			u.out = -1
		}
	}
}

// matches reports whether a rule is about what is looked up.
func (k *Kernel) matches(u *Rule, f flow) bool {
	in := f.in
	if in == 0 {
		in = loopbackIndex
	}
	match := !u.L3MDev && (u.in == 0 || u.in == in) && (u.out == 0 || u.out == f.link) && (u.Mark^f.mark)&u.Mask == 0 &&
		(!u.Src.IsValid() || u.Src.Contains(orUnspecified(f.src, u.Family))) &&
		(!u.Dst.IsValid() || u.Dst.Contains(orUnspecified(f.dst, u.Family))) &&
		(u.TOS == 0 || u.TOS == f.tos&^ecnBits) && (u.IPProto == 0 || u.IPProto == f.protocol)
	return match != (u.Flags&ruleInvert != 0)
}

func orUnspecified(ip netip.Addr, family uint8) netip.Addr {
	if !ip.IsValid() {
		return unspecified(family)
	}
	return ip
}

// suppresses reports whether a route that a rule led to does not count.
func (u *Rule) suppresses(found fibResult) bool { return int32(found.prefix.Bits()) <= u.suppress }

// gotoTarget returns which rule a rule goes to, or -1.
func (k *Kernel) gotoTarget(u *Rule) int {
	return slices.IndexFunc(k.rules, func(o *Rule) bool { return o.Family == u.Family && o.Priority == u.Goto })
}
