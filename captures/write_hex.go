package captures

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// hexWriter writes dumps as hexdump -C does, each below comments that say what else is known.
type hexWriter struct {
	w   *bufio.Writer
	buf []byte
}

// NewHexWriter returns a writer of hex dumps. The reader of hex dumps gets back from them all that a record holds.
func NewHexWriter(w io.Writer) Writer { return &hexWriter{w: bufio.NewWriter(w)} }

// Write writes a record.
func (h *hexWriter) Write(r *Record) error {
	b := h.buf[:0]
	b = append(b, "# "...)
	if with := appendNote(b, r, noteFields[:]); len(with) > len(b) {
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
func (h *hexWriter) Close() error { return h.w.Flush() }

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
