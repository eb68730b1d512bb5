package sockettest

import (
	"os"
	"runtime"
	"testing"
	"time"
)

// LeakCheck fails the test if it leaves goroutines or descriptors behind. What the test starts and ends with Cleanup
// must be started after it.
func LeakCheck(t testing.TB) {
	t.Helper()
	goroutines, fds := runtime.NumGoroutine(), OpenFiles(t)
	t.Cleanup(func() {
		for deadline := time.Now().Add(10 * time.Second); ; runtime.Gosched() {
			g, f := runtime.NumGoroutine(), OpenFiles(t)
			if g <= goroutines && f <= fds {
				return
			}
			if time.Now().After(deadline) {
				stacks := make([]byte, 1<<20)
				t.Errorf("%d goroutines and %d files more than before:\n%s", g-goroutines, f-fds,
					stacks[:runtime.Stack(stacks, true)])
				return
			}
		}
	})
}

// OpenFiles counts the open descriptors of the process. Those of the runtime's poller, which it makes when it is first
// used, are always among them.
func OpenFiles(t testing.TB) int {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	w.Close()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}
