# sock_diag through ss: what the sockets of the scene "sockets" do not have, sockets that are destroyed, and all operators
# of filters.
ip link set lo up
modprobe -a tls tcp_bbr tcp_dctcp tcp_vegas 2>/dev/null
/usr/bin/python3 - <<'P' &
import socket, struct, time
TCP_ULP, SOL_TLS, TLS_TX, TCP_MD5SIG = 31, 282, 1, 14
server = socket.create_server(("127.0.0.1", 8080))
keep = [server]
def connected():
    a = socket.create_connection(("127.0.0.1", 8080))
    b, _ = server.accept()
    keep.extend((a, b))
    return a, b
for control in (b"bbr", b"dctcp", b"vegas", b"reno"):
    for s in connected():
        try:
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CONGESTION, control)
        except OSError as e:
            print(control, e)
        s.send(b"hello")
a, b = connected()
try:
    a.setsockopt(socket.IPPROTO_TCP, TCP_ULP, b"tls")
    # struct tls12_crypto_info_aes_gcm_128: version, cipher, iv, key, salt, rec_seq
    a.setsockopt(SOL_TLS, TLS_TX, struct.pack("<HH", 0x304, 51) + bytes(8 + 16 + 4 + 8))
except OSError as e:
    print("tls", e)
for family, addr in ((socket.AF_INET, "127.0.0.9"), (socket.AF_INET6, "::9")):
    s = socket.socket(family)
    peer = struct.pack("<H", family) + (bytes(2) + socket.inet_pton(family, addr) if family == socket.AF_INET else
        bytes(6) + socket.inet_pton(family, addr))
    try:
        s.setsockopt(socket.IPPROTO_TCP, TCP_MD5SIG, peer.ljust(128, b"\0") + struct.pack("<BBHI", 0, 0, 6, 0) +
            b"secret".ljust(80, b"\0"))
    except OSError as e:
        print("md5", e)
    s.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 8090))
    s.listen()
    keep.append(s)
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 5353))
keep.append(u)
icmp = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)
keep.append(icmp)
open("/run/ready", "w").close()
time.sleep(60)
P
server=$!
await 'test -e /run/ready'
trace diag-tcp.strace SOCK_DIAG ss "TCP sockets with BBR, DCTCP, Vegas, MD5 keys and TLS" ss -OieamHnpot
trace diag-raw.strace SOCK_DIAG ss "raw sockets" ss -Oanw
trace diag-filter.strace SOCK_DIAG ss "filters with all operators" ss -Oant "not ( sport >= :1024 and sport <= :8080 or dport > :1 and dport < :9 ) and ( dev = lo or fwmark = 0x1/0xff ) and src != [::1]:1 or autobound and cgroup = /"
"${LOSSLESS[@]}" -o "$OUT/diag-events.strace" ss -E >/dev/null 2>&1 &
events=$!
note diag-events.strace strace SOCK_DIAG ss "$(plain "${LOSSLESS[@]}" -o diag-events.strace ss -E)" "sockets that end, as the kernel tells of them"
sleep 1
trace diag-destroy.strace SOCK_DIAG ss "sockets that are destroyed" ss -OKtn "dport = :8080"
trace diag-destroy-udp.strace SOCK_DIAG ss "a UDP socket that is destroyed" ss -OKaun "sport = :5353"
sleep 1
pkill -TERM -P $events
kill $server
