package iproute_test

import (
	"bytes"
	"net"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts"
)

// requestsOf returns the requests that a function makes, without sequence number and port id. Nothing is done.
func requestsOf(t *testing.T, do func(*iproute.IPRoute) error) (sent [][]byte) {
	t.Helper()
	ip, err := iproute.OpenRaw(proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if err != nil {
		t.Fatal(err)
	}
	defer ip.Close()
	_, err = ip.Socket().OnSend(t.Context(), verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		b := slices.Clone(c.Message.Bytes())
		clear(b[8:16])
		sent = append(sent, b)
		return verdicts.Return()
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := do(ip); err != nil {
		t.Error(err)
	}
	return sent
}

// sameOctets fails the test where two ways to say the same give other requests.
func sameOctets(t *testing.T, way, other [][]byte) {
	t.Helper()
	if len(way) == 0 || !slices.EqualFunc(way, other, bytes.Equal) {
		for _, b := range append(way, other...) {
			t.Errorf("%s", form.OneLine.Append(nil, decode(t, b)))
		}
	}
}

func prefix(s string) netip.Prefix { return netip.MustParsePrefix(s) }
func address(s string) netip.Addr  { return netip.MustParseAddr(s) }

// ways are what can be said by names and by a typed spec.
var ways = []struct {
	call
	spec iproute.Spec
}{
	{call{"addr", "add", args{"index": 3, "address": "10.5.0.1/24"}},
		iproute.Addr{Dev: iproute.ByIndex(3), Prefix: prefix("10.5.0.1/24")}},
	{call{"addr", "add", args{"dev": 3, "address": "10.5.0.1/24", "label": "e0:1", "scope": "link",
		"broadcast": "10.5.0.255"}},
		iproute.Addr{Dev: iproute.ByIndex(3), Prefix: prefix("10.5.0.1/24"), Label: "e0:1",
			Scope: iproute.Set(iproute.RT_SCOPE_LINK), Broadcast: address("10.5.0.255")}},
	{call{"addr", "add", args{"index": 3, "address": "2001:db8::1/64", "flags": "nodad", "valid": time.Hour}},
		iproute.Addr{Dev: iproute.ByIndex(3), Prefix: prefix("2001:db8::1/64"),
			Flags:     iproute.Set(iproute.IFA_F_NODAD),
			CacheInfo: &iproute.AddrCacheInfo{Valid: time.Hour}}},
	{call{"addr", "add", args{"index": 3, "address": "2001:db8::1", "peer": "2001:db8::2/64"}},
		iproute.Addr{Dev: iproute.ByIndex(3), Prefix: prefix("2001:db8::1/64"), Peer: address("2001:db8::2")}},
	{call{"addr", "del", args{"index": 3, "address": "10.5.0.1/24"}},
		iproute.Addr{Dev: iproute.ByIndex(3), Prefix: prefix("10.5.0.1/24")}},
	{call{"route", "add", args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2", "oif": 3}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), Gateway: address("10.0.0.2"), OIF: iproute.ByIndex(3)}},
	{call{"route", "add", args{"dst": "default", "gateway": "2001:db8::2"}},
		iproute.Route{Gateway: address("2001:db8::2")}},
	{call{"route", "add", args{"dst": "10.1.0.0/16", "gateway": "fe80::1", "dev": 3}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), Via: address("fe80::1"), OIF: iproute.ByIndex(3)}},
	{call{"route", "replace", args{"dst": "10.1.0.0/16", "type": "blackhole", "table": 1000, "priority": 7,
		"tos": 16}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), Type: iproute.Set(iproute.RTN_BLACKHOLE),
			Table: iproute.Set(iproute.Table(1000)), Priority: iproute.Set(7), TOS: iproute.Set(16)}},
	{call{"route", "add", args{"dst": "10.1.0.0/16", "gateway": "10.0.0.2", "mtu": 1400, "rto_min": time.Second,
		"lock": "mtu"}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), Gateway: address("10.0.0.2"), Metrics: &iproute.RouteMetrics{
			MTU: iproute.Set(1400), RTOMin: iproute.Set(time.Second), Lock: iproute.Set(iproute.RtaxLock(4))}}},
	{call{"route", "add", args{"dst": "10.1.0.0/16", "multipath": []args{{"gateway": "10.0.0.2", "weight": 3},
		{"dev": 3, "gateway": "fe80::1", "flags": "onlink"}}}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), Multipath: []iproute.NextHopRoute{
			{Gateway: address("10.0.0.2"), Hops: iproute.Set(2)},
			{Gateway: address("fe80::1"), Dev: iproute.ByIndex(3), Flags: iproute.Set(iproute.RTNH_F_ONLINK)}}}},
	{call{"route", "add", args{"dst": "10.1.0.0/16", "dev": 3, "encap": args{"type": "mpls", "labels": "200/300",
		"ttl": 9}}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), OIF: iproute.ByIndex(3),
			Encap: iproute.MPLSEncap{Dst: []int{200, 300}, TTL: iproute.Set(9)}}},
	{call{"route", "add", args{"dst": "10.1.0.0/16", "dev": 3, "encap": args{"type": "ip6", "id": 7,
		"dst": "2001:db8::9"}}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), OIF: iproute.ByIndex(3),
			Encap: iproute.IP6Encap{ID: iproute.Set(uint64(7)), Dst: address("2001:db8::9")}}},
	{call{"route", "add", args{"family": "mpls", "dst": 100, "newdst": []int{200, 300}, "via": "10.0.0.2"}},
		iproute.Route{DstLabels: []int{100}, NewDst: []int{200, 300}, Via: address("10.0.0.2")}},
	{call{"route", "add", args{"dst": "2001:db8::1", "dev": 3, "encap": args{"type": "ila", "locator": "2001:0:87:0",
		"csum_mode": "neutral-map", "ident_type": "luid"}}},
		iproute.Route{Dst: prefix("2001:db8::1/128"), OIF: iproute.ByIndex(3), Encap: iproute.ILAEncap{
			Locator: iproute.Set(uint64(0x2001_0000_0087_0000)), CsumMode: iproute.Set(iproute.ILA_CSUM_NEUTRAL_MAP),
			IdentType: iproute.Set(iproute.ILA_ATYPE_LUID)}}},
	{call{"route", "add", args{"dst": "2001:db8::/32", "dev": 3, "encap": args{"type": "rpl", "segs": "fd00::5"}}},
		iproute.Route{Dst: prefix("2001:db8::/32"), OIF: iproute.ByIndex(3), Encap: iproute.RPLEncap{
			SRH: &iproute.IPv6RPLSrHdr{Type: 3, Hdrlen: 2, SegmentsLeft: 1, Segments: []netip.Addr{address("fd00::5")}}}}},
	{call{"route", "add", args{"dst": "2001:db8::/32", "dev": 3, "encap": args{"type": "ioam6", "freq": "1/5",
		"mode": "encap", "tundst": "2001:db8::9", "trace": args{"type": 0xf00000, "size": 64}}}},
		iproute.Route{Dst: prefix("2001:db8::/32"), OIF: iproute.ByIndex(3), Encap: iproute.IOAM6Encap{
			Mode: iproute.Set(iproute.IOAM6_IPTUNNEL_MODE_ENCAP), Dst: address("2001:db8::9"), FreqK: iproute.Set(1),
			FreqN: iproute.Set(5), Trace: &iproute.IOAM6TraceHdr{TypeBe32: 0xf0000000, Remlen: 16}}}},
	{call{"route", "add", args{"dst": "10.1.0.0/16", "dev": 3, "encap": args{"type": "xfrm", "if_id": 7, "link_dev": 5}}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), OIF: iproute.ByIndex(3),
			Encap: iproute.XFRMEncap{IFID: iproute.Set(7), Link: iproute.ByIndex(5)}}},
	{call{"route", "add", args{"dst": "10.1.0.0/16", "dev": 3, "encap": args{"type": "bpf",
		"xmit": args{"fd": 9, "name": "x", "headroom": 14}}}},
		iproute.Route{Dst: prefix("10.1.0.0/16"), OIF: iproute.ByIndex(3), Encap: iproute.BPFEncap{
			Xmit: &iproute.BPFEncapProg{FD: iproute.Set(9), Name: iproute.Set("x")}, XmitHeadroom: iproute.Set(14)}}},
	{call{"route", "del", args{"dst": "10.1.0.0/16"}}, iproute.Route{Dst: prefix("10.1.0.0/16")}},
	{call{"rule", "add", args{"src": "10.0.0.0/8", "table": 1000, "priority": 5, "fwmark": "0x1/0xff", "not": true}},
		iproute.Rule{Src: prefix("10.0.0.0/8"), Table: iproute.Set(iproute.Table(1000)), Priority: iproute.Set(5),
			FwMark: iproute.Set(1), FwMask: iproute.Set(255), Flags: iproute.Set(iproute.FIB_RULE_INVERT)}},
	{call{"rule", "add", args{"iif": "e0", "dport": "1000-2000", "ipproto": "tcp", "action": "prohibit"}},
		iproute.Rule{IIF: "e0", DPortRange: &iproute.FibRulePortRange{Start: 1000, End: 2000},
			IPProto: iproute.Set(iproute.IPPROTO_TCP), Action: iproute.Set(iproute.FR_ACT_PROHIBIT)}},
	{call{"neigh", "add", args{"ifindex": 3, "dst": "10.0.0.2", "lladdr": "02:00:00:00:00:01", "nud": "reachable"}},
		iproute.Neigh{Dev: iproute.ByIndex(3), Dst: address("10.0.0.2"), LLAddr: net.HardwareAddr{2, 0, 0, 0, 0, 1},
			State: iproute.Set(iproute.NUD_REACHABLE)}},
	{call{"nexthop", "add", args{"id": 1, "via": "10.0.0.2", "dev": 3}},
		iproute.Nexthop{ID: iproute.Set(1), Gateway: address("10.0.0.2"), OIF: iproute.ByIndex(3)}},
	{call{"nexthop", "add", args{"id": 10, "group": "1,2:5"}},
		iproute.Nexthop{ID: iproute.Set(10), Group: []iproute.NexthopGroup{{ID: 1}, {ID: 2, Weight: 4}}}},
	{call{"nexthop", "add", args{"id": 10, "group": []int{1}, "buckets": 8, "idle_timer": time.Minute}},
		iproute.Nexthop{ID: iproute.Set(10), Group: []iproute.NexthopGroup{{ID: 1}},
			ResGroup: &iproute.NexthopResGroup{Buckets: iproute.Set(8), IdleTimer: iproute.Set(time.Minute)}}},
}

