package tc

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// ActionList returns actions as attributes take them: of one by its words, with "kind" among them, a list of such, or a
// verdict alone, which is an action gact.
func ActionList(v any) ([]codec.A, error) {
	list := several(v)
	attrs := make([]codec.A, len(list))
	for i, x := range list {
		action, err := actionOf(x)
		if err != nil {
			return nil, fmt.Errorf("action %d: %w", i+1, err)
		}
		attrs[i] = codec.A{Name: strconv.Itoa(i + 1), Value: action}
	}
	return attrs, nil
}

// actionWords is what is said of any action besides its options.
var actionWords = map[string]string{"cookie": "TCA_ACT_COOKIE", "flags": "TCA_ACT_FLAGS",
	"hw_stats": "TCA_ACT_HW_STATS"}

// actionOf returns one action.
func actionOf(v any) ([]codec.A, error) {
	if attrs, ok := v.([]codec.A); ok { // of a typed spec
		return attrs, nil
	}
	words, ok := fields(v)
	if !ok {
		words = map[string]any{"kind": "gact", "action": v}
	}
	words = maps.Clone(words)
	kind, ok := words["kind"].(string)
	if !ok {
		return nil, errors.New(`"kind" of the action is missing`)
	}
	delete(words, "kind")
	attrs := nest("TCA_ACT_KIND", kind)
	for word, attr := range actionWords {
		if x, ok := words[word]; ok && !For(Action, kind).Knows(word) {
			attrs = append(attrs, codec.A{Name: attr, Value: x})
			delete(words, word)
		}
	}
	o := For(Action, kind)
	if o.layout == nil {
		return nil, codec.UnknownName("kind of action", kind, kindNames(Action))
	}
	if err := o.SayAll(words); err != nil {
		return nil, about(kind, err)
	}
	if err := o.Finish(); err != nil {
		return nil, err
	}
	return append(attrs, codec.A{Name: "TCA_ACT_OPTIONS", Value: o.Value()}), nil
}

// act is a kind of actions whose parameters are in an attribute, with a verdict if none is said, and more words.
func act(attr string, usual int, with []string, more func(s *said, o *Options, parms map[string]any) error) *Kind {
	words := []string{"verdict", "control", "action"}
	if slices.Contains(with, "action") { // it says something else of the kind
		words = words[:2]
	}
	return &Kind{
		with: append([]string{"index", strings.Join(words, "|")}, with...),
		make: func(s *said, o *Options) error {
			parms := map[string]any{}
			if i := o.index(attr); i >= 0 {
				given, _ := fields(o.Attrs[i].Value)
				maps.Copy(parms, given)
			}
			if s.has("index") {
				parms["index"] = ask(s, count, "index")
			}
			if s.has(words...) || parms["action"] == nil {
				parms["action"] = askOr(s, usual, verdict, words...)
			}
			if more != nil {
				if err := more(s, o, parms); err != nil {
					return err
				}
			}
			o.Add(attr, parms)
			return nil
		},
	}
}

