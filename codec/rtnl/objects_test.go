package rtnl

import (
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// TestObjectLayouts decodes messages that iproute2 6.1 sent, and the kernel 6.1 answered with, on little-endian
// machines.
func TestObjectLayouts(t *testing.T) {
	for _, c := range []struct {
		name    string
		message string // hexadecimal, from nlmsghdr on
		want    []string
	}{
		{
			"label stacks of an MPLS route, in its next hops too",
			"60000000180005069679016b000000001c140000fe0300010000000008000100000651003c0009001c00000000000000" +
				"08001300000c91000a00120002000a01000200001c0000000000000008001300000ca1000a00120002000a020002bd85",
			[]string{
				"RTA_DST 101",
				"RTA_MULTIPATH",
				"rtnexthop rtnh_flags=0 rtnh_hops=0 rtnh_ifindex=0",
				"RTA_NEWDST 201",
				"RTA_VIA {rtvia_family=AF_INET rtvia_addr=10.1.0.2}",
				"rtnexthop rtnh_flags=0 rtnh_hops=0 rtnh_ifindex=0",
				"RTA_NEWDST 202",
				"RTA_VIA {rtvia_family=AF_INET rtvia_addr=10.2.0.2}",
			},
		},
		{
			"encapsulation before its type",
			"74000000180005069579016b000000000a400000fe030001000000001400010020010db8000100000000000000000000" +
				"3400168030000100010000000004040101000000fc000000000000000000000000000002fc0000000000000000000000" +
				"0000000106001500050000000800040002000000",
			[]string{
				"RTA_DST 2001:db8:1::",
				"RTA_ENCAP",
				"SEG6_IPTUNNEL_SRH {mode=SEG6_IPTUN_MODE_ENCAP nexthdr=IPPROTO_IP hdrlen=4 type=4 segments_left=1 " +
					"first_segment=1 flags=0 tag=0 segments=[fc00::2 fc00::1]}",
				"RTA_ENCAP_TYPE LWTUNNEL_ENCAP_SEG6",
				"RTA_OIF 2",
			},
		},
		{
			"request for a group",
			"50000000540005069879016b000000000700000002000000200001000400000000000000ff0e00000000000000000000" +
				"0000000186dd0000180002801400010020010db8000000000000000000000001",
			[]string{
				"MDBA_SET_ENTRY {ifindex=4 state=MDB_TEMPORARY flags=0 vid=0 addr={u=ff0e::1 proto=ETH_P_IPV6}}",
				"MDBA_SET_ENTRY_ATTRS",
				"MDBE_ATTR_SOURCE 2001:db8::1",
			},
		},
		{
			"groups, which the kernel dumps as RTM_GETMDB",
			"a800000056000200010000008c0000000000000002000000900001002c000100280001000200000000000000ff020000" +
				"00000000000000000000006a86dd000008000100ee4000002c000100280001000200000000000000ff02000000000000" +
				"00000001ffd3b16c86dd000008000100ee40000034000100300001000300000001000000ef0101010000000000000000" +
				"000000000800000008000100000000000500050004000000",
			[]string{
				"MDBA_MDB",
				"MDBA_MDB_ENTRY",
				"MDBA_MDB_ENTRY_INFO",
				"br_mdb_entry ifindex=2 state=MDB_TEMPORARY flags=0 vid=0 addr={u=ff02::6a proto=ETH_P_IPV6}",
				"MDBA_MDB_EATTR_TIMER 16622 (2m46.22s)",
				"MDBA_MDB_ENTRY",
				"MDBA_MDB_ENTRY_INFO",
				"br_mdb_entry ifindex=2 state=MDB_TEMPORARY flags=0 vid=0 addr={u=ff02::1:ffd3:b16c proto=ETH_P_IPV6}",
				"MDBA_MDB_EATTR_TIMER 16622 (2m46.22s)",
				"MDBA_MDB_ENTRY",
				"MDBA_MDB_ENTRY_INFO",
				"br_mdb_entry ifindex=3 state=MDB_PERMANENT flags=0 vid=0 addr={u=239.1.1.1 proto=ETH_P_IP}",
				"MDBA_MDB_EATTR_TIMER 0",
				"MDBA_MDB_EATTR_RTPROT RTPROT_STATIC",
			},
		},
		{
			"application priority",
			"2c0000004f0005009979016b0000000000140000070001007630000010000d800c0003800800010005030300",
			[]string{
				"DCB_ATTR_IFNAME v0",
				"DCB_ATTR_IEEE",
				"DCB_ATTR_IEEE_APP_TABLE",
				"DCB_ATTR_IEEE_APP {selector=IEEE_8021QAZ_APP_SEL_DSCP priority=3 protocol=3}",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := hex.DecodeString(c.message)
			if err != nil {
				t.Fatal(err)
			}
			typ := uint16(b[4]) | uint16(b[5])<<8
			flags := uint16(b[6]) | uint16(b[7])<<8
			got := objectText(t, typ, flags, b[codec.HeaderLen:])
			if got, want := strings.Join(got[1:], "\n"), strings.Join(c.want, "\n"); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// TestDumpRequestsStartingWithIfinfomsg holds that old iproute2's dumps of anything are read as they are meant.
func TestDumpRequestsStartingWithIfinfomsg(t *testing.T) {
	const dump = 0x301 // NLM_F_REQUEST | NLM_F_DUMP
	for _, typ := range []uint16{22, 26, 30, 34, 66, 74, 82, 86, 90} {
		body := append(ifinfo(7, 0), attr(29, 1, 0, 0, 0)...)
		got := objectText(t, typ, dump, body)
		if !strings.HasPrefix(got[0], "ifinfomsg ") || len(got) != 2 || got[1] != "IFLA_EXT_MASK RTEXT_FILTER_VF" {
			t.Errorf("type %d: got %q", typ, got)
		}
	}
	got := objectText(t, 30, dump, append([]byte{7, 11: 0}, attr(9, 5, 0, 0, 0)...))
	if want := "NDA_MASTER 5"; len(got) != 2 || got[1] != want {
		t.Errorf("ndmsg with an attribute: got %q, want %q", got, want)
	}
}

// TestLayoutsThatTheMessageDecides holds that one attribute is read in the ways the kernel uses it.
func TestLayoutsThatTheMessageDecides(t *testing.T) {
	rtmsg := func(family byte) []byte { return []byte{family, 11: 0} }
	for _, c := range []struct {
		name string
		typ  uint16
		body []byte
		want string
	}{
		{"seconds", 24, append(rtmsg(10), attr(23, 44, 1, 0, 0)...), "RTA_EXPIRES 300 (5m0s)"},
		{"ticks", 24, append(rtmsg(128), attr(23, 44, 1, 0, 0, 0, 0, 0, 0)...), "RTA_EXPIRES 300 (3s)"},
		{"MCTP destination", 24, append(rtmsg(45), attr(1, 9)...), "RTA_DST 9"},
		{"MCTP gateway", 24, append(rtmsg(45), attr(5, 1, 0, 0, 0, 9, 0, 0, 0)...), "RTA_GATEWAY {net=1 eid=9}"},
		{"Phonet address", 20, append([]byte{35, 7: 0}, attr(2, 108)...), "IFA_LOCAL 108"},
		{"IPv4 report", 96, append([]byte{128, 3: 0}, attr(3, 10, 0, 0, 1)...), "IPMRA_CREPORT_SRC_ADDR 10.0.0.1"},
		{"IPv6 report", 96, append([]byte{129, 3: 0}, attr(2, 3, 0, 0, 0)...), "IP6MRA_CREPORT_MIF_ID 3"},
		{"DCB status", 79, append([]byte{0, 20, 0, 0}, attr(13, 0)...), "DCB_ATTR_IEEE 0"},
		{
			"not a namespace id", 88, append([]byte{3: 0}, attr(1, 255, 255, 255, 255)...),
			"NETNSA_NSID NETNSA_NSID_NOT_ASSIGNED",
		},
	} {
		got := objectText(t, c.typ, 0, c.body)
		if len(got) != 2 || got[1] != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// objectText decodes a message and returns the lines of its text after the nlmsghdr, without their indentation.
func objectText(t *testing.T, typ, flags uint16, body []byte) []string {
	t.Helper()
	h := codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: typ, Flags: flags}
	d := codec.Decoder{Registry: codec.NewRegistry(Protocol)}
	var m codec.Message
	if err := d.Decode(&m, codec.Context{}, append(h.Append(nil, false), body...)); err != nil {
		t.Fatalf("type %d: %v", typ, err)
	}
	var lines []string
	for line := range strings.Lines(string(form.Text.Append(nil, &m))) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines[1:]
}
