# shows: ip xfrm state: every kind of algorithm, mode, encapsulation, mark, selector, lifetime and flag; get, update, list, count, allocspi, delete, errors
# tool: ip
# packages: iproute2
# protocols: XFRM
# kernels: all
# modules: xfrm_user esp4 esp6 ah4 ah6 ipcomp xfrm_ipcomp xfrm4_tunnel xfrm6_tunnel

scene() {
	# shellcheck disable=SC2086 # $pair is several words
	key16=0x000102030405060708090a0b0c0d0e0f
	key20=0x000102030405060708090a0b0c0d0e0f10111213
	key32=0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
	pair='src 192.0.2.1 dst 192.0.2.2'
	ip xfrm state list
	ip xfrm state add $pair proto esp spi 0x1 mode transport enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20
	ip xfrm state add $pair proto esp spi 0x2 reqid 5 mode tunnel enc 'cbc(aes)' $key32 auth-trunc 'hmac(sha256)' $key32 128
	ip xfrm state add $pair proto esp spi 0x3 mode tunnel aead 'rfc4106(gcm(aes))' $key20 128
	ip xfrm state add $pair proto esp spi 0x4 mode tunnel aead 'rfc7539esp(chacha20,poly1305)' 0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223 128 || true
	ip xfrm state add $pair proto esp spi 0x5 mode transport enc cipher_null '' auth 'hmac(md5)' $key16 || true
	ip xfrm state add $pair proto ah spi 0x6 mode transport auth 'hmac(sha256)' $key32
	ip xfrm state add $pair proto comp spi 0x7 mode transport comp deflate
	ip xfrm state add src 2001:db8::1 dst 2001:db8::2 proto esp spi 0x8 mode beet enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 \
		sel src 10.0.0.1 dst 10.0.0.2
	ip xfrm state add src 2001:db8::1 dst 2001:db8::2 proto esp spi 0x9 mode ro enc 'cbc(aes)' $key16 || true
	ip xfrm state add src 2001:db8::1 dst 2001:db8::2 proto route2 mode ro coa 2001:db8::3 || true
	ip xfrm state add src 2001:db8::1 dst 2001:db8::2 proto hao mode ro coa 2001:db8::4 || true
	ip xfrm state add $pair proto esp spi 0x10 mode tunnel enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 encap espinudp 4500 4500 0.0.0.0
	ip xfrm state add $pair proto esp spi 0x11 mode tunnel enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 encap espinudp-nonike 4500 4501 0.0.0.0 || true
	ip xfrm state add $pair proto esp spi 0x12 mode tunnel enc 'cbc(aes)' $key16 encap espintcp 4500 4500 0.0.0.0 || true
	ip xfrm state add $pair proto esp spi 0x13 mode tunnel enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 mark 0x5 mask 0xff
	ip xfrm state add $pair proto esp spi 0x14 mode tunnel enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 if_id 0x7 output-mark 0x9 mask 0xf
	ip xfrm state add $pair proto esp spi 0x15 mode transport enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 \
		sel src 192.0.2.1/32 dst 192.0.2.2/32 proto tcp sport 5 dport 80
	ip xfrm state add $pair proto esp spi 0x16 mode transport enc 'cbc(aes)' $key16 sel src 192.0.2.0/24 dst 192.0.2.0/24 proto icmp type 8 code 0 dev lo
	ip xfrm state add $pair proto esp spi 0x17 mode tunnel enc 'cbc(aes)' $key16 limit time-soft 100 limit time-hard 200 limit time-use-soft 300 \
		limit time-use-hard 400 limit byte-soft 1000 limit byte-hard 2000 limit packet-soft 10 limit packet-hard 20
	ip xfrm state add $pair proto esp spi 0x18 mode tunnel enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 replay-window 32 replay-seq 0x5 replay-oseq 0x6 flag wildrecv
	ip xfrm state add $pair proto esp spi 0x19 mode tunnel enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 replay-window 128 flag esn \
		replay-seq-hi 1 replay-oseq-hi 2 replay-seq 3 replay-oseq 4
	ip xfrm state add $pair proto esp spi 0x1a mode tunnel enc 'cbc(aes)' $key16 flag noecn decap-dscp nopmtudisc af-unspec extra-flag dont-encap-dscp oseq-may-wrap
	ip xfrm state add $pair proto esp spi 0x1b mode tunnel enc 'cbc(aes)' $key16 tfcpad 100
	ip xfrm state add $pair proto esp spi 0x1c mode tunnel enc 'cbc(aes)' $key16 ctx 'unconfined' || true
	! ip xfrm state add $pair proto esp spi 0x1d mode tunnel aead 'rfc4106(gcm(aes))' $key20 128 offload dev lo dir out
	! ip xfrm state add $pair proto esp spi 0x1 mode transport enc 'cbc(aes)' $key16
	! ip xfrm state add $pair proto esp spi 0x1f mode transport enc 'cbc(nosuch)' $key16
	! ip xfrm state add $pair proto esp spi 0x20 mode transport enc 'cbc(aes)' 0x00
	! ip xfrm state add $pair proto ah spi 0x21 mode transport enc 'cbc(aes)' $key16
	ip xfrm state update $pair proto esp spi 0x1 mode transport enc 'cbc(aes)' $key16 auth 'hmac(sha1)' $key20 limit time-hard 900
	! ip xfrm state update $pair proto esp spi 0x99 mode transport enc 'cbc(aes)' $key16
	ip xfrm state get $pair proto esp spi 0x2
	ip xfrm state get $pair proto esp spi 0x13 mark 0x5 mask 0xff
	! ip xfrm state get $pair proto esp spi 0x99
	ip -s xfrm state list
	ip xfrm state list proto ah
	ip xfrm state list reqid 5 mode tunnel
	ip -4 xfrm state list nokeys
	ip -6 xfrm state list
	ip -s xfrm state count
	ip xfrm state allocspi $pair proto esp mode tunnel reqid 9
	ip xfrm state allocspi $pair proto esp mode transport seq 0x77 min 0x1000 max 0x1000
	! ip xfrm state allocspi $pair proto esp mode transport min 0x1000 max 0x1000
	ip xfrm state allocspi $pair proto comp mode transport min 0x100 max 0x200
	ip xfrm state delete $pair proto esp spi 0x3
	! ip xfrm state delete $pair proto esp spi 0x3
	ip xfrm state deleteall reqid 5
	ip xfrm state flush proto ah
	ip xfrm state flush
	ip xfrm state count
}
