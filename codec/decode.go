package codec

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// maxDepth bounds how deep attributes nest; the kernel's own policies end far sooner.
const maxDepth = 32

// maxSelects bounds how often one Selector leads to another.
const maxSelects = 4

// Decoder turns octets into messages.
type Decoder struct {
	Registry *Registry
	Resolver *Resolver // knows the ids of generic netlink families; nil: only the controller's
}

// Context is what a capture knows of a message besides its octets.
type Context struct {
	Protocol  int    // netlink protocol number, or negative if unknown
	BigEndian bool   // byte order of the captured host
	Missing   []Span // octets of the message that the capture does not tell, ascending
}

// Decode decodes one message: b holds it from its nlmsghdr on and nothing after it (see Split). It returns the first
// fault, as an *Error; the message then holds everything that could be read, and all its octets. m borrows b.
func (d *Decoder) Decode(m *Message, c Context, b []byte) error {
	m.reset(d, c, b)
	p := d.Registry.index(c.Protocol)
	if p != nil {
		m.protocol = p.Protocol
	}
	if m.protocol != nil && m.protocol.Headless {
		if m.typ = m.protocol.Fallback; m.typ != nil {
			m.body, m.big = 0, true // packets are in network order on all hosts
			m.decodeLevel(0, m.typ.Set, nil, 0, len(b), 0)
		}
		return m.finish()
	}
	if len(b) < HeaderLen {
		m.fault(0, 0, fmt.Sprintf("%d octets are too few for the %d of a header", len(b), HeaderLen), nil)
		m.tail(0, 0, len(b))
		return m.finish()
	}
	m.header.parse(b, m.big)
	switch {
	case m.header.Len < HeaderLen:
		m.fault(0, 0, fmt.Sprintf("nlmsg_len is %d, less than the %d octets of a header", m.header.Len, HeaderLen), nil)
		m.tail(0, HeaderLen, len(b))
		return m.finish()
	case uint64(m.header.Len) > uint64(len(b)):
		m.fault(0, len(b), fmt.Sprintf("the message has %d octets, the capture %d", m.header.Len, len(b)), ErrTruncated)
	}
	m.decodeBody(p)
	return m.finish()
}

func (m *Message) reset(d *Decoder, c Context, b []byte) {
	m.decoder = d
	m.data = b
	m.header = Header{}
	m.big = c.BigEndian
	m.protocol, m.typ, m.family = nil, nil, nil
	m.body = HeaderLen
	if m.quoted.node != 0 {
		m.quoted = quoted{}
	}
	m.missing, m.gathered = c.Missing, nil
	m.faults = m.faults[:0]
	m.choices = m.choices[:0]
	if cap(m.nodes) == 0 {
		m.nodes = make([]node, 0, 64)
	}
	m.nodes = m.nodes[:1] // filled in place, as in splitAttrs
	root := &m.nodes[0]
	root.end, root.child, root.count, root.marks = uint32(len(b)), 0, 0, markNested
}

func (m *Message) finish() error {
	if len(m.faults) > 0 {
		return &m.faults[0]
	}
	return nil
}

// decodeBody decodes what follows the nlmsghdr.
func (m *Message) decodeBody(p *protocolIndex) {
	switch h := &m.header; {
	case m.hole(typeOffset, typeOffset+2): // what is the same for all messages of the protocol is all there is to know
		if p != nil && p.Generic {
			m.typ, m.family, m.body = m.decodeGenl(h, HeaderLen, len(m.data))
		} else if p != nil {
			m.typ = p.Fallback
		}
	case h.Type >= TypeNoop && h.Type <= TypeOverrun && (p == nil || !p.OwnTypes):
		m.decodeControl(p)
		return
	case p == nil:
	case p.Generic:
		m.typ, m.family, m.body = m.decodeGenl(h, HeaderLen, len(m.data))
	default:
		m.typ = p.messageType(h, m.big, m.data[HeaderLen:])
	}
	if m.typ == nil {
		if len(m.data) > m.body {
			m.tail(0, m.body, len(m.data))
		}
		return
	}
	m.decodeFixed(0, m.typ.Header, m.typ.Set, m.body, len(m.data), 0)
}

