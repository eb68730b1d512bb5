package session

import (
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// TestOrderPut has workers finish batches in any order, and holds what is written against the order they were read in.
func TestOrderPut(t *testing.T) {
	const workers, batches = 3, 2000
	var written []int
	o := newOrder(workers, func(b *batch) { written = append(written, b.place) })
	read := make(chan *batch)
	for range workers {
		go func() {
			var held []*batch // finished in another order than read, as far as there is room for them
			for b := range read {
				if held = append(held, b); len(held) < workers && rand.IntN(2) == 0 {
					continue
				}
				slices.Reverse(held)
				for _, b := range held[:len(held)-1] {
					go o.put(b)
				}
				o.put(held[len(held)-1])
				held = nil
			}
			for _, b := range held {
				go o.put(b)
			}
		}()
	}
	for range batches {
		b := new(batch)
		o.add(b)
		read <- b
	}
	close(read)
	o.pending.Done() // the input
	o.pending.Wait()
	if len(written) != batches || !slices.IsSorted(written) {
		t.Errorf("%d batches written, in order: %v", len(written), slices.IsSorted(written))
	}
}

// TestOrderRoom lets so many batches wait for the first as there is room for, and no more.
func TestOrderRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		written := 0
		o := newOrder(1, func(*batch) { written++ })
		first := new(batch)
		o.add(first)
		var done atomic.Int32
		for range len(o.ready) + 1 {
			b := new(batch)
			o.add(b)
			go func() {
				o.put(b)
				done.Add(1)
			}()
			synctest.Wait()
		}
		if written != 0 || done.Load() != int32(len(o.ready)-1) {
			t.Errorf("%d written, %d not waited for", written, done.Load())
		}
		counted := false
		go func() {
			o.await(first)
			counted = true
		}()
		synctest.Wait()
		if !counted {
			t.Error("the first batch has to wait")
		}
		o.put(first)
		synctest.Wait()
		if written != len(o.ready)+2 || done.Load() != int32(len(o.ready)+1) {
			t.Errorf("%d written, %d done", written, done.Load())
		}
	})
}
