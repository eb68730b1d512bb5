package fake

import (
	"net/netip"

	"github.com/nlkit/nlkit/codec"
)

// Address families.
const (
	afUnspec = 0
	afInet   = 2
	afBridge = 7
	afInet6  = 10
)

// families are those that have addresses, routes, rules and neighbours, in the order of dumps.
var families = []uint8{afInet, afInet6}

// family is the first octet after the header, whatever the type.
func (r *request) family() uint8 {
	if len(r.raw) <= codec.HeaderLen {
		return afUnspec
	}
	return r.raw[codec.HeaderLen]
}

// wants reports whether a request for a dump is about a family: one that has none of its own is about all.
func (r *request) wants(family uint8) bool { return bitsOf(r.family()) == 0 || r.family() == family }

func familyOf(a netip.Addr) uint8 {
	if a.Is4() {
		return afInet
	}
	return afInet6
}

// bitsOf is how long the addresses of a family are, 0 if there is no such family.
func bitsOf(family uint8) int { return map[uint8]int{afInet: 32, afInet6: 128}[family] }

// unspecified is the address of a family that is all zeros.
func unspecified(family uint8) netip.Addr {
	if family == afInet {
		return netip.IPv4Unspecified()
	}
	return netip.IPv6Unspecified()
}

// ipWord is what texts about a family begin with. IPv4 is the first of which one speaks that is asked about all.
func ipWord(family uint8) string {
	if family == afInet6 {
		return "ipv6: "
	}
	return "ipv4: "
}
