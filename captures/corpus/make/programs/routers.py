"""Leaves behind what no command of ip makes: metrics of TCP connections, and multicast routes and their misses for as long
as it runs. It prints a line once all is there, and waits."""
import signal
import socket
import struct

MRT_INIT, MRT_ADD_VIF, MRT_ADD_MFC = 200, 202, 204
MRT6_INIT, MRT6_ADD_MIF, MRT6_ADD_MFC = 200, 202, 204
VIFF_USE_IFINDEX = 8


def vif(number, name):
    index = socket.if_nametoindex(name)
    return struct.pack("=HBBIII", number, VIFF_USE_IFINDEX, 1, 0, index, 0)


def mfc(origin, group, parent, outputs):
    ttls = bytes(1 if i in outputs else 0 for i in range(32))
    return socket.inet_aton(origin) + socket.inet_aton(group) + struct.pack("=H", parent) + ttls + struct.pack("=2xIIIi", 0, 0, 0, 0)


def routes4():
    router = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_IGMP)
    router.setsockopt(socket.IPPROTO_IP, MRT_INIT, 1)
    for number, name in enumerate(("d0", "d1")):
        router.setsockopt(socket.IPPROTO_IP, MRT_ADD_VIF, vif(number, name))
    router.setsockopt(socket.IPPROTO_IP, MRT_ADD_MFC, mfc("192.0.2.9", "239.1.1.1", 0, {1}))
    router.setsockopt(socket.IPPROTO_IP, MRT_ADD_MFC, mfc("198.51.100.9", "239.1.1.2", 1, {0}))
    return router


def address6(address):
    return struct.pack("=HHI16sI", socket.AF_INET6, 0, 0, socket.inet_pton(socket.AF_INET6, address), 0)


def routes6():
    router = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
    router.setsockopt(socket.IPPROTO_IPV6, MRT6_INIT, 1)
    for number, name in enumerate(("d0", "d1")):
        interface = struct.pack("=HBBHI2x", number, 0, 1, socket.if_nametoindex(name), 0)
        router.setsockopt(socket.IPPROTO_IPV6, MRT6_ADD_MIF, interface)
    outputs = struct.pack("=8I", 2, 0, 0, 0, 0, 0, 0, 0)
    entry = address6("2001:db8::9") + address6("ff05::1:3") + struct.pack("=H2x", 0) + outputs
    router.setsockopt(socket.IPPROTO_IPV6, MRT6_ADD_MFC, entry)
    return router


def connections():
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        server = socket.socket(family)
        server.bind((address, 0))
        server.listen()
        client = socket.create_connection(server.getsockname()[:2])
        other, _ = server.accept()
        for _ in range(20):
            client.sendall(bytes(1000))
            received = 0
            while received < 1000:
                received += len(other.recv(1000 - received))
        client.close()
        other.recv(1)
        other.close()
        server.close()


def unresolved():
    """Sends to groups without a route, which leaves unresolved entries and reports of them."""
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("192.0.2.1"))
    sender.sendto(b"sample", ("239.1.1.77", 9))
    sender = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    sender.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex("d0"))
    sender.sendto(b"sample", ("ff05::77", 9))


kept = routes4(), routes6()
connections()
unresolved()
print("ready", flush=True)
signal.pause()
