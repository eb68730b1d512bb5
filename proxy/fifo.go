package proxy

// fifo is a queue. The memory it has is in proportion to what is in it, but for a little that is used again.
type fifo[T any] struct {
	items []T
	first int // that was not popped
}

// fifoKept is how many items an empty queue keeps memory for.
const fifoKept = 256

func (q *fifo[T]) len() int { return len(q.items) - q.first }

func (q *fifo[T]) push(v T) {
	if len(q.items) == cap(q.items) && q.first > q.len() { // there is room in front
		n := copy(q.items, q.items[q.first:])
		clear(q.items[n:])
		q.items, q.first = q.items[:n], 0
	}
	q.items = append(q.items, v)
}

// front is the oldest item, of which there is one.
func (q *fifo[T]) front() *T { return &q.items[q.first] }

// back is the latest item, or nil.
func (q *fifo[T]) back() *T {
	if q.len() == 0 {
		return nil
	}
	return &q.items[len(q.items)-1]
}

func (q *fifo[T]) pop() (v T, ok bool) {
	if q.len() == 0 {
		return v, false
	}
	front := q.front()
	v, *front = *front, v
	if q.first++; q.len() == 0 {
		q.reset(q.items)
	}
	return v, true
}

// reset empties the queue, which goes on in the memory of a slice if that is not large.
func (q *fifo[T]) reset(room []T) {
	if cap(room) > fifoKept {
		room = nil
	}
	q.items, q.first = room[:0], 0
}

// take empties the queue, which goes on in the memory of what was taken before, and returns what was in it.
func (q *fifo[T]) take(before []T) []T {
	taken := q.items[q.first:]
	clear(before)
	q.reset(before)
	return taken
}
