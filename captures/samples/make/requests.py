"""requests.py NAME: sends netlink requests that no common tool sends, with nothing but sockets."""
import ctypes
import os
import socket
import struct
import sys

NETLINK_ROUTE, SOL_NETLINK = 0, 270
NETLINK_CAP_ACK, NETLINK_EXT_ACK = 10, 11
RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK = 16, 17, 18
REQUEST, ACK, DUMP, CREATE, EXCL = 1, 4, 0x300, 0x400, 0x200
RTMGRP_LINK = 1


def attr(kind, payload):
    size = 4 + len(payload)
    return struct.pack("HH", size, kind) + payload + bytes(-size % 4)


def message(kind, flags, seq, attrs=b"", index=0):
    body = struct.pack("BxHiII", 0, 0, index, 0, 0) + attrs
    return struct.pack("IHHII", 16 + len(body), kind, flags, seq, 0) + body


def new_dummy(name, seq, flags=CREATE | EXCL):
    info = attr(18, attr(1, b"dummy"))  # IFLA_LINKINFO, IFLA_INFO_KIND
    return message(RTM_NEWLINK, REQUEST | ACK | flags, seq, attr(3, name.encode() + b"\0") + info)


def route_socket():
    sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, NETLINK_ROUTE)
    sock.bind((0, 0))
    return sock


def cap_ack():
    sock = route_socket()
    sock.setsockopt(SOL_NETLINK, NETLINK_CAP_ACK, 1)
    sock.setsockopt(SOL_NETLINK, NETLINK_EXT_ACK, 1)
    for seq, name in enumerate(("c0", "c0", "a-name-longer-than-the-kernel-takes"), 1):
        sock.send(new_dummy(name, seq))
        sock.recv(32768)
    sock.send(message(RTM_DELLINK, REQUEST | ACK, 9, attr(3, b"c0\0")))
    sock.recv(32768)


def batch():
    sock = route_socket()
    sock.send(new_dummy("b0", 1) + new_dummy("b0", 2) + new_dummy("b1", 3) + message(RTM_GETLINK, REQUEST, 4, attr(3, b"b1\0")))
    for _ in range(4):
        sock.recv(32768)
    for seq, name in ((5, b"b0\0"), (6, b"b1\0")):
        sock.send(message(RTM_DELLINK, REQUEST | ACK, seq, attr(3, name)))
        sock.recv(32768)


def enobufs():
    slow = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE)
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    slow.bind((0, RTMGRP_LINK))
    slow.setblocking(False)
    sock = route_socket()
    for seq in range(1, 5):
        sock.send(new_dummy(f"e{seq}", seq))
        sock.recv(32768)
    for _ in range(6):
        try:
            slow.recv(32768)
        except OSError:
            pass


class Iovec(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("len", ctypes.c_size_t)]


class Msghdr(ctypes.Structure):
    _fields_ = [("name", ctypes.c_void_p), ("namelen", ctypes.c_uint), ("iov", ctypes.POINTER(Iovec)),
                ("iovlen", ctypes.c_size_t), ("control", ctypes.c_void_p), ("controllen", ctypes.c_size_t),
                ("flags", ctypes.c_int)]


class Mmsghdr(ctypes.Structure):
    _fields_ = [("hdr", Msghdr), ("len", ctypes.c_uint)]


def vectors(buffers):
    """One struct mmsghdr a buffer, which the caller keeps alive; the first buffer is split over two iovecs."""
    msgs = (Mmsghdr * len(buffers))()
    for i, buf in enumerate(buffers):
        base, size = ctypes.addressof(buf), ctypes.sizeof(buf)
        parts = [(base, 20), (base + 20, size - 20)] if i == 0 else [(base, size)]
        msgs[i].hdr.iov = (Iovec * len(parts))(*parts)
        msgs[i].hdr.iovlen = len(parts)
    return msgs


def calls():
    """The system calls a program may use in place of sendto and recvfrom."""
    libc = ctypes.CDLL(None, use_errno=True)
    sock = route_socket()
    os.write(sock.fileno(), new_dummy("w0", 1))
    os.read(sock.fileno(), 32768)
    copy = os.dup(sock.fileno())
    os.writev(copy, [new_dummy("w1", 2)[:40], new_dummy("w1", 2)[40:]])
    os.readv(copy, [bytearray(16), bytearray(32768)])
    os.close(copy)
    sock.sendmsg([message(RTM_GETLINK, REQUEST, 3, attr(3, b"w0\0"))])
    sock.recvmsg_into([bytearray(64), bytearray(32768)])
    requests = [message(RTM_DELLINK, REQUEST | ACK, seq, attr(3, name)) for seq, name in ((4, b"w0\0"), (5, b"w1\0"))]
    sent = [ctypes.create_string_buffer(r, len(r)) for r in requests]
    out = vectors(sent)
    libc.sendmmsg(sock.fileno(), out, len(out), 0)
    room = [ctypes.create_string_buffer(4096) for _ in range(2)]
    back = vectors(room)
    libc.recvmmsg(sock.fileno(), back, len(back), 0, None)
    sock.send(message(RTM_GETLINK, REQUEST, 6, attr(3, b"lo\0")))
    sock.recv(4096, socket.MSG_PEEK)
    sock.recv(64, socket.MSG_TRUNC)
    sock.setblocking(False)
    try:
        sock.recv(4096)
    except BlockingIOError:
        pass


def uevents():
    """Listens to the kernel's uevents while a link comes and goes."""
    kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 15)
    kernel.bind((0, 1))
    sock = route_socket()
    for seq in (1, 3):
        sock.send(new_dummy("u0", seq))
        sock.recv(32768)
        sock.send(message(RTM_DELLINK, REQUEST | ACK, seq + 1, attr(3, b"u0\0")))
        sock.recv(32768)
    kernel.settimeout(1)
    try:
        while True:
            kernel.recv(8192)
    except TimeoutError:
        pass


{"cap-ack": cap_ack, "batch": batch, "enobufs": enobufs, "calls": calls, "uevents": uevents}[sys.argv[1]]()
