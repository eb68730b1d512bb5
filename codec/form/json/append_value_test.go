package json_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/json"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestAppendValue writes values of each kind, and what is none.
func TestAppendValue(t *testing.T) {
	reg := tables.Registry()
	b, err := (&codec.Encoder{Registry: reg}).Append(nil, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK",
		Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: "\x1b[2J"}, {Name: "IFLA_MTU", Value: 1500},
			{Name: "IFLA_OPERSTATE", Value: "IF_OPER_UP"}, {Name: "IFLA_ADDRESS", Value: "02:00:00:00:00:01"},
			{Name: "1000", Value: []byte{1, 2}}}})
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	if err := (&codec.Decoder{Registry: reg}).Decode(&m, codec.Context{}, b); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"IFLA_IFNAME": `"\u001b[2J"`, "IFLA_MTU": "1500",
		"IFLA_OPERSTATE": `"IF_OPER_UP"`, "IFLA_ADDRESS": `"02:00:00:00:00:01"`, "1000": `"0102"`} {
		a, ok := m.Attr(name)
		if got := string(json.AppendValue(nil, a.Content())); !ok || got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	if got := string(json.AppendValue(nil, codec.Content{})); got != "null" {
		t.Errorf("nothing: got %s", got)
	}
}
