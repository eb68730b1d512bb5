// Package pcap reads and writes pcap and pcapng files, of link type 253 (netlink) and of others.
package pcap

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
)

// The first four octets of files, read as a little-endian number.
const (
	magicMicro       = 0xa1b2c3d4
	magicNano        = 0xa1b23c4d
	magicSwapped     = 0xd4c3b2a1
	magicNanoSwapped = 0x4d3cb2a1
)

// Facts of pcap files (libpcap's savefile format).
const (
	headerLen = 24
	packetLen = 16
	snapLen   = 262144 // the largest that libpcap itself takes
)

// reader reads pcap files. pcapgo's Reader keeps 8 bits of the link type, which loses Linux cooked v2, allocates
// what the snapshot length of the file says, and cannot go past a damaged packet header.
type reader struct {
	src       *input.Source
	name      string
	order     binary.ByteOrder
	bigEndian bool
	fraction  time.Duration // of one unit of the second half of a time stamp
	linkType  uint32
	packet    int
	seconds   uint32 // of the last good packet
	fault     error
}

// Recognise reports whether a pcap file starts with head.
func Recognise(head captures.Head) bool {
	switch magic(head.Octets) {
	case magicMicro, magicNano, magicSwapped, magicNanoSwapped:
		return true
	}
	return false
}

// magic returns the number at the start of a file, or 0.
func magic(head []byte) uint32 {
	if len(head) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32(head)
}

// NewReader returns a reader of a pcap file, whose header it reads.
func NewReader(r io.Reader, name string) (captures.Reader, error) {
	src := input.NewSource(r)
	p := &reader{src: src, name: name, order: binary.LittleEndian, fraction: time.Microsecond}
	head := src.Peek(headerLen)
	if len(head) < headerLen {
		return nil, &captures.Error{
			Pos: captures.Position{File: name}, Err: src.Failure(),
			Msg: fmt.Sprintf("the pcap file ends in its header: %d of %d octets are there", len(head), headerLen),
		}
	}
	magic := magic(head)
	switch magic {
	case magicSwapped, magicNanoSwapped:
		p.bigEndian, p.order = true, binary.BigEndian
	case magicMicro, magicNano:
	default:
		return nil, &captures.Error{Pos: captures.Position{File: name},
			Msg: fmt.Sprintf("not a pcap file: it starts with % x", head[:4])}
	}
	if magic == magicNano || magic == magicNanoSwapped {
		p.fraction = time.Nanosecond
	}
	if major := p.order.Uint16(head[4:]); major != 2 {
		return nil, &captures.Error{Pos: captures.Position{File: name},
			Msg: fmt.Sprintf("pcap version %d is not known, only 2 is", major)}
	}
	p.linkType = p.order.Uint32(head[20:]) & 0xffff // the bits above tell the length of frame check sequences
	src.Skip(headerLen)
	return p, nil
}

// Next reads the next packet.
func (p *reader) Next(r *captures.Record) error {
	if p.fault != nil {
		return p.fault
	}
	at := p.src.Offset()
	head := p.src.Peek(packetLen)
	if len(head) < packetLen {
		p.fault = endOfFile(p.src, p.position(), len(head), packetLen)
		return p.fault
	}
	if !p.plausible(head) {
		return p.resync()
	}
	captured, original := int(p.order.Uint32(head[8:])), int(p.order.Uint32(head[12:]))
	data := p.src.Peek(packetLen + captured)
	if len(data) < packetLen+captured {
		p.fault = endOfFile(p.src, p.position(), len(data), packetLen+captured)
		return p.fault
	}
	p.packet++
	p.seconds = p.order.Uint32(data)
	*r = captures.Record{
		FD: -1, Protocol: captures.ProtocolUnknown, OriginalLen: max(original, captured),
		Pos: captures.Position{File: p.name, Packet: p.packet, Offset: at},
	}
	setTime(r, p.seconds, time.Duration(p.order.Uint32(data[4:]))*p.fraction)
	fillPacket(r, p.linkType, data[packetLen:], p.bigEndian)
	p.src.Skip(len(data))
	return nil
}

// setTime sets the time of a packet. Captures made from inputs without dates count from 1970: see captureTime.
func setTime(r *captures.Record, seconds uint32, fraction time.Duration) {
	if seconds == 0 && fraction == 0 {
		return
	}
	r.Time = time.Unix(int64(seconds), int64(fraction)).UTC()
	r.HasDate = seconds >= undatedSeconds
}

// undatedSeconds is a year: time stamps below it hold no date.
const undatedSeconds = 365 * 24 * 3600

// plausible reports whether a packet header can be one.
func (p *reader) plausible(head []byte) bool {
	captured := p.order.Uint32(head[8:])
	return captured <= nlmsg.MaxDatagram && time.Duration(p.order.Uint32(head[4:]))*p.fraction < 2*time.Second
}

// position is that of the packet to be read.
func (p *reader) position() captures.Position {
	return captures.Position{File: p.name, Packet: p.packet + 1, Offset: p.src.Offset()}
}

// endOfFile returns io.EOF, or an error if the input ends within the packet at pos, of which got octets are there.
func endOfFile(src *input.Source, pos captures.Position, got, want int) error {
	err := src.Failure()
	switch {
	case got > 0:
		const msg = "the file ends in this packet, at offset %d: %d of %d octets are there"
		return &captures.Error{Pos: pos, Err: err, Msg: fmt.Sprintf(msg, pos.Offset, got, want)}
	case err != nil:
		return &captures.Error{Pos: pos, Err: err, Msg: "reading failed"}
	}
	return io.EOF
}

// resync goes past a damaged packet header to the next place that looks like a packet of the same capture.
func (p *reader) resync() error {
	pos := p.position()
	p.packet++
	e := &captures.Error{Pos: pos, Msg: fmt.Sprintf("the packet header at offset %d is damaged", pos.Offset)}
	for {
		p.src.Skip(1)
		head := p.src.Peek(packetLen + cooked.Len2)
		if len(head) < packetLen {
			e.Msg += fmt.Sprintf("; no packet was found in the %d octets that are left",
				p.src.Offset()-pos.Offset+int64(len(head)))
			e.Err = p.src.Failure()
			p.fault = e
			return e
		}
		if p.packetHere(head) {
			e.Msg += fmt.Sprintf("; %d octets were skipped to the next packet", p.src.Offset()-pos.Offset)
			e.Skipped = true
			return e
		}
	}
}

// packetHere is stricter than plausible: it looks for a packet of about the same time, where there may be none.
func (p *reader) packetHere(head []byte) bool {
	const hour = 3600
	captured, original := p.order.Uint32(head[8:]), p.order.Uint32(head[12:])
	apart := int64(p.order.Uint32(head)) - int64(p.seconds)
	if !p.plausible(head) || captured == 0 || captured > snapLen || original < captured || original > nlmsg.MaxDatagram {
		return false
	}
	if p.packet > 1 && (apart < -hour || apart > 24*hour) {
		return false
	}
	if p.linkType != cooked.Netlink {
		return true
	}
	var address [2]byte
	binary.BigEndian.PutUint16(address[:], cooked.Hardware)
	data := head[packetLen:]
	return len(data) >= 4 && bytes.Equal(data[2:4], address[:])
}
