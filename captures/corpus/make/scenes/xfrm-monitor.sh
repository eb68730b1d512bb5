# shows: ip xfrm monitor hearing states and policies added, changed, used up and flushed, an acquire of the kernel, an expiry; migration and mapping requests
# tool: ip
# packages: iproute2 iputils-ping python3
# protocols: XFRM
# kernels: all
# modules: xfrm_user esp4 xfrm4_tunnel dummy

prepare() {
	ip link add d0 up type dummy
	ip addr add 192.0.2.1/24 dev d0
	ip neigh add 192.0.2.2 lladdr 02:00:00:00:00:02 dev d0
	echo 5 >/proc/sys/net/core/xfrm_acq_expires
}

scene() {
	log=$(mktemp)
	key=0x000102030405060708090a0b0c0d0e0f
	stdbuf -oL ip xfrm monitor all >"$log" &
	monitor=$!
	until awk -v pid=$monitor '$2 == 6 && $3 == pid && $4 != "00000000" { found = 1 } END { exit !found }' /proc/net/netlink; do
		sleep 0.1
	done
	ip xfrm policy add src 192.0.2.1 dst 192.0.2.2 dir out tmpl src 192.0.2.1 dst 192.0.2.2 proto esp mode transport
	! ping -q -c 1 -W 1 192.0.2.2
	until grep -q 'acquire' "$log"; do sleep 0.1; done
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x5 mode transport enc 'cbc(aes)' $key auth 'hmac(md5)' $key \
		limit packet-soft 1 limit packet-hard 2
	! ping -q -c 3 -i 0.2 -W 1 192.0.2.2
	until grep -q 'Expired.*' "$log"; do sleep 0.1; done
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x6 mode transport enc 'cbc(aes)' $key limit time-hard 1
	until grep -q 'hard 1' "$log"; do sleep 0.1; done
	ip xfrm policy update src 192.0.2.1 dst 192.0.2.2 dir out priority 5 tmpl src 192.0.2.1 dst 192.0.2.2 proto esp mode tunnel
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x7 mode tunnel enc 'cbc(aes)' $key auth 'hmac(md5)' $key replay-window 32
	ip xfrm policy setdefault out block || true
	# What ip cannot send: sequence numbers read and set, a migration, an expiry made by hand, statistics of both kinds.
	/usr/bin/python3 - <<-'PY'
		import socket, struct
		sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 6)
		sock.bind((0, 0))
		ADDRESS = struct.Struct("=4s12x")
		one, two, three = (ADDRESS.pack(socket.inet_aton(f"192.0.2.{n}")) for n in (1, 2, 3))
		usersa_id = two + struct.pack("!I", 7) + struct.pack("=HBx", socket.AF_INET, 50)
		def attr(kind, data):
		    return struct.pack("=HH", len(data) + 4, kind) + data + b"\0" * (-len(data) % 4)
		def ask(number, kind, body, flags=5):
		    sock.sendto(struct.pack("=IHHII", 16 + len(body), kind, flags, number, 0) + body, (0, 0))
		    sock.recv(65536)
		aevent = usersa_id + one + struct.pack("=II", 0, 0)
		ask(1, 0x1f, aevent, 1)                                                      # XFRM_MSG_GETAE
		ask(2, 0x1e, aevent + attr(10, struct.pack("=III", 9, 4, 0)), 0x105)         # XFRM_MSG_NEWAE, XFRMA_REPLAY_VAL
		ask(3, 0x23, struct.pack("=I", 0), 1)                                        # XFRM_MSG_GETSADINFO
		ask(4, 0x25, struct.pack("=I", 0), 1)                                        # XFRM_MSG_GETSPDINFO
		selector = ADDRESS.pack(socket.inet_aton("192.0.2.2")) + one + struct.pack("=HHHHHBBBxxxiI", 0, 0, 0, 0, socket.AF_INET, 32, 32, 0, 0, 0)
		migrate = one + two + one + three + struct.pack("=BBHIHH", 50, 1, 0, 0, socket.AF_INET, socket.AF_INET)
		ask(5, 0x21, selector + struct.pack("=IB3x", 0, 1) + attr(17, migrate))       # XFRM_MSG_MIGRATE
	PY
	ip xfrm state deleteall
	ip xfrm state flush
	ip xfrm policy flush
	until grep -q 'Flushed policy' "$log"; do sleep 0.1; done
	kill $monitor
	wait $monitor || true
}
