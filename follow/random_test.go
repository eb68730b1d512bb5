package follow_test

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/proxy"
)

var seed = flag.Uint64("seed", 1, "of the random changes")

// TestRandomChanges makes and removes things at random, in a hurry, with room for few events, and sees time and again
// that what is known is what there is.
func TestRandomChanges(t *testing.T) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		r := rand.New(rand.NewPCG(*seed, 0))
		x := prepare(t, kernel, proxy.QueueLimit(64<<10))
		for i := range 4 {
			x.do(sockettest.AddBridge(fmt.Sprintf("b%d", i)), up(fmt.Sprintf("b%d", i)))
		}
		x.follow(follow.Routes, follow.Addresses, follow.Rules)
		for range 12 {
			for range r.IntN(60) {
				_, err := x.actor.Request(t.Context(), x.random(r))
				var refused *proxy.Error
				if err != nil && !errors.As(err, &refused) {
					t.Fatal(err)
				}
			}
			x.settle()
			for _, table := range []*follow.Table{follow.Links, follow.Addresses, follow.Routes, follow.Rules} {
				x.same(table)
			}
			if t.Failed() {
				return
			}
		}
	})
}

// random is a request that may be refused.
func (x *fixture) random(r *rand.Rand) *codec.Request {
	name := fmt.Sprintf("b%d", r.IntN(6))
	index := x.linkIndex(name)
	prefix := fmt.Sprintf("192.0.%d.%d/24", r.IntN(3), 1+r.IntN(3))
	flags := []string{"create|excl", "create|replace", "create|append", "create", "replace"}[r.IntN(5)]
	dst := fmt.Sprintf("10.%d.0.0/16", r.IntN(4))
	switch r.IntN(10) {
	case 0:
		return sockettest.AddBridge(name)
	case 1:
		return link("RTM_DELLINK", name)
	case 2:
		return down(name)
	case 3, 4:
		return up(name)
	case 5:
		return address("RTM_NEWADDR", index, prefix)
	case 6:
		return address("RTM_DELADDR", index, prefix)
	case 7:
		return route("RTM_DELROUTE", "", dst)
	case 8:
		return route("RTM_NEWROUTE", flags, fmt.Sprintf("2001:db8:%d::/48", r.IntN(3)), dev(index))
	}
	return route("RTM_NEWROUTE", flags, dst, dev(index), codec.A{Name: "RTA_PRIORITY", Value: r.IntN(2)})
}

// linkIndex is indexOf, or 9999 if there is no such link.
func (x *fixture) linkIndex(name string) int {
	list, err := x.actor.Request(x.t.Context(), link("RTM_GETLINK", name))
	if err != nil {
		return 9999
	}
	index, _ := list[0].Field("ifi_index")
	return int(index)
}
