// Package genl describes NETLINK_GENERIC, which carries the messages of every generic netlink family. The packages
// below it describe the families.
package genl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Protocol is NETLINK_GENERIC (linux/netlink.h). The ids of most of its groups are given out as families register;
// those named here are fixed (net/netlink/genetlink.c).
var Protocol = &codec.Protocol{
	Name:    "NETLINK_GENERIC",
	Number:  linux.NETLINK_GENERIC,
	Generic: true,
	Groups: codec.Names{
		1:  "NET_DM events",
		16: "nlctrl notify",
		17: "VFS_DQUOT events",
		18: "pmcraid events",
	},
}
