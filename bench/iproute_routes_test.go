package bench

import (
	"net"
	"net/netip"
	"testing"

	"github.com/jsimonetti/rtnetlink/v2"
	vishvananda "github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/iproute"
)

func openIPRoute(b *testing.B) *iproute.IPRoute {
	b.Helper()
	ip, err := iproute.Open()
	check(b, err)
	b.Cleanup(func() { ip.Close() })
	return ip
}

// eachOf carries something out for one of 1,000 at a time, and tells the processor time of it.
func eachOf(b *testing.B, name string, prepare func(b *testing.B) func(i int) error) {
	b.Run(name, func(b *testing.B) {
		act, i := prepare(b), 0
		b.ReportAllocs()
		before := processorTime(b)
		for b.Loop() {
			i = (i + 1) % 1000
			check(b, act(i))
		}
		b.ReportMetric(float64(processorTime(b)-before)/float64(b.N), "cpu-ns/op")
	})
}

// processorTime is how long the process ran, in itself and in the kernel for it, in nanoseconds. Others on the machine
// make no difference to it.
func processorTime(b *testing.B) int64 {
	var usage unix.Rusage
	check(b, unix.Getrusage(unix.RUSAGE_SELF, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// BenchmarkReplaceRoute replaces one route at a time, as programs do that have a destination and a link.
func BenchmarkReplaceRoute(b *testing.B) {
	needNamespace(b)
	fill(b, 1000)
	eachOf(b, "bare", func(b *testing.B) func(int) error {
		fd, buffer := bareSocket(b), make([]byte, 32<<10)
		messages := encoded(b, "RTM_NEWROUTE", 0, 1000)
		return func(i int) error {
			messages[i][6] |= unix.NLM_F_ACK
			check(b, unix.Sendto(fd, messages[i], 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}))
			_, _, _, _, err := unix.Recvmsg(fd, buffer, nil, 0)
			return err
		}
	})
	lo := iproute.ByIndex(1)
	eachOf(b, "nlkit", func(b *testing.B) func(int) error {
		ip := openIPRoute(b)
		return func(i int) error { return ip.ReplaceRoute(b.Context(), netip.PrefixFrom(address(i), 32), lo) }
	})
	eachOf(b, "nlkit-typed", func(b *testing.B) func(int) error {
		ip := openIPRoute(b)
		return func(i int) error {
			_, err := ip.Route(b.Context(), "replace", iproute.Route{Dst: netip.PrefixFrom(address(i), 32), OIF: lo})
			return err
		}
	})
	eachOf(b, "nlkit-args", func(b *testing.B) func(int) error {
		ip := openIPRoute(b)
		return func(i int) error {
			_, err := ip.Route(b.Context(), "replace", iproute.Args{"dst": address(i), "oif": 1})
			return err
		}
	})
	eachOf(b, "vishvananda", func(b *testing.B) func(int) error {
		h, err := vishvananda.NewHandle(unix.NETLINK_ROUTE)
		check(b, err)
		b.Cleanup(h.Close)
		return func(i int) error { return h.RouteReplace(vishvanandaRoute(i)) }
	})
	eachOf(b, "jsimonetti", func(b *testing.B) func(int) error {
		c, err := rtnetlink.Dial(nil)
		check(b, err)
		b.Cleanup(func() { c.Close() })
		return func(i int) error {
			return c.Route.Replace(&rtnetlink.RouteMessage{
				Family: unix.AF_INET, DstLength: 32, Table: unix.RT_TABLE_MAIN, Protocol: unix.RTPROT_STATIC,
				Scope: unix.RT_SCOPE_LINK, Type: unix.RTN_UNICAST,
				Attributes: rtnetlink.RouteAttributes{Dst: net.IP(address(i).AsSlice()), OutIface: 1},
			})
		}
	})
}

// BenchmarkGetRoutes dumps 100,000 routes and reads destination, gateway and link of each through views.
func BenchmarkGetRoutes(b *testing.B) {
	needNamespace(b)
	fillHops(b, dumped)
	eachDump(b, "bare", func(b *testing.B) func(*hops) {
		fd, buffer := bareSocket(b), make([]byte, 32<<10)
		return func(h *hops) { h.n = bareDump(b, fd, buffer) }
	})
	eachDump(b, "nlkit", func(b *testing.B) func(*hops) {
		ip := openIPRoute(b)
		return func(h *hops) {
			for r, err := range ip.GetRoutes(b.Context(), iproute.Args{"family": "inet"}) {
				check(b, err)
				h.add(hop{r.Dst().Addr(), r.Gateway(), uint32(r.OIF())})
			}
		}
	})
}

// BenchmarkOneRoute lists the one route of a table beside 100,000 of another, which the kernel finds alone, and those.
func BenchmarkOneRoute(b *testing.B) {
	needNamespace(b)
	fillHops(b, dumped)
	ip := openIPRoute(b)
	check(b, ip.ReplaceRoute(b.Context(), "172.16.0.0/16", iproute.ByIndex(1), iproute.Args{"table": 1000}))
	list := func(name string, want int, filters ...iproute.Spec) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				n := 0
				for _, err := range ip.GetRoutes(b.Context(), filters...) {
					check(b, err)
					n++
				}
				if n < want {
					b.Fatalf("%d routes of %d", n, want)
				}
			}
		})
	}
	list("all", dumped)
	list("table", 1, iproute.Args{"table": 1000})
	list("lookup", 1, iproute.Args{"dst": "10.0.0.77"})
}
