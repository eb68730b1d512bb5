# shows: Open vSwitch's kernel datapath by ovs-dpctl, without a daemon: datapaths, ports of every type, flows, meters, conntrack
# tool: ovs-dpctl
# packages: openvswitch-switch iproute2
# protocols: GENERIC ROUTE
# modules: openvswitch vport_vxlan vport_gre vport_geneve
prepare() {
	ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
	ip link add veth2 address 02:00:00:00:00:03 type veth peer name veth3 address 02:00:00:00:00:04
	for i in 0 1 2 3; do ip link set veth$i up; done
	export OVS_RUNDIR=/run/openvswitch
}

scene() {
	ovs-dpctl add-dp dp0
	ovs-dpctl add-if dp0 veth0 veth2
	ovs-dpctl add-if dp0 inner0,type=internal,port_no=7
	ovs-dpctl add-if dp0 vxlan0,type=vxlan,remote_ip=flow,key=flow,dst_port=4789
	ovs-dpctl add-if dp0 geneve0,type=geneve,remote_ip=flow,key=flow,dst_port=6081
	ovs-dpctl add-if dp0 gre0,type=gre,remote_ip=flow,key=flow
	ip -d link show type openvswitch
	ovs-dpctl show
	ovs-dpctl -s show dp0
	ovs-dpctl dump-dps
	ovs-dpctl add-flow dp0 'in_port(1),eth(src=02:00:00:00:00:02,dst=02:00:00:00:00:04),eth_type(0x0800),ipv4(src=192.0.2.1,dst=192.0.2.2,proto=6,tos=0,ttl=64,frag=no),tcp(src=1000,dst=80)' 2
	ovs-dpctl add-flow dp0 'in_port(1),eth(),eth_type(0x0800),ipv4(src=198.51.100.0/255.255.255.0,proto=17),udp(src=53)' 'set(eth(src=02:00:00:00:00:aa)),set(ipv4(src=192.0.2.9,ttl=10)),push_vlan(vid=5,pcp=1),2'
	ovs-dpctl add-flow dp0 'in_port(2),eth(),eth_type(0x8100),vlan(vid=5,pcp=1),encap(eth_type(0x0806),arp(sip=192.0.2.2,tip=192.0.2.1,op=1))' 'pop_vlan,1,7'
	ovs-dpctl add-flow dp0 'in_port(2),eth(),eth_type(0x86dd),ipv6(src=2001:db8::1,dst=2001:db8::2,proto=58),icmpv6(type=135),nd(target=2001:db8::2)' 'trunc(100),1'
	ovs-dpctl add-flow dp0 'recirc_id(0),in_port(7),ct_state(-trk),eth(),eth_type(0x0800),ipv4()' 'ct(commit,zone=3,mark=0x1/0xf,label=0x2/0xff),recirc(1)'
	ovs-dpctl add-flow dp0 'recirc_id(0x1),in_port(7),ct_state(+est+trk),ct_zone(3),eth(),eth_type(0x0800),ipv4()' 'sample(sample=50.0%,actions(1)),2'
	ovs-dpctl add-flow dp0 'tunnel(tun_id=0x7,src=203.0.113.1,dst=203.0.113.2,ttl=64,flags(key)),in_port(8),eth(),eth_type(0x0800),ipv4()' drop
	ovs-dpctl add-flow dp0 'in_port(1),eth(),eth_type(0x8847),mpls(label=16,tc=1,ttl=64,bos=1)' drop
	ovs-dpctl add-flow dp0 'in_port(1),eth(),eth_type(0x88cc)' 'set(tunnel(tun_id=0x9,dst=203.0.113.2,ttl=64,flags(df|csum|key))),8'
	ovs-dpctl add-flow dp0 'in_port(1),skb_priority(5),skb_mark(7),eth(),eth_type(0x0800),ipv4(proto=132),sctp(dst=9)' 'clone(set(skb_mark(9)),2),check_pkt_len(size=200,gt(1),le(2))'
	ovs-dpctl dump-flows dp0
	ovs-dpctl -m --names dump-flows dp0
	ovs-dpctl get-flow dp0 'in_port(1)' || true
	ovs-dpctl mod-flow dp0 'in_port(1),eth(src=02:00:00:00:00:02,dst=02:00:00:00:00:04),eth_type(0x0800),ipv4(src=192.0.2.1,dst=192.0.2.2,proto=6,tos=0,ttl=64,frag=no),tcp(src=1000,dst=80)' 7
	ovs-dpctl del-flow dp0 'in_port(1),eth(src=02:00:00:00:00:02,dst=02:00:00:00:00:04),eth_type(0x0800),ipv4(src=192.0.2.1,dst=192.0.2.2,proto=6,tos=0,ttl=64,frag=no),tcp(src=1000,dst=80)'
	! ovs-dpctl add-flow dp0 'in_port(1),eth(),eth_type(0x0800),ipv4()' 'pop_mpls(eth_type=0x800)'
	ovs-dpctl ct-set-limits dp0 default=1000 zone=3,limit=50
	ovs-dpctl ct-get-limits dp0 zone=3
	ovs-dpctl ct-del-limits dp0 zone=3
	ovs-dpctl ct-get-nconns dp0 || true
	ovs-dpctl dump-conntrack dp0
	ovs-dpctl flush-conntrack system@dp0 zone=3
	ovs-dpctl ct-stats-show dp0 || true
	ovs-dpctl del-flows dp0
	ovs-dpctl set-if dp0 inner0,options:x=y || true
	ovs-dpctl del-if dp0 veth2
	! ovs-dpctl add-if dp0 nothing0
	! ovs-dpctl show dp9
	ovs-dpctl del-dp dp0
}
