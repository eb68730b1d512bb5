package pcap

import (
	"encoding/binary"
	"fmt"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
)

// Types of pcapng blocks (the IETF draft of the pcapng file format).
const (
	ngInterface   = 1
	ngOldPacket   = 2
	ngSimple      = 3
	ngStatistics  = 5
	ngEnhanced    = 6
	ngSection     = 0x0a0d0d0a // the same in both byte orders
	ngOrderMagic  = 0x1a2b3c4d
	ngBlockLen    = 12 // type and both lengths
	ngSectionLen  = 16 // order, version, length of the section
	ngEnhancedLen = 20
	ngMaxBlock    = nlmsg.MaxDatagram + 1<<20 // of the blocks that are read, not skipped
)

// Options of pcapng blocks.
const (
	ngOptEnd         = 0
	ngOptComment     = 1
	ngOptName        = 2  // if_name
	ngOptFlags       = 2  // epb_flags
	ngOptDropped     = 4  // epb_dropcount
	ngOptResolution  = 9  // if_tsresol
	ngOptTimeOffset  = 14 // if_tsoffset
	ngOptApplication = 4  // shb_userappl

	ngFlagsDirection = 3
	ngInbound        = 1
	ngOutbound       = 2
)

// block returns the type and the body of the next block; the body is nil for types that are not read.
func (p *ngReader) block() (uint32, []byte, error) {
	head := p.src.Peek(ngBlockLen)
	if len(head) < ngBlockLen {
		return 0, nil, p.end(len(head), ngBlockLen)
	}
	kind := p.order.Uint32(head)
	if kind == ngSection {
		if err := p.setOrder(head[8:12]); err != nil {
			return 0, nil, err
		}
	}
	length := p.order.Uint32(head[4:])
	if !p.plausible(kind, length) {
		return 0, nil, p.resync(fmt.Sprintf("a block of type %d and %d octets cannot be", kind, length))
	}
	if !ngRead(kind) {
		pos := p.position()
		if n := p.src.Discard(int64(length)); n < int64(length) {
			p.fault = endOfFile(p.src, pos, int(n), int(length))
			return 0, nil, p.fault
		}
		return kind, nil, nil
	}
	block := p.src.Peek(int(length))
	if len(block) < int(length) {
		return 0, nil, p.end(len(block), int(length))
	}
	if again := p.order.Uint32(block[length-4:]); again != length {
		return 0, nil, p.resync(fmt.Sprintf("the two lengths of a block differ: %d and %d", length, again))
	}
	p.src.Skip(len(block))
	return kind, block[8 : length-4], nil
}

// ngRead reports whether blocks of that type are read; the others have nothing that a record holds.
func ngRead(kind uint32) bool {
	switch kind {
	case ngSection, ngInterface, ngEnhanced, ngOldPacket, ngSimple:
		return true
	}
	return false
}

func (p *ngReader) plausible(kind, length uint32) bool {
	least := uint32(ngBlockLen)
	switch kind {
	case ngSection:
		least += ngSectionLen
	case ngInterface:
		least += 8
	case ngSimple:
		least += 4
	case ngEnhanced, ngOldPacket:
		least += ngEnhancedLen
	}
	return length >= least && length%4 == 0 && (length <= ngMaxBlock || !ngRead(kind))
}

func (p *ngReader) setOrder(magic []byte) error {
	switch uint32(ngOrderMagic) {
	case binary.LittleEndian.Uint32(magic):
		p.order, p.bigEndian = binary.LittleEndian, false
	case binary.BigEndian.Uint32(magic):
		p.order, p.bigEndian = binary.BigEndian, true
	default:
		return p.resync(fmt.Sprintf("a section has the byte-order magic % x", magic))
	}
	return nil
}

// ngOptions walks the options of a block.
type ngOptions struct {
	order binary.ByteOrder
	rest  []byte
	code  uint16
	value []byte
}

func (p *ngReader) options(b []byte) ngOptions { return ngOptions{order: p.order, rest: b} }

func (o *ngOptions) next() bool {
	if len(o.rest) < 4 {
		return false
	}
	o.code = o.order.Uint16(o.rest)
	n := int(o.order.Uint16(o.rest[2:]))
	if o.code == ngOptEnd || len(o.rest) < 4+n {
		return false
	}
	o.value = o.rest[4 : 4+n]
	o.rest = o.rest[min(4+nlmsg.Align(n), len(o.rest)):]
	return true
}

func ngText(b []byte) string { return string(b[:min(len(b), maxComment)]) }

// end ends the reading where got of want octets are left.
func (p *ngReader) end(got, want int) error {
	p.fault = endOfFile(p.src, p.position(), got, want)
	return p.fault
}

// position is that of the packet to be read.
func (p *ngReader) position() captures.Position {
	return captures.Position{File: p.name, Packet: p.packet + 1, Offset: p.src.Offset()}
}

func (p *ngReader) skipped(at int64, msg string) error {
	pos := captures.Position{File: p.name, Packet: p.packet, Offset: at}
	return &captures.Error{Pos: pos, Msg: msg, Skipped: true}
}

// resync goes past damage to the next place that holds a whole block of a known type.
func (p *ngReader) resync(msg string) error {
	e := &captures.Error{Pos: p.position(), Msg: fmt.Sprintf("at offset %d, %s", p.src.Offset(), msg)}
	from := p.src.Offset()
	for {
		p.src.Skip(4)
		head := p.src.Peek(ngBlockLen)
		if len(head) < ngBlockLen {
			e.Msg += fmt.Sprintf("; no block was found in the %d octets that are left",
				p.src.Offset()-from+int64(len(head)))
			e.Err = p.src.Failure()
			p.fault = e
			return e
		}
		if p.blockHere(head) {
			e.Msg += fmt.Sprintf("; %d octets were skipped to the next block", p.src.Offset()-from)
			e.Skipped = true
			return e
		}
	}
}

func (p *ngReader) blockHere(head []byte) bool {
	kind, length := p.order.Uint32(head), p.order.Uint32(head[4:])
	if kind == ngSection {
		return true
	}
	if !ngRead(kind) && kind != ngStatistics || !p.plausible(kind, length) || length > snapLen {
		return false
	}
	block := p.src.Peek(int(length))
	return len(block) == int(length) && p.order.Uint32(block[length-4:]) == length
}
