package codec

// Key says what tells one object from all others of its kind in a network namespace: the kernel has one with all of this
// alike. An Object has several where its messages are about different things: of those for whole messages
// the first whose When holds counts (routes of IPv4, and of MPLS), of those for nests all (the groups and the routers of
// a bridge).
type Key struct {
	When []Where // of the header of the message
	// In is the path of the nests that are about one object each, "*" in it all elements of a NestArray; "": the message
	// is about one.
	In    string
	Parts []Part
}

// Part is one of the values that a key is made of. A value that a message does not have counts as 0, and so do an
// address of zeros and an empty string.
//
// Values are named like this: "RTA_TABLE" is an attribute, "NDTA_PARMS/NDTPA_IFINDEX" one inside another, ".rtm_table"
// a member of the fixed struct, "BRIDGE_VLANDB_ENTRY_INFO.vid" a member of the struct that an attribute holds. Paths
// start at the nest that is about the object, if it is one; "br_port_msg.ifindex" is a member of the message's header
// then, and "/MDBA_MDB" an attribute at its top.
type Part struct {
	From []string // the first of these that the message has is the value
	// Needed says that a message without the value, or with 0, names no single object: the kernel is to choose one.
	Needed  bool
	Default uint64 // of integers: what counts in the place of a value that is not there, or is 0 if Zero says so
	Zero    bool
	Mask    uint64 // of integers: the bits that count; 0: all
	Bits    string // of addresses: what says how many leading bits count
	Last    string // of integers: what the last of a range is, of which the value is the first
	Most    uint64 // of ranges: the greatest value that there is
	Unless  string // the value does not count in messages that have this one
	Each    []Part // of nests: what counts of each attribute inside, in the order in which they stand
	// Beside says that objects which differ in this stand beside each other in one place. NLM_F_REPLACE puts an object
	// into the place of another. Such parts are the last of a key.
	Beside bool
}

// Only is the condition that a member has one of some values.
func Only(member string, values ...uint64) []Where { return []Where{{Member: member, Values: values}} }

// By is a part that is the first of some values.
func By(from ...string) Part { return Part{From: from} }

// Needs is a part without which a message names no single object.
func Needs(from ...string) Part { return Part{From: from, Needed: true} }

// Beside is a part in which objects differ that stand in one place.
func Beside(from ...string) Part { return Part{From: from, Beside: true} }

// Prefix is the parts that are an address prefix: how many bits of it count, and the address.
func Prefix(addr, bits string) []Part {
	return []Part{By(bits), {From: []string{addr}, Bits: bits}}
}
