package samples_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// qdiscKindRules is how `tc -j -d qdisc` prints TCA_OPTIONS of each kind.
var qdiscKindRules = map[string]map[string]rule{
	"noqueue": {}, "mq": {}, "drr": {}, "qfq": {}, "plug": {}, "clsact": {}, "ingress": {}, "teql0": {},
	"pfifo": fifoRules, "bfifo": fifoRules, "pfifo_head_drop": fifoRules, "skbprio": fifoRules,
	"pfifo_fast": prioRules, "prio": prioRules,
	"multiq": {"bands": func(v view) any {
		return fmt.Sprint(v.at("TCA_OPTIONS/bands"), "/", v.at("TCA_OPTIONS/max_bands"))
	}},
	"mqprio": {"tc": at("TCA_OPTIONS/value/num_tc"), "map": at("TCA_OPTIONS/value/prio_tc_map"),
		"queues": queueRanges},
	"htb": {
		"r2q": at("TCA_OPTIONS/TCA_HTB_INIT/rate2quantum"), "default": classOf("TCA_OPTIONS/TCA_HTB_INIT/defcls"),
		"direct_packets_stat": at("TCA_OPTIONS/TCA_HTB_INIT/direct_pkts"),
		"ver":                 htbVersion, "direct_qlen": at("TCA_OPTIONS/TCA_HTB_DIRECT_QLEN"),
	},
	"hfsc": {"default": func(v view) any { return strings.TrimPrefix(fmt.Sprint(v.at("TCA_OPTIONS/defcls")), ":") }},
	"tbf": {
		"rate":  func(v view) any { return jsonNumber(rateAt(v, "TCA_TBF_PARMS/rate")) },
		"burst": func(v view) any { return tcBurst(v, "TCA_TBF_PARMS/rate", "TCA_OPTIONS/TCA_TBF_PARMS/buffer") },
		"mpu":   at("TCA_OPTIONS/TCA_TBF_PARMS/rate/mpu"),
		"mtu":   func(v view) any { return tcBurst(v, "TCA_TBF_PARMS/peakrate", "TCA_OPTIONS/TCA_TBF_PARMS/mtu") },
		"mpu#2": at("TCA_OPTIONS/TCA_TBF_PARMS/peakrate/mpu"), "lat": tbfLatency,
		"overhead":  at("TCA_OPTIONS/TCA_TBF_PARMS/rate/overhead"),
		"linklayer": low("TC_LINKLAYER_", "TCA_OPTIONS/TCA_TBF_PARMS/rate/linklayer"),
	},
	"sfq": joined(redFlags("TCA_OPTIONS/flags"), under("TCA_OPTIONS/", "limit=v0/limit", "quantum=v0/quantum", "depth",
		"flows=v0/flows", "divisor=v0/divisor", "perturb=v0/perturb_period", "ewma=Wlog", "min=qth_min", "max=qth_max"),
		under("TCA_OPTIONS/stats/", "prob_mark", "prob_mark_head", "prob_drop", "forced_mark", "forced_mark_head",
			"forced_drop"), map[string]rule{"headdrop": isSet("TCA_OPTIONS/headdrop"),
			"probability": share("TCA_OPTIONS/max_P")}),
	"red": joined(redFlags("TCA_OPTIONS/TCA_RED_FLAGS/value"), redParms("TCA_OPTIONS/TCA_RED_"),
		map[string]rule{"qevents": redEvents}),
	"choke": joined(redFlags("TCA_OPTIONS/TCA_CHOKE_PARMS/flags"), redParms("TCA_OPTIONS/TCA_CHOKE_")),
	"sfb": joined(under("TCA_OPTIONS/TCA_SFB_PARMS/", "limit", "max", "target=bin_size", "penalty_rate",
		"penalty_burst"), map[string]rule{
		"rehash":    scaled(1e3, "TCA_OPTIONS/TCA_SFB_PARMS/rehash_interval"),
		"db":        scaled(1e3, "TCA_OPTIONS/TCA_SFB_PARMS/warmup_time"),
		"increment": scaled(1./0xffff, "TCA_OPTIONS/TCA_SFB_PARMS/increment"),
		"decrement": scaled(1./0xffff, "TCA_OPTIONS/TCA_SFB_PARMS/decrement"),
	}),
	"gred": joined(redFlags("TCA_OPTIONS/TCA_GRED_DPS/flags"), map[string]rule{
		"dp_cnt": at("TCA_OPTIONS/TCA_GRED_DPS/DPs"), "dp_default": at("TCA_OPTIONS/TCA_GRED_DPS/def_DP"),
		"grio": isSet("TCA_OPTIONS/TCA_GRED_DPS/grio"), "limit": at("TCA_OPTIONS/TCA_GRED_LIMIT"), "vqs": virtualQueues,
	}),
	"codel": joined(caps("TCA_CODEL_", "limit", "target", "ce_threshold", "interval"),
		map[string]rule{"ecn": isSet("TCA_OPTIONS/TCA_CODEL_ECN")}),
	"fq_codel": joined(caps("TCA_FQ_CODEL_", "limit", "flows", "quantum", "target", "ce_threshold", "interval",
		"ce_threshold_selector", "ce_threshold_mask", "memory_limit", "drop_batch=drop_batch_size"),
		map[string]rule{"ecn": isSet("TCA_OPTIONS/TCA_FQ_CODEL_ECN")}),
	"fq": joined(caps("TCA_FQ_", "limit=plimit", "flow_limit=flow_plimit", "orphan_mask", "quantum", "initial_quantum",
		"maxrate=flow_max_rate", "low_rate_threshold", "refill_delay=flow_refill_delay", "ce_threshold", "timer_slack",
		"horizon"), map[string]rule{
		"buckets": func(v view) any {
			return jsonNumber(math.Exp2(v.value("TCA_OPTIONS/TCA_FQ_BUCKETS_LOG")))
		},
		"horizon_cap": func(v view) any {
			if v.value("TCA_OPTIONS/TCA_FQ_HORIZON_DROP") != 0 {
				return "no cap"
			}
			return nil
		},
	}),
	"hhf": caps("TCA_HHF_", "limit=backlog_limit", "quantum", "hh_limit=hh_flows_limit", "reset_timeout", "admit_bytes",
		"evict_timeout", "non_hh_weight"),
	"pie": joined(caps("TCA_PIE_", "limit", "target", "tupdate", "alpha", "beta"), map[string]rule{
		"ecn": isSet("TCA_OPTIONS/TCA_PIE_ECN"), "bytemode": isSet("TCA_OPTIONS/TCA_PIE_BYTEMODE"),
		"dq_rate_estimator": isSet("TCA_OPTIONS/TCA_PIE_DQ_RATE_ESTIMATOR"),
	}),
	"fq_pie": joined(caps("TCA_FQ_PIE_", "limit", "flows", "target", "tupdate", "alpha", "beta", "quantum",
		"memory_limit", "ecn_prob"), map[string]rule{"ecn": isSet("TCA_OPTIONS/TCA_FQ_PIE_ECN"),
		"bytemode": isSet("TCA_OPTIONS/TCA_FQ_PIE_BYTEMODE")}),
	"cake":  cakeRules,
	"netem": netemRules,
	"ets": {"bands": at("TCA_OPTIONS/TCA_ETS_NBANDS"), "strict": at("TCA_OPTIONS/TCA_ETS_NSTRICT"),
		"quanta": all("TCA_OPTIONS/TCA_ETS_QUANTA"), "priomap": all("TCA_OPTIONS/TCA_ETS_PRIOMAP")},
	"etf":    etfRules,
	"taprio": taprioRules,
	"cbs":    under("TCA_OPTIONS/TCA_CBS_PARMS/", "hicredit", "locredit", "sendslope", "idleslope", "offload"),
}

