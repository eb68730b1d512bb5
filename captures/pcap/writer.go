package pcap

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcapgo"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
)

// Options say how NewWriter writes.
type Options struct {
	// Microseconds makes a file for programs that do not know the time stamps in nanoseconds of libpcap 1.5.
	Microseconds bool
}

// writer writes pcap files of link type 253.
type writer struct {
	w    *bufio.Writer
	pcap *pcapgo.Writer
	buf  []byte
}

// NewWriter returns a writer of pcap files of link type 253 (netlink), with time stamps in nanoseconds. The format
// has no place for what is known of a record besides its time, direction, protocol and octets; NewNGWriter keeps
// it.
func NewWriter(w io.Writer, opts Options) (captures.Writer, error) {
	buffered := bufio.NewWriter(w)
	p := &writer{w: buffered, pcap: pcapgo.NewWriterNanos(buffered)}
	if opts.Microseconds {
		p.pcap = pcapgo.NewWriter(buffered)
	}
	return p, p.pcap.WriteFileHeader(snapLen, layers.LinkType(cooked.Netlink))
}

// Write writes a record. Events leave a packet without octets, in their place in time.
func (p *writer) Write(r *captures.Record) error {
	if r.Link != captures.Netlink {
		return fmt.Errorf("%s: %w, which is all that a pcap file of link type 253 holds", r.Pos, captures.ErrNotNetlink)
	}
	p.buf = cooked.Append(p.buf[:0], r.Direction, r.Protocol)
	p.buf = append(p.buf, r.Data...)
	return p.pcap.WritePacket(gopacket.CaptureInfo{
		Timestamp:     captureTime(r),
		CaptureLength: len(p.buf),
		Length:        max(r.OriginalLen+cooked.Len, len(p.buf)),
	}, p.buf)
}

// Close writes what is still buffered.
func (p *writer) Close() error { return p.w.Flush() }

// captureTime is the time stamp of a packet: seconds since 1970, or since the start of the day, or of the capture, if
// the record has no date.
func captureTime(r *captures.Record) time.Time {
	if r.Time.IsZero() {
		return time.Unix(0, 0)
	}
	return r.Time
}
