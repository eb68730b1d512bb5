// Package calls has the calls of docs/vishvananda.md, so that they are compiled. A test of package jobs writes it.
package calls

import (
	"context"
	"io"
	"net"
	"net/netip"
	"time"

	"github.com/vishvananda/netlink"
	vnetns "github.com/vishvananda/netns"

	"github.com/nlkit/nlkit/codec"
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

	Match    func(*codec.Message) bool
	File     io.ReadWriter
	Registry *codec.Registry
}

// Calls is the calls of vishvananda/netlink.
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

// Calls is ours in their place.
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

// CallsOfPyroute2 is ours in the place of those of pyroute2.
func (x Ours) CallsOfPyroute2(ctx context.Context, ip *iproute.IPRoute) {
	x.Did(iproute.Open())
	x.Did(iproute.OpenRaw())
	x.Did(iproute.Open(proxy.InNetNS("blue")))
	x.Did(ip.Dump(ctx))
	x.Did(ip.GetLinks(ctx))
	x.Did(ip.LinkByIndex(ctx, 3))
	x.Did(ip.GetLinks(ctx, iproute.Predicate(x.Match)))
	x.Did(ip.GetLinks(ctx, iproute.Args{"mtu": func(mtu int) bool { return mtu > 1500 }}))
	x.Did(ip.LinkLookup(ctx, iproute.Args{"ifname": "eth0"}))
	x.Did(ip.Link(ctx, "add", iproute.Args{"ifname": "br1", "kind": "bridge", "br_stp_state": 1}))
	x.Did(ip.Link(ctx, "add", iproute.Args{"ifname": "v0", "kind": "veth", "peer": "v1"}))
	x.Did(ip.Link(ctx, "set", iproute.Args{"index": 3, "state": "up"}))
	x.Did(ip.Link(ctx, "set", iproute.Args{"index": 3, "flags": []string{"!multicast"}}))
	x.Did(ip.Link(ctx, "set", iproute.Args{"dev": "v0", "master": "br0"}))
	x.Did(ip.Link(ctx, "set", iproute.Args{"dev": "v0", "net_ns_fd": "blue"}))
	x.Did(ip.Link(ctx, "update", iproute.Args{"index": 3, "mtu": 1400}))
	x.Did(ip.Link(ctx, "get", iproute.Args{"ifname": "eth0"}))
	x.Did(ip.Link(ctx, "dump"))
	x.Did(ip.Link(ctx, "del", iproute.Args{"ifname": "br1"}))
	x.Did(ip.LinkCreate(ctx, iproute.Args{"ifname": "br2", "kind": "bridge"}))
	x.Did(ip.LinkUp(ctx, "eth0"))
	x.Did(ip.LinkDown(ctx, iproute.ByIndex(3)))
	x.Did(ip.LinkRename(ctx, "br2", "lan"))
	x.Did(ip.LinkRemove(ctx, "br2"))
	x.Did(ip.LinkProp(ctx, "add", iproute.Args{"index": 3, "altname": []string{"lan0"}}))
	x.Did(ip.LinkProp(ctx, "del", iproute.Args{"index": 3, "altname": []string{"lan0"}}))
	x.Did(ip.Stats(ctx, "get", iproute.Args{"dev": "eth0"}))
	x.Did(ip.NSID(ctx, "set", iproute.Args{"net_ns": "blue", "nsid": 7}))
	x.Did(ip.NSID(ctx, "get", iproute.Args{"net_ns": "blue"}))
	x.Did(ip.GetNetconf(ctx))
	x.Did(ip.GetVlans(ctx))
	x.Did(ip.Brport(ctx, "set", iproute.Args{"dev": "eth0", "unicast_flood": false, "cost": 200}))
	x.Did(ip.Brport(ctx, "show"))
	x.Did(ip.VlanFilter(ctx, "add", iproute.Args{"dev": "eth0", "vlan_info": iproute.Args{"vid": 500}}))
	x.Did(ip.VlanFilter(ctx, "del", iproute.Args{"dev": "eth0", "vlan_info": iproute.Args{"vid": 500}}))
	x.Did(ip.GetVlanDB(ctx))
	x.Did(ip.VlanDB(ctx, "add", iproute.Args{"dev": "eth0", "vid": "10-20", "flags": "untagged"}))
	x.Did(ip.FDB(ctx, "add", iproute.Args{"dev": "eth0", "lladdr": "00:11:22:33:44:55"}))
	x.Did(ip.FDB(ctx, "append", iproute.Args{"dev": "eth0", "lladdr": "00:00:00:00:00:00", "dst": "172.16.40.40"}))
	x.Did(ip.GetFDB(ctx))
	x.Did(ip.GetAddr(ctx, iproute.Args{"family": "inet", "label": "eth0"}))
	x.Did(ip.Addr(ctx, "add", iproute.Args{"index": 3, "address": "10.0.0.1", "mask": 24}))
	x.Did(ip.Addr(ctx, "add", iproute.Args{"dev": "eth0", "address": "10.0.0.1/24", "broadcast": true}))
	x.Did(ip.ReplaceAddr(ctx, "eth0", "10.0.0.1/24"))
	x.Did(ip.Addr(ctx, "delete", iproute.Args{"dev": "eth0", "address": "10.0.0.1/24"}))
	x.Did(ip.FlushAddr(ctx, iproute.LinkRef("eth0")))
	x.Did(ip.GetNeighbours(ctx, iproute.Args{"dst": "10.0.0.2"}))
	x.Did(ip.GetNeighbours(ctx, iproute.Args{"family": "inet"}))
	x.Did(ip.GetNtables(ctx))
	x.Did(ip.Neigh(ctx, "add", iproute.Args{"dst": "10.0.0.2", "lladdr": "00:11:22:33:44:55", "dev": "eth0", "state": "permanent"}))
	x.Did(ip.Neigh(ctx, "dump"))
	x.Did(ip.Neigh(ctx, "del", iproute.Args{"dst": "10.0.0.2", "dev": "eth0"}))
	x.Did(ip.FlushNeigh(ctx, iproute.LinkRef("eth0")))
	x.Did(ip.GetRoutes(ctx, iproute.Args{"family": "inet", "table": "main"}))
	x.Did(ip.RouteTo(ctx, "8.8.8.8"))
	x.Did(ip.GetDefaultRoutes(ctx))
	x.Did(ip.Route(ctx, "add", iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.1"}))
	x.Did(ip.Route(ctx, "add", iproute.Args{"dst": "10.0.0.0/8", "oif": 3, "metrics": iproute.Args{"mtu": 1400}}))
	x.Did(ip.Route(ctx, "add", iproute.Args{"dst": "10.0.0.0/8", "multipath": []iproute.Args{{"gateway": "192.0.2.1", "hops": 2}, {"gateway": "192.0.2.2"}}}))
	x.Did(ip.Route(ctx, "add", iproute.Args{"dst": "10.0.0.0/8", "oif": 3, "encap": iproute.Args{"type": "mpls", "labels": "200/300"}}))
	x.Did(ip.Route(ctx, "add", iproute.Args{"dst": "10.0.0.0/8", "type": "blackhole"}))
	x.Did(ip.Route(ctx, "append", iproute.Args{"dst": "10.0.0.0/8", "oif": 3}))
	x.Did(ip.ReplaceRoute(ctx, "10.0.0.0/8", iproute.Via("192.0.2.1")))
	x.Did(ip.Route(ctx, "change", iproute.Args{"dst": "10.0.0.0/8", "gateway": "192.0.2.1"}))
	x.Did(ip.Route(ctx, "get", iproute.Args{"dst": "8.8.8.8"}))
	x.Did(ip.Route(ctx, "show", iproute.Args{"table": 100}))
	x.Did(ip.Route(ctx, "del", iproute.Args{"dst": "10.0.0.0/8"}))
	x.Did(ip.FlushRoutes(ctx, iproute.Args{"table": 100}))
	x.Did(ip.RouteDump(ctx, x.File))
	x.Did(ip.RouteLoad(ctx, x.File))
	x.Did(ip.GetRules(ctx, iproute.Args{"family": "inet"}))
	x.Did(ip.Rule(ctx, "add", iproute.Args{"table": 100, "priority": 50, "src": "10.0.0.0/8"}))
	x.Did(ip.Rule(ctx, "add", iproute.Args{"priority": 51, "fwmark": 7, "action": "FR_ACT_PROHIBIT"}))
	x.Did(ip.Rule(ctx, "dump"))
	x.Did(ip.Rule(ctx, "del", iproute.Args{"priority": 50}))
	x.Did(ip.FlushRules(ctx, iproute.Args{"priority": 51}))
	x.Did(ip.GetQdiscs(ctx, iproute.Args{"index": 3}))
	x.Did(ip.GetClasses(ctx, iproute.Args{"index": 3}))
	x.Did(ip.GetFilters(ctx, iproute.Args{"index": 3, "parent": 0x10000}))
	x.Did(ip.Tc(ctx, "add", iproute.Args{"kind": "htb", "index": 3, "handle": "1:", "default": 0x20}))
	x.Did(ip.Tc(ctx, "add-class", iproute.Args{"kind": "htb", "index": 3, "handle": "1:20", "parent": "1:", "rate": "256kbit"}))
	x.Did(ip.Tc(ctx, "add", iproute.Args{"kind": "sfq", "index": 3, "handle": "20:", "parent": "1:20", "perturb": 10}))
	x.Did(ip.Tc(ctx, "add-filter", iproute.Args{"kind": "u32", "index": 3, "parent": "1:", "prio": 10, "protocol": "ip", "target": "1:20", "keys": []string{"0x0006/0x00ff+8"}}))
	x.Did(ip.Tc(ctx, "del", iproute.Args{"kind": "htb", "index": 3}))
	x.Did(ip.Batch())
	x.Did(ip.Batch().Commit(ctx))
	x.Did(ip.Batch().Compile(ctx, 1))
	x.Did(ip.Ensure(ctx, ip.Addr, iproute.Args{"dev": "eth0", "address": "10.0.0.7/24"}))
	x.Did(ip.EnsureAbsent(ctx, ip.Addr, iproute.Args{"dev": "eth0", "address": "10.0.0.7/24"}))
	x.Did(ip.Poll(ctx, ip.Link, iproute.Args{"ifname": "eth0"}))
	x.Did(ip.Ping(ctx, "127.0.0.1"))
	x.Did(ip.ProbePort(ctx, "127.0.0.1:22"))
	x.Did(iproute.Open(proxy.WithRegistry(x.Registry)))
	x.Did(proxy.Open(proxy.KobjectUevent))
	x.Did(netns.List())
	x.Did(netns.Create("green"))
	x.Did(netns.Remove("green"))
	x.Did(netns.Processes())
	x.Did(netns.PathOfPid(42))
	x.Did(netns.Command(ctx, "blue", "ip", "addr"))
}
