package proxy_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

func subscribe(t testing.TB, s *proxy.Socket, groups ...string) *proxy.Subscription {
	t.Helper()
	sub, err := s.Subscribe(t.Context(), groups...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
	})
	return sub
}

// isTold waits for an event that tells of a link.
func isTold(t testing.TB, who string, sub *proxy.Subscription, typ, name string) proxy.Event {
	t.Helper()
	e, err := sub.Next(t.Context())
	if err != nil || e.Message == nil || e.Message.Name() != typ || nameOf(e.Message) != name {
		t.Fatalf("%s: %+v, %v; want %s of %s", who, e, err, typ, name)
	}
	return e
}

// TestGroups names groups in the ways there are.
func TestGroups(t *testing.T) {
	const routeGroup = 7 // RTNLGRP_IPV4_ROUTE
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		for i, name := range []string{"RTNLGRP_IPV4_ROUTE", "ipv4_route", "Ipv4_Route", "7"} {
			sub := subscribe(t, e.open(t), name)
			must(t, s, hostRoute("RTM_NEWROUTE", createExcl, address(i)))
			ev, err := sub.Next(t.Context())
			if err != nil || ev.Message == nil || ev.Message.Name() != "RTM_NEWROUTE" ||
				ev.From.Group != routeGroup || ev.From.NSID != -1 {
				t.Errorf("%s: %+v, %v", name, ev, err)
			}
		}
		for name, text := range map[string]string{
			"ipv4_rout": "did you mean RTNLGRP_IPV4_ROUTE?", "": "no multicast group",
			"nl80211/scan": "no multicast group", "0": "no multicast group",
			"4294967303": "no multicast group", // 7 in the 32 bits that a group has
		} {
			if sub, err := s.Subscribe(t.Context(), "link", name); sub != nil || !contains(err, text) {
				t.Errorf("%q: %v", name, err)
			}
		}
		if sub, err := s.Subscribe(t.Context()); sub != nil || !contains(err, "no multicast group is named") {
			t.Errorf("no group: %v", err)
		}
		sub, err := s.Subscribe(t.Context(), "link", "5000")
		if sub != nil || !contains(err, "join multicast group 5000") || !errors.Is(err, syscall.EINVAL) {
			t.Errorf("a number that no group has: %v", err)
		}
	})
}

// TestHighGroup joins a group that the address of a socket has no bit for.
func TestHighGroup(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Kernel(6, 15))
	testbed.NetNS(t)
	s := open(t, proxy.Route)
	sub := subscribe(t, open(t, proxy.Route), "RTNLGRP_IPV4_MCADDR")
	up := addBridge("br0")
	up.Fixed = map[string]any{"ifi_flags": 1, "ifi_change": 1}
	must(t, s, up)
	e, err := sub.Next(t.Context())
	if err != nil || e.Message == nil || e.Message.Name() != "RTM_NEWMULTICAST" || e.From.Group != 37 {
		t.Errorf("%+v, %v; want that all hosts' group was joined", e, err)
	}
}

