package codec

// Layers says how the layers of a packet stand in a Set: each tells where it ends and which one comes after it, so that
// they follow each other without anything between. What no layer describes is payload, and what is after the end that
// one gives of all it carries, as Ethernet pads short frames, is a trailer.
type Layers struct {
	First   uint16 // the number of the outermost layer
	Payload uint16 // the numbers of layers that are octets
	Trailer uint16
}

// Layer says, of a Spec with a Struct, how a layer of a packet ends and what it carries. Encoding fills in the members
// that it tells of where they are not given, and the Defaults.
type Layer struct {
	// If says what must hold of the members for octets to be this layer. Others are the layer that Else numbers.
	If   []Where
	Else uint16
	// Length tells how long the layer is, its options included; without one it is as long as its struct, or, if it has
	// options, takes all there is.
	Length Extent
	// Total tells where what it carries ends, counted from its start.
	Total    Extent
	Next     Next
	Quotes   bool // what it carries is the start of another packet, as ICMP sends back, and no part of this one
	Sum      *Sum
	Source   string // the member with the address of who sent it, for the checksums of what it carries
	Target   string // and of whom it is for
	Defaults []Default
	// Joined, if not nil, is the Set that options are read as once those that are sent in pieces (RFC 3396) are put
	// together. Overload is the option that says which Fields hold more of them.
	Joined   *Set
	Overload uint16
	Fields   []Field
}

// Extent is a number of octets that a member tells.
type Extent struct {
	Member string // "": nothing tells, or it is always Plus
	Unit   int    // octets that it counts in, if not one
	Plus   int    // octets that it does not count
	// Unset says that 0 tells nothing, as in captures of what a network card cuts into packets itself.
	Unset bool
}

// Next says what a layer carries: the payload, where no case fits.
type Next struct {
	// Members are looked at one after the other for a value that has a case.
	Members []string
	Cases   []Carried
	// Part says when only a piece of the packet is carried, so that checksums cannot be told.
	Part []Where
	// Unless names a member that is 0 where what is carried has its start.
	Unless string
	// Always is the layer that is carried whatever the members are; 0: none.
	Always uint16
}

// Carried is a layer that is carried where a member is between two values.
type Carried struct {
	Value uint64
	Max   uint64 // 0: the value alone
	Layer uint16
	// Length says that the value counts the octets carried (IEEE 802.3).
	Length bool
}

// Sum is an Internet checksum of 16 bits (RFC 1071).
type Sum struct {
	Member string
	Header bool  // it covers the layer alone, without what that carries
	Pseudo uint8 // it covers a pseudo-header with this IP protocol, too (RFC 768, RFC 8200); 0: it does not
	// Optional says that 0 stands for none, and that ones are sent in place of a sum of 0 (UDP).
	Optional bool
}

// Default is what encoding writes into a member that is not given.
type Default struct {
	Member string
	Value  uint64
}

// octets returns how many octets an extent tells in the octets of a layer; ok is false if it tells nothing.
func (x *Extent) octets(s *Struct, layer []byte) (n int, ok bool) {
	if x.Member == "" {
		return x.Plus, x.Plus > 0
	}
	v := memberOf(s, x.Member, layer)
	return int(v)*max(x.Unit, 1) + x.Plus, v != 0 || !x.Unset
}

// memberOf reads an integer in the octets of a layer, which is in network order.
func memberOf(s *Struct, name string, layer []byte) uint64 {
	_, p := s.lookup(name)
	return p.integer(layer, true)
}

// holdIn reports whether the members in the octets of a layer are what they must be, as far as the octets go.
func holdIn(all []Where, s *Struct, layer []byte) bool {
	for i := range all {
		if _, p := s.lookup(all[i].Member); p.to > len(layer) {
			continue
		}
		v, found := memberOf(s, all[i].Member, layer), false
		for _, want := range all[i].Values {
			found = found || v == want
		}
		if !found {
			return false
		}
	}
	return true
}

// carried returns which layer is carried, going by the octets of the one that carries it.
func (n *Next) carried(s *Struct, layer []byte) Carried {
	if n.Unless != "" && memberOf(s, n.Unless, layer) != 0 {
		return Carried{}
	}
	for _, name := range n.Members {
		v := memberOf(s, name, layer)
		for _, c := range n.Cases {
			if v >= c.Value && v <= max(c.Value, c.Max) {
				if c.Length {
					c.Value = v
				}
				return c
			}
		}
	}
	return Carried{Layer: n.Always}
}
