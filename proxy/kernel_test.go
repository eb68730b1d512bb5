package proxy_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/verdicts"
)

func open(t testing.TB, protocol int, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s, err := proxy.Open(protocol, opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func linkNames(t testing.TB, s *proxy.Socket) (names []string) {
	t.Helper()
	for m, err := range s.Dump(t.Context(), &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}) {
		if err != nil {
			t.Fatal(err)
		}
		a, _ := m.Attr("IFLA_IFNAME")
		names = append(names, a.Text())
	}
	return names
}

func addBridge(name string) *codec.Request {
	return &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: 0x600,
		Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: name}, {Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "bridge"}}}},
	}
}

func TestKernel(t *testing.T) {
	testbed.NetNS(t)
	ctx := t.Context()
	s := open(t, proxy.Route)
	if _, err := s.Request(ctx, addBridge("br0")); err != nil {
		t.Fatal(err)
	}
	if got := linkNames(t, s); !slices.Contains(got, "br0") {
		t.Error(got)
	}
	_, err := s.Request(ctx, addBridge("br0"))
	if !errors.Is(err, syscall.EEXIST) {
		t.Error(err)
	}
	_, err = s.Request(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK",
		Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "br0"}, {Name: "IFLA_MTU", Value: 7}}})
	t.Log(err)
	sub, err := s.Subscribe(ctx, "link")
	if err != nil {
		t.Fatal(err)
	}
	results, err := s.Batch(ctx, []*codec.Request{addBridge("br1"), addBridge("br1"), addBridge("br2")})
	t.Log(results, err)
	for range 2 {
		e, err := sub.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		t.Log(e.Message.Name(), e.From)
	}
	sub.Close()
	g := open(t, proxy.Generic)
	id, err := g.FamilyID(ctx, "nlctrl")
	t.Log(id, err)
	_, err = g.FamilyID(ctx, "nosuch")
	t.Log(err)
	_, err = g.Group(ctx, "nlctrl/notify")
	if err != nil {
		t.Error(err)
	}
}

func TestNestedCallback(t *testing.T) {
	testbed.NetNS(t)
	ctx := t.Context()
	s := open(t, proxy.Route)
	depth := 0
	_, err := s.OnRecv(proxy.Match{Types: []string{"RTM_NEWLINK"}}, func(c *proxy.Call) verdicts.Verdict {
		if depth > 0 {
			return verdicts.Forward()
		}
		depth++
		if n := linkNames(t, s); len(n) == 0 {
			t.Error("nothing")
		}
		depth--
		return verdicts.Forward()
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := linkNames(t, s); len(n) == 0 {
		t.Error("nothing")
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 50 {
				for _, err := range s.Stream(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETADDR"}) {
					if err != nil {
						t.Error(err)
					}
					break
				}
				for _, err := range s.Dump(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETROUTE"}) {
					if err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	_ = context.Canceled
}
