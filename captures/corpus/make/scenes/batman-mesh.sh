# shows: a batman-adv mesh of two nodes over veth: every setting, every table
# tool: batctl
# packages: batctl iproute2
# protocols: GENERIC ROUTE
# modules: batman_adv veth
. "$MAKE/programs/wait.sh"

prepare() {
  ip netns add node
  ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02 netns node
  ip link set veth0 up
  ip -n node link set veth1 up
  ip netns exec node batctl meshif bat0 interface add veth1
  ip -n node link set bat0 address 02:00:00:00:00:04 up
}

scene() {
  batctl routing_algo
  batctl routing_algo BATMAN_IV
  batctl meshif bat0 interface create
  batctl meshif bat0 interface add veth0
  ip link set bat0 address 02:00:00:00:00:03 up
  ip address add 10.0.0.1/24 dev bat0
  batctl meshif bat0 interface
  for setting in aggregation ap_isolation bonding bridge_loop_avoidance distributed_arp_table fragmentation \
    multicast_forceflood network_coding; do
    batctl meshif bat0 $setting || true
    batctl meshif bat0 $setting 1 || true
    batctl meshif bat0 $setting 0 || true
  done
  batctl meshif bat0 gw_mode server 10000/2000
  batctl meshif bat0 gw_mode
  batctl meshif bat0 gw_mode client 30 || true
  batctl meshif bat0 gw_mode off
  batctl meshif bat0 isolation_mark 0x10/0xff
  batctl meshif bat0 loglevel || true
  batctl meshif bat0 orig_interval 500
  batctl hardif veth0 elp_interval 300 || true
  batctl hardif veth0 throughput_override 10mbit || true
  batctl hardif veth0 hop_penalty 20 || true
  ip link add link bat0 name bat0.5 type vlan id 5
  batctl vlan bat0.5 ap_isolation 1
  sleep 2
  for table in originators neighbors translocal transglobal gwl claimtable backbonetable dat_cache mcast_flags nc_nodes; do
    batctl meshif bat0 $table || true
  done
  batctl meshif bat0 statistics
  batctl meshif bat0 throughputmeter -t 200 02:00:00:00:00:02 || true
  batctl meshif bat0 interface del veth0
  batctl meshif bat0 interface destroy
  batctl routing_algo BATMAN_V || true
  batctl routing_algo BATMAN_IV
}

cleanup() { ip netns del node; }
