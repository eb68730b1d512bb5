# shows: two simulated radios in a mesh: joining, parameters, peers, paths
# tool: iw
# packages: iw iputils-ping
# protocols: GENERIC ROUTE
# netns: init
# modules: mac80211_hwsim
. "$MAKE/programs/radios.sh"

prepare() {
  fresh_radios
  iw dev wlan0 set type mp
  iw dev wlan1 set type mp
}

scene() {
  iw event -f -t &
  local events=$!
  ip link set wlan0 up
  ip link set wlan1 up
  iw dev wlan0 mesh join sample freq 2437 HT20 basic-rates 6,12 mcast-rate 12 beacon-interval 100 dtim-period 2 \
    mesh_hwmp_rootmode=2 mesh_ttl=20
  iw dev wlan1 mesh join sample freq 2437 HT20 basic-rates 6,12
  ! iw dev wlan0 get mesh_param
  iw dev wlan0 mesh_param dump
  iw dev wlan0 get mesh_param mesh_retry_timeout
  iw dev wlan0 set mesh_param mesh_retry_timeout=120 mesh_confirm_timeout=110 mesh_max_peer_links=10
  iw dev wlan0 set mesh_param mesh_gate_announcements=1 mesh_fwding=1 mesh_rssi_threshold=-80 mesh_power_mode=active
  sleep 3
  iw dev wlan0 station dump
  iw dev wlan0 station get 02:00:00:00:01:00
  iw dev wlan0 station set 02:00:00:00:01:00 mesh_power_mode light
  iw dev wlan0 station set 02:00:00:00:01:00 plink_action block
  iw dev wlan0 station set 02:00:00:00:01:00 plink_action open
  iw dev wlan0 mpath dump
  iw dev wlan0 mpath new 02:00:00:00:07:00 next_hop 02:00:00:00:01:00
  iw dev wlan0 mpath set 02:00:00:00:07:00 next_hop 02:00:00:00:01:00
  iw dev wlan0 mpath get 02:00:00:00:07:00
  iw dev wlan0 mpath dump
  iw dev wlan0 mpath del 02:00:00:00:07:00
  ! iw dev wlan0 mpath get 02:00:00:00:09:00
  iw dev wlan0 mpp dump
  ! iw dev wlan0 mpp get 02:00:00:00:09:00
  iw dev wlan0 survey dump
  iw dev wlan0 scan dump
  iw dev wlan1 mesh leave
  iw dev wlan0 mesh leave
  ip link set wlan0 down
  iw dev wlan0 set meshid other
  end $events
}

cleanup() { ip link set wlan1 down; }
