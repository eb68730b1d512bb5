package oracle

// TsharkDisagreements are the places where tshark 4.0 reads something else.
var TsharkDisagreements = []Disagreement{
	{`^RTM_GET\w+/message at octet \d+$`, `^none\|one of 0 octets$`, Theirs, 158,
		"iproute2 sends zeros after its requests, which tshark takes for a message of length 0; the kernel " +
			"stops there"},
	{`^RTM_NEWLINK/IFLA_(ADDRESS|BROADCAST)$`,
		`^[0-9a-f]*[.:][0-9a-f.:]*\|([0-9a-f]{2}:){3,15}[0-9a-f]{2} `, Theirs, 436,
		"the ends of a tunnel are IP addresses, as ifi_type tells: ip prints them so; tshark prints octets"},
	{`^NL80211_CMD_(TRIGGER_SCAN|NEW_SCAN_RESULTS)/NL80211_ATTR_SCAN_\w+$`,
		`^an attribute of \d+ octets\|none$`, Theirs, 10,
		"tshark fails at a vendor element that is but an OUI (Malformed Packet), in NL80211_ATTR_IE before them, and " +
			"reads no further"},
	{`^CTRL_CMD_GETPOLICY/nlmsg_\w+$`, `\|none$`, Theirs, 2855,
		"tshark stops part of the way through the datagrams of a policy dump; by their lengths, whole messages of " +
			"the dump follow"},
	{`^N(FT|FNL)_MSG_\w+/nlmsg_\w+$`, `\|none$`, Theirs, 445,
		"tshark stops after 248 messages of a batch; by their lengths, whole messages follow"},
	{`^NL80211_CMD_CONTROL_PORT_FRAME(_TX_STATUS)?/NL80211_ATTR_\w+$`, `\|none$`, Theirs, 85,
		"tshark takes NL80211_ATTR_FRAME for an 802.11 frame, where it is EAPOL (linux/nl80211.h), and reads " +
			"no further"},
	{`^NETLINK_GENERIC type 65524/nlmsg_type$`, `^65524\|244$`, Theirs, 2,
		"iw takes what libnl could not resolve, -NLE_OBJ_NOTFOUND or -12, for the number of nlctrl, so that the " +
			"request has 0xfff4; tshark's genl.family_id is an FT_UINT8, of which it shows the lower octet"},
	{`^IPSET_CMD_LIST/IPSET_ATTR_DATA/IPSET_ATTR_MEMSIZE$`, `^\d+\|.* netlink-netfilter.ipset.comment`, Theirs, 105,
		"the number means something else in what a set is made with than in an entry (linux/netfilter/ipset/ip_set.h)"},
	{`NFQA_CFG_(QUEUE_MAXLEN|MASK|FLAGS)$`, `^\d+\|(1677721600|3355443200|0x[01][0-9a-f]000000) `, Theirs, 16,
		"__be32 in nfqa_cfg_policy and its readers (net/netfilter/nfnetlink_queue.c); tshark has host byte order"},
	{`NL80211_REKEY_DATA_REPLAY_CTR$`, `^\d+\|0x[0-9a-f]{16} nl80211.attr_value64$`, Theirs, 4,
		"eight octets, most significant first, as in an EAPOL-Key frame (IEEE 802.11 12.7.2)"},
	{`^SOCK_DIAG_BY_FAMILY/idiag_states$`, `^\d+\|\d+$`, Theirs, 142,
		"idiag_states is a __u32 of the host (linux/inet_diag.h); tshark reads it in network order"},
	{`^XFRM_MSG_FLUSHSA/proto$`, `^\d+\|\d+$`, Neither, 4,
		"tshark has no dissector for NETLINK_XFRM, and shows the octet in hexadecimal"},
}
