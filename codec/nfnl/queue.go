package nfnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/nfnl/conntrack"
)

const queue = linux.NFNL_SUBSYS_QUEUE << 8

// queuedObject is packets that wait for the verdict of a program. The number of their queue is the res_id of the header
// (linux/netfilter/nfnetlink_queue.h).
var queuedObject = &codec.Object{Name: "queued packet", Header: linux.NfgenmsgStruct, Set: queuedAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{
		codec.By(".res_id"), codec.Needs("NFQA_PACKET_HDR.packet_id", "NFQA_VERDICT_HDR.id")}}}}

// queueObject is queues of packets (linux/netfilter/nfnetlink_queue.h).
var queueObject = &codec.Object{Name: "packet queue", Header: linux.NfgenmsgStruct, Set: queueConfigAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{codec.By(".res_id")}}}}

// queueMessages is enum nfqnl_msg_types (linux/netfilter/nfnetlink_queue.h).
var queueMessages = codec.JoinTypes(
	queuedObject.Messages(codec.Rows{
		{Type: queue + 0, Name: "NFQNL_MSG_PACKET"},
		{Type: queue + 1, Name: "NFQNL_MSG_VERDICT"},
		{Type: queue + 3, Name: "NFQNL_MSG_VERDICT_BATCH", Doc: "on all packets up to this one"},
	}),
	queueObject.Messages(codec.Rows{{Type: queue + 2, Name: "NFQNL_MSG_CONFIG"}}),
)

// queuedAttrs is enum nfqnl_attr_type (linux/netfilter/nfnetlink_queue.h).
var queuedAttrs = codec.NewSet("NFQA_", codec.Attrs{
	1:  {Name: "PACKET_HDR", Kind: codec.StructOf, Struct: queuedHdrStruct(linux.NfInetHooksEnum), Select: queuedHooks},
	2:  {Name: "VERDICT_HDR", Kind: codec.StructOf, Struct: verdictHdrStruct},
	3:  {Name: "MARK", Kind: codec.BE32},
	4:  {Name: "TIMESTAMP", Kind: codec.StructOf, Struct: queuedTimestampStruct},
	5:  {Name: "IFINDEX_INDEV", Kind: codec.BE32, Unit: codec.LinkIndex},
	6:  {Name: "IFINDEX_OUTDEV", Kind: codec.BE32, Unit: codec.LinkIndex},
	7:  {Name: "IFINDEX_PHYSINDEV", Kind: codec.BE32, Unit: codec.LinkIndex},
	8:  {Name: "IFINDEX_PHYSOUTDEV", Kind: codec.BE32, Unit: codec.LinkIndex},
	9:  {Name: "HWADDR", Kind: codec.StructOf, Struct: queuedHwStruct},
	10: {Name: "PAYLOAD", Kind: codec.Bytes, Doc: "the packet, from the header of its network protocol on"},
	11: {Name: "CT", Kind: codec.Nest, Set: conntrack.Attrs},
	12: {Name: "CT_INFO", Kind: codec.BE32, Enum: linux.ConntrackInfoEnum},
	13: {Name: "CAP_LEN", Kind: codec.BE32, Doc: "octets of the packet, where not all are there"},
	14: {Name: "SKB_INFO", Kind: codec.BE32, Enum: skbInfoEnum},
	15: {Name: "EXP", Kind: codec.Nest, Set: conntrack.ExpectAttrs},
	16: {Name: "UID", Kind: codec.BE32},
	17: {Name: "GID", Kind: codec.BE32},
	18: {Name: "SECCTX", Kind: codec.String, NoNUL: true},
	19: {Name: "VLAN", Kind: codec.Nest, Set: queuedVLANAttrs},
	20: {Name: "L2HDR", Kind: codec.Bytes, Doc: "the header of the link layer, of frames in a bridge"},
	21: {Name: "PRIORITY", Kind: codec.BE32, Unit: codec.TCHandle},
	22: {Name: "CGROUP_CLASSID", Kind: codec.BE32, Unit: codec.TCHandle},
})

