package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestMessages finds messages by full name, short name and number, and says of others what there is.
func TestMessages(t *testing.T) {
	for _, c := range []struct {
		protocol, family, name string
		want                   string // the names found with their numbers, or the error
	}{
		{"NETLINK_ROUTE", "", "RTM_NEWLINK", "RTM_NEWLINK=16"},
		{"NETLINK_ROUTE", "", "newlink", "RTM_NEWLINK=16"},
		{"NETLINK_ROUTE", "", "16", "RTM_NEWLINK=16"},
		{"NETLINK_ROUTE", "", "2", "NLMSG_ERROR=2"},
		{"NETLINK_ROUTE", "", "error", "NLMSG_ERROR=2"},
		{"NETLINK_ROUTE", "", "4000", "=4000"},
		{"NETLINK_ROUTE", "", "65535", "=65535"},
		{"NETLINK_ROUTE", "", "65536", "message type 65536 does not fit into 16 bits"},
		{"NETLINK_ROUTE", "", "RTM_NEWLNK", `unknown message type "RTM_NEWLNK"; did you mean RTM_NEWLINK?`},
		{"NETLINK_ROUTE", "", "NL80211_CMD_GET_WIPHY",
			`unknown message type "NL80211_CMD_GET_WIPHY" of NETLINK_ROUTE: NL80211_CMD_GET_WIPHY is of nl80211`},
		{"", "nl80211", "get_wiphy", "NL80211_CMD_GET_WIPHY=1"},
		{"", "nl80211", "1", "NL80211_CMD_GET_WIPHY=1"},
		{"", "nl80211", "NLMSG_DONE", "NLMSG_DONE=3"},
		{"", "nl80211", "newlink", `unknown message type "newlink" of nl80211: RTM_NEWLINK is of NETLINK_ROUTE`},
		{"", "nl80211", "wiphy", `message type "wiphy" of nl80211 could be NL80211_CMD_GET_WIPHY, `},
		{"", "", "RTM_NEWLINK", "RTM_NEWLINK=16"},
		{"", "", "16", "message type 16 is a number: say of which protocol or family"},
	} {
		found, err := catalog.New(tables.Registry(), c.protocol, c.family).Message(c.name)
		var names []string
		for _, m := range found {
			names = append(names, fmt.Sprintf("%s=%d", m.Name, m.Type))
		}
		got := strings.Join(names, " ")
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.HasPrefix(got, c.want)) {
			t.Errorf("%s %s %s: %s, want %s", c.protocol, c.family, c.name, got, c.want)
		}
	}
}

// TestScope lists what messages are of, and which a name chooses.
func TestScope(t *testing.T) {
	reg := tables.Registry()
	route, wiphy := catalog.New(reg, "NETLINK_ROUTE", ""), catalog.New(reg, "", "nl80211")
	generic, all := catalog.New(reg, "NETLINK_GENERIC", ""), catalog.New(reg, "", "")
	for _, c := range []struct {
		what                string
		s                   *catalog.Scope
		protocols, families int
	}{
		{"route", route, 1, 0}, {"nl80211", wiphy, 1, 1}, {"generic", generic, 1, len(reg.Families())},
		{"all", all, len(reg.Protocols()), len(reg.Families())}, {"a family of no table", catalog.New(reg, "",
			"nothing"), 1, 1},
	} {
		if p, f := c.s.Protocols(), c.s.Families(); len(p) != c.protocols || len(f) != c.families {
			t.Errorf("%s: %v, %v", c.what, p, f)
		}
		if c.s.Registry() != reg || c.s.Whole() != c.s || c.s.Only(nil) != c.s {
			t.Errorf("%s: the whole is something else", c.what)
		}
	}
	if p := wiphy.Protocols(); p[0] != "NETLINK_GENERIC" || catalog.Generic(reg) != p[0] ||
		catalog.Generic(codec.NewRegistry()) != "" {
		t.Errorf("nl80211 is of %v", p)
	}
	some := route.Only([]string{"RTM_GETLINK", "NLMSG_DONE"})
	if names := some.Names(); !slices.Equal(slices.Compact(names), []string{"RTM_GETLINK", "NLMSG_DONE"}) ||
		some.Whole() != route {
		t.Errorf("%v", names)
	}
	if names := route.Names(); !slices.Contains(names, "RTM_NEWLINK") || !slices.Contains(names, "NLMSG_ERROR") ||
		slices.Contains(names, "NL80211_CMD_GET_WIPHY") {
		t.Errorf("%v", names)
	}
	for range route.Types { // as many as are wanted
		break
	}
}

