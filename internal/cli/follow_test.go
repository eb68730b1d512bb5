package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// read reads n octets.
func read(t *testing.T, r io.Reader, n int) string {
	t.Helper()
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestFollow lets a file grow, be replaced and be emptied.
func TestFollow(t *testing.T) {
	name := filepath.Join(t.TempDir(), "log")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("one ")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	f, err := Follow(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := read(t, f, 4); got != "one " {
		t.Errorf("read %q", got)
	}
	write("one two ")
	if got := read(t, f, 4); got != "two " {
		t.Errorf("read %q of a file that grew", got)
	}
	if err := os.Rename(name, name+".1"); err != nil {
		t.Fatal(err)
	}
	write("three ")
	if got := read(t, f, 6); got != "three " {
		t.Errorf("read %q of a file that was replaced", got)
	}
	write("4")
	if got := read(t, f, 1); got != "4" {
		t.Errorf("read %q of a file that was emptied", got)
	}
	cancel()
	if _, err := f.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("error %v after the end", err)
	}
}