// actions is the kinds of actions.
var actions = map[string]*Kind{
	"bpf": act("TCA_ACT_BPF_PARMS", actPipe, []string{"fd", "name", "bytecode"}, func(s *said, o *Options,
		_ map[string]any) error {
		sayAttrs(s, o, map[string]string{"fd": "TCA_ACT_BPF_FD", "name": "TCA_ACT_BPF_NAME"})
		if _, program, ok := s.get("bytecode"); ok {
			return about("bytecode", bytecode("TCA_ACT_BPF")(o, program))
		}
		return nil
	}),
	"connmark": act("TCA_CONNMARK_PARMS", actPipe, []string{"zone"}, func(s *said, _ *Options, p map[string]any) error {
		p["zone"] = ask(s, count, "zone")
		return nil
	}),
	"csum": act("TCA_CSUM_PARMS", actOK, []string{"update|flags|update_flags"}, func(s *said, _ *Options,
		p map[string]any) error {
		if s.has("update", "flags", "update_flags") {
			p["update_flags"] = ask(s, checksums, "update", "flags", "update_flags")
		}
		return nil
	}),
	"ct": act("TCA_CT_PARMS", actPipe, ctWords, connectionTracking),
	"ctinfo": act("TCA_CTINFO_ACT", actPipe, []string{"zone"}, func(s *said, o *Options, _ map[string]any) error {
		o.Add("TCA_CTINFO_ZONE", ask(s, count, "zone"))
		return nil
	}),
	"gact": act("TCA_GACT_PARMS", actShot, []string{"random"}, func(s *said, o *Options, _ map[string]any) error {
		if s.has("random") {
			o.Add("TCA_GACT_PROB", ask(s, randomly, "random"))
		}
		return nil
	}),
	"gate":   act("TCA_GATE_PARMS", actPipe, gateWords, gate),
	"ife":    act("TCA_IFE_PARMS", actPipe, nil, nil),
	"mirred": act("TCA_MIRRED_PARMS", actStolen, []string{"direction", "action", "dev|ifindex", "blockid"}, mirror),
	"mpls": act("TCA_MPLS_PARMS", actPipe, []string{"m_action", "protocol|proto", "label", "tc", "ttl", "bos"},
		func(s *said, o *Options, p map[string]any) error {
			p["m_action"] = ask(s, oneOf(map[string]int{"pop": 1, "push": 2, "modify": 3, "dec_ttl": 4,
				"mac_push": 5}), "m_action")
			if s.has("protocol", "proto") {
				o.Add("TCA_MPLS_PROTO", ask(s, Protocol, "protocol", "proto"))
			}
			sayAttrs(s, o, map[string]string{
				"label": "TCA_MPLS_LABEL", "tc": "TCA_MPLS_TC", "ttl": "TCA_MPLS_TTL", "bos": "TCA_MPLS_BOS",
			})
			return nil
		}),
	"nat":    act("TCA_NAT_PARMS", actOK, []string{"direction", "old|old_addr", "new|new_addr"}, translate),
	"pedit":  act("TCA_PEDIT_PARMS_EX", actOK, []string{"munge"}, edit),
	"police": police,
	"sample": act("TCA_SAMPLE_PARMS", actPipe, []string{"rate", "group", "trunc"}, func(s *said, o *Options,
		_ map[string]any) error {
		sayAttrs(s, o, map[string]string{
			"rate": "TCA_SAMPLE_RATE", "group": "TCA_SAMPLE_PSAMPLE_GROUP", "trunc": "TCA_SAMPLE_TRUNC_SIZE",
		})
		return nil
	}),
	"simple": act("TCA_DEF_PARMS", actPipe, []string{"sdata"}, func(s *said, o *Options, _ map[string]any) error {
		sayAttrs(s, o, map[string]string{"sdata": "TCA_DEF_DATA"})
		return nil
	}),
	"skbedit": act("TCA_SKBEDIT_PARMS", actPipe, []string{"mark", "mask", "priority", "queue|queue_mapping", "ptype"},
		skbedit),
	"skbmod": act("TCA_SKBMOD_PARMS", actPipe, []string{"dmac", "smac", "etype", "swap", "ecn"}, skbmod),
	"tunnel_key": act("TCA_TUNNEL_KEY_PARMS", actPipe, []string{"t_action", "src_ip", "dst_ip", "id", "dst_port",
		"csum", "nocsum",
		"ttl", "tos", "nofrag"}, tunnelKey),
	"vlan": act("TCA_VLAN_PARMS", actPipe, []string{"v_action", "id", "protocol|proto", "priority", "dst_mac",
		"src_mac"}, vlan),
}

// sayAttrs gives attributes what words say, as it is.
func sayAttrs(s *said, o *Options, attrs map[string]string) {
	for word, attr := range attrs {
		if _, v, ok := s.get(word); ok {
			o.Add(attr, v)
		}
	}
}

// checksums returns TCA_CSUM_UPDATE_FLAG_* (linux/tc_act/tc_csum.h) of what tc calls them, joined by "and" or "+".
func checksums(v any) (flags int, err error) {
	names := map[string]int{
		"ip": 1, "ip4h": 1, "ipv4h": 1, "icmp": 2, "igmp": 4, "tcp": 8, "udp": 16, "udplite": 32, "sctp": 64, "and": 0,
	}
	if text, ok := v.(string); ok {
		v = strings.ReplaceAll(text, "+", " ")
	}
	for _, x := range elements(v) {
		flag, err := choose(x, names)
		if err != nil {
			return 0, err
		}
		flags |= flag
	}
	return flags, nil
}

