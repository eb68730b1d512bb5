package samples_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"path"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
)

// inOptions is rules for what actions call so in TCA_ACT_OPTIONS, and filters in TCA_OPTIONS.
func inOptions(options, prefix string, names ...string) map[string]rule {
	rules := map[string]rule{}
	for _, name := range names {
		theirs, ours, ok := strings.Cut(name, "=")
		if !ok {
			ours = strings.ToUpper(theirs)
		}
		rules[theirs] = at(options + "/" + prefix + ours)
	}
	return rules
}

// actionParms is the attribute that has struct tc_gen, by kind.
var actionParms = map[string]string{
	"bpf": "TCA_ACT_BPF_PARMS", "connmark": "TCA_CONNMARK_PARMS", "csum": "TCA_CSUM_PARMS", "ct": "TCA_CT_PARMS",
	"ctinfo": "TCA_CTINFO_ACT", "gact": "TCA_GACT_PARMS", "gate": "TCA_GATE_PARMS", "ife": "TCA_IFE_PARMS",
	"mirred": "TCA_MIRRED_PARMS", "mpls": "TCA_MPLS_PARMS", "nat": "TCA_NAT_PARMS", "pedit": "TCA_PEDIT_PARMS_EX",
	"police": "TCA_POLICE_TBF", "sample": "TCA_SAMPLE_PARMS", "simple": "TCA_DEF_PARMS",
	"skbedit": "TCA_SKBEDIT_PARMS", "skbmod": "TCA_SKBMOD_PARMS", "tunnel_key": "TCA_TUNNEL_KEY_PARMS",
	"vlan": "TCA_VLAN_PARMS",
}

// actionRules is how `tc -j -s actions` prints what all actions have.
func actionRules(kind string) map[string]rule {
	parms := "TCA_ACT_OPTIONS/" + actionParms[kind]
	return joined(map[string]rule{
		"order": at("attr"), "kind": at("TCA_ACT_KIND"), "index": at(parms + "/index"), "ref": at(parms + "/refcnt"),
		"bind": at(parms + "/bindcnt"), "control_action": control(parms + "/action"),
		"installed": skip("a clock that runs"), "last_used": skip("a clock that runs"),
		"stats": within(joined(under("TCA_ACT_STATS/TCA_STATS_BASIC/", "bytes", "packets"),
			under("TCA_ACT_STATS/TCA_STATS_QUEUE/", "drops", "overlimits", "requeues", "backlog", "qlen"))),
		"not_in_hw": func(v view) any { return v.value("TCA_ACT_IN_HW_COUNT") == 0 },
		"no_percpu": has("TCA_ACT_FLAGS_NO_PERCPU_STATS", "TCA_ACT_FLAGS/value"),
		"cookie":    octetsAt("TCA_ACT_COOKIE"),
	}, actionKindRules[kind])
}

// controls is what tc calls what becomes of a packet.
var controls = map[string]string{"UNSPEC": "continue", "OK": "pass", "SHOT": "drop", "GOTO_CHAIN": "goto"}

// control is what becomes of a packet, an object.
func control(where string) rule {
	return func(v view) any {
		name, number, _ := strings.Cut(strings.TrimPrefix(fmt.Sprint(v.at(where)), "TC_ACT_"), "|")
		word := controls[name]
		if word == "" {
			word = strings.ToLower(name)
		}
		return map[string]rule{"type": is(word), "chain": is(json.Number(number)), "jump": is(json.Number(number))}
	}
}

