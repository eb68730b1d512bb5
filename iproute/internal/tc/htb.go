package tc

// htb is the queueing discipline: tc sends version 3 and r2q 10 if nothing else is said. "default" is the minor number
// of the class of packets that no filter puts anywhere.
var htb = &Kind{
	words: map[string]word{"direct_qlen": gives("TCA_HTB_DIRECT_QLEN", count), "offload": flag("TCA_HTB_OFFLOAD")},
	with:  []string{"default|defcls", "r2q|rate2quantum", "version", "debug"},
	make: func(s *said, o *Options) error {
		if o.Has("TCA_HTB_INIT") {
			return nil
		}
		o.Add("TCA_HTB_INIT", map[string]any{
			"version": askOr(s, 3, count, "version"), "rate2quantum": askOr(s, 10, count, "r2q", "rate2quantum"),
			"defcls": ask(s, handle, "default", "defcls"), "debug": ask(s, count, "debug"),
		})
		return nil
	},
}

// htbClass is a class: the ceiling is the rate if it is not said, and the buffers are what a tick brings in, and a
// packet.
var htbClass = &Kind{
	words: map[string]word{"direct_qlen": gives("TCA_HTB_DIRECT_QLEN", count), "offload": flag("TCA_HTB_OFFLOAD")},
	with: []string{"rate", "ceil", "burst|maxburst|buffer", "cburst|cmaxburst|cbuffer", "prio", "quantum", "mtu", "mpu",
		"overhead", "linklayer"},
	make: func(s *said, o *Options) error {
		if o.Has("TCA_HTB_PARMS") || len(s.words) == 0 {
			return nil
		}
		rate := ask(s, Rate, "rate")
		if rate == 0 && s.err == nil {
			return missing("rate")
		}
		h := shapeOf(s, 1600)
		ceil := askOr(s, rate, Rate, "ceil")
		burst := ask(s, bucketOf, "burst", "maxburst", "buffer")
		h.cell = burst.cell
		rateSpec, rateTable := h.spec(rate)
		cburst := ask(s, bucketOf, "cburst", "cmaxburst", "cbuffer")
		h.cell = cburst.cell
		ceilSpec, ceilTable := h.spec(ceil)
		o.Add("TCA_HTB_PARMS", map[string]any{
			"rate": rateSpec, "ceil": ceilSpec, "prio": ask(s, count, "prio"), "quantum": ask(s, Size, "quantum"),
			"buffer": xmitTime(rate, burst.or(rate, h.mtu)), "cbuffer": xmitTime(ceil, cburst.or(ceil, h.mtu)),
		})
		addWide(o, "TCA_HTB_RATE64", rate)
		addWide(o, "TCA_HTB_CEIL64", ceil)
		o.Add("TCA_HTB_RTAB", rateTable)
		o.Add("TCA_HTB_CTAB", ceilTable)
		return nil
	},
}

// or returns the size of a bucket, that of what a tick brings in and a packet if none was said.
func (b bucket) or(rate, mtu uint64) uint64 {
	if b.octets > 0 {
		return b.octets
	}
	return rate/psched + mtu
}

// addWide adds an attribute for a rate that takes 64 bits.
func addWide(o *Options, attr string, rate uint64) {
	if wide(rate) {
		o.Add(attr, rate)
	}
}

// flag is a word for an attribute that is there or not.
func flag(attr string) word {
	return func(o *Options, v any) error {
		on, err := truth(v)
		if on {
			o.Add(attr, true)
		}
		return err
	}
}
