package iproute_test

import (
	"context"
	"fmt"
	"log"
	"net/netip"

	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
)

// exampleIPRoute speaks with a kernel in memory that has a link eth0, which is up and has an address.
func exampleIPRoute(ctx context.Context) *iproute.IPRoute {
	ip, err := iproute.OpenRaw(proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if err != nil {
		log.Fatal(err)
	}
	if _, err := ip.AddLink(ctx, iproute.Args{"ifname": "eth0", "kind": "dummy", "state": "up"}); err != nil {
		log.Fatal(err)
	}
	if err := ip.AddAddr(ctx, "eth0", "192.0.2.10/24"); err != nil {
		log.Fatal(err)
	}
	return ip
}

func ExampleIPRoute_AddAddr() {
	ctx := context.Background()
	ip := exampleIPRoute(ctx)
	defer ip.Close()
	if err := ip.AddAddr(ctx, "eth0", "10.0.0.1/24", iproute.Args{"broadcast": true, "label": "eth0:web"}); err != nil {
		log.Fatal(err)
	}
	for a, err := range ip.GetAddr(ctx, iproute.LinkRef("eth0"), iproute.Args{"family": "inet"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(a.Prefix(), a.Label())
	}
	// Output:
	// 192.0.2.10/24 eth0
	// 10.0.0.1/24 eth0:web
}

func ExampleIPRoute_AddRoute() {
	ctx := context.Background()
	ip := exampleIPRoute(ctx)
	defer ip.Close()
	if err := ip.AddRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.1")); err != nil {
		log.Fatal(err)
	}
	if err := ip.AddRoute(ctx, "default", iproute.Via("192.0.2.2"), iproute.Args{"metric": 100, "mtu": 1400}); err != nil {
		log.Fatal(err)
	}
	for r, err := range ip.GetRoutes(ctx, iproute.Args{"table": "main", "proto": "static"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(r.Dst(), "via", r.Gateway(), "metric", r.Priority())
	}
	way, err := ip.RouteTo(ctx, "10.1.2.3")
	fmt.Println(way.Gateway(), way.PrefSrc(), err)
	// Output:
	// 0.0.0.0/0 via 192.0.2.2 metric 100
	// 10.0.0.0/8 via 192.0.2.1 metric 0
	// 192.0.2.1 192.0.2.10 <nil>
}

func ExampleIPRoute_AddRule() {
	ctx := context.Background()
	ip := exampleIPRoute(ctx)
	defer ip.Close()
	if err := ip.AddRule(ctx, iproute.Args{"src": "10.0.0.0/8", "table": 100, "priority": 1000}); err != nil {
		log.Fatal(err)
	}
	for r, err := range ip.GetRules(ctx, iproute.Args{"table": 100}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(r.Priority(), r.Src(), uint32(r.Table()))
	}
	// Output: 1000 10.0.0.0/8 100
}

func ExampleIPRoute_AddNeigh() {
	ctx := context.Background()
	ip := exampleIPRoute(ctx)
	defer ip.Close()
	if err := ip.AddNeigh(ctx, "eth0", "192.0.2.1", "02:00:00:00:00:01"); err != nil {
		log.Fatal(err)
	}
	for n, err := range ip.GetNeighbours(ctx, iproute.Args{"dst": "192.0.2.1"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(n.Dst(), n.LLAddr(), n.State())
	}
	// Output: 192.0.2.1 02:00:00:00:00:01 permanent
}

// Two ways out that share the load of routes, which name them by their number.
func ExampleIPRoute_Nexthop() {
	ctx := context.Background()
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	for _, spec := range []iproute.Spec{
		iproute.Args{"id": 1, "via": "192.0.2.1", "dev": "eth0"},
		iproute.Nexthop{ID: iproute.Set(2), Gateway: netip.MustParseAddr("198.51.100.1"), OIF: "eth1"},
		iproute.Args{"id": 10, "group": "1,2:5"}, // the second takes five times as much
	} {
		if _, err := ip.Nexthop(ctx, "add", spec); err != nil {
			log.Fatal(err)
		}
	}
	if err := ip.AddRoute(ctx, "10.0.0.0/8", iproute.Args{"nhid": 10}); err != nil {
		log.Fatal(err)
	}
	for nh, err := range ip.GetNexthops(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(nh.ID(), nh.Gateway())
	}
}
