package form_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/form/text"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/codectest"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// TestFormsOfMessages writes whole messages in all forms: headers of each kind, generic netlink with and without names,
// errors and what they quote, and what is no message.
func TestFormsOfMessages(t *testing.T) {
	reg := tables.Registry()
	resolver := codec.NewResolver()
	resolver.Set(reg, 0x1c, "nl80211")
	resolver.Set(reg, 40, "unheard")
	d := codec.Decoder{Registry: reg, Resolver: resolver}
	const pyEnd = `, 'error': None}`
	for _, c := range []struct {
		what, hex      string
		protocol       int
		text, json, py string
	}{
		{"a request without flags", "20000000 1200 0000 01000000 63000000 00000000 03000000 00000000 00000000", 0,
			"RTM_GETLINK len=32 seq=1 pid=99\n" +
				"  ifinfomsg ifi_family=AF_UNSPEC ifi_type=ARPHRD_NETROM ifi_index=3 ifi_flags=0 ifi_change=0",
			`{"protocol":"NETLINK_ROUTE","header":{"len":32,"type":"RTM_GETLINK","flags":[],"seq":1,"pid":99},` +
				`"ifinfomsg":{"ifi_family":"AF_UNSPEC","ifi_type":"ARPHRD_NETROM","ifi_index":3,"ifi_flags":[],` +
				`"ifi_change":[]}}`,
			`{'family': 0, 'ifi_type': 0, 'index': 3, 'flags': 0, 'change': 0, 'attrs': [], ` +
				`'header': {'length': 32, 'type': 18, 'flags': 0, 'sequence_number': 1, 'pid': 99` + pyEnd + `, ` +
				`'nl_protocol': 'NETLINK_ROUTE', 'event': 'RTM_GETLINK'}`},
		{"a type that no table has", "14000000 a00f 0100 01000000 00000000 01020304", 0,
			"NETLINK_ROUTE type 4000 len=20 flags=NLM_F_REQUEST seq=1 pid=0\n  octets: 01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":20,"type":4000,"flags":["NLM_F_REQUEST"],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"01020304"}]}`,
			`{'attrs': [('TAIL', '01020304')], 'header': {'length': 20, 'type': 4000, 'flags': 1, ` +
				`'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE'}`},
		{"a protocol that no table has", "10000000 a00f 0103 01000000 00000000", -1,
			"type 4000 len=16 flags=NLM_F_REQUEST|NLM_F_DUMP seq=1 pid=0",
			`{"header":{"len":16,"type":4000,"flags":["NLM_F_REQUEST","NLM_F_DUMP"],"seq":1,"pid":0}}`, ""},
		{"a command", "1c000000 1c00 0500 01000000 00000000 05 01 0000 0800 0300 03000000", 16,
			"NL80211_CMD_GET_INTERFACE family=nl80211 len=28 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n  " +
				"NL80211_ATTR_IFINDEX 3",
			`{"protocol":"NETLINK_GENERIC","header":{"len":28,"type":28,"flags":["NLM_F_REQUEST","NLM_F_ACK"],` +
				`"seq":1,"pid":0},` +
				`"family":"nl80211","genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":1},` +
				`"attrs":[{"attr":"NL80211_ATTR_IFINDEX","value":3}]}`,
			`{'cmd': 5, 'version': 1, 'reserved': 0, 'attrs': [('NL80211_ATTR_IFINDEX', 3)], ` +
				`'header': {'length': 28, 'type': 28, 'flags': 5, 'sequence_number': 1, 'pid': 0` + pyEnd + `, ` +
				`'nl_protocol': 'NETLINK_GENERIC', 'genl_family': 'nl80211', 'event': 'NL80211_CMD_GET_INTERFACE'}`},
		{"a command without a name", "1c000000 1c00 0000 01000000 00000000 fa 02 0304 0800 0300 03000000", 16,
			"nl80211 command 250 len=28 seq=1 pid=0\n  NL80211_ATTR_IFINDEX 3",
			`{"protocol":"NETLINK_GENERIC","header":{"len":28,"type":28,"flags":[],"seq":1,"pid":0},` +
				`"family":"nl80211","genlmsghdr":{"cmd":250,"version":2,"reserved":1027},` +
				`"attrs":[{"attr":"NL80211_ATTR_IFINDEX","value":3}]}`, ""},
		{"a family that only the capture knows", "1c000000 2800 0000 01000000 00000000 07 01 0000 0800 0300 03000000",
			16,
			"unheard command 7 len=28 seq=1 pid=0\n  3 hex:03000000",
			`{"protocol":"NETLINK_GENERIC","header":{"len":28,"type":40,"flags":[],"seq":1,"pid":0},` +
				`"family":"unheard","genlmsghdr":{"cmd":7,"version":1},"attrs":[{"attr":3,"hex":"03000000"}]}`,
			`{'cmd': 7, 'version': 1, 'reserved': 0, 'attrs': [('UNKNOWN', {'header': {'length': 8, 'type': 3}, ` +
				`'data': '03000000'})], ` +
				`'header': {'length': 28, 'type': 40, 'flags': 0, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_GENERIC', 'genl_family': 'unheard'}`},
		{"a family that nobody knows", "14000000 2900 0000 01000000 00000000 07 01 0000", 16,
			"family 41 command 7 len=20 seq=1 pid=0",
			`{"protocol":"NETLINK_GENERIC","header":{"len":20,"type":41,"flags":[],"seq":1,"pid":0},` +
				`"genlmsghdr":{"cmd":7,"version":1}}`, ""},
		{"a family without a command", "12000000 1c00 0000 01000000 00000000 0701", 16,
			"nl80211 len=18 seq=1 pid=0\n  octets: 0701",
			`{"protocol":"NETLINK_GENERIC","header":{"len":18,"type":28,"flags":[],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"0701"}]}`, ""},
		{"an acknowledgement", "24000000 0200 0001 01000000 00000000 00000000 20000000 1000 0500 01000000 00000000", 0,
			"NLMSG_ERROR len=36 flags=NLM_F_CAPPED seq=1 pid=0\n  nlmsgerr error=0\n" +
				"  in reply to RTM_NEWLINK len=32 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0",
			`{"protocol":"NETLINK_ROUTE","header":{"len":36,"type":"NLMSG_ERROR","flags":["NLM_F_CAPPED"],"seq":1,` +
				`"pid":0},` +
				`"nlmsgerr":{"error":0},"msg":{"header":{"len":32,"type":"RTM_NEWLINK","flags":["NLM_F_REQUEST",` +
				`"NLM_F_ACK"],"seq":1,"pid":0}}}`, ""},
		{"an error about a request",
			"2c000000 0200 0000 01000000 00000000 efffffff 18000000 1400 0500 01000000 00000000 02180000 03000000", 0,
			"NLMSG_ERROR len=44 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to RTM_NEWADDR len=24 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n" +
				"    ifaddrmsg ifa_family=AF_INET ifa_prefixlen=24 ifa_flags=0 ifa_scope=RT_SCOPE_UNIVERSE ifa_index=3",
			`{"protocol":"NETLINK_ROUTE","header":{"len":44,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},` +
				`"msg":{"header":{"len":24,"type":"RTM_NEWADDR","flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,` +
				`"pid":0},` +
				`"ifaddrmsg":{"ifa_family":"AF_INET","ifa_prefixlen":24,"ifa_flags":[],` +
				`"ifa_scope":"RT_SCOPE_UNIVERSE","ifa_index":3}}}`,
			`{'error': -17, 'msg': {'family': 2, 'prefixlen': 24, 'flags': 0, 'scope': 0, 'index': 3, 'attrs': [], ` +
				`'header': {'length': 24, 'type': 20, 'flags': 5, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE', 'event': 'RTM_NEWADDR'}, 'attrs': [], ` +
				`'header': {'length': 44, 'type': 2, 'flags': 0, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE', 'event': 'NLMSG_ERROR'}`},
		{"an error about what no table has",
			"28000000 0200 0000 01000000 00000000 efffffff 14000000 a00f 0500 01000000 00000000 01020304", 0,
			"NLMSG_ERROR len=40 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to NETLINK_ROUTE type 4000 len=20 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n    01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":40,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},` +
				`"msg":{"header":{"len":20,"type":4000,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"01020304"}]}}`,
			`{'error': -17, 'msg': {'attrs': [('TAIL', '01020304')], ` +
				`'header': {'length': 20, 'type': 4000, 'flags': 5, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE'}, 'attrs': [], ` +
				`'header': {'length': 40, 'type': 2, 'flags': 0, 'sequence_number': 1, 'pid': 0, 'error': None}, ` +
				`'nl_protocol': 'NETLINK_ROUTE', 'event': 'NLMSG_ERROR'}`},
		{"an error about a command",
			"30000000 0200 0000 01000000 00000000 edffffff 1c000000 1c00 0500 01000000 00000000 05 01 0000 0800 " +
				"0300 03000000", 16,
			"NLMSG_ERROR len=48 seq=1 pid=0\n  nlmsgerr error=-19 (ENODEV)\n" +
				"  in reply to NL80211_CMD_GET_INTERFACE family=nl80211 len=28 flags=NLM_F_REQUEST|NLM_F_ACK " +
				"seq=1 pid=0\n" +
				"    NL80211_ATTR_IFINDEX 3",
			`{"protocol":"NETLINK_GENERIC","header":{"len":48,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-19},` +
				`"msg":{"header":{"len":28,"type":28,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0},` +
				`"family":"nl80211",` +
				`"genlmsghdr":{"cmd":"NL80211_CMD_GET_INTERFACE","version":1},` +
				`"attrs":[{"attr":"NL80211_ATTR_IFINDEX","value":3}]}}`, ""},
		{"an error about a family that nobody knows",
			"28000000 0200 0000 01000000 00000000 feffffff 14000000 2900 0500 01000000 00000000 07 01 0000", 16,
			"NLMSG_ERROR len=40 seq=1 pid=0\n  nlmsgerr error=-2 (ENOENT)\n" +
				"  in reply to family 41 command 7 len=20 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0",
			`{"protocol":"NETLINK_GENERIC","header":{"len":40,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-2},` +
				`"msg":{"header":{"len":20,"type":41,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0},` +
				`"genlmsghdr":{"cmd":7,"version":1}}}`, ""},
		{"an error alone", "14000000 0200 0000 01000000 00000000 efffffff", 0,
			"NLMSG_ERROR len=20 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)",
			`{"protocol":"NETLINK_ROUTE","header":{"len":20,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17}}`, ""},
		{"an error that quotes half a header", "1c000000 0200 0000 01000000 00000000 efffffff 20000000 1000 0500", 0,
			"NLMSG_ERROR len=28 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n  octets: 2000000010000500",
			`{"protocol":"NETLINK_ROUTE","header":{"len":28,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},` +
				`"attrs":[{"tail":"2000000010000500"}]}`, ""},
		{"an error that quotes less than there was",
			"28000000 0200 0000 01000000 00000000 efffffff 18000000 1400 0500 01000000 00000000 02180000", 0,
			"NLMSG_ERROR len=40 seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to RTM_NEWADDR len=24 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n" +
				"    ifaddrmsg ifa_family=AF_INET ifa_prefixlen=24 ifa_flags=0 ifa_scope=RT_SCOPE_UNIVERSE",
			`{"protocol":"NETLINK_ROUTE","header":{"len":40,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},` +
				`"msg":{"header":{"len":24,"type":"RTM_NEWADDR","flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,` +
				`"pid":0},` +
				`"ifaddrmsg":{"ifa_family":"AF_INET","ifa_prefixlen":24,"ifa_flags":[],` +
				`"ifa_scope":"RT_SCOPE_UNIVERSE","hex":"02180000"}}}`, ""},
		{"a quoted header with text after it",
			"30000000 0200 0003 01000000 00000000 efffffff 20000000 1000 0500 01000000 00000000 0b00 0100 " +
				"6e6f2077617900 00", 0,
			"NLMSG_ERROR len=48 flags=NLM_F_CAPPED|NLM_F_ACK_TLVS seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to RTM_NEWLINK len=32 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n  NLMSGERR_ATTR_MSG " +
				"\"no way\"",
			`{"protocol":"NETLINK_ROUTE","header":{"len":48,"type":"NLMSG_ERROR","flags":["NLM_F_CAPPED",` +
				`"NLM_F_ACK_TLVS"],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},"msg":{"header":{"len":32,"type":"RTM_NEWLINK","flags":["NLM_F_REQUEST",` +
				`"NLM_F_ACK"],"seq":1,"pid":0}},` +
				`"attrs":[{"attr":"NLMSGERR_ATTR_MSG","value":"no way"}]}`, ""},
		{"a quoted message of odd length, and text",
			"38000000 0200 0002 01000000 00000000 efffffff 15000000 a00f 0500 01000000 00000000 0102030405 000000 " +
				"0b00 0100 6e6f2077617900 00", 0,
			"NLMSG_ERROR len=56 flags=NLM_F_ACK_TLVS seq=1 pid=0\n  nlmsgerr error=-17 (EEXIST)\n" +
				"  in reply to NETLINK_ROUTE type 4000 len=21 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n    " +
				"0102030405\n" +
				"  NLMSGERR_ATTR_MSG \"no way\"",
			`{"protocol":"NETLINK_ROUTE","header":{"len":56,"type":"NLMSG_ERROR","flags":["NLM_F_ACK_TLVS"],` +
				`"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-17},"msg":{"header":{"len":21,"type":4000,"flags":["NLM_F_REQUEST",` +
				`"NLM_F_ACK"],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"0102030405"}]},"attrs":[{"attr":"NLMSGERR_ATTR_MSG","value":"no way"}]}`, ""},
		{"a quoted message without text after it",
			"28000000 0200 0000 01000000 00000000 00000000 10000000 a00f 0500 01000000 00000000 01020304", 0,
			"NLMSG_ERROR len=40 seq=1 pid=0\n  nlmsgerr error=0\n" +
				"  in reply to NETLINK_ROUTE type 4000 len=16 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0\n  " +
				"octets: 01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":40,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":0},` +
				`"msg":{"header":{"len":16,"type":4000,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0}},` +
				`"attrs":[{"tail":"01020304"}]}`, ""},
		{"a control message that is quoted",
			"24000000 0200 0000 01000000 00000000 eaffffff 10000000 0300 0500 01000000 00000000", 0,
			"NLMSG_ERROR len=36 seq=1 pid=0\n  nlmsgerr error=-22 (EINVAL)\n" +
				"  in reply to NETLINK_ROUTE type 3 len=16 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0",
			`{"protocol":"NETLINK_ROUTE","header":{"len":36,"type":"NLMSG_ERROR","flags":[],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-22},` +
				`"msg":{"header":{"len":16,"type":3,"flags":["NLM_F_REQUEST","NLM_F_ACK"],"seq":1,"pid":0}}}`, ""},
		{"the end of a dump with text", "20000000 0300 0202 01000000 00000000 feffffff 0b00 0100 6e6f2077617900 00", 0,
			"NLMSG_DONE len=32 flags=NLM_F_MULTI|NLM_F_ACK_TLVS seq=1 pid=0\n  nlmsgerr error=-2 (ENOENT)\n  " +
				"NLMSGERR_ATTR_MSG \"no way\"",
			`{"protocol":"NETLINK_ROUTE","header":{"len":32,"type":"NLMSG_DONE","flags":["NLM_F_MULTI",` +
				`"NLM_F_ACK_TLVS"],"seq":1,"pid":0},` +
				`"nlmsgerr":{"error":-2},"attrs":[{"attr":"NLMSGERR_ATTR_MSG","value":"no way"}]}`, ""},
		{"the end of a dump with octets", "18000000 0300 0200 01000000 00000000 00000000 01020304", 0,
			"NLMSG_DONE len=24 flags=NLM_F_MULTI seq=1 pid=0\n  nlmsgerr error=0\n  octets: 01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":24,"type":"NLMSG_DONE","flags":["NLM_F_MULTI"],"seq":1,` +
				`"pid":0},` +
				`"nlmsgerr":{"error":0},"attrs":[{"tail":"01020304"}]}`, ""},
		{"an overrun with octets", "14000000 0400 0000 01000000 00000000 01020304", 0,
			"NLMSG_OVERRUN len=20 seq=1 pid=0\n  octets: 01020304",
			`{"protocol":"NETLINK_ROUTE","header":{"len":20,"type":"NLMSG_OVERRUN","flags":[],"seq":1,"pid":0},` +
				`"attrs":[{"tail":"01020304"}]}`, ""},
		{"too short for a header", "0800 0000 1000", 0, "NETLINK_ROUTE len=6\n  octets: 080000001000\n" +
			"  ! 6 octets are too few for the 16 of a header (at octet 0)",
			`{"protocol":"NETLINK_ROUTE","hex":"080000001000","faults":["6 octets are too few for the 16 of a ` +
				`header (at octet 0)"]}`,
			`{'hex': '080000001000'}`},
		{"the same of an unknown protocol", "0800", -1, "len=2\n  octets: 0800\n" +
			"  ! 2 octets are too few for the 16 of a header (at octet 0)",
			`{"hex":"0800","faults":["2 octets are too few for the 16 of a header (at octet 0)"]}`, ""},
	} {
		var m codec.Message
		_ = d.Decode(&m, codec.Context{Protocol: c.protocol}, codectest.Octets(t, c.hex)) // some are faulty on purpose
		if got := string(form.Text.Append(nil, &m)); got != c.text {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.text)
		}
		if got := string(form.JSON.Append(nil, &m)); got != c.json {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.json)
		}
		if err := nlgen.Check(&d, codec.Context{Protocol: c.protocol}, codectest.Octets(t, c.hex)); err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		if got := string(form.Pyroute2.Append(nil, &m)); c.py != "" && got != c.py {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.py)
		}
		first, _, _ := strings.Cut(c.text, "\n")
		if got := string(text.AppendHeader(nil, &m, text.Style{})); got != first {
			t.Errorf("%s: the header is %s, want %s", c.what, got, first)
		}
	}
}
