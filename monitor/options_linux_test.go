package monitor_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/sockettest"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/monitor"
	"github.com/nlkit/nlkit/proxy"
)

// TestStateLimit gives up the routes when they are too many, says so, and tells of them all the same.
func TestStateLimit(t *testing.T) {
	testbed.QuickNetNS(t)
	w := open(t, monitor.Options{Groups: []string{"link", "route"}, StateLimit: 64 << 10}, 3)
	s := sockettest.Open(t, proxy.Route)
	add(t, s, hostRoutes(0, 1000)...)
	n := 0
	w.until(func(e *monitor.Event) bool { n++; return n == 1000 })
	want := "NETLINK_ROUTE: routes take too much memory (the limit is 65536 octets): " +
		"their events are told without what they change"
	if !slices.Equal(w.notices, []string{want}) {
		t.Errorf("%q", w.notices)
	}
	got := w.settled("ip route replace 20.0.0.1 dev lo metric 0 mtu 1300", "ip link set lo mtu 1400")
	if len(got) != 2 || !strings.HasPrefix(got[0], "told added route route 20.0.0.1 ") ||
		got[1] != "told changed link link 1 lo, IFLA_MTU 65536→1400" {
		t.Errorf("%q", got)
	}
}

// TestNoState tells of events as they come, with names.
func TestNoState(t *testing.T) {
	testbed.QuickNetNS(t)
	withoutIPv6(t)
	run(t, "ip link add va type veth peer name vb")
	w := open(t, monitor.Options{Groups: []string{"link", "addr"}, NoState: true}, 0)
	run(t, "ip link set va mtu 1400", "ip addr add 192.0.2.1/24 dev va", "ip addr add 192.0.2.2/24 dev va",
		"ip link del va")
	w.until(func(e *monitor.Event) bool { return strings.HasPrefix(line(e), "told removed link") })
	want := []string{
		"told added link link 3 va@vb", "told added addr address 192.0.2.1/24 dev va",
		"told added addr address 192.0.2.2/24 dev va",
	}
	if len(w.lines) < 3 || !slices.Equal(w.lines[:3], want) {
		t.Errorf("%q", w.lines)
	}
}

// TestRepeats tells of events that change nothing where that is wanted.
func TestRepeats(t *testing.T) {
	testbed.QuickNetNS(t)
	w := open(t, monitor.Options{Groups: []string{"link", "addr"}, Repeats: true}, 3)
	lines := w.settled("ip addr add 192.0.2.1/24 dev lo", "ip addr change 192.0.2.1/24 dev lo")
	want := []string{
		"told added addr address 192.0.2.1/24 dev lo", "repeat added addr address 192.0.2.1/24 dev lo",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("%q", lines)
	}
}

// TestFilter keeps state of all, tells of what the filter wants, and counts both.
func TestFilter(t *testing.T) {
	testbed.QuickNetNS(t)
	p, err := filter.Compile(tables.Registry(), `type == "RTM_NEWLINK" and attr.IFLA_MTU < 1500`)
	if err != nil {
		t.Fatal(err)
	}
	w := open(t, monitor.Options{Groups: []string{"link", "addr"}, Filter: p}, 0)
	run(t, "ip link add va type veth peer name vb", "ip addr add 192.0.2.1/24 dev va", "ip link set va mtu 1400")
	w.until(func(e *monitor.Event) bool { return e.Message != nil })
	if got := w.lines[len(w.lines)-1]; got != "told changed link link 3 va@vb, IFLA_MTU 1500→1400" {
		t.Error(got)
	}
	row := w.m.Stats().Sockets[0]
	if len(row.Groups) < 2 || row.Groups[0].Group.Word != "link" || row.Groups[0].Received != 3 ||
		row.Groups[0].Filtered != 2 || row.Groups[1].Received != row.Groups[1].Filtered {
		t.Errorf("%+v", row)
	}
}

// TestFilterInKernel has the kernel leave out what is not wanted where no state is kept, and knows the names all the
// same.
func TestFilterInKernel(t *testing.T) {
	t.Run("alone", func(t *testing.T) { filterInKernel(t, false) })
	t.Run("with who", func(t *testing.T) { filterInKernel(t, true) })
}

func filterInKernel(t *testing.T, who bool) {
	testbed.QuickNetNS(t)
	withoutIPv6(t)
	p, err := filter.Compile(tables.Registry(), `type == "RTM_NEWADDR"`)
	if err != nil {
		t.Fatal(err)
	}
	w := open(t, monitor.Options{Groups: []string{"link", "addr"}, Filter: p, NoState: true, Who: who}, 0)
	run(t, "ip link add va type veth peer name vb", "ip addr add 192.0.2.1/24 dev va")
	if e := w.until(func(e *monitor.Event) bool { return true }); who && e.Cause.Comm != "ip" {
		t.Errorf("by %+v", e.Cause)
	}
	rows := w.m.Stats().Sockets
	if len(rows) != 1 || len(rows[0].Groups) != 1 || rows[0].Groups[0].Received != 1 {
		t.Errorf("%+v", rows)
	}
	for i := 2; ; i++ { // the names come by a socket of their own
		address := fmt.Sprintf("192.0.2.%d/24 dev ", i)
		run(t, "ip addr add "+address+"va")
		if e := w.until(func(e *monitor.Event) bool { return true }); strings.HasSuffix(line(e), address+"va") {
			return
		} else if i == 100 {
			t.Fatal(line(e))
		}
	}
}
