package codec_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// encodeOne encodes one attribute, and returns its octets after the nlmsghdr.
func encodeOne(name string, value any, bigEndian bool) (string, error) {
	e := codec.Encoder{Registry: kitchenDecoder.Registry, BigEndian: bigEndian}
	b, err := e.Append(nil, &codec.Request{Protocol: "NETLINK_KITCHEN", Type: "KT_SET", Attrs: list{{name, value}}})
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", b[codec.HeaderLen:]), nil
}

func TestEncodeEveryKind(t *testing.T) {
	for _, test := range []struct {
		name  string
		value any
		want  string // little-endian host
	}{
		{"U8", 255, "05000100ff000000"},
		{"u8", uint8(7), "0500010007000000"},
		{"KT_U16", uint16(0x1234), "0600020034120000"},
		{"3", 0x12345678, "0800030078563412"},
		{"u32", -1, "08000300ffffffff"},
		{"u64", "-1", "0c000400ffffffffffffffff"},
		{"be16", -1, "06000900ffff0000"},
		{"struct", fields{"a": -1, "kt_b": "-1"}, "14001800ff000000ffffffff00000000" + "00000000"},
		{"u32", "0x10", "0800030010000000"},
		{"u64", uint64(math.MaxUint64), "0c000400ffffffffffffffff"},
		{"s8", int8(-1), "05000500ff000000"},
		{"s16", -2, "06000600feff0000"},
		{"s32", "-3", "08000700fdffffff"},
		{"s64", int64(math.MinInt64), "0c0008000000000000000080"},
		{"be16", 0x1234, "0600090012340000"},
		{"be32", uint32(0x12345678), "08000a0012345678"},
		{"be64", 1, "0c000b000000000000000001"},
		{"le32", 1, "0800200001000000"},
		{"uint", 5, "08000c0005000000"},
		{"uint", uint64(1) << 32, "0c000c000000000001000000"},
		{"sint", -1, "08000d00ffffffff"},
		{"sint", int64(math.MinInt32) - 1, "0c000d00ffffff7fffffffff"},
		{"bool", true, "05000e0001000000"},
		{"bool", false, "05000e0000000000"},
		{"flag", true, "04000f00"},
		{"flag", nil, "04000f00"},
		{"string", "lo", "070010006c6f0000"},
		{"string", "", "0500100000000000"},
		{"string", []byte("lo"), "060010006c6f0000"},
		{"bytes", "01:02ff", "070011000102ff00"},
		{"bytes", []byte{1}, "0500110001000000"},
		{"lladdr", net.HardwareAddr{2, 0, 0, 0, 0, 1}, "0a0012000200000000010000"},
		{"lladdr", "02:00:00:00:00:01", "0a0012000200000000010000"},
		{"ip", "192.0.2.1", "08001300c0000201"},
		{"ip", netip.MustParseAddr("2001:db8::1"), "1400130020010db8000000000000000000000001"},
		{"ip", net.ParseIP("192.0.2.1"), "08001300c0000201"},
		{"ip4", net.IPv4(192, 0, 2, 1), "08001400c0000201"},
		{"ip6", "::1", "1400150000000000000000000000000000000001"},
		{"labels", "16/17", "0c0016000001000000011100"},
		{"labels", []int{16}, "0800160000010100"},
		{"labels", fields{"label": 3, "tc": 1, "ttl": 64, "bos": true}, "0800160000003340"},
		{"bits", fields{"value": 1, "selector": 3}, "0c0017000100000003000000"},
		{"struct", fields{"a": 1, "kt_b": 2, "name": "ab", "list": []int{3, 4}},
			"14001800010000000000000261620000" + "03000400"},
		{"struct", fields{}, "14001800" + strings.Repeat("00", 16)},
		{"array", []uint16{1, 2}, "0800190000010002"},
		{"array", []any{}, "04001900"},
		{"nest", list{{"x", 1}}, "0c001a800800010001000000"},
		{"nest", list{}, "04001a80"},
		{"nest", fields{"x": 1}, "0c001a000800010001000000"},
		{"list", list{{"one", "a"}, {"KTI_TWO", "b"}, {"7", ""}},
			"1c001b8006000100610000000600020062000000" + "0500070000000000"},
		{"enum", "fast", "05001c0002000000"},
		{"enum", "KTE_SLOW", "05001c0001000000"},
		{"enum", 200, "05001c00c8000000"},
		{"flags", []string{"a", "KTF_WIDE"}, "08001d000d000000"},
		{"flags", "KTF_A|b|16", "08001d0013000000"},
		{"flags", []any{"a", 32}, "08001d0021000000"},
		{"ticks", 3 * time.Second, "08001e002c010000"},
		{"msecs", 1500 * time.Millisecond, "06001f00dc050000"},
		{"u32", uint(7), "0800030007000000"}, {"u32", uintptr(7), "0800030007000000"},
		{"u32", uint64(7), "0800030007000000"}, {"u32", uint32(7), "0800030007000000"},
		{"u32", uint16(7), "0800030007000000"}, {"u32", int64(7), "0800030007000000"},
		{"s32", int32(-7), "08000700f9ffffff"}, {"s32", int16(-7), "08000700f9ffffff"},
		{"s32", int8(-7), "08000700f9ffffff"}, {"u32", true, "0800030001000000"}, {"u32", false, "0800030000000000"},
		{"u8", 128, "0500010080000000"}, {"u16", 65535, "06000200ffff0000"}, {"u32", 1<<32 - 1, "08000300ffffffff"},
		{"s8", 127, "050005007f000000"}, {"s8", -128, "0500050080000000"}, {"s16", -1 << 15, "0600060000800000"},
		{"uint", 1<<32 - 1, "08000c00ffffffff"}, {"sint", 1<<31 - 1, "08000d00ffffff7f"},
		{"sint", 1 << 31, "0c000d000000008000000000"},
		{"switch", true, "0500210001000000"}, {"switch", false, "0500210000000000"},
		{"map", []any{"a", "KTM_NINTH"}, "0600220001010000"}, {"map", []any{1, 7}, "0500220082000000"},
		{"map", []any{}, "04002200"}, {"map", []any{"17"}, "0700220000000200"}, {"map", "0102", "0600220001020000"},
		{"id", "00ff", "0c002300ff00000000000000"}, {"id", "0xff", "0c002300ff00000000000000"},
		{"id", 255, "0c002300ff00000000000000"},
		{"conf", fields{"rp_filter": 2, "KTC_FORWARDING": 1}, "0600240001020000"}, {"conf", fields{"1": 3},
			"0500240003000000"},
		{"conf", []int{1, 2, 3}, "0700240001020300"},
		{"array", []uint32{1, 2}, "0800190000010002"}, {"array", []uint64{1, 2}, "0800190000010002"},
		{"array", []string{"1", "0x2"}, "0800190000010002"}, {"array", []int{-1}, "06001900ffff0000"},
		{"wide", []uint64{1 << 63}, "0c0027000000000000000080"},
		{"addrs", []netip.Addr{netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")},
			"0c002500c0000201c0000202"},
		{"labels", []any{16, fields{"label": 17, "bos": false}}, "0c0016000001000000011000"},
		{"labels", fields{"label": 1<<20 - 1, "tc": 7, "ttl": 255, "bos": 1}, "08001600ffffffff"},
		{"labels", "3", "0800160000003100"}, {"labels", 0, "0800160000000100"},
		{"flags", []string{}, "08001d0000000000"}, {"flags", " KTF_A | b ", "08001d0003000000"},
		{"bits", fields{"value": uint32(1<<32 - 1), "selector": 0}, "0c001700ffffffff00000000"},
		{"ticks", "7", "08001e0007000000"}, {"msecs", time.Duration(0), "06001f0000000000"},
		{"lladdr", "", "04001200"}, {"lladdr", "02-00-0A", "0700120002000a00"}, {"lladdr", "02000a",
			"0700120002000a00"},
		{"999", []byte{1, 2}, "0600e70301020000"}, {"999", "0102", "0600e70301020000"},
		{"nest", []byte{1}, "05001a0001000000"},
	} {
		got, err := encodeOne(test.name, test.value, false)
		if err != nil || got != test.want {
			t.Errorf("%s %v:\ngot  %s, %v\nwant %s", test.name, test.value, got, err, test.want)
		}
	}
}

func TestEncodeForBigEndianHosts(t *testing.T) {
	for _, test := range []struct{ name, value, want string }{
		{"u16", "0x1234", "0006000212340000"}, {"be16", "0x1234", "0006000912340000"},
		{"le32", "1", "0008002001000000"},
		{"uint", "1", "0008000c00000001"}, {"s32", "-2", "00080007fffffffe"},
	} {
		if got, err := encodeOne(test.name, test.value, true); err != nil || got != test.want {
			t.Errorf("%s: got %s, %v, want %s", test.name, got, err, test.want)
		}
	}
}

// TestEncodeRefuses gives values that do not fit: the error says where and what would.
func TestEncodeRefuses(t *testing.T) {
	for _, test := range []struct {
		name  string
		value any
		want  string
	}{
		{"u8", 256, "KT_SET/u8: int 256 does not fit into u8"},
		{"u16", 1 << 16, "does not fit into u16"}, {"s16", 1 << 15, "does not fit into s16"},
		{"s16", -1<<15 - 1, "does not fit into s16"}, {"s32", 1 << 31, "does not fit into s32"},
		{"ticks", time.Millisecond, "1ms is no multiple of 10ms, which the attribute counts"},
		{"map", []any{"C"}, `unknown value of kt_map "C"; did you mean KTM_A?`}, {"map", []any{1 << 20},
			"there is no bit 1048576"},
		{"map", "xy", `"xy" are no hexadecimal digits`}, {"map", 5, "want octets"},
		{"id", "fg", `"fg" are no hexadecimal digits of 64 bits`}, {"id", "10000000000000000",
			"no hexadecimal digits of 64 bits"},
		{"conf", fields{"KTC_RP_FILTER": 1}, "the array has a gap: it has 1 elements, and one is KTC_RP_FILTER"},
		{"conf", fields{"1": 1, "forwarding": 2}, "the array has a gap"}, {"conf", fields{"0": 1},
			"the array has a gap"},
		{"conf", fields{"rp_filtr": 1}, "did you mean KTC_RP_FILTER?"},
		{"array", fields{"one": 1}, `unknown value of index "one"`},
		{"bits", fields{"value": 1}, "selector of a bitfield: want 32 bits, got <nil>"},
		{"bits", fields{"value": 1 << 32, "selector": 0}, "value of a bitfield: want 32 bits, got int 4294967296"},
		{"labels", fields{"label": 1, "tc": 8}, "8 is too large: tc of an MPLS label has 3 bits"},
		{"labels", fields{"label": 1, "bos": 2}, "bos of an MPLS label has 1 bits"}, {"labels", "16/x",
			"is no whole number"},
		{"flags", "KTF_A|KTF_C", `unknown value of kt_flags "KTF_C"`},
		{"switch", 256, "does not fit into flag"},
		{"u32", strings.Repeat("9", 100), strings.Repeat("9", 64) + `…" is no whole number of 64 bits`},
		{"u32", strings.Repeat("x", 65) + "y", strings.Repeat("x", 64) + `…"`},
		{"u8", -129, "does not fit into u8"},
		{"u8", -5, "KT_SET/u8: int -5 does not fit into u8"},
		{"u16", int8(-2), "does not fit into u16"},
		{"u32", -5, "does not fit into u32"},
		{"u32", "-5", "does not fit into u32"},
		{"u64", -5, "does not fit into u64"},
		{"be16", -5, "does not fit into be16"},
		{"be32", int64(-5), "does not fit into be32"},
		{"be64", -5, "does not fit into be64"},
		{"le32", -5, "does not fit into le32"},
		{"uint", -5, "does not fit into uint"},
		{"enum", "-5", "does not fit into u8"},
		{"flags", "KTF_A|-5", "does not fit into u32"},
		{"flags", []any{"a", -5}, "does not fit into u32"},
		{"ticks", -3 * time.Second, "does not fit into u32"},
		{"struct", fields{"a": -5}, "KT_SET/struct/kt_a: int -5 does not fit into u8"},
		{"struct", fields{"b": -5}, "does not fit into be32"},
		{"struct", fields{"list": []int{-5}}, "does not fit into "},
		{"array", []int{-5}, "KT_SET/array/0: int -5 does not fit into "},
		{"s8", -129, "does not fit into s8"},
		{"s64", uint64(1) << 63, "does not fit into s64"},
		{"sint", uint64(1) << 63, "does not fit into sint"},
		{"s8", 128, "does not fit into s8"},
		{"u32", uint64(1) << 32, "does not fit into u32"},
		{"be16", 1 << 16, "does not fit into be16"},
		{"u32", "many", `"many" is no whole number`},
		{"u32", 1.5, "want a number, got float64 1.5"},
		{"u32", nil, "want a number"},
		{"u32", time.Second, "want a number, got time.Duration 1s"},
		{"msecs", 66 * time.Second, "does not fit into u16"},
		{"string", 5, "want a string, got int 5"},
		{"bytes", "0x", "are no hexadecimal digits"},
		{"bytes", 5, "want octets"},
		{"lladdr", "02:00:zz", "want a link-layer address"},
		{"ip", "192.0.2", "want an address of kind ip"},
		{"ip4", "::1", "want an address of kind ip4"},
		{"ip6", netip.MustParseAddr("192.0.2.1"), "want an address of kind ip6"},
		{"ip4", netip.Addr{}, "want an address of kind ip4"},
		{"labels", 1 << 20, "1048576 is too large: label of an MPLS label has 20 bits"},
		{"labels", fields{"label": 1, "ttl": 256}, "ttl of an MPLS label has 8 bits"},
		{"labels", fields{"lable": 1}, "did you mean label?"},
		{"bits", 5, "want an object with value and selector"},
		{"struct", fields{"kt_c": 1}, `KT_SET/struct: unknown member of struct kt "kt_c"; did you mean kt_a?`},
		{"struct", fields{"kt_a": 1, "a": 2}, "is given twice"},
		{"struct", fields{"a": 256}, "KT_SET/struct/kt_a: int 256 does not fit into u8"},
		{"struct", fields{"name": "abcde"}, "takes 4 octets, 5 are too many"},
		{"struct", fields{"list": []int{1, 2, 3}}, "takes 4 octets, 6 are too many"},
		{"struct", fields{"name": json.Number("0")}, "want a string, got json.Number 0"},
		{"array", []any{1, "x"}, "KT_SET/array/1: "},
		{"array", 1, "want a list"},
		{"nest", list{{"y", 1}}, `KT_SET/nest/y: unknown attribute "y"`},
		{"nest", list{{"x", list{}}}, "KT_SET/nest/x: want a value of kind u32, got attributes"},
		{"list", list{{"three", "a"}}, "is no index"},
		{"enum", "fasst", `unknown value of kt_enum "fasst"; did you mean KTE_FAST?`},
		{"flags", []string{"c"}, `unknown value of kt_flags "c"`},
		{"flag", 5, "a flag has no value but true"},
		{"strin", "x", `unknown attribute "strin"; did you mean KT_STRING?`},
		{"KT_LADDR", "x", `did you mean KT_LLADDR?`},
		{"string", strings.Repeat("x", 70000), "70005 octets are too many for one attribute"},
		{"70000", []byte{}, "unknown attribute"},
	} {
		_, err := encodeOne(test.name, test.value, false)
		var e *codec.Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s %.20v: %v, want %q", test.name, test.value, err, test.want)
		}
	}
}

