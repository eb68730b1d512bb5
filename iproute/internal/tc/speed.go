package tc

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// rateWords is the words that say rates, alone or in a service curve.
var rateWords = []string{
	"rate", "ceil", "peakrate", "peak", "bandwidth", "bandwith", "maxrate", "defrate", "low_rate_threshold",
	"rt", "rsc", "ls", "fsc", "ul", "usc", "sc", "m1", "m2",
}

// isPart reports whether a word says a rate that is a part of the link's speed, "2.5%".
func isPart(name string, v any) bool {
	if !slices.Contains(rateWords, name) {
		return false
	}
	text, _ := v.(string)
	curve, _ := fields(v)
	for name, v := range curve {
		if isPart(name, v) {
			return true
		}
	}
	return strings.HasSuffix(text, "%")
}

// sayParts says what was said in parts of the link's speed, as tc does.
func (o *Options) sayParts() error {
	if len(o.parts) == 0 {
		return nil
	}
	if o.Speed == nil {
		return errors.New("a part of a link's speed is no rate of an action: say one as 100mbit")
	}
	speed, err := o.Speed()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(o.parts)) {
		rate, err := ofSpeed(o.parts[name], speed)
		if err != nil {
			return about(name, err)
		}
		if _, err := o.Say(name, rate); err != nil {
			return err
		}
	}
	clear(o.parts)
	return nil
}

// ofSpeed returns a value with rates, octets a second, in the place of parts of a speed, bits a second.
func ofSpeed(v any, speed uint64) (any, error) {
	if curve, ok := fields(v); ok {
		rates := maps.Clone(curve)
		for name := range rates {
			if !isPart(name, rates[name]) {
				continue
			}
			rate, err := ofSpeed(rates[name], speed)
			if err != nil {
				return nil, about(name, err)
			}
			rates[name] = rate
		}
		return rates, nil
	}
	part, err := Percent(v)
	return uint64(part / 100 * float64(speed) / 8), err
}