// decodeGenl finds out what a generic netlink message is. The family header, if there is one, belongs to the fixed
// struct of the type; body is where that starts.
func (m *Message) decodeGenl(h *Header, from, to int) (t *MessageType, f *Family, body int) {
	fi := m.decoder.Resolver.family(m.decoder.Registry, h.Type)
	if to-from < genlHeaderLen {
		if fi != nil {
			f = fi.Family
		}
		return nil, f, from
	}
	body = from + genlHeaderLen
	if fi == nil {
		return unknownGenl, nil, body
	}
	if m.hole(from, from+1) {
		return fi.fallback, fi.Family, body
	}
	return fi.command(h.Flags, m.data[from], m.big, m.data[body:to]), fi.Family, body
}

// decodeFixed decodes a fixed struct and the attributes after it, as children of node i.
func (m *Message) decodeFixed(i int32, s *Struct, set *Set, from, to, depth int) {
	if s != nil {
		if set == nil {
			return // what is longer than the struct is its tail
		}
		from += m.span(s, m.data[min(from, to):to])
	}
	if from >= to {
		return
	}
	if set == nil {
		m.tail(i, from, to)
		return
	}
	m.decodeLevel(i, set, nil, from, to, depth)
}

// decodeLevel decodes records side by side, and then what each holds. elem is the layout of all of them, if they are
// the elements of a NestArray.
func (m *Message) decodeLevel(parent int32, set *Set, elem *Spec, from, to, depth int) {
	if depth >= maxDepth {
		m.fault(parent, from, fmt.Sprintf("nested deeper than %d levels", maxDepth), nil)
		m.tail(parent, from, to)
		return
	}
	first := int32(len(m.nodes))
	deep := false
	switch {
	case set == nil || set.Framing == nil:
		deep = m.splitAttrs(parent, set, elem, from, to)
	case set.Framing.Layers != nil:
		deep = m.splitLayers(parent, set, from, to)
	default:
		deep = m.splitFramed(parent, set, from, to)
	}
	last := int32(len(m.nodes))
	m.adopt(parent, first)
	if !deep {
		return
	}
	var memo selection
	for i := first; i < last; i++ {
		if m.nodes[i].marks&markDeep != 0 {
			m.decodeNode(i, depth+1, &memo)
		}
	}
}

// deepMark says whether there may be more to an attribute than its payload.
func deepMark(spec *Spec, typ uint16) uint8 {
	if typ&nlaNested != 0 || spec != nil &&
		(spec.Kind >= Nest || spec.Select != nil && spec.Kind != IP && spec.Kind != LLAddr) {
		return markDeep
	}
	return 0
}

// splitAttrs appends a node for each struct nlattr between two offsets, and reports whether any is to be decoded
// further. Its loop is what decoding takes the most time for: what few attributes need is done after it.
func (m *Message) splitAttrs(parent int32, set *Set, elem *Spec, from, to int) (deep bool) {
	var attrs Attrs
	if set != nil {
		attrs = set.Attrs
	}
	data, nodes, off := m.data, m.nodes, from
	first, short := len(nodes), false
	for to-off >= attrHeaderLen {
		header := binary.LittleEndian.Uint32(data[off : off+attrHeaderLen : off+attrHeaderLen])
		if m.big {
			header = bits.RotateLeft32(bits.ReverseBytes32(header), 16)
		}
		n, typ := int(header&math.MaxUint16), uint16(header>>16)
		end := off + n
		if n < attrHeaderLen || end > to {
			if n < attrHeaderLen || !m.cut() || to < len(data) {
				break
			}
			end = to // the capture cut the message here
		}
		if len(nodes) == cap(nodes) {
			nodes = slices.Grow(nodes, 64)
		}
		spec := elem
		if t := int(typ & nlaTypeMask); t < len(attrs) && attrs[t].Name != "" {
			spec = &attrs[t]
		}
		nodes = nodes[:len(nodes)+1] // filled in place: copying a whole node costs more than all the rest
		at := &nodes[len(nodes)-1]
		at.set, at.spec = set, spec
		at.off, at.end = uint32(off), uint32(end)
		at.child, at.count, at.parent = 0, 0, parent
		at.typ, at.hdr, at.marks = typ, attrHeaderLen, 0
		if deepMark(spec, typ) != 0 {
			at.marks, deep = markDeep, true
		} else if spec != nil && n < int(wholeFrom[spec.Kind&kindMask]) {
			short = true
		}
		off += align4(n)
	}
	m.nodes = nodes
	if len(m.missing) > 0 {
		off = m.dropUntold(first, off, elem)
	}
	if short {
		m.checkSizes(first)
	}
	if off < to {
		m.endOfAttrs(parent, off, to)
	}
	return deep
}

