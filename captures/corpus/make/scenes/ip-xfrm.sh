# shows: ip xfrm: states and policies of all sorts, with a monitor of both beside them
# tool: iproute2
# packages: iproute2
# protocols: XFRM ROUTE
# modules: dummy xfrm_user esp4 esp6 ah4 ah6 ipcomp xfrm_interface deflate sha256_generic hmac cbc aes_generic gcm ccm seqiv authenc echainiv

. "$MAKE/programs/wait.sh"

prepare() {
	ip link add d0 address 02:00:00:00:00:01 type dummy
	ip link set d0 addrgenmode none up
	ip addr add 192.0.2.1/24 dev d0
	ip addr add 2001:db8::1/64 dev d0 nodad
}

states() {
	key128=0x000102030405060708090a0b0c0d0e0f
	key160=0x000102030405060708090a0b0c0d0e0f10111213
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x100 reqid 1 mode tunnel replay-window 32 \
		auth 'hmac(sha1)' "$key160" enc 'cbc(aes)' "$key128" flag af-unspec mark 0x10 mask 0xff if_id 7 output-mark 0x20 mask 0xf0
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x101 mode transport auth-trunc 'hmac(sha256)' "$key128" 96 \
		enc 'ecb(cipher_null)' '' encap espinudp 4500 4501 0.0.0.0 seq 9 flag noecn nopmtudisc \
		limit time-soft 3000 limit time-hard 4000 limit time-use-soft 100 limit time-use-hard 200 \
		limit byte-soft 1000 limit byte-hard 2000 limit packet-soft 10 limit packet-hard 20 sel src 192.0.2.1/32 dst 192.0.2.2/32 proto udp sport 5 dport 6 dev d0
	ip xfrm state add src 2001:db8::1 dst 2001:db8::2 proto esp spi 0x102 mode tunnel aead 'rfc4106(gcm(aes))' "${key160}" 128 \
		flag esn replay-window 128 replay-seq 5 replay-oseq 6 replay-seq-hi 1 replay-oseq-hi 2 extra-flag dont-encap-dscp,oseq-may-wrap tfcpad 50 || \
		ip xfrm state add src 2001:db8::1 dst 2001:db8::2 proto esp spi 0x102 mode tunnel aead 'rfc4106(gcm(aes))' "$key160" 128 flag esn replay-window 128
	ip xfrm state add src 2001:db8::1 dst 2001:db8::2 proto ah spi 0x103 mode transport auth 'hmac(sha1)' "$key160" sel proto ipv6-icmp type 128 code 0
	ip xfrm state add src 192.0.2.1 dst 192.0.2.3 proto comp spi 0x104 mode tunnel comp deflate
	ip xfrm state add src 192.0.2.1 dst 192.0.2.4 proto esp spi 0x105 mode beet enc 'cbc(aes)' "$key128" auth digest_null '' sel src 10.0.0.1/32 dst 10.0.0.2/32 || true
	ip xfrm state add src 2001:db8::1 dst 2001:db8::9 proto hao mode ro coa 2001:db8::77 || true
	ip xfrm state add src 192.0.2.1 dst 192.0.2.5 proto esp spi 0x106 mode transport enc 'cbc(aes)' "$key128" encap espinudp-nonike 4500 4500 0.0.0.0 || true
	ip xfrm state allocspi src 192.0.2.1 dst 192.0.2.6 proto esp mode tunnel reqid 5 seq 7 min 0x1000 max 0x1fff
	ip xfrm state update src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x100 reqid 1 mode tunnel replay-window 32 \
		auth 'hmac(sha1)' "$key160" enc 'cbc(aes)' "$key128" flag af-unspec mark 0x10 mask 0xff if_id 7 limit packet-hard 99
	ip xfrm state get src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x101
	ip -d -s xfrm state list
	ip xfrm state list nokeys proto esp
	ip xfrm state list mode transport
	ip xfrm state list flag esn
	ip xfrm state count
	ip -s xfrm state count
	! ip xfrm state get src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x999
	! ip xfrm state add src 192.0.2.1 dst 192.0.2.3 proto comp spi 0x104 mode tunnel comp deflate
	! ip xfrm state add src 192.0.2.1 dst 192.0.2.8 proto esp spi 0x107 enc 'no-such(cipher)' "$key128"
	ip xfrm state add src 192.0.2.1 dst 192.0.2.8 proto esp spi 0x107 enc 'cbc(aes)' "$key128" auth 'hmac(sha1)' "$key160" offload dev d0 dir out || true
}

