package strace

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/nlkit/nlkit/captures"
)

// benchRecord is a datagram of 1468 octets, about what a link is in a dump.
func benchRecord() []byte {
	data := make([]byte, 1468)
	for i := range data {
		data[i] = byte(i * 7)
	}
	copy(data, []byte{0xbc, 0x05, 0, 0, 0x10, 0, 2, 0})
	return data
}

func benchmarkStrace(b *testing.B, call []byte, records int) {
	log := append([]byte(routeSocket), bytes.Repeat(call, (1<<20)/len(call)+1)...)
	b.SetBytes(int64(len(log)))
	b.ReportAllocs()
	for b.Loop() {
		r := NewReader(bytes.NewReader(log), "log", straceTables(), captures.ProtocolUnknown)
		var record captures.Record
		n := 0
		for {
			err := r.Next(&record)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n == 0 || n%records != 0 {
			b.Fatalf("%d records", n)
		}
	}
}

func BenchmarkStraceRaw(b *testing.B) {
	var text bytes.Buffer
	for _, c := range benchRecord() {
		fmt.Fprintf(&text, `\x%02x`, c)
	}
	benchmarkStrace(b, fmt.Appendf(nil, "811 12:03:13.252220 sendto(3, \"%s\", 1468, 0, NULL, 0) = 1468\n",
		text.Bytes()), 1)
}

func BenchmarkStraceDump(b *testing.B) {
	call := []byte("811 12:03:13.252220 recvmsg(3, 0x7fbfa82f20, 0) = 1468\n * 1468 bytes in buffer 0\n")
	data := benchRecord()
	for at := 0; at < len(data); at += 16 {
		line := data[at:min(at+16, len(data))]
		hex := ""
		for i, c := range line {
			if i == 8 {
				hex += " "
			}
			hex += fmt.Sprintf("%02x ", c)
		}
		call = fmt.Appendf(call, " | %05x  %-49s %-16s |\n", at, hex, "................"[:len(line)])
	}
	benchmarkStrace(b, call, 1)
}

func BenchmarkStraceDecoded(b *testing.B) {
	log := withoutDumps(readStraceLog(b, "full"))
	records := len(readStrace(b, log))
	benchmarkStrace(b, log, records)
}

// BenchmarkStraceOtherCalls reads the calls of a program that has little to do with netlink.
func BenchmarkStraceOtherCalls(b *testing.B) {
	call := []byte("811 12:03:13.252220 " + sendNoop + "811 12:03:13.252220 read(7, \"" +
		string(bytes.Repeat([]byte("some text "), 200)) +
		"\", 4096) = 2000\n811 12:03:13.252221 poll([{fd=3}], 1, -1) = 1\n")
	benchmarkStrace(b, call, 1)
}
