package codec

import "strings"

// nameIndex finds the attributes of a set by name: a hash table with open addressing, which for names as short as these
// takes half the time of a map.
type nameIndex struct {
	slots []namedAttr // a power of two of them, less than half of which are used
}

// namedAttr is an attribute under one of its names; one without a name is a free slot.
type namedAttr struct {
	name   string
	number uint16
	short  bool // letter case does not count
}

// Number returns the number of an attribute by its full name, or its short one in any case; ok is false if the set has
// none of that name.
func (s *Set) Number(name string) (number uint16, ok bool) {
	if name == "" {
		return 0, false
	}
	found := s.names().slot(name)
	return found.number, found.name != ""
}

// names returns the index of the set.
func (s *Set) names() *nameIndex {
	if x := s.byName.Load(); x != nil {
		return x
	}
	return s.index()
}

func (s *Set) index() *nameIndex {
	x := newNameIndex(s)
	s.byName.Store(x)
	return x
}

func newNameIndex(s *Set) *nameIndex {
	size := 8
	for size < 4*len(s.Attrs) {
		size *= 2
	}
	x := &nameIndex{slots: make([]namedAttr, size)}
	for t := range s.Attrs {
		if short := s.Attrs[t].Name; short != "" {
			x.add(namedAttr{s.Prefix + short, uint16(t), false})
		}
	}
	for t := range s.Attrs {
		if short := s.Attrs[t].Name; short != "" {
			x.add(namedAttr{short, uint16(t), true})
		}
	}
	return x
}

// add adds an attribute unless there is one of that name.
func (x *nameIndex) add(a namedAttr) {
	if free := x.slot(a.name); free.name == "" {
		*free = a
	}
}

// slot returns the slot of a name, or the free one where it would be. The name is not empty.
func (x *nameIndex) slot(name string) *namedAttr {
	mask := uint32(len(x.slots) - 1)
	for at := hashName(name); ; at++ {
		s := &x.slots[at&mask]
		if s.name == name || s.name == "" || s.short && len(s.name) == len(name) && strings.EqualFold(s.name, name) {
			return s
		}
	}
}

// hashName mixes what names differ in most: their length, and a letter at the end and one on the way there. Letter case
// does not count.
func hashName(name string) uint32 {
	const fold = 0x20
	n := uint(len(name))
	h := uint32(n)<<16 | uint32(name[n-1]|fold)<<8 | uint32(name[n*3/4]|fold)
	return h * 0x9e3779b1 >> 16
}
