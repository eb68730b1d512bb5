"""Asks rtnetlink for what no command of ip asks for: multicast and anycast addresses, and DCB of d0."""
import socket
import struct

RTM_GETMULTICAST, RTM_GETANYCAST, RTM_GETDCB = 58, 62, 78
NLM_F_REQUEST, NLM_F_ACK, NLM_F_DUMP = 1, 4, 0x300
NLMSG_ERROR, NLMSG_DONE = 2, 3


def types(datagram):
    """The types of the messages of a datagram."""
    while datagram:
        length, kind = struct.unpack_from("=IH", datagram)
        yield kind
        datagram = datagram[(length + 3) & ~3:]


def ask(kind, flags, body):
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    netlink.settimeout(10)
    netlink.send(struct.pack("=IHHII", 16 + len(body), kind, flags, kind, 0) + body)
    while not {NLMSG_ERROR, NLMSG_DONE}.intersection(types(netlink.recv(65536))):
        pass


for family in (socket.AF_INET, socket.AF_INET6):
    for kind in (RTM_GETMULTICAST, RTM_GETANYCAST):
        ask(kind, NLM_F_REQUEST | NLM_F_DUMP, struct.pack("=BBBBI", family, 0, 0, 0, 0))
name = struct.pack("=HH3sx", 7, 1, b"d0\0")
ask(RTM_GETDCB, NLM_F_REQUEST | NLM_F_ACK, struct.pack("=BBH", 0, 3, 0) + name)
