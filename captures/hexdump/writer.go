package hexdump

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/note"
)

// writer writes dumps as hexdump -C does, each below comments that say what else is known.
type writer struct {
	w   *bufio.Writer
	buf []byte
}

// NewWriter returns a writer of hex dumps. The reader of hex dumps gets back from them all that a record holds.
func NewWriter(w io.Writer) captures.Writer { return &writer{w: bufio.NewWriter(w)} }

// Write writes a record.
func (h *writer) Write(r *captures.Record) error {
	b := h.buf[:0]
	b = append(b, "# "...)
	if with := note.Append(b, r); len(with) > len(b) {
		b = append(with, '\n')
	} else {
		b = b[:0]
	}
	if r.Comment != "" {
		b = fmt.Appendf(b, "# %s\n", strings.Join(strings.Fields(r.Comment), " "))
	}
	for at := 0; at < len(r.Data); at += rowLen {
		b = appendRow(b, at, r.Data[at:min(at+rowLen, len(r.Data))])
	}
	h.buf = append(b, '\n')
	_, err := h.w.Write(h.buf)
	return err
}

// Close writes what is still buffered.
func (h *writer) Close() error { return h.w.Flush() }

// rowLen is the number of octets in a row of a dump.
const rowLen = 16

// appendRow appends a row of a dump.
func appendRow(dst []byte, at int, octets []byte) []byte {
	const digits = "0123456789abcdef"
	dst = fmt.Appendf(dst, "%08x ", at)
	for i := range rowLen {
		if i == rowLen/2 {
			dst = append(dst, ' ')
		}
		if i < len(octets) {
			dst = append(dst, ' ', digits[octets[i]>>4], digits[octets[i]&15])
		} else {
			dst = append(dst, "   "...)
		}
	}
	dst = append(dst, "  |"...)
	for _, c := range octets {
		if c < ' ' || c > '~' {
			c = '.'
		}
		dst = append(dst, c)
	}
	return append(dst, "|\n"...)
}
