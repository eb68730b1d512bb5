package tc

import (
	"errors"
	"math"
	"time"
)

// netem is the emulator of networks: delay, jitter, loss, duplicate, corrupt, reorder, gap, rate and slots, each with a
// correlation where it has one. Probabilities are percentages, and numbers of times are microseconds.
var netem = &Kind{
	with: []string{
		"delay|latency", "jitter", "delay_corr", "distribution|dist", "loss|drop", "loss_corr", "loss_state",
		"loss_gemodel", "ecn",
		"duplicate", "dup_corr", "corrupt|prob_corrupt", "corrupt_corr|corr_corrupt", "reorder|prob_reorder",
		"reorder_corr|corr_reorder", "gap", "limit", "rate", "packet_overhead", "cell_size", "cell_overhead", "slot",
		"seed",
	},
	make: func(s *said, o *Options) error {
		for _, f := range []func(*said, *Options) error{
			netemDelay, netemLoss, netemDamage, netemRate, netemSlot,
		} {
			if err := f(s, o); err != nil || s.err != nil {
				return err
			}
		}
		o.Default("limit", askOr(s, 1000, count, "limit"))
		if s.has("seed") {
			o.Add("TCA_NETEM_PRNG_SEED", ask(s, count, "seed"))
		}
		return nil
	},
}

// share returns a percentage as the kernel counts it.
func share(v any) (uint32, error) {
	p, err := Percent(v)
	return Share(p), err
}

// netemDelay says how long packets wait.
func netemDelay(s *said, o *Options) error {
	delay, jitter := ask(s, duration, "delay", "latency"), ask(s, duration, "jitter")
	if s.has("distribution", "dist") {
		if s.err == nil && (delay == 0 || jitter == 0) {
			return errors.New("a distribution needs a delay and a jitter")
		}
		o.Add("TCA_NETEM_DELAY_DIST", ask(s, Distribution, "distribution", "dist"))
	}
	if s.has("delay", "latency") {
		o.Set("latency", ticks(delay))
		precise(o, "TCA_NETEM_LATENCY64", delay)
	}
	if s.has("jitter") {
		o.Set("jitter", ticks(jitter))
		precise(o, "TCA_NETEM_JITTER64", jitter)
	}
	return nil
}

// precise says a time in nanoseconds where ticks are too few or too coarse for it.
func precise(o *Options, attr string, d time.Duration) {
	if d%time.Microsecond != 0 || d/Tick > math.MaxUint32 {
		o.Add(attr, d)
	}
}

// netemLoss says which packets are lost: each with a probability, or by a model with states.
func netemLoss(s *said, o *Options) error {
	models := 0
	for _, word := range []string{"loss", "loss_state", "loss_gemodel"} {
		if s.has(word) {
			models++
		}
	}
	if models > 1 {
		return errors.New("want one of loss, loss_state and loss_gemodel")
	}
	if s.has("loss", "drop") {
		o.Set("loss", ask(s, share, "loss", "drop"))
	}
	if s.has("loss_state") {
		o.Add("TCA_NETEM_LOSS", nest("NETEM_LOSS_GI", ask(s, lossState, "loss_state")))
	}
	if s.has("loss_gemodel") {
		o.Add("TCA_NETEM_LOSS", nest("NETEM_LOSS_GE", ask(s, lossModel, "loss_gemodel")))
	}
	if ask(s, truth, "ecn") {
		if models == 0 && !s.has("drop") {
			return errors.New("ecn marks packets that would be lost: it needs a loss")
		}
		o.Add("TCA_NETEM_ECN", 1)
	}
	return nil
}

// percentages returns the probabilities of a model: by name, or a list in an order.
func percentages(v any, order ...string) (map[string]float64, error) {
	words, ok := fields(v)
	if !ok {
		words = map[string]any{}
		for i, p := range elements(v) {
			if i == len(order) {
				return nil, errors.New("too many probabilities")
			}
			words[order[i]] = p
		}
	}
	known := map[string]int{}
	for _, name := range order {
		known[name] = 0
	}
	p := map[string]float64{}
	for name, v := range words {
		if _, err := choose(name, known); err != nil {
			return nil, err
		}
		x, err := Percent(v)
		if err != nil {
			return nil, about(name, err)
		}
		p[name] = x
	}
	if _, ok := p[order[0]]; !ok {
		return nil, missing(order[0])
	}
	return p, nil
}

// lossState returns struct tc_netem_gimodel, a Markov model of four states.
func lossState(v any) (map[string]any, error) {
	p, err := percentages(v, "p13", "p31", "p32", "p23", "p14")
	if err != nil {
		return nil, err
	}
	for name, other := range map[string]float64{"p31": 100 - p["p13"], "p23": 100} {
		if _, ok := p[name]; !ok {
			p[name] = other
		}
	}
	model := map[string]any{}
	for name, x := range p {
		model[name] = Share(x)
	}
	return model, nil
}

