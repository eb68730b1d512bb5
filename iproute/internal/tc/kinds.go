package tc

import (
	"maps"
	"slices"
)

// kinds is the kinds that people have words for, besides the attributes of the tables.
var kinds [Action + 1]map[string]*Kind

func init() {
	kinds = [...]map[string]*Kind{
		Qdisc: {
			"bfifo": fifo, "cake": cake, "cbs": cbs, "choke": choke, "codel": codel, "ets": ets, "etf": etf, "fq": fq,
			"fq_codel": fqCodel, "fq_pie": pie("TCA_FQ_PIE_"), "gred": gred, "hfsc": hfsc, "hhf": hhf, "htb": htb,
			"mqprio": mqprio, "multiq": multiq, "netem": netem, "pfifo": fifo, "pfifo_head_drop": fifo,
			"pie": pie("TCA_PIE_"), "prio": prio, "red": redQdisc, "sfb": sfb, "sfq": sfq, "taprio": taprio, "tbf": tbf,
		},
		Class: {
			"drr":  {words: map[string]word{"quantum": gives("TCA_DRR_QUANTUM", Size)}},
			"ets":  {words: map[string]word{"quantum": gives("TCA_ETS_QUANTA_BAND", Size)}},
			"hfsc": hfscClass, "htb": htbClass,
			"qfq": {words: map[string]word{"maxpkt": gives("TCA_QFQ_LMAX", Size)}},
		},
		Filter: filters,
		Action: actions,
	}
}

// kindNames returns the kinds of an object that people have words for.
func kindNames(of Object) []string { return slices.Sorted(maps.Keys(kinds[of])) }
