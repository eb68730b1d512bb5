package fake_test

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/proxy/fake"
)

func open(t testing.TB, transport proxy.Transport, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s, err := proxy.Open(proxy.Route, append(opts, proxy.WithTransport(transport))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func rtnl(typ string, flags uint16, attrs ...codec.A) *codec.Request {
	return &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Flags: flags, Attrs: attrs}
}

func makeLink(name, kind string) *codec.Request {
	return rtnl("RTM_NEWLINK", 0x600, codec.A{Name: "IFLA_IFNAME", Value: name},
		codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: kind}}})
}

func must(t testing.TB, s *proxy.Socket, requests ...*codec.Request) {
	t.Helper()
	for _, r := range requests {
		if _, err := s.Request(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

func count(t testing.TB, s *proxy.Socket, typ string) (n int, err error) {
	t.Helper()
	for _, err = range s.Dump(t.Context(), rtnl(typ, 0)) {
		if err == nil {
			n++
		}
	}
	return n, err
}

// TestSnapshot fills a kernel directly, and reads it as a person would.
func TestSnapshot(t *testing.T) {
	k := fake.New(fake.Options{})
	br, err := k.AddLink(fake.Link{Name: "br0", Kind: "bridge", Flags: 1, Address: []byte{2, 0, 0, 0, 0, 1}})
	if err != nil {
		t.Fatal(err)
	}
	d, err := k.AddLink(fake.Link{Name: "d0", Kind: "dummy", MTU: 1400, Flags: 1})
	if err != nil {
		t.Fatal(err)
	}
	neighbour := netip.MustParseAddr("192.0.2.9")
	for _, err := range []error{
		k.AddAddr(fake.Addr{Link: d, Prefix: netip.MustParsePrefix("192.0.2.1/24")}),
		k.AddAddr(fake.Addr{Link: br, Prefix: netip.MustParsePrefix("2001:db8::1/64")}),
		k.AddRoute(fake.Route{Dst: netip.MustParsePrefix("0.0.0.0/0"), Hops: []fake.NextHop{{Link: d, Gateway: neighbour}}}),
		k.AddRoute(fake.Route{Dst: netip.MustParsePrefix("10.0.0.0/8"), Type: 6, Table: 100, Priority: 5}),
		k.AddRule(fake.Rule{Family: 2, Priority: 10, Action: 1, Table: 100, Src: netip.MustParsePrefix("10.0.0.0/8")}),
		k.AddNeighbour(fake.Neighbour{Link: d, Dst: neighbour, Address: []byte{2, 0, 0, 0, 0, 9}, State: 0x80}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	got, want := strings.Join(k.Snapshot(), "\n"), strings.Join([]string{
		"link add br0 address 02:00:00:00:00:01 type bridge",
		"link add d0 mtu 1400 type dummy",
		"link set br0 up",
		"link set d0 up",
		"addr add 2001:db8::1/64 dev br0",
		"addr add 192.0.2.1/24 dev d0",
		"route add blackhole 10.0.0.0/8 table 100 metric 5",
		"route add default via 192.0.2.9 dev d0",
		"rule add pref 10 from 10.0.0.0/8 lookup 100",
		"neigh add 192.0.2.9 lladdr 02:00:00:00:00:09 dev d0 nud permanent",
	}, "\n")
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if _, err := k.AddLink(fake.Link{Name: "d0", Kind: "dummy"}); err == nil {
		t.Error("a name was given twice")
	}
	if _, err := k.AddLink(fake.Link{Name: "x", Kind: "nosuch"}); err == nil {
		t.Error("a link of an unknown kind")
	}
	if _, err := k.AddLink(fake.Link{Name: "v5", Kind: "vlan", VLAN: 5, Parent: 77}); err == nil {
		t.Error("a vlan on a link that is not there")
	}
	if _, err := k.AddLink(fake.Link{Name: "x", Kind: "dummy", Master: d}); err == nil {
		t.Error("a link in a dummy")
	}
	main := 0
	for _, r := range k.Routes() {
		if r.Table == 254 && r.Dst == netip.MustParsePrefix("192.0.2.0/24") && r.Protocol == 2 {
			main++
		}
	}
	if main != 1 {
		t.Errorf("%d routes to the network of the address, want 1", main)
	}
}

// TestRefuse has requests fail on demand, so many times and no more.
func TestRefuse(t *testing.T) {
	k := fake.New(fake.Options{})
	s := open(t, k.Socket())
	k.Refuse("RTM_NEWLINK", 1, syscall.EPERM, "not today")
	_, err := s.Request(t.Context(), makeLink("d0", "dummy"))
	var e *proxy.Error
	if !errors.As(err, &e) || e.Errno != syscall.EPERM || e.Message != "not today" {
		t.Errorf("%v, want EPERM", err)
	}
	must(t, s, makeLink("d0", "dummy"))
	k.Refuse("", 1, syscall.EIO, "")
	if _, err := count(t, s, "RTM_GETLINK"); !errors.Is(err, syscall.EIO) {
		t.Errorf("a dump ended in %v, want EIO", err)
	}
	if n, err := count(t, s, "RTM_GETLINK"); n != 2 || err != nil {
		t.Errorf("%d links, %v", n, err)
	}
}

// TestInterrupted has dumps interrupted, as often as they are asked for again, and once more.
func TestInterrupted(t *testing.T) {
	k := fake.New(fake.Options{})
	s := open(t, k.Socket(), proxy.DumpRetries(2))
	k.InterruptDumps(2)
	if n, err := count(t, s, "RTM_GETLINK"); n != 1 || err != nil {
		t.Errorf("%d links, %v; want the third try to succeed", n, err)
	}
	k.InterruptDumps(3)
	if n, err := count(t, s, "RTM_GETLINK"); n != 1 || !errors.Is(err, proxy.ErrDumpInterrupted) {
		t.Errorf("%d links, %v; want them and ErrDumpInterrupted", n, err)
	}
}

// TestChangedWhileDumping changes something between two datagrams of a dump.
func TestChangedWhileDumping(t *testing.T) {
	k := fake.New(fake.Options{})
	addLinks(t, k, 400) // more than three datagrams hold
	s := open(t, k.Socket())
	n := 0
	var err error
	for _, err = range s.Stream(t.Context(), rtnl("RTM_GETLINK", 0)) {
		if err == nil {
			if n++; n == 1 {
				if _, err := k.AddLink(fake.Link{Name: "new", Kind: "dummy"}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if n != 401 || !errors.Is(err, proxy.ErrDumpInterrupted) {
		t.Errorf("%d links, %v; want 401 and ErrDumpInterrupted", n, err)
	}
}

func addLinks(t testing.TB, k *fake.Kernel, n int) {
	t.Helper()
	for range n {
		if _, err := k.AddLink(fake.Link{Name: "d%d", Kind: "dummy"}); err != nil {
			t.Fatal(err)
		}
	}
}

// message makes the octets of a request.
func message(t testing.TB, r *codec.Request, seq uint32) []byte {
	t.Helper()
	s := open(t, fake.New(fake.Options{}).Socket())
	enc := codec.Encoder{Registry: s.Registry(), BigEndian: host.BigEndian}
	r.Seq, r.Flags = seq, r.Flags|codec.FlagRequest|codec.FlagAck
	b, err := enc.Append(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestOneDump asks for a dump while another one runs.
func TestOneDump(t *testing.T) {
	k := fake.New(fake.Options{})
	addLinks(t, k, 100)
	s := k.Socket()
	dump := func(seq uint32) {
		if err := s.Send(message(t, rtnl("RTM_GETLINK", codec.FlagDump), seq)); err != nil {
			t.Fatal(err)
		}
	}
	dump(1)
	dump(2)
	links, done, busy := 0, 0, 0
	for {
		datagram, _, err := s.Receive(t.Context(), make([]byte, 32<<10), false)
		if errors.Is(err, proxy.ErrEmpty) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for m, ok := range host.Messages(datagram) {
			if !ok {
				t.Fatalf("%x is no message", m)
			}
			switch h := host.Header(m); {
			case h.Type == codec.TypeDone && h.Seq == 1:
				done++
			case h.Type == codec.TypeError && h.Seq == 2:
				busy++
			case h.Seq == 1:
				links++
			}
		}
	}
	if links != 101 || done != 1 || busy != 1 {
		t.Errorf("%d links, %d ends, %d refusals; want 101, 1, 1", links, done, busy)
	}
}

// TestOverrun fills a receive buffer of the default size: it holds 256 small events, and the rest is lost until the queue
// was read empty.
func TestOverrun(t *testing.T) {
	k := fake.New(fake.Options{})
	s := k.Socket()
	const groupRoute = 7
	if err := s.Join(groupRoute); err != nil {
		t.Fatal(err)
	}
	add := func(from, n int) {
		for i := range n {
			dst := netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, byte((from + i) >> 8), byte(from + i)}), 32)
			if err := k.AddRoute(fake.Route{Dst: dst, Type: 6}); err != nil {
				t.Fatal(err)
			}
		}
	}
	add(0, 300)
	b := make([]byte, 8<<10)
	if _, _, err := s.Receive(t.Context(), b, true); !errors.Is(err, syscall.ENOBUFS) {
		t.Fatalf("%v, want ENOBUFS", err)
	}
	read := func() (n int) {
		for {
			_, from, err := s.Receive(t.Context(), b, false)
			if errors.Is(err, proxy.ErrEmpty) {
				return n
			}
			if err != nil || from.Group != groupRoute {
				t.Fatal(from, err)
			}
			n++
		}
	}
	if _, _, err := s.Receive(t.Context(), b, false); err != nil {
		t.Fatal(err)
	}
	add(300, 10) // there is room, but it is not empty yet
	if n := read(); n != 255 {
		t.Errorf("%d events were kept, want 256", n+1)
	}
	if drops, _ := s.Drops(); drops != 54 {
		t.Errorf("%d events were lost, want 54", drops)
	}
	add(310, 1)
	if n := read(); n != 1 {
		t.Errorf("%d events after the queue was empty, want 1", n)
	}
	s.Overrun()
	if _, _, err := s.Receive(t.Context(), b, false); !errors.Is(err, syscall.ENOBUFS) {
		t.Errorf("%v, want ENOBUFS on demand", err)
	}
}

// TestDumpWithoutRoom dumps into a receive buffer that has overflowed: the dump is not lost.
func TestDumpWithoutRoom(t *testing.T) {
	k := fake.New(fake.Options{ReceiveBuffer: 4 * 832})
	transport := k.Socket()
	s := open(t, transport)
	if err := transport.Join(7); err != nil { // RTNLGRP_IPV4_ROUTE
		t.Fatal(err)
	}
	for i := range 10 {
		if err := k.AddRoute(fake.Route{Dst: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(i)}), 32), Type: 6}); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := count(t, s, "RTM_GETROUTE"); n != 10 || err != nil {
		t.Errorf("%d routes, %v; want 10", n, err)
	}
}

// TestOverrunEvent tells a subscriber that events were lost, and goes on.
func TestOverrunEvent(t *testing.T) {
	k := fake.New(fake.Options{})
	transport := k.Socket()
	sub, err := open(t, transport).Subscribe(t.Context(), "link")
	if err != nil {
		t.Fatal(err)
	}
	transport.Overrun()
	e, err := sub.Next(t.Context())
	if err != nil || e.Overrun == nil {
		t.Fatalf("%v, %v; want an Overrun", e, err)
	}
	s := open(t, k.Socket())
	for n := 0; ; n++ { // until the subscriber has read its queue empty
		must(t, s, makeLink("d%d", "dummy"))
		if drops, err := transport.Drops(); err != nil || int(drops) <= n {
			break
		}
	}
	if e, err = sub.Next(t.Context()); err != nil || e.Message == nil || e.Message.Name() != "RTM_NEWLINK" {
		t.Errorf("%v, %v; want the event after the Overrun", e, err)
	}
}

// TestSubscribers tells each of two sockets what the other does.
func TestSubscribers(t *testing.T) {
	k := fake.New(fake.Options{})
	s, other := open(t, k.Socket()), open(t, k.Socket())
	if s.PortID() == other.PortID() {
		t.Fatal("two sockets have one port id")
	}
	sub, err := other.Subscribe(t.Context(), "link", "ipv6_ifaddr", "ipv6_route")
	if err != nil {
		t.Fatal(err)
	}
	must(t, s, makeLink("d0", "dummy"), rtnlUp("d0"))
	if err := k.AddAddr(fake.Addr{Link: 2, Prefix: netip.MustParsePrefix("2001:db8::1/64")}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for range 5 {
		e, err := sub.Next(t.Context())
		if err != nil || e.Message == nil {
			t.Fatal(e, err)
		}
		got = append(got, e.Message.Name())
	}
	want := []string{"RTM_NEWLINK", "RTM_NEWLINK", "RTM_NEWADDR", "RTM_NEWROUTE", "RTM_NEWROUTE"}
	if !slices.Equal(got, want) {
		t.Errorf("events %v, want %v", got, want)
	}
	if err := sub.Close(); err != nil {
		t.Error(err)
	}
}

func rtnlUp(name string) *codec.Request {
	r := rtnl("RTM_NEWLINK", 0, codec.A{Name: "IFLA_IFNAME", Value: name})
	r.Fixed = map[string]any{"ifi_flags": 1, "ifi_change": 1}
	return r
}

// TestOptions looks at what Options change.
func TestOptions(t *testing.T) {
	k := fake.New(fake.Options{Kinds: []string{"dummy"}, Lax: true, PlainAcks: true, WholeAcks: true})
	s := open(t, k.Socket())
	_, err := s.Request(t.Context(), makeLink("br0", "bridge"))
	var e *proxy.Error
	if !errors.As(err, &e) || e.Errno != syscall.EOPNOTSUPP || e.Message != "" {
		t.Errorf("%v, want EOPNOTSUPP without a text", err)
	}
	must(t, s, makeLink("d0", "dummy"))
	filtered := rtnl("RTM_GETLINK", 0)
	filtered.Fixed = map[string]any{"ifi_index": 2}
	n := 0
	for _, err := range s.Dump(t.Context(), filtered) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d links, want both: filters do not count without strict checking", n)
	}
}

// TestClose unblocks a reader.
func TestClose(t *testing.T) {
	s := fake.New(fake.Options{}).Socket()
	done := make(chan error)
	go func() {
		_, _, err := s.Receive(t.Context(), make([]byte, 100), true)
		done <- err
	}()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; !errors.Is(err, proxy.ErrClosed) {
		t.Errorf("%v, want ErrClosed", err)
	}
	if err := s.Send(nil); !errors.Is(err, proxy.ErrClosed) {
		t.Errorf("Send: %v, want ErrClosed", err)
	}
}

// TestPair takes the two ends of a veth up, and sees the carrier come and go.
func TestPair(t *testing.T) {
	k := fake.New(fake.Options{})
	s := open(t, k.Socket())
	must(t, s, makeLink("v0", "veth"), rtnlUp("v0"))
	state := func(name string) (uint8, bool) {
		for _, l := range k.Links() {
			if l.Name == name {
				return l.OperState, l.Flags&0x10000 != 0
			}
		}
		t.Fatalf("no link %s: %v", name, k.Snapshot())
		return 0, false
	}
	if oper, lower := state("v0"); oper != 3 || lower {
		t.Errorf("one end is up: operstate %d, LOWER_UP %v; want 3, false", oper, lower)
	}
	must(t, s, rtnlUp("veth0"))
	for _, name := range []string{"v0", "veth0"} {
		if oper, lower := state(name); oper != 6 || !lower {
			t.Errorf("both ends are up: %s has operstate %d, LOWER_UP %v; want 6, true", name, oper, lower)
		}
	}
	must(t, s, rtnl("RTM_DELLINK", 0, codec.A{Name: "IFLA_IFNAME", Value: "veth0"}))
	if n := len(k.Links()); n != 1 {
		t.Errorf("%d links are left, want lo", n)
	}
}
