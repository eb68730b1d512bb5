package pcap

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/internal/cooked"
	"github.com/nlkit/nlkit/captures/internal/note"
	"github.com/nlkit/nlkit/codec"
)

// NGOptions say how NewNGWriter writes.
type NGOptions struct {
	Interface   string // name of the capturing interface, "netlink" if empty
	Application string // name of the program that writes the file
}

// ngWriter writes pcapng files. pcapgo's NgWriter cannot write the comments and flags of packets.
type ngWriter struct {
	w          *bufio.Writer
	name       string // of the netlink interface
	interfaces []ngLink
	block      []byte
	scratch    []byte
}

// ngLink is an interface of the file.
type ngLink struct {
	linkType uint32
	name     string
}

// NewNGWriter returns a writer of pcapng files with an interface of link type 253 (netlink), and others as packets of
// networks come. What is known of a record besides its octets, such as the process, goes into a comment of its packet.
func NewNGWriter(w io.Writer, opts NGOptions) (captures.Writer, error) {
	p := &ngWriter{w: bufio.NewWriter(w), name: cmp.Or(opts.Interface, "netlink")}
	p.begin(ngSection)
	p.u32(ngOrderMagic)
	p.u32(1)          // version 1.0
	p.u32(0xffffffff) // the length of the section is not known
	p.u32(0xffffffff)
	p.option(ngOptApplication, []byte(opts.Application))
	if err := p.finish(); err != nil {
		return nil, err
	}
	_, err := p.interfaceOf(ngLink{cooked.Netlink, p.name})
	return p, err
}

// interfaceOf returns the number of an interface, which is written if it is a new one.
func (p *ngWriter) interfaceOf(l ngLink) (number int, err error) {
	if number = slices.Index(p.interfaces, l); number >= 0 {
		return number, nil
	}
	const nanoseconds = 9 // a power of ten
	p.begin(ngInterface)
	p.u32(l.linkType)
	p.u32(0) // no snapshot length
	p.option(ngOptName, []byte(l.name))
	p.option(ngOptResolution, []byte{nanoseconds})
	p.interfaces = append(p.interfaces, l)
	return len(p.interfaces) - 1, p.finish()
}

// Write writes a record. Events become packets with a comment, whose message is one that does nothing: other programs
// take packets without any for damage.
func (p *ngWriter) Write(r *captures.Record) error {
	linkType, ok := linkTypeOf(r)
	if !ok {
		return fmt.Errorf("%s: a record %w that nobody knows", r.Pos, captures.ErrOtherLink)
	}
	link := ngLink{linkType, r.Interface}
	if r.Link != captures.Packet {
		link.name = cmp.Or(r.Interface, p.name)
	}
	number, err := p.interfaceOf(link)
	if err != nil {
		return err
	}
	octets := *r
	if r.Event != "" && r.Link == captures.Netlink {
		octets.Data = codec.Header{Len: codec.HeaderLen, Type: codec.TypeNoop}.Append(nil, r.BigEndian)
	}
	ticks := uint64(captureTime(r).UnixNano())
	p.begin(ngEnhanced)
	p.u32(uint32(number))
	p.u32(uint32(ticks >> 32))
	p.u32(uint32(ticks))
	p.u32(uint32(cookedLen(r) + len(octets.Data)))
	p.u32(uint32(cookedLen(r) + max(r.OriginalLen, len(octets.Data))))
	p.block = appendPacket(p.block, &octets)
	p.pad()
	p.scratch = note.AppendOfPacket(p.scratch[:0], r)
	p.option(ngOptComment, p.scratch)
	p.option(ngOptComment, []byte(r.Comment))
	switch r.Direction {
	case codec.Sent:
		p.flags(ngOutbound)
	case codec.Received:
		p.flags(ngInbound)
	}
	return p.finish()
}

// Close writes what is still buffered.
func (p *ngWriter) Close() error { return p.w.Flush() }

func (p *ngWriter) u32(v uint32) { p.block = binary.LittleEndian.AppendUint32(p.block, v) }

// pad fills up to the alignment of options and blocks.
func (p *ngWriter) pad() {
	for len(p.block)%4 != 0 {
		p.block = append(p.block, 0)
	}
}

// begin starts a block.
func (p *ngWriter) begin(kind uint32) {
	p.block = p.block[:0]
	p.u32(kind)
	p.u32(0) // the length, known in finish
}

// option adds an option if it has a value.
func (p *ngWriter) option(code uint16, value []byte) {
	if len(value) == 0 {
		return
	}
	value = value[:min(len(value), 1<<16-1)]
	p.block = binary.LittleEndian.AppendUint16(p.block, code)
	p.block = binary.LittleEndian.AppendUint16(p.block, uint16(len(value)))
	p.block = append(p.block, value...)
	p.pad()
}

func (p *ngWriter) flags(direction uint32) {
	p.option(ngOptFlags, binary.LittleEndian.AppendUint32(p.scratch[:0], direction))
}

// finish writes the block.
func (p *ngWriter) finish() error {
	p.u32(0) // the end of the options
	p.u32(uint32(len(p.block) + 4))
	binary.LittleEndian.PutUint32(p.block[4:], uint32(len(p.block)))
	_, err := p.w.Write(p.block)
	return err
}
