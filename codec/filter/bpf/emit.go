package bpf

import (
	"encoding/binary"
	"maps"
	"slices"

	"golang.org/x/net/bpf"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/internal/host"
)

var hostBig = host.BigEndian

// emitter makes a program. Jumps go to labels, which link turns into distances.
type emitter struct {
	code   []bpf.Instruction
	places []int // of labels, by number; -1: not yet known
	jumps  map[int]label
}

type label int

// The labels that every program has.
const (
	pass label = iota
	reject
)

func (e *emitter) label() label {
	e.places = append(e.places, -1)
	return label(len(e.places) - 1)
}

func (e *emitter) place(l label) { e.places[l] = len(e.code) }

func (e *emitter) add(code ...bpf.Instruction) { e.code = append(e.code, code...) }

func (e *emitter) jump(to label) {
	e.jumps[len(e.code)] = to
	e.add(bpf.Jump{})
}

// when goes to one of two labels, by how the accumulator compares with a number.
func (e *emitter) when(cond bpf.JumpTest, value uint32, yes, no label) {
	e.add(bpf.JumpIf{Cond: cond, Val: value, SkipTrue: 0, SkipFalse: 1})
	e.jump(yes)
	e.jump(no)
}

// unless goes to a label if the accumulator does not compare so, and on if it does.
func (e *emitter) unless(cond bpf.JumpTest, value uint32, otherwise label) {
	e.add(bpf.JumpIf{Cond: cond, Val: value, SkipTrue: 1, SkipFalse: 0})
	e.jump(otherwise)
}

// link ends the program, takes out what is never run, which eBPF forbids, and makes distances of labels.
func (e *emitter) link() []bpf.Instruction {
	e.place(pass)
	e.add(bpf.RetConstant{Val: 0xffffffff})
	e.place(reject)
	e.add(bpf.RetConstant{Val: 0})
	runs := e.reached()
	places, n := make([]int, len(e.code)), 0 // of what is left
	for at := range e.code {
		if places[at] = n; runs[at] {
			n++
		}
	}
	var code []bpf.Instruction
	for at, c := range e.code {
		if to, ok := e.jumps[at]; ok {
			c = bpf.Jump{Skip: uint32(places[e.places[to]] - places[at] - 1)}
		}
		if runs[at] {
			code = append(code, c)
		}
	}
	return code
}

// reached returns which instructions may be run. Jumps go forward only.
func (e *emitter) reached() []bool {
	runs := make([]bool, len(e.code))
	runs[0] = true
	for at, c := range e.code {
		if !runs[at] {
			continue
		}
		to, jumps := e.jumps[at]
		switch c := c.(type) {
		case bpf.RetConstant:
		case bpf.JumpIf:
			runs[at+1+int(c.SkipTrue)], runs[at+1+int(c.SkipFalse)] = true, true
		case bpf.JumpIfX:
			runs[at+1+int(c.SkipTrue)], runs[at+1+int(c.SkipFalse)] = true, true
		default:
			if jumps {
				runs[e.places[to]] = true
			} else {
				runs[at+1] = true
			}
		}
	}
	return runs
}

// prologue lets pass what is not to be judged.
func (e *emitter) prologue(port uint32) {
	e.jumps = map[int]label{}
	e.label() // pass
	e.label() // reject
	e.add(bpf.LoadExtension{Num: bpf.ExtLen})
	e.unless(bpf.JumpGreaterOrEqual, codec.HeaderLen, pass)
	e.load(fixed(0), 4, hostBig) // a second message
	e.add(bpf.ALUOpConstant{Op: bpf.ALUOpAdd, Val: 3}, bpf.ALUOpConstant{Op: bpf.ALUOpAnd, Val: 0xfffffffc},
		bpf.TAX{}, bpf.LoadExtension{Num: bpf.ExtLen},
		bpf.JumpIfX{Cond: bpf.JumpGreaterThan, SkipTrue: 0, SkipFalse: 1})
	e.jump(pass)
	e.add(bpf.JumpIfX{Cond: bpf.JumpLessThan, SkipTrue: 0, SkipFalse: 1}) // a message that is cut
	e.jump(pass)
	if port != 0 {
		e.load(fixed(12), 4, hostBig)
		e.unless(bpf.JumpNotEqual, port, pass)
	}
	e.load(fixed(4), 2, hostBig)
	e.unless(bpf.JumpGreaterOrEqual, codec.MinType, pass)
}

