package rebuild

import (
	"bytes"
	"math/bits"
	"strings"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
	"github.com/nlkit/nlkit/codec"
)

// Names finds values and layouts by the C names that strace prints. The index is built when it is first needed.
type Names struct {
	registry *codec.Registry
	values   map[string]constant
	attrs    map[string]attr
	structs  map[string][]*codec.Struct // by the name of each member
	indices  map[string]uint64          // ifindex by interface name
	families map[string]uint64          // id by name of generic netlink families
}

type constant struct {
	value     uint64
	mask      bool // the table has it as a bit mask
	ambiguous bool // two enumerations disagree
}

// bit returns the value as the number of a bit: what strace prints as 1<<NAME is a mask in the tables.
func (c constant) bit() uint64 {
	if c.mask {
		return uint64(bits.TrailingZeros64(c.value))
	}
	return c.value
}

type attr struct {
	number    int
	spec      *codec.Spec
	ambiguous bool // two sets disagree about the number
}

// unknownIndex marks an interface name that had several indices in one log.
const unknownIndex = ^uint64(0)

// NewNames makes the names of a registry, which may be nil.
func NewNames(registry *codec.Registry) *Names {
	if registry == nil {
		registry = codec.NewRegistry()
	}
	return &Names{
		registry: registry,
		indices:  map[string]uint64{"lo": 1}, // LOOPBACK_IFINDEX, in every network namespace
		families: map[string]uint64{"nlctrl": 0x10},
	}
}

// Learn notes the index of an interface.
func (x *Names) Learn(name string, index uint64) {
	if old, ok := x.indices[name]; ok && old != index {
		index = unknownIndex
	}
	x.indices[name] = index
}

// LearnFamily notes the id of a generic netlink family.
func (x *Names) LearnFamily(name string, id uint16) { x.families[name] = uint64(id) }

func (x *Names) index(name []byte) (uint64, bool) {
	v, ok := x.indices[string(name)]
	return v, ok && v != unknownIndex
}

// Value returns the value of a constant.
func (x *Names) Value(name []byte) (uint64, bool) {
	c, ok := x.constant(name, nil)
	return c.value, ok
}

// constant finds a constant, by preference one of that enumeration.
func (x *Names) constant(name []byte, enum *codec.Enum) (constant, bool) {
	if enum != nil {
		for v, full := range enum.All {
			if full == string(name) {
				return constant{value: v, mask: enum.Flags}, true
			}
		}
	}
	if v, ok := builtin()[string(name)]; ok {
		return constant{value: v}, true
	}
	x.build()
	if c, ok := x.values[string(name)]; ok {
		return c, !c.ambiguous
	}
	id, ok := x.families[string(name)]
	return constant{value: id}, ok || isUnspec(name)
}

// isUnspec reports whether a name that no table has stands for 0, as nearly all of that ending do.
func isUnspec(name []byte) bool { return bytes.HasSuffix(name, []byte("_UNSPEC")) }

// shift finds the value of a name after 1<<: the number of an attribute, or of a bit.
func (x *Names) shift(name []byte, enum *codec.Enum) (uint64, bool) {
	if a, ok := x.attr(name); ok && !a.ambiguous {
		return uint64(a.number), true
	}
	c, ok := x.constant(name, enum)
	return c.bit(), ok
}

// attr finds an attribute by its full name alone.
func (x *Names) attr(name []byte) (attr, bool) {
	x.build()
	a, ok := x.attrs[string(name)]
	return a, ok
}

// lookupAttr finds an attribute of a set by its full name: the number is 0 if there is none.
func lookupAttr(set *codec.Set, name []byte) (int, *codec.Spec) {
	if set == nil {
		return 0, nil
	}
	short, ok := strings.CutPrefix(string(name), set.Prefix)
	if !ok || short == "" {
		return 0, nil
	}
	for i := range set.Attrs {
		if set.Attrs[i].Name == short {
			return i, &set.Attrs[i]
		}
	}
	return 0, nil
}

// structure finds the struct that the text of n describes: s itself if it has all members that strace printed, or the
// only one that has, or s if it has the first.
func (x *Names) structure(t *expr.Tree, n int32, s *codec.Struct) *codec.Struct {
	first := t.First(n)
	for first != 0 && t.Node(first).Kind == expr.Struct && t.Node(first).Member == nil {
		first = t.First(first)
	}
	if first == 0 || t.Node(first).Member == nil {
		return nil
	}
	expected := hasMember(s, t.Node(first).Member)
	if expected && hasAll(s, t, n) {
		return s
	}
	if found := x.withAll(t, n, t.Node(first).Member); found != nil || !expected {
		return found
	}
	return s
}

// withAll finds the one structure that has all members of a node, of which the first is given; nil if several do.
func (x *Names) withAll(t *expr.Tree, n int32, first []byte) (found *codec.Struct) {
	x.build()
	for _, s := range x.structs[string(first)] {
		if !hasAll(s, t, n) {
			continue
		}
		if found != nil && !sameLayout(found, s) {
			return nil
		}
		found = s
	}
	return found
}

func hasMember(s *codec.Struct, name []byte) bool {
	if s == nil {
		return false
	}
	for i := range s.Members {
		if s.Members[i].Name == string(name) {
			return true
		}
	}
	return false
}

func hasAll(s *codec.Struct, t *expr.Tree, n int32) bool {
	for c := t.First(n); c != 0; c = t.Next(c) {
		if name := t.Node(c).Member; name != nil && !hasMember(s, name) {
			return false
		}
	}
	return true
}

// sameLayout reports whether structures are laid out alike; what is padding in one may be a member of the other, which
// strace would have printed.
func sameLayout(a, b *codec.Struct) bool {
	if a == b {
		return true
	}
	if a.Size() != b.Size() || len(a.Members) != len(b.Members) {
		return false
	}
	for i := range a.Members {
		m, other := &a.Members[i], &b.Members[i]
		if m.Kind != codec.Pad && other.Kind != codec.Pad && (m.Name != other.Name || m.Kind != other.Kind) {
			return false
		}
	}
	return true
}
