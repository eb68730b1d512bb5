package nftables

import "github.com/nlkit/nlkit/codec"

// limitAttrs is enum nft_limit_attributes.
var limitAttrs = codec.NewSet("NFTA_LIMIT_", codec.Attrs{
	1: {Name: "RATE", Kind: codec.BE64, Doc: "packets or octets in the time of NFTA_LIMIT_UNIT"},
	2: {Name: "UNIT", Kind: codec.BE64, Unit: codec.Seconds},
	3: {Name: "BURST", Kind: codec.BE32},
	4: {Name: "TYPE", Kind: codec.BE32, Enum: limitTypeEnum},
	5: {Name: "FLAGS", Kind: codec.BE32, Enum: limitFlagsEnum},
	6: {Name: "PAD", Kind: codec.Pad},
})

// limitTypeEnum is enum nft_limit_type.
var limitTypeEnum = codec.NewEnum("nft_limit_type", "NFT_LIMIT_", codec.Names{
	0: "PKTS",
	1: "PKT_BYTES",
})

// limitFlagsEnum is enum nft_limit_flags.
var limitFlagsEnum = codec.NewFlags("nft_limit_flags", "NFT_LIMIT_F_", []codec.Value{
	{Value: 0x1, Name: "INV"},
})

// connlimitAttrs is enum nft_connlimit_attributes.
var connlimitAttrs = codec.NewSet("NFTA_CONNLIMIT_", codec.Attrs{
	1: {Name: "COUNT", Kind: codec.BE32},
	2: {Name: "FLAGS", Kind: codec.BE32, Enum: connlimitFlagsEnum},
})

// connlimitFlagsEnum is enum nft_connlimit_flags.
var connlimitFlagsEnum = codec.NewFlags("nft_connlimit_flags", "NFT_CONNLIMIT_F_", []codec.Value{
	{Value: 0x1, Name: "INV"},
})

// counterAttrs is enum nft_counter_attributes.
var counterAttrs = codec.NewSet("NFTA_COUNTER_", codec.Attrs{
	1: {Name: "BYTES", Kind: codec.BE64},
	2: {Name: "PACKETS", Kind: codec.BE64},
	3: {Name: "PAD", Kind: codec.Pad},
})

// quotaAttrs is enum nft_quota_attributes.
var quotaAttrs = codec.NewSet("NFTA_QUOTA_", codec.Attrs{
	1: {Name: "BYTES", Kind: codec.BE64},
	2: {Name: "FLAGS", Kind: codec.BE32, Enum: quotaFlagsEnum},
	3: {Name: "PAD", Kind: codec.Pad},
	4: {Name: "CONSUMED", Kind: codec.BE64},
})

// quotaFlagsEnum is enum nft_quota_flags.
var quotaFlagsEnum = codec.NewFlags("nft_quota_flags", "NFT_QUOTA_F_", []codec.Value{
	{Value: 0x1, Name: "INV"},
	{Value: 0x2, Name: "DEPLETED"},
})

// lastAttrs is enum nft_last_attributes: when a packet came here last.
var lastAttrs = codec.NewSet("NFTA_LAST_", codec.Attrs{
	1: {Name: "SET", Kind: codec.BE32, Doc: "1 if one came, else 0"},
	2: {Name: "MSECS", Kind: codec.BE64, Unit: codec.Milliseconds},
	3: {Name: "PAD", Kind: codec.Pad},
})

// objrefAttrs is enum nft_objref_attributes: a stateful object is used, by its name or by that in a map.
var objrefAttrs = codec.NewSet("NFTA_OBJREF_", codec.Attrs{
	1: {Name: "IMM_TYPE", Kind: codec.BE32, Enum: objectTypeEnum},
	2: {Name: "IMM_NAME", Kind: codec.String},
	3: {Name: "SET_SREG", Kind: codec.BE32, Enum: registerEnum},
	4: {Name: "SET_NAME", Kind: codec.String},
	5: {Name: "SET_ID", Kind: codec.BE32, Doc: "the NFTA_SET_ID of the map"},
})
