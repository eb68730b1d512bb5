// Package calls has the calls of docs/vishvananda.md, so that they are compiled. A test of package jobs writes it.
package calls

import (
	"context"
	"net"
	"net/netip"
	"time"

	"github.com/vishvananda/netlink"
	vnetns "github.com/vishvananda/netns"

	"github.com/nlkit/nlkit/follow"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/proxy"
)

// Theirs and Ours are what the calls are given.
type Theirs struct {
	Attrs        netlink.LinkAttrs
	Link, Master netlink.Link
	Addr         *netlink.Addr
	Neigh        *netlink.Neigh
	Route        *netlink.Route
	Rule         *netlink.Rule
	Qdisc        netlink.Qdisc
	Class        netlink.Class
	Filter       netlink.Filter
	Mac          net.HardwareAddr
	Dst          net.IP
	NS           vnetns.NsHandle
	FD           int
	Links        chan netlink.LinkUpdate
	Addrs        chan netlink.AddrUpdate
	Neighs       chan netlink.NeighUpdate
	Routes       chan netlink.RouteUpdate
	Done         chan struct{}
}

// Ours is also told what the calls return.
type Ours struct {
	Mac    net.HardwareAddr
	Dst    net.IP
	Prefix netip.Prefix
	FD     int
	Did    func(...any)
}

// The calls of vishvananda/netlink.
func (x Theirs) Calls() {
	netlink.LinkList()
	netlink.LinkByName("eth0")
	netlink.LinkByIndex(3)
	netlink.LinkByAlias("uplink")
	netlink.LinkAdd(&netlink.Bridge{LinkAttrs: x.Attrs})
	netlink.LinkAdd(&netlink.Dummy{LinkAttrs: x.Attrs})
	netlink.LinkAdd(&netlink.Vlan{LinkAttrs: x.Attrs, VlanId: 5})
	netlink.LinkAdd(&netlink.Veth{LinkAttrs: x.Attrs, PeerName: "v1"})
	netlink.LinkAdd(&netlink.Vxlan{LinkAttrs: x.Attrs, VxlanId: 7})
	netlink.LinkAdd(&netlink.Macvlan{LinkAttrs: x.Attrs, Mode: netlink.MACVLAN_MODE_BRIDGE})
	netlink.LinkAdd(&netlink.Tuntap{LinkAttrs: x.Attrs, Mode: netlink.TUNTAP_MODE_TAP})
	netlink.LinkAdd(&netlink.Vrf{LinkAttrs: x.Attrs, Table: 100})
	netlink.LinkDel(x.Link)
	netlink.LinkModify(x.Link)
	netlink.LinkSetUp(x.Link)
	netlink.LinkSetDown(x.Link)
	netlink.LinkSetMTU(x.Link, 9000)
	netlink.LinkSetName(x.Link, "lan")
	netlink.LinkSetAlias(x.Link, "uplink")
	netlink.LinkAddAltName(x.Link, "lan")
	netlink.LinkDelAltName(x.Link, "lan")
	netlink.LinkSetHardwareAddr(x.Link, x.Mac)
	netlink.LinkSetMaster(x.Link, x.Master)
	netlink.LinkSetNoMaster(x.Link)
	netlink.LinkSetNsFd(x.Link, x.FD)
	netlink.LinkSetNsPid(x.Link, 42)
	netlink.LinkSetTxQLen(x.Link, 1000)
	netlink.LinkSetGroup(x.Link, 7)
	netlink.SetPromiscOn(x.Link)
	netlink.LinkSetARPOff(x.Link)
	netlink.LinkSetVfVlan(x.Link, 0, 100)
	netlink.LinkSetVfHardwareAddr(x.Link, 0, x.Mac)
	netlink.LinkSetXdpFd(x.Link, x.FD)
	netlink.LinkSetHairpin(x.Link, true)
	netlink.LinkSetLearning(x.Link, false)
	netlink.BridgeVlanAdd(x.Link, 5, true, true, false, true)
	netlink.BridgeVlanList()
	netlink.LinkSubscribe(x.Links, x.Done)
	netlink.AddrList(x.Link, netlink.FAMILY_V4)
	netlink.AddrAdd(x.Link, x.Addr)
	netlink.AddrReplace(x.Link, x.Addr)
	netlink.AddrDel(x.Link, x.Addr)
	netlink.AddrSubscribe(x.Addrs, x.Done)
	netlink.NeighList(3, netlink.FAMILY_V4)
	netlink.NeighAdd(x.Neigh)
	netlink.NeighSet(x.Neigh)
	netlink.NeighDel(x.Neigh)
	netlink.NeighAppend(x.Neigh)
	netlink.NeighSubscribe(x.Neighs, x.Done)
	netlink.RouteList(x.Link, netlink.FAMILY_V4)
	netlink.RouteListFiltered(netlink.FAMILY_ALL, x.Route, netlink.RT_FILTER_TABLE)
	netlink.RouteGet(x.Dst)
	netlink.RouteAdd(x.Route)
	netlink.RouteAppend(x.Route)
	netlink.RouteReplace(x.Route)
	netlink.RouteDel(x.Route)
	netlink.RouteSubscribe(x.Routes, x.Done)
	netlink.RuleList(netlink.FAMILY_V4)
	netlink.RuleAdd(x.Rule)
	netlink.RuleDel(x.Rule)
	netlink.QdiscList(x.Link)
	netlink.QdiscAdd(x.Qdisc)
	netlink.QdiscReplace(x.Qdisc)
	netlink.QdiscDel(x.Qdisc)
	netlink.ClassList(x.Link, 0)
	netlink.ClassAdd(x.Class)
	netlink.FilterList(x.Link, 0)
	netlink.FilterAdd(x.Filter)
	netlink.FilterDel(x.Filter)
	netlink.NewHandleAt(x.NS)
	netlink.GetNetNsIdByFd(x.FD)
	netlink.SetNetNsIdByFd(x.FD, 7)
	vnetns.GetFromName("blue")
	vnetns.NewNamed("green")
	vnetns.DeleteNamed("green")
}

