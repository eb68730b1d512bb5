package iproute

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// The objects of traffic control. What people say of their kinds, "rate" or "burst", package tc knows.
var qdiscObject, classObject, filterObject, chainObject *object

func init() {
	qdiscObject = tcObject("qdisc", "QDISC", tc.Qdisc, finishQdisc)
	qdiscObject.commands["change"] = command{typ: "RTM_NEWQDISC", makes: true}
	qdiscObject.commands["link"] = command{typ: "RTM_NEWQDISC", flags: change, makes: true}
	qdiscObject.words["stab"] = func(v *values, value any) error {
		table, err := tc.SizeTable(value)
		v.replace(table, "TCA_STAB")
		return err
	}
	classObject = tcObject("class", "TCLASS", tc.Class, needsDev)
	filterObject = tcObject("filter", "TFILTER", tc.Filter, finishFilter)
	chainObject = tcObject("chain", "CHAIN", tc.Filter, needsDev)
	for _, o := range []*object{classObject, filterObject, chainObject} {
		rest := strings.TrimPrefix(o.typ, "RTM_NEW")
		o.ready = ofOneLink
		o.commands["change"] = command{typ: "RTM_NEW" + rest, makes: true}
		o.commands["replace"] = command{typ: "RTM_NEW" + rest, flags: codec.FlagCreate, makes: true}
		o.commands["set"] = o.commands["replace"]
	}
	for _, o := range []*object{filterObject, chainObject} {
		addFilterWords(o)
	}
	classObject.words["classid"] = sayHandle("tcm_handle")
}

// tcObject makes an object of traffic control.
func tcObject(name, rest string, of tc.Object, finish func(*values) error) *object {
	return &object{
		name: name, typ: "RTM_NEW" + rest, commands: commandsOf(rest), early: []string{"kind"},
		words: map[string]func(*values, any) error{
			"kind":    renamed("TCA_KIND"),
			"dev":     sayDev,
			"index":   sayDev,
			"ifindex": sayDev,
			"handle":  sayHandle("tcm_handle"),
			"parent":  sayHandle("tcm_parent"),
			"opts":    sayOptions,
			"options": sayOptions,
			"block":   sayBlock,
		},
		paths:   map[string][]string{"kind": {"TCA_KIND"}},
		options: func(v *values) *tc.Options { return v.optionsOf(of) },
		finish: func(v *values) error {
			if finish != nil {
				if err := finish(v); err != nil {
					return err
				}
			}
			return v.finishOptions(of)
		},
		match:  func(v *values) error { return matchTC(v, of) },
		strict: []string{".tcm_ifindex", ".tcm_parent", ".tcm_info", "TCA_CHAIN", "TCA_DUMP_INVISIBLE"},
		asks:   []string{"TCA_DUMP_INVISIBLE", "TCA_DUMP_FLAGS"},
	}
}

// tcObjects is the objects by the end of a command.
func tcObjects() map[string]*object {
	return map[string]*object{"": qdiscObject, "class": classObject, "filter": filterObject, "chain": chainObject}
}

// Tc carries out a command on traffic control: "add", "del", "change", "replace", "get" or "dump" is about a queueing
// discipline, with "-class", "-filter" or "-chain" about one of these. "change" is about what is there already.
//
// What a kind has is said by the words of tc(8), by those of pyroute2, or by the names of the attributes. Rates are
// texts as "10mbit", parts of the link's speed as "2.5%", or octets per second; sizes texts as "15k", or octets; times
// texts as "10ms", a time.Duration, or microseconds; percentages texts as "2.5%", or numbers; handles texts as "1:10",
// or numbers. What tc computes from these (buffers, rate tables, thresholds, selectors) is computed.
//
//	ip.Tc(ctx, "add", iproute.Args{"kind": "htb", "dev": "eth0", "handle": "1:", "default": 0x20})
//	ip.Tc(ctx, "add-class", iproute.Args{"kind": "htb", "dev": "eth0", "parent": "1:", "handle": "1:20",
//		"rate": "10mbit", "ceil": "100mbit"})
//	ip.Tc(ctx, "add-filter", iproute.Args{"kind": "u32", "dev": "eth0", "parent": "1:", "protocol": "ip", "prio": 10,
//		"match": "ip dst 192.0.2.0/24", "target": "1:20"})
//
// Of queueing disciplines the parent is the root unless said otherwise, of ingress and clsact the one that they have.
// A filter looks at all protocols unless "protocol" says one; "prio", "chain" and "block" are as in tc, the parents
// "ingress" and "egress" the two sides of clsact. "match" is what tc writes after match, of basic an expression:
// "meta(priority eq 6) and not cmp(u16 at 3 layer 2 gt 20)". "action" is a verdict ("drop"), an action by its words, or
// a list of these.
func (ip *IPRoute) Tc(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	verb, of, _ := strings.Cut(strings.ToLower(command), "-")
	o := tcObjects()[of]
	if _, ok := qdiscObject.commands[verb]; o == nil || !ok {
		return nil, &Error{Call: "tc", Err: codec.UnknownName("command", command, tcCommands())}
	}
	return ip.do(ctx, o, verb, spec...)
}

// tcCommands returns the commands of Tc.
func tcCommands() (names []string) {
	for of, o := range tcObjects() {
		for verb := range maps.Keys(o.commands) {
			names = append(names, strings.TrimSuffix(verb+"-"+of, "-"))
		}
	}
	slices.Sort(names)
	return names
}
