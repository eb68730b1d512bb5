package conntrack

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// helperObject is helpers in user space: programs that look into connections, through a queue, for those to expect
// (linux/netfilter/nfnetlink_cthelper.h).
var helperObject = &codec.Object{Name: "conntrack helper", Header: linux.NfgenmsgStruct, Set: helperAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{
		codec.Needs("NFCTH_NAME"), codec.By("NFCTH_TUPLE/NFCTH_TUPLE_L3PROTONUM"),
		codec.By("NFCTH_TUPLE/NFCTH_TUPLE_L4PROTONUM")}}}}

// helperMessages is enum nfnl_cthelper_msg_types (linux/netfilter/nfnetlink_cthelper.h).
var helperMessages = helperObject.Messages(codec.Rows{
	{Type: cthelper + 0, Name: "NFNL_MSG_CTHELPER_NEW", Op: codec.OpNew},
	{Type: cthelper + 1, Name: "NFNL_MSG_CTHELPER_GET", Op: codec.OpGet, Replies: []uint16{cthelper + 0}},
	{Type: cthelper + 2, Name: "NFNL_MSG_CTHELPER_DEL", Op: codec.OpDelete, Doc: "all of the sender, if it names none"},
})

// helperAttrs is enum nfnl_cthelper_type (linux/netfilter/nfnetlink_cthelper.h).
var helperAttrs = codec.NewSet("NFCTH_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "TUPLE", Kind: codec.Nest, Set: helperTupleAttrs},
	3: {Name: "QUEUE_NUM", Kind: codec.BE32},
	4: {Name: "POLICY", Kind: codec.Nest, Set: helperPoliciesAttrs},
	5: {Name: "PRIV_DATA_LEN", Kind: codec.BE32, Doc: "octets of data that each connection has for the helper"},
	6: {Name: "STATUS", Kind: codec.BE32, Enum: helperStatusEnum},
})

// helperStatusEnum is NFCT_HELPER_STATUS_* (linux/netfilter/nfnetlink_cthelper.h).
var helperStatusEnum = codec.NewEnum("nfct_helper_status", "NFCT_HELPER_STATUS_", codec.Names{
	0: "DISABLED",
	1: "ENABLED",
})

// helperTupleAttrs is enum nfnl_cthelper_tuple_type (linux/netfilter/nfnetlink_cthelper.h).
var helperTupleAttrs = codec.NewSet("NFCTH_TUPLE_", codec.Attrs{
	1: {Name: "L3PROTONUM", Kind: codec.BE16, Enum: linux.NfprotoEnum},
	2: {Name: "L4PROTONUM", Kind: codec.U8, Enum: linux.IPProtoEnum},
})

// helperPoliciesAttrs is enum nfnl_cthelper_policy_type: a policy for each class of expectations
// (linux/netfilter/nfnetlink_cthelper.h).
var helperPoliciesAttrs = codec.NewSet("NFCTH_POLICY_SET", codec.Attrs{
	1: {Name: "_NUM", Kind: codec.BE32, Doc: "how many policies follow"},
	2: {Name: "1", Kind: codec.Nest, Set: helperPolicyAttrs},
	3: {Name: "2", Kind: codec.Nest, Set: helperPolicyAttrs},
	4: {Name: "3", Kind: codec.Nest, Set: helperPolicyAttrs},
	5: {Name: "4", Kind: codec.Nest, Set: helperPolicyAttrs},
})

// helperPolicyAttrs is enum nfnl_cthelper_pol_type (linux/netfilter/nfnetlink_cthelper.h).
var helperPolicyAttrs = codec.NewSet("NFCTH_POLICY_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "EXPECT_MAX", Kind: codec.BE32},
	3: {Name: "EXPECT_TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
})
