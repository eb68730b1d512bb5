package main

import (
	"cmp"
	"os"
	"testing"

	"github.com/nlkit/nlkit/internal/cli"
)

// BenchmarkMixed renders the capture that NLDECODE_MIXED names, as bench/profile.sh does, or a small one.
func BenchmarkMixed(b *testing.B) {
	file := cmp.Or(os.Getenv("NLDECODE_MIXED"), "../../captures/samples/nlmon-mixed.pcap")
	for _, form := range []string{"text", "json", "pyroute2"} {
		b.Run(form, func(b *testing.B) {
			stdout := os.Stdout
			defer func() { os.Stdout = stdout }()
			var err error
			if os.Stdout, err = os.OpenFile(os.DevNull, os.O_WRONLY, 0); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if status := cli.Run(command(), []string{"-o", form, file}); status != cli.ExitOK {
					b.Fatalf("status %d", status)
				}
			}
		})
	}
}