// TestEncodeNames takes protocols, families, types and members of fixed structs by name, and suggests the nearest.
func TestEncodeNames(t *testing.T) {
	for _, test := range []struct {
		request codec.Request
		want    string
	}{
		{codec.Request{Protocol: "NETLINK_ROUT", Type: "RTM_NEWLINK"}, "did you mean NETLINK_ROUTE?"},
		{codec.Request{Protocol: "nl80221", Type: "x"}, "did you mean nl80211?"},
		{codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINKS"}, "did you mean RTM_NEWLINK?"},
		{codec.Request{Protocol: "nl80211", Type: "NL80211_CMD_GET_WIFI"}, "did you mean NL80211_CMD_GET_WI"},
		{codec.Request{Protocol: "route", Type: "RTM_NEWLINK", Fixed: fields{"ifi_indx": 1}},
			"did you mean ifi_index?"},
		{codec.Request{Protocol: "route", Type: "RTM_NEWLINK", Attrs: list{{"mut", 1}}}, "did you mean IFLA_MTU?"},
		{codec.Request{Protocol: "route", Type: "RTM_NEWLINK", Fixed: fields{"ifi_type": 1 << 16}},
			"RTM_NEWLINK/ifi_type: int 65536 does not fit into u16"},
		{codec.Request{Protocol: "route", Type: "RTM_NEWROUTE", Fixed: fields{"rtm_tos": 256}}, "does not fit into u8"},
		{codec.Request{Protocol: "route", Type: "RTM_NEWROUTE", Fixed: fields{"rtm_flags": 1 << 32}},
			"does not fit into u32"},
	} {
		dst := []byte("before")
		out, err := enc.Append(dst, &test.request)
		if err == nil || !strings.Contains(err.Error(), test.want) || string(out) != "before" {
			t.Errorf("%v: %v, want %q; %q", test.request, err, test.want, out)
		}
	}
}

// TestEncodeAppends keeps what is before the message, and pads nothing after it.
func TestEncodeAppends(t *testing.T) {
	r := codec.Request{Protocol: "route", Type: "RTM_GETLINK", Flags: codec.FlagRequest, Seq: 1, PortID: 2,
		Fixed: fields{"family": "AF_INET6", "ifi_index": 3}}
	out, err := enc.Append([]byte("before"), &r)
	want := octets(t, "20000000 1200 0100 01000000 02000000 0a000000 03000000 00000000 00000000")
	if err != nil || string(out[:6]) != "before" || !bytes.Equal(out[6:], want) {
		t.Errorf("%x, %v; want %x", out, err, want)
	}
}

// TestEncodeGeneric fills in id and version of a family, if the resolver knows it.
func TestEncodeGeneric(t *testing.T) {
	r := codec.Request{Protocol: "nl80211", Type: "NL80211_CMD_GET_INTERFACE", Flags: codec.FlagRequest,
		Attrs: list{{"ifindex", 3}}}
	got, err := enc.Append(nil, &r)
	if want := octets(t, "1c000000 1b00 0100 00000000 00000000 05 01 0000 0800 0300 03000000"); err != nil ||
		!bytes.Equal(got, want) {
		t.Errorf("got %x, %v; want %x", got, err, want)
	}
	ignorant := codec.Encoder{Registry: enc.Registry}
	if _, err := ignorant.Append(nil, &r); err == nil || !strings.Contains(err.Error(), "nl80211 is not known") {
		t.Errorf("without a resolver: %v", err)
	}
	r = codec.Request{Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY",
		Attrs: list{{"family_name", "nl80211"}}, Version: 1}
	got, err = ignorant.Append(nil, &r)
	if want := octets(t, "20000000 1000 0000 00000000 00000000 03 01 0000 0c00 0200 6e6c383032313100"); err != nil ||
		!bytes.Equal(got, want) {
		t.Errorf("got %x, %v; want %x", got, err, want)
	}
}

// TestEncodeFamily refuses addresses that are not of the family that the message says it is about.
func TestEncodeFamily(t *testing.T) {
	v4, v6 := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8::1")
	for _, test := range []struct {
		family int
		value  any
		want   string
	}{
		{2, v4, ""}, {10, v6, ""}, {0, v6, ""}, {2, v6.AsSlice(), ""},
		{2, v6, "RTM_NEWADDR/IFA_LOCAL: 2001:db8::1 is no address of ifa_family AF_INET"},
		{10, v4, "RTM_NEWADDR/IFA_LOCAL: 192.0.2.1 is no address of ifa_family AF_INET6"},
	} {
		_, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWADDR",
			Fixed: map[string]any{"ifa_family": test.family}, Attrs: []codec.A{{Name: "IFA_LOCAL", Value: test.value}}})
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("family %d, %v: %v", test.family, test.value, err)
		}
	}
}

