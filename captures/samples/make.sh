#!/bin/bash
# make.sh [SCENE...]: makes the samples of this directory again, in a throw-away guest.
#
#   ./make.sh            all scenes
#   ./make.sh wifi tc    only these (make/*.sh)
#
# As root on Debian it installs what the scenes need first. $VM is the command that boots the guest, if another than
# "go run ./internal/test/testbed/vm -backend qemu" shall.
# Process ids, ports, addresses and times differ from run to run; manifest.json is written to match.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../corpus/make/host.sh"
install_packages strace tcpdump tshark iproute2 iptables kmod iw nftables conntrack nfct nfacct ipset ethtool busybox-static python3 python3-pyroute2 wireguard-tools dnsmasq-base isc-dhcp-client udhcpc udhcpd iputils-ping
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/oracle"
CGO_ENABLED=0 go build -trimpath -o "$work/interfaces" "$here/make/interfaces.go"

[ $# -gt 0 ] || set -- wifi links route bridge errors programs sockets netfilter nfnetlink nft generic wireguard tc qdiscs filters flavours events pcap packets multicast hex
in_guest "$work" 6.1 bash "$here/make/guest.sh" "$work" "$@"
rm -f "$work/interfaces"

python3 "$here/make/finish.py" "$work" "$here"
