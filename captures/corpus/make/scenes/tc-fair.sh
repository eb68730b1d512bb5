# shows: tc qdisc of the fair queues: sfq, fq, hhf, and cake with every keyword
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() { wire numtxqueues 1 numrxqueues 1; }

counted() {
	packets 5
	tc -s -d qdisc show dev v0
	tc -s -d class show dev v0
}

scene() {
	tc qdisc add dev v0 root handle 1: sfq limit 100 perturb 10 quantum 3000 divisor 512 flows 64 depth 32 headdrop
	counted
	tc qdisc replace dev v0 root handle 2: sfq limit 3000 flows 512 divisor 1024 redflowlimit 100000 min 8000 max 60000 \
		avpkt 1000 burst 20 probability 0.1 ecn harddrop
	tc -s -d qdisc show dev v0
	! tc qdisc change dev v0 root handle 2: sfq perturb 60
	counted

	tc qdisc replace dev v0 root handle 3: fq limit 500 flow_limit 50 quantum 3028 initial_quantum 15140 maxrate 10mbit \
		buckets 512 \
		pacing refill_delay 40ms low_rate_threshold 550kbit orphan_mask 1023 timer_slack 10us ce_threshold 4ms horizon 5s \
		horizon_cap
	counted
	tc qdisc change dev v0 root handle 3: fq nopacing horizon_drop maxrate 20gbit
	tc -s -d qdisc show dev v0
	tc qdisc change dev v0 root handle 3: fq buckets 256

	tc qdisc replace dev v0 root handle 4: hhf limit 500 quantum 1514 hh_limit 1024 reset_timeout 40ms admit_bytes 131072 \
		evict_timeout 1s non_hh_weight 3
	tc qdisc change dev v0 root handle 4: hhf limit 600
	counted

	tc qdisc replace dev v0 root handle 5: cake bandwidth 20mbit besteffort flowblind nat wash no-split-gso ack-filter \
		rtt 50ms \
		raw memlimit 8mb fwmark 0xff mpu 64
	counted
	local keys
	for keys in diffserv8 diffserv4 diffserv3 srchost dsthost hosts flows dual-srchost dual-dsthost triple-isolate \
		"nonat nowash split-gso no-ack-filter" ack-filter-aggressive "ptm overhead 8" "atm overhead 44 mpu 96" \
		"noatm conservative" \
		pppoa-vcmux pppoa-llc pppoe-vcmux pppoe-llcsnap pppoe-ptm bridged-vcmux bridged-llcsnap bridged-ptm \
		"via-ethernet ether-vlan" docsis ipoa-vcmux ipoa-llcsnap \
		"autorate-ingress ingress" "unlimited egress" \
		datacentre lan metro regional internet oceanic satellite interplanetary; do
		tc qdisc change dev v0 root handle 5: cake $keys
	done
	counted
	tc qdisc replace dev v0 root handle 5: cake bandwidth 1gbit diffserv8
	counted
	tc qdisc del dev v0 root
	! tc qdisc add dev v0 root cake bandwidth 20mbit overhead 300
	tc qdisc show
}
