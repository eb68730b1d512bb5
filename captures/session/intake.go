package session

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// flushAfter is how long a record waits for others to share a batch with it.
const flushAfter = 10 * time.Millisecond

// protocolGeneric is NETLINK_GENERIC (linux/netlink.h).
const protocolGeneric = 16

// maxGuesses is how many messages of an unknown generic netlink id are looked at to find its family.
const maxGuesses = 16

// intake reads records, does what must be done in their order, and deals them out in batches.
type intake struct {
	s     *Session
	work  chan *batch // to the workers
	order chan *batch // to the writer
	free  sync.Pool   // of batches

	mu       sync.Mutex
	closed   bool
	current  *batch
	timer    *time.Timer
	snapshot *codec.Resolver
	pairs    *pairs
	guesses  map[uint16]int
	guessed  int // protocol of records that do not say
	decoder  codec.Decoder
	message  codec.Message
	head     [codec.HeaderLen + 4]byte
	links    *links // nil if the form does not remember
}

func newIntake(s *Session) *intake {
	n := s.opts.Workers
	in := &intake{
		s: s, work: make(chan *batch, n), order: make(chan *batch, 2*n),
		current: newBatch(), snapshot: s.opts.Resolver.Snapshot(), guesses: map[uint16]int{},
		guessed: captures.ProtocolUnknown, pairs: newPairs(),
		decoder: codec.Decoder{Registry: s.opts.Registry, Resolver: s.opts.Resolver},
	}
	if f := s.opts.Form; f != nil && f.Remembers {
		in.links = newLinks()
	}
	in.free.New = func() any { return newBatch() }
	in.timer = time.AfterFunc(time.Hour, in.flush)
	in.timer.Stop()
	return in
}

// readAll reads until the end of the capture.
func (in *intake) readAll(ctx context.Context, r captures.Reader) error {
	var rec captures.Record
	for ctx.Err() == nil && !in.s.stop.Load() {
		err := r.Next(&rec)
		var fault *captures.Error
		switch {
		case err == nil:
			if !in.addRecord(&rec) {
				return nil
			}
		case errors.Is(err, io.EOF) && !errors.As(err, &fault):
			return nil
		case errors.As(err, &fault) && fault.Skipped:
			if !in.skip(err) {
				return nil
			}
		default:
			return err
		}
	}
	return nil
}

// skip notes a fault of the input that the reader went past.
func (in *intake) skip(err error) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return false
	}
	in.s.stats.Skipped++
	in.s.opts.Notice(err.Error())
	return true
}

// addRecord adds a record to the current batch. It returns false if no more are wanted.
func (in *intake) addRecord(rec *captures.Record) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return false
	}
	if rec.Protocol == captures.ProtocolUnknown && rec.Link == captures.Netlink {
		if rec.Protocol = in.s.opts.Protocol; rec.Protocol == captures.ProtocolUnknown && rec.Event == "" {
			rec.Protocol = in.guessProtocol(rec)
		}
	} else if rec.Guess != "" {
		in.tell(rec, rec.Protocol, in.protocolName(rec.Protocol), rec.Guess)
	}
	learned := rec.Protocol == protocolGeneric && in.learn(rec)
	if learned || !in.current.fits(len(rec.Data)) {
		in.dispatch()
	}
	if learned {
		in.snapshot = in.s.opts.Resolver.Snapshot()
	}
	in.s.records++
	if len(in.current.records) == 0 {
		in.timer.Reset(flushAfter)
	}
	r := in.current.add(rec, in.s.records)
	if rec.Link != captures.Other && rec.Event == "" {
		in.split(r)
	}
	return true
}

// flush deals out the current batch although it is not full.
func (in *intake) flush() {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.closed {
		in.dispatch()
	}
}

// close deals out the last batch and ends the work.
func (in *intake) close() {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return
	}
	in.dispatch()
	in.closed = true
	in.timer.Stop()
	close(in.work)
	close(in.order)
}

// dispatch hands the current batch over. It waits while all workers have enough to do.
func (in *intake) dispatch() {
	if len(in.current.records) == 0 {
		return
	}
	in.current.resolver = in.snapshot
	in.order <- in.current
	in.work <- in.current
	in.current = in.free.Get().(*batch)
}

// recycle takes back a batch that was written.
func (in *intake) recycle(b *batch) {
	b.reset()
	in.free.Put(b)
}

// split finds the messages of a record, and what they have to do with each other.
func (in *intake) split(r *record) {
	b := in.current
	rest := r.Data
	p := in.s.opts.Registry.Protocol(r.Protocol)
	for len(rest) > 0 {
		msg, next, _ := p.Split(rest, r.BigEndian) // the decoder says what is wrong
		if len(msg) == 0 {
			break
		}
		at := len(r.Data) - len(rest)
		e := entry{from: int32(at), to: int32(at + len(msg)), next: int32(len(r.Data) - len(next)), answer: -1}
		switch {
		case r.Link == captures.Packet:
			in.pairPacket(r, &e, msg)
		case len(msg) >= codec.HeaderLen && in.pairable(r, p, at):
			in.pair(r, &e, msg)
		}
		if in.links != nil {
			in.remember(r, msg, at)
		}
		b.entries = append(b.entries, e)
		r.count++
		rest = next
	}
	if r.count > 0 {
		last := &b.entries[len(b.entries)-1]
		last.next = int32(len(r.Data))
	}
}

// pairable reports whether the message at a place can ask or answer: it was passed, and its header is told.
func (in *intake) pairable(r *record, p *codec.Protocol, at int) bool {
	return r.Failed == "" && (p == nil || !p.Headless && !p.OwnTypes) &&
		len(untoldIn(r.Missing, at+flagsAt, at+codec.HeaderLen)) == 0
}

// learn learns generic netlink ids from a record, and reports whether there was anything new in it.
func (in *intake) learn(r *captures.Record) bool {
	learned := false
	for rest := r.Data; len(rest) > 0; {
		var msg []byte
		at := len(r.Data) - len(rest)
		msg, rest, _ = codec.Split(rest, r.BigEndian)
		if len(msg) < codec.HeaderLen+4 {
			break
		}
		id := uint16(msg[4]) | uint16(msg[5])<<8
		if r.BigEndian {
			id = binary.BigEndian.Uint16(msg[4:])
		}
		switch {
		case id == codec.GenlIDCtrl:
			_ = in.decoder.Decode(&in.message, codec.Context{Protocol: protocolGeneric, BigEndian: r.BigEndian,
				Missing: appendUntold(nil, r.Missing, at, at+len(msg))}, msg)
			learned = in.decoder.Resolver.Learn(in.s.opts.Registry, &in.message) || learned
		case id >= codec.MinType && !in.decoder.Resolver.Known(in.s.opts.Registry, id):
			learned = in.guess(r, id, msg) || learned
		}
	}
	return learned
}

// guess finds the family of an id that nobody announced.
func (in *intake) guess(r *captures.Record, id uint16, msg []byte) bool {
	o := &in.s.opts
	name := o.Family
	if name == "" {
		if o.Numeric || in.guesses[id] >= maxGuesses || len(r.Missing) > 0 {
			return false
		}
		in.guesses[id]++
		name = o.Resolver.Guess(o.Registry, codec.Context{Protocol: protocolGeneric, BigEndian: r.BigEndian}, msg)
		if name == "" {
			return false
		}
		o.Notice(fmt.Sprintf("%s: generic netlink id %d looks like %s; --genl %d=NAME says otherwise", r.Pos, id, name,
			id))
	}
	o.Resolver.Set(o.Registry, id, name)
	return true
}
