package session

import (
	"math/rand/v2"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// maxRequests is how many requests are remembered. Older ones are forgotten; what answers them stands alone then.
const maxRequests = 16384

// pairs remembers requests, so that what answers them can be told. Every step takes the same time, whatever is
// remembered: only the newest request of each view can be wanted, and the one that is forgotten is the oldest of all.
type pairs struct {
	blocks [maxRequests / blockSize]*block // a ring, in blocks: it grows without being copied
	count  int32                           // how many requests are remembered
	at     int32                           // the slot of the next one: in a full ring, of the oldest
	newest [views]buckets
	seeds  [4]uint64 // nobody can make requests that share a bucket
	last   lookup
	slot   int32 // what last found
	lost   unanswered
}

// blockSize is how many requests the ring grows by.
const blockSize = 256

// block is requests, and apart from them what they are found by: a search looks at many of those, and at one request.
type block struct {
	keys     [blockSize]key
	requests [blockSize]request
}

// key is what a request is found by.
type key struct {
	lookup
	next [views]link // in the lists
}

// lookup is a search for the request of a message: what a request and its answers have in common.
type lookup struct {
	protocol, fd int32
	seq          uint32
	portID       uint32 // that the message is for, 0 if unknown
	pid          int    // of the program, 0 if unknown
}

// A view is what requests have to agree in besides protocol, descriptor and sequence number.
const (
	byPid = 1 << iota
	byPort
	views // how many there are
)

// agrees reports whether requests agree in a view.
func (l *lookup) agrees(with *lookup, view int) bool {
	return l.seq == with.seq && l.fd == with.fd && l.protocol == with.protocol &&
		(view&byPid == 0 || l.pid == with.pid) && (view&byPort == 0 || l.portID == with.portID)
}

// buckets hold, of requests that agree in a view, the newest: a list of them each.
type buckets [maxRequests]link

// link is the slot of a request and one more; 0 ends a list.
type link uint16

// request is a message that may be answered.
type request struct {
	seq      uint32
	parts    int32
	number   uint16 // nlmsg_type, or the command of a generic netlink message
	wants    bool   // an answer must come
	asks     bool   // what comes is what was asked for, not only a consequence
	answered bool
	typ      *codec.MessageType
	time     time.Time
	record   int64
	family   string
	printed  string // what the capture says in place of nlmsg_type, "" if it tells that
	pos      captures.Position

	asked        *asked
	answerRecord int64 // the record that answer belongs to
	answer       [event + 1]int32
}

func newPairs() *pairs {
	p := &pairs{slot: -1}
	for i := range p.seeds {
		p.seeds[i] = rand.Uint64()
	}
	return p
}

// request returns the request in a slot.
func (p *pairs) request(slot int32) *request {
	return &p.blocks[slot/blockSize].requests[slot%blockSize]
}

func (p *pairs) key(slot int32) *key { return &p.blocks[slot/blockSize].keys[slot%blockSize] }

// find returns the slot of the request that a message answers, or -1: the newest one of the same program or, if there
// is none, of any. Port ids must agree where both are known.
func (p *pairs) find(l lookup) int32 {
	if p.slot >= 0 && p.last == l {
		return p.slot
	}
	p.last, p.slot = l, p.search(l)
	return p.slot
}

// search is find for another message than the last.
func (p *pairs) search(l lookup) int32 {
	if last := (p.at + maxRequests - 1) % maxRequests; p.count > 0 { // most answers are to the request before them
		k := p.key(last)
		if k.agrees(&l, byPid) && (k.portID == l.portID || k.portID == 0 || l.portID == 0) {
			return last
		}
	}
	if found := p.newestOf(l, byPid); found >= 0 {
		return found
	}
	return p.newestOf(l, 0)
}

// newestOf is find for requests of the same program, or of any.
func (p *pairs) newestOf(l lookup, view int) int32 {
	if l.portID == 0 {
		return int32(*p.place(&l, view)) - 1
	}
	same := int32(*p.place(&l, view|byPort)) - 1
	l.portID = 0
	return p.newer(same, int32(*p.place(&l, view|byPort))-1)
}

// place returns where the newest request of a view is, or would be, linked to.
func (p *pairs) place(l *lookup, view int) *link {
	at := &p.newest[view][p.bucket(l, view)]
	for *at != 0 {
		k := p.key(int32(*at) - 1)
		if k.agrees(l, view) {
			break
		}
		at = &k.next[view]
	}
	return at
}

// bucket hashes by multiplication with random numbers.
func (p *pairs) bucket(l *lookup, view int) uint64 {
	h := (uint64(l.seq) + p.seeds[0]) * (uint64(uint32(l.fd)) + uint64(l.protocol)<<32 + p.seeds[1])
	if view&byPid != 0 {
		h += uint64(l.pid) * p.seeds[2]
	}
	if view&byPort != 0 {
		h += uint64(l.portID) * p.seeds[3]
	}
	return h >> 32 % maxRequests
}

// newer returns which of two requests came later. One that there is not, -1, came before all others.
func (p *pairs) newer(a, b int32) int32 {
	if p.age(a) > p.age(b) {
		return a
	}
	return b
}

// age is how many of the requests that are remembered came before that one.
func (p *pairs) age(slot int32) int32 {
	if slot < 0 {
		return -1
	}
	return (slot - p.at + maxRequests) % maxRequests
}

// add remembers a request that is found by l, at the cost of the oldest one if there are too many.
func (p *pairs) add(l lookup, r request) {
	slot := p.at
	p.at = (p.at + 1) % maxRequests
	p.slot = -1
	if p.blocks[slot/blockSize] == nil {
		p.blocks[slot/blockSize] = new(block)
	}
	if p.count == maxRequests {
		p.forget(slot)
	} else {
		p.count++
	}
	r.seq = l.seq
	*p.request(slot) = r
	k := p.key(slot)
	*k = key{lookup: l}
	for view := range k.next {
		at := p.place(&l, view)
		if *at != 0 {
			k.next[view] = p.key(int32(*at) - 1).next[view]
		}
		*at = link(slot + 1)
	}
}

// forget gives up the oldest request.
func (p *pairs) forget(slot int32) {
	if r := p.request(slot); r.wants && !r.answered {
		p.lost.add(r)
	}
	k := p.key(slot)
	for view := range k.next {
		if at := p.place(&k.lookup, view); *at == link(slot+1) {
			*at = k.next[view]
		}
	}
}

// all yields the requests, the oldest first.
func (p *pairs) all(yield func(*request) bool) {
	for i := range p.count {
		if !yield(p.request((p.at - p.count + i + maxRequests) % maxRequests)) {
			return
		}
	}
}
