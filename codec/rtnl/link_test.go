package rtnl

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// attr is an attribute of a little-endian host.
func attr(typ uint16, payload ...byte) []byte {
	b := binary.LittleEndian.AppendUint16(nil, uint16(4+len(payload)))
	b = append(binary.LittleEndian.AppendUint16(b, typ), payload...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// nest is an attribute that holds others.
func nest(typ uint16, attrs ...[]byte) []byte {
	var payload []byte
	for _, a := range attrs {
		payload = append(payload, a...)
	}
	return attr(typ, payload...)
}

// text decodes a message and returns the lines of its text without their indentation.
func text(t *testing.T, typ uint16, header []byte, attrs ...[]byte) []string {
	t.Helper()
	body := header
	for _, a := range attrs {
		body = append(body, a...)
	}
	b := codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: typ}.Append(nil, false)
	d := codec.Decoder{Registry: codec.NewRegistry(Protocol)}
	var m codec.Message
	if err := d.Decode(&m, codec.Context{}, append(b, body...)); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(form.Text.Append(nil, &m))) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines[1:] // the nlmsghdr
}

// ifinfo is a struct ifinfomsg of a family (AF_*) and a type (ARPHRD_*).
func ifinfo(family byte, arphrd uint16) []byte {
	b := make([]byte, 16)
	b[0] = family
	binary.LittleEndian.PutUint16(b[2:], arphrd)
	return b
}

const nested = 0x8000 // NLA_F_NESTED

func TestLinkLayouts(t *testing.T) {
	const newLink, newStats, getStats = 16, 92, 94
	u32 := func(v byte) []byte { return []byte{v, 0, 0, 0} }
	u64 := func(v byte) []byte { return []byte{v, 0, 0, 0, 0, 0, 0, 0} }
	ipv6 := []byte{0x20, 0x01, 0x0d, 0xb8, 15: 1}
	for _, c := range []struct {
		name   string
		typ    uint16
		header []byte
		attr   []byte
		want   []string
	}{
		{
			"address of an Ethernet", newLink, ifinfo(0, 1), attr(1, 2, 0, 0, 0, 0, 1),
			[]string{"IFLA_ADDRESS 02:00:00:00:00:01"},
		},
		{"address of ipip", newLink, ifinfo(0, 768), attr(1, 192, 0, 2, 1), []string{"IFLA_ADDRESS 192.0.2.1"}},
		{"broadcast of sit", newLink, ifinfo(0, 776), attr(2, 192, 0, 2, 1), []string{"IFLA_BROADCAST 192.0.2.1"}},
		{"address of ip6gre", newLink, ifinfo(0, 823), attr(54, ipv6...), []string{"IFLA_PERM_ADDRESS 2001:db8::1"}},
		{
			"bridge port", newLink, ifinfo(7, 1), nest(12|nested, attr(1, 3), attr(13, 0x80, 0, 2, 0, 0, 0, 0, 1)),
			[]string{
				"IFLA_PROTINFO", "IFLA_BRPORT_STATE BR_STATE_FORWARDING",
				"IFLA_BRPORT_ROOT_ID {prio=32768 addr=02:00:00:00:00:01}",
			},
		},
		{
			"IPv6 settings", newLink, ifinfo(10, 1), nest(12, attr(8, 1)),
			[]string{"IFLA_PROTINFO", "IFLA_INET6_ADDR_GEN_MODE IN6_ADDR_GEN_MODE_NONE"},
		},
		{
			"VLANs of a bridge port", newLink, ifinfo(7, 1), nest(26|nested, attr(0, 1, 0), attr(2, 6, 0, 10, 0)),
			[]string{
				"IFLA_AF_SPEC", "IFLA_BRIDGE_FLAGS BRIDGE_FLAGS_MASTER",
				"IFLA_BRIDGE_VLAN_INFO {flags=BRIDGE_VLAN_INFO_PVID|BRIDGE_VLAN_INFO_UNTAGGED vid=10}",
			},
		},
		{
			"IPv4 settings as reported", newLink, ifinfo(0, 1), nest(26, nest(2, attr(1, 1, 0, 0, 0, 0, 0, 0, 0))),
			[]string{"IFLA_AF_SPEC", "AF_INET",
				"IFLA_INET_CONF [IPV4_DEVCONF_FORWARDING=1 IPV4_DEVCONF_MC_FORWARDING=0]"},
		},
		{
			"IPv4 settings as requested", newLink, ifinfo(0, 1), nest(26, nest(2, nest(1|nested, attr(8, u32(2)...)))),
			[]string{"IFLA_AF_SPEC", "AF_INET", "IFLA_INET_CONF", "IPV4_DEVCONF_RP_FILTER 2"},
		},
		{
			"virtual function", newLink, ifinfo(0, 1),
			nest(22, nest(1, attr(5, append(u32(0), u32(2)...)...), nest(8, attr(0, u64(7)...)))),
			[]string{
				"IFLA_VFINFO_LIST", "IFLA_VF_INFO", "IFLA_VF_LINK_STATE {vf=0 link_state=IFLA_VF_LINK_STATE_DISABLE}",
				"IFLA_VF_STATS", "IFLA_VF_STATS_RX_PACKETS 7",
			},
		},
		{
			"statistics of offloads", newStats, make([]byte, 12), nest(4, nest(2, nest(3, attr(2, 1)))),
			[]string{
				"IFLA_STATS_LINK_OFFLOAD_XSTATS", "IFLA_OFFLOAD_XSTATS_HW_S_INFO", "IFLA_OFFLOAD_XSTATS_L3_STATS",
				"IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED true",
			},
		},
		{
			"request for statistics", getStats, make([]byte, 12), nest(1, attr(4, u32(4)...)),
			[]string{"IFLA_STATS_GET_FILTERS", "IFLA_STATS_LINK_OFFLOAD_XSTATS IFLA_OFFLOAD_XSTATS_L3_STATS"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := text(t, c.typ, c.header, c.attr)[1:] // the fixed struct
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}
