# shows: hostapd and wpa_supplicant with WPA2 and a passphrase: keys, rekeying, traffic classes, leaving
# tool: wpa_supplicant
# packages: wpasupplicant hostapd iw
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
channel=1
ieee80211n=1
wmm_enabled=1
wpa=2
wpa_key_mgmt=WPA-PSK
rsn_pairwise=CCMP
wpa_passphrase=not a secret
END
  cat > supplicant.conf <<END
ctrl_interface=/run/wpa_supplicant
country=DE
network={
  ssid="sample"
  key_mgmt=WPA-PSK
  psk="not a secret"
  scan_freq=2412
}
END
}

scene() {
  hostapd -B -P hostapd.pid hostapd.conf
  await "operstate wlan0 up"
  wpa_supplicant -B -P supplicant.pid -i wlan1 -D nl80211 -c supplicant.conf
  await "operstate wlan1 up"
  iw dev wlan1 link
  iw dev wlan0 station dump
  wpa_cli -i wlan1 status
  wpa_cli -i wlan1 signal_poll
  hostapd_cli -i wlan0 all_sta
  wpa_cli -i wlan1 reassociate
  await "operstate wlan1 up"
  wpa_cli -i wlan1 disconnect
  await "operstate wlan1 down || operstate wlan1 dormant"
  end "$(cat supplicant.pid)"
  end "$(cat hostapd.pid)"
}

cleanup() { rm hostapd.conf supplicant.conf; }
