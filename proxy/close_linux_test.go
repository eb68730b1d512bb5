package proxy_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
)

// TestCloseWhileDumping closes sockets that several goroutines dump over, while a subscription reads: again and again,
// after so many dumps.
func TestCloseWhileDumping(t *testing.T) {
	testbed.QuickNetNS(t)
	for round := range rounds(2_000, 100_000) {
		s, err := proxy.Open(proxy.Route)
		if err != nil {
			t.Fatal(err)
		}
		sub, err := s.Subscribe(t.Context(), "link")
		if err != nil {
			t.Fatal(err)
		}
		var dumping sync.WaitGroup
		dumped, closing := make(chan struct{}), make(chan struct{})
		for range 4 {
			dumping.Go(func() { dumpUntilClosed(t, s, dumped, closing) })
		}
		for range round % 7 {
			<-dumped
		}
		close(closing)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		dumping.Wait()
		if _, err := sub.Next(t.Context()); !errors.Is(err, proxy.ErrClosed) {
			t.Errorf("the subscription ended with %v", err)
		}
		if t.Failed() {
			t.Fatalf("after %d closes", round+1)
		}
	}
}

// dumpUntilClosed dumps links, and tells of each dump, until the socket is closed.
func dumpUntilClosed(t *testing.T, s *proxy.Socket, dumped chan<- struct{}, closing <-chan struct{}) {
	for {
		for _, err := range s.Dump(t.Context(), rtnl("RTM_GETLINK", 0)) {
			if errors.Is(err, proxy.ErrClosed) {
				return
			}
			if err != nil {
				t.Error(err)
				return
			}
		}
		select {
		case dumped <- struct{}{}:
		case <-closing:
		}
	}
}