// dispatch judges a message by its type, which is in the accumulator.
func (f *Filter) dispatch(e *emitter) {
	labels := map[*node]label{}
	var nodes []*node
	for _, typ := range slices.Sorted(maps.Keys(f.types)) {
		n := f.types[typ]
		for _, o := range nodes { // those that are alike are judged at one place
			if n.equal(o) {
				n = o
			}
		}
		if _, ok := labels[n]; !ok {
			nodes, labels[n] = append(nodes, n), e.label()
		}
		e.unless(bpf.JumpNotEqual, uint32(typ), labels[n])
	}
	e.node(f.rest, pass, reject)
	for _, n := range nodes {
		e.place(labels[n])
		e.node(n, pass, reject)
	}
}

// node goes to one of two labels.
func (e *emitter) node(n *node, yes, no label) {
	switch n.op {
	case opAlways:
		e.jump(yes)
	case opNever:
		e.jump(no)
	case opAnd:
		next := e.label()
		e.node(n.of[0], next, no)
		e.place(next)
		e.node(n.of[1], yes, no)
	case opOr:
		next := e.label()
		e.node(n.of[0], yes, next)
		e.place(next)
		e.node(n.of[1], yes, no)
	case opTest:
		t, f := yes, no
		if n.unless {
			t, f = no, yes
		}
		if n.test.swap {
			t, f = f, t
		}
		e.test(n.test, targets{unknown: yes, isTrue: t, isFalse: f})
	}
}

// targets are where each outcome leads.
type targets [3]label

func (e *emitter) test(t *test, to targets) {
	if t.attr == nil && !t.nowhere {
		e.add(bpf.LoadExtension{Num: bpf.ExtLen})
		e.unless(bpf.JumpGreaterOrEqual, t.at+t.size, to[unknown])
		e.compare(t, fixed(t.at), to)
		return
	}
	if !t.nowhere {
		absent := e.label()
		e.find(t, absent, to)
		if t.size == 0 && t.text == nil {
			e.jump(to[unknown])
		} else {
			e.payload(t, to)
		}
		e.place(absent)
	}
	for _, nest := range t.nests {
		e.attribute(t.start, nest)
		e.unless(bpf.JumpEqual, 0, to[unknown])
	}
	e.jump(to[t.absent])
}

// attribute finds an attribute of the top level: the accumulator is where it is, or 0.
func (e *emitter) attribute(start uint32, typ uint16) {
	e.add(bpf.LoadConstant{Dst: bpf.RegX, Val: uint32(typ)}, bpf.LoadConstant{Dst: bpf.RegA, Val: start},
		bpf.LoadExtension{Num: bpf.ExtNetlinkAttr})
}

// kept is the place in the scratch memory for where an attribute is, and sum for an integer in the making.
const (
	kept = 0
	sum  = 1
)

// find finds the attribute of a test, and keeps where it is.
func (e *emitter) find(t *test, absent label, to targets) {
	for i, typ := range t.attr {
		missing := to[unknown]
		if i == 0 {
			missing = absent
			e.attribute(t.start, typ)
		} else {
			e.add(bpf.LoadConstant{Dst: bpf.RegX, Val: uint32(typ)}, bpf.LoadExtension{Num: bpf.ExtNetlinkAttrNested})
		}
		e.unless(bpf.JumpNotEqual, 0, missing)
	}
	e.add(bpf.StoreScratch{Src: bpf.RegA, N: kept})
}

// netByteOrder is NLA_F_NET_BYTEORDER (linux/netlink.h).
const netByteOrder = 1 << 14

// attrHeader is the size of struct nlattr.
const attrHeader = 4