// TestAttributes follows paths from the top level, and from anywhere, into what is chosen by other attributes.
func TestAttributes(t *testing.T) {
	route := catalog.New(tables.Registry(), "NETLINK_ROUTE", "")
	links := route.Only([]string{"RTM_NEWLINK", "RTM_SETLINK"})
	both := route.Only([]string{"RTM_NEWLINK", "RTM_NEWROUTE"})
	for _, c := range []struct {
		s    *catalog.Scope
		path string
		want string // kinds, or the error
	}{
		{links, "IFLA_MTU", "u32"}, {links, "mtu", "u32"}, {links, "4", "u32"}, {links, "4000", ""}, {links, "4000/1",
			""},
		{links, "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID", "u16"}, {links, "linkinfo/kind", "string"},
		{links, "18/1", "string"}, {links, "18/4000", ""},
		{links, "IFLA_MTV", "RTM_NEWLINK has no attribute IFLA_MTV; did you mean IFLA_MTU?"},
		{links, "linkinfo/knd", "RTM_NEWLINK has no attribute linkinfo/knd; did you mean IFLA_INFO_KIND?"},
		{links, "mtu/x", "RTM_NEWLINK has no attribute mtu/x"},
		{links, "linkinfo//kind", `"linkinfo//kind" is no attribute: it is names with a / between them`},
		{links, "", `"" is no attribute`},
		{both, "IFLA_MTU", "RTM_NEWROUTE has no attribute IFLA_MTU"}, {both, "RTA_OIF",
			"RTM_NEWLINK has no attribute RTA_OIF"},
		{route, "RTA_OIF", "u32"}, {route, "RTA_MULTIPATH/0/RTA_GATEWAY", "ip"},
		{route, "RTA_OFI", "unknown attribute RTA_OFI; did you mean RTA_OIF?"},
	} {
		specs, err := c.s.Attribute(strings.Split(c.path, "/"))
		var kinds []string
		for _, s := range specs {
			if k := s.Kind.String(); !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
		got := strings.Join(kinds, " ")
		if err != nil {
			got = err.Error()
		}
		if err == nil && c.path == "RTA_MULTIPATH/0/RTA_GATEWAY" {
			got = kinds[0] // and what it is by family
		}
		if got != c.want && (err == nil || c.want == "" || !strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: %q, want %q", c.path, got, c.want)
		}
	}
	_, err := links.Attribute([]string{"ifi_idx"}, "ifi_index", "ifi_type")
	if err == nil || err.Error() != "RTM_NEWLINK has no attribute or field ifi_idx; did you mean ifi_index?" {
		t.Error(err)
	}
	for path, want := range map[string]bool{"IFLA_VLAN_ID": true, "linkinfo/kind": true, "id": true, "77": true,
		"IFLA_VLAN_DI": false} {
		specs, err := links.Anywhere(strings.Split(path, "/"))
		if (err == nil) != want || want && path != "77" && len(specs) == 0 {
			t.Errorf("anywhere %s: %v, %v", path, specs, err)
		}
	}
	newLink := route.Only([]string{"RTM_NEWLINK"})
	for typ := range newLink.Types {
		for path, want := range map[string]bool{"IFLA_MTU": true, "linkinfo/data/id": true, "4": true,
			"RTA_OIF": false, "linkinfo/mtu": false} {
			if typ.Name == "RTM_NEWLINK" && catalog.Has(typ, strings.Split(path, "/")) != want {
				t.Errorf("RTM_NEWLINK has %s: %v", path, !want)
			}
		}
	}
}

// TestFields finds the structs of members, and tells what fits them.
func TestFields(t *testing.T) {
	route := catalog.New(tables.Registry(), "NETLINK_ROUTE", "")
	links := route.Only([]string{"RTM_NEWLINK"})
	structs, known, err := links.Field("ifi_index")
	if err != nil || len(structs) == 0 || structs[0].Name != "ifinfomsg" || !slices.Contains(known, "ifi_type") ||
		!slices.IsSorted(known) || slices.Contains(known, "rtm_table") {
		t.Fatalf("%v, %v, %v", structs, known, err)
	}
	for value, want := range map[any]string{
		5: "", "7": "", -1: "", 1 << 31: "int 2147483648 does not fit into s32", "x": "is no whole number of 64 bits",
	} {
		if err := catalog.FitsMember(structs, "ifi_index", value); (err == nil) != (want == "") ||
			err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v, want %q", value, err, want)
		}
	}
	if structs, known, err := links.Field("rtm_table"); err != nil || len(structs) > 0 || !slices.Contains(known,
		"ifi_index") {
		t.Errorf("rtm_table of a link: %v, %v, %v", structs, known, err)
	}
	both := route.Only([]string{"RTM_NEWLINK", "RTM_NEWROUTE"})
	if _, _, err := both.Field("ifi_index"); err == nil || err.Error() != "RTM_NEWROUTE has no field ifi_index" {
		t.Error(err)
	}
}

