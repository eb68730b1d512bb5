package iproute

import (
	"fmt"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// finishRoute says of a route what goes without saying.
func finishRoute(v *values) error {
	v.setDefault("rtm_family", v.guessFamily())
	family := v.family("rtm_family")
	v.finishHops(family)
	if err := v.finishTable("RTA_TABLE", "rtm_table"); err != nil {
		return err
	}
	if family == linux.AF_MPLS {
		v.finishLabelled()
		return nil
	}
	v.finishMetrics()
	switch {
	case v.command.makes:
		v.setDefault("rtm_type", uint8(typeUnicast))
		v.setDefault("rtm_table", v.tableOfType())
		v.setDefault("rtm_protocol", uint8(protStatic))
		v.setDefault("rtm_scope", scopeOf(v, family))
	case v.command.typ == "RTM_DELROUTE":
		v.setDefault("rtm_table", v.tableOfType())
		v.setDefault("rtm_scope", uint8(scopeNowhere)) // of any
	case v.command.flags == 0: // one is asked for: in which table it is, is told only then
		v.setDefault("rtm_flags", uint32(lookupTable))
	}
	return nil
}

// finishMetrics locks the shortest time until TCP sends again: the kernel heeds no other.
func (v *values) finishMetrics() {
	if !v.has("RTA_METRICS", "RTAX_RTO_MIN") {
		return
	}
	locked, _ := v.get("RTA_METRICS", "RTAX_LOCK")
	if locked == nil {
		locked = 0
	}
	bits, err := bitsOf(metricsObject().enumOf("RTAX_LOCK"), locked)
	if err == nil { // what is wrong with it is told where it is encoded
		v.replace(bits|1<<rtaxRTOMin, "RTA_METRICS", "RTAX_LOCK")
	}
}

// finishLabelled says of a route of MPLS what the kernel wants: its labels, of which there is one, have 20 bits.
func (v *values) finishLabelled() {
	if v.has("RTA_DST") {
		v.setDefault("rtm_dst_len", 20)
	}
	if v.command.typ == "RTM_GETROUTE" {
		return
	}
	v.setDefault("rtm_table", uint8(tableMain))
	v.setDefault("rtm_type", uint8(typeUnicast))
	if v.command.makes {
		v.setDefault("rtm_protocol", uint8(protStatic))
	}
}

// finishHops puts gateways of another family than the route where these stand.
func (v *values) finishHops(family uint64) {
	v.finishGateway(family)
	hops, _ := v.get("RTA_MULTIPATH")
	records, _ := hops.([]codec.Nested)
	for i := range records {
		hop := &values{of: hopObject(), attrs: records[i].Attrs}
		hop.finishGateway(family)
		records[i].Attrs = hop.nest()
	}
}

// finishGateway makes RTA_VIA of a gateway of another family, and of any in a route of MPLS.
func (v *values) finishGateway(family uint64) {
	gateway := addrAt(v, "RTA_GATEWAY")
	if !gateway.IsValid() || uint64(familyOf(gateway)) == family {
		return
	}
	v.del("RTA_GATEWAY")
	v.replace(map[string]any{"rtvia_family": familyOf(gateway), "rtvia_addr": gateway}, "RTA_VIA")
}

// guessFamily returns the family of a route by the first address there is, that of IPv4 if there is none.
func (v *values) guessFamily() uint8 {
	if dst, _ := v.get("RTA_DST"); dst != nil && areLabels(dst) || v.has("RTA_NEWDST") {
		return linux.AF_MPLS
	}
	for _, attr := range []string{"RTA_DST", "RTA_SRC", "RTA_GATEWAY", "RTA_PREFSRC"} {
		if a := addrAt(v, attr); a.IsValid() {
			return familyOf(a)
		}
	}
	hops, _ := v.get("RTA_MULTIPATH")
	records, _ := hops.([]codec.Nested)
	for i := range records {
		if a := addrAt(&values{attrs: records[i].Attrs}, "RTA_GATEWAY"); a.IsValid() {
			return familyOf(a)
		}
	}
	return linux.AF_INET
}

// tableOfType returns the table for routes of a type, as ip-route(8) says it.
func (v *values) tableOfType() uint8 {
	switch kind, _ := v.number("rtm_type", v.fixed["rtm_type"]); kind {
	case typeLocal, typeBroadcast, typeAnycast, typeNAT:
		return tableLocal
	}
	return tableMain
}

// scopeOf returns how far the destination of a route is, as ip-route(8) says it.
func scopeOf(v *values, family uint64) uint8 {
	if family != linux.AF_INET {
		return scopeUniverse
	}
	switch kind, _ := v.number("rtm_type", v.fixed["rtm_type"]); kind {
	case typeLocal, typeNAT:
		return scopeHost
	case typeBroadcast, typeMulticast, typeAnycast:
		return scopeLink
	case typeUnicast:
		if !v.has("RTA_GATEWAY") && !v.has("RTA_VIA") && !v.has("RTA_MULTIPATH") && !v.has("RTA_NH_ID") {
			return scopeLink
		}
	}
	return scopeUniverse
}

// family returns the family that a member of the header says, 0 if it says none.
func (v *values) family(member string) uint64 {
	family, _ := v.number(member, v.fixed[member])
	return family
}

// finishTable puts a table into the header where that has room for it: its number is one of 8 bits there.
func (v *values) finishTable(attr, member string) error {
	value, ok := v.get(attr)
	if !ok {
		return nil
	}
	table, err := v.number(member, value)
	if err != nil {
		return fmt.Errorf("table: %w", err)
	}
	if table < 256 {
		v.del(attr)
		v.set(member, uint8(table))
		return nil
	}
	v.replace(table, attr)
	v.set(member, uint8(tableUnspec))
	return nil
}

// number returns the number that a value of a member of the header is, by whatever name; 0 if there is none.
func (v *values) number(member string, value any) (uint64, error) {
	if value == nil {
		return 0, nil
	}
	if n, ok := integer(value); ok {
		return uint64(n), nil
	}
	m, _, _ := v.of.message().Header.Lookup(member)
	named, err := v.ip.names.named(member, m.Enum, value)
	if err != nil {
		return 0, err
	}
	if n, ok := integer(named); ok {
		return uint64(n), nil
	}
	text, _ := named.(string)
	return m.Enum.Parse(text)
}

// matchRoute makes what a filter says as the kernel tells of routes: their table is always in RTA_TABLE.
func matchRoute(v *values) error {
	if table, ok := v.get("RTA_TABLE"); ok {
		number, err := v.number("rtm_table", table)
		v.replace(number, "RTA_TABLE")
		if err != nil {
			return fmt.Errorf("table: %w", err)
		}
	}
	if gateway := addrAt(v, "RTA_GATEWAY"); gateway.IsValid() {
		v.setDefault("rtm_family", familyOf(gateway))
	}
	if family := v.family("rtm_family"); family != 0 {
		v.finishHops(family)
	}
	return nil
}

// oneRoute asks for the route that a packet to an address would take, if a filter says no length of it.
func oneRoute(v *values, r *codec.Request) bool {
	if !v.lookup {
		return false
	}
	r.Fixed["rtm_family"], r.Fixed["rtm_dst_len"] = v.fixed["rtm_family"], v.fixed["rtm_dst_len"]
	r.Fixed["rtm_flags"] = uint32(lookupTable)
	for _, attr := range []string{"RTA_DST", "RTA_IIF", "RTA_OIF"} {
		if value, ok := v.get(attr); ok {
			r.Attrs = append(r.Attrs, codec.A{Name: attr, Value: value})
		}
	}
	return true
}
