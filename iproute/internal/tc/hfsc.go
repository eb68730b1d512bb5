package tc

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// hfsc is the queueing discipline. "default" is the minor number of the class of packets that no filter puts anywhere.
var hfsc = &Kind{
	words: map[string]word{"default": minor("defcls"), "defcls": minor("defcls")},
	always: func(o *Options) error {
		o.Default("defcls", 0)
		return nil
	},
}

// minor is a word for a member that is the minor number of a handle.
func minor(member string) word {
	return func(o *Options, v any) error {
		h, err := handle(v)
		o.Set(member, h&0xffff)
		return err
	}
}

// hfscClass is a class, of service curves: rt (rsc), ls (fsc), ul (usc), and sc, which is the first two. A curve is a
// rate, or says m1, d and m2, or umax, dmax and rate.
var hfscClass = &Kind{words: map[string]word{
	"rt": curves("TCA_HFSC_RSC"), "rsc": curves("TCA_HFSC_RSC"), "ls": curves("TCA_HFSC_FSC"),
	"fsc": curves("TCA_HFSC_FSC"),
	"ul":  curves("TCA_HFSC_USC"), "usc": curves("TCA_HFSC_USC"), "sc": curves("TCA_HFSC_RSC", "TCA_HFSC_FSC"),
}}

// curves is a word for service curves.
func curves(attrs ...string) word {
	return func(o *Options, v any) error {
		curve, err := curveOf(v)
		for _, attr := range attrs {
			o.Add(attr, curve)
		}
		return err
	}
}

var curveWords = []string{"m1", "d", "m2", "umax", "dmax", "rate"}

// curveOf returns struct tc_service_curve.
func curveOf(v any) (map[string]any, error) {
	words, ok := fields(v)
	if !ok {
		words = map[string]any{"rate": v}
	}
	for _, name := range slices.Sorted(maps.Keys(words)) {
		if !slices.Contains(curveWords, name) {
			return nil, codec.UnknownName("word of a service curve", name, curveWords)
		}
	}
	s := &said{words: words}
	m1, d, m2 := ask(s, Rate, "m1"), ask(s, microseconds, "d"), ask(s, Rate, "m2", "rate")
	umax, dmax := ask(s, Size, "umax"), ask(s, microseconds, "dmax")
	switch {
	case s.err != nil:
		return nil, s.err
	case m2 == 0:
		return nil, missing("the rate (m2)")
	case s.has("umax") && dmax == 0:
		return nil, errors.New("umax is said without dmax")
	case s.has("umax", "dmax"):
		m1, d = steep(umax, dmax, m2)
	}
	if wide(m1) || wide(m2) {
		return nil, fmt.Errorf("a rate is more than 34.36gbit, which hfsc has no room for")
	}
	return map[string]any{"m1": m1, "d": d, "m2": m2}, nil
}

// steep returns the first part of the curve on which so many octets take so many microseconds at most.
func steep(umax, dmax, rate uint64) (m1, d uint64) {
	if first := math.Ceil(1e6 * float64(umax) / float64(dmax)); first > float64(rate) {
		return uint64(first), dmax
	}
	return 0, uint64(math.Ceil(float64(dmax) - float64(umax)*1e6/float64(rate)))
}
