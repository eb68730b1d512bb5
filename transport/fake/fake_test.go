package fake_test

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/fake"
)

func open(t testing.TB, end transport.Transport, opts ...proxy.Option) *proxy.Socket {
	t.Helper()
	s, err := proxy.Open(proxy.Route, append(opts, proxy.WithTransport(end))...)
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
		k.AddRoute(fake.Route{Dst: netip.MustParsePrefix("0.0.0.0/0"),
			Hops: []fake.NextHop{{Link: d, Gateway: neighbour}}}),
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
	for range 6 {
		e, err := sub.Next(t.Context())
		if err != nil || e.Message == nil {
			t.Fatal(e, err)
		}
		got = append(got, e.Message.Name())
	}
	want := []string{
		"RTM_NEWLINK", "RTM_NEWLINK", "RTM_NEWROUTE", // of all groups
		"RTM_NEWADDR", "RTM_NEWROUTE", "RTM_NEWROUTE",
	}
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
	if err := s.Send(t.Context(), nil, toKernel); !errors.Is(err, proxy.ErrClosed) {
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

// TestWhatNoMessageHolds refuses descriptions that no message can tell of, instead of failing when they are told.
func TestWhatNoMessageHolds(t *testing.T) {
	k := fake.New(fake.Options{})
	s := k.Socket()
	for group := range uint32(19) {
		if err := s.Join(group + 1); err != nil {
			t.Fatal(err)
		}
	}
	long := strings.Repeat("x", 1<<16)
	network, address := netip.MustParsePrefix("192.0.2.1/24"), netip.MustParseAddr("192.0.2.9")
	for what, add := range map[string]func() error{
		"IFLA_IFALIAS": func() error {
			_, err := k.AddLink(fake.Link{Name: "d0", Kind: "dummy", Alias: long})
			return err
		},
		"IFA_LABEL": func() error { return k.AddAddr(fake.Addr{Link: 1, Prefix: network, Label: long}) },
		"RTAX_NONE": func() error {
			return k.AddRoute(fake.Route{Dst: network, Metrics: []fake.Metric{{Name: "RTAX_NONE", Value: 1}}})
		},
		"FRA_IIFNAME": func() error { return k.AddRule(fake.Rule{Family: 2, IIF: long}) },
		"NDA_LLADDR": func() error {
			return k.AddNeighbour(fake.Neighbour{Link: 1, Dst: address, Address: []byte(long)})
		},
		"an address has no Prefix":  func() error { return k.AddAddr(fake.Addr{Link: 1}) },
		"a neighbour has no Dst":    func() error { return k.AddNeighbour(fake.Neighbour{Link: 1}) },
		"a route has no Dst":        func() error { return k.AddRoute(fake.Route{}) },
		"link 7 is not there":       func() error { return k.AddAddr(fake.Addr{Link: 7, Prefix: network}) },
		"192.0.2.9: link 7 is not ": func() error { return k.AddNeighbour(fake.Neighbour{Link: 7, Dst: address}) },
	} {
		if err := add(); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if len(k.Links()) != 1 || len(k.Addrs()) != 0 || len(k.Routes()) != 0 || len(k.Neighbours()) != 0 ||
		len(k.Rules()) != len(fake.New(fake.Options{}).Rules()) {
		t.Errorf("what was refused is there: %q", k.Snapshot())
	}
}
