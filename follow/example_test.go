package follow_test

import (
	"context"
	"fmt"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
)

// List the links, and say what becomes of them.
func ExampleOpen() {
	ctx := context.Background()
	kernel := fake.New(fake.Options{}) // in place of the real one
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(kernel.Socket()))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	f, err := follow.Open(ctx, s, follow.Links)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	for change, err := range f.Changes(ctx) {
		switch {
		case err != nil:
			fmt.Println(err)
			return
		case change.Op == follow.Removed:
			fmt.Println(change.Op, nameOf(change.Old))
			return
		case change.Op != follow.Current:
			fmt.Println(change.Op, nameOf(change.New))
			continue
		}
		fmt.Println("that is all there is")
		if err := makeAndRemove(ctx, s, "br0"); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// added lo
	// that is all there is
	// added br0
	// removed br0
}

// makeAndRemove makes a bridge and removes it.
func makeAndRemove(ctx context.Context, s *proxy.Socket, name string) error {
	named := codec.A{Name: "IFLA_IFNAME", Value: name}
	kind := codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "bridge"}}}
	for _, r := range []*codec.Request{
		{Protocol: "route", Type: "RTM_NEWLINK", FlagNames: "create|excl", Attrs: []codec.A{named, kind}},
		{Protocol: "route", Type: "RTM_DELLINK", Attrs: []codec.A{named}},
	} {
		if _, err := s.Request(ctx, r); err != nil {
			return err
		}
	}
	return nil
}