// TestEncodeRecords writes next hops as Nested, and as the maps that JSON makes of them.
func TestEncodeRecords(t *testing.T) {
	// Two next hops as `ip route add … nexthop via 192.0.2.1 dev … weight 5 nexthop via 192.0.2.2 dev … onlink` sends
	// them.
	const want = "24000900" + "1000000403000000" + "08000500c0000201" + "1000040005000000" + "08000500c0000202"
	gateway := func(a string) list { return list{{"RTA_GATEWAY", netip.MustParseAddr(a)}} }
	for _, value := range []any{
		[]codec.Nested{
			{Fixed: fields{"rtnh_hops": 4, "rtnh_ifindex": 3}, Attrs: gateway("192.0.2.1")},
			{Fixed: fields{"flags": "RTNH_F_ONLINK", "ifindex": 5}, Attrs: gateway("192.0.2.2")},
		},
		[]any{
			codec.Nested{Fixed: fields{"hops": 4, "ifindex": 3}, Attrs: gateway("192.0.2.1")},
			fields{"rtnh_flags": 4, "rtnh_ifindex": 5, "attrs": gateway("192.0.2.2")},
		},
	} {
		enc := codec.Encoder{Registry: tables.Registry()}
		b, err := enc.Append(nil, &codec.Request{Protocol: "route", Type: "newroute", Fixed: fields{"family": 2},
			Attrs: list{{"RTA_MULTIPATH", value}}})
		if got := fmt.Sprintf("%x", b[min(28, len(b)):]); err != nil || got != want {
			t.Errorf("%v:\ngot  %s, %v\nwant %s", value, got, err, want)
		}
		m := decode(t, b)
		if err := m.Set(value, "RTA_MULTIPATH"); err != nil || !bytes.Equal(m.Bytes(), b) {
			t.Errorf("set to the same: %x, %v", m.Bytes(), err)
		}
		if err := m.Set([]codec.Nested{{Fixed: fields{"hop": 1}}}, "multipath"); err == nil ||
			!strings.Contains(err.Error(), `RTA_MULTIPATH/0: unknown member of struct rtnexthop "hop"; did you mean rtnh_hops?`) {
			t.Error(err)
		}
		if err := m.Set([]any{value, 5}, "multipath"); err == nil ||
			!strings.HasPrefix(err.Error(),
				"RTA_MULTIPATH/0: want a Nested, or a map of members and attrs, got []") {
			t.Error(err)
		}
	}
}
