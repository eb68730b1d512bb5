# WireGuard: a device and its peers are set, changed and shown.
ip link set lo up
ip link add wg0 type wireguard
keys=$(mktemp -d)
for n in 1 2 3; do
	printf "nlkit samples: this key is no. $n" | base64 >"$keys/$n"
	wg pubkey <"$keys/$n" >"$keys/$n.public"
done
second=$(cat "$keys/2.public") third=$(cat "$keys/3.public")
cd "$keys" || exit
trace wg-set.strace GENERIC wg "a device, peers with addresses of both families, a peer's removal" sh -c "
	wg set wg0 listen-port 51820 fwmark 0x20 private-key 1
	wg set wg0 peer $second preshared-key 3 endpoint 192.0.2.2:51820 persistent-keepalive 25 allowed-ips 10.1.0.0/16,fd00:1::/64
	wg set wg0 peer $third endpoint [2001:db8::3]:51820 allowed-ips 0.0.0.0/0
	wg set wg0 peer $third remove"
wg set wg0 peer "$third" endpoint '[2001:db8::3]:51820' allowed-ips 0.0.0.0/0,::/0
trace wg-show.strace GENERIC wg "a dump of the device" wg show wg0
oracle wg-show.wg.txt wg show wg0 dump