// TestGenericGroups finds the groups of generic netlink by family, and listens to one.
func TestGenericGroups(t *testing.T) {
	testbed.QuickNetNS(t)
	s := open(t, proxy.Generic)
	const notify = 16 // GENL_ID_CTRL, the group of the same number
	if g, err := s.Group(t.Context(), "nlctrl/notify"); err != nil || g != notify {
		t.Errorf("nlctrl/notify is %d, %v", g, err)
	}
	for name, text := range map[string]string{
		"nlctrl/nosuch": `generic netlink family nlctrl has no multicast group "nosuch": it has notify`,
		"nosuch/notify": "generic netlink family nosuch: ",
		"notify":        `name the family too, as "nl80211/scan"`,
		"":              "no multicast group", // as some numbers have no name
	} {
		if _, err := s.Subscribe(t.Context(), name); !contains(err, text) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.FamilyID(t.Context(), "nosuch"); !errors.Is(err, syscall.ENOENT) {
		t.Errorf("a family that is not there: %v", err)
	}
	if id, err := s.FamilyID(t.Context(), "nlctrl"); id != notify || err != nil {
		t.Errorf("nlctrl is %d, %v", id, err)
	}
	_, err := open(t, proxy.Route).FamilyID(t.Context(), "nlctrl")
	if !contains(err, "open the socket with proxy.Generic") {
		t.Errorf("over rtnetlink: %v", err)
	}
}

// TestSubscriptions has several listen on one socket, each to its groups, as long as it wants.
func TestSubscriptions(t *testing.T) {
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s, c := e.watched(t)
		links, both := subscribe(t, s, "link"), subscribe(t, s, "ipv4_route", "link")
		twice, err := s.Subscribe(t.Context(), "link", "LINK")
		if err != nil {
			t.Fatal(err)
		}
		must(t, s, addBridge("br0"), hostRoute("RTM_NEWROUTE", createExcl, address(0)))
		isTold(t, "links", links, "RTM_NEWLINK", "br0")
		isTold(t, "twice", twice, "RTM_NEWLINK", "br0")
		isTold(t, "both", both, "RTM_NEWLINK", "br0")
		if ev, err := both.Next(t.Context()); err != nil || ev.Message.Name() != "RTM_NEWROUTE" {
			t.Errorf("%+v, %v", ev, err)
		}
		if got := c.joined.Load(); got != 2 {
			t.Errorf("%d groups were joined, want 2", got)
		}
		for range 2 {
			if err := twice.Close(); err != nil {
				t.Error(err)
			}
		}
		if got := c.left.Load(); got != 0 {
			t.Error("a group was left that others listen to")
		}
		must(t, s, addBridge("br1"))
		isTold(t, "links", links, "RTM_NEWLINK", "br1")
		if _, err := twice.Next(t.Context()); !errors.Is(err, proxy.ErrClosed) {
			t.Errorf("a closed subscription: %v", err)
		}
		if err := links.Close(); err != nil {
			t.Error(err)
		}
		isTold(t, "both", both, "RTM_NEWLINK", "br1")
		if err := both.Close(); err != nil {
			t.Error(err)
		}
		if got := c.left.Load(); got != 2 {
			t.Errorf("%d groups were left, want 2", got)
		}
		must(t, s, addBridge("br2")) // nobody hears of it
		again := subscribe(t, s, "link")
		must(t, s, addBridge("br3"))
		isTold(t, "again", again, "RTM_NEWLINK", "br3")
	})
}

