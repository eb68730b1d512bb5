// Package fifo is a queue whose memory follows what is in it.
package fifo

// Queue is a queue. The memory it has is in proportion to what is in it, except for a little that is used again.
type Queue[T any] struct {
	items []T
	first int // that was not popped
}

// fifoKept is how many items an empty queue keeps memory for.
const fifoKept = 256

// Len is how many items are in it.
func (q *Queue[T]) Len() int { return len(q.items) - q.first }

// Push puts an item at the end.
func (q *Queue[T]) Push(v T) {
	if len(q.items) == cap(q.items) && q.first > q.Len() { // there is room in front
		n := copy(q.items, q.items[q.first:])
		clear(q.items[n:])
		q.items, q.first = q.items[:n], 0
	}
	q.items = append(q.items, v)
}

// Front is the oldest item, of which there is one.
func (q *Queue[T]) Front() *T { return &q.items[q.first] }

// Back is the latest item, or nil.
func (q *Queue[T]) Back() *T {
	if q.Len() == 0 {
		return nil
	}
	return &q.items[len(q.items)-1]
}

// Pop takes the oldest item, if there is one.
func (q *Queue[T]) Pop() (v T, ok bool) {
	if q.Len() == 0 {
		return v, false
	}
	front := q.Front()
	v, *front = *front, v
	if q.first++; q.Len() == 0 {
		q.reset(q.items)
	}
	return v, true
}

// reset empties the queue, which goes on in the memory of a slice if that is not large.
func (q *Queue[T]) reset(room []T) {
	if cap(room) > fifoKept {
		room = nil
	}
	q.items, q.first = room[:0], 0
}

// Take empties the queue, which goes on in the memory of what was taken before, and returns what was in it.
func (q *Queue[T]) Take(before []T) []T {
	taken := q.items[q.first:]
	clear(before)
	q.reset(before)
	return taken
}
