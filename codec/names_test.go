package codec_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestRequestNames makes the same message of each way to name its protocol, its type and its flags.
func TestRequestNames(t *testing.T) {
	enc := codec.Encoder{Registry: tables.Registry()}
	reference := codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: codec.FlagRequest | codec.FlagCreate}
	want, err := enc.Append(nil, &reference)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []codec.Request{
		{Protocol: "route", Type: "newlink", Flags: 0x401},
		{Protocol: "0", Type: "16", Flags: 0x401},
		{Protocol: "netlink_route", Type: "rtm_newlink", FlagNames: "NLM_F_REQUEST|NLM_F_CREATE"},
		{Protocol: "Route", Type: "0x10", Flags: 1, FlagNames: "create"},
	} {
		if b, err := enc.Append(nil, &r); err != nil || string(b) != string(want) {
			t.Errorf("%+v: %x, %v", r, b, err)
		}
	}
	enc.Protocol = "NETLINK_ROUTE"
	reference.Protocol = ""
	if b, err := enc.Append(nil, &reference); err != nil || string(b) != string(want) {
		t.Errorf("of the encoder's protocol: %x, %v", b, err)
	}
}

// TestCommandNames takes commands of generic netlink by short name and number, those that no table has too.
func TestCommandNames(t *testing.T) {
	enc := codec.Encoder{Registry: tables.Registry(), Resolver: codec.NewResolver()}
	for name, want := range map[string]byte{"CTRL_CMD_GETFAMILY": 3, "getfamily": 3, "3": 3, "200": 200} {
		b, err := enc.Append(nil, &codec.Request{Protocol: "nlctrl", Type: name})
		if err != nil || b[codec.HeaderLen] != want {
			t.Errorf("%s: %x, %v", name, b, err)
		}
	}
	for name, want := range map[string]string{
		"get_wiphy": "nl80211", "CTRL_CMD_GETFAMILY": "nlctrl", "getfamly": "did you mean CTRL_CMD_GETFAMILY?",
	} {
		f, err := tables.Registry().FamilyOf(name)
		if err == nil && f.Name != want || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, %v", name, f, err)
		}
	}
}

// TestNamesRefused says of names that stand for nothing, or for several things, what there is.
func TestNamesRefused(t *testing.T) {
	enc := codec.Encoder{Registry: tables.Registry(), Resolver: codec.NewResolver()}
	enc.Resolver.Set(enc.Registry, 28, "nl80211")
	for _, c := range []struct {
		r    codec.Request
		want string
	}{
		{codec.Request{Protocol: "rout", Type: "newlink"}, "did you mean NETLINK_ROUTE?"},
		{codec.Request{Protocol: "route", Type: "newlnk"}, "did you mean RTM_NEWLINK?"},
		{codec.Request{Protocol: "route", Type: "65536"}, `unknown message type of NETLINK_ROUTE "65536"`},
		{codec.Request{Protocol: "nl80211", Type: "256"}, `unknown command of nl80211 "256"`},
		{codec.Request{Protocol: "nl80211", Type: "wiphy"}, `"wiphy" could be NL80211_CMD_GET_WIPHY, `},
		{codec.Request{Protocol: "route", Type: "newlink", FlagNames: "creat"}, "did you mean NLM_F_CREATE?"},
		{codec.Request{Protocol: "route", Type: "newlink", FlagNames: "0x10000"}, "does not fit into the 16 bits"},
		{codec.Request{Protocol: "xfrm", Type: "16", Fixed: map[string]any{"family": 2}}, "16 has no fixed struct"},
		{codec.Request{Type: "newlink"}, "name a protocol"},
	} {
		if b, err := enc.Append(nil, &c.r); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %x, %v, want %s", c.r, b, err, c.want)
		}
	}
}
