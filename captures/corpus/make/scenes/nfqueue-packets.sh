# shows: nfnetlink_queue and nfnetlink_log: binding, configuration, packets with all their attributes, verdicts, batches, errors
# tool: python3
# packages: python3 nftables iputils-ping
# protocols: NETFILTER
# kernels: all
# modules: nfnetlink_queue nfnetlink_log nft_queue nft_log nf_conntrack_netlink nf_log_syslog

prepare() {
	nft -f - <<-'NFT'
		table ip t {
			chain out {
				type filter hook output priority 0;
				ct state new,established meta mark set 0x5
				icmp type echo-request log prefix "ping" group 7 snaplen 40
				icmp type echo-request queue num 3
				udp dport 9 queue num 4 bypass
			}
		}
	NFT
}

scene() {
	/usr/bin/python3 - <<-'PY'
		import socket, struct, subprocess

		LOG, QUEUE, NETFILTER = 4, 3, 12
		VERDICT, CONFIG = 1, 2                                     # nfqnl_msg_types
		UNBIND, BIND, PF_UNBIND, PF_BIND = 2, 1, 4, 3
		NF_DROP, NF_ACCEPT, VERDICT_BATCH = 0, 1, 3

		def attr(kind, data):
		    return struct.pack("=HH", len(data) + 4, kind) + data + b"\0" * (-len(data) % 4)

		def talk(sock, subsystem, kind, number, attrs=b"", flags=5, family=socket.AF_UNSPEC):
		    body = struct.pack("!BBH", family, 0, number) + attrs
		    head = struct.pack("=IHHII", 16 + len(body), subsystem << 8 | kind, flags, number + 1, 0)
		    sock.sendto(head + body, (0, 0))
		    while flags & 4:
		        data = sock.recv(65536)
		        if struct.unpack_from("=H", data, 4)[0] == 2:
		            return struct.unpack_from("=i", data, 16)[0]

		def config(sock, number, command, family=0):
		    return talk(sock, QUEUE, CONFIG, number, attr(1, struct.pack("!BBH", command, 0, family)))

		def packet_id(data):
		    at = 20
		    while at < len(data):
		        size, kind = struct.unpack_from("=HH", data, at)
		        if kind & 0x3fff == 1:
		            return struct.unpack_from("!I", data, at + 4)[0]
		        at += size + 3 & ~3

		def verdict(sock, number, ident, what, more=b"", kind=VERDICT):
		    talk(sock, QUEUE, kind, number, attr(2, struct.pack("!II", what, ident)) + more, 1)

		queue = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETFILTER)
		queue.bind((0, 0))
		config(queue, 0, PF_UNBIND, socket.AF_INET)
		config(queue, 0, PF_BIND, socket.AF_INET)
		assert config(queue, 3, BIND) == 0
		assert talk(queue, QUEUE, CONFIG, 3, attr(2, struct.pack("!IB", 0xffff, 2))) == 0     # params: copy the packet
		assert talk(queue, QUEUE, CONFIG, 3, attr(3, struct.pack("!I", 200))) == 0            # the longest queue
		assert talk(queue, QUEUE, CONFIG, 3, attr(4, struct.pack("!I", 0x1f)) + attr(5, struct.pack("!I", 0x0b))) == 0
		assert config(queue, 4, BIND) == 0
		assert talk(queue, QUEUE, CONFIG, 4, attr(2, struct.pack("!IB", 0, 1))) == 0          # params: only what is about it
		assert talk(queue, QUEUE, CONFIG, 9, attr(2, struct.pack("!IB", 0, 1))) < 0           # not bound
		other = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETFILTER)
		assert config(other, 3, BIND) < 0                                                      # somebody else's

		log = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETFILTER)
		log.bind((0, 0))
		def logs(number, attrs, family=socket.AF_UNSPEC):
		    return talk(log, LOG, 1, number, attrs, family=family)
		logs(0, attr(1, bytes([PF_UNBIND])), socket.AF_INET)
		logs(0, attr(1, bytes([PF_BIND])), socket.AF_INET)
		assert logs(7, attr(1, bytes([BIND]))) == 0
		assert logs(7, attr(2, struct.pack("!IBB", 0xffff, 2, 0))) == 0                       # mode: copy the packet
		assert logs(7, attr(3, struct.pack("!I", 8192))) == 0                                 # buffer
		assert logs(7, attr(4, struct.pack("!I", 10))) == 0                                   # time-out in 1/100 s
		assert logs(7, attr(5, struct.pack("!I", 1))) == 0                                    # one packet a message
		assert logs(7, attr(6, struct.pack("!H", 7))) == 0                                    # flags: numbers, conntrack
		assert logs(8, attr(3, struct.pack("!I", 1))) < 0

		ping = subprocess.Popen(["ping", "-q", "-c", "3", "-i", "0.2", "-W", "1", "127.0.0.1"], stdout=subprocess.DEVNULL)
		for turn in range(3):
		    ident = packet_id(queue.recv(65536))
		    log.recv(65536)
		    if turn == 0:
		        verdict(queue, 3, ident, NF_ACCEPT, attr(3, struct.pack("!I", 0x77)))          # with a mark
		    elif turn == 1:
		        verdict(queue, 3, ident, NF_ACCEPT, attr(11, attr(8, struct.pack("!I", 0x99)))) # with conntrack's mark
		    else:
		        verdict(queue, 3, ident, NF_DROP)
		ping.wait()
		sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
		for _ in range(3):
		    sender.sendto(b"sample", ("127.0.0.1", 9))
		    last = packet_id(queue.recv(65536))
		verdict(queue, 4, last, NF_ACCEPT, kind=VERDICT_BATCH)
		assert talk(queue, QUEUE, VERDICT, 4, attr(2, struct.pack("!II", NF_ACCEPT, 999))) < 0
		config(queue, 4, UNBIND)
		config(queue, 3, UNBIND)
		logs(7, attr(1, bytes([UNBIND])))
	PY
}
