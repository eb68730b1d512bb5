package locked_test

import (
	"sync"
	"testing"

	"github.com/nlkit/nlkit/internal/locked"
)

// TestValue counts by many goroutines at once, and waits until all have.
func TestValue(t *testing.T) {
	const all, each = 8, 1000
	var n locked.Value[int]
	more := n.Cond()
	var counting sync.WaitGroup
	for range all {
		counting.Go(func() {
			for range each {
				*n.Lock()++
				n.Unlock()
				more.Signal()
			}
		})
	}
	got := n.Lock()
	for *got < all*each {
		more.Wait()
	}
	n.Unlock()
	counting.Wait()
	if got := *n.Lock(); got != all*each {
		t.Errorf("%d, want %d", got, all*each)
	}
	n.Unlock()
}
