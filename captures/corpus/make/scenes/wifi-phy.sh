# shows: one simulated radio: what it can do, and every setting of a wiphy
# tool: iw
# packages: iw
# protocols: GENERIC
# netns: init
# modules: mac80211_hwsim
. "$MAKE/programs/radios.sh"

prepare() {
  fresh_radios
  ip netns add elsewhere
}

scene() {
  iw phy radio0 info
  iw phy radio0 channels
  iw phy radio0 set rts 1500
  iw phy radio0 set rts off
  iw phy radio0 set frag 1000
  iw phy radio0 set frag off
  iw phy radio0 set retry short 5 long 3
  ! iw phy radio0 set coverage 3
  ! iw phy radio0 set distance 450
  ! iw phy radio0 set distance auto
  iw phy radio0 set antenna 1 || true
  iw phy radio0 set antenna all || true
  iw phy radio0 set txpower fixed 1500
  iw phy radio0 set txpower limit 1000
  iw phy radio0 set txpower auto
  iw phy radio0 get txq
  iw phy radio0 set txq limit 4096
  iw phy radio0 set txq memory_limit 8388608
  iw phy radio0 set txq quantum 600
  iw phy radio0 set name example
  iw phy example set name radio0
  ! iw phy radio0 set name radio1
  iw phy radio0 set sar_specs 0 0:100 1:90 || true
  ! iw phy radio0 wowlan show
  ! iw phy radio0 wowlan enable any disconnect magic-packet gtk-rekey-failure
  ! iw phy radio0 wowlan enable patterns 0+ff:ff:ff:ff:ff:ff 12+08:06
  ! iw phy radio0 wowlan enable net-detect interval 5000 freqs 2412 matches ssid sample
  ! iw phy radio0 wowlan disable
  ! iw phy radio0 coalesce show
  ! iw phy radio0 coalesce disable
  ! iw phy radio0 hwsim getps
  ! iw phy radio0 hwsim setps 1
  iw phy radio1 set netns name elsewhere
  ! iw phy radio9 info
}

cleanup() { ip netns del elsewhere; }
