package follow

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// BridgePorts are what bridges say of the interfaces that are their ports.
var BridgePorts = &Table{
	Name: "bridge ports", Groups: []string{"RTNLGRP_LINK"}, Optional: true,
	Dump: &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_GETLINK", Fixed: map[string]any{"ifi_family": linux.AF_BRIDGE},
		Attrs: []codec.A{{Name: "IFLA_EXT_MASK", Value: rtextFilterBrVlanCompressed}}, // as in events
	},
	Has: func(m *codec.Message) bool { // not the bridge itself, of which the kernel tells nothing when it goes down
		family, _ := m.Field("ifi_family")
		index, _ := m.Field("ifi_index")
		return family == linux.AF_BRIDGE && masterOf(m) != index
	},
	Volatile: []string{
		".ifi_change", "IFLA_PROTINFO/IFLA_BRPORT_MESSAGE_AGE_TIMER", "IFLA_PROTINFO/IFLA_BRPORT_FORWARD_DELAY_TIMER",
		"IFLA_PROTINFO/IFLA_BRPORT_HOLD_TIMER",
	},
}

// Forwarding is the forwarding databases of bridges and of vxlan devices.
var Forwarding = &Table{
	Name: "forwarding", Groups: []string{"RTNLGRP_NEIGH"}, Optional: true,
	Dump: &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_GETNEIGH", Fixed: map[string]any{"ndm_family": linux.AF_BRIDGE},
	},
	Has: func(m *codec.Message) bool {
		family, _ := m.Field("ndm_family")
		return family == linux.AF_BRIDGE
	},
	Volatile: []string{"NDA_CACHEINFO"},
}

// rtextFilterBrVlanCompressed is RTEXT_FILTER_BRVLAN_COMPRESSED (linux/rtnetlink.h).
const rtextFilterBrVlanCompressed = 4
