// Package fifo is a queue whose memory follows what is in it.
package fifo

import "slices"

// Queue is a queue. The memory it has is in proportion to what is in it, except for a little that is used again. It grows
// by pieces, so that nothing is copied, and no more is held for a moment than what is in it.
type Queue[T any] struct {
	pieces [][]T // none is empty
	first  int   // of the first piece, that was not popped
	length int
	spare  []T // room for a piece
}

// How many items a piece has room for: the first of a queue, and the largest.
const (
	fewest = 16
	most   = 1024
)

// Len is how many items are in it.
func (q *Queue[T]) Len() int { return q.length }

// Push puts an item at the end.
func (q *Queue[T]) Push(v T) {
	last := len(q.pieces) - 1
	if last < 0 || len(q.pieces[last]) == cap(q.pieces[last]) {
		q.pieces = append(q.pieces, q.room())
		last++
	}
	q.pieces[last] = append(q.pieces[last], v)
	q.length++
}

// room returns room for a piece.
func (q *Queue[T]) room() []T {
	if room := q.spare; cap(room) > 0 {
		q.spare = nil
		return room
	}
	return make([]T, 0, min(max(q.length, fewest), most))
}

// Contains reports whether an item satisfies f.
func (q *Queue[T]) Contains(f func(T) bool) bool {
	for i, piece := range q.pieces {
		if i == 0 {
			piece = piece[q.first:]
		}
		if slices.ContainsFunc(piece, f) {
			return true
		}
	}
	return false
}

// Front is the oldest item, of which there is one.
func (q *Queue[T]) Front() *T { return &q.pieces[0][q.first] }

// Back is the latest item, or nil.
func (q *Queue[T]) Back() *T {
	if q.length == 0 {
		return nil
	}
	last := q.pieces[len(q.pieces)-1]
	return &last[len(last)-1]
}

// Pop takes the oldest item, if there is one.
func (q *Queue[T]) Pop() (v T, ok bool) {
	if q.length == 0 {
		return v, false
	}
	front := q.Front()
	v, *front = *front, v
	q.length--
	if q.first++; q.first == len(q.pieces[0]) {
		q.spare = q.shift()[:0]
	}
	return v, true
}

// shift takes the first piece out.
func (q *Queue[T]) shift() (piece []T) {
	piece, q.pieces[0], q.first = q.pieces[0], nil, 0
	if len(q.pieces) == 1 {
		q.pieces = q.pieces[:0] // which can be used again
	} else {
		q.pieces = q.pieces[1:]
	}
	return piece
}

// Take takes some items out, the oldest of them, all if they are few, and returns them; before is what was taken before,
// whose memory is used again.
func (q *Queue[T]) Take(before []T) []T {
	if clear(before); cap(before) > cap(q.spare) && cap(before) <= most {
		q.spare = before[:0]
	}
	if q.length == 0 {
		return nil
	}
	first := q.first
	taken := q.shift()[first:]
	q.length -= len(taken)
	return taken
}
