package tc

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// missing says that something has to be said.
func missing(what string) error { return fmt.Errorf("%s is missing", what) }

// tbf is the token bucket: either limit says how much waits, or latency how long.
var tbf = &Kind{
	with: []string{"rate", "burst|buffer|maxburst", "limit", "latency", "peakrate|peak", "mtu|minburst", "mpu",
		"overhead",
		"linklayer"},
	make: func(s *said, o *Options) error {
		if o.Has("TCA_TBF_PARMS") {
			return nil
		}
		t := tbfOf(s)
		if s.err != nil {
			return nil
		}
		if err := t.check(s); err != nil {
			return err
		}
		t.put(o)
		return nil
	},
}

// bucketFilter is what is said of tbf.
type bucketFilter struct {
	shape      shape
	rate, peak uint64
	burst, mtu bucket
	limit      uint64
	latency    time.Duration
	hasLimit   bool
}

func tbfOf(s *said) bucketFilter {
	t := bucketFilter{
		rate: ask(s, Rate, "rate"), peak: ask(s, Rate, "peakrate", "peak"),
		burst: ask(s, bucketOf, "burst", "buffer", "maxburst"), mtu: ask(s, bucketOf, "mtu", "minburst"),
		limit: ask(s, Size, "limit"), latency: ask(s, duration, "latency"), hasLimit: s.has("limit"),
	}
	t.shape = shape{
		mtu: t.mtu.octets, mpu: ask(s, Size, "mpu"), overhead: ask(s, Size, "overhead"),
		layer: askOr(s, layerEthernet, layer, "linklayer"),
	}
	return t
}

// check says what is wrong with what was said.
func (t *bucketFilter) check(s *said) error {
	switch {
	case t.rate == 0:
		return missing("rate")
	case t.burst.octets == 0:
		return missing("burst")
	case t.peak > 0 && t.mtu.octets == 0:
		return errors.New("mtu (minburst) is missing: a peakrate needs it")
	case t.hasLimit == s.has("latency"):
		return errors.New("want either limit or latency")
	}
	return nil
}

// put gives the attributes.
func (t *bucketFilter) put(o *Options) {
	if !t.hasLimit {
		t.limit = waiting(t.rate, t.latency, t.burst.octets)
		if t.peak > 0 {
			t.limit = min(t.limit, waiting(t.peak, t.latency, t.mtu.octets))
		}
	}
	parms := map[string]any{"limit": min(t.limit, math.MaxUint32), "buffer": xmitTime(t.rate, t.burst.octets)}
	h := t.shape
	h.cell = t.burst.cell
	spec, table := h.spec(t.rate)
	parms["rate"] = spec
	o.Add("TCA_TBF_RTAB", table)
	o.Add("TCA_TBF_BURST", t.burst.octets)
	addWide(o, "TCA_TBF_RATE64", t.rate)
	if t.peak > 0 {
		h.cell = t.mtu.cell
		spec, table := h.spec(t.peak)
		parms["peakrate"], parms["mtu"] = spec, xmitTime(t.peak, t.mtu.octets)
		o.Add("TCA_TBF_PTAB", table)
		o.Add("TCA_TBF_PBURST", t.mtu.octets)
		addWide(o, "TCA_TBF_PRATE64", t.peak)
	}
	o.Add("TCA_TBF_PARMS", parms)
}

// waiting returns how many octets wait for so long at a rate, those of a bucket included.
func waiting(rate uint64, latency time.Duration, octets uint64) uint64 {
	return uint64(float64(rate)*float64(latency.Microseconds())/1e6 + float64(octets))
}
