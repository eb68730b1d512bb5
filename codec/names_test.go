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
	reference := codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK",
		Flags: codec.FlagRequest | codec.FlagCreate}
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
		{codec.Request{Protocol: "selinux", Type: "16", Fixed: map[string]any{"family": 2}}, "16 has no fixed struct"},
		{codec.Request{Type: "newlink"}, "name a protocol"},
	} {
		if b, err := enc.Append(nil, &c.r); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %x, %v, want %s", c.r, b, err, c.want)
		}
	}
}

// TestRegistryNames finds protocols and families by name, and says of others what there is.
func TestRegistryNames(t *testing.T) {
	reg := tables.Registry()
	for name, want := range map[string]int{"NETLINK_ROUTE": 0, "route": 0, "Generic": 16, "netlink_xfrm": 6, "0": 0,
		"16": 16, "0x10": 16} {
		if p, err := reg.ProtocolNamed(name); err != nil || p.Number != want {
			t.Errorf("%s: %v, %v", name, p, err)
		}
	}
	for name, want := range map[string]string{
		"rout": `unknown netlink protocol "rout"; did you mean NETLINK_ROUTE?`, "": `unknown netlink protocol ""`,
		"31": `unknown netlink protocol "31"`, "nl80211": `unknown netlink protocol "nl80211"`,
	} {
		if p, err := reg.ProtocolNamed(name); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, %v, want %s", name, p, err, want)
		}
	}
	if f, err := reg.FamilyNamed("nl80211"); err != nil || f.Name != "nl80211" {
		t.Errorf("nl80211: %v, %v", f, err)
	}
	if f, err := reg.FamilyNamed("NL80211"); err == nil ||
		err.Error() != `unknown generic netlink family "NL80211"; did you mean nl80211?` {
		t.Errorf("NL80211: %v, %v", f, err)
	}
	one := &codec.Family{Name: "one", Commands: []*codec.MessageType{{Type: 1, Name: "ONE_CMD_GET"}, {Type: 2,
		Name: "ONE_CMD_SET"}}}
	two := &codec.Family{Name: "two", Commands: []*codec.MessageType{{Type: 1, Name: "TWO_CMD_GET"}, {Type: 2,
		Name: "TWO_CMD_PUT"}}}
	small := registry(one, two)
	if f, err := small.FamilyOf("get"); err == nil ||
		err.Error() != `several generic netlink families have a command "get": say which of one, two` {
		t.Errorf("get: %v, %v", f, err)
	}
	if f, err := small.FamilyOf("put"); err != nil || f != two {
		t.Errorf("put: %v, %v", f, err)
	}
}

// TestNamesOfTwo refuses a short name that two commands have, and takes the whole name of one that ends in another's.
func TestNamesOfTwo(t *testing.T) {
	pair := &codec.Family{Name: "pair", Commands: []*codec.MessageType{{Type: 1, Name: "PAIR_CMD_GET_KEY"},
		{Type: 2, Name: "PAIR_CMD_SET_KEY"}, {Type: 3, Name: "PAIR_CMD_GET"}, {Type: 4, Name: "PAIR_CMD_DO_GET"}}}
	enc := codec.Encoder{Registry: registry(pair), Resolver: codec.NewResolver()}
	enc.Resolver.Set(enc.Registry, 28, "pair")
	for name, want := range map[string]byte{"get": 3, "set_key": 2, "PAIR_CMD_GET_KEY": 1, "do_get": 4, "4": 4} {
		if b, err := enc.Append(nil, &codec.Request{Protocol: "pair", Type: name}); err != nil ||
			b[codec.HeaderLen] != want {
			t.Errorf("%s: %x, %v, want %d", name, b, err, want)
		}
	}
	_, err := enc.Append(nil, &codec.Request{Protocol: "pair", Type: "key"})
	if err == nil || !strings.HasSuffix(err.Error(), `"key" could be PAIR_CMD_GET_KEY, PAIR_CMD_SET_KEY`) {
		t.Error(err)
	}
}

// TestSelectorNames says what a layout is chosen by.
func TestSelectorNames(t *testing.T) {
	for want, s := range map[string]*codec.Selector{
		"by IFLA_INFO_KIND": codec.BySibling("IFLA_INFO_KIND", nil), "by ifi_family": codec.ByField("ifi_family", nil),
		"by the type of the message": codec.ByMessage(nil), "by its length": codec.ByLength(nil),
		"by its first 3 octets": codec.ByLeading(3, nil), "by NLA_F_NESTED": codec.ByNested(nil),
		"if it is a chain of tlv": codec.ByRecords(codec.NewFramedSet(&codec.Framing{Name: "tlv"}, "T_", nil)),
		"by A, else by its length, else by NLA_F_NESTED": codec.BySibling("A",
			nil).Or(codec.ByLength(nil).Or(codec.ByNested(nil))),
	} {
		if s.String() != want {
			t.Errorf("%s, want %s", s, want)
		}
	}
	words := map[codec.Unit]string{codec.NoUnit: "", codec.ClockTicks: "ticks of 1/100 s", codec.Seconds: "seconds",
		codec.Errno: "a negated errno", codec.PschedTicks: "ticks of 64 ns",
		codec.BytesPerSecond: "octets per second", codec.Share32: "shares of 2^32", codec.LinkIndex: "interface index",
		codec.NetNSFD:       "namespace descriptor",
		codec.Hex:           "hexadecimal digits",
		codec.TCHandle:      "major:minor",
		codec.U32Handle:     "table:bucket:node",
		codec.U32Handle + 1: "", 255: ""}
	for u, want := range words {
		if u.String() != want {
			t.Errorf("unit %d is %q, want %q", u, u, want)
		}
	}
	for k, want := range map[codec.Kind]string{codec.Bytes: "bytes", codec.U8: "u8", codec.SubMessage: "submsg",
		codec.SubMessage + 1: "invalid", 255: "invalid"} {
		if k.String() != want {
			t.Errorf("kind %d is %q, want %q", k, k, want)
		}
	}
}

// TestGroup finds multicast groups by full, short and numeric names.
func TestGroup(t *testing.T) {
	p := &codec.Protocol{Groups: codec.Names{1: "RTNLGRP_LINK", 3: "RTNLGRP_NEIGH", 4: "NET_DM events"}}
	for name, want := range map[string]uint32{
		"RTNLGRP_LINK": 1, "rtnlgrp_link": 1, "link": 1, "Neigh": 3, "DM events": 4, "7": 7, "0": 0, "": 0, "lnik": 0,
		"2x": 0,
	} {
		if n, ok := p.Group(name); n != want || ok != (want > 0) {
			t.Errorf("%q is %d, %v; want %d", name, n, ok, want)
		}
	}
	if n, ok := (*codec.Protocol)(nil).Group("5"); n != 5 || !ok {
		t.Errorf("5 of nothing known is %d, %v", n, ok)
	}
	if _, ok := (*codec.Protocol)(nil).Group("link"); ok {
		t.Error("a name is known of nothing")
	}
}

// TestErrnoNamed finds an errno in any letter case, and says what may have been meant.
func TestErrnoNamed(t *testing.T) {
	if n, err := codec.ErrnoNamed("enoent"); n != 2 || err != nil {
		t.Errorf("enoent is %d, %v", n, err)
	}
	if _, err := codec.ErrnoNamed("ENOETN"); err == nil ||
		err.Error() != `unknown errno "ENOETN"; did you mean ENOENT?` {
		t.Errorf("got %v", err)
	}
}
