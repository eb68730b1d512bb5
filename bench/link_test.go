package bench

import (
	"fmt"
	"testing"

	vishvananda "github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/iproute"
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
	names := make([]string, 1000)
	for i := range names {
		names[i] = fmt.Sprintf("veth%d", i)
	}
	eachOf(b, "bare", func(b *testing.B) func(int) error {
		fd, buffer := bareSocket(b), make([]byte, 32<<10)
		enc := codec.Encoder{Registry: tables.Registry()}
		messages := make([][]byte, len(names))
		for i, name := range names {
			m, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK",
				Flags: unix.NLM_F_REQUEST, Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: name}}})
			check(b, err)
			messages[i] = m
		}
		return func(i int) error {
			check(b, unix.Sendto(fd, messages[i], 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}))
			_, _, _, _, err := unix.Recvmsg(fd, buffer, nil, 0)
			return err
		}
	})
	eachOf(b, "nlkit", func(b *testing.B) func(int) error {
		ip, err := iproute.OpenRaw()
		check(b, err)
		b.Cleanup(func() { ip.Close() })
		return func(i int) error {
			_, err := ip.LinkByName(b.Context(), names[i])
			return err
		}
	})
	eachOf(b, "vishvananda", func(b *testing.B) func(int) error {
		h, err := vishvananda.NewHandle(unix.NETLINK_ROUTE)
		check(b, err)
		b.Cleanup(h.Close)
		return func(i int) error {
			_, err := h.LinkByName(names[i])
			return err
		}
	})
}
