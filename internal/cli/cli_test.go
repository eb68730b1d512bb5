package cli

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/fatih/color"
)

// TestColor asks for each mode, on a terminal and elsewhere.
func TestColor(t *testing.T) {
	defer func(was bool) { color.NoColor = was }(color.NoColor)
	for _, plain := range []bool{true, false} {
		color.NoColor = plain
		for mode, want := range map[string]bool{"always": true, "never": false, "auto": !plain} {
			if got, err := Color(mode); err != nil || got != want {
				t.Errorf("%s: %v, %v", mode, got, err)
			}
		}
	}
	if _, err := Color("yes"); err == nil {
		t.Error("mode yes is taken")
	}
}

// TestProgress reads a file that grew beyond what it had, and one that fails: the bar changes neither.
func TestProgress(t *testing.T) {
	var shown bytes.Buffer
	p := NewProgress(&shown, 2)
	if b, err := io.ReadAll(p.Reader(strings.NewReader("three"))); err != nil || string(b) != "three" {
		t.Errorf("read %q, %v", b, err)
	}
	if _, err := io.ReadAll(p.Reader(iotest.ErrReader(io.ErrClosedPipe))); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v", err)
	}
	p.Stop()
	if shown.Len() > 0 {
		t.Errorf("%q is shown where there is no terminal", shown.String())
	}
}
