# shows: WireGuard: keys, peers, allowed addresses, every option, a configuration read again, a handshake
# tool: wg
# packages: wireguard-tools iproute2 iputils-ping
# protocols: GENERIC ROUTE
# flavours: all
# modules: wireguard
prepare() {
  ip netns add peer
  ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02 netns peer
  ip address add 192.0.2.1/24 dev veth0
  ip link set veth0 up
  ip -n peer address add 192.0.2.2/24 dev veth1
  ip -n peer link set veth1 up
  ip -n peer link add wg0 type wireguard
  # Keys of thirty-two equal octets, so that every run shows the same.
  for letter in A B C; do
    head -c 32 /dev/zero | tr '\0' $letter | base64 > key.$letter
    wg pubkey < key.$letter > public.$letter
  done
  ip netns exec peer wg set wg0 listen-port 51820 private-key key.B peer "$(cat public.A)" allowed-ips 10.0.0.1/32
  ip -n peer address add 10.0.0.2/24 dev wg0
  ip -n peer link set wg0 up
  cat > wg0.conf <<END
[Interface]
ListenPort = 51821
PrivateKey = $(cat key.A)
[Peer]
PublicKey = $(cat public.B)
Endpoint = 192.0.2.2:51820
AllowedIPs = 10.0.0.2/32, fd00::2/128
PersistentKeepalive = 15
END
}

scene() {
  local second third
  second=$(cat public.B)
  third=$(cat public.C)
  ip link add wg0 type wireguard
  wg show wg0
  wg set wg0 listen-port 51820 fwmark 0x20 private-key key.A
  wg set wg0 peer "$second" endpoint 192.0.2.2:51820 allowed-ips 10.0.0.2/32,10.1.0.0/16,fd00::2/128,fd00:1::/64
  wg set wg0 peer "$second" preshared-key key.C persistent-keepalive 25
  wg set wg0 peer "$third" endpoint '[2001:db8::3]:51820' allowed-ips 0.0.0.0/0,::/0
  wg show wg0
  wg show wg0 dump
  wg show all allowed-ips
  wg show interfaces
  wg showconf wg0
  wg set wg0 peer "$second" preshared-key /dev/null persistent-keepalive off
  wg set wg0 peer "$third" allowed-ips ''
  wg set wg0 peer "$third" remove
  ip address add 10.0.0.1/24 dev wg0
  ip link set wg0 mtu 1420 up
  ping -c 1 -W 10 10.0.0.2
  wg show wg0 latest-handshakes
  wg show wg0 transfer
  wg addconf wg0 wg0.conf
  wg syncconf wg0 wg0.conf
  wg setconf wg0 wg0.conf
  wg show wg0
  wg set wg0 fwmark 0 listen-port 0
  ! wg show wg9
  ! wg set veth0 listen-port 1
  ip -d -s link show wg0
  ip link del wg0
}

cleanup() {
  ip netns del peer
  rm key.? public.? wg0.conf
}
