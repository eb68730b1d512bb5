package tc

import (
	"errors"

	"github.com/nlkit/nlkit/codec"
)

// gateWords is what action gate is told besides its index and verdict.
var gateWords = []string{"clockid", "base_time", "cycle_time", "cycle_time_ext", "priority", "flags",
	"sched_entry|sched_entries"}

// gate lets packets pass by a schedule, a list of entries as in tc, "open 200000000 -1 8000" (how long in nanoseconds,
// the priority of packets, how many octets; -1 is any) or "close 100000000", or of names: gate, interval, ipv, max_octets.
func gate(s *said, o *Options, _ map[string]any) error {
	for word, attr := range map[string]string{"base_time": "BASE_TIME", "cycle_time": "CYCLE_TIME",
		"cycle_time_ext": "CYCLE_TIME_EXT"} {
		if s.has(word) {
			o.Add("TCA_GATE_"+attr, ask(s, schedNanoseconds, word))
		}
	}
	if _, clock, ok := s.get("clockid"); ok {
		o.Add("TCA_GATE_CLOCKID", clockID(clock))
	}
	sayAttrs(s, o, map[string]string{"priority": "TCA_GATE_PRIORITY", "flags": "TCA_GATE_FLAGS"})
	_, entries, ok := s.get("sched_entry", "sched_entries")
	if !ok {
		return nil
	}
	var list []codec.A
	for _, x := range several(entries) {
		entry, err := gateEntry(x)
		if err != nil {
			return about("sched_entry", err)
		}
		list = append(list, codec.A{Name: "TCA_GATE_ONE_ENTRY", Value: entry})
	}
	o.Add("TCA_GATE_ENTRY_LIST", list)
	return nil
}

// gateEntry reads an entry of the schedule.
func gateEntry(v any) (attrs []codec.A, err error) {
	words, ok := fields(v)
	if parts := elements(v); !ok {
		if len(parts) < 2 || len(parts) > 4 {
			return nil, errors.New(`want an entry of a schedule: "open 200000000", or gate and interval`)
		}
		words = map[string]any{"gate": parts[0]}
		for i, name := range []string{"interval", "ipv", "max_octets"}[:len(parts)-1] {
			words[name] = parts[i+1]
		}
	}
	s := &said{words: words}
	if ask(s, oneOf(map[string]int{"open": 1, "close": 0}), "gate") == 1 {
		attrs = nest("TCA_GATE_ENTRY_GATE", true)
	}
	return append(attrs, nest("TCA_GATE_ENTRY_INTERVAL", ask(s, schedNanoseconds, "interval"),
		"TCA_GATE_ENTRY_IPV", askOr(s, -1, integer, "ipv"),
		"TCA_GATE_ENTRY_MAX_OCTETS", askOr(s, -1, integer, "max_octets"))...), s.err
}
