package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ruleWords is routing policy rules, as ip rule has them.
var ruleWords = &words{rest: true, list: []word{
	{how: ruleSubject},
	{attr: "FRA_DST", say: "to", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		return w.rulePrefix(dst, as, a, "dst_len")
	}},
	{which: true, how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
		if tos := w.field("tos"); tos != 0 && w.op != codec.OpGet {
			return appendHex(append(dst, " tos "...), tos)
		}
		return dst
	}},
	{attr: "FRA_DSCP", say: "dscp"},
	{attr: "FRA_FWMARK", say: "fwmark", how: ruleMark},
	{attr: "FRA_IIFNAME", say: "iif"},
	{attr: "FRA_OIFNAME", say: "oif"},
	{attr: "FRA_UID_RANGE", say: "uidrange", how: span},
	{attr: "FRA_IP_PROTO", say: "ipproto"},
	{attr: "FRA_SPORT_RANGE", say: "sport", how: span},
	{attr: "FRA_DPORT_RANGE", say: "dport", how: span},
	{attr: "FRA_TUN_ID", say: "tun_id"},
	{attr: "FRA_L3MDEV", say: "l3mdev", how: present},
	{how: ruleAction, which: true},
	{attr: "FRA_SUPPRESS_PREFIXLEN", say: "suppress_prefixlength", usual: 1<<64 - 1},
	{attr: "FRA_SUPPRESS_IFGROUP", say: "suppress_ifgroup", usual: 1<<64 - 1},
	{attr: "FRA_FLOW", say: "realms", how: realms},
	{attr: "FRA_PROTOCOL", say: "proto"},
	{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
		if e := w.enumOf("flags"); e != nil {
			return flagsOf(dst, e, w.field("flags"), fibRulePermanent|fibRuleInvert|fibRuleFindSaddr)
		}
		return dst
	}},
}, silent: []string{"FRA_PRIORITY", "FRA_SRC", "FRA_FWMASK", "FRA_TABLE", "FRA_GOTO"}}

// Flags of rules (linux/fib_rules.h).
const (
	fibRulePermanent = 0x1
	fibRuleInvert    = 0x2
	fibRuleFindSaddr = 0x10000
)

// ruleSubject says the number of the rule, and from where packets come that it is for.
func ruleSubject(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	if w.op == codec.OpGet {
		return w.sayFamily(dst)
	}
	if w.family() != linux.AF_INET {
		dst = w.sayFamily(dst, "FRA_SRC", "FRA_DST")
	}
	if a, ok := in.Attr("FRA_PRIORITY"); ok {
		dst = append(w.value(append(dst, ' '), a.Content()), ':')
	} else if !w.request {
		dst = append(dst, " 0:"...)
	}
	if w.field("flags")&fibRuleInvert != 0 {
		dst = append(dst, " not"...)
	}
	from := word{say: "from"}
	if a, ok := in.Attr("FRA_SRC"); ok {
		return w.rulePrefix(dst, &from, a, "src_len")
	}
	return append(dst, " from all"...)
}

// rulePrefix says a prefix, or that it is any, for which iproute2 sends an empty address.
func (w *writer) rulePrefix(dst []byte, as *word, a codec.Attr, length string) []byte {
	dst = as.keyword(dst)
	n := w.field(length)
	if n == 0 && a.Content().IsZero() && !a.Missing() {
		return append(dst, "all"...)
	}
	return w.appendPrefix(dst, a, n)
}

// ruleMark says a mark and, unless it is of all bits, its mask.
func ruleMark(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	mark, _ := a.Uint()
	mask, ok := w.root.Attr("FRA_FWMASK")
	bits, _ := mask.Uint()
	if mark == 0 && bits == 0 {
		return dst
	}
	dst = appendHex(as.keyword(dst), mark)
	if ok && bits != 1<<32-1 {
		dst = appendHex(append(dst, '/'), bits)
	}
	return dst
}

// span says a struct of a start and an end, which may be the same.
func span(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	start, _ := a.Field("start")
	end, ok := a.Field("end")
	if !ok {
		return dst
	}
	dst = codec.AppendUint(as.keyword(dst), start)
	if end != start {
		dst = codec.AppendUint(append(dst, '-'), end)
	}
	return dst
}

// Actions of rules (linux/fib_rules.h).
const (
	ruleToTable = 1
	ruleGoto    = 2
)

// ruleAction says the table that is looked at, or what is done in its place.
func ruleAction(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	action := w.field("action")
	switch a, ok := in.Attr("FRA_GOTO"); {
	case action == ruleGoto && ok:
		return w.value(append(dst, " goto "...), a.Content())
	case action != ruleToTable:
		if e := w.enumOf("action"); e != nil && action != 0 {
			return appendWord(append(dst, ' '), e, action)
		}
		return dst
	}
	table := w.field("table")
	if a, ok := in.Attr("FRA_TABLE"); ok && !a.Missing() {
		table, _ = a.Uint()
	}
	if table == 0 {
		return dst
	}
	return appendWord(append(dst, " lookup "...), w.enumOf("table"), table)
}
