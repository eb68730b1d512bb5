package session_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

const samples = "../samples"

// open opens a sample.
func open(t testing.TB, name string) captures.Reader {
	t.Helper()
	f, err := os.Open(filepath.Join(samples, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	r, _, err := captures.Open(f, name, captures.Options{Formats: formats.All(), Registry: tables.Registry(),
		Protocol: captures.ProtocolUnknown})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// run runs a session over one reader and returns what it wrote.
func run(t testing.TB, r captures.Reader, opts session.Options) (string, *session.Session) {
	t.Helper()
	var out bytes.Buffer
	opts.Registry, opts.Output, opts.Location = tables.Registry(), &out, time.UTC
	if opts.Protocol == 0 {
		opts.Protocol = captures.ProtocolUnknown
	}
	s := session.New(opts)
	if err := s.Run(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	return out.String(), s
}

// records is a Reader of prepared records.
type records struct {
	list  []captures.Record
	pause chan struct{} // if not nil, the end comes when it is closed
}

func (r *records) Next(rec *captures.Record) error {
	if len(r.list) == 0 {
		if r.pause != nil {
			<-r.pause
		}
		return io.EOF
	}
	*rec = r.list[0]
	r.list = r.list[1:]
	return nil
}

// request encodes a message.
func request(t testing.TB, r *codec.Request) []byte {
	t.Helper()
	enc := codec.Encoder{Registry: tables.Registry()}
	b, err := enc.Append(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func link(t testing.TB, seq uint32, name string) []byte {
	return request(t, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: codec.FlagMulti, Seq: seq, PortID: 9,
		Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: name}},
	})
}

func done(t testing.TB, seq uint32) []byte {
	b := request(t, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "NLMSG_DONE",
		Flags: codec.FlagMulti, Seq: seq, PortID: 9,
		Fixed: map[string]any{"error": 0}})
	return b
}

func dump(t testing.TB, seq uint32) []byte {
	return request(t, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Flags: codec.FlagRequest | codec.FlagDump, Seq: seq,
	})
}

var start = time.Date(2026, 11, 21, 10, 38, 27, 0, time.UTC)

func record(after time.Duration, d codec.Direction, pid int, messages ...[]byte) captures.Record {
	r := captures.Record{Time: start.Add(after), HasDate: true, Direction: d, Pid: pid, FD: 3,
		Data: bytes.Join(messages, nil)}
	r.OriginalLen = len(r.Data)
	return r
}

// TestPairing lets two processes dump at once, with the same descriptor and sequence number.
func TestPairing(t *testing.T) {
	const us = time.Microsecond
	list := []captures.Record{
		record(0, codec.Sent, 1, dump(t, 5)),
		record(100*us, codec.Sent, 2, dump(t, 5)),
		record(150*us, codec.Received, 2, link(t, 5, "b"), link(t, 5, "c")),
		record(200*us, codec.Received, 1, link(t, 5, "a")),
		record(300*us, codec.Received, 1, done(t, 5)),
		record(400*us, codec.Sent, 1, dump(t, 6)),
		record(500*us, codec.Received, 1, link(t, 77, "x")),
	}
	out, s := run(t, &records{list: list}, session.Options{Form: form.Text, Count: true})
	want := []string{
		"10:38:27.000000 [1] → RTM_GETLINK",
		"10:38:27.000100 [2] → RTM_GETLINK",
		"10:38:27.000150 [2] ← RTM_NEWLINK # part 1 of the reply to RTM_GETLINK after 50µs",
		"10:38:27.000150 [2] ← RTM_NEWLINK # part 2 of the reply to RTM_GETLINK after 50µs",
		"10:38:27.000200 [1] ← RTM_NEWLINK # part 1 of the reply to RTM_GETLINK after 200µs",
		"10:38:27.000300 [1] ← NLMSG_DONE # end of the reply to RTM_GETLINK after 300µs",
		"10:38:27.000400 [1] → RTM_GETLINK",
		"10:38:27.000500 [1] ← RTM_NEWLINK",
	}
	var got []string
	for line := range strings.Lines(out) {
		if strings.HasPrefix(line, " ") {
			continue
		}
		head, note, noted := strings.Cut(strings.TrimSpace(line), "  # ")
		head, _, _ = strings.Cut(head, " len=")
		if noted {
			head += " # " + note
		}
		got = append(got, head)
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
	if st := s.Stats(); st.UnansweredCount != 1 || st.Unanswered[0].Type != "RTM_GETLINK" || st.Unanswered[0].Seq != 6 {
		t.Errorf("unanswered %d %v, want the dump with seq 6", st.UnansweredCount, st.Unanswered)
	}
}

// TestAnswers has one message follow a request, and looks for what it is said to be.
func TestAnswers(t *testing.T) {
	message := func(protocol, typ string, flags uint16, seq, port uint32, fixed map[string]any) []byte {
		return request(t, &codec.Request{Protocol: protocol, Type: typ, Flags: flags, Seq: seq, PortID: port,
			Fixed: fixed})
	}
	route := func(typ string, flags uint16, seq, port uint32) []byte {
		return message("NETLINK_ROUTE", typ, flags, seq, port, nil)
	}
	failed := func(n int) []byte {
		return message("NETLINK_ROUTE", "NLMSG_ERROR", 0, 5, 9, map[string]any{"error": n})
	}
	families := message("nlctrl", "CTRL_CMD_GETFAMILY", codec.FlagRequest|codec.FlagDump, 5, 0, nil)
	family := message("nlctrl", "CTRL_CMD_NEWFAMILY", codec.FlagMulti, 5, 9, nil)
	get := route("RTM_GETLINK", codec.FlagRequest, 5, 0)
	unnumbered := route("RTM_GETLINK", codec.FlagRequest, 0, 0)
	set := route("RTM_SETLINK", codec.FlagRequest|codec.FlagAck, 5, 0)
	for _, tc := range []struct {
		name            string
		request, answer []byte
		want            string
	}{
		{"a reply", get, route("RTM_NEWLINK", 0, 5, 9), "reply to RTM_GETLINK"},
		{"a reply to no port", get, route("RTM_NEWLINK", 0, 5, 0), "reply to RTM_GETLINK"},
		{"a reply without a number", unnumbered, route("RTM_NEWLINK", 0, 0, 9), "reply to RTM_GETLINK"},
		{"a part without a number", unnumbered, route("RTM_NEWLINK", codec.FlagMulti, 0, 0),
			"part 1 of the reply to RTM_GETLINK"},
		{"an end without a number", unnumbered, route("NLMSG_DONE", codec.FlagMulti, 0, 0)[:16],
			"end of the reply to RTM_GETLINK"},
		{"an event", unnumbered, route("RTM_NEWLINK", 0, 0, 0), ""},
		{"another number", get, route("RTM_NEWLINK", 0, 6, 9), ""},
		{"another request", get, route("RTM_GETLINK", codec.FlagRequest, 5, 9), ""},
		{"an acknowledgement", set, failed(0), "ack of RTM_SETLINK"},
		{"an error", set, failed(-17), "error for RTM_SETLINK"},
		{"a consequence", set, route("RTM_NEWLINK", 0, 5, 9), "caused by RTM_SETLINK"},
		{"an echo", route("RTM_SETLINK", codec.FlagRequest|codec.FlagEcho, 5, 0), route("RTM_NEWLINK", 0, 5, 9),
			"reply to RTM_SETLINK"},
		{"a family", families, family, "part 1 of the reply to CTRL_CMD_GETFAMILY"},
		{"an unknown type", message("NETLINK_ROUTE", "250", codec.FlagRequest, 5, 0, nil),
			route("RTM_NEWLINK", 0, 5, 9), "reply to type 250"},
	} {
		sent, received := record(0, codec.DirectionUnknown, 1, tc.request), record(time.Second, codec.Received, 1, tc.answer)
		if tc.name == "another request" {
			received.Direction = codec.Sent
		}
		if bytes.Equal(tc.request, families) {
			sent.Protocol, received.Protocol = 16, 16 // NETLINK_GENERIC
		}
		out, _ := run(t, &records{list: []captures.Record{sent, received}}, session.Options{Form: form.OneLine})
		_, got, _ := strings.Cut(strings.TrimSpace(out), "  # ")
		if got = strings.TrimSuffix(got, " after 1s"); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

// TestMembers writes what is known of a record, and nothing of what is not.
func TestMembers(t *testing.T) {
	noop := request(t, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "NLMSG_NOOP"})
	known := record(1500*time.Microsecond, codec.Sent, 4711, noop)
	known.Comm, known.FD, known.Elapsed, known.PortID, known.Groups = "ip", 12, 61*time.Second+1, 1<<32-1, 1<<63|1
	known.Origin, known.Interface = captures.Origin{Group: 70, Sender: 1<<32 - 2, NSID: -10, HasNSID: true}, "nlmon0"
	known.OriginalLen += 100
	least := captures.Record{Time: time.Unix(0, 1).UTC(), Pid: 1, Elapsed: 1, PortID: 1, Groups: 1, Data: noop,
		OriginalLen: len(noop) + 1, Origin: captures.Origin{Group: 1, Sender: 1, HasNSID: true}}
	unknown := captures.Record{FD: -1, Data: noop, OriginalLen: len(noop)}
	for _, tc := range []struct {
		rec        captures.Record
		json, text string
	}{
		{known, `{"record":1,"time":"2026-11-21T10:38:27.0015Z","direction":"sent","pid":4711,"comm":"ip","fd":12,` +
			`"elapsed":61.000000001,"port":4294967295,"groups":9223372036854775809,"group":70,"sender":4294967294,` +
			`"nsid":-10,"interface":"nlmon0","original_len":116,`,
			"# to group 70, from nsid -10, from port 4294967294\n10:38:27.001500 ip[4711] → "},
		{least, `{"record":1,"clock":0.000000001,"pid":1,"fd":0,"elapsed":0.000000001,"port":1,"groups":1,"group":1,` +
			`"sender":1,"nsid":0,"original_len":17,`,
			"# to RTNLGRP_LINK, from nsid 0, from port 1\n00:00:00.000000 [1] "},
		{unknown, `{"record":1,`, ""},
	} {
		out, _ := run(t, &records{list: []captures.Record{tc.rec}}, session.Options{Form: form.JSON})
		if want := tc.json + `"protocol":"NETLINK_ROUTE","header":{"len":16,`; !strings.HasPrefix(out, want) {
			t.Errorf("got %s, want %s", out, want)
		}
		out, _ = run(t, &records{list: []captures.Record{tc.rec}}, session.Options{Form: form.Text})
		if want := tc.text + "NLMSG_NOOP len=16"; !strings.HasPrefix(out, want) {
			t.Errorf("got %s, want %s", out, want)
		}
	}
}

// TestAnswerKinds reads what iproute2 was told of each of its requests.
func TestAnswerKinds(t *testing.T) {
	out, _ := run(t, open(t, "ip-errors.strace.gz"), session.Options{Form: form.JSON})
	answers, errors := 0, 0
	for line := range strings.Lines(out) {
		var m struct {
			Header   struct{ Type string }
			Answers  *struct{ Type string }
			Nlmsgerr *struct{ Error int }
			Msg      struct{ Header struct{ Type string } }
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if m.Header.Type != "NLMSG_ERROR" {
			continue
		}
		errors++
		if m.Answers != nil && m.Answers.Type == m.Msg.Header.Type {
			answers++
		}
	}
	if errors < 10 || answers != errors {
		t.Errorf("%d of %d errors answer the request that they quote", answers, errors)
	}
}

// TestOrder compares what several workers write to what one does.
func TestOrder(t *testing.T) {
	var list []captures.Record
	for i := range 3000 {
		first, second := link(t, uint32(i), fmt.Sprintf("dev%d", i)), link(t, uint32(i), "second")
		list = append(list, record(time.Duration(i), codec.Received, 1, first, second))
	}
	one, _ := run(t, &records{list: list}, session.Options{Form: form.JSON, Workers: 1})
	many, s := run(t, &records{list: list}, session.Options{Form: form.JSON, Workers: 7, Count: true})
	if one != many {
		t.Error("several workers write another output than one")
	}
	if n := strings.Count(many, "\n"); n != 6000 || s.Stats().Messages != 6000 || s.Stats().Records != 3000 {
		t.Errorf("%d lines, %d messages, %d records", n, s.Stats().Messages, s.Stats().Records)
	}
}

// TestPrompt asserts that a message is written while the input waits for more.
func TestPrompt(t *testing.T) {
	pause := make(chan struct{})
	r := &records{list: []captures.Record{record(0, codec.Received, 1, link(t, 1, "lo"))}, pause: pause}
	written := make(chan string, 1)
	s := session.New(session.Options{
		Registry: tables.Registry(), Form: form.OneLine,
		Output: writerFunc(func(p []byte) { written <- string(p) }),
	})
	ended := make(chan error)
	go func() { ended <- s.Run(context.Background(), r) }()
	if got := <-written; !strings.Contains(got, "IFLA_IFNAME lo") {
		t.Errorf("wrote %q", got)
	}
	close(pause)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

type writerFunc func(p []byte)

func (f writerFunc) Write(p []byte) (int, error) {
	f(p)
	return len(p), nil
}

// TestCancel asserts that Run returns although the input does not end, with what was read written.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	pause := make(chan struct{})
	defer close(pause)
	r := &records{list: []captures.Record{record(0, codec.Received, 1, link(t, 1, "lo"))}, pause: pause}
	s := session.New(session.Options{
		Registry: tables.Registry(), Form: form.OneLine, Output: writerFunc(func([]byte) { cancel() }),
	})
	if err := s.Run(ctx, r); err != nil {
		t.Error(err)
	}
}

// TestOrigin tells where a datagram comes from, and reads it back.
func TestOrigin(t *testing.T) {
	rec := record(0, codec.Received, 1, link(t, 0, "a"))
	rec.Origin, rec.Comment = captures.Origin{Group: 1, Sender: 77, HasNSID: true}, "why"
	if out, _ := run(t, &records{list: []captures.Record{rec}}, session.Options{Form: form.Text}); !strings.HasPrefix(out,
		"# to RTNLGRP_LINK, from nsid 0, from port 77, why\n") {
		t.Error(out)
	}
	out, _ := run(t, &records{list: []captures.Record{rec}}, session.Options{Form: form.JSON})
	b := session.Rebuilder{Encoder: codec.Encoder{Registry: tables.Registry()}}
	if _, err := b.Add(form.JSON, []byte(out)); err != nil {
		t.Fatal(err)
	}
	if got := b.Finish(); got == nil || got.Origin != rec.Origin {
		t.Errorf("%+v of %s", got, out)
	}
}

func TestLimit(t *testing.T) {
	f, err := filter.Compile(tables.Registry(), `type == "RTM_NEWLINK"`)
	if err != nil {
		t.Fatal(err)
	}
	var list []captures.Record
	for i := range 100 {
		list = append(list, record(0, codec.Received, 1, link(t, 1, fmt.Sprint("dev", i)),
			done(t, 1), link(t, 1, "odd")))
	}
	var kept kept
	opts := session.Options{Form: form.OneLine, Filter: f, Limit: 3, Count: true, Records: &kept}
	out, s := run(t, &records{list: list}, opts)
	if n := strings.Count(out, "\n"); n != 3 || !s.Done() || s.Stats().Messages != 3 {
		t.Errorf("%d lines, done %v, %d messages", n, s.Done(), s.Stats().Messages)
	}
	first := append(link(t, 1, "dev0"), link(t, 1, "odd")...)
	if len(kept) != 2 || !bytes.Equal(kept[0], first) || !bytes.Equal(kept[1], link(t, 1, "dev1")) {
		t.Errorf("kept % x", kept)
	}
}

// kept is a captures.Writer that keeps the octets.
type kept [][]byte

func (k *kept) Write(r *captures.Record) error {
	*k = append(*k, bytes.Clone(r.Data))
	return nil
}

func (k *kept) Close() error { return nil }

// TestLearning asserts that ids are known from the message on that announces them, however the records are batched.
func TestLearning(t *testing.T) {
	for _, workers := range []int{1, runtime.GOMAXPROCS(0) + 1} {
		out, s := run(t, open(t, "iw-add-monitor.strace"),
			session.Options{Form: form.OneLine, Count: true, Workers: workers})
		if !strings.Contains(out, "NL80211_CMD_NEW_INTERFACE family=nl80211") || len(s.Stats().UnknownTypes) > 0 {
			t.Errorf("%d workers: unknown types %v", workers, s.Stats().UnknownTypes)
		}
	}
}

// TestGuessing takes the announcement out of a capture.
func TestGuessing(t *testing.T) {
	for _, tc := range []struct {
		opts    session.Options
		unknown int
		notice  string
	}{
		{session.Options{}, 1, "looks like nl80211"}, // the first request has no attributes to go by
		{session.Options{Numeric: true}, 5, ""},
		{session.Options{Family: "nl80211", Protocol: 16}, 0, ""},
	} {
		notices := ""
		tc.opts.Form, tc.opts.Count = form.OneLine, true
		tc.opts.Notice = func(s string) { notices += s }
		_, s := run(t, &without{Reader: open(t, "iw-dev.strace.gz"), id: codec.GenlIDCtrl}, tc.opts)
		n := 0
		for _, c := range s.Stats().UnknownTypes {
			n += int(c)
		}
		if n != tc.unknown || !strings.Contains(notices, tc.notice) || tc.notice == "" && notices != "" {
			t.Errorf("%d unknown types, notices %q", n, notices)
		}
	}
}

// without leaves out datagrams that start with a message of a type.
type without struct {
	captures.Reader
	id uint16
}

func (w *without) Next(r *captures.Record) error {
	for {
		err := w.Reader.Next(r)
		if err != nil || len(r.Data) < codec.HeaderLen || codec.ParseHeader(r.Data, false).Type != w.id {
			return err
		}
	}
}
