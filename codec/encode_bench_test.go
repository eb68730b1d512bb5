package codec_test

import (
	"net/netip"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// BenchmarkEncode makes a route request of names and values.
func BenchmarkEncode(b *testing.B) {
	enc := codec.Encoder{Registry: tables.Registry()}
	r := &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWROUTE", Flags: 0x500,
		Fixed: map[string]any{"rtm_family": 2, "rtm_dst_len": 32, "rtm_table": 254, "rtm_protocol": 4,
			"rtm_scope": 253, "rtm_type": 1},
		Attrs: []codec.A{{Name: "RTA_DST", Value: netip.MustParseAddr("192.0.2.1")}, {Name: "RTA_OIF", Value: 1}},
	}
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if dst, err = enc.Append(dst[:0], r); err != nil {
			b.Fatal(err)
		}
	}
}
