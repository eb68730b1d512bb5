package captures

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"testing"

	"github.com/google/gopacket/pcapgo"
)

// dumpPcap makes a capture of size octets: the parts of a dump of routes, of 32 KiB each, as nlmon sees them.
func dumpPcap(b *testing.B, size int, write func(io.Writer) (Writer, error)) []byte {
	b.Helper()
	part := bytes.Repeat(message(binary.LittleEndian, 24, 44), 32<<10/60)
	var out bytes.Buffer
	w, err := write(&out)
	if err != nil {
		b.Fatal(err)
	}
	r := Record{Direction: Received, FD: -1, Data: part, OriginalLen: len(part)}
	for err == nil && out.Len() < size {
		err = w.Write(&r)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func newPcap(w io.Writer) (Writer, error)   { return NewPcapWriter(w, PcapOptions{}) }
func newPcapNG(w io.Writer) (Writer, error) { return NewPcapNGWriter(w, PcapNGOptions{}) }

const benchSize = 50 << 20

func benchmarkOpen(b *testing.B, file []byte) {
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		r, _, err := Open(bytes.NewReader(file), "bench", Options{})
		if err != nil {
			b.Fatal(err)
		}
		var rec Record
		for err = r.Next(&rec); err == nil; err = r.Next(&rec) {
			continue
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
}

func BenchmarkPcap(b *testing.B)   { benchmarkOpen(b, dumpPcap(b, benchSize, newPcap)) }
func BenchmarkPcapNG(b *testing.B) { benchmarkOpen(b, dumpPcap(b, benchSize, newPcapNG)) }

// BenchmarkPcapSmall reads requests and acks: the cost of a packet, not of its octets.
func BenchmarkPcapSmall(b *testing.B) {
	packets := readTestdata(b, "pcap/snapped.pcap")
	head, body := packets[:pcapHeaderLen], packets[pcapHeaderLen:]
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

func smallRecord(b *testing.B) Record {
	data := readTestdata(b, "hex/addr.raw")
	return Record{Direction: Sent, Pid: 4711, Comm: "ip", FD: 3, Data: data, OriginalLen: len(data)}
}

func benchmarkWriter(b *testing.B, create func(io.Writer) (Writer, error)) {
	w, err := create(io.Discard)
	if err != nil {
		b.Fatal(err)
	}
	r := smallRecord(b)
	b.SetBytes(int64(len(r.Data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(&r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWritePcap(b *testing.B)   { benchmarkWriter(b, newPcap) }
func BenchmarkWritePcapNG(b *testing.B) { benchmarkWriter(b, newPcapNG) }
func BenchmarkWriteHex(b *testing.B) {
	benchmarkWriter(b, func(w io.Writer) (Writer, error) { return NewHexWriter(w), nil })
}

func BenchmarkRaw(b *testing.B) {
	benchmarkOpen(b, bytes.Repeat(message(binary.LittleEndian, 24, 44), benchSize/60))
}

func BenchmarkHex(b *testing.B) {
	benchmarkOpen(b, bytes.Repeat(readTestdata(b, "hex/xxd.txt"), 100))
}

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
	for _, name := range []string{"pcap/nlmon.pcap", "pcap/cooked-v2.pcap"} {
		file := readTestdata(t, name)
		r := must(Open(&repeated{head: file[:pcapHeaderLen], body: file[pcapHeaderLen:], left: 10 << 20}, name,
			Options{}))
		var rec Record
		if n := testing.AllocsPerRun(1000, func() {
			if err := r.Next(&rec); err != nil {
				t.Error(err)
			}
		}); n > 0 {
			t.Errorf("%s: %v allocations a packet", name, n)
		}
	}
}
