# shows: queueing disciplines and options that tc of iproute2 6.1 does not know: dualpi2, cake_mq, bands of fq, a seed of netem
# tool: python3
# packages: iproute2 python3
# protocols: ROUTE
# modules: veth sch_cake sch_fq sch_netem
# kernels: new

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() { wire numtxqueues 4 numrxqueues 4; }

scene() {
	python3 "$MAKE/programs/qdiscs.py"
}
