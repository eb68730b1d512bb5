"""Asks for the SMC sockets (struct smc_diag_req of linux/smc_diag.h), with each extension alone and with all."""
import socket
import struct

SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST, NLM_F_DUMP, NLMSG_DONE, NLMSG_ERROR, AF_SMC = 20, 1, 0x300, 3, 2, 43
diag = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 4)
for sequence, extensions in enumerate([0, 1 << 0, 1 << 1, 1 << 2, 0xFF]):
    body = struct.pack("=BBBB", AF_SMC, 0, 0, extensions) + bytes(48)           # and struct inet_diag_sockid
    diag.send(struct.pack("=IHHII", 16 + len(body), SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST | NLM_F_DUMP, sequence + 1, 0) + body)
    while struct.unpack_from("=H", diag.recv(65536), 4)[0] not in (NLMSG_DONE, NLMSG_ERROR):
        pass
