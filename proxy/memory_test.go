package proxy_test

import (
	"fmt"
	"runtime"
	"testing"
	"testing/synctest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts"
)

// heap is what is in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // the first one leaves what pools hold
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestIdleSubscriptions keeps what a subscription that has had events costs while nothing happens.
func TestIdleSubscriptions(t *testing.T) {
	testbed.QuickNetNS(t)
	const sockets, events, most = 50, 40, 64 << 10
	before := heap()
	var subs []*proxy.Subscription
	for range sockets {
		subs = append(subs, subscribe(t, open(t, proxy.Route), "ipv4_route"))
	}
	addRoutesTo(t, open(t, proxy.Route), 0, events)
	for _, sub := range subs {
		for range events {
			if e, err := sub.Next(t.Context()); err != nil || e.Overrun != nil {
				t.Fatal(e, err)
			}
		}
	}
	if each := int(heap()-before) / sockets; each > most {
		t.Errorf("%d octets of heap for an idle subscription, more than %d", each, most)
	}
	runtime.KeepAlive(subs)
}

// TestStreamAmongEvents has one who streams a dump beside a subscription keep few parts of it, however many there are,
// and get by when he waits for an event that is after them.
func TestStreamAmongEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const parts, kept = 90, 2*16 + 2 // a batch that was taken, and the next
		s, tr := script(t, nil)
		sub, err := s.Subscribe(t.Context(), "link")
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			seq := seqOf(<-tr.Sent)
			for i := range parts {
				tr.Arrive <- came(partOf(fmt.Sprint(i), seq))
			}
			tr.Arrive <- arrival{Datagram: linkOf("event", 0, 0, 0), From: transport.From{Group: 1, NSID: -1}}
			tr.Arrive <- came(doneOf(seq, transport.Failure{}))
		}()
		n := 0
		for m, err := range s.Stream(t.Context(), rtnl("RTM_GETLINK", 0)) {
			if err != nil || nameOf(m) != fmt.Sprint(n) {
				t.Fatalf("message %d is %s, %v", n, nameOf(m), err)
			}
			switch n++; n {
			case 1, 30:
				synctest.Wait()
				if read := parts + 2 - len(tr.Arrive); read > n+kept {
					t.Errorf("%d datagrams were read for one who has taken %d", read, n)
				}
			case 60:
				isTold(t, "inside the loop", sub, "RTM_NEWLINK", "event")
			}
		}
		if n != parts {
			t.Errorf("%d messages, want %d", n, parts)
		}
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestLostEnds keeps nothing of dumps that were left, and whose end never comes.
func TestLostEnds(t *testing.T) {
	const dumps, most = 2000, 512 << 10
	s, _ := script(t, func(sent []byte) []arrival {
		if typeOf(sent) == codec.TypeNoop { // whether the dump goes on
			return []arrival{came(ackOf(sent, scriptedPort, 0))}
		}
		return []arrival{came(partOf("a", seqOf(sent)))}
	})
	before := heap()
	for range dumps {
		for m, err := range s.Stream(t.Context(), rtnl("RTM_GETLINK", 0)) {
			if err != nil || nameOf(m) != "a" {
				t.Fatal(nameOf(m), err)
			}
			break
		}
	}
	if grown := int64(heap()) - int64(before); grown > most {
		t.Errorf("%d octets of heap for %d dumps whose ends were lost", grown, dumps)
	}
}

// TestRareEvents keeps little more than the events that wait, where they are a few among many: of one who listens to
// another group, and of one who wants a few only.
func TestRareEvents(t *testing.T) {
	const rounds, most = 40, 512 << 10
	for _, in := range []proxy.Interest{
		{Groups: []string{"link"}},
		{Groups: []string{"link", "ipv4_route"}, Match: &verdicts.Match{Types: []string{"newlink"}}},
	} {
		k := fake.New(fake.Options{ReceiveBuffer: 64 << 20})
		s := open(t, proxy.Route, proxy.WithTransport(k.Socket()))
		admin := open(t, proxy.Route, proxy.WithTransport(k.Socket()))
		lo := rtnl("RTM_SETLINK", 0)
		lo.Fixed = map[string]any{"ifi_index": 1, "ifi_flags": 1, "ifi_change": 1}
		must(t, admin, lo)
		rare, err := s.SubscribeTo(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		if in.Match == nil {
			often := subscribe(t, s, "ipv4_route")
			go func() {
				for _, err := range often.Events(t.Context()) {
					if err != nil {
						return
					}
				}
			}()
		}
		before := heap()
		for i := range rounds {
			addRoutesTo(t, admin, 0, 200)
			if _, err := admin.Batch(t.Context(), hostRoutes("RTM_DELROUTE", 0, 0, 200)); err != nil {
				t.Fatal(err)
			}
			must(t, admin, addBridge(fmt.Sprint("br", i)), rtnl("RTM_DELLINK", 0, named(fmt.Sprint("br", i))))
		}
		must(t, s, getLink(1)) // what came before is read
		if grown := int64(heap()) - int64(before); grown > most {
			t.Errorf("%v: %d octets of heap for %d events", in.Groups, grown, rounds)
		}
		if err := rare.Close(); err != nil {
			t.Error(err)
		}
	}
}