// TestFits tells which values an attribute can have, and what they are on the wire of either byte order.
func TestFits(t *testing.T) {
	route := catalog.New(tables.Registry(), "NETLINK_ROUTE", "")
	for _, c := range []struct {
		path        string
		value       any
		little, big string // of the payload that fits, or the error
	}{
		{"IFLA_MTU", 1500, "dc050000", "000005dc"}, {"IFLA_IFNAME", "d0", "643000", "643000"},
		{"IFLA_MTU", "x", `"x" is no whole number of 64 bits`, ""}, {"IFLA_OPERSTATE", "up", "06", "06"},
		{"RTA_GATEWAY", "192.0.2.1", "c0000201", "c0000201"},
		{"RTA_GATEWAY", "192.0.2", "want an address of kind ip, got string 192.0.2", ""},
		{"IFLA_ADDRESS", "02:00", "0200", "0200"},
	} {
		specs, err := route.Anywhere([]string{c.path})
		if err != nil {
			t.Fatal(err)
		}
		for _, big := range []bool{false, true} {
			want := c.little
			if big && c.big != "" {
				want = c.big
			}
			values, err := catalog.Values(specs, c.value)
			got := ""
			if err != nil {
				got = err.Error()
			} else if len(values) > 0 {
				got = fmt.Sprintf("%x", values[0].Octets(big))
			}
			if got != want || (err == nil) != (catalog.Fits(specs, c.value) == nil) {
				t.Errorf("%s %v, big-endian %v: %s, want %s", c.path, c.value, big, got, want)
			}
		}
	}
	if err := catalog.Fits(nil, "anything"); err != nil {
		t.Errorf("where nothing is known, anything fits: %v", err)
	}
	flag := []*codec.Spec{{Kind: codec.Flag}}
	for on, absent := range map[bool]bool{true: false, false: true} {
		if values, err := catalog.Values(flag, on); err != nil || len(values) != 1 || values[0].Absent() != absent {
			t.Errorf("a flag that is %v: %v, %v", on, values, err)
		}
	}
}

// TestErrno finds what all requests, and what only some, are refused with.
func TestErrno(t *testing.T) {
	all, route := catalog.New(tables.Registry(), "", ""), catalog.New(tables.Registry(), "NETLINK_ROUTE", "")
	for name, want := range map[string]int{"EEXIST": 17, "ipset_err_exist": 4103, "IPSET_ERR_LIST_FULL": 4356} {
		if n, err := all.Errno(name); n != want || err != nil {
			t.Errorf("%s: %d, %v", name, n, err)
		}
	}
	if _, err := route.Errno("IPSET_ERR_EXIST"); err == nil {
		t.Error("requests of rtnetlink are refused with an errno of ip_set")
	}
}
