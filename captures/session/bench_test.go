package session_test

import (
	"encoding/binary"
	"io"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// routes is a datagram of a dump of routes, 32 KiB long as the kernel makes them.
func routes(b *testing.B) captures.Record {
	msg := request(b, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWROUTE", Flags: codec.FlagMulti, Seq: 5, PortID: 9,
		Fixed: map[string]any{"rtm_family": "AF_INET", "rtm_dst_len": 32, "rtm_table": "RT_TABLE_MAIN",
			"rtm_type": "RTN_UNICAST"},
		Attrs: []codec.A{
			{Name: "RTA_TABLE", Value: 254}, {Name: "RTA_DST", Value: "10.1.2.3"},
			{Name: "RTA_GATEWAY", Value: "192.0.2.2"},
			{Name: "RTA_OIF", Value: 2},
		},
	})
	var all [][]byte
	for range 32768 / len(msg) {
		all = append(all, msg)
	}
	return record(time.Microsecond, codec.Received, 0, all...)
}

// repeat is a Reader of a request and one record over and over.
type repeat struct {
	first, rec captures.Record
	n          int
}

func (r *repeat) Next(rec *captures.Record) error {
	if r.n--; r.n < 0 {
		return io.EOF
	}
	*rec = r.rec
	if r.first.Data != nil {
		*rec, r.first.Data = r.first, nil
	}
	return nil
}

func benchmark(b *testing.B, opts session.Options) {
	rec := routes(b)
	first := record(0, codec.Sent, 0, request(b, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_GETROUTE", Flags: codec.FlagRequest | codec.FlagDump, Seq: 5,
	}))
	opts.Registry, opts.Output, opts.Protocol = tables.Registry(), io.Discard, captures.ProtocolUnknown
	b.SetBytes(int64(len(rec.Data)))
	b.ReportAllocs()
	b.ResetTimer()
	s := session.New(opts)
	if err := s.Run(b.Context(), &repeat{first: first, rec: rec, n: b.N}); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkText(b *testing.B)  { benchmark(b, session.Options{Form: form.Text}) }
func BenchmarkBrief(b *testing.B) { benchmark(b, session.Options{Form: form.Brief}) }
func BenchmarkJSON(b *testing.B)  { benchmark(b, session.Options{Form: form.JSON}) }
func BenchmarkStats(b *testing.B) {
	benchmark(b, session.Options{Count: true, Workers: 1})
}

// asked is a Reader of requests with their answers: a route is made, and acknowledged.
type asked struct {
	rec     captures.Record
	n       int
	request func(i int, rec *captures.Record) // sets what differs from request to request
}

func (a *asked) Next(rec *captures.Record) error {
	if a.n--; a.n < 0 {
		return io.EOF
	}
	if a.rec.Direction = codec.Sent; a.n%2 == 0 {
		a.rec.Direction = codec.Received
	}
	a.request(a.n/2, &a.rec)
	*rec = a.rec
	return nil
}

// BenchmarkPairing pairs requests that have all the same key, that each have a key of their own, and that have the same
// key and are of a program each. What it takes must not depend on it.
func BenchmarkPairing(b *testing.B) {
	seq := func(rec *captures.Record, seq int) { binary.LittleEndian.PutUint32(rec.Data[8:], uint32(seq)) }
	for _, bc := range []struct {
		name string
		of   func(i int, rec *captures.Record)
	}{
		{"one-key", func(_ int, rec *captures.Record) { seq(rec, 1) }},
		{"key-each", func(i int, rec *captures.Record) { seq(rec, i) }},
		{"program-each", func(i int, rec *captures.Record) { seq(rec, 1); rec.Pid, rec.PortID = i, uint32(i) }},
	} {
		b.Run(bc.name, func(b *testing.B) {
			sent := request(b, &codec.Request{
				Protocol: "NETLINK_ROUTE", Type: "RTM_NEWROUTE",
				Flags: codec.FlagRequest | codec.FlagAck | codec.FlagCreate,
				Attrs: []codec.A{{Name: "RTA_DST", Value: "10.1.2.3"}, {Name: "RTA_OIF", Value: 2}},
			})
			ack := request(b, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "NLMSG_ERROR", Flags: codec.FlagCapped,
				Fixed: map[string]any{"error": 0}})
			r := &asked{rec: record(0, codec.Sent, 1), n: 2 * b.N}
			r.request = func(i int, rec *captures.Record) {
				if rec.Data = sent; rec.Direction == codec.Received {
					rec.Data = ack
				}
				bc.of(i, rec)
			}
			b.ReportAllocs()
			b.ResetTimer()
			s := session.New(session.Options{Registry: tables.Registry(), Protocol: captures.ProtocolUnknown,
				Count: true, Workers: 1})
			if err := s.Run(b.Context(), r); err != nil {
				b.Fatal(err)
			}
			if n := s.Stats().UnansweredCount; n > 0 {
				b.Fatalf("%d requests were not paired", n)
			}
		})
	}
}
