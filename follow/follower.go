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
	socket   *proxy.Socket
	sub      *proxy.Subscription
	interest Interest
	tables   []*followed
	protocol *codec.Protocol // nil if no table knows it
	decoder  codec.Decoder
	context  codec.Context

	queue   []proxy.Datagram // that came, and are not applied yet
	pending []pendingChange  // that are not told yet, from next on
	next    int

	id      identifier
	message codec.Message // that is being looked at
	old     codec.Message // of the current Change
	now     codec.Message
	event   codec.Message
}

// Interest is what a Follower is for.
type Interest struct {
	Tables []*Table
	// Groups are multicast groups besides those of the Tables, as proxy.Interest takes them. A generic netlink family
	// that is not there yet is waited for.
	Groups []string
	// Everything has events told that change nothing, and those that are about no object of the Tables; losses, and
	// what is given up.
	Everything bool
	// Note, if not nil, is asked about each datagram once, in the order in which they came: what it returns comes with
	// the changes that the datagram tells of.
	Note func(*proxy.Datagram) any
	// Limit is how many octets of objects are kept, about; 0: as many as there are. If they become more, the largest
	// Table is given up.
	Limit int64
}

// followed is a Table that is followed.
type followed struct {
	*Table
	object   *codec.Object
	likeness *likeness
	wanted   bool // by the caller, not only for others
	store    *store
	listed   bool      // once at least
	stale    bool      // it has to be listed anew
	givenUp  bool      // its events are about nothing that is followed
	causes   []*Change // why it is stale, as far as it is not for a loss
	lossy    bool      // it is stale for a loss too
	wholly   bool      // it is stale for something else than the causes
}

// doubt has a Table listed anew, wholly.
func (t *followed) doubt(yes bool) {
	t.stale, t.wholly = t.stale || yes, t.wholly || yes
}

// pendingChange is a Change that is to be told.
type pendingChange struct {
	op              Op
	source          Source
	table           *followed
	old, new, event []byte
	note            any
	from            transport.From
	cause           *Change
	loss            *proxy.Overrun
}

// Open follows Tables of the socket's protocol: it joins their groups and lists their objects, which Changes tells
// first. It fails if a Table names what there is not, or the objects cannot be listed.
func Open(ctx context.Context, s *proxy.Socket, tables ...*Table) (*Follower, error) {
	return OpenTo(ctx, s, Interest{Tables: tables})
}

