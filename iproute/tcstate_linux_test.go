package iproute_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// tcModules is what the kernel of a guest has, and the running one need not.
var tcModules = []string{
	"dummy", "sch_cake", "sch_choke", "sch_codel", "sch_drr", "sch_ets", "sch_fq", "sch_fq_codel", "sch_fq_pie",
	"sch_gred",
	"sch_hfsc", "sch_hhf", "sch_htb", "sch_ingress", "sch_mqprio", "sch_multiq", "sch_netem", "sch_pie", "sch_plug",
	"sch_prio", "sch_qfq", "sch_red", "sch_sfb", "sch_sfq", "sch_skbprio", "sch_taprio", "sch_tbf", "sch_etf",
	"sch_cbs",
	"cls_basic", "cls_cgroup", "cls_flow", "cls_flower", "cls_fw", "cls_matchall", "cls_route", "cls_u32", "em_cmp",
	"em_meta", "act_csum", "act_gact", "act_mirred", "act_nat", "act_pedit", "act_police", "act_sample", "act_skbedit",
	"act_skbmod", "act_tunnel_key", "act_vlan", "act_mpls", "act_connmark", "act_ct", "act_ctinfo",
}

// onKernels has a test run where the kernel has all of traffic control: on the first that has, and on a newer one.
func onKernels(t *testing.T, test func(t *testing.T)) {
	needs := []testbed.Need{testbed.Root(), testbed.Program("tc")}
	for _, name := range tcModules {
		needs = append(needs, testbed.Module(name))
	}
	t.Run("old", func(t *testing.T) {
		testbed.Require(t, needs...)
		if !testbed.AtLeast(testbed.Release(), "6.12") {
			withoutTunnels(t)
			test(t)
		}
	})
	t.Run("new", func(t *testing.T) {
		testbed.Require(t, append(needs, testbed.Kernel(6, 12))...)
		withoutTunnels(t)
		test(t)
	})
}

// withoutTunnels has network namespaces that are made in the test have no links but the loopback: the modules of tunnels,
// which another test may have loaded, put some into each, and so take the indexes.
func withoutTunnels(t *testing.T) {
	t.Helper()
	const setting, nowhere = "/proc/sys/net/core/fb_tunnels_only_for_init_net", "2"
	before, err := os.ReadFile(setting)
	if err == nil {
		err = os.WriteFile(setting, []byte(nowhere), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.WriteFile(setting, before, 0o644) })
}

// tcScenes is what is done to one link, by the beginnings of command lines: those that stand in a scene do not stand
// alone.
var tcScenes = [][]string{
	{"qdisc add dev v0 root handle 1: htb default 10", "class add dev v0 parent 1: classid 1:1 htb",
		"class add dev v0 parent 1:1 classid 1:10 htb rate 5mbit", "class add dev v0 parent 1:1 classid 1:11 htb",
		"class add dev v0 parent 1:1 classid 1:12 htb", "class add dev v0 parent 1:1 classid 1:13 htb",
		"class replace dev v0 parent 1:1 classid 1:10 htb", "qdisc add dev v0 parent 1:10 handle 10: sfq",
		"filter add dev v0 parent 1: protocol ip prio 10 u32 match ip src",
		"filter add dev v0 parent 1: protocol ip prio 10 u32 match ip dst",
		"filter add dev v0 parent 1: protocol ip prio 10 u32 match u8",
		"filter replace dev v0 parent 1: protocol ip prio 10", "filter add dev v0 parent 1: protocol ipv6",
		"filter add dev v0 parent 1: prio 5 handle 2: protocol ip u32 divisor",
		"filter add dev v0 parent 1: protocol ip prio 5 u32 ht",
		"filter add dev v0 parent 1: protocol ip prio 5 handle 2:7b:1",
		"filter add dev v0 parent 1: protocol ip prio 5 u32 match tcp"},
	{"qdisc add dev v0 root handle 1: htb default 0x20", "class add dev v0 parent 1: classid 1:1 htb",
		"class change dev v0 parent 1:1 classid 1:10", "filter add dev v0 parent 1: protocol ip handle 6/0xff",
		"filter add dev v0 parent 1: protocol ip basic match 'cmp",
		"filter add dev v0 parent 1: protocol ip basic match 'meta",
		"filter add dev v0 parent 1: protocol ip flow",
		"filter add dev v0 parent 1: protocol ip handle 1 flow map key dst",
		"filter add dev v0 parent 1: protocol ip handle 1: cgroup",
		"filter add dev v0 parent 1: protocol ip prio 100 route to",
		"filter del dev v0 parent 1: protocol ip prio 10"},
	{"qdisc add dev v0 root handle 1: hfsc", "class add dev v0 parent 1: classid 1:1 hfsc",
		"class add dev v0 parent 1:1 classid 1:10 hfsc", "class add dev v0 parent 1:1 classid 1:11 hfsc",
		"class del dev v0 classid 1:10"},
	{"qdisc add dev v0 root handle 1: drr", "class add dev v0 parent 1: classid 1:1 drr"},
	{"qdisc add dev v0 root handle 1: qfq", "class add dev v0 parent 1: classid 1:1 qfq"},
	{"qdisc add dev v0 root netem delay 10ms", "qdisc change dev v0 root netem"},
	{"qdisc add dev v0 root gred setup DPs 3", "qdisc change dev v0 root gred"},
	{"qdisc add dev v0 root plug", "qdisc change dev v0 root plug"},
	{"qdisc add dev v0 ingress", "filter add dev v0 parent ffff:"},
	{"qdisc add dev v0 clsact", "chain add", "chain del"},
	{"qdisc add dev v0 ingress_block 1 egress_block 2 clsact", "filter add block 1"},
}

