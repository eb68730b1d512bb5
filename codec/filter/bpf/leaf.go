package bpf

import (
	"bytes"
	"math"
	"net"
	"net/netip"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
)

// test compares octets of a message. It is true, false, or unknown.
type test struct {
	op   filter.Op // Equal, Less, LessEqual, Greater, GreaterEqual, HasBits
	swap bool      // true and false are exchanged

	attr    []uint16 // of the attribute, from the top level on; none of the headers
	nests   []uint16 // at the top level, in which the attribute may be if it is not there
	absent  outcome  // if there is no such attribute
	start   uint32   // of the attributes
	nowhere bool     // the attribute is not at the top level
	at      uint32   // in the attribute's payload, or in the message
	length  lengths  // what the attribute must have for the comparison
	total   uint32   // octets of its payload

	size  uint32 // of an integer: 1, 2, 4, 8
	big   bool   // in network order
	value uint64
	text  []byte  // octets to compare with in place of an integer
	whole bool    // the octets are the whole payload: other lengths are other values
	nul   bool    // of a text: a NUL may end it
	same  outcome // if the octets are those
}

func (t *test) equal(o *test) bool {
	return t.op == o.op && t.swap == o.swap && slices.Equal(t.attr, o.attr) && slices.Equal(t.nests, o.nests) &&
		t.absent == o.absent && t.nowhere == o.nowhere && t.start == o.start && t.at == o.at && t.length == o.length && t.total == o.total &&
		t.size == o.size && t.big == o.big && t.value == o.value && bytes.Equal(t.text, o.text) && t.whole == o.whole &&
		t.nul == o.nul && t.same == o.same
}

// outcome is what a test comes to.
type outcome uint8

const (
	unknown outcome = iota
	isTrue
	isFalse
)

// lengths says which payloads a comparison can be made with.
type lengths uint8

const (
	exactly lengths = iota
	atLeast
)

// Where in struct nlmsghdr its members stand (linux/netlink.h), and how long they are.
var headerFields = map[string][2]uint32{"len": {0, 4}, "number": {4, 2}, "flags": {6, 2}, "seq": {8, 4}, "port": {12, 4}}

// leaf is possible for a comparison.
func (c *compilation) leaf(cond *filter.Condition, value bool) *node {
	known, t := c.compare(cond)
	if t == nil {
		if known == unknown {
			return always
		}
		c.filter.tested[cond.String()] = true
		if (known == isTrue) == value {
			return always
		}
		return never
	}
	c.filter.tested[cond.String()] = true
	return &node{op: opTest, test: t, unless: !value}
}

// compare returns what a comparison comes to for all messages of the type, or the test that tells.
func (c *compilation) compare(cond *filter.Condition) (outcome, *test) {
	positive := *cond
	if cond.Op == filter.NotEqual {
		positive.Op = filter.Equal
		o, t := c.compare(&positive)
		if t != nil {
			t.swap = true
		}
		return o.not(), t
	}
	switch {
	case cond.Op == filter.Other:
		return unknown, nil
	case cond.Path != nil:
		return c.attribute(cond)
	case cond.Fields != nil:
		return c.field(cond)
	case cond.Name == "type":
		return c.name(cond), nil
	case cond.Name == "proto":
		return truth(cond.Op == filter.Equal, cond.Value == any(c.protocol.Name)), nil
	}
	if at, ok := headerFields[cond.Name]; ok {
		t := &test{op: cond.Op, at: at[0], size: at[1], big: hostBig}
		return integer(t, cond.Value, codec.U32)
	}
	return unknown, nil
}

func (o outcome) not() outcome {
	switch o {
	case isTrue:
		return isFalse
	case isFalse:
		return isTrue
	}
	return unknown
}

// truth returns a truth that is known under a condition.
func truth(known, v bool) outcome {
	switch {
	case !known:
		return unknown
	case v:
		return isTrue
	}
	return isFalse
}

