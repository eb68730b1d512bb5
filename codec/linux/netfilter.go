package linux

import "github.com/nlkit/nlkit/codec"

// The subsystems of NETLINK_NETFILTER, NFNL_SUBSYS_* (linux/netfilter/nfnetlink.h): the upper octet of nlmsg_type.
const (
	NFNL_SUBSYS_NONE              = 0
	NFNL_SUBSYS_CTNETLINK         = 1
	NFNL_SUBSYS_CTNETLINK_EXP     = 2
	NFNL_SUBSYS_QUEUE             = 3
	NFNL_SUBSYS_ULOG              = 4
	NFNL_SUBSYS_OSF               = 5
	NFNL_SUBSYS_IPSET             = 6
	NFNL_SUBSYS_ACCT              = 7
	NFNL_SUBSYS_CTNETLINK_TIMEOUT = 8
	NFNL_SUBSYS_CTHELPER          = 9
	NFNL_SUBSYS_NFTABLES          = 10
	NFNL_SUBSYS_NFT_COMPAT        = 11
	NFNL_SUBSYS_HOOK              = 12
)

// NfnlSubsysEnum is the subsystems of NETLINK_NETFILTER, NFNL_SUBSYS_* (linux/netfilter/nfnetlink.h).
var NfnlSubsysEnum = codec.NewEnum("nfnl_subsys", "NFNL_SUBSYS_", codec.Names{
	NFNL_SUBSYS_NONE:              "NONE",
	NFNL_SUBSYS_CTNETLINK:         "CTNETLINK",
	NFNL_SUBSYS_CTNETLINK_EXP:     "CTNETLINK_EXP",
	NFNL_SUBSYS_QUEUE:             "QUEUE",
	NFNL_SUBSYS_ULOG:              "ULOG",
	NFNL_SUBSYS_OSF:               "OSF",
	NFNL_SUBSYS_IPSET:             "IPSET",
	NFNL_SUBSYS_ACCT:              "ACCT",
	NFNL_SUBSYS_CTNETLINK_TIMEOUT: "CTNETLINK_TIMEOUT",
	NFNL_SUBSYS_CTHELPER:          "CTHELPER",
	NFNL_SUBSYS_NFTABLES:          "NFTABLES",
	NFNL_SUBSYS_NFT_COMPAT:        "NFT_COMPAT",
	NFNL_SUBSYS_HOOK:              "HOOK",
})

// NfgenmsgStruct is struct nfgenmsg, with which every message of NETLINK_NETFILTER starts
// (linux/netfilter/nfnetlink.h).
var NfgenmsgStruct = &codec.Struct{Name: "nfgenmsg", Members: []codec.Member{
	{Name: "nfgen_family", Kind: codec.U8, Enum: NfprotoEnum},
	{Name: "version", Kind: codec.U8},
	{Name: "res_id", Kind: codec.BE16},
}}

// The protocol families of netfilter that tables choose by, NFPROTO_* (linux/netfilter.h).
const (
	NFPROTO_INET   = 1
	NFPROTO_IPV4   = 2
	NFPROTO_ARP    = 3
	NFPROTO_NETDEV = 5
	NFPROTO_BRIDGE = 7
	NFPROTO_IPV6   = 10
)

// NfprotoEnum is the protocol families of netfilter, NFPROTO_* (linux/netfilter.h).
var NfprotoEnum = codec.NewSparse("nfproto", "NFPROTO_", []codec.Value{
	{Value: 0, Name: "UNSPEC"}, {Value: 1, Name: "INET"}, {Value: 2, Name: "IPV4"}, {Value: 3, Name: "ARP"},
	{Value: 5, Name: "NETDEV"}, {Value: 7, Name: "BRIDGE"}, {Value: 10, Name: "IPV6"}, {Value: 12, Name: "DECNET"},
})

// ByHooks is what something is laid out like by the family of the message, whose hooks are those of IP, or others.
func ByHooks(layout func(hooks *codec.Enum) *codec.Spec) *codec.Selector {
	inet := layout(NfInetHooksEnum)
	return codec.ByField("nfgen_family", codec.Cases{
		{Value: NFPROTO_INET, Spec: inet},
		{Value: NFPROTO_IPV4, Spec: inet},
		{Value: NFPROTO_ARP, Spec: layout(NfArpHooksEnum)},
		{Value: NFPROTO_NETDEV, Spec: layout(NfDevHooksEnum)},
		{Value: NFPROTO_BRIDGE, Spec: layout(NfBrHooksEnum)},
		{Value: NFPROTO_IPV6, Spec: inet},
	})
}

// NfInetHooksEnum is enum nf_inet_hooks: where the hooks of NFPROTO_INET, IPV4 and IPV6 stand (linux/netfilter.h).
var NfInetHooksEnum = codec.NewEnum("nf_inet_hooks", "NF_INET_", codec.Names{
	0: "PRE_ROUTING",
	1: "LOCAL_IN",
	2: "FORWARD",
	3: "LOCAL_OUT",
	4: "POST_ROUTING",
	5: "INGRESS",
})

// NfDevHooksEnum is enum nf_dev_hooks: where the hooks of NFPROTO_NETDEV stand (linux/netfilter.h).
var NfDevHooksEnum = codec.NewEnum("nf_dev_hooks", "NF_NETDEV_", codec.Names{
	0: "INGRESS",
	1: "EGRESS",
})

// NfArpHooksEnum is NF_ARP_*: where the hooks of NFPROTO_ARP stand (linux/netfilter_arp.h).
var NfArpHooksEnum = codec.NewEnum("nf_arp_hooks", "NF_ARP_", codec.Names{
	0: "IN",
	1: "OUT",
	2: "FORWARD",
})

// NfBrHooksEnum is NF_BR_*: where the hooks of NFPROTO_BRIDGE stand (linux/netfilter_bridge.h).
var NfBrHooksEnum = codec.NewEnum("nf_br_hooks", "NF_BR_", codec.Names{
	0: "PRE_ROUTING",
	1: "LOCAL_IN",
	2: "FORWARD",
	3: "LOCAL_OUT",
	4: "POST_ROUTING",
	5: "BROUTING",
})
