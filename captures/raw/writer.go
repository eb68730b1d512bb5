package raw

import (
	"bufio"
	"io"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
)

// writer writes datagrams back to back.
type writer struct {
	w     *bufio.Writer
	total int
}

// NewWriter returns a writer of messages back to back. What else is known of a record is lost, and where it ends.
func NewWriter(w io.Writer) captures.Writer { return &writer{w: bufio.NewWriter(w)} }

// Write writes the octets of a record, aligned as messages of one datagram are.
func (w *writer) Write(r *captures.Record) error {
	if len(r.Data) == 0 {
		return nil
	}
	for ; w.total%nlmsg.Alignment != 0; w.total++ {
		if err := w.w.WriteByte(0); err != nil {
			return err
		}
	}
	w.total += len(r.Data)
	_, err := w.w.Write(r.Data)
	return err
}

// Close writes what is still buffered.
func (w *writer) Close() error { return w.w.Flush() }
