# shows: teamd with the other runners: roundrobin, broadcast, random, loadbalance, lacp; one port each, and their state
# tool: teamd
# packages: libteam-utils iproute2
# protocols: GENERIC ROUTE
# modules: team team_mode_roundrobin team_mode_broadcast team_mode_random team_mode_loadbalance dummy
. "$MAKE/programs/team.sh"

prepare() { ip link add dummy0 address 02:00:00:00:00:01 type dummy; }

# shown RUNNER: teamd with that runner gets a port, and tells its state.
shown() {
  started "$1" '{"name": "ethtool"}'
  teamdctl team0 port add dummy0
  teamdctl team0 state dump
  teamd -k -t team0
}

scene() {
  shown '{"name": "roundrobin"}'
  shown '{"name": "broadcast"}'
  shown '{"name": "random"}'
  shown '{"name": "loadbalance", "tx_hash": ["eth", "ipv4", "l4"]}'
  shown '{"name": "lacp", "active": true, "fast_rate": true, "tx_hash": ["eth"]}'
}
