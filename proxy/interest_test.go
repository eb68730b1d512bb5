package proxy_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// eventOf is the arrival of messages by multicast.
func eventOf(group uint32, messages ...[]byte) arrival {
	a := came(messages...)
	a.From.Group = group
	return a
}

// told are the names of the links that the next events tell of, "lost" for an Overrun.
func told(t testing.TB, sub *proxy.Subscription, n int) (names []string) {
	t.Helper()
	for range n {
		e, err := sub.Next(t.Context())
		switch {
		case err != nil:
			t.Fatal(err)
		case e.Overrun != nil:
			names = append(names, "lost")
		default:
			names = append(names, nameOf(e.Message))
		}
	}
	return names
}

// interested subscribes to links with an Interest of more.
func interested(t testing.TB, s *proxy.Socket, in proxy.Interest) *proxy.Subscription {
	t.Helper()
	in.Groups = []string{"link", "neigh"}
	sub, err := s.SubscribeTo(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

// TestInterest lets those messages into the queue that are wanted, of those that came together too, and others not.
func TestInterest(t *testing.T) { synctest.Test(t, testInterest) }

func testInterest(t *testing.T) {
	s, tr := script(t, nil)
	short := func(msg []byte, from transport.From) bool {
		if from.Group != 1 || from.Arrival == 0 || int(host.Header(msg).Len) != len(msg) {
			t.Errorf("%x from %+v", msg, from)
		}
		return len(msg) <= 40
	}
	attr := &verdicts.Match{Types: []string{"newlink"}, Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "b"}}}
	panics := func([]byte, transport.From) bool { panic("on purpose") }
	types := verdicts.Match{Types: []string{"RTM_DELLINK"}}
	for _, c := range []struct {
		in   proxy.Interest
		want []string
	}{
		{proxy.Interest{}, []string{"a", "b", "a-long-name", "b"}},
		{proxy.Interest{Keep: short}, []string{"a", "b", "b"}},
		{proxy.Interest{Match: attr}, []string{"b", "b"}},
		{proxy.Interest{Match: attr, Keep: func([]byte, transport.From) bool { return false }}, nil},
		{proxy.Interest{Match: &types}, nil},
		{proxy.Interest{Match: &types, Keep: panics}, nil},
		{proxy.Interest{Keep: panics}, []string{"a", "b", "a-long-name", "b"}},
	} {
		sub := interested(t, s, c.in)
		tr.Arrive <- eventOf(1, linkOf("a", 0, 0, 0), linkOf("b", 0, 0, 0), linkOf("a-long-name", 0, 0, 0))
		tr.Arrive <- eventOf(1, linkOf("b", 0, 0, 0))
		synctest.Wait()
		if got := told(t, sub, len(c.want)); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.in, got, c.want)
		}
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
		if e, err := sub.Next(t.Context()); err == nil {
			t.Errorf("%+v: then %q", c.in, nameOf(e.Message))
		}
	}
	in := proxy.Interest{Groups: []string{"link"}, Match: &verdicts.Match{Types: []string{"newlinc"}}}
	_, err := s.SubscribeTo(t.Context(), in)
	if !contains(err, "RTM_NEWLINK") {
		t.Error(err)
	}
	if joined := tr.Groups(); len(joined) > 0 {
		t.Errorf("groups %v were not left", joined)
	}
}

// TestQueueLimit keeps so much for a reader as the socket's option, or his own, allows, and tells of which groups he
// lost something.
func TestQueueLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		link := linkOf("link", 0, 0, 0)
		room := func(n int) int { return n * (len(link) + 112) }
		s, tr := script(t, nil, proxy.QueueLimit(room(4)))
		small := interested(t, s, proxy.Interest{})
		large := interested(t, s, proxy.Interest{QueueLimit: room(6)})
		for i := range 8 {
			tr.Arrive <- eventOf(1+uint32(i/5)*2, link) // five of links, three of neighbours
		}
		synctest.Wait()
		for _, c := range []struct {
			sub    *proxy.Subscription
			came   int
			groups string
		}{{small, 4, "RTNLGRP_LINK, RTNLGRP_NEIGH"}, {large, 6, "RTNLGRP_NEIGH"}} {
			if got := told(t, c.sub, c.came); slices.Contains(got, "lost") {
				t.Errorf("%d were to come: %q", c.came, got)
			}
			e, err := c.sub.Next(t.Context())
			if err != nil || e.Overrun == nil {
				t.Fatal(e, err)
			}
			want := fmt.Sprintf("%d events of %s were lost: events were not read fast enough", 8-c.came, c.groups)
			if e.Overrun.String() != want || e.From.Arrival != uint64(c.came+1) || !e.Overrun.Queue {
				t.Errorf("%s, the first is number %d; want %s", e.Overrun, e.From.Arrival, want)
			}
			if err := c.sub.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}

