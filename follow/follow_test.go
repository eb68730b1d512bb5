package follow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
)

// TestLinks lists what there is, and tells of what comes, changes and goes, but not of ports of bridges.
func TestLinks(t *testing.T) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		x := prepare(t, kernel)
		x.do(sockettest.AddBridge("br0"))
		x.follow(follow.Links)
		want := []string{"added listed links lo", "added listed links br0", "current listed links"}
		if got := x.until("current listed links"); !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
		x.do(sockettest.AddBridge("br1"), up("br1"), up("br1"),
			link("RTM_NEWLINK", "br1", codec.A{Name: "IFLA_MTU", Value: 1400}), link("RTM_DELLINK", "br1"))
		got := x.settle()
		got = slices.Compact(got)
		want = []string{"added told links br1", "changed told links br1", "removed told links br1"}
		if !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	})
}

// TestReplacedRoutes knows which route another one took the place of.
func TestReplacedRoutes(t *testing.T) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		x := prepare(t, kernel)
		x.do(sockettest.AddBridge("br0"), up("br0"))
		br0 := x.indexOf("br0")
		x.do(address("RTM_NEWADDR", br0, "192.0.2.1/24"),
			route("RTM_NEWROUTE", "create|excl", "10.1.0.0/16", dev(br0), via("192.0.2.9")))
		x.follow(follow.Routes)
		x.until("current listed routes")
		x.do(route("RTM_NEWROUTE", "create|replace", "10.1.0.0/16", dev(br0), via("192.0.2.8")))
		if got := x.settle(); !slices.Equal(routesIn(got), []string{"changed told routes 10.1.0.0"}) {
			t.Errorf("one: %q", got)
		}
		x.same(follow.Routes)
		x.do(route("RTM_NEWROUTE", "create|append", "10.1.0.0/16", dev(br0), via("192.0.2.7")),
			route("RTM_NEWROUTE", "create|replace", "10.1.0.0/16", dev(br0), via("192.0.2.6"))) // of two
		x.settle()
		x.same(follow.Routes)
	})
}

// TestMergedRoutes follows routes of IPv6 that become one with several next hops, and lose them one by one.
func TestMergedRoutes(t *testing.T) {
	x := prepare(t, sockettest.InNamespace(t, testbed.QuickNetNS(t)))
	x.do(sockettest.AddBridge("br0"), up("br0"))
	br0 := x.indexOf("br0")
	x.do(address("RTM_NEWADDR", br0, "2001:db8::1/64"))
	x.follow(follow.Routes)
	x.until("current listed routes")
	for i, flags := range []string{"create|excl", "create|append", "create|append"} {
		x.do(route("RTM_NEWROUTE", flags, "2001:db8:1::/48", dev(br0), via(fmt.Sprintf("2001:db8::%d", i+2))))
		x.settle()
		x.same(follow.Routes)
	}
	for i := range 3 {
		x.do(route("RTM_DELROUTE", "", "2001:db8:1::/48", dev(br0), via(fmt.Sprintf("2001:db8::%d", i+2))))
		x.settle()
		x.same(follow.Routes)
	}
}

func routesIn(lines []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return !strings.Contains(l, " routes ") })
}

// TestLoss lists anew after events were lost, and tells only what is different.
func TestLoss(t *testing.T) {
	sockettest.EachKernel(t, func(t *testing.T, kernel sockettest.Opener) {
		x := prepare(t, kernel, proxy.QueueLimit(4<<10))
		x.do(sockettest.AddBridge("br0"))
		x.follow()
		x.until("current listed links")
		for i := range 40 {
			x.do(sockettest.AddBridge(fmt.Sprintf("x%d", i)))
			if i%2 == 0 {
				x.do(link("RTM_DELLINK", fmt.Sprintf("x%d", i)))
			}
		}
		got := x.settle()
		if !slices.Contains(got, "current found links") {
			t.Errorf("nothing was lost: %q", got)
		}
		if slices.ContainsFunc(got, func(l string) bool { return strings.HasSuffix(l, " br0") }) {
			t.Errorf("br0 was there all the time: %q", got)
		}
		x.same(follow.Links)
	})
}

// TestUnfollowable names what is wrong with a Table.
func TestUnfollowable(t *testing.T) {
	s := sockettest.Open(t, proxy.Route, proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	for want, table := range map[string]follow.Table{
		`follow x: unknown message type "RTM_GETLNK"; did you mean RTM_GETLINK?`: {Dump: sockettest.Rtnl("RTM_GETLNK", 0)},
		`follow x: RTM_GETLINK has no attribute IFLA_IFNAM; did you mean IFLA_IFNAME?`: {
			Dump: sockettest.Rtnl("RTM_GETLINK", 0), Volatile: []string{"IFLA_IFNAM"}},
		`follow x: ifinfomsg has no member ifi_chang`: {
			Dump: sockettest.Rtnl("RTM_GETLINK", 0), Volatile: []string{".ifi_chang"}},
		`follow x: a message of RTM_GETMDB is about several objects`:    {Dump: sockettest.Rtnl("RTM_GETMDB", 0)},
		`follow x: a message of RTM_GETACTION is about several objects`: {Dump: sockettest.Rtnl("RTM_GETACTION", 0)},
		`follow: NETLINK_ROUTE has no multicast group "RTNLGRP_LNK"; did you mean RTNLGRP_LINK?`: {
			Dump: sockettest.Rtnl("RTM_GETLINK", 0), Groups: []string{"RTNLGRP_LNK"}},
	} {
		table.Name = "x"
		if f, err := follow.Open(t.Context(), s, &table); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
			if err == nil {
				f.Close()
			}
		}
	}
}

// TestUnfollowableTables follows what a program's own tables describe, and do not say what tells one from another.
func TestUnfollowableTables(t *testing.T) {
	reg := codec.NewRegistry(&codec.Protocol{Name: "NETLINK_ROUTE", Messages: []*codec.MessageType{
		{Type: 18, Name: "RTM_GETLINK", Op: codec.OpGet, Object: &codec.Object{Name: "link"}},
	}})
	s := sockettest.Open(t, proxy.Route, proxy.WithRegistry(reg),
		proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	want := "follow x: the tables do not say what tells one object of RTM_GETLINK from another"
	_, err := follow.Open(t.Context(), s, &follow.Table{Name: "x", Dump: sockettest.Rtnl("RTM_GETLINK", 0)})
	if fmt.Sprint(err) != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
