# shows: interfaces of every type on a simulated radio, and every setting of one
# tool: iw
# packages: iw
# protocols: GENERIC ROUTE
# netns: init
# modules: mac80211_hwsim
. "$MAKE/programs/radios.sh"

prepare() { fresh_radios; }

scene() {
  iw dev
  iw dev wlan0 info
  iw phy radio0 interface add mon0 type monitor flags none fcsfail control otherbss
  ip link set mon0 up
  iw dev mon0 set channel 6
  iw dev mon0 set freq 5180 80 5210
  iw dev mon0 set channel 11 HT40-
  iw dev mon0 info
  ip link set mon0 down
  iw dev mon0 set monitor none control
  iw dev mon0 set monitor active || true
  iw phy radio0 interface add ap0 type __ap addr 02:00:00:00:00:05
  iw phy radio0 interface add sta0 type managed 4addr on
  iw phy radio0 interface add mesh0 type mp mesh_id sample
  iw phy radio0 interface add ibss0 type ibss
  iw phy radio0 interface add ocb0 type ocb
  ! iw phy radio0 interface add wds0 type wds
  iw phy radio0 interface add go0 type __p2pgo
  iw phy radio0 interface add client0 type __p2pcl
  iw phy radio0 interface add vlan0 type __ap_vlan || true
  iw dev
  iw dev sta0 set 4addr off
  iw dev ibss0 set type managed
  iw dev ibss0 set type monitor
  iw dev ibss0 set type __ap
  ! iw phy radio0 interface add wlan0 type managed
  for device in ap0 sta0 mesh0 ibss0 ocb0 go0 client0 mon0; do iw dev $device del; done
  ip link set wlan0 up
  iw dev wlan0 get power_save
  iw dev wlan0 set power_save on
  iw dev wlan0 set power_save off
  iw dev wlan0 set txpower fixed 1000
  iw dev wlan0 set txpower auto
  iw dev wlan0 set bitrates legacy-2.4 6 12 24
  iw dev wlan0 set bitrates legacy-5 6 ht-mcs-5 0 1 2 vht-mcs-5 1:0-7 sgi-5
  iw dev wlan0 set bitrates he-mcs-5 1:MCS0-MCS7 he-gi-5 0.8 he-ltf-5 2 || true
  iw dev wlan0 set bitrates
  iw dev wlan0 set noack_map 0x00ff || true
  iw dev wlan0 set tidconf tids 0x3 ampdu on sretry 4 lretry 5 rtscts off || true
  iw dev wlan0 cqm rssi -70 3
  iw dev wlan0 cqm rssi off
  ! iw dev wlan0 set channel 6 HT20 5
  ! iw dev wlan0 set mcast_rate 6
  ! iw dev wlan0 set meshid sample
  ! iw dev wlan0 set peer 02:00:00:00:01:00
  iw dev wlan0 link
  iw dev wlan0 survey dump
  iw dev wlan0 offchannel 2437 50
  iw dev wlan0 roc start 2462 50
  ! iw dev wlan0 station get 02:00:00:00:01:00
  ! iw dev wlan0 ftm get_stats
  ! iw dev wlan0 cac trigger freq 5260 HT20
  ! iw dev wlan0 vendor send 0x001374 1 01:02:03
  ! iw dev wlan9 info
}

cleanup() { ip link set wlan0 down; }
