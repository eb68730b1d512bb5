# Traffic control.
ip link add d0 address 02:00:00:00:00:50 type dummy
ip link set d0 up
trace tc-add.strace ROUTE tc "queueing disciplines, classes, filters with actions" sh -c '
	tc qdisc add dev d0 root handle 1: htb default 10
	tc class add dev d0 parent 1: classid 1:10 htb rate 10mbit ceil 20mbit
	tc qdisc add dev d0 parent 1:10 handle 10: netem delay 10ms 2ms loss 1%
	tc filter add dev d0 parent 1: protocol ip prio 5 u32 match ip dst 192.0.2.0/24 match ip dport 80 0xffff flowid 1:10
	tc qdisc add dev d0 clsact
	tc filter add dev d0 ingress protocol ip prio 7 flower ip_proto tcp dst_port 22 action mirred egress redirect dev d0
	tc filter add dev d0 egress matchall action police rate 1mbit burst 10k conform-exceed drop'
trace tc-show.strace ROUTE tc "their dumps with statistics" sh -c '
	tc -s qdisc show dev d0
	tc -s class show dev d0
	tc -s filter show dev d0
	tc -s filter show dev d0 ingress'
oracle tc-show.qdisc.tc.json tc -j -s qdisc show dev d0
oracle tc-show.class.tc.txt tc -s class show dev d0
