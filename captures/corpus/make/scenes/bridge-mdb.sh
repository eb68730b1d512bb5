# shows: bridge mdb and bridge monitor: groups of IPv4, IPv6 and MAC addresses, sources, groups learned from hosts
# tool: iproute2
# packages: iproute2
# protocols: ROUTE
# modules: dummy veth bridge

. "$MAKE/programs/wait.sh"

prepare() {
	ip link add br0 address 02:00:00:00:00:01 type bridge vlan_filtering 1 mcast_snooping 1 mcast_querier 1 mcast_igmp_version 3 mcast_mld_version 2 \
		mcast_startup_query_interval 10 mcast_query_response_interval 10 mcast_stats_enabled 1
	ip link add e0 address 02:00:00:00:00:02 type veth peer name f0 address 02:00:00:00:00:03
	ip link add e1 address 02:00:00:00:00:04 type dummy
	ip link set e0 master br0
	ip link set e1 master br0
	for link in br0 e0 e1 f0; do ip link set "$link" up; done
	ip addr add 192.0.2.1/24 dev f0
}

scene() {
	bridge monitor all >events &
	monitor=$!
	await "listening 0 $monitor"
	bridge mdb add dev br0 port e0 grp 239.1.1.1 permanent
	bridge mdb add dev br0 port e0 grp 239.1.1.2 temp vid 1
	bridge mdb add dev br0 port e0 grp 239.1.1.3 src 198.51.100.1 permanent vid 1
	bridge mdb add dev br0 port e1 grp ff05::1:3 permanent
	bridge mdb add dev br0 port e1 grp ff05::1:4 src 2001:db8::1 temp
	bridge mdb add dev br0 port e1 grp 01:00:5e:7f:00:09 permanent
	! bridge mdb add dev br0 port br0 grp 239.1.1.5 permanent
	bridge mdb add dev br0 port br0 grp 239.1.1.6 temp
	bridge mdb add dev br0 port br0 grp 03:00:00:00:00:77 permanent
	! bridge mdb add dev br0 port e0 grp 239.1.1.1 permanent
	! bridge mdb add dev br0 port e0 grp 224.0.0.1
	! bridge mdb add dev br0 port e0 grp 192.0.2.1
	! bridge mdb del dev br0 port e0 grp 239.1.1.99
	bridge -d -s mdb show
	bridge mdb show dev br0
	bridge mdb show dev br0 vid 1
	bridge -d -s vlan show
	ip addr add 239.2.2.2/32 dev f0 autojoin
	ip addr add ff05::2:2/128 dev f0 autojoin
	await "grep -q 239.2.2.2 events && grep -q ff05::2:2 events"
	bridge -d -s mdb show
	bridge link set dev e1 mcast_router 2
	ip link set br0 type bridge mcast_router 2
	bridge -d mdb show
	bridge mdb del dev br0 port e0 grp 239.1.1.1
	bridge mdb del dev br0 port e1 grp ff05::1:3
	ip link set e1 nomaster
	ip link del br0
	end "$monitor"
}
