package filter_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
)

// matches asserts whether an expression holds of a message.
func matches(t *testing.T, in *filter.Input, expression string, want bool) {
	t.Helper()
	p, err := filter.Compile(tables.Registry(), expression)
	if err != nil {
		t.Errorf("%s: %v", expression, err)
		return
	}
	if got, err := p.Matcher().Match(in); err != nil || got != want {
		t.Errorf("%s: %v, %v", expression, got, err)
	}
}

// decoded decodes octets of a protocol, of which the capture may lack some.
func decoded(t *testing.T, protocol int, b []byte, missing ...codec.Span) *codec.Message {
	t.Helper()
	d := codec.Decoder{Registry: tables.Registry(), Resolver: codec.NewResolver()}
	d.Resolver.Set(d.Registry, 27, "nl80211")
	m := new(codec.Message)
	_ = d.Decode(m, codec.Context{Protocol: protocol, Missing: missing}, b) // some are faulty on purpose
	return m
}

// header is a message without a payload but the one given.
func header(typ, flags uint16, payload ...byte) []byte {
	h := codec.Header{Len: uint32(codec.HeaderLen + len(payload)), Type: typ, Flags: flags, Seq: 7, PortID: 99}
	return append(h.Append(nil, false), payload...)
}

// TestVariables asks for each name outside attr, of a message that has it and of one that does not.
func TestVariables(t *testing.T) {
	link := &filter.Input{Message: newLink(t), Direction: "received", Pid: 4711, Comm: "ip", FD: 0, Record: 5,
		Time: time.Unix(1700000000, 500000000), Elapsed: 1500 * time.Millisecond}
	wiphy := &filter.Input{Message: decoded(t, 16, header(27, 5, 1, 0, 0, 0)), FD: -1}
	command := &filter.Input{Message: decoded(t, 16, header(27, 5, 250, 0, 0, 0)), FD: -1}
	done := &filter.Input{Message: decoded(t, 16, header(codec.TypeDone, 2, 0, 0, 0, 0)), FD: -1}
	refused := &filter.Input{Message: decoded(t, 0, header(codec.TypeError, 0, 0xef, 0xff, 0xff, 0xff)), FD: -1}
	odd := &filter.Input{Message: decoded(t, 0, header(4000, 0, 1, 2, 3, 4)), FD: -1}
	unknown := &filter.Input{Message: decoded(t, -1, header(4000, 0)), FD: -1}
	short := &filter.Input{Message: decoded(t, 16, header(27, 0)), FD: -1}
	for _, c := range []struct {
		in         *filter.Input
		expression string
		want       bool
	}{
		{link, `type == "RTM_NEWLINK" && number == 16 && flags == 0x605 && seq == 7 && port == 99`, true},
		{link, fmt.Sprintf(`len == %d`, len(link.Message.Bytes())), true},
		{link, `pid == 4711 && comm == "ip" && fd == 0 && record == 5 && direction == "received"`, true},
		{link, `time == 1700000000.5 && took == 1.5`, true},
		{link, `proto == "NETLINK_ROUTE" && cmd == nil && family == nil && error == nil && faults == 0`, true},
		{wiphy, `type == "NL80211_CMD_GET_WIPHY" && cmd == "NL80211_CMD_GET_WIPHY" && number == 27`, true},
		{wiphy, `proto == "NETLINK_GENERIC" && family == "nl80211"`, true},
		{wiphy, `pid == 99 && port == 99`, true}, // of the message, where the capture knows no program
		{wiphy, `fd == nil && comm == nil && direction == nil && time == nil`, true},
		{wiphy, `took == 0 && record == 0`, true},
		{command, `cmd == "250" && cmd == 250 && type == "27" && type == 27 && type != 28`, true},
		{done, `type == "NLMSG_DONE" && cmd == nil && error == 0`, true},
		{refused, `error == "EEXIST" && error == 17 && type == "NLMSG_ERROR"`, true},
		{refused, `error == "ENOENT"`, false},
		{odd, `type == "4000" && error == nil && proto == "NETLINK_ROUTE"`, true},
		{unknown, `type == "4000" && proto == nil && cmd == nil && family == nil`, true},
		{short, `cmd == nil && type == "27" && family == "nl80211"`, true},
		{&filter.Input{Message: decoded(t, 0, header(16, 0, append(make([]byte, 16), 5, 0, 4, 0)...))}, `faults == 1`,
			true},
	} {
		matches(t, c.in, c.expression, c.want)
	}
}

