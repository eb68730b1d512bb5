"""Carries out calls of pyroute2, each job in a network namespace of its own, and tells what was sent and what came of it.

The input is a JSON object: {"beginning": commands of ip -batch, "sysctls": {file: text, …} or null, "dumps": requests in
hexadecimal, "jobs": [[[method, command, keywords], …], …]}. Each line of the output is one for each job: {"sent": the
requests in hexadecimal, "state": the messages that answer the dumps, "error": what was raised, or ""}.
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
NLMSG_ERROR, NLMSG_DONE = 2, 3


def messages(octets):
    while octets:
        length = struct.unpack_from("I", octets)[0]
        yield octets[:length]
        octets = octets[(length + 3) & ~3:]


def dump(sock, request):
    sock.send(bytes.fromhex(request))
    while True:
        for message in messages(sock.recv(1 << 16)):
            if struct.unpack_from("H", message, 4)[0] in (NLMSG_ERROR, NLMSG_DONE):
                return
            yield message.hex()


def carry_out(order, job):
    if ctypes.CDLL(None).unshare(CLONE_NEWNET):
        raise OSError("unshare")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    subprocess.run(["ip", "-batch", "-"], input=order["beginning"].encode(), check=True)
    for name, text in (order["sysctls"] or {}).items():
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
        state = [m for request in order["dumps"] for m in dump(sock, request)]
    return {"sent": sent, "state": state, "error": error}


warnings.simplefilter("ignore")
logging.disable()
order = json.load(sys.stdin)
for job in order["jobs"]:
    print(json.dumps(carry_out(order, job)), flush=True)
