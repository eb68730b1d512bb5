"""pyr.py NAME [FILE]: programs of a pyroute2 user."""
import socket
import struct
import sys

from pyroute2 import IPRoute
from pyroute2.common import hexdump


def link_add():
    with IPRoute() as ipr:
        ipr.link("add", ifname="p0", kind="dummy")
        index = ipr.link_lookup(ifname="p0")[0]
        ipr.link("set", index=index, state="up", mtu=1300)
        ipr.addr("add", index=index, address="192.0.2.1", prefixlen=24)
        ipr.route("add", dst="203.0.113.0/24", gateway="192.0.2.2", metrics={"mtu": 1200})
        ipr.link("del", index=index)


def get_links():
    with IPRoute() as ipr:
        ipr.get_links()
        ipr.get_addr()


def ipdb():
    from pyroute2 import IPDB
    db = IPDB()
    with db.create(ifname="q0", kind="dummy") as link:
        link.add_ip("192.0.2.1/24")
        link.up()
    with db.interfaces.q0 as link:
        link.remove()
    db.release()


def dump_hex(file):
    """Writes the link dump as pyroute2's dump files have it, a packet a paragraph."""
    sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    sock.send(struct.pack("IHHIIBxHiII", 32, 18, 0x301, 1, 0, 0, 0, 0, 0, 0))
    with open(file, "w") as out:
        out.write("# a link dump\n")
        done = False
        while not done:
            data = sock.recv(65536)
            while data:
                length, kind = struct.unpack_from("IH", data)
                out.write("\n" + hexdump(data[:length]) + "\n")
                data = data[(length + 3) & ~3:]
                done = kind == 3


{"link-add": link_add, "get-links": get_links, "ipdb": ipdb, "hex": dump_hex}[sys.argv[1]](*sys.argv[2:])
