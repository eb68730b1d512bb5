package main

import (
	"testing"

	"github.com/nlkit/nlkit/internal/test/manual"
)

//go:generate go test -run ^TestManual$ . -write

// TestManual holds the manual pages and docs/nldecode.md current.
func TestManual(t *testing.T) {
	manual.Check(t, command(), "manual.md", "../../docs")
}