// TestTake takes all that is queued at once, as it came.
func TestTake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		size := 2 * len(linkOf("0", 0, 0, 0))
		s, tr := script(t, nil, proxy.QueueLimit(3*(size+112)))
		sub := interested(t, s, proxy.Interest{})
		for _, n := range []int{1, 3, 7} {
			for i := range n {
				tr.Arrive <- eventOf(1, linkOf(fmt.Sprint(i), 0, 0, 0), linkOf("+", 0, 0, 0))
			}
			synctest.Wait()
			list, err := sub.Take(t.Context())
			var got []string
			for i, d := range list {
				if d.Overrun != nil {
					got = append(got, "lost", fmt.Sprint(d.Overrun.Dropped))
					continue
				}
				if d.From.Group != 1 || i > 0 && d.From.Arrival != list[i-1].From.Arrival+1 {
					t.Errorf("%+v", d.From)
				}
				for m := range s.Messages(d.Octets) {
					got = append(got, nameOf(m))
				}
			}
			want := map[int]string{1: "0 +", 3: "0 + 1 + 2 +", 7: "0 + 1 + 2 + lost 4"}[n]
			if strings.Join(got, " ") != want || err != nil {
				t.Errorf("%q, %v; want %q", got, err, want)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if list, err := sub.Take(ctx); len(list) > 0 || !errors.Is(err, context.Canceled) {
			t.Errorf("%d, %v", len(list), err)
		}
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
		if _, err := sub.Take(t.Context()); !errors.Is(err, proxy.ErrClosed) {
			t.Error(err)
		}
	})
}

// TestHeldEvents drops events that wait for a callback when they are too many, tells that in their place, and keeps
// what answers calls.
func TestHeldEvents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		link := linkOf("link", 0, 0, 0)
		s, tr := script(t, nil, proxy.QueueLimit(3*(len(link)+112)))
		sub, err := s.Subscribe(t.Context(), "link", "neigh")
		if err != nil {
			t.Fatal(err)
		}
		other, err := s.Subscribe(t.Context(), "neigh")
		if err != nil {
			t.Fatal(err)
		}
		free := make(chan struct{})
		onRecv(t, s, verdicts.Match{Types: []string{"newlink"}}, func(c *verdicts.Call) verdicts.Verdict {
			if nameOf(c.Message) == "slow" {
				<-free
				return verdicts.Drop()
			}
			return verdicts.Forward()
		})
		done := make(chan error)
		go func() {
			_, err := s.Request(t.Context(), addBridge("br0"))
			done <- err
		}()
		asked := <-tr.Sent
		tr.Arrive <- eventOf(1, linkOf("slow", 0, 0, 0))
		synctest.Wait()
		for range 10 {
			tr.Arrive <- eventOf(1, link)
		}
		go func() { // somebody has to read
			_, err := s.Request(t.Context(), addBridge("br1"))
			done <- err
		}()
		tr.Arrive <- came(ackOf(asked, scriptedPort, 0)) // waits, for its call is older
		tr.Arrive <- came(ackOf(<-tr.Sent, scriptedPort, 0))
		if err := <-done; err != nil {
			t.Error(err)
		}
		close(free)
		if err := <-done; err != nil {
			t.Error(err)
		}
		if got := told(t, sub, 3); !slices.Equal(got, []string{"link", "link", "link"}) {
			t.Errorf("%q", got)
		}
		e, err := sub.Next(t.Context())
		if err != nil || e.Overrun == nil || e.Overrun.Dropped != 7 ||
			fmt.Sprint(e.Overrun.Groups) != "[RTNLGRP_LINK]" {
			t.Errorf("%+v, %v", e, err)
		}
		tr.Arrive <- eventOf(3, link)
		if got := told(t, other, 1); got[0] != "link" {
			t.Errorf("of another group: %q", got)
		}
		if err := errors.Join(sub.Close(), other.Close()); err != nil {
			t.Error(err)
		}
	})
}

// TestOverruns tells one who reads nothing of many overflows at once, in one piece until an event comes in between.
func TestOverruns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		link := linkOf("link", 0, 0, 0)
		s, tr := script(t, nil, proxy.QueueLimit(3*(len(link)+112)))
		sub := interested(t, s, proxy.Interest{})
		for range 5 {
			tr.Arrive <- eventOf(1, link)
			for range 10 {
				tr.Arrive <- arrival{Err: syscall.ENOBUFS}
			}
		}
		synctest.Wait()
		list, err := sub.Take(t.Context())
		var got []string
		for _, d := range list {
			if d.Overrun == nil {
				got = append(got, "event")
			} else {
				got = append(got, fmt.Sprint(d.Overrun.Dropped, d.Overrun.Queue, d.Overrun.Groups))
			}
		}
		// the first takes room, so that the third event and those after it are lost
		const lost = "0 false [RTNLGRP_LINK RTNLGRP_NEIGH]"
		want := []string{"event", lost, "event", strings.Replace(lost, "0", "3", 1)}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
	})
}
