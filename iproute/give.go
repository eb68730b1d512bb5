package iproute

import (
	"net"
	"net/netip"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// The functions here give what the fields of generated specs hold, where they hold something, to what is being made: by
// C name, as values that codec.Encoder takes and Args hold, too.

// taker is what takes values by name: attributes, the header before them, or a C struct.
type taker interface{ give(name string, value any) }

func (v *values) give(name string, value any) { v.add(name, value) }

// head is the members of the fixed struct before attributes.
type head struct{ *values }

func (h head) give(name string, value any) { h.set(name, value) }

// members is the members of a C struct.
type members map[string]any

func (m members) give(name string, value any) { m[name] = value }

// partOf is the parts of a number that a struct holds.
type partOf struct {
	of interface {
		taker
		given(name string) any
	}
	member string
}

func (h head) given(name string) any { return h.fixed[name] }

func (m members) given(name string) any { return m[name] }

func (p partOf) give(name string, value any) {
	parts, ok := p.of.given(p.member).(map[string]any)
	if !ok {
		parts = map[string]any{}
		p.of.give(p.member, parts)
	}
	parts[name] = value
}

type integral interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64
}

// unnamed is an integral without its name.
func unnamed[T integral](v T) any {
	if v < 0 {
		return int64(v)
	}
	return uint64(v)
}

func giveOpt[T any](t taker, name string, o Opt[T]) {
	if o.set {
		t.give(name, o.value)
	}
}

func giveNamed[T integral](t taker, name string, o Opt[T]) {
	if o.set {
		t.give(name, unnamed(o.value))
	}
}

func giveNumber[T integral](t taker, name string, v T) {
	if v != 0 {
		t.give(name, unnamed(v))
	}
}

func giveSpan(t taker, name string, d time.Duration) {
	if d != 0 {
		t.give(name, d)
	}
}

func giveShare(t taker, name string, o Opt[Percent]) {
	if o.set {
		t.give(name, o.value.share())
	}
}

func giveShareIn(t taker, name string, p Percent) { giveNumber(t, name, p.share()) }

func giveFlag(t taker, name string, on bool) {
	if on {
		t.give(name, true)
	}
}

func giveText(t taker, name, text string) {
	if text != "" {
		t.give(name, text)
	}
}

func giveLink(t taker, name string, link LinkRef) {
	if link != "" {
		t.give(name, link.value())
	}
}

func giveAddr(t taker, name string, a netip.Addr) {
	if a.IsValid() {
		t.give(name, a)
	}
}

// givePrefix gives an address, and to the header the family and how long the network is.
func givePrefix(v *values, name, length, family string, p netip.Prefix) {
	if p.IsValid() {
		v.fail(name, v.sayPrefix(name, length, family, p))
	}
}

// giveOwn gives the address of a link, and to the header how long its network is.
func giveOwn(v *values, p netip.Prefix) {
	if p.IsValid() {
		v.fail("IFA_LOCAL", sayAddr(v, "IFA_LOCAL", p))
	}
}

func giveLladdr(t taker, name string, a net.HardwareAddr) {
	if len(a) > 0 {
		t.give(name, a)
	}
}

func giveOctets(t taker, name string, b []byte) {
	if len(b) > 0 {
		t.give(name, b)
	}
}

func giveLabelStack(t taker, name string, labels []int) {
	if len(labels) > 0 {
		t.give(name, labels)
	}
}

func giveBits[T ~uint32](t taker, name string, o Opt[Bitfield[T]]) {
	if o.set {
		t.give(name, map[string]any{"value": uint32(o.value.Value), "selector": uint32(o.value.Selector)})
	}
}

// giveVia gives struct rtvia: a gateway that may be of another family than the route.
func giveVia(t taker, a netip.Addr) {
	if !a.IsValid() {
		return
	}
	family := AF_INET
	if a.Is6() {
		family = AF_INET6
	}
	t.give("RTA_VIA", map[string]any{"rtvia_family": unnamed(family), "rtvia_addr": a})
}

// giveUp gives whether a link is up, beside the other flags.
func giveUp(v *values, up Opt[bool]) {
	if up.set {
		sayFlag(v, uint64(IFF_UP), up.value)
	}
}

// giveKind gives a kind, and what it has.
func giveKind(v *values, kindName, dataName string, kind, data any) {
	if kind == nil {
		return
	}
	v.add(kindName, kind)
	if list, ok := data.([]codec.A); data != nil && (!ok || len(list) > 0) {
		v.add(dataName, data)
	}
}

// giveLinkInfo gives the kind of a link, and what it is as a port of another.
func giveLinkInfo(v *values, kind LinkKind, port Port) {
	var info values
	if kind != nil {
		name, data := kind.linkKind()
		giveKind(&info, "IFLA_INFO_KIND", "IFLA_INFO_DATA", name, data)
	}
	if port != nil {
		name, data := port.port()
		giveKind(&info, "IFLA_INFO_SLAVE_KIND", "IFLA_INFO_SLAVE_DATA", name, data)
	}
	if info.attrs != nil {
		v.add("IFLA_LINKINFO", info.attrs)
	}
}
