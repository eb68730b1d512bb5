package session_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestBare writes records in which there is no message.
func TestBare(t *testing.T) {
	at := time.Date(2026, 11, 21, 10, 38, 27, 1000, time.UTC)
	for _, tc := range []struct {
		name         string
		rec          captures.Record
		opts         session.Options
		text, object string // of JSON what stands behind "record"
	}{
		{"an event", captures.Record{FD: -1, Time: at, HasDate: true, Event: "ENOBUFS\n\x7f: lost"}, session.Options{},
			`10:38:27.000001 ENOBUFS\n\x7f: lost`,
			`"time":"2026-11-21T10:38:27.000001Z","protocol":"NETLINK_ROUTE","event":"ENOBUFS\n` + "\x7f" + `: lost"}`},
		{"a failed call is told once", captures.Record{FD: -1, Event: "lost", Failed: "EACCES"}, session.Options{},
			"lost",
			`"failed":"EACCES","protocol":"NETLINK_ROUTE","event":"lost"}`},
		{"a frame", captures.Record{FD: -1, Link: captures.Other, Comment: "\u00a0~ "}, session.Options{},
			"\u00a0~ , 0 octets: not decoded", `"comment":"` + "\u00a0" + `~ ","link":"other","trailer":""}`},
		{"no octets", captures.Record{FD: -1, OriginalLen: 5}, session.Options{}, "5 octets that are no message",
			`"original_len":5,"protocol":"NETLINK_ROUTE","trailer":""}`},
		{"octets", captures.Record{FD: -1, Data: []byte{1, 2, 3}, OriginalLen: 3, BigEndian: true}, session.Options{},
			"3 octets that are no message: 010203", `"protocol":"NETLINK_ROUTE","byteorder":"big","trailer":"010203"}`},
		{"octets that are not told", captures.Record{FD: -1, Data: make([]byte, 8), OriginalLen: 8,
			Missing: []codec.Span{{From: 0, To: 2, Text: "a\x1fb"}, {From: 3, To: 5}, {From: 5, To: 8}}},
			session.Options{},
			`8 octets that are no message: a\x1fb 00 (2 octets not in the capture) (3 octets not in the capture)`,
			`"protocol":"NETLINK_ROUTE","untold":[[0,2],[3,5],[5,8]],"printed":["a\u001fb","",""],` +
				`"trailer":"0000000000000000"}`},
		{"in colour", captures.Record{FD: -1, Direction: codec.Sent, Comm: "a\tb", Data: []byte{1}, OriginalLen: 1},
			session.Options{Color: true}, "\x1b[2ma\\tb → \x1b[0m1 octets that are no message: 01",
			`"direction":"sent","comm":"a\tb","protocol":"NETLINK_ROUTE","trailer":"01"}`},
		{"in numbers", captures.Record{FD: -1, Time: at, HasDate: true, Pid: 1, Data: []byte{1}, OriginalLen: 1},
			session.Options{Numeric: true}, "1795257507.000001000 [1] 1 octets that are no message: 01",
			`"time":1795257507.000001000,"pid":1,"protocol":"NETLINK_ROUTE","trailer":"01"}`},
		{"without a date", captures.Record{FD: -1, Time: time.Unix(5, 0).UTC(), Data: []byte{1}, OriginalLen: 1},
			session.Options{}, "00:00:05.000000 1 octets that are no message: 01",
			`"clock":5.000000000,"protocol":"NETLINK_ROUTE","trailer":"01"}`},
		{"of a protocol without tables", captures.Record{FD: -1, Protocol: 31, Data: []byte{1}, OriginalLen: 1},
			session.Options{}, "1 octets that are no message: 01", `"netlink_protocol":31,"trailer":"01"}`},
	} {
		tc.opts.Form = form.Text
		text, _ := run(t, &records{list: []captures.Record{tc.rec}}, tc.opts)
		if want := tc.text + "\n"; text != want {
			t.Errorf("%s: got %q, want %q", tc.name, text, want)
		}
		tc.opts.Form = form.JSON
		object, _ := run(t, &records{list: []captures.Record{tc.rec}}, tc.opts)
		if want := `{"record":1,` + tc.object + "\n"; object != want {
			t.Errorf("%s:\n got %s\nwant %s", tc.name, object, want)
		}
		compare(t, rebuilt(t, object)[0], &tc.rec)
		tc.opts.Form = form.Pyroute2
		if out, _ := run(t, &records{list: []captures.Record{tc.rec}}, tc.opts); out != "" {
			t.Errorf("%s: %q as a message of pyroute2", tc.name, out)
		}
	}
}