// payload compares the payload of the attribute that is kept.
func (e *emitter) payload(t *test, to targets) {
	e.load(inAttr(2), 2, hostBig)
	e.add(bpf.ALUOpConstant{Op: bpf.ALUOpAnd, Val: netByteOrder})
	e.unless(bpf.JumpEqual, 0, to[unknown])
	e.load(inAttr(0), 2, hostBig)
	length := attrHeader + t.total
	switch {
	case t.text != nil && t.whole:
		e.unless(bpf.JumpEqual, attrHeader+uint32(len(t.text)), to[isFalse])
	case t.text != nil:
		e.text(t, to)
		return
	case t.length == atLeast:
		e.unless(bpf.JumpGreaterOrEqual, length, to[unknown])
	default:
		e.unless(bpf.JumpEqual, length, to[unknown])
	}
	e.compare(t, inAttr(attrHeader+t.at), to)
}

// text compares a string, whose length is in the accumulator, and which a NUL or the payload's end ends.
func (e *emitter) text(t *test, to targets) {
	whole, longer := attrHeader+uint32(len(t.text)), e.label()
	e.unless(bpf.JumpGreaterOrEqual, whole, to[isFalse])
	e.unless(bpf.JumpEqual, whole, longer)
	e.compare(t, inAttr(attrHeader), to)
	e.place(longer)
	ended := e.label()
	e.load(inAttr(whole), 1, true)
	e.when(bpf.JumpEqual, 0, ended, to[isFalse])
	e.place(ended)
	e.compare(t, inAttr(attrHeader), to)
}

// compare compares what is at a place.
func (e *emitter) compare(t *test, at place, to targets) {
	if t.text != nil {
		for b, size := t.text, 0; len(b) > 0; b, at.offset = b[size:], at.offset+uint32(size) {
			size = 1
			value := uint32(b[0])
			switch {
			case len(b) >= 4:
				size, value = 4, binary.BigEndian.Uint32(b)
			case len(b) >= 2:
				size, value = 2, uint32(binary.BigEndian.Uint16(b))
			}
			e.load(at, uint32(size), true)
			e.unless(bpf.JumpEqual, value, to[isFalse])
		}
		e.jump(to[t.same])
		return
	}
	if t.size == 8 {
		first, second := uint32(t.value), uint32(t.value>>32)
		if t.big {
			first, second = second, first
		}
		e.load(at, 4, t.big)
		e.unless(bpf.JumpEqual, first, to[isFalse])
		at.offset += 4
		e.load(at, 4, t.big)
		e.when(bpf.JumpEqual, second, to[isTrue], to[isFalse])
		return
	}
	e.load(at, t.size, t.big)
	if t.op == filter.HasBits {
		e.add(bpf.ALUOpConstant{Op: bpf.ALUOpAnd, Val: uint32(t.value)})
	}
	e.when(jumps[t.op], uint32(t.value), to[isTrue], to[isFalse])
}

var jumps = map[filter.Op]bpf.JumpTest{
	filter.Equal: bpf.JumpEqual, filter.HasBits: bpf.JumpEqual, filter.Less: bpf.JumpLessThan,
	filter.LessEqual: bpf.JumpLessOrEqual, filter.Greater: bpf.JumpGreaterThan,
	filter.GreaterEqual: bpf.JumpGreaterOrEqual,
}

// place is where octets are: from the start of the message, or from that of the attribute that is kept.
type place struct {
	offset uint32
	attr   bool
}

func fixed(offset uint32) place  { return place{offset, false} }
func inAttr(offset uint32) place { return place{offset, true} }

// load loads an integer. Loads are in network order: others are put together octet by octet.
func (e *emitter) load(at place, size uint32, big bool) {
	if big || size == 1 {
		e.loadBig(at, size)
		return
	}
	for i := size; i > 0; i-- {
		if i < size {
			e.add(bpf.ALUOpConstant{Op: bpf.ALUOpShiftLeft, Val: 8}, bpf.StoreScratch{Src: bpf.RegA, N: sum})
		}
		e.loadBig(place{at.offset + i - 1, at.attr}, 1)
		if i < size {
			e.add(bpf.LoadScratch{Dst: bpf.RegX, N: sum}, bpf.ALUOpX{Op: bpf.ALUOpOr})
		}
	}
}

func (e *emitter) loadBig(at place, size uint32) {
	if at.attr {
		e.add(bpf.LoadScratch{Dst: bpf.RegX, N: kept}, bpf.LoadIndirect{Off: at.offset, Size: int(size)})
		return
	}
	e.add(bpf.LoadAbsolute{Off: at.offset, Size: int(size)})
}
