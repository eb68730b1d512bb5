"""pyroute2 where it keeps a picture of the network: NDB, and a network namespace of another process."""
from pyroute2 import NDB, NetNS


def main():
    with NetNS("inner") as inner:
        inner.link("add", ifname="d1", kind="dummy", address="02:00:00:00:00:09")
        inner.get_links()
    with NDB() as ndb:
        device = ndb.interfaces.create(ifname="d2", kind="dummy", address="02:00:00:00:00:0b").commit()
        device.set("state", "up").add_ip("10.2.0.1/24").commit()
        ndb.interfaces.create(ifname="br0", kind="bridge").add_port("d2").commit()
        ndb.routes.create(dst="10.3.0.0/16", gateway="10.2.0.9").commit()
        device.set("mtu", 1400).commit()
        ndb.interfaces["br0"].remove().commit()
        device.remove().commit()


main()
