package session_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// sampleNames returns the names of the captures.
func sampleNames(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(samples, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ File string }
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.File)
	}
	return names
}

// TestRebuild turns every sample into JSON and back, and compares the records.
func TestRebuild(t *testing.T) {
	for _, name := range sampleNames(t) {
		t.Run(name, func(t *testing.T) {
			var want []captures.Record
			r := open(t, name)
			out, _ := run(t, &recorder{r, &want}, session.Options{Form: form.JSON})
			got := rebuilt(t, out)
			if len(got) != len(want) {
				t.Fatalf("%d records became %d", len(want), len(got))
			}
			for i := range want {
				compare(t, got[i], &want[i])
			}
		})
	}
}

// rebuilt turns JSON back into records.
func rebuilt(t *testing.T, out string) (all []*captures.Record) {
	t.Helper()
	b := session.Rebuilder{Encoder: codec.Encoder{Registry: tables.Registry()}, Protocol: captures.ProtocolUnknown}
	for line := range strings.Lines(out) {
		done, err := b.Add(form.JSON, []byte(line))
		if err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if done != nil {
			all = append(all, done)
		}
	}
	if last := b.Finish(); last != nil {
		all = append(all, last)
	}
	return all
}

// TestRebuildSingle turns messages that are records of their own back into such, of their protocol and byte order.
func TestRebuildSingle(t *testing.T) {
	const genl = `{'cmd': 3, 'version': 2, 'attrs': [], 'header': {'type': 16, 'flags': 5}, 'event': `
	for _, c := range []struct {
		written   string
		protocol  int
		bigEndian bool
	}{
		{`{'header': {'type': 18}, 'nl_protocol': 'NETLINK_ROUTE'}`, 0, false},
		{`{'header': {'type': 18}, 'nl_protocol': 'NETLINK_ROUTE', 'byteorder': 'big'}`, 0, true},
		{`{'header': {'type': 3}, 'nl_protocol': 'NETLINK_NETFILTER'}`, 12, false},
		{genl + `'CTRL_CMD_GETFAMILY', 'nl_protocol': 'NETLINK_GENERIC', 'genl_family': 'nlctrl'}`, 16, false},
		{genl + `'CTRL_CMD_GETFAMILY'}`, 16, false}, // as pyroute2 prints it
		{`{'header': {'type': 3}}`, 4, false},       // it does not say
		{`{'header': {'type': 3}, 'msg': {'header': {'type': 3}, 'nl_protocol': 'NETLINK_NETFILTER'}}`, 4, false},
	} {
		b := session.Rebuilder{Encoder: codec.Encoder{Registry: tables.Registry()}, Protocol: 4}
		before, err := b.Add(form.Pyroute2, []byte(c.written))
		got := b.Finish()
		if before != nil || err != nil || got == nil {
			t.Fatalf("%s: got %v, %v, before it %v", c.written, got, err, before)
		}
		if got.Protocol != c.protocol || got.BigEndian != c.bigEndian || len(got.Data) < codec.HeaderLen {
			t.Errorf("%s: got protocol %d, big-endian %v, %x; want %d, %v", c.written, got.Protocol, got.BigEndian,
				got.Data, c.protocol, c.bigEndian)
		}
	}
}

// TestRebuildElapsed turns durations into JSON and back to the nanosecond.
func TestRebuildElapsed(t *testing.T) {
	for _, d := range []time.Duration{1, 65 * time.Microsecond, time.Second + time.Microsecond, 3 * time.Hour} {
		rec := record(0, codec.Received, 1, link(t, 1, "lo"))
		rec.Elapsed = d
		out, _ := run(t, &records{list: []captures.Record{rec}}, session.Options{Form: form.JSON})
		b := session.Rebuilder{Encoder: codec.Encoder{Registry: tables.Registry()}}
		if _, err := b.Add(form.JSON, []byte(out)); err != nil {
			t.Fatal(err)
		}
		compare(t, b.Finish(), &rec)
	}
}

// recorder keeps copies of what a reader returns.
type recorder struct {
	captures.Reader
	list *[]captures.Record
}

func (r *recorder) Next(rec *captures.Record) error {
	err := r.Reader.Next(rec)
	if err == nil {
		c := *rec
		c.Data = bytes.Clone(rec.Data)
		c.Missing = append([]codec.Span(nil), rec.Missing...)
		*r.list = append(*r.list, c)
	}
	return err
}

