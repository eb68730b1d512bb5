package iproute_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/verdicts"
)

// counting counts the requests of a socket that change something.
func counting(t *testing.T, ip *iproute.IPRoute) *int {
	t.Helper()
	n := new(int)
	_, err := ip.Socket().OnSend(t.Context(), verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		if !c.Message.OnlyReads() {
			*n++
		}
		return verdicts.Forward()
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// neighbour is one of br0.
func neighbour(lladdr string) iproute.Args {
	return iproute.Args{"dev": "br0", "dst": "192.0.2.2", "lladdr": lladdr}
}

// TestEnsure makes what is not there, changes what differs, and does nothing about what is as it should be.
func TestEnsure(t *testing.T) {
	eachKernel(t, func(t *testing.T, ip *iproute.IPRoute) {
		sent := counting(t, ip)
		for _, x := range []struct {
			name string
			call iproute.Call
			spec iproute.Args
			want int
		}{
			{"a link", ip.Link, iproute.Args{"ifname": "br0", "kind": "bridge", "mtu": 1400}, 1},
			{"a link again", ip.Link, iproute.Args{"ifname": "br0", "kind": "bridge", "mtu": 1400}, 0},
			{"a link that differs", ip.Link, iproute.Args{"ifname": "br0", "kind": "bridge", "mtu": 1300}, 2},
			{"an address", ip.Addr, iproute.Args{"dev": "br0", "address": "192.0.2.1/24"}, 1},
			{"an address again", ip.Addr, iproute.Args{"dev": "br0", "address": "192.0.2.1/24"}, 0},
			{"a link that is up", ip.Link, iproute.Args{"ifname": "br0", "kind": "bridge", "state": "up"}, 2},
			{"a link that is up again", ip.Link, iproute.Args{"ifname": "br0", "kind": "bridge", "state": "up"}, 0},
			{"a route", ip.Route, iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.2"}, 1},
			{"a route again", ip.Route, iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.2"}, 0},
			{"a route that differs", ip.Route, iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.3"}, 2},
			{"of another table", ip.Route, iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.4", "table": 100}, 1},
			{"a route of the main table", ip.Route, iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.4"}, 2},
			{"a rule", ip.Rule, iproute.Args{"src": "10.0.0.0/8", "table": 100, "priority": 50}, 1},
			{"a rule again", ip.Rule, iproute.Args{"src": "10.0.0.0/8", "table": 100, "priority": 50}, 0},
			{"a neighbour", ip.Neigh, neighbour("02:00:00:00:00:02"), 1},
			{"a neighbour again", ip.Neigh, neighbour("02:00:00:00:00:02"), 0},
			{"a neighbour that differs", ip.Neigh, neighbour("02:00:00:00:00:03"), 2},
		} {
			*sent = 0
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			if err := ip.Ensure(ctx, x.call, x.spec); err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
			cancel()
			if *sent != x.want {
				t.Errorf("%s: %d requests, want %d", x.name, *sent, x.want)
			}
		}
		for i, want := range []int{1, 0} {
			*sent = 0
			address := iproute.Args{"dev": "br0", "address": "192.0.2.1/24"}
			if err := ip.EnsureAbsent(t.Context(), ip.Addr, address); err != nil || *sent != want {
				t.Errorf("absent %d: %d requests, want %d: %v", i, *sent, want, err)
			}
		}
		err := ip.EnsureAbsent(t.Context(), ip.Addr, iproute.Args{"dev": "none", "address": "192.0.2.1/24"})
		if err != nil {
			t.Errorf("of a link that is not there: %v", err)
		}
		if err := ip.Ensure(t.Context(), ip.Link, iproute.Args{"ifnam": "br0"}); err == nil {
			t.Error("a wrong name is ensured")
		}
	})
}

// TestPoll waits for what another one makes, be it that a name means nothing yet.
func TestPoll(t *testing.T) {
	eachKernel(t, func(t *testing.T, ip *iproute.IPRoute) {
		found := make(chan error, 1)
		listening := make(chan struct{})
		_, err := ip.Socket().OnSend(t.Context(), verdicts.Match{Types: []string{"RTM_GETLINK"}},
			func(*verdicts.Call) verdicts.Verdict {
				select {
				case <-listening:
				default:
					close(listening)
				}
				return verdicts.Forward()
			})
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			address := iproute.Args{"dev": "br0", "address": "192.0.2.1/24"}
			list, err := ip.Poll(t.Context(), ip.Addr, address)
			if err == nil && len(list) != 1 {
				err = errors.New("not one was found")
			}
			found <- err
		}()
		<-listening
		b := ip.Batch()
		b.Link("add", iproute.Args{"ifname": "br0", "kind": "bridge", "index": 100})
		b.Addr("add", iproute.Args{"dev": "br0", "address": "192.0.2.1/24"})
		if _, err := b.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := <-found; err != nil {
			t.Error(err)
		}
	})
}

// TestPollEnds tells that the time is over.
func TestPollEnds(t *testing.T) {
	eachKernel(t, func(t *testing.T, ip *iproute.IPRoute) {
		ctx, cancel := context.WithCancelCause(t.Context())
		over := errors.New("over")
		_, err := ip.Socket().OnRecv(ctx, verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
			if c.Message.Name() == "NLMSG_ERROR" || c.Message.Header().Type == codec.TypeDone {
				cancel(over)
			}
			return verdicts.Forward()
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = ip.Poll(ctx, ip.Link, iproute.Predicate(func(*codec.Message) bool { return false }))
		if !errors.Is(err, over) {
			t.Errorf("got %v", err)
		}
	})
}