// actionKindRules is how tc prints TCA_ACT_OPTIONS of each kind, of which it makes JSON.
var actionKindRules = map[string]map[string]rule{
	"bpf":      {"bytecode": bytecode("TCA_ACT_OPTIONS/TCA_ACT_BPF_OPS")},
	"connmark": {"zone": at("TCA_ACT_OPTIONS/TCA_CONNMARK_PARMS/zone")},
	"csum":     {"csum": csumFlags},
	"ct": {"action": ctAction, "zone": at("TCA_ACT_OPTIONS/TCA_CT_ZONE"),
		"label": octetsAt("TCA_ACT_OPTIONS/TCA_CT_LABELS"),
		"mark":  hexNumber("TCA_ACT_OPTIONS/TCA_CT_MARK"), "mark_mask": bareHex("TCA_ACT_OPTIONS/TCA_CT_MARK_MASK"),
		"nat": ctNAT},
	"ctinfo": joined(inOptions("TCA_ACT_OPTIONS", "TCA_CTINFO_", "zone", "dscpset=STATS_DSCP_SET",
		"dscperror=STATS_DSCP_ERROR", "cpmarkset=STATS_CPMARK_SET"), map[string]rule{
		"dscpmask":      zeroX("TCA_ACT_OPTIONS/TCA_CTINFO_PARMS_DSCP_MASK"),
		"dscpstatemask": zeroX("TCA_ACT_OPTIONS/TCA_CTINFO_PARMS_DSCP_STATEMASK"),
		"cpmark":        zeroX("TCA_ACT_OPTIONS/TCA_CTINFO_PARMS_CPMARK_MASK")}),
	"gact": {"prob": gactProb},
	"gate": joined(inOptions("TCA_ACT_OPTIONS", "TCA_GATE_", "priority", "base_time", "cycle_time"), map[string]rule{
		"clockid": cut("CLOCK_", "TCA_ACT_OPTIONS/TCA_GATE_CLOCKID"), "flags": is("0"),
		"cycle_time_ext": func(v view) any { // the kernel leaves 0 out
			if ext := v.at("TCA_ACT_OPTIONS/TCA_GATE_CYCLE_TIME_EXT"); ext != nil {
				return ext
			}
			return json.Number("0")
		}, "schedule": gateSchedule}),
	"ife": {"mode": low("IFE_", "TCA_ACT_OPTIONS/TCA_IFE_PARMS/flags"), "type": ifeType,
		"mark": ifeMeta("SKBMARK"), "prio": ifeMeta("PRIO"), "tcindex": ifeMeta("TCINDEX"),
		"dst": at("TCA_ACT_OPTIONS/TCA_IFE_DMAC"), "src": at("TCA_ACT_OPTIONS/TCA_IFE_SMAC")},
	"mirred": {"mirred_action": mirredWord(1), "direction": mirredWord(0),
		"to_dev":     device("TCA_ACT_OPTIONS/TCA_MIRRED_PARMS/ifindex"),
		"to_blockid": at("TCA_ACT_OPTIONS/TCA_MIRRED_BLOCKID")},
	"mpls": joined(inOptions("TCA_ACT_OPTIONS", "TCA_MPLS_", "label", "tc", "ttl", "bos"), map[string]rule{
		"mpls_action": low("TCA_MPLS_ACT_", "TCA_ACT_OPTIONS/TCA_MPLS_PARMS/m_action"),
		"protocol":    low("ETH_P_", "TCA_ACT_OPTIONS/TCA_MPLS_PROTO")}),
	"nat": {"type": at("TCA_ACT_KIND"), "direction": func(v view) any {
		if has("TCA_NAT_FLAG_EGRESS", "TCA_ACT_OPTIONS/TCA_NAT_PARMS/flags")(v) == true {
			return "egress"
		}
		return "ingress"
	}, "new_addr": at("TCA_ACT_OPTIONS/TCA_NAT_PARMS/new_addr"), "old_addr": func(v view) any {
		// tc takes the mask for a number of the host
		return fmt.Sprint(v.at("TCA_ACT_OPTIONS/TCA_NAT_PARMS/old_addr"), "/32")
	}},
	"pedit": {"nkeys": at("TCA_ACT_OPTIONS/TCA_PEDIT_PARMS_EX/nkeys"), "keys": peditKeys},
	"police": {"control_action#2": control("TCA_ACT_OPTIONS/TCA_POLICE_RESULT"),
		"overhead": at("TCA_ACT_OPTIONS/TCA_POLICE_TBF/rate/overhead"),
		"linklayer": words("TCA_ACT_OPTIONS/TCA_POLICE_TBF/rate/linklayer", map[string]any{
			"TC_LINKLAYER_ETHERNET": "ethernet", "TC_LINKLAYER_UNAWARE": "unspec", "TC_LINKLAYER_ATM": "atm"}),
		"pkts_rate": at("TCA_ACT_OPTIONS/TCA_POLICE_PKTRATE64"), "pkts_burst": func(v view) any {
			rate := v.value("TCA_ACT_OPTIONS/TCA_POLICE_PKTRATE64")
			ticks := v.value("TCA_ACT_OPTIONS/TCA_POLICE_PKTBURST64")
			return jsonNumber(math.Round(rate * ticks * 64 / 1e9))
		}},
	"sample": inOptions("TCA_ACT_OPTIONS", "TCA_SAMPLE_", "rate", "group=PSAMPLE_GROUP", "trunc_size"),
	"skbedit": joined(inOptions("TCA_ACT_OPTIONS", "TCA_SKBEDIT_", "priority", "queue_mapping",
		"mark"), map[string]rule{
		"mask":  bareHex("TCA_ACT_OPTIONS/TCA_SKBEDIT_MASK"),
		"ptype": low("PACKET_", "TCA_ACT_OPTIONS/TCA_SKBEDIT_PTYPE"),
		"inheritdsfield": func(v view) any {
			if has("SKBEDIT_F_INHERITDSFIELD", "TCA_ACT_OPTIONS/TCA_SKBEDIT_FLAGS")(v) == true {
				return nil
			}
			return "not set"
		}}),
	"tunnel_key": joined(inOptions("TCA_ACT_OPTIONS", "TCA_TUNNEL_KEY_", "key_id=ENC_KEY_ID", "dst_port=ENC_DST_PORT",
		"ttl=ENC_TTL"), map[string]rule{
		"mode": words("TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_PARMS/t_action", map[string]any{
			"TCA_TUNNEL_KEY_ACT_SET": "set", "TCA_TUNNEL_KEY_ACT_RELEASE": "unset"}),
		"src_ip": tunnelAddr("SRC"), "dst_ip": tunnelAddr("DST"),
		"tos": hexNumber("TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_ENC_TOS"),
		"flag": words("TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_NO_CSUM", map[string]any{
			"true": "nocsum", "false": "csum"}),
		"geneve_opts": tunnelOptions("TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_ENC_OPTS", "TCA_TUNNEL_KEY_ENC_OPTS_", "GENEVE"),
		"vxlan_opts":  tunnelOptions("TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_ENC_OPTS", "TCA_TUNNEL_KEY_ENC_OPTS_", "VXLAN"),
		"erspan_opts": tunnelOptions("TCA_ACT_OPTIONS/TCA_TUNNEL_KEY_ENC_OPTS", "TCA_TUNNEL_KEY_ENC_OPTS_", "ERSPAN")}),
	"vlan": joined(inOptions("TCA_ACT_OPTIONS", "TCA_VLAN_", "id=PUSH_VLAN_ID", "priority=PUSH_VLAN_PRIORITY",
		"dst_mac=PUSH_ETH_DST", "src_mac=PUSH_ETH_SRC"), map[string]rule{
		"vlan_action": low("TCA_VLAN_ACT_", "TCA_ACT_OPTIONS/TCA_VLAN_PARMS/v_action"),
		"protocol":    words("TCA_ACT_OPTIONS/TCA_VLAN_PUSH_VLAN_PROTOCOL", vlanProtocols)}),
}

