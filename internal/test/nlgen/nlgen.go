// Package nlgen makes random netlink messages from the tables, whole and damaged, and checks what must hold for any
// message. It builds the octets itself, so that the encoder is not needed to test the decoder.
package nlgen

import (
	"encoding/binary"
	"math/rand/v2"
	"regexp"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// Decoder returns a decoder of everything that the tables know. The families have ids in the order of their names, from
// the controller's on.
func Decoder() *codec.Decoder {
	reg, resolver := tables.Registry(), codec.NewResolver()
	id := uint16(codec.GenlIDCtrl)
	for _, f := range reg.Families() {
		if _, known := resolver.ID(f.Name); !known {
			id++
			resolver.Set(reg, id, f.Name)
		}
	}
	return &codec.Decoder{Registry: reg, Resolver: resolver}
}

// Message is the octets of a message, and what its capture would tell of it.
type Message struct {
	Protocol  int
	BigEndian bool
	Type      *codec.MessageType // what was made; a Variant may read it differently
	Bytes     []byte
}

// Context returns what a decoder must know of the message besides its octets.
func (m *Message) Context() codec.Context {
	return codec.Context{Protocol: m.Protocol, BigEndian: m.BigEndian}
}

// Generator makes messages. The same seed gives the same messages.
type Generator struct {
	*rand.Rand
	// Odd is how many of a thousand attributes are made with something unusual about them.
	Odd int
	// Made is how many values of each kind were made.
	Made map[codec.Kind]int

	kinds   []kindOfMessage
	packets []kindOfMessage
	order   codec.ByteOrder
	big     bool
}

// kindOfMessage is a message type, or a command of the family with an id; of messages of unknown types, it is what they
// look like.
type kindOfMessage struct {
	label    string // protocol, and name
	protocol int    // anyProtocol: a message of netlink itself
	id       uint16 // nlmsg_type
	genl     bool
	unknown  bool
	typ      *codec.MessageType
}

const anyProtocol = -1

// New returns a generator of the messages that Decoder knows.
func New(seed uint64) *Generator {
	g := &Generator{Rand: rand.New(rand.NewPCG(seed, 0x6e6c)), Odd: 40, Made: map[codec.Kind]int{}}
	d := Decoder()
	generic := slices.IndexFunc(d.Registry.Protocols(), func(p *codec.Protocol) bool { return p.Generic })
	codec.Visit(d.Registry, codec.Visitor{Message: func(t *codec.MessageType, at *codec.Place) {
		k := kindOfMessage{protocol: anyProtocol, id: t.Type, typ: t, unknown: t.Name == ""}
		switch {
		case at.Protocol != nil:
			k.protocol, k.label = at.Protocol.Number, Label(at.Protocol, t)
		case at.Family != nil:
			k.label = Label(d.Registry.Protocols()[generic], t)
			k.protocol, k.genl = d.Registry.Protocols()[generic].Number, true
			k.id, _ = d.Resolver.ID(at.Family.Name)
		}
		switch {
		case at.Protocol == nil || !at.Protocol.Headless:
			g.kinds = append(g.kinds, k)
		case at.Protocol.IsPacket():
			g.packets = append(g.packets, k)
		}
	}})
	return g
}

// Label is what Only knows messages by: protocol and type, as "NETLINK_ROUTE RTM_NEWQDISC".
func Label(p *codec.Protocol, t *codec.MessageType) string {
	if t == nil {
		return p.Name + " "
	}
	return p.Name + " " + t.Name
}

// Only leaves out the messages whose Label the pattern does not match. Those of netlink itself stay: they quote others.
func (g *Generator) Only(pattern *regexp.Regexp) {
	other := func(k kindOfMessage) bool { return k.protocol != anyProtocol && !pattern.MatchString(k.label) }
	g.kinds, g.packets = slices.DeleteFunc(g.kinds, other), slices.DeleteFunc(g.packets, other)
}

// oneIn tells true once in n times.
func (g *Generator) oneIn(n int) bool { return g.IntN(n) == 0 }

// odd reports whether the next attribute is to be unusual.
func (g *Generator) odd() bool { return g.IntN(1000) < g.Odd }

// Next returns a message of any type that the tables know, or a packet.
func (g *Generator) Next() Message {
	if g.onlyPackets() || len(g.packets) > 0 && g.oneIn(8) {
		return g.Packet()
	}
	return g.message(g.kinds[g.IntN(len(g.kinds))])
}

// onlyPackets reports whether there is no protocol of netlink.
func (g *Generator) onlyPackets() bool {
	return !slices.ContainsFunc(g.kinds, func(k kindOfMessage) bool { return k.protocol != anyProtocol })
}

// Of returns a message of the type of that name, which must be one that the tables know.
func (g *Generator) Of(name string) Message {
	i := slices.IndexFunc(g.kinds, func(k kindOfMessage) bool { return k.typ.Name == name })
	return g.message(g.kinds[i])
}

func (g *Generator) message(k kindOfMessage) Message {
	for k.protocol == anyProtocol {
		k.protocol = g.kinds[g.IntN(len(g.kinds))].protocol
	}
	g.big = g.oneIn(4)
	g.order = binary.LittleEndian
	if g.big {
		g.order = binary.BigEndian
	}
	return Message{k.protocol, g.big, k.typ, g.octets(k, 0)}
}

// octets returns a message from its nlmsghdr on. quotes is how many messages quote it.
func (g *Generator) octets(k kindOfMessage, quotes int) []byte {
	h := codec.Header{Type: k.id, Flags: g.flags(k), Seq: g.Uint32(), PortID: g.Uint32N(1 << 16)}
	cmd := uint8(k.typ.Type)
	if k.unknown && k.genl {
		cmd = uint8(g.Uint32())
	} else if k.unknown {
		h.Type = uint16(codec.MinType + g.IntN(1<<16-codec.MinType))
	}
	b := h.Append(nil, g.big)
	if k.genl {
		b = append(b, cmd, uint8(g.IntN(3)))
		b = g.order.AppendUint16(b, uint16(g.oneInBits(16)))
	}
	if k.id < codec.MinType && quotes > 1 { // errors of errors end somewhere
		return g.finish(b)
	}
	if k.typ.Header != nil {
		start := len(b)
		b = g.structure(b, k.typ.Header)
		g.meet(k.typ, b[start:])
	}
	if k.id == codec.TypeError {
		b = align(append(b, g.octets(g.quotable(k.protocol), quotes+1)...))
	}
	switch {
	case k.typ.When.Alone != 0:
		b = g.alone(b, k.typ)
	case k.typ.Set != nil:
		b = g.attrs(align(b), k.typ.Set, scope{message: k.typ}, 0)
	}
	return g.finish(b)
}

// meet gives the fixed struct of a variant what that goes by, most of the time.
func (g *Generator) meet(t *codec.MessageType, fixed []byte) {
	for _, w := range t.When.Header {
		m, from, to := t.Header.Lookup(w.Member)
		if to <= len(fixed) && !g.oneIn(8) {
			copy(fixed[from:], g.integer(nil, w.Values[g.IntN(len(w.Values))], to-from, m.Kind))
		}
	}
}

// quotable returns a message of a protocol that an error of it may quote.
func (g *Generator) quotable(protocol int) kindOfMessage {
	for {
		k := g.kinds[g.IntN(len(g.kinds))]
		if k.protocol == anyProtocol {
			k.protocol = protocol
		}
		if k.protocol == protocol {
			return k
		}
	}
}

// finish fills in nlmsg_len; an unusual message has something after the last attribute.
func (g *Generator) finish(b []byte) []byte {
	if g.odd() {
		b = append(b, g.random(g.IntN(8))...)
	}
	g.order.PutUint32(b, uint32(len(b)))
	return b
}

func (g *Generator) flags(k kindOfMessage) uint16 {
	switch {
	case k.id == codec.TypeError && g.oneIn(3):
		return codec.FlagAckTLVs | codec.FlagCapped*uint16(g.IntN(2))
	case k.id == codec.TypeError || k.id == codec.TypeDone:
		return codec.FlagAckTLVs * uint16(g.IntN(2))
	case g.oneIn(8):
		return uint16(g.Uint32())
	}
	if w := k.typ.When; (w.Request || w.Dump) && !g.oneIn(8) {
		if w.Dump || g.oneIn(2) {
			return codec.FlagRequest | codec.FlagDump
		}
		return codec.FlagRequest
	}
	return codec.FlagRequest*uint16(g.IntN(2)) | codec.FlagMulti*uint16(g.IntN(2)) | codec.FlagDump*uint16(g.IntN(2))
}

// oneInBits returns 0 most of the time, else a random number of that many bits.
func (g *Generator) oneInBits(bits int) uint64 {
	if g.oneIn(20) {
		return g.Uint64() >> (64 - bits)
	}
	return 0
}

func (g *Generator) random(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(g.Uint32())
	}
	return b
}

// align pads with zeros to the next multiple of four octets.
func align(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}
