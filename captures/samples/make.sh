#!/bin/bash
# make.sh [SCENE...]: makes the samples of this directory again, in throw-away guests.
#
#   VM=run-in-vm.sh ./make.sh            all scenes
#   VM=run-in-vm.sh ./make.sh wifi tc    only these (make/*.sh)
#
# $VM is a program that runs its arguments as root in a guest with a full Linux kernel whose / is a throw-away view of this
# machine's, with the directory $VM_RW shared read-write at the same path. Needed here: bash, Go, strace, tcpdump, tshark,
# iproute2, iw, nftables, conntrack, ipset, ethtool, busybox, python3-pyroute2; in the guest's kernel: nlmon, mac80211_hwsim.
# Process ids, ports, addresses and times differ from run to run; manifest.json is written to match.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
: "${VM:?name the program that runs a command in a guest}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/oracle"
CGO_ENABLED=0 go build -trimpath -o "$work/interfaces" "$here/make/interfaces.go"

scenes=("$@")
[ ${#scenes[@]} -gt 0 ] || scenes=(wifi links route bridge errors programs sockets netfilter generic tc flavours events pcap hex)
VM_RW=$work "$VM" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TZ=UTC LC_ALL=C.UTF-8 TERM=dumb \
	bash "$here/make/guest.sh" "$work" "${scenes[@]}"
rm -f "$work/interfaces"

python3 "$here/make/finish.py" "$work" "$here"
