package tc

import (
	"maps"
	"math"
	"strings"
)

// policeWords is what a policer is computed from.
var policeWords = []string{
	"rate", "burst|buffer|maxburst", "limit", "mtu|minburst", "peakrate|peak", "avrate", "mpu", "overhead", "linklayer",
	"pkts_rate", "pkts_burst", "index", "action|exceed|verdict|control", "conform|notexceed", "conform_exceed",
}

// police lets pass what keeps to a rate; of what does not, "action" says what becomes of it: reclassify, if nothing
// else is said.
var police = &Kind{with: policeWords, make: policeMake}

// policeMake computes struct tc_police and its tables.
func policeMake(s *said, o *Options) error {
	if o.Has("TCA_POLICE_TBF") {
		return nil
	}
	rate, peak := ask(s, Rate, "rate"), ask(s, Rate, "peakrate", "peak")
	burst, mtu := ask(s, bucketOf, "burst", "buffer", "maxburst"), ask(s, bucketOf, "mtu", "minburst")
	tbf := map[string]any{
		"index": ask(s, count, "index"), "limit": ask(s, count, "limit"), "mtu": min(mtu.octets, math.MaxUint32),
		"action": askOr(s, actReclassify, verdict, "action", "exceed", "verdict", "control"),
	}
	if s.has("conform", "notexceed") {
		o.Add("TCA_POLICE_RESULT", ask(s, verdict, "conform", "notexceed"))
	}
	if err := conformExceed(s, o, tbf); err != nil {
		return err
	}
	if s.err == nil {
		if err := policeCheck(s, rate, peak, burst, mtu); err != nil {
			return err
		}
	}
	h := shape{mtu: mtu.octets, mpu: ask(s, Size, "mpu"), overhead: ask(s, Size, "overhead"),
		layer: askOr(s, layerEthernet, layer, "linklayer")}
	if rate > 0 {
		h.cell = burst.cell
		spec, table := h.spec(rate)
		tbf["rate"], tbf["burst"] = spec, xmitTime(rate, burst.octets)
		o.Add("TCA_POLICE_RATE", table)
		addWide(o, "TCA_POLICE_RATE64", rate)
	}
	if peak > 0 {
		h.cell = mtu.cell
		spec, table := h.spec(peak)
		tbf["peakrate"] = spec
		o.Add("TCA_POLICE_PEAKRATE", table)
		addWide(o, "TCA_POLICE_PEAKRATE64", peak)
	}
	o.Add("TCA_POLICE_TBF", tbf)
	return policeMore(s, o)
}

// policeCheck says what is wrong with what was said.
func policeCheck(s *said, rate, peak uint64, burst, mtu bucket) error {
	switch {
	case rate > 0 && burst.octets == 0:
		return missing("burst")
	case peak > 0 && rate == 0:
		return missing("rate, which peakrate needs,")
	case peak > 0 && mtu.octets == 0:
		return missing("mtu, which peakrate needs,")
	case rate == 0 && !s.has("pkts_rate", "avrate", "index"):
		return missing("rate")
	case s.has("pkts_rate") != s.has("pkts_burst"):
		return missing("one of pkts_rate and pkts_burst")
	}
	return nil
}

// policeMore says what counts packets, and a measured rate.
func policeMore(s *said, o *Options) error {
	if s.has("avrate") {
		o.Add("TCA_POLICE_AVRATE", ask(s, narrow, "avrate"))
	}
	if s.has("pkts_rate") {
		rate := ask(s, count, "pkts_rate")
		o.Add("TCA_POLICE_PKTRATE64", rate)
		o.Add("TCA_POLICE_PKTBURST64", xmitTime(rate, ask(s, count, "pkts_burst")))
	}
	return nil
}

// conformExceed reads what tc calls so: "drop/pipe", what becomes of packets beyond the rate, and of others.
func conformExceed(s *said, o *Options, tbf map[string]any) error {
	_, v, ok := s.get("conform_exceed")
	if !ok {
		return nil
	}
	text, _ := v.(string)
	exceed, conform, both := strings.Cut(text, "/")
	code, err := verdict(exceed)
	if err != nil {
		return about("conform_exceed", err)
	}
	tbf["action"] = code
	if !both {
		return nil
	}
	if code, err = verdict(conform); err == nil {
		o.Add("TCA_POLICE_RESULT", code)
	}
	return about("conform_exceed", err)
}

// policer returns a policer as the attribute of an old filter, of the words of the filter that say one.
func policer(words map[string]any) (any, error) {
	o := For(Action, "police")
	o.said = maps.Clone(words)
	if err := o.Finish(); err != nil {
		return nil, err
	}
	return o.Value(), nil
}
