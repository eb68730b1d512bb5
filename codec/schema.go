package codec

import "sync/atomic"

// Spec describes one attribute: its name and how its payload is laid out. A Spec is data and is never changed after
// start-up. An entry of an Attrs whose Name is empty is a number the kernel does not use.
type Spec struct { // what every message needs comes first
	Name  string // C name without the prefix of its Set: "MTU" of IFLA_MTU
	Kind  Kind   //
	Base  uint8  // Array: the index of the first element (IFLA_INET_CONF counts from 1)
	Unit  Unit   // integers: what they count
	Bulk  bool   // Array: a table that nobody reads: text says how long it is
	NoNUL bool   // String: no NUL ends it, as none ends an SSID; one that a capture has is shown
	// NetByteOrder says that the kernel wants the attribute marked with NLA_F_NET_BYTEORDER: integers are in network
	// order then, and in the host's otherwise.
	NetByteOrder bool
	Select       *Selector // SubMessage, or any kind: what decides on a layout other than this one
	Enum         *Enum     // integers: names of the values; Bytes: a bitmap, names of the bits (bit n is n%8 of octet n/8)
	Parts        *Struct   // integers: a Word that says what they are made of; see Member
	bits         *bitField // of a member: which bits of the integer it has
	Struct       *Struct   // StructOf: the struct; Nest: the fixed struct before the attributes, if any
	Elem         *Spec     // Array, NestArray: what each element holds
	Index        *Enum     // Array, NestArray: names of the indices
	Set          *Set      // Nest: the attributes inside
	// Notation is, of Texts, how the octets are written.
	Notation *Notation
	// Layer says, of a layer of a packet, how far it reaches and what it carries.
	Layer *Layer
	Doc   string // what a user should know beyond the name, a short phrase
}

// Attrs is a table of attributes, indexed by attribute type.
type Attrs []Spec

// Set is the attributes that may stand side by side in one place.
type Set struct {
	Prefix  string // common start of the C names: "IFLA_"
	Attrs   Attrs
	Framing *Framing // nil: struct nlattr
	// Vendor says that those numbers which the table does not have are a vendor's own: there is nothing to know of them.
	Vendor bool

	parts []*part // sets that wait for the attributes of this one

	labels labelCache
	full   atomic.Pointer[[]string]  // cache of the full names, nil before the first use
	byName atomic.Pointer[nameIndex] // cache of the numbers by name, nil before the first use
}

// NewSet makes a set of netlink attributes from the common prefix of their names and their table.
func NewSet(prefix string, attrs Attrs) *Set { return &Set{Prefix: prefix, Attrs: attrs} }

// NewFramedSet makes a set whose members are not framed by struct nlattr: rtnexthop records, 802.11 elements…
func NewFramedSet(f *Framing, prefix string, attrs Attrs) *Set {
	return &Set{Prefix: prefix, Attrs: attrs, Framing: f}
}

// Framing says how type-length-value records that are not struct nlattr are laid out. A record type of no width is 0.
type Framing struct {
	Name      string
	Header    int  // octets before the payload
	LenOff    int  // where in the header the length stands
	LenSize   int  // its width: 1 or 2 octets
	Inclusive bool // the length counts the header too
	TypeOff   int  // where in the header the type stands
	TypeSize  int  // its width: 0 (none), 1 or 2 octets
	Align     int  // records start at multiples of this
	Unit      int  // octets that the length counts in, if not one
	Plus      int  // octets of the payload that the length does not count: a struct that it stands in
	Network   bool // the length is in network order
	// Bare are the types of records that are nothing but their type, one octet; after those in Ends there is only
	// padding.
	Bare, Ends []uint8
	// Layers, if not nil, says that the records are the layers of a packet, which tell of each other where they end: the
	// rest of the Framing, except Name and Align, is not looked at.
	Layers *Layers
}

// nuls is how many NULs end a string.
func (s *Spec) nuls() int {
	if s.NoNUL {
		return 0
	}
	return 1
}

// Of is a Spec of a bare kind, for the elements of arrays.
func Of(k Kind) *Spec { return &Spec{Kind: k} }

// NestOf is a Spec that nests a set, for the cases of a Selector and the elements of arrays.
func NestOf(s *Set) *Spec { return &Spec{Kind: Nest, Set: s} }