func TestBothWays(t *testing.T) {
	for _, way := range ways {
		t.Run(way.of+" "+way.command, func(t *testing.T) {
			named := requestsOf(t, func(ip *iproute.IPRoute) error { return carryOut(t.Context(), ip, way.call) })
			typed := requestsOf(t, func(ip *iproute.IPRoute) error {
				return carryOut(t.Context(), ip, call{way.of, way.command, nil}, way.spec)
			})
			sameOctets(t, named, typed)
		})
	}
}

// TestRoutesInOneLine holds the requests of routes of which little is said to those of the call that takes all.
func TestRoutesInOneLine(t *testing.T) {
	ctx := t.Context()
	for _, dst := range []any{"10.1.0.0/16", "10.1.0.1", "default", prefix("2001:db8::/32"), "::/0", "0.0.0.0/0"} {
		for _, gateway := range []string{"", "10.0.0.2", "2001:db8::2"} {
			for _, link := range []iproute.LinkRef{"", iproute.ByIndex(3)} {
				var short []iproute.Spec
				long := args{"dst": dst}
				if gateway != "" {
					short, long["gateway"] = append(short, iproute.Via(gateway)), gateway
				}
				if link != "" {
					short, long["oif"] = append(short, link), 3
				}
				sameOctets(t, requestsOf(t, func(ip *iproute.IPRoute) error {
					err := ip.AddRoute(ctx, dst, short...)
					if err == nil {
						err = ip.ReplaceRoute(ctx, dst, short...)
					}
					if err == nil {
						err = ip.DelRoute(ctx, dst, short...)
					}
					return err
				}), requestsOf(t, func(ip *iproute.IPRoute) error {
					for _, command := range []string{"add", "replace", "del"} {
						if _, err := ip.Route(ctx, command, long); err != nil {
							return err
						}
					}
					return nil
				}))
			}
		}
	}
}

