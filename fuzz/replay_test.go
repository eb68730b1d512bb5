package fuzz

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/recording"
)

// FuzzReplay replays captures: whatever they hold, all that was asked in them can be asked again, and what answers
// comes to an end.
func FuzzReplay(f *testing.F) {
	for _, name := range []string{"nlmon-comment.pcapng", "ip-nsid.strace", "enobufs.strace", "uevent.strace"} {
		data, err := samples.FS().ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, false)
		f.Add(data, true)
	}
	f.Fuzz(func(t *testing.T, input []byte, strict bool) {
		opts := []recording.Option{recording.Ignore("IFLA_EXT_MASK", "ifi_family")}
		if strict {
			opts = []recording.Option{recording.Strict()}
		}
		r, err := recording.Load(bytes.NewReader(input), "fuzz", opts...)
		if err != nil {
			return
		}
		sockets := map[int]transport.Transport{}
		for _, rec := range sentIn(input) {
			s := sockets[rec.Protocol]
			if s == nil {
				s = r.Transport(rec.Protocol)
				sockets[rec.Protocol] = s
				for group := uint32(1); group < 4; group++ {
					if err := s.Join(group); err != nil {
						t.Fatal(err)
					}
				}
			}
			err := s.Send(t.Context(), rec.Data, transport.Delivery{})
			if err != nil && strings.ContainsRune(err.Error(), '\n') {
				t.Fatalf("an error that is not one line: %q", err)
			}
			if errors.Is(err, recording.ErrUnrecorded) && !strict {
				t.Fatal(err)
			}
			receiveAll(t, s)
		}
		r.Unused()
	})
}

// sentIn returns some of the datagrams that a program sent, as far as the capture tells them.
func sentIn(input []byte) (sent []captures.Record) {
	opts := captures.Options{Formats: formats.All(), Registry: tables.Registry(),
		Protocol: captures.ProtocolUnknown}
	c, _, err := captures.Open(bytes.NewReader(input), "fuzz", opts)
	for err == nil && len(sent) < 50 {
		var rec captures.Record
		var fault *captures.Error
		err = c.Next(&rec)
		ours := rec.Link == captures.Netlink && rec.Protocol != captures.ProtocolUnknown &&
			rec.BigEndian == host.BigEndian
		if err == nil && ours && rec.Direction == codec.Sent && len(rec.Missing) == 0 {
			rec.Data = bytes.Clone(rec.Data)
			sent = append(sent, rec)
		}
		if errors.As(err, &fault) && fault.Skipped {
			err = nil
		}
	}
	return sent
}

// receiveAll reads a socket empty.
func receiveAll(t *testing.T, s transport.Transport) {
	b := make([]byte, 1<<10)
	for {
		_, _, err := s.Receive(t.Context(), b, false)
		if errors.Is(err, transport.ErrEmpty) {
			return
		}
		if errors.Is(err, io.EOF) || errors.Is(err, proxy.ErrClosed) {
			t.Fatal(err)
		}
	}
}