// TestBehind writes what stands after the messages of a record.
func TestBehind(t *testing.T) {
	noop := []byte{17, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}
	for _, tc := range []struct {
		behind  []byte
		missing []codec.Span
		text    string
		trailer string
	}{
		{nil, nil, "", ""},
		{[]byte{0, 0, 0}, nil, "", "000000"},
		{[]byte{0, 0, 1}, nil, "  ! 3 stray octets after the message: 000001\n", "000001"},
		{[]byte{0, 0, 0, 0}, []codec.Span{{From: 17, To: 21}},
			"  ! 4 octets after the message are not in the capture\n", ""},
		{[]byte{0, 0, 0, 0}, []codec.Span{{From: 20, To: 21}},
			"  ! 1 octets after the message are not in the capture\n",
			"00000000"},
		{[]byte{0, 5, 0, 0}, []codec.Span{{From: 19, To: 21}},
			"  ! 2 octets after the message are not in the capture\n" +
				"  ! 4 stray octets after the message: 00050000\n", "00050000"},
	} {
		rec := captures.Record{FD: -1, Data: join(noop, tc.behind...), OriginalLen: len(noop) + len(tc.behind),
			Missing: tc.missing}
		out, s := run(t, &records{list: []captures.Record{rec}}, session.Options{Form: form.OneLine, Count: true})
		if _, got, _ := strings.Cut(out, "\n"); got != tc.text {
			t.Errorf("% x: got %q, want %q", tc.behind, got, tc.text)
		}
		if stray := s.Stats().Stray; (stray == 1) != strings.Contains(tc.text, "stray") {
			t.Errorf("% x: %d records with strays", tc.behind, stray)
		}
		out, _ = run(t, &records{list: []captures.Record{rec}}, session.Options{Form: form.JSON})
		_, got, _ := strings.Cut(out, `,"trailer":"`)
		if got = strings.TrimSuffix(got, "\"}\n"); got != tc.trailer {
			t.Errorf("% x: trailer %q, want %q", tc.behind, got, tc.trailer)
		}
	}
}

// TestBetween writes as JSON what stands between messages, unless that is their padding.
func TestBetween(t *testing.T) {
	noop := func(length byte) []byte { return append([]byte{length, 0, 0, 0, 1}, make([]byte, length-5)...) }
	for _, tc := range []struct {
		data []byte
		want string
	}{
		{join(noop(16), noop(16)...), ""}, {join(join(noop(17), 0, 0, 0), noop(16)...), ""},
		{join(join(noop(19), 0), noop(16)...), ""}, {join(join(noop(20)), noop(20)...), ""},
		{join(join(noop(17), 0, 1, 0), noop(16)...), "000100"},
	} {
		rec := captures.Record{FD: -1, Data: tc.data, OriginalLen: len(tc.data)}
		out, _ := run(t, &records{list: []captures.Record{rec}}, session.Options{Form: form.JSON})
		first, second, _ := strings.Cut(out, "\n")
		_, got, _ := strings.Cut(first, `,"trailer":`)
		if got = strings.Trim(got, `"}`); got != tc.want || strings.Contains(second, "trailer") ||
			strings.Contains(first, "trailer") != (got != "") {
			t.Errorf("% x: %s", tc.data, out)
		}
	}
}

// TestStrayRecords counts records of octets that are no messages, unless they are zeros.
func TestStrayRecords(t *testing.T) {
	for digits, want := range map[string]int64{"": 0, "000000": 0, "000001": 1, "010000": 1, "ffff": 1} {
		data, _ := hex.DecodeString(digits)
		_, s := run(t, &records{list: []captures.Record{{FD: -1, Data: data, OriginalLen: len(data)}}},
			session.Options{Count: true})
		if got := s.Stats().Stray; got != want {
			t.Errorf("%s: %d", digits, got)
		}
	}
}

