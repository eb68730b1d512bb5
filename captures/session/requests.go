package session

import (
	"iter"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
)

// maxRequests is how many requests are remembered. Older ones are forgotten; what answers them stands alone then.
const maxRequests = 16384

// pairs remembers requests, so that what answers them can be told. Every step takes the same time, whatever is
// remembered: only the newest request of each kind can be wanted, and the one that is forgotten is the oldest of all.
type pairs struct {
	keys  map[pairKey]newest
	views map[view]int32 // index of the newest request in a view; of keys whose requests differ
	ring  []request
	at    int  // the next place in a full ring: that of the oldest request
	pids  bool // there were requests of several programs
	ports bool // and of several port ids
	last  lookup
	slot  int32 // what last found
	lost  unanswered
}

// pairKey is what a request and its answers have in common in every capture.
type pairKey struct {
	protocol, fd int32
	seq          uint32
}

// newest is what is known of the requests of a key.
type newest struct {
	slot   int32 // index of the newest one
	differ bool  // in program or port id: views tell more
}

// lookup is a search for the request of a message.
type lookup struct {
	key    pairKey
	pid    int    // of the program, 0 if unknown
	portID uint32 // that the message is for, 0 if unknown
}

// view is requests that agree in the key and, each where it counts, in the program and the port id.
type view struct {
	lookup
	byPid, byPort bool
}

// view returns the view that l is part of.
func (l lookup) view(byPid, byPort bool) view {
	if !byPid {
		l.pid = 0
	}
	if !byPort {
		l.portID = 0
	}
	return view{l, byPid, byPort}
}

// request is a message that may be answered.
type request struct {
	lookup
	time     time.Time
	record   int64
	pos      captures.Position
	typ      *codec.MessageType
	family   string
	number   uint16 // nlmsg_type, or the command of a generic netlink message
	printed  string // what the capture says in place of nlmsg_type, "" if it tells that
	wants    bool   // an answer must come
	asks     bool   // what comes is what was asked for, not only a consequence
	answered bool
	parts    int32

	answerRecord int64 // the record that answer belongs to
	answer       [event + 1]int32
}

func (p *pairs) reset() {
	*p = pairs{keys: map[pairKey]newest{}, views: map[view]int32{}, slot: -1}
}

// find returns the request that a message answers, or -1: the newest one of the same program or, if there is none, of
// any. Port ids must agree where both are known.
func (p *pairs) find(l lookup) int32 {
	if p.slot >= 0 && p.last == l {
		return p.slot
	}
	n, ok := p.keys[l.key]
	if !ok {
		return -1
	}
	found := n.slot
	if n.differ {
		if found = p.newestOf(l, p.pids); found < 0 {
			found = p.newestOf(l, false)
		}
	}
	if found >= 0 && !samePort(p.ring[found].portID, l.portID) {
		found = -1
	}
	p.last, p.slot = l, found
	return found
}

// samePort reports whether port ids agree, as far as they are known.
func samePort(a, b uint32) bool { return a == 0 || b == 0 || a == b }

// newestOf returns the newest request of a key whose requests differ, or -1.
func (p *pairs) newestOf(l lookup, byPid bool) int32 {
	switch {
	case p.ports && l.portID != 0:
		same := p.in(l.view(byPid, true))
		l.portID = 0
		return p.newer(same, p.in(l.view(byPid, true)))
	case byPid:
		return p.in(l.view(true, false))
	}
	return p.keys[l.key].slot
}

func (p *pairs) in(v view) int32 {
	if slot, ok := p.views[v]; ok {
		return slot
	}
	return -1
}

// newer returns which of two requests came later. One that there is not, -1, came before all others.
func (p *pairs) newer(a, b int32) int32 {
	if p.age(a) > p.age(b) {
		return a
	}
	return b
}

// age is how many of the requests that are remembered came before that one.
func (p *pairs) age(slot int32) int {
	if slot < 0 {
		return -1
	}
	return (int(slot) - p.at + len(p.ring)) % len(p.ring)
}

// add remembers a request, at the cost of the oldest one if there are too many.
func (p *pairs) add(r request) {
	p.slot = -1
	pids, ports := p.pids, p.ports
	if len(p.ring) > 0 { // the first stands for all until one differs
		first := &p.ring[0]
		pids, ports = pids || first.pid != r.pid, ports || first.portID != r.portID
	}
	i := int32(len(p.ring))
	if i < maxRequests {
		p.ring = append(p.ring, r)
	} else {
		i = int32(p.at)
		p.at = (p.at + 1) % maxRequests
		p.forget(i)
		p.ring[i] = r
	}
	if pids == p.pids && ports == p.ports {
		p.index(i)
		return
	}
	p.pids, p.ports = pids, ports
	clear(p.keys)
	clear(p.views)
	for age := range p.ring {
		p.index(int32((p.at + age) % len(p.ring)))
	}
}

// index makes a request the newest one of its key and views.
func (p *pairs) index(i int32) {
	r := &p.ring[i]
	old, ok := p.keys[r.key]
	differ := ok && (old.differ || p.ring[old.slot].lookup != r.lookup)
	if differ && !old.differ {
		p.show(old.slot) // the others of the key are like it, and older
	}
	if differ {
		p.show(i)
	}
	p.keys[r.key] = newest{i, differ}
}

// show makes a request the newest one of its views.
func (p *pairs) show(i int32) {
	for v := range p.viewsOf(&p.ring[i]) {
		p.views[v] = i
	}
}

// viewsOf are the views that a request is part of, where they tell more than its key.
func (p *pairs) viewsOf(r *request) iter.Seq[view] {
	return func(yield func(view) bool) {
		_ = (!p.pids || yield(r.view(true, false))) &&
			(!p.ports || yield(r.view(false, true))) &&
			(!p.pids || !p.ports || yield(r.view(true, true)))
	}
}

// forget gives up the oldest request. Where it is the newest one, too, it is the only one.
func (p *pairs) forget(i int32) {
	r := &p.ring[i]
	if r.wants && !r.answered {
		p.lost.add(r)
	}
	n := p.keys[r.key]
	if n.slot == i {
		delete(p.keys, r.key)
	}
	if !n.differ {
		return
	}
	for v := range p.viewsOf(r) {
		if p.views[v] == i {
			delete(p.views, v)
		}
	}
}
