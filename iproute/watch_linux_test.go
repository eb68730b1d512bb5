package iproute_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/iproute"
)

// TestWatch lists, follows, and views what was and what is; what goes in silence is found.
func TestWatch(t *testing.T) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		ip, actor := openOn(t, kernel), openOn(t, kernel)
		ctx := t.Context()
		steps := []func() error{
			func() error {
				_, err := actor.AddLink(ctx, iproute.Args{"ifname": "br0", "kind": "bridge", "state": "up"})
				return err
			},
			func() error { return actor.AddAddr(ctx, "br0", "192.0.2.1/24") },
			func() error { return actor.AddRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.2")) },
			func() error { return actor.SetLink(ctx, "br0", iproute.Args{"mtu": 1400}) },
			func() error { return actor.SetDown(ctx, "br0") }, // the route goes without a word
			func() error { return actor.DelLink(ctx, "br0") },
		}
		wants := []string{
			"added br0", "added 10.0.0.0/8", "mtu 1500 1400", "removed 10.0.0.0/8 found", "removed br0",
		}
		for change, err := range ip.Watch(ctx, follow.Links, follow.Routes) {
			if err != nil {
				t.Fatal(err)
			}
			for _, said := range sayings(change) {
				wants = slices.DeleteFunc(wants, func(want string) bool { return want == said })
			}
			if change.Op == follow.Current && change.Table == follow.Routes && change.Source == follow.Listed {
				for _, step := range steps {
					if err := step(); err != nil {
						t.Fatal(err)
					}
				}
			}
			if len(wants) == 0 { // else it is waited for
				return
			}
		}
		t.Errorf("it ended; not told: %q", wants)
	})
}

// sayings is what a change can be called.
func sayings(c iproute.Change) []string {
	if link := c.Link(); link.Name() != "" {
		return []string{
			fmt.Sprintf("%s %s", c.Op, link.Name()),
			fmt.Sprintf("mtu %d %d", c.Was.Link().MTU(), link.MTU()),
		}
	}
	route := c.Route().Dst()
	return []string{fmt.Sprintf("%s %s", c.Op, route), fmt.Sprintf("%s %s %s", c.Op, route, c.Source)}
}
