package iproute_test

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/iproute"
)

// listed returns what is read of each object of a dump, in order.
func listed[T any](t *testing.T, objects iter.Seq2[T, error], read func(T) any) string {
	t.Helper()
	var lines []string
	for x, err := range objects {
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprint(read(x)))
	}
	slices.Sort(lines)
	return strings.Join(lines, " ")
}

func wantList(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestLists lists objects by filters that the kernel has, and by such as it has not.
func TestLists(t *testing.T) {
	ip := start(t)
	ctx := t.Context()
	for _, c := range []call{
		{"route", "add", args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2", "table": 1000, "metric": 5}},
		{"route", "add", args{"dst": "10.2.0.0/16", "dev": "e2", "proto": "zebra"}},
		{"route", "add", args{"dst": "default", "gateway": "10.0.0.2"}},
		{"rule", "add", args{"table": 10, "priority": 100}},
		{"neigh", "add", args{"dev": "e0", "dst": "10.0.0.2", "lladdr": "02:00:00:00:00:09"}},
		{"neigh", "add", args{"dev": "e2", "dst": "2001:db8::9", "lladdr": "02:00:00:00:00:09", "nud": "noarp"}},
		{"neigh", "add", args{"dev": "e0", "proxy": "10.0.0.7"}},
		{"link", "add", args{"ifname": "br0", "kind": "bridge"}},
		{"link", "set", args{"ifname": "e2", "master": "br0"}},
		{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": "e0"}},
		{"nexthop", "add", args{"id": 2, "dev": "e2"}},
		{"nexthop", "add", args{"id": 10, "group": "1", "buckets": 4}},
	} {
		if err := carryOut(ctx, ip, c); err != nil {
			t.Fatal(c, err)
		}
	}
	routes := func(filters ...iproute.Spec) string {
		t.Helper()
		return listed(t, ip.GetRoutes(ctx, filters...), func(r iproute.RouteView) any { return r.Dst() })
	}
	wantList(t, routes(args{"table": 1000}), "10.1.0.0/16")
	wantList(t, routes(args{"table": 77}), "")
	wantList(t, routes(args{"proto": "zebra", "oif": "e2"}), "10.2.0.0/16")
	wantList(t, routes(args{"dst": "10.1.0.0/16"}), "10.1.0.0/16")
	wantList(t, routes(args{"metric": func(n uint64) bool { return n == 5 }}), "10.1.0.0/16")
	wantList(t, routes(args{"dst": "10.2.3.4"}), "10.2.3.4/32")
	wantList(t, listed(t, ip.GetDefaultRoutes(ctx), func(r iproute.RouteView) any { return r.Gateway() }), "10.0.0.2")
	addresses := func(filters ...iproute.Spec) string {
		t.Helper()
		return listed(t, ip.GetAddr(ctx, filters...), func(a iproute.AddrView) any { return a.Prefix() })
	}
	wantList(t, addresses(args{"local": "2001:db8::1"}), "2001:db8::1/64")
	wantList(t, addresses(iproute.ByIndex(77)), "")
	priority := func(r iproute.RuleView) any { return r.Priority() }
	wantList(t, listed(t, ip.GetRules(ctx, args{"family": "inet"}), priority), "0 100 32766 32767")
	wantList(t, listed(t, ip.GetRules(ctx, args{"priority": 0, "family": "inet6"}),
		func(r iproute.RuleView) any { return r.Table() }), "local")
	neighbours := func(filters ...iproute.Spec) string {
		t.Helper()
		return listed(t, ip.GetNeighbours(ctx, filters...), func(n iproute.NeighView) any { return n.Dst() })
	}
	wantList(t, neighbours(args{"lladdr": "02:00:00:00:00:09"}), "10.0.0.2 2001:db8::9")
	wantList(t, neighbours(args{"nud": "permanent"}), "10.0.0.2")
	wantList(t, neighbours(args{"proxy": true}), "10.0.0.7")
	wantList(t, neighbours(args{"master": "br0", "lladdr": "02:00:00:00:00:09"}), "2001:db8::9")
	nexthops := func(filters ...iproute.Spec) string {
		t.Helper()
		return listed(t, ip.GetNexthops(ctx, filters...), func(n iproute.NexthopView) any { return n.ID() })
	}
	wantList(t, nexthops(), "1 10 2")
	wantList(t, nexthops(args{"groups": true}), "10")
	wantList(t, nexthops(args{"master": "br0"}), "2")
	wantList(t, nexthops(args{"id": 2}), "2")
	wantList(t, nexthops(args{"dev": "e0"}), "1")
	wantList(t, listed(t, ip.GetNexthopBuckets(ctx, args{"id": 10, "nhid": 1}),
		func(n iproute.NexthopView) any { return n.ResBucket().Index() }), "0 1 2 3")
	wantList(t, listed(t, ip.GetNetconf(ctx, iproute.LinkRef("e0")),
		func(n iproute.NetconfView) any { return n.Family() }), "inet inet6")
	wantList(t, listed(t, ip.GetNetconf(ctx, args{"dev": "all", "family": "inet6"}),
		func(n iproute.NetconfView) any { return n.Forwarding() }), "0")
	wantList(t, listed(t, ip.GetNtables(ctx, args{"family": "inet", "thresh3": 1024}),
		func(n iproute.NeighTableView) any { return n.Name() }), "arp_cache")
	if _, err := ip.Ntable(ctx, "change", args{"name": "arp_cache", "dev": "e0", "ucast_probes": 7}); err != nil {
		t.Error(err)
	}
	wantList(t, listed(t, ip.GetNtables(ctx, args{"dev": "e0", "family": "inet"}),
		func(n iproute.NeighTableView) any { return n.Parms().UcastProbes() }), "7")
	if _, err := ip.Addr(ctx, "get", args{"address": "10.0.0.1", "dev": "e0"}); err != nil {
		t.Error(err)
	}
	if _, err := ip.Addr(ctx, "get", args{"address": "10.0.0.99"}); !errors.Is(err, iproute.ErrNotFound) {
		t.Errorf("got %v, want ErrNotFound", err)
	}
}

// TestFlushes wants flushes to leave what must not go by itself.
func TestFlushes(t *testing.T) {
	ip := start(t)
	ctx := t.Context()
	for _, c := range []call{
		{"neigh", "add", args{"dev": "e0", "dst": "10.0.0.2", "lladdr": "02:00:00:00:00:09"}},
		{"neigh", "add", args{"dev": "e0", "dst": "10.0.0.3", "lladdr": "02:00:00:00:00:09", "nud": "stale"}},
		{"route", "add", args{"dst": "10.1.0.0/16", "multipath": []args{
			{"gateway": "10.0.0.2"}, {"gateway": "192.168.0.1"}}}},
		{"addr", "add", args{"dev": "e0", "address": "10.0.0.7/24"}},
		{"link", "set", args{"ifname": "e3", "state": "down"}}, // has e2 without carrier
		{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": "e0"}},
		{"route", "add", args{"dst": "10.2.0.0/16", "nhid": 1}},
	} {
		if err := carryOut(ctx, ip, c); err != nil {
			t.Fatal(c, err)
		}
	}
	for _, err := range []error{ip.FlushRoutes(ctx), ip.FlushRules(ctx), ip.FlushNeigh(ctx)} {
		if err != nil {
			t.Error(err)
		}
	}
	tables := func(r iproute.RouteView) any { return r.Table() }
	wantList(t, listed(t, ip.GetRoutes(ctx, args{"table": "main"}), tables), "")
	if got := listed(t, ip.GetRoutes(ctx, args{"family": "inet"}), tables); !strings.Contains(got, "local") {
		t.Error("the table local is empty")
	}
	wantList(t, listed(t, ip.GetRules(ctx, args{"family": "inet"}),
		func(r iproute.RuleView) any { return r.Priority() }), "0")
	wantList(t, listed(t, ip.GetNeighbours(ctx, args{"lladdr": "02:00:00:00:00:09"}),
		func(n iproute.NeighView) any { return n.Dst() }), "10.0.0.2")
	if err := ip.FlushAddr(ctx, iproute.LinkRef("e0")); err != nil { // the secondary address goes with the first
		t.Error(err)
	}
	wantList(t, listed(t, ip.GetAddr(ctx, iproute.LinkRef("e0")),
		func(a iproute.AddrView) any { return a.Prefix() }), "")
	if err := ip.FlushRoutes(ctx, args{"table": "local", "family": "inet"}); err != nil {
		t.Error(err)
	}
	wantList(t, listed(t, ip.GetRoutes(ctx, args{"family": "inet"}), tables), "")
}
