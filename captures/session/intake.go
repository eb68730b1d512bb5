package session

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime"
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

// intake reads records, does what must be done in their order, and gathers them in batches.
type intake struct {
	s       *Session
	reader  captures.Reader
	rec     captures.Record
	order   *order
	free    sync.Pool     // of batches
	reading chan struct{} // holds a token while nobody reads
	done    chan struct{} // closed when no more is read

	mu       sync.Mutex
	closed   bool
	failure  error       // why the rest of the input cannot be read
	current  *batch      // nil if there is nothing in it
	timer    *time.Timer // flushes the current batch
	snapshot *codec.Resolver
	pairs    *pairs
	guesses  map[uint16]int
	guessed  int // protocol of records that do not say
	decoder  codec.Decoder
	message  codec.Message
	head     [codec.HeaderLen + 4]byte
	links    *links // nil if the form does not remember
}

func newIntake(s *Session, r captures.Reader, o *order) *intake {
	in := &intake{
		s: s, reader: r, order: o, reading: make(chan struct{}, 1), done: make(chan struct{}),
		snapshot: s.opts.Resolver.Snapshot(), guesses: map[uint16]int{},
		guessed: captures.ProtocolUnknown, pairs: newPairs(),
		decoder: codec.Decoder{Registry: s.opts.Registry, Resolver: s.opts.Resolver},
	}
	if f := s.opts.Form; f != nil && f.Remembers {
		in.links = newLinks()
	}
	in.free.New = func() any { return newBatch() }
	in.reading <- struct{}{}
	return in
}

// fill waits until nobody else reads, reads until a batch is full or the capture ends, and returns the batch; nil when
// there are no more.
func (in *intake) fill() *batch {
	if !in.await() {
		return nil
	}
	defer func() { in.reading <- struct{}{} }()
	for !in.s.stop.Load() {
		if err := in.reader.Next(&in.rec); err != nil {
			if !in.skip(err) {
				return in.close(err)
			}
			continue
		}
		if b, ok := in.addRecord(&in.rec); b != nil || !ok {
			return b
		}
	}
	return in.close(nil)
}

// asks is how often a worker asks whether it may read before it is put to sleep: for longer than another takes to fill a
// batch from a file, since to be put to sleep and woken takes as long.
const asks = 5000

// await waits until nobody else reads, and reports whether there is more to be read.
func (in *intake) await() bool {
	for range asks {
		select {
		case <-in.reading:
			return true
		case <-in.done:
			return false
		default:
			runtime.Gosched()
		}
	}
	select {
	case <-in.reading:
		return true
	case <-in.done:
		return false
	}
}

// skip notes a fault of the input, and reports whether the reader went past it.
func (in *intake) skip(err error) bool {
	var fault *captures.Error
	if !errors.As(err, &fault) || !fault.Skipped {
		return false
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.closed {
		in.s.stats.Skipped++
		in.s.opts.Notice(err.Error())
	}
	return true
}

// addRecord adds a record to the current batch. It returns a batch that is full, and false if no more are wanted.
func (in *intake) addRecord(rec *captures.Record) (full *batch, ok bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return nil, false
	}
	if rec.Protocol == captures.ProtocolUnknown && rec.Link == captures.Netlink {
		if rec.Protocol = in.s.opts.Protocol; rec.Protocol == captures.ProtocolUnknown && rec.Event == "" {
			rec.Protocol = in.guessProtocol(rec)
		}
	} else if rec.Guess != "" {
		in.tell(rec, rec.Protocol, in.protocolName(rec.Protocol), rec.Guess)
	}
	learned := rec.Protocol == protocolGeneric && in.learn(rec)
	if learned {
		full = in.cut()
		in.snapshot = in.s.opts.Resolver.Snapshot()
	}
	if in.current == nil {
		in.current = in.free.Get().(*batch)
		in.timer.Reset(flushAfter)
	}
	in.s.records++
	r := in.current.add(rec, in.s.records)
	if rec.Link != captures.Other && rec.Event == "" {
		in.split(r)
	}
	if full == nil && in.current.full() {
		full = in.cut()
	}
	return full, true
}

// take returns the current batch although it is not full; nil if there is nothing in it.
func (in *intake) take() *batch {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.cut()
}

// close ends the reading, because of an error or without one, and returns the last batch; nil if there is none.
func (in *intake) close(err error) *batch {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return nil
	}
	last := in.cut()
	in.closed = true
	var fault *captures.Error
	if !errors.Is(err, io.EOF) || errors.As(err, &fault) { // a fault may be that the input ends too early
		in.failure = err
	}
	in.timer.Stop()
	close(in.done)
	in.order.pending.Done()
	return last
}

// cut ends the current batch, and returns it unless there is nothing in it.
func (in *intake) cut() *batch {
	b := in.current
	if in.closed || b == nil {
		return nil
	}
	in.current = nil
	b.resolver = in.snapshot
	in.order.add(b)
	return b
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
