package iproute

import (
	"context"
	"errors"

	"github.com/nlkit/nlkit/codec"
)

// FlushAddr removes the addresses that the filters want: all where there is none. What goes by itself meanwhile, as the
// secondary addresses of one that goes, is no error.
func (ip *IPRoute) FlushAddr(ctx context.Context, filters ...Spec) error {
	return ip.flush(ctx, addrObject, filters)
}

// FlushRoutes removes the routes that the filters want: all where there is none.
func (ip *IPRoute) FlushRoutes(ctx context.Context, filters ...Spec) error {
	return ip.flush(ctx, routeObject, filters)
}

// flush removes the objects of a dump that the filters want, many with one request. It goes on after one that cannot be
// removed; the error has all of those.
func (ip *IPRoute) flush(ctx context.Context, o *object, filters []Spec) error {
	var dumped error
	removals := func(yield func([]byte) bool) {
		for m, err := range ip.dump(ctx, o, filters) {
			if err != nil {
				dumped = err
				return
			}
			if !yield(removal(m, o.commands["del"].flags)) {
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

// removal makes the request that removes what a message tells of: the same with another type.
func removal(m *codec.Message, flags uint16) []byte {
	b := m.Bytes()
	h := m.Header()
	h.Type++ // RTM_DEL… follows RTM_NEW…
	h.Flags = flags
	return append(h.Append(nil, m.BigEndian()), b[codec.HeaderLen:]...)
}
