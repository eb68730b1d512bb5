package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestCurrent holds the generated files against what the tables make of them.
func TestCurrent(t *testing.T) {
	want, err := generate()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join("..", "..")
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("iproute/%s is not what the tables say (%v): run go generate ./iproute", name, err)
		}
	}
	there, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(there) != len(want) {
		t.Errorf("%d files are there, the tables make %d: run go generate ./iproute", len(there), len(want))
	}
}
