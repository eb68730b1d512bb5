package iproute

import (
	"fmt"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// sayLifetime returns the word for how long an address is preferred, or valid.
func sayLifetime(member string) func(*values, any) error {
	return func(v *values, value any) error {
		switch x := value.(type) {
		case string:
			if x == "forever" || x == "infinity" {
				value = Forever
			}
		case time.Duration:
			if x < 0 || x > Forever {
				return fmt.Errorf("want a time from 0 to iproute.Forever, got %v", x)
			}
		}
		said, _ := v.get("IFA_CACHEINFO")
		info, ok := said.(map[string]any)
		if !ok {
			if said != nil {
				return fmt.Errorf("want no IFA_CACHEINFO beside it, got %s", codec.Describe(said))
			}
			info = map[string]any{}
		}
		info[member] = value
		v.replace(info, "IFA_CACHEINFO")
		return nil
	}
}

// finishLifetimes says how long an address is valid and preferred where only one of the two was said: forever, or no
// longer preferred than valid.
func finishLifetimes(v *values) {
	said, _ := v.get("IFA_CACHEINFO")
	info, ok := said.(map[string]any)
	if !ok {
		return
	}
	if _, ok := info["ifa_valid"]; !ok {
		info["ifa_valid"] = Forever
	}
	if _, ok := info["ifa_prefered"]; !ok {
		info["ifa_prefered"] = info["ifa_valid"]
	}
}