func compare(t *testing.T, got, want *captures.Record) {
	t.Helper()
	if !bytes.Equal(got.Data, want.Data) {
		t.Errorf("%s: got % x\nwant % x", want.Pos, got.Data, want.Data)
	}
	if !got.Time.Equal(want.Time) || got.HasDate != want.HasDate || got.Direction != want.Direction ||
		got.Pid != want.Pid ||
		got.Comm != want.Comm || got.FD != want.FD || got.OriginalLen != want.OriginalLen || got.Event != want.Event ||
		got.Link != want.Link || got.BigEndian != want.BigEndian || got.Comment != want.Comment ||
		got.Groups != want.Groups ||
		got.PortID != want.PortID ||
		got.Origin != want.Origin || got.Elapsed != want.Elapsed || got.Interface != want.Interface {
		t.Errorf("%s: got %+v\nwant %+v", want.Pos, got, want)
	}
	if !slices.Equal(got.Missing, want.Missing) {
		t.Errorf("%s: missing %v, want %v", want.Pos, got.Missing, want.Missing)
	}
	netlink := want.Protocol != captures.ProtocolUnknown && want.Event == "" && want.Link == captures.Netlink
	if netlink && got.Protocol != want.Protocol {
		t.Errorf("%s: protocol %d, want %d", want.Pos, got.Protocol, want.Protocol)
	}
}

// TestStrayOctets asserts that nothing of a datagram is lost, whatever is between and after its messages.
func TestStrayOctets(t *testing.T) {
	odd := []byte{17, 0, 0, 0, 18, 0, 1, 0, 7, 0, 0, 0, 0, 0, 0, 0, 2} // 17 octets: one of a family, without padding
	for _, data := range [][]byte{
		odd, join(odd, 0, 0, 0), join(join(odd, 0, 0, 0), odd...), join(join(odd, 1, 2, 3), odd...),
		join(odd, 0, 0, 0, 9, 9),
		{1, 2, 3}, {}, make([]byte, 40), join(odd[:16:16], 0, 0, 0, 0),
	} {
		rec := captures.Record{FD: -1, Protocol: 0, Data: data, OriginalLen: len(data)}
		out, _ := run(t, &records{list: []captures.Record{rec}}, session.Options{Form: form.JSON})
		b := session.Rebuilder{Encoder: codec.Encoder{Registry: tables.Registry()}}
		for line := range strings.Lines(out) {
			if _, err := b.Add(form.JSON, []byte(line)); err != nil {
				t.Fatalf("% x: %v in %s", data, err, line)
			}
		}
		if got := b.Finish(); got == nil || !bytes.Equal(got.Data, data) {
			t.Errorf("got %v\nwant % x\nfrom %s", got, data, out)
		}
	}
}

func join(b []byte, more ...byte) []byte { return append(bytes.Clone(b), more...) }

// TestStats holds a summary against a capture of known content.
func TestStats(t *testing.T) {
	unknown := request(t, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Seq: 1,
		Attrs: []codec.A{{Name: "4077", Value: []byte{1}},
			{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "999", Value: []byte{2}}}}},
	})
	foreign := []byte{16, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	cut := link(t, 1, "cut")[:20]
	list := []captures.Record{
		record(0, codec.Received, 1, unknown, unknown, foreign),
		record(0, codec.Received, 1, cut),
		{Event: "ENOBUFS: events were lost", FD: -1},
	}
	list[1].OriginalLen = 40
	_, s := run(t, &records{list: list}, session.Options{Count: true})
	got := string(s.Stats().AppendJSON(nil))
	want := `{"records":3,"messages":4,"damaged":1,"truncated":1,"stray":0,"skipped":0,"events":1,"foreign":0,` +
		`"types":{"RTM_NEWLINK":3},"unknown_types":{"NETLINK_ROUTE/200":1},"attributes":6,` +
		`"unknown_attributes":{"RTM_NEWLINK/IFLA_4077":2,"RTM_NEWLINK/IFLA_LINKINFO/IFLA_INFO_999":2},"opaque_attributes":{},` +
		`"unanswered":0,"unanswered_requests":[],"bytes":` + "140}\n"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if s.Stats().Whole() {
		t.Error("the capture counts as whole")
	}
}

// TestFinalFault asserts that what comes before a fault that ends the input is written.
func TestFinalFault(t *testing.T) {
	fault := errors.New("the disk is on fire")
	var out bytes.Buffer
	s := session.New(session.Options{Registry: tables.Registry(), Form: form.OneLine, Output: &out})
	r := &failing{records{list: []captures.Record{record(0, codec.Received, 1, link(t, 1, "lo"))}}, fault}
	if err := s.Run(context.Background(), r); !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
	if !strings.Contains(out.String(), "IFLA_IFNAME lo") {
		t.Errorf("wrote %q", out.String())
	}
}

type failing struct {
	records
	err error
}

func (f *failing) Next(r *captures.Record) error {
	if err := f.records.Next(r); !errors.Is(err, io.EOF) {
		return err
	}
	return f.err
}

// TestWriteFailure asserts that a failure to write ends the run.
func TestWriteFailure(t *testing.T) {
	full := errors.New("no space left")
	s := session.New(session.Options{Registry: tables.Registry(), Form: form.OneLine, Output: failingWriter{full}})
	var list []captures.Record
	for range 20000 {
		list = append(list, record(0, codec.Received, 1, link(t, 1, "lo")))
	}
	if err := s.Run(context.Background(), &records{list: list}); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

type failingWriter struct{ err error }

func (f failingWriter) Write([]byte) (int, error) { return 0, f.err }
