# shows: wireless devices without network interface: neighbour awareness networking and peer-to-peer devices
# tool: iw
# packages: iw
# protocols: GENERIC
# netns: init
# modules: mac80211_hwsim
. "$MAKE/programs/radios.sh"

prepare() { fresh_radios; }

# wdev TYPE: the identity of the wireless device of that type.
wdev() { iw dev | awk -v type="$1" '$1 == "wdev" { id = $2 } $1 == "type" && $2 == type { print id }'; }

scene() {
  iw phy radio0 interface add unnamed type __p2pdev addr 02:00:00:00:00:06
  local device
  device=$(wdev P2P-device)
  iw wdev "$device" p2p start
  iw wdev "$device" p2p stop
  iw phy radio0 interface add unnamed type nan || true
  device=$(wdev nan)
  if [ -n "$device" ]; then
    iw wdev "$device" nan start pref 2 bands 2GHz || true
    iw wdev "$device" nan config pref 5 bands 2GHz || true
    iw wdev "$device" nan add_func type publish solicited name sample info 0102 ttl 10 || true
    iw wdev "$device" nan add_func type subscribe active name sample srf include bf 0 16 02:00:00:00:01:00 || true
    iw wdev "$device" nan stop || true
  fi
  iw dev
}
