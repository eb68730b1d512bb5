# shows: ulogd2 receiving packets of a log group and conntrack's flows
# tool: ulogd
# packages: ulogd2 nftables iputils-ping
# protocols: NETFILTER
# kernels: all
# modules: nfnetlink_log nf_conntrack_netlink nft_log nft_ct

prepare() {
	nft 'add table inet t'
	nft 'add chain inet t out { type filter hook output priority 0; }'
	nft 'add rule inet t out ct state new log group 2 prefix "new"'
	config=$(mktemp)
	cat >"$config" <<-CONF
		[global]
		logfile="/dev/null"
		plugin="/usr/lib/$(uname -m)-linux-gnu/ulogd/ulogd_inppkt_NFLOG.so"
		plugin="/usr/lib/$(uname -m)-linux-gnu/ulogd/ulogd_inpflow_NFCT.so"
		plugin="/usr/lib/$(uname -m)-linux-gnu/ulogd/ulogd_raw2packet_BASE.so"
		plugin="/usr/lib/$(uname -m)-linux-gnu/ulogd/ulogd_filter_IFINDEX.so"
		plugin="/usr/lib/$(uname -m)-linux-gnu/ulogd/ulogd_filter_IP2STR.so"
		plugin="/usr/lib/$(uname -m)-linux-gnu/ulogd/ulogd_filter_PRINTPKT.so"
		plugin="/usr/lib/$(uname -m)-linux-gnu/ulogd/ulogd_filter_PRINTFLOW.so"
		plugin="/usr/lib/$(uname -m)-linux-gnu/ulogd/ulogd_output_LOGEMU.so"
		stack=log:NFLOG,base:BASE,ifi:IFINDEX,ip2str:IP2STR,print:PRINTPKT,packets:LOGEMU
		stack=ct:NFCT,ip2str:IP2STR,print:PRINTFLOW,flows:LOGEMU
		[log]
		group=2
		[ct]
		event_mask=0x7
		[packets]
		file="$config.packets"
		sync=1
		[flows]
		file="$config.flows"
		sync=1
	CONF
	echo "$config" >/run/ulogd-sample
}

scene() {
	config=$(cat /run/ulogd-sample)
	ulogd -c "$config" &
	daemon=$!
	until [ -e "$config.packets" ] && [ -e "$config.flows" ]; do sleep 0.1; done
	until ping -q -c 1 127.0.0.1 && [ -s "$config.packets" ]; do :; done
	until ping -q -c 1 127.0.0.2 && [ -s "$config.flows" ]; do :; done
	kill $daemon
	wait $daemon || true
}
