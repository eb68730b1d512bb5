package formats_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec"
)

func TestFind(t *testing.T) {
	for _, name := range formats.All().Names() {
		if f, err := formats.All().Find(strings.ToUpper(name)); err != nil || f.String() != name {
			t.Errorf("%s is %v, %v", name, f, err)
		}
	}
	if _, err := formats.All().Find("unknown"); err == nil ||
		err.Error() != `no capture format "unknown": the formats are strace, hex, raw, rtmon, pcap, pcapng` {
		t.Errorf("got %v", err)
	}
}

// TestRecognised asserts that what the tests of each format read is recognised as that.
func TestRecognised(t *testing.T) {
	for pattern, want := range map[string]string{
		"strace/testdata/*": "strace", "hexdump/testdata/*.txt": "hex", "hexdump/testdata/posted/*.txt": "hex",
		"hexdump/testdata/posted/*.strace": "strace", "raw/testdata/*": "raw", "raw/testdata/rtmon": "rtmon",
		"pcap/testdata/*.pcap": "pcap", "pcap/testdata/*.pcapng": "pcapng",
	} {
		files, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(pattern)))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files, %v", pattern, err)
		}
		for _, file := range files {
			if want == "raw" && filepath.Base(file) == "rtmon" {
				continue
			}
			octets, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, got, err := captures.Open(bytes.NewReader(octets), file, captures.Options{Formats: formats.All()})
			if err != nil || got.Name != want {
				t.Errorf("%s: recognised as %v, %v", file, got, err)
			}
		}
	}
}

// TestWriters writes a record in each format that is written, which that format then recognises and reads.
func TestWriters(t *testing.T) {
	octets := []byte("\x14\x00\x00\x00\x12\x00\x01\x03\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	var written []string
	for _, f := range formats.All() {
		if f.NewWriter == nil {
			continue
		}
		written = append(written, f.Name)
		var b bytes.Buffer
		w, err := f.NewWriter(&b, "test")
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		want := captures.Record{Direction: codec.Sent, Protocol: 0, FD: -1, Data: octets, OriginalLen: len(octets)}
		if err := w.Write(&want); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		if err := w.Close(); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		r, got, err := captures.Open(&b, "test", captures.Options{Formats: formats.All()})
		if err != nil || got != f {
			t.Fatalf("%s: recognised as %v, %v", f, got, err)
		}
		var rec captures.Record
		if err := r.Next(&rec); err != nil || !bytes.Equal(rec.Data, octets) || rec.Direction != codec.Sent {
			t.Errorf("%s: %+v, %v", f, rec, err)
		}
	}
	if got := fmt.Sprint(written); got != "[hex raw pcap pcapng]" {
		t.Errorf("formats that are written: %s", got)
	}
}
