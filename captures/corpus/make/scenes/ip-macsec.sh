# shows: ip macsec: secure channels and associations of both directions, ciphers, statistics, offload
# tool: iproute2
# packages: iproute2
# protocols: ROUTE GENERIC
# modules: dummy macsec

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link set d0 addrgenmode none up
}

scene() {
	key=000102030405060708090a0b0c0d0e0f
	ip link add link d0 ms0 type macsec port 11 encrypt on replay on window 64
	ip link add link d0 ms1 type macsec port 12 cipher gcm-aes-xpn-256 icvlen 16 validate check
	ip link set ms0 up
	ip macsec add ms0 tx sa 0 pn 100 on key 01 "$key"
	ip macsec add ms0 tx sa 1 pn 1 off key 02020202020202020202020202020202 "$key"
	ip macsec set ms0 tx sa 0 pn 200 off
	ip macsec set ms0 tx sa 1 on
	ip macsec add ms0 rx port 12 address 02:00:00:00:00:02 on
	ip macsec add ms0 rx port 12 address 02:00:00:00:00:02 sa 0 pn 1 on key 03 "$key"
	ip macsec add ms0 rx sci 0200000000030007 off
	ip macsec set ms0 rx sci 0200000000030007 on
	ip macsec set ms0 rx port 12 address 02:00:00:00:00:02 sa 0 pn 77
	ip macsec add ms1 tx sa 2 xpn 5000000000 salt 0102030405060708090a0b0c ssci 7 on key 04 "$key$key"
	ip macsec add ms1 rx port 9 address 02:00:00:00:00:09 on
	ip macsec add ms1 rx port 9 address 02:00:00:00:00:09 sa 3 xpn 1 salt 0102030405060708090a0b0d ssci 8 on key 05 "$key$key"
	ip macsec set ms1 tx sa 2 xpn 6000000000
	ip -s -d macsec show
	ip macsec show ms0
	ip -s macsec show ms1
	ip -d -s link show type macsec
	! ip macsec add ms0 tx sa 0 pn 1 on key 01 "$key"
	! ip macsec add ms0 rx port 12 address 02:00:00:00:00:02 on
	! ip macsec add ms0 tx sa 3 pn 0 on key 06 "$key"
	! ip macsec set ms0 tx sa 3 pn 9
	! ip macsec del ms0 rx port 99 address 02:00:00:00:00:02
	! ip macsec add d0 rx port 99 address 02:00:00:00:00:02
	! ip macsec offload ms0 phy
	! ip macsec offload ms0 mac
	ip macsec offload ms0 off
	! ip macsec del ms0 rx port 12 address 02:00:00:00:00:02 sa 0
	ip macsec set ms0 rx port 12 address 02:00:00:00:00:02 sa 0 off
	ip macsec del ms0 rx port 12 address 02:00:00:00:00:02 sa 0
	ip macsec del ms0 rx port 12 address 02:00:00:00:00:02
	ip macsec del ms0 tx sa 0
	ip macsec show
	ip link del ms0
}
