# Functions for scenes that count packets.

# wire connects v0 to v1: what is sent to 192.0.2.2 or 2001:db8::2 leaves through v0 and arrives at v1. The kernel says nothing
# there by itself.
wire() { # OPTIONS of both ends
	ip link add v0 address 02:00:00:00:00:01 "$@" type veth peer name v1 address 02:00:00:00:00:02 "$@"
	for end in v0 v1; do
		ip link set "$end" addrgenmode none
		ip link set "$end" up
	done
	ip address add 192.0.2.1/24 dev v0
	ip address add 2001:db8::1/64 dev v0 nodad
	ip neighbour add 192.0.2.2 lladdr 02:00:00:00:00:02 nud permanent dev v0
	ip neighbour add 2001:db8::2 lladdr 02:00:00:00:00:02 nud permanent dev v0
}

# packets sends datagrams over the wire.
packets() { # COUNT
	for ((port = 4000; port < 4000 + $1; port++)); do
		echo sample >"/dev/udp/192.0.2.2/$port"
	done
}
