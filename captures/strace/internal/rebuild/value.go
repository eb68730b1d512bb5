package rebuild

import (
	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/codec"
)

// attributes fills in netlink attributes; parent is what they are nested in, or nil.
func (b *Builder) attributes(n int32, parent *codec.Spec, from, to int) {
	b.each(n, from, to, func(r record, from, to int) {
		switch r.size {
		case attrSize:
			b.attribute(r, parent, from, to)
		case nexthopSize:
			b.nexthop(r, parent, from, to)
		default:
			b.message(r, from, to)
		}
	})
}

func (b *Builder) attribute(r record, parent *codec.Spec, from, to int) {
	at := min(to, from+attrSize)
	b.put(uint64(r.length), from, min(to, from+2), false)
	name := b.tree.Child(r.head, "nla_type")
	spec := b.attrSpec(name, parent)
	number, ok := b.attrType(name, parent)
	if at-from < attrSize {
		b.miss(min(to, from+2), at)
	} else if !ok {
		b.untoldType(name, from+2, at)
	} else {
		b.put(number, from+2, at, false)
	}
	b.value(r.body, spec, at, to)
}

// untoldType notes that the type of an attribute is not known; name is its node, or 0.
func (b *Builder) untoldType(name int32, from, to int) {
	if name == 0 {
		b.miss(from, to)
		return
	}
	b.untold(name, from, to)
}

// nexthop fills in a struct rtnexthop and its attributes.
func (b *Builder) nexthop(r record, parent *codec.Spec, from, to int) {
	at := min(to, from+nexthopSize)
	b.structure(r.head, rtnexthop, from, at)
	if r.body == 0 {
		b.miss(at, to)
		return
	}
	b.attributes(r.body, parent, at, to)
}

// rtnexthop is struct rtnexthop (linux/rtnetlink.h).
var rtnexthop = &codec.Struct{Name: "rtnexthop", Members: []codec.Member{
	{Name: "rtnh_len", Kind: codec.U16}, {Name: "rtnh_flags", Kind: codec.U8},
	{Name: "rtnh_hops", Kind: codec.U8}, {Name: "rtnh_ifindex", Kind: codec.S32},
}}

// value fills in the payload of an attribute or a member of a structure: n is the first of a row of nodes.
func (b *Builder) value(n int32, spec *codec.Spec, from, to int) {
	if from >= to {
		return
	}
	if n == 0 {
		b.miss(from, to)
		return
	}
	switch node := b.tree.Node(n); node.Kind {
	case expr.String:
		b.text(node, from, to, true)
	case expr.Address:
		b.bareAddress(n, from, to)
	case expr.Unknown:
		b.untold(n, from, to)
	case expr.Struct:
		b.structValue(n, spec, from, to)
	case expr.List:
		b.list(n, spec, from, to)
	case expr.Ellipsis:
		b.miss(from, to)
	default:
		b.plainValue(n, spec, from, to)
	}
}

// plainValue fills in a value without parts and, where it stands for the structure at the head of a nest, as that of
// MDBA_ROUTER_PORT does, the attributes after it.
func (b *Builder) plainValue(n int32, spec *codec.Spec, from, to int) {
	if spec == nil || spec.Kind != codec.Nest || spec.Struct == nil {
		b.scalar(n, spec, from, to)
		return
	}
	end := min(to, from+spec.Struct.Size())
	b.member(n, spec.Struct.MemberSpec(0), from, end)
	b.value(b.tree.Next(n), spec, min(to, align4(end)), to)
}

// structValue fills in a structure and the attributes that may follow it.
func (b *Builder) structValue(n int32, spec *codec.Spec, from, to int) {
	if _, ok := b.frame(n); ok {
		b.attributes(n, spec, from, to)
		return
	}
	var s *codec.Struct
	if spec != nil {
		s = spec.Struct
	}
	next := b.tree.Next(n)
	if b.tree.Node(n).Member != nil {
		next = 0
	}
	if s = b.names.structure(b.tree, n, s); s == nil {
		end := to
		if next != 0 {
			end = b.before(next, from, to)
		}
		b.untold(n, from, end)
		b.value(next, spec, end, to)
		return
	}
	if next == 0 {
		b.structure(n, s, from, to)
		return
	}
	end := min(to, from+s.Size())
	b.structure(n, s, from, end)
	b.value(next, spec, min(to, align4(end)), to)
}

// structure fills in a structure. Members that are padding are taken for zero where strace did not print them.
func (b *Builder) structure(n int32, s *codec.Struct, from, to int) {
	cut := b.isCut(n)
	for i := range s.Members {
		m := &s.Members[i]
		n := b.memberNode(n, m.Name)
		if m.Kind == codec.Pad && n == 0 && !cut {
			continue
		}
		_, start, end := s.Lookup(m.Name)
		if start += from; start >= to {
			break
		}
		if end += from; end == start {
			end = to
		}
		if m.Bits > 0 && end <= to {
			b.bitField(n, s, m, from, start, end)
			continue
		}
		b.member(n, s.MemberSpec(i), start, min(end, to))
	}
	b.miss(from+s.Size(), to)
}

// isCut reports whether strace left out the rest of a structure.
func (b *Builder) isCut(n int32) bool {
	last := b.tree.First(n)
	for next := last; next != 0; next = b.tree.Next(next) {
		last = next
	}
	return last != 0 && b.tree.Node(last).Kind == expr.Ellipsis && b.tree.Node(last).Member == nil
}

