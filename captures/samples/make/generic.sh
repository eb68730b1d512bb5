# Generic netlink families other than nl80211, and xfrm.
ip link set lo up
ip link add veth0 address 02:00:00:00:00:10 type veth peer name veth1 address 02:00:00:00:00:11
ip link set veth0 up
trace ethtool.strace GENERIC ethtool "link settings and features of a virtual link" sh -c 'ethtool veth0; ethtool -k veth0'
oracle ethtool.ethtool.txt ethtool veth0
trace devlink.strace GENERIC devlink "a dump without devices" devlink dev show
trace genl-list.strace GENERIC genl "dump of the families of the controller, then the policy of one" sh -c 'genl ctrl list; genl ctrl policy name ethtool op 2'
trace ip-macsec.strace GENERIC ip "MACsec: a link, a receive channel, associations, the dump" sh -c '
	ip link add link veth0 name ms0 type macsec port 3 encrypt on
	ip macsec add ms0 tx sa 0 pn 1 on key 01 00112233445566778899aabbccddeeff
	ip macsec add ms0 rx port 5 address 02:00:00:00:00:77
	ip macsec add ms0 rx port 5 address 02:00:00:00:00:77 sa 0 pn 1 on key 02 ffeeddccbbaa99887766554433221100
	ip macsec show'
trace ip-mptcp.strace GENERIC ip "multipath TCP endpoints and limits" sh -c '
	ip mptcp endpoint add 192.0.2.1 dev veth0 subflow
	ip mptcp limits set subflows 3 add_addr_accepted 2
	ip mptcp endpoint show
	ip mptcp limits show'
trace ip-xfrm.strace XFRM ip "IPsec states and policies, dumps" sh -c '
	ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 mode tunnel reqid 7 \
		aead "rfc4106(gcm(aes))" 0x00112233445566778899aabbccddeeff00112233 128
	ip xfrm policy add src 192.0.2.0/24 dst 198.51.100.0/24 dir out tmpl src 192.0.2.1 dst 192.0.2.2 proto esp reqid 7 mode tunnel
	ip xfrm state list
	ip xfrm policy list'
