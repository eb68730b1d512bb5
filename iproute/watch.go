package iproute

import (
	"context"
	"iter"

	"github.com/nlkit/nlkit/follow"
)

// Change is what happened to an object: the follow.Change, and views of the object. It is valid until the next one.
type Change struct {
	follow.Change
	AnyView         // as it is, or as it was if it is gone
	Was     AnyView // as it was; zero if it was not there
}

// Watch lists the objects of tables, those of package follow, and tells of their changes, until ctx ends. Without
// tables it does so of links, addresses, neighbours, next hops, routes and rules. Lost events, and what the kernel
// removes without a word, are found by listing anew: what differs then comes as any other change.
//
//	for change, err := range ip.Watch(ctx, follow.Links) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(change.Op, change.Link().Name(), change.Link().MTU(), change.Was.Link().MTU())
//	}
//
// After each list comes a change that is follow.Current, of no object.
func (ip *IPRoute) Watch(ctx context.Context, tables ...*follow.Table) iter.Seq2[Change, error] {
	if len(tables) == 0 {
		tables = []*follow.Table{
			follow.Links, follow.Addresses, follow.Neighbours, follow.NextHops, follow.Routes, follow.Rules,
		}
	}
	return func(yield func(Change, error) bool) {
		f, err := follow.Open(ctx, ip.s, tables...)
		if err != nil {
			yield(Change{}, &Error{Call: "watch", Err: err})
			return
		}
		defer f.Close()
		for c, err := range f.Changes(ctx) {
			if err != nil {
				yield(Change{}, &Error{Call: "watch", Err: err})
				return
			}
			is := c.New
			if is == nil {
				is = c.Old
			}
			if !yield(Change{Change: c, AnyView: anyView(is), Was: anyView(c.Old)}, nil) {
				return
			}
		}
	}
}
