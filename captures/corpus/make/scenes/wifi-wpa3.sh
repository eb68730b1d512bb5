# shows: hostapd and wpa_supplicant with WPA3 (SAE, protected management frames), on 5 GHz with VHT and HE
# tool: hostapd
# packages: hostapd wpasupplicant iw
# protocols: GENERIC ROUTE
# netns: init
# modules: mac80211_hwsim
. "$MAKE/programs/radios.sh"

prepare() {
  fresh_radios
  iw reg set DE
  cat > hostapd.conf <<END
interface=wlan0
driver=nl80211
ctrl_interface=/run/hostapd
country_code=DE
ssid=sample
hw_mode=a
channel=36
ieee80211n=1
ieee80211ac=1
ieee80211ax=1
vht_oper_chwidth=1
vht_oper_centr_freq_seg0_idx=42
he_oper_chwidth=1
he_oper_centr_freq_seg0_idx=42
ht_capab=[HT40+]
wmm_enabled=1
wpa=2
wpa_key_mgmt=SAE
rsn_pairwise=CCMP
ieee80211w=2
sae_pwe=2
sae_password=not a secret
END
  cat > supplicant.conf <<END
ctrl_interface=/run/wpa_supplicant
sae_pwe=2
network={
  ssid="sample"
  key_mgmt=SAE
  sae_password="not a secret"
  ieee80211w=2
  scan_freq=5180
}
END
}

scene() {
  hostapd -B -P hostapd.pid hostapd.conf
  await "operstate wlan0 up"
  wpa_supplicant -B -P supplicant.pid -i wlan1 -D nl80211 -c supplicant.conf
  await "operstate wlan1 up"
  iw dev wlan1 link
  iw dev wlan1 info
  iw dev wlan1 station dump
  iw dev wlan0 station get 02:00:00:00:01:00
  hostapd_cli -i wlan0 deauthenticate 02:00:00:00:01:00
  end "$(cat supplicant.pid)"
  end "$(cat hostapd.pid)"
}

cleanup() {
  iw reg set 00
  rm hostapd.conf supplicant.conf
}
