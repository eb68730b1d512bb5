package main

import (
	"os"
	"testing"
)

// BenchmarkMixed renders the capture that NLDECODE_MIXED names, as bench/profile.sh does.
func BenchmarkMixed(b *testing.B) {
	file := os.Getenv("NLDECODE_MIXED")
	if file == "" {
		b.Skip("NLDECODE_MIXED names no capture")
	}
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
