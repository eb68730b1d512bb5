# What netfilter tells programs and asks of them: expected connections, queued and logged packets, helpers.
modprobe -a nf_conntrack_netlink nf_conntrack_{ftp,tftp} nf_nat_{ftp,tftp} nfnetlink_{cthelper,cttimeout,queue,log} \
	nft_{queue,log,ct,nat} nf_log_syslog 2>/dev/null
ip link set lo up
ip addr add 2001:db8::1/64 dev lo nodad
ip addr add 2001:db8::2/64 dev lo nodad
nft -f - <<'N'
table inet helped {
	ct helper ftp { type "ftp" protocol tcp; l3proto inet; }
	ct helper tftp { type "tftp" protocol udp; l3proto inet; }
	chain raw {
		type filter hook output priority -10
		tcp dport 21 ct helper set "ftp"
		udp dport 69 ct helper set "tftp"
	}
	chain nat {
		type nat hook output priority -100
		ip daddr 127.0.0.9 tcp dport 2121 dnat ip to 127.0.0.1:21
	}
}
N
export OUT
rm -f /run/expected
watch ct-expect-events.strace 'bind(4.*= 0' "${LOSSLESS[@]}" -o "$OUT/ct-expect-events.strace" \
	sh -c 'exec conntrack -E expect >"$OUT/oracle/ct-expect-events.conntrack.txt"'
/usr/bin/python3 - <<'P' &
import socket, time
open_ones = []
def control(family, server, client, port, lines):
    listener = socket.create_server((server, 21), family=family)
    talker = socket.socket(family)
    talker.bind((server, port))
    talker.connect(client)
    peer, _ = listener.accept()
    listener.close()
    for line in [b"USER sample\r\n", *lines]:
        talker.send(line)
        peer.recv(100)
        peer.send(b"200 fine\r\n")
        talker.recv(100)
    open_ones.extend([talker, peer])
control(socket.AF_INET, "127.0.0.1", ("127.0.0.1", 21), 2000, [b"PORT 127,0,0,1,4,1\r\n"])
control(socket.AF_INET, "127.0.0.1", ("127.0.0.9", 2121), 2001, [b"PORT 127,0,0,1,5,1\r\n"])
control(socket.AF_INET6, "2001:db8::1", ("2001:db8::1", 21), 2002, [b"EPRT |2|2001:db8::1|1026|\r\n"])
asking = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
asking.bind(("2001:db8::2", 5000))
asking.sendto(b"\0\1file\0octet\0", ("2001:db8::1", 69))
data = socket.create_server(("127.0.0.1", 4 * 256 + 1))     # the first connection comes, from port 20
active = socket.create_connection(("127.0.0.1", 4 * 256 + 1), source_address=("127.0.0.1", 20))
open("/run/expected", "w").close()
time.sleep(60)
P
talking=$!
await '[ -e /run/expected ]'
# conntrack 1.4.7 sends another protocol than it was told.
master='-p tcp --orig-src 127.0.0.1 --orig-dst 127.0.0.1 --sport 2000 --dport 21'
expected='-p 11 -s 192.0.2.7 -d 127.0.0.1'
export master expected
trace ct-expect-add.strace NETFILTER conntrack "an expectation is made, looked for, and deleted" sh -c '
	conntrack -I expect $master --tuple-src 192.0.2.7 --tuple-dst 127.0.0.1 --tuple-port-src 0 --tuple-port-dst 3000 \
		--mask-src 255.255.255.0 --mask-dst 255.255.255.255 --mask-port-src 0 --mask-port-dst 65535 -t 100
	conntrack -G expect $expected >"$OUT/oracle/ct-expect-add.conntrack.txt"
	conntrack -D expect $expected
	conntrack -G expect $expected'
trace ct-expect-list.strace NETFILTER conntrack "expectations that helpers made of FTP and TFTP, one of them with NAT" \
	sh -c 'conntrack -L expect >"$OUT/oracle/ct-expect-list.conntrack.txt"
		conntrack -L expect -f ipv6 >>"$OUT/oracle/ct-expect-list.conntrack.txt"'
conntrack -F expect >/dev/null 2>&1
leave
note ct-expect-events.strace strace NETFILTER conntrack \
	"$(plain "${LOSSLESS[@]}" -o ct-expect-events.strace conntrack -E expect)" "expectations come and go"
kill $talking

trace nfct-helper.strace NETFILTER nfct "helpers in user space, and the usual timeouts of protocols" sh -c '
	nfct add helper ftp inet tcp
	nfct add helper rpc inet udp
	nfct add helper tns inet tcp
	nfct list helper >"$OUT/oracle/nfct-helper.nfct.txt"
	nfct default-get timeout inet tcp >"$OUT/oracle/nfct-default.nfct.txt"
	nfct default-get timeout inet udp >>"$OUT/oracle/nfct-default.nfct.txt"
	nfct default-get timeout inet icmp >>"$OUT/oracle/nfct-default.nfct.txt"
	nfct default-get timeout inet6 icmpv6 >>"$OUT/oracle/nfct-default.nfct.txt"
	nfct default-get timeout inet dccp >>"$OUT/oracle/nfct-default.nfct.txt"
	nfct default-get timeout inet sctp >>"$OUT/oracle/nfct-default.nfct.txt"
	nfct default-get timeout inet generic >>"$OUT/oracle/nfct-default.nfct.txt"
	nfct delete helper rpc
	nfct flush helper'

nft -f - <<'N'
table inet seen {
	chain out {
		type filter hook output priority -5
		icmp type echo-request meta mark set 0x55 log prefix "ping out" group 9 snaplen 64
		icmp type echo-request queue num 5
		udp dport 9 log prefix "to nine" group 9
		udp dport 9 queue num 5
	}
	chain in {
		type filter hook input priority -5
		icmp type echo-reply queue num 5
	}
}
N
watch nflog-tcpdump.strace 'sendto' "${LOSSLESS[@]}" -o "$OUT/nflog-tcpdump.strace" \
	tcpdump -n -Z root -i nflog:9 --immediate-mode -U -c 3 -w /run/nflog.pcap
await '[ -s /run/nflog.pcap ]'
trace nfqueue-library.strace NETFILTER libnetfilter_queue "queued packets with what the library reads in them, and verdicts" \
	sh -c '/usr/bin/python3 "$BIN/nfqueue_library.py" >"$OUT/oracle/nfqueue-library.xml"'
leave
note nflog-tcpdump.strace strace NETFILTER tcpdump "$(plain "${LOSSLESS[@]}" -o nflog-tcpdump.strace tcpdump -i nflog:9)" \
	"logged packets of a group"
oracle nflog-tcpdump.tshark.tsv tshark -r /run/nflog.pcap -T fields -E header=y -E quote=d -e nflog.family -e nflog.res_id \
	-e nflog.tlv_type -e nflog.protocol -e nflog.hook -e nflog.prefix -e nflog.uid -e nflog.gid \
	-e nflog.ifindex_outdev -e nflog.timestamp -e frame.protocols
nft flush ruleset
