package iproute_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"syscall"

	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts"
)

// inMemory opens an IPRoute on a kernel in memory, so that the examples change nothing. Programs call iproute.Open().
func inMemory() *iproute.IPRoute {
	ip, err := iproute.Open(proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if err != nil {
		log.Fatal(err)
	}
	return ip
}

// Make a bridge with an address and a route, and list the routes.
func Example() {
	ctx := context.Background()
	ip := inMemory()
	defer ip.Close()
	br0, err := ip.AddLink(ctx, iproute.Link{
		Name: "br0", MTU: iproute.Set(1400), Up: iproute.Set(true), Kind: iproute.Bridge{},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(br0.Name(), br0.MTU(), br0.Kind())
	if err := ip.AddAddr(ctx, "br0", "192.0.2.1/24"); err != nil {
		log.Fatal(err)
	}
	if err := ip.AddRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.2")); err != nil {
		log.Fatal(err)
	}
	for route, err := range ip.GetRoutes(ctx, iproute.Args{"family": "inet", "table": "main"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(route.Dst(), route.Protocol())
	}
	err = ip.SetLink(ctx, "br0", iproute.Args{"mtv": 9000})
	fmt.Println(err)
	err = ip.SetUp(ctx, "br1")
	fmt.Println(errors.Is(err, iproute.ErrNotFound))
	// Output:
	// br0 1400 bridge
	// 10.0.0.0/8 static
	// 192.0.2.0/24 kernel
	// link set: unknown link attribute "mtv"; did you mean IFLA_MTU?
	// true
}

// Carry out several calls together, and see which failed.
func ExampleIPRoute_Batch() {
	ip := inMemory()
	defer ip.Close()
	b := ip.Batch()
	b.Link("add", iproute.Args{"ifname": "br0", "kind": "bridge", "index": 100, "state": "up"})
	b.AddAddr("br0", "192.0.2.1/24")
	b.AddRoute("10.0.0.0/8", iproute.Via("192.0.2.2"))
	b.AddRoute("10.0.0.0/8", iproute.Via("192.0.2.3"))
	results, err := b.Commit(context.Background())
	fmt.Println(results[2].Err)
	fmt.Println(err)
	// Output:
	// <nil>
	// 1 of 4 calls failed, the first is call 3: route add: RTM_NEWROUTE: file exists (EEXIST)
}

// List the links, and say what becomes of them.
func ExampleIPRoute_Watch() {
	ctx := context.Background()
	ip := inMemory()
	defer ip.Close()
	for change, err := range ip.Watch(ctx, follow.Links) {
		if err != nil {
			log.Fatal(err)
		}
		switch change.Op {
		case follow.Current: // all that there was is listed
			if err := ip.SetLink(ctx, "lo", iproute.Args{"mtu": 1500}); err != nil {
				log.Fatal(err)
			}
		case follow.Changed:
			fmt.Println(change.Link().Name(), change.Was.Link().MTU(), change.Link().MTU())
			return
		default:
			fmt.Println(change.Op, change.Link().Name())
		}
	}
	// Output:
	// added lo
	// lo 65536 1500
}

// Have an address, whether it is there already or not.
func ExampleIPRoute_Ensure() {
	ctx := context.Background()
	ip := inMemory()
	defer ip.Close()
	for range 2 {
		err := ip.Ensure(ctx, ip.Addr, iproute.Args{"dev": "lo", "address": "192.0.2.1/32"})
		fmt.Println(err)
	}
	fmt.Println(ip.EnsureAbsent(ctx, ip.Addr, iproute.Args{"dev": "lo", "address": "192.0.2.1/32"}))
	// Output:
	// <nil>
	// <nil>
	// <nil>
}

// Save addresses, and load them again.
func ExampleIPRoute_AddrDump() {
	ctx := context.Background()
	ip := inMemory()
	defer ip.Close()
	if err := ip.AddAddr(ctx, "lo", "192.0.2.1/32"); err != nil {
		log.Fatal(err)
	}
	var file bytes.Buffer // what "ip addr save" writes, and "ip addr restore" reads
	if err := ip.AddrDump(ctx, &file); err != nil {
		log.Fatal(err)
	}
	if err := ip.FlushAddr(ctx); err != nil {
		log.Fatal(err)
	}
	if err := ip.AddrLoad(ctx, &file); err != nil {
		log.Fatal(err)
	}
	for a, err := range ip.GetAddr(ctx) {
		fmt.Println(a.Prefix(), err)
	}
	// Output: 192.0.2.1/32 <nil>
}

// Put a callback in the way of the requests of an IPRoute.
func ExampleIPRoute_Socket() {
	ctx := context.Background()
	ip := inMemory()
	defer ip.Close()
	_, err := ip.Socket().OnSend(ctx, verdicts.Match{Types: []string{"RTM_DELLINK"}},
		func(*verdicts.Call) verdicts.Verdict { return verdicts.Error(syscall.EPERM, "links stay") })
	if err != nil {
		log.Fatal(err)
	}
	err = ip.DelLink(ctx, "lo")
	fmt.Println(err)
	fmt.Println(errors.Is(err, iproute.ErrNotPermitted))
	// Output:
	// link del: RTM_DELLINK: links stay (EPERM)
	// true
}
