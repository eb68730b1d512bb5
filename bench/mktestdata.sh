#!/bin/bash
# mktestdata.sh: makes testdata/*.bin, one real message a file. $VM: see mkpcap.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" != --guest ]; then
	: "${VM:?name the program that runs a command in a guest}"
	mkdir -p "$here/testdata"
	VM_RW=$here/testdata "$VM" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin bash "$here/mktestdata.sh" --guest
	exit
fi

modprobe -a nf_tables dummy 2>/dev/null || true
ip netns add bench
ip netns add other
ip netns exec bench bash -eu <<'E2'
ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11
ip link add plain0 address 02:00:00:00:00:12 type veth peer name plain1 address 02:00:00:00:00:13
ip link add br0 address 02:00:00:00:00:20 type bridge vlan_filtering 1
ip link set veth1 netns other
ip link set veth0 master br0
ip link set veth0 alias "uplink of the bench"
ip link set veth0 up
ip link set br0 up
ip addr add 192.0.2.1/24 dev br0
ip route add 203.0.113.0/24 via 192.0.2.2 dev br0 metric 100 mtu 1400 advmss 1200
E2
ip netns exec bench python3 - "$here/testdata" <<'P'
import socket, struct, sys

RTM_GETLINK, RTM_GETROUTE, DUMP = 18, 26, 0x300


def dump(kind, header):
    """Yields the messages of a dump, each with the length its header gives."""
    sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
    sock.send(struct.pack("IHHII", 16 + len(header), kind, 1 | DUMP, 1, 0) + header)
    while True:
        data = sock.recv(65536)
        while data:
            length, found = struct.unpack_from("IH", data)
            if found == 3:  # NLMSG_DONE
                return
            yield data[:length]
            data = data[(length + 3) & ~3:]


def save(name, messages, mark):
    found = [m for m in messages if mark in m]
    assert len(found) == 1, (name, len(found))
    open(f"{sys.argv[1]}/{name}.bin", "wb").write(found[0])


# IFLA_EXT_MASK with RTEXT_FILTER_VF, as ip(8) asks.
links = list(dump(RTM_GETLINK, struct.pack("BxHiII", 0, 0, 0, 0, 0) + struct.pack("HHI", 8, 29, 1)))
save("newlink-veth", links, b"plain0\0")
save("newlink-port", links, b"veth0\0")
save("newlink-bridge", links, b"br0\0")
save("newroute", dump(RTM_GETROUTE, bytes([socket.AF_INET]) + bytes(11)), socket.inet_aton("203.0.113.0"))
P

ip netns add rules
ip netns exec rules nft -f - <<'N'
table inet filter {
	set bad { type ipv4_addr; flags interval; elements = { 192.0.2.0/24, 198.51.100.7 }; }
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established,related accept
		iifname "lo" accept
		ip saddr @bad counter drop comment "bad ones"
		tcp dport { 22, 80, 443 } limit rate 10/second accept
		ip saddr 10.0.0.0/8 udp dport 53 counter accept
		log prefix "dropped: " level info
		reject with icmpx admin-prohibited
	}
	chain post {
		type nat hook postrouting priority srcnat;
		oifname "eth0" masquerade
		ip saddr 10.1.0.0/16 snat ip to 192.0.2.1
	}
}
N
ip netns exec rules python3 - "$here/testdata" <<'P'
import socket, struct, sys

sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12)
sock.send(struct.pack("=IHHIIBBH", 20, 10 << 8 | 7, 0x301, 1, 0, 0, 0, 0))  # NFT_MSG_GETRULE
data = sock.recv(65536)
open(f"{sys.argv[1]}/nft-rules.bin", "wb").write(data)
P
