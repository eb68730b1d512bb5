# radios.sh: fresh simulated radios for wifi scenes: radio0 with wlan0, radio1 with wlan1.

. "$MAKE/programs/wait.sh"

fresh_radios() {
	local number
	modprobe -r mac80211_hwsim
	modprobe mac80211_hwsim radios=2
	await '[ -e /sys/class/net/wlan1/phy80211 ]'
	for number in 0 1; do
		iw phy "$(cat /sys/class/net/wlan$number/phy80211/name)" set name radio$number
	done
}
