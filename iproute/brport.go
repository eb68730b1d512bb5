package iproute

import (
	"context"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// portObject is links as ports of bridges, which AF_BRIDGE tells of. What is of the port may be named without
// IFLA_BRPORT_.
var portObject = &object{
	name: "bridge port", typ: "RTM_NEWLINK",
	commands: map[string]command{"dump": listLinks, "show": listLinks, "list": listLinks},
	header:   map[string]any{"ifi_family": uint8(linux.AF_BRIDGE)},
	words:    map[string]func(*values, any) error{"dev": sayLink},
	inner:    [][]string{{"IFLA_PROTINFO"}},
	asks:     []string{"IFLA_EXT_MASK"},
}

// listLinks is the dump of links.
var listLinks = command{typ: "RTM_GETLINK", flags: codec.FlagDump}

// Brport sets ("set") what a link is as a port of a bridge, or lists such ports ("dump", "show"). Names are those of
// IFLA_BRPORT_*, without that; "brport_state" is not "state", which says whether the link is up.
//
//	ip.Brport(ctx, "set", iproute.Args{"dev": "eth0", "unicast_flood": false, "cost": 200})
func (ip *IPRoute) Brport(ctx context.Context, command string, spec ...Spec) ([]*codec.Message, error) {
	if command == "set" {
		return ip.do(ctx, linkObject, command, append([]Spec{Args{"kind": "bridge_slave"}}, spec...)...)
	}
	return ip.do(ctx, portObject, command, spec...)
}