// TestWrongWords wants what is wrong to be told before anything is sent, and what may have been meant.
func TestWrongWords(t *testing.T) {
	for _, x := range []struct {
		call
		want string
	}{
		{call{"addr", "add", args{"dev": 3, "addresss": "10.0.0.1/24"}},
			`addr add: unknown addr attribute "addresss"; did you mean address?`},
		{call{"addr", "add", args{"dev": 3, "address": "10.0.0.1/33"}},
			`addr add: address: "33" is no length of a prefix of 10.0.0.1`},
		{call{"addr", "add", args{"dev": 3, "address": "10.0.0.1/24", "broadcast": "fe80::1"}},
			"addr add: RTM_NEWADDR/IFA_BROADCAST: fe80::1 is no address of ifa_family AF_INET: it has 16 octets, those have 4"},
		{call{"route", "add", args{"dst": "10.1.0.0/16", "gatway": "10.0.0.1"}},
			`route add: unknown route attribute "gatway"; did you mean gateway?`},
		{call{"route", "add", args{"dst": "10.1.0.0/16", "type": "blakhole"}},
			`route add: RTM_NEWROUTE/rtm_type: unknown value of rtm_type "blakhole"; did you mean RTN_BLACKHOLE?`},
		{call{"route", "add", args{"dst": "10.1.0.0/16", "multipath": []args{{"gatewy": "10.0.0.2"}}}},
			`route add: multipath: 0: unknown next hop attribute "gatewy"; did you mean gateway?`},
		{call{"route", "add", args{"dst": "10.1.0.0/16", "multipath": []args{{"gateway": "10.0.0.2", "weight": 0}}}},
			`route add: multipath: 0: weight: want a weight from 1 to 256, got 0`},
		{call{"route", "add", args{"dst": "10.1.0.0/16", "encap": args{"type": "mpls", "label": 1}}},
			`route add: encap: unknown MPLS encapsulation attribute "label"; did you mean labels?`},
		{call{"route", "add", args{"dst": "10.1.0.0/16", "metrics": args{"mtuu": 1}}},
			`route add: metrics: unknown metric attribute "mtuu"; did you mean RTAX_MTU?`},
		{call{"route", "add", args{"dst": "10.1.0.0/16", "flags": "onlnk"}},
			`route add: flags: unknown flag of a route "onlnk"; did you mean onlink?`},
		{call{"rule", "add", args{"action": "prohibiit"}},
			`rule add: action: unknown value of fr_act "PROHIBIIT"; did you mean FR_ACT_PROHIBIT?`},
		{call{"rule", "add", args{"dport": "2000-1000"}},
			`rule add: dport: the range 2000-1000 ends before it begins`},
		{call{"neigh", "add", args{"dst": "10.0.0.0/24"}},
			`neigh add: dst: 10.0.0.0/24 is a network: want the address of a neighbour`},
		{call{"neigh", "add", args{"dst": "10.0.0.1", "nud": "permanentt"}},
			`neigh add: nud: unknown value of ndm_state "PERMANENTT"; did you mean NUD_PERMANENT?`},
		{call{"nexthop", "add", args{"id": 1, "group": "1:0"}},
			`nexthop add: group: 0: want a weight from 1 to 65536, got string 0`},
		{call{"route", "add", args{"dst": "10.1.0.0/16", "oif": 3, "RTA_OIF": 4}},
			`route add: "RTA_OIF" and "oif" both say RTA_OIF: leave one out`},
		{call{"neigh", "add", args{"dst": "10.0.0.1", "ifindex": 3, "ndm_ifindex": 4}},
			`neigh add: "ifindex" and "ndm_ifindex" both say ndm_ifindex: leave one out`},
		{call{"nexthop", "addd", args{"id": 1}}, `nexthop: unknown nexthop command "addd"; did you mean add?`},
	} {
		sent := requestsOf(t, func(ip *iproute.IPRoute) error {
			if err := carryOut(t.Context(), ip, x.call); err == nil || err.Error() != x.want {
				t.Errorf("got  %v\nwant %s", err, x.want)
			}
			return nil
		})
		if len(sent) > 0 {
			t.Errorf("sent for %s", x.want)
		}
	}
}