// lossModel returns struct tc_netem_gemodel, that of Gilbert and Elliott. As tc does, it takes 1-h and 1-k.
func lossModel(v any) (map[string]any, error) {
	p, err := percentages(v, "p", "r", "1-h", "1-k")
	if err != nil {
		return nil, err
	}
	for name, other := range map[string]float64{"r": 100 - p["p"], "1-h": 100} {
		if _, ok := p[name]; !ok {
			p[name] = other
		}
	}
	return map[string]any{
		"p": Share(p["p"]), "r": Share(p["r"]), "h": Share(100 * (1 - p["1-h"]/100)), "k1": Share(p["1-k"]),
	}, nil
}

// netemDamage says which packets are sent twice, changed, or before others, and how chances hang together.
func netemDamage(s *said, o *Options) error {
	if s.has("duplicate") {
		o.Set("duplicate", ask(s, share, "duplicate"))
	}
	for _, c := range []struct{ corr, of string }{
		{"delay_corr", "jitter"}, {"loss_corr", "loss"}, {"dup_corr", "duplicate"},
	} {
		if n, _, ok := s.get(c.corr); ok && !s.has(c.of) && ask(s, share, n) > 0 {
			return missing(c.of + ", which " + c.corr + " needs,")
		}
	}
	if s.has("delay_corr", "loss_corr", "dup_corr") {
		o.Add("TCA_NETEM_CORR", map[string]any{
			"delay_corr": ask(s, share, "delay_corr"), "loss_corr": ask(s, share, "loss_corr"),
			"dup_corr": ask(s, share, "dup_corr"),
		})
	}
	if s.has("corrupt", "prob_corrupt") {
		o.Add("TCA_NETEM_CORRUPT", map[string]any{
			"probability": ask(s, share, "corrupt", "prob_corrupt"), "correlation": ask(s, share, "corrupt_corr",
				"corr_corrupt"),
		})
	}
	return netemReorder(s, o)
}

// netemReorder says which packets are sent at once, before those that wait.
func netemReorder(s *said, o *Options) error {
	p := ask(s, share, "reorder", "prob_reorder")
	gap := ask(s, count, "gap")
	if p == 0 {
		if gap > 0 {
			return missing("reorder, which gap needs,")
		}
		return nil
	}
	if latency, _ := o.Fixed["latency"].(uint32); latency == 0 {
		return missing("delay, which reorder needs,")
	}
	o.Set("gap", max(gap, 1))
	o.Add("TCA_NETEM_REORDER", map[string]any{
		"probability": p, "correlation": ask(s, share, "reorder_corr", "corr_reorder"),
	})
	return nil
}

// netemRate says how fast packets are sent.
func netemRate(s *said, o *Options) error {
	rate := ask(s, Rate, "rate")
	if rate == 0 {
		if s.has("packet_overhead", "cell_size", "cell_overhead") {
			return missing("rate, which cells and overheads need,")
		}
		return nil
	}
	addWide(o, "TCA_NETEM_RATE64", rate)
	o.Add("TCA_NETEM_RATE", map[string]any{
		"rate": min(rate, math.MaxUint32), "packet_overhead": ask(s, integer, "packet_overhead"),
		"cell_size": ask(s, count, "cell_size"), "cell_overhead": ask(s, integer, "cell_overhead"),
	})
	return nil
}

// slotWords is what a slot says.
var slotWords = map[string]int{"min": 0, "max": 0, "distribution": 0, "delay": 0, "jitter": 0, "packets": 0, "bytes": 0}

// netemSlot says that packets are sent in slots: from min to max apart, or by a distribution with a delay and a jitter,
// so many packets and octets in each.
func netemSlot(s *said, o *Options) error {
	_, v, ok := s.get("slot")
	if !ok {
		return nil
	}
	words, ok := fields(v)
	if !ok {
		return errors.New("slot: want names and values: min, max, or distribution, delay, jitter; packets, bytes")
	}
	for name := range words {
		if _, err := choose(name, slotWords); err != nil {
			return about("slot", err)
		}
	}
	w := &said{words: words}
	slot := map[string]any{"max_packets": ask(w, count, "packets"), "max_bytes": ask(w, Size, "bytes")}
	if w.has("distribution") {
		slot["dist_delay"], slot["dist_jitter"] = ask(w, duration, "delay"), ask(w, duration, "jitter")
		o.Add("TCA_NETEM_SLOT_DIST", ask(w, Distribution, "distribution"))
	} else {
		least := ask(w, duration, "min")
		slot["min_delay"], slot["max_delay"] = least, max(least, ask(w, duration, "max"))
	}
	o.Add("TCA_NETEM_SLOT", slot)
	return about("slot", w.err)
}
