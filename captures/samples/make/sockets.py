"""Opens sockets of many families with options that sock_diag tells of, and keeps them open."""
import ctypes
import os
import signal
import socket
import struct
import threading

keep = []
TCP_CONGESTION, TCP_ULP, SOL_TLS, TLS_TX, TLS_RX = 13, 31, 282, 1, 2
IPPROTO_MPTCP, IPPROTO_SCTP, AF_SMC = 262, 132, 43


def made(*kind):
    """A socket, or nothing where the kernel has no such family."""
    try:
        return socket.socket(*kind)
    except OSError:
        return None


def pair(port, protocol=0, family=socket.AF_INET, address="127.0.0.1", option=lambda s: None):
    """A connection over loopback: who asked, and who answered."""
    listener = made(family, socket.SOCK_STREAM, protocol)
    if not listener:
        return None
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    client = socket.socket(family, socket.SOCK_STREAM, protocol)
    for s in listener, client:
        option(s)
    listener.bind((address, port))
    listener.listen(4)
    client.connect((address, port))
    keep.extend([listener, client, listener.accept()[0]])
    return keep[-2], keep[-1]


def controlled(port, name):
    """A connection with a congestion control, over which something went both ways."""
    client, server = pair(port, option=lambda s: s.setsockopt(socket.IPPROTO_TCP, TCP_CONGESTION, name))
    for a, b in [(client, server), (server, client)] * 3:
        a.sendall(b"x" * 20000)
        rest = 20000
        while rest:
            rest -= len(b.recv(rest))


def tls(port, version, cipher, octets):
    client, server = pair(port)
    for s, side in (client, TLS_TX), (server, TLS_RX):
        s.setsockopt(socket.IPPROTO_TCP, TCP_ULP, b"tls")
        s.setsockopt(SOL_TLS, side, struct.pack("=HH", version, cipher) + bytes(range(octets)))
    client.send(b"secret")
    server.recv(9)


tls(8443, 0x303, 51, 36)       # TLS 1.2, AES-GCM-128: struct tls12_crypto_info_aes_gcm_128
tls(8444, 0x304, 52, 52)       # TLS 1.3, AES-GCM-256
for port, name in (8501, b"bbr"), (8502, b"dctcp"), (8503, b"vegas"):
    controlled(port, name)
client, server = pair(8601, IPPROTO_MPTCP)
client.send(b"question")
server.recv(8)
server.send(b"answer")
client.recv(6)
pair(8602, IPPROTO_SCTP)

for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET:
    path = f"/run/sample-{kind:d}"
    if os.path.exists(path):
        os.unlink(path)
    named = socket.socket(socket.AF_UNIX, kind)
    named.bind(path)
    keep.append(named)
    if kind != socket.SOCK_DGRAM:
        named.listen(3)
        client = socket.socket(socket.AF_UNIX, kind)
        client.connect(path)
        keep += [client, named.accept()[0]]
        waiting = socket.socket(socket.AF_UNIX, kind)
        waiting.connect(path)
        keep.append(waiting)
abstract = socket.socket(socket.AF_UNIX)
abstract.bind("\0sample")
one, other = socket.socketpair()
one.shutdown(socket.SHUT_WR)
keep += [abstract, one, other]

SOL_PACKET, ADD_MEMBERSHIP, RX_RING, TX_RING, VERSION, FANOUT = 263, 1, 5, 13, 10, 18
packet = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
packet.bind(("x0", 3))
packet.setsockopt(SOL_PACKET, ADD_MEMBERSHIP, struct.pack("=iHH8s", socket.if_nametoindex("x0"), 0, 6, b"\1\0\x5e\0\0\1"))
packet.setsockopt(SOL_PACKET, VERSION, 1)
packet.setsockopt(SOL_PACKET, RX_RING, struct.pack("=IIII", 4096, 8, 2048, 16))
packet.setsockopt(SOL_PACKET, TX_RING, struct.pack("=IIII", 8192, 4, 2048, 16))
packet.setsockopt(SOL_PACKET, FANOUT, struct.pack("=HH", 7, 0x8002))                 # by processor, defragmented
program = struct.pack("=HBBI", 0x28, 0, 0, 12) + struct.pack("=HBBI", 0x15, 0, 1, 0x800) + \
    struct.pack("=HBBI", 6, 0, 0, 0xffff) + struct.pack("=HBBI", 6, 0, 0, 0)
buffer = ctypes.create_string_buffer(program)
packet.setsockopt(socket.SOL_SOCKET, 26, struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer)))
keep += [packet, buffer, socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x806))]

listener = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
listener.bind((0x1234, 0x51))
listener.setsockopt(270, 10, 1)          # NETLINK_CAP_ACK
keep.append(listener)

vsock = made(socket.AF_VSOCK, socket.SOCK_STREAM)
if vsock:
    vsock.bind((socket.VMADDR_CID_ANY, 1234))
    vsock.listen()
    client = socket.socket(socket.AF_VSOCK, socket.SOCK_STREAM)
    keep += [vsock, client]
    try:
        client.connect((1, 1234))        # VMADDR_CID_LOCAL
        keep.append(vsock.accept()[0])
    except OSError:
        pass
tipc = made(socket.AF_TIPC, socket.SOCK_STREAM)
if tipc:
    tipc.bind((socket.TIPC_ADDR_NAMESEQ, 18888, 1, 5, socket.TIPC_NODE_SCOPE))
    tipc.listen()
    client = socket.socket(socket.AF_TIPC, socket.SOCK_STREAM)
    accepting = threading.Thread(target=lambda: keep.append(tipc.accept()[0]))     # who connects waits for that
    accepting.start()
    client.connect((socket.TIPC_ADDR_NAME, 18888, 3, 0))
    accepting.join()
    keep += [tipc, client]

smc = made(AF_SMC, socket.SOCK_STREAM, 0)
if smc:
    # Python knows no addresses of AF_SMC: they are those of AF_INET.
    library = ctypes.CDLL(None, use_errno=True)
    where = struct.pack("=H", socket.AF_INET) + struct.pack("!H4s8x", 8701, b"\x7f\0\0\1")
    library.bind(smc.fileno(), where, len(where))
    smc.listen(3)
    client = socket.socket(AF_SMC, socket.SOCK_STREAM, 0)
    library.connect(client.fileno(), where, len(where))
    keep += [smc, client, library.accept(smc.fileno(), None, None)]

open("/run/sockets-ready", "w").close()
signal.pause()
