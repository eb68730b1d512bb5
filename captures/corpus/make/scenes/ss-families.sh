# shows: ss asking of unix, packet, netlink, vsock, TIPC, SCTP, DCCP, MPTCP and XDP sockets
# tool: ss
# packages: iproute2 python3
# protocols: SOCK_DIAG ROUTE
# kernels: all
# modules: unix_diag af_packet_diag netlink_diag vsock_diag vsock_loopback tipc sctp_diag dccp_diag mptcp_diag

prepare() {
	rm -f /run/sockets-ready
	/usr/bin/python3 - <<-'PY' &
		import os, signal, socket, struct
		def open_or_none(*kind):
		    try:
		        return socket.socket(*kind)
		    except OSError:
		        return None      # the kernel has not this family
		keep = []
		for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET:
		    named = socket.socket(socket.AF_UNIX, kind)
		    path = f"/run/sample-{kind}"
		    if os.path.exists(path):
		        os.unlink(path)
		    named.bind(path)
		    keep.append(named)
		    if kind != socket.SOCK_DGRAM:
		        named.listen(3)
		        client = socket.socket(socket.AF_UNIX, kind)
		        client.connect(path)
		        keep += [client, named.accept()[0]]
		abstract = socket.socket(socket.AF_UNIX)
		abstract.bind("\0sample")
		keep += [abstract, *socket.socketpair()]
		packet = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
		packet.bind(("lo", 3))
		packet.setsockopt(263, 5, struct.pack("=IIII", 4096, 8, 2048, 16))       # a ring
		packet.setsockopt(263, 18, struct.pack("=HH", 7, 0))                     # a fanout group
		program = struct.pack("=HBBI", 6, 0, 0, 0xffff)
		keep.append(program)
		import ctypes
		buffer = ctypes.create_string_buffer(program)
		packet.setsockopt(socket.SOL_SOCKET, 26, struct.pack("@HP", 1, ctypes.addressof(buffer)))
		keep += [packet, socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x806))]
		listener = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
		listener.bind((0, 0x51))
		keep.append(listener)
		vsock = open_or_none(socket.AF_VSOCK, socket.SOCK_STREAM)
		if vsock:
		    vsock.bind((socket.VMADDR_CID_ANY, 1234))
		    vsock.listen()
		    keep.append(vsock)
		tipc = open_or_none(socket.AF_TIPC, socket.SOCK_RDM)
		if tipc:
		    tipc.bind((socket.TIPC_ADDR_NAMESEQ, 18888, 1, 5, socket.TIPC_NODE_SCOPE))
		    keep.append(tipc)
		for protocol, port in (132, 9001), (262, 9002):
		    server = open_or_none(socket.AF_INET, socket.SOCK_STREAM, protocol)
		    if server:
		        server.bind(("127.0.0.1", port))
		        server.listen()
		        client = socket.socket(socket.AF_INET, socket.SOCK_STREAM, protocol)
		        client.connect(("127.0.0.1", port))
		        keep += [server, client, server.accept()[0]]
		dccp = open_or_none(socket.AF_INET, 6, 33)
		if dccp:
		    dccp.setsockopt(269, 2, struct.pack("=I", 42))
		    dccp.bind(("127.0.0.1", 9003))
		    dccp.listen()
		    keep.append(dccp)
		xdp = open_or_none(44, socket.SOCK_RAW, 0)
		if xdp:
		    keep.append(xdp)
		open("/run/sockets-ready", "w").close()
		signal.pause()
	PY
	echo $! >/run/sockets-pid
	until [ -e /run/sockets-ready ]; do sleep 0.1; done
}

scene() {
	ss -xan
	ss -xaen
	ss -xlm
	ss -xn 'src /run/sample-*'
	ss -xn 'dst *'
	ss -0 -an
	ss -0 -ane -p
	ss -0bemn
	ss -A netlink -an
	ss -f netlink -ane 'src :*'
	ss --vsock -an
	ss --vsock -ln
	ss --tipc -an
	ss --tipc -anp --tipcinfo
	ss -S -an
	ss -Siemn
	ss -dan
	ss -M -an
	ss -M -ie state established
	ss -tan -ie 'sport = :9002'
	ss --xdp -ane
	ss -A all -n
	ss -A inet,unix_dgram -n
	ss -s
}

cleanup() {
	kill "$(cat /run/sockets-pid)"
}