// queuedHdrStruct is struct nfqnl_msg_packet_hdr, with the hooks of a family (linux/netfilter/nfnetlink_queue.h).
func queuedHdrStruct(hooks *codec.Enum) *codec.Struct {
	return &codec.Struct{Name: "nfqnl_msg_packet_hdr", Packed: true, Members: []codec.Member{
		{Name: "packet_id", Kind: codec.BE32},
		{Name: "hw_protocol", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
		{Name: "hook", Kind: codec.U8, Enum: hooks},
	}}
}

var queuedHooks = linux.ByHooks(func(hooks *codec.Enum) *codec.Spec { return codec.StructSpec(queuedHdrStruct(hooks)) })

// verdictHdrStruct is struct nfqnl_msg_verdict_hdr (linux/netfilter/nfnetlink_queue.h).
var verdictHdrStruct = &codec.Struct{Name: "nfqnl_msg_verdict_hdr", Members: []codec.Member{
	{Name: "verdict", Kind: codec.BE32, Enum: verdictEnum},
	{Name: "id", Kind: codec.BE32},
}}

// verdictEnum is NF_DROP and so on; the upper two octets of NF_QUEUE are the number of a queue (linux/netfilter.h).
var verdictEnum = codec.NewFlags("nf_verdict", "NF_", []codec.Value{
	{Value: 0, Mask: 0xff, Name: "DROP"},
	{Value: 1, Mask: 0xff, Name: "ACCEPT"},
	{Value: 2, Mask: 0xff, Name: "STOLEN"},
	{Value: 3, Mask: 0xff, Name: "QUEUE"},
	{Value: 4, Mask: 0xff, Name: "REPEAT"},
	{Value: 5, Mask: 0xff, Name: "STOP"},
	{Value: 0x8000, Name: "VERDICT_FLAG_QUEUE_BYPASS"},
})

// queuedTimestampStruct is struct nfqnl_msg_packet_timestamp (linux/netfilter/nfnetlink_queue.h).
var queuedTimestampStruct = timestampStruct("nfqnl_msg_packet_timestamp")

// queuedHwStruct is struct nfqnl_msg_packet_hw (linux/netfilter/nfnetlink_queue.h).
var queuedHwStruct = hwStruct("nfqnl_msg_packet_hw")

// skbInfoEnum is NFQA_SKB_* (linux/netfilter/nfnetlink_queue.h).
var skbInfoEnum = codec.NewFlags("nfqa_skb", "NFQA_SKB_", []codec.Value{
	{Value: 1 << 0, Name: "CSUMNOTREADY"},
	{Value: 1 << 1, Name: "GSO"},
	{Value: 1 << 2, Name: "CSUM_NOTVERIFIED"},
})

// queuedVLANAttrs is enum nfqnl_vlan_attr (linux/netfilter/nfnetlink_queue.h).
var queuedVLANAttrs = vlanSet("NFQA_VLAN_")

// queueConfigAttrs is enum nfqnl_attr_config (linux/netfilter/nfnetlink_queue.h).
var queueConfigAttrs = codec.NewSet("NFQA_CFG_", codec.Attrs{
	1: {Name: "CMD", Kind: codec.StructOf, Struct: queueCmdStruct},
	2: {Name: "PARAMS", Kind: codec.StructOf, Struct: queueParamsStruct},
	3: {Name: "QUEUE_MAXLEN", Kind: codec.BE32},
	4: {Name: "MASK", Kind: codec.BE32, Enum: queueFlagsEnum, Doc: "the flags that are set or cleared"},
	5: {Name: "FLAGS", Kind: codec.BE32, Enum: queueFlagsEnum},
})

// queueCmdStruct is struct nfqnl_msg_config_cmd (linux/netfilter/nfnetlink_queue.h).
var queueCmdStruct = &codec.Struct{Name: "nfqnl_msg_config_cmd", Members: []codec.Member{
	{Name: "command", Kind: codec.U8, Enum: queueCmdEnum},
	{Name: "_pad", Kind: codec.Pad, Len: 1},
	{Name: "pf", Kind: codec.BE16, Enum: linux.FamilyEnum},
}}

// queueCmdEnum is enum nfqnl_msg_config_cmds (linux/netfilter/nfnetlink_queue.h).
var queueCmdEnum = codec.NewEnum("nfqnl_msg_config_cmds", "NFQNL_CFG_CMD_", codec.Names{
	0: "NONE",
	1: "BIND",
	2: "UNBIND",
	3: "PF_BIND",
	4: "PF_UNBIND",
})

// queueParamsStruct is struct nfqnl_msg_config_params (linux/netfilter/nfnetlink_queue.h).
var queueParamsStruct = &codec.Struct{Name: "nfqnl_msg_config_params", Packed: true, Members: []codec.Member{
	{Name: "copy_range", Kind: codec.BE32},
	{Name: "copy_mode", Kind: codec.U8, Enum: queueModeEnum},
}}

// queueModeEnum is enum nfqnl_config_mode (linux/netfilter/nfnetlink_queue.h).
var queueModeEnum = codec.NewEnum("nfqnl_config_mode", "NFQNL_COPY_", codec.Names{
	0: "NONE",
	1: "META",
	2: "PACKET",
})

// queueFlagsEnum is NFQA_CFG_F_* (linux/netfilter/nfnetlink_queue.h).
var queueFlagsEnum = codec.NewFlags("nfqa_cfg_f", "NFQA_CFG_F_", []codec.Value{
	{Value: 1 << 0, Name: "FAIL_OPEN"},
	{Value: 1 << 1, Name: "CONNTRACK"},
	{Value: 1 << 2, Name: "GSO"},
	{Value: 1 << 3, Name: "UID_GID"},
	{Value: 1 << 4, Name: "SECCTX"},
})
