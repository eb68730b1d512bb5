package session

import "sync"

// order lets batches that workers finish at any time be written in the order in which they were read.
type order struct {
	write   func(*batch)   // one at a time
	pending sync.WaitGroup // batches that are not written, and the input while it is open

	mu      sync.Mutex
	changed sync.Cond
	read    int      // how many batches were read
	written int      // how many of them are written
	ready   []*batch // a ring of the next ones: those that are done
	writing bool
}

func newOrder(workers int, write func(*batch)) *order {
	o := &order{write: write, ready: make([]*batch, 4*workers)}
	o.changed.L = &o.mu
	o.pending.Add(1)
	return o
}

// add gives the batch that was read next its place.
func (o *order) add(b *batch) {
	o.pending.Add(1)
	o.mu.Lock()
	defer o.mu.Unlock()
	b.place = o.read
	o.read++
}

// await waits until all batches before that one are written.
func (o *order) await(b *batch) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.written < b.place {
		o.changed.Wait()
	}
}

// put takes a batch that is done. Whose batch is the next one writes it, and those after it that are done by then;
// others leave theirs there, unless there are too many.
func (o *order) put(b *batch) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for b.place-o.written >= len(o.ready) {
		o.changed.Wait()
	}
	o.ready[b.place%len(o.ready)] = b
	if o.writing {
		return
	}
	o.writing = true
	for next := o.next(); next != nil; next = o.next() {
		o.mu.Unlock()
		o.write(next)
		o.pending.Done()
		o.mu.Lock()
		o.written++
		o.changed.Broadcast()
	}
	o.writing = false
}

// next takes the batch that is to be written next out of the ring; nil if it is not done.
func (o *order) next() *batch {
	at := &o.ready[o.written%len(o.ready)]
	b := *at
	*at = nil
	return b
}
