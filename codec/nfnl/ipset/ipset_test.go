package ipset_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/nfnl"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// addRange is what ipset 7.17 sent for "ipset add addresses 192.0.2.4-192.0.2.7".
const addRange = "" +
	"5000000009060502d6b1016b000000000200000005000100070000000e000200616464726573736573000000240007800c000180" +
	"08000140c00002040c00028008000140c00002070800094000000000"

type list = []codec.A

// TestAddRange writes a range by names as ipset does: with NLA_F_NET_BYTEORDER where the kernel wants it.
func TestAddRange(t *testing.T) {
	want := codectest.DecodeOf(t, nfnl.Protocol, codectest.Octets(t, addRange))
	enc := codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol)}
	got, err := enc.Append(nil, &codec.Request{
		Protocol: "NETLINK_NETFILTER", Type: "IPSET_CMD_ADD", FlagNames: "request|ack|excl", Seq: want.Header().Seq,
		Fixed: map[string]any{"nfgen_family": "ipv4"},
		Attrs: list{
			{Name: "IPSET_ATTR_PROTOCOL", Value: 7},
			{Name: "IPSET_ATTR_SETNAME", Value: "addresses"},
			{Name: "IPSET_ATTR_DATA", Value: list{
				{Name: "IPSET_ATTR_IP", Value: list{{Name: "IPSET_ATTR_IPADDR_IPV4", Value: "192.0.2.4"}}},
				{Name: "IPSET_ATTR_IP_TO", Value: list{{Name: "IPSET_ATTR_IPADDR_IPV4", Value: "192.0.2.7"}}},
				{Name: "IPSET_ATTR_CADT_LINENO", Value: 0},
			}},
		},
	})
	if err != nil || !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%v\ngot  %x\nwant %x", err, got, want.Bytes())
	}
	if back, err := form.JSON.Parse(&enc, form.JSON.Append(nil, want)); err != nil || !bytes.Equal(back, want.Bytes()) {
		t.Errorf("JSON gives % x, %v back", back, err)
	}
}

// TestFlagsOfDel names NLM_F_EXCL in a request that deletes: without it, what is not there is no error.
func TestFlagsOfDel(t *testing.T) {
	m := codectest.DecodeOf(t, nfnl.Protocol, codectest.Octets(t, "140000000a0605020000000000000000"+"02000000"))
	if got := string(form.OneLine.Append(nil, m)); !strings.Contains(got, "NLM_F_REQUEST|NLM_F_ACK|NLM_F_EXCL ") {
		t.Error(got)
	}
}

// TestByteOrders reads the same number in either order, by NLA_F_NET_BYTEORDER.
func TestByteOrders(t *testing.T) {
	const head = "20000000020601000000000000000000" + "02000000" + "0c000780"
	for _, c := range []struct{ attr, what string }{
		{"08000600" + "2c010000", "in the order of the host"}, {"08000640" + "0000012c", "in network order"},
	} {
		m := codectest.DecodeOf(t, nfnl.Protocol, codectest.Octets(t, head+c.attr))
		a, _ := m.Attr("IPSET_ATTR_DATA/IPSET_ATTR_TIMEOUT")
		if a.Value() != uint64(300) {
			t.Errorf("%s: %v", c.what, a.Value())
		}
	}
}

// TestEntryKeys tells entries of hash:net,iface apart as the kernel does: an interface and a port of a bridge of the
// same name are two, a network that matches and one that does not is the same.
func TestEntryKeys(t *testing.T) {
	enc := codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol)}
	key := func(flags ...codec.A) string {
		t.Helper()
		b, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_NETFILTER", Type: "IPSET_CMD_ADD", Attrs: list{
			{Name: "IPSET_ATTR_SETNAME", Value: "s"},
			{Name: "IPSET_ATTR_DATA", Value: append(list{
				{Name: "IPSET_ATTR_IP", Value: list{{Name: "IPSET_ATTR_IPADDR_IPV4", Value: "192.0.2.0"}}},
				{Name: "IPSET_ATTR_CIDR", Value: 24}, {Name: "IPSET_ATTR_IFACE", Value: "eth0"},
			}, flags...)},
		}})
		if err != nil {
			t.Fatal(err)
		}
		key, ok := codectest.DecodeOf(t, nfnl.Protocol, b).AppendKey(nil)
		if !ok {
			t.Fatalf("%x has no key", b)
		}
		return string(key)
	}
	plain := key()
	if nomatch := key(codec.A{Name: "IPSET_ATTR_CADT_FLAGS", Value: "nomatch"}); nomatch != plain {
		t.Error("an entry that does not match is another")
	}
	if port := key(codec.A{Name: "IPSET_ATTR_CADT_FLAGS", Value: "physdev"}); port == plain {
		t.Error("a port of a bridge is the interface")
	}
}

