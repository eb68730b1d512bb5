package proxy_test

import (
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
)

// TestStorm sends mixed requests and dumps from many goroutines over one socket while events pour in on it. With room
// for the events all requests succeed. Where the receive buffer is too small for them, on purpose or because the
// machine is slow, the loss is reported, and then requests may fail, and say why.
func TestStorm(t *testing.T) {
	t.Run("large buffer", func(t *testing.T) { storm(t, 32<<20, 10_000, 200_000) })
	t.Run("small buffer", func(t *testing.T) { storm(t, 4<<10, 2_000, 100_000) })
}

func storm(t *testing.T, buffer, requests, events int) {
	testbed.Require(t, testbed.Root())
	testbed.NetNS(t)
	const workers = 8
	goroutines, files := runtime.NumGoroutine(), openFiles(t)
	s, err := proxy.Open(proxy.Route, proxy.ReceiveBuffer(buffer))
	if err != nil {
		t.Fatal(err)
	}
	source, err := proxy.Open(proxy.Route)
	if err != nil {
		t.Fatal(err)
	}
	sub, err := s.Subscribe(t.Context(), "ipv4_route")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var lost uint64
	var crowded atomic.Int64
	wg.Go(func() { pour(t, source, events) })
	wg.Go(func() { lost = catch(t, sub, events) })
	for w := range workers {
		wg.Go(func() {
			for i := range requests {
				switch err := ask(t, s, w, i); {
				case isCrowded(err):
					crowded.Add(1)
				case err != nil:
					t.Errorf("worker %d, request %d: %v", w, i, err)
				}
			}
		})
	}
	wg.Wait()
	t.Logf("%d events of %d were reported lost, %d requests of %d failed", lost, events,
		crowded.Load(), workers*requests)
	if lost == 0 && crowded.Load() > 0 {
		t.Error("no event was lost, yet requests failed")
	}
	for _, err := range []error{sub.Close(), s.Close(), source.Close()} {
		if err != nil {
			t.Error(err)
		}
	}
	if now := openFiles(t); now > files {
		t.Errorf("%d descriptors, %d before", now, files)
	}
	for range 1000 { // goroutines end a little after what they did
		if runtime.Gosched(); runtime.NumGoroutine() <= goroutines {
			return
		}
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), goroutines)
}

// isCrowded reports whether a request failed because the receive buffer was full.
func isCrowded(err error) bool {
	return slices.ContainsFunc([]error{proxy.ErrReplyLost, syscall.ENOBUFS, syscall.EAGAIN, syscall.EBUSY},
		func(e error) bool { return errors.Is(err, e) })
}

// pour makes and deletes routes until there were so many events.
func pour(t *testing.T, s *proxy.Socket, events int) {
	const step = 1000
	for n := 0; n < events; n += 2 * step {
		for _, r := range []struct {
			typ   string
			flags uint16
		}{{"RTM_NEWROUTE", createExcl}, {"RTM_DELROUTE", 0}} {
			results, err := s.Batch(t.Context(), hostRoutes(r.typ, r.flags, 0, step))
			if err != nil {
				t.Error(err)
				return
			}
			for _, err := range results {
				if err != nil {
					t.Error(err)
				}
			}
		}
	}
}

// catch reads the events and counts those that are said to be lost.
func catch(t *testing.T, sub *proxy.Subscription, events int) (lost uint64) {
	seen := 0
	for seen+int(lost) < events {
		e, err := sub.Next(t.Context())
		if err != nil {
			t.Error(err)
			return lost
		}
		switch {
		case e.Overrun != nil:
			lost += e.Overrun.Dropped
		case e.Message.Name() == "RTM_NEWROUTE" || e.Message.Name() == "RTM_DELROUTE":
			seen++
		default:
			t.Errorf("an event is %s", e.Message.Name())
		}
	}
	return lost
}

// ask makes one of several requests, whose answers report whether they are the ones that were asked for.
func ask(t *testing.T, s *proxy.Socket, worker, i int) (err error) {
	switch i % 4 {
	case 0: // a lookup: the answer names the address
		addr := netip.AddrFrom4([4]byte{127, byte(worker), byte(i >> 8), byte(i)})
		var replies []*codec.Message
		replies, err = s.Request(t.Context(), &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETROUTE",
			Fixed: map[string]any{"rtm_family": 2, "rtm_dst_len": 32},
			Attrs: []codec.A{{Name: "RTA_DST", Value: addr}}})
		if err == nil {
			if dst, _ := replies[0].Attr("RTA_DST"); len(replies) != 1 || dst.Addr() != addr {
				err = fmt.Errorf("asked for %v, got %v", addr, dst.Addr())
			}
		}
	case 1: // refused, with the address's own path
		_, err = s.Request(t.Context(), &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK",
			Fixed: map[string]any{"ifi_index": 1000 + worker}})
		if errors.Is(err, syscall.ENODEV) {
			err = nil
		}
	case 2:
		n := 0
		for m, e := range s.Dump(t.Context(), &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}) {
			if err = e; e == nil && m.Name() == "RTM_NEWLINK" {
				n++
			}
		}
		if err == nil && n == 0 {
			err = errors.New("a dump of links is empty")
		}
	case 3: // a dump that is left
		for _, e := range s.Stream(t.Context(), &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETADDR"}) {
			err = e
			break
		}
	}
	return err
}
