package wire_test

import (
	"bytes"
	"strings"
	"syscall"
	"testing"

	"github.com/nlkit/nlkit/remote/internal/wire"
)

// TestLongStatus cuts a text off that is longer than a frame may be, and no more of it.
func TestLongStatus(t *testing.T) {
	const most = 4096 - 4
	for length, want := range map[int]int{5: 5, most: most, most + 1: most, 10 * most: most} {
		text := strings.Repeat("x", length)
		status := wire.Status{Errno: syscall.EPERM, Text: text}.Append(nil)
		b := wire.Frame{Type: wire.TypeResult, Stream: 1, Payload: status}.Append(nil)
		f, err := wire.NewReader(bytes.NewReader(b), 1).Next()
		if err != nil {
			t.Fatalf("a text of %d octets: %v", length, err)
		}
		if s, err := wire.ParseStatus(f.Payload); err != nil || s.Errno != syscall.EPERM || s.Text != text[:want] {
			t.Errorf("of %d octets %d came, %v, %v", length, len(s.Text), s.Errno, err)
		}
	}
}
