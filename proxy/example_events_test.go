package proxy_test

import (
	"context"
	"fmt"
	"log"
	"maps"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts"
)

// Who keeps a state by events takes it up anew when some were lost: by a dump, and the events that are not older than
// it.
func ExampleSocket_DumpEvents() {
	ctx, kernel := context.Background(), fake.New(fake.Options{})
	end := kernel.Socket()
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(end))
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	sub, err := s.SubscribeTo(ctx, proxy.Interest{
		Groups: []string{"link"}, Match: &verdicts.Match{Types: []string{"RTM_NEWLINK", "RTM_DELLINK"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	end.Overrun() // events are lost now
	if _, err := kernel.AddLink(fake.Link{Name: "d0", Kind: "dummy"}); err != nil {
		log.Fatal(err)
	}

	links, since := map[string]bool{}, uint64(0)
	apply := func(e proxy.Event) {
		name, _ := e.Message.Attr("IFLA_IFNAME")
		links[name.Text()] = e.Message.Name() == "RTM_NEWLINK"
	}
	for e, err := range sub.Events(ctx) {
		switch {
		case err != nil:
			log.Fatal(err)
		case e.Overrun != nil:
			since = s.Arrived()
			clear(links)
			for e, err := range s.DumpEvents(ctx, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}) {
				if err != nil {
					log.Fatal(err)
				}
				apply(e)
			}
		case e.From.Arrival > since:
			apply(e)
		}
		if len(links) == 2 {
			break
		}
	}
	fmt.Println(slices.Sorted(maps.Keys(links)))
	// Output: [d0 lo]
}
