package proxy_test

import (
	"errors"
	"sync"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
)

// TestRefusalsInStorms has batches refused on a socket whose receive buffer overflows with events again and again: no
// refusal is taken for success, whatever else is lost.
func TestRefusalsInStorms(t *testing.T) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	s := open(t, proxy.Route, proxy.ReceiveBuffer(4<<10))
	subscribe(t, s, "ipv4_route")
	over := make(chan struct{})
	var storms sync.WaitGroup
	for storm := range 2 {
		source := open(t, proxy.Route)
		storms.Go(func() { blow(t, source, storm*1000, over) })
	}
	nobody := rtnl("RTM_DELLINK", 0)
	nobody.Fixed = map[string]any{"ifi_index": 999}
	batch := make([]*codec.Request, 100)
	for i := range batch {
		batch[i] = nobody
	}
	refused, lost := 0, 0
	for n := rounds(30_000, 1_000_000); refused+lost < n && !t.Failed(); {
		results, err := s.Batch(t.Context(), batch)
		for i, result := range results {
			switch {
			case errors.Is(result, syscall.ENODEV):
				refused++
			case errors.Is(result, proxy.ErrReplyLost):
				lost++
			case !errors.Is(result, proxy.ErrNotSent):
				t.Errorf("request %d was refused, and not lost, but told as %v; the batch: %v", i, result, err)
			}
		}
		if err != nil && !isCrowded(err) {
			t.Error(err)
		}
	}
	close(over)
	storms.Wait()
	t.Logf("%d refusals told, %d lost", refused, lost)
}

// blow makes and deletes routes until it is over.
func blow(t *testing.T, s *proxy.Socket, first int, over <-chan struct{}) {
	for {
		for typ, flags := range map[string]uint16{"RTM_NEWROUTE": createExcl, "RTM_DELROUTE": 0} {
			if _, err := s.Batch(t.Context(), hostRoutes(typ, flags, first, 500)); err != nil {
				t.Error(err)
				return
			}
		}
		select {
		case <-over:
			return
		default:
		}
	}
}
