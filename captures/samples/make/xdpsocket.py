"""Opens a socket of AF_XDP on d0, with memory and all rings, and keeps it open."""
import ctypes
import mmap
import os
import signal
import socket
import struct

AF_XDP, SOL_XDP, XDP_UMEM_REG, XDP_COPY = 44, 283, 4, 2
xdp = socket.socket(AF_XDP, socket.SOCK_RAW, 0)
memory = mmap.mmap(-1, 16 * 4096)
address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
xdp.setsockopt(SOL_XDP, XDP_UMEM_REG, struct.pack("=QQIIII", address, 16 * 4096, 4096, 128, 0, 0))
for ring, size in (5, 64), (6, 32), (2, 16), (3, 8):                     # of the memory, to receive, to send
    xdp.setsockopt(SOL_XDP, ring, size)
where = struct.pack("=HHIII", AF_XDP, XDP_COPY, socket.if_nametoindex("d0"), 0, 0)
if ctypes.CDLL(None, use_errno=True).bind(xdp.fileno(), where, len(where)):
    error = ctypes.get_errno()
    raise OSError(error, os.strerror(error))
open("/run/sockets-ready", "w").close()
signal.pause()
