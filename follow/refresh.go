package follow

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/nlkit/nlkit/internal/host"
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

// list lists a Table anew. The list takes the place of what was known once the events that came with it are applied,
// and what is different then is told.
func (f *Follower) list(ctx context.Context, t *followed) error {
	before := f.socket.Arrived()
	fresh, stale := newStore(), false
	fresh.order = new([]entry)
	for e, err := range f.socket.DumpEvents(ctx, t.Dump) {
		switch {
		case errors.Is(err, proxy.ErrDumpInterrupted):
			stale = true
		case err != nil && t.Optional && unknown(err):
		case err != nil:
			return err
		case f.tableOf(e.Message) != t:
		case !f.id.identify(e.Message):
			return fmt.Errorf("%s is about no single object", e.Message.Name())
		default:
			fresh.put(&f.id, bytes.Clone(e.Message.Bytes()))
		}
	}
	sure, err := f.catchUp(t, fresh, before)
	if err != nil {
		return err
	}
	f.compare(t, fresh)
	fresh.order = nil
	t.store, t.stale, t.listed = fresh, stale || !sure, true
	return nil
}

// catchUp applies the events to a list that came since it was asked for. All are kept: they may be news to others.
// sure is false if the list may be wrong all the same.
func (f *Follower) catchUp(t *followed, fresh *store, before uint64) (sure bool, err error) {
	datagrams, err := f.sub.Take(ended)
	if err != nil && !errors.Is(err, context.Canceled) {
		return false, err
	}
	f.early = append(f.early, datagrams...)
	t.since, sure = before, true
	for i := range datagrams {
		d := &datagrams[i]
		if t.misses(d) {
			sure = false
		}
		if d.From.Arrival <= before {
			continue
		}
		t.since = d.From.Arrival
		for msg := range host.Messages(d.Octets) {
			if m := f.decode(&f.message, msg); f.tableOf(m) == t {
				_, _, ok := f.applyTo(t, fresh, m)
				sure = sure && ok
			}
		}
	}
	return sure, nil
}

// misses reports whether a datagram tells of a loss after the list was read. What waited too long has no one time.
func (t *followed) misses(d *proxy.Datagram) bool {
	return d.Overrun != nil && (d.Overrun.Queue || d.From.Arrival > t.since)
}

// compare tells in what a list differs from what was known.
func (f *Follower) compare(t *followed, fresh *store) {
	source := Found
	if !t.listed {
		source = Listed
	}
	for place, list := range t.store.places {
		for _, o := range list {
			if fresh.at(entry{o.key, len(place)}) == nil {
				f.tell(pendingChange{op: Removed, table: t, old: o.octets, source: source})
			}
		}
	}
	for _, e := range *fresh.order {
		o := fresh.at(e)
		if o == nil || o.told {
			continue
		}
		o.told = true
		p := pendingChange{op: Added, table: t, new: o.octets, source: source}
		if old := t.store.at(e); old != nil {
			if f.alike(t, old.octets, o.octets) {
				continue
			}
			p.op, p.old = Changed, old.octets
		}
		f.tell(p)
	}
	f.tell(pendingChange{op: Current, table: t, source: source})
}