// TestUntoldVariables compares with nothing what the capture does not tell.
func TestUntoldVariables(t *testing.T) {
	b := header(16, 5, make([]byte, 16)...)
	for _, c := range []struct {
		name     string
		from, to int
		told     string // what the capture says in its place
		same     string // is still told
	}{
		{"len", 0, 4, "", "number == 16 && flags == 5"},
		{"number", 4, 6, "", "len == 32 && flags == 5"},
		{"flags", 6, 8, "", "number == 16 && seq == 7"},
		{"seq", 8, 12, "", "flags == 5 && port == 99"},
		{"port", 12, 16, "", "seq == 7 && ifi_index == 0"},
		{"pid", 12, 16, "", "seq == 7 && ifi_index == 0"},
		{"ifi_index", 20, 24, "", "port == 99 && ifi_flags == 0"},
	} {
		in := &filter.Input{Message: decoded(t, 0, b, codec.Span{From: c.from, To: c.to})}
		matches(t, in, c.name+" == nil && "+c.same, true)
		matches(t, in, c.name+" == 0 || "+c.name+" > 0 || "+c.name+" <= 0", false)
	}
	in := &filter.Input{Message: decoded(t, 0, b, codec.Span{From: 4, To: 6, Text: "RTM_NEWTHING"})}
	matches(t, in, `"RTM_NEWTHING" == type + ""`, true)
	in = &filter.Input{Message: decoded(t, 0, b, codec.Span{From: 4, To: 6})}
	matches(t, in, `type == nil`, true)
}

// TestAttributeValues compares attributes of each kind, at every depth, and the members of those that are structs.
func TestAttributeValues(t *testing.T) {
	route := &filter.Input{Message: message(t, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWROUTE", Fixed: map[string]any{"family": "AF_INET", "dst_len": 24},
		Attrs: []codec.A{
			{Name: "RTA_DST", Value: "10.0.0.0"}, {Name: "RTA_GATEWAY", Value: "10.1.2.3"},
			{Name: "RTA_CACHEINFO", Value: map[string]any{"rta_clntref": 2, "rta_expires": -1, "rta_used": 3}},
			{Name: "RTA_METRICS", Value: []codec.A{{Name: "RTAX_MTU", Value: 1300}}},
			{Name: "RTA_ENCAP_TYPE", Value: "LWTUNNEL_ENCAP_MPLS"},
			{Name: "RTA_ENCAP", Value: []codec.A{{Name: "MPLS_IPTUNNEL_DST", Value: "100/200"}}},
		},
	})}
	link := &filter.Input{Message: message(t, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Fixed: map[string]any{"ifi_index": -1},
		Attrs: []codec.A{
			{Name: "IFLA_TARGET_NETNSID", Value: -2}, {Name: "IFLA_PHYS_PORT_ID", Value: []byte{1, 0xab}},
			{Name: "IFLA_STATS64", Value: map[string]any{"rx_packets": uint64(1<<63 + 5)}},
			{Name: "IFLA_MTU", Value: uint32(1<<32 - 1)}, {Name: "IFLA_CARRIER", Value: 1},
		},
	})}
	for _, c := range []struct {
		in         *filter.Input
		expression string
		want       bool
	}{
		{route, `attr.RTA_DST == "10.0.0.0" && attr.gateway == "10.1.2.3" && attr.gateway != "10.1.2.4"`, true},
		{route, `attr.RTA_CACHEINFO.rta_clntref == 2 && attr.RTA_CACHEINFO.rta_used == 3`, true},
		{route, `attr.RTA_CACHEINFO.rta_used > 3`, false},
		{route, `attr.RTA_METRICS == true && attr.RTA_METRICS.RTAX_MTU == 1300 && attr.metrics.mtu == 1300`, true},
		{route, `attr[8][2] == 1300 && attr["metrics"][2] < 1301`, true},
		{route, `attr.RTA_METRICS.RTAX_WINDOW == nil`, true},
		{route, `attr.RTA_ENCAP_TYPE == "LWTUNNEL_ENCAP_MPLS"`, true},
		{route, `"RTA_METRICS" in attr && not ("RTA_PREFSRC" in attr)`, true},
		{route, `"10.0.0.0" == attr.RTA_DST && 1301 > attr.RTA_METRICS.RTAX_MTU && "RTM_NEWROUTE" == type`, true},
		{route, `attr.RTA_DST startsWith "10." && attr.RTA_DST endsWith ".0" && attr.RTA_DST contains "0.0"`, true},
		{route, `attr.RTA_IIF contains "x" || attr.RTA_IIF startsWith "x" || attr.RTA_IIF matches "x"`, false},
		{route, `attr.RTA_IIF matches "^$" || attr.RTA_IIF contains "" || attr.RTA_IIF endsWith ""`, false},
		{route, `not (attr.RTA_IIF contains "x") && not (attr.RTA_IIF startsWith "x") && not (attr.RTA_IIF ` +
			`endsWith "x")`, true},
		{route, `attr.RTA_METRICS.RTAX_MTU - 300 == 1000 && attr.RTA_METRICS.RTAX_MTU * 2 == 2600`, true},
		{route, `attr.RTA_METRICS.RTAX_MTU / 2 == 650 && attr.RTA_METRICS.RTAX_MTU % 1000 == 300`, true},
		{route, `attr.RTA_OIF < 5 || attr.RTA_OIF >= 5 || attr.RTA_OIF - 1 < 5 || 5 > attr.RTA_OIF || 5 <= ` +
			`attr.RTA_OIF`, false},
		{route, `rtm_dst_len == 24 && rtm_family == "AF_INET" && "AF_INET6" != rtm_family`, true},
		{link, `attr.IFLA_TARGET_NETNSID == -2`, true},
		{link, `attr.IFLA_PHYS_PORT_ID == "01ab"`, true},
		{link, `attr.IFLA_STATS64.rx_packets > 9000000000000000000.0`, true},
		{link, `attr.IFLA_STATS64.tx_packets == 0 && attr.IFLA_STATS.rx_packets == nil`, true},
		{link, `attr.IFLA_MTU == 4294967295`, true},
		{link, `let name = attr.IFLA_MTU; name == 4294967295 && attr.IFLA_CARRIER == true`, true},
		{link, `"IFF_UP" in ifi_flags || "RTAX_FEATURE_ECN" in attr.RTAX_FEATURES`, false},
	} {
		matches(t, c.in, c.expression, c.want)
	}
}

