package follow

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
)

// ended is a context that has ended: what waits is taken with it, and nothing is waited for.
var ended = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()

// refresh lists what is stale anew, until nothing is: what it finds may make others so.
func (f *Follower) refresh(ctx context.Context) error {
	for _, t := range f.tables { // those that others come after stand before them
		if !t.stale {
			continue
		}
		if err := f.list(ctx, t); err != nil {
			return fmt.Errorf("list %s: %w", t.Name, err)
		}
	}
	return nil
}

// list lists a Table anew, or the part of it that the causes may have changed. The events that came with the list are
// told as any, and applied to it: then it takes the place of what is known, and what is different is told.
func (f *Follower) list(ctx context.Context, t *followed) error {
	before, causes, lossy := f.socket.Arrived(), len(t.causes), t.lossy
	request, within := t.narrowed()
	t.stale, t.lossy, t.wholly = false, false, false // from here on it may become so again
	fresh := newStore()
	fresh.order = new([]*object)
	for e, err := range f.socket.DumpEvents(ctx, request) {
		switch {
		case errors.Is(err, proxy.ErrDumpInterrupted):
			t.doubt(true)
		case err != nil && t.Optional && unknown(err):
		case err != nil:
			t.doubt(true)
			if t.lossy = lossy; within != nil && refused(err) {
				return nil // it is listed wholly next
			}
			return err
		case f.tableOf(e.Message) != t:
		case !f.id.identify(e.Message):
			return fmt.Errorf("%s is about no single object", e.Message.Name())
		default:
			fresh.put(f.id.identity, e.Message.Bytes())
		}
		if f.exceeds(f.size() - t.store.size + fresh.size) {
			f.giveUp(t)
			return nil
		}
	}
	if err := f.catchUp(t, fresh, before); err != nil || t.givenUp {
		return err
	}
	again := t.lossy
	t.lossy = lossy || again
	f.compare(t, fresh, within)
	if within == nil {
		t.store, t.listed = fresh, true
	}
	fresh.order, t.lossy = nil, again
	t.causes = slices.Clip(t.causes[causes:])
	return nil
}

// narrowed returns the request for a list, and which objects are in it: all if that is nil.
func (t *followed) narrowed() (*codec.Request, func(*codec.Message) bool) {
	if t.Narrow != nil && t.listed && !t.wholly && len(t.causes) > 0 {
		if request, within := t.Narrow(t.causes); request != nil {
			return request, within
		}
	}
	return t.Dump, nil
}

// refused reports whether the kernel refused a request.
func refused(err error) bool {
	var e *proxy.Error
	return errors.As(err, &e)
}

// catchUp applies the events that came up to now to what is known, and those to a list that are not in it for sure.
func (f *Follower) catchUp(t *followed, fresh *store, before uint64) error {
	for {
		datagrams, err := f.sub.Take(ended)
		switch {
		case errors.Is(err, context.Canceled):
			return nil
		case err != nil:
			return err
		}
		for i := range datagrams {
			f.catchUpWith(t, fresh, before, &datagrams[i])
		}
	}
}

func (f *Follower) catchUpWith(t *followed, fresh *store, before uint64, d *proxy.Datagram) {
	stale, wholly := t.stale, t.wholly
	f.apply(d)
	if o := d.Overrun; o != nil {
		t.stale, t.wholly = stale, wholly
		t.doubt(o.Queue || d.From.Arrival > before) // what waited too long has no one time
	}
	if d.From.Arrival <= before {
		return
	}
	for msg := range f.messages(d.Octets) {
		if m := f.decode(&f.message, msg); f.tableOf(m) == t && f.id.identify(m) {
			_, _, sure := f.applyTo(t, fresh, m)
			t.doubt(!sure)
		}
	}
}

// compare tells in what a list differs from what was known. If it has only the objects within something, these take the
// place of what was known.
func (f *Follower) compare(t *followed, fresh *store, within func(*codec.Message) bool) {
	source := Found
	if !t.listed {
		source = Listed
	}
	for o := range t.store.all() {
		octets := o.octets
		if fresh.object(o.identity) != nil || within != nil && !within(f.decode(&f.message, octets)) {
			continue
		}
		if within != nil {
			t.store.remove(o.identity)
		}
		f.tell(pendingChange{op: Removed, table: t, old: octets, source: source, cause: f.causeOf(t, octets)})
	}
	for _, o := range *fresh.order {
		if o.octets == nil {
			continue
		}
		p := pendingChange{op: Added, table: t, new: o.octets, source: source, cause: f.causeOf(t, o.octets)}
		if old := t.store.object(o.identity); old != nil {
			if f.alike(t, old.octets, p.new) {
				continue
			}
			p.op, p.old = Changed, old.octets
		}
		if within != nil {
			t.store.put(o.identity, p.new)
		}
		f.tell(p)
	}
	p := pendingChange{op: Current, table: t, source: source}
	if len(t.causes) > 0 && !t.lossy {
		p.cause = t.causes[0]
	}
	f.tell(p)
}

// causeOf returns which of the changes that made a Table stale may have changed an object, nil if that cannot be said.
func (f *Follower) causeOf(t *followed, object []byte) *Change {
	if len(t.causes) == 0 {
		return nil
	}
	m := f.decode(&f.message, object)
	for _, only := range []func(*Change) bool{takesAway, func(*Change) bool { return true }} {
		for _, c := range t.causes {
			if only(c) && t.Implied != nil && t.Implied(c, m) {
				return c
			}
		}
	}
	if len(t.causes) == 1 && !t.lossy {
		return t.causes[0]
	}
	return nil
}

// takesAway reports whether a change is one that objects go with, rather than one that they come by.
func takesAway(c *Change) bool { return c.Op == Removed || c.Table == Links && losesCarrier(c) }
