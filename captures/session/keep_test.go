package session

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestKeep makes records of those of three messages that passed a filter, one of 17 octets and its padding among them.
func TestKeep(t *testing.T) {
	data := append(bytes.Repeat([]byte{1}, 16), append(bytes.Repeat([]byte{2}, 20), bytes.Repeat([]byte{3}, 18)...)...)
	missing := []codec.Span{{From: 8, To: 12, Text: "a"}, {From: 14, To: 18, Text: "b"}, {From: 32, To: 36},
		{From: 40, To: 54}}
	entries := []entry{{from: 0, to: 16, next: 16}, {from: 16, to: 33, next: 36}, {from: 36, to: 54, next: 54}}
	for _, tc := range []struct {
		passed []int32
		want   string // the length, that of the whole, and what is missing
	}{
		{[]int32{0, 1, 2}, "54 60 [{8 12 a} {14 18 b} {32 36 } {40 54 }]"},
		{[]int32{0}, "16 16 [{8 12 a} {14 16 b}]"},
		{[]int32{1}, "20 20 [{0 2 b} {16 17 }]"},
		{[]int32{2}, "18 24 [{4 18 }]"},
		{[]int32{0, 2}, "34 40 [{8 12 a} {14 16 b} {20 34 }]"},
	} {
		w := worker{batch: &batch{entries: entries}, passed: tc.passed}
		r := record{Record: captures.Record{Data: data, OriginalLen: 60, Missing: missing}, count: 3}
		w.keep(&r)
		kept := w.batch.kept[0]
		if got := fmt.Sprint(len(kept.Data), kept.OriginalLen, kept.Missing); got != tc.want {
			t.Errorf("%v: %s, want %s", tc.passed, got, tc.want)
		}
		if first := byte(tc.passed[0] + 1); kept.Data[0] != first || len(r.Missing) != 4 {
			t.Errorf("%v: % x", tc.passed, kept.Data)
		}
	}
}

// TestUntoldIn finds the spans that a range has a part of.
func TestUntoldIn(t *testing.T) {
	missing := []codec.Span{{From: 2, To: 4}, {From: 4, To: 6}, {From: 8, To: 10}}
	for _, tc := range []struct {
		from, to int
		want     string
	}{
		{0, 2, "[]"}, {0, 3, "[{2 4 }]"}, {3, 5, "[{2 4 } {4 6 }]"}, {4, 8, "[{4 6 }]"}, {6, 8, "[]"}, {9, 20,
			"[{8 10 }]"},
		{10, 20, "[]"}, {0, 20, "[{2 4 } {4 6 } {8 10 }]"},
	} {
		if got := fmt.Sprint(untoldIn(missing, tc.from, tc.to)); got != tc.want {
			t.Errorf("%d to %d: %s, want %s", tc.from, tc.to, got, tc.want)
		}
	}
	if got := fmt.Sprint(appendUntold(nil, missing, 3, 9)); got != "[{0 1 } {1 3 } {5 6 }]" {
		t.Errorf("counted from 3: %s", got)
	}
	for next, want := range map[int32]int{4: 0, 5: 1, 6: 2, 9: 3, 12: 4} {
		e := entry{to: 4, next: next}
		if got := untoldBehind(&record{Record: captures.Record{Missing: missing}}, &e); got != want {
			t.Errorf("behind 4, up to %d: %d, want %d", next, got, want)
		}
	}
}

// TestTypeLabels names messages whose type no table knows.
func TestTypeLabels(t *testing.T) {
	d := codec.Decoder{Registry: tables.Registry(), Resolver: codec.NewResolver()}
	d.Resolver.Set(d.Registry, 0x1c, "nl80211")
	message := func(typ, command byte) []byte {
		return []byte{20, 0, 0, 0, typ, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, command, 0, 0, 0}
	}
	for _, tc := range []struct {
		protocol int
		data     []byte
		missing  []codec.Span
		want     string
	}{
		{-1, message(200, 0), nil, "unknown protocol/200"}, {31, message(200, 0), nil, "protocol 31/200"},
		{0, message(200, 0), nil, "NETLINK_ROUTE/200"}, {16, message(0x1c, 255), nil, "nl80211/255"},
		{16, message(0x1d, 255), nil, "NETLINK_GENERIC/29"}, {16, message(0x1c, 255)[:16], nil, "NETLINK_GENERIC/28"},
		{0, message(0, 0), []codec.Span{{From: 4, To: 6, Text: "RTM_ODD"}}, "NETLINK_ROUTE/RTM_ODD"},
		{0, message(0, 0), []codec.Span{{From: 4, To: 6}}, "NETLINK_ROUTE/?"},
		{0, message(200, 0), []codec.Span{{From: 6, To: 8}}, "NETLINK_ROUTE/200"},
	} {
		var m codec.Message
		_ = d.Decode(&m, codec.Context{Protocol: tc.protocol, Missing: tc.missing}, tc.data)
		if got := typeLabel(&m, &record{Record: captures.Record{Protocol: tc.protocol}}); got != tc.want {
			t.Errorf("%d % x: %s, want %s", tc.protocol, tc.data, got, tc.want)
		}
	}
}

// TestManyUnanswered lists some of the requests without an answer, over several captures, and counts all.
func TestManyUnanswered(t *testing.T) {
	s := newStats()
	for capture, want := range []int{15, maxUnanswered, maxUnanswered} {
		p := newPairs()
		for i := range 15 {
			p.add(lookup{seq: uint32(i)}, request{record: int64(15*capture + i), wants: true})
		}
		s.unanswer(p)
		if len(s.Unanswered) != want || s.UnansweredCount != int64(15*capture+15) {
			t.Errorf("capture %d: %d of %d are listed", capture, len(s.Unanswered), s.UnansweredCount)
		}
	}
	for i, u := range s.Unanswered {
		if u.Record != int64(i) {
			t.Errorf("request %d is number %d", u.Record, i)
		}
	}
	counts := map[string]int64{}
	for i := range maxKeys + 5 {
		bump(counts, fmt.Sprint(i))
		bump(counts, "0")
	}
	if len(counts) != maxKeys+1 || counts[otherKeys] != 5 || counts["0"] != maxKeys+6 {
		t.Errorf("%d keys, %d of others, %d of the first", len(counts), counts[otherKeys], counts["0"])
	}
}
