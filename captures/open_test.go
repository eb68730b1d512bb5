package captures_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// open opens an input called test.
func open(r io.Reader, in captures.Formats) (captures.Reader, *captures.Format, error) {
	return captures.Open(r, "test", captures.Options{Formats: in})
}

// only returns the format of that name alone.
func only(t testing.TB, name string) captures.Formats {
	t.Helper()
	f, err := formats.All().Find(name)
	if err != nil {
		t.Fatal(err)
	}
	return captures.Formats{f}
}

// readFile reads a file that a package of a format has for its tests.
func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Lengths of the header of a pcap file, and of the one before each datagram.
const (
	headerLen = 24
	cookedLen = 16
)

// done is a NLMSG_DONE of 20 octets, noop a NLMSG_NOOP of 16.
const (
	done = "14 00 00 00 03 00 02 00 01 00 00 00 00 00 00 00 00 00 00 00"
	noop = "10 00 00 00 01 00 00 00 02 00 00 00 00 00 00 00"
)

func gzipped(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zstandard(t testing.TB, b []byte, opts ...zstd.EOption) []byte {
	t.Helper()
	z, err := zstd.NewWriter(nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return z.EncodeAll(b, nil)
}

func TestOpenCompressed(t *testing.T) {
	plain := readFile(t, "pcap/testdata/nlmon.pcap")
	for name, packed := range map[string][]byte{"gzip": gzipped(t, plain), "zstd": zstandard(t, plain)} {
		r, format, err := open(bytes.NewReader(packed), formats.All())
		if err != nil || format.Name != "pcap" {
			t.Fatalf("%s: %v, %v", name, format, err)
		}
		if records, faults := recordtest.Collect(t, r); len(records) != 8 || len(faults) > 0 {
			t.Errorf("%s: %d packets, %v", name, len(records), faults)
		}
		r, _, err = open(bytes.NewReader(packed[:len(packed)-12]), only(t, "pcap"))
		if err == nil {
			_, faults := recordtest.Collect(t, r)
			if len(faults) != 1 {
				t.Fatalf("%s, cut: %v", name, faults)
			}
			err = faults[0]
		}
		if !strings.Contains(err.Error(), "the "+name+" stream is cut short") {
			t.Errorf("%s, cut: %v", name, err)
		}
	}
}

func TestOpenWideZstd(t *testing.T) {
	packed := zstandard(t, make([]byte, 64<<20), zstd.WithWindowSize(64<<20), zstd.WithSingleSegment(false))
	_, _, err := open(bytes.NewReader(packed), formats.All())
	if err == nil || !strings.HasSuffix(err.Error(),
		"needs a window of more than 16 MiB: unpack it with zstd -d --long=31") {
		t.Errorf("got %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	garbage := make([]byte, 3000)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range garbage {
		garbage[i] = byte(random.Uint32())
	}
	for name, tc := range map[string]struct{ input, want string }{
		"nothing":    {"", "test: empty input"},
		"empty gzip": {string(gzipped(t, nil)), "test: empty input"},
		"a torn gzip": {"\x1f\x8b\x08",
			"test: the compressed input cannot be opened: the gzip stream is cut short"},
		"binary garbage": {string(garbage),
			"test: the format was not recognised; it is none of strace, hex, raw, rtmon, pcap, pcapng"},
		"an ELF program": {"\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 60),
			"test: the format was not recognised; it is none of strace, hex, raw, rtmon, pcap, pcapng"},
		"a shopping list": {"milk\nbutter\n",
			"test: the format was not recognised; it is none of strace, hex, raw, rtmon, pcap, pcapng"},
		"one word": {"password\n",
			"test: the format was not recognised; it is none of strace, hex, raw, rtmon, pcap, pcapng"},
	} {
		_, _, err := open(strings.NewReader(tc.input), formats.All())
		if err == nil || err.Error() != tc.want {
			t.Errorf("%s: got  %v\nwant %s", name, err, tc.want)
		}
	}
}

// TestOpenStreams gives an input piece by piece: each record must come out before the next piece is asked for.
func TestOpenStreams(t *testing.T) {
	pcap := readFile(t, "pcap/testdata/nlmon.pcap")
	raw := readFile(t, "raw/testdata/addr.raw")
	for name, pieces := range map[string][]string{
		"pcap": {string(pcap[:60+cookedLen]), string(pcap[60+cookedLen : 1580])},
		"raw":  {string(raw), string(raw)},
		"hex":  {"# two messages\n" + noop + "\n", done + "\n"},
		"dump": {"0000 " + noop + "\n\n", "0000 " + noop + "\n\n"},
	} {
		t.Run(name, func(t *testing.T) {
			in := &pieceReader{pieces: pieces}
			r, _, err := open(in, formats.All())
			if err != nil {
				t.Fatal(err)
			}
			var rec captures.Record
			for i := range pieces {
				if err := r.Next(&rec); err != nil {
					t.Fatalf("record %d: %v", i+1, err)
				}
				if in.given != i+1 {
					t.Errorf("record %d came after %d pieces", i+1, in.given)
				}
			}
		})
	}
}

type pieceReader struct {
	pieces []string
	given  int
}

func (p *pieceReader) Read(b []byte) (int, error) {
	if p.given == len(p.pieces) {
		return 0, io.EOF
	}
	p.given++
	return copy(b, p.pieces[p.given-1]), nil
}

// TestOpenTextLate recognises text whose first lines come one by one.
func TestOpenTextLate(t *testing.T) {
	in := &pieceReader{pieces: []string{"# a", " comment\n", "10 00 00", " 00 01 00 00 00 00 00 00 00 00 00 00 00\n"}}
	r, format, err := open(in, formats.All())
	if err != nil || format.Name != "hex" {
		t.Fatalf("%s, %v", format, err)
	}
	if records, _ := recordtest.Collect(t, r); len(records) != 1 || len(records[0].Data) != 16 ||
		records[0].Comment != "a comment" {
		t.Errorf("records %+v", records)
	}
}

// TestOpenNothing has no formats to choose from.
func TestOpenNothing(t *testing.T) {
	_, _, err := open(strings.NewReader("10 00 00 00"), nil)
	if err == nil || err.Error() != "no formats to open captures in: Options.Formats is empty" {
		t.Errorf("got %v", err)
	}
}

// TestMemoryIsBounded reads 200 MB of packets, each format in turn.
func TestMemoryIsBounded(t *testing.T) {
	testbed.Short(t, "reads 200 MB")
	const limit, total = 32 << 20, 200 << 20
	pcap := readFile(t, "pcap/testdata/nlmon.pcap")
	for name, in := range map[string]*recordtest.Repeated{
		"pcap": {Head: pcap[:headerLen], Body: pcap[headerLen:], Left: total},
		"raw":  {Body: readFile(t, "raw/testdata/link.raw"), Left: total},
		"hex":  {Body: readFile(t, "hexdump/testdata/xxd.txt"), Left: total / 10},
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		r, _, err := open(in, formats.All())
		if err != nil {
			t.Fatal(err)
		}
		var rec captures.Record
		n := 0
		for r.Next(&rec) == nil {
			n++
		}
		runtime.ReadMemStats(&after)
		if n < 1000 {
			t.Errorf("%s: only %d records", name, n)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > limit {
			t.Errorf("%s: %d records took %d octets of memory", name, n, used)
		}
	}
}
