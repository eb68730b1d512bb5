package recording_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := samples.FS().ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// eachRecord reads the netlink records of a capture.
func eachRecord(t testing.TB, data []byte, name string, f func(r *captures.Record)) {
	t.Helper()
	opts := captures.Options{Formats: formats.All(), Registry: tables.Registry(),
		Protocol: captures.ProtocolUnknown}
	c, _, err := captures.Open(bytes.NewReader(data), name, opts)
	for err == nil {
		var r captures.Record
		var fault *captures.Error
		if err = c.Next(&r); err == nil && r.Link == captures.Netlink {
			f(&r)
		} else if errors.As(err, &fault) && fault.Skipped {
			err = nil
		}
	}
	if !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
}

// TestStraceLog dumps links from a log of ip link show.
func TestStraceLog(t *testing.T) {
	const name = "ip-link-show.strace.gz"
	data := sample(t, name)
	var want []string
	d := codec.Decoder{Registry: tables.Registry()}
	eachRecord(t, data, name, func(r *captures.Record) {
		for msg, ok := range host.Messages(r.Data) {
			var m codec.Message
			if err := d.Decode(&m, codec.Context{Protocol: r.Protocol, BigEndian: r.BigEndian}, msg); !ok ||
				err != nil {
				t.Fatal(err)
			}
			a, _ := m.Attr("IFLA_IFNAME")
			if m.Name() == "RTM_NEWLINK" && m.Header().Flags&codec.FlagMulti != 0 {
				want = append(want, a.Text())
			}
		}
	})
	r, err := recording.Load(bytes.NewReader(data), name, recording.Ignore("IFLA_EXT_MASK", "ifi_family"))
	if err != nil {
		t.Fatal(err)
	}
	s := route(t, r)
	for round := range 2 {
		var got []string
		for m, err := range s.Dump(t.Context(), &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK"}) {
			if err != nil {
				t.Fatal(err)
			}
			a, _ := m.Attr("IFLA_IFNAME")
			got = append(got, a.Text())
		}
		if len(want) < 3 || !slices.Equal(got, want) {
			t.Errorf("round %d: got %q, want %q", round, got, want)
		}
	}
}

// TestSamples asks all that was asked in the samples: what answers is what answered then.
func TestSamples(t *testing.T) {
	entries, err := samples.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	var replayed int
	for _, e := range entries {
		data := sample(t, e.File)
		r, err := recording.Load(bytes.NewReader(data), e.File)
		if err != nil {
			if !strings.Contains(err.Error(), "holds no netlink traffic that can be replayed") {
				t.Error(err)
			}
			continue
		}
		replayed++
		sockets := map[int]transport.Transport{}
		var refused []string
		eachRecord(t, data, e.File, func(rec *captures.Record) {
			ours := rec.Protocol != captures.ProtocolUnknown && rec.BigEndian == host.BigEndian
			whole := ours && rec.OriginalLen == len(rec.Data) && len(rec.Missing) == 0
			if rec.Direction != codec.Sent || rec.Event != "" {
				return
			}
			if !whole {
				refused = append(refused, rec.Pos.String()+": the capture does not tell the request whole")
				return
			}
			s := sockets[rec.Protocol]
			if s == nil {
				s = r.Transport(rec.Protocol)
				sockets[rec.Protocol] = s
			}
			err := s.Send(t.Context(), rec.Data, toKernel)
			var unrecorded *recording.Error
			if errors.As(err, &unrecorded) {
				t.Error(err)
			} else if err != nil {
				refused = append(refused, err.Error())
			}
			receiveAll(t, s)
		})
		if len(refused) > 0 {
			t.Logf("%s: %d refused, the first: %s", e.File, len(refused), refused[0])
		}
		if unused := r.Unused(); len(unused) > 0 && len(refused) == 0 {
			t.Errorf("%s: %d unused, the first %s", e.File, len(unused), unused[0])
		}
	}
	if replayed < 80 {
		t.Errorf("only %d of %d samples can be replayed", replayed, len(entries))
	}
}

// receiveAll reads a socket empty.
func receiveAll(t testing.TB, s transport.Transport) (datagrams int) {
	b := make([]byte, 1<<10)
	for {
		datagram, _, err := s.Receive(t.Context(), b, false)
		if errors.Is(err, transport.ErrEmpty) {
			return datagrams
		}
		if err == nil && len(datagram) == 0 {
			t.Error("a datagram without octets")
		}
		datagrams++
	}
}
