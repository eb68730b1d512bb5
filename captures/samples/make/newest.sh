# kernel: new
# What only the newest kernels and tools have: of flower, mirred, queueing disciplines, IPsec, and the functions at hooks.
modprobe -a tcp_diag xsk_diag cls_flower act_mirred act_gact sch_ingress sch_fq sch_netem sch_cake vxlan veth dummy xfrm_user esp4 esp4_offload \
	nfnetlink_hook nf_conntrack nf_nat nft_ct nft_nat nf_flow_table nf_conntrack_bridge 2>/dev/null
ip link set lo up
for device in d0 d1 d2 d3; do ip link add $device numtxqueues 4 type dummy; done
ip link add x0 type vxlan external dstport 4789
ip link set d0 up
ip link set x0 up
export OUT
trace tc-newest-add.strace ROUTE tc "keys of flower, blocks of mirred and options of queueing disciplines that are newer than Linux 6.1; kinds that Debian's kernel leaves out" \
	tc -force -b - <<'T'
qdisc add dev x0 ingress
filter add dev x0 ingress protocol ip prio 1 flower enc_key_id 1 enc_flags tundf/notuncsum/tunoam/notuncrit action drop
filter add dev x0 ingress protocol ip prio 2 flower enc_dst_ip 192.0.2.2 enc_src_ip 192.0.2.1 enc_key_id 2 enc_dst_port 8805 ip_proto udp pfcp_opts 01:1234567890abcdef/ff:fffffffffffffff0 action ok
filter add dev x0 ingress protocol ip prio 3 flower l2_miss 1 action drop
filter add dev x0 ingress protocol ip prio 4 flower ip_proto esp spi 0x12345678 action ok
filter add dev x0 ingress protocol ipv6 prio 5 flower ip_proto ah spi 99 action ok
filter add dev x0 ingress protocol cfm prio 6 flower cfm mdl 5 op 1 action ok
filter add dev x0 ingress protocol ip prio 7 flower ip_proto l2tp l2tpv3_sid 77 action ok
filter add dev x0 ingress protocol ppp_ses prio 8 flower pppoe_sid 5 ppp_proto ip src_ip 192.0.2.3 action ok
qdisc add dev lo ingress_block 21 ingress
filter add dev x0 ingress protocol all prio 9 flower dst_mac 02:00:00:00:00:09 action mirred egress mirror blockid 21 pipe action gact drop
qdisc add dev d0 root handle 1: fq bands 3 priomap 1 2 2 2 1 2 0 0 1 1 1 1 1 1 1 1 weights 589824 196608 65536
qdisc add dev d1 root handle 2: netem delay 10ms loss 5% seed 12345
qdisc add dev d2 root handle 3: cake_mq bandwidth 100mbit diffserv4
qdisc add dev d3 root handle 4: dualpi2 limit 5000 memlimit 20000000 coupling_factor 3 step_thresh 2ms min_qlen_step 2 drop_on_overload drop_enqueue classic_protection 20 max_rtt 100ms typical_rtt 15ms
T
trace tc-newest-show.strace ROUTE tc "the same, listed" \
	sh -c 'tc -j -s -d filter show dev x0 ingress >"$OUT/oracle/tc-newest-show.filter.tc.json"
		tc -j -s -d qdisc show >"$OUT/oracle/tc-newest-show.qdisc.tc.json"'

key=0x00112233445566778899aabbccddeeff00112233
trace xfrm-newest.strace XFRM ip "states of IPsec with a direction, a processor and offload, and a default state for all processors" sh -c "
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1 mode tunnel dir out aead 'rfc4106(gcm(aes))' $key 128
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x2 mode tunnel dir out pcpu-num 0 aead 'rfc4106(gcm(aes))' $key 128
	ip xfrm state add src 192.0.2.2 dst 192.0.2.1 proto esp spi 0x3 mode transport dir in flag esn replay-window 64 aead 'rfc4106(gcm(aes))' $key 128
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x4 mode transport aead 'rfc4106(gcm(aes))' $key 128 offload crypto dev d0 dir out
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x5 mode transport aead 'rfc4106(gcm(aes))' $key 128 offload packet dev d0 dir out
	ip xfrm state add src 192.0.2.2 dst 192.0.2.1 proto esp spi 0x6 mode transport dir in pcpu-num 0 aead 'rfc4106(gcm(aes))' $key 128
	ip xfrm state allocspi src 192.0.2.1 dst 192.0.2.2 proto esp mode tunnel dir in pcpu-num 0 min 0x100 max 0x1ff
	ip xfrm policy add src 192.0.2.0/24 dst 198.51.100.0/24 dir out tmpl src 192.0.2.1 dst 192.0.2.2 proto esp mode tunnel
	ip xfrm policy add src 192.0.2.0/24 dst 203.0.113.0/24 dir out offload packet dev d0 tmpl src 192.0.2.1 dst 192.0.2.2 proto esp mode tunnel
	ip -d -s xfrm state list >\"\$OUT/oracle/xfrm-newest.state.ip.txt\"
	ip -d -s xfrm policy list >\"\$OUT/oracle/xfrm-newest.policy.ip.txt\""
