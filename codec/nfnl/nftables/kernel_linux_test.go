package nftables_test

import (
	"bytes"
	"fmt"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/nfnl"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/codectest"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// beyondNft are expressions that nft 1.0.6 cannot ask for, or not with all attributes, with what each needs. A kernel
// answers with the same.
var beyondNft = map[string]struct {
	needs testbed.Need
	data  list
}{
	"last":      {testbed.Kernel(5, 14), list{{Name: "set", Value: 1}}},
	"connlimit": {testbed.Module("nft_connlimit"), list{{Name: "count", Value: 7}, {Name: "flags", Value: "inv"}}},
	"inner": {testbed.Kernel(6, 2), list{{Name: "hdrsize", Value: 8}, {Name: "num", Value: 0},
		{Name: "type", Value: "vxlan"}, {Name: "flags", Value: "hdrsize|ll|nh|th"}, {Name: "expr", Value: list{
			{Name: "name", Value: "payload"}, {Name: "data", Value: list{{Name: "base", Value: "network_header"},
				{Name: "offset", Value: 12}, {Name: "len", Value: 4}, {Name: "dreg", Value: "reg_1"}}}}}}},
	"synproxy": {testbed.Module("nft_synproxy"), list{{Name: "mss", Value: 1460}, {Name: "wscale", Value: 7},
		{Name: "flags", Value: "mss|sack_perm"}}},
}

// TestBeyondNft asks the running kernel for expressions that nft does not know, and compares what it answers.
func TestBeyondNft(t *testing.T) {
	for name, e := range beyondNft {
		t.Run(name, func(t *testing.T) {
			testbed.Require(t, testbed.Root(), testbed.Module("nf_tables"), e.needs)
			testbed.NetNS(t)
			s := open(t)
			s.makeTable(t, "inet")
			want := s.change(t, codec.Request{Type: "NFT_MSG_NEWRULE", FlagNames: "create|append",
				Fixed: fixed{"family": "inet"}, Attrs: list{{Name: "table", Value: "t"}, {Name: "chain", Value: "c"},
					{Name: "expressions", Value: list{expr(name, e.data...)}}}})
			rules := s.dump(t, "NFT_MSG_GETRULE")
			compare(t, at(t, rules[0], "expressions/elem/data"), at(t, want, "expressions/elem/data"))
		})
	}
}

// tunnels are objects of type tunnel, of which nft 1.0.6 knows nothing.
var tunnels = map[string]list{
	"vxlan": {{Name: "id", Value: 5}, {Name: "ip", Value: list{{Name: "src", Value: "192.0.2.1"},
		{Name: "dst", Value: "192.0.2.2"}}}, {Name: "sport", Value: 1000}, {Name: "dport", Value: 4789},
		{Name: "flags", Value: "zero_csum_tx"}, {Name: "tos", Value: 4}, {Name: "ttl", Value: 64},
		{Name: "opts", Value: list{{Name: "vxlan", Value: list{{Name: "gbp", Value: 7}}}}}},
	"erspan": {{Name: "id", Value: 6}, {Name: "ip6", Value: list{{Name: "src", Value: "2001:db8::1"},
		{Name: "dst", Value: "2001:db8::2"}, {Name: "flowlabel", Value: 9}}},
		{Name: "opts", Value: list{{Name: "erspan", Value: list{{Name: "version", Value: 1},
			{Name: "v1_index", Value: 3}}}}}},
	"geneve": {{Name: "id", Value: 8}, {Name: "ip", Value: list{{Name: "dst", Value: "192.0.2.2"}}},
		{Name: "opts", Value: list{{Name: "geneve", Value: list{{Name: "class", Value: 0x101},
			{Name: "type", Value: 2}, {Name: "data", Value: []byte{1, 2, 3, 4}}}}}}},
}

// TestTunnels asks a kernel for objects of type tunnel, and for an expression that looks at tunnels. Both are for
// devices alone.
func TestTunnels(t *testing.T) {
	testbed.Require(t, testbed.Root(), testbed.Module("nft_tunnel"))
	testbed.NetNS(t)
	s := open(t)
	s.makeTable(t, "netdev")
	for name, data := range tunnels {
		want := s.change(t, codec.Request{Type: "NFT_MSG_NEWOBJ", FlagNames: "create", Fixed: fixed{"family": "netdev"},
			Attrs: list{{Name: "table", Value: "t"}, {Name: "name", Value: name}, {Name: "type", Value: "tunnel"},
				{Name: "data", Value: data}}})
		for _, m := range s.dump(t, "NFT_MSG_GETOBJ") {
			if codec.SameObject(m, want) {
				compare(t, at(t, m, "data"), at(t, want, "data"))
			}
		}
	}
	want := s.change(t, codec.Request{Type: "NFT_MSG_NEWRULE", FlagNames: "create|append",
		Fixed: fixed{"family": "netdev"}, Attrs: list{{Name: "table", Value: "t"}, {Name: "chain", Value: "c"},
			{Name: "expressions", Value: list{expr("tunnel", codec.A{Name: "key", Value: "id"},
				codec.A{Name: "dreg", Value: "reg32_05"}, codec.A{Name: "mode", Value: "rx"})}}}})
	rules := s.dump(t, "NFT_MSG_GETRULE")
	compare(t, at(t, rules[0], "expressions/elem/data"), at(t, want, "expressions/elem/data"))
}

func at(t *testing.T, m *codec.Message, path string) codec.Attr {
	t.Helper()
	a, ok := m.Attr(path)
	if !ok {
		t.Fatalf("%s has no %s: %s", m.Name(), path, form.Text.Append(nil, m))
	}
	return a
}

// compare holds what a nest has against what was asked for: all of that is in it, and all in it is known. What the
// nests of tunnel options hold, old kernels answer with in their place.
func compare(t *testing.T, got, want codec.Attr) {
	t.Helper()
	for a := range got.Children() {
		if !a.Known() {
			t.Errorf("%s is not known", a.Path())
		}
	}
	for w := range want.Children() {
		g, ok := got.Attr(w.Name())
		switch {
		case w.IsNest() && ok && g.IsNest():
			compare(t, g, w)
		case w.IsNest() && want.Name() == "NFTA_TUNNEL_KEY_OPTS":
			bare, ok := got.Attr(fmt.Sprint(w.Type()))
			inner, _ := w.Attr(fmt.Sprint(w.Type()))
			if !ok || !bytes.Equal(bare.Payload(), inner.Payload()) {
				t.Errorf("%s is % x, want % x", bare.Path(), bare.Payload(), inner.Payload())
			}
		case !ok || !bytes.Equal(g.Payload(), w.Payload()):
			t.Errorf("%s is % x, want % x", w.Path(), g.Payload(), w.Payload())
		}
	}
}

// socket is a socket of NETLINK_NETFILTER.
type socket struct {
	fd  int
	enc codec.Encoder
	seq uint32
}

func open(t *testing.T) *socket {
	t.Helper()
	fd, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_NETFILTER)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) })
	return &socket{fd: fd, enc: codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol), BigEndian: host.BigEndian,
		Protocol: "NETLINK_NETFILTER"}}
}

