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

// TestOrderRoom leaves so many batches to who has the first as there is room for, and no more.
func TestOrderRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		written := 0
		o := newOrder(1, func(*batch) { written++ })
		all := make([]*batch, len(o.ready)+2)
		for i := range all {
			all[i] = new(batch)
			o.add(all[i])
		}
		var done atomic.Int32
		for _, b := range all[1:] {
			go func() {
				o.put(b)
				done.Add(1)
			}()
			synctest.Wait()
		}
		if written != 0 || done.Load() != int32(len(o.ready)-1) {
			t.Errorf("%d written, %d not waited for", written, done.Load())
		}
		var turns atomic.Int32
		for _, b := range all[:2] {
			go func() {
				o.await(b)
				turns.Add(1)
			}()
		}
		synctest.Wait()
		if n := turns.Load(); n != 1 {
			t.Errorf("%d of two batches need not wait, want the first", n)
		}
		o.put(all[0])
		synctest.Wait()
		if n := turns.Load(); n != 2 {
			t.Errorf("%d of two batches need not wait when the first is written", n)
		}
		if written != len(all) || done.Load() != int32(len(all)-1) {
			t.Errorf("%d written, %d done", written, done.Load())
		}
	})
}
