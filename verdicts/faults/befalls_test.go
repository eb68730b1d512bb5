package faults_test

import (
	"slices"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// messages are one of each kind that faults tell apart.
func messages() map[string][]byte {
	header := func(typ, flags uint16, octets int) []byte {
		b := make([]byte, codec.HeaderLen+octets)
		host.PutHeader(b, codec.Header{Len: uint32(len(b)), Type: typ, Flags: flags, Seq: 1})
		return b
	}
	const newLink, getLink, body = 16, 18, 16
	style := transport.AckStyle{Capped: true, Extended: true}
	request := header(getLink, codec.FlagRequest, body)
	return map[string][]byte{
		"get":     request,
		"dump":    header(getLink, codec.FlagRequest|codec.FlagDump, body),
		"link":    header(newLink, 0, body),
		"part":    header(newLink, codec.FlagMulti, body),
		"end":     transport.AppendDone(nil, 1, 1, transport.Failure{}, style),
		"success": transport.AppendAck(nil, request, 1, transport.Failure{}, style),
		"refusal": transport.AppendAck(nil, request, 1, transport.Failure{Errno: syscall.EPERM}, style),
		"damaged": header(codec.TypeError, 0, 0), // it does not say whether it went well
	}
}

// TestBefalls tells which messages a fault can happen to.
func TestBefalls(t *testing.T) {
	d := codec.Decoder{Registry: tables.Registry()}
	for _, c := range []struct {
		fault     faults.Callback
		direction codec.Direction
		want      []string
	}{
		{faults.InterruptedDump(), codec.Received, []string{"end", "part"}},
		{faults.InterruptedDump(), codec.Sent, nil},
		{faults.BusyDump(), codec.Sent, []string{"dump"}},
		{faults.BusyDump(), codec.Received, nil},
		{faults.LostAck(), codec.Received, []string{"success"}},
		{faults.LostAck(), codec.Sent, nil},
		{faults.Truncate(20), codec.Sent, []string{"dump", "get", "link", "part", "refusal", "success"}},
		{faults.Truncate(32), codec.Sent, []string{"refusal", "success"}},
		{faults.Truncate(1), codec.Received, []string{"dump", "end", "get", "link", "part", "refusal", "success"}},
		{faults.Duplicate(), codec.Sent,
			[]string{"damaged", "dump", "end", "get", "link", "part", "refusal", "success"}},
	} {
		var got []string
		for name, b := range messages() {
			var m codec.Message
			_ = d.Decode(&m, codec.Context{BigEndian: host.BigEndian}, b) // of the damaged one as far as it goes
			if c.fault.Befalls(&verdicts.Call{Direction: c.direction, Message: &m}) {
				got = append(got, name)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, %v: befalls %q, want %q", c.fault.Name, c.direction, got, c.want)
		}
	}
}

// TestOften counts what could happen, and lets so much of it happen.
func TestOften(t *testing.T) {
	for _, c := range []struct {
		often faults.Often
		want  []int // of ten
	}{
		{faults.Often{}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
		{faults.Often{After: 8}, []int{9, 10}},
		{faults.Often{Nth: 1}, []int{1}},
		{faults.Often{Nth: 3, After: 2}, []int{5}},
		{faults.Often{Every: 3}, []int{3, 6, 9}},
		{faults.Often{Every: 3, After: 1, AtMost: 2}, []int{4, 7}},
		{faults.Often{AtMost: 1}, []int{1}},
		{faults.Often{Probability: 1, AtMost: 2}, []int{1, 2}},
	} {
		var got []int
		g := c.often.Gauge()
		for i := range 10 {
			if g.Next() {
				got = append(got, i+1)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.often, got, c.want)
		}
	}
	happens := func(seed uint64) (n int) {
		g := faults.Often{Probability: 0.25, Seed: seed}.Gauge()
		for range 1000 {
			if g.Next() {
				n++
			}
		}
		return n
	}
	if a, again := happens(7), happens(7); a != again || a < 200 || a > 300 {
		t.Errorf("a probability of 1/4 is %d and %d of 1000", a, again)
	}
}
