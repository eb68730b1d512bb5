package session

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// protocolAliases are what programs and people call some protocols beside their C names.
var protocolAliases = map[string]string{
	"rtnetlink": "NETLINK_ROUTE", "rtnl": "NETLINK_ROUTE", "nfnetlink": "NETLINK_NETFILTER",
	"nfnl": "NETLINK_NETFILTER",
	"genl": "NETLINK_GENERIC", "genetlink": "NETLINK_GENERIC", "uevent": "NETLINK_KOBJECT_UEVENT",
	"diag": "NETLINK_SOCK_DIAG", "inet_diag": "NETLINK_SOCK_DIAG",
}

// ParseFamily returns what a name of --family stands for: a protocol by its C name, that name without NETLINK_, or its
// number; or a generic netlink family.
func ParseFamily(reg *codec.Registry, name string) (protocol int, family string, err error) {
	lower := strings.ToLower(name)
	if full, ok := protocolAliases[lower]; ok {
		lower = strings.ToLower(full)
	}
	var known []string
	for _, p := range reg.Protocols() {
		full := strings.ToLower(p.Name)
		if lower == full || "netlink_"+lower == full || name == strconv.Itoa(p.Number) {
			return p.Number, "", nil
		}
		known = append(known, strings.TrimPrefix(full, "netlink_"))
	}
	for _, f := range reg.Families() {
		if f.Name == name {
			return protocolGeneric, name, nil
		}
		known = append(known, f.Name)
	}
	slices.Sort(known)
	hint := cmp.Or(codec.DidYouMean(name, known), ": there is "+strings.Join(known, ", "))
	return 0, "", fmt.Errorf("unknown family %q%s", name, hint)
}
