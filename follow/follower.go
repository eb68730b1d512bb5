package follow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// Follower keeps the objects of Tables current. It is for one goroutine at a time; the socket may be in use by others.
type Follower struct {
	socket  *proxy.Socket
	sub     *proxy.Subscription
	tables  []*followed
	decoder codec.Decoder
	context codec.Context

	pending []pendingChange // that are not told yet, from next on
	next    int
	early   []proxy.Datagram // that came while a list was read: they may be news to other Tables

	id      identity
	message codec.Message // that is being looked at
	old     codec.Message // of the current Change
	now     codec.Message
	event   codec.Message
}

// followed is a Table that is followed.
type followed struct {
	*Table
	object   *codec.Object
	likeness *likeness
	wanted   bool // by the caller, not only for others
	store    *store
	listed   bool   // once at least
	stale    bool   // it has to be listed anew
	since    uint64 // what arrived up to here is in the store
}

// pendingChange is a Change that is to be told.
type pendingChange struct {
	op              Op
	table           *followed
	old, new, event []byte
	from            transport.From
	source          Source
}

// Open follows Tables of the socket's protocol: it joins their groups and lists their objects, which Changes tells
// first. It fails if a Table names what there is not, or the objects cannot be listed.
func Open(ctx context.Context, s *proxy.Socket, tables ...*Table) (*Follower, error) {
	f := &Follower{
		socket:  s,
		decoder: codec.Decoder{Registry: s.Registry(), Resolver: s.Resolver()},
		context: codec.Context{Protocol: s.Protocol(), BigEndian: host.BigEndian},
	}
	for _, t := range tables {
		if err := f.add(t, true); err != nil {
			return nil, fmt.Errorf("follow %s: %w", t.Name, err)
		}
	}
	var err error
	if f.sub, err = f.subscribe(ctx); err != nil {
		return nil, fmt.Errorf("follow: %w", err)
	}
	if err := f.refresh(ctx); err != nil {
		_ = f.sub.Close()
		return nil, err
	}
	return f, nil
}

// add follows a Table, and first those that it comes after, so that what these tell is known when it is listed anew.
func (f *Follower) add(t *Table, wanted bool) error {
	if i := slices.IndexFunc(f.tables, func(x *followed) bool { return x.Table == t }); i >= 0 {
		f.tables[i].wanted = f.tables[i].wanted || wanted
		return nil
	}
	for _, before := range t.After {
		if err := f.add(before, false); err != nil {
			return err
		}
	}
	x := &followed{Table: t, wanted: wanted, store: newStore(), stale: true}
	f.tables = append(f.tables, x)
	scope, err := scopeOf(f.decoder.Registry, t.Dump.Protocol)
	if err != nil {
		return err
	}
	types, err := scope.Message(t.Dump.Type)
	if err != nil {
		return err
	}
	x.object = types[0].Object
	switch several := func(k codec.Key) bool { return k.In != "" }; {
	case x.object == nil || len(x.object.Keys) == 0:
		return fmt.Errorf("the tables do not say what tells one object of %s from another", t.Dump.Type)
	case slices.ContainsFunc(x.object.Keys, several):
		return fmt.Errorf("a message of %s is about several objects", t.Dump.Type)
	}
	x.likeness, err = newLikeness(scope, types[0], t.Volatile)
	return err
}

// scopeOf returns the messages of a protocol, or of a generic netlink family.
func scopeOf(reg *codec.Registry, name string) (*catalog.Scope, error) {
	if reg.Family(name) != nil {
		return catalog.New(reg, "", name), nil
	}
	p, err := reg.ProtocolNamed(name)
	if err != nil {
		return nil, err
	}
	return catalog.New(reg, p.Name, ""), nil
}

// Close ends it. The socket stays open.
func (f *Follower) Close() error { return f.sub.Close() }

// Changes returns what happens to the objects as it becomes known: first, unless it was told already, each of the lists
// as Added, and a Change that is Current after each; then what comes. A list that was read anew ends with one, too. The
// loop may be left, and begun again: it goes on where it stopped, after an error too. It ends with an error, or when the
// Follower or its socket is closed.
func (f *Follower) Changes(ctx context.Context) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		for {
			for f.next < len(f.pending) {
				p := &f.pending[f.next]
				f.next++
				if p.table.wanted && !yield(f.change(p), nil) {
					return
				}
			}
			f.pending, f.next = f.pending[:0], 0
			if err := f.read(ctx); err != nil {
				if !errors.Is(err, proxy.ErrClosed) {
					yield(Change{}, err)
				}
				return
			}
		}
	}
}

