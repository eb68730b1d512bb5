package iproute

import (
	"context"
	"encoding/binary"
	"net/netip"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/internal/host"
)

// quickRoute is a route of which no more is said than programs say of most: where to, through which gateway or link. Its
// octets, which are those that Route sends, are put together without a table.
type quickRoute struct {
	dst     netip.Prefix // not valid: the default route
	gateway netip.Addr
	link    int
}

// quick returns the route if no more is said of it.
func quick(dst any, more []Spec) (r quickRoute, ok bool) {
	var err error
	if dst != "default" {
		if r.dst, err = parsePrefix(dst); err != nil {
			return r, false
		}
	}
	for _, spec := range more {
		switch x := spec.(type) {
		case via:
			var gateway netip.Prefix
			if gateway, err = parsePrefix(x.gateway); err != nil || !gateway.IsSingleIP() {
				return r, false
			}
			r.gateway = gateway.Addr()
		case LinkRef:
			if r.link, ok = x.value().(int); !ok {
				return r, false
			}
		default:
			return r, false
		}
	}
	family := r.dst.Addr()
	if !family.IsValid() {
		family = r.gateway
	}
	return r, family.IsValid() && (!r.gateway.IsValid() || r.gateway.Is4() == family.Is4()) &&
		!r.dst.Addr().Is4In6() && !r.gateway.Is4In6()
}

// append appends the request of a command.
func (r quickRoute) append(b []byte, cmd command) []byte {
	is4 := r.dst.Addr().Is4() || !r.dst.IsValid() && r.gateway.Is4()
	family, scope, protocol, kind := linux.AF_INET6, scopeUniverse, protStatic, typeUnicast
	if is4 {
		family = linux.AF_INET
		if !r.gateway.IsValid() {
			scope = scopeLink
		}
	}
	typ := codec.Header{Type: rtmNewRoute, Flags: cmd.flags}
	if !cmd.makes {
		typ.Type, scope, protocol, kind = rtmDelRoute, scopeNowhere, 0, 0
	}
	start := len(b)
	b = typ.Append(b, host.BigEndian)
	b = append(b, byte(family), byte(max(r.dst.Bits(), 0)), 0, 0, tableMain, byte(protocol), byte(scope), byte(kind),
		0, 0, 0, 0)
	if r.dst.Bits() > 0 {
		b = appendAddr(b, rtaDst, r.dst.Addr())
	}
	if r.link != 0 {
		b = binary.NativeEndian.AppendUint16(b, 8)
		b = binary.NativeEndian.AppendUint16(b, rtaOIF)
		b = binary.NativeEndian.AppendUint32(b, uint32(r.link))
	}
	if r.gateway.IsValid() {
		b = appendAddr(b, rtaGateway, r.gateway)
	}
	binary.NativeEndian.PutUint32(b[start:], uint32(len(b)-start))
	return b
}

// Types of messages (linux/rtnetlink.h).
const (
	rtmNewRoute = 24
	rtmDelRoute = 25
)

// appendAddr appends an attribute with an address.
func appendAddr(b []byte, typ uint16, a netip.Addr) []byte {
	b = binary.NativeEndian.AppendUint16(b, uint16(4+a.BitLen()/8))
	b = binary.NativeEndian.AppendUint16(b, typ)
	if a.Is4() {
		octets := a.As4()
		return append(b, octets[:]...)
	}
	octets := a.As16()
	return append(b, octets[:]...)
}

// sendQuick sends the request of a route of which no more is said.
func (ip *IPRoute) sendQuick(ctx context.Context, name string, r quickRoute) error {
	var room [96]byte
	_, err := ip.s.RequestRaw(ctx, r.append(room[:0], routeObject.commands[name]))
	if err != nil {
		return &Error{Call: "route " + name, Err: err}
	}
	return nil
}
