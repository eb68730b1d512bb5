package ipset

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// The attributes of commands, which differ in a few by the command: IPSET_ATTR_* (linux/netfilter/ipset/ip_set.h).
var (
	setAttrs    = commandSet(typename, createData, protocolMin)
	entryAttrs  = commandSet(typename, entryData, protocolMin)
	renameAttrs = commandSet(codec.Spec{Name: "SETNAME2", Kind: codec.String}, createData, protocolMin)
	typeAttrs   = commandSet(typename, createData, codec.Spec{Name: "REVISION_MIN", Kind: codec.U8})

	typename    = codec.Spec{Name: "TYPENAME", Kind: codec.String}
	createData  = codec.Spec{Name: "DATA", Kind: codec.Nest, Set: createAttrs}
	entryData   = codec.Spec{Name: "DATA", Kind: codec.Nest, Set: adtAttrs}
	protocolMin = codec.Spec{Name: "PROTOCOL_MIN", Kind: codec.U8}
)

// commandSet makes the attributes of a command from those that others have otherwise.
func commandSet(third, data, tenth codec.Spec) *codec.Set {
	return codec.NewSet("IPSET_ATTR_", codec.Attrs{
		1:  {Name: "PROTOCOL", Kind: codec.U8},
		2:  {Name: "SETNAME", Kind: codec.String},
		3:  third,
		4:  {Name: "REVISION", Kind: codec.U8},
		5:  {Name: "FAMILY", Kind: codec.U8, Enum: linux.NfprotoEnum},
		6:  {Name: "FLAGS", Kind: codec.U32, NetByteOrder: true, Enum: cmdFlagsEnum},
		7:  data,
		8:  {Name: "ADT", Kind: codec.Nest, Set: adtListAttrs, Doc: "entries, each in an IPSET_ATTR_DATA"},
		9:  {Name: "LINENO", Kind: codec.U32, NetByteOrder: true, Doc: "of the input of ipset restore"},
		10: tenth,
		11: {Name: "INDEX", Kind: codec.U16, NetByteOrder: true},
	})
}

// adtListAttrs is what stands in IPSET_ATTR_ADT (linux/netfilter/ipset/ip_set.h).
var adtListAttrs = codec.NewSet("IPSET_ATTR_", codec.Attrs{7: entryData})

// cmdFlagsEnum is enum ipset_cmd_flags (linux/netfilter/ipset/ip_set.h).
var cmdFlagsEnum = codec.NewFlags("ipset_cmd_flags", "IPSET_FLAG_", []codec.Value{
	{Value: 1 << 0, Name: "EXIST"},
	{Value: 1 << 1, Name: "LIST_SETNAME"},
	{Value: 1 << 2, Name: "LIST_HEADER"},
	{Value: 1 << 3, Name: "SKIP_COUNTER_UPDATE"},
	{Value: 1 << 4, Name: "SKIP_SUBCOUNTER_UPDATE"},
	{Value: 1 << 5, Name: "MATCH_COUNTERS"},
	{Value: 1 << 7, Name: "RETURN_NOMATCH"},
	{Value: 1 << 8, Name: "MAP_SKBMARK"},
	{Value: 1 << 9, Name: "MAP_SKBPRIO"},
	{Value: 1 << 10, Name: "MAP_SKBQUEUE"},
})