policies() {
	ip xfrm policy add src 10.0.0.0/8 dst 198.51.100.0/24 dir out priority 100 index 129 mark 5 mask 0xff if_id 9 ptype main action allow flag localok icmp \
		limit time-soft 100 limit time-hard 200 limit byte-hard 1000000 limit packet-soft 9 \
		tmpl src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x100 mode tunnel reqid 1 level required tmpl proto comp mode transport level use reqid 2
	ip xfrm policy add src 198.51.100.0/24 dst 10.0.0.0/8 proto tcp sport 80 dport 90 dir in tmpl src 192.0.2.2 dst 192.0.2.1 proto esp mode tunnel
	ip xfrm policy add src 198.51.100.0/24 dst 10.0.0.0/8 dev d0 dir fwd action block
	ip xfrm policy add src 2001:db8:1::/48 dst 2001:db8:2::/48 proto gre key 77 dir out tmpl src 2001:db8::1 dst 2001:db8::2 proto ah mode transport
	ip xfrm policy add src 2001:db8:1::/48 dst 2001:db8:2::/48 proto ipv6-icmp type 1 code 2 dir in ptype sub || true
	ip xfrm policy add src 203.0.113.0/24 dst 203.0.113.0/24 dir out tmpl src 192.0.2.1 dst 192.0.2.99 proto esp reqid 3 mode tunnel
	ip xfrm policy update src 198.51.100.0/24 dst 10.0.0.0/8 dev d0 dir fwd action allow priority 7
	ip xfrm policy get src 198.51.100.0/24 dst 10.0.0.0/8 dev d0 dir fwd
	ip xfrm policy get index 129 dir out mark 5 mask 0xff if_id 9
	ip xfrm policy set hthresh4 24 25 hthresh6 60 61
	ip xfrm policy setdefault in block out accept fwd block
	ip xfrm policy getdefault
	ip xfrm policy setdefault in accept out accept fwd accept
	ip -d -s xfrm policy list
	ip xfrm policy list dir in
	ip xfrm policy list nosock
	ip xfrm policy count
	ip -s xfrm policy count
	! ip xfrm policy get index 777 dir out
	! ip xfrm policy add src 198.51.100.0/24 dst 10.0.0.0/8 dev d0 dir fwd action block
	ip xfrm policy delete src 198.51.100.0/24 dst 10.0.0.0/8 proto tcp sport 80 dport 90 dir in
	ip xfrm policy deleteall dir fwd
}

scene() {
	ip xfrm monitor all >/dev/null &
	monitor=$!
	await "listening 6 $monitor"
	states
	policies
	# Packets that want a state there is none for: acquires; the few packets of a limited state: expiries.
	ip addr add 203.0.113.1/24 dev d0
	! bash -c 'exec 3<>/dev/udp/203.0.113.9/9; echo sample >&3'
	for _ in 1 2 3; do ! bash -c 'exec 3<>/dev/udp/192.0.2.2/9; echo sample >&3'; done
	ip xfrm state list proto esp
	ip xfrm state delete src 192.0.2.1 dst 192.0.2.3 proto comp spi 0x104
	ip xfrm state deleteall proto ah
	ip xfrm state flush proto esp
	ip xfrm state flush
	ip xfrm policy flush
	end "$monitor"
}