// Objects returns what there is of a Table, as far as Changes has told it or is about to, in no order. A message is
// valid until the next.
func (f *Follower) Objects(t *Table) iter.Seq[*codec.Message] {
	return func(yield func(*codec.Message) bool) {
		for _, x := range f.tables {
			if x.Table != t {
				continue
			}
			for _, list := range x.store.places {
				for _, o := range list {
					if !yield(f.decode(&f.message, o.octets)) {
						return
					}
				}
			}
		}
	}
}

// read waits for events, and applies all that are there; then it lists anew what they made stale.
func (f *Follower) read(ctx context.Context) error {
	datagrams := f.early
	if f.early = nil; len(datagrams) == 0 && !f.anyStale() {
		var err error
		if datagrams, err = f.sub.Take(ctx); err != nil {
			return err
		}
	}
	for i := range datagrams {
		f.apply(&datagrams[i])
	}
	if f.anyStale() {
		return f.refresh(ctx)
	}
	return nil
}

func (f *Follower) anyStale() bool {
	return slices.ContainsFunc(f.tables, func(t *followed) bool { return t.stale })
}

// apply applies a datagram to what is known, and tells what it changes.
func (f *Follower) apply(d *proxy.Datagram) {
	for _, t := range f.tables {
		t.stale = t.stale || t.misses(d)
	}
	for msg := range host.Messages(d.Octets) {
		m := f.decode(&f.message, msg)
		t := f.tableOf(m)
		if t == nil || d.From.Arrival <= t.since {
			continue
		}
		before, after, sure := f.applyTo(t, t.store, m)
		t.stale = t.stale || !sure
		p := pendingChange{table: t, old: before, new: after, event: msg, from: d.From}
		switch {
		case before == nil && after == nil, before != nil && after != nil && f.alike(t, before, after):
			continue
		case before != nil && after != nil:
			p.op = Changed
		case before != nil:
			p.op = Removed
		}
		f.tell(p)
	}
}

// applyTo applies a message about an object to a store, and returns what that had and has of it. sure is false if the
// message does not tell all that it does.
func (f *Follower) applyTo(t *followed, st *store, m *codec.Message) (before, after []byte, sure bool) {
	if !f.id.identify(m) {
		return nil, nil, false
	}
	own := entry{string(f.id.key), f.id.place}
	if m.Type().Op == codec.OpDelete {
		before = st.remove(own)
		return before, nil, before != nil || len(st.beside(&f.id)) == 0 // else it may be a part of what stands there
	}
	sure = true
	if o := st.object(&f.id); o != nil {
		before = o.octets
	} else if m.Header().Flags&codec.FlagReplace != 0 {
		var key string
		if key, sure = st.displaced(&f.id); key != "" {
			before = st.remove(entry{key, f.id.place})
		}
	} else if t.Merges != nil && len(st.beside(&f.id)) > 0 {
		sure = !t.Merges(m)
	}
	st.put(&f.id, m.Bytes())
	return before, m.Bytes(), sure
}

// alike reports whether two messages of a Table say the same.
func (f *Follower) alike(t *followed, a, b []byte) bool {
	return t.likeness.alike(f.decode(&f.old, a), f.decode(&f.now, b))
}

// tell notes a change, and which Tables it may have changed in silence.
func (f *Follower) tell(p pendingChange) {
	f.pending = append(f.pending, p)
	var c *Change
	for _, t := range f.tables {
		if t.Silent == nil || t.stale || !slices.Contains(t.After, p.table.Table) {
			continue
		}
		if c == nil {
			c = new(f.change(&p))
		}
		t.stale = t.Silent(c)
	}
}

// change makes a Change of what is pending.
func (f *Follower) change(p *pendingChange) Change {
	c := Change{Op: p.op, Table: p.table.Table, From: p.from, Source: p.source, likeness: p.table.likeness}
	if p.old != nil {
		c.Old = f.decode(&f.old, p.old)
	}
	if p.new != nil {
		c.New = f.decode(&f.now, p.new)
	}
	switch {
	case p.event == nil:
	case p.new != nil:
		c.Event = c.New
	default:
		c.Event = f.decode(&f.event, p.event)
	}
	return c
}

func (f *Follower) decode(m *codec.Message, octets []byte) *codec.Message {
	_ = f.decoder.Decode(m, f.context, octets) // what is damaged is in its Faults
	return m
}

// tableOf returns the Table that a message is about, or nil.
func (f *Follower) tableOf(m *codec.Message) *followed {
	typ := m.Type()
	if typ == nil || typ.Object == nil || typ.Op != codec.OpNew && typ.Op != codec.OpDelete {
		return nil
	}
	for _, t := range f.tables {
		if t.object == typ.Object && (t.Has == nil || t.Has(m)) {
			return t
		}
	}
	return nil
}
