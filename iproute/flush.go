package iproute

import (
	"context"
	"errors"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// FlushAddr removes the addresses that the filters want: all where there is none. What goes by itself meanwhile, as the
// secondary addresses of one that goes, is no error.
func (ip *IPRoute) FlushAddr(ctx context.Context, filters ...Spec) error {
	return ip.flush(ctx, addrObject, filters, nil, removal)
}

// FlushRoutes removes the routes of IPv4 and IPv6 that the filters want: all where there is none, except those of the
// table local, which a filter must name. Routes of another family are removed where a filter says it.
func (ip *IPRoute) FlushRoutes(ctx context.Context, filters ...Spec) error {
	said := ip.said(ctx, routeObject, filters)
	return ip.flush(ctx, routeObject, filters, func(m *codec.Message) bool {
		if table, _ := m.Attr("RTA_TABLE"); !said.has("RTA_TABLE") && said.fixed["rtm_table"] == nil {
			if number, _ := table.Uint(); number == tableLocal {
				return false
			}
		}
		return said.fixed["rtm_family"] != nil || isIP(m, "rtm_family")
	}, routeRemoval)
}

// FlushRules removes the rules of IPv4 and IPv6 that the filters want: all where there is none, except for those of
// priority 0, which look up the table local and which a filter must name. Without the rules for the tables main and
// default, which go too, nothing is routed by them.
func (ip *IPRoute) FlushRules(ctx context.Context, filters ...Spec) error {
	said := ip.said(ctx, ruleObject, filters)
	return ip.flush(ctx, ruleObject, filters, func(m *codec.Message) bool {
		if _, ok := m.Attr("FRA_PRIORITY"); !ok && !said.has("FRA_PRIORITY") {
			return false
		}
		return said.fixed["family"] != nil || isIP(m, "family")
	}, removal)
}

// FlushNeigh removes the neighbours that the filters want: all where there is none, except for those that are permanent
// or need no resolution, of which a filter must say the state.
func (ip *IPRoute) FlushNeigh(ctx context.Context, filters ...Spec) error {
	said := ip.said(ctx, neighObject, filters)
	return ip.flush(ctx, neighObject, filters, func(m *codec.Message) bool {
		state, _ := m.Field("ndm_state")
		return said.fixed["ndm_state"] != nil || state&(nudPermanent|nudNoARP) == 0
	}, removal)
}

// FlushNexthops removes the next hop objects that the filters want: all where there is none. The routes and groups that
// have nothing else go with them.
func (ip *IPRoute) FlushNexthops(ctx context.Context, filters ...Spec) error {
	return ip.flush(ctx, nexthopObject, filters, nil, func(m *codec.Message, flags uint16) []byte {
		request := removalOf(m, flags, func(a codec.Attr) bool { return a.Type() == nhaID })
		clear(request[codec.HeaderLen : codec.HeaderLen+m.Type().Header.Size()])
		return request
	})
}

// flush removes the objects of a dump that the filters want and that may go, many with one request. It goes on after one
// that cannot be removed; the error has all of those.
func (ip *IPRoute) flush(
	ctx context.Context, o *object, filters []Spec, goes func(*codec.Message) bool,
	removal func(*codec.Message, uint16) []byte,
) error {
	var dumped error
	removals := func(yield func([]byte) bool) {
		for m, err := range ip.dump(ctx, o, filters) {
			if err != nil {
				dumped = err
				return
			}
			if (goes == nil || goes(m)) && !yield(removal(m, o.commands["del"].flags)) {
				return
			}
		}
	}
	var failed []error
	for _, err := range ip.s.BatchRawSeq(ctx, removals) {
		if e := (&Error{Call: o.name + " flush", Err: err}); err != nil && !errors.Is(e, ErrNotFound) {
			failed = append(failed, e)
		}
	}
	return errors.Join(append(failed, dumped)...)
}

// said returns what filters say. What is wrong with them the dump will tell.
func (ip *IPRoute) said(ctx context.Context, o *object, filters []Spec) *values {
	v := &values{ctx: ctx, ip: ip, of: o, command: o.commands["dump"], fixed: map[string]any{}}
	defer v.close()
	v.take(filters)
	return v
}

// isIP reports whether a message is about IPv4 or IPv6.
func isIP(m *codec.Message, member string) bool {
	family, _ := m.Field(member)
	return family == linux.AF_INET || family == linux.AF_INET6
}
