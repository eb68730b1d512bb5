package iproute

import (
	"fmt"

	"github.com/nlkit/nlkit/codec"
)

// hopObject is the next hops of a route of several. Words of theirs that are no attributes: oif, dev, weight, which is
// one more than the hops of the header, gateway, via and encap as of routes.
var hopObject = partAt("next hop", "RTM_NEWROUTE", "RTA_MULTIPATH", map[string]func(*values, any) error{
	"oif":     sayHopLink,
	"dev":     sayHopLink,
	"weight":  sayWeight,
	"gateway": sayGateway,
	"via":     sayGateway,
	"newdst":  sayLabels("RTA_NEWDST"),
	"realms":  renamed("RTA_FLOW"),
	"encap":   sayEncap("RTA_ENCAP_TYPE", "RTA_ENCAP"),
})

func sayHopLink(v *values, value any) error {
	v.set("rtnh_ifindex", value)
	return nil
}

// sayWeight says how often a hop is taken: 1 to 256.
func sayWeight(v *values, value any) error {
	weight, ok := integer(value)
	if !ok || weight < 1 || weight > 256 {
		return fmt.Errorf("want a weight from 1 to 256, got %v", value)
	}
	v.set("rtnh_hops", uint8(weight-1))
	return nil
}

// sayMultipath says next hops: a list of Args, or []NextHopRoute.
func sayMultipath(v *values, value any) error {
	if hops, ok := value.([]NextHopRoute); ok {
		v.del("RTA_MULTIPATH")
		giveFramed(v, "RTA_MULTIPATH", hops)
		return nil
	}
	var records []codec.Nested
	for i, x := range severalOf(value) {
		hop, err := v.part(hopObject(), x)
		if err != nil {
			return fmt.Errorf("%d: %w", i, err)
		}
		records = append(records, codec.Nested{Fixed: hop.fixed, Attrs: hop.attrs})
	}
	v.replace(records, "RTA_MULTIPATH")
	return nil
}
