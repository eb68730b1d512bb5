package main

import (
	"net"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

func mac(last byte) net.HardwareAddr { return net.HardwareAddr{2, 0, 0, 0, 0, last} }

func attrs(name string, last byte) netlink.LinkAttrs {
	a := netlink.NewLinkAttrs()
	a.Name, a.HardwareAddr = name, mac(last)
	return a
}

func cidr(s string) *net.IPNet {
	ip, prefix, err := net.ParseCIDR(s)
	if err != nil {
		panic(err)
	}
	prefix.IP = ip
	return prefix
}

func links() error {
	veth := &netlink.Veth{LinkAttrs: attrs("v0", 1), PeerName: "v1", PeerHardwareAddr: mac(2)}
	dummy := &netlink.Dummy{LinkAttrs: attrs("d0", 3)}
	bridge := &netlink.Bridge{LinkAttrs: attrs("br0", 4)}
	bond := netlink.NewLinkBond(attrs("bond0", 5))
	bond.Mode, bond.Miimon = netlink.BOND_MODE_ACTIVE_BACKUP, 100
	vxlan := &netlink.Vxlan{LinkAttrs: attrs("vx0", 6), VxlanId: 7, Port: 4789,
		SrcAddr: net.IPv4(192, 0, 2, 1), Learning: true}
	var vlan *netlink.Vlan
	return steps(
		func() error { return netlink.LinkAdd(veth) },
		func() error { return netlink.LinkAdd(dummy) },
		func() error { return netlink.LinkAdd(bridge) },
		func() error { return netlink.LinkAdd(bond) },
		func() error { return netlink.LinkAdd(vxlan) },
		func() error {
			vlan = &netlink.Vlan{LinkAttrs: attrs("v0.5", 1), VlanId: 5, VlanProtocol: netlink.VLAN_PROTOCOL_8021AD}
			vlan.ParentIndex = veth.Index
			return netlink.LinkAdd(vlan)
		},
		func() error { return netlink.LinkAdd(&netlink.Vrf{LinkAttrs: attrs("vrf0", 7), Table: 7}) },
		func() error { return netlink.LinkSetMaster(dummy, bridge) },
		func() error { return netlink.LinkSetHairpin(dummy, true) },
		func() error { return netlink.BridgeVlanAdd(dummy, 30, true, true, false, true) },
		func() error { _, err := netlink.BridgeVlanList(); return err },
		func() error { return netlink.LinkSetMTU(dummy, 1400) },
		func() error { return netlink.LinkSetAlias(dummy, "sample") },
		func() error { return netlink.LinkSetTxQLen(dummy, 100) },
		func() error { return netlink.LinkSetUp(veth) },
		func() error {
			peer, err := netlink.LinkByName("v1")
			return steps(func() error { return err }, func() error { return netlink.LinkSetUp(peer) })
		},
		func() error { return netlink.LinkSetUp(dummy) },
		func() error { _, err := netlink.LinkList(); return err },
		func() error { return netlink.LinkDel(vlan) },
	)
}

func routes() error {
	link, err := netlink.LinkByName("v0")
	if err != nil {
		return err
	}
	index := link.Attrs().Index
	neigh := &netlink.Neigh{LinkIndex: index, State: netlink.NUD_PERMANENT,
		IP: net.IPv4(192, 0, 2, 7), HardwareAddr: mac(9)}
	rule := netlink.NewRule()
	rule.Priority, rule.Table, rule.Src, rule.Mark = 500, 100, cidr("10.0.0.0/8"), 7
	multipath := &netlink.Route{Dst: cidr("203.0.113.0/24"), MultiPath: []*netlink.NexthopInfo{
		{LinkIndex: index, Gw: net.IPv4(192, 0, 2, 9), Hops: 2}, {LinkIndex: index, Gw: net.IPv4(192, 0, 2, 10)},
	}}
	return steps(
		func() error { return netlink.AddrAdd(link, &netlink.Addr{IPNet: cidr("192.0.2.1/24"), Label: "v0:1"}) },
		func() error {
			return netlink.AddrAdd(link, &netlink.Addr{IPNet: cidr("2001:db8::1/64"), ValidLft: 2000, PreferedLft: 1000,
				Flags: unix.IFA_F_NODAD})
		},
		func() error { _, err := netlink.AddrList(link, netlink.FAMILY_ALL); return err },
		func() error { return netlink.NeighAdd(neigh) },
		func() error { _, err := netlink.NeighList(index, netlink.FAMILY_V4); return err },
		func() error { return netlink.RouteAdd(multipath) },
		func() error {
			return netlink.RouteAdd(&netlink.Route{Dst: cidr("198.51.100.0/24"), Gw: net.IPv4(192, 0, 2, 9), MTU: 1400,
				AdvMSS: 1300, Priority: 9, Protocol: 4})
		},
		func() error { _, err := netlink.RouteList(nil, netlink.FAMILY_ALL); return err },
		func() error { _, err := netlink.RouteGet(net.IPv4(203, 0, 113, 1)); return err },
		func() error { return netlink.RuleAdd(rule) },
		func() error { _, err := netlink.RuleList(netlink.FAMILY_V4); return err },
		func() error { return netlink.RuleDel(rule) },
		func() error { return netlink.RouteDel(multipath) },
		func() error { return netlink.NeighDel(neigh) },
		func() error { _, err := netlink.GenlFamilyList(); return err },
		func() error { _, err := netlink.ConntrackTableList(netlink.ConntrackTable, unix.AF_INET); return err },
		func() error { _, err := netlink.SocketDiagTCP(unix.AF_INET); return err },
	)
}

func control() error {
	link, err := netlink.LinkByName("v0")
	if err != nil {
		return err
	}
	root := netlink.QdiscAttrs{LinkIndex: link.Attrs().Index, Handle: netlink.MakeHandle(1, 0),
		Parent: netlink.HANDLE_ROOT}
	htb := netlink.NewHtb(root)
	class := netlink.NewHtbClass(netlink.ClassAttrs{LinkIndex: root.LinkIndex, Parent: root.Handle,
		Handle: netlink.MakeHandle(1, 1)},
		netlink.HtbClassAttrs{Rate: 1000000, Ceil: 2000000, Buffer: 1600})
	netem := netlink.NewNetem(netlink.QdiscAttrs{LinkIndex: root.LinkIndex, Handle: netlink.MakeHandle(2, 0),
		Parent: netlink.MakeHandle(1, 1)},
		netlink.NetemQdiscAttrs{Latency: 5000, Loss: 1})
	filter := &netlink.U32{
		FilterAttrs: netlink.FilterAttrs{LinkIndex: root.LinkIndex, Parent: root.Handle, Priority: 1,
			Protocol: unix.ETH_P_IP},
		ClassId: netlink.MakeHandle(1, 1),
		Sel: &netlink.TcU32Sel{Nkeys: 1, Flags: netlink.TC_U32_TERMINAL,
			Keys: []netlink.TcU32Key{{Mask: 0xffffff00, Val: 0xc0000200, Off: 16}}},
	}
	return steps(
		func() error { return netlink.QdiscAdd(htb) },
		func() error { return netlink.ClassAdd(class) },
		func() error { return netlink.QdiscAdd(netem) },
		func() error { return netlink.FilterAdd(filter) },
		func() error { _, err := netlink.QdiscList(link); return err },
		func() error { _, err := netlink.ClassList(link, root.Handle); return err },
		func() error { _, err := netlink.FilterList(link, root.Handle); return err },
		func() error { return netlink.QdiscDel(htb) },
	)
}
