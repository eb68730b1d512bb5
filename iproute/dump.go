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
		for m, err := range ip.answers(ctx, f) {
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

// answers yields what the kernel answers to a request for a dump, or for the one object that the filters tell.
func (ip *IPRoute) answers(ctx context.Context, w *wish) iter.Seq2[*codec.Message, error] {
	if w.one == nil {
		return ip.s.Dump(ctx, w.request)
	}
	return func(yield func(*codec.Message, error) bool) {
		found, err := ip.s.Request(ctx, w.one)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, m := range found {
			if !yield(m, nil) {
				return
			}
		}
	}
}

// all is dump as a list.
func (ip *IPRoute) all(ctx context.Context, o *object, filters []Spec) (found []*codec.Message, err error) {
	for m, err := range ip.dump(ctx, o, filters) {
		if err != nil {
			return found, err
		}
		found = append(found, m.Clone())
	}
	return found, nil
}

// viewsOf yields views of messages. Each is valid until the next one.
func viewsOf[T ~struct{ nest }](messages iter.Seq2[*codec.Message, error]) iter.Seq2[T, error] {
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
