package samples_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// qdiscRules is how `tc -j -s -d qdisc` prints what all queueing disciplines have.
var qdiscRules = map[string]rule{
	"kind": at("TCA_KIND"), "handle": qdiscHandle, "dev": device("tcmsg/tcm_ifindex"),
	"root": isRoot, "parent": qdiscParent, "refcnt": at("tcmsg/tcm_info"),
	"ingress_block": at("TCA_INGRESS_BLOCK"), "egress_block": at("TCA_EGRESS_BLOCK"),
	"bytes": at("TCA_STATS2/TCA_STATS_BASIC/bytes"), "packets": at("TCA_STATS2/TCA_STATS_BASIC/packets"),
	"drops": at("TCA_STATS2/TCA_STATS_QUEUE/drops"), "overlimits": at("TCA_STATS2/TCA_STATS_QUEUE/overlimits"),
	"requeues": at("TCA_STATS2/TCA_STATS_QUEUE/requeues"), "backlog": at("TCA_STATS2/TCA_STATS_QUEUE/backlog"),
	"qlen": at("TCA_STATS2/TCA_STATS_QUEUE/qlen"),
	"stab": within(map[string]rule{
		"linklayer": low("TC_LINKLAYER_", "TCA_STAB/TCA_STAB_BASE/linklayer"),
		"overhead":  at("TCA_STAB/TCA_STAB_BASE/overhead"), "mpu": at("TCA_STAB/TCA_STAB_BASE/mpu"),
		"mtu": at("TCA_STAB/TCA_STAB_BASE/mtu"), "tsize": at("TCA_STAB/TCA_STAB_BASE/tsize"),
	}),
}

func qdiscHandle(v view) any {
	if handle := v.at("tcmsg/tcm_handle"); handle != "none" {
		return handle
	}
	return "0:"
}

func isRoot(v view) any { return v.at("tcmsg/tcm_parent") == "root" }

func qdiscParent(v view) any {
	if parent := v.at("tcmsg/tcm_parent"); parent != "ingress" {
		return parent
	}
	return "ffff:fff1"
}

// value is a number of a message.
func (v view) value(where string) float64 {
	n, ok := v.at(where).(json.Number)
	if !ok {
		return math.NaN()
	}
	f, err := n.Float64()
	if err != nil {
		return math.NaN()
	}
	return f
}

// scaled is a number times a factor, in the six digits that tc prints.
func scaled(factor float64, where string) rule {
	return func(v view) any { return json.Number(strconv.FormatFloat(v.value(where)*factor, 'g', 6, 64)) }
}

// share is a part of 2^32, or the rest of the whole.
func share(where string) rule { return scaled(1/float64(math.MaxUint32), where) }

func restOf(where string) rule {
	return func(v view) any {
		return json.Number(strconv.FormatFloat(1-v.value(where)/math.MaxUint32, 'g', 6, 64))
	}
}

// isSet reports whether a number is there and is not 0.
func isSet(where string) rule { return func(v view) any { return v.value(where) > 0 } }

// redFlags is the flags of RED, each a truth value.
func redFlags(where string) map[string]rule {
	return map[string]rule{"ecn": has("TC_RED_ECN", where), "harddrop": has("TC_RED_HARDDROP", where),
		"adaptive": has("TC_RED_ADAPTATIVE", where), "nodrop": has("TC_RED_NODROP", where)}
}

// under is rules for what is called so in TCA_OPTIONS, or further in.
func under(where string, names ...string) map[string]rule {
	rules := map[string]rule{}
	for _, name := range names {
		ours := name
		if i := strings.IndexByte(name, '='); i > 0 {
			name, ours = name[:i], name[i+1:]
		}
		rules[name] = at(where + ours)
	}
	return rules
}

func joined(rules ...map[string]rule) map[string]rule {
	all := map[string]rule{}
	for _, r := range rules {
		maps.Copy(all, r)
	}
	return all
}

// tcBurst is "10Kb/1": how much may be sent at a rate in a time that the message gives in ticks of 64 ns, and of which
// tc counts whole microseconds.
func tcBurst(v view, rate, ticks string) string {
	return tcSize(rateAt(v, rate)*math.Trunc(v.value(ticks)*64/1e3)/1e6) + "/1"
}

