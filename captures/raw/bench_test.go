package raw

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/recordtest"
)

func BenchmarkRaw(b *testing.B) {
	file := bytes.Repeat(recordtest.Message(binary.LittleEndian, 24, 44), 50<<20/60)
	recordtest.Benchmark(b, file, func() captures.Reader { return NewReader(bytes.NewReader(file), "bench", 0) })
}
