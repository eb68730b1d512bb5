package session

import (
	"math/rand/v2"
	"testing"

	"github.com/nlkit/nlkit/captures"
)

// walk is pairs as they are defined: all requests that are remembered, the newest last.
type walk []walked

type walked struct {
	lookup
	record int64
}

// find looks at one after the other, the newest first.
func (w walk) find(l lookup) int64 {
	found := int64(-1)
	for i := len(w) - 1; i >= 0; i-- {
		r := &w[i]
		switch {
		case !r.agrees(&l, 0) || r.portID != 0 && l.portID != 0 && r.portID != l.portID:
		case r.pid == l.pid:
			return r.record
		case found < 0:
			found = r.record
		}
	}
	return found
}

// TestFind compares what is found with what a walk finds, from the first request until long after the oldest ones were
// forgotten, with keys that few and that many requests share, alike or of different programs and port ids.
func TestFind(t *testing.T) {
	for _, tc := range []struct {
		name              string
		keys, pids, ports int
		alike             int64 // so many requests first
	}{
		{"all alike", 1, 1, 1, 0},
		{"one key, several programs", 1, 3, 3, 0},
		{"some keys", 300, 2, 3, 0},
		{"programs on one port", 300, 3, 1, 0},
		{"ports of one program", 300, 1, 3, 0},
		{"rarely the same", 20000, 3, 2, 0},
		{"alike until one is forgotten", 5, 2, 2, maxRequests},
	} {
		t.Run(tc.name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, uint64(tc.keys)))
			draw := func(alike bool) lookup {
				if alike {
					return lookup{seq: uint32(random.IntN(tc.keys))}
				}
				l := lookup{seq: uint32(random.IntN(tc.keys)), pid: random.IntN(tc.pids),
					portID: uint32(random.IntN(tc.ports))}
				if random.IntN(500) == 0 { // one that soon leaves nothing but different ones behind
					l.fd = 1
				}
				return l
			}
			p := newPairs()
			var all walk
			found := 0
			for i := range int64(2*maxRequests + 500) {
				q := walked{draw(i < tc.alike), i}
				p.add(q.lookup, request{record: i})
				if all = append(all, q); len(all) > maxRequests {
					all = all[1:]
				}
				if i%7 != 0 {
					continue
				}
				l := draw(false)
				want, got := all.find(l), int64(-1)
				if slot := p.find(l); slot >= 0 {
					got = p.request(slot).record
					found++
				}
				if got != want {
					t.Fatalf("after %d requests, %+v finds request %d, not %d", i+1, l, got, want)
				}
			}
			if found == 0 {
				t.Error("nothing was found")
			}
			listed(t, p)
		})
	}
}

// listed holds the lists of a view against the requests that are remembered: the newest of those that agree, once.
func listed(t *testing.T, p *pairs) {
	t.Helper()
	for view := range p.newest {
		in := func(l lookup) lookup {
			if view&byPid == 0 {
				l.pid = 0
			}
			if view&byPort == 0 {
				l.portID = 0
			}
			return l
		}
		newest := map[lookup]*key{}
		for i := range p.count {
			k := p.key((p.at - p.count + i + maxRequests) % maxRequests)
			newest[in(k.lookup)] = k
		}
		n := 0
		for _, at := range p.newest[view] {
			for ; at != 0; n++ {
				k := p.key(int32(at) - 1)
				if newest[in(k.lookup)] != k {
					t.Fatalf("view %d lists %+v, which is not the newest", view, k.lookup)
				}
				at = k.next[view]
			}
		}
		if n != len(newest) {
			t.Errorf("view %d lists %d requests, not %d", view, n, len(newest))
		}
	}
}

// TestForget counts the requests that were forgotten, or are left over, without an answer.
func TestForget(t *testing.T) {
	const more = 10
	for name, seq := range map[string]func(i int) uint32{
		"one key":    func(int) uint32 { return 1 },
		"a key each": func(i int) uint32 { return uint32(i) },
	} {
		p := newPairs()
		for i := range maxRequests + more {
			l := lookup{seq: seq(i)}
			p.add(l, request{record: int64(i), pos: captures.Position{Line: i}, wants: i%2 == 0})
			if i%4 == 0 {
				p.request(p.find(l)).answered = true
			}
		}
		if p.lost.count != more/4 {
			t.Errorf("%s: %d of the forgotten requests were lost", name, p.lost.count)
		}
		s := newStats()
		s.unanswer(p)
		if want := int64(maxRequests+more) / 4; s.UnansweredCount != want {
			t.Errorf("%s: %d requests without answer, want %d", name, s.UnansweredCount, want)
		}
		for i, u := range s.Unanswered {
			if u.Record != int64(4*i+2) {
				t.Errorf("%s: request %d without answer is %d", name, i, u.Record)
			}
		}
	}
}
