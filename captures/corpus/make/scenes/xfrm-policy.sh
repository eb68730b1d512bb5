# shows: ip xfrm policy: directions, selectors, templates, marks, priorities, lifetimes, sub-policies; default actions, hash thresholds, errors
# tool: ip
# packages: iproute2
# protocols: XFRM
# kernels: all
# modules: xfrm_user

scene() {
	# shellcheck disable=SC2086 # $outer is several words
	outer='src 192.0.2.1 dst 192.0.2.2'
	ip xfrm policy list
	ip xfrm policy add src 10.0.0.0/24 dst 10.1.0.0/24 dir out tmpl $outer proto esp mode tunnel
	ip xfrm policy add src 10.1.0.0/24 dst 10.0.0.0/24 dir in priority 100 tmpl $outer proto esp spi 0x5 reqid 6 mode tunnel level use
	ip xfrm policy add src 10.1.0.0/24 dst 10.0.0.0/24 dir fwd ptype main action allow tmpl $outer proto esp mode tunnel level required
	ip xfrm policy add src 10.2.0.0/24 dst 10.3.0.0/24 proto tcp sport 5 dport 80 dir out \
		tmpl proto comp mode transport level use tmpl $outer proto ah mode transport tmpl $outer proto esp reqid 3 mode beet
	ip xfrm policy add src 10.2.0.0/24 dst 10.3.0.0/24 proto icmp type 8 code 0 dir out action block
	ip xfrm policy add src 10.2.0.0/24 dst 10.3.0.0/24 proto gre key 1.2.3.4 dir out tmpl $outer proto esp mode transport
	ip xfrm policy add src 10.2.0.0/24 dst 10.3.0.0/24 proto mobility-header type 5 dir out action block
	ip xfrm policy add src 2001:db8::/64 dst fd00::/8 dev lo dir out index 0x1001 tmpl src 2001:db8::1 dst 2001:db8::2 proto esp mode tunnel
	ip xfrm policy add src 2001:db8::5 dst 2001:db8::6 dir out ptype sub priority 7 tmpl proto route2 mode ro level use || true
	ip xfrm policy add src 10.4.0.0/24 dst 10.5.0.0/24 dir out mark 0x5 mask 0xff if_id 0x9 tmpl $outer proto esp mode tunnel
	ip xfrm policy add src 10.4.0.0/24 dst 10.5.0.0/24 dir in flag localok icmp limit time-soft 100 limit time-hard 200 \
		limit byte-hard 5000 limit packet-hard 50 limit time-use-soft 7 tmpl $outer proto esp mode tunnel
	ip xfrm policy add src 10.6.0.0/24 dst 10.7.0.0/24 dir out ctx unconfined action block || true
	! ip xfrm policy add src 10.0.0.0/24 dst 10.1.0.0/24 dir out tmpl $outer proto esp mode tunnel
	ip xfrm policy update src 10.0.0.0/24 dst 10.1.0.0/24 dir out priority 5 tmpl $outer proto esp mode tunnel
	ip xfrm policy get src 10.0.0.0/24 dst 10.1.0.0/24 dir out
	! ip xfrm policy get src 10.9.0.0/24 dst 10.1.0.0/24 dir out
	ip xfrm policy get index 0x1001 dir out || true
	ip -s xfrm policy list
	ip xfrm policy list dir in
	ip -6 xfrm policy list
	ip xfrm policy list nosock
	ip -s -s xfrm policy count
	ip xfrm policy set hthresh4 24 32 hthresh6 64 128
	ip -s -s xfrm policy count
	! ip xfrm policy set hthresh4 99 32
	if ip xfrm policy getdefault; then
		ip xfrm policy setdefault in block fwd block out accept
		ip xfrm policy getdefault
		ip xfrm policy setdefault in accept fwd accept out accept
	fi
	ip xfrm policy delete src 10.0.0.0/24 dst 10.1.0.0/24 dir out
	! ip xfrm policy delete src 10.0.0.0/24 dst 10.1.0.0/24 dir out
	ip xfrm policy deleteall dir in
	ip xfrm policy flush ptype sub || true
	ip xfrm policy flush
}
