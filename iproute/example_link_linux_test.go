package iproute_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
)

// example returns an IPRoute of a kernel in memory, which the examples run on: iproute.Open returns one of the running
// kernel.
func example() *iproute.IPRoute {
	ip, err := iproute.OpenRaw(proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if err != nil {
		log.Fatal(err)
	}
	return ip
}

// The same link, by names and by a typed spec.
func ExampleIPRoute_Link() {
	ctx, ip := context.Background(), example()
	defer ip.Close()
	_, err := ip.Link(ctx, "add", iproute.Args{"ifname": "br0", "kind": "bridge", "br_stp_state": 1})
	fmt.Println(err)
	_, err = ip.Link(ctx, "add", iproute.Link{Name: "br1", Kind: iproute.Bridge{STPState: iproute.Set(iproute.BR_KERNEL_STP)}})
	fmt.Println(err)
	_, err = ip.Link(ctx, "set", iproute.Args{"ifname": "br0", "mtu": 1400, "state": "up"})
	fmt.Println(err)
	_, err = ip.Link(ctx, "set", iproute.Args{"ifname": "br0", "mtuu": 1400})
	fmt.Println(err)
	// Output:
	// <nil>
	// <nil>
	// <nil>
	// link set: unknown link attribute "mtuu"; did you mean IFLA_MTU?
}

// Links that are listed are filtered by values and by functions.
func ExampleIPRoute_GetLinks() {
	ctx, ip := context.Background(), example()
	defer ip.Close()
	if _, err := ip.AddVeth(ctx, iproute.Link{Name: "v0", MTU: iproute.Set(9000)}, iproute.Link{Name: "v1"}); err != nil {
		log.Fatal(err)
	}
	large := func(mtu uint64) bool { return mtu > 1500 }
	for link, err := range ip.GetLinks(ctx, iproute.Args{"kind": "veth", "mtu": large}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(link.Name(), link.MTU())
	}
	// Output: v0 9000
}

// A link that is made comes back.
func ExampleIPRoute_AddLink() {
	ctx, ip := context.Background(), example()
	defer ip.Close()
	br0, err := ip.AddLink(ctx, iproute.Link{Name: "br0", Up: iproute.Set(true), Kind: iproute.Bridge{}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(br0.Name(), br0.LinkInfo().Kind())
	_, err = ip.AddLink(ctx, iproute.Link{Name: "br0", Kind: iproute.Bridge{}})
	fmt.Println(errors.Is(err, iproute.ErrExists))
	// Output:
	// br0 bridge
	// true
}

// A pair of links, one end of it as a port of a bridge.
func ExampleIPRoute_AddVeth() {
	ctx, ip := context.Background(), example()
	defer ip.Close()
	if _, err := ip.AddLink(ctx, iproute.Link{Name: "br0", Kind: iproute.Bridge{}}); err != nil {
		log.Fatal(err)
	}
	veth0, err := ip.AddVeth(ctx, iproute.Link{Name: "veth0", Master: "br0"}, iproute.Link{Name: "eth0"})
	if err != nil {
		log.Fatal(err)
	}
	peer, err := ip.LinkByIndex(ctx, veth0.Link())
	fmt.Println(peer.Name(), err)
	fmt.Println(ip.SetUp(ctx, "eth0"), ip.DelLink(ctx, iproute.ByIndex(veth0.Index())))
	// Output:
	// eth0 <nil>
	// <nil> <nil>
}

// Indexes of links by any of their attributes.
func ExampleIPRoute_LinkLookup() {
	ctx, ip := context.Background(), example()
	defer ip.Close()
	for _, name := range []string{"br0", "br1"} {
		if _, err := ip.AddLink(ctx, iproute.Args{"ifname": name, "kind": "bridge"}); err != nil {
			log.Fatal(err)
		}
	}
	indexes, err := ip.LinkLookup(ctx, iproute.Args{"kind": "bridge"})
	fmt.Println(len(indexes), err)
	indexes, err = ip.LinkLookup(ctx, iproute.Args{"ifname": "br7"})
	fmt.Println(len(indexes), err)
	// Output:
	// 2 <nil>
	// 0 <nil>
}

// Ports of bridges, their VLANs, and the entries of forwarding and multicast databases.
func ExampleIPRoute_VlanFilter() {
	ctx := context.Background()
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	port := iproute.LinkRef("eth0")
	if _, err := ip.Brport(ctx, "set", port, iproute.Args{"isolated": true, "cost": 20}); err != nil {
		log.Fatal(err)
	}
	vlans := iproute.Args{"vlan_info": []iproute.Args{{"vid": 10, "flags": "pvid|untagged"}, {"vid": "20-29"}}}
	if _, err := ip.VlanFilter(ctx, "add", port, vlans); err != nil {
		log.Fatal(err)
	}
	mac := iproute.Args{"lladdr": "02:00:00:00:00:01", "vlan": 10, "flags": "master"}
	if _, err := ip.FDB(ctx, "add", port, mac); err != nil {
		log.Fatal(err)
	}
	group := iproute.Args{"dev": "br0", "port": "eth0", "grp": "239.1.1.1", "vid": 10, "state": "permanent"}
	if _, err := ip.MDB(ctx, "add", group); err != nil {
		log.Fatal(err)
	}
}

// Counters of a link, and ids of other namespaces.
func ExampleIPRoute_GetStats() {
	ctx := context.Background()
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	for stats, err := range ip.GetStats(ctx, iproute.Args{"filter_mask": "link_64"}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(stats.Index(), stats.Link64().RXPackets())
	}
	if _, err := ip.NSID(ctx, "set", iproute.Args{"net_ns": "blue", "nsid": 7}); err != nil {
		log.Fatal(err)
	}
}
