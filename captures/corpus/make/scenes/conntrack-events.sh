# shows: conntrack's events: entries and expectations made, changed, ended; NAT, ping and TCP over loopback seen by the kernel itself
# tool: conntrack
# packages: conntrack iptables iputils-ping python3
# protocols: NETFILTER
# kernels: all
# modules: nf_conntrack_netlink nf_conntrack_ftp nf_nat

prepare() {
	sysctl -qw net.netfilter.nf_conntrack_acct=1 net.netfilter.nf_conntrack_timestamp=1
}

# listeners NUMBER waits until so many sockets have joined netfilter groups.
listeners() {
	until awk -v wanted="$1" '$2 == 12 && $4 != "00000000" { found++ } END { exit found < wanted }' /proc/net/netlink; do
		sleep 0.1
	done
}

scene() {
	log=$(mktemp)
	stdbuf -oL conntrack -E -o timestamp,id,labels >"$log" &
	entries=$!
	conntrack -E expect -o timestamp >/dev/null &
	expects=$!
	conntrack -E -e NEW -p tcp -b 65536 >/dev/null &
	some=$!
	listeners 3
	iptables -A OUTPUT -m conntrack --ctstate NEW,ESTABLISHED -j ACCEPT
	iptables -t nat -A OUTPUT -d 127.0.0.9 -p tcp --dport 81 -j DNAT --to-destination 127.0.0.1:7000
	iptables -t raw -A OUTPUT -p tcp --dport 21 -j CT --helper ftp
	iptables -t mangle -A OUTPUT -p icmp -j CONNMARK --set-mark 0x77
	ping -q -c 1 127.0.0.1
	/usr/bin/python3 - <<-'PY'
		import socket
		def talk(port, target, lines):
		    server = socket.create_server(("127.0.0.1", port))
		    client = socket.create_connection(target)
		    peer, _ = server.accept()
		    for line in lines:
		        client.send(line)
		        peer.recv(100)
		        peer.send(b"200 fine\r\n")
		        client.recv(100)
		    client.close()
		    peer.close()
		talk(7000, ("127.0.0.9", 81), [b"hello"])
		talk(21, ("127.0.0.1", 21), [b"PORT 127,0,0,1,4,1\r\n", b"EPRT |1|127.0.0.1|1026|\r\n"])
	PY
	conntrack -L -o extended,id,timestamp,labels
	conntrack -L expect
	conntrack -G expect -p tcp --tuple-src 127.0.0.1 --tuple-dst 127.0.0.1 || true
	conntrack -I -p tcp -s 192.0.2.1 -d 198.51.100.1 --sport 2000 --dport 21 --state ESTABLISHED -t 600 -u ASSURED
	conntrack -I expect -p tcp --orig-src 192.0.2.1 --orig-dst 198.51.100.1 --sport 2000 --dport 21 --tuple-src 198.51.100.1 --tuple-dst 192.0.2.1 \
		--tuple-port-src 20 --tuple-port-dst 3000 --mask-src 255.255.255.255 --mask-dst 255.255.255.255 -t 100 || true
	conntrack -L expect
	conntrack -D expect --orig-src 192.0.2.1 --orig-dst 198.51.100.1 -p tcp --sport 2000 --dport 21 || true
	conntrack -F expect
	conntrack -U -s 192.0.2.1 -m 5
	conntrack -D -s 192.0.2.1
	conntrack -F
	until grep -q 'DESTROY.*tcp.*sport=2000' "$log"; do sleep 0.1; done
	kill $entries $expects $some
	wait $entries $expects $some || true
	iptables -F
	iptables -t nat -F
}
