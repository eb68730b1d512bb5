# sock_diag of what few programs have: kernel TLS, congestion controls with figures of their own, MPTCP, vsock, TIPC and
# SMC, and of unix, packet and netlink sockets with everything that ss asks for.
modprobe -a tls tcp_bbr tcp_dctcp tcp_vegas tcp_diag udp_diag raw_diag mptcp_diag sctp_diag unix_diag af_packet_diag \
	netlink_diag vsock_diag vsock_loopback tipc tipc_diag smc smc_diag 2>/dev/null
ip link set lo up
ip link add x0 type veth peer name x1
ip link set x0 up
ip link set x1 up
sysctl -qw net.ipv4.tcp_ecn=1 net.mptcp.enabled=1
rm -f /run/sockets-ready
/usr/bin/python3 "$BIN/sockets.py" &
server=$!
await '[ -e /run/sockets-ready ]'
export OUT
trace ss-tls.strace SOCK_DIAG ss "kernel TLS, and MPTCP, as what is above TCP" ss -tnaie "sport = :8443 or sport = :8444 or dport = :8444 or sport = :8601 or dport = :8601"
trace ss-congestion.strace SOCK_DIAG ss "TCP with congestion controls that have figures of their own: BBR, DCTCP, Vegas" \
	ss -tniem "dport = :8501 or dport = :8502 or dport = :8503"
for family in mptcp:M sctp:S unix:x packet:0 netlink:fnetlink vsock:-vsock tipc:-tipc; do
	name=${family%:*} flag=-${family#*:}
	more=-anem
	case $name in
	tipc) more='-an --tipcinfo' ;;
	mptcp | sctp) more=-anemi ;;
	packet) more=-anebm ;;
	esac
	# shellcheck disable=SC2086 # several flags
	trace "ss-all-$name.strace" SOCK_DIAG ss "$name sockets with everything that ss asks for" \
		sh -c "ss $flag $more >\"\$OUT/oracle/ss-all-$name.ss.txt\""
done
trace smc-diag.strace SOCK_DIAG python3 "SMC sockets, for which Debian has no tool" /usr/bin/python3 "$BIN/smcdiag.py"
kill $server
