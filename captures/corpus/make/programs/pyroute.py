"""Calls of pyroute2: IPRoute, IPSet, NFTables, ethtool and taskstats, on devices of its own."""
from pyroute2 import IPRoute, NetlinkError
from pyroute2.ipset import IPSet
from pyroute2.netlink.generic.ethtool import NlEthtool
from pyroute2.netlink.taskstats import TaskStats
from pyroute2.nftables.main import NFTables


def refused(call, *args, **kwargs):
    """Calls what the kernel refuses."""
    try:
        call(*args, **kwargs)
    except NetlinkError:
        return
    raise AssertionError(f"not refused: {args} {kwargs}")


def links(ip):
    ip.link("add", ifname="v0", kind="veth", address="02:00:00:00:00:01", peer={"ifname": "v1", "address": "02:00:00:00:00:02"})
    ip.link("add", ifname="d0", kind="dummy", address="02:00:00:00:00:03", mtu=1400, txqlen=100)
    ip.link("add", ifname="br0", kind="bridge", address="02:00:00:00:00:04", br_vlan_filtering=1, br_ageing_time=20000)
    index = {name: ip.link_lookup(ifname=name)[0] for name in ("v0", "v1", "d0", "br0")}
    ip.link("add", ifname="v0.5", kind="vlan", link=index["v0"], vlan_id=5)
    ip.link("add", ifname="mv0", kind="macvlan", link=index["v0"], macvlan_mode="bridge", address="02:00:00:00:00:05")
    ip.link("add", ifname="vx0", kind="vxlan", vxlan_id=7, vxlan_group="239.0.0.1", vxlan_link=index["d0"], vxlan_ttl=16)
    ip.link("add", ifname="gre0x", kind="gre", gre_local="192.0.2.1", gre_remote="192.0.2.9", gre_ttl=16)
    ip.link("add", ifname="bond0", kind="bond", bond_mode=1, address="02:00:00:00:00:06")
    ip.link("add", ifname="vrf0", kind="vrf", vrf_table=7)
    ip.link("add", ifname="tun0x", kind="tuntap", mode="tap")
    ip.link("set", index=index["v1"], master=index["br0"])
    ip.vlan_filter("add", index=index["v1"], vlan_info={"vid": 30})
    ip.brport("set", index=index["v1"], cost=50, priority=10, fast_leave=1)
    ip.fdb("append", ifindex=index["v1"], lladdr="02:00:00:00:00:0a", vlan=30, flags=4)
    ip.get_vlans()
    for name in index:
        ip.link("set", index=index[name], state="up")
    ip.get_links()
    ip.link("get", index=index["v0"])
    ip.link("dump", ext_mask="vf")
    refused(ip.link, "add", ifname="d0", kind="dummy")
    refused(ip.link, "set", index=9999, state="up")
    return index


def addresses(ip, index):
    ip.addr("add", index=index["v0"], address="192.0.2.1", prefixlen=24, broadcast="192.0.2.255", label="v0:1")
    ip.addr("add", index=index["v0"], address="2001:db8::1", prefixlen=64, preferred_lft=1000, valid_lft=2000)
    ip.addr("replace", index=index["d0"], address="198.51.100.1", prefixlen=24)
    ip.get_addr(index=index["v0"])
    ip.neigh("add", dst="192.0.2.7", lladdr="02:00:00:00:00:07", ifindex=index["v0"], state=0x80)
    ip.neigh("change", dst="192.0.2.7", lladdr="02:00:00:00:00:08", ifindex=index["v0"], state=0x80)
    ip.get_neighbours(family=2)
    ip.neigh("del", dst="192.0.2.7", lladdr="02:00:00:00:00:08", ifindex=index["v0"])
    ip.get_ntables()
    ip.route("add", dst="203.0.113.0/25", gateway="192.0.2.9", metrics={"mtu": 1400, "hoplimit": 9}, priority=10)
    ip.route("add", dst="203.0.113.128/25", multipath=[{"gateway": "192.0.2.9", "hops": 3}, {"gateway": "192.0.2.10"}])
    ip.route("replace", dst="2001:db8:1::/48", gateway="2001:db8::9", table=100)
    ip.route("add", dst="10.1.0.0/16", oif=index["d0"], encap={"type": "mpls", "labels": "200/300"})
    ip.get_routes(table=254)
    ip.route("get", dst="203.0.113.1")
    ip.route("del", dst="203.0.113.0/25", gateway="192.0.2.9", priority=10)
    refused(ip.route, "add", dst="10.9.0.0/16", gateway="172.16.0.1")
    ip.rule("add", table=100, priority=500, src="10.0.0.0/8", fwmark=7, iifname="v0")
    ip.rule("add", family=10, action="FR_ACT_PROHIBIT", priority=501, dst="2001:db8:2::/48")
    ip.get_rules()
    ip.rule("del", table=100, priority=500)
    ip.flush_addr(index=index["d0"])


def control(ip, index):
    ip.tc("add", "htb", index["v0"], 0x10000, default=0x200000)
    ip.tc("add-class", "htb", index["v0"], 0x10001, parent=0x10000, rate="256kbit", burst=1024 * 6)
    ip.tc("add", "sfq", index["v0"], 0x20000, parent=0x10001, perturb=10)
    ip.tc("add-filter", "u32", index["v0"], parent=0x10000, prio=10, protocol=2048, target=0x10001,
          keys=["0x0/0x0+0", "0x0006/0x00ff+8"])
    ip.tc("add", "netem", index["d0"], 0x10000, delay=5000, loss=1, duplicate=1)
    ip.tc("add", "tbf", index["br0"], 0x10000, rate="220kbit", latency="50ms", burst=1540)
    ip.tc("add", "clsact", index["v1"])
    ip.tc("add-filter", "matchall", index["v1"], parent=0xfffffff2, action={"kind": "gact", "action": "drop"})
    ip.get_qdiscs()
    ip.get_classes(index=index["v0"])
    ip.get_filters(index=index["v0"], parent=0x10000)
    ip.tc("del", "htb", index["v0"], 0x10000)


def sets():
    with IPSet() as ipset:
        ipset.create("s0", stype="hash:ip", counters=True, comment=True, timeout=100)
        ipset.add("s0", "192.0.2.1", comment="sample", packets=1, bytes=2)
        ipset.add("s0", "192.0.2.2", timeout=50)
        ipset.test("s0", "192.0.2.1")
        ipset.list("s0")
        ipset.rename("s0", "s1")
        ipset.delete("s1", "192.0.2.2")
        ipset.flush("s1")
        ipset.destroy("s1")
        refused(ipset.destroy, "s9")


def tables():
    with NFTables(nfgen_family=2) as nft:
        nft.table("add", name="t0")
        nft.chain("add", table="t0", name="c0", hook="input", type="filter", policy=0)
        nft.get_tables()
        nft.get_chains()
        nft.chain("del", table="t0", name="c0")
        nft.table("del", name="t0")


def generic():
    with NlEthtool() as ethtool:
        ethtool.get_linkmode("v0")
        ethtool.get_linkinfo("v0")
        ethtool.get_stringset("v0")
        refused(ethtool.get_wol, "v0")
    with TaskStats() as stats:
        stats.bind()
        stats.get_pid_stat(1)


def main():
    with IPRoute() as ip:
        index = links(ip)
        addresses(ip, index)
        control(ip, index)
    sets()
    tables()
    generic()


main()
