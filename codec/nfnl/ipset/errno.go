package ipset

import "github.com/nlkit/nlkit/codec"

// setErrnos is what commands about sets are refused with.
var setErrnos = []codec.Errnos{{Enum: errnoEnum}}

// createErrnos is what IPSET_CMD_CREATE is refused with: some numbers mean something else by the type of the set.
var createErrnos = []codec.Errnos{
	{Enum: errnoEnum},
	{Enum: bitmapErrnoEnum, Text: "IPSET_ATTR_TYPENAME", Starts: "bitmap:"},
	{Enum: hashErrnoEnum, Text: "IPSET_ATTR_TYPENAME", Starts: "hash:"},
	{Enum: listErrnoEnum, Text: "IPSET_ATTR_TYPENAME", Starts: "list:"},
}

// entryErrnos is what commands about entries are refused with. These do not name the type of the set, but not every
// type has every attribute.
var entryErrnos = []codec.Errnos{
	{Enum: errnoEnum},
	{Enum: bitmapEntryErrnoEnum, Lacks: dataPaths("NAME", "CIDR2", "IP2", "IFACE", "MARK", "PROTO",
		"IP/IPSET_ATTR_IPADDR_IPV6")},
	{Enum: hashErrnoEnum, HasAny: dataPaths("IP", "ETHER"), Lacks: dataPaths("NAME")},
	{Enum: listErrnoEnum, HasAny: dataPaths("NAME")},
}

// dataPaths returns the paths of attributes of an entry.
func dataPaths(names ...string) (paths []string) {
	for _, name := range names {
		paths = append(paths, "IPSET_ATTR_DATA/IPSET_ATTR_"+name)
	}
	return paths
}

// errnoEnum is enum ipset_errno (linux/netfilter/ipset/ip_set.h).
var errnoEnum = codec.NewSparse("ipset_errno", "IPSET_ERR_", []codec.Value{
	{Value: 4096, Name: "PRIVATE"},
	{Value: 4097, Name: "PROTOCOL"},
	{Value: 4098, Name: "FIND_TYPE"},
	{Value: 4099, Name: "MAX_SETS"},
	{Value: 4100, Name: "BUSY"},
	{Value: 4101, Name: "EXIST_SETNAME2"},
	{Value: 4102, Name: "TYPE_MISMATCH"},
	{Value: 4103, Name: "EXIST"},
	{Value: 4104, Name: "INVALID_CIDR"},
	{Value: 4105, Name: "INVALID_NETMASK"},
	{Value: 4106, Name: "INVALID_FAMILY"},
	{Value: 4107, Name: "TIMEOUT"},
	{Value: 4108, Name: "REFERENCED"},
	{Value: 4109, Name: "IPADDR_IPV4"},
	{Value: 4110, Name: "IPADDR_IPV6"},
	{Value: 4111, Name: "COUNTER"},
	{Value: 4112, Name: "COMMENT"},
	{Value: 4113, Name: "INVALID_MARKMASK"},
	{Value: 4114, Name: "SKBINFO"},
	{Value: 4115, Name: "BITMASK_NETMASK_EXCL"},
})

// bitmapErrnoEnum is what only sets of the types bitmap:… know (linux/netfilter/ipset/ip_set_bitmap.h).
var bitmapErrnoEnum = codec.NewSparse("ipset_bitmap_errno", "IPSET_ERR_BITMAP_", []codec.Value{
	{Value: 4352, Name: "RANGE"},
	{Value: 4353, Name: "RANGE_SIZE"},
})

// bitmapEntryErrnoEnum is what of these is about entries.
var bitmapEntryErrnoEnum = codec.NewSparse("ipset_bitmap_entry_errno", "IPSET_ERR_BITMAP_", []codec.Value{
	{Value: 4352, Name: "RANGE"},
})

// hashErrnoEnum is what only sets of the types hash:… know (linux/netfilter/ipset/ip_set_hash.h).
var hashErrnoEnum = codec.NewSparse("ipset_hash_errno", "IPSET_ERR_", []codec.Value{
	{Value: 4352, Name: "HASH_FULL"},
	{Value: 4353, Name: "HASH_ELEM"},
	{Value: 4354, Name: "INVALID_PROTO"},
	{Value: 4355, Name: "MISSING_PROTO"},
	{Value: 4356, Name: "HASH_RANGE_UNSUPPORTED"},
	{Value: 4357, Name: "HASH_RANGE"},
})

// listErrnoEnum is what only sets of the type list:set know (linux/netfilter/ipset/ip_set_list.h).
var listErrnoEnum = codec.NewSparse("ipset_list_errno", "IPSET_ERR_", []codec.Value{
	{Value: 4352, Name: "NAME"},
	{Value: 4353, Name: "LOOP"},
	{Value: 4354, Name: "BEFORE"},
	{Value: 4355, Name: "NAMEREF"},
	{Value: 4356, Name: "LIST_FULL"},
	{Value: 4357, Name: "REF_EXIST"},
})
