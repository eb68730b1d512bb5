# shows: an open access point, scans, a station that connects and what it can ask, frames, the channel switched
# tool: iw
# packages: iw hostapd
# protocols: GENERIC ROUTE
# netns: init
# modules: mac80211_hwsim
. "$MAKE/programs/radios.sh"

prepare() {
  fresh_radios
  cat > hostapd.conf <<END
interface=wlan0
driver=nl80211
ctrl_interface=/run/hostapd
ssid=sample
hw_mode=g
channel=6
ieee80211n=1
wmm_enabled=1
END
  ip link set wlan1 up
}

scene() {
  iw event -f -t &
  local events=$!
  hostapd -B -P hostapd.pid hostapd.conf
  await "operstate wlan0 up"
  iw dev wlan1 scan freq 2412 2417 2422 2427 2432 2437 2442 2447 2452 2457 2462 5180 passive
  iw dev wlan1 scan dump
  iw dev wlan1 scan trigger freq 2437 ssid sample
  sleep 1
  iw dev wlan1 scan trigger freq 2437 flush lowpri randomise=02:00:00:00:00:00/ff:ff:ff:00:00:00 ies dd:03:01:02:03 || true
  sleep 1
  ! iw dev wlan1 scan abort
  iw dev wlan1 scan sched_start interval 5000 freqs 2437 matches ssid sample active ssid sample || true
  iw dev wlan1 scan sched_stop || true
  iw dev wlan1 connect sample 2437
  await "operstate wlan1 up"
  iw dev wlan1 link
  iw dev wlan1 info
  iw dev wlan1 station dump -v
  iw dev wlan0 station dump
  iw dev wlan0 station get 02:00:00:00:01:00
  iw dev wlan0 station set 02:00:00:00:01:00 airtime_weight 300 || true
  iw dev wlan0 station set 02:00:00:00:01:00 txpwr limit 10 || true
  iw dev wlan1 survey dump
  iw dev wlan0 survey dump
  iw dev wlan1 cqm rssi -60 2
  iw dev wlan1 set power_save on
  iw dev wlan1 set tidconf peer 02:00:00:00:00:00 tids 0x1 noack on || true
  iw dev wlan1 mgmt dump frame d0 04 count 1 &
  local frames=$!
  ! iw dev wlan0 switch channel 11 HT20 beacons 3
  hostapd_cli -i wlan0 chan_switch 3 2462 ht
  sleep 1
  iw dev wlan1 link
  iw dev wlan1 disconnect
  iw dev wlan1 connect sample
  await "operstate wlan1 up"
  iw dev wlan0 station del 02:00:00:00:01:00 subtype 12 reason-code 5
  ! iw dev wlan1 connect sample 2412 auth shared key 0:abcde
  end "$frames"
  end "$(cat hostapd.pid)"
  end $events
}

cleanup() { ip link set wlan1 down; rm hostapd.conf; }
