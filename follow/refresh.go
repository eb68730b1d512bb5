package follow

import (
	"context"
	"errors"
	"fmt"
	"slices"

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

// list lists a Table anew. The events that came with the list are told as any, and applied to it: then it takes the
// place of what is known, and what is different is told.
func (f *Follower) list(ctx context.Context, t *followed) error {
	before, causes, lossy := f.socket.Arrived(), len(t.causes), t.lossy
	t.stale, t.lossy = false, false // from here on it may become so again
	fresh := newStore()
	fresh.order = new([]*object)
	for e, err := range f.socket.DumpEvents(ctx, t.Dump) {
		switch {
		case errors.Is(err, proxy.ErrDumpInterrupted):
			t.stale = true
		case err != nil && t.Optional && unknown(err):
		case err != nil:
			t.stale = true
			return err
		case f.tableOf(e.Message) != t:
		case !f.id.identify(e.Message):
			return fmt.Errorf("%s is about no single object", e.Message.Name())
		default:
			fresh.put(f.id, e.Message.Bytes())
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
	f.compare(t, fresh)
	fresh.order = nil
	t.store, t.listed, t.lossy = fresh, true, again
	t.causes = slices.Clip(t.causes[causes:])
	return nil
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
	stale := t.stale
	f.apply(d)
	if o := d.Overrun; o != nil {
		t.stale = stale || o.Queue || d.From.Arrival > before // what waited too long has no one time
	}
	if d.From.Arrival <= before {
		return
	}
	for msg := range f.messages(d.Octets) {
		if m := f.decode(&f.message, msg); f.tableOf(m) == t && f.id.identify(m) {
			_, _, sure := f.applyTo(t, fresh, m)
			t.stale = t.stale || !sure
		}
	}
}

// compare tells in what a list differs from what was known.
func (f *Follower) compare(t *followed, fresh *store) {
	source := Found
	if !t.listed {
		source = Listed
	}
	for o := range t.store.all() {
		if fresh.object(o.identity()) == nil {
			octets := o.octets()
			f.tell(pendingChange{op: Removed, table: t, old: octets, source: source, cause: f.causeOf(t, octets)})
		}
	}
	for _, o := range *fresh.order {
		if o.gone {
			continue
		}
		p := pendingChange{op: Added, table: t, new: o.octets(), source: source, cause: f.causeOf(t, o.octets())}
		if old := t.store.object(o.identity()); old != nil {
			if f.alike(t, old.octets(), p.new) {
				continue
			}
			p.op, p.old = Changed, old.octets()
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
