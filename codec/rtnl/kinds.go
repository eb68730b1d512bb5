package rtnl

import "github.com/nlkit/nlkit/codec"

// linkKindCases is what IFLA_INFO_DATA holds, by IFLA_INFO_KIND: the kind of every struct rtnl_link_ops of the kernel,
// and the kinds that package verdicts makes: tap, tuntap and those of Open vSwitch.
var linkKindCases = codec.Cases{
	{Name: "amt", Spec: codec.NestOf(amtAttrs)},
	{Name: "bareudp", Spec: codec.NestOf(bareudpAttrs)},
	{Name: "batadv", Spec: codec.NestOf(batadvLinkAttrs)},
	{Name: "bond", Spec: codec.NestOf(bondAttrs)},
	{Name: "bridge", Spec: codec.NestOf(bridgeAttrs)},
	{Name: "caif", Spec: codec.NestOf(caifAttrs)},
	{Name: "can", Spec: codec.NestOf(canAttrs)},
	{Name: "dsa", Spec: codec.NestOf(dsaAttrs)},
	{Name: "dummy", Spec: noKindSpec},
	{Name: "erspan", Spec: codec.NestOf(greAttrs)},
	{Name: "geneve", Spec: codec.NestOf(geneveAttrs)},
	{Name: "gre", Spec: codec.NestOf(greAttrs)},
	{Name: "gretap", Spec: codec.NestOf(greAttrs)},
	{Name: "gtp", Spec: codec.NestOf(gtpAttrs)},
	{Name: "hsr", Spec: codec.NestOf(hsrAttrs)},
	{Name: "ifb", Spec: noKindSpec},
	{Name: "ip6erspan", Spec: codec.NestOf(greAttrs)},
	{Name: "ip6gre", Spec: codec.NestOf(greAttrs)},
	{Name: "ip6gretap", Spec: codec.NestOf(greAttrs)},
	{Name: "ip6tnl", Spec: codec.NestOf(iptunAttrs)},
	{Name: "ipip", Spec: codec.NestOf(iptunAttrs)},
	{Name: "ipoib", Spec: codec.NestOf(ipoibAttrs)},
	{Name: "ipvlan", Spec: codec.NestOf(ipvlanAttrs)},
	{Name: "ipvtap", Spec: codec.NestOf(ipvlanAttrs)},
	{Name: "lowpan", Spec: noKindSpec},
	{Name: "macsec", Spec: codec.NestOf(macsecAttrs)},
	{Name: "macvlan", Spec: codec.NestOf(macvlanAttrs)},
	{Name: "macvtap", Spec: codec.NestOf(macvlanAttrs)},
	{Name: "netdevsim", Spec: noKindSpec},
	{Name: "netkit", Spec: codec.NestOf(netkitAttrs)},
	{Name: "nlmon", Spec: noKindSpec},
	{Name: "openvswitch", Spec: codec.NestOf(ifovsAttrs)},
	{Name: "ovpn", Spec: codec.NestOf(ovpnLinkAttrs)},
	{Name: "ovs-bridge", Spec: codec.NestOf(ifovsAttrs)},
	{Name: "ovs-geneve", Spec: codec.NestOf(geneveAttrs)},
	{Name: "ovs-gre", Spec: codec.NestOf(greAttrs)},
	{Name: "ovs-internal", Spec: codec.NestOf(ifovsAttrs)},
	{Name: "ovs-patch", Spec: codec.NestOf(ifovsAttrs)},
	{Name: "ovs-vxlan", Spec: codec.NestOf(vxlanAttrs)},
	{Name: "pfcp", Spec: noKindSpec},
	{Name: "ppp", Spec: codec.NestOf(pppAttrs)},
	{Name: "rmnet", Spec: codec.NestOf(rmnetAttrs)},
	{Name: "sit", Spec: codec.NestOf(iptunAttrs)},
	{Name: "tap", Spec: codec.NestOf(tunAttrs)},
	{Name: "team", Spec: codec.NestOf(ifteamAttrs)},
	{Name: "tun", Spec: codec.NestOf(tunAttrs)},
	{Name: "tuntap", Spec: codec.NestOf(iftunAttrs)},
	{Name: "vcan", Spec: noKindSpec},
	{Name: "veth", Spec: codec.NestOf(vethAttrs)},
	{Name: "virt_wifi", Spec: noKindSpec},
	{Name: "vlan", Spec: codec.NestOf(vlanAttrs)},
	{Name: "vrf", Spec: codec.NestOf(vrfAttrs)},
	{Name: "vsockmon", Spec: noKindSpec},
	{Name: "vti", Spec: codec.NestOf(vtiAttrs)},
	{Name: "vti6", Spec: codec.NestOf(vtiAttrs)},
	{Name: "vxcan", Spec: codec.NestOf(vxcanAttrs)},
	{Name: "vxlan", Spec: codec.NestOf(vxlanAttrs)},
	{Name: "wireguard", Spec: noKindSpec},
	{Name: "wwan", Spec: codec.NestOf(wwanAttrs)},
	{Name: "xfrm", Spec: codec.NestOf(xfrmLinkAttrs)},
}

// slaveRequestCases is IFLA_INFO_SLAVE_DATA in requests of iproute2, which name the kind of the port in IFLA_INFO_KIND.
var slaveRequestCases = codec.Cases{
	{Name: "bond_slave", Spec: codec.NestOf(bondSlaveAttrs)},
	{Name: "bridge_slave", Spec: codec.NestOf(brportAttrs)},
}

// linkSlaveCases is what IFLA_INFO_SLAVE_DATA holds, by IFLA_INFO_SLAVE_KIND: the kind of the link above.
var linkSlaveCases = codec.Cases{
	{Name: "batadv", Spec: noKindSpec},
	{Name: "bond", Spec: codec.NestOf(bondSlaveAttrs)},
	{Name: "bridge", Spec: codec.NestOf(brportAttrs)},
	{Name: "openvswitch", Spec: noKindSpec},
	{Name: "rmnet", Spec: noKindSpec},
	{Name: "team", Spec: noKindSpec},
	{Name: "vrf", Spec: codec.NestOf(vrfPortAttrs)},
}

// linkXstatsCases is what IFLA_INFO_XSTATS holds, by IFLA_INFO_KIND: can alone fills it. Bridges and bonds have their
// own statistics in IFLA_STATS_LINK_XSTATS.
var linkXstatsCases = codec.Cases{
	{Name: "can", Spec: codec.StructSpec(canDeviceStatsStruct)},
}

// noKindSpec is the attributes of kinds that have none of their own.
var noKindSpec = codec.NestOf(codec.NewSet("", nil))
