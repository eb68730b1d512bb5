package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestIndexNames gives things that are called alike names of their own: of what they are in, and a number.
func TestIndexNames(t *testing.T) {
	set := func() *codec.Set { return codec.NewSet("X_", codec.Attrs{{Name: "A", Kind: codec.U8}}) }
	outer := codec.NewSet("X_", codec.Attrs{
		{Name: "A", Kind: codec.Nest, Set: set()},
		{Name: "A", Kind: codec.Nest, Set: set()},
		{Name: "A", Kind: codec.Nest, Set: set()},
		{Name: "B", Kind: codec.Nest, Set: codec.NewSet("", codec.Attrs{{Name: "C"}})},
	})
	x := catalog.NewIndex(codec.NewRegistry(&codec.Protocol{
		Name: "NETLINK_X", Messages: []*codec.MessageType{{Name: "X_NEW", Set: outer}},
		Fallback: &codec.MessageType{Set: &codec.Set{}},
	}))
	var names []string
	for _, s := range x.Sets[len(x.Sets)-6:] {
		names = append(names, x.NameOf(s))
	}
	if want := []string{"x", "x_a", "x_a-2", "x_a-3", "x_b", "netlink_x"}; !slices.Equal(names, want) {
		t.Errorf("sets are called %q, want %q", names, want)
	}
	if name := x.NameOf((*codec.Struct)(nil)) + x.NameOf(&codec.Set{}); name != "" {
		t.Errorf("what is not there is called %q", name)
	}
}

// TestLookup finds what a name stands for, and nothing else.
func TestLookup(t *testing.T) {
	x := catalog.NewIndex(tables.Registry())
	for name, want := range map[string]string{
		"netlink_route": "protocol NETLINK_ROUTE", "nl80211": "family nl80211", "rtm_newlink": "message RTM_NEWLINK",
		"IFLA_MTU": "attr IFLA_MTU", "mtu": "", "ifinfomsg": "struct ifinfomsg", "rtm_type": "enum rtm_type",
		"RTN_UNICAST": "enum rtm_type", "rtn_unicast": "", "": "", "RTNL_FAMILY_IPMR": "enum address_family",
		"NLMSG_DONE": "message NLMSG_DONE",
	} {
		found, ok := x.Lookup(name)
		var got []string
		for _, p := range found.Protocols {
			got = append(got, "protocol "+p.Name)
		}
		for _, f := range found.Families {
			got = append(got, "family "+f.Name)
		}
		for _, m := range found.Messages {
			got = append(got, "message "+m.Name)
		}
		for _, a := range found.Attrs {
			got = append(got, "attr "+a.Name())
		}
		for _, s := range found.Structs {
			got = append(got, "struct "+s.Name)
		}
		for _, e := range found.Enums {
			got = append(got, "enum "+e.Name)
		}
		if got := strings.Join(slices.Compact(got), ", "); got != want || ok != (want != "") {
			t.Errorf("%q stands for %q, %v; want %q", name, got, ok, want)
		}
	}
}
