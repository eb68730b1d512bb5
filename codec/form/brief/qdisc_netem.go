package brief

import "github.com/nlkit/nlkit/codec"

// netemWords is the options of netem, in the order of tc.
var netemWords = &words{rest: true, list: []word{
	{how: netemHead},
	{attr: "TCA_NETEM_REORDER", say: "reorder", how: shares},
	{attr: "TCA_NETEM_CORRUPT", say: "corrupt", how: shares},
	{how: netemRate},
	{attr: "TCA_NETEM_LOSS", say: "loss"},
	{attr: "TCA_NETEM_SLOT", say: "slot", how: membersOf},
	{attr: "TCA_NETEM_ECN", say: "ecn", how: present},
	{attr: "TCA_NETEM_DELAY_DIST", say: "distribution"},
}, silent: []string{"TCA_NETEM_CORR", "TCA_NETEM_LATENCY64", "TCA_NETEM_JITTER64", "TCA_NETEM_RATE",
	"TCA_NETEM_RATE64"}}

// netemHead says what struct tc_netem_qopt has, with what is more exact, or correlated, in attributes after it.
func netemHead(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	c, ok := in.Fixed()
	if !ok || c.Untold() {
		return headMembers(w, dst, nil, in)
	}
	corr, _ := structIn(in, "TCA_NETEM_CORR")
	dst = codec.AppendUint(append(dst, " limit "...), inStruct(c, "limit"))
	if delay := netemTime(in, "TCA_NETEM_LATENCY64", c, "latency"); delay != 0 {
		dst, _ = codec.Nanoseconds.AppendMeaning(append(dst, " delay "...), delay)
		if jitter := netemTime(in, "TCA_NETEM_JITTER64", c, "jitter"); jitter != 0 {
			dst, _ = codec.Nanoseconds.AppendMeaning(append(dst, ' '), jitter)
			dst = sayShare(dst, inStruct(corr, "delay_corr"))
		}
	}
	for _, of := range [...]struct{ member, say, correlation string }{
		{"loss", " loss", "loss_corr"}, {"duplicate", " duplicate", "dup_corr"},
	} {
		if v := inStruct(c, of.member); v != 0 {
			dst = sayShare(sayShare(append(dst, of.say...), v), inStruct(corr, of.correlation))
		}
	}
	if gap := inStruct(c, "gap"); gap != 0 {
		dst = codec.AppendUint(append(dst, " gap "...), gap)
	}
	return dst
}

// netemTime is a time in nanoseconds: of an attribute, or of a member, which counts ticks.
func netemTime(in codec.Attr, exact string, c codec.Content, member string) int64 {
	if a, ok := in.Attr(exact); ok {
		if v, ok := a.Int(); ok {
			return v
		}
	}
	return int64(inStruct(c, member)) * int64(codec.PschedTicks.Duration())
}

// sayShare says a part of 2^32 that is not zero.
func sayShare(dst []byte, v uint64) []byte {
	if v == 0 {
		return dst
	}
	dst, _ = codec.Share32.AppendMeaning(append(dst, ' '), int64(v))
	return dst
}

// shares says a probability, and what it is correlated by.
func shares(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	if c.Spec().Kind != codec.StructOf || c.Untold() {
		return said(w, dst, as, a)
	}
	if v := inStruct(c, "probability"); v != 0 {
		dst = sayShare(sayShare(append(append(dst, ' '), as.say...), v), inStruct(c, "correlation"))
	}
	return dst
}

func netemRate(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	c, ok := structIn(in, "TCA_NETEM_RATE")
	rate := wideRate(in, "TCA_NETEM_RATE64", inStruct(c, "rate"))
	if !ok || rate == 0 {
		return dst
	}
	dst = sayRate(dst, "rate", rate)
	for _, member := range [...]string{"packet_overhead", "cell_size", "cell_overhead"} {
		if v := int32(inStruct(c, member)); v != 0 {
			dst = codec.AppendInteger(append(append(append(dst, ' '), member...), ' '), uint64(int64(v)), true)
		}
	}
	return dst
}
