package fake

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// iffSettable is the flags of a link that a request can set.
const iffSettable = linux.IFF_UP | linux.IFF_DEBUG | linux.IFF_NOTRAILERS | linux.IFF_NOARP | linux.IFF_PROMISC |
	linux.IFF_ALLMULTI | linux.IFF_MULTICAST | linux.IFF_PORTSEL | linux.IFF_AUTOMEDIA | linux.IFF_DYNAMIC

// kind is what links of a kind have in common.
type kind struct {
	name         string
	flags        uint32
	queue        uint32 // IFLA_TXQLEN
	mtu          uint32
	min, max     uint32 // of the MTU; 0: no limit
	noLLAddr     bool   // IFLA_ADDRESS is not made up
	master       bool   // other links can be put into it
	lower        bool   // stands on another link, IFLA_LINK
	fixedAddress bool   // the hardware address cannot change
	refused      string // why rtnetlink cannot make one
	// make looks after what is special; it may refuse. The link has no index yet.
	make func(k *Kernel, r *request, l *Link) error
	// validate looks at what a request says, before it is known of which link; nil: validateEther.
	validate func(in codec.Attr) error
	early    bool // it is told of before its flags are set
	// change does what IFLA_INFO_DATA says of a link that is there; nil: that cannot be changed.
	change func(r *request, l *Link) error
}

const loopback = ""

const etherFlags = linux.IFF_BROADCAST | linux.IFF_MULTICAST

var kinds = map[string]*kind{}

func init() {
	const refusedTun = "tun/tap creation via rtnetlink is not supported."
	for _, k := range []*kind{
		{name: loopback, flags: linux.IFF_LOOPBACK, queue: 1000, mtu: 65536, noLLAddr: true},
		{name: "dummy", flags: linux.IFF_BROADCAST | linux.IFF_NOARP, queue: 1000, mtu: 1500},
		{name: "ifb", flags: linux.IFF_BROADCAST | linux.IFF_NOARP, queue: 32, mtu: 1500, fixedAddress: true},
		{name: "veth", flags: etherFlags, queue: 1000, mtu: 1500, min: 68, max: 65535, validate: validateVeth},
		{name: "bridge", flags: etherFlags, queue: 1000, mtu: 1500, min: 68, max: 65535, master: true, change: changeNothing},
		{name: "bond", flags: etherFlags | linux.IFF_MASTER, queue: 1000, mtu: 1500, min: 68, max: 65535, master: true,
			change: changeNothing},
		{name: "vrf", flags: linux.IFF_NOARP | linux.IFF_MASTER, queue: 1000, mtu: 65575, min: 1280, max: 65575, master: true,
			make: makeVRF},
		{name: "vlan", flags: etherFlags, queue: 1000, mtu: 1500, max: 65535, lower: true, change: changeNothing,
			make: makeVLAN},
		{name: "macvlan", flags: etherFlags, queue: 1000, mtu: 1500, min: 68, max: 65535,
			lower: true, change: changeMacvlan, make: makeMacvlan},
		{name: "vxlan", flags: etherFlags, queue: 1000, mtu: 1500, min: 68, max: 65535, change: changeVXLAN,
			make: makeVXLAN, validate: validateVXLAN, early: true},
		{name: "tun", refused: refusedTun},
		{name: "openvswitch", flags: etherFlags, queue: 1000, mtu: 1500, make: refuseMaking},
	} {
		kinds[k.name] = k
	}
}

// refuseMaking leaves links of a kind to AddLink, as the kernel leaves them to generic netlink.
func refuseMaking(*Kernel, *request, *Link) error { return refuse(eopnotsupp) }

func makeVRF(k *Kernel, r *request, l *Link) error {
	a, ok := r.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VRF_TABLE")
	if !ok {
		return refuseText(einval, "VRF table id is missing")
	}
	if l.Table, _ = r.number("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VRF_TABLE"); l.Table == 0 {
		return refuseAt(einval, "Invalid VRF table id", a)
	}
	if !slices.ContainsFunc(k.rules, func(u *Rule) bool { return u.L3MDev }) {
		for _, family := range families {
			u := &Rule{Family: family, Priority: 1000, Action: ruleToTable, L3MDev: true, Protocol: protoKernel,
				suppress: -1}
			k.insertRule(u)
			k.tellRule("RTM_NEWRULE", u, cause{})
		}
	}
	return nil
}

