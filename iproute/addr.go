package iproute

import (
	"context"
	"iter"
	"net/netip"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// addrObject is addresses of links. Words of theirs that are no attributes: dev, address with a length ("10.0.0.1/24"),
// prefixlen, mask, local, peer, metric, broadcast, which may be true: the last address of the network; and preferred and
// valid, how long: a time.Duration, seconds, or "forever".
var addrObject *object

func init() {
	addrObject = &object{
		name: "addr", typ: "RTM_NEWADDR", commands: commandsOf("ADDR"),
		words: map[string]func(*values, any) error{
			"dev":           setWord("ifa_index"),
			"flags":         renamed("IFA_FLAGS"),
			"mask":          func(v *values, value any) error { return v.sayLength("ifa_prefixlen", value) },
			"prefixlen":     func(v *values, value any) error { return v.sayLength("ifa_prefixlen", value) },
			"address":       func(v *values, value any) error { return sayAddr(v, "IFA_ADDRESS", value) },
			"local":         func(v *values, value any) error { return sayAddr(v, "IFA_LOCAL", value) },
			"peer":          sayPeerAddr,
			"metric":        renamed("IFA_RT_PRIORITY"),
			"preferred":     sayLifetime("ifa_prefered"),
			"preferred_lft": sayLifetime("ifa_prefered"),
			"valid":         sayLifetime("ifa_valid"),
			"valid_lft":     sayLifetime("ifa_valid"),
		},
		paths: map[string][]string{
			"address": {"IFA_ADDRESS"}, "local": {"IFA_LOCAL"}, "peer": {"IFA_ADDRESS"}, "flags": {"IFA_FLAGS"},
			"metric": {"IFA_RT_PRIORITY"},
		},
		finish: finishAddr,
		match:  matchAddr,
		strict: []string{".ifa_family", ".ifa_index"},
	}
}

// Addr carries out a command on an address: "add", "replace", "change", "del" or "get"; "dump" lists them, "flush"
// removes all that match.
//
//	ip.Addr(ctx, "add", iproute.Args{"index": 3, "address": "10.0.0.1/24", "broadcast": true})
//	ip.Addr(ctx, "add", iproute.Args{"dev": "eth0", "address": "2001:db8::1/64", "valid": time.Hour, "flags": "nodad"})
//	ip.Addr(ctx, "add", iproute.Args{"dev": "tun0", "local": "10.1.1.1", "peer": "10.1.1.2"})
//
// What is not said: the family is that of the address, the length that of a single address; what is deleted may have
// any length.
func (ip *IPRoute) Addr(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	switch strings.ToLower(command) {
	case "flush":
		return nil, ip.FlushAddr(ctx, spec...)
	case "get": // the kernel has it for IPv6 only
		found, err := ip.all(ctx, addrObject, spec)
		if err == nil && len(found) == 0 {
			err = &Error{Call: "addr get", Err: ErrNotFound}
		}
		return found, err
	}
	return ip.do(ctx, addrObject, command, spec...)
}

// sayAddr says an address, and of one with a length how long the prefix is.
func sayAddr(v *values, attr string, value any) error {
	prefix, err := parsePrefix(value)
	if err != nil {
		return err
	}
	v.replace(prefix.Addr(), attr)
	if hasLength(value) {
		v.set("ifa_prefixlen", prefix.Bits())
	}
	return nil
}

// sayPeerAddr says the address of the other end of a link, whose length is that of the prefix. The address that was said
// before is the local one.
func sayPeerAddr(v *values, value any) error {
	prefix, err := parsePrefix(value)
	if local, ok := v.del("IFA_ADDRESS"); ok && !v.has("IFA_LOCAL") {
		v.add("IFA_LOCAL", local)
	}
	v.replace(prefix.Addr(), "IFA_ADDRESS")
	v.set("ifa_prefixlen", prefix.Bits())
	return err
}

// finishAddr says of an address what goes without saying: the family, the length, the local address of IPv4, how long
// it lasts, and the broadcast address that is asked for.
func finishAddr(v *values) error {
	finishLifetimes(v)
	local, peer := addrAt(v, "IFA_LOCAL"), addrAt(v, "IFA_ADDRESS")
	address := local
	if !address.IsValid() {
		address = peer
	}
	if !address.IsValid() {
		return nil
	}
	v.setDefault("ifa_family", familyOf(address))
	switch {
	case address.Is4() && !local.IsValid():
		v.replace(address, "IFA_LOCAL")
	case address.Is6() && (!peer.IsValid() || peer == local): // IFA_LOCAL stands beside that of a peer
		v.del("IFA_LOCAL")
		v.replace(address, "IFA_ADDRESS")
		peer = address
	}
	if v.command.typ == "RTM_DELADDR" && v.fixed["ifa_prefixlen"] == nil {
		return v.finishAnyLength(address, peer)
	}
	v.setDefault("ifa_prefixlen", address.BitLen())
	if !peer.IsValid() {
		v.replace(address, "IFA_ADDRESS")
	}
	if v.command.makes && address.Is4() && address.IsLoopback() {
		v.setDefault("ifa_scope", uint8(scopeHost))
	}
	return finishBroadcast(v, address)
}

// finishAnyLength has an address removed whose length is not said. The kernel does it for IPv4 if only the local address
// is told; that of IPv6 is asked for.
func (v *values) finishAnyLength(address, peer netip.Addr) error {
	if address.Is4() {
		if peer == address {
			v.del("IFA_ADDRESS")
		}
		return nil
	}
	same := Args{"index": orZero(v.fixed["ifa_index"]), "address": address}
	for m, err := range v.ip.dump(v.ctx, addrObject, []Spec{same}) {
		if err != nil {
			return err
		}
		length, _ := m.Field("ifa_prefixlen")
		v.set("ifa_prefixlen", uint8(length))
		return nil
	}
	v.setDefault("ifa_prefixlen", address.BitLen())
	return nil
}

// finishBroadcast puts the broadcast address in the place of true, or "+".
func finishBroadcast(v *values, address netip.Addr) error {
	switch value, _ := v.get("IFA_BROADCAST"); value {
	case true, "+":
		length, err := prefixLength(v.fixed["ifa_prefixlen"])
		if err != nil {
			return err
		}
		v.replace(lastOf(netip.PrefixFrom(address, length)), "IFA_BROADCAST")
	case false:
		v.del("IFA_BROADCAST")
	}
	return nil
}

// matchAddr makes what a filter says as the kernel tells of addresses: the local one of IPv6 is told only where there is
// a peer.
func matchAddr(v *values) error {
	for _, attr := range []string{"IFA_LOCAL", "IFA_ADDRESS"} {
		if a := addrAt(v, attr); a.IsValid() {
			v.setDefault("ifa_family", familyOf(a))
		}
	}
	local := addrAt(v, "IFA_LOCAL")
	if !local.IsValid() {
		return nil
	}
	v.del("IFA_LOCAL")
	v.likes = append(v.likes, func(m *codec.Message) bool {
		a, ok := m.Attr("IFA_LOCAL")
		if !ok {
			a, ok = m.Attr("IFA_ADDRESS")
		}
		return ok && a.Addr() == local
	})
	return nil
}

// GetAddr lists addresses: of IPv4 and IPv6, unless a filter says one family.
//
//	for a, err := range ip.GetAddr(ctx, iproute.LinkRef("eth0")) { … a.Prefix() … }
func (ip *IPRoute) GetAddr(ctx context.Context, filters ...Spec) iter.Seq2[AddrView, error] {
	return views[AddrView](ip.dump(ctx, addrObject, filters))
}

// AddAddr gives a link an address, with the length of its network: a text, or a netip.Prefix.
//
//	ip.AddAddr(ctx, "eth0", "10.0.0.1/24")
func (ip *IPRoute) AddAddr(ctx context.Context, link LinkRef, address any, more ...Spec) error {
	return ip.addr(ctx, "add", link, address, more)
}

// ReplaceAddr gives a link an address, or changes what more is said of the one that it has.
func (ip *IPRoute) ReplaceAddr(ctx context.Context, link LinkRef, address any, more ...Spec) error {
	return ip.addr(ctx, "replace", link, address, more)
}

// DelAddr takes an address from a link: of any length if none is said.
func (ip *IPRoute) DelAddr(ctx context.Context, link LinkRef, address any, more ...Spec) error {
	return ip.addr(ctx, "del", link, address, more)
}

func (ip *IPRoute) addr(ctx context.Context, command string, link LinkRef, address any, more []Spec) error {
	_, err := ip.Addr(ctx, command, append([]Spec{link, Args{"address": address}}, more...)...)
	return err
}