// name compares the name of the type.
func (c *compilation) name(cond *filter.Condition) outcome {
	want, ok := cond.Value.(string)
	if !ok || cond.Op != filter.Equal {
		return unknown
	}
	if len(c.types) == 0 {
		return truth(!codec.IsNumber(want), false)
	}
	for _, t := range c.types {
		if t.Name == "" || t.Name != c.types[0].Name {
			return unknown
		}
	}
	return truth(true, c.types[0].Name == want)
}

// field compares a member of the fixed struct.
func (c *compilation) field(cond *filter.Condition) (outcome, *test) {
	if len(c.types) == 0 {
		return missing(cond), nil
	}
	h, ok := c.header()
	switch {
	case !ok:
		return unknown, nil
	case h == nil:
		return missing(cond), nil
	}
	for _, name := range cond.Fields {
		m, from, to := h.Lookup(name)
		if m == nil {
			continue
		}
		if h.Word != 0 || m.Bits != 0 || m.Select != nil || m.Kind.Size() != to-from || !m.Kind.IsInteger() {
			return unknown, nil
		}
		t := &test{op: cond.Op, at: codec.HeaderLen + uint32(from), size: uint32(to - from), big: isBig(m.Kind)}
		return integer(t, cond.Value, m.Kind)
	}
	return missing(cond), nil
}

// header returns the fixed struct that the type and its variants have, which may be none; ok is false if they differ.
func (c *compilation) header() (h *codec.Struct, ok bool) {
	h = c.types[0].Header
	for _, t := range c.types {
		if t.Header != h && (t.Header != nil || t.Bare) {
			return nil, false
		}
	}
	return h, true
}

// start returns where attributes begin; ok is false if that depends on the message.
func (c *compilation) start() (at uint32, ok bool) {
	h, ok := c.header()
	if !ok || h == nil {
		return codec.HeaderLen, ok
	}
	for i := range h.Members {
		m := &h.Members[i]
		if _, from, to := h.Lookup(m.Name); m.LenField != "" || from == to && h.Word == 0 {
			return 0, false
		}
	}
	return codec.HeaderLen + align(uint32(h.Size())), true
}

// missing is what a comparison with something comes to that is not there.
func missing(cond *filter.Condition) outcome {
	return truth(true, cond.Op == filter.Equal && cond.Value == nil)
}

// attribute compares an attribute, or a member of the struct that it is.
func (c *compilation) attribute(cond *filter.Condition) (outcome, *test) {
	if len(c.types) == 0 {
		return missing(cond), nil
	}
	start, ok := c.start()
	if !ok || codec.IsNumber(cond.Path[0]) || slices.ContainsFunc(cond.Path, slashed) {
		return unknown, nil
	}
	nests, few, framed := c.reach(cond.Path[0])
	if framed {
		return unknown, nil
	}
	t := &test{op: cond.Op, start: start}
	if !slices.ContainsFunc(c.types, func(t *codec.MessageType) bool { return c.has(t, cond.Path[0]) }) {
		switch {
		case len(nests) == 0:
			return missing(cond), nil
		case !few || len(cond.Path) > 1:
			return unknown, nil
		}
		t.nests, t.absent, t.nowhere = nests, missing(cond), true
		return unknown, t
	}
	spec, found := c.path(t, c.setOf(c.types[0]), cond.Path)
	if !found {
		return unknown, nil
	}
	if few && len(cond.Path) == 1 {
		t.nests, t.absent = nests, missing(cond)
	}
	switch {
	case cond.Value == nil:
		if cond.Op != filter.Equal || t.absent == unknown || cond.Member != "" {
			return unknown, nil
		}
		return unknown, t.presence()
	case spec == nil || spec.Kind == codec.Nest:
		return t.onlyAbsent()
	case cond.Member != "":
		return t.member(spec, cond)
	}
	if s, ok := cond.Value.(string); ok {
		return t.octets(spec, s)
	}
	if !spec.Kind.IsInteger() || spec.Kind.Size() == 0 || spec.Select != nil {
		return t.onlyAbsent()
	}
	t.size, t.total, t.big = uint32(spec.Kind.Size()), uint32(spec.Kind.Size()), isBig(spec.Kind)
	if o, it := integer(t, cond.Value, spec.Kind); it != nil {
		return o, it
	}
	return t.onlyAbsent()
}