// qdiscKindStats is how `tc -j -s qdisc` prints the statistics of each kind.
var qdiscKindStats = map[string]map[string]rule{
	"red":   under(app, "marked", "early", "pdrop", "other"),
	"choke": under(app, "marked", "early", "pdrop", "other", "matched"),
	"sfb": joined(under(app, "earlydrop", "penaltydrop", "bucketdrop", "queuedrop", "childdrop", "marked", "maxqlen"),
		map[string]rule{"maxprob": scaled(1./0xffff, app+"maxprob"), "avgprob": scaled(1./0xffff, app+"avgprob")}),
	"codel": under(app, "count", "lastcount", "ldelay", "drop_next", "maxpacket", "ecn_mark", "drop_overlimit"),
	"fq_codel": under(app+"stats/", "maxpacket", "drop_overlimit", "new_flow_count", "ecn_mark", "new_flows_len",
		"old_flows_len"),
	"fq": under(app, "flows", "inactive=inactive_flows", "throttled=throttled_flows", "gc=gc_flows",
		"highprio=highprio_packets", "throttled#2=throttled"),
	"hhf": under(app, "drop_overlimit", "hh_overlimit", "tot_hh=hh_tot_count", "cur_hh=hh_cur_count"),
	"pie": under(app, "prob", "delay", "avg_dq_rate", "pkts_in=packets_in", "overlimit", "dropped", "maxq", "ecn_mark"),
	"fq_pie": under(app, "pkts_in=packets_in", "overlimit", "overmemory", "dropped", "ecn_mark", "new_flow_count",
		"new_flows_len", "old_flows_len", "memory_used=memory_usage"),
	"cake": {
		"memory_used": at(app + "TCA_CAKE_STATS_MEMORY_USED"), "memory_limit": at(app + "TCA_CAKE_STATS_MEMORY_LIMIT"),
		"capacity_estimate": at(app + "TCA_CAKE_STATS_CAPACITY_ESTIMATE64"),
		"min_network_size":  at(app + "TCA_CAKE_STATS_MIN_NETLEN"),
		"max_network_size":  at(app + "TCA_CAKE_STATS_MAX_NETLEN"),
		"min_adj_size":      at(app + "TCA_CAKE_STATS_MIN_ADJLEN"), "max_adj_size": at(app + "TCA_CAKE_STATS_MAX_ADJLEN"),
		"avg_hdr_offset": at(app + "TCA_CAKE_STATS_AVG_NETOFF"), "tins": cakeTins,
	},
}

