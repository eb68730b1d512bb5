package monitor_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
)

// silent watches routes and what they hang on, and keeps what is told of them.
func silent(t *testing.T, commands ...string) (w *watch, told objects) {
	t.Helper()
	withoutIPv6(t)
	run(t, commands...)
	told = objects{}
	w = open(t, monitor.Options{Groups: []string{"link", "addr", "route", "nexthop"}}, 0)
	w.apply = told.apply
	for range 5 {
		w.until(func(e *monitor.Event) bool { return e.Kind == monitor.Current })
	}
	return w, told
}

// implied returns the routes that were told to be gone in silence, by what implied that.
func implied(t *testing.T, lines []string, by string) (routes int) {
	t.Helper()
	for _, l := range lines {
		if !strings.HasPrefix(l, "implied removed route ") {
			continue
		}
		if routes++; !strings.Contains(l, " by "+by) {
			t.Errorf("want by %s: %s", by, l)
		}
	}
	return routes
}

var silentTables = []*follow.Table{follow.Links, follow.BridgePorts, follow.Addresses, follow.NextHops, follow.Routes}

// TestLinkDown tells of each route that goes with a link that goes down.
func TestLinkDown(t *testing.T) {
	testbed.QuickNetNS(t)
	w, told := silent(t, "ip link add br0 type bridge", "ip link set br0 up", "ip addr add 192.0.2.1/24 dev br0",
		"ip nexthop add id 7 via 192.0.2.9 dev br0")
	var routes []string
	for i := range 100 {
		routes = append(routes, fmt.Sprintf("ip route add 10.0.%d.0/24 via 192.0.2.2", i))
	}
	w.settled(routes...)
	lines := w.settled("ip link set br0 down")
	if n := implied(t, lines, "told changed link link 2 br0, ifi_flags "); n != 102 { // and two of the address
		t.Errorf("%d routes were told to be gone:\n%s", n, strings.Join(lines, "\n"))
	}
	if !slices.ContainsFunc(lines, func(l string) bool {
		return strings.HasPrefix(l, "implied removed nexthop next hop id 7 by told changed link link 2 br0")
	}) {
		t.Errorf("the next hop is not: %s", strings.Join(lines, "\n"))
	}
	same(t, told, dumped(t, silentTables...))
}

// TestNextHopGone tells of the routes through a next hop that is removed.
func TestNextHopGone(t *testing.T) {
	testbed.QuickNetNS(t)
	w, told := silent(t, "ip nexthop add id 7 dev lo", "ip nexthop add id 8 dev lo",
		"ip route add 10.0.0.0/8 nhid 7", "ip route add 11.0.0.0/8 nhid 8")
	lines := w.settled("ip nexthop del id 7")
	if n := implied(t, lines, "told removed nexthop next hop id 7"); n != 1 {
		t.Errorf("%q", lines)
	}
	same(t, told, dumped(t, silentTables...))
}

// TestAddressGone tells of the routes that have a removed address as their source. Kernels since 6.13 tell of those.
func TestAddressGone(t *testing.T) {
	testbed.QuickNetNS(t)
	w, told := silent(t, "ip link add br0 type bridge", "ip link set br0 up", "ip addr add 192.0.2.1/24 dev br0",
		"ip addr add 198.51.100.1/24 dev br0", "ip route add 10.0.0.0/8 dev br0 src 198.51.100.1")
	lines := w.settled("ip addr del 198.51.100.1/24 dev br0")
	gone := slices.ContainsFunc(lines, func(l string) bool {
		return strings.HasPrefix(l, "told removed route route 10.0.0.0/8 ")
	})
	if n := implied(t, lines, "told removed addr address 198.51.100.1/24 dev br0"); n == 0 && !gone {
		t.Errorf("%q", lines)
	}
	same(t, told, dumped(t, silentTables...))
}

// TestOtherVRF tells of the routes of a link that goes to a VRF.
func TestOtherVRF(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("vrf"))
	testbed.NetNS(t)
	w, told := silent(t, "ip link add br0 type bridge", "ip link set br0 up", "ip addr add 192.0.2.1/24 dev br0",
		"ip route add 10.0.0.0/8 via 192.0.2.2", "ip link add vrf0 type vrf table 100", "ip link set vrf0 up")
	lines := w.settled("ip link set br0 master vrf0")
	if n := implied(t, lines, "told changed link link 2 br0"); n == 0 {
		t.Errorf("%q", lines)
	}
	same(t, told, dumped(t, silentTables...))
}
