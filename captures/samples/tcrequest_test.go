package samples_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

type (
	fields = map[string]any
	nest   = []codec.A
)

// rateTable is how long tc says that packets take at a rate, in ticks of 64 ns: of up to so many octets, up to twice as
// many, and so on.
func rateTable(rate float64, step int) (table []uint32) {
	for i := range 256 {
		microseconds := uint64(1e6 * float64(step*(i+1)) / rate)
		table = append(table, uint32(microseconds*1000/64))
	}
	return table
}

// unmarked returns a request without NLA_F_NESTED, which tc leaves out of most nests, and codec sets.
func unmarked(t *testing.T, b []byte) []byte {
	t.Helper()
	b = bytes.Clone(b)
	var m codec.Message
	d := codec.Decoder{Registry: capturetest.Registry()}
	if err := d.Decode(&m, codec.Context{}, b); err != nil {
		t.Fatal(err)
	}
	var walk func(in codec.Attr)
	walk = func(in codec.Attr) {
		for a := range in.Children() {
			b[a.Offset()+3] &= 0x7f
			walk(a)
		}
	}
	walk(m.Root())
	return b
}

// TestTCRequests writes requests of tc by hand, and compares them to what tc sent.
func TestTCRequests(t *testing.T) {
	twenty := fields{"cell_log": 3, "linklayer": "ETHERNET", "cell_align": -1, "rate": "20Mbit"}
	for _, r := range []struct {
		kind          string
		index, handle uint64
		codec.Request
	}{
		{"htb", 10, 0x10001, codec.Request{Type: "newtclass",
			Fixed: fields{"ifindex": 10, "parent": "1:", "handle": "1:1"},
			Attrs: nest{{Name: "kind", Value: "htb"}, {Name: "options", Value: nest{
				{Name: "parms", Value: fields{"rate": twenty, "ceil": twenty, "buffer": 640 * time.Microsecond,
					"cbuffer": "640µs"}},
				{Name: "rtab", Value: rateTable(2.5e6, 8)},
				{Name: "ctab", Value: rateTable(2.5e6, 8)},
			}}}}},
		{"netem", 27, 0x10000, codec.Request{Type: "newqdisc",
			Fixed: fields{"ifindex": 27, "parent": "root", "handle": "1:"},
			Attrs: nest{{Name: "kind", Value: "netem"}, {Name: "options", Value: codec.Nested{
				Fixed: fields{"latency": "5s", "jitter": "1s", "limit": 1000},
				Attrs: nest{
					{Name: "loss", Value: nest{
						{Name: "ge", Value: fields{"p": "1%", "r": "10%", "h": "30%", "k1": "0.1%"}}}},
					{Name: "rate64", Value: "40Gbit"}, {Name: "rate", Value: fields{"rate": uint32(1<<32 - 1)}},
				}}}}}},
		{"cake", 24, 0x10000, codec.Request{Type: "newqdisc",
			Fixed: fields{"ifindex": 24, "parent": "root", "handle": "1:"},
			Attrs: nest{{Name: "kind", Value: "cake"}, {Name: "options", Value: nest{
				{Name: "base_rate64", Value: "10Mbit"}, {Name: "diffserv_mode", Value: "diffserv4"},
				{Name: "atm", Value: "atm"}, {Name: "flow_mode", Value: "triple"}, {Name: "overhead", Value: 18},
				{Name: "mpu", Value: 96}, {Name: "rtt", Value: "50ms"}, {Name: "target", Value: "2.5ms"},
				{Name: "autorate", Value: 0}, {Name: "memory", Value: 2 << 20}, {Name: "fwmark", Value: 0xf},
				{Name: "nat", Value: 1}, {Name: "wash", Value: 1}, {Name: "split_gso", Value: 1},
				{Name: "ingress", Value: 1}, {Name: "ack_filter", Value: "filter"},
			}}}}},
	} {
		r.Protocol, r.FlagNames = "route", "request|ack|create|excl"
		found := false
		for _, m := range load(t, "tc-qdisc-add.strace.gz").Messages {
			kind, _ := m.Attr("TCA_KIND")
			index, _ := m.Field("tcm_ifindex")
			handle, _ := m.Field("tcm_handle")
			if m.Header().Flags&codec.FlagRequest == 0 || kind.Text() != r.kind || index != r.index ||
				handle != r.handle {
				continue
			}
			found = true
			r.Seq = m.Header().Seq
			b, err := (&codec.Encoder{Registry: capturetest.Registry()}).Append(nil, &r.Request)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := unmarked(t, b), unmarked(t, m.Bytes()); !bytes.Equal(got, want) {
				t.Errorf("%s:\ngot  %x\nwant %x", r.kind, got, want)
			}
		}
		if !found {
			t.Errorf("the sample has no request for %s", r.kind)
		}
	}
}
