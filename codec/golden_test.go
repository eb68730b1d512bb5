package codec_test

import (
	"bytes"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// flags of `ip … add`.
const addFlags = codec.FlagRequest | codec.FlagAck | 0x600

type (
	list   = []codec.A
	fields = map[string]any
)

// requests were sent by iproute2 6.1 (caught with strace -e write=all); beside them is what to tell the Encoder for the
// same octets. iproute2 does not set NLA_F_NESTED on these nests: the test takes it out of what the Encoder makes.
var requests = []struct {
	command string
	hex     string
	request codec.Request
}{
	{"ip link add link veth0 name veth0.100 type vlan id 100 egress-qos-map 1:3 ingress-qos-map 2:5",
		"7000000010000506857e016b000000000000000000000000000000000000000008000500030000000e00030076657468302e313030000000" +
			"3800120008000100766c616e2c0002000600010064000000100003000c0001000100000003000000100004000c0001000200000005000000",
		codec.Request{Type: "RTM_NEWLINK", Seq: 0x6b017e85, Attrs: list{
			{"link", 3}, {"ifname", "veth0.100"},
			{"linkinfo", list{{"kind", raw("vlan")}, {"data", list{
				{"id", 100},
				{"egress_qos", list{{"mapping", fields{"from": 1, "to": 3}}}},
				{"ingress_qos", list{{"IFLA_VLAN_QOS_MAPPING", fields{"from": 2, "to": 5}}}},
			}}}},
		}}},
	{"ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11",
		"7400000010000506837e016b00000000000000000000000000000000000000000a00010002000000001000000a0003007665746830000000" +
			"3c0012000800010076657468300002002c000100000000000000000000000000000000000a00010002000000001100000a00030076657468" +
			"31000000",
		codec.Request{Type: "RTM_NEWLINK", Seq: 0x6b017e83, Attrs: list{
			{"IFLA_ADDRESS", net.HardwareAddr{2, 0, 0, 0, 0, 0x10}}, {"IFLA_IFNAME", "veth0"},
			{"IFLA_LINKINFO", list{{"IFLA_INFO_KIND", raw("veth")}, {"IFLA_INFO_DATA", list{
				{"VETH_INFO_PEER", codec.Nested{Attrs: list{{"address", "02:00:00:00:00:11"}, {"ifname", "veth1"}}}},
			}}}},
		}}},
	{"ip link add bond0 address 02:00:00:00:00:30 type bond mode 802.3ad miimon 100 lacp_rate fast xmit_hash_policy " +
		"layer3+4",
		"6800000010000506847e016b00000000000000000000000000000000000000000a00010002000000003000000a000300626f6e6430000000" +
			"3000120008000100626f6e642400020005000100040000000800030064000000050015000100000005000e0001000000",
		codec.Request{Type: "RTM_NEWLINK", Seq: 0x6b017e84, Attrs: list{
			{"address", "02-00-00-00-00-30"}, {"ifname", "bond0"},
			{"linkinfo", list{{"kind", raw("bond")}, {"data", list{
				{"mode", "8023AD"}, {"miimon", 100 * time.Millisecond}, {"ad_lacp_rate", "fast"},
				{"xmit_hash_policy", "LAYER34"},
			}}}},
		}}},
	{"ip link add vx0 … type vxlan id 4096 local 192.0.2.1 remote 192.0.2.2 dstport 4789 ttl 64",
		"7800000010000506867e016b00000000000000000000000000000000000000000a0001000200000000400000080003007678300044001200" +
			"0900010076786c616e000000340002000500050040000000080001000010000008000400c000020108000200c00002020500070001000000" +
			"06000f0012b50000",
		codec.Request{Type: "RTM_NEWLINK", Seq: 0x6b017e86, Attrs: list{
			{"address", "02:00:00:00:00:40"}, {"ifname", "vx0"},
			{"linkinfo", list{{"kind", raw("vxlan")}, {"data", list{
				{"ttl", 64}, {"id", 4096}, {"local", netip.MustParseAddr("192.0.2.1")},
				{"group", net.ParseIP("192.0.2.2")},
				{"learning", true}, {"port", 4789},
			}}}},
		}}},
	{"ip addr add 198.51.100.1/25 dev d0 valid_lft 3600 preferred_lft 1800 noprefixroute",
		"44000000140005063c7a016b00000000021900000400000008000200c6336401080008000002000008000100c63364011400060008070000" +
			"100e00000000000000000000",
		codec.Request{Type: "RTM_NEWADDR", Seq: 0x6b017a3c,
			Fixed: fields{"family": "AF_INET", "prefixlen": 25, "ifa_index": 4},
			Attrs: list{{"local", "198.51.100.1"}, {"flags", []string{"noprefixroute"}}, {"address", "198.51.100.1"},
				{"cacheinfo", fields{"ifa_prefered": 1800, "ifa_valid": time.Hour}}}}},
	{"ip addr add 2001:db8:1::1/64 dev veth0 nodad metric 77",
		"48000000140005063d7a016b000000000a400200030000001400020020010db8000100000000000000000001080009004d00000014000100" +
			"20010db8000100000000000000000001",
		codec.Request{Type: "RTM_NEWADDR", Seq: 0x6b017a3d,
			Fixed: fields{"ifa_family": 10, "ifa_prefixlen": 64, "ifa_flags": "IFA_F_NODAD", "ifa_index": 3},
			Attrs: list{{"local", "2001:db8:1::1"}, {"rt_priority", 77}, {"address", "2001:db8:1::1"}}}},
	{"ip route add 203.0.113.0/24 via 192.0.2.2 src 192.0.2.1 metric 100 mtu lock 1300 advmss 1200 rtt 50ms " +
		"initcwnd 10",
		"70000000180005064c7a016b0000000002180000fe0300010000000008000100cb00710008000500c000020208000700c000020108000600" +
			"6400000008000400030000002c000800080002001405000008000800b0040000080004009001000008000b000a0000000800010004000000",
		codec.Request{Type: "RTM_NEWROUTE", Seq: 0x6b017a4c,
			Fixed: fields{"rtm_family": "inet", "dst_len": 24, "table": "main", "protocol": "boot", "type": "unicast"},
			Attrs: list{{"dst", "203.0.113.0"}, {"gateway", "192.0.2.2"}, {"prefsrc", "192.0.2.1"},
				{"priority", 100}, {"oif", 3},
				{"metrics", list{{"mtu", 1300}, {"advmss", 1200}, {"rtt", 400}, {"initcwnd", 10},
					{"lock", []string{"RTAX_MTU"}}}}}}},
	{"ip route add 10.1.0.0/16 nexthop via 192.0.2.2 dev veth0 nexthop via 198.51.100.2 dev d0 weight 5 onlink",
		"48000000180005064c7a016b0000000002100000fe03000100000000080001000a01000024000900100000000300000008000500c0000202" +
			"100004040400000008000500c6336402",
		codec.Request{Type: "RTM_NEWROUTE", Seq: 0x6b017a4c,
			Fixed: fields{"family": 2, "dst_len": 16, "table": 254, "protocol": 3, "type": 1},
			Attrs: list{{"dst", "10.1.0.0"}, {"multipath", []map[string]any{
				{"ifindex": 3, "attrs": list{{"gateway", "192.0.2.2"}}},
				{"rtnh_ifindex": 4, "rtnh_hops": 4, "rtnh_flags": "onlink",
					"attrs": list{{"RTA_GATEWAY", "198.51.100.2"}}},
			}}}}},
	{"ip route add 10.5.0.0/16 via inet6 2001:db8::2 dev d0",
		"4400000018000506507a016b0000000002100000fe03000100000000080001000a050000160012000a0020010db800000000000000000000" +
			"000200000800040004000000",
		codec.Request{Type: "RTM_NEWROUTE", Seq: 0x6b017a50,
			Fixed: fields{"family": 2, "dst_len": 16, "table": 254, "protocol": 3, "type": 1},
			Attrs: list{{"dst", "10.5.0.0"}, {"via", fields{"rtvia_family": "AF_INET6", "rtvia_addr": "2001:db8::2"}},
				{"oif", 4}}}},
	{"ip neigh add 2001:db8::2 lladdr 02:00:00:00:00:97 dev d0 nud reachable router",
		"3c0000001c000506687a016b000000000a00000004000000020080001400010020010db80000000000000000000000020a00020002000000" +
			"00970000",
		codec.Request{Type: "RTM_NEWNEIGH", Seq: 0x6b017a68,
			Fixed: fields{"family": "AF_INET6", "ifindex": 4, "state": "NUD_REACHABLE", "flags": "NTF_ROUTER"},
			Attrs: list{{"dst", "2001:db8::2"}, {"lladdr", "02:00:00:00:00:97"}}}},
	{"ip rule add ipproto tcp sport 1000-2000 dport 80 uidrange 1000-2000 table 1001 pref 200",
		"50000000200005066d7a016b0000000002000000000000010000000008000600c80000000c001400e8030000d00700000500160006000000" +
			"08001700e803d007080018005000500008000f00e9030000",
		codec.Request{Type: "RTM_NEWRULE", Seq: 0x6b017a6d, Fixed: fields{"family": 2, "action": "to_tbl"},
			Attrs: list{{"priority", 200}, {"uid_range", fields{"start": 1000, "end": 2000}}, {"ip_proto", "tcp"},
				{"sport_range", fields{"start": 1000, "end": 2000}},
				{"dport_range", fields{"start": 80, "end": 80}}, {"table", 1001}}}},
	{"ip nexthop add id 1 group 55",
		"2c00000068000506947a016b00000000000000000000000008000100010000000c0002003700000000000000",
		codec.Request{Type: "RTM_NEWNEXTHOP", Seq: 0x6b017a94,
			Attrs: list{{"NHA_ID", 1}, {"NHA_GROUP", []map[string]any{{"id": 55}}}}}},
}

// raw is a string that iproute2 sends without a final NUL.
func raw(s string) []byte { return []byte(s) }

// TestEncodeAsIproute2 builds the requests of a real tool from names and Go values.
func TestEncodeAsIproute2(t *testing.T) {
	for _, test := range requests {
		want := octets(t, test.hex)
		r := test.request
		r.Protocol, r.Flags = "NETLINK_ROUTE", addFlags
		got, err := enc.Append(nil, &r)
		if err != nil {
			t.Errorf("%s: %v", test.command, err)
			continue
		}
		check(t, codec.Context{}, got)
		if got = withoutNested(t, got); !bytes.Equal(got, want) {
			t.Errorf("%s:\ngot  %x\nwant %x", test.command, got, want)
		}
	}
}

// withoutNested takes NLA_F_NESTED out of all attributes of a message.
func withoutNested(t *testing.T, b []byte) []byte {
	t.Helper()
	object := bytes.ReplaceAll(form.JSON.Append(nil, decode(t, b)), []byte(`,"nested":true`), nil)
	b, err := form.JSON.Parse(enc, object)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestEncodeMaps takes the attributes of a nest from a map, in the order of the table, without NLA_F_NESTED.
func TestEncodeMaps(t *testing.T) {
	got, err := enc.Append(nil, &codec.Request{Protocol: "route", Type: "RTM_NEWLINK", Flags: addFlags,
		Seq: 0x6b017e88, Attrs: list{
			{"ifname", "blue"}, {"linkinfo", fields{"data": fields{"table": 100}, "kind": raw("vrf")}},
		}})
	if err != nil {
		t.Fatal(err)
	}
	// ip link add blue type vrf table 100
	want := octets(t,
		"4400000010000506887e016b000000000000000000000000000000000000000009000300626c7565000000001800120007000100"+
			"767266000c0002000800010064000000")
	if !bytes.Equal(got, want) {
		t.Errorf("got  %x\nwant %x", got, want)
	}
}
