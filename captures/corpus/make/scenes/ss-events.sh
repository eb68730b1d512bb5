# shows: ss -E hearing of TCP and UDP sockets the kernel destroys
# tool: ss
# packages: iproute2 python3
# protocols: SOCK_DIAG
# kernels: all
# modules: tcp_diag udp_diag

scene() {
	log=$(mktemp)
	stdbuf -oL ss -E -n -e -i >"$log" &
	events=$!
	until awk -v pid=$events '$2 == 4 && $3 == pid && $4 != "00000000" { found = 1 } END { exit !found }' /proc/net/netlink; do
		sleep 0.1
	done
	/usr/bin/python3 - <<-'PY'
		import socket
		for family, address in (socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"):
		    server = socket.create_server((address, 0), family=family)
		    client = socket.create_connection(server.getsockname()[:2])
		    peer, _ = server.accept()
		    client.send(b"sample")
		    peer.recv(9)
		    peer.close()
		    client.close()
		    server.close()
		    datagrams = socket.socket(family, socket.SOCK_DGRAM)
		    datagrams.connect((address, 9))
		    datagrams.close()
	PY
	until grep -q '::1' "$log"; do sleep 0.1; done
	kill $events
	wait $events || true
}
