package fuzz

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/hexdump"
)

// checkError checks that an error is one line and names a place.
func checkError(t *testing.T, err error) {
	t.Helper()
	var fault *captures.Error
	if !errors.As(err, &fault) {
		t.Fatalf("an error without a place: %v", err)
	}
	if strings.ContainsRune(err.Error(), '\n') || !strings.HasPrefix(err.Error(), "fuzz") {
		t.Fatalf("an error that is not one line with a place: %q", err)
	}
}

// skipped reports whether a reader goes on after err.
func skipped(t *testing.T, err error) bool {
	t.Helper()
	if errors.Is(err, io.EOF) {
		return false
	}
	checkError(t, err)
	var fault *captures.Error
	return errors.As(err, &fault) && fault.Skipped
}

// maxRewritten is how many octets are worth writing and reading again: a "*" of a few characters stands for millions.
const maxRewritten = 1 << 20

func octetsOf(records []captures.Record) (n int) {
	for i := range records {
		n += len(records[i].Data)
	}
	return n
}

func FuzzHex(f *testing.F) {
	seedFiles(f, "hexdump", "*.txt")
	seedFiles(f, "hexdump", "posted/iw-refused.txt")
	seedFiles(f, "hexdump", "posted/libmnl-add.txt")
	f.Add([]byte("nl: send: {Header:{Length:20 Type:done Flags:multi|0x300 Sequence:1 PID:0} Data:[0 0 0 0]}\n"))
	f.Add([]byte("Hello,\n> 12:00:01 rx <Buffer 14 00 00 00 03 00 02 00 01 00 00 00 00 00 00 00 ... 4 more bytes>\n"))
	f.Add([]byte("got: [\n 16, 0, 0, 0, 3, 0, 2, 0,\n 1, 0, 0, 0, 0, 0, 0, 0\n]\nof 10\n"))
	f.Add([]byte("> 10 00 00 00 01 00 00 00 # x\n0000 10 00\n*\n0100\n{ 0x1, \"\\x20\\101\", [1 2 300] }\n"))
	f.Fuzz(func(t *testing.T, input []byte) {
		records := readAll(t, input, only("hex"))
		if octetsOf(records) > maxRewritten {
			return
		}
		var out bytes.Buffer
		w := hexdump.NewWriter(&out)
		writeAll(t, w, records)
		if len(records) > 0 {
			sameOctets(t, readAll(t, out.Bytes(), only("hex")), records)
		}
	})
}
