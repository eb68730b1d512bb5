package captures

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"time"
)

// Facts of pcap files (libpcap's savefile format).
const (
	pcapHeaderLen = 24
	pcapPacketLen = 16
	pcapSnapLen   = 262144 // the largest that libpcap itself takes
)

// pcapReader reads pcap files. pcapgo's Reader keeps 8 bits of the link type, which loses Linux cooked v2, allocates
// what the snapshot length of the file says, and cannot go past a damaged packet header.
type pcapReader struct {
	src       *source
	name      string
	order     binary.ByteOrder
	bigEndian bool
	fraction  time.Duration // of one unit of the second half of a time stamp
	linkType  uint32
	packet    int
	seconds   uint32 // of the last good packet
	fault     error
}

func newPcapReader(src *source, name string) (*pcapReader, error) {
	p := &pcapReader{src: src, name: name, order: binary.LittleEndian, fraction: time.Microsecond}
	head := src.peek(pcapHeaderLen)
	if len(head) < pcapHeaderLen {
		return nil, &Error{
			Pos: Position{File: name}, Err: src.failure(),
			Msg: fmt.Sprintf("the pcap file ends in its header: %d of %d octets are there", len(head), pcapHeaderLen),
		}
	}
	magic := binary.LittleEndian.Uint32(head)
	switch magic {
	case magicPcapSwap, magicNanoSwap:
		p.bigEndian, p.order = true, binary.BigEndian
	case magicPcap, magicPcapNano:
	default:
		return nil, &Error{Pos: Position{File: name}, Msg: fmt.Sprintf("not a pcap file: it starts with % x", head[:4])}
	}
	if magic == magicPcapNano || magic == magicNanoSwap {
		p.fraction = time.Nanosecond
	}
	if major := p.order.Uint16(head[4:]); major != 2 {
		return nil, &Error{Pos: Position{File: name},
			Msg: fmt.Sprintf("pcap version %d is not known, only 2 is", major)}
	}
	p.linkType = p.order.Uint32(head[20:]) & 0xffff // the bits above tell the length of frame check sequences
	src.skip(pcapHeaderLen)
	return p, nil
}

// Next reads the next packet.
func (p *pcapReader) Next(r *Record) error {
	if p.fault != nil {
		return p.fault
	}
	at := p.src.off
	head := p.src.peek(pcapPacketLen)
	if len(head) < pcapPacketLen {
		p.fault = endOfFile(p.src, p.position(), len(head), pcapPacketLen)
		return p.fault
	}
	if !p.plausible(head) {
		return p.resync()
	}
	captured, original := int(p.order.Uint32(head[8:])), int(p.order.Uint32(head[12:]))
	data := p.src.peek(pcapPacketLen + captured)
	if len(data) < pcapPacketLen+captured {
		p.fault = endOfFile(p.src, p.position(), len(data), pcapPacketLen+captured)
		return p.fault
	}
	p.packet++
	p.seconds = p.order.Uint32(data)
	*r = Record{
		FD: -1, Protocol: ProtocolUnknown, OriginalLen: max(original, captured),
		Pos: Position{File: p.name, Packet: p.packet, Offset: at},
	}
	r.setTime(p.seconds, time.Duration(p.order.Uint32(data[4:]))*p.fraction)
	fillPacket(r, p.linkType, data[pcapPacketLen:], p.bigEndian)
	p.src.skip(len(data))
	return nil
}

// setTime sets the time of a packet. Captures made from inputs without dates count from 1970: see clockTime.
func (r *Record) setTime(seconds uint32, fraction time.Duration) {
	if seconds == 0 && fraction == 0 {
		return
	}
	r.Time = time.Unix(int64(seconds), int64(fraction)).UTC()
	r.HasDate = seconds >= undatedSeconds
}

// undatedSeconds is a year: time stamps below it hold no date.
const undatedSeconds = 365 * 24 * 3600

// plausible tells whether a packet header can be one.
func (p *pcapReader) plausible(head []byte) bool {
	captured := p.order.Uint32(head[8:])
	return captured <= maxDatagram && time.Duration(p.order.Uint32(head[4:]))*p.fraction < 2*time.Second
}

// position is that of the packet to be read.
func (p *pcapReader) position() Position {
	return Position{File: p.name, Packet: p.packet + 1, Offset: p.src.off}
}

// endOfFile returns io.EOF, or an error if the input ends within the packet at pos, of which got octets are there.
func endOfFile(src *source, pos Position, got, want int) error {
	err := src.failure()
	switch {
	case got > 0:
		const msg = "the file ends in this packet, at offset %d: %d of %d octets are there"
		return &Error{Pos: pos, Err: err, Msg: fmt.Sprintf(msg, pos.Offset, got, want)}
	case err != nil:
		return &Error{Pos: pos, Err: err, Msg: "reading failed"}
	}
	return io.EOF
}

// resync goes past a damaged packet header to the next place that looks like a packet of the same capture.
func (p *pcapReader) resync() error {
	pos := p.position()
	p.packet++
	e := &Error{Pos: pos, Msg: fmt.Sprintf("the packet header at offset %d is damaged", pos.Offset)}
	for {
		p.src.skip(1)
		head := p.src.peek(pcapPacketLen + sll2Len)
		if len(head) < pcapPacketLen {
			e.Msg += fmt.Sprintf("; no packet was found in the %d octets that are left",
				p.src.off-pos.Offset+int64(len(head)))
			e.Err = p.src.failure()
			p.fault = e
			return e
		}
		if p.packetHere(head) {
			e.Msg += fmt.Sprintf("; %d octets were skipped to the next packet", p.src.off-pos.Offset)
			e.Skipped = true
			return e
		}
	}
}

// packetHere is stricter than plausible: it looks for a packet of about the same time, where there may be none.
func (p *pcapReader) packetHere(head []byte) bool {
	const hour = 3600
	captured, original := p.order.Uint32(head[8:]), p.order.Uint32(head[12:])
	apart := int64(p.order.Uint32(head)) - int64(p.seconds)
	if !p.plausible(head) || captured == 0 || captured > pcapSnapLen || original < captured || original > maxDatagram {
		return false
	}
	if p.packet > 1 && (apart < -hour || apart > 24*hour) {
		return false
	}
	if p.linkType != linkNetlink {
		return true
	}
	var address [2]byte
	binary.BigEndian.PutUint16(address[:], arphrdNetlink)
	data := head[pcapPacketLen:]
	return len(data) >= 4 && bytes.Equal(data[2:4], address[:])
}
