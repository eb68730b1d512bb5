package monitor

import (
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestNamesOfGoneLinks knows links by the names they had, also when they are gone, and forgets the first of very many.
func TestNamesOfGoneLinks(t *testing.T) {
	enc := codec.Encoder{Registry: tables.Registry()}
	dec := codec.Decoder{Registry: tables.Registry()}
	var n linkNames
	learn := func(typ string, index int, name string) {
		t.Helper()
		b, err := enc.Append(nil, &codec.Request{
			Protocol: "NETLINK_ROUTE", Type: typ, Fixed: map[string]any{"ifi_index": index},
			Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: name}},
		})
		if err != nil {
			t.Fatal(err)
		}
		var m codec.Message
		if err := dec.Decode(&m, codec.Context{Protocol: linux.NETLINK_ROUTE}, b); err != nil {
			t.Fatal(err)
		}
		n.learn(&m)
	}
	name := func(i int) string { return fmt.Sprintf("x%d", i) }
	learn("RTM_NEWLINK", 1, "lo")
	for i := 2; i < mostGone+12; i++ {
		learn("RTM_NEWLINK", i, name(i))
		learn("RTM_DELLINK", i, name(i))
	}
	learn("RTM_NEWLINK", 100, "again") // an index that is given out anew
	for index, want := range map[uint32]string{
		1: "lo", 2: "", 11: "", 12: "x12", 100: "again", mostGone + 11: name(mostGone + 11),
	} {
		if got := n.at().Of(index); got != want {
			t.Errorf("%d is %q, want %q", index, got, want)
		}
	}
}
