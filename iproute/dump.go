package iproute

import (
	"context"
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// dump lists objects: of those that the kernel sends, the ones that every filter wants. What the kernel can filter
// itself, it is asked to.
func (ip *IPRoute) dump(ctx context.Context, o *object, filters []Spec) iter.Seq2[*codec.Message, error] {
	return func(yield func(*codec.Message, error) bool) {
		call := func(err error) error { return &Error{Call: o.name + " dump", Err: err} }
		f, err := ip.compile(ctx, o, filters)
		if err != nil {
			yield(nil, call(err))
			return
		}
		for m, err := range ip.s.Dump(ctx, f.request) {
			switch {
			case err != nil && f.nothing(err):
				return
			case err != nil:
				yield(nil, call(err))
				return
			case f.wants(m) && !yield(m, nil):
				return
			}
		}
	}
}
