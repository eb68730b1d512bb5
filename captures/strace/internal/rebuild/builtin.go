package rebuild

import (
	"sync"

	"github.com/nlkit/nlkit/codec"
)

// builtin is the constants of netlink itself and of sockets, which no table of a family holds: linux/netlink.h,
// linux/socket.h, linux/ip.h, asm-generic/fcntl.h and the errno values; and a few that strace joins to others.
var builtin = sync.OnceValue(func() map[string]uint64 {
	m := map[string]uint64{
		"NLMSG_NOOP": 1, "NLMSG_ERROR": 2, "NLMSG_DONE": 3, "NLMSG_OVERRUN": 4,

		"NLM_F_REQUEST": 0x1, "NLM_F_MULTI": 0x2, "NLM_F_ACK": 0x4, "NLM_F_ECHO": 0x8,
		"NLM_F_DUMP_INTR": 0x10, "NLM_F_DUMP_FILTERED": 0x20,
		"NLM_F_ROOT": 0x100, "NLM_F_MATCH": 0x200, "NLM_F_ATOMIC": 0x400, "NLM_F_DUMP": 0x300,
		"NLM_F_REPLACE": 0x100, "NLM_F_EXCL": 0x200, "NLM_F_CREATE": 0x400, "NLM_F_APPEND": 0x800,
		"NLM_F_NONREC": 0x100, "NLM_F_BULK": 0x200, "NLM_F_CAPPED": 0x100, "NLM_F_ACK_TLVS": 0x200,

		"NLA_F_NESTED": 0x8000, "NLA_F_NET_BYTEORDER": 0x4000,

		"AF_UNSPEC": 0, "AF_UNIX": 1, "AF_INET": 2, "AF_BRIDGE": 7, "AF_INET6": 10, "AF_NETLINK": 16, "AF_PACKET": 17,
		"PF_NETLINK": 16, "AF_MPLS": 28, "AF_MCTP": 45,

		"NUD_NONE": 0, "TC_ACT_UNSPEC": 1<<64 - 1,

		"IPTOS_LOWDELAY": 0x10, "IPTOS_THROUGHPUT": 0x08, "IPTOS_RELIABILITY": 0x04, "IPTOS_MINCOST": 0x02,
		"IPTOS_PREC_ROUTINE": 0, "IPTOS_PREC_PRIORITY": 0x20, "IPTOS_PREC_IMMEDIATE": 0x40, "IPTOS_PREC_FLASH": 0x60,
		"IPTOS_PREC_FLASHOVERRIDE": 0x80, "IPTOS_PREC_CRITIC_ECP": 0xa0, "IPTOS_PREC_INTERNETCONTROL": 0xc0,
		"IPTOS_PREC_NETCONTROL": 0xe0, "IPTOS_CLASS_CS0": 0, "IPTOS_CLASS_CS1": 0x20, "IPTOS_CLASS_CS2": 0x40,
		"IPTOS_CLASS_CS3": 0x60, "IPTOS_CLASS_CS4": 0x80, "IPTOS_CLASS_CS5": 0xa0, "IPTOS_CLASS_CS6": 0xc0,
		"IPTOS_CLASS_CS7": 0xe0,

		"TCPDIAG_GETSOCK": 18, "DCCPDIAG_GETSOCK": 19, "SOCK_DIAG_BY_FAMILY": 20, "SOCK_DESTROY": 21,

		"NFNETLINK_V0": 0, "NFNL_MSG_BATCH_BEGIN": 0x10, "NFNL_MSG_BATCH_END": 0x11,

		"SOCK_CLOEXEC": 0x80000, "O_CLOEXEC": 0x80000, "FD_CLOEXEC": 1,
		"F_DUPFD": 0, "F_SETFD": 2, "F_DUPFD_CLOEXEC": 1030,
		"MSG_PEEK": 0x2, "MSG_TRUNC": 0x20, "CLONE_FILES": 0x400, "CLOSE_RANGE_CLOEXEC": 4, "CLOSE_RANGE_UNSHARE": 2,
		"NETLINK_INET_DIAG": 4, "SOL_NETLINK": 270, "NETLINK_ADD_MEMBERSHIP": 1, "NETLINK_DROP_MEMBERSHIP": 2,
	}
	for number, name := range protocols {
		if name != "" {
			m["NETLINK_"+name] = uint64(number)
		}
	}
	for number, name := range subsystems {
		m["NFNL_SUBSYS_"+name] = uint64(number)
	}
	for i := 1; i < 600; i++ {
		if name := codec.ErrnoName(i); name != "" {
			m[name] = uint64(i)
		}
	}
	return m
})

// protocols is the netlink protocols without their prefix (linux/netlink.h).
var protocols = [...]string{
	0: "ROUTE", 1: "UNUSED", 2: "USERSOCK", 3: "FIREWALL", 4: "SOCK_DIAG", 5: "NFLOG", 6: "XFRM",
	7: "SELINUX", 8: "ISCSI",
	9: "AUDIT", 10: "FIB_LOOKUP", 11: "CONNECTOR", 12: "NETFILTER", 13: "IP6_FW", 14: "DNRTMSG", 15: "KOBJECT_UEVENT",
	16: "GENERIC", 18: "SCSITRANSPORT", 19: "ECRYPTFS", 20: "RDMA", 21: "CRYPTO", 22: "SMC",
}

// subsystems is the parts of NETLINK_NETFILTER (linux/netfilter/nfnetlink.h).
var subsystems = [...]string{
	0: "NONE", 1: "CTNETLINK", 2: "CTNETLINK_EXP", 3: "QUEUE", 4: "ULOG", 5: "OSF", 6: "IPSET", 7: "ACCT",
	8: "CTNETLINK_TIMEOUT", 9: "CTHELPER", 10: "NFTABLES", 11: "NFT_COMPAT", 12: "HOOK",
}

// Protocol returns the number of the netlink protocol of that name, without NETLINK_.
func Protocol(name string) (int, bool) {
	for number, n := range protocols {
		if n == name && n != "" {
			return number, true
		}
	}
	return 0, false
}
