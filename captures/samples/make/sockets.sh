# sock_diag through ss.
ip link set lo up
/usr/bin/python3 - <<'P' &
import socket, time
a = socket.create_server(("127.0.0.1", 8080))
b = socket.create_connection(("127.0.0.1", 8080))
c, _ = a.accept()
b.send(b"hello")
c.recv(16)
d = socket.create_server(("::1", 8081), family=socket.AF_INET6)
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 5353))
x = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
x.bind("\0sample")
x.listen()
time.sleep(60)
P
server=$!
await 'ss -xl | grep -q sample'
trace ss-tcp.strace SOCK_DIAG ss "TCP sockets of both families with memory, information and timers" ss -tanimoe
oracle ss-tcp.ss.txt ss -tanimoeH
trace ss-udp.strace SOCK_DIAG ss "UDP sockets" ss -uan
trace ss-unix.strace SOCK_DIAG ss "unix sockets" ss -xan
trace ss-netlink.strace SOCK_DIAG ss "netlink sockets" ss -fnetlink -an
trace ss-filter.strace SOCK_DIAG ss "a filter the kernel runs as byte code" ss -tan "( sport = :8080 or dport = :8080 ) and dst 127.0.0.0/8"
kill $server
