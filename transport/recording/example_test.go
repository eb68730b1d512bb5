package recording_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/transport/recording"
)

// A log of "strace ip -details link show" answers the question that ip asked.
func ExampleOpen() {
	r, err := recording.Open("../../captures/samples/ip-link-show.strace.gz",
		recording.Ignore("IFLA_EXT_MASK", "ifi_family"))
	if err != nil {
		log.Fatal(err)
	}
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(r.Transport(proxy.Route)))
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	ctx := context.Background()
	for m, err := range s.Dump(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}) {
		if err != nil {
			log.Fatal(err)
		}
		name, _ := m.Attr("IFLA_IFNAME")
		mtu, _ := m.Attr("IFLA_MTU")
		fmt.Println(name.Text(), mtu.Value())
	}
	_, err = s.Request(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETADDR"})
	fmt.Println(errors.Is(err, recording.ErrUnrecorded))
	// Output:
	// lo 65536
	// veth1 1500
	// veth0 1500
	// br0 1500
	// bond0 1500
	// veth0.100 1500
	// vx0 1500
	// blue 65575
	// d0 1400
	// true
}

// A session is recorded, and answers once more without the kernel.
func ExampleRecorder() {
	links := func(opts ...proxy.Option) {
		s, err := proxy.Open(proxy.Route, opts...)
		if err != nil {
			log.Fatal(err)
		}
		defer s.Close()
		ask := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}
		for m, err := range s.Dump(context.Background(), ask) {
			if err != nil {
				log.Fatal(err)
			}
			name, _ := m.Attr("IFLA_IFNAME")
			fmt.Println(name.Text())
		}
	}

	var file bytes.Buffer // recording.Create makes a real one
	rec, err := recording.NewRecorder(&file)
	if err != nil {
		log.Fatal(err)
	}
	kernel := fake.New(fake.Options{}).Socket() // leave it out to record the running kernel
	links(proxy.WithTransport(kernel), proxy.WithRecorder(rec))
	if err := rec.Close(); err != nil {
		log.Fatal(err)
	}

	replay, err := recording.Load(&file, "session.pcapng", recording.Strict())
	if err != nil {
		log.Fatal(err)
	}
	links(proxy.WithTransport(replay.Transport(proxy.Route)))
	fmt.Println("not asked for:", replay.Unused())
	// Output:
	// lo
	// lo
	// not asked for: []
}
