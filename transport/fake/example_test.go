package fake_test

import (
	"context"
	"fmt"
	"log"
	"net/netip"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
)

// setUp is what is tested: it takes a link up.
func setUp(ctx context.Context, s *proxy.Socket, index int) error {
	const up = 0x1 // IFF_UP
	_, err := s.Request(ctx, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_SETLINK",
		Fixed: map[string]any{"ifi_index": index, "ifi_flags": up, "ifi_change": up},
	})
	return err
}

// A test fills a kernel, has it fail, and looks at what became of it.
func ExampleKernel() {
	k := fake.New(fake.Options{})
	index, err := k.AddLink(fake.Link{Name: "d0", Kind: "dummy"})
	if err != nil {
		log.Fatal(err)
	}
	if err := k.AddAddr(fake.Addr{Link: index, Prefix: netip.MustParsePrefix("192.0.2.1/24")}); err != nil {
		log.Fatal(err)
	}
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(k.Socket()))
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()

	ctx := context.Background()
	k.Refuse("RTM_SETLINK", 1, syscall.EBUSY, "try again")
	fmt.Println(setUp(ctx, s, index))
	fmt.Println(setUp(ctx, s, index))
	for _, line := range k.Snapshot() {
		fmt.Println(line)
	}
	// Output:
	// RTM_SETLINK: try again (EBUSY)
	// <nil>
	// link add d0 type dummy
	// link set d0 up
	// addr add 192.0.2.1/24 dev d0
}
