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