// TestEventsEnd ends the loop over events by each of the ways there are.
func TestEventsEnd(t *testing.T) {
	enough := errors.New("enough")
	type cancel = context.CancelCauseFunc
	for what, c := range map[string]struct {
		end  func(*proxy.Subscription, *proxy.Socket, cancel) error
		want error
	}{
		"context": {func(_ *proxy.Subscription, _ *proxy.Socket, c cancel) error {
			c(enough)
			return nil
		}, enough},
		"subscription": {func(sub *proxy.Subscription, _ *proxy.Socket, _ cancel) error { return sub.Close() }, nil},
		"socket": {func(_ *proxy.Subscription, s *proxy.Socket, _ cancel) error {
			return s.Close()
		}, proxy.ErrClosed},
	} {
		t.Run(what, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, _ := script(t, ackAll)
				sub, err := s.Subscribe(t.Context(), "link")
				if err != nil {
					t.Fatal(err)
				}
				ctx, cancel := context.WithCancelCause(t.Context())
				ended := make(chan error)
				go func() {
					var last error
					for _, last = range sub.Events(ctx) {
					}
					ended <- last
				}()
				synctest.Wait()
				if err := c.end(sub, s, cancel); err != nil {
					t.Error(err)
				}
				if err := <-ended; !errors.Is(err, c.want) {
					t.Errorf("the last error is %v, want %v", err, c.want)
				}
				if err := sub.Close(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// TestExactOverrun counts what a receive buffer that is too small loses, while nobody reads it: each event comes or is
// counted, in its place.
func TestExactOverrun(t *testing.T) {
	const n = 2000
	eachEnd(t, 64<<10, func(t *testing.T, e *end) {
		s, source := e.open(t), e.open(t)
		held, free := make(chan struct{}), make(chan struct{})
		first := true
		onRecv(t, s, verdicts.Match{Types: []string{"newroute"}}, func(*verdicts.Call) verdicts.Verdict {
			if first { // the one who reads the socket is here, and nobody else wants to
				first = false
				close(held)
				<-free
			}
			return verdicts.Forward()
		})
		sub := subscribe(t, s, "ipv4_route")
		must(t, source, hostRoute("RTM_NEWROUTE", createExcl, address(0)))
		<-held
		addRoutesTo(t, source, 1, n-1)
		close(free)
		came, lost, last := 0, 0, -1
		for came+lost < n {
			ev, err := sub.Next(t.Context())
			switch {
			case err != nil:
				t.Fatal(err)
			case ev.Overrun != nil:
				if ev.Overrun.Queue || ev.Overrun.Dropped == 0 {
					t.Errorf("%+v", ev.Overrun)
				}
				lost += int(ev.Overrun.Dropped)
			default:
				came, last = came+1, destination(ev.Message)
			}
		}
		if came+lost != n || lost < n/2 || came < 10 || last != came-1 {
			t.Errorf("%d events came, the last is the %dth, and %d were lost, of %d", came, last, lost, n)
		}
		addRoutesTo(t, source, n, 1)
		if ev, err := sub.Next(t.Context()); err != nil || ev.Message == nil || destination(ev.Message) != n {
			t.Errorf("after the overrun: %+v, %v", ev, err)
		}
	})
}

// destination tells which of the addresses that hostRoutes makes routes to a route is to.
func destination(m *codec.Message) int {
	dst, _ := m.Attr("RTA_DST")
	a := dst.Addr().As4()
	return int(a[2])<<8 | int(a[3])
}

// TestSlowSubscriber keeps what one who does not read may have waiting bounded, and others are not disturbed.
func TestSlowSubscriber(t *testing.T) {
	s, tr := script(t, nil)
	const size, n = 8 << 20, 40 // the datagrams share their memory
	large := linkOf("large", 0, 0, 0)
	large = append(large, make([]byte, size-len(large))...)
	host.PutHeader(large, codec.Header{Len: size, Type: newLinkType})
	event := arrival{Datagram: large, From: transport.From{Group: 1, NSID: -1}}
	slow, brisk := subscribe(t, s, "link"), subscribe(t, s, "link")
	for range n {
		tr.Arrive <- event
		isTold(t, "brisk", brisk, "RTM_NEWLINK", "large")
	}
	came := 0
	for {
		e, err := slow.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if e.Overrun != nil {
			if !e.Overrun.Queue || came+int(e.Overrun.Dropped) != n || came < 20 || came > 32 {
				t.Errorf("%d came, %s", came, e.Overrun)
			}
			break
		}
		came++
	}
	tr.Arrive <- event
	isTold(t, "slow", slow, "RTM_NEWLINK", "large")
}

// flooded is a socket that overflows again and again.
type flooded struct{ *scripted }

func (f *flooded) Receive(ctx context.Context, _ []byte, _ bool) ([]byte, transport.From, error) {
	select {
	case <-f.Closed:
		return nil, transport.From{}, os.ErrClosed
	default:
		return nil, transport.From{}, syscall.ENOBUFS
	}
}

// TestEndlessOverflow ends a subscription to a socket that nothing is received from but overflows.
func TestEndlessOverflow(t *testing.T) {
	s := open(t, proxy.Route, proxy.WithTransport(&flooded{newScripted()}))
	sub, err := s.Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	if e, err := sub.Next(t.Context()); err != nil || e.Overrun == nil {
		t.Errorf("%v, %v; want an Overrun", e, err)
	}
	if err := sub.Close(); err != nil {
		t.Error(err)
	}
}

// TestBrokenSocket tells all who listen that the socket cannot be read, and those who come later.
func TestBrokenSocket(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, tr := script(t, nil)
		var subs []*proxy.Subscription
		for i := range 3 { // the last comes when those before have been told
			sub, err := s.Subscribe(t.Context(), "link")
			if err != nil {
				t.Fatal(err)
			}
			if subs = append(subs, sub); i > 0 {
				tr.Arrive <- arrival{Err: syscall.EIO}
				synctest.Wait()
			}
		}
		for _, sub := range subs {
			if _, err := sub.Next(t.Context()); !errors.Is(err, syscall.EIO) {
				t.Error(err)
			}
			if err := sub.Close(); err != nil {
				t.Error(err)
			}
		}
		if joined := tr.Groups(); len(joined) > 0 {
			t.Errorf("groups %v were not left", joined)
		}
		go func() { tr.Arrive <- came(ackOf(<-tr.Sent, scriptedPort, 0)) }()
		must(t, s, addBridge("br0"))
	})
}

// TestBatchAmongEvents has the events of a batch come in its order, past the answers on the same socket.
func TestBatchAmongEvents(t *testing.T) {
	const n = 1500
	eachEnd(t, 0, func(t *testing.T, e *end) {
		s := e.open(t)
		sub := subscribe(t, s, "ipv4_route")
		addRoutesTo(t, s, 0, n)
		var got []int
		for ev, err := range sub.Events(t.Context()) {
			if err != nil || ev.Overrun != nil {
				t.Fatal(ev, err)
			}
			if got = append(got, destination(ev.Message)); len(got) == n {
				break
			}
		}
		if !slices.IsSorted(got) || got[0] != 0 || got[n-1] != n-1 {
			t.Error("events came in another order")
		}
	})
}