// cut reports whether the capture holds less of the message than was sent.
func (m *Message) cut() bool { return uint64(m.header.Len) > uint64(len(m.data)) }

// endOfAttrs keeps the octets after the last attribute of a level, and says what is wrong with them.
func (m *Message) endOfAttrs(parent int32, off, to int) {
	padding := to-off < attrHeaderLen && allZero(m.data[off:to])
	reported := m.cut() && to == len(m.data)
	if !padding && !reported && !m.hole(off, to) {
		m.fault(parent, off, m.badAttr(off, to), nil)
	}
	m.tailNode(parent, off, to)
}

func (m *Message) badAttr(off, to int) string {
	if to-off < attrHeaderLen {
		return fmt.Sprintf("%d stray octets after the last attribute", to-off)
	}
	n := int(m.u16(off))
	if n < attrHeaderLen {
		return fmt.Sprintf("an attribute's length is %d, less than the %d octets of its header", n, attrHeaderLen)
	}
	return fmt.Sprintf("an attribute of %d octets does not fit into the %d left", n, to-off)
}

// decodeNode decodes what an attribute holds.
func (m *Message) decodeNode(i int32, depth int, memo *selection) {
	n := &m.nodes[i]
	from, to := n.payload(), int(n.end)
	if n.spec == nil {
		if n.typ&nlaNested != 0 && m.looksNested(from, to) {
			n.marks |= markNested
			set := unknownSet
			if n.set == opaqueSet {
				set = opaqueSet
			}
			m.decodeLevel(i, set, nil, from, to, depth)
		}
		return
	}
	for range maxSelects {
		if n.spec.Select == nil || n.spec.Kind == IP || n.spec.Kind == LLAddr {
			break
		}
		s := m.selectSpec(i, n.spec, memo)
		if s == nil {
			break
		}
		n.spec = s
	}
	switch n.spec.Kind {
	default:
		m.checkSize(i)
	case Nest:
		n.marks |= markNested
		if from < to && n.spec.Struct != nil {
			m.checkHead(i)
		}
		layer := n.spec.Layer
		m.decodeFixed(i, n.spec.Struct, n.spec.Set, from, to, depth)
		if layer != nil && layer.Joined != nil {
			m.gather(i)
		}
	case NestArray:
		n.marks |= markNested
		m.decodeLevel(i, nil, n.spec.Elem, from, to, depth)
	case SubMessage, Bytes:
		if n.typ&nlaNested != 0 && m.looksNested(from, to) {
			n.marks |= markNested
			set := unknownSet
			if n.spec.Kind == Bytes {
				set = opaqueSet
			}
			m.decodeLevel(i, set, nil, from, to, depth)
		}
	}
}

// looksNested reports whether octets are a whole chain of attributes.
func (m *Message) looksNested(from, to int) bool {
	for to-from >= attrHeaderLen {
		n := int(m.u16(from))
		if n < attrHeaderLen || from+n > to {
			return false
		}
		from += align4(n)
	}
	return from >= to
}

// unknownSet is what an attribute holds that says it is a nest and that no table knows.
var unknownSet = &Set{}

// opaqueSet is what an attribute holds that says it is a nest where the table says octets: what a driver or a vendor
// makes of them. There is nothing to know of its attributes.
var opaqueSet = &Set{}

// tail adds octets that are no attribute as the only child of a node.
func (m *Message) tail(parent int32, from, to int) {
	first := int32(len(m.nodes))
	m.tailNode(parent, from, to)
	m.adopt(parent, first)
}

// adopt makes the nodes from first on the children of a node.
func (m *Message) adopt(parent, first int32) {
	n := int32(len(m.nodes)) - first
	m.nodes[parent].child, m.nodes[parent].count = first, n
	if n > 0 {
		m.nodes[first+n-1].marks |= markLast
	}
}

func (m *Message) tailNode(parent int32, from, to int) {
	m.nodes = append(m.nodes, node{off: uint32(from), end: uint32(to), parent: parent, marks: markTail})
}

// fault records what could not be decoded at a place inside node i.
func (m *Message) fault(i int32, off int, msg string, cause error) {
	m.faults = append(m.faults, Error{Offset: off, Path: m.path(i), Msg: msg, Err: cause})
}
