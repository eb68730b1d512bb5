package session

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// protocolAliases are what programs and people call some protocols besides their C names.
var protocolAliases = map[string]string{
	"rtnetlink": "NETLINK_ROUTE", "rtnl": "NETLINK_ROUTE", "nfnetlink": "NETLINK_NETFILTER",
	"nfnl": "NETLINK_NETFILTER",
	"genl": "NETLINK_GENERIC", "genetlink": "NETLINK_GENERIC", "uevent": "NETLINK_KOBJECT_UEVENT",
	"diag": "NETLINK_SOCK_DIAG", "inet_diag": "NETLINK_SOCK_DIAG",
}

// ParseFamily returns what a name of --family stands for: a protocol by its C name, that name without NETLINK_, or its
// number; or a generic netlink family.
func ParseFamily(reg *codec.Registry, name string) (protocol int, family string, err error) {
	full := cmp.Or(protocolAliases[strings.ToLower(name)], name)
	if p, err := reg.ProtocolNamed(full); err == nil {
		return p.Number, "", nil
	}
	if _, err := reg.FamilyNamed(name); err == nil {
		return protocolGeneric, name, nil
	}
	known := reg.FamilyNames()
	for _, p := range reg.ProtocolNames() {
		known = append(known, strings.TrimPrefix(strings.ToLower(p), "netlink_"))
	}
	slices.Sort(known)
	hint := cmp.Or(codec.DidYouMean(name, known), ": there is "+strings.Join(known, ", "))
	return 0, "", fmt.Errorf("unknown family %q%s", name, hint)
}
