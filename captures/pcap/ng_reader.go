package pcap

import (
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
	"github.com/nlkit/nlkit/captures/internal/input"
	"github.com/nlkit/nlkit/captures/internal/nlmsg"
	"github.com/nlkit/nlkit/captures/internal/note"
	"github.com/nlkit/nlkit/codec"
)

// Limits that keep the memory of the reader bounded, whatever the file holds.
const (
	maxInterfaces = 1 << 12
	maxComment    = 4 << 10
)

// ngIface is a capturing interface of the section.
type ngIface struct {
	linkType uint32
	snapLen  uint32
	name     string
	comment  string // until the first packet has carried it
	ticks    uint64 // a second
	offset   int64  // seconds to add to time stamps
}

// ngReader reads pcapng files. pcapgo's NgReader does not give the comments and flags of packets and panics on
// short options.
type ngReader struct {
	src       *input.Source
	name      string
	order     binary.ByteOrder
	bigEndian bool
	ifaces    []ngIface
	comment   string // of the section, until its first packet has carried it
	packet    int
	fault     error
}

// RecogniseNG reports whether a pcapng file starts with head.
func RecogniseNG(head captures.Head) bool { return magic(head.Octets) == ngSection }

// NewNGReader returns a reader of a pcapng file.
func NewNGReader(r io.Reader, name string) captures.Reader {
	return &ngReader{src: input.NewSource(r), name: name, order: binary.LittleEndian}
}

// Next reads the next packet.
func (p *ngReader) Next(r *captures.Record) error {
	if p.fault != nil {
		return p.fault
	}
	for {
		at := p.src.Offset()
		kind, block, err := p.block()
		if err != nil {
			return err
		}
		switch kind {
		case ngSection:
			err = p.section(block)
		case ngInterface:
			err = p.iface(block, at)
		case ngEnhanced, ngOldPacket, ngSimple:
			p.packet++
			*r = captures.Record{FD: -1, Protocol: captures.ProtocolUnknown,
				Pos: captures.Position{File: p.name, Packet: p.packet, Offset: at}}
			return p.packetBlock(r, kind, block)
		}
		if err != nil {
			return err
		}
	}
}

// section starts a section: its interfaces count from 0 again.
func (p *ngReader) section(body []byte) error {
	if major := p.order.Uint16(body[4:]); major != 1 {
		p.fault = &captures.Error{Pos: p.position(), Msg: fmt.Sprintf("pcapng version %d is not known, only 1 is",
			major)}
		return p.fault
	}
	p.ifaces = p.ifaces[:0]
	p.comment = ""
	for o := p.options(body[ngSectionLen:]); o.next(); {
		if o.code == ngOptComment {
			p.comment = ngText(o.value)
		}
	}
	return nil
}

func (p *ngReader) iface(body []byte, at int64) error {
	if len(p.ifaces) == maxInterfaces {
		return p.skipped(at, fmt.Sprintf("more than %d interfaces: this one is left out", maxInterfaces))
	}
	i := ngIface{linkType: uint32(p.order.Uint16(body)), snapLen: p.order.Uint32(body[4:]), ticks: 1e6}
	for o := p.options(body[8:]); o.next(); {
		switch {
		case o.code == ngOptName:
			i.name = ngText(o.value)
		case o.code == ngOptComment:
			i.comment = ngText(o.value)
		case o.code == ngOptResolution && len(o.value) >= 1:
			i.ticks = ngTicks(o.value[0])
		case o.code == ngOptTimeOffset && len(o.value) >= 8:
			i.offset = int64(p.order.Uint64(o.value))
		}
	}
	p.ifaces = append(p.ifaces, i)
	if i.ticks == 0 {
		const msg = "interface %d has a time resolution that cannot be: its packets have no time"
		return p.skipped(at, fmt.Sprintf(msg, len(p.ifaces)-1))
	}
	return nil
}

// ngTicks returns the ticks a second of an if_tsresol, or 0 if they do not fit.
func ngTicks(resolution byte) uint64 {
	exponent := resolution & 0x7f
	if resolution&0x80 != 0 {
		if exponent > 63 {
			return 0
		}
		return 1 << exponent
	}
	if exponent > 19 {
		return 0
	}
	ticks := uint64(1)
	for range exponent {
		ticks *= 10
	}
	return ticks
}

// packetBlock fills r from one of the three kinds of blocks that hold a packet.
func (p *ngReader) packetBlock(r *captures.Record, kind uint32, body []byte) error {
	var id, captured, original, start uint32
	switch kind {
	case ngEnhanced:
		id = p.order.Uint32(body)
	case ngOldPacket:
		id = uint32(p.order.Uint16(body))
	}
	if id >= uint32(len(p.ifaces)) {
		return p.skipped(r.Pos.Offset, fmt.Sprintf("a packet of interface %d, of which the section has %d", id,
			len(p.ifaces)))
	}
	i := &p.ifaces[id]
	if kind == ngSimple {
		start, original = 4, p.order.Uint32(body)
		captured = min(original, uint32(len(body))-start)
		if i.snapLen > 0 {
			captured = min(captured, i.snapLen)
		}
	} else {
		start, captured, original = ngEnhancedLen, p.order.Uint32(body[12:]), p.order.Uint32(body[16:])
		i.setTime(r, uint64(p.order.Uint32(body[4:]))<<32|uint64(p.order.Uint32(body[8:])))
	}
	if uint64(start)+uint64(captured) > uint64(len(body)) {
		return p.skipped(r.Pos.Offset, fmt.Sprintf("a packet of %d octets in a block of %d", captured, len(body)))
	}
	r.Interface, r.OriginalLen = i.name, int(max(captured, original))
	r.AddComment(p.comment)
	r.AddComment(i.comment)
	p.comment, i.comment = "", ""
	if kind != ngSimple {
		p.packetOptions(r, body[min(nlmsg.Align(int(start+captured)), len(body)):])
	}
	packet := body[start : start+captured]
	if r.Event != "" { // in whose place a message that does nothing stands
		packet, r.OriginalLen = packet[:min(cooked.Len, len(packet))], 0
	}
	fillPacket(r, i.linkType, packet, p.bigEndian)
	note.ClipMissing(r)
	return nil
}

// packetOptions reads the options of a packet. A comment that is a note is what our own writer knew of the packet.
func (p *ngReader) packetOptions(r *captures.Record, options []byte) {
	for o := p.options(options); o.next(); {
		switch {
		case o.code == ngOptComment:
			if text := ngText(o.value); !note.Parse(text, r) {
				r.AddComment(text)
			}
		case o.code == ngOptFlags && len(o.value) >= 4:
			switch p.order.Uint32(o.value) & ngFlagsDirection {
			case ngInbound:
				r.Direction = codec.Received
			case ngOutbound:
				r.Direction = codec.Sent
			}
		case o.code == ngOptDropped && len(o.value) >= 8:
			if n := p.order.Uint64(o.value); n > 0 {
				r.AddComment(fmt.Sprintf("%d packets before this one were dropped", n))
			}
		}
	}
}

// setTime turns the ticks of a packet into its time.
func (i *ngIface) setTime(r *captures.Record, ticks uint64) {
	if i.ticks == 0 || ticks == 0 {
		return
	}
	seconds, rest := ticks/i.ticks, ticks%i.ticks
	high, low := bits.Mul64(rest, uint64(time.Second))
	nanos, _ := bits.Div64(high, low, i.ticks)
	r.Time = time.Unix(int64(seconds)+i.offset, int64(nanos)).UTC()
	r.HasDate = r.Time.Unix() >= undatedSeconds
}
