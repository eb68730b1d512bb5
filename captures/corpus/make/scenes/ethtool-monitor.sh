# shows: what ethtool --monitor is told while another ethtool sets things
# tool: ethtool
# packages: ethtool iproute2
# protocols: GENERIC
# modules: veth
. "$MAKE/programs/wait.sh"

prepare() {
  ip link add veth0 address 02:00:00:00:00:01 numtxqueues 2 numrxqueues 2 type veth peer name veth1
  ip link set veth0 up
  ip link set veth1 up
}

scene() {
  ethtool --monitor '*' &
  local monitor=$!
  await "listening 16 $monitor"
  ethtool -K veth0 tso off
  ethtool -K veth0 gro on
  ethtool -L veth0 rx 1 tx 1
  ethtool -s veth0 msglvl 7 || true
  ip link set veth0 down
  end $monitor
}
