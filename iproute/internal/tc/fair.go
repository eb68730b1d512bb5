package tc

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

var fifo = &Kind{words: map[string]word{"limit": setsMember("limit", Size)}}

// codel takes the words of tc, and those of pyroute2, which start with "cdl_".
var codel = &Kind{words: prefixed("cdl_", map[string]word{
	"limit": gives("TCA_CODEL_LIMIT", count), "target": gives("TCA_CODEL_TARGET", microseconds),
	"interval": gives("TCA_CODEL_INTERVAL", microseconds), "ce_threshold": gives("TCA_CODEL_CE_THRESHOLD",
		microseconds),
	"ecn": on("TCA_CODEL_ECN"), "noecn": off("TCA_CODEL_ECN"),
})}

// fqCodel takes the words of tc, and those of pyroute2, which start with "fqc_".
var fqCodel = &Kind{words: prefixed("fqc_", map[string]word{
	"limit": gives("TCA_FQ_CODEL_LIMIT", count), "flows": gives("TCA_FQ_CODEL_FLOWS", count),
	"quantum": gives("TCA_FQ_CODEL_QUANTUM", Size), "target": gives("TCA_FQ_CODEL_TARGET", microseconds),
	"interval": gives("TCA_FQ_CODEL_INTERVAL", microseconds), "ecn": on("TCA_FQ_CODEL_ECN"),
	"noecn": off("TCA_FQ_CODEL_ECN"), "ce_threshold": gives("TCA_FQ_CODEL_CE_THRESHOLD", microseconds),
	"memory_limit": gives("TCA_FQ_CODEL_MEMORY_LIMIT", Size), "drop_batch": gives("TCA_FQ_CODEL_DROP_BATCH_SIZE",
		count),
})}

// prefixed has words known with a prefix, too.
func prefixed(prefix string, words map[string]word) map[string]word {
	all := map[string]word{}
	for name, w := range words {
		all[name], all[prefix+name] = w, w
	}
	return all
}

// fq is fair queueing with pacing. Buckets are a number, of which the kernel takes the logarithm.
var fq = &Kind{words: map[string]word{
	"limit": gives("TCA_FQ_PLIMIT", count), "flow_limit": gives("TCA_FQ_FLOW_PLIMIT", count),
	"quantum": gives("TCA_FQ_QUANTUM", Size), "initial_quantum": gives("TCA_FQ_INITIAL_QUANTUM", Size),
	"maxrate": gives("TCA_FQ_FLOW_MAX_RATE", narrow), "defrate": gives("TCA_FQ_FLOW_DEFAULT_RATE", narrow),
	"buckets": gives("TCA_FQ_BUCKETS_LOG", logarithm), "pacing": on("TCA_FQ_RATE_ENABLE"),
	"nopacing": off("TCA_FQ_RATE_ENABLE"), "refill_delay": gives("TCA_FQ_FLOW_REFILL_DELAY", microseconds),
	"low_rate_threshold": gives("TCA_FQ_LOW_RATE_THRESHOLD", narrow), "orphan_mask": gives("TCA_FQ_ORPHAN_MASK", count),
	"ce_threshold": gives("TCA_FQ_CE_THRESHOLD", microseconds), "horizon": gives("TCA_FQ_HORIZON", microseconds),
	"horizon_drop": on("TCA_FQ_HORIZON_DROP"), "horizon_cap": off("TCA_FQ_HORIZON_DROP"),
	"timer_slack": gives("TCA_FQ_TIMER_SLACK", nanoseconds),
}}

// narrow returns a rate that has to fit into 32 bits: the largest of these stands for one that does not, and for none.
func narrow(v any) (uint64, error) {
	rate, err := Rate(v)
	return min(rate, 1<<32-1), err
}

func nanoseconds(v any) (uint64, error) {
	if n, ok := natural(v); ok && !isDuration(v) {
		return n, nil
	}
	d, err := duration(v)
	return uint64(d.Nanoseconds()), err
}

// logarithm returns the logarithm of a power of two.
func logarithm(v any) (int, error) {
	n, err := count(v)
	if err == nil && bits.OnesCount64(n) != 1 {
		err = fmt.Errorf("%d is no power of 2", n)
	}
	return bits.Len64(n) - 1, err
}