func (s *socket) append(t *testing.T, b []byte, r codec.Request) []byte {
	t.Helper()
	s.seq++
	r.Seq = s.seq
	r.Flags |= codec.FlagRequest
	b, err := s.enc.Append(b, &r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (s *socket) send(t *testing.T, b []byte) {
	t.Helper()
	if err := unix.Sendto(s.fd, b, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		t.Fatal(err)
	}
}

// makeTable makes a table t with a chain c.
func (s *socket) makeTable(t *testing.T, family string) {
	t.Helper()
	s.change(t, codec.Request{Type: "NFT_MSG_NEWTABLE", Fixed: fixed{"family": family},
		Attrs: list{{Name: "name", Value: "t"}}})
	s.change(t, codec.Request{Type: "NFT_MSG_NEWCHAIN", FlagNames: "create", Fixed: fixed{"family": family},
		Attrs: list{{Name: "table", Value: "t"}, {Name: "name", Value: "c"}}})
}

// change sends a request in a batch, and returns it decoded.
func (s *socket) change(t *testing.T, r codec.Request) *codec.Message {
	t.Helper()
	batch := codec.Request{Type: "NFNL_MSG_BATCH_BEGIN", Fixed: fixed{"res_id": "nftables"}}
	b := s.append(t, nil, batch)
	start := len(b)
	r.Flags |= codec.FlagAck
	b = s.append(t, b, r)
	m := codectest.DecodeOf(t, nfnl.Protocol, b[start:])
	batch.Type = "NFNL_MSG_BATCH_END"
	s.send(t, s.append(t, b, batch))
	for _, answer := range s.receive(t) {
		if errno, _ := answer.Error(); errno != 0 {
			t.Fatalf("%v: %s", syscall.Errno(errno), form.Text.Append(nil, m))
		}
	}
	return m
}

// receive reads the messages of a datagram.
func (s *socket) receive(t *testing.T) (all []*codec.Message) {
	t.Helper()
	b := make([]byte, 64<<10)
	n, err := unix.Read(s.fd, b)
	if err != nil {
		t.Fatal(err)
	}
	for msg := range host.Messages(b[:n]) {
		dec := codec.Decoder{Registry: s.enc.Registry}
		m := new(codec.Message)
		c := codec.Context{Protocol: unix.NETLINK_NETFILTER, BigEndian: host.BigEndian}
		if err := dec.Decode(m, c, msg); err != nil {
			t.Error(err)
		}
		all = append(all, m)
	}
	return all
}

// dump returns what a request for a dump is answered with.
func (s *socket) dump(t *testing.T, typ string) (all []*codec.Message) {
	t.Helper()
	s.send(t, s.append(t, nil, codec.Request{Type: typ, Flags: codec.FlagDump}))
	for {
		for _, m := range s.receive(t) {
			if m.IsControl() {
				return all
			}
			all = append(all, m)
		}
	}
}