// rateAt is a rate, of 64 bits if it does not fit into 32.
func rateAt(v view, where string) float64 {
	wide := map[string]string{"TCA_TBF_PARMS/rate": "TCA_TBF_RATE64", "TCA_TBF_PARMS/peakrate": "TCA_TBF_PRATE64",
		"TCA_HTB_PARMS/rate": "TCA_HTB_RATE64", "TCA_HTB_PARMS/ceil": "TCA_HTB_CEIL64"}[where]
	if f := v.value("TCA_OPTIONS/" + wide); f > 0 {
		return f
	}
	return v.value("TCA_OPTIONS/" + where + "/rate")
}

// tcSize is a number of octets as tc prints it.
func tcSize(size float64) string {
	size = math.Trunc(size)
	switch {
	case size >= 1<<20 && math.Abs((1<<20)*math.RoundToEven(size/(1<<20))-size) < 1024:
		return fmt.Sprintf("%gMb", math.RoundToEven(size/(1<<20)))
	case size >= 1024 && math.Abs(1024*math.RoundToEven(size/1024)-size) < 16:
		return fmt.Sprintf("%gKb", math.RoundToEven(size/1024))
	}
	return fmt.Sprintf("%.0fb", size)
}

// TestTCQdisc compares each queueing discipline to what `tc -j -s -d qdisc` printed of it.
func TestTCQdisc(t *testing.T) {
	c := load(t, "tc-qdisc-show.strace.gz")
	links := interfaces(t, c)
	cmp := &comparison{t: t, file: "tc-qdisc-show.tc.json"}
	var answers []view
	for _, m := range c.Messages {
		if m.Name() == "RTM_NEWQDISC" {
			answers = append(answers, newView(t, m, links))
		}
	}
	objects := oracleJSON(t, cmp.file)
	if len(objects) != len(answers) {
		t.Fatalf("%d objects, but %d messages", len(objects), len(answers))
	}
	kinds := map[string]bool{}
	for i, o := range objects {
		kind := fmt.Sprint(o.get("kind"))
		kinds[kind] = true
		rules := joined(qdiscRules, qdiscKindStats[kind], map[string]rule{"options": within(qdiscKindRules[kind])})
		cmp.object(fmt.Sprint(o.get("dev"), " ", kind), o, answers[i], rules)
	}
	for kind := range qdiscKindRules {
		if !kinds[kind] {
			t.Errorf("the sample has no %s", kind)
		}
	}
	t.Logf("%d facts of %d kinds compared", cmp.compared, len(kinds))
}

// TestTCWhole looks for attributes of queueing disciplines and classes that the tables do not take apart, in requests,
// answers and refusals, those of kinds that the kernel no longer has included.
func TestTCWhole(t *testing.T) {
	requested := map[string]bool{}
	for _, file := range []string{"tc-qdisc-add.strace.gz", "tc-qdisc-show.strace.gz", "tc-class-show.strace.gz",
		"tc-qdisc-del.strace.gz", "tc-qdisc-invisible.strace.gz"} {
		for _, m := range load(t, file).Messages {
			_, quoted, _ := m.Quoted()
			name := m.Name()
			if !strings.HasSuffix(name, "QDISC") && !strings.HasSuffix(name, "TCLASS") && quoted == nil {
				continue
			}
			if _, unknown, opaque := m.Tally(); unknown+opaque > 0 {
				t.Errorf("%s: %s: %d attributes are unknown, %d opaque", m.Record.Pos, name, unknown, opaque)
			}
			if kind, ok := m.Attr("TCA_KIND"); ok && m.Header().Flags&codec.FlagRequest != 0 {
				requested[kind.Text()] = true
			}
		}
	}
	for kind := range qdiscKindRules {
		if !requested[kind] {
			t.Errorf("the samples have no request for %s", kind)
		}
	}
	for _, kind := range []string{"cbq", "dsmark", "atm"} {
		if !requested[kind] {
			t.Errorf("the samples have no request for %s, which is refused", kind)
		}
	}
}
