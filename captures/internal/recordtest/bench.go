package recordtest

import (
	"errors"
	"io"
	"testing"

	"github.com/nlkit/nlkit/captures"
)

// Benchmark reads all of a file, again and again.
func Benchmark(b *testing.B, file []byte, open func() captures.Reader) {
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		r := open()
		var rec captures.Record
		err := r.Next(&rec)
		for ; err == nil; err = r.Next(&rec) {
			continue
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
}

// BenchmarkWriter writes a record, again and again.
func BenchmarkWriter(b *testing.B, w captures.Writer, r captures.Record) {
	b.SetBytes(int64(len(r.Data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(&r); err != nil {
			b.Fatal(err)
		}
	}
}
