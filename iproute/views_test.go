package iproute

import (
	"fmt"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// made returns the octets of messages that say what specs do.
func made(t testing.TB, message string, specs ...Spec) (all [][]byte) {
	t.Helper()
	enc := codec.Encoder{Registry: tables.Registry(), Protocol: "NETLINK_ROUTE"}
	for _, s := range specs {
		v := values{fixed: map[string]any{}}
		s.put(&v)
		b, err := enc.Append(nil, &codec.Request{Type: message, Fixed: v.fixed, Attrs: v.attrs})
		if err != nil || v.err != nil {
			t.Fatal(err, v.err)
		}
		all = append(all, b)
	}
	return all
}

// decoded returns what octets say.
func decoded(t testing.TB, b []byte) *codec.Message {
	t.Helper()
	m := new(codec.Message)
	d := codec.Decoder{Registry: tables.Registry()}
	if err := d.Decode(m, codec.Context{}, b); err != nil {
		t.Fatal(err)
	}
	return m
}

// someRoutes are as many routes, some with two next hops, metrics and an encapsulation.
func someRoutes(n int) (routes []Spec) {
	for i := range n {
		r := Route{Dst: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i >> 8), byte(i), 0}), 24),
			Table: Set(Table(i)), Gateway: netip.AddrFrom4([4]byte{192, 0, 2, 1}), OIF: ByIndex(3),
			Protocol: Set(RTPROT_BGP), Priority: Set(i)}
		if i%10 == 0 {
			r.Metrics = &RouteMetrics{MTU: Set(1400), CCAlgo: "bbr"}
			r.Multipath = []NextHopRoute{{Dev: ByIndex(4), Gateway: r.Gateway}, {Dev: ByIndex(5), Hops: Set(2)}}
			r.Encap = MPLSEncap{Dst: []int{100, 200}}
		}
		routes = append(routes, r)
	}
	return routes
}