// documents splits what tc prints for each command of a batch.
func documents(t *testing.T, file string) []string {
	t.Helper()
	text, err := samples.FS().ReadFile(path.Join("oracle", file))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(string(text), "\n[", "\n\x00[")), "\x00")
}

// TestTCActions compares actions of each kind to what tc prints of them.
func TestTCActions(t *testing.T) {
	c := load(t, "tc-actions-show.strace.gz")
	links := interfaces(t, c)
	cmp := &comparison{t: t, file: "tc-actions-show.tc.json"}
	var answers [][]view
	for _, m := range c.Messages {
		if m.Name() != "RTM_GETACTION" || m.Header().Flags&1 != 0 {
			continue
		}
		actions := newView(t, m, links).children("TCA_ROOT_TAB")
		for i := range actions {
			actions[i].links = links
		}
		answers = append(answers, actions)
	}
	docs := documents(t, cmp.file)
	if len(docs) != len(answers) {
		t.Fatalf("%d commands, but %d answers", len(docs), len(answers))
	}
	compared := map[string]bool{}
	for i, doc := range docs {
		kind := fmt.Sprint(answers[i][0].at("TCA_ACT_KIND"))
		compared[kind] = true
		if said, ok := actionTexts[kind]; ok {
			for _, a := range answers[i] {
				if want := said(a); !strings.Contains(strings.Join(strings.Fields(doc), " "), want) {
					t.Errorf("%s: no %q in %s", kind, want, doc)
				}
			}
			continue
		}
		objects := parseObjects(t, doc)
		list, _ := objects[1].get("actions").([]any)
		if len(list) != len(answers[i]) {
			t.Errorf("%s: %d actions, ours %d", kind, len(list), len(answers[i]))
			continue
		}
		for j, o := range list {
			cmp.object(fmt.Sprint(kind, " ", j), o.(object), answers[i][j], actionRules(kind))
		}
	}
	for kind := range actionParms {
		if !compared[kind] {
			t.Errorf("the sample has no %s", kind)
		}
	}
	t.Logf("%d facts compared", cmp.compared)
}

