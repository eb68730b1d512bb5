package tc

import (
	"strings"
	"time"
)

// cake takes the words of pyroute2, those of tc with a value: bandwidth may be "unlimited", rtt a place.
var cake = &Kind{words: map[string]word{
	"bandwidth":     gives("TCA_CAKE_BASE_RATE64", cakeRate),
	"diffserv_mode": gives("TCA_CAKE_DIFFSERV_MODE", oneOf(cakeDiffserv)), "diffserv": gives("TCA_CAKE_DIFFSERV_MODE",
		oneOf(cakeDiffserv)),
	"flow_mode": gives("TCA_CAKE_FLOW_MODE", cakeFlow), "atm_mode": gives("TCA_CAKE_ATM", cakeATM),
	"ack_filter": gives("TCA_CAKE_ACK_FILTER", cakeACK), "rtt": gives("TCA_CAKE_RTT", cakeRTT),
	"target": gives("TCA_CAKE_TARGET", microseconds), "autorate": on("TCA_CAKE_AUTORATE"),
	"ingress":  on("TCA_CAKE_INGRESS"),
	"memlimit": gives("TCA_CAKE_MEMORY", Size), "nat": on("TCA_CAKE_NAT"), "wash": on("TCA_CAKE_WASH"),
	"raw": cakeRaw, "split_gso": on("TCA_CAKE_SPLIT_GSO"), "fwmark": gives("TCA_CAKE_FWMARK", count),
	"overhead": gives("TCA_CAKE_OVERHEAD", integer), "mpu": gives("TCA_CAKE_MPU", count),
}, always: func(o *Options) error {
	if o.Has("TCA_CAKE_RTT") && !o.Has("TCA_CAKE_TARGET") { // as tc: a twentieth of the round trip, and 1 µs at least
		if us, ok := o.Attrs[o.index("TCA_CAKE_RTT")].Value.(uint64); ok {
			o.Add("TCA_CAKE_TARGET", max(us/20, 1))
		}
	}
	if o.Has("TCA_CAKE_BASE_RATE64") && !o.Has("TCA_CAKE_AUTORATE") {
		o.Add("TCA_CAKE_AUTORATE", 0)
	}
	return nil
}}

var cakeDiffserv = map[string]int{"diffserv3": 0, "diffserv4": 1, "diffserv8": 2, "besteffort": 3, "precedence": 4}

var cakeFlows = map[string]int{
	"flowblind": 0, "srchost": 1, "dsthost": 2, "hosts": 3, "flows": 4, "dual-srchost": 5, "dual-dsthost": 6,
	"triple-isolate": 7,
}

func cakeFlow(v any) (int, error) {
	if text, ok := v.(string); ok {
		v = strings.ReplaceAll(text, "_", "-")
	}
	return choose(v, cakeFlows)
}

// cakeATM returns what the link is made of: nothing to be counted, cells (true), or "ptm".
func cakeATM(v any) (int, error) {
	return choose(asNumber(v), map[string]int{"noatm": 0, "none": 0, "atm": 1, "ptm": 2})
}

// cakeACK returns which acknowledgements are left out: none, the usual ones (true), or "aggressive".
func cakeACK(v any) (int, error) {
	return choose(asNumber(v), map[string]int{"none": 0, "filter": 1, "aggressive": 2})
}

// asNumber makes a number of a bool.
func asNumber(v any) any {
	switch v {
	case true:
		return 1
	case false:
		return 0
	}
	return v
}

// cakeRaw has sizes of packets be what the kernel says. To the kernel it is the attribute that says so, with any value.
func cakeRaw(o *Options, v any) error {
	raw, err := truth(v)
	if raw {
		o.Add("TCA_CAKE_RAW", 0)
	}
	return err
}

// cakeRate returns a rate; 0 is no limit.
func cakeRate(v any) (uint64, error) {
	if v == "unlimited" {
		return 0, nil
	}
	return Rate(v)
}

// cakeRTTs is the round trip times of places.
var cakeRTTs = map[string]time.Duration{
	"datacentre": 100 * time.Microsecond, "lan": time.Millisecond, "metro": 10 * time.Millisecond,
	"regional": 30 * time.Millisecond, "internet": 100 * time.Millisecond, "oceanic": 300 * time.Millisecond,
	"satellite": time.Second, "interplanetary": time.Hour,
}

func cakeRTT(v any) (uint64, error) {
	if text, ok := v.(string); ok {
		if d, ok := cakeRTTs[strings.ToLower(text)]; ok {
			return uint64(d.Microseconds()), nil
		}
	}
	return microseconds(v)
}
