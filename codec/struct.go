package codec

// kindMask keeps an index into kindSizes in its bounds without a check.
const kindMask = 31

// kindSizes is Kind.fixedSize as a table, for the hot path.
var kindSizes = func() (sizes [kindMask + 1]uint8) {
	for k := range sizes {
		sizes[k] = uint8(Kind(k).fixedSize())
	}
	return
}()

// alignment of a member in a C struct. Addresses are made of 32-bit words in the kernel's headers.
func (m *Member) alignment() int {
	switch m.Kind {
	case U16, S16, BE16:
		return 2
	case U32, S32, BE32, IP4, IP6, Bitfield32:
		return 4
	case U64, S64, BE64:
		return 8
	case StructOf:
		return m.Struct.alignment()
	case Array:
		return (&Member{Kind: m.Elem, Struct: m.Struct}).alignment()
	}
	return 1
}

// size is the number of octets of a member, 0 if it takes all that is left.
func (m *Member) size() int {
	if n := int(kindSizes[m.Kind]); n > 0 {
		return n
	}
	switch m.Kind {
	case StructOf:
		return m.Struct.Size()
	case Array:
		return m.Len * m.elemSize()
	}
	return m.Len
}

// elemSize is the number of octets of an element of an Array.
func (m *Member) elemSize() int {
	if m.Elem == StructOf {
		return m.Struct.Size()
	}
	return int(kindSizes[m.Elem])
}

func (s *Struct) alignment() int {
	if s.Packed {
		return 1
	}
	widest := 1
	for i := range s.Members {
		widest = max(widest, s.Members[i].alignment())
	}
	return widest
}

// Size is the number of octets of the C struct, members that take all that is left not counted.
func (s *Struct) Size() int {
	if n := s.size.Load(); n > 0 {
		return int(n)
	}
	end := 0
	for i := range s.Members {
		_, end = s.place(i, end)
	}
	if a := s.alignment(); end%a != 0 {
		end += a - end%a
	}
	s.size.Store(int32(end))
	return end
}

// span is how far the attributes after the struct stand from its start: they are aligned, unless the struct is packed
// and aligned together with what is before it.
func (s *Struct) span() int {
	if s.Packed {
		return s.Size()
	}
	return align4(s.Size())
}

// place returns where member i starts and ends, given where the one before it ends.
func (s *Struct) place(i, end int) (from, to int) {
	m := &s.Members[i]
	if !s.Packed {
		a := m.alignment()
		end = (end + a - 1) &^ (a - 1)
	}
	return end, end + m.size()
}

// Lookup returns the member of that name, with where it starts and ends in the struct; to is from for a member that takes
// all that is left. It returns nil if there is none.
func (s *Struct) Lookup(name string) (m *Member, from, to int) {
	for i := range s.Members {
		from, to = s.place(i, to)
		if s.Members[i].Name == name {
			return &s.Members[i], from, to
		}
	}
	return nil, 0, 0
}
