package main

import (
	"cmp"
	"os"
	"testing"
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
				if status := run([]string{"-o", form, file}); status != exitOK {
					b.Fatalf("status %d", status)
				}
			}
		})
	}
}
