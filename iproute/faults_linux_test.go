package iproute_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// names lists the links.
func names(t *testing.T, ip *iproute.IPRoute) (names []string, err error) {
	t.Helper()
	for l, err := range ip.GetLinks(t.Context()) {
		if err != nil {
			return names, err
		}
		names = append(names, l.Name())
	}
	return names, nil
}

// TestInterruptedDump lists again what was interrupted, and says so if it always is.
func TestInterruptedDump(t *testing.T) {
	eachKernel(t, func(t *testing.T, ip *iproute.IPRoute) {
		for _, fault := range []faults.Callback{faults.InterruptedDump(), faults.BusyDump()} {
			chain := ip.Socket().OnRecv
			if fault.Name == faults.BusyDump().Name {
				chain = ip.Socket().OnSend
			}
			remove, err := chain(t.Context(), verdicts.Match{}, faults.Often{AtMost: 3}.Callback(fault))
			if err != nil {
				t.Fatal(err)
			}
			got, err := names(t, ip)
			if err != nil || fmt.Sprint(got) != "[lo]" {
				t.Errorf("%s: got %v, %v", fault.Name, got, err)
			}
			remove()
			if remove, err = chain(t.Context(), verdicts.Match{}, fault.Always()); err != nil {
				t.Fatal(err)
			}
			if _, err = names(t, ip); err == nil {
				t.Errorf("%s: always, and no error", fault.Name)
			}
			if fault.Name == faults.InterruptedDump().Name && !errors.Is(err, proxy.ErrDumpInterrupted) {
				t.Errorf("%s: %v", fault.Name, err)
			}
			if fault.Name == faults.BusyDump().Name && !errors.Is(err, iproute.ErrBusy) {
				t.Errorf("%s: %v", fault.Name, err)
			}
			remove()
		}
	})
}

// TestOverflow asks again for what only reads when its answer is lost, and tells of what changes something that nobody
// knows whether it did.
func TestOverflow(t *testing.T) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		end, err := kernel(t.Context(), proxy.Route, transport.Options{})
		if err != nil {
			t.Fatal(err)
		}
		strike := false
		lossy := faults.Wrap(end, func([]byte, transport.From) (f faults.Fault) {
			if strike {
				f, strike = faults.Overflow(), false
			}
			return f
		})
		ip, err := iproute.Open(proxy.WithTransport(lossy))
		if err != nil {
			t.Fatal(err)
		}
		defer ip.Close()
		strike = true
		if got, err := names(t, ip); err != nil || fmt.Sprint(got) != "[lo]" {
			t.Errorf("a dump: %v, %v", got, err)
		}
		strike = true
		if l, err := ip.LinkByName(t.Context(), "lo"); err != nil || l.Name() != "lo" {
			t.Errorf("a get: %v", err)
		}
		strike = true
		_, err = ip.Link(t.Context(), "add", iproute.Args{"ifname": "br0", "kind": "bridge"})
		if !errors.Is(err, proxy.ErrReplyLost) {
			t.Errorf("a change: %v", err)
		}
		b := ip.Batch()
		b.Link("add", iproute.Args{"ifname": "br1", "kind": "bridge"})
		b.Link("add", iproute.Args{"ifname": "br2", "kind": "bridge"})
		strike = true
		if _, err := b.Commit(t.Context()); err == nil {
			t.Error("a batch whose answers are lost went well")
		}
		if err := ip.Ensure(t.Context(), ip.Link, iproute.Args{"ifname": "br0", "kind": "bridge"}); err != nil {
			t.Errorf("ensured: %v", err)
		}
	})
}

// TestVanishing has links go in the middle of calls: that is said, or what is left is listed.
func TestVanishing(t *testing.T) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		other, ip := openOn(t, kernel), openOn(t, kernel)
		vanishing := func(typ string) (remove func()) {
			if _, err := other.AddLink(t.Context(), iproute.Args{"ifname": "br0", "kind": "bridge"}); err != nil {
				t.Fatal(err)
			}
			remove, err := ip.Socket().OnSend(t.Context(), verdicts.Match{Types: []string{typ}},
				func(*verdicts.Call) verdicts.Verdict {
					_ = other.DelLink(t.Context(), "br0") // the second time it is gone
					return verdicts.Forward()
				})
			if err != nil {
				t.Fatal(err)
			}
			return remove
		}
		remove := vanishing("RTM_NEWADDR")
		if err := ip.AddAddr(t.Context(), "br0", "192.0.2.1/24"); !errors.Is(err, iproute.ErrNotFound) {
			t.Errorf("an address: %v", err)
		}
		remove()
		remove = vanishing("RTM_NEWADDR")
		b := ip.Batch()
		b.AddAddr("br0", "192.0.2.1/24")
		b.AddAddr("lo", "192.0.2.2/32")
		results, _ := b.Commit(t.Context())
		if !errors.Is(results[0].Err, iproute.ErrNotFound) || results[1].Err != nil {
			t.Errorf("a batch: %v", results)
		}
		remove()
		remove = vanishing("RTM_GETADDR")
		for _, err := range ip.GetAddr(t.Context(), iproute.Args{"dev": "br0"}) {
			if err != nil {
				t.Errorf("a dump of its addresses: %v", err)
			}
		}
		remove()
		remove = vanishing("RTM_GETROUTE")
		for _, err := range ip.Dump(t.Context()) {
			if err != nil {
				t.Errorf("a dump of everything: %v", err)
			}
		}
		remove()
		if err := ip.SetUp(t.Context(), "br0"); !errors.Is(err, iproute.ErrNotFound) {
			t.Errorf("afterwards: %v", err)
		}
	})
}
