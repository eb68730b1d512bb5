package codec

import "cmp"

// Head is the headers at the start of a message, or of the message that an NLMSG_ERROR quotes: nlmsghdr and, of generic
// netlink, genlmsghdr.
type Head struct {
	m      *Message
	header Header
	typ    *MessageType
	family *Family
	at     int // where it starts in the octets of the Message
	body   int // where what follows the headers starts
	end    int // of the message, without padding
}

// Head returns the headers of the message.
func (m *Message) Head() Head {
	return Head{m, m.header, m.typ, m.family, 0, m.body, len(m.data)}
}

// QuotedHead returns the headers of the message that an NLMSG_ERROR quotes; ok is false if there is none.
func (m *Message) QuotedHead() (h Head, ok bool) {
	q := &m.quoted
	if q.node == 0 {
		return Head{}, false
	}
	n := &m.nodes[q.node]
	return Head{m, q.header, q.typ, q.family, int(n.off), q.body, int(n.end)}, true
}

// Header returns the nlmsghdr.
func (h *Head) Header() Header { return h.header }

// Type returns what the message is, or nil if no table knows it.
func (h *Head) Type() *MessageType { return h.typ }

// Family returns the generic netlink family of the message, or nil.
func (h *Head) Family() *Family { return h.family }

// Name returns the C name of the message's type, or "" if it is unknown.
func (h *Head) Name() string {
	if h.typ == nil {
		return ""
	}
	return h.typ.Name
}

// IsGeneric reports whether the message is one of generic netlink, so that nlmsg_type is but the id of a family.
func (h *Head) IsGeneric() bool {
	return h.m.generic() && (h.header.Type >= MinType || h.m.hole(h.at+typeOffset, h.at+flagsOffset))
}

// HasCommand reports whether there is a genlmsghdr.
func (h *Head) HasCommand() bool {
	return h.m.generic() && h.body >= h.at+HeaderLen+genlHeaderLen && h.end >= h.body
}

// HeadField is a number of the headers.
type HeadField uint8

// The numbers of nlmsghdr and genlmsghdr.
const (
	HeadLen HeadField = iota
	HeadType
	HeadFlags
	HeadSeq
	HeadPortID
	HeadCommand
	HeadVersion
	HeadReserved
)

// headFields is the size of each number and where it is.
var headFields = [...]struct {
	at   uint32
	spec *Spec
}{
	HeadLen: {0, Of(U32)}, HeadType: {typeOffset, Of(U16)}, HeadFlags: {flagsOffset, Of(U16)},
	HeadSeq: {seqOffset, Of(U32)}, HeadPortID: {pidOffset, Of(U32)},
	HeadCommand: {HeaderLen, Of(U8)}, HeadVersion: {HeaderLen + 1, Of(U8)}, HeadReserved: {HeaderLen + 2, Of(U16)},
}

// Field returns a number of the headers. Those of genlmsghdr are there only if HasCommand says so.
func (h *Head) Field(f HeadField) Content {
	x := &headFields[f]
	from := uint32(h.at) + x.at
	return contentOf(h.m, x.spec, from, from+uint32(kindSizes[x.spec.Kind&kindMask]), ofAttr)
}

// Untold reports whether the capture leaves any octets of the nlmsghdr untold.
func (h *Head) Untold() bool { return h.m.hole(h.at, h.at+HeaderLen) }

// Flags names the bits of nlmsg_flags: the modifier bits mean different things by the kind of request.
func (h *Head) Flags() *Enum {
	op := OpOther
	if h.typ != nil {
		op = cmp.Or(h.typ.FlagsAs, h.typ.Op)
	}
	return flagsEnum(&h.header, op)
}

// Body returns what follows the headers.
func (h *Head) Body() Content {
	return contentOf(h.m, &noSpec, uint32(min(h.body, h.end)), uint32(h.end), ofAttr)
}

// Padding returns what is between a quoted message and what follows it; usual says that it is the zeros that alignment
// asks for.
func (h *Head) Padding() (pad []byte, usual bool) {
	pad = h.m.data[h.end:min(align4(h.end), len(h.m.data))]
	return pad, allZero(pad) && (len(pad) == 0 || h.m.nodes[0].count > 1)
}
