# Requests that fail, in the ways the kernel has of saying so.
ip link set lo up
ip link add d0 type dummy
ip link set d0 up
trace ip-errors.strace ROUTE ip "errors with and without extended acknowledgement, text, offset, missing attribute" sh -c '
	ip link add link d0 name d0.1 type vlan id 4095
	ip link add link d0 name d0.1 type vlan
	ip link add d0 type dummy
	ip link add x0 type nosuchkind
	ip link set d0 mtu 1
	ip route add 10.0.0.0/8 via 192.0.2.1
	ip route add 10.0.0.1/8 dev d0
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 192.0.2.1/24 dev d0
	ip route get 203.0.113.1
	ip rule del pref 12345
	ip link show dev nosuchlink
	ip nexthop add id 1 group 55'
trace ip-done-error.strace ROUTE ip "a dump that ends in NLMSG_DONE with an error" ip route show table 999
trace cap-ack.strace ROUTE python3 "acknowledgements with NETLINK_CAP_ACK: the request is not quoted whole" \
	/usr/bin/python3 "$BIN/requests.py" cap-ack
trace batch.strace ROUTE python3 "several requests in one datagram, one of them refused" \
	/usr/bin/python3 "$BIN/requests.py" batch
trace enobufs.strace ROUTE python3 "a receiver that is too slow: ENOBUFS" /usr/bin/python3 "$BIN/requests.py" enobufs
