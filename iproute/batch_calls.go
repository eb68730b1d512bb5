package iproute

import (
	"context"

	"github.com/nlkit/nlkit/codec"
)

// call collects a call of a method.
func (b *Batch) call(
	method func(*IPRoute, context.Context, string, ...Spec) ([]*codec.Message, error), command string, spec []Spec,
) {
	b.Do(func(ctx context.Context, ip *IPRoute) error {
		_, err := method(ip, ctx, command, spec...)
		return err
	})
}

// Link collects a call of IPRoute.Link.
func (b *Batch) Link(command string, spec ...Spec) { b.call((*IPRoute).Link, command, spec) }

// LinkProp collects a call of IPRoute.LinkProp.
func (b *Batch) LinkProp(command string, spec ...Spec) { b.call((*IPRoute).LinkProp, command, spec) }

// Addr collects a call of IPRoute.Addr.
func (b *Batch) Addr(command string, spec ...Spec) { b.call((*IPRoute).Addr, command, spec) }

// Route collects a call of IPRoute.Route.
func (b *Batch) Route(command string, spec ...Spec) { b.call((*IPRoute).Route, command, spec) }

// Brport collects a call of IPRoute.Brport.
func (b *Batch) Brport(command string, spec ...Spec) { b.call((*IPRoute).Brport, command, spec) }

// VlanFilter collects a call of IPRoute.VlanFilter.
func (b *Batch) VlanFilter(command string, spec ...Spec) {
	b.call((*IPRoute).VlanFilter, command, spec)
}

// VlanDB collects a call of IPRoute.VlanDB.
func (b *Batch) VlanDB(command string, spec ...Spec) { b.call((*IPRoute).VlanDB, command, spec) }

// FDB collects a call of IPRoute.FDB.
func (b *Batch) FDB(command string, spec ...Spec) { b.call((*IPRoute).FDB, command, spec) }

// MDB collects a call of IPRoute.MDB.
func (b *Batch) MDB(command string, spec ...Spec) { b.call((*IPRoute).MDB, command, spec) }

// NSID collects a call of IPRoute.NSID.
func (b *Batch) NSID(command string, spec ...Spec) { b.call((*IPRoute).NSID, command, spec) }

// Neigh collects a call of IPRoute.Neigh.
func (b *Batch) Neigh(command string, spec ...Spec) { b.call((*IPRoute).Neigh, command, spec) }

// Rule collects a call of IPRoute.Rule.
func (b *Batch) Rule(command string, spec ...Spec) { b.call((*IPRoute).Rule, command, spec) }

// Nexthop collects a call of IPRoute.Nexthop.
func (b *Batch) Nexthop(command string, spec ...Spec) { b.call((*IPRoute).Nexthop, command, spec) }

// AddRoute collects a call of IPRoute.AddRoute.
func (b *Batch) AddRoute(dst any, more ...Spec) {
	b.Do(func(ctx context.Context, ip *IPRoute) error { return ip.AddRoute(ctx, dst, more...) })
}

// AddAddr collects a call of IPRoute.AddAddr.
func (b *Batch) AddAddr(link LinkRef, address any, more ...Spec) {
	b.Do(func(ctx context.Context, ip *IPRoute) error { return ip.AddAddr(ctx, link, address, more...) })
}

// Tc collects a call of IPRoute.Tc.
func (b *Batch) Tc(command string, spec ...Spec) { b.call((*IPRoute).Tc, command, spec) }

// Action collects a call of IPRoute.Action.
func (b *Batch) Action(command string, spec ...Spec) { b.call((*IPRoute).Action, command, spec) }
