# shows: two simulated radios without access point: an ad hoc network, and outside the context of a network
# tool: iw
# packages: iw
# protocols: GENERIC ROUTE
# netns: init
# modules: mac80211_hwsim
. "$MAKE/programs/radios.sh"

prepare() {
  fresh_radios
  iw dev wlan0 set type ibss
  iw dev wlan1 set type ibss
  ip link set wlan0 up
  ip link set wlan1 up
}

scene() {
  iw event -f -t &
  local events=$!
  iw dev wlan0 ibss join sample 2437 HT20 fixed-freq 02:00:00:00:0a:0a beacon-interval 100 basic-rates 6,12 \
    mcast-rate 12
  iw dev wlan1 ibss join sample 2437 HT20 fixed-freq 02:00:00:00:0a:0a basic-rates 6,12
  await "operstate wlan0 up"
  iw dev wlan0 info
  iw dev wlan0 link
  iw dev wlan0 set mcast_rate 24
  iw dev wlan0 station dump
  iw dev wlan0 ibss leave
  iw dev wlan1 ibss leave
  iw dev wlan0 ibss join secret 2412 NOHT key d:0:abcde 1:6162636465
  iw dev wlan0 ibss leave
  ip link set wlan0 down
  ip link set wlan1 down
  iw dev wlan0 set type ocb
  ip link set wlan0 up
  iw dev wlan0 ocb join 5890 10MHz || iw dev wlan0 ocb join 5180 10MHz || true
  iw dev wlan0 ocb leave || true
  end $events
}

cleanup() { ip link set wlan0 down; ip link set wlan1 down; }
