"""Takes packets from queue 3 and log group 7, with all that netfilter tells of them, and gives verdicts."""
import socket
import struct

QUEUE, LOG = 3, 4


def attr(kind, data):
    return struct.pack("=HH", len(data) + 4, kind) + data + b"\0" * (-len(data) % 4)


def talk(sock, subsystem, kind, number, attrs, flags=5):
    body = struct.pack("!BBH", 0, 0, number) + attrs
    sock.sendto(struct.pack("=IHHII", 16 + len(body), subsystem << 8 | kind, flags, 1, 0) + body, (0, 0))
    if flags & 4:
        sock.recv(65536)


def listener():
    sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12)
    sock.settimeout(5)
    sock.bind((0, 0))
    return sock


queue, log = listener(), listener()
talk(queue, QUEUE, 2, 3, attr(1, struct.pack("!BBH", 1, 0, 0)))                                      # bind
talk(queue, QUEUE, 2, 3, attr(2, struct.pack("!IB", 20, 2)))                                         # copy 20 octets
talk(queue, QUEUE, 2, 3, attr(3, struct.pack("!I", 200)))                                            # the longest queue
talk(queue, QUEUE, 2, 3, attr(4, struct.pack("!I", 0x1f)) + attr(5, struct.pack("!I", 0x1b)))        # flags
talk(log, LOG, 1, 7, attr(1, bytes([1])))                                                            # bind
talk(log, LOG, 1, 7, attr(2, struct.pack("!IBB", 40, 2, 0)))                                         # copy 40 octets
talk(log, LOG, 1, 7, attr(3, struct.pack("!I", 8192)) + attr(4, struct.pack("!I", 10)) + attr(5, struct.pack("!I", 1)))
talk(log, LOG, 1, 7, attr(6, struct.pack("!H", 7)))                                                  # flags
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.bind(("127.0.0.1", 4000))
sender.sendto(b"a sample of forty octets and some more ..", ("127.0.0.1", 9))
log.recv(65536)
queue.recv(65536)
mark = attr(0x8000 | 11, attr(8, struct.pack("!I", 0x99)))                                           # of the connection
talk(queue, QUEUE, 1, 3, attr(2, struct.pack("!II", 1, 1)) + attr(3, struct.pack("!I", 0x77)) + mark, 1)
sender.sendto(b"two", ("127.0.0.1", 9))
queue.recv(65536)
talk(queue, QUEUE, 3, 3, attr(2, struct.pack("!II", 0, 2)), 1)                                       # on all up to it
talk(queue, QUEUE, 1, 3, attr(2, struct.pack("!II", 0x58003, 99)))                                   # of no packet
talk(queue, QUEUE, 2, 3, attr(1, struct.pack("!BBH", 2, 0, 0)))                                      # unbind
talk(log, LOG, 1, 7, attr(1, bytes([2])))
