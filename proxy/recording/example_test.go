package recording_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/proxy/recording"
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
