package codec

import (
	"encoding/binary"
	"math/bits"
)

// Message is a decoded netlink message: the octets it was decoded from, and a flat tree over them. It is a view: it
// borrows the octets it was decoded from, which must not change while it is in use; Clone makes one that owns them.
// A Message is decoded into again and again without allocating.
type Message struct {
	data     []byte // from nlmsghdr to the end of the message, or of what the capture has of it
	header   Header
	big      bool
	protocol *Protocol
	typ      *MessageType
	family   *Family // of a generic netlink message, nil if unknown
	body     int     // offset of the fixed struct
	nodes    []node  // nodes[0] is the message itself
	quoted   quoted  // of an NLMSG_ERROR
	missing  []Span
	faults   []Error
	gathered *Message // of a packet, see Gathered
	choices  []choice // of selectors, while decoding
	decoder  *Decoder
}

// quoted is the message that an NLMSG_ERROR quotes.
type quoted struct {
	node   int32 // 0: none
	header Header
	typ    *MessageType
	family *Family
	body   int
}

// node is an attribute, or another record framed like one, in the tree of a Message. The children of a node stand side
// by side in the slice.
type node struct {
	set    *Set  // where its name stands; nil for an element of a NestArray and where the table knows nothing
	spec   *Spec // its layout; nil if unknown
	off    uint32
	end    uint32 // without padding
	child  int32  // index of the first child
	count  int32  // number of children
	parent int32
	typ    uint16 // nla_type, with its flags
	hdr    uint8  // octets before the payload
	marks  uint8
}

const (
	markTail     = 1 << iota // octets that are no attribute
	markQuoted               // the message quoted by an NLMSG_ERROR
	markNested               // children were decoded (a nest without children has it too)
	markDeep                 // there may be more to it than its payload
	markNameless             // the capture does not tell what attribute it is
	markLast                 // nothing stands beside it after it

	markNoName = markTail | markQuoted | markNameless // it is not found by name
)

func (n *node) payload() int { return int(n.off) + int(n.hdr) }

// ofVendor reports whether what an attribute is that no table describes is for a driver or a vendor to know.
func (n *node) ofVendor() bool {
	return n.set != nil && (n.set == opaqueSet || n.set.Vendor && n.spec == nil)
}

// lacks reports whether the capture of a message leaves any octets of the payload untold.
func (n *node) lacks(m *Message) bool { return m.hole(n.payload(), int(n.end)) }

// Bytes returns the octets of the message. They are the caller's buffer unless the message was cloned or edited.
func (m *Message) Bytes() []byte { return m.data }

// Header returns the message's nlmsghdr.
func (m *Message) Header() Header { return m.header }

// Protocol returns the protocol the message was decoded as, or nil if it is unknown.
func (m *Message) Protocol() *Protocol { return m.protocol }

// Family returns the generic netlink family of the message, or nil.
func (m *Message) Family() *Family { return m.family }

// Type returns what the message is, or nil if its type is unknown.
func (m *Message) Type() *MessageType { return m.typ }

// Dumps reports whether a message is a request that a dump answers: the flag's bits mean something else in requests
// that make or delete things.
func (m *Message) Dumps() bool {
	return m.header.Flags&FlagDump == FlagDump && (m.typ == nil || m.typ.Op == OpGet || m.typ.Op == OpOther)
}

// BigEndian reports whether integers are in big-endian order, as those of packets always are.
func (m *Message) BigEndian() bool { return m.big }

// Faults returns what could not be decoded, in the order of the octets where possible. It is empty for a message that
// was decoded whole.
func (m *Message) Faults() []Error { return m.faults }

// Name returns the C name of the message's type ("RTM_NEWLINK", "NL80211_CMD_GET_WIPHY"), or "" if it is unknown.
func (m *Message) Name() string {
	if m.typ != nil {
		return m.typ.Name
	}
	return ""
}

// IsPacket reports whether the message has no nlmsghdr, but attributes from its first octet on: it is a packet, and
// they are its layers.
func (m *Message) IsPacket() bool { return m.protocol.IsPacket() }

