# shows: what few tools speak: NETLINK_FIB_LOOKUP, NETLINK_CRYPTO's algorithms asked for, dumped, added and deleted
# tool: python3
# packages: python3 iproute2
# protocols: FIB_LOOKUP CRYPTO ROUTE
# kernels: all
# modules: crypto_user aesni_intel

prepare() {
	ip link add d0 up type dummy
	ip addr add 192.0.2.1/24 dev d0
	ip route add 198.51.100.0/24 via 192.0.2.9
	ip route add unreachable 203.0.113.0/24
}

scene() {
	/usr/bin/python3 - <<-'PY'
		import socket, struct
		def talk(sock, kind, flags, body):
		    sock.send(struct.pack("=IHHII", 16 + len(body), kind, flags, 1, 0) + body)
		    while True:
		        data = sock.recv(65536)
		        if not flags & 0x300 or struct.unpack_from("=H", data, 4)[0] == 3:
		            return data
		fib = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 10)
		for address in "192.0.2.5", "198.51.100.7", "203.0.113.1", "10.0.0.1", "127.0.0.1", "192.0.2.255":
		    talk(fib, 0, 1, socket.inet_aton(address) + struct.pack("=IBBBBBBBBi", 0, 0, 0, 254, 0, 0, 0, 0, 0, 0))
		crypto = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 21)
		def algorithm(name, driver="", kind=0, mask=0):
		    return struct.pack("=64s64s64sIIII", name.encode(), driver.encode(), b"", kind, mask, 0, 0)
		GET, NEW, DELETE = 0x13, 0x10, 0x11
		talk(crypto, GET, 5, algorithm("sha256"))
		talk(crypto, GET, 5, algorithm("", "aes-generic"))
		talk(crypto, GET, 5, algorithm("nosuch"))
		talk(crypto, NEW, 5, algorithm("", "hmac(sha1-generic)") + struct.pack("=HHI", 8, 1, 500))
		talk(crypto, NEW, 5, algorithm("", "cbc(aes-generic)"))
		talk(crypto, GET, 0x301, b"")
		talk(crypto, DELETE, 5, algorithm("", "cbc(aes-generic)"))
		talk(crypto, DELETE, 5, algorithm("", "nosuch"))
		talk(crypto, 0x14, 5, b"")
	PY
}