// StructSpec is a Spec that holds a struct, for the cases of a Selector and the elements of arrays.
func StructSpec(s *Struct) *Spec { return &Spec{Kind: StructOf, Struct: s} }

// Struct is a fixed C struct. Members follow each other at their natural alignment, as a C compiler places them, unless
// Packed. A payload shorter than the struct lacks the last members; a longer one has a tail.
type Struct struct {
	Name    string // C name: "ifinfomsg"
	Members []Member
	Packed  bool
	// Word makes the members parts of one integer of that kind: of the bits of their kind, or of Bits, from the lowest
	// on, whatever the order of its octets. Parts in network order keep that.
	Word Kind

	labels labelCache
	layout atomic.Pointer[layout] // where the members are, nil before the first use
}

// Member is a member of a Struct.
type Member struct {
	Name string // C name, with its prefix: "ifi_family"
	Kind Kind
	// Len is how many octets a String, Bytes, LLAddr, IP, Pad or union has, or elements an Array; 0: all that is left, of
	// the last member only.
	Len    int
	Struct *Struct // StructOf, or an Array of structs
	Elem   Kind    // Array: kind of the elements
	Enum   *Enum   // integers
	// Select is ByField of a union, whose use another member decides, or BySibling: what an attribute of the message does.
	Select *Selector
	Unit   Unit
	// Unset says that 0, whatever its name, means in a request that nothing is said: text has the number.
	Unset bool
	// LenAttr names the attribute of the message that is as long as the LLAddr in the member; after it are zeros.
	// Where the message has none, the address is as long as one of Ethernet, or of InfiniBand, if only zeros are after
	// it.
	LenAttr string
	// Bits makes an integer a bit-field of so many bits. Those of one kind that follow each other share an integer, and
	// fill it: from the lowest bits on, on big-endian hosts from the highest, as C compilers place them.
	Bits uint8
	// Parts is what an integer is made of: it is written as they are, and may be given so, or as one number.
	Parts *Struct
	// LenField names the member that counts what this one holds: octets in a place of Len octets, which has room for
	// more; else of the last member octets, or pieces of LenBits bits. A request that does not give the count of the last
	// member gets that of what it gives.
	LenField string
	LenBits  int
}

// Enum names integer values. Dense enumerations use Names, others Values in ascending order. An enumeration of Flags
// names bits, or groups of bits, and lists them in Values.
type Enum struct {
	Name   string // of the C enum, or the common prefix in lower case: "rtm_type"
	Prefix string // common start of the C names: "RTN_"
	Names  Names
	Values []Value
	Others []Value // values whose names do not start with Prefix: full names, in ascending order
	Flags  bool

	labels labelCache
	small  atomic.Pointer[[smallValues]string] // cache of the full names of small values, nil before the first use
}

// Names is the names of a dense enumeration, without their prefix, indexed by value; an empty name is unused.
type Names []string

// Value is a number and its name, without the prefix of its Enum.
type Value struct {
	Value uint64
	Name  string
	// Mask is the bits that Value is a number in, 0 for all, or of flags, for those that it has. Where an enumeration that
	// is none of flags has one, the other bits are a number of their own, which is written after the name:
	// "TC_ACT_JUMP|2".
	Mask uint64
}

// names reports whether the name is that of some bits of a number, rest being what no name before it stood for, and
// which.
func (f *Value) names(all, rest uint64) (bits uint64, ok bool) {
	if f.Mask != 0 {
		return f.Mask, all&f.Mask == f.Value
	}
	return f.Value, f.Value != 0 && rest&f.Value == f.Value
}

// NewEnum makes an enumeration whose values are dense.
func NewEnum(name, prefix string, names Names) *Enum {
	return &Enum{Name: name, Prefix: prefix, Names: names}
}

// NewSparse makes an enumeration of scattered values, given in ascending order.
func NewSparse(name, prefix string, values []Value) *Enum {
	return &Enum{Name: name, Prefix: prefix, Values: values}
}

// NewFlags makes an enumeration of bits; each Value is a mask.
func NewFlags(name, prefix string, values []Value) *Enum {
	return &Enum{Name: name, Prefix: prefix, Values: values, Flags: true}
}