// createAttrs is what a set is made with: IPSET_ATTR_* up to IPSET_ATTR_CADT_MAX, and the create-only ones
// (linux/netfilter/ipset/ip_set.h).
var createAttrs = codec.NewSet("IPSET_ATTR_", codec.Attrs{
	1:  {Name: "IP", Kind: codec.Nest, Set: ipaddrAttrs, Doc: "the first address of a range"},
	2:  {Name: "IP_TO", Kind: codec.Nest, Set: ipaddrAttrs},
	3:  {Name: "CIDR", Kind: codec.U8, Doc: "how many leading bits of the address count"},
	4:  {Name: "PORT", Kind: codec.U16, NetByteOrder: true, Doc: "the first port of a range"},
	5:  {Name: "PORT_TO", Kind: codec.U16, NetByteOrder: true},
	6:  {Name: "TIMEOUT", Kind: codec.U32, NetByteOrder: true, Unit: codec.Seconds, Doc: "of entries made without one"},
	7:  {Name: "PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	8:  {Name: "CADT_FLAGS", Kind: codec.U32, NetByteOrder: true, Enum: cadtFlagsEnum},
	9:  {Name: "CADT_LINENO", Kind: codec.U32, NetByteOrder: true, Doc: "of the input of ipset restore"},
	10: {Name: "MARK", Kind: codec.U32, NetByteOrder: true},
	11: {Name: "MARKMASK", Kind: codec.U32, NetByteOrder: true, Unit: codec.Hex, Doc: "of lists in the host's order"},
	12: {Name: "BITMASK", Kind: codec.Nest, Set: ipaddrAttrs},
	17: {Name: "INITVAL", Kind: codec.U32, NetByteOrder: true, Unit: codec.Hex, Doc: "of the hash"},
	18: {Name: "HASHSIZE", Kind: codec.U32, NetByteOrder: true},
	19: {Name: "MAXELEM", Kind: codec.U32, NetByteOrder: true},
	20: {Name: "NETMASK", Kind: codec.U8},
	21: {Name: "BUCKETSIZE", Kind: codec.U8},
	22: {Name: "RESIZE", Kind: codec.U8},
	23: {Name: "SIZE", Kind: codec.U32, NetByteOrder: true},
	24: {Name: "ELEMENTS", Kind: codec.U32, NetByteOrder: true},
	25: {Name: "REFERENCES", Kind: codec.U32, NetByteOrder: true},
	26: {Name: "MEMSIZE", Kind: codec.U32, NetByteOrder: true},
})

// adtAttrs is an entry that is added, deleted, tested or listed: IPSET_ATTR_* up to IPSET_ATTR_CADT_MAX, and those of
// entries only (linux/netfilter/ipset/ip_set.h).
var adtAttrs = codec.NewSet("IPSET_ATTR_", codec.Attrs{
	1:  {Name: "IP", Kind: codec.Nest, Set: ipaddrAttrs},
	2:  {Name: "IP_TO", Kind: codec.Nest, Set: ipaddrAttrs},
	3:  {Name: "CIDR", Kind: codec.U8},
	4:  {Name: "PORT", Kind: codec.U16, NetByteOrder: true, Doc: "for ICMP type and code, an octet each"},
	5:  {Name: "PORT_TO", Kind: codec.U16, NetByteOrder: true},
	6:  {Name: "TIMEOUT", Kind: codec.U32, NetByteOrder: true, Unit: codec.Seconds},
	7:  {Name: "PROTO", Kind: codec.U8, Enum: linux.IPProtoEnum},
	8:  {Name: "CADT_FLAGS", Kind: codec.U32, NetByteOrder: true, Enum: cadtFlagsEnum},
	9:  {Name: "CADT_LINENO", Kind: codec.U32, NetByteOrder: true, Doc: "of the input of ipset restore"},
	10: {Name: "MARK", Kind: codec.U32, NetByteOrder: true},
	11: {Name: "MARKMASK", Kind: codec.U32, NetByteOrder: true, Unit: codec.Hex},
	12: {Name: "BITMASK", Kind: codec.Nest, Set: ipaddrAttrs},
	17: {Name: "ETHER", Kind: codec.LLAddr},
	18: {Name: "NAME", Kind: codec.String, Doc: "of a set in a list"},
	19: {Name: "NAMEREF", Kind: codec.String, Doc: "before or after which it stands"},
	20: {Name: "IP2", Kind: codec.Nest, Set: ipaddrAttrs},
	21: {Name: "CIDR2", Kind: codec.U8},
	22: {Name: "IP2_TO", Kind: codec.Nest, Set: ipaddrAttrs},
	23: {Name: "IFACE", Kind: codec.String},
	24: {Name: "BYTES", Kind: codec.U64, NetByteOrder: true},
	25: {Name: "PACKETS", Kind: codec.U64, NetByteOrder: true},
	26: {Name: "COMMENT", Kind: codec.String},
	27: {Name: "SKBMARK", Kind: codec.StructOf, NetByteOrder: true, Struct: skbmarkStruct},
	28: {Name: "SKBPRIO", Kind: codec.U32, NetByteOrder: true, Unit: codec.TCHandle},
	29: {Name: "SKBQUEUE", Kind: codec.U16, NetByteOrder: true},
	30: {Name: "PAD", Kind: codec.Pad},
})

// skbmarkStruct is the halves of the integer that is IPSET_ATTR_SKBMARK.
var skbmarkStruct = &codec.Struct{Name: "ipset_skbmark", Members: []codec.Member{
	{Name: "mark", Kind: codec.BE32},
	{Name: "mask", Kind: codec.BE32},
}}

// ipaddrAttrs is IPSET_ATTR_IPADDR_* (linux/netfilter/ipset/ip_set.h).
var ipaddrAttrs = codec.NewSet("IPSET_ATTR_IPADDR_", codec.Attrs{
	1: {Name: "IPV4", Kind: codec.IP4, NetByteOrder: true},
	2: {Name: "IPV6", Kind: codec.IP6, NetByteOrder: true},
})

// flagPhysdev says that the interface of an entry is a port of a bridge: another entry than one of the same name.
const flagPhysdev = 1 << 1

// cadtFlagsEnum is enum ipset_cadt_flags (linux/netfilter/ipset/ip_set.h).
var cadtFlagsEnum = codec.NewFlags("ipset_cadt_flags", "IPSET_FLAG_", []codec.Value{
	{Value: 1 << 0, Name: "BEFORE"},
	{Value: flagPhysdev, Name: "PHYSDEV"},
	{Value: 1 << 2, Name: "NOMATCH"},
	{Value: 1 << 3, Name: "WITH_COUNTERS"},
	{Value: 1 << 4, Name: "WITH_COMMENT"},
	{Value: 1 << 5, Name: "WITH_FORCEADD"},
	{Value: 1 << 6, Name: "WITH_SKBINFO"},
	{Value: 1 << 7, Name: "IFACE_WILDCARD"},
})