ip xfrm state flush
trace xfrm-iptfs.strace XFRM go "states that aggregate packets (IP-TFS), which ip can list, but not ask for" \
	sh -c '"$BIN/ask"
		ip -s xfrm state list >"$OUT/oracle/xfrm-iptfs.state.ip.txt"'
ip xfrm state flush
ip xfrm policy flush

# A peer whose packets come through another port than they used to, as behind NAT.
ip netns add peer
ip link add v0 type veth peer name v1 netns peer
ip addr add 192.0.2.1/24 dev v0
ip link set v0 up
ip -n peer addr add 192.0.2.2/24 dev v1
ip -n peer link set v1 up
esp="proto esp spi 0x77 mode transport aead rfc4106(gcm(aes)) $key 128"
# shellcheck disable=SC2086 # several words
{
	ip -n peer xfrm state add src 192.0.2.2 dst 192.0.2.1 $esp encap espinudp 4600 4500 0.0.0.0
	ip xfrm state add src 192.0.2.2 dst 192.0.2.1 $esp encap espinudp 4500 4500 0.0.0.0
}
ip -n peer xfrm policy add src 192.0.2.2 dst 192.0.2.1 dir out tmpl src 192.0.2.2 dst 192.0.2.1 proto esp mode transport
/usr/bin/python3 -c '
import socket, time
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_UDP, 100, 2)        # UDP_ENCAP, UDP_ENCAP_ESPINUDP
s.bind(("192.0.2.1", 4500))
open("/run/encapsulating", "w").close()
time.sleep(120)' &
encapsulating=$!
await '[ -e /run/encapsulating ]'
watch xfrm-mapping.strace 'ADD_MEMBERSHIP\|bind(' "${LOSSLESS[@]}" -o "$OUT/xfrm-mapping.strace" \
	sh -c 'exec ip -t xfrm monitor all >"$OUT/oracle/xfrm-mapping.ip.txt"'
ip netns exec peer ping -c 1 -W 1 192.0.2.1 >/dev/null
leave
note xfrm-mapping.strace strace XFRM ip "$(plain "${LOSSLESS[@]}" -o xfrm-mapping.strace ip xfrm monitor all)" \
	"the peer of a state has another port"
kill $encapsulating
ip netns del peer

nft -f - <<'N'
table netdev early { chain in { type filter hook ingress device "lo" priority -500; }; }
table bridge switched { chain passing { type filter hook forward priority -200; }; }
table arp resolved { chain in { type filter hook input priority 5; }; }
table inet plain { chain in { type filter hook input priority 0; ct state new; }; }
table ip translated { chain post { type nat hook postrouting priority 100; masquerade; }; }
table ip fast { flowtable f { hook ingress priority 10; devices = { d0 }; }; }
N
trace nft-hooks.strace NETFILTER nft "functions that the kernel calls at the hooks, of chains and of modules" sh -c '
	nft list hooks >"$OUT/oracle/nft-hooks.nft.txt"
	nft list hooks netdev device lo >"$OUT/oracle/nft-hooks-lo.nft.txt"
	nft list hooks netdev device d0 >"$OUT/oracle/nft-hooks-d0.nft.txt"'
nft flush ruleset

rm -f /run/sockets-ready
/usr/bin/python3 "$BIN/xdpsocket.py" &
server=$!
await '[ -e /run/sockets-ready ]'
trace ss-all-xdp.strace SOCK_DIAG ss "sockets of XDP with everything that ss asks for" \
	sh -c 'ss --xdp -anem >"$OUT/oracle/ss-all-xdp.ss.txt"'
kill $server
