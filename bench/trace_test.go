package bench

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/trace"
)

// BenchmarkTraced has ip replace 20,000 routes, alone and while a System sees it: each request and its acknowledgement.
func BenchmarkTraced(b *testing.B) {
	testbed.Require(b, testbed.Root())
	const routes = 20_000
	var batch strings.Builder
	for i := range routes {
		fmt.Fprintf(&batch, "route replace unreachable 10.%d.%d.%d/32\n", i>>16, i>>8&0xff, i&0xff)
	}
	file := filepath.Join(b.TempDir(), "batch")
	if err := os.WriteFile(file, []byte(batch.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	run := func(b *testing.B) {
		if out, err := exec.Command("ip", "-batch", file).CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
	}
	b.Run("alone", func(b *testing.B) {
		testbed.NetNS(b)
		for b.Loop() {
			run(b)
		}
	})
	b.Run("traced", func(b *testing.B) {
		testbed.NetNS(b)
		s, err := trace.OpenSystem(trace.SystemOptions{})
		if err != nil {
			b.Fatal(err)
		}
		seen, lost := 0, 0
		done := make(chan struct{})
		go func() {
			defer close(done)
			for r := (captures.Record{}); s.Next(&r) == nil; {
				if r.Event != "" {
					lost++
				} else if r.Comm == "ip" {
					seen++
				}
			}
		}()
		for b.Loop() {
			run(b)
		}
		s.Close()
		<-done
		b.ReportMetric(float64(seen)/float64(b.N), "records/op")
		b.ReportMetric(float64(lost), "losses")
	})
}