// scenes returns what is done to one link at a time: the scenes, every other filter below clsact, and everything else
// alone.
func scenes(t *testing.T) (all [][]tcCase) {
	t.Helper()
	cases, used := slices.Concat(tcQdiscs, tcClasses, tcFilters, tcActions), map[string]bool{}
	find := func(start string) tcCase {
		i := slices.IndexFunc(cases, func(c tcCase) bool { return strings.HasPrefix(c.line, start) })
		if i < 0 {
			t.Fatalf("no case starts with %q", start)
		}
		return cases[i]
	}
	for _, starts := range tcScenes {
		var scene []tcCase
		for _, start := range starts {
			c := find(start)
			used[c.line] = true
			scene = append(scene, c)
		}
		all = append(all, scene)
	}
	clsact, htb := find("qdisc add dev v0 clsact"), tcQdiscs[0]
	for _, c := range cases {
		switch {
		case used[c.line]:
		case strings.Contains(c.line, "dev v0 ingress") || strings.Contains(c.line, "dev v0 egress"):
			all = append(all, []tcCase{clsact, c})
		case strings.Contains(c.line, "parent 1:"):
			all = append(all, []tcCase{htb, c})
		default:
			all = append(all, []tcCase{c})
		}
	}
	return all
}

// TestTcState does the same by tc and by us: what the kernel says then is equal, and what it refuses, too.
func TestTcState(t *testing.T) { onKernels(t, compareTCStates) }

func compareTCStates(t *testing.T) {
	ip := open(t)
	for _, scene := range scenes(t) {
		refusedTC, theirs := playTC(t, ip, scene, func(c tcCase) error {
			return exec.Command("tc", split(c.line)...).Run()
		})
		refused, ours := playTC(t, ip, scene, func(c tcCase) error {
			spec := []iproute.Spec{c.spec}
			if _, block := c.spec["block"]; !block {
				spec = append(spec, iproute.LinkRef("v0"))
			}
			_, err := ip.Tc(t.Context(), c.command, spec...)
			return err
		})
		last := scene[len(scene)-1].line
		if !slices.Equal(refused, refusedTC) {
			t.Errorf("… tc %s: the kernel refuses us %q, and tc %q", last, refused, refusedTC)
		}
		t.Logf("… tc %s", last)
		same(t, theirs, ours)
	}
}

// split cuts a line into words; what stands in quotes is one.
func split(line string) (words []string) {
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
			continue
		}
		words = append(words, strings.Fields(part)...)
	}
	return words
}

// playTC plays a scene on new links, and returns which steps were refused, and what the kernel has then.
func playTC(t *testing.T, ip *iproute.IPRoute, scene []tcCase, step func(tcCase) error) (refused []string, has []fact) {
	t.Helper()
	withLinks(t, ip, func(iproute.LinkRef) {
		for _, c := range scene {
			if err := step(c); err != nil {
				refused = append(refused, c.line)
			}
		}
		has = factsOf(t, ip, tcDumps)
	})
	return refused, has
}

// tcFactOf is factOf for traffic control, without handles that the kernel chose, counters and times.
func tcFactOf(m *codec.Message) fact {
	var v map[string]any
	if err := json.Unmarshal(form.JSON.Append(nil, m), &v); err != nil {
		panic(err)
	}
	delete(v, "header")
	key, err := json.Marshal(forgetCounters(v))
	if err != nil {
		panic(err)
	}
	return fact{m.Type().Name + " " + autoHandle.ReplaceAllString(string(key), `"auto:`),
		strings.TrimSpace(string(form.OneLine.Append(nil, m)))}
}

// autoHandle is handles that the kernel chose.
var autoHandle = regexp.MustCompile(`"8[0-9a-f]{3}:`)

// passing is the attributes with counters, times and random numbers.
var passing = regexp.MustCompile("STATS|_PCNT$|_TM$|_PRNG_SEED$")

// forgetCounters takes what counts packets and time out of a message. A schedule that waits for its time is the one that
// is in force.
func forgetCounters(v any) any {
	switch x := v.(type) {
	case map[string]any:
		delete(x, "direct_pkts")
		for key := range x {
			x[key] = forgetCounters(x[key])
		}
	case []any:
		var kept []any
		for _, inner := range x {
			name := nameOfAttr(inner)
			forgetCounters(inner)
			switch {
			case name == "TCA_TAPRIO_ATTR_ADMIN_SCHED":
				kept = append(kept, inner.(map[string]any)["attrs"].([]any)...)
			case !passing.MatchString(name):
				kept = append(kept, inner)
			}
		}
		return kept
	}
	return v
}
