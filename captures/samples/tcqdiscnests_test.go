package samples_test

import (
	"encoding/json"
	"fmt"
	"strings"
)

// is is the rule of a value that is known already.
func is(value any) rule { return func(view) any { return value } }

// virtualQueues is the queues of gred: what is set of each stands in TCA_GRED_PARMS, its counters in TCA_GRED_VQ_LIST.
func virtualQueues(v view) any {
	parms, _ := v.at("TCA_OPTIONS/TCA_GRED_PARMS").([]any)
	maxP, _ := v.at("TCA_OPTIONS/TCA_GRED_MAX_P").([]any)
	queues := []any{}
	for _, entry := range v.children("TCA_OPTIONS/TCA_GRED_VQ_LIST") {
		dp := int(entry.value("TCA_GRED_VQ_DP"))
		parm := view{parms[dp].(object), nil}
		rules := joined(redFlags("TCA_GRED_VQ_FLAGS"), under("TCA_GRED_VQ_", "vq=DP", "packets=STAT_PACKETS",
			"bytes=STAT_BYTES", "backlog=STAT_BACKLOG", "forced_drop=STAT_FORCED_DROP", "prob_drop=STAT_PROB_DROP",
			"pdrop=STAT_PDROP", "forced_mark=STAT_FORCED_MARK", "prob_mark=STAT_PROB_MARK"),
			map[string]rule{"probability": is(share("p")(view{object{{"p", maxP[dp]}}, nil}))})
		for name, member := range map[string]string{"prio": "prio", "limit": "limit", "min": "qth_min",
			"max": "qth_max", "ewma": "Wlog", "Scell_log": "Scell_log", "qave": "qave", "other": "other"} {
			rules[name] = is(parm.at(member))
		}
		queues = append(queues, sub{entry, rules})
	}
	return queues
}

var cakeRules = joined(caps("TCA_CAKE_", "rtt", "overhead", "mpu", "memlimit=memory"), map[string]rule{
	"bandwidth": func(v view) any {
		if n := v.at("TCA_OPTIONS/TCA_CAKE_BASE_RATE64"); n != json.Number("0") {
			return n
		}
		return "unlimited"
	},
	"diffserv": low("CAKE_DIFFSERV_", "TCA_OPTIONS/TCA_CAKE_DIFFSERV_MODE"),
	"flowmode": words("TCA_OPTIONS/TCA_CAKE_FLOW_MODE", map[string]any{"CAKE_FLOW_NONE": "flowblind",
		"CAKE_FLOW_TRIPLE": "triple-isolate"}),
	"nat": isSet("TCA_OPTIONS/TCA_CAKE_NAT"), "wash": isSet("TCA_OPTIONS/TCA_CAKE_WASH"),
	"ingress": isSet("TCA_OPTIONS/TCA_CAKE_INGRESS"), "split_gso": isSet("TCA_OPTIONS/TCA_CAKE_SPLIT_GSO"),
	"ack-filter": words("TCA_OPTIONS/TCA_CAKE_ACK_FILTER", map[string]any{"CAKE_ACK_NONE": "disabled",
		"CAKE_ACK_FILTER": "enabled", "CAKE_ACK_AGGRESSIVE": "aggressive"}),
	"raw":    func(v view) any { return v.at("TCA_OPTIONS/TCA_CAKE_RAW") != nil },
	"atm":    low("CAKE_ATM_", "TCA_OPTIONS/TCA_CAKE_ATM"),
	"fwmark": cHex("TCA_OPTIONS/TCA_CAKE_FWMARK"),
})

var cakeTinRules = func() map[string]rule {
	rules := map[string]rule{}
	for _, name := range []string{"threshold_rate=threshold_rate64", "sent_bytes=sent_bytes64", "backlog_bytes",
		"target_us", "interval_us", "peak_delay_us", "avg_delay_us", "base_delay_us", "sent_packets",
		"way_indirect_hits", "way_misses", "way_collisions", "drops=dropped_packets", "ecn_mark=ecn_marked_packets",
		"ack_drops=acks_dropped_packets", "sparse_flows", "bulk_flows", "unresponsive_flows", "max_pkt_len=max_skblen",
		"flow_quantum"} {
		short, ours, other := strings.Cut(name, "=")
		if !other {
			ours = short
		}
		rules[short] = at("TCA_CAKE_TIN_STATS_" + strings.ToUpper(ours))
	}
	return rules
}()

func cakeTins(v view) any {
	tins := []any{}
	for _, tin := range v.children("TCA_STATS2/TCA_STATS_APP/TCA_CAKE_STATS_TIN_STATS") {
		tins = append(tins, sub{tin, cakeTinRules})
	}
	return tins
}

// nanoseconds is a time of nanoseconds in seconds.
func nanoseconds(where string) rule { return scaled(1e-9, "TCA_OPTIONS/"+where) }

func correlated(name, of, correlation string) rule {
	return within(map[string]rule{name: share("TCA_OPTIONS/" + of), "correlation": share("TCA_OPTIONS/" + correlation)})
}

// The models of loss of netem.
const (
	lossGI = "TCA_OPTIONS/TCA_NETEM_LOSS/NETEM_LOSS_GI/"
	lossGE = "TCA_OPTIONS/TCA_NETEM_LOSS/NETEM_LOSS_GE/"
)

