package hexdump

import (
	"bytes"
	"io"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
	"github.com/nlkit/nlkit/codec"
)

func BenchmarkHex(b *testing.B) {
	file := bytes.Repeat(recordtest.Testdata(b, "xxd.txt"), 100)
	recordtest.Benchmark(b, file, func() captures.Reader { return NewReader(bytes.NewReader(file), "bench", 0) })
}

func BenchmarkWriteHex(b *testing.B) {
	data := recordtest.Testdata(b, "../../raw/testdata/addr.raw")
	recordtest.BenchmarkWriter(b, NewWriter(io.Discard), captures.Record{
		Direction: codec.Sent, Pid: 4711, Comm: "ip", FD: 3, Data: data, OriginalLen: len(data)})
}
