package bpf

import (
	"golang.org/x/net/bpf"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
)

// Filter is the part of an expression that a kernel can decide of the messages of a protocol.
type Filter struct {
	condition *filter.Condition
	rest      *node            // of messages whose type no table knows
	types     map[uint16]*node // of those that are judged otherwise
	tested    map[string]bool  // texts of conditions that the kernel decides, of some messages at least
	all       map[string]bool  // texts of all conditions
	order     []string         // of all
}

// Compile compiles an expression for the sockets of a protocol. Messages of protocols whose types the tables do not
// tell by nlmsg_type, as those of generic netlink, all pass.
func Compile(reg *codec.Registry, protocol int, p *filter.Program) *Filter {
	f := &Filter{
		condition: p.Condition(), rest: always, types: map[uint16]*node{},
		tested: map[string]bool{}, all: map[string]bool{},
	}
	f.collect(f.condition)
	known := reg.Protocol(protocol)
	if known == nil || known.Generic || known.Headless || known.OwnTypes || known.ShortLength {
		return f
	}
	c := compilation{filter: f, protocol: known}
	if known.Fallback == nil {
		f.rest = c.possible(f.condition, true)
	}
	for _, t := range known.Messages {
		c.types = append([]*codec.MessageType{t}, t.Variants...)
		if n := c.possible(f.condition, true); !n.equal(f.rest) {
			f.types[t.Type] = n
		}
	}
	return f
}

// collect notes the texts of all conditions.
func (f *Filter) collect(c *filter.Condition) {
	for _, of := range c.Of {
		f.collect(of)
	}
	if text := c.String(); len(c.Of) == 0 && !f.all[text] {
		f.all[text], f.order = true, append(f.order, text)
	}
}

// Trivial reports whether everything passes, so that there is no need to attach the filter.
func (f *Filter) Trivial() bool { return f.rest == always && len(f.types) == 0 }

// Explain returns the conditions that the kernel decides, of messages of which it can, and those that it leaves alone.
func (f *Filter) Explain() (kernel, left []string) {
	for _, text := range f.order {
		if f.tested[text] {
			kernel = append(kernel, text)
		} else {
			left = append(left, text)
		}
	}
	return kernel, left
}

// node is what must be the case for a message to pass.
type node struct {
	op     nodeOp
	of     [2]*node
	test   *test
	unless bool // of a test: it is what must not be the case for certain; else what must not be excluded
}

type nodeOp uint8

const (
	opAlways nodeOp = iota
	opNever
	opAnd
	opOr
	opTest
)

var always, never = &node{op: opAlways}, &node{op: opNever}

func (n *node) equal(o *node) bool {
	if n == o {
		return true
	}
	if n.op != o.op || n.unless != o.unless {
		return false
	}
	if n.op == opTest {
		return n.test.equal(o.test)
	}
	return n.op == opAlways || n.op == opNever || n.of[0].equal(o.of[0]) && n.of[1].equal(o.of[1])
}

func both(a, b *node) *node {
	switch {
	case a == never || b == never:
		return never
	case a == always:
		return b
	case b == always:
		return a
	}
	return &node{op: opAnd, of: [2]*node{a, b}}
}

func either(a, b *node) *node {
	switch {
	case a == always || b == always:
		return always
	case a == never:
		return b
	case b == never:
		return a
	}
	return &node{op: opOr, of: [2]*node{a, b}}
}

// compilation compiles for the messages of one type.
type compilation struct {
	filter   *Filter
	protocol *codec.Protocol
	types    []*codec.MessageType // the type and its variants; none of a type that no table knows
}

// possible returns what must be the case for a condition to be possibly true, or, if value is false, possibly false. So
// what is not known counts on both sides.
func (c *compilation) possible(cond *filter.Condition, value bool) *node {
	switch cond.Op {
	case filter.Not:
		return c.possible(cond.Of[0], !value)
	case filter.And, filter.Or:
		a, b := c.possible(cond.Of[0], value), c.possible(cond.Of[1], value)
		if (cond.Op == filter.And) == value {
			return both(a, b)
		}
		return either(a, b)
	}
	return c.leaf(cond, value)
}

// Instructions returns the program for a socket with a port id, 0 if it sends no requests.
func (f *Filter) Instructions(port uint32) []bpf.Instruction {
	e := emitter{}
	e.prologue(port)
	f.dispatch(&e)
	return e.link()
}
