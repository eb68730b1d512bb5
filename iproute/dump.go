package iproute

import (
	"context"
	"errors"
	"iter"
	"syscall"

	"github.com/nlkit/nlkit/codec"
)

// dump lists objects: of those that the kernel sends, the ones that every filter wants. What the kernel can filter
// itself, it is asked to; one that refuses sends all.
func (ip *IPRoute) dump(ctx context.Context, o *object, filters []Spec) iter.Seq2[*codec.Message, error] {
	return func(yield func(*codec.Message, error) bool) {
		f, err := ip.compile(ctx, o, filters)
		families := []any{nil}
		if err == nil && f.request.Fixed[o.family] == nil && len(o.families) > 0 {
			families = o.families
		}
		for _, family := range families {
			more := true
			if err == nil {
				f.narrowTo(o.family, family)
				more, err = ip.dumpOne(ctx, f, yield)
			}
			if !more {
				return
			}
			if family != nil && errors.Is(err, syscall.EOPNOTSUPP) {
				err = nil
			}
		}
		if err != nil {
			yield(nil, &Error{Call: o.name + " dump", Err: err})
		}
	}
}

// dumpOne yields what is wanted of one dump, and reports whether more is.
func (ip *IPRoute) dumpOne(
	ctx context.Context, w *wish, yield func(*codec.Message, error) bool,
) (more bool, err error) {
	for again := true; again; {
		again = false
		for m, e := range ip.answers(ctx, w) {
			switch {
			case e != nil && w.nothing(e):
			case e != nil && w.widen(e):
				again = true
			case e != nil:
				err = e
			case w.wants(m) && !yield(m, nil):
				return false, nil
			}
		}
	}
	return true, err
}

// views returns the objects of a dump, to be read.
func views[T ~struct{ nest }](messages iter.Seq2[*codec.Message, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for m, err := range messages {
			var view T
			if err == nil {
				view = asNest[T](m.Root())
			}
			if !yield(view, err) {
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
