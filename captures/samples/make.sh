#!/bin/bash
# make.sh [SCENE...]: makes the samples of this directory again, in a throw-away guest.
#
#   ./make.sh            all scenes
#   ./make.sh wifi tc    only these (make/*.sh)
#
# Scenes whose head says "kernel: new" have the newest kernel, and the iproute2 of Debian unstable.
# As root on Debian it installs what the scenes need first. $VM is the command that boots the guest, if another than
# "go run ./internal/test/testbed/vm -backend qemu" shall.
# Process ids, ports, addresses and times differ from run to run; manifest.json is written to match.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../corpus/make/host.sh"
install_packages strace libnetfilter-queue1 tcpdump tshark iproute2 iptables kmod iw nftables conntrack nfct nfacct ipset ethtool busybox-static python3 python3-pyroute2 wireguard-tools dnsmasq-base isc-dhcp-client udhcpc udhcpd iputils-ping
[ $# -gt 0 ] || set -- wifi links route bridge errors programs sockets sockinfo netfilter nfnetlink userspace nft generic wireguard tc qdiscs filters flavours events pcap packets multicast hex newest

all=$(mktemp -d)
trap 'rm -rf "$all"' EXIT
unstable=${XDG_CACHE_HOME:-$HOME/.cache}/nlkit/samples/unstable
for kernel in 6.1 new; do
	mapfile -t scenes < <(for scene; do
		wanted=$(header kernel "$here/make/$scene.sh")
		[ "${wanted:-6.1}" != "$kernel" ] || echo "$scene"
	done)
	[ ${#scenes[@]} -gt 0 ] || continue
	work=$all/$kernel
	mkdir -p "$work/oracle"
	CGO_ENABLED=0 go build -trimpath -o "$work/interfaces" "$here/make/interfaces.go"
	CGO_ENABLED=0 go build -trimpath -o "$work/ask" "$here/make/ask.go"
	if [ $kernel = new ]; then
		unpack_unstable "$unstable" iproute2 ip ss tc
		cp "$unstable/versions" "$work"
		ln -s "$unstable/bin" "$work/bin"
	fi
	in_guest "$work" $kernel bash "$here/make/guest.sh" "$work" "${scenes[@]}"
	rm -f "$work/interfaces" "$work/ask"
	python3 "$here/make/finish.py" "$work" "$here"
done
