package remote_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
)

// A server lets its clients look at links, and nothing else.
func ExampleServe() {
	dir, err := os.MkdirTemp("", "nlkit")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	address := "unix:" + filepath.Join(dir, "socket")

	ctx, stop := context.WithCancel(context.Background())
	listener, err := remote.Listen(ctx, address)
	if err != nil {
		log.Fatal(err)
	}
	kernel := fake.New(fake.Options{})
	policy := func(_ context.Context, p *remote.Peer) (*remote.Permissions, error) { // p says who the client is
		return &remote.Permissions{
			Protocols: remote.Names{Allow: []string{"route"}},
			Types:     remote.Names{Allow: []string{"RTM_GETLINK"}},
			// A kernel in memory in place of the server's own.
			Open: func(context.Context, int, transport.Options) (transport.Transport, error) {
				return kernel.Socket(), nil
			},
		}, nil
	}
	served := make(chan error)
	go func() { served <- remote.Serve(ctx, listener, policy) }()

	client, err := remote.Dial(ctx, address)
	if err != nil {
		log.Fatal(err)
	}
	s, err := client.Open(ctx, proxy.Route)
	if err != nil {
		log.Fatal(err)
	}
	for m, err := range s.Dump(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}) {
		if err != nil {
			log.Fatal(err)
		}
		name, _ := m.Attr("IFLA_IFNAME")
		fmt.Println(name.Text())
	}
	_, err = s.Request(ctx, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "d0"}},
	})
	fmt.Println(err)

	if err := client.Close(); err != nil {
		log.Fatal(err)
	}
	stop()
	fmt.Println(<-served)
	// Output:
	// lo
	// RTM_NEWLINK: the server's policy refuses RTM_NEWLINK (EPERM)
	// <nil>
}
