# nl80211 through iw, on simulated radios; phy0 and phy1 form an ad-hoc network, phy2 scans.
modprobe mac80211_hwsim radios=3
await '[ -e /sys/class/net/wlan2 ]'
trace iw-add-monitor.strace GENERIC iw "a monitor interface is made on a radio; the controller resolves nl80211 first" \
	iw phy phy0 interface add test type monitor
oracle iw-add-monitor.iw.txt iw dev test info
trace iw-error.strace GENERIC iw "the kernel refuses a second interface of the same name" \
	iw phy phy0 interface add test type monitor
trace iw-dev.strace GENERIC iw "dump of the wireless interfaces" iw dev
oracle iw-dev.iw.txt iw dev
trace iw-phy.strace GENERIC iw "split dump of one radio: bands, rates, commands, interface combinations" iw phy phy2 info
oracle iw-phy.iw.txt iw phy phy2 info
trace iw-reg-get.strace GENERIC iw "regulatory domains" iw reg get
oracle iw-reg-get.iw.txt iw reg get
ip link set wlan2 up
for w in wlan0 wlan1; do
	iw dev $w set type ibss
	ip link set $w up
	iw dev $w ibss join sample 2412 fixed-freq 02:00:00:00:aa:01
done
await 'iw dev wlan0 station dump | grep -q Station'
sleep 1
trace iw-station-dump.strace GENERIC iw "the other station of an ad-hoc network, with its rates and counters" \
	sh -c "iw dev wlan0 station dump >\"\$OUT/oracle/iw-station-dump.iw.txt\""
trace iw-scan.strace GENERIC iw "a scan: trigger, events, dump of what was found with its information elements" iw dev wlan2 scan
oracle iw-scan.iw.txt iw dev wlan2 scan dump
watch iw-event.strace NETLINK_ADD_MEMBERSHIP "${LOSSLESS[@]}" -o "$OUT/iw-event.strace" iw event -t
iw phy phy2 interface add mon0 type monitor
iw dev mon0 del
iw dev wlan2 scan trigger
await 'iw dev wlan2 scan dump | grep -q BSS'
iw dev wlan1 ibss leave
leave
note iw-event.strace strace GENERIC iw "$(plain "${LOSSLESS[@]}" -o iw-event.strace iw event -t)" \
	"events: interfaces come and go, a scan, a station leaves"
