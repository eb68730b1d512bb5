package linux

import "github.com/nlkit/nlkit/codec"

// Address families, AF_* (sys/socket.h), and those that rtnetlink alone has (linux/rtnetlink.h).
const (
	AF_UNSPEC     = 0
	AF_UNIX       = 1
	AF_INET       = 2
	AF_AX25       = 3
	AF_IPX        = 4
	AF_APPLETALK  = 5
	AF_NETROM     = 6
	AF_BRIDGE     = 7
	AF_ATMPVC     = 8
	AF_X25        = 9
	AF_INET6      = 10
	AF_ROSE       = 11
	AF_DECnet     = 12
	AF_NETBEUI    = 13
	AF_SECURITY   = 14
	AF_KEY        = 15
	AF_NETLINK    = 16
	AF_PACKET     = 17
	AF_ASH        = 18
	AF_ECONET     = 19
	AF_ATMSVC     = 20
	AF_RDS        = 21
	AF_SNA        = 22
	AF_IRDA       = 23
	AF_PPPOX      = 24
	AF_WANPIPE    = 25
	AF_LLC        = 26
	AF_IB         = 27
	AF_MPLS       = 28
	AF_CAN        = 29
	AF_TIPC       = 30
	AF_BLUETOOTH  = 31
	AF_IUCV       = 32
	AF_RXRPC      = 33
	AF_ISDN       = 34
	AF_PHONET     = 35
	AF_IEEE802154 = 36
	AF_CAIF       = 37
	AF_ALG        = 38
	AF_NFC        = 39
	AF_VSOCK      = 40
	AF_KCM        = 41
	AF_QIPCRTR    = 42
	AF_SMC        = 43
	AF_XDP        = 44
	AF_MCTP       = 45

	RTNL_FAMILY_IPMR  = 128
	RTNL_FAMILY_IP6MR = 129
)

// FamilyEnum is the address families, AF_* (sys/socket.h) and RTNL_FAMILY_* (linux/rtnetlink.h).
var FamilyEnum = &codec.Enum{Name: "address_family", Prefix: "AF_", Names: codec.Names{
	AF_UNSPEC:     "UNSPEC",
	AF_UNIX:       "UNIX",
	AF_INET:       "INET",
	AF_AX25:       "AX25",
	AF_IPX:        "IPX",
	AF_APPLETALK:  "APPLETALK",
	AF_NETROM:     "NETROM",
	AF_BRIDGE:     "BRIDGE",
	AF_ATMPVC:     "ATMPVC",
	AF_X25:        "X25",
	AF_INET6:      "INET6",
	AF_ROSE:       "ROSE",
	AF_DECnet:     "DECnet",
	AF_NETBEUI:    "NETBEUI",
	AF_SECURITY:   "SECURITY",
	AF_KEY:        "KEY",
	AF_NETLINK:    "NETLINK",
	AF_PACKET:     "PACKET",
	AF_ASH:        "ASH",
	AF_ECONET:     "ECONET",
	AF_ATMSVC:     "ATMSVC",
	AF_RDS:        "RDS",
	AF_SNA:        "SNA",
	AF_IRDA:       "IRDA",
	AF_PPPOX:      "PPPOX",
	AF_WANPIPE:    "WANPIPE",
	AF_LLC:        "LLC",
	AF_IB:         "IB",
	AF_MPLS:       "MPLS",
	AF_CAN:        "CAN",
	AF_TIPC:       "TIPC",
	AF_BLUETOOTH:  "BLUETOOTH",
	AF_IUCV:       "IUCV",
	AF_RXRPC:      "RXRPC",
	AF_ISDN:       "ISDN",
	AF_PHONET:     "PHONET",
	AF_IEEE802154: "IEEE802154",
	AF_CAIF:       "CAIF",
	AF_ALG:        "ALG",
	AF_NFC:        "NFC",
	AF_VSOCK:      "VSOCK",
	AF_KCM:        "KCM",
	AF_QIPCRTR:    "QIPCRTR",
	AF_SMC:        "SMC",
	AF_XDP:        "XDP",
	AF_MCTP:       "MCTP",
}, Others: []codec.Value{
	{Value: RTNL_FAMILY_IPMR, Name: "RTNL_FAMILY_IPMR"}, {Value: RTNL_FAMILY_IP6MR, Name: "RTNL_FAMILY_IP6MR"},
}}
