package bench

import (
	"fmt"
	"testing"

	vishvananda "github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
)

// someLinks makes a thousand links, once.
func someLinks(b *testing.B) {
	b.Helper()
	ip, err := iproute.Open()
	check(b, err)
	defer ip.Close()
	if _, err := ip.LinkByName(b.Context(), "veth999"); err == nil {
		return
	}
	batch := ip.Batch()
	for i := range 500 {
		a, c := fmt.Sprintf("veth%d", 2*i), fmt.Sprintf("veth%d", 2*i+1)
		batch.Link("add", iproute.Link{Name: a, Kind: iproute.Veth{Peer: &iproute.Link{Name: c}}})
	}
	_, err = batch.Commit(b.Context())
	check(b, err)
}

// BenchmarkLinkByName gets one of a thousand links by its name. "bare" is the same request by system calls alone.
func BenchmarkLinkByName(b *testing.B) {
	needNamespace(b)
	someLinks(b)
	name := func(i int) string { return fmt.Sprintf("veth%d", i%1000) }
	b.Run("bare", func(b *testing.B) {
		fd, buffer := bareSocket(b), make([]byte, 32<<10)
		enc := codec.Encoder{Registry: tables.Registry()}
		messages := make([][]byte, 1000)
		for i := range messages {
			m, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK",
				Flags: unix.NLM_F_REQUEST, Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: name(i)}}})
			check(b, err)
			messages[i] = m
		}
		for i := 0; b.Loop(); i++ {
			check(b, unix.Sendto(fd, messages[i%1000], 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}))
			_, _, _, _, err := unix.Recvmsg(fd, buffer, nil, 0)
			check(b, err)
		}
	})
	b.Run("nlkit", func(b *testing.B) {
		ip, err := iproute.OpenRaw()
		check(b, err)
		defer ip.Close()
		for i := 0; b.Loop(); i++ {
			link, err := ip.LinkByName(b.Context(), name(i))
			check(b, err)
			if link.Name() != name(i) {
				b.Fatal(link.Name())
			}
		}
	})
	b.Run("nlkit-lookup", func(b *testing.B) { // by an attribute that the kernel does not look up
		ip, err := iproute.Open(proxy.ReceiveBuffer(8 << 20))
		check(b, err)
		defer ip.Close()
		for i := 0; b.Loop(); i++ {
			link, err := ip.LinkLookup(b.Context(), iproute.Args{"ifname": func(s string) bool { return s == name(i) }})
			check(b, err)
			if len(link) != 1 {
				b.Fatal(link)
			}
		}
	})
	b.Run("vishvananda", func(b *testing.B) {
		h, err := vishvananda.NewHandle(unix.NETLINK_ROUTE)
		check(b, err)
		defer h.Close()
		for i := 0; b.Loop(); i++ {
			link, err := h.LinkByName(name(i))
			check(b, err)
			if link.Attrs().Name != name(i) {
				b.Fatal(link.Attrs().Name)
			}
		}
	})
}
