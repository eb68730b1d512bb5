package rebuild

import (
	"encoding/binary"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/codec"
)

// record is what a length, and then a payload, belong to.
type record struct {
	head   int32 // the node of the structure with the length
	body   int32 // the first node of the payload, or 0
	length int   // what the structure says
	size   int   // of the structure, in octets
}

// lengths maps the first member of the structures that frame a payload to their size.
var lengths = map[string]int{
	"nlmsg_len": headerSize,
	"len":       headerSize, // strace 4.12 and 4.13
	"nla_len":   attrSize,
	"rtnh_len":  nexthopSize,
}

const (
	headerSize  = 16 // struct nlmsghdr
	attrSize    = 4  // struct nlattr
	nexthopSize = 8  // struct rtnexthop
)

// frame reads n as a framed record: {nla_len=…, …} without a payload, or [{nla_len=…, …}, …] with one, in the first
// straces that decode netlink {{nla_len=…, …}, …}.
func (b *Builder) frame(n int32) (record, bool) {
	head := n
	var body int32
	if first := b.tree.First(n); first != 0 && b.tree.Node(first).Kind == expr.Struct &&
		b.tree.Node(first).Member == nil {
		head, body = first, b.tree.Next(first)
	}
	if b.tree.Node(head).Kind != expr.Struct {
		return record{}, false
	}
	length := b.tree.First(head)
	if length == 0 {
		return record{}, false
	}
	node := b.tree.Node(length)
	size := lengths[string(node.Member)]
	if string(node.Member) == "len" && b.tree.Child(head, "seq") == 0 {
		size = 0
	}
	if size == 0 || node.Kind != expr.Number || node.Value > 1<<32-1 {
		return record{}, false
	}
	return record{head, body, int(node.Value), size}, true
}

// each calls f for each of the framed records that n is: one, or a list of them. f gets the range of the record,
// without padding. Octets that no record explains are missing.
func (b *Builder) each(n int32, from, to int, f func(r record, from, to int)) {
	one := func(r record) int {
		b.ended = b.ended || r.size == headerSize && r.length == 0 && from >= b.due
		end := min(to, from+max(r.length, r.size))
		f(r, from, end)
		return min(to, align4(end))
	}
	if r, ok := b.frame(n); ok && (r.body == 0 || r.length > r.size) {
		b.miss(one(r), to)
		return
	}
	for c := b.tree.First(n); c != 0 && from < to; c = b.tree.Next(c) {
		if r, ok := b.frame(c); ok {
			from = one(r)
			continue
		}
		end := to
		if next := b.tree.Next(c); next != 0 {
			end = b.before(next, from, to)
		}
		b.octets(c, from, end)
		from = end
	}
	b.miss(from, to)
}

// uevent returns the node of the header that udev puts before its events, or 0: n is the header, or a list of it and
// the octets after it.
func (b *Builder) uevent(n int32) int32 {
	if b.tree.Node(n).Kind == expr.List {
		n = b.tree.First(n)
	}
	if b.tree.Node(n).Kind != expr.Struct || b.tree.Child(n, "prefix") == 0 {
		return 0
	}
	return n
}

// octets fills in what no structure explains.
func (b *Builder) octets(n int32, from, to int) {
	switch node := b.tree.Node(n); node.Kind {
	case expr.String:
		b.text(node, from, to, false)
	case expr.Ellipsis:
		b.miss(from, to)
	default:
		b.untold(n, from, to)
	}
}

// before returns where what stands before n ends, in a range that ends with n: a row of framed records, or a list of
// them. They are aligned, so that padding may be after them. It is the end of the range if n is nothing of that kind.
func (b *Builder) before(n int32, from, to int) int {
	size := b.framed(n)
	if size == 0 || size > to-from {
		return to
	}
	return max(from, (to-size)&^3)
}

// framed returns how many octets a row of framed records takes, or a list of them that n is, or 0 if it is neither.
func (b *Builder) framed(n int32) int {
	if _, ok := b.frame(n); !ok && b.tree.Node(n).Kind == expr.List {
		n = b.tree.First(n)
	}
	size := 0
	for ; n != 0; n = b.tree.Next(n) {
		r, ok := b.frame(n)
		if !ok || size > MaxDatagram {
			return 0
		}
		size = align4(size) + max(r.length, r.size)
	}
	return size
}

// buffer fills in a buffer that a system call passed.
func (b *Builder) buffer(n int32, from, to int) {
	switch node := b.tree.Node(n); node.Kind {
	case expr.String:
		b.text(node, from, to, false)
	case expr.Struct, expr.List:
		if head := b.uevent(n); head != 0 {
			b.structure(head, codec.UdevHeader, from, min(to, from+codec.UdevHeader.Size()))
			b.value(b.tree.Next(head), nil, min(to, from+codec.UdevHeader.Size()), to)
			return
		}
		b.each(n, from, to, b.message)
	case expr.Unknown:
		b.untold(n, from, to)
	default: // a pointer
		b.miss(from, to)
	}
}

