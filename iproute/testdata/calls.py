"""Carries out calls of pyroute2, each job in a network namespace of its own, and tells what was sent and what came of it.

The input is a JSON object: {"beginning": commands of ip -batch, "sysctls": {file: text, …} or null, "jobs": [[[method, command, keywords], …], …]}. Each line of
the output is one for each job: {"sent": the requests in hexadecimal, "state": the messages of the dumps of addresses, routes,
rules, neighbours and next hops, "error": what was raised, or ""}.
"""
import ctypes
import json
import logging
import socket
import struct
import subprocess
import sys
import warnings

from pyroute2 import IPRoute

CLONE_NEWNET = 0x40000000
# RTM_GETADDR, RTM_GETROUTE, RTM_GETRULE, RTM_GETNEIGH, RTM_GETNEXTHOP, and how long the structs after the header are.
DUMPS = ((22, 8), (26, 12), (34, 12), (30, 12), (106, 8))
NLM_F_REQUEST, NLM_F_DUMP, NLMSG_ERROR, NLMSG_DONE = 1, 0x300, 2, 3


def messages(octets):
    while octets:
        length = struct.unpack_from("I", octets)[0]
        yield octets[:length]
        octets = octets[(length + 3) & ~3:]


def dump(sock, kind, size):
    sock.send(struct.pack("IHHII", 16 + size, kind, NLM_F_REQUEST | NLM_F_DUMP, 1, 0) + bytes(size))
    while True:
        for message in messages(sock.recv(1 << 16)):
            if struct.unpack_from("H", message, 4)[0] in (NLMSG_ERROR, NLMSG_DONE):
                return
            yield message.hex()


def carry_out(beginning, sysctls, job):
    if ctypes.CDLL(None).unshare(CLONE_NEWNET):
        raise OSError("unshare")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["ip", "-batch", "-"], input=beginning.encode(), check=True)
    for name, text in (sysctls or {}).items():
        with open("/proc/sys/" + name, "w") as file:
            file.write(text)
    sent, error = [], ""
    with IPRoute() as ipr, socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as sock:
        send = ipr.sendto_gate

        def gate(message, address):
            send(message, address)
            sent.append(bytes(message.data).hex())

        ipr.sendto_gate = gate
        for method, command, keywords in job:
            try:
                function = getattr(ipr, method)
                function(command, **keywords) if command else function(**keywords)
            except Exception as e:
                error = error or f"{method} {command}: {type(e).__name__}: {e}"
        ipr.sendto_gate = send
        state = [m for kind, size in DUMPS for m in dump(sock, kind, size)]
    return {"sent": sent, "state": state, "error": error}


warnings.simplefilter("ignore")
logging.disable()
order = json.load(sys.stdin)
for job in order["jobs"]:
    print(json.dumps(carry_out(order["beginning"], order["sysctls"], job)), flush=True)
