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

// writer writes pcap files.
type writer struct {
	w        *bufio.Writer
	pcap     *pcapgo.Writer
	linkType uint32
	started  bool // the header of the file is written
	buf      []byte
}

// NewWriter returns a writer of pcap files with time stamps in nanoseconds, of the link type of the first record: 253
// for netlink. The format has no place for what is known of a record besides its time, direction, protocol and octets,
// nor for records of other link types; NewNGWriter keeps them.
func NewWriter(w io.Writer, opts Options) (captures.Writer, error) {
	buffered := bufio.NewWriter(w)
	p := &writer{w: buffered, pcap: pcapgo.NewWriterNanos(buffered), linkType: cooked.Netlink}
	if opts.Microseconds {
		p.pcap = pcapgo.NewWriter(buffered)
	}
	return p, nil
}

// start writes the header of the file.
func (p *writer) start() error {
	p.started = true
	return p.pcap.WriteFileHeader(snapLen, layers.LinkType(p.linkType))
}

// Write writes a record. Events leave a packet without octets, in their place in time.
func (p *writer) Write(r *captures.Record) error {
	linkType, ok := linkTypeOf(r)
	if ok && !p.started {
		p.linkType = linkType
		if err := p.start(); err != nil {
			return err
		}
	}
	if !ok || linkType != p.linkType {
		return fmt.Errorf("%s: a record %w: this pcap file holds link type %d; pcapng holds many", r.Pos,
			captures.ErrOtherLink, p.linkType)
	}
	p.buf = appendPacket(p.buf[:0], r)
	return p.pcap.WritePacket(gopacket.CaptureInfo{
		Timestamp:     captureTime(r),
		CaptureLength: len(p.buf),
		Length:        max(r.OriginalLen+cookedLen(r), len(p.buf)),
	}, p.buf)
}

// Close writes what is still buffered.
func (p *writer) Close() error {
	if !p.started {
		if err := p.start(); err != nil {
			return err
		}
	}
	return p.w.Flush()
}

// captureTime is the time stamp of a packet: seconds since 1970, or since the start of the day, or of the capture, if
// the record has no date.
func captureTime(r *captures.Record) time.Time {
	if r.Time.IsZero() {
		return time.Unix(0, 0)
	}
	return r.Time
}
