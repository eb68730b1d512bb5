package filter_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/tables"
)

// message makes a decoded message.
func message(t testing.TB, r *codec.Request) *codec.Message {
	t.Helper()
	enc := codec.Encoder{Registry: tables.Registry()}
	b, err := enc.Append(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, b)
}

func decode(t testing.TB, b []byte) *codec.Message {
	t.Helper()
	d := codec.Decoder{Registry: tables.Registry()}
	m := new(codec.Message)
	if err := d.Decode(m, codec.Context{Protocol: 0}, b); err != nil {
		t.Fatal(err)
	}
	return m
}

func newLink(t testing.TB) *codec.Message {
	return message(t, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: 0x605, Seq: 7, PortID: 99,
		Fixed: map[string]any{"ifi_family": "AF_INET6", "ifi_index": 3, "ifi_flags": 0x41, "ifi_type": "ARPHRD_ETHER"},
		Attrs: []codec.A{
			{Name: "IFLA_IFNAME", Value: "br0"}, {Name: "IFLA_MTU", Value: 1400},
			{Name: "IFLA_ADDRESS", Value: "02:00:00:00:00:01"},
			{Name: "IFLA_OPERSTATE", Value: "IF_OPER_UP"},
			{Name: "IFLA_LINKINFO", Value: []codec.A{
				{Name: "IFLA_INFO_KIND", Value: "vlan"},
				{Name: "IFLA_INFO_DATA", Value: []codec.A{{Name: "IFLA_VLAN_ID", Value: 100}}},
			}},
		},
	})
}

func TestMatch(t *testing.T) {
	in := &filter.Input{Message: newLink(t), Direction: "sent", Pid: 4711, Comm: "ip", FD: 3, Record: 5}
	for _, tc := range []struct {
		expression string
		want       bool
	}{
		{`type == "RTM_NEWLINK" && attr.IFLA_MTU < 1500`, true},
		{`type == "RTM_NEWLINK" && attr.IFLA_MTU > 1500`, false},
		{`type in ["RTM_DELLINK", "RTM_NEWLINK"]`, true},
		{`type startsWith "RTM_NEW"`, true},
		{`proto == "NETLINK_ROUTE"`, true},
		{`attr.mtu == 1400`, true},
		{`attr["4"] == 1400`, true},
		{`attr.IFLA_IFNAME matches "^br[0-9]$"`, true},
		{`attr.IFLA_ADDRESS == "02:00:00:00:00:01"`, true},
		{`attr.IFLA_ADDRESS == "02-00-00-00-00-01"`, true},
		{`attr.IFLA_ADDRESS in ["02:00:00:00:00:0A", "020000000001"]`, true},
		{`attr.IFLA_ADDRESS == "10.0.0.1"`, false}, // as those of tunnels are
		{`attr.IFLA_LINKINFO.IFLA_INFO_KIND == "vlan"`, true},
		{`attr.IFLA_INFO_KIND == "vlan"`, true},
		{`attr.linkinfo.kind == "vlan"`, true},
		{`attr.IFLA_LINKINFO.IFLA_INFO_DATA.IFLA_VLAN_ID == 100`, true},
		{`attr.IFLA_VLAN_ID + 1 > 100`, true},
		{`attr.IFLA_OPERSTATE == "IF_OPER_UP"`, true},
		{`attr.IFLA_OPERSTATE == 6`, true},
		{`"IFLA_MTU" in attr`, true},
		{`"IFLA_MASTER" in attr`, false},
		{`attr.IFLA_MASTER == nil`, true},
		{`attr.IFLA_MASTER < 5`, false},
		{`attr.IFLA_MASTER >= 5`, false},
		{`attr.IFLA_MASTER == 5`, false},
		{`not (attr.IFLA_MASTER < 5) && attr.IFLA_IFALIAS contains "x" || seq == 7`, true},
		{`attr.IFLA_MASTER + 1 > 0`, false},
		{`ifi_index == 3`, true},
		{`index == 3`, true},
		{`ifi_family == "AF_INET6"`, true},
		{`ifi_type == "ARPHRD_ETHER"`, true},
		{`"IFF_UP" in ifi_flags`, true},
		{`"IFF_PROMISC" in ifi_flags`, false},
		{`"NLM_F_ACK" in flags && "NLM_F_CREATE" in flags`, true},
		{`flags == 0x605`, true},
		{`rtm_table == 254`, false},
		{`error == "ENOENT"`, false},
		{`direction == "sent" && pid == 4711 && comm == "ip" && fd == 3 && record == 5`, true},
		{`len > 1000`, false},
		{`let n = attr.IFLA_MTU; n > 1000 && n < 2000`, true},
		{`any(["br0", "br1"], # == attr.IFLA_IFNAME)`, true},
		{`faults == 0`, true},
	} {
		p, err := filter.Compile(tables.Registry(), tc.expression)
		if err != nil {
			t.Errorf("%s: %v", tc.expression, err)
			continue
		}
		got, err := p.Matcher().Match(in)
		if err != nil || got != tc.want {
			t.Errorf("%s: %v, %v", tc.expression, got, err)
		}
	}
}

