"""Takes packets from queue 5 by libnetfilter_queue, prints what the library says of each, and gives verdicts."""
import ctypes
import socket
import subprocess

COPY_PACKET, ACCEPT, DROP, REPEAT = 2, 1, 0, 4
EVERYTHING = 0xFF
library = ctypes.CDLL("libnetfilter_queue.so.1")
for name in "nfq_open", "nfq_create_queue":
    getattr(library, name).restype = ctypes.c_void_p


class PacketHeader(ctypes.BigEndianStructure):
    _pack_ = 1
    _fields_ = [("id", ctypes.c_uint32), ("protocol", ctypes.c_uint16), ("hook", ctypes.c_uint8)]


library.nfq_get_msg_packet_hdr.restype = ctypes.POINTER(PacketHeader)
verdicts = iter([ACCEPT, ACCEPT, REPEAT, DROP])


@ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * 4)
def take(queue, _head, packet, _data):
    text = ctypes.create_string_buffer(8192)
    library.nfq_snprintf_xml(text, len(text), ctypes.c_void_p(packet), EVERYTHING)
    print(text.value.decode(), flush=True)
    number = library.nfq_get_msg_packet_hdr(ctypes.c_void_p(packet)).contents.id
    library.nfq_set_verdict2(ctypes.c_void_p(queue), number, next(verdicts), 0x70 + number, 0, None)
    return 0


handle = ctypes.c_void_p(library.nfq_open())
queue = ctypes.c_void_p(library.nfq_create_queue(handle, 5, take, None))
library.nfq_set_mode(queue, COPY_PACKET, 0xFFFF)
library.nfq_set_queue_maxlen(queue, 100)
for flag in 1, 4, 8:        # fail open, packets as the device has them, user and group
    library.nfq_set_queue_flags(queue, flag, flag)
library.nfq_fd.argtypes = [ctypes.c_void_p]
netlink = socket.socket(fileno=library.nfq_fd(handle))
netlink.settimeout(10)
subprocess.Popen(["ping", "-q", "-c", "1", "-W", "1", "127.0.0.1"], stdout=subprocess.DEVNULL)
sender = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
sender.bind(("::1", 4001))
sender.sendto(b"sample", ("::1", 9))
for _ in range(4):
    data = netlink.recv(65536)
    library.nfq_handle_packet(handle, data, len(data))
library.nfq_destroy_queue(queue)