func slashed(name string) bool { return strings.Contains(name, "/") }

// onlyAbsent is a test that can tell nothing of an attribute that is there.
func (t *test) onlyAbsent() (outcome, *test) {
	if t.absent == unknown {
		return unknown, nil
	}
	return unknown, t.presence()
}

// presence is a test that says what is of attributes that are not there.
func (t *test) presence() *test {
	return &test{op: t.op, attr: t.attr, nests: t.nests, absent: t.absent, start: t.start}
}

// path finds the numbers of attributes in the sets of a type and its variants. The spec is nil if they differ.
func (c *compilation) path(t *test, set *codec.Set, path []string) (spec *codec.Spec, ok bool) {
	for i, name := range path {
		if set == nil {
			return nil, false
		}
		number, found := set.Number(name)
		if !found {
			return nil, false
		}
		t.attr = append(t.attr, number)
		spec = &set.Attrs[number]
		if i == 0 && !c.alike(name, number, spec) {
			return nil, len(path) == 1 && c.sameNumber(name, number)
		}
		if i+1 == len(path) {
			return spec, true
		}
		if spec.Kind != codec.Nest || spec.Select != nil || spec.Struct != nil || spec.Set == nil || spec.Set.Framing != nil {
			return nil, false
		}
		set = spec.Set
	}
	return nil, false
}

// alike reports whether all variants describe an attribute of the top level in the same way.
func (c *compilation) alike(name string, number uint16, spec *codec.Spec) bool {
	for _, t := range c.types[1:] {
		set := c.setOf(t)
		if set == nil {
			return false
		}
		if n, ok := set.Number(name); !ok || n != number || set.Attrs[n].Kind != spec.Kind ||
			set.Attrs[n].Select != spec.Select || set.Attrs[n].Struct != spec.Struct || set.Attrs[n].Set != spec.Set {
			return false
		}
	}
	return true
}

// sameNumber reports whether an attribute has the same number in all variants.
func (c *compilation) sameNumber(name string, number uint16) bool {
	for _, t := range c.types[1:] {
		set := c.setOf(t)
		if set == nil {
			return false
		}
		if n, ok := set.Number(name); !ok || n != number {
			return false
		}
	}
	return true
}

// setOf returns the attributes of a variant: its own, or those of the type; nil if there are none.
func (c *compilation) setOf(t *codec.MessageType) *codec.Set {
	if t.Set != nil {
		return t.Set
	}
	return c.types[0].Set
}

// has reports whether an attribute of a name may stand at the top level.
func (c *compilation) has(t *codec.MessageType, name string) (ok bool) {
	if set := c.setOf(t); set != nil {
		_, ok = set.Number(name)
	}
	return ok
}

// mostNests is in how many nests an attribute is looked for.
const mostNests = 8

// reach returns the nests at the top level in which an attribute of a name may be, at any depth, whether they are few
// enough to look at all of them, and whether they are not struct nlattr.
func (c *compilation) reach(name string) (nests []uint16, few, framed bool) {
	for _, t := range c.types {
		set := c.setOf(t)
		if set == nil {
			continue
		}
		if set.Framing != nil {
			return nil, false, true
		}
		for number := range set.Attrs {
			if s := &set.Attrs[number]; !slices.Contains(nests, uint16(number)) && holds(s, name, map[*codec.Set]bool{}) {
				nests = append(nests, uint16(number))
			}
		}
	}
	return nests, len(nests) <= mostNests, false
}