// OpenTo is Open for all that an Interest wants.
func OpenTo(ctx context.Context, s *proxy.Socket, in Interest) (*Follower, error) {
	f := &Follower{
		socket: s, interest: in, protocol: s.Registry().Protocol(s.Protocol()),
		decoder: codec.Decoder{Registry: s.Registry(), Resolver: s.Resolver()},
		context: codec.Context{Protocol: s.Protocol(), BigEndian: host.BigEndian},
	}
	for _, t := range in.Tables {
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
	return f.changes(ctx, f.sub.Take)
}

// AtHand is Changes that ends where it would wait. It may list anew what has become stale.
func (f *Follower) AtHand(ctx context.Context) iter.Seq2[Change, error] {
	return f.changes(ctx, func(context.Context) ([]proxy.Datagram, error) {
		if datagrams, err := f.sub.Take(ended); !errors.Is(err, context.Canceled) {
			return datagrams, err
		}
		return nil, errNothing
	})
}

// errNothing says that nothing is at hand.
var errNothing = errors.New("nothing is at hand")

// Wait waits until there is something for AtHand. It must not be called while Changes or AtHand run.
func (f *Follower) Wait(ctx context.Context) (err error) {
	if f.next == len(f.pending) && len(f.queue) == 0 && !f.anyStale() {
		f.queue, err = f.sub.Take(ctx)
	}
	return err
}

func (f *Follower) changes(
	ctx context.Context, take func(context.Context) ([]proxy.Datagram, error),
) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		for {
			for f.next < len(f.pending) {
				p := &f.pending[f.next]
				f.next++
				if (p.table == nil || p.table.wanted) && !yield(f.change(p), nil) {
					return
				}
			}
			clear(f.pending) // what it refers to may be large
			f.pending, f.next = f.pending[:0], 0
			if err := f.read(ctx, take); err != nil {
				if !errors.Is(err, proxy.ErrClosed) && !errors.Is(err, errNothing) {
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
			for o := range x.store.all() {
				if !yield(f.decode(&f.message, o.octets)) {
					return
				}
			}
		}
	}
}

// turn is how many datagrams are applied before what they change is told.
const turn = 512

// read takes events, and applies some of those that are there; after the last, what they made stale is listed anew.
func (f *Follower) read(ctx context.Context, take func(context.Context) ([]proxy.Datagram, error)) (err error) {
	if len(f.queue) == 0 && !f.anyStale() {
		if f.queue, err = take(ctx); err != nil {
			return err
		}
	}
	n := min(len(f.queue), turn)
	for i := range f.queue[:n] {
		f.apply(&f.queue[i])
	}
	if f.queue = f.queue[n:]; len(f.queue) == 0 && f.anyStale() {
		return f.refresh(ctx)
	}
	return nil
}

func (f *Follower) anyStale() bool {
	return f.socket != nil && slices.ContainsFunc(f.tables, func(t *followed) bool { return t.stale })
}

// apply applies a datagram to what is known, and tells what it changes.
func (f *Follower) apply(d *proxy.Datagram) {
	if d.Overrun != nil {
		for _, t := range f.tables {
			t.doubt(!t.givenUp)
			t.lossy = true
		}
		f.tellAll(pendingChange{op: Lost, loss: d.Overrun, from: d.From})
		return
	}
	p := pendingChange{from: d.From}
	if f.interest.Note != nil {
		p.note = f.interest.Note(d)
	}
	for p.event = range f.messages(d.Octets) {
		f.applyMessage(p)
	}
}

// applyMessage applies the message of a Change to what is known, and tells what it changes.
func (f *Follower) applyMessage(p pendingChange) {
	m := f.decode(&f.message, p.event)
	if m.IsControl() {
		return
	}
	p.table = f.tableOf(m)
	switch {
	case p.table == nil || p.table.givenUp || !f.id.identify(m):
		if p.table != nil { // it is about several, or one that the kernel was to choose
			p.table.doubt(!p.table.givenUp)
		}
		p.op, p.table = Passed, nil
		f.tellAll(p)
		return
	case !p.table.listed: // it will be listed
		return
	}
	var sure bool
	t := p.table
	p.old, p.new, sure = f.applyTo(t, t.store, m)
	t.doubt(!sure)
	p.source = f.sourceOf(&p, m)
	switch {
	case p.old == nil && p.new == nil: // it was not there
		p.op = Removed
		f.tellAll(p)
		return
	case p.old == nil:
		p.op = Added
	case p.new == nil:
		p.op = Removed
	case f.alike(t, p.old, p.new):
		p.op = Same
		f.tellAll(p)
		return
	default:
		p.op = Changed
	}
	f.tell(p)
	f.keepToLimit()
}

// applyTo applies a message about an object, whose identity is that of f, to a store, and returns what that had and has
// of it. sure is false if the message does not tell all that it does.
func (f *Follower) applyTo(t *followed, st *store, m *codec.Message) (before, after []byte, sure bool) {
	beside, one := st.beside(f.id.identity)
	if m.Type().Op == codec.OpDelete {
		before = st.remove(f.id.identity)
		return before, nil, before != nil || beside == 0 // else it may be a part of what stands there
	}
	sure = true
	if o := st.object(f.id.identity); o != nil {
		before = o.octets
	} else if m.Header().Flags&codec.FlagReplace != 0 {
		if sure = beside <= 1; beside == 1 { // else it may be any of them
			before = st.remove(one.identity)
		}
	} else if t.Merges != nil && beside > 0 {
		sure = !t.Merges(m)
	}
	after = m.Bytes()
	if t.Partial && before != nil {
		after = completed(m, f.decode(&f.old, before))
	}
	return before, st.put(f.id.identity, after), sure
}

// alike reports whether two messages of a Table say the same.
func (f *Follower) alike(t *followed, a, b []byte) bool {
	return t.likeness.alike(f.decode(&f.old, a), f.decode(&f.now, b))
}

// tell notes a change, and which Tables it may have changed in silence.
func (f *Follower) tell(p pendingChange) {
	f.pending = append(f.pending, p)
	var c, kept *Change
	for _, t := range f.tables {
		if t.Silent == nil || t.givenUp || !slices.Contains(t.After, p.table.Table) {
			continue
		}
		if c == nil {
			c = new(f.change(&p))
		}
		if !t.Silent(c) {
			continue
		}
		if t.stale = true; !t.listed || f.socket == nil {
			continue
		}
		if kept == nil {
			kept = f.kept(&p)
		}
		t.causes = append(t.causes, kept)
	}
}

// tellAll notes what only those want to know who want Everything.
func (f *Follower) tellAll(p pendingChange) {
	if f.interest.Everything {
		f.pending = append(f.pending, p)
	}
}

// change makes a Change of what is pending.
func (f *Follower) change(p *pendingChange) Change {
	return f.changeOf(p, &f.old, &f.now, &f.event)
}

// kept is change with messages that stay.
func (f *Follower) kept(p *pendingChange) *Change {
	return new(f.changeOf(p, new(codec.Message), new(codec.Message), new(codec.Message)))
}

func (f *Follower) changeOf(p *pendingChange, old, now, event *codec.Message) Change {
	c := Change{Op: p.op, Note: p.note, From: p.from, Source: p.source, Cause: p.cause, Loss: p.loss}
	if p.table != nil {
		c.Table, c.likeness = p.table.Table, p.table.likeness
	}
	if p.old != nil {
		c.Old = f.decode(old, p.old)
	}
	if p.new != nil {
		c.New = f.decode(now, p.new)
	}
	switch {
	case p.event == nil:
	case p.new != nil && !p.table.Partial:
		c.Event = c.New
	default:
		c.Event = f.decode(event, p.event)
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
