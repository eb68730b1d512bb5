package fake

import "github.com/nlkit/nlkit/codec"

// limit is how many octets an attribute has; a max of 0 is none. A string may end in a NUL besides them.
type limit struct{ min, max int }

// policy is what the kernel demands of attributes that have no number in them (struct nla_policy).
var policy = map[string]limit{
	"IFLA_IFNAME": {1, 15}, "IFLA_ALT_IFNAME": {1, 127}, "IFLA_IFALIAS": {0, 255}, "IFLA_MAP": {28, 0},
	"IFLA_ADDRESS": {0, 32}, "IFLA_BROADCAST": {0, 32},
	"IFA_LABEL": {1, 15}, "IFA_CACHEINFO": {16, 0},
	"RTA_MULTIPATH": {8, 0},
	"FRA_IIFNAME":   {1, 15}, "FRA_OIFNAME": {1, 15}, "FRA_UID_RANGE": {8, 0},
	"FRA_SPORT_RANGE": {4, 0}, "FRA_DPORT_RANGE": {4, 0},
	"NDA_DST": {0, 32}, "NDA_LLADDR": {0, 32}, "NDA_CACHEINFO": {16, 0},
}

// addresses are the attributes that hold an address of the family of the request, and need its length.
var addresses = map[uint8]map[string]bool{
	afInet: {
		"IFA_LOCAL": true, "IFA_ADDRESS": true, "IFA_BROADCAST": true,
		"RTA_DST": true, "RTA_SRC": true, "RTA_GATEWAY": true, "RTA_PREFSRC": true,
	},
	afInet6: {"IFA_LOCAL": true, "IFA_ADDRESS": true, "RTA_GATEWAY": true, "RTA_PREFSRC": true},
}

// sizes is how many octets the payload of a number has at least.
var sizes = map[codec.Kind]int{
	codec.Bool: 1, codec.U8: 1, codec.U16: 2, codec.BE16: 2, codec.U32: 4, codec.S32: 4, codec.U64: 8, codec.BE64: 8,
}

// checkAttr sees that an attribute is as long as it has to be.
func checkAttr(a codec.Attr, set *codec.Set, family uint8) error {
	if int(a.Type()) >= len(set.Attrs) || !a.Known() {
		return nil
	}
	kind, octets := set.Attrs[a.Type()].Kind, a.Payload()
	want, ok := policy[a.Name()]
	switch {
	case ok && kind == codec.String && len(octets) > 0 && octets[len(octets)-1] == 0:
		octets = octets[:len(octets)-1]
		want.min = 0
	case addresses[family][a.Name()]:
		want.min = bitsOf(family) / 8
	case kind == codec.Nest && !ok && len(octets) > 0: // an empty one is taken for nothing
		want.min = attrHeader
	case !ok:
		want.min = sizes[kind]
	}
	if len(octets) < want.min || want.max > 0 && len(octets) > want.max {
		return refuseAt(erange, errPolicy, a)
	}
	return nil
}

const errPolicy = "Attribute failed policy validation"

const attrHeader = 4 // octets of a struct nlattr
