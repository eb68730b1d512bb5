package fuzz

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/pcap"
	"github.com/nlkit/nlkit/codec"
)

// seedFiles adds files that a package of a format has for its tests to the corpus.
func seedFiles(f *testing.F, format, pattern string) {
	f.Helper()
	files, err := filepath.Glob(filepath.Join("..", "captures", format, "testdata", filepath.FromSlash(pattern)))
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
}

// only returns the format of that name alone, as which any input is then read.
func only(name string) captures.Formats {
	f, err := formats.All().Find(name)
	if err != nil {
		panic(err)
	}
	return captures.Formats{f}
}

// readAll reads every record of an input and checks what a caller relies on: an end, records within the input, and
// errors that have a place.
func readAll(t *testing.T, input []byte, in captures.Formats) []captures.Record {
	t.Helper()
	r, _, err := captures.Open(bytes.NewReader(input), "fuzz",
		captures.Options{Formats: in, Protocol: captures.ProtocolUnknown})
	if err != nil {
		checkError(t, err)
		return nil
	}
	var all []captures.Record
	// every step goes past an octet at least; an input ends with one step more
	for steps := 0; steps <= len(input)+1; steps++ {
		var rec captures.Record
		switch err := r.Next(&rec); {
		case err == nil:
			checkRecord(t, &rec)
			rec.Data = bytes.Clone(rec.Data)
			all = append(all, rec)
		case !skipped(t, err):
			return all
		}
	}
	t.Fatalf("no end after %d steps", len(input)+1)
	return nil
}

func checkRecord(t *testing.T, r *captures.Record) {
	t.Helper()
	if r.OriginalLen < len(r.Data) {
		t.Fatalf("%d octets of %d: %+v", len(r.Data), r.OriginalLen, r)
	}
	from := 0
	for _, s := range r.Missing {
		if s.From < from || s.To <= s.From || s.To > len(r.Data) {
			t.Fatalf("spans %v in %d octets", r.Missing, len(r.Data))
		}
		from = s.To
	}
	if r.Link == captures.Other && r.Comment == "" {
		t.Fatalf("a record without a name: %+v", r)
	}
}

// sameOctets compares what a format keeps of records.
func sameOctets(t *testing.T, got, want []captures.Record) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d records became %d", len(want), len(got))
	}
	for i := range want {
		g, w := &got[i], &want[i]
		if !bytes.Equal(g.Data, w.Data) || g.OriginalLen != w.OriginalLen || g.Event != w.Event {
			t.Fatalf("record %d\ngot  %+v\nwant %+v", i, g, w)
		}
		if w.Direction != codec.DirectionUnknown && g.Direction != w.Direction {
			t.Fatalf("record %d: direction %d, want %d", i, g.Direction, w.Direction)
		}
	}
}

func FuzzPcap(f *testing.F) {
	seedFiles(f, "pcap", "*")
	f.Fuzz(func(t *testing.T, input []byte) {
		for _, format := range []string{"pcap", "pcapng"} {
			records := readAll(t, input, only(format))
			var netlink []captures.Record
			packets := map[int][]captures.Record{} // by protocol
			for _, r := range records {
				switch r.Link {
				case captures.Netlink:
					netlink = append(netlink, r)
				case captures.Packet:
					packets[r.Protocol] = append(packets[r.Protocol], r)
				}
			}
			rewrite(t, netlink)
			for _, list := range packets {
				rewrite(t, list)
			}
		}
	})
}

// rewrite writes records as pcap and pcapng and reads them back.
func rewrite(t *testing.T, records []captures.Record) {
	t.Helper()
	var plain, ng bytes.Buffer
	w, err := pcap.NewWriter(&plain, pcap.Options{})
	if err != nil {
		t.Fatal(err)
	}
	writeAll(t, w, records)
	events := make([]captures.Record, len(records)) // a pcap file keeps their place only
	for i, r := range records {
		events[i] = r
		events[i].Event = ""
	}
	sameOctets(t, readAll(t, plain.Bytes(), only("pcap")), events)
	if w, err = pcap.NewNGWriter(&ng, pcap.NGOptions{}); err != nil {
		t.Fatal(err)
	}
	writeAll(t, w, records)
	sameOctets(t, readAll(t, ng.Bytes(), only("pcapng")), records)
}

func writeAll(t *testing.T, w captures.Writer, records []captures.Record) {
	t.Helper()
	for i := range records {
		if err := w.Write(&records[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func FuzzRaw(f *testing.F) {
	seedFiles(f, "raw", "*")
	f.Fuzz(func(t *testing.T, input []byte) {
		for _, format := range []string{"raw", "rtmon"} {
			octets := 0
			for _, r := range readAll(t, input, only(format)) {
				octets += len(r.Data)
				order := binary.ByteOrder(binary.LittleEndian)
				if r.BigEndian {
					order = binary.BigEndian
				}
				if n := int(order.Uint32(r.Data)); n < 16 || n > len(r.Data) || len(r.Data)-n > 3 {
					t.Fatalf("a message of %d octets in %d", n, len(r.Data))
				}
			}
			if octets > len(input) {
				t.Fatalf("%d octets out of %d", octets, len(input))
			}
		}
	})
}

// FuzzOpen lets the content decide on the format.
func FuzzOpen(f *testing.F) {
	seedFiles(f, "pcap", "*")
	seedFiles(f, "raw", "*")
	seedFiles(f, "hexdump", "*.txt")
	f.Fuzz(func(t *testing.T, input []byte) { readAll(t, input, formats.All()) })
}
