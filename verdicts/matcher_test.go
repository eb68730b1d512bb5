package verdicts_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/verdicts"
)

// call is a message on its way.
func call(t testing.TB, b []byte) *verdicts.Call {
	t.Helper()
	m := new(codec.Message)
	d := codec.Decoder{Registry: tables.Registry()}
	if err := d.Decode(m, codec.Context{BigEndian: host.BigEndian}, b); err != nil {
		t.Fatal(err)
	}
	return &verdicts.Call{Message: m}
}

// TestMatchAttrs finds an attribute by any of its names, and its value however that is written, and allocates nothing.
func TestMatchAttrs(t *testing.T) {
	c := call(t, message(t, "RTM_NEWLINK", 0, 1, name("lo"), codec.A{Name: "IFLA_OPERSTATE", Value: 6},
		codec.A{Name: "IFLA_ADDRESS", Value: "02:00:00:00:00:01"}, codec.A{Name: "4000", Value: []byte("text\x00")},
		codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "vlan"},
			{Name: "IFLA_INFO_DATA", Value: []codec.A{{Name: "IFLA_VLAN_ID", Value: 7}}}}}))
	for _, x := range []struct {
		name  string
		value any
		want  bool
	}{
		{"IFLA_OPERSTATE", "IF_OPER_UP", true}, {"operstate", 6, true}, {"16", "up", true},
		{"IFLA_OPERSTATE", "6", true},
		{"operstate", "down", false}, {"operstate", nil, true}, {"IFLA_MTU", nil, false}, {"IFLA_MTU", 1500, false},
		{"IFLA_IFNAME", "lo", true}, {"ifname", "lo1", false}, {"IFLA_IFNAME", []byte("lo\x00"), true},
		{"address", "02:00:00:00:00:01", true}, {"address", "02-00-00-00-00-01", true}, {"4000", "text", true},
		{"4000", []byte("text\x00"), true}, {"4000", "other", false},
		{"IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_VLAN_ID", 7, true}, {"linkinfo/data/id", "7", true},
		{"linkinfo/data/id", 8, false}, {"linkinfo/kind", "vlan", true},
	} {
		m, err := verdicts.Match{Types: []string{"newlink"}, Attrs: []codec.A{{Name: x.name, Value: x.value}}}.
			Compile(tables.Registry())
		if err != nil {
			t.Errorf("%s %v: %v", x.name, x.value, err)
			continue
		}
		if got, err := m.Match(c); got != x.want || err != nil {
			t.Errorf("%s %v: got %v, %v", x.name, x.value, got, err)
		}
		if allocs := testing.AllocsPerRun(20, func() { _, _ = m.Match(c) }); allocs != 0 {
			t.Errorf("%s %v: %v allocations for each message", x.name, x.value, allocs)
		}
	}
}

// TestMatchErrors says of names and values that no message can have which may have been meant.
func TestMatchErrors(t *testing.T) {
	for _, c := range []struct {
		match verdicts.Match
		want  string
	}{
		{verdicts.Match{Attrs: []codec.A{{Name: "IFLA_IFNAM"}}},
			"unknown attribute IFLA_IFNAM; did you mean IFLA_IFNAME?"},
		{verdicts.Match{Types: []string{"newlink"}, Attrs: []codec.A{{Name: "linkinfo/knd"}}},
			"RTM_NEWLINK has no attribute linkinfo/knd; did you mean IFLA_INFO_KIND?"},
		{verdicts.Match{Attrs: []codec.A{{Name: "operstate", Value: "IF_OPER_PU"}}},
			`operstate: unknown value of if_oper_state "IF_OPER_PU"; did you mean IF_OPER_UP?`},
		{verdicts.Match{Attrs: []codec.A{{Name: "IFLA_MTU", Value: 1 << 40}}},
			"IFLA_MTU: int 1099511627776 does not fit into u32"},
		{verdicts.Match{Types: []string{"newlnk"}}, `unknown message type "newlnk"; did you mean RTM_NEWLINK?`},
		{verdicts.Match{Protocol: "rute"}, `unknown netlink protocol "rute"; did you mean NETLINK_ROUTE?`},
	} {
		if _, err := c.match.Compile(tables.Registry()); err == nil || err.Error() != c.want {
			t.Errorf("%+v: got %v, want %s", c.match, err, c.want)
		}
	}
}