// pie is PIE, and the fair queues of it, whose attributes have another prefix.
func pie(prefix string) *Kind {
	words := map[string]word{
		"limit": gives(prefix+"LIMIT", count), "target": gives(prefix+"TARGET", microseconds),
		"tupdate": gives(prefix+"TUPDATE", microseconds), "alpha": gives(prefix+"ALPHA", count),
		"beta": gives(prefix+"BETA", count),
		"ecn":  on(prefix + "ECN"), "noecn": off(prefix + "ECN"), "bytemode": on(prefix + "BYTEMODE"),
		"nobytemode": off(prefix + "BYTEMODE"), "dq_rate_estimator": on(prefix + "DQ_RATE_ESTIMATOR"),
		"no_dq_rate_estimator": off(prefix + "DQ_RATE_ESTIMATOR"),
	}
	if prefix == "TCA_FQ_PIE_" {
		words["flows"], words["ecn_prob"] = gives(prefix+"FLOWS", count), gives(prefix+"ECN_PROB", count)
		words["quantum"], words["memory_limit"] = gives(prefix+"QUANTUM", Size), gives(prefix+"MEMORY_LIMIT", Size)
	}
	return &Kind{words: words}
}

var hhf = &Kind{words: map[string]word{
	"limit": gives("TCA_HHF_BACKLOG_LIMIT", count), "quantum": gives("TCA_HHF_QUANTUM", Size),
	"hh_limit": gives("TCA_HHF_HH_FLOWS_LIMIT", count), "reset_timeout": gives("TCA_HHF_RESET_TIMEOUT", microseconds),
	"admit_bytes": gives("TCA_HHF_ADMIT_BYTES", Size), "evict_timeout": gives("TCA_HHF_EVICT_TIMEOUT", microseconds),
	"non_hh_weight": gives("TCA_HHF_NON_HH_WEIGHT", count),
}}

// prio has three bands and the usual map of priorities if nothing else is said: the kernel wants all of it.
var prio = &Kind{
	words: map[string]word{"map": setsMember("priomap", numbers)},
	always: func(o *Options) error {
		o.Default("bands", 3)
		o.Default("priomap", []int{1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1})
		o.Fixed["priomap"], _ = numbers(o.Fixed["priomap"])
		return nil
	},
}

// multiq has a band for each queue of the link.
var multiq = &Kind{always: func(o *Options) error {
	o.Default("bands", 0)
	return nil
}}

// numbers returns a list of numbers: of a list, or of a text with blanks or commas.
func numbers(v any) ([]int, error) {
	var list []int
	for _, x := range elements(v) {
		n, err := count(x)
		if err != nil {
			return nil, err
		}
		list = append(list, int(n))
	}
	return list, nil
}

// ets is enhanced transmission selection: bands, of which the first ones are strict, quanta of others, and the bands of
// priorities.
var ets = &Kind{words: map[string]word{
	"bands": gives("TCA_ETS_NBANDS", count), "strict": gives("TCA_ETS_NSTRICT", count),
	"quanta":  series("TCA_ETS_QUANTA", "TCA_ETS_QUANTA_BAND", Size),
	"priomap": series("TCA_ETS_PRIOMAP", "TCA_ETS_PRIOMAP_BAND", count),
}, always: func(o *Options) error {
	if !o.Has("TCA_ETS_NBANDS") {
		if i := o.index("TCA_ETS_QUANTA"); i >= 0 {
			quanta, _ := o.Attrs[i].Value.([]codec.A)
			o.Add("TCA_ETS_NBANDS", len(quanta))
		}
	}
	return nil
}}

// series is a word for a nest that has an attribute for each element of a list.
func series[T any](attr, each string, as func(any) (T, error)) word {
	return func(o *Options, v any) error {
		var attrs []codec.A
		for _, x := range elements(v) {
			n, err := as(x)
			if err != nil {
				return err
			}
			attrs = append(attrs, codec.A{Name: each, Value: n})
		}
		o.Add(attr, attrs)
		return nil
	}
}

// inStruct is words that are members of a struct in an attribute.
func inStruct(attr string, words ...string) *Kind {
	return &Kind{with: words, make: func(s *said, o *Options) error {
		if o.Has(attr) {
			return nil
		}
		members := map[string]any{}
		for name, v := range s.words {
			members[name] = v
		}
		o.Add(attr, members)
		return nil
	}}
}

var cbs = inStruct("TCA_CBS_PARMS", "hicredit", "locredit", "idleslope", "sendslope", "offload")

// etf sends packets at the times that their sockets say.
var etf = &Kind{
	with: []string{"clockid", "delta", "deadline_mode", "offload", "skip_sock_check"},
	make: func(s *said, o *Options) error {
		if o.Has("TCA_ETF_PARMS") {
			return nil
		}
		flags := 0
		for i, word := range []string{"deadline_mode", "offload", "skip_sock_check"} {
			if ask(s, truth, word) {
				flags |= 1 << i
			}
		}
		_, clock, ok := s.get("clockid")
		if !ok {
			return missing("clockid")
		}
		o.Add("TCA_ETF_PARMS", map[string]any{"clockid": clockID(clock), "delta": ask(s, nanoseconds, "delta"),
			"flags": flags})
		return nil
	},
}

// clockID returns a clock as the tables call it.
func clockID(v any) any {
	if text, ok := v.(string); ok {
		return strings.ToUpper(text)
	}
	return v
}
