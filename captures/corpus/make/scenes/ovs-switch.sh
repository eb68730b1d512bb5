# shows: Open vSwitch as a whole: database, switch daemon and tools; bridges, tunnels, bonds, mirrors, rules, meters, packets missed
# tool: ovs-vswitchd
# packages: openvswitch-switch iproute2 iputils-ping
# protocols: GENERIC ROUTE
# modules: openvswitch vport_vxlan vport_gre vport_geneve
. "$MAKE/programs/wait.sh"

prepare() {
	ip netns add east
	ip netns add west
	ip link add veth0 address 02:00:00:00:00:01 type veth peer name eth0 address 02:00:00:00:00:11 netns east
	ip link add veth1 address 02:00:00:00:00:02 type veth peer name eth0 address 02:00:00:00:00:12 netns west
	ip link add dummy0 address 02:00:00:00:00:03 type dummy
	ip link add dummy1 address 02:00:00:00:00:04 type dummy
	ip -n east address add 192.0.2.1/24 dev eth0
	ip -n west address add 192.0.2.2/24 dev eth0
	ip -n east link set eth0 up
	ip -n west link set eth0 up
	for device in veth0 veth1 dummy0 dummy1; do ip link set $device up; done
	export OVS_RUNDIR=/run/openvswitch OVS_LOGDIR=/run/openvswitch OVS_DBDIR=/run/openvswitch
	mkdir -p $OVS_RUNDIR
	ovsdb-tool create $OVS_DBDIR/conf.db /usr/share/openvswitch/vswitch.ovsschema
	ovsdb-server $OVS_DBDIR/conf.db --remote=punix:$OVS_RUNDIR/db.sock --detach --pidfile --no-chdir
	ovs-vsctl --no-wait init
	# Each ovs-vsctl reads the whole schema, which is no netlink: the daemon finds all of it when it starts.
	ovs-vsctl --no-wait add-br br0 -- set bridge br0 other-config:hwaddr=02:00:00:00:00:0a
	ovs-vsctl --no-wait add-port br0 veth0 -- set interface veth0 ofport_request=1 \
		-- add-port br0 veth1 tag=5 -- set interface veth1 ofport_request=2
	ovs-vsctl --no-wait add-port br0 inner0 -- set interface inner0 type=internal
	ovs-vsctl --no-wait add-br br1 -- add-port br1 patch1 -- set interface patch1 type=patch options:peer=patch0 \
		-- add-port br0 patch0 -- set interface patch0 type=patch options:peer=patch1
	ovs-vsctl --no-wait add-port br0 vxlan0 -- set interface vxlan0 type=vxlan options:remote_ip=203.0.113.2 options:key=7
	ovs-vsctl --no-wait add-port br0 geneve0 -- set interface geneve0 type=geneve options:remote_ip=flow options:key=flow
	ovs-vsctl --no-wait add-port br0 gre0 -- set interface gre0 type=gre options:remote_ip=203.0.113.3
	ovs-vsctl --no-wait add-bond br1 bond0 dummy0 dummy1 bond_mode=balance-slb
	ovs-vsctl --no-wait -- --id=@p get port inner0 -- --id=@m create mirror name=m0 select-all=true \
		output-port=@p -- set bridge br0 mirrors=@m
	ovs-vsctl --no-wait set interface veth0 ingress_policing_rate=1000 ingress_policing_burst=100
	ovs-vsctl --no-wait set port veth1 qos=@q -- --id=@q create qos type=linux-htb other-config:max-rate=1000000 queues:0=@z \
		-- --id=@z create queue other-config:min-rate=100000
	ovs-vsctl --no-wait set port veth1 tag=[]
}

scene() {
	ovs-vswitchd --detach --pidfile --no-chdir
	await '[ -e /sys/class/net/br1 ]'
	ip netns exec east ping -c 2 -W 5 192.0.2.2
	# With names of ports ovs-ofctl would ask for the features of all tables.
	ovs-ofctl --no-names -O OpenFlow15 add-meter br0 meter=1,kbps,burst,band=type=drop,rate=1000,burst_size=100
	ovs-ofctl --no-names -O OpenFlow13 add-flow br0 'priority=10,ip,in_port=1,actions=meter:1,mod_dl_src:02:00:00:00:00:aa,mod_nw_tos:32,normal'
	ovs-ofctl --no-names add-flow br0 'priority=9,arp,actions=normal'
	ovs-ofctl --no-names add-flow br0 'priority=11,icmp,in_port=2,actions=ct(commit,zone=3),normal'
	ip netns exec east ping -c 1 -W 5 192.0.2.2
	ovs-appctl dpctl/show
	ovs-appctl dpctl/dump-flows -m
	ovs-appctl dpctl/dump-conntrack
	ovs-appctl dpctl/ct-set-limits default=500
	ovs-dpctl dump-flows
	ovs-appctl fdb/show br0
	ovs-vsctl del-port br0 gre0 -- del-br br1 -- del-br br0
	end "$(cat $OVS_RUNDIR/ovs-vswitchd.pid)"
}

cleanup() {
	end "$(cat $OVS_RUNDIR/ovsdb-server.pid)"
	ovs-dpctl del-dp ovs-system || true
	ip netns del east
	ip netns del west
	rm -rf $OVS_RUNDIR
}
