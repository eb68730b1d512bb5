# shows: tipc: node identity, bearers over Ethernet and UDP, links, media, name table, sockets, monitors, crypto keys, errors
# tool: tipc
# packages: iproute2
# protocols: GENERIC ROUTE
# kernels: all
# modules: tipc

prepare() {
	ip link add d0 address 02:00:00:00:00:01 up type dummy
	ip addr add 192.0.2.1/24 dev d0
}

scene() {
	tipc node set identity sample || true
	tipc node set netid 4712 || true
	tipc node list
	tipc node get address
	tipc node get netid
	tipc node get identity
	tipc node set clusterid 1 || true
	tipc media list
	tipc media get window media eth
	tipc media set priority 12 media eth
	tipc media set tolerance 2000 media udp
	tipc bearer enable media eth device d0 domain 0 priority 9
	tipc bearer enable media udp name U1 localip 192.0.2.1 localport 6118 remoteip 224.0.0.7 remoteport 6118
	! tipc bearer enable media eth device nosuch
	tipc bearer list
	tipc bearer get priority media eth device d0
	tipc bearer set tolerance 1800 media eth device d0
	tipc bearer get media udp name U1 remoteip
	tipc bearer add media udp name U1 remoteip 192.0.2.2 || true
	tipc link list
	tipc link statistics show
	tipc link get broadcast
	tipc link set broadcast BROADCAST || true
	tipc link monitor summary
	tipc link monitor get threshold
	tipc link monitor set threshold 40
	tipc link monitor list
	tipc nametable show
	tipc socket list
	tipc peer remove address 1.1.9 || true
	tipc node set key 0x000102030405060708090a0b0c0d0e0f10111213 || true
	tipc node set key rekeying 60 || true
	tipc node flush key || true
	tipc bearer disable media udp name U1
	tipc bearer disable media eth device d0
	! tipc bearer disable media eth device d0
}