// randomly returns struct tc_gact_p: "determ drop 10" is every tenth packet, "netrand drop 10" one of ten.
func randomly(v any) (map[string]any, error) {
	words := elements(v)
	if len(words) != 3 {
		return nil, errors.New(`want a way, a verdict and a number: "determ drop 10"`)
	}
	way, err := choose(words[0], map[string]int{"none": 0, "netrand": 1, "determ": 2})
	if err != nil {
		return nil, err
	}
	action, err := verdict(words[1])
	if err != nil {
		return nil, err
	}
	n, err := count(words[2])
	return map[string]any{"ptype": way, "paction": action, "pval": n}, err
}

// mirror sends packets, or copies of them, to another link.
func mirror(s *said, o *Options, p map[string]any) error {
	if _, given := p["eaction"]; given {
		return nil
	}
	way := ask(s, oneOf(map[string]int{"egress": 0, "ingress": 2}), "direction")
	what := ask(s, oneOf(map[string]int{"redirect": 1, "mirror": 2}), "action")
	if !s.has("direction") || !s.has("action") {
		return errors.New(`want a direction ("egress", "ingress") and an action ("redirect", "mirror")`)
	}
	p["eaction"] = way + what
	if p["action"] = actStolen; what == 2 {
		p["action"] = actPipe
	}
	if s.has("verdict", "control") {
		p["action"] = ask(s, verdict, "verdict", "control")
	}
	_, dev, hasDev := s.get("dev", "ifindex")
	if hasDev {
		p["ifindex"] = dev
	}
	if s.has("blockid") {
		o.Add("TCA_MIRRED_BLOCKID", ask(s, count, "blockid"))
	} else if !hasDev {
		return missing("the link (dev)")
	}
	return nil
}

// vlan takes tags off, puts them on, or changes them.
func vlan(s *said, o *Options, p map[string]any) error {
	ways := map[string]int{"pop": 1, "push": 2, "modify": 3, "pop_eth": 4, "push_eth": 5}
	if s.has("v_action") {
		p["v_action"] = ask(s, oneOf(ways), "v_action")
	}
	if way, _ := p["v_action"].(int); (way == 2 || way == 3) && !s.has("id") && !o.Has("TCA_VLAN_PUSH_VLAN_ID") {
		return missing("id")
	}
	if s.has("protocol", "proto") {
		o.Add("TCA_VLAN_PUSH_VLAN_PROTOCOL", ask(s, Protocol, "protocol", "proto"))
	}
	sayAttrs(s, o, map[string]string{
		"id": "TCA_VLAN_PUSH_VLAN_ID", "priority": "TCA_VLAN_PUSH_VLAN_PRIORITY", "dst_mac": "TCA_VLAN_PUSH_ETH_DST",
		"src_mac": "TCA_VLAN_PUSH_ETH_SRC",
	})
	return nil
}

// skbedit changes what the kernel knows of a packet.
func skbedit(s *said, o *Options, _ map[string]any) error {
	if s.has("mark") {
		mark, mask, err := masked(s.words["mark"])
		if err != nil {
			return err
		}
		o.Add("TCA_SKBEDIT_MARK", mark)
		if mask != nil {
			o.Add("TCA_SKBEDIT_MASK", *mask)
		}
	}
	if s.has("priority") {
		o.Add("TCA_SKBEDIT_PRIORITY", ask(s, handle, "priority"))
	}
	if s.has("mask") {
		o.Add("TCA_SKBEDIT_MASK", ask(s, count, "mask"))
	}
	sayAttrs(s, o, map[string]string{
		"queue": "TCA_SKBEDIT_QUEUE_MAPPING", "queue_mapping": "TCA_SKBEDIT_QUEUE_MAPPING",
		"ptype": "TCA_SKBEDIT_PTYPE",
	})
	return nil
}

// skbmod changes the header of Ethernet: its flags say what of it.
func skbmod(s *said, o *Options, p map[string]any) error {
	flags := 0
	for i, w := range []struct{ word, attr string }{
		{"dmac", "TCA_SKBMOD_DMAC"}, {"smac", "TCA_SKBMOD_SMAC"}, {"etype", "TCA_SKBMOD_ETYPE"}, {"swap", ""}, {"ecn",
			""},
	} {
		_, v, ok := s.get(w.word)
		if !ok {
			continue
		}
		flags |= 1 << i
		if w.word == "etype" {
			v = ask(s, Protocol, "etype")
		}
		if w.attr != "" {
			o.Add(w.attr, v)
		}
	}
	if flags > 0 {
		p["flags"] = flags
	}
	return nil
}
