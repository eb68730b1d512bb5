package oracle

import (
	"fmt"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/internal/test/testbed"
)

// linkFields is what tshark finds in a link with a name and an MTU, 16 octets into the packet.
func linkFields() []Field {
	return []Field{
		{"netlink.hdr_len", "48", 16, 4}, {"netlink-route.nltype", "16", 20, 2}, {"netlink.hdr_flags", "0x0000", 22, 2},
		{"netlink.hdr_seq", "7", 24, 4}, {"netlink.hdr_pid", "0", 28, 4},
		{"netlink.attr_len", "7", 48, 2}, {"netlink.attr_type", "0x0003", 50, 2},
		{"netlink.attr_type.nested", "0", 50, 2},
		{"netlink-route.ifla_ifname", "lo", 52, 3},
		{"netlink.attr_len", "8", 56, 2}, {"netlink.attr_type", "0x0004", 58, 2},
		{"netlink-route.ifla_mtu", "1500", 60, 4},
	}
}

func TestTsharkComparison(t *testing.T) {
	m := newLink(t, 7, attr(iflaIfname, 'l', 'o', 0), attr(iflaMTU, 0xdc, 5, 0, 0))
	change := func(i int, f Field) func([]Field) []Field {
		return func(fields []Field) []Field { fields[i] = f; return fields }
	}
	for _, test := range []struct {
		name   string
		change func([]Field) []Field
		want   []string // path and values of the differences
	}{
		{"the same", func(f []Field) []Field { return f }, nil},
		{"sequence number", change(3, Field{"netlink.hdr_seq", "8", 24, 4}), []string{"nlmsg_seq 7|8"}},
		{"no type", change(1, Field{"netlink.other", "16", 20, 2}), []string{"nlmsg_type 16|none"}},
		{"length", change(5, Field{"netlink.attr_len", "6", 48, 2}), []string{"IFLA_IFNAME length 7|6"}},
		{"number", change(6, Field{"netlink.attr_type", "0x8005", 50, 2}), []string{"IFLA_IFNAME type 3|5"}},
		{"flag", change(7, Field{"netlink.attr_type.nested", "1", 50, 2}), []string{"IFLA_IFNAME NLA_F_NESTED 0|1"}},
		{"value", change(11, Field{"netlink-route.ifla_mtu", "1501", 60, 4}),
			[]string{"IFLA_MTU 1500|1501 netlink-route.ifla_mtu"}},
		{"one less", func(f []Field) []Field { return f[:9] }, []string{"IFLA_MTU an attribute of 8 octets|none"}},
		{"one more", func(f []Field) []Field { return append(f, Field{"netlink.attr_len", "4", 60, 2}) },
			[]string{"IFLA_MTU inside no attribute|one of 4 octets"}},
		{"message inside", func(f []Field) []Field { return append(f, Field{"netlink.hdr_len", "16", 48, 4}) },
			[]string{"message at octet 32 none|one of 16 octets"}},
		{"no message", func([]Field) []Field { return nil }, []string{"header a message|none"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := tsharkComparison{tallies: Tallies{}}
			p := packet{messages: captureOf(m).Messages}
			c.packet(p, test.change(linkFields()))
			var got []string
			for _, d := range c.differences {
				got = append(got, d.Path[len("RTM_NEWLINK/"):]+" "+d.Values())
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPyroute2Comparison(t *testing.T) {
	testbed.Require(t, testbed.File("/usr/lib/python3/dist-packages/pyroute2"))
	m := newLink(t, 7, attr(iflaIfname, 'l', 'o', 0), attr(iflaMTU, 0xdc, 5, 0, 0))
	other := newLink(t, 7, attr(iflaIfname, 'l', 'l', 0), attr(iflaMTU, 0xdc, 5, 0, 0))
	requests := []request{requestOf(m), requestOf(m), requestOf(m), requestOf(m), requestOf(m)}
	requests[1].Text = requestOf(other).Text
	requests[2].Places[0][1] = 6
	requests[3].Places = requests[3].Places[:1]
	requests[4].Places = append(requests[4].Places, []any{60, 4, 1, -1, false, "IFLA_ADDRESS"})
	answers := make([]answer, len(requests))
	if err := runPyroute2(requests, answers); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"",
		"IFLA_IFNAME 'll'|'lo'",
		"IFLA_IFNAME '6 octets of type 3'|'7 octets of type 3'",
		"/inside 'no attribute'|'IFLA_MTU of 8 octets'",
		"IFLA_ADDRESS '4 octets of type 1'|'nothing'",
	}
	for i, a := range answers {
		got := ""
		for _, d := range a.Differences {
			if d.Path != "state" && d.Path != "__align" { // which pyroute2 adds
				got += fmt.Sprint(d.Path, " ", d.Values())
			}
		}
		if got != want[i] || a.Failed != "" || a.NoClass {
			t.Errorf("%d: got %q, failed %q, want %q", i, got, a.Failed, want[i])
		}
	}
}
