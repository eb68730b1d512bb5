# shows: ss asking inet_diag of TCP, UDP and raw sockets in every state, with all extensions, bytecode filters and errors
# tool: ss
# packages: iproute2 python3
# protocols: SOCK_DIAG
# kernels: all
# flavours: all
# modules: tcp_diag udp_diag raw_diag inet_diag

prepare() {
	ip addr add 192.0.2.1/24 dev lo
	ip addr add 2001:db8::1/64 dev lo nodad
	rm -f /run/sockets-ready
	/usr/bin/python3 - <<-'PY' &
		import signal, socket
		keep = []
		for family, address in (socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"):
		    listener = socket.socket(family)
		    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		    listener.bind((address, 8080))
		    listener.listen(7)
		    client = socket.socket(family)
		    client.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, 0x55)
		    client.bind((address, 40000))
		    client.connect((address, 8080))
		    peer, _ = listener.accept()
		    client.send(b"sample" * 100)
		    datagrams = socket.socket(family, socket.SOCK_DGRAM)
		    datagrams.bind((address, 5353))
		    talking = socket.socket(family, socket.SOCK_DGRAM)
		    talking.bind((address, 40001))
		    talking.connect((address, 5353))
		    raw = socket.socket(family, socket.SOCK_RAW, 89)
		    keep += [listener, client, peer, datagrams, talking, raw]
		closing = socket.create_connection(("192.0.2.1", 8080), source_address=("192.0.2.1", 40002))
		half, _ = keep[0].accept()
		closing.shutdown(socket.SHUT_WR)
		open("/run/sockets-ready", "w").close()
		signal.pause()
	PY
	echo $! >/run/sockets-pid
	until [ -e /run/sockets-ready ]; do sleep 0.1; done
}

scene() {
	ss -tan
	ss -tlne
	ss -uan
	ss -wan
	ss -tiemoan
	ss -tan --tos --cgroup --inet-sockopt
	ss -tn -4 state established
	ss -tn -6 state connected
	ss -tn state fin-wait-2 state close-wait
	ss -tn exclude listening
	ss -tan state all 'sport = :8080'
	ss -tan '( sport >= :1024 and dport != :22 ) or not src 192.0.2.0/24'
	ss -tan 'dst 2001:db8::/32 and sport < :9000'
	ss -tan 'src 192.0.2.1:8080'
	ss -tan 'autobound'
	ss -tan 'dev lo'
	ss -tan 'fwmark = 0x55/0xff'
	ss -uan 'dport = :5353'
	ss -wan 'sport = :89'
	ss -s
	ss -tK 'dst 203.0.113.1'
	ss -tK state established 'sport = :40000'
	ss -tan
}

cleanup() {
	kill "$(cat /run/sockets-pid)"
}
