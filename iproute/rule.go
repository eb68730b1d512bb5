package iproute

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ruleObject is rules that say which table routes a packet. Words of theirs that are no attributes: src and dst with a
// length, action by any of its names, iif, oif, pref, fwmark with a mask ("0x1/0xff"), sport and dport ("80",
// "1000-2000", "0x10/0xf0"), uidrange, ipproto, suppress_prefixlength, not, dscp by name, realms.
var ruleObject *object

func init() {
	commands := commandsOf("RULE")
	commands["set"], commands["replace"] = commands["add"], commands["add"]
	commands["update"] = commands["add"]
	for _, name := range []string{"append", "change", "get"} { // nothing of a rule can be changed: all tells which it is
		delete(commands, name)
	}
	ruleObject = &object{
		name: "rule", typ: "RTM_NEWRULE", commands: commands,
		words: map[string]func(*values, any) error{
			"src":                   saidPrefix("FRA_SRC", "src_len", "family"),
			"dst":                   saidPrefix("FRA_DST", "dst_len", "family"),
			"dev":                   renamed("FRA_IIFNAME"),
			"iif":                   renamed("FRA_IIFNAME"),
			"oif":                   renamed("FRA_OIFNAME"),
			"pref":                  renamed("FRA_PRIORITY"),
			"table":                 renamed("FRA_TABLE"),
			"realms":                renamed("FRA_FLOW"),
			"ipproto":               renamed("FRA_IP_PROTO"),
			"suppress_prefixlength": renamed("FRA_SUPPRESS_PREFIXLEN"),
			"action":                sayAction,
			"flags":                 sayRuleFlags,
			"not":                   sayNot,
			"invert":                sayNot,
			"fwmark":                sayMasked("FRA_FWMARK", "FRA_FWMASK", 32),
			"flowlabel":             sayMasked("FRA_FLOWLABEL", "FRA_FLOWLABEL_MASK", 20),
			"dscp":                  sayDSCP,
			"sport":                 sayPorts("FRA_SPORT_RANGE", "FRA_SPORT_MASK"),
			"dport":                 sayPorts("FRA_DPORT_RANGE", "FRA_DPORT_MASK"),
			"sport_range":           sayPorts("FRA_SPORT_RANGE", "FRA_SPORT_MASK"),
			"dport_range":           sayPorts("FRA_DPORT_RANGE", "FRA_DPORT_MASK"),
			"uidrange":              sayRange("FRA_UID_RANGE", 32),
			"uid_range":             sayRange("FRA_UID_RANGE", 32),
		},
		paths: map[string][]string{
			"src": {"FRA_SRC"}, "dst": {"FRA_DST"}, "iif": {"FRA_IIFNAME"}, "oif": {"FRA_OIFNAME"},
			"pref": {"FRA_PRIORITY"}, "table": {"FRA_TABLE"}, "realms": {"FRA_FLOW"}, "ipproto": {"FRA_IP_PROTO"},
		},
		early:  []string{"family"},
		finish: finishRule,
		match:  matchRule,
		strict: []string{".family"},
	}
}

// Rule carries out a command on a rule: "add", "del", or "update", after which it is there, too, if it was before;
// "dump" lists them, "flush" removes all that match.
//
//	ip.Rule(ctx, "add", iproute.Args{"src": "10.0.0.0/8", "table": 100, "priority": 1000})
//	ip.Rule(ctx, "add", iproute.Args{"fwmark": "0x1/0xff", "table": "main", "not": true})
//	ip.Rule(ctx, "add", iproute.Args{"iif": "eth0", "dport": "1000-2000", "ipproto": "tcp", "action": "prohibit"})
//
// What is not said: the family is that of the addresses, or AF_INET; the priority is 32000, also of what is deleted; a
// rule with a table looks that up, one with goto goes there, and one that says neither looks up the table main.
func (ip *IPRoute) Rule(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	command = strings.ToLower(command)
	if command == "flush" {
		return nil, ip.FlushRules(ctx, spec...)
	}
	replies, err := ip.do(ctx, ruleObject, command, spec...)
	if (command == "update" || command == "replace" || command == "set") && errors.Is(err, ErrExists) {
		err = nil
	}
	return replies, err
}

// GetRules lists rules: of all families, unless a filter says one.
func (ip *IPRoute) GetRules(ctx context.Context, filters ...Spec) iter.Seq2[RuleView, error] {
	return views[RuleView](ip.dump(ctx, ruleObject, filters))
}

// AddRule adds a rule.
//
//	ip.AddRule(ctx, iproute.Args{"src": "10.0.0.0/8", "table": 100, "priority": 1000})
func (ip *IPRoute) AddRule(ctx context.Context, spec ...Spec) error {
	_, err := ip.Rule(ctx, "add", spec...)
	return err
}

// DelRule removes a rule.
func (ip *IPRoute) DelRule(ctx context.Context, spec ...Spec) error {
	_, err := ip.Rule(ctx, "del", spec...)
	return err
}

// Numbers of rules (linux/fib_rules.h), and the priority that they have if none is said.
const (
	actToTable   = 1
	actGoto      = 2
	ruleInverted = 0x2
	rulePriority = 32000
)

// finishRule says of a rule what goes without saying.
func finishRule(v *values) error {
	family := uint8(linux.AF_INET)
	for _, attr := range []string{"FRA_SRC", "FRA_DST"} {
		if a := addrAt(v, attr); a.IsValid() {
			family = familyOf(a)
		}
	}
	v.setDefault("family", family)
	if !v.has("FRA_PRIORITY") {
		v.add("FRA_PRIORITY", uint32(rulePriority))
	}
	switch {
	case v.has("FRA_GOTO"):
		v.setDefault("action", uint8(actGoto))
	case v.has("FRA_TABLE"):
		v.setDefault("action", uint8(actToTable))
	case v.command.makes && v.fixed["action"] == nil:
		v.set("action", uint8(actToTable))
		if !v.has("FRA_L3MDEV") {
			v.set("table", uint8(tableMain))
		}
	}
	return v.finishTable("FRA_TABLE", "table")
}

// matchRule makes what a filter says as the kernel tells of rules: their table is always in FRA_TABLE, and the priority
// 0 is not told.
func matchRule(v *values) error {
	if table, ok := v.get("FRA_TABLE"); ok {
		number, err := v.number("table", table)
		v.replace(number, "FRA_TABLE")
		if err != nil {
			return fmt.Errorf("table: %w", err)
		}
	}
	if priority, _ := v.get("FRA_PRIORITY"); priority != nil {
		if n, err := codec.NumberOf(priority, 32); err == nil && n == 0 {
			v.del("FRA_PRIORITY")
			v.likes = append(v.likes, func(m *codec.Message) bool { _, ok := m.Attr("FRA_PRIORITY"); return !ok })
		}
	}
	return nil
}