// nlmsghdr is struct nlmsghdr (linux/netlink.h), and as strace 4.12 and 4.13 name its members.
var (
	nlmsghdr = &codec.Struct{Name: "nlmsghdr", Members: []codec.Member{
		{Name: "nlmsg_len", Kind: codec.U32}, {Name: "nlmsg_type", Kind: codec.U16},
		{Name: "nlmsg_flags", Kind: codec.U16},
		{Name: "nlmsg_seq", Kind: codec.U32}, {Name: "nlmsg_pid", Kind: codec.U32},
	}}
	oldHeader = &codec.Struct{Name: "nlmsghdr", Members: []codec.Member{
		{Name: "len", Kind: codec.U32}, {Name: "type", Kind: codec.U16}, {Name: "flags", Kind: codec.U16},
		{Name: "seq", Kind: codec.U32}, {Name: "pid", Kind: codec.U32},
	}}
)

// message fills in a message.
func (b *Builder) message(r record, from, to int) {
	header := nlmsghdr
	if b.tree.Child(r.head, "nlmsg_len") == 0 {
		header = oldHeader
	}
	at := min(to, from+headerSize)
	b.structure(r.head, header, from, at)
	if from >= b.due { // strace takes every buffer for the start of a message
		b.due = from + r.length
	}
	b.payload(r.body, b.messageType(from, at), at, to)
}

// messageType finds what the message with the header at from is, or nil.
func (b *Builder) messageType(from, to int) *codec.MessageType {
	if b.protocol == nil || to-from < headerSize || len(b.buf) < from+6 || !b.known(from+4, from+6) {
		return nil
	}
	number := binary.LittleEndian.Uint16(b.buf[from+4:])
	for _, t := range b.protocol.Messages {
		if t.Type == number {
			return t
		}
	}
	return b.protocol.Fallback
}

// payload fills in what follows the header of a message: n is the first of a row of nodes.
func (b *Builder) payload(n int32, t *codec.MessageType, at, to int) {
	for ; n != 0 && at < to; n = b.tree.Next(n) {
		switch node := b.tree.Node(n); node.Kind {
		case expr.String:
			b.text(node, at, to, false)
			at = to
		case expr.Struct:
			if _, ok := b.frame(n); ok {
				b.attributes(n, attrsOf(t), at, to)
				at = to
			} else {
				at = b.fixed(n, t, at, to)
			}
		case expr.List:
			if first := b.tree.First(n); first != 0 && b.tree.Child(first, "error") != 0 {
				b.payload(first, t, at, to)
			} else {
				b.attributes(n, attrsOf(t), at, to)
			}
			at = to
		case expr.Ellipsis:
			b.miss(at, to)
			at = to
		case expr.Unknown:
			at = b.unknown(n, t, at, to)
		default: // the errno of NLMSG_DONE
			end := min(to, at+4)
			b.scalar(n, &codec.Spec{Kind: codec.S32}, at, end)
			at = end
		}
	}
	b.miss(at, to)
}

func attrsOf(t *codec.MessageType) *codec.Spec {
	if t == nil || t.Set == nil {
		return nil
	}
	return &codec.Spec{Kind: codec.Nest, Set: t.Set}
}

// fixed fills in a structure before the attributes and returns where they start.
func (b *Builder) fixed(n int32, t *codec.MessageType, at, to int) int {
	if b.tree.Child(n, "error") != 0 {
		return b.failure(n, at, to)
	}
	if family := b.tree.First(n); string(b.tree.Node(family).Member) == "family" && b.isData(b.tree.Next(family)) {
		b.value(family, familySpec, at, min(at+1, to))
		b.value(b.tree.Next(family), nil, min(at+1, to), to)
		return to
	}
	s := b.names.structure(b.tree, n, headerOf(t))
	if s == nil {
		return b.unknown(n, t, at, to)
	}
	end := min(to, at+s.Size())
	b.structure(n, s, at, end)
	return min(to, align4(end))
}

// familySpec is how a message starts whose type strace does not know.
var familySpec = &codec.Spec{Kind: codec.U8}

// isData reports whether n is the octets after a family, or nothing.
func (b *Builder) isData(n int32) bool { return n == 0 || b.tree.Node(n).Kind == expr.String }

// unknown leaves out a structure before attributes, and returns where they start.
func (b *Builder) unknown(n int32, t *codec.MessageType, at, to int) int {
	end := to
	if next := b.tree.Next(n); next != 0 {
		end = b.before(next, at, to)
		if header := headerOf(t); header != nil && end == to { // strace left some of the attributes out
			end = min(to, align4(at+header.Size()))
		}
	}
	b.untold(n, at, end)
	return end
}

func headerOf(t *codec.MessageType) *codec.Struct {
	if t == nil {
		return nil
	}
	return t.Header
}

// failure fills in struct nlmsgerr and the message it quotes, and returns where its extended acknowledgement starts,
// unless that is in n, as straces before 5.0 have it.
func (b *Builder) failure(n int32, at, to int) int {
	end := min(to, at+4)
	b.scalar(b.tree.Child(n, "error"), nil, at, end)
	quoted := b.tree.Child(n, "msg")
	if quoted == 0 {
		return end
	}
	r, ok := b.frame(quoted)
	if !ok {
		b.buffer(quoted, end, to)
		return to
	}
	size := headerSize // NLM_F_CAPPED: the header only
	if r.body != 0 {
		size = max(r.length, headerSize)
	}
	at, end = end, min(to, end+size)
	b.message(r, at, end)
	if attrs := b.tree.Next(quoted); attrs != 0 {
		b.attributes(attrs, ackSpec, min(to, align4(end)), to)
		return to
	}
	return min(to, align4(end))
}

// ackSpec is what holds the attributes of an extended acknowledgement.
var ackSpec = codec.NestOf(codec.ControlTypes()[codec.TypeError-codec.TypeNoop].Set)
