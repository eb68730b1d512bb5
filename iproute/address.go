package iproute

import (
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// parsePrefix returns an address with a length, which is that of a single address where none is given: of a text, a
// netip.Prefix or netip.Addr, or what package net has.
func parsePrefix(value any) (netip.Prefix, error) {
	switch x := value.(type) {
	case netip.Prefix:
		return x, invalid(x.IsValid(), value)
	case netip.Addr:
		return netip.PrefixFrom(x, x.BitLen()), invalid(x.IsValid(), value)
	case net.IP:
		a, ok := netip.AddrFromSlice(x)
		a = a.Unmap()
		return netip.PrefixFrom(a, a.BitLen()), invalid(ok, value)
	case net.IPNet:
		return parsePrefix(&x)
	case *net.IPNet:
		if x == nil {
			break
		}
		a, ok := netip.AddrFromSlice(x.IP)
		bits, size := x.Mask.Size()
		return netip.PrefixFrom(a.Unmap(), bits), invalid(ok && size > 0, value)
	case string:
		return parsePrefixText(x)
	}
	return netip.Prefix{}, fmt.Errorf("want an address, got %s", codec.Describe(value))
}

func invalid(ok bool, value any) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%s is no valid address", codec.Describe(value))
}

// parsePrefixText reads "10.0.0.1", "10.0.0.1/24" or "10.0.0.1/255.255.255.0".
func parsePrefixText(text string) (netip.Prefix, error) {
	address, length, ok := strings.Cut(text, "/")
	a, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}, fmt.Errorf("%q is no address", text)
	}
	if !ok {
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	bits, err := prefixLength(length)
	if err != nil || bits > a.BitLen() {
		return netip.Prefix{}, fmt.Errorf("%q is no length of a prefix of %s", length, address)
	}
	return netip.PrefixFrom(a, bits), nil
}

// hasLength reports whether an address was given with a length.
func hasLength(value any) bool {
	switch x := value.(type) {
	case string:
		return strings.Contains(x, "/")
	case netip.Prefix, net.IPNet, *net.IPNet:
		return true
	}
	return false
}

// prefixLength reads a length: a number, or a netmask as "255.255.255.0".
func prefixLength(value any) (int, error) {
	if n, ok := integer(value); ok {
		return int(n), nil
	}
	text, ok := value.(string)
	if !ok {
		return 0, fmt.Errorf("want the length of a prefix, got %s", codec.Describe(value))
	}
	if n, err := strconv.ParseUint(text, 10, 8); err == nil {
		return int(n), nil
	}
	if mask, err := netip.ParseAddr(text); err == nil {
		if ones, size := net.IPMask(mask.AsSlice()).Size(); size > 0 {
			return ones, nil
		}
	}
	return 0, fmt.Errorf("%q is no length of a prefix", text)
}

// addrAt returns the address of an attribute, the zero Addr if there is none.
func addrAt(v *values, path ...string) netip.Addr {
	value, _ := v.get(path...)
	prefix, _ := parsePrefix(value)
	return prefix.Addr()
}

// familyOf returns the family of an address.
func familyOf(a netip.Addr) uint8 {
	if a.Is4() {
		return linux.AF_INET
	}
	return linux.AF_INET6
}

// lastOf returns the last address of a network.
func lastOf(p netip.Prefix) netip.Addr {
	octets := p.Addr().AsSlice()
	for bit := p.Bits(); bit < 8*len(octets); bit++ {
		octets[bit/8] |= 0x80 >> (bit % 8)
	}
	last, _ := netip.AddrFromSlice(octets)
	return last
}
