package tc

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ethernetNames is what tc calls protocols that the kernel calls otherwise.
var ethernetNames = map[string]string{"802.1q": "8021q", "802.1ad": "8021ad", "ipv4": "ip", "vlan": "8021q"}

// Protocol returns the protocol of frames, ETH_P_* (linux/if_ether.h): of a name, or a number in the order of the host.
func Protocol(v any) (int, error) {
	text, ok := v.(string)
	if !ok {
		n, err := count(v)
		return int(n), err
	}
	if name, ok := ethernetNames[strings.ToLower(text)]; ok {
		text = name
	}
	n, err := linux.EtherTypeEnum.Parse(text)
	return int(n), err
}

// network reads an address, or one with the length of a prefix or a mask, and returns the mask of all.
func network(v any) (address, mask netip.Addr, err error) {
	var p netip.Prefix
	switch x := v.(type) {
	case netip.Addr:
		p = netip.PrefixFrom(x, x.BitLen())
	case netip.Prefix:
		p = x
	case string:
		text, rest, slash := strings.Cut(x, "/")
		a, err := netip.ParseAddr(text)
		if err != nil {
			return address, mask, fmt.Errorf("%q is no address", x)
		}
		if m, err := netip.ParseAddr(rest); slash && err == nil && m.BitLen() == a.BitLen() {
			return a, m, nil
		}
		bits := a.BitLen()
		if slash {
			if bits, err = strconv.Atoi(rest); err != nil || bits < 0 || bits > a.BitLen() {
				return address, mask, fmt.Errorf("%q has no length of a prefix", x)
			}
		}
		p = netip.PrefixFrom(a, bits)
	}
	if !p.IsValid() {
		return address, mask, fmt.Errorf("want an address, got %s", codec.Describe(v))
	}
	return p.Masked().Addr(), maskOf(p), nil
}

// maskOf returns the mask of a prefix.
func maskOf(p netip.Prefix) netip.Addr {
	octets := make([]byte, p.Addr().BitLen()/8)
	for i := range p.Bits() {
		octets[i/8] |= 0x80 >> (i % 8)
	}
	mask, _ := netip.AddrFromSlice(octets)
	return mask
}

// masked reads a number, and a mask after a slash; nil if there is none.
func masked(v any) (n uint64, mask *uint64, err error) {
	text, ok := v.(string)
	value, rest, slash := strings.Cut(text, "/")
	if !ok || !slash {
		n, err = count(v)
		return n, nil, err
	}
	m, err := count(rest)
	if err != nil {
		return 0, nil, err
	}
	n, err = count(value)
	return n, &m, err
}

// span reads a range, "1000-2000", or one number.
func span(v any) (first, last uint64, err error) {
	text, ok := v.(string)
	from, to, dash := strings.Cut(text, "-")
	if !ok || !dash {
		first, err = count(v)
		return first, first, err
	}
	if first, err = count(from); err != nil {
		return 0, 0, err
	}
	if last, err = count(to); err == nil && last < first {
		err = fmt.Errorf("%q ends before it starts", text)
	}
	return first, last, err
}
