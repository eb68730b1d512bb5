package captures

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcapgo"
)

// PcapOptions say how NewPcapWriter writes.
type PcapOptions struct {
	// Microseconds makes a file for programs that do not know the time stamps in nanoseconds of libpcap 1.5.
	Microseconds bool
}

// ErrNotNetlink says that a writer was given a record that is no netlink datagram.
var ErrNotNetlink = errors.New("not a netlink datagram")

// pcapWriter writes pcap files of link type 253.
type pcapWriter struct {
	w    *bufio.Writer
	pcap *pcapgo.Writer
	buf  []byte
}

// NewPcapWriter returns a writer of pcap files of link type 253 (netlink), with time stamps in nanoseconds. The format
// has no place for what is known of a record besides its time, direction, protocol and octets; NewPcapNGWriter keeps
// it.
func NewPcapWriter(w io.Writer, opts PcapOptions) (Writer, error) {
	buffered := bufio.NewWriter(w)
	p := &pcapWriter{w: buffered, pcap: pcapgo.NewWriterNanos(buffered)}
	if opts.Microseconds {
		p.pcap = pcapgo.NewWriter(buffered)
	}
	return p, p.pcap.WriteFileHeader(pcapSnapLen, layers.LinkType(linkNetlink))
}

// Write writes a record. Events leave a packet without octets, in their place in time.
func (p *pcapWriter) Write(r *Record) error {
	if r.Link != Netlink {
		return fmt.Errorf("%s: %w, which is all that a pcap file of link type 253 holds", r.Pos, ErrNotNetlink)
	}
	p.buf = appendCooked(p.buf[:0], r.Direction, r.Protocol)
	p.buf = append(p.buf, r.Data...)
	return p.pcap.WritePacket(gopacket.CaptureInfo{
		Timestamp:     r.captureTime(),
		CaptureLength: len(p.buf),
		Length:        max(r.OriginalLen+sllLen, len(p.buf)),
	}, p.buf)
}

// Close writes what is still buffered.
func (p *pcapWriter) Close() error { return p.w.Flush() }

// captureTime is the time stamp of a packet: seconds since 1970, or since the start of the day, or of the capture, if
// the record has no date.
func (r *Record) captureTime() time.Time {
	if r.Time.IsZero() {
		return time.Unix(0, 0)
	}
	return r.Time
}
