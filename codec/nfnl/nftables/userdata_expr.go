package nftables

import "github.com/nlkit/nlkit/codec"

// exprUdataCases is what nft says of an expression in user data, by enum expr_types. All are 32 bits.
var exprUdataCases = codec.Cases{
	{Value: 7, Spec: udataSpec(codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_SET_KEY_PAYLOAD_", codec.Attrs{
		0: {Name: "DESC", Kind: codec.U32, Enum: protoDescEnum},
		1: {Name: "TYPE", Kind: codec.U32, Doc: "which field of the header, as nft counts them"},
		2: {Name: "BASE", Kind: codec.U32},
		3: {Name: "OFFSET", Kind: codec.U32, Doc: "in bits"},
		4: {Name: "LEN", Kind: codec.U32, Doc: "in bits"},
		5: {Name: "INNER_DESC", Kind: codec.U32, Enum: protoDescEnum},
	}))},
	{Value: 8, Spec: udataSpec(codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_EXTHDR_", codec.Attrs{
		0: {Name: "DESC", Kind: codec.U32, Doc: "which header, as nft counts them"},
		1: {Name: "TYPE", Kind: codec.U32, Doc: "which field of the header, as nft counts them"},
		2: {Name: "OP", Kind: codec.U32, Enum: exthdrOpEnum},
	}))},
	{Value: 9, Spec: udataSpec(codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_META_", codec.Attrs{
		0: {Name: "KEY", Kind: codec.U32, Enum: metaKeyEnum},
		1: {Name: "INNER_DESC", Kind: codec.U32, Enum: protoDescEnum},
	}))},
	{Value: 10, Spec: udataSpec(codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_SOCKET_", codec.Attrs{
		0: {Name: "KEY", Kind: codec.U32, Enum: socketKeyEnum},
	}))},
	{Value: 12, Spec: udataSpec(codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_CT_", codec.Attrs{
		0: {Name: "KEY", Kind: codec.U32, Enum: ctKeyEnum},
		1: {Name: "DIR", Kind: codec.S32, Doc: "-1: none"},
	}))},
	{Value: 23, Spec: udataSpec(codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_NUMGEN_", codec.Attrs{
		0: {Name: "TYPE", Kind: codec.U32, Enum: ngTypeEnum},
		1: {Name: "MOD", Kind: codec.U32},
		2: {Name: "OFFSET", Kind: codec.U32},
	}))},
	{Value: 24, Spec: udataSpec(codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_HASH_", codec.Attrs{
		0: {Name: "TYPE", Kind: codec.U32, Enum: hashTypeEnum},
		1: {Name: "OFFSET", Kind: codec.U32},
		2: {Name: "MOD", Kind: codec.U32},
		3: {Name: "SEED", Kind: codec.U32},
		4: {Name: "SEED_SET", Kind: codec.U32},
	}))},
	{Value: 25, Spec: udataSpec(codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_RT_", codec.Attrs{
		0: {Name: "KEY", Kind: codec.U32, Enum: rtKeyEnum},
	}))},
}

// protoDescEnum is enum proto_desc_id of nft: the header that a field is in (include/proto.h of nftables).
var protoDescEnum = codec.NewEnum("proto_desc_id", "PROTO_DESC_", codec.Names{
	0:  "UNKNOWN",
	1:  "AH",
	2:  "ESP",
	3:  "COMP",
	4:  "ICMP",
	5:  "IGMP",
	6:  "UDP",
	7:  "UDPLITE",
	8:  "TCP",
	9:  "DCCP",
	10: "SCTP",
	11: "TH",
	12: "IP",
	13: "IP6",
	14: "ICMPV6",
	15: "ARP",
	16: "VLAN",
	17: "ETHER",
	18: "VXLAN",
	19: "GENEVE",
	20: "GRE",
	21: "GRETAP",
})

// udataConcatRecords is the fields of a concatenation, by their number (src/expression.c of nftables).
var udataConcatRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_SET_KEY_CONCAT_", codec.Attrs{
	0: {Name: "NEST", Kind: codec.SubMessage, Select: codec.ByRecords(udataFieldRecords)},
	1: {Name: "NEST_1", Kind: codec.SubMessage, Select: codec.ByRecords(udataFieldRecords)},
	2: {Name: "NEST_2", Kind: codec.SubMessage, Select: codec.ByRecords(udataFieldRecords)},
	3: {Name: "NEST_3", Kind: codec.SubMessage, Select: codec.ByRecords(udataFieldRecords)},
})

// udataFieldRecords is a field of a concatenation (src/expression.c of nftables).
var udataFieldRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_SET_KEY_CONCAT_SUB_", codec.Attrs{
	0: {Name: "TYPE", Kind: codec.U32, Enum: exprTypeEnum},
	1: {Name: "DATA", Kind: codec.SubMessage,
		Select: codec.BySibling("NFTNL_UDATA_SET_KEY_CONCAT_SUB_TYPE", exprUdataCases)},
})
