package fifo

import (
	"slices"
	"testing"
)

// room is for how many items a queue has memory.
func room[T any](q *Queue[T]) (n int) {
	for _, piece := range q.pieces {
		n += cap(piece)
	}
	return n + cap(q.spare)
}

// TestFIFO gives back what went in, in order, and keeps no more memory than what is in it accounts for.
func TestFIFO(t *testing.T) {
	var q Queue[int]
	next, want := 0, 0
	push := func(n int) {
		for range n {
			q.Push(next)
			next++
		}
	}
	pop := func(n int) {
		t.Helper()
		for range n {
			if got, ok := q.Pop(); !ok || got != want {
				t.Fatalf("%d, %v; want %d", got, ok, want)
			}
			want++
		}
	}
	if _, ok := q.Pop(); ok || q.Back() != nil {
		t.Error("an empty queue has something")
	}
	push(10)
	for range 10_000 { // it is never empty
		push(7)
		if *q.Back() != next-1 || *q.Front() != want {
			t.Fatalf("from %d to %d, want %d to %d", *q.Front(), *q.Back(), want, next-1)
		}
		pop(7)
	}
	if q.Len() != 10 || room(&q) > 100 {
		t.Errorf("%d items, room for %d", q.Len(), room(&q))
	}
	push(100_000)
	if room(&q) > 100_010+most {
		t.Errorf("%d items, room for %d", q.Len(), room(&q))
	}
	pop(100_010)
	if q.Len() != 0 || room(&q) > most {
		t.Errorf("%d items, room for %d", q.Len(), room(&q))
	}
	push(5)
	taken := q.Take(nil)
	push(3)
	if !slices.Equal(taken, []int{want, want + 1, want + 2, want + 3, want + 4}) {
		t.Errorf("%v were taken", taken)
	}
	want += 5
	if again := q.Take(taken); len(again) != 3 || again[0] != want || taken[0] != 0 {
		t.Errorf("then %v, and %v", again, taken)
	}
	want += 3
	push(1)
	if q.Front() != &taken[0] {
		t.Error("the memory is not used again")
	}
	pop(1)

	push(10 * most) // of many some are taken at a time
	for _, v := range []int{want, want + most, next - 1} {
		if !q.Contains(func(n int) bool { return n == v }) {
			t.Errorf("it has no %d", v)
		}
	}
	q.Pop()
	if want++; q.Contains(func(n int) bool { return n < want || n >= next }) {
		t.Error("it has what was taken")
	}
	for taken = nil; q.Len() > 0; {
		if taken = q.Take(taken); len(taken) == 0 || len(taken) > most || taken[0] != want {
			t.Fatalf("%d items are taken, from %d on", len(taken), taken[0])
		}
		want += len(taken)
	}
	if want != next || q.Take(taken) != nil {
		t.Errorf("%d items were taken of %d", want, next)
	}
}
