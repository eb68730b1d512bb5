package bpf

import (
	"bytes"
	"slices"

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
		t.absent == o.absent && t.nowhere == o.nowhere && t.start == o.start && t.at == o.at && t.length == o.length &&
		t.total == o.total && t.size == o.size && t.big == o.big && t.value == o.value && bytes.Equal(t.text, o.text) &&
		t.whole == o.whole && t.nul == o.nul && t.same == o.same
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
var headerFields = map[string][2]uint32{
	"len": {0, 4}, "number": {4, 2}, "flags": {6, 2}, "seq": {8, 4}, "port": {12, 4},
}

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
