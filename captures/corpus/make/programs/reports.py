"""Asks rtnetlink for what no command of ip does: multicast and anycast addresses and DCB, and listens to the reports of
packets to groups without a route, one of which it sends out of d0. It needs a multicast router in the same namespace."""
import socket
import struct

RTM_GETMULTICAST, RTM_GETANYCAST, RTM_GETDCB = 58, 62, 78
RTNLGRP_IPV4_MROUTE_R, RTNLGRP_IPV6_MROUTE_R = 30, 31
NLM_F_REQUEST, NLM_F_ROOT_MATCH = 1, 0x300
NLMSG_ERROR, NLMSG_DONE = 2, 3
ADD_MEMBERSHIP = 1


def ask(kind, flags, body):
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    netlink.send(struct.pack("=IHHII", 16 + len(body), kind, flags, kind, 0) + body)
    while struct.unpack_from("=H", netlink.recv(65536), 4)[0] not in (NLMSG_ERROR, NLMSG_DONE):
        pass


for family in (socket.AF_INET, socket.AF_INET6):
    for kind in (RTM_GETMULTICAST, RTM_GETANYCAST):
        ask(kind, NLM_F_REQUEST | NLM_F_ROOT_MATCH, struct.pack("=BBBBI", family, 0, 0, 0, 0))
name = struct.pack("=HH3sx", 7, 1, b"d0\0")
ask(RTM_GETDCB, NLM_F_REQUEST, struct.pack("=BBH", 0, 3, 0) + name)

listener = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
for group in (RTNLGRP_IPV4_MROUTE_R, RTNLGRP_IPV6_MROUTE_R):
    listener.setsockopt(270, ADD_MEMBERSHIP, group)
listener.settimeout(10)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("192.0.2.1"))
sender.sendto(b"sample", ("239.1.1.78", 9))
listener.recv(65536)
sender = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
sender.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex("d0"))
sender.sendto(b"sample", ("ff05::78", 9))
listener.recv(65536)