// The calls of this project.
func (x Ours) Calls(ctx context.Context, ip *iproute.IPRoute) {
	x.Did(ip.GetLinks(ctx))
	x.Did(ip.LinkByName(ctx, "eth0"))
	x.Did(ip.LinkByIndex(ctx, 3))
	x.Did(ip.GetLinks(ctx, iproute.Args{"ifalias": "uplink"}))
	x.Did(ip.AddLink(ctx, iproute.Link{Name: "br0", Kind: iproute.Bridge{}}))
	x.Did(ip.AddLink(ctx, iproute.Link{Name: "d0", Kind: iproute.OtherKind("dummy")}))
	x.Did(ip.AddLink(ctx, iproute.Args{"ifname": "v5", "kind": "vlan", "link": "eth0", "vlan_id": 5}))
	x.Did(ip.AddVeth(ctx, iproute.Link{Name: "v0"}, iproute.Link{Name: "v1"}))
	x.Did(ip.AddLink(ctx, iproute.Args{"ifname": "vx7", "kind": "vxlan", "vxlan_id": 7}))
	x.Did(ip.AddLink(ctx, iproute.Args{"ifname": "mv0", "kind": "macvlan", "link": "eth0", "macvlan_mode": "bridge"}))
	x.Did(ip.AddLink(ctx, iproute.Args{"ifname": "tap0", "kind": "tap"}))
	x.Did(ip.AddLink(ctx, iproute.Args{"ifname": "vrf0", "kind": "vrf", "vrf_table": 100}))
	x.Did(ip.DelLink(ctx, "br0"))
	x.Did(ip.SetLink(ctx, "br0", iproute.Link{Kind: iproute.Bridge{AgeingTime: iproute.Set(time.Minute)}}))
	x.Did(ip.SetUp(ctx, "eth0"))
	x.Did(ip.SetDown(ctx, "eth0"))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Link{MTU: iproute.Set(9000)}))
	x.Did(ip.LinkRename(ctx, "br0", "lan"))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Args{"ifalias": "uplink"}))
	x.Did(ip.LinkProp(ctx, "add", iproute.Args{"dev": "eth0", "altname": "lan"}))
	x.Did(ip.LinkProp(ctx, "del", iproute.Args{"dev": "eth0", "altname": "lan"}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Link{Address: x.Mac}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Link{Master: "br0"}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Link{Master: iproute.ByIndex(0)}))
	x.Did(ip.MoveTo(ctx, "eth0", x.FD))
	x.Did(ip.MoveTo(ctx, "eth0", netns.PathOfPid(42)))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Args{"txqlen": 1000}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Args{"group": 7}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Args{"flags": "promisc"}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Args{"arp": false}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Args{"vf": iproute.Args{"vf": 0, "vlan": 100}}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Args{"vf": iproute.Args{"vf": 0, "mac": x.Mac}}))
	x.Did(ip.SetLink(ctx, "eth0", iproute.Args{"xdp_fd": x.FD}))
	x.Did(ip.Brport(ctx, "set", iproute.Args{"dev": "eth0", "mode": 1}))
	x.Did(ip.Brport(ctx, "set", iproute.Args{"dev": "eth0", "learning": 0}))
	x.Did(ip.VlanFilter(ctx, "add", iproute.Args{"dev": "eth0", "vlan_info": iproute.Args{"vid": 5, "flags": "pvid"}}))
	x.Did(ip.GetVlans(ctx))
	x.Did(ip.Watch(ctx, follow.Links))
	x.Did(ip.GetAddr(ctx, iproute.Args{"dev": "eth0", "family": "inet"}))
	x.Did(ip.AddAddr(ctx, "eth0", "10.0.0.1/24"))
	x.Did(ip.ReplaceAddr(ctx, "eth0", "10.0.0.1/24"))
	x.Did(ip.DelAddr(ctx, "eth0", "10.0.0.1/24"))
	x.Did(ip.Watch(ctx, follow.Addresses))
	x.Did(ip.GetNeighbours(ctx, iproute.Args{"ifindex": 3, "family": "inet"}))
	x.Did(ip.AddNeigh(ctx, "eth0", "10.0.0.2", x.Mac))
	x.Did(ip.ReplaceNeigh(ctx, "eth0", "10.0.0.2", x.Mac))
	x.Did(ip.DelNeigh(ctx, "eth0", "10.0.0.2"))
	x.Did(ip.FDB(ctx, "append", iproute.Args{"dev": "vx7", "lladdr": x.Mac, "dst": "192.0.2.1"}))
	x.Did(ip.Watch(ctx, follow.Neighbours))
	x.Did(ip.GetRoutes(ctx, iproute.Args{"oif": "eth0", "family": "inet", "table": "main"}))
	x.Did(ip.GetRoutes(ctx, iproute.Args{"table": 100}))
	x.Did(ip.RouteTo(ctx, x.Dst))
	x.Did(ip.AddRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.1")))
	x.Did(ip.Route(ctx, "append", iproute.Route{Dst: x.Prefix, OIF: "eth0"}))
	x.Did(ip.ReplaceRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.1")))
	x.Did(ip.DelRoute(ctx, "10.0.0.0/8"))
	x.Did(ip.Watch(ctx, follow.Routes))
	x.Did(ip.GetRules(ctx, iproute.Args{"family": "inet"}))
	x.Did(ip.AddRule(ctx, iproute.Rule{Src: x.Prefix, Table: iproute.Set(iproute.Table(100))}))
	x.Did(ip.DelRule(ctx, iproute.Args{"priority": 50}))
	x.Did(ip.GetQdiscs(ctx, iproute.LinkRef("eth0")))
	x.Did(ip.Tc(ctx, "add", iproute.Qdisc{Dev: "eth0", Handle: 0x10000, Kind: iproute.HTB{Default: 0x20}}))
	x.Did(ip.Tc(ctx, "replace", iproute.Args{"dev": "eth0", "kind": "fq_codel"}))
	x.Did(ip.Tc(ctx, "del", iproute.Args{"dev": "eth0", "kind": "htb"}))
	x.Did(ip.GetClasses(ctx, iproute.LinkRef("eth0")))
	x.Did(ip.Tc(ctx, "add-class", iproute.Args{"dev": "eth0", "kind": "htb", "parent": "1:", "handle": "1:20", "rate": "10mbit"}))
	x.Did(ip.GetFilters(ctx, iproute.LinkRef("eth0")))
	x.Did(ip.Tc(ctx, "add-filter", iproute.Args{"dev": "eth0", "kind": "matchall", "parent": "1:", "action": "drop"}))
	x.Did(ip.Tc(ctx, "del-filter", iproute.Args{"dev": "eth0", "kind": "matchall", "parent": "1:", "prio": 10}))
	x.Did(iproute.Open(proxy.InNetNS("blue")))
	x.Did(ip.NSID(ctx, "get", iproute.Args{"fd": x.FD}))
	x.Did(ip.NSID(ctx, "add", iproute.Args{"fd": x.FD, "nsid": 7}))
	x.Did(netns.Open("blue"))
	x.Did(netns.Create("green"))
	x.Did(netns.Remove("green"))
}