// TestErrnos names what requests are refused with, by what they are about.
func TestErrnos(t *testing.T) {
	enc := codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol)}
	ip := codec.A{Name: "IPSET_ATTR_IP", Value: list{{Name: "IPSET_ATTR_IPADDR_IPV4", Value: "192.0.2.4"}}}
	data := func(attrs ...codec.A) list {
		return list{{Name: "IPSET_ATTR_SETNAME", Value: "s"}, {Name: "IPSET_ATTR_DATA", Value: attrs}}
	}
	for _, c := range []struct {
		command string
		attrs   list // nil: the answer quotes the header only
		errno   int
		want    string
	}{
		{"ADD", data(ip), 17, "EEXIST"},
		{"ADD", data(ip), 4103, "IPSET_ERR_EXIST"},
		{"ADD", data(ip), 4352, "IPSET_ERR_BITMAP_RANGE or IPSET_ERR_HASH_FULL"},
		{"ADD", data(ip, codec.A{Name: "IPSET_ATTR_PROTO", Value: "tcp"}), 4352, "IPSET_ERR_HASH_FULL"},
		{"ADD", data(codec.A{Name: "IPSET_ATTR_PORT", Value: 80}), 4352, "IPSET_ERR_BITMAP_RANGE"},
		{"DEL", data(codec.A{Name: "IPSET_ATTR_NAME", Value: "x"}), 4352, "IPSET_ERR_NAME"},
		{"ADD", data(codec.A{Name: "IPSET_ATTR_NAME", Value: "x"}), 4355, "IPSET_ERR_NAMEREF"},
		{"ADD", data(ip), 4355, "IPSET_ERR_MISSING_PROTO"},
		{"ADD", nil, 4355, "IPSET_ERR_MISSING_PROTO or IPSET_ERR_NAMEREF"},
		{"CREATE", list{{Name: "IPSET_ATTR_TYPENAME", Value: "bitmap:ip"}}, 4353, "IPSET_ERR_BITMAP_RANGE_SIZE"},
		{"CREATE", list{{Name: "IPSET_ATTR_TYPENAME", Value: "hash:ip"}}, 4352, "IPSET_ERR_HASH_FULL"},
		{"CREATE", list{{Name: "IPSET_ATTR_TYPENAME", Value: "list:set"}}, 4353, "IPSET_ERR_LOOP"},
		{"SWAP", list{{Name: "IPSET_ATTR_SETNAME2", Value: "x"}}, 4102, "IPSET_ERR_TYPE_MISMATCH"},
		{"SWAP", list{{Name: "IPSET_ATTR_SETNAME2", Value: "x"}}, 4352, ""},
	} {
		request, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_NETFILTER", Type: "IPSET_CMD_" + c.command,
			Attrs: c.attrs})
		if err != nil {
			t.Fatal(err)
		}
		if c.attrs != nil {
			if got := codectest.DecodeOf(t, nfnl.Protocol, request).ErrnoName(c.errno); got != c.want {
				t.Errorf("%s: %d is %q, want %q", c.command, c.errno, got, c.want)
			}
		}
		if got := answer(t, request, c.attrs == nil).ErrnoName(c.errno); got != c.want {
			t.Errorf("answer to %s: %d is %q, want %q", c.command, c.errno, got, c.want)
		}
	}
}

// answer makes an NLMSG_ERROR that quotes a request, or its header only.
func answer(t *testing.T, request []byte, capped bool) *codec.Message {
	t.Helper()
	h := codec.Header{Type: codec.TypeError}
	if capped {
		request, h.Flags = request[:codec.HeaderLen], codec.FlagCapped
	}
	h.Len = uint32(codec.HeaderLen + 4 + len(request))
	b := append(h.Append(nil, false), 0, 0, 0, 0)
	return codectest.DecodeOf(t, nfnl.Protocol, append(b, request...))
}