// TestParts counts the parts of a dump.
func TestParts(t *testing.T) {
	list := []captures.Record{record(0, codec.Sent, 1, dump(t, 50))}
	for range 21 {
		list = append(list, record(12*time.Second, codec.Received, 1, link(t, 50, "a")))
	}
	text, _ := run(t, &records{list: list}, session.Options{Form: form.OneLine})
	object, _ := run(t, &records{list: list}, session.Options{Form: form.JSON})
	for _, want := range []string{"  # part 1 of the reply to RTM_GETLINK after 12s\n",
		"  # part 21 of the reply to RTM_GETLINK"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for _, want := range []string{`"answers":{"type":"RTM_GETLINK","seq":50,"after":12.000000000,"part":1},`,
		`"part":21},`,
		`{"record":22,`} {
		if !strings.Contains(object, want) {
			t.Errorf("%q is not in\n%s", want, object)
		}
	}
}

// TestSummary writes the counts for a person.
func TestSummary(t *testing.T) {
	var s session.Stats
	s.Records, s.Bytes, s.Messages, s.Damaged, s.Attributes, s.Events = 5, 1234567, 3, 0, 9, 1
	s.Types = map[string]int64{"RTM_NEWLINK": 2, "RTM_GETLINK": 2, "RTM_NEWADDR": 10}
	s.UnansweredCount = 3
	s.Unanswered = []session.Unanswered{{Type: "RTM_GETLINK", Seq: 7, Record: 2, Pos: captures.Position{File: "log",
		Line: 4}}}
	want := `records                5
octets                 1234567
messages               3
damaged messages       0
attributes             9
events                 1
messages by type:
          10  RTM_NEWADDR
           2  RTM_GETLINK
           2  RTM_NEWLINK
requests without answer: 3
              RTM_GETLINK seq 7 (log:4)
              and 2 more
`
	if got := string(s.AppendText(nil)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for count, unanswered := range map[int64]string{
		0: "", 1: "requests without answer: 1\n              RTM_GETLINK seq 7 (log:4)\n",
	} {
		s.UnansweredCount = count
		head, _, _ := strings.Cut(want, "requests without")
		if got := string(s.AppendText(nil)); got != head+unanswered {
			t.Errorf("got\n%s\nwant\n%s", got, head+unanswered)
		}
	}
}

// TestRebuildFaults has objects that are no messages at the start and in the middle of a record.
func TestRebuildFaults(t *testing.T) {
	const good, bad = `{"record":1,"header":{"type":1,"flags":0,"seq":1,"pid":0}}`,
		`{"record":1,"header":{"type":"RTM_ODD"}}`
	for _, tc := range []struct {
		objects []string
		faults  int
		want    string
	}{
		{[]string{good}, 0, "10000000010000000100000000000000"},
		{[]string{bad}, 1, "none"},
		{[]string{good, bad}, 1, "10000000010000000100000000000000"},
		{[]string{bad, good}, 1, "10000000010000000100000000000000"},
		{[]string{`{"record":1,"trailer":"00"}`, `{"record":1,"trailer":"01"}`}, 0, "0001"},
		{[]string{good, `{"record":1,"trailer":"0g"}`}, 1, "10000000010000000100000000000000"},
		{[]string{good, `{"record":2,"time":"yesterday"}`, `{"record":3,"time":{}}`, `{"record":4,"clock":"x"}`,
			good}, 3,
			"10000000010000000100000000000000"},
		{[]string{`{"record":"x"}`}, 1, "none"},
		{[]string{`{"record":`}, 1, "none"},
	} {
		b := session.Rebuilder{Encoder: codec.Encoder{Registry: tables.Registry()}}
		faults := 0
		for _, object := range tc.objects {
			if _, err := b.Add(form.JSON, []byte(object)); err != nil {
				faults++
			}
		}
		got := "none"
		if last := b.Finish(); last != nil {
			got = hex.EncodeToString(last.Data)
		}
		if got != tc.want || faults != tc.faults {
			t.Errorf("%s: %s, %d faults", tc.objects, got, faults)
		}
	}
}

// TestLearnUntold asserts that an id of which the capture does not tell all octets is not learnt, be it of the first
// message of a datagram or of the second.
func TestLearnUntold(t *testing.T) {
	family := request(t, &codec.Request{Protocol: "nlctrl", Type: "CTRL_CMD_NEWFAMILY", Attrs: []codec.A{
		{Name: "CTRL_ATTR_FAMILY_ID", Value: 0x0120}, {Name: "CTRL_ATTR_FAMILY_NAME", Value: "nl80211"}}})
	const idAt = 24
	message := []byte{20, 0, 0, 0, 0x20, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0}
	for before := range 2 {
		for _, told := range []bool{true, false} {
			announced := captures.Record{FD: -1, Protocol: 16, Data: append(bytes.Repeat(message, before), family...)}
			asked := captures.Record{FD: -1, Protocol: 16, Data: bytes.Clone(message)}
			if at := len(message)*before + idAt; !told {
				announced.Missing = []codec.Span{{From: at, To: at + 1}}
				announced.Data[at], asked.Data[4] = 0, 0 // what is not told is zero, which makes another id
			}
			out, _ := run(t, &records{list: []captures.Record{announced, asked}},
				session.Options{Form: form.OneLine, Numeric: true})
			lines := strings.Split(strings.TrimSpace(out), "\n")
			if last := lines[len(lines)-1]; strings.Contains(last, "nl80211") != told {
				t.Errorf("%d messages before, told %v: %s", before, told, last)
			}
		}
	}
}