// TestCompileErrorPlaces counts lines and characters, and refuses what has more names than there is room for.
func TestCompileErrorPlaces(t *testing.T) {
	var names []string
	for i := range 65 {
		names = append(names, fmt.Sprintf("attr[%d] == nil", 1000+i))
	}
	for expression, want := range map[string]string{
		"type == \"RTM_NEWLINK\" &&\n  attr.IFLA_MTV == 1": `line 2, column 8: unknown attribute "IFLA_MTV"; did ` +
			`you mean IFLA_MTU?`,
		"\n\nifi_indx == 1":         `line 3, column 1: unknown name "ifi_indx"; did you mean ifi_index?`,
		"true &&\n &&":              `line 2, column 2: unexpected token Operator("&&")`,
		`"ä" == "ö" && nothing`:     `column 15: unknown name "nothing"`,
		`"RTM_NEWLNK" == type`:      `column 1: unknown type "RTM_NEWLNK"; did you mean RTM_NEWLINK?`,
		`"big" != attr.IFLA_MTU`:    `column 1: IFLA_MTU is a number, "big" is not`,
		`"EXIST" == error`:          `column 1: unknown errno "EXIST"; did you mean EEXIST?`,
		`error == "IPSET_ERR_EXIT"`: `column 10: unknown errno "IPSET_ERR_EXIT"; did you mean IPSET_ERR_EXIST?`,
		`direction == "send"`:       `column 14: unknown direction "send"; did you mean sent?`,
		`attr.RTA_CACHEINFO.rta_x`:  `column 20: unknown attribute "rta_x"`,
		`cmd == "NL80211_CMD_X"`:    `column 8: unknown cmd "NL80211_CMD_X"`,
		`typ == "x"`:                `column 1: unknown name "typ"; did you mean type?`,
		`ifi_family == "AF_X"`:      `column 15: ifi_family: unknown value of address_family "AF_X"`,
		strings.Join(names, "&&"):   "more than 64 names",
	} {
		_, err := filter.Compile(tables.Registry(), expression)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40s:\n got %v\nwant %s", expression, err, want)
		}
	}
	if _, err := filter.Compile(tables.Registry(), strings.Join(names[:64], "&&")); err != nil {
		t.Errorf("64 names: %v", err)
	}
}
