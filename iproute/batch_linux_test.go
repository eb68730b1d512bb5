package iproute_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
)

// eachKernel runs a test on the running kernel and on the fake one.
func eachKernel(t *testing.T, f func(t *testing.T, ip *iproute.IPRoute)) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		f(t, openOn(t, kernel))
	})
}

// openOn opens an IPRoute in a kernel.
func openOn(t *testing.T, kernel sockettest.Opener, opts ...proxy.Option) *iproute.IPRoute {
	t.Helper()
	end, err := kernel(t.Context(), proxy.Route, transport.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ip, err := iproute.Open(append(opts, proxy.WithTransport(end))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ip.Close() })
	return ip
}

// TestBatch carries out calls of all kinds, and has the error of each, whoever found what is wrong.
func TestBatch(t *testing.T) {
	eachKernel(t, func(t *testing.T, ip *iproute.IPRoute) {
		b := ip.Batch()
		b.Link("add", iproute.Args{"ifname": "br0", "kind": "bridge", "index": 100, "state": "up"})
		b.Addr("add", iproute.Args{"dev": "br0", "address": "192.0.2.1/24"})
		b.Route("add", iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.2", "dev": "br0"})
		b.Route("add", iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.3"}) // EEXIST
		b.Route("add", iproute.Args{"gatewy": "192.0.2.1"})                       // a wrong name
		b.Route("add", iproute.Args{"dst": "11.0.0.0/8", "dev": "none"})          // no such link
		b.Do(func(ctx context.Context, ip *iproute.IPRoute) error {               // two requests
			if _, err := ip.Link(ctx, "get", iproute.Args{"index": 1}); err != nil { // at once
				return err
			}
			_, err := ip.Route(ctx, "add", iproute.Args{"dst": "12.0.0.0/8", "gateway": "192.0.2.2"})
			_, err2 := ip.Route(ctx, "add", iproute.Args{"dst": "12.0.0.0/8", "gateway": "192.0.2.3"}) // EEXIST
			return errors.Join(err, err2)
		})
		b.Route("add", iproute.Args{"dst": "13.0.0.0/8", "gateway": "192.0.2.2"})
		if b.Len() != 8 {
			t.Errorf("%d calls", b.Len())
		}
		results, err := b.Commit(t.Context())
		wrong := results[4].Err // what it is stands below
		for i, want := range []error{
			nil, nil, nil, iproute.ErrExists, wrong, iproute.ErrNotFound, iproute.ErrExists, nil,
		} {
			if got := results[i].Err; !errors.Is(got, want) {
				t.Errorf("call %d: got %v, want %v", i, got, want)
			}
		}
		want := `4 of 8 calls failed, the first is call 3: route add: RTM_NEWROUTE: file exists (EEXIST)`
		if fmt.Sprint(err) != want || !errors.Is(err, iproute.ErrExists) {
			t.Errorf("got  %v\nwant %s", err, want)
		}
		want = `route add: unknown route attribute "gatewy"; did you mean gateway?`
		if got := fmt.Sprint(results[4].Err); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if results, err := b.Commit(t.Context()); len(results) != 0 || err != nil {
			t.Errorf("it is not empty: %v, %v", results, err)
		}
	})
}

// TestBatchStops sends nothing of what stands after a call that is refused.
func TestBatchStops(t *testing.T) {
	eachKernel(t, func(t *testing.T, ip *iproute.IPRoute) {
		b := ip.Batch()
		for _, name := range []string{"br0", "br0", "br1", "br2"} {
			b.Link("add", iproute.Args{"ifname": name, "kind": "bridge"})
		}
		results, err := b.Commit(t.Context(), proxy.StopOnError())
		if results[0].Err != nil || !errors.Is(err, iproute.ErrExists) {
			t.Errorf("got %v, then %v", results[0].Err, err)
		}
		for i := 2; i < 4; i++ {
			if !errors.Is(results[i].Err, proxy.ErrNotSent) {
				t.Errorf("call %d: %v", i, results[i].Err)
			}
		}
		if _, err := ip.Link(t.Context(), "get", iproute.Args{"ifname": "br1"}); !errors.Is(err, iproute.ErrNotFound) {
			t.Errorf("br1: %v", err)
		}
	})
}

// TestBatchOfMany adds 10,000 routes, each with an error of its own, in few datagrams. The link is asked for once.
func TestBatchOfMany(t *testing.T) {
	eachKernel(t, func(t *testing.T, ip *iproute.IPRoute) {
		b := ip.Batch()
		b.Link("add", iproute.Args{"ifname": "br0", "kind": "bridge", "state": "up"})
		if _, err := b.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		dst := func(i int) string { return fmt.Sprintf("10.%d.%d.0/24", i/256%256, i%256) }
		const routes = 10000
		for i := range routes {
			if i%1000 == 999 {
				i-- // once more
			}
			b.Route("add", iproute.Args{"dst": dst(i), "dev": "br0"})
		}
		results, err := b.Commit(t.Context())
		failed := 0
		for i, r := range results {
			if again := i%1000 == 999; again != errors.Is(r.Err, iproute.ErrExists) {
				t.Errorf("route %d: %v", i, r.Err)
			} else if again {
				failed++
			}
		}
		if want := fmt.Sprintf("%d of %d calls failed", failed, routes); err == nil || failed != 10 {
			t.Errorf("got %v, want %s", err, want)
		}
	})
}

// TestBatchCompiles makes octets of calls, which do the same when they are sent by hand.
func TestBatchCompiles(t *testing.T) {
	eachKernel(t, func(t *testing.T, ip *iproute.IPRoute) {
		b := ip.Batch()
		b.Link("add", iproute.Args{"ifname": "br0", "kind": "bridge"})
		b.Link("add", iproute.Args{"ifname": "br0", "kind": "bridge"})
		s := ip.Socket()
		sequence := s.Sequence() + 1000
		octets, err := b.Compile(t.Context(), sequence)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Send(t.Context(), octets); err != nil {
			t.Fatal(err)
		}
		for i, want := range []int64{0, -17} { // EEXIST
			m, _, err := s.ReceiveMessage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			code, _ := m.Field("error")
			if got := m.Header().Seq; got != sequence+uint32(i) || int64(int32(code)) != want {
				t.Errorf("%d: seq %d, error %d", i, got, int32(code))
			}
		}
		b.Link("add", iproute.Args{"ifname": "br1", "knd": "bridge"})
		if _, err := b.Compile(t.Context(), 1); err == nil {
			t.Error("a wrong name was compiled")
		}
	})
}

// TestBatchHoldsNamespaces keeps namespaces open as long as requests need them, and no longer.
func TestBatchHoldsNamespaces(t *testing.T) {
	testbed.Require(t, testbed.Root())
	ip := openOn(t, sockettest.InNamespace(t, testbed.QuickNetNS(t)))
	other, err := netns.New()
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	path := fmt.Sprintf("/proc/self/fd/%d", must(other.FD())(t))
	before := sockettest.OpenFiles(t)
	b := ip.Batch()
	for i := range 2000 {
		b.Link("add", iproute.Args{"ifname": fmt.Sprintf("br%d", i%20), "kind": "bridge", "net_ns": path})
	}
	_, err = b.Commit(t.Context())
	if !errors.Is(err, iproute.ErrExists) {
		t.Error(err)
	}
	if after := sockettest.OpenFiles(t); after > before {
		t.Errorf("%d files are open, before there were %d", after, before)
	}
	there, err := iproute.Open(proxy.InNS(other))
	if err != nil {
		t.Fatal(err)
	}
	defer there.Close()
	for _, name := range []string{"br0", "br19"} {
		if _, err := there.Link(t.Context(), "get", iproute.Args{"ifname": name}); err != nil {
			t.Error(err)
		}
	}
	b.Link("add", iproute.Args{"ifname": "brx", "kind": "bridge", "net_ns": path})
	if _, err := b.Compile(t.Context(), 1); err == nil {
		t.Error("octets hold a descriptor that is closed")
	}
	if after := sockettest.OpenFiles(t); after > before+2 { // those of there
		t.Errorf("%d files are open, before there were %d", after, before)
	}
}

func must[T any](x T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}