// actionTexts is what tc prints of kinds of which it makes no JSON.
var actionTexts = map[string]func(v view) string{
	"simple": func(v view) string {
		return fmt.Sprintf("Simple <%v> index %v ref %v", v.at("TCA_ACT_OPTIONS/TCA_DEF_DATA"),
			v.at("TCA_ACT_OPTIONS/TCA_DEF_PARMS/index"), v.at("TCA_ACT_OPTIONS/TCA_DEF_PARMS/refcnt"))
	},
	"skbmod": func(v view) string {
		words := ""
		if etype := v.at("TCA_ACT_OPTIONS/TCA_SKBMOD_ETYPE"); etype == "ETH_P_802_EX1" {
			words += "set etype 0x88B5 "
		}
		if dmac := v.at("TCA_ACT_OPTIONS/TCA_SKBMOD_DMAC"); dmac != nil {
			words += fmt.Sprintf("set dmac %v set smac %v ", dmac, v.at("TCA_ACT_OPTIONS/TCA_SKBMOD_SMAC"))
		}
		for flag, word := range map[string]string{"SKBMOD_F_SWAPMAC": "swap mac ", "SKBMOD_F_ECN": "ecn "} {
			if has(flag, "TCA_ACT_OPTIONS/TCA_SKBMOD_PARMS/flags")(v) == true {
				words += word
			}
		}
		return words + fmt.Sprintf("index %v ref", v.at("TCA_ACT_OPTIONS/TCA_SKBMOD_PARMS/index"))
	},
}

// parseObjects reads a list of objects.
func parseObjects(t *testing.T, text string) (objects []object) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	value, err := readJSON(dec)
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	for _, v := range value.([]any) {
		objects = append(objects, v.(object))
	}
	return objects
}

// TestTCFiltersWhole looks for attributes of filters, chains and actions that the tables do not take apart.
func TestTCFiltersWhole(t *testing.T) {
	octets := []string{"TCA_ACT_COOKIE", "TCA_CT_LABELS", "TCA_CT_LABELS_MASK", "TCA_FLOWER_KEY_CT_LABELS",
		"TCA_FLOWER_KEY_CT_LABELS_MASK", "TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA", "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_DATA",
		"TCA_EM_IPT_MATCH_DATA"} // without structure in the kernel, too
	for _, file := range []string{"tc-actions-add.strace.gz", "tc-actions-show.strace.gz", "tc-actions-del.strace",
		"tc-filters-add.strace.gz", "tc-filters-show.strace.gz", "tc-filters-text.strace.gz"} {
		for _, m := range load(t, file).Messages {
			_, unknown, opaque := m.Tally()
			for _, name := range octets {
				opaque -= count(newView(t, m, nil).object, name)
			}
			if unknown+opaque > 0 && !strings.HasSuffix(m.Name(), "LINK") {
				t.Errorf("%s: %s: %d attributes are unknown, %d opaque", m.Record.Pos, m.Name(), unknown, opaque)
			}
		}
	}
}

// count counts the attributes of a name in the JSON of a message.
func count(v any, name string) (n int) {
	switch v := v.(type) {
	case object:
		if v.get("attr") == name {
			n++
		}
		for _, p := range v {
			n += count(p.value, name)
		}
	case []any:
		for _, x := range v {
			n += count(x, name)
		}
	}
	return n
}