const app = "TCA_STATS2/TCA_STATS_APP/"

var fifoRules = under("TCA_OPTIONS/", "limit")

var prioRules = map[string]rule{"bands": at("TCA_OPTIONS/bands"), "priomap": at("TCA_OPTIONS/priomap"),
	"multiqueue": skip("tc looks for an attribute of 2.6.22, TCA_PRIO_MQ")}

// caps is rules for attributes in TCA_OPTIONS that are called so in capitals.
func caps(prefix string, names ...string) map[string]rule {
	rules := map[string]rule{}
	for _, name := range names {
		short, ours, other := strings.Cut(name, "=")
		if !other {
			ours = short
		}
		rules[short] = at("TCA_OPTIONS/" + prefix + strings.ToUpper(ours))
	}
	return rules
}

func redParms(prefix string) map[string]rule {
	return joined(under(prefix+"PARMS/", "limit", "min=qth_min", "max=qth_max", "ewma=Wlog", "Scell_log"),
		map[string]rule{"probability": share(prefix + "MAX_P")})
}

func redEvents(view) any {
	event := func(kind, attr string) any {
		return map[string]rule{"kind": func(view) any { return kind }, "block": at("TCA_OPTIONS/" + attr)}
	}
	return []any{event("early_drop", "TCA_RED_EARLY_DROP_BLOCK"), event("mark", "TCA_RED_MARK_BLOCK")}
}

func jsonNumber(f float64) json.Number { return json.Number(fmt.Sprintf("%.0f", f)) }

// all is the values of the attributes in a nest.
func all(where string) rule {
	return func(v view) any {
		values := []any{}
		for _, a := range v.children(where) {
			values = append(values, a.get("value"))
		}
		return values
	}
}

// classOf is the minor number of a class as tc prints it.
func classOf(where string) rule {
	return func(v view) any { return "0x" + strings.TrimPrefix(fmt.Sprint(v.at(where)), ":") }
}

func htbVersion(v view) any {
	n := int(v.value("TCA_OPTIONS/TCA_HTB_INIT/version"))
	return fmt.Sprintf("%d.%d", n>>16, n&0xffff)
}

// queueRanges is the queues of the traffic classes of mqprio: from the first to the last.
func queueRanges(v view) any {
	counts, _ := v.at("TCA_OPTIONS/value/count").([]any)
	offsets, _ := v.at("TCA_OPTIONS/value/offset").([]any)
	ranges := []any{}
	for i := range int(v.value("TCA_OPTIONS/value/num_tc")) {
		first, _ := offsets[i].(json.Number).Int64()
		count, _ := counts[i].(json.Number).Int64()
		ranges = append(ranges, []any{jsonNumber(float64(first)), jsonNumber(float64(first + count - 1))})
	}
	return ranges
}

// tbfLatency is how long the last octet waits, in microseconds; of the two rates the slower one counts.
func tbfLatency(v view) any {
	parms := "TCA_OPTIONS/TCA_TBF_PARMS/"
	wait := func(rate, ticks string) float64 {
		r := rateAt(v, rate)
		return 1e6*(v.value(parms+"limit")/r) - v.value(parms+ticks)*64e-3
	}
	latency := wait("TCA_TBF_PARMS/rate", "buffer")
	if rateAt(v, "TCA_TBF_PARMS/peakrate") > 0 {
		latency = max(latency, wait("TCA_TBF_PARMS/peakrate", "mtu"))
	}
	return jsonNumber(float64(int64(latency)))
}
