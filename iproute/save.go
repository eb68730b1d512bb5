package iproute

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
)

// The numbers that files of "ip route save", "ip addr save" and "ip rule save" begin with, in the byte order of the
// machine that wrote them. After them come the messages of a dump.
const (
	routeMagic = 0x45311224
	addrMagic  = 0x47361222
	ruleMagic  = 0x71706986
)

// RouteDump writes the routes that all filters want, as "ip route save" does. Without filters it writes those of all
// families and tables, where ip writes the main table of IPv4.
func (ip *IPRoute) RouteDump(ctx context.Context, w io.Writer, filters ...Spec) error {
	return ip.save(ctx, w, routeMagic, routeObject, filters)
}

// AddrDump writes the addresses that all filters want, as "ip addr save" does.
func (ip *IPRoute) AddrDump(ctx context.Context, w io.Writer, filters ...Spec) error {
	return ip.save(ctx, w, addrMagic, addrObject, filters)
}

// save writes objects as messages, after a number that tells of what kind they are.
func (ip *IPRoute) save(ctx context.Context, w io.Writer, magic uint32, o *object, filters []Spec) error {
	out := bufio.NewWriter(w)
	_, err := out.Write(host.Order.AppendUint32(nil, magic))
	for m, dumped := range ip.dump(ctx, o, filters) {
		if err = errors.Join(err, dumped); err != nil {
			break
		}
		_, err = out.Write(host.Align(slices.Clip(m.Bytes()), 0))
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return fmt.Errorf("save %ss: %w", o.name, err)
	}
	return nil
}

// RouteLoad adds the routes of a file of RouteDump, or of "ip route save". What is there already stays as it is. Links
// are meant by their indexes, as in the file. Routes to addresses of this host are added first, then those of networks
// beside it, then those with gateways. It goes on after one that cannot be added; the error says how many, and why.
func (ip *IPRoute) RouteLoad(ctx context.Context, r io.Reader) error {
	return ip.load(ctx, r, routeMagic, routeObject)
}

// AddrLoad adds the addresses of a file of AddrDump, or of "ip addr save", as RouteLoad does routes.
func (ip *IPRoute) AddrLoad(ctx context.Context, r io.Reader) error {
	return ip.load(ctx, r, addrMagic, addrObject)
}

// load adds the objects of a file.
func (ip *IPRoute) load(ctx context.Context, r io.Reader, magic uint32, o *object) error {
	objects, err := ip.readSaved(r, magic, o)
	if err != nil {
		return fmt.Errorf("load %ss: %w", o.name, err)
	}
	if o == routeObject {
		slices.SortStableFunc(objects, func(a, b *codec.Message) int { return turnOf(a) - turnOf(b) })
	}
	requests := func(yield func([]byte) bool) {
		for _, m := range objects {
			if !yield(m.Bytes()) {
				return
			}
		}
	}
	var first error
	failed := 0
	for _, err := range ip.s.BatchRawSeq(ctx, requests) {
		e := &Error{Call: o.name + " load", Err: err}
		if err == nil || errors.Is(e, ErrExists) {
			continue
		}
		if failed++; first == nil {
			first = e
		}
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d %ss were not loaded, the first because of: %w", failed, len(objects), o.name, first)
	}
	return nil
}

// readSaved reads the objects of a file, as requests to make them.
func (ip *IPRoute) readSaved(r io.Reader, magic uint32, o *object) (objects []*codec.Message, err error) {
	octets, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if len(octets) < 4 || host.Order.Uint32(octets) != magic {
		return nil, fmt.Errorf("this is no file of ip %s save of a machine of this byte order: want %#08x first",
			o.name, magic)
	}
	decoder := codec.Decoder{Registry: ip.s.Registry()}
	for octets, ok := range host.Messages(octets[4:]) {
		m := new(codec.Message)
		err := decoder.Decode(m, codec.Context{Protocol: ip.s.Protocol(), BigEndian: host.BigEndian}, octets)
		if !ok || err != nil || m.Name() != o.typ {
			return nil, fmt.Errorf("message %d is no %s that can be read: %w", len(objects), o.typ, err)
		}
		if err := savedToRequest(m); err != nil {
			return nil, fmt.Errorf("message %d: %w", len(objects), err)
		}
		objects = append(objects, m)
	}
	return objects, nil
}

// savedToRequest makes a message of a dump one that makes what it tells of, without what only the kernel says.
func savedToRequest(m *codec.Message) error {
	h := m.Header()
	h.Flags = codec.FlagCreate
	switch m.Name() {
	case "RTM_NEWRULE": // without the flag there may be the same rule twice
		h.Flags |= codec.FlagExcl
		if _, ok := m.Attr("FRA_PRIORITY"); !ok { // which is 0, but chosen by the kernel where none is said
			if err := m.Append(codec.A{Name: "FRA_PRIORITY", Value: 0}); err != nil {
				return err
			}
		}
	case "RTM_NEWROUTE":
		flags, _ := m.Field("rtm_flags")
		if err := m.SetField("rtm_flags", flags&hopOnLink); err != nil {
			return err
		}
		clearStates(m)
		if err := leaveHops(m); err != nil {
			return err
		}
	}
	return m.SetHeader(h)
}

// hopOnLink is RTNH_F_ONLINK (linux/rtnetlink.h), of the flags of next hops the one that is not a state of theirs.
const hopOnLink = 0x4

// clearStates clears what the kernel says of the state of next hops.
func clearStates(m *codec.Message) {
	hops, _ := m.Attr("RTA_MULTIPATH")
	for hop := range hops.Children() {
		fixed, _ := hop.Fixed()
		if flags := fixed.MemberAt(0).Octets(); len(flags) == 1 { // rtnh_flags
			flags[0] &= hopOnLink
		}
	}
}

// leaveHops leaves to a next hop object what it says of a route: requests may not say both.
func leaveHops(route *codec.Message) error {
	if _, ok := route.Attr("RTA_NH_ID"); !ok {
		return nil
	}
	for _, name := range []string{"RTA_OIF", "RTA_GATEWAY", "RTA_VIA", "RTA_MULTIPATH", "RTA_ENCAP", "RTA_ENCAP_TYPE"} {
		if _, ok := route.Attr(name); ok {
			if err := route.Delete(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// turnOf is when a route is to be added, so that what it needs is there.
func turnOf(route *codec.Message) int {
	if kind, _ := route.Field("rtm_type"); kind == typeLocal {
		return 0
	}
	for _, name := range []string{"RTA_GATEWAY", "RTA_VIA", "RTA_MULTIPATH", "RTA_NH_ID"} {
		if _, ok := route.Attr(name); ok {
			return 2
		}
	}
	return 1
}