// TestCompileIn takes the names that messages of a protocol or family have, what an NLMSG_ERROR quotes of them
// included, and none of others.
func TestCompileIn(t *testing.T) {
	for _, c := range []struct {
		protocol, family, expression, want string
	}{
		{"NETLINK_ROUTE", "", `attr.IFLA_MTU > 1 && ifi_index == 1 && type == "NLMSG_DONE"`, ""},
		{"NETLINK_ROUTE", "", `attr.NL80211_ATTR_SSID == "x"`, `unknown attribute "NL80211_ATTR_SSID"`},
		{"NETLINK_ROUTE", "", `type == "NL80211_CMD_GET_WIPHY"`, `unknown type "NL80211_CMD_GET_WIPHY"`},
		{"NETLINK_ROUTE", "", `family == "nl80211"`, `unknown family "nl80211"`},
		{"NETLINK_ROUTE", "", `proto == "NETLINK_GENERIC"`, `unknown proto "NETLINK_GENERIC"`},
		{"NETLINK_GENERIC", "", `attr.NL80211_ATTR_SSID == "x" && family in ["nl80211", "nlctrl"]`, ""},
		{"NETLINK_GENERIC", "", `ifi_index == 1`, `unknown name "ifi_index"`},
		{"", "nl80211", `attr.NL80211_ATTR_SSID == "x" && proto == "NETLINK_GENERIC" && family == "nl80211"`, ""},
		{"", "nl80211", `attr.CTRL_ATTR_VERSION == 1`, `unknown attribute "CTRL_ATTR_VERSION"`},
		{"", "ethtool", `cmd == "5" && family == "ethtool"`, ""},
	} {
		scope := catalog.New(tables.Registry(), c.protocol, c.family).Only([]string{"NLMSG_ERROR"})
		_, err := filter.CompileIn(scope, c.expression)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestCompileErrors(t *testing.T) {
	for expression, want := range map[string]string{
		`attr.IFLA_MTV < 5`:                    `column 6: unknown attribute "IFLA_MTV"; did you mean IFLA_MTU?`,
		`type == "RTM_NEWLNK"`:                 `column 9: unknown type "RTM_NEWLNK"; did you mean RTM_NEWLINK?`,
		`type in ["RTM_NEWLNK"]`:               `column 10: unknown type "RTM_NEWLNK"; did you mean RTM_NEWLINK?`,
		`family == "nl8021"`:                   `column 11: unknown family "nl8021"; did you mean nl80211?`,
		`ifi_indx == 1`:                        `column 1: unknown name "ifi_indx"; did you mean ifi_index?`,
		`attr.IFLA_OPERSTATE == "IF_OPER_UPP"`: `column 24: IFLA_OPERSTATE: unknown value of if_oper_state "IF_OPER_UPP"; did you mean IF_OPER_UP?`,
		`attr.IFLA_OPERSTATE == 300`:           `column 24: IFLA_OPERSTATE: int 300 does not fit into u8`,
		`attr.RTA_DST == "10.0.0.0/8"`:         `column 17: RTA_DST: want an address of kind ip, got string 10.0.0.0/8`,
		`attr.IFA_LOCAL in ["10.0.0.1/8"]`:     `column 20: IFA_LOCAL: want an address of kind ip, got string 10.0.0.1/8`,
		`attr.IFLA_MTU in [1500, 4294967296]`:  `column 25: IFLA_MTU: int 4294967296 does not fit into u32`,
		`attr.NL80211_ATTR_MAC == "wlan0"`: "column 26: NL80211_ATTR_MAC: " +
			"want a link-layer address (02:00:00:00:00:01), got string wlan0",
		`attr.IFLA_MTU == "big"`:           `column 18: IFLA_MTU is a number, "big" is not`,
		`"NLM_F_WRONG" in flags`:           `column 1: unknown value of nlmsg_flags "NLM_F_WRONG"; did you mean NLM_F_ROOT?`,
		`error == "ENOWHERE"`:              `column 10: unknown errno "ENOWHERE"`,
		`type == "RTM_NEWLINK" &&`:         `column 24: unexpected token EOF`,
		`attr.IFLA_LINKINFO.IFLA_INFO_KND`: `column 20: unknown attribute "IFLA_INFO_KND"; did you mean IFLA_INFO_KIND?`,
		`attr.IFLA_LINKINFO.IFLA_MTU`:      `column 20: unknown attribute "IFLA_MTU"`,
		`error == "EEXISTS"`:               `column 10: unknown errno "EEXISTS"; did you mean EEXIST?`,
	} {
		_, err := filter.Compile(tables.Registry(), expression)
		if err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", expression, err, want)
		}
	}
}

func TestMatchErrors(t *testing.T) {
	for expression, want := range map[string]string{
		`seq + 1`:                  "filter: column 1: invalid operation: bool(int)",
		`attr.IFLA_IFNAME + 1 < 2`: "filter: column 18: invalid operation: string + int",
	} {
		p, err := filter.Compile(tables.Registry(), expression)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = p.Matcher().Match(&filter.Input{Message: newLink(t)}); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", expression, err, want)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	p, err := filter.Compile(tables.Registry(), `type == "RTM_NEWLINK" && attr.IFLA_MTU < 1500`)
	if err != nil {
		b.Fatal(err)
	}
	m, in := p.Matcher(), &filter.Input{Message: newLink(b)}
	b.ReportAllocs()
	for b.Loop() {
		if ok, err := m.Match(in); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}

// TestNumberKinds compares attributes of every kind of integer with numbers that fit only, and no words.
func TestNumberKinds(t *testing.T) {
	var attrs codec.Attrs
	for k := codec.U8; k <= codec.Sint; k++ {
		attrs = append(attrs, codec.Spec{Name: strings.ToUpper(k.String()), Kind: k})
	}
	attrs = append(attrs, codec.Spec{Name: "TEXT", Kind: codec.String}, codec.Spec{Name: "OCTETS", Kind: codec.Bytes})
	reg := codec.NewRegistry(&codec.Protocol{Name: "NETLINK_X", Messages: []*codec.MessageType{{Type: 16, Name: "X_NEW",
		Set: codec.NewSet("X_", attrs)}}})
	for _, a := range attrs {
		_, err := filter.Compile(reg, `attr.X_`+a.Name+` == "word"`)
		want := "column 12: X_" + a.Name + ` is a number, "word" is not`
		if number := a.Kind >= codec.U8 && a.Kind <= codec.Sint; (err != nil) != number ||
			number && !strings.HasSuffix(err.Error(), want[strings.Index(want, ":"):]) {
			t.Errorf("%s: %v, want %s", a.Name, err, want)
		}
	}
}

// TestSpelled compares numbers that are written as texts.
func TestSpelled(t *testing.T) {
	in := &filter.Input{Message: message(t, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWTCLASS", Flags: 0x605,
		Fixed: map[string]any{"tcm_ifindex": 3, "tcm_handle": "1:10", "tcm_parent": "root", "tcm_info": "10:"},
		Attrs: []codec.A{{Name: "TCA_KIND", Value: "cbq"}, {Name: "TCA_OPTIONS", Value: []codec.A{
			{Name: "TCA_CBQ_FOPT", Value: map[string]any{"split": "1:1"}}}}},
	})}
	for expression, want := range map[string]bool{
		`tcm_parent == "root"`: true, `tcm_parent == "1:"`: false, `tcm_handle == "1:10"`: true,
		`tcm_handle == 65552`: true, `tcm_handle in ["1:10", "1:20"]`: true, `tcm_info != "10:"`: false,
		`attr.TCA_OPTIONS.TCA_CBQ_FOPT.split == "1:1"`: true, `attr.TCA_OPTIONS.TCA_CBQ_FOPT.split == "none"`: false,
	} {
		f, err := filter.Compile(tables.Registry(), expression)
		if err != nil {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		if got, err := f.Matcher().Match(in); got != want || err != nil {
			t.Errorf("%s: %v, %v, want %v", expression, got, err, want)
		}
	}
	_, err := filter.Compile(tables.Registry(), `tcm_parent == "rot"`)
	if err == nil || !strings.Contains(err.Error(), `"rot" is no handle: want 1:10, 1:, root`) {
		t.Error(err)
	}
}
