# shows: nfct making timeout policies of every protocol and user-space helpers: added, read, used by a rule, refused, deleted
# tool: nfct
# packages: nfct iptables
# protocols: NETFILTER
# kernels: all
# modules: nfnetlink_cttimeout nfnetlink_cthelper nf_conntrack

scene() {
	nfct add timeout streams inet tcp established 100 close 10 close_wait 10 last_ack 5 time_wait 30
	nfct add timeout datagrams inet udp unreplied 10 replied 20
	nfct add timeout six inet6 udp unreplied 15
	nfct add timeout echoes inet icmp timeout 3
	nfct add timeout others inet generic timeout 44
	for protocol in sctp dccp udplite; do
		nfct add timeout "for-$protocol" inet $protocol || true
	done
	! nfct add timeout streams inet tcp established 5
	nfct list timeout
	nfct get timeout streams
	! nfct get timeout nosuch
	iptables -t raw -A PREROUTING -p tcp -j CT --timeout streams || true
	nfct default-set timeout inet tcp established 9999 || true
	nfct default-get timeout inet tcp || true
	nfct default-get timeout inet udp || true
	! nfct delete timeout nosuch
	iptables -t raw -F
	nfct delete timeout streams
	nfct delete timeout datagrams
	nfct flush timeout || true
	nfct add helper ftp inet tcp || true
	nfct add helper rpc inet udp || true
	nfct list helper
	nfct get helper ftp inet tcp || true
	nfct disable helper ftp inet tcp || true
	nfct delete helper ftp inet tcp || true
	nfct flush helper || true
	nfct list timeout
}
