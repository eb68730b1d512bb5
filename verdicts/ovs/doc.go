// Package ovs makes bridges and ports of Open vSwitch by plain link requests, with ovs-vsctl(8).
//
// RTM_NEWLINK makes what IFLA_INFO_KIND says:
//
//   - ovs-bridge, openvswitch: a bridge. IFOVS_DATAPATH_TYPE and IFOVS_FAIL_MODE are its settings.
//   - ovs-internal: a port that is a link of its own. As all ports, it needs the bridge as its IFLA_MASTER. IFOVS_TAG
//     is its VLAN.
//   - ovs-patch: a port that leads to another one, IFOVS_PEER. It has IFOVS_TAG too.
//   - ovs-vxlan, ovs-geneve, ovs-gre: a tunnel, with the attributes of the kernel's kinds: the remote and local
//     address, the ports, the network's id or key, TTL and TOS.
//
// Patch ports and tunnels are no links of the kernel's: they have no index and take no other attributes, and
// RTM_DELLINK deletes them by name.
//
// RTM_SETLINK and RTM_NEWLINK with a bridge as IFLA_MASTER make any link a port; another IFLA_MASTER, 0 among them,
// takes it off. That is refused for internal ports, which would end. RTM_DELLINK takes bridges and ports out of Open
// vSwitch.
//
// The kernel reports all ports as being under one link, ovs-system, and bridges as internal ports. On their way to the
// program, link messages tell what Open vSwitch makes of it: IFLA_INFO_KIND is ovs-bridge or ovs-internal, IFLA_MASTER
// the index of the bridge, IFLA_INFO_SLAVE_KIND ovs-bridge. What is not known to Open vSwitch stays as the kernel sent
// it, and so do the links of userspace datapaths, which look like any other to the kernel.
package ovs
