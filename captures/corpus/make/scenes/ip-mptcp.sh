# shows: ip mptcp: endpoints with each flag, limits, and the events of a connection
# tool: iproute2
# packages: iproute2 python3
# protocols: GENERIC ROUTE
# modules: dummy

prepare() {
	ip link set lo up
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link set d0 addrgenmode none up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 192.0.2.2/24 dev d0
	ip addr add 2001:db8::1/64 dev d0 nodad
}

# connect sends a little through an MPTCP connection of this host with itself.
connect() {
	python3 - <<-END
		import socket
		server = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
		server.bind(("192.0.2.1", 0))
		server.listen()
		client = socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)
		client.connect(server.getsockname())
		other, _ = server.accept()
		client.sendall(b"sample")
		other.recv(100)
		other.sendall(b"sample")
		client.recv(100)
		client.close()
		other.recv(1)
		other.close()
	END
}

scene() {
	ip mptcp limits set subflows 4 add_addr_accepted 3
	ip mptcp limits show
	ip mptcp endpoint add 192.0.2.2 dev d0 id 5 signal
	ip mptcp endpoint add 2001:db8::1 subflow backup fullmesh
	ip mptcp endpoint add 192.0.2.1 subflow
	ip mptcp endpoint add 192.0.2.3 id 9 port 4000 signal || true
	ip mptcp endpoint show
	ip mptcp endpoint show id 5
	ip mptcp endpoint change 192.0.2.1 backup
	ip mptcp endpoint change 192.0.2.1 nobackup fullmesh
	! ip mptcp endpoint add 192.0.2.2 id 5 signal
	! ip mptcp endpoint show id 99
	! ip mptcp endpoint delete id 99
	! ip mptcp limits set subflows 99
	ip mptcp monitor >/dev/null 2>/dev/null &
	monitor=$!
	connect
	kill "$monitor"
	ip mptcp endpoint delete id 5
	ip mptcp endpoint flush
	ip mptcp endpoint show
}
