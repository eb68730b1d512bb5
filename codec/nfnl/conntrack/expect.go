package conntrack

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// expectObject is expected connections (linux/netfilter/nfnetlink_conntrack.h).
var expectObject = &codec.Object{Name: "expectation", Header: linux.NfgenmsgStruct, Set: ExpectAttrs,
	Keys: []codec.Key{{Parts: append(append([]codec.Part{codec.By(".nfgen_family"), codec.By("CTA_EXPECT_ZONE")},
		tupleParts("CTA_EXPECT_TUPLE")...), tupleParts("CTA_EXPECT_MASTER")...)}}}

// expectMessages is enum ctnl_exp_msg_types (linux/netfilter/nfnetlink_conntrack.h).
var expectMessages = expectObject.Messages(codec.Rows{
	{Type: expect + 0, Name: "IPCTNL_MSG_EXP_NEW", Op: codec.OpNew},
	{Type: expect + 1, Name: "IPCTNL_MSG_EXP_GET", Op: codec.OpGet, Replies: []uint16{expect + 0}},
	{Type: expect + 2, Name: "IPCTNL_MSG_EXP_DELETE", Op: codec.OpDelete,
		Doc: "all expectations, or those of a helper, if it names no single one"},
})

// ExpectAttrs is enum ctattr_expect: expected connections (linux/netfilter/nfnetlink_conntrack.h). Verdicts on queued
// packets have them too.
var ExpectAttrs = codec.NewSet("CTA_EXPECT_", codec.Attrs{
	1:  {Name: "MASTER", Kind: codec.Nest, Set: tupleAttrs, Doc: "the connection that expects another one"},
	2:  {Name: "TUPLE", Kind: codec.Nest, Set: tupleAttrs},
	3:  {Name: "MASK", Kind: codec.Nest, Set: tupleAttrs, Doc: "the bits of the source that count"},
	4:  {Name: "TIMEOUT", Kind: codec.BE32, Unit: codec.Seconds},
	5:  {Name: "ID", Kind: codec.BE32},
	6:  {Name: "HELP_NAME", Kind: codec.String},
	7:  {Name: "ZONE", Kind: codec.BE16},
	8:  {Name: "FLAGS", Kind: codec.BE32, Enum: expectFlagsEnum},
	9:  {Name: "CLASS", Kind: codec.BE32, Doc: "which of the helper's policies holds"},
	10: {Name: "NAT", Kind: codec.Nest, Set: expectNATAttrs},
	11: {Name: "FN", Kind: codec.String, Doc: "what is called when the connection comes: nat-follow-master"},
})

// expectFlagsEnum is NF_CT_EXPECT_* (linux/netfilter/nf_conntrack_common.h).
var expectFlagsEnum = codec.NewFlags("nf_ct_expect", "NF_CT_EXPECT_", []codec.Value{
	{Value: 0x1, Name: "PERMANENT"},
	{Value: 0x2, Name: "INACTIVE"},
	{Value: 0x4, Name: "USERSPACE"},
})

// expectNATAttrs is enum ctattr_expect_nat (linux/netfilter/nfnetlink_conntrack.h).
var expectNATAttrs = codec.NewSet("CTA_EXPECT_NAT_", codec.Attrs{
	1: {Name: "DIR", Kind: codec.BE32, Enum: linux.ConntrackDirEnum},
	2: {Name: "TUPLE", Kind: codec.Nest, Set: tupleAttrs},
})

// expectStatsObject is the statistics of a processor on expectations. Its number is the res_id of the header.
var expectStatsObject = &codec.Object{Name: "expectation statistics", Header: linux.NfgenmsgStruct,
	Set: expectStatsAttrs, Keys: []codec.Key{{Parts: []codec.Part{codec.By(".res_id")}}}}

// expectStatsMessages is answered, by mistake of the kernel, in the subsystem of connections.
var expectStatsMessages = expectStatsObject.Messages(codec.Rows{
	{Type: expect + 3, Name: "IPCTNL_MSG_EXP_GET_STATS_CPU", Op: codec.OpGet, Replies: []uint16{ct + 3}},
})

// expectStatsAttrs is enum ctattr_expect_stats (linux/netfilter/nfnetlink_conntrack.h).
var expectStatsAttrs = codec.NewSet("CTA_STATS_EXP_", codec.Attrs{
	1: {Name: "NEW", Kind: codec.BE32},
	2: {Name: "CREATE", Kind: codec.BE32},
	3: {Name: "DELETE", Kind: codec.BE32},
})
