"""Sends one router advertisement with each common option out of v1."""
import socket
import struct

PREFIX = socket.inet_pton(socket.AF_INET6, "2001:db8:77::")
SERVER = socket.inet_pton(socket.AF_INET6, "2001:db8::53")


def option(kind, body):
    body += bytes(-(len(body) + 2) % 8)
    return bytes((kind, (len(body) + 2) // 8)) + body


options = b"".join((
    option(1, bytes.fromhex("020000000002")),
    option(3, struct.pack("!BBIII", 64, 0xC0, 3600, 1800, 0) + PREFIX),
    option(5, struct.pack("!HI", 0, 1400)),
    option(24, struct.pack("!BBI", 48, 0x08, 600) + PREFIX[:8]),
    option(25, struct.pack("!HI", 0, 600) + SERVER),
    option(31, struct.pack("!HI", 0, 600) + b"\x06sample\x07example\x00"),
))
message = struct.pack("!BBHBBHII", 134, 0, 0, 64, 0xC8, 1800, 20000, 1000) + options
router = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
router.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
router.sendto(message, ("ff02::1", 0, 0, socket.if_nametoindex("v1")))
