package follow

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// Difference is a value in which an object is not what it was.
type Difference struct {
	// Path is the C names of the attribute, "IFLA_LINKINFO/IFLA_INFO_DATA/IFLA_BR_STP_STATE", or the name of the member
	// of the fixed struct, "ifi_flags". Of several attributes of one type in a nest the second ends in "[1]".
	Path string
	Op   Op // Added: the value was not there; Removed: it is no more
	// Old and New are the values, of nothing where there is none. text.AppendValue and json.AppendValue write them.
	Old, New codec.Content
}

// Differences appends the values in which Old and New of an object that is Changed differ, those that are volatile left
// out. They are valid as long as the Change is.
func (c *Change) Differences(dst []Difference) []Difference {
	if c.Old == nil || c.New == nil || c.likeness == nil {
		return dst
	}
	d := differ{c.likeness, dst}
	d.structs("", c.Old.Root(), c.New.Root())
	d.nests("", c.Old.Root(), c.New.Root())
	return d.found
}

// differ finds in what two messages about an object differ.
type differ struct {
	*likeness
	found []Difference
}

// structs compares the fixed structs before attributes.
func (d *differ) structs(path string, old, now codec.Attr) {
	a, _ := old.Fixed()
	b, _ := now.Fixed()
	if !bytes.Equal(a.Octets(), b.Octets()) {
		d.members(path, a, b)
	}
}

// values compares what an attribute, a member or an element holds: structs member by member, and arrays whose elements
// have names, by these.
func (d *differ) values(path string, old, now codec.Content) {
	v, isNumber := old.Integer()
	w, areNumbers := now.Integer()
	switch spec := now.Spec(); {
	case isNumber && areNumbers && v == w, !isNumber && bytes.Equal(old.Octets(), now.Octets()):
	case spec != old.Spec():
		d.found = append(d.found, Difference{path, Changed, old, now})
	case spec.Kind == codec.StructOf && old.Len() == now.Len():
		d.members(path, old, now)
	case spec.Kind == codec.Array && spec.Index != nil && old.Len() == now.Len():
		d.elements(path, old, now)
	default:
		d.found = append(d.found, Difference{path, Changed, old, now})
	}
}

func (d *differ) members(path string, old, now codec.Content) {
	var was, is codec.Members
	was.Start(old)
	is.Start(now)
	for is.Next() && was.Next() {
		if name := is.Member().Name; path != "" || !slices.Contains(d.names, name) {
			d.values(join(path, name), was.Content(), is.Content())
		}
	}
}

func (d *differ) elements(path string, old, now codec.Content) {
	var was, is codec.Elements
	if !was.Start(old) || !is.Start(now) {
		return
	}
	index := now.Spec().Index
	for i := uint64(now.Spec().Base); is.Next() && was.Next(); i++ {
		name := index.NameOf(i)
		if name == "" {
			name = strconv.FormatUint(i, 10)
		}
		d.values(join(path, name), was.Content(), is.Content())
	}
}

// nests compares the attributes in two nests.
func (d *differ) nests(path string, old, now codec.Attr) {
	for a := range now.Children() {
		if d.passes(a) {
			continue
		}
		n := ordinal(now, a)
		was, ok := nth(old, a.Type(), n)
		at := join(path, label(a, n))
		switch {
		case !ok:
			d.leaves(at, Added, a)
		case a.IsNest() && was.IsNest():
			d.structs(at, was, a)
			d.nests(at, was, a)
		case a.IsNest() != was.IsNest():
			d.found = append(d.found, Difference{at, Changed, was.Content(), a.Content()})
		default:
			d.values(at, was.Content(), a.Content())
		}
	}
	for a := range old.Children() {
		if n := ordinal(old, a); !d.passes(a) {
			if _, ok := nth(now, a.Type(), n); !ok {
				d.leaves(join(path, label(a, n)), Removed, a)
			}
		}
	}
}

// leaves appends all values of an attribute that came or went.
func (d *differ) leaves(path string, op Op, a codec.Attr) {
	if _, some := a.First(); a.IsNest() && some {
		for c := range a.Children() {
			if !d.passes(c) {
				d.leaves(join(path, label(c, ordinal(a, c))), op, c)
			}
		}
		return
	}
	x := Difference{Path: path, Op: op}
	if op == Added {
		x.New = a.Content()
	} else {
		x.Old = a.Content()
	}
	d.found = append(d.found, x)
}

// ordinal returns how many attributes of its type stand before one in a nest.
func ordinal(in, a codec.Attr) (n int) {
	for c := range in.Children() {
		if c == a {
			break
		}
		if c.Type() == a.Type() {
			n++
		}
	}
	return n
}

// nth returns an attribute of a type in a nest, after n others.
func nth(in codec.Attr, typ uint16, n int) (codec.Attr, bool) {
	for c := range in.Children() {
		if c.Type() == typ {
			if n--; n < 0 {
				return c, true
			}
		}
	}
	return codec.Attr{}, false
}

func label(a codec.Attr, n int) string {
	name := a.Name()
	if n > 0 {
		name += "[" + strconv.Itoa(n) + "]"
	}
	return name
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}
