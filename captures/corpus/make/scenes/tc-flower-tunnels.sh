# shows: tc filter flower with the keys of tunnels, and the action tunnel_key: vxlan, geneve, erspan, gtp
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: veth vxlan geneve cls_flower act_tunnel_key act_mirred

. "$(dirname "${BASH_SOURCE[0]}")/../programs/packets.sh"

prepare() {
	wire numtxqueues 1 numrxqueues 1
	tc qdisc add dev v0 clsact
	ip link add x0 type vxlan external dstport 4789
	ip link add g0 type geneve external dstport 6081
	number=0
}

flower() {
	number=$((number + 1))
	tc filter add dev "$1" "$2" protocol ip prio "$number" flower "${@:3}"
}

scene() {
	local device
	for device in x0 g0; do
		ip link set "$device" up
		tc qdisc add dev "$device" ingress
	done
	flower x0 ingress enc_src_ip 192.0.2.1 enc_dst_ip 192.0.2.0/24 enc_key_id 100 enc_dst_port 4789 action tunnel_key \
		unset pipe action drop
	flower x0 ingress enc_src_ip 2001:db8::1 enc_dst_ip 2001:db8::/32 enc_key_id 16777215 enc_tos 0x10/0xfc enc_ttl 64 \
		action drop
	flower x0 ingress enc_key_id 7 vxlan_opts 0x80000001/0xffffffff action ok
	flower g0 ingress enc_key_id 8 geneve_opts 0102:34:05060708/ffff:ff:ffffffff action ok
	flower g0 ingress enc_key_id 9 geneve_opts 0102:80:00800020,0408:42:1122334455667788 action ok
	flower g0 ingress enc_key_id 10 erspan_opts 1:2:0:0/1:4294967295:0:0 action ok
	flower g0 ingress enc_key_id 11 erspan_opts 2:0:1:63/2:0:255:255 action ok
	flower g0 ingress enc_key_id 12 gtp_opts 1:8a/ff:ff action ok
	tc -s -d filter show dev x0 ingress
	tc -s -d filter show dev g0 ingress

	flower v0 egress ip_proto udp dst_port 4000 action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 100 dst_port \
		4789 csum tos 0x10 ttl 64 \
		action mirred egress redirect dev x0
	flower v0 egress ip_proto udp dst_port 4001 action tunnel_key set src_ip 2001:db8::1 dst_ip 2001:db8::2 id 101 \
		dst_port 6081 nocsum \
		geneve_opts 0102:80:00800022,0408:42:1122334455667788 pipe action mirred egress redirect dev g0
	flower v0 egress ip_proto udp dst_port 4002 action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 102 dst_port \
		4789 vxlan_opts 65793
	flower v0 egress ip_proto udp dst_port 4003 action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 103 \
		erspan_opts 1:1:0:0
	flower v0 egress ip_proto udp dst_port 4004 action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 104 \
		erspan_opts 2:0:1:63
	flower v0 egress ip_proto udp dst_port 4005 action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 index 77
	packets 6
	tc -s -d filter show dev v0 egress
	tc -s -d actions ls action tunnel_key
	tc actions replace action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.3 id 105 dst_port 4789 index 77
	tc actions get action tunnel_key index 77
	! tc filter add dev v0 egress prio 90 flower action tunnel_key set src_ip 192.0.2.1
	! tc actions add action tunnel_key set src_ip 192.0.2.1 dst_ip 192.0.2.2 id 1 geneve_opts 0102:80:00800022,0408
	for device in x0 g0; do
		tc filter del dev "$device" ingress
	done
	tc qdisc del dev v0 clsact
}
