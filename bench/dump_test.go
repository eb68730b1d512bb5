package bench

import (
	"errors"
	"net/netip"
	"testing"

	"github.com/jsimonetti/rtnetlink/v2"
	"github.com/mdlayher/netlink"
	vishvananda "github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
)

// bareDump is a dump of routes by system calls alone: what no library can do without.
func bareDump(b *testing.B, fd int, buffer []byte) (messages int) {
	request := codec.Header{Len: 28, Type: unix.RTM_GETROUTE, Flags: unix.NLM_F_REQUEST | unix.NLM_F_DUMP,
		Seq: 1}.Append(nil, false)
	request = append(request, unix.AF_INET, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	check(b, unix.Sendto(fd, request, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}))
	for {
		n, _, _, _, err := unix.Recvmsg(fd, buffer, nil, 0)
		check(b, err)
		for rest := buffer[:n]; len(rest) > 0; {
			var m []byte
			m, rest, _ = codec.Split(rest, false)
			if codec.ParseHeader(m, false).Type == codec.TypeDone {
				return messages
			}
			messages++
		}
	}
}

// hop is what a user wants to know of a route.
type hop struct {
	destination, gateway netip.Addr
	link                 uint32
}

// hopOf reads it from a message, by names.
func hopOf(m *codec.Message) hop {
	destination, _ := m.Attr("RTA_DST")
	gateway, _ := m.Attr("RTA_GATEWAY")
	link, _ := m.Attr("RTA_OIF")
	index, _ := link.Uint()
	return hop{destination.Addr(), gateway.Addr(), uint32(index)}
}

// hopByNumber reads it by the numbers of the attributes.
func hopByNumber(m *codec.Message) hop {
	destination, _ := m.At(unix.RTA_DST)
	gateway, _ := m.At(unix.RTA_GATEWAY)
	link, _ := m.At(unix.RTA_OIF)
	index, _ := link.Uint()
	return hop{destination.Addr(), gateway.Addr(), uint32(index)}
}

// dumped is how many routes BenchmarkDump dumps.
const dumped = 100_000

// hops counts the routes of a dump, and sees that each was read.
type hops struct {
	b *testing.B
	n int
}

func (h *hops) add(x hop) {
	if x.destination.IsValid() && x.gateway == gateway && x.link == 1 {
		h.n++
	}
}

// end sees that all routes came.
func (h *hops) end() {
	if h.n < dumped {
		h.b.Fatalf("%d routes of %d", h.n, dumped)
	}
	h.n = 0
}

// eachDump runs dumps, each of which adds its routes to the hops, and reports the time of one route.
func eachDump(b *testing.B, name string, prepare func(b *testing.B) func(*hops)) {
	b.Run(name, func(b *testing.B) {
		dump, h := prepare(b), hops{b: b}
		b.ReportAllocs()
		before := processorTime(b)
		for b.Loop() {
			dump(&h)
			h.end()
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/dumped, "ns/route")
		b.ReportMetric(float64(processorTime(b)-before)/float64(b.N)/dumped, "cpu-ns/route")
	})
}

// BenchmarkDump dumps 100,000 routes and reads destination, gateway and link of each.
func BenchmarkDump(b *testing.B) {
	needNamespace(b)
	fillHops(b, dumped)
	eachDump(b, "bare", func(b *testing.B) func(*hops) {
		fd, buffer := bareSocket(b), make([]byte, 32<<10)
		return func(h *hops) { h.n = bareDump(b, fd, buffer) }
	})
	get := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETROUTE",
		Fixed: map[string]any{"rtm_family": unix.AF_INET}}
	for _, way := range []struct {
		name string
		read func(*codec.Message) hop
	}{{"", hopOf}, {"-numbers", hopByNumber}} {
		eachDump(b, "nlkit"+way.name, func(b *testing.B) func(*hops) {
			s := open(b)
			return func(h *hops) {
				for m, err := range s.Dump(b.Context(), get) {
					check(b, err)
					h.add(way.read(m))
				}
			}
		})
		eachDump(b, "nlkit-stream"+way.name, func(b *testing.B) func(*hops) {
			s := open(b)
			return func(h *hops) {
				for m, err := range s.Stream(b.Context(), get) {
					check(b, err)
					h.add(way.read(m))
				}
			}
		})
	}
	eachDump(b, "vishvananda", func(b *testing.B) func(*hops) {
		handle, err := vishvananda.NewHandle(unix.NETLINK_ROUTE)
		check(b, err)
		b.Cleanup(handle.Close)
		return func(h *hops) {
			list, err := handle.RouteList(nil, vishvananda.FAMILY_V4)
			check(b, err)
			for _, r := range list {
				destination, _ := netip.AddrFromSlice(r.Dst.IP)
				via, _ := netip.AddrFromSlice(r.Gw)
				h.add(hop{destination, via, uint32(r.LinkIndex)})
			}
		}
	})
	eachDump(b, "mdlayher", func(b *testing.B) func(*hops) {
		c, err := netlink.Dial(unix.NETLINK_ROUTE, nil)
		check(b, err)
		b.Cleanup(func() { c.Close() })
		return func(h *hops) {
			list, err := c.Execute(netlink.Message{
				Header: netlink.Header{Type: unix.RTM_GETROUTE, Flags: netlink.Request | netlink.Dump},
				Data:   []byte{unix.AF_INET, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
			})
			check(b, err)
			for _, m := range list {
				h.add(hopOfMdlayher(b, m))
			}
		}
	})
	eachDump(b, "jsimonetti", func(b *testing.B) func(*hops) {
		c, err := rtnetlink.Dial(nil)
		check(b, err)
		b.Cleanup(func() { c.Close() })
		return func(h *hops) {
			list, err := c.Route.List()
			check(b, err)
			for _, r := range list {
				destination, _ := netip.AddrFromSlice(r.Attributes.Dst)
				via, _ := netip.AddrFromSlice(r.Attributes.Gateway)
				h.add(hop{destination.Unmap(), via.Unmap(), r.Attributes.OutIface})
			}
		}
	})
}

func hopOfMdlayher(b *testing.B, m netlink.Message) (x hop) {
	d, err := netlink.NewAttributeDecoder(m.Data[12:])
	check(b, err)
	for d.Next() {
		switch d.Type() {
		case unix.RTA_DST:
			x.destination, _ = netip.AddrFromSlice(d.Bytes())
		case unix.RTA_GATEWAY:
			x.gateway, _ = netip.AddrFromSlice(d.Bytes())
		case unix.RTA_OIF:
			x.link = d.Uint32()
		}
	}
	return x
}

// gateway is the gateway of the routes of fillHops.
var gateway = netip.MustParseAddr("192.0.2.1")

// fillHops makes routes through a gateway.
func fillHops(b *testing.B, n int) {
	b.Helper()
	fill(b, 0)
	s := open(b)
	requests := make([]*codec.Request, n)
	for i := range requests {
		r := route("RTM_NEWROUTE", i)
		r.Fixed["rtm_scope"], r.Fixed["rtm_flags"] = unix.RT_SCOPE_UNIVERSE, unix.RTNH_F_ONLINK
		r.Attrs = append(r.Attrs, codec.A{Name: "RTA_GATEWAY", Value: gateway})
		requests[i] = r
	}
	results, err := s.Batch(b.Context(), requests)
	check(b, errors.Join(append(results, err)...))
}