func makeVLAN(k *Kernel, r *request, l *Link) error {
	a, ok := r.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VLAN_ID")
	if !ok {
		if _, ok := r.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA"); !ok {
			return refuseText(einval, "8021q: VLAN properties not specified")
		}
		return refuseText(einval, "8021q: VLAN id not specified")
	}
	id, _ := a.Uint()
	if id >= 4096 {
		return refuseText(erange, "8021q: Invalid VLAN id")
	}
	lower, err := k.lowerOf(r, "8021q: link not specified", "8021q: link does not exist")
	if err != nil {
		return err
	}
	for _, other := range k.links {
		if other.Kind == "vlan" && other.Parent == lower.Index && other.VLAN == uint16(id) {
			return refuseText(eexist, "8021q: VLAN device already exists")
		}
	}
	l.VLAN, l.Parent = uint16(id), lower.Index
	l.admin = lower.admin &^ (linux.IFF_UP | linux.IFF_PROMISC | linux.IFF_ALLMULTI | linux.IFF_MASTER)
	return l.inherit(r, lower)
}

func makeMacvlan(k *Kernel, r *request, l *Link) error {
	lower, err := k.lowerOf(r, "", "")
	if err != nil {
		return err
	}
	const vepa = 2 // MACVLAN_MODE_VEPA
	l.Mode = r.numberOr(vepa, "IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_MACVLAN_MODE")
	switch master := k.link(lower.Master); {
	case lower.Kind == loopback:
		return refuse(einval)
	case master != nil && master.Kind == "bridge":
		return refuse(ebusy)
	}
	l.Parent = lower.Index
	return l.inherit(r, lower)
}

// lowerOf returns the link that IFLA_LINK names.
func (k *Kernel) lowerOf(r *request, missing, unknown string) (*Link, error) {
	index, ok := r.number("IFLA_LINK")
	if !ok {
		return nil, refuseText(einval, missing)
	}
	lower := k.link(int(index))
	if lower == nil {
		return nil, refuseText(enodev, unknown)
	}
	return lower, nil
}

// inherit has a link take over what it has from the one below.
func (l *Link) inherit(r *request, lower *Link) error {
	if mtu, ok := r.number("IFLA_MTU"); !ok {
		l.MTU = lower.MTU
	} else if mtu > lower.MTU {
		return refuse(einval)
	}
	l.carrier = lower.carrier
	return nil
}

// changeNothing is for kinds of whose IFLA_INFO_DATA the fake keeps nothing that can change.
func changeNothing(*request, *Link) error { return nil }

func changeMacvlan(r *request, l *Link) error {
	l.Mode = r.numberOr(l.Mode, "IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_MACVLAN_MODE")
	return nil
}

func changeVXLAN(r *request, l *Link) error {
	if r.numberOr(l.VNI, "IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VXLAN_ID") != l.VNI {
		return refuseText(eopnotsupp, "Cannot change VNI")
	}
	return nil
}

// validateVXLAN looks at what a request says of a vxlan.
func validateVXLAN(in codec.Attr) error {
	if a, ok := in.Attr("IFLA_ADDRESS"); ok {
		if len(a.Payload()) != 6 {
			return refuseAt(einval, "Provided link layer address is not Ethernet", a)
		}
		if !validAddress(a.Payload()) {
			return refuseAt(eaddrnotavail, "Provided Ethernet address is not unicast", a)
		}
	}
	if a, ok := in.Attr("IFLA_MTU"); ok {
		if mtu, _ := a.Uint(); mtu < 68 || mtu > 65535 {
			return refuseAt(einval, "MTU must be between 68 and 65535", a)
		}
	}
	if _, ok := in.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA"); !ok {
		return refuseText(einval, "Required attributes not provided to perform the operation")
	}
	if a, ok := in.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VXLAN_ID"); ok {
		if id, _ := a.Uint(); id >= 1<<24 {
			return refuseAt(erange, "VXLAN ID must be lower than 16777216", a)
		}
	}
	return nil
}

func makeVXLAN(k *Kernel, r *request, l *Link) error {
	l.VNI = r.numberOr(0, "IFLA_LINKINFO", "IFLA_INFO_DATA", "IFLA_VXLAN_ID")
	for _, other := range k.links {
		if other.Kind == "vxlan" && other.VNI == l.VNI {
			return refuseText(eexist, "A VXLAN device with the specified VNI already exists")
		}
	}
	return nil
}
