package main

import (
	"slices"
	"strings"
	"testing"
)

// TestKeys names what terminals send.
func TestKeys(t *testing.T) {
	for in, want := range map[string][]string{
		"sq": {"s", "q"}, "\x1b[A\x1bOB": {"up", "down"}, "\x1b": {"escape"}, "\r\x7f\x03": {"enter", "backspace", "interrupt"},
		"\x1b[1;5Cx": {"x"}, "é\x01": {"é"}, "": nil,
	} {
		keys := make(chan string, 16)
		readKeys(strings.NewReader(in), keys)
		var got []string
		for k := range keys {
			got = append(got, k)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
