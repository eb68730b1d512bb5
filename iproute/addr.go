package iproute

import (
	"context"
	"net/netip"

	"github.com/nlkit/nlkit/codec"
)

// addrObject is addresses of links. Words of theirs that are no attributes: dev, address with a length ("10.0.0.1/24"),
// prefixlen, mask, and broadcast, which may be true: the last address of the network.
var addrObject *object

func init() {
	addrObject = &object{
		name: "addr", typ: "RTM_NEWADDR", commands: commandsOf("ADDR"),
		words: map[string]func(*values, any) error{
			"dev":       func(v *values, value any) error { v.set("ifa_index", value); return nil },
			"flags":     func(v *values, value any) error { v.replace(value, "IFA_FLAGS"); return nil },
			"mask":      sayMask,
			"prefixlen": sayMask,
			"address":   func(v *values, value any) error { return sayAddr(v, "IFA_ADDRESS", value) },
			"local":     func(v *values, value any) error { return sayAddr(v, "IFA_LOCAL", value) },
			"peer":      func(v *values, value any) error { return sayAddr(v, "IFA_ADDRESS", value) },
		},
		finish: finishAddr,
	}
}

// Addr carries out a command on an address: "add", "replace", "change", "del" or "get"; "dump" lists them, "flush"
// removes all that match.
//
//	ip.Addr(ctx, "add", iproute.Args{"index": 3, "address": "10.0.0.1/24", "broadcast": true})
func (ip *IPRoute) Addr(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	if command == "flush" {
		return nil, ip.FlushAddr(ctx, spec...)
	}
	return ip.do(ctx, addrObject, command, spec...)
}

// sayMask says how long the prefix is: a number, or a netmask.
func sayMask(v *values, value any) error {
	length, err := prefixLength(value)
	v.set("ifa_prefixlen", length)
	return err
}

// sayAddr says an address, and of one with a length how long the prefix is.
func sayAddr(v *values, attr string, value any) error {
	prefix, err := parsePrefix(value)
	if err != nil {
		return err
	}
	v.replace(prefix.Addr(), attr)
	if !prefix.IsSingleIP() || hasLength(value) {
		v.set("ifa_prefixlen", prefix.Bits())
	}
	return nil
}

// finishAddr says of an address what goes without saying: the family, the length, the local address of IPv4, and the
// broadcast address that is asked for.
func finishAddr(v *values) error {
	local, peer := addrAt(v, "IFA_LOCAL"), addrAt(v, "IFA_ADDRESS")
	address := local
	if !address.IsValid() {
		address = peer
	}
	if !address.IsValid() {
		return nil
	}
	v.setDefault("ifa_family", familyOf(address))
	v.setDefault("ifa_prefixlen", address.BitLen())
	if address.Is4() && !local.IsValid() {
		v.replace(address, "IFA_LOCAL")
	}
	if !peer.IsValid() {
		v.replace(address, "IFA_ADDRESS")
	}
	if v.command.makes && address.Is4() && address.IsLoopback() {
		v.setDefault("ifa_scope", uint8(scopeHost))
	}
	return finishBroadcast(v, address)
}

// finishBroadcast puts the broadcast address in the place of true.
func finishBroadcast(v *values, address netip.Addr) error {
	switch value, _ := v.get("IFA_BROADCAST"); value {
	case true, "+":
		bits, _ := integer(v.fixed["ifa_prefixlen"])
		v.replace(lastOf(netip.PrefixFrom(address, int(bits))), "IFA_BROADCAST")
	case false:
		v.del("IFA_BROADCAST")
	}
	return nil
}
