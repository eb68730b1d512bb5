package trace

import "testing"

// TestQueue finds the records of datagrams that come in another order, and gives up those whose datagrams are lost.
func TestQueue(t *testing.T) {
	var q queue
	for i := range uint64(1000) {
		q.add(record{datagram: i, pid: uint32(i)})
	}
	for _, c := range []struct {
		datagram uint64
		there    bool
	}{
		{2, true}, {0, true}, {1, true}, {1, false}, // out of order
		{1000, false}, {3, true}, // one that has no record leaves the others
		{600, true}, {600 - reordered, true}, {600 - reordered - 1, false}, {599, true}, // the oldest are given up
		{601, true},
	} {
		if r, ok := q.take(c.datagram); ok != c.there || ok && r.pid != uint32(c.datagram) {
			t.Errorf("%d: %v, %v", c.datagram, r.pid, ok)
		}
	}
}
