package linux

import "github.com/nlkit/nlkit/codec"

// The netlink protocols, NETLINK_* (linux/netlink.h): the third argument of socket(AF_NETLINK, …).
const (
	NETLINK_ROUTE          = 0
	NETLINK_UNUSED         = 1
	NETLINK_USERSOCK       = 2
	NETLINK_FIREWALL       = 3
	NETLINK_SOCK_DIAG      = 4
	NETLINK_NFLOG          = 5
	NETLINK_XFRM           = 6
	NETLINK_SELINUX        = 7
	NETLINK_ISCSI          = 8
	NETLINK_AUDIT          = 9
	NETLINK_FIB_LOOKUP     = 10
	NETLINK_CONNECTOR      = 11
	NETLINK_NETFILTER      = 12
	NETLINK_IP6_FW         = 13
	NETLINK_DNRTMSG        = 14
	NETLINK_KOBJECT_UEVENT = 15
	NETLINK_GENERIC        = 16
	NETLINK_SCSITRANSPORT  = 18
	NETLINK_ECRYPTFS       = 19
	NETLINK_RDMA           = 20
	NETLINK_CRYPTO         = 21
	NETLINK_SMC            = 22
)

// ProtocolEnum is the netlink protocols, NETLINK_* (linux/netlink.h).
var ProtocolEnum = codec.NewEnum("netlink_protocol", "NETLINK_", codec.Names{
	NETLINK_ROUTE:          "ROUTE",
	NETLINK_UNUSED:         "UNUSED",
	NETLINK_USERSOCK:       "USERSOCK",
	NETLINK_FIREWALL:       "FIREWALL",
	NETLINK_SOCK_DIAG:      "SOCK_DIAG",
	NETLINK_NFLOG:          "NFLOG",
	NETLINK_XFRM:           "XFRM",
	NETLINK_SELINUX:        "SELINUX",
	NETLINK_ISCSI:          "ISCSI",
	NETLINK_AUDIT:          "AUDIT",
	NETLINK_FIB_LOOKUP:     "FIB_LOOKUP",
	NETLINK_CONNECTOR:      "CONNECTOR",
	NETLINK_NETFILTER:      "NETFILTER",
	NETLINK_IP6_FW:         "IP6_FW",
	NETLINK_DNRTMSG:        "DNRTMSG",
	NETLINK_KOBJECT_UEVENT: "KOBJECT_UEVENT",
	NETLINK_GENERIC:        "GENERIC",
	NETLINK_SCSITRANSPORT:  "SCSITRANSPORT",
	NETLINK_ECRYPTFS:       "ECRYPTFS",
	NETLINK_RDMA:           "RDMA",
	NETLINK_CRYPTO:         "CRYPTO",
	NETLINK_SMC:            "SMC",
})

// GenlmsghdrStruct is struct genlmsghdr, which follows nlmsghdr in generic netlink (linux/genetlink.h).
var GenlmsghdrStruct = &codec.Struct{Name: "genlmsghdr", Members: []codec.Member{
	{Name: "cmd", Kind: codec.U8},
	{Name: "version", Kind: codec.U8},
	{Name: "reserved", Kind: codec.U16},
}}
