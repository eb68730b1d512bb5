package fake

import (
	"cmp"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// Rule is a routing policy rule.
type Rule struct {
	Family   uint8
	Priority uint32
	Src, Dst netip.Prefix // the zero Prefix is any
	TOS      uint8
	Action   uint8 // FR_ACT_*
	Table    uint32
	Goto     uint32
	IIF, OIF string
	Mark     uint32
	Mask     uint32
	Protocol uint8
	IPProto  uint8
	L3MDev   bool // leads to the table of the packet's vrf
}

// Actions of rules (linux/fib_rules.h).
const (
	ruleToTable     = 1
	ruleGoto        = 2
	ruleBlackhole   = 6
	ruleUnreachable = 7
	ruleProhibit    = 8

	ruleUnresolved = 4 // FIB_RULE_UNRESOLVED
)

func defaultRules() []*Rule {
	of := func(family uint8, priority, table uint32) *Rule {
		return &Rule{Family: family, Priority: priority, Action: ruleToTable, Table: table, Protocol: protoKernel}
	}
	return []*Rule{
		of(afInet, 0, tableLocal), of(afInet, 32766, tableMain), of(afInet, 32767, tableDefault),
		of(afInet6, 0, tableLocal), of(afInet6, 32766, tableMain),
	}
}

// matches tells whether a rule is about what is sent to an address: of packets that this host sends itself.
func (u *Rule) matches(dst netip.Addr, src *netip.Addr) bool {
	if u.L3MDev || u.IIF != "" && u.IIF != "lo" || u.OIF != "" || u.Mark&u.Mask != 0 {
		return false
	}
	if u.Src.IsValid() && (src == nil || !u.Src.Contains(*src)) {
		return false
	}
	return !u.Dst.IsValid() || u.Dst.Contains(dst)
}

// readRule reads what a request says of a rule.
func readRule(r *request) (*Rule, error) {
	width := bitsOf(r.family())
	if width == 0 {
		return nil, refuseText(eafnosupport, "Rule family not supported")
	}
	u := &Rule{
		Family: r.family(), TOS: uint8(r.field("tos")), Action: uint8(r.field("action")),
		Table: r.numberOr(uint32(r.field("table")), "FRA_TABLE"), Priority: r.numberOr(0, "FRA_PRIORITY"),
		Goto: r.numberOr(0, "FRA_GOTO"), Mark: r.numberOr(0, "FRA_FWMARK"),
		Protocol: uint8(r.numberOr(protoUnspec, "FRA_PROTOCOL")), IPProto: uint8(r.numberOr(0, "FRA_IP_PROTO")),
	}
	u.IIF, _ = r.text("FRA_IIFNAME")
	u.OIF, _ = r.text("FRA_OIFNAME")
	if u.Mark != 0 {
		u.Mask = ^uint32(0)
	}
	u.Mask = r.numberOr(u.Mask, "FRA_FWMASK")
	var err error
	if u.Src, err = readPrefix(r, "src_len", "FRA_SRC", width, "Invalid source address"); err != nil {
		return nil, err
	}
	u.Dst, err = readPrefix(r, "dst_len", "FRA_DST", width, "Invalid dst address")
	return u, err
}

func readPrefix(r *request, member, attr string, width int, refusal string) (netip.Prefix, error) {
	bits := int(r.field(member))
	if bits == 0 {
		return netip.Prefix{}, nil
	}
	a, ok := r.addr(attr)
	if !ok || bits > width || a.BitLen() != width {
		return netip.Prefix{}, refuseText(einval, refusal)
	}
	return netip.PrefixFrom(a, bits), nil
}

// newRule is RTM_NEWRULE.
func (k *Kernel) newRule(r *request) error {
	u, err := readRule(r)
	if err != nil {
		return err
	}
	_, given := r.number("FRA_PRIORITY")
	if !given {
		u.Priority = k.freePriority(u.Family)
	}
	if err := k.checkAction(r, u); err != nil {
		return err
	}
	if r.has(codec.FlagExcl) && slices.ContainsFunc(k.rules, func(o *Rule) bool { return *o == *u }) {
		return refuse(eexist)
	}
	k.insertRule(u)
	k.tellRule("RTM_NEWRULE", u, by(r))
	return nil
}

// insertRule puts a rule behind those of its family and priority.
func (k *Kernel) insertRule(u *Rule) {
	at := slices.IndexFunc(k.rules, func(o *Rule) bool {
		return cmp.Or(cmp.Compare(o.Family, u.Family), cmp.Compare(o.Priority, u.Priority)) > 0
	})
	if at < 0 {
		at = len(k.rules)
	}
	k.rules = slices.Insert(k.rules, at, u)
}

// freePriority is the priority of a rule that has none: before the first that is not 0.
func (k *Kernel) freePriority(family uint8) uint32 {
	seen := 0
	for _, o := range k.rules {
		if o.Family == family {
			if seen++; seen == 2 && o.Priority > 0 {
				return o.Priority - 1
			}
		}
	}
	return 0
}

// checkAction looks at where a rule leads to.
func (k *Kernel) checkAction(r *request, u *Rule) error {
	if _, ok := r.Attr("FRA_GOTO"); ok && u.Action != ruleGoto {
		return refuseText(einval, "Unexpected goto target")
	}
	switch {
	case u.Action == ruleGoto && u.Goto == 0:
		return refuseText(einval, "Missing goto target for action goto")
	case u.Action == ruleGoto && u.Goto <= u.Priority:
		return refuseText(einval, "Backward goto not supported")
	case u.Action == ruleToTable && u.Table == 0:
		u.Table = k.freeTable(u.Family)
	}
	return nil
}

// freeTable is the first table without routes, for a rule that names none.
func (k *Kernel) freeTable(family uint8) uint32 {
	for id := uint32(1); ; id++ {
		if k.tables[tableKey{family, id}] == nil {
			return id
		}
	}
}

// delRule is RTM_DELRULE: the first rule that is as described.
func (k *Kernel) delRule(r *request) error {
	want, err := readRule(r)
	if err != nil {
		return err
	}
	_, byPriority := r.number("FRA_PRIORITY")
	for i, u := range k.rules {
		if u.Family == want.Family && (!byPriority || u.Priority == want.Priority) && u.is(want) {
			k.rules = slices.Delete(k.rules, i, i+1)
			k.tellRule("RTM_DELRULE", u, by(r))
			return nil
		}
	}
	return refuse(enoent)
}

// is tells whether a rule is as another one describes: what that leaves out fits everything.
func (u *Rule) is(want *Rule) bool {
	return (want.Action == 0 || want.Action == u.Action) && (want.Table == 0 || want.Table == u.Table) &&
		(!want.Src.IsValid() || want.Src == u.Src) && (!want.Dst.IsValid() || want.Dst == u.Dst) &&
		(want.IIF == "" || want.IIF == u.IIF) && (want.OIF == "" || want.OIF == u.OIF) &&
		(want.Mark == 0 || want.Mark == u.Mark) && (want.Mask == 0 || want.Mask == u.Mask) &&
		(want.TOS == 0 || want.TOS == u.TOS) && (want.Protocol == 0 || want.Protocol == u.Protocol) &&
		(want.IPProto == 0 || want.IPProto == u.IPProto) && (want.Goto == 0 || want.Goto == u.Goto)
}

// gotoResolved tells whether a rule goes to one that is there.
func (k *Kernel) gotoResolved(u *Rule) bool {
	return slices.ContainsFunc(k.rules, func(o *Rule) bool { return o.Family == u.Family && o.Priority == u.Goto })
}

func (k *Kernel) ruleMessage(typ string, u *Rule) *codec.Request {
	var flags uint32
	if u.Action == ruleGoto && !k.gotoResolved(u) {
		flags = ruleUnresolved
	}
	b := attrList{}
	b.add("FRA_TABLE", u.Table, true)
	b.add("FRA_SUPPRESS_PREFIXLEN", -1, true)
	b.add("FRA_PROTOCOL", u.Protocol, true)
	b.add("FRA_IIFNAME", u.IIF, u.IIF != "")
	b.add("FRA_OIFNAME", u.OIF, u.OIF != "")
	b.add("FRA_PRIORITY", u.Priority, u.Priority != 0)
	b.add("FRA_FWMARK", u.Mark, u.Mark != 0)
	b.add("FRA_FWMASK", u.Mask, u.Mask != 0)
	b.add("FRA_GOTO", u.Goto, u.Goto != 0)
	b.add("FRA_L3MDEV", 1, u.L3MDev)
	b.add("FRA_IP_PROTO", u.IPProto, u.IPProto != 0)
	b.add("FRA_DST", u.Dst.Addr(), u.Dst.IsValid())
	b.add("FRA_SRC", u.Src.Addr(), u.Src.IsValid())
	return &codec.Request{Type: typ, Attrs: b.attrs, Fixed: map[string]any{
		"family": u.Family, "dst_len": max(u.Dst.Bits(), 0), "src_len": max(u.Src.Bits(), 0), "tos": u.TOS,
		"table": shortTable(u.Table), "action": u.Action, "flags": flags,
	}}
}

func (k *Kernel) tellRule(typ string, u *Rule, c cause) {
	group := uint32(groupIPv4Rule)
	if u.Family == afInet6 {
		group = groupIPv6Rule
	}
	k.tell(group, k.ruleMessage(typ, u), c)
}

// dumpRules is RTM_GETRULE.
func (k *Kernel) dumpRules(r *request) (list []*codec.Request, err error) {
	if k.strict() && len(r.raw) >= codec.HeaderLen+12 {
		if !r.onlyZero("dst_len", "src_len", "tos", "table", "action", "flags") {
			return nil, refuseText(einval, "Invalid values in header for fib rule dump request")
		}
		if !r.onlyAttrs() {
			return nil, refuseText(einval, "Invalid data after header in fib rule dump request")
		}
	}
	if f := r.family(); f != afUnspec && bitsOf(f) == 0 {
		return nil, refuse(eafnosupport)
	}
	for _, u := range k.rules {
		if r.wants(u.Family) {
			list = append(list, k.ruleMessage("RTM_NEWRULE", u))
		}
	}
	return list, nil
}
