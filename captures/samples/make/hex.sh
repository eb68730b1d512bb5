# Plain octets in the notations people paste.
ip link set lo up
ip link add nlmon0 type nlmon
ip link set nlmon0 up
ip link add d0 address 02:00:00:00:00:50 type dummy
/usr/bin/python3 "$BIN/pyr.py" hex "$OUT/links.pyroute2.hex"
note links.pyroute2.hex hex ROUTE pyroute2 "make/pyr.py hex links.pyroute2.hex" "a link dump as pyroute2's hexdump() writes it, a packet a paragraph"
octets() { # FILE: the reply of the kernel to a request for one link, a datagram as it came
	/usr/bin/python3 - "$1" <<'P'
import socket, struct, sys
s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
s.send(struct.pack("IHHIIBxHiII", 40, 18, 1, 1, 0, 0, 0, 0, 0, 0) + struct.pack("HH4s", 7, 3, b"d0\0\0"))
open(sys.argv[1], "wb").write(s.recv(32768))
P
}
octets "$OUT/link.bin"
note link.bin raw ROUTE python3 "one recv() of a netlink socket" "one link as raw octets"
cd "$OUT" || exit
busybox xxd link.bin >link.xxd
note link.xxd hex ROUTE xxd "xxd link.bin" "the same in xxd's notation"
busybox xxd -p link.bin >link.plain.hex
note link.plain.hex hex ROUTE xxd "xxd -p link.bin" "the same as plain hexadecimal lines"
busybox hexdump -C link.bin >link.hexdump
note link.hexdump hex ROUTE hexdump "hexdump -C link.bin" "the same in hexdump's notation, repeated lines left out"
busybox base64 link.bin >link.base64
note link.base64 hex ROUTE base64 "base64 link.bin" "the same in base64"
{ echo '# a link; comments are allowed'; busybox xxd -p -c16 link.bin | sed 's/../\\x&/g'; } >link.escaped.hex
note link.escaped.hex hex ROUTE xxd "xxd -p -c16 link.bin | sed 's/../\\\\x&/g'" "the same in \\x notation with a comment"
oracle link.ip.json ip -j -d -s link show dev d0
