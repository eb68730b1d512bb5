package iproute_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/nlkit/nlkit/iproute"
)

// A tree of HTB with fair queues, and filters that say which packets go where.
func ExampleIPRoute_Tc() {
	ctx := context.Background()
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	dev := iproute.LinkRef("eth0")
	b := ip.Batch()
	b.Tc("add", dev, iproute.Args{"kind": "htb", "handle": "1:", "default": 0x20})
	b.Tc("add-class", dev, iproute.Args{"kind": "htb", "parent": "1:", "handle": "1:1", "rate": "256kbit"})
	b.Tc("add-class", dev, iproute.Args{"kind": "htb", "parent": "1:1", "handle": "1:10", "rate": "192kbit", "prio": 1})
	b.Tc("add-class", dev, iproute.Args{"kind": "htb", "parent": "1:1", "handle": "1:20", "rate": "128kbit", "prio": 2})
	b.Tc("add", dev, iproute.Args{"kind": "sfq", "parent": "1:10", "handle": "10:", "perturb": 10})
	b.Tc("add-filter", dev, iproute.Args{"kind": "u32", "parent": "1:", "protocol": "ip", "prio": 10,
		"match": "ip src 192.168.0.1", "target": "1:10"})
	if _, err := b.Commit(ctx); err != nil {
		log.Fatal(err)
	}
}

// The same by typed specs.
func ExampleIPRoute_Tc_typed() {
	ctx := context.Background()
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	_, err = ip.Tc(ctx, "add", iproute.Qdisc{Dev: "eth0", Handle: iproute.MakeHandle(1, 0),
		Kind: iproute.HTB{Default: 0x20}})
	if err != nil {
		log.Fatal(err)
	}
	_, err = ip.Tc(ctx, "add-class", iproute.Class{Dev: "eth0", Parent: iproute.MakeHandle(1, 0),
		Handle: iproute.MakeHandle(1, 0x20), Kind: iproute.HTBClass{Rate: 10 * iproute.Mbit, Ceil: 100 * iproute.Mbit}})
	if err != nil {
		log.Fatal(err)
	}
}

// What comes in beyond a rate is dropped, the rest is copied to another link.
func ExampleIPRoute_Tc_policing() {
	ctx := context.Background()
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	dev := iproute.LinkRef("eth0")
	if _, err := ip.Tc(ctx, "add", dev, iproute.Args{"kind": "clsact"}); err != nil {
		log.Fatal(err)
	}
	_, err = ip.Tc(ctx, "add-filter", dev, iproute.Args{"kind": "matchall", "parent": "ingress",
		"action": []iproute.Args{
			{"kind": "police", "rate": "10mbit", "burst": "15k", "conform_exceed": "drop/pipe"},
			{"kind": "mirred", "direction": "egress", "action": "mirror", "dev": "ifb0"},
		}})
	if err != nil {
		log.Fatal(err)
	}
}

// A link that is slow and loses packets.
func ExampleNetem() {
	ctx := context.Background()
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	_, err = ip.Tc(ctx, "replace", iproute.Qdisc{Dev: "eth0", Kind: iproute.Netem{
		Delay: 100 * time.Millisecond, Jitter: 10 * time.Millisecond, Loss: 0.5, Rate: 10 * iproute.Mbit}})
	if err != nil {
		log.Fatal(err)
	}
}

// What classes of a link have sent.
func ExampleIPRoute_GetClasses() {
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	filter := iproute.Args{"dev": "eth0", "parent": "1:"}
	for class, err := range ip.GetClasses(context.Background(), filter) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(class.Handle(), class.HTB().Parms().Rate().Rate(), class.Stats2().Basic().Bytes())
	}
}

// A policer that several filters share.
func ExampleIPRoute_Action() {
	ctx := context.Background()
	ip, err := iproute.Open()
	if err != nil {
		log.Fatal(err)
	}
	defer ip.Close()
	_, err = ip.Action(ctx, "add", iproute.Args{"kind": "police", "index": 3, "rate": "1mbit", "burst": "10k",
		"action": "drop"})
	if err != nil {
		log.Fatal(err)
	}
}

func ExampleParseRate() {
	for _, text := range []string{"100mbit", "1gibit", "10kBps"} {
		rate, err := iproute.ParseRate(text)
		fmt.Println(uint64(rate), rate, err)
	}
	_, err := iproute.ParseRate("fast")
	fmt.Println(err)
	// Output:
	// 12500000 100Mbit <nil>
	// 134217728 1073Mbit <nil>
	// 10000 80Kbit <nil>
	// "fast" is no rate: want one as 100mbit, 1gibit, 10kBps, or a number of bits a second
}