// someLinks are links of many kinds.
func someLinks() []Spec {
	mac := []byte{2, 0, 0, 0, 0, 1}
	return []Spec{
		Link{Name: "br0", Index: 1, MTU: Set(1500), Address: mac, Kind: Bridge{STPState: Set(BR_KERNEL_STP),
			AgeingTime: Set(5 * time.Minute), VLANProtocol: Set(ETH_P_8021AD)}},
		Link{Name: "eth0", Index: 2, Master: ByIndex(1),
			Port: BridgePort{State: Set(BR_STATE_FORWARDING), Cost: Set(4)}, AltNames: []string{"wan", "uplink0"}},
		Link{Name: "vlan10", Index: 3, Link: ByIndex(2), Kind: VLAN{ID: Set(10),
			Flags: &VLANFlags{Flags: VLAN_FLAG_GVRP, Mask: 7}, EgressQoS: []VLANQoSMapping{{From: 1, To: 2}, {From: 3, To: 4}}}},
		Link{Name: "vxlan1", Index: 4, Kind: VXLAN{ID: Set(42), Group: netip.MustParseAddr("239.1.1.1"),
			Link: ByIndex(2), PortRange: &VXLANPortRange{Low: 1000, High: 2000}}},
		Link{Name: "bond0", Index: 5, Kind: Bond{Mode: Set(BOND_MODE_8023AD),
			ARPIPTarget: []netip.Addr{netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")}}},
		Link{Name: "veth0", Index: 6, Kind: Veth{Peer: &Link{Name: "veth1", MTU: Set(9000)}}},
		Link{Name: "gre1", Index: 7, Kind: GRETap{IKey: Set(7), Remote: netip.MustParseAddr("192.0.2.9")}},
		Link{Name: "dummy0", Index: 8, Kind: Dummy{}, Up: Set(true)},
	}
}

// TestViewsOfDumps reads a thousand routes, and links of many kinds, without allocating anything.
func TestViewsOfDumps(t *testing.T) {
	routes, links := made(t, "RTM_NEWROUTE", someRoutes(1000)...), made(t, "RTM_NEWLINK", someLinks()...)
	var m codec.Message
	d := codec.Decoder{Registry: tables.Registry()}
	sum := 0
	read := func() {
		sum = 0
		for _, b := range routes {
			if err := d.Decode(&m, codec.Context{}, b); err != nil {
				t.Fatal(err)
			}
			sum += readRoute(RouteOf(&m))
		}
		for _, b := range links {
			if err := d.Decode(&m, codec.Context{}, b); err != nil {
				t.Fatal(err)
			}
			sum += readLink(LinkOf(&m))
		}
	}
	if n := testing.AllocsPerRun(3, read); n > 0 {
		t.Errorf("%v allocations", n)
	}
	const want = 1000*(24+3+int(RTPROT_BGP)+32) + 499500*2 + 100*(1400+3+4+5+2+300) +
		(1500 + 300 + 6) + (4 + len("wan"+"uplink0")) + (10 + 1 + 2 + 3 + 4) + (42 + 2000 + 32) + (4 + 2*32) +
		(9000 + len("veth1")) + 7 + 1
	if sum != want {
		t.Errorf("the sum of what was read is %d, want %d", sum, want)
	}
}

// readRoute reads what there is, and returns a sum of it.
func readRoute(r RouteView) int {
	sum := r.Dst().Bits() + int(r.Table()) + r.OIF() + int(r.Protocol()) + int(r.Priority()) + r.Gateway().BitLen()
	if r.Has("RTA_METRICS") {
		sum += int(r.Metrics().MTU()) + len(r.Metrics().CCAlgo())
	}
	for hop := range r.Multipath() {
		sum += hop.Index() + int(hop.Hops())
	}
	for label := range r.MPLSEncap().Dst() {
		sum += int(label.Label)
	}
	return sum
}

func readLink(l LinkView) int {
	sum := int(l.MTU()) + len(l.Address())
	switch l.Kind() {
	case "bridge":
		sum += int(l.Bridge().AgeingTime().Seconds())
	case "vlan":
		sum += int(l.VLAN().ID())
		for q := range l.VLAN().EgressQoS() {
			sum += int(q.From() + q.To())
		}
	case "vxlan":
		sum += int(l.VXLAN().ID()) + int(l.VXLAN().PortRange().High()) + l.VXLAN().Group().BitLen()
	case "bond":
		sum += int(l.Bond().Mode())
		for a := range l.Bond().ARPIPTarget() {
			sum += a.BitLen()
		}
	case "veth":
		sum += int(l.Veth().Peer().MTU()) + len(l.Veth().Peer().Name())
	case "gretap":
		sum += int(l.GRETap().IKey())
	}
	if l.PortKind() == "bridge" {
		sum += int(l.BridgePort().Cost())
	}
	for name := range l.AltNames() {
		sum += len(name)
	}
	if l.Up() {
		sum++
	}
	return sum
}

// TestViewOfOtherKind is nothing: a bridge is no bond, and a message of nothing reads as zero.
func TestViewOfOtherKind(t *testing.T) {
	l := LinkOf(decoded(t, made(t, "RTM_NEWLINK", someLinks()[0])[0]))
	if !l.Bond().IsZero() || l.Bond().Mode() != 0 || l.Bridge().IsZero() || l.GRE().Remote().IsValid() {
		t.Errorf("a bridge reads as a bond: %v", l.Bond())
	}
	var none LinkView
	if none.MTU() != 0 || none.Name() != "" || none.Has("mtu") || !none.Clone().IsZero() || none.Message() != nil ||
		none.Stats64().RXPackets() != 0 || none.Up() || none.Bridge().STPState() != 0 {
		t.Error("no message says something")
	}
}

// TestEveryViewOfNothing calls all methods of all views of messages that say nothing.
func TestEveryViewOfNothing(t *testing.T) {
	calls := 0
	var visit func(v reflect.Value, depth int)
	visit = func(v reflect.Value, depth int) {
		for i := range v.NumMethod() {
			if name := v.Type().Method(i).Name; v.Method(i).Type().NumIn() > 0 || depth > 6 || name == "Clone" {
				continue
			}
			got := v.Method(i).Call(nil)[0]
			calls++
			switch {
			case strings.HasSuffix(got.Type().Name(), "View"):
				visit(got, depth+1)
			case got.Kind() == reflect.Func && told(got) != "":
				t.Errorf("%s of %s yields %s", v.Type().Method(i).Name, v.Type(), told(got))
			}
		}
	}
	for _, r := range everyRoot {
		visit(reflect.ValueOf(r.view(new(codec.Message))), 0)
	}
	if calls < 5000 {
		t.Errorf("only %d methods were called", calls)
	}
}

// TestComposedViews reads what is made of several attributes and members.
func TestComposedViews(t *testing.T) {
	route := func(r Route) RouteView { return RouteOf(decoded(t, made(t, "RTM_NEWROUTE", r)[0])) }
	for _, p := range []string{"10.0.0.0/8", "0.0.0.0/0", "::/0", "2001:db8::/32"} {
		want := netip.MustParsePrefix(p)
		if got := route(Route{Dst: want}).Dst(); got != want {
			t.Errorf("the destination is %s, want %s", got, want)
		}
	}
	if got := route(Route{Family: Set(AF_MPLS), DstLabels: []int{100}}); got.Dst().IsValid() ||
		told(reflect.ValueOf(got.DstLabels())) != "100" {
		t.Errorf("a label is a destination: %s", got.Dst())
	}
	if got := route(Route{Table: Set(Table(1000))}).Table(); got != 1000 {
		t.Errorf("the table is %d", got)
	}
	b := made(t, "RTM_NEWROUTE", Route{})[0]
	m := decoded(t, b)
	if err := m.SetField("rtm_table", 254); err != nil {
		t.Fatal(err)
	}
	if got := RouteOf(m).Table(); got != RT_TABLE_MAIN || got.String() != "main" {
		t.Errorf("the table of the header is %s", got)
	}
	a := AddrOf(decoded(t, made(t, "RTM_NEWADDR", Addr{Prefix: netip.MustParsePrefix("10.0.0.1/24"),
		Peer: netip.MustParseAddr("10.0.0.2"), Flags: Set(IFA_F_NOPREFIXROUTE), Dev: ByIndex(3)})[0]))
	if a.Prefix().String() != "10.0.0.1/24" || a.Peer().String() != "10.0.0.2" || a.Flags() != IFA_F_NOPREFIXROUTE ||
		a.Index() != 3 {
		t.Errorf("%s peer %s, %s on %d", a.Prefix(), a.Peer(), a.Flags(), a.Index())
	}
	c := a.Clone()
	if c.Prefix() != a.Prefix() || c.Message() == a.Message() {
		t.Error("a clone is the same message")
	}
}

// TestNamesOfValues writes and reads the names of values.
func TestNamesOfValues(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{RTN_BLACKHOLE.String(), "blackhole"}, {RT_SCOPE_UNIVERSE.String(), "universe"}, {Scope(7).String(), "7"},
		{(IFF_UP | IFF_LOOPBACK).String(), "up|loopback"}, {AF_INET6.String(), "inet6"},
		{TC_ACT_UNSPEC.String(), "unspec"},
		{LinkFlags(0).String(), "0"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
	for text, want := range map[string]RouteType{"blackhole": RTN_BLACKHOLE, "RTN_PROHIBIT": RTN_PROHIBIT,
		"6": RTN_BLACKHOLE} {
		if got, err := ParseRouteType(text); err != nil || got != want {
			t.Errorf("%s is %d, %v", text, got, err)
		}
	}
	if _, err := ParseRouteType("blckhole"); err == nil || !strings.Contains(err.Error(), "RTN_BLACKHOLE") {
		t.Errorf("no suggestion: %v", err)
	}
	if got, err := ParseActionVerdict("pipe"); err != nil || got != TC_ACT_PIPE {
		t.Errorf("pipe is %d, %v", got, err)
	}
	if _, err := ParseScope("4294967296"); err == nil {
		t.Error("a number of 33 bits is a scope")
	}
}

// TestTexts returns strings that are their own, whatever comes after them.
func TestTexts(t *testing.T) {
	var kept []string
	for i := range 3000 {
		m := decoded(t, made(t, "RTM_NEWLINK", Link{Name: fmt.Sprint("link", i)})[0])
		kept = append(kept, LinkOf(m).Name())
		clear(m.Bytes())
	}
	i := slices.IndexFunc(kept, func(s string) bool { return !strings.HasPrefix(s, "link") })
	if i >= 0 || kept[2999] != "link2999" {
		t.Errorf("name %d is %q", i, kept[max(i, 0)])
	}
}
