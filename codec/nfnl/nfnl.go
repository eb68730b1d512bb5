// Package nfnl describes NETLINK_NETFILTER, which carries the messages of netfilter's subsystems (nfnetlink). The
// larger ones are in packages below it.
package nfnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/nfnl/conntrack"
	"github.com/nlkit/nlkit/codec/nfnl/ipset"
	"github.com/nlkit/nlkit/codec/nfnl/nftables"
)

// Protocol is NETLINK_NETFILTER (linux/netfilter/nfnetlink.h). Every message starts with the same header, whatever its
// subsystem.
var Protocol = &codec.Protocol{
	Name:   "NETLINK_NETFILTER",
	Number: linux.NETLINK_NETFILTER,
	Messages: codec.JoinTypes(batchMessages, conntrack.Messages, queueMessages, logMessages, osfMessages, acctMessages,
		compatMessages, hookMessages, ipset.Messages, nftables.Messages),
	MessageBits: 8,
	Subsystems:  linux.NfnlSubsysEnum,
	Fallback:    &codec.MessageType{Header: linux.NfgenmsgStruct, Set: &codec.Set{}},
	Groups: codec.Names{
		1: "NFNLGRP_CONNTRACK_NEW",
		2: "NFNLGRP_CONNTRACK_UPDATE",
		3: "NFNLGRP_CONNTRACK_DESTROY",
		4: "NFNLGRP_CONNTRACK_EXP_NEW",
		5: "NFNLGRP_CONNTRACK_EXP_UPDATE",
		6: "NFNLGRP_CONNTRACK_EXP_DESTROY",
		7: "NFNLGRP_NFTABLES",
		8: "NFNLGRP_ACCT_QUOTA",
		9: "NFNLGRP_NFTRACE",
	},
}

// batchObject is what stands around the messages of a batch, which takes effect as a whole: nf_tables' are sent so.
var batchObject = &codec.Object{Name: "netfilter batch", Header: batchStruct, Set: batchAttrs}

// batchMessages is NFNL_MSG_BATCH_* (linux/netfilter/nfnetlink.h).
var batchMessages = batchObject.Messages(codec.Rows{
	{Type: linux.NFNL_SUBSYS_NONE<<8 + 0x10, Name: "NFNL_MSG_BATCH_BEGIN"},
	{Type: linux.NFNL_SUBSYS_NONE<<8 + 0x11, Name: "NFNL_MSG_BATCH_END"},
})

// batchStruct is struct nfgenmsg, where res_id says which subsystem the batch is for (linux/netfilter/nfnetlink.h).
var batchStruct = &codec.Struct{Name: "nfgenmsg", Members: []codec.Member{
	{Name: "nfgen_family", Kind: codec.U8, Enum: linux.NfprotoEnum},
	{Name: "version", Kind: codec.U8},
	{Name: "res_id", Kind: codec.BE16, Enum: linux.NfnlSubsysEnum},
}}

// batchAttrs is enum nfnl_batch_attributes (linux/netfilter/nfnetlink.h).
var batchAttrs = codec.NewSet("NFNL_BATCH_", codec.Attrs{
	1: {Name: "GENID", Kind: codec.BE32, Doc: "the generation that the batch is for; of another one it is refused"},
})
