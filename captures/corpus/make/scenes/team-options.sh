# shows: teamd with the runner activebackup; teamnl and teamdctl ask and set every option of device and port, over two dummy ports
# tool: teamd
# packages: libteam-utils iproute2
# protocols: GENERIC ROUTE
# modules: team team_mode_activebackup dummy
. "$MAKE/programs/team.sh"

prepare() {
  ip link add dummy0 address 02:00:00:00:00:01 type dummy
  ip link add dummy1 address 02:00:00:00:00:02 type dummy
}

scene() {
  started '{"name": "activebackup", "hwaddr_policy": "by_active"}' '{"name": "ethtool", "delay_up": 10}'
  teamdctl team0 port add dummy0
  teamdctl team0 port add dummy1
  ip link set team0 up
  teamnl team0 options
  teamnl team0 ports
  teamnl team0 getoption mode
  teamnl team0 getoption activeport
  teamnl team0 setoption activeport "$(cat /sys/class/net/dummy1/ifindex)"
  teamnl --port dummy0 team0 getoption enabled || teamnl -p dummy0 team0 getoption enabled
  teamnl -p dummy0 team0 setoption user_linkup_enabled true
  teamnl -p dummy0 team0 setoption user_linkup false
  teamnl -p dummy0 team0 setoption queue_id 1 || true
  teamnl -p dummy0 team0 setoption priority 5
  teamnl team0 setoption notify_peers_count 2
  teamnl team0 setoption mcast_rejoin_interval 100
  ! teamnl team0 getoption nothing
  ! teamnl team0 setoption mode nothing
  teamdctl team0 state dump
  teamdctl team0 config dump
  teamdctl team0 state item set runner.active_port dummy0
  teamdctl team0 port config update dummy0 '{"prio": 10, "sticky": true}'
  teamdctl team0 port remove dummy1
  teamd -k -t team0
}
