package follow_test

import (
	"net/netip"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// TestSilentRoutes finds routes of IPv4 that go with a link, with the address that they are sent from, and with what
// they go through: the kernel tells of none.
func TestSilentRoutes(t *testing.T) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		x := prepare(t, kernel)
		x.do(sockettest.AddBridge("br0"), up("br0"))
		br0 := x.indexOf("br0")
		x.do(address("RTM_NEWADDR", br0, "192.0.2.1/24"), address("RTM_NEWADDR", br0, "198.51.100.1/24"))
		source := codec.A{Name: "RTA_PREFSRC", Value: netip.MustParseAddr("198.51.100.1")}
		x.do(route("RTM_NEWROUTE", "create|excl", "10.1.0.0/16", dev(br0), via("192.0.2.9")),
			route("RTM_NEWROUTE", "create|excl", "10.2.0.0/16", dev(br0), source),
			route("RTM_NEWROUTE", "create|excl", "10.3.0.0/16", dev(1)))
		x.follow(follow.Routes)
		x.until("current listed routes")
		x.do(address("RTM_DELADDR", br0, "198.51.100.1/24"))
		if got := x.settle(); !slices.Contains(got, "removed found routes 10.2.0.0") &&
			!slices.Contains(got, "removed told routes 10.2.0.0") { // newer kernels tell of it
			t.Errorf("with its source: %q", got)
		}
		x.same(follow.Routes)
		x.do(down("br0"))
		if got := x.settle(); !slices.Contains(got, "removed found routes 10.1.0.0") ||
			slices.Contains(got, "removed found routes 10.3.0.0") {
			t.Errorf("with the link: %q", got)
		}
		x.same(follow.Routes)
	})
}

// TestSilentNextHops finds next hops that go with their link, and the routes through one that is removed.
func TestSilentNextHops(t *testing.T) {
	x := prepare(t, sockettest.InNamespace(t, testbed.QuickNetNS(t)))
	x.do(sockettest.AddBridge("br0"), up("br0"))
	br0 := x.indexOf("br0")
	x.do(address("RTM_NEWADDR", br0, "192.0.2.1/24"), nexthop(7, br0, "192.0.2.9"))
	x.do(route("RTM_NEWROUTE", "create|excl", "10.7.0.0/16", codec.A{Name: "RTA_NH_ID", Value: 7}))
	x.follow(follow.NextHops, follow.Routes)
	x.until("current listed routes")
	x.do(&codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_DELNEXTHOP", Attrs: []codec.A{{Name: "NHA_ID", Value: 7}}})
	if got := x.settle(); !slices.Contains(got, "removed told next hops 7") ||
		!slices.Contains(got, "removed found routes 10.7.0.0") {
		t.Errorf("got %q", got)
	}
	x.do(nexthop(9, br0, "192.0.2.9"), down("br0"))
	if got := x.settle(); !slices.Contains(got, "removed found next hops 9") {
		t.Errorf("got %q", got)
	}
	x.same(follow.NextHops)
	x.same(follow.Routes)
}
