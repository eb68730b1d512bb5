package oracle

import (
	"slices"
	"strings"
	"testing"
)

func TestParsePDML(t *testing.T) {
	const pdml = `<pdml version="0">
<packet>
  <proto name="netlink-route" showname="Linux rtnetlink" size="32" pos="16">
    <field name="" show="Attribute: Device name" size="8" pos="48" value="0700030077300000">
      <field name="netlink.attr_len" showname="Len: 7" size="2" pos="48" show="7" value="0700"/>
      <field name="netlink-route.ifla_ifname" showname="Device name: &quot;a&lt;b" size="3" pos="52" show="a&lt;b" value="613c62"/>
    </field>
    <field name="netlink.generated" showname="no place" size="0" pos="0" show="1"/>
  </proto>
</packet>
<packet>
</packet>
</pdml>
`
	var packets [][]Field
	err := parsePDML(strings.NewReader(pdml), func(fields []Field) { packets = append(packets, slices.Clone(fields)) }, false)
	if err != nil {
		t.Fatal(err)
	}
	want := []Field{{"netlink.attr_len", "7", 48, 2}, {"netlink-route.ifla_ifname", "a<b", 52, 3}}
	if len(packets) != 2 || !slices.Equal(packets[0], want) || len(packets[1]) != 0 {
		t.Errorf("got %v", packets)
	}
}
