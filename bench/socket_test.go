package bench

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"testing"

	"github.com/mdlayher/netlink"
	vishvananda "github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/proxy"
)

// inside says that this is the process that runs in a network namespace of its own.
const inside = "NLKIT_BENCH_INSIDE"

// TestMain runs everything again in a network namespace of its own: routes by the hundred thousand are no guests for a
// host.
func TestMain(m *testing.M) {
	if os.Geteuid() != 0 || os.Getenv(inside) != "" {
		os.Exit(m.Run())
	}
	again := exec.Command(os.Args[0], os.Args[1:]...)
	again.Env = append(os.Environ(), inside+"=1")
	again.Stdin, again.Stdout, again.Stderr = os.Stdin, os.Stdout, os.Stderr
	again.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNET}
	err := again.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(again.ProcessState.ExitCode())
}

func needNamespace(b *testing.B) {
	b.Helper()
	if os.Getenv(inside) == "" {
		b.Skip("needs root, to make a network namespace")
	}
}

func open(b *testing.B, opts ...proxy.Option) *proxy.Socket {
	b.Helper()
	s, err := proxy.Open(proxy.Route, opts...)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func check(b *testing.B, err error) {
	if err != nil {
		b.Fatal(err)
	}
}

// route is a request about the i-th route, by loopback.
func route(typ string, i int) *codec.Request {
	var flags uint16
	if typ == "RTM_NEWROUTE" {
		flags = unix.NLM_F_CREATE | unix.NLM_F_REPLACE
	}
	return &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: typ, Flags: flags,
		Fixed: map[string]any{
			"rtm_family": unix.AF_INET, "rtm_dst_len": 32, "rtm_table": unix.RT_TABLE_MAIN,
			"rtm_protocol": unix.RTPROT_STATIC, "rtm_scope": unix.RT_SCOPE_LINK, "rtm_type": unix.RTN_UNICAST,
		},
		Attrs: []codec.A{{Name: "RTA_DST", Value: address(i)}, {Name: "RTA_OIF", Value: 1}},
	}
}

// vishvanandaRoute is the same route in vishvananda's terms.
func vishvanandaRoute(i int) *vishvananda.Route {
	return &vishvananda.Route{
		Dst: &net.IPNet{IP: address(i).AsSlice(), Mask: net.CIDRMask(32, 32)}, LinkIndex: 1,
		Scope: vishvananda.SCOPE_LINK, Protocol: unix.RTPROT_STATIC, Table: unix.RT_TABLE_MAIN, Type: unix.RTN_UNICAST,
	}
}

func address(i int) netip.Addr {
	return netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
}

// encoded are the requests for some routes, ready to be sent.
func encoded(b *testing.B, typ string, from, n int) [][]byte {
	b.Helper()
	enc := codec.Encoder{Registry: tables.Registry()}
	messages := make([][]byte, n)
	for i := range messages {
		r := route(typ, from+i)
		r.Flags |= unix.NLM_F_REQUEST
		m, err := enc.Append(nil, r)
		check(b, err)
		messages[i] = m
	}
	return messages
}

// fill makes routes.
func fill(b *testing.B, n int) {
	b.Helper()
	s := open(b)
	link := &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_SETLINK",
		Fixed: map[string]any{"ifi_index": 1, "ifi_flags": 1, "ifi_change": 1}}
	_, err := s.Request(b.Context(), link)
	check(b, err)
	_, err = s.BatchRaw(b.Context(), encoded(b, "RTM_NEWROUTE", 0, n))
	check(b, err)
}

func bareSocket(b *testing.B) int {
	b.Helper()
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	check(b, err)
	b.Cleanup(func() { unix.Close(fd) })
	return fd
}

// BenchmarkInsert replaces one route at a time: the same one, in which the address is changed.
func BenchmarkInsert(b *testing.B) {
	needNamespace(b)
	fill(b, 1000)
	b.Run("bare", func(b *testing.B) {
		fd, buffer := bareSocket(b), make([]byte, 32<<10)
		messages := encoded(b, "RTM_NEWROUTE", 0, 1000)
		i := 0
		for b.Loop() {
			i = (i + 1) % 1000
			messages[i][6] |= unix.NLM_F_ACK
			check(b, unix.Sendto(fd, messages[i], 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}))
			_, _, _, _, err := unix.Recvmsg(fd, buffer, nil, 0)
			check(b, err)
		}
	})
	b.Run("nlkit", func(b *testing.B) {
		s := open(b)
		r := route("RTM_NEWROUTE", 0)
		i := 0
		for b.Loop() {
			i = (i + 1) % 1000
			r.Attrs[0].Value = address(i)
			_, err := s.Request(b.Context(), r)
			check(b, err)
		}
	})
	b.Run("nlkit-raw", func(b *testing.B) { // with a request that is encoded already
		s := open(b)
		message := encoded(b, "RTM_NEWROUTE", 0, 1)[0]
		i := 0
		for b.Loop() {
			i = (i + 1) % 1000
			a := address(i).As4()
			copy(message[codec.HeaderLen+12+4:], a[:])
			_, err := s.RequestRaw(b.Context(), message)
			check(b, err)
		}
	})
	b.Run("vishvananda", func(b *testing.B) {
		h, err := vishvananda.NewHandle(unix.NETLINK_ROUTE)
		check(b, err)
		defer h.Close()
		r := vishvanandaRoute(0)
		i := 0
		for b.Loop() {
			i = (i + 1) % 1000
			r.Dst.IP = address(i).AsSlice()
			check(b, h.RouteReplace(r))
		}
	})
}

