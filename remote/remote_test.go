package remote_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/verdicts"
)

// TestRemote does over a connection what a local socket does: requests, errors, dumps, batches, events, families.
func TestRemote(t *testing.T) { eachKernel(t, testRemote) }

func testRemote(t *testing.T, kernel opener) {
	leakCheck(t)
	ctx := t.Context()
	r := dial(t, serve(t, remote.Permissions{Open: kernel}))
	s := openRemote(t, r, proxy.Route)
	sub, err := s.Subscribe(ctx, "link")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Request(ctx, addBridge("br0")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Request(ctx, addBridge("br0")); !errors.Is(err, syscall.EEXIST) {
		t.Errorf("a second bridge of the same name: %v", err)
	}
	_, err = s.Request(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK",
		Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "br0"}, {Name: "IFLA_MTU", Value: 7}}})
	var refusal *proxy.Error
	if !errors.As(err, &refusal) || refusal.Message == "" || refusal.Errno != syscall.EINVAL {
		t.Errorf("an MTU that is too small: %v", err)
	}
	results, err := s.Batch(ctx, []*codec.Request{addBridge("br1"), addBridge("br1"), addBridge("br2")})
	if err != nil || results[0] != nil || !errors.Is(results[1], syscall.EEXIST) || results[2] != nil {
		t.Errorf("batch: %v, %v", results, err)
	}
	if got := linkNames(t, s); !slices.Equal(got, []string{"lo", "br0", "br1", "br2"}) {
		t.Errorf("links: %v", got)
	}
	for _, want := range []string{"br0", "br1", "br2"} {
		if e := nextLink(t, sub); e.From.Group != 1 || e.From.NSID != -1 || nameOf(e.Message) != want {
			t.Errorf("event of %s, %+v; %s is due", nameOf(e.Message), e.From, want)
		}
	}
	if err := sub.Close(); err != nil {
		t.Error(err)
	}
	g := openRemote(t, r, proxy.Generic)
	if id, err := g.FamilyID(ctx, "nlctrl"); id != codec.GenlIDCtrl {
		t.Errorf("nlctrl: %d, %v", id, err)
	}
	if other := openRemote(t, r, proxy.Route); s.PortID() == other.PortID() || s.PortID() == 0 {
		t.Errorf("port ids: %d, %d", s.PortID(), other.PortID())
	}
}

// nextLink returns the next event that tells of a new link.
func nextLink(t testing.TB, sub *proxy.Subscription) proxy.Event {
	t.Helper()
	for e, err := range sub.Events(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Overrun == nil && host.Header(e.Message.Bytes()).Flags&(codec.FlagCreate|codec.FlagExcl) != 0 ||
			e.Overrun != nil {
			return e
		}
		if change, _ := e.Message.Field("ifi_change"); change == 0xffffffff {
			return e
		}
	}
	return proxy.Event{}
}

// TestRemotePortID asks for a port id, and sees it in the answers to what it sends itself.
func TestRemotePortID(t *testing.T) {
	s := openRemote(t, dial(t, serve(t, remote.Permissions{})), proxy.Route, proxy.PortID(4242), proxy.WholeAcks())
	if s.PortID() != 4242 {
		t.Errorf("port id %d", s.PortID())
	}
	seq := s.Sequence()
	h := codec.Header{Len: codec.HeaderLen + 4, Type: 18, Flags: codec.FlagRequest | codec.FlagAck,
		Seq: seq, PortID: 4242}
	if err := s.Send(t.Context(), append(h.Append(nil, host.BigEndian), 0, 0, 0, 0)); err != nil {
		t.Fatal(err)
	}
	answer, from, err := s.Receive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := host.Header(answer)
	if got.Seq != seq || got.PortID != 4242 || got.Type != codec.TypeError || from.PortID != 0 {
		t.Errorf("%+v from %+v", got, from)
	}
}

// TestRemoteClients lets clients use the same sequence numbers at the same time, over several sockets each.
func TestRemoteClients(t *testing.T) { eachKernel(t, testRemoteClients) }

func testRemoteClients(t *testing.T, kernel opener) {
	leakCheck(t)
	server := serve(t, remote.Permissions{Open: kernel})
	admin := openRemote(t, dial(t, server), proxy.Route)
	for i := range 4 {
		if _, err := admin.Request(t.Context(), addBridge(fmt.Sprint("br", i))); err != nil {
			t.Fatal(err)
		}
	}
	var wg sync.WaitGroup
	for i := range 4 {
		r := dial(t, server)
		for range 2 {
			s := openRemote(t, r, proxy.Route)
			wg.Go(func() {
				for range 100 {
					name := fmt.Sprint("br", i)
					replies, err := s.Request(t.Context(),
						&codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK",
							Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: name}}})
					if err != nil || len(replies) != 1 || nameOf(replies[0]) != name {
						t.Errorf("%s: %v, %v", name, replies, err)
						return
					}
				}
				if n := len(linkNames(t, s)); n != 5 {
					t.Errorf("%d links", n)
				}
			})
		}
	}
	wg.Wait()
}