// generic reports whether the message is one of generic netlink, where nlmsg_type is but the id of a family.
func (m *Message) generic() bool { return m.protocol != nil && m.protocol.Generic }

// IsControl reports whether the message is of netlink itself: NLMSG_NOOP, ERROR, DONE or OVERRUN.
func (m *Message) IsControl() bool {
	return m.header.Type < MinType && m.typ != nil && m.protocol.hasHeaders()
}

// Clone returns a copy that owns its octets.
func (m *Message) Clone() *Message {
	c := *m
	c.data = append([]byte(nil), m.data...)
	c.nodes = append([]node(nil), m.nodes...)
	c.missing = append([]Span(nil), m.missing...)
	c.faults = append([]Error(nil), m.faults...)
	c.choices = nil
	return &c
}

func (m *Message) u16(off int) uint16 {
	b := m.data[off : off+2 : off+2]
	if m.big {
		return uint16(b[0])<<8 | uint16(b[1])
	}
	return uint16(b[1])<<8 | uint16(b[0])
}

// fixed returns the fixed struct at the head of a node's payload (of the message for node 0), and where it starts.
func (m *Message) fixed(i int32) (*Struct, int) {
	switch {
	case i == 0:
		if m.typ != nil {
			return m.typ.Header, m.body
		}
	case m.nodes[i].marks&markQuoted != 0:
		if m.quoted.typ != nil {
			return m.quoted.typ.Header, m.quoted.body
		}
	case m.nodes[i].spec != nil && m.nodes[i].marks&markNested != 0:
		return m.nodes[i].spec.Struct, m.nodes[i].payload()
	}
	return nil, 0
}

// fixedField returns an integer member of the fixed struct of a node, if it has one of that name and it is there whole.
func (m *Message) fixedField(i int32, name string) (uint64, bool) {
	s, at := m.fixed(i)
	if s == nil {
		return 0, false
	}
	return m.structField(s, at, int(m.nodes[i].end), name)
}

// structField returns an integer member of a struct between two places, if it has one of that name and it is there
// whole.
func (m *Message) structField(s *Struct, from, to int, name string) (uint64, bool) {
	v, ok := s.field(name, m.data[min(from, to):to], m.big)
	if ok && len(m.missing) > 0 {
		if _, start, end := s.Lookup(name); m.hole(from+start, from+end) {
			return 0, false
		}
	}
	return v, ok
}

// Field returns an integer member of the message's fixed struct by its C name ("ifi_index"), or that without prefix;
// ok is false if it has none or the message is too short to hold it, or the capture does not tell it.
func (m *Message) Field(name string) (v uint64, ok bool) {
	if len(m.nodes) == 0 {
		return 0, false
	}
	if s, _ := m.fixed(0); s != nil {
		name = s.fullName(name)
	}
	return m.fixedField(0, name)
}

// integer reads an integer of any width in the order of its kind. Signed kinds are sign-extended.
func (m *Message) integer(k Kind, b []byte) uint64 { return readInteger(k, b, m.big) }

// readInteger is Message.integer for a host that is big-endian or is not.
func readInteger(k Kind, b []byte, big bool) uint64 {
	var v uint64
	switch swap := k.bigEndian(big); len(b) {
	case 1:
		v = uint64(b[0])
	case 2:
		n := binary.LittleEndian.Uint16(b)
		if swap {
			n = bits.ReverseBytes16(n)
		}
		v = uint64(n)
	case 4:
		n := binary.LittleEndian.Uint32(b)
		if swap {
			n = bits.ReverseBytes32(n)
		}
		v = uint64(n)
	case 8:
		if v = binary.LittleEndian.Uint64(b); swap {
			v = bits.ReverseBytes64(v)
		}
	default:
		for i := range b {
			if swap {
				v = v<<8 | uint64(b[i])
			} else {
				v = v<<8 | uint64(b[len(b)-1-i])
			}
		}
	}
	if k.IsSigned() && len(b) > 0 && len(b) < 8 {
		shift := 64 - 8*uint(len(b))
		return uint64(int64(v<<shift) >> shift)
	}
	return v
}
