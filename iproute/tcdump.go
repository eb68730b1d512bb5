package iproute

import (
	"context"
	"iter"

	"github.com/nlkit/nlkit/codec"
)

// GetQdiscs lists the queueing disciplines that all filters want: of all links, unless one says which.
//
//	for q, err := range ip.GetQdiscs(ctx, iproute.Args{"dev": "eth0", "kind": "htb"}) {
func (ip *IPRoute) GetQdiscs(ctx context.Context, filters ...Spec) iter.Seq2[QdiscView, error] {
	return viewed[QdiscView](ip.dump(ctx, qdiscObject, filters))
}

// GetClasses lists the classes of a link that all filters want. A queueing discipline as their parent, "1:", stands for
// all in it; the kernel lists those of that one alone.
//
//	for c, err := range ip.GetClasses(ctx, iproute.Args{"dev": "eth0", "parent": "1:"}) {
func (ip *IPRoute) GetClasses(ctx context.Context, filters ...Spec) iter.Seq2[ClassView, error] {
	return viewed[ClassView](ip.dump(ctx, classObject, filters))
}

// GetFilters lists the filters of a link, or of a block, that all filters want: those of its root, unless a parent is
// said. The kernel filters by parent, chain, protocol and priority itself.
//
//	for f, err := range ip.GetFilters(ctx, iproute.Args{"dev": "eth0", "parent": "ingress"}) {
func (ip *IPRoute) GetFilters(ctx context.Context, filters ...Spec) iter.Seq2[FilterView, error] {
	return viewed[FilterView](ip.dump(ctx, filterObject, filters))
}

// GetChains lists the chains of filters of a link, or of a block, as GetFilters does filters.
func (ip *IPRoute) GetChains(ctx context.Context, filters ...Spec) iter.Seq2[FilterView, error] {
	return viewed[FilterView](ip.dump(ctx, chainObject, filters))
}

// viewed is messages as views. A view is good until the next one; Clone keeps it.
func viewed[T ~struct{ nest }](messages iter.Seq2[*codec.Message, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for m, err := range messages {
			var view T
			if m != nil {
				view = asNest[T](m.Root())
			}
			if !yield(view, err) {
				return
			}
		}
	}
}
