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
	L3MDev   bool   // leads to the table of the packet's vrf
	Flags    uint32 // FIB_RULE_* that can be asked for

	in, out  int   // the links of IIF and OIF; -1: there is none of the name
	suppress int32 // routes with prefixes that are not longer do not count
}

// Actions of rules (linux/fib_rules.h).
const (
	ruleToTable     = 1
	ruleGoto        = 2
	ruleNop         = 3
	ruleUnreachable = 7
	ruleProhibit    = 8

	rulePermanent  = 0x01 // FIB_RULE_*
	ruleInvert     = 0x02
	ruleUnresolved = 0x04
	ruleNoIIF      = 0x08
	ruleNoOIF      = 0x10
)

func defaultRules() []*Rule {
	of := func(family uint8, priority, table uint32) *Rule {
		return &Rule{Family: family, Priority: priority, Action: ruleToTable, Table: table, Protocol: protoKernel,
			suppress: -1}
	}
	return []*Rule{
		of(afInet, 0, tableLocal), of(afInet, 32766, tableMain), of(afInet, 32767, tableDefault),
		of(afInet6, 0, tableLocal), of(afInet6, 32766, tableMain),
	}
}

// newRule is RTM_NEWRULE.
func (k *Kernel) newRule(r *request) error {
	u, err := k.readRule(r)
	if err != nil {
		return err
	}
	if r.has(codec.FlagExcl) && slices.ContainsFunc(k.rules, func(o *Rule) bool { return o.equals(u) }) {
		return refuse(eexist)
	}
	if err := k.configureRule(u); err != nil {
		return err
	}
	k.insertRule(u)
	k.tellRule("RTM_NEWRULE", u, by(r))
	return nil
}

// configureRule looks at what the families demand of a new rule.
func (k *Kernel) configureRule(u *Rule) error {
	if u.TOS&ecnBits != 0 {
		return refuseText(einval, "Invalid dsfield (tos): ECN bits must be 0")
	}
	toTable := u.Action == ruleToTable && !u.L3MDev
	switch {
	case u.Family == afInet6 && toTable && u.Table == 0:
		return refuseText(einval, "Invalid table")
	case u.Family == afInet6 && toTable:
		k.table(afInet6, u.Table)
	case u.Family == afInet && u.TOS&^tosMask != 0:
		return refuseText(einval, "Invalid tos")
	case u.Family == afInet && toTable && u.Table == 0:
		u.Table = k.freeTable()
	}
	k.customRules[u.Family] = true
	return nil
}

// tosMask is what of the TOS a rule of IPv4 can name (IPTOS_TOS_MASK).
const tosMask = 0x1e

// freeTable makes the first table that is not there, for a rule of IPv4 that names none.
func (k *Kernel) freeTable() uint32 {
	id := uint32(1)
	for k.tables[tableKey{afInet, id}] != nil {
		id++
	}
	k.table(afInet, id)
	return id
}

// insertRule puts a rule after those of its family and priority.
func (k *Kernel) insertRule(u *Rule) {
	at := slices.IndexFunc(k.rules, func(o *Rule) bool {
		return cmp.Or(cmp.Compare(o.Family, u.Family), cmp.Compare(o.Priority, u.Priority)) > 0
	})
	if at < 0 {
		at = len(k.rules)
	}
	k.rules = slices.Insert(k.rules, at, u)
}

// delRule is RTM_DELRULE: the first rule that is as described.
func (k *Kernel) delRule(r *request) error {
	want, err := k.readRule(r)
	if err != nil {
		return err
	}
	_, byPriority := r.number("FRA_PRIORITY")
	for i, u := range k.rules {
		if u.Family != want.Family || byPriority && u.Priority != want.Priority || !u.is(want) {
			continue
		}
		if u.Flags&rulePermanent != 0 {
			return refuse(eperm)
		}
		k.rules = slices.Delete(k.rules, i, i+1)
		k.customRules[afInet] = k.customRules[afInet] || u.Family == afInet // IPv6 does not look
		k.tellRule("RTM_DELRULE", u, by(r))
		return nil
	}
	return refuse(enoent)
}

func (k *Kernel) ruleMessage(typ string, u *Rule) *codec.Request {
	flags := u.Flags
	if u.Action == ruleGoto && k.gotoTarget(u) < 0 {
		flags |= ruleUnresolved
	}
	if u.in < 0 {
		flags |= ruleNoIIF
	}
	if u.out < 0 {
		flags |= ruleNoOIF
	}
	b := attrList{}
	b.add("FRA_TABLE", u.Table, true)
	b.add("FRA_SUPPRESS_PREFIXLEN", u.suppress, true)
	b.add("FRA_PROTOCOL", u.Protocol, true)
	b.add("FRA_IIFNAME", u.IIF, u.IIF != "")
	b.add("FRA_OIFNAME", u.OIF, u.OIF != "")
	b.add("FRA_PRIORITY", u.Priority, u.Priority != 0)
	b.add("FRA_FWMARK", u.Mark, u.Mark != 0)
	b.add("FRA_FWMASK", u.Mask, u.Mask != 0 || u.Mark != 0)
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
		if len(r.raw) > codec.HeaderLen+12 {
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
