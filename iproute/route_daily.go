package iproute

import (
	"context"
	"iter"
)

// Via says through which gateway a route goes: a text, or a netip.Addr.
//
//	ip.AddRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.1"))
func Via(gateway any) Spec { return via{gateway} }

type via struct{ gateway any }

func (x via) put(v *values) { v.fail("", v.say("gateway", x.gateway)) }

// AddRoute adds a route to a destination: a prefix as a text, as netip.Prefix, or "default".
//
//	ip.AddRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.1"))
//	ip.AddRoute(ctx, "10.1.0.0/16", iproute.LinkRef("eth0"), iproute.Args{"metric": 100})
//	ip.AddRoute(ctx, "default", iproute.Route{Gateway: gateway, Table: iproute.Set(iproute.Table(100))})
func (ip *IPRoute) AddRoute(ctx context.Context, dst any, more ...Spec) error {
	return ip.route(ctx, "add", dst, more)
}

// ReplaceRoute adds a route to a destination, or changes the one of the same destination, table and metric.
func (ip *IPRoute) ReplaceRoute(ctx context.Context, dst any, more ...Spec) error {
	return ip.route(ctx, "replace", dst, more)
}

// DelRoute removes a route to a destination: the first that has all that is said.
func (ip *IPRoute) DelRoute(ctx context.Context, dst any, more ...Spec) error {
	return ip.route(ctx, "del", dst, more)
}

func (ip *IPRoute) route(ctx context.Context, command string, dst any, more []Spec) error {
	if r, ok := quick(dst, more); ok && ip.collector == nil {
		return ip.sendQuick(ctx, command, r)
	}
	_, err := ip.Route(ctx, command, append([]Spec{Args{"dst": dst}}, more...)...)
	return err
}

// RouteTo asks the kernel how a packet to an address would go; more says what else of it decides: its source (src),
// mark, ports, the link that it comes from (iif). Where no route leads there, that is the error (syscall.ENETUNREACH).
//
//	r, err := ip.RouteTo(ctx, "8.8.8.8")
//	if err == nil { fmt.Println(r.Gateway(), r.OIF(), r.PrefSrc()) }
func (ip *IPRoute) RouteTo(ctx context.Context, dst any, more ...Spec) (RouteView, error) {
	found, err := ip.Route(ctx, "get", append([]Spec{Args{"dst": dst}}, more...)...)
	if err == nil && len(found) == 0 {
		err = &Error{Call: "route get", Err: errNoAnswer}
	}
	if err != nil {
		return RouteView{}, err
	}
	return asNest[RouteView](found[0].Root()), nil
}

// GetRoutes lists routes: of all families and tables, unless filters say which. A filter whose dst is a single address
// without a length asks the kernel for the one route that a packet there would take; one with a length wants the routes
// to that prefix.
//
//	for r, err := range ip.GetRoutes(ctx, iproute.Args{"table": "main", "oif": "eth0"}) { … r.Dst(), r.Gateway() … }
func (ip *IPRoute) GetRoutes(ctx context.Context, filters ...Spec) iter.Seq2[RouteView, error] {
	return views[RouteView](ip.dump(ctx, routeObject, filters))
}

// GetDefaultRoutes lists the default routes of IPv4 and IPv6, of the table main unless a filter says another one.
func (ip *IPRoute) GetDefaultRoutes(ctx context.Context, filters ...Spec) iter.Seq2[RouteView, error] {
	said := ip.said(ctx, routeObject, filters)
	wanted := append([]Spec{Args{"dst": "default"}}, filters...)
	if !said.has("RTA_TABLE") {
		wanted = append(wanted, Args{"table": tableMain})
	}
	return views[RouteView](ip.dump(ctx, routeObject, wanted))
}
