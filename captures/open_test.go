package captures

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/nlkit/nlkit/internal/testbed"
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
	plain := readTestdata(t, "pcap/nlmon.pcap")
	for name, packed := range map[string][]byte{"gzip": gzipped(t, plain), "zstd": zstandard(t, plain)} {
		r, format := openString(t, string(packed), Options{})
		records, faults := collect(t, r)
		if format != FormatPcap || len(records) != 8 || len(faults) > 0 {
			t.Errorf("%s: %s, %d packets, %v", name, format, len(records), faults)
		}
		r, _, err := Open(bytes.NewReader(packed[:len(packed)-12]), "test", Options{Format: FormatPcap})
		if err == nil {
			_, faults = collect(t, r)
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
	_, _, err := Open(bytes.NewReader(packed), "test", Options{})
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
		_, _, err := Open(strings.NewReader(tc.input), "test", Options{})
		if err == nil || err.Error() != tc.want {
			t.Errorf("%s: got  %v\nwant %s", name, err, tc.want)
		}
	}
}

// TestOpenStreams gives an input piece by piece: each record must come out before the next piece is asked for.
func TestOpenStreams(t *testing.T) {
	pcap := readTestdata(t, "pcap/nlmon.pcap")
	raw := readTestdata(t, "hex/addr.raw")
	for name, pieces := range map[string][]string{
		"pcap": {string(pcap[:60+sllLen]), string(pcap[60+sllLen : 1580])},
		"raw":  {string(raw), string(raw)},
		"hex":  {"# two messages\n" + noop + "\n", done + "\n"},
		"dump": {"0000 " + noop + "\n\n", "0000 " + noop + "\n\n"},
	} {
		t.Run(name, func(t *testing.T) {
			in := &pieceReader{pieces: pieces}
			r, _, err := Open(in, "test", Options{})
			if err != nil {
				t.Fatal(err)
			}
			var rec Record
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
	r, format, err := Open(in, "test", Options{})
	if err != nil || format != FormatHex {
		t.Fatalf("%s, %v", format, err)
	}
	if records, _ := collect(t, r); len(records) != 1 || len(records[0].Data) != 16 ||
		records[0].Comment != "a comment" {
		t.Errorf("records %+v", records)
	}
}

func TestParseFormat(t *testing.T) {
	for _, name := range Formats() {
		if f, err := ParseFormat(strings.ToUpper(name)); err != nil || f.String() != name {
			t.Errorf("%s is %s, %v", name, f, err)
		}
	}
	if _, err := ParseFormat("unknown"); err == nil || !strings.Contains(err.Error(), "the formats are strace, hex,") {
		t.Errorf("got %v", err)
	}
}

// TestMemoryIsBounded reads 200 MB of packets, each format in turn.
func TestMemoryIsBounded(t *testing.T) {
	testbed.Short(t, "reads 200 MB")
	const limit, total = 32 << 20, 200 << 20
	pcap := readTestdata(t, "pcap/nlmon.pcap")
	for name, in := range map[string]*repeated{
		"pcap": {head: pcap[:pcapHeaderLen], body: pcap[pcapHeaderLen:], left: total},
		"raw":  {body: readTestdata(t, "hex/link.raw"), left: total},
		"hex":  {body: readTestdata(t, "hex/xxd.txt"), left: total / 10},
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		r := must(Open(in, "test", Options{}))
		var rec Record
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

// repeated gives body again and again.
type repeated struct {
	head, body []byte
	at, left   int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	if len(r.head) > 0 {
		n = copy(p, r.head)
		r.head = r.head[n:]
		return n, nil
	}
	n = copy(p, r.body[r.at:])
	r.at = (r.at + n) % len(r.body)
	r.left -= n
	return n, nil
}
