package bpf_test

import (
	"slices"
	"testing"

	xbpf "golang.org/x/net/bpf"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/filter/bpf"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
)

func compile(t testing.TB, expression string) *bpf.Filter {
	t.Helper()
	p, err := filter.Compile(tables.Registry(), expression)
	if err != nil {
		t.Fatal(err)
	}
	return bpf.Compile(tables.Registry(), linux.NETLINK_ROUTE, p)
}

// link is an event about a link, or of another type.
func link(t testing.TB, typ string, attrs ...codec.A) []byte {
	t.Helper()
	enc := codec.Encoder{Registry: tables.Registry(), BigEndian: host.BigEndian, Protocol: "NETLINK_ROUTE"}
	r := codec.Request{Type: typ, PortID: 77, Attrs: attrs}
	if typ == "RTM_NEWLINK" {
		r.Fixed = map[string]any{"ifi_index": 3}
	}
	b, err := enc.Append(nil, &r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestHeaders judges messages by their headers, in the virtual machine of package golang.org/x/net/bpf.
func TestHeaders(t *testing.T) {
	newLink, newRoute := link(t, "RTM_NEWLINK"), link(t, "RTM_NEWROUTE")
	unknown := codec.Header{Len: 16, Type: 0x3ff0}.Append(nil, host.BigEndian)
	failed := codec.Header{Len: 16, Type: codec.TypeError}.Append(nil, host.BigEndian)
	for _, tc := range []struct {
		expression string
		port       uint32
		datagram   []byte
		want       bool
	}{
		{`type == "RTM_NEWLINK"`, 0, newLink, true},
		{`type == "RTM_NEWLINK"`, 0, newRoute, false},
		{`type != "RTM_NEWLINK"`, 0, newLink, false},
		{`type != "RTM_NEWLINK"`, 0, newRoute, true},
		{`type == "RTM_NEWLINK"`, 0, unknown, false},
		{`type == "RTM_NEWLINK"`, 0, failed, true},    // an answer
		{`type == "RTM_NEWLINK"`, 77, newRoute, true}, // to a request of the socket
		{`type == "RTM_NEWLINK"`, 0, slices.Concat(newRoute, newLink), true},
		{`type == "RTM_NEWLINK"`, 0, newRoute[:10], true},
		{`type in ["RTM_NEWROUTE", "RTM_DELROUTE"]`, 0, newRoute, true},
		{`type in ["RTM_NEWROUTE", "RTM_DELROUTE"]`, 0, newLink, false},
		{`ifi_index == 3`, 0, newLink, true},
		{`ifi_index == 4`, 0, newLink, false},
		{`ifi_index > 3`, 0, newLink, true}, // it is signed, and not decided
		{`ifi_index == 3`, 0, newRoute, false},
		{`proto == "NETLINK_ROUTE"`, 0, newRoute, true},
		{`proto == "NETLINK_XFRM"`, 0, newRoute, false},
		{`flags == 1 || port == 77`, 0, newRoute, true},
		{`"NLM_F_CREATE" in flags`, 0, newRoute, false},
		{`!("NLM_F_CREATE" in flags)`, 0, newRoute, true},
		{`comm == "ip"`, 0, newRoute, true}, // nothing that a message tells
		{`comm == "ip" && type == "RTM_NEWLINK"`, 0, newRoute, false},
		{`comm == "ip" || type == "RTM_NEWLINK"`, 0, newRoute, true},
	} {
		vm, err := xbpf.NewVM(compile(t, tc.expression).Instructions(tc.port))
		if err != nil {
			t.Fatalf("%s: %v", tc.expression, err)
		}
		n, err := vm.Run(tc.datagram)
		if err != nil || n > 0 != tc.want {
			t.Errorf("%s of %x: got %d, %v, want %v", tc.expression, tc.datagram, n, err, tc.want)
		}
	}
}

func TestExplain(t *testing.T) {
	f := compile(t, `type == "RTM_NEWLINK" && (attr.IFLA_MTU < 1500 || attr.IFLA_IFNAME startsWith "e")`)
	kernel, left := f.Explain()
	if want := []string{`type == "RTM_NEWLINK"`, `attr.IFLA_MTU < 1500`}; !slices.Equal(kernel, want) {
		t.Errorf("the kernel decides %q, want %q", kernel, want)
	}
	if want := []string{"what is calculated of attr.IFLA_IFNAME"}; !slices.Equal(left, want) {
		t.Errorf("%q are left, want %q", left, want)
	}
	if f.Trivial() || !compile(t, `comm == "ip"`).Trivial() {
		t.Error("what lets everything pass is trivial, and nothing else")
	}
}
