# shows: rdma: a software device over a dummy link added, listed with its links, resources and counters, renamed, deleted, errors
# tool: rdma
# packages: iproute2
# protocols: RDMA ROUTE
# kernels: all
# netns: init
# modules: rdma_rxe

prepare() {
	ip link add d0 address 02:00:00:00:00:01 up type dummy
	ip addr add 192.0.2.1/24 dev d0
}

scene() {
	rdma link add sample type rxe netdev d0
	! rdma link add sample type rxe netdev d0
	! rdma link add other type nosuch netdev d0
	rdma dev show
	rdma -d dev show sample
	rdma link show
	rdma -d link show sample/1
	rdma -j -p link
	rdma resource show
	for kind in qp cm_id cq pd mr ctx srq; do rdma -d resource show $kind; done
	rdma statistic show link sample/1
	rdma statistic qp mode || true
	! rdma statistic qp set link sample/1 auto type on
	rdma system show
	! rdma system set netns nosuch
	rdma dev set sample name renamed
	! rdma dev set nosuch name other
	rdma dev set renamed adaptive-moderation on || true
	rdma link delete renamed
	! rdma link delete renamed
}

cleanup() {
	ip link del d0
}