// TestRemoteChains has callbacks of the server's change, answer and refuse messages, and ask the kernel themselves.
func TestRemoteChains(t *testing.T) { eachKernel(t, testRemoteChains) }

func testRemoteChains(t *testing.T, kernel opener) {
	asked := make(chan int, 10)
	chains := func(g *verdicts.Gate) error {
		_, err := g.Send.Add(registry(), verdicts.Match{Types: []string{"RTM_NEWLINK"}},
			func(c *verdicts.Call) verdicts.Verdict {
				links, err := c.Kernel.Request(c.Context,
					&codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Flags: codec.FlagDump})
				if err != nil || c.Pid != os.Getpid() {
					return verdicts.Error(syscall.EIO, fmt.Sprint(err, c.Pid))
				}
				asked <- len(links)
				if err := c.Message.Set("theirs", "IFLA_IFNAME"); err != nil {
					return verdicts.Error(syscall.EIO, err.Error())
				}
				return verdicts.Forward()
			})
		if err != nil {
			return err
		}
		_, err = g.Receive.Add(registry(), verdicts.Match{Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "lo"}}},
			func(*verdicts.Call) verdicts.Verdict { return verdicts.Drop() })
		return err
	}
	s := openRemote(t, dial(t, serve(t, remote.Permissions{Open: kernel, Chains: chains})), proxy.Route)
	if _, err := s.Request(t.Context(), addBridge("mine")); err != nil {
		t.Fatal(err)
	}
	if n := <-asked; n != 1 {
		t.Errorf("the callback saw %d links", n)
	}
	if got := linkNames(t, s); !slices.Equal(got, []string{"theirs"}) {
		t.Errorf("links: %v", got)
	}
}

// TestRemoteShutdown ends a server under its clients: they are told, and nothing of them waits forever.
func TestRemoteShutdown(t *testing.T) { eachKernel(t, testRemoteShutdown) }

func testRemoteShutdown(t *testing.T, kernel opener) {
	leakCheck(t)
	server := serve(t, remote.Permissions{Open: kernel})
	r := dial(t, server)
	s := openRemote(t, r, proxy.Route)
	sub, err := s.Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	_, err = sub.Next(t.Context())
	if want := "the server shuts down"; !errors.Is(err, remote.ErrDisconnected) || !contains(err, want) {
		t.Errorf("events: %v", err)
	}
	if _, err := s.Request(t.Context(), addBridge("late")); !errors.Is(err, remote.ErrDisconnected) {
		t.Errorf("a request: %v", err)
	}
	if _, err := r.Open(t.Context(), proxy.Route); !errors.Is(err, remote.ErrDisconnected) {
		t.Errorf("open: %v", err)
	}
	<-r.Lost()
	if !errors.Is(r.Err(), remote.ErrDisconnected) {
		t.Error(r.Err())
	}
}

// TestRedial connects anew: sockets of before stay ended, nothing is repeated, new ones work.
func TestRedial(t *testing.T) { eachKernel(t, testRedial) }

func testRedial(t *testing.T, kernel opener) {
	leakCheck(t)
	reached := make(chan struct{}, 9)
	chains := func(g *verdicts.Gate) error {
		_, err := g.Send.Add(registry(), verdicts.Match{Types: []string{"RTM_NEWLINK"}},
			func(c *verdicts.Call) verdicts.Verdict {
				reached <- struct{}{}
				<-c.Context.Done() // the client is gone
				return verdicts.Forward()
			})
		return err
	}
	r := dial(t, serve(t, remote.Permissions{Open: kernel, Chains: chains}))
	s := openRemote(t, r, proxy.Route)
	pending := make(chan error, 1)
	go func() {
		_, err := s.Request(t.Context(), addBridge("br0"))
		pending <- err
	}()
	<-reached
	if err := r.Redial(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-pending; !errors.Is(err, remote.ErrDisconnected) {
		t.Errorf("the request under way: %v", err)
	}
	if r.Err() != nil {
		t.Error(r.Err())
	}
	if _, err := s.Request(t.Context(), addBridge("br0")); !errors.Is(err, remote.ErrDisconnected) {
		t.Errorf("a socket of before: %v", err)
	}
	fresh := openRemote(t, r, proxy.Route)
	if got := linkNames(t, fresh); !slices.Equal(got, []string{"lo"}) {
		t.Errorf("links: %v", got)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if err := r.Redial(context.Background()); !errors.Is(err, proxy.ErrClosed) {
		t.Errorf("redial after Close: %v", err)
	}
	if _, err := fresh.Request(context.Background(), addBridge("br0")); !errors.Is(err, proxy.ErrClosed) {
		t.Errorf("a request after Close: %v", err)
	}
}
