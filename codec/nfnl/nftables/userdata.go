package nftables

import "github.com/nlkit/nlkit/codec"

// nftnlUdata is how nft frames what it keeps in user data, of which the kernel knows nothing: an octet of type, and one
// that counts the octets after both. Its integers are in the order of the host. Other programs may have other things
// there.
var nftnlUdata = &codec.Framing{Name: "nftnl_udata", Header: 2, LenOff: 1, LenSize: 1, TypeOff: 0, TypeSize: 1,
	Align: 1}

// udataTableRecords is enum nftnl_udata_table_types (libnftnl/udata.h).
var udataTableRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_TABLE_", codec.Attrs{
	0: {Name: "COMMENT", Kind: codec.String},
	1: {Name: "NFTVER", Kind: codec.Bytes, Doc: "the version of nft that made it"},
	2: {Name: "NFTBLD", Kind: codec.Bytes, Doc: "when that was built"},
})

// udataChainRecords is enum nftnl_udata_chain_types (libnftnl/udata.h).
var udataChainRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_CHAIN_", codec.Attrs{
	0: {Name: "COMMENT", Kind: codec.String},
})

// udataRuleRecords is enum nftnl_udata_rule_types (libnftnl/udata.h).
var udataRuleRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_RULE_", codec.Attrs{
	0: {Name: "COMMENT", Kind: codec.String},
	1: {Name: "EBTABLES_POLICY", Kind: codec.U32},
})

// udataObjRecords is enum nftnl_udata_obj_types (libnftnl/udata.h).
var udataObjRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_OBJ_", codec.Attrs{
	0: {Name: "COMMENT", Kind: codec.String},
})

// udataElemRecords is enum nftnl_udata_set_elem_types (libnftnl/udata.h).
var udataElemRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_SET_ELEM_", codec.Attrs{
	0: {Name: "COMMENT", Kind: codec.String},
	1: {Name: "FLAGS", Kind: codec.U32, Enum: udataElemFlagsEnum},
})

// udataElemFlagsEnum is enum nftnl_udata_set_elem_flags (libnftnl/udata.h).
var udataElemFlagsEnum = codec.NewFlags("nftnl_udata_set_elem_flags", "NFTNL_SET_ELEM_F_", []codec.Value{
	{Value: 0x1, Name: "INTERVAL_OPEN"},
})

// udataSetRecords is enum nftnl_udata_set_types (libnftnl/udata.h).
var udataSetRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_SET_", codec.Attrs{
	0: {Name: "KEYBYTEORDER", Kind: codec.U32, Enum: byteorderEnum},
	1: {Name: "DATABYTEORDER", Kind: codec.U32, Enum: byteorderEnum},
	2: {Name: "MERGE_ELEMENTS", Kind: codec.U32, Doc: "1: intervals that touch are one"},
	3: {Name: "KEY_TYPEOF", Kind: codec.SubMessage, Select: codec.ByRecords(udataTypeofRecords)},
	4: {Name: "DATA_TYPEOF", Kind: codec.SubMessage, Select: codec.ByRecords(udataTypeofRecords)},
	5: {Name: "EXPR", Kind: codec.Bytes, Doc: "not used"},
	6: {Name: "DATA_INTERVAL", Kind: codec.U32},
	7: {Name: "COMMENT", Kind: codec.String},
})

// byteorderEnum is enum byteorder of nft (include/datatype.h of nftables).
var byteorderEnum = codec.NewEnum("byteorder", "BYTEORDER_", codec.Names{
	0: "INVALID",
	1: "HOST_ENDIAN",
	2: "BIG_ENDIAN",
})

// udataTypeofRecords is NFTNL_UDATA_SET_TYPEOF_*: the expression that the type of keys or data is that of
// (libnftnl/udata.h).
var udataTypeofRecords = codec.NewFramedSet(nftnlUdata, "NFTNL_UDATA_SET_TYPEOF_", codec.Attrs{
	0: {Name: "EXPR", Kind: codec.U32, Enum: exprTypeEnum},
	1: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("NFTNL_UDATA_SET_TYPEOF_EXPR",
		append(exprUdataCases, codec.Case{Value: 13, Spec: udataSpec(udataConcatRecords)}))},
})

// udataSpec is user data inside user data.
func udataSpec(records *codec.Set) *codec.Spec {
	return &codec.Spec{Kind: codec.SubMessage, Select: codec.ByRecords(records)}
}

// exprTypeEnum is enum expr_types of nft (include/expression.h of nftables). From 26 on, versions of nft have other
// expressions of the same number, and what nft says of these are octets here.
var exprTypeEnum = codec.NewSparse("expr_types", "EXPR_", []codec.Value{
	{Value: 1, Name: "VERDICT"},
	{Value: 7, Name: "PAYLOAD"},
	{Value: 8, Name: "EXTHDR"},
	{Value: 9, Name: "META"},
	{Value: 10, Name: "SOCKET"},
	{Value: 11, Name: "OSF"},
	{Value: 12, Name: "CT"},
	{Value: 13, Name: "CONCAT"},
	{Value: 23, Name: "NUMGEN"},
	{Value: 24, Name: "HASH"},
	{Value: 25, Name: "RT"},
})
