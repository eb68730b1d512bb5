"""Adds to v0, one after the other, queueing disciplines with options that tc of iproute2 6.1 does not know, and lists what
there is."""
import errno
import socket
import struct
import subprocess
import sys

RTM_NEWQDISC, RTM_DELQDISC = 36, 37
NLM_F_REQUEST, NLM_F_ACK, NLM_F_EXCL, NLM_F_CREATE = 1, 4, 0x200, 0x400
NLMSG_ERROR = 2
TCA_KIND, TCA_OPTIONS = 1, 2
TC_H_ROOT = 0xFFFFFFFF


def attr(kind, payload):
    return struct.pack("=HH", 4 + len(payload), kind) + payload + bytes(-len(payload) % 4)


def u8(value):
    return struct.pack("=B", value)


def u32(value):
    return struct.pack("=I", value)


def ask(kind, flags, *attrs):
    body = struct.pack("=BxxxiIII", 0, socket.if_nametoindex("v0"), 0x10000, TC_H_ROOT, 0) + b"".join(attrs)
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    netlink.send(struct.pack("=IHHII", 16 + len(body), kind, NLM_F_REQUEST | NLM_F_ACK | flags, kind, 0) + body)
    answer = netlink.recv(65536)
    return -struct.unpack_from("=i", answer, 16)[0]


def add(name, options):
    kind = attr(TCA_KIND, name + b"\0")
    error = ask(RTM_NEWQDISC, NLM_F_CREATE | NLM_F_EXCL, kind, attr(TCA_OPTIONS, options))
    if error == errno.ENOENT:
        return  # Debian's kernel has no such kind
    if error:
        sys.exit(f"{name}: {errno.errorcode[error]}")
    for port in range(4000, 4005):
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"sample", ("192.0.2.2", port))
    subprocess.run(["tc", "-s", "-d", "qdisc", "show", "dev", "v0"], check=False)
    ask(RTM_DELQDISC, 0, kind)


# TCA_DUALPI2_LIMIT, MEMORY_LIMIT, TARGET, TUPDATE, ALPHA, BETA, STEP_THRESH_US, MIN_QLEN_STEP, COUPLING, DROP_OVERLOAD,
# DROP_EARLY, C_PROTECTION, ECN_MASK, SPLIT_GSO
words = {1: 5000, 2: 20000000, 3: 10000, 4: 16000, 5: 50, 6: 800, 8: 2000, 9: 1}
octets = {10: 2, 11: 1, 12: 1, 13: 20, 14: 3, 15: 0}
add(b"dualpi2", b"".join(attr(k, u32(v)) for k, v in words.items()) + b"".join(attr(k, u8(v)) for k, v in octets.items()))
# TCA_DUALPI2_STEP_THRESH_PKTS
add(b"dualpi2", attr(7, u32(20)))
# TCA_CAKE_BASE_RATE64, TCA_CAKE_DIFFSERV_MODE
add(b"cake_mq", attr(2, struct.pack("=Q", 1250000)) + attr(3, u32(1)))
# TCA_FQ_PRIOMAP (struct tc_prio_qopt), TCA_FQ_WEIGHTS, TCA_FQ_OFFLOAD_HORIZON
add(b"fq", attr(16, struct.pack("=i16B", 3, *[0, 1, 2, 2] * 4)) + attr(17, struct.pack("=3i", 600000, 200000, 50000)))
# TCA_NETEM_PRNG_SEED after struct tc_netem_qopt: latency, limit, loss, gap, duplicate, jitter
add(b"netem", struct.pack("=6I", 15625, 100, 1 << 31, 0, 0, 0) + attr(14, struct.pack("=Q", 0x1234567890ABCDEF)))
