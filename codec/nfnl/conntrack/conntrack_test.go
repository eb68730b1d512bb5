package conntrack_test

import (
	"bytes"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/nfnl"
	"github.com/nlkit/nlkit/internal/test/codectest"
)

// insert is what conntrack 1.4.7 sent for "conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 1000 --dport 80
// --state ESTABLISHED -t 6000 -u ASSURED,SEEN_REPLY -m 0x11". The padding has what was in the memory before.
const insert = "" +
	"b400000000010506b3a5016b0000000002000000340001801400018008000100c000020108000200c63364011c00028005000100" +
	"060000000600020003e800000600030000500000340002801400018008000100c633640108000200c00002011c00028005000100" +
	"0610000006000200005000000600030003e84525080003000000000e08000700000017700800080000000011200004801c000180" +
	"05000100037405dc060004000a0a4525060005000a0a0000"

type list = []codec.A

// tuple is a tuple of TCP.
func tuple(src, dst string, sport, dport int) list {
	return list{
		{Name: "CTA_TUPLE_IP", Value: list{{Name: "CTA_IP_V4_SRC", Value: src}, {Name: "CTA_IP_V4_DST", Value: dst}}},
		{Name: "CTA_TUPLE_PROTO", Value: list{{Name: "CTA_PROTO_NUM", Value: "tcp"},
			{Name: "CTA_PROTO_SRC_PORT", Value: sport},
			{Name: "CTA_PROTO_DST_PORT", Value: dport}}},
	}
}

// TestInsert writes a connection by names as conntrack does, padding aside.
func TestInsert(t *testing.T) {
	const both = "IP_CT_TCP_FLAG_SACK_PERM|IP_CT_TCP_FLAG_BE_LIBERAL"
	liberal := map[string]any{"flags": both, "mask": both}
	want := codectest.DecodeOf(t, nfnl.Protocol, codectest.Octets(t, insert))
	clearPadding(want.Root())
	enc := codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol)}
	got, err := enc.Append(nil, &codec.Request{
		Protocol: "NETLINK_NETFILTER", Type: "IPCTNL_MSG_CT_NEW", FlagNames: "request|ack|excl|create",
		Seq: want.Header().Seq, Fixed: map[string]any{"nfgen_family": "ipv4"},
		Attrs: list{
			{Name: "CTA_TUPLE_ORIG", Value: tuple("192.0.2.1", "198.51.100.1", 1000, 80)},
			{Name: "CTA_TUPLE_REPLY", Value: tuple("198.51.100.1", "192.0.2.1", 80, 1000)},
			{Name: "CTA_STATUS", Value: "seen_reply|assured|confirmed"},
			{Name: "CTA_TIMEOUT", Value: 6000},
			{Name: "CTA_MARK", Value: 0x11},
			{Name: "CTA_PROTOINFO", Value: list{{Name: "CTA_PROTOINFO_TCP", Value: list{
				{Name: "CTA_PROTOINFO_TCP_STATE", Value: "established"},
				{Name: "CTA_PROTOINFO_TCP_FLAGS_ORIGINAL", Value: liberal},
				{Name: "CTA_PROTOINFO_TCP_FLAGS_REPLY", Value: liberal},
			}}}},
		},
	})
	if err != nil || !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%v\ngot  %x\nwant %x", err, got, want.Bytes())
	}
}

// clearPadding sets the octets after attributes to zero, up to where the next one starts.
func clearPadding(in codec.Attr) {
	for a := range in.Children() {
		pad, _ := a.Padding()
		clear(pad)
		clearPadding(a)
	}
}

// TestInsertRebuilt makes the same octets again of what is shown of them, the padding included.
func TestInsertRebuilt(t *testing.T) {
	m := codectest.DecodeOf(t, nfnl.Protocol, codectest.Octets(t, insert))
	enc := codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol)}
	if back, err := form.JSON.Parse(&enc, form.JSON.Append(nil, m)); err != nil || !bytes.Equal(back, m.Bytes()) {
		t.Errorf("JSON gives % x, %v back", back, err)
	}
}

// TestSignedOffsets reads and writes changes of sequence numbers that make what is sent shorter.
func TestSignedOffsets(t *testing.T) {
	enc := codec.Encoder{Registry: codec.NewRegistry(nfnl.Protocol)}
	b, err := enc.Append(nil, &codec.Request{Protocol: "NETLINK_NETFILTER", Type: "IPCTNL_MSG_CT_NEW", Attrs: list{
		{Name: "CTA_SEQ_ADJ_ORIG", Value: list{{Name: "CTA_SEQADJ_OFFSET_AFTER", Value: -3}}}}})
	if err != nil || !bytes.HasSuffix(b, []byte{0xff, 0xff, 0xff, 0xfd}) {
		t.Fatalf("% x, %v", b, err)
	}
	m := codectest.DecodeOf(t, nfnl.Protocol, b)
	if a, _ := m.Attr("CTA_SEQ_ADJ_ORIG/CTA_SEQADJ_OFFSET_AFTER"); a.Value() != int64(-3) {
		t.Errorf("the offset is %v", a.Value())
	}
}

// TestStatisticsOfExpectations tells the answers to IPCTNL_MSG_EXP_GET_STATS_CPU from the requests that have their type.
func TestStatisticsOfExpectations(t *testing.T) {
	const (
		header = "1c0000000301000001000000000000000000000208000200"
		answer = header + "00000005"
	)
	m := codectest.DecodeOf(t, nfnl.Protocol, codectest.Octets(t, answer))
	if a, ok := m.Attr("CTA_STATS_EXP_CREATE"); !ok || a.Value() != uint64(5) {
		t.Error("an answer has no statistics")
	}
	if m.OnlyReads() {
		t.Error("IPCTNL_MSG_CT_GET_CTRZERO is said to leave the counters")
	}
	request := codectest.DecodeOf(t, nfnl.Protocol,
		codectest.Octets(t, "1c0000000301010001000000000000000000000208000800"+"00000005"))
	if a, ok := request.Attr("CTA_MARK"); !ok || a.Value() != uint64(5) {
		t.Error("a request has no attributes of connections")
	}
}
