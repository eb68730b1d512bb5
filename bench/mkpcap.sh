#!/bin/bash
# mkpcap.sh FILE: makes a capture of at least 50 MB for the benchmarks: dumps of 100,000 routes, seen through nlmon.
#
#   VM=run-in-vm.sh ./mkpcap.sh /var/tmp/routes.pcap
#
# $VM is a program that runs its arguments as root in a guest with a full Linux kernel whose / is a throw-away view of this
# machine's, with the directory $VM_RW shared read-write at the same path. Give the guest 1 GB of memory and some minutes.
set -eu
if [ "$1" != --guest ]; then
	: "${VM:?name the program that runs a command in a guest}"
	file=$(realpath "$1")
	VM_RW=$(dirname "$file") "$VM" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin bash "$(realpath "$0")" --guest "$file"
	exit
fi

file=$2 least=$((50 << 20))
modprobe -a nlmon dummy 2>/dev/null || true
ip netns add bench
ip netns exec bench bash -eu <<E2
ip link add d0 address 02:00:00:00:00:50 type dummy
ip addr add 192.0.2.1/24 dev d0
ip link set d0 up
awk 'BEGIN {
	for (i = 0; i < 100000; i++)
		printf "route add 10.%d.%d.%d/32 via 192.0.2.2 dev d0 metric %d%s\n", i / 65536, i / 256 % 256, i % 256, 1 + i % 100, i % 2 ? " mtu 1400" : ""
}' >/run/routes.batch
ip -batch /run/routes.batch
ip link add nlmon0 type nlmon
ip link set nlmon0 up
tcpdump -i nlmon0 -U -B 131072 -s 262144 -w /run/routes.pcap >/dev/null 2>/run/tcpdump.log &
until grep -q listening /run/tcpdump.log; do sleep 0.1; done
while [ \$(stat -c %s /run/routes.pcap) -lt $least ]; do
	ip -4 route show table all >/dev/null
	sleep 0.5
done
sleep 3
kill %1
wait %1 || true
grep dropped /run/tcpdump.log >&2
E2
cp /run/routes.pcap "$file"