var netemRules = map[string]rule{
	"limit": at("TCA_OPTIONS/value/limit"), "gap": at("TCA_OPTIONS/value/gap"),
	"ecn": isSet("TCA_OPTIONS/TCA_NETEM_ECN"),
	"delay": within(map[string]rule{"delay": nanoseconds("TCA_NETEM_LATENCY64"),
		"jitter": nanoseconds("TCA_NETEM_JITTER64"), "correlation": share("TCA_OPTIONS/TCA_NETEM_CORR/delay_corr")}),
	"loss-random": correlated("loss", "value/loss", "TCA_NETEM_CORR/loss_corr"),
	"duplicate":   correlated("duplicate", "value/duplicate", "TCA_NETEM_CORR/dup_corr"),
	"reorder":     correlated("reorder", "TCA_NETEM_REORDER/probability", "TCA_NETEM_REORDER/correlation"),
	"corrupt":     correlated("corrupt", "TCA_NETEM_CORRUPT/probability", "TCA_NETEM_CORRUPT/correlation"),
	"rate": within(joined(under("TCA_OPTIONS/TCA_NETEM_RATE/", "packetoverhead=packet_overhead", "cellsize=cell_size",
		"celloverhead=cell_overhead"), map[string]rule{"rate": netemRate})),
	"loss-gemodel": within(map[string]rule{
		"p": share(lossGE + "p"), "r": share(lossGE + "r"),
		"1-h": restOf(lossGE + "h"), "1-k": share(lossGE + "k1"),
	}),
	"loss-state": within(map[string]rule{
		"p13": share(lossGI + "p13"),
		"p31": share(lossGI + "p31"),
		"p32": share(lossGI + "p32"),
		"p23": share(lossGI + "p23"),
		"p14": share(lossGI + "p14"),
	}),
	"slot": within(joined(under("TCA_OPTIONS/TCA_NETEM_SLOT/", "packets=max_packets", "bytes=max_bytes"),
		map[string]rule{
			"min-delay": nanoseconds("TCA_NETEM_SLOT/min_delay"), "max-delay": nanoseconds("TCA_NETEM_SLOT/max_delay"),
			"distribution": nanoseconds("TCA_NETEM_SLOT/dist_delay"), "jitter": nanoseconds("TCA_NETEM_SLOT/dist_jitter"),
		})),
}

func netemRate(v view) any {
	if wide := v.at("TCA_OPTIONS/TCA_NETEM_RATE64"); wide != nil {
		return wide
	}
	return v.at("TCA_OPTIONS/TCA_NETEM_RATE/rate")
}

var etfRules = map[string]rule{
	"clockid": cut("CLOCK_", "TCA_OPTIONS/TCA_ETF_PARMS/clockid"), "delta": at("TCA_OPTIONS/TCA_ETF_PARMS/delta"),
	"offload":         onOff("TC_ETF_OFFLOAD_ON", "TCA_OPTIONS/TCA_ETF_PARMS/flags"),
	"deadline_mode":   onOff("TC_ETF_DEADLINE_MODE_ON", "TCA_OPTIONS/TCA_ETF_PARMS/flags"),
	"skip_sock_check": onOff("TC_ETF_SKIP_SOCK_CHECK", "TCA_OPTIONS/TCA_ETF_PARMS/flags"),
}

func onOff(flag, where string) rule {
	return func(v view) any {
		if has(flag, where)(v) == true {
			return "on"
		}
		return "off"
	}
}

var taprioRules = joined(schedules("TCA_OPTIONS/"), map[string]rule{
	"tc":     at("TCA_OPTIONS/TCA_TAPRIO_ATTR_PRIOMAP/num_tc"),
	"map":    at("TCA_OPTIONS/TCA_TAPRIO_ATTR_PRIOMAP/prio_tc_map"),
	"queues": taprioQueues, "clockid": cut("CLOCK_", "TCA_OPTIONS/TCA_TAPRIO_ATTR_SCHED_CLOCKID"),
	"flags": func(v view) any {
		if fmt.Sprint(v.at("TCA_OPTIONS/TCA_TAPRIO_ATTR_FLAGS")) == "[TCA_TAPRIO_ATTR_FLAG_TXTIME_ASSIST]" {
			return "0x1"
		}
		return v.at("TCA_OPTIONS/TCA_TAPRIO_ATTR_FLAGS")
	},
	"txtime_delay": at("TCA_OPTIONS/TCA_TAPRIO_ATTR_TXTIME_DELAY"),
	"admin":        within(schedules("TCA_OPTIONS/TCA_TAPRIO_ATTR_ADMIN_SCHED/")),
})

// schedules is the rules of a schedule of taprio.
func schedules(where string) map[string]rule {
	return map[string]rule{
		"base_time":            at(where + "TCA_TAPRIO_ATTR_SCHED_BASE_TIME"),
		"cycle_time":           at(where + "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME"),
		"cycle_time_extension": at(where + "TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION"),
		"schedule": func(v view) any {
			entries := []any{}
			for _, e := range v.children(where + "TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST") {
				entries = append(entries, sub{e, map[string]rule{
					"index":    at("TCA_TAPRIO_SCHED_ENTRY_INDEX"),
					"cmd":      words("TCA_TAPRIO_SCHED_ENTRY_CMD", map[string]any{"TC_TAPRIO_CMD_SET_GATES": "S"}),
					"gatemask": cHex("TCA_TAPRIO_SCHED_ENTRY_GATE_MASK"),
					"interval": at("TCA_TAPRIO_SCHED_ENTRY_INTERVAL"),
				}})
			}
			return entries
		},
	}
}

func taprioQueues(v view) any {
	parms := "TCA_OPTIONS/TCA_TAPRIO_ATTR_PRIOMAP/"
	counts, _ := v.at(parms + "count").([]any)
	offsets, _ := v.at(parms + "offset").([]any)
	queues := []any{}
	for i := range int(v.value(parms + "num_tc")) {
		queues = append(queues, map[string]rule{"offset": is(offsets[i]), "count": is(counts[i])})
	}
	return queues
}