// bitField fills in some bits of the integer between two places; from is where the structure starts.
func (b *Builder) bitField(n int32, s *codec.Struct, m *codec.Member, from, start, end int) {
	v, ok := uint64(0), false
	if n != 0 {
		v, ok = b.number(n, m.Enum)
	}
	if b.grow(end); !ok || v>>m.Bits != 0 {
		b.miss(start, end)
		return
	}
	s.Put(b.buf[from:], m.Name, v, false)
}

// member fills in a member of a structure; n is 0 if strace did not print it.
func (b *Builder) member(n int32, spec *codec.Spec, from, to int) {
	if n == 0 {
		b.miss(from, to)
		return
	}
	b.value(n, spec, from, to)
}

// memberNode finds a member in the text of a structure, also inside unions, which have no name, or as the destination
// of inet_pton.
func (b *Builder) memberNode(n int32, name string) int32 {
	for c := b.tree.First(n); c != 0; c = b.tree.Next(c) {
		node := b.tree.Node(c)
		switch {
		case string(node.Member) == name:
			return c
		case node.Member == nil && node.Kind == expr.Struct:
			if found := b.memberNode(c, name); found != 0 {
				return found
			}
		case node.Kind == expr.Call && string(node.Text) == "inet_pton":
			if dst := b.callArg(c, 2); dst != 0 && string(b.tree.Node(dst).Text) == name {
				return c
			}
		}
	}
	return 0
}

func (b *Builder) callArg(call int32, i int) int32 {
	arg := b.tree.First(call)
	for ; i > 0 && arg != 0; i-- {
		arg = b.tree.Next(arg)
	}
	return arg
}

// list fills in attributes, or an array.
func (b *Builder) list(n int32, spec *codec.Spec, from, to int) {
	first := b.tree.First(n)
	if first == 0 {
		b.miss(from, to)
		return
	}
	if _, ok := b.frame(first); ok {
		b.attributes(n, spec, from, to)
		return
	}
	if _, ok := b.frame(n); ok {
		b.attributes(n, spec, from, to)
		return
	}
	elem, size := b.element(n, spec, to-from)
	if size == 0 {
		b.untold(n, from, to)
		return
	}
	b.array(n, elem, size, from, to)
}

// element tells what the elements of an array are and how long each is: 0 if that is not known.
func (b *Builder) element(n int32, spec *codec.Spec, length int) (*codec.Spec, int) {
	if spec != nil && spec.Elem != nil {
		if spec.Elem.Kind == codec.StructOf {
			return spec.Elem, spec.Elem.Struct.Size()
		}
		if size := spec.Elem.Kind.Size(); size > 0 {
			return spec.Elem, size
		}
	}
	count := 0
	for c := b.tree.First(n); c != 0; c = b.tree.Next(c) {
		if b.tree.Node(c).Kind == expr.Ellipsis {
			return nil, 0
		}
		count++
	}
	if size := length / count; size*count == length && isWordSize(size) {
		return nil, size
	}
	return nil, 0
}

// array fills in elements of one size. Those with an index, [A]=b, stand in order too, and the names of indices have
// changed their values over the years (IPSTATS_MIB_OUTPKTS): the place counts.
func (b *Builder) array(n int32, elem *codec.Spec, size, from, to int) {
	at := from
	for c := b.tree.First(n); c != 0; c = b.tree.Next(c) {
		value := c
		switch node := b.tree.Node(c); node.Kind {
		case expr.Ellipsis:
			b.miss(at, to)
			return
		case expr.Index:
			value = b.tree.Next(b.tree.First(c))
		}
		if at >= to {
			return
		}
		end := min(to, at+size)
		b.value(value, elem, at, end)
		at = end
	}
	b.miss(at, to)
}

// scalar fills in an integer, a set of flags, or an address.
func (b *Builder) scalar(n int32, spec *codec.Spec, from, to int) {
	end := to
	if size := kindOf(spec).Size(); size > 0 && from+size < to {
		end = from + size
	}
	node := b.tree.Node(n)
	if node.Kind == expr.Call && b.address(n, from, to) {
		return
	}
	kind := kindOf(spec)
	if kind == codec.Bitfield32 && to-from == 4 { // a driver's or a program's mistake
		kind = codec.U32
	}
	if !isNumeric(kind) { // a number in place of an address is its first octet: strace 6.1 on bridges
		b.untold(n, from, to)
		return
	}
	v, network, ok := b.integer(n, spec)
	if ok && !fits(v, end-from) { // longer than its kind, and printed so
		end = to
	}
	if size := end - from; !ok || size > 8 || !fits(v, size) {
		b.untold(n, from, to)
		return
	}
	b.put(v, from, end, network)
	b.miss(end, to)
}

// plain returns what a String says; -xx escapes every octet. It is valid until the next call.
func (b *Builder) plain(n int32) []byte {
	b.scratch = expr.AppendString(b.scratch[:0], b.tree.Node(n).Text)
	return b.scratch
}

func kindOf(spec *codec.Spec) codec.Kind {
	if spec == nil {
		return codec.Bytes
	}
	return spec.Kind
}

func isNumeric(k codec.Kind) bool {
	switch k {
	case codec.String, codec.LLAddr, codec.IP, codec.IP4, codec.IP6, codec.MPLS, codec.StructOf, codec.Bitfield32:
		return false
	}
	return true
}

func isWordSize(n int) bool { return n == 1 || n == 2 || n == 4 || n == 8 }

// fits reports whether an integer, or a negative one in two's complement, fits into so many octets.
func fits(v uint64, size int) bool {
	shift := uint(8 * size)
	if shift >= 64 {
		return true
	}
	high := v >> (shift - 1)
	return high <= 1 || high == 1<<(64-shift+1)-1
}
