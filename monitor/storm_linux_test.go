package monitor_test

import (
	"net/netip"
	"runtime"
	"sync"
	"testing"

	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/proxy"
)

// TestStorm tells each of many route events that come as fast as the kernel makes them, and takes little memory.
func TestStorm(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	w := open(t, monitor.Options{Groups: []string{"route"}, ReceiveBuffer: 32 << 20, Who: true}, 1)
	s := sockettest.Open(t, proxy.Route)
	routes := times(10_000)
	var pouring sync.WaitGroup
	defer pouring.Wait()
	pouring.Go(func() { pour(t, s, routes) })
	var memory runtime.MemStats
	var most uint64
	added, removed := 0, 0
	for e, err := range w.m.Events(t.Context()) {
		switch {
		case err != nil:
			t.Fatal(err)
		case e.Kind != monitor.Told:
			t.Fatalf("an event is %v: %v", e.Kind, e.Lost)
		case e.Op == follow.Added:
			added++
		default:
			removed++
		}
		if (added+removed)%1000 == 0 {
			runtime.ReadMemStats(&memory)
			most = max(most, memory.HeapInuse+memory.StackInuse)
		}
		if removed == routes {
			break
		}
	}
	if added != routes {
		t.Errorf("%d were added", added)
	}
	t.Logf("%d routes, at most %d KiB of heap", routes, most>>10)
	if most > 90<<20 {
		t.Errorf("%d octets of heap", most)
	}
	if rows := w.m.Stats().Sockets; len(rows) != 1 || rows[0].Dropped != 0 ||
		rows[0].Groups[0].Received != uint64(2*routes) {
		t.Errorf("%+v", rows)
	}
}

// TestResync says that events were lost where there is little room for them, and tells then what is different, so that
// what was told is what there is.
func TestResync(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	w := open(t, monitor.Options{Groups: []string{"route"}, ReceiveBuffer: 64 << 10}, 0)
	s := sockettest.Open(t, proxy.Route)
	told := objects{}
	next := func(wanted func(*monitor.Event) bool) {
		w.until(func(e *monitor.Event) bool {
			w.lines = w.lines[:0]
			told.apply(e)
			return wanted(e)
		})
	}
	next(func(e *monitor.Event) bool { return e.Kind == monitor.Current })
	lost := make(chan struct{})
	stop := sync.OnceFunc(func() { close(lost) })
	var pouring sync.WaitGroup
	defer pouring.Wait()
	defer stop()
	pouring.Go(func() { // outside of the namespace, except for its socket
		for {
			pour(t, s, 2000)
			select {
			case <-lost:
				add(t, s, hostRoutes(0, 1500)...)
				add(t, s, hostRoutes(1<<20, 1)...) // the last
				return
			default:
			}
		}
	})
	next(func(e *monitor.Event) bool { return e.Kind == monitor.Lost })
	stop()
	behind, last := true, false
	next(func(e *monitor.Event) bool {
		switch e.Kind {
		case monitor.Lost:
			behind = true
		case monitor.Current:
			behind = false
		default:
			dst, _ := e.Message.Attr("RTA_DST")
			last = last || dst.Addr() == netip.AddrFrom4([4]byte{20, 16, 0, 0})
		}
		return last && !behind
	})
	same(t, told, dumped(t, follow.Routes))
	if rows := w.m.Stats().Sockets; rows[0].Dropped == 0 || rows[0].Resyncs == 0 {
		t.Errorf("%+v", rows)
	}
}
