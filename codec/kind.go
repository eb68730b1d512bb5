package codec

// Kind says how a value is laid out on the wire. Integers are in the byte order of the captured host unless the kind
// says otherwise.
type Kind uint8

// The kinds of values. The zero Kind is Bytes: an opaque run of octets.
const (
	Bytes      Kind = iota // octets without structure, in the kernel too
	Pad                    // alignment octets that mean nothing (the *_PAD attributes)
	Flag                   // no payload: presence is the value
	Bool                   // one octet, 0 or 1
	Switch                 // the same, where the kernel's specifications speak of a flag: without an octet it is on
	U8                     // unsigned integers, host order
	U16                    //
	U32                    //
	U64                    //
	S8                     // signed integers, host order, two's complement
	S16                    //
	S32                    //
	S64                    //
	BE16                   // unsigned integers, network order
	BE32                   //
	BE64                   //
	SBE32                  // signed, network order, two's complement (netfilter)
	LE16                   // unsigned integers, little-endian on every host (802.11)
	LE32                   //
	LE64                   //
	Uint                   // unsigned, host order, 4 or 8 octets by the length (NLA_UINT)
	Sint                   // signed, host order, 4 or 8 octets by the length (NLA_SINT)
	String                 // text, with or without a final NUL
	LLAddr                 // link-layer address of any length: 6 octets on Ethernet, 8, 20…
	IP                     // IPv4 or IPv6 address, by the length (4 or 16)
	IP4                    // IPv4 address, 4 octets, network order
	IP6                    // IPv6 address, 16 octets, network order
	MPLS                   // label stack: big-endian words of label<<12 | tc<<9 | bos<<8 | ttl (RFC 3032)
	Bitfield32             // struct nla_bitfield32: u32 value, u32 selector
	Texts                  // what a Notation writes as texts: domain names, routes of DHCP…
	StructOf               // a fixed C struct, possibly shorter or longer than ours
	Array                  // packed elements of one size
	Nest                   // attributes, after an optional fixed struct
	NestArray              // attributes whose type is an index and whose payloads are all alike
	SubMessage             // what it holds is chosen by a Selector
)

var kindNames = [...]string{
	"bytes", "pad", "flag", "bool", "flag", "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64",
	"be16", "be32", "be64", "be32",
	"le16", "le32", "le64", "uint", "sint", "string", "lladdr", "ip", "ip4", "ip6", "mpls", "bitfield32", "texts",
	"struct", "array", "nest", "nest-array", "submsg",
}

// String returns the name of the kind as `nldecode schema` prints it. A Switch is a flag with an octet, SBE32 a be32
// that is signed.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "invalid"
}

// fixedSize is the size in octets of a kind that has just one, else 0.
func (k Kind) fixedSize() int {
	switch k {
	case Bool, Switch, U8, S8:
		return 1
	case U16, S16, BE16, LE16:
		return 2
	case U32, S32, BE32, SBE32, LE32, IP4:
		return 4
	case U64, S64, BE64, LE64, Bitfield32:
		return 8
	case IP6:
		return 16
	}
	return 0
}

// Size returns the size in octets of a kind that has just one, else 0.
func (k Kind) Size() int { return int(kindSizes[k&kindMask]) }

// IsInteger reports whether values of the kind are integers.
func (k Kind) IsInteger() bool { return k >= Bool && k <= Sint }

// bigEndian reports whether integers of the kind are big-endian on a host.
func (k Kind) bigEndian(host bool) bool {
	return host && (k < LE16 || k > LE64) || k >= BE16 && k <= SBE32
}

// IsSigned reports whether values of the kind are signed integers.
func (k Kind) IsSigned() bool { return k >= S8 && k <= S64 || k == SBE32 || k == Sint }