// holds reports whether an attribute of a name may be inside one.
func holds(s *codec.Spec, name string, seen map[*codec.Set]bool) bool {
	if s == nil {
		return false
	}
	for sel := s.Select; sel != nil; sel = sel.Else() {
		for _, each := range sel.Cases() {
			if holds(each.Spec, name, seen) {
				return true
			}
		}
	}
	if holds(s.Elem, name, seen) {
		return true
	}
	if s.Set == nil || seen[s.Set] {
		return false
	}
	seen[s.Set] = true
	if _, ok := s.Set.Number(name); ok {
		return true
	}
	for i := range s.Set.Attrs {
		if holds(&s.Set.Attrs[i], name, seen) {
			return true
		}
	}
	return false
}

// member compares a member of the struct that an attribute is.
func (t *test) member(spec *codec.Spec, cond *filter.Condition) (outcome, *test) {
	if spec.Kind != codec.StructOf || spec.Struct == nil || spec.Select != nil || spec.Struct.Word != 0 {
		return unknown, nil
	}
	m, from, to := spec.Struct.Lookup(cond.Member)
	if m == nil || m.Bits != 0 || m.Select != nil || !m.Kind.IsInteger() || m.Kind.Size() != to-from {
		return unknown, nil
	}
	t.at, t.size, t.big = uint32(from), uint32(to-from), isBig(m.Kind)
	t.length, t.total = atLeast, uint32(to)
	if o, it := integer(t, cond.Value, m.Kind); it != nil {
		return o, it
	}
	return t.onlyAbsent()
}

// integer has a test compare an integer of a kind.
func integer(t *test, value any, kind codec.Kind) (outcome, *test) {
	v, ok := value.(int)
	if !ok || v < 0 || t.size < 8 && uint64(v) >= 1<<(8*t.size) || uint64(v) > math.MaxInt64 {
		return unknown, nil
	}
	if t.op != filter.Equal && (t.size == 8 || kind.IsSigned()) || kind.IsSigned() && v >= 1<<(8*t.size-1) {
		return unknown, nil
	}
	t.value, t.same = uint64(v), isTrue
	return unknown, t
}

// octets compares an address or a text.
func (t *test) octets(spec *codec.Spec, s string) (outcome, *test) {
	if t.op != filter.Equal {
		return t.onlyAbsent()
	}
	t.same, t.whole = isTrue, true
	switch spec.Kind {
	case codec.IP, codec.IP4, codec.IP6:
		a, err := netip.ParseAddr(s)
		if err != nil || a.Zone() != "" || among(spec, codec.String) || a.Is6() && among(spec, codec.LLAddr) {
			return t.onlyAbsent()
		}
		t.text = a.AsSlice()
	case codec.LLAddr:
		a, err := net.ParseMAC(s)
		if err != nil || a.String() != s || among(spec, codec.String) || spec.Select != nil && len(a) != 6 {
			return t.onlyAbsent()
		}
		t.text = a
	case codec.String:
		if spec.Select != nil || s == "" || len(s) > 64 || strings.ContainsFunc(s, odd) {
			return t.onlyAbsent()
		}
		t.text, t.whole, t.nul = []byte(s), false, true
	default:
		return t.onlyAbsent()
	}
	if spec.Select != nil { // the octets may be something else
		t.same = unknown
	}
	return unknown, t
}

func odd(r rune) bool { return r < ' ' || r > '~' }

// among reports whether one of the layouts that an attribute may have instead of its own is of a kind, so that its text
// may be that of an address whose octets are others: an address of the link layer can read as one of IPv6.
func among(spec *codec.Spec, kind codec.Kind) bool {
	for sel := spec.Select; sel != nil; sel = sel.Else() {
		for _, each := range sel.Cases() {
			if each.Spec != nil && (each.Spec.Kind == kind || among(each.Spec, kind)) {
				return true
			}
		}
	}
	return false
}

// isBig reports whether an integer of a kind is in network order.
func isBig(k codec.Kind) bool {
	return k == codec.BE16 || k == codec.BE32 || k == codec.BE64 || hostBig
}

func align(n uint32) uint32 { return (n + 3) &^ 3 }
