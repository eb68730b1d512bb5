package tc

import "math"

// Flags of RED, TC_RED_* (linux/pkt_sched.h).
const (
	redECN = 1 << iota
	redHardDrop
	redAdaptive
	redNoDrop
)

// redFlags returns the flags that were said.
func redFlags(s *said) (flags int) {
	for _, f := range []struct {
		word string
		flag int
	}{{"ecn", redECN}, {"harddrop", redHardDrop}, {"adaptive", redAdaptive}, {"adaptative", redAdaptive}, {"nodrop",
		redNoDrop}} {
		if ask(s, truth, f.word) {
			flags |= f.flag
		}
	}
	return flags
}

// defaultBandwidth is what tc takes for red and gred if no bandwidth is said: 10 Mbit.
const defaultBandwidth = 10e6 / 8

// redQdisc is the queueing discipline.
var redQdisc = &Kind{
	words: map[string]word{
		"qevent_early_drop": gives("TCA_RED_EARLY_DROP_BLOCK", count), "qevent_mark": gives("TCA_RED_MARK_BLOCK",
			count),
	},
	with: append([]string{"ecn", "harddrop", "adaptive|adaptative", "nodrop"}, redWords...),
	make: func(s *said, o *Options) error {
		r, flags := redOf(s, defaultBandwidth, false), redFlags(s)
		if s.err != nil || o.Has("TCA_RED_PARMS") {
			return nil
		}
		parms, table, err := r.compute()
		o.Add("TCA_RED_PARMS", parms)
		o.Add("TCA_RED_STAB", table)
		o.Add("TCA_RED_MAX_P", r.most())
		o.Add("TCA_RED_FLAGS", map[string]any{"value": flags,
			"selector": redECN | redHardDrop | redAdaptive | redNoDrop})
		return err
	},
}

// choke is the queueing discipline, whose thresholds are packets.
var choke = &Kind{
	with: append([]string{"ecn"}, redWords...),
	make: func(s *said, o *Options) error {
		r, flags := redOf(s, 0, true), redFlags(s)
		if s.err != nil || o.Has("TCA_CHOKE_PARMS") {
			return nil
		}
		parms, table, err := r.compute()
		if err != nil {
			return err
		}
		parms["flags"] = flags
		o.Add("TCA_CHOKE_PARMS", parms)
		o.Add("TCA_CHOKE_STAB", table)
		o.Add("TCA_CHOKE_MAX_P", r.most())
		return nil
	},
}

// gred is the queueing discipline: set up with a number of virtual queues (DPs, vqs), or one of these (DP, vq).
var gred = &Kind{
	with: append([]string{"DPs|dps|vqs", "default", "grio", "DP|dp|vq", "prio", "ecn", "harddrop"}, redWords...),
	make: func(s *said, o *Options) error {
		if o.Has("TCA_GRED_DPS") || o.Has("TCA_GRED_PARMS") {
			return nil
		}
		if s.has("DPs", "dps", "vqs") {
			o.Add("TCA_GRED_DPS", map[string]any{
				"DPs": ask(s, count, "DPs", "dps", "vqs"), "def_DP": ask(s, count, "default"), "grio": ask(s, truth,
					"grio"),
				"flags": redFlags(s),
			})
			if s.has("limit") {
				o.Add("TCA_GRED_LIMIT", ask(s, Size, "limit"))
			}
			return nil
		}
		return gredQueue(s, o)
	},
}

// gredQueue changes a virtual queue.
func gredQueue(s *said, o *Options) error {
	r, flags := redOf(s, defaultBandwidth, false), redFlags(s)
	dp, prio := ask(s, count, "DP", "dp", "vq"), ask(s, count, "prio")
	if s.err != nil {
		return nil
	}
	if !s.has("DP", "dp", "vq") {
		return missing("the virtual queue (DP), or how many there are to be (DPs)")
	}
	parms, table, err := r.compute()
	if err != nil {
		return err
	}
	parms["DP"], parms["prio"] = dp, prio
	o.Add("TCA_GRED_PARMS", []any{parms})
	o.Add("TCA_GRED_STAB", table)
	o.Add("TCA_GRED_MAX_P", []any{r.most()})
	o.Add("TCA_GRED_VQ_LIST", nest("TCA_GRED_VQ_ENTRY", nest("TCA_GRED_VQ_DP", dp, "TCA_GRED_VQ_FLAGS", flags)))
	return nil
}

// sfb is stochastic fair BLUE; its probabilities are of 65535.
var sfb = &Kind{
	with: []string{"rehash", "db", "limit", "max", "target", "increment", "decrement", "penalty_rate", "penalty_burst"},
	make: func(s *said, o *Options) error {
		if o.Has("TCA_SFB_PARMS") {
			return nil
		}
		limit, target := ask(s, count, "limit"), ask(s, count, "target")
		most := ask(s, count, "max")
		if most == 0 {
			most = 25
			if target > 0 {
				most = (target*5 + 1) / 4
			}
		}
		if target == 0 {
			target = (most*4 + 3) / 5
		}
		const share = math.MaxUint16
		o.Add("TCA_SFB_PARMS", map[string]any{
			"rehash_interval": askOr(s, 600_000, milliseconds, "rehash"), "warmup_time": askOr(s, 60_000, milliseconds,
				"db"),
			"limit": limit, "max": most, "bin_size": target,
			"increment":     uint64(math.RoundToEven(askOr(s, 0.00050, probability, "increment") * share)),
			"decrement":     uint64(math.RoundToEven(askOr(s, 0.00005, probability, "decrement") * share)),
			"penalty_rate":  askOr(s, 10, count, "penalty_rate"),
			"penalty_burst": askOr(s, 20, count, "penalty_burst"),
		})
		return nil
	},
}

// milliseconds returns a time that the kernel counts in milliseconds: a number is these.
func milliseconds(v any) (uint64, error) {
	if n, ok := natural(v); ok && !isDuration(v) {
		return n, nil
	}
	d, err := duration(v)
	return uint64(d.Milliseconds()), err
}
