package nfnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/nfnl/conntrack"
)

const ulog = linux.NFNL_SUBSYS_ULOG << 8

// loggedObject is packets that rules log. The number of their group is the res_id of the header
// (linux/netfilter/nfnetlink_log.h).
var loggedObject = &codec.Object{Name: "logged packet", Header: linux.NfgenmsgStruct, Set: loggedAttrs}

// logObject is groups of listeners to packets (linux/netfilter/nfnetlink_log.h).
var logObject = &codec.Object{Name: "packet log", Header: linux.NfgenmsgStruct, Set: logConfigAttrs,
	Keys: []codec.Key{{Parts: []codec.Part{codec.By(".res_id")}}}}

// logMessages is enum nfulnl_msg_types (linux/netfilter/nfnetlink_log.h).
var logMessages = codec.JoinTypes(
	loggedObject.Messages(codec.Rows{{Type: ulog + 0, Name: "NFULNL_MSG_PACKET"}}),
	logObject.Messages(codec.Rows{{Type: ulog + 1, Name: "NFULNL_MSG_CONFIG"}}),
)

// loggedAttrs is enum nfulnl_attr_type (linux/netfilter/nfnetlink_log.h).
var loggedAttrs = codec.NewSet("NFULA_", codec.Attrs{
	1:  {Name: "PACKET_HDR", Kind: codec.StructOf, Struct: loggedHdrStruct(linux.NfInetHooksEnum), Select: loggedHooks},
	2:  {Name: "MARK", Kind: codec.BE32},
	3:  {Name: "TIMESTAMP", Kind: codec.StructOf, Struct: loggedTimestampStruct},
	4:  {Name: "IFINDEX_INDEV", Kind: codec.BE32, Unit: codec.LinkIndex},
	5:  {Name: "IFINDEX_OUTDEV", Kind: codec.BE32, Unit: codec.LinkIndex},
	6:  {Name: "IFINDEX_PHYSINDEV", Kind: codec.BE32, Unit: codec.LinkIndex},
	7:  {Name: "IFINDEX_PHYSOUTDEV", Kind: codec.BE32, Unit: codec.LinkIndex},
	8:  {Name: "HWADDR", Kind: codec.StructOf, Struct: loggedHwStruct},
	9:  {Name: "PAYLOAD", Kind: codec.Bytes, Doc: "the packet, from the header of its network protocol on"},
	10: {Name: "PREFIX", Kind: codec.String},
	11: {Name: "UID", Kind: codec.BE32},
	12: {Name: "SEQ", Kind: codec.BE32, Doc: "counts the packets of the group"},
	13: {Name: "SEQ_GLOBAL", Kind: codec.BE32, Doc: "counts the packets of all groups"},
	14: {Name: "GID", Kind: codec.BE32},
	15: {Name: "HWTYPE", Kind: codec.BE16, Enum: linux.ARPHRDEnum},
	16: {Name: "HWHEADER", Kind: codec.Bytes, Doc: "the header of the link layer"},
	17: {Name: "HWLEN", Kind: codec.BE16},
	18: {Name: "CT", Kind: codec.Nest, Set: conntrack.Attrs},
	19: {Name: "CT_INFO", Kind: codec.BE32, Enum: linux.ConntrackInfoEnum},
	20: {Name: "VLAN", Kind: codec.Nest, Set: loggedVLANAttrs},
	21: {Name: "L2HDR", Kind: codec.Bytes, Doc: "the header of the link layer, of frames in a bridge"},
})

// loggedHdrStruct is struct nfulnl_msg_packet_hdr, with the hooks of a family (linux/netfilter/nfnetlink_log.h).
func loggedHdrStruct(hooks *codec.Enum) *codec.Struct {
	return &codec.Struct{Name: "nfulnl_msg_packet_hdr", Members: []codec.Member{
		{Name: "hw_protocol", Kind: codec.BE16, Enum: linux.EtherTypeEnum},
		{Name: "hook", Kind: codec.U8, Enum: hooks},
		{Name: "_pad", Kind: codec.Pad, Len: 1},
	}}
}

var loggedHooks = linux.ByHooks(func(hooks *codec.Enum) *codec.Spec { return codec.StructSpec(loggedHdrStruct(hooks)) })

// loggedTimestampStruct is struct nfulnl_msg_packet_timestamp (linux/netfilter/nfnetlink_log.h).
var loggedTimestampStruct = timestampStruct("nfulnl_msg_packet_timestamp")

// loggedHwStruct is struct nfulnl_msg_packet_hw (linux/netfilter/nfnetlink_log.h).
var loggedHwStruct = hwStruct("nfulnl_msg_packet_hw")

// loggedVLANAttrs is enum nfulnl_vlan_attr (linux/netfilter/nfnetlink_log.h).
var loggedVLANAttrs = vlanSet("NFULA_VLAN_")

// logConfigAttrs is enum nfulnl_attr_config (linux/netfilter/nfnetlink_log.h).
var logConfigAttrs = codec.NewSet("NFULA_CFG_", codec.Attrs{
	1: {Name: "CMD", Kind: codec.StructOf, Struct: logCmdStruct},
	2: {Name: "MODE", Kind: codec.StructOf, Struct: logModeStruct},
	3: {Name: "NLBUFSIZ", Kind: codec.BE32, Doc: "octets of a datagram"},
	4: {Name: "TIMEOUT", Kind: codec.BE32, Unit: codec.ClockTicks, Doc: "after which packets are sent, however few"},
	5: {Name: "QTHRESH", Kind: codec.BE32, Doc: "how many packets are sent together"},
	6: {Name: "FLAGS", Kind: codec.BE16, Enum: logFlagsEnum},
})

// logCmdStruct is struct nfulnl_msg_config_cmd (linux/netfilter/nfnetlink_log.h).
var logCmdStruct = &codec.Struct{Name: "nfulnl_msg_config_cmd", Packed: true, Members: []codec.Member{
	{Name: "command", Kind: codec.U8, Enum: logCmdEnum},
}}

// logCmdEnum is enum nfulnl_msg_config_cmds (linux/netfilter/nfnetlink_log.h).
var logCmdEnum = codec.NewEnum("nfulnl_msg_config_cmds", "NFULNL_CFG_CMD_", codec.Names{
	0: "NONE",
	1: "BIND",
	2: "UNBIND",
	3: "PF_BIND",
	4: "PF_UNBIND",
})

// logModeStruct is struct nfulnl_msg_config_mode (linux/netfilter/nfnetlink_log.h).
var logModeStruct = &codec.Struct{Name: "nfulnl_msg_config_mode", Packed: true, Members: []codec.Member{
	{Name: "copy_range", Kind: codec.BE32},
	{Name: "copy_mode", Kind: codec.U8, Enum: logCopyEnum},
	{Name: "_pad", Kind: codec.Pad, Len: 1},
}}

// logCopyEnum is NFULNL_COPY_* (linux/netfilter/nfnetlink_log.h).
var logCopyEnum = codec.NewEnum("nfulnl_copy", "NFULNL_COPY_", codec.Names{
	0: "NONE",
	1: "META",
	2: "PACKET",
})

// logFlagsEnum is NFULNL_CFG_F_* (linux/netfilter/nfnetlink_log.h).
var logFlagsEnum = codec.NewFlags("nfulnl_cfg_f", "NFULNL_CFG_F_", []codec.Value{
	{Value: 0x1, Name: "SEQ"},
	{Value: 0x2, Name: "SEQ_GLOBAL"},
	{Value: 0x4, Name: "CONNTRACK"},
})