// BenchmarkBatch replaces 5,120 routes, which vishvananda's Handle can do one by one only.
func BenchmarkBatch(b *testing.B) {
	needNamespace(b)
	const routes = 5120
	fill(b, routes)
	b.Run("bare", func(b *testing.B) {
		fd := bareSocket(b)
		messages := encoded(b, "RTM_NEWROUTE", 0, routes)
		buffer := make([]byte, 32<<10)
		for b.Loop() {
			for at := 0; at < routes; at += 512 {
				var datagram []byte
				for i, m := range messages[at : at+512] {
					if i == 511 {
						m[6] |= unix.NLM_F_ACK
					}
					datagram = append(datagram, m...)
				}
				check(b, unix.Sendto(fd, datagram, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}))
				_, _, _, _, err := unix.Recvmsg(fd, buffer, nil, 0)
				check(b, err)
			}
		}
	})
	b.Run("nlkit-raw", func(b *testing.B) {
		s := open(b)
		messages := encoded(b, "RTM_NEWROUTE", 0, routes)
		for b.Loop() {
			_, err := s.BatchRaw(b.Context(), messages)
			check(b, err)
		}
	})
	b.Run("nlkit", func(b *testing.B) {
		s := open(b)
		requests := make([]*codec.Request, routes)
		for i := range requests {
			requests[i] = route("RTM_NEWROUTE", i)
		}
		for b.Loop() {
			_, err := s.Batch(b.Context(), requests)
			check(b, err)
		}
	})
	b.Run("nlkit-seq", func(b *testing.B) { // one request, used again for each
		s := open(b)
		r := route("RTM_NEWROUTE", 0)
		for b.Loop() {
			for _, err := range s.BatchSeq(b.Context(), func(yield func(*codec.Request) bool) {
				for i := range routes {
					if r.Attrs[0].Value = address(i); !yield(r) {
						return
					}
				}
			}) {
				check(b, err)
			}
		}
	})
	b.Run("vishvananda", func(b *testing.B) {
		h, err := vishvananda.NewHandle(unix.NETLINK_ROUTE)
		check(b, err)
		defer h.Close()
		list := make([]*vishvananda.Route, routes)
		for i := range list {
			list[i] = vishvanandaRoute(i)
		}
		for b.Loop() {
			for i := range routes {
				check(b, h.RouteReplace(list[i]))
			}
		}
	})
}

// BenchmarkEvents reads 50,000 events that wait in the socket already.
func BenchmarkEvents(b *testing.B) {
	needNamespace(b)
	const events = 50_000
	fill(b, events)
	source := open(b)
	changes := slices.Concat(encoded(b, "RTM_DELROUTE", 0, events/2), encoded(b, "RTM_NEWROUTE", 0, events/2))
	provoke := func(b *testing.B) {
		b.StopTimer()
		results, err := source.BatchRaw(b.Context(), changes)
		check(b, errors.Join(append(results, err)...))
		b.StartTimer()
	}
	const room = 128 << 20
	b.Run("nlkit", func(b *testing.B) {
		for range b.N {
			b.StopTimer()
			s := open(b, proxy.ReceiveBuffer(room))
			check(b, s.Join(b.Context(), "ipv4_route"))
			provoke(b)
			d := codec.Decoder{Registry: tables.Registry()}
			var m codec.Message
			for range events {
				datagram, _, err := s.Receive(b.Context())
				check(b, err)
				check(b, d.Decode(&m, codec.Context{Protocol: proxy.Route}, datagram))
			}
			s.Close()
		}
	})
	b.Run("mdlayher", func(b *testing.B) {
		for range b.N {
			b.StopTimer()
			c, err := netlink.Dial(unix.NETLINK_ROUTE, &netlink.Config{Groups: unix.RTMGRP_IPV4_ROUTE})
			check(b, err)
			check(b, c.SetReadBuffer(room))
			provoke(b)
			for n := 0; n < events; {
				list, err := c.Receive()
				check(b, err)
				n += len(list)
			}
			c.Close()
		}
	})
}
