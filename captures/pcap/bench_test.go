package pcap

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"

	"github.com/google/gopacket/pcapgo"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

// dumpPcap makes a capture of size octets: the parts of a dump of routes, of 32 KiB each, as nlmon sees them.
func dumpPcap(b *testing.B, size int, write func(io.Writer) (captures.Writer, error)) []byte {
	b.Helper()
	part := bytes.Repeat(recordtest.Message(binary.LittleEndian, 24, 44), 32<<10/60)
	var out bytes.Buffer
	w, err := write(&out)
	if err != nil {
		b.Fatal(err)
	}
	r := captures.Record{Direction: codec.Received, FD: -1, Data: part, OriginalLen: len(part)}
	for err == nil && out.Len() < size {
		err = w.Write(&r)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func newPcap(w io.Writer) (captures.Writer, error)   { return NewWriter(w, Options{}) }
func newPcapNG(w io.Writer) (captures.Writer, error) { return NewNGWriter(w, NGOptions{}) }

const benchSize = 50 << 20

func benchmarkOpen(b *testing.B, file []byte) {
	recordtest.Benchmark(b, file, func() captures.Reader { return openBytes(b, file) })
}

func BenchmarkPcap(b *testing.B)   { benchmarkOpen(b, dumpPcap(b, benchSize, newPcap)) }
func BenchmarkPcapNG(b *testing.B) { benchmarkOpen(b, dumpPcap(b, benchSize, newPcapNG)) }

// BenchmarkPcapSmall reads requests and acks: the cost of a packet, not of its octets.
func BenchmarkPcapSmall(b *testing.B) {
	packets := recordtest.Testdata(b, "snapped.pcap")
	head, body := packets[:headerLen], packets[headerLen:]
	benchmarkOpen(b, append(bytes.Clone(head), bytes.Repeat(body, benchSize/10/len(body))...))
}

// BenchmarkPcapNGSmall does the same for pcapng, with a comment on every packet.
func BenchmarkPcapNGSmall(b *testing.B) {
	r := smallRecord(b)
	var out bytes.Buffer
	w, err := newPcapNG(&out)
	for err == nil && out.Len() < benchSize/10 {
		err = w.Write(&r)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		b.Fatal(err)
	}
	benchmarkOpen(b, out.Bytes())
}

func smallRecord(b *testing.B) captures.Record {
	data := recordtest.Testdata(b, "../../raw/testdata/addr.raw")
	return captures.Record{Direction: codec.Sent, Pid: 4711, Comm: "ip", FD: 3, Data: data, OriginalLen: len(data)}
}

func benchmarkWriter(b *testing.B, create func(io.Writer) (captures.Writer, error)) {
	w, err := create(io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	recordtest.BenchmarkWriter(b, w, smallRecord(b))
}

func BenchmarkWritePcap(b *testing.B)   { benchmarkWriter(b, newPcap) }
func BenchmarkWritePcapNG(b *testing.B) { benchmarkWriter(b, newPcapNG) }

// BenchmarkPcapOfPcapgo is the peer that BenchmarkPcap is measured against.
func BenchmarkPcapOfPcapgo(b *testing.B) {
	file := dumpPcap(b, benchSize, newPcap)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := pcapgo.NewReader(bytes.NewReader(file))
		if err != nil {
			b.Fatal(err)
		}
		for err == nil {
			_, _, err = r.ZeroCopyReadPacketData()
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
}

// TestNextDoesNotAllocate holds the readers of the hot path to one buffer.
func TestNextDoesNotAllocate(t *testing.T) {
	for _, name := range []string{"nlmon.pcap", "cooked-v2.pcap"} {
		file := recordtest.Testdata(t, name)
		r, err := NewReader(&recordtest.Repeated{Head: file[:headerLen], Body: file[headerLen:], Left: 10 << 20}, name)
		if err != nil {
			t.Fatal(err)
		}
		var rec captures.Record
		if n := testing.AllocsPerRun(1000, func() {
			if err := r.Next(&rec); err != nil {
				t.Error(err)
			}
		}); n > 0 {
			t.Errorf("%s: %v allocations a packet", name, n)
		}
	}
}
