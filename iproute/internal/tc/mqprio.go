package tc

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// priorityWords is what struct tc_mqprio_qopt is made of: how many traffic classes, the class of each priority, and the
// queues of each class, "2@4" for two from the fourth on.
var priorityWords = []string{"num_tc", "map", "queues"}

// priorities gives the members of struct tc_mqprio_qopt.
func priorities(s *said, set func(string, any)) error {
	if !s.has(priorityWords...) {
		return nil
	}
	classes := ask(s, count, "num_tc")
	set("num_tc", classes)
	if s.has("map") {
		set("prio_tc_map", ask(s, numbers, "map"))
	}
	if !s.has("queues") {
		return nil
	}
	q := ask(s, queues, "queues")
	if s.err == nil && uint64(len(q.counts)) != classes {
		return fmt.Errorf("queues are of %d traffic classes, num_tc is %d", len(q.counts), classes)
	}
	set("count", q.counts)
	set("offset", q.offsets)
	return nil
}

type queueRanges struct{ counts, offsets []int }

// queues reads ranges of queues.
func queues(v any) (q queueRanges, err error) {
	for _, x := range elements(v) {
		text, ok := x.(string)
		number, from, at := strings.Cut(text, "@")
		n, err := strconv.ParseUint(number, 0, 16)
		offset, err2 := strconv.ParseUint(from, 0, 16)
		if !ok || !at || err != nil || err2 != nil {
			return q, fmt.Errorf("%v are no queues: want a number and the first, as in 2@4", x)
		}
		q.counts, q.offsets = append(q.counts, int(n)), append(q.offsets, int(offset))
	}
	return q, nil
}

// mqprio maps priorities to traffic classes, and these to queues of the link.
var mqprio = &Kind{
	words: map[string]word{
		"min_rate": series("TCA_MQPRIO_MIN_RATE64", "TCA_MQPRIO_MIN_RATE64", Rate),
		"max_rate": series("TCA_MQPRIO_MAX_RATE64", "TCA_MQPRIO_MAX_RATE64", Rate),
		"mode":     gives("TCA_MQPRIO_MODE", oneOf(map[string]int{"dcb": 0, "channel": 1})),
		"shaper":   gives("TCA_MQPRIO_SHAPER", oneOf(map[string]int{"dcb": 0, "bw_rlimit": 1, "bw_rate": 1})),
		"fp": entries("TCA_MQPRIO_TC_ENTRY", "TCA_MQPRIO_TC_ENTRY_INDEX", "TCA_MQPRIO_TC_ENTRY_FP",
			framePreemption),
	},
	with: priorityWords,
	make: func(s *said, o *Options) error { return priorities(s, o.Set) },
	always: func(o *Options) error {
		o.Default("num_tc", 8)
		o.Default("prio_tc_map", []int{0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 1, 1, 3, 3, 3, 3})
		o.Default("hw", 1)
		return nil
	},
}

func framePreemption(v any) (int, error) {
	return choose(v, map[string]int{"e": 1, "express": 1, "p": 2, "preemptible": 2})
}

// entries is a word for a list of values, one for each traffic class, of which each is a nest with its index.
func entries[T any](attr, index, value string, as func(any) (T, error)) word {
	return func(o *Options, v any) error {
		for i, x := range elements(v) {
			n, err := as(x)
			if err != nil {
				return err
			}
			o.Attrs = append(o.Attrs, codec.A{Name: attr, Value: nest(index, i, value, n)})
		}
		return nil
	}
}

// taprio opens and closes queues by a schedule, a list of entries as in tc, "S 01 300000", or of names: cmd, gates,
// interval.
var taprio = &Kind{
	words: map[string]word{
		"base_time":            gives("TCA_TAPRIO_ATTR_SCHED_BASE_TIME", nanoseconds),
		"cycle_time":           gives("TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME", nanoseconds),
		"cycle_time_extension": gives("TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION", nanoseconds),
		"txtime_delay":         gives("TCA_TAPRIO_ATTR_TXTIME_DELAY", nanoseconds),
		"clockid": func(o *Options, v any) error {
			return is("TCA_TAPRIO_ATTR_SCHED_CLOCKID")(o,
				clockID(v))
		},
		"sched_entry": taprioEntries, "sched_entries": taprioEntries,
		"max_sdu": entries("TCA_TAPRIO_ATTR_TC_ENTRY", "TCA_TAPRIO_TC_ENTRY_INDEX", "TCA_TAPRIO_TC_ENTRY_MAX_SDU",
			Size),
	},
	with: priorityWords,
	make: func(s *said, o *Options) error {
		members := map[string]any{}
		if err := priorities(s, func(name string, v any) { members[name] = v }); err != nil {
			return err
		}
		if len(members) > 0 {
			o.Add("TCA_TAPRIO_ATTR_PRIOMAP", members)
		}
		return nil
	},
}

var taprioCmds = map[string]int{"s": 0, "h": 1, "r": 2, "set_gates": 0, "set_and_hold": 1, "set_and_release": 2}

// taprioEntries gives the schedule.
func taprioEntries(o *Options, v any) error {
	var attrs []codec.A
	for _, x := range several(v) {
		entry, err := taprioEntry(x)
		if err != nil {
			return err
		}
		attrs = append(attrs, codec.A{Name: "TCA_TAPRIO_SCHED_ENTRY", Value: entry})
	}
	o.Add("TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST", attrs)
	return nil
}

// taprioEntry reads an entry of the schedule.
func taprioEntry(v any) ([]codec.A, error) {
	words, ok := fields(v)
	if parts := elements(v); !ok {
		if len(parts) != 3 {
			return nil, errors.New(`want an entry of a schedule: "S 01 300000", or cmd, gates and interval`)
		}
		words = map[string]any{"cmd": parts[0], "gates": "0x" + fmt.Sprint(parts[1]), "interval": parts[2]}
	}
	s := &said{words: words}
	cmd := ask(s, oneOf(taprioCmds), "cmd")
	gates, interval := ask(s, count, "gates", "gate_mask"), ask(s, schedNanoseconds, "interval")
	return nest("TCA_TAPRIO_SCHED_ENTRY_CMD", cmd, "TCA_TAPRIO_SCHED_ENTRY_GATE_MASK", gates,
		"TCA_TAPRIO_SCHED_ENTRY_INTERVAL", interval), s.err
}

// schedNanoseconds returns a time of which a number alone, also as a text, is nanoseconds.
func schedNanoseconds(v any) (uint64, error) {
	if n, err := count(v); err == nil && !isDuration(v) {
		return n, nil
	}
	return nanoseconds(v)
}
