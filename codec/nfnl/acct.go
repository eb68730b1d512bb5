package nfnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

const acct = linux.NFNL_SUBSYS_ACCT << 8

// acctObject is counters that rules share, some with a quota (linux/netfilter/nfnetlink_acct.h).
var acctObject = &codec.Object{Name: "accounting object", Header: linux.NfgenmsgStruct, Set: acctAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{codec.Needs("NFACCT_NAME")}}}}

// acctMessages is enum nfnl_acct_msg_types (linux/netfilter/nfnetlink_acct.h).
var acctMessages = acctObject.Messages(codec.Rows{
	{Type: acct + 0, Name: "NFNL_MSG_ACCT_NEW", Op: codec.OpNew},
	{Type: acct + 1, Name: "NFNL_MSG_ACCT_GET", Op: codec.OpGet, Replies: []uint16{acct + 0}},
	{Type: acct + 2, Name: "NFNL_MSG_ACCT_GET_CTRZERO", Op: codec.OpGet, Effect: codec.Resets,
		Replies: []uint16{acct + 0}},
	{Type: acct + 3, Name: "NFNL_MSG_ACCT_DEL", Op: codec.OpDelete, Doc: "all that nothing uses, if it names none"},
	{Type: acct + 4, Name: "NFNL_MSG_ACCT_OVERQUOTA"},
})

// acctAttrs is enum nfnl_acct_type (linux/netfilter/nfnetlink_acct.h).
var acctAttrs = codec.NewSet("NFACCT_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "PKTS", Kind: codec.BE64},
	3: {Name: "BYTES", Kind: codec.BE64},
	4: {Name: "USE", Kind: codec.BE32, Doc: "how many references there are"},
	5: {Name: "FLAGS", Kind: codec.BE32, Enum: acctFlagsEnum},
	6: {Name: "QUOTA", Kind: codec.BE64, Doc: "packets or octets, as the flags say"},
	7: {Name: "FILTER", Kind: codec.Nest, Set: acctFilterAttrs},
	8: {Name: "PAD", Kind: codec.Pad},
})

// acctFlagsEnum is enum nfnl_acct_flags (linux/netfilter/nfnetlink_acct.h).
var acctFlagsEnum = codec.NewFlags("nfnl_acct_flags", "NFACCT_F_", []codec.Value{
	{Value: 1 << 0, Name: "QUOTA_PKTS"},
	{Value: 1 << 1, Name: "QUOTA_BYTES"},
	{Value: 1 << 2, Name: "OVERQUOTA"},
})

// acctFilterAttrs is enum nfnl_attr_filter_type: the flags of the objects that a dump is about
// (linux/netfilter/nfnetlink_acct.h).
var acctFilterAttrs = codec.NewSet("NFACCT_FILTER_", codec.Attrs{
	1: {Name: "MASK", Kind: codec.BE32, Enum: acctFlagsEnum},
	2: {Name: "VALUE", Kind: codec.BE32, Enum: acctFlagsEnum},
})
