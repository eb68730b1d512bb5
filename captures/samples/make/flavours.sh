# The same kind of traffic under other strace flags, the way users have them.
ip link set lo up
python=/usr/bin/python3
add='ip link add f0 type dummy; ip addr add 192.0.2.1/24 dev f0; ip link show dev f0; ip link del f0'
flavour flavour-old-x.strace ROUTE ip "the flags of older instructions: structures decoded by strace" \
	-f -e trace=network -x -s 65536 -- sh -c "$add"
flavour flavour-old-x-addr.strace ROUTE ip "the same flags: dumps, several messages a datagram" -f -e trace=network -x -s 65536 -- ip addr show
flavour flavour-default.strace ROUTE ip "no flags at all: strings and lists cut short" -- ip link show dev lo
flavour flavour-v.strace ROUTE ip "-v with the default string length" -v -e trace=%network -- ip addr show dev lo
flavour flavour-xx.strace ROUTE pyroute2 "raw strings of all octets in hexadecimal" -f -e verbose=none -e trace=%network -xx -s 65536 -- \
	$python "$BIN/pyr.py" link-add
flavour flavour-xx-decoded.strace ROUTE ip "-xx with decoded structures" -f -e trace=%network -xx -s 65536 -- sh -c "$add"
flavour flavour-r-T-y.strace ROUTE ip "relative times, durations, inodes for descriptors" -r -T -y -e trace=%network -x -s 65536 -- ip addr show dev lo
flavour flavour-i-n-ttt.strace ROUTE ip "instruction pointers, call numbers, seconds since the epoch, dumps in hexadecimal" \
	-i -n -ttt -e trace=%network -e verbose=none -s 0 -e read=all -e write=all -- ip link add f1 type dummy
flavour flavour-ns-times.strace ROUTE ip "nanoseconds since the epoch" -f --absolute-timestamps=format:unix,precision:ns -yy -e trace=%network \
	-e verbose=none -s 0 -e read=all -e write=all -- ip link del f1
flavour flavour-Y.strace ROUTE ip "names of the processes beside their ids" -f -Y -tt -yy -e trace=%network \
	-e verbose=none -s 0 -e read=all -e write=all -- sh -c "$add"
flavour flavour-X-verbose.strace ROUTE ip "constants as number and name" -X verbose -e trace=%network -s 65536 -- ip addr show dev lo
flavour flavour-X-raw.strace ROUTE ip "constants as numbers" -X raw -e trace=%network -s 65536 -- ip addr show dev lo
flavour flavour-all-calls.strace ROUTE ip "every system call, file reads and writes dumped too" -e verbose=none -s 0 -e read=all -e write=all -- \
	ip -o link show dev lo
flavour flavour-summary.strace ROUTE ip "ends with the table of -C" -C -f -yy -e trace=%network -e verbose=none -s 0 -e read=all -e write=all -- \
	ip link show dev lo
flavour flavour-threads.strace ROUTE pyroute2 "threads: calls unfinished and resumed, structures decoded" -f -tt -e trace=%network -x -s 65536 -- \
	$python "$BIN/pyr.py" ipdb
flavour flavour-threads-hex.strace ROUTE pyroute2 "threads: calls unfinished and resumed, dumps in hexadecimal" -f -e trace=%network \
	-e verbose=none -s 0 -e read=all -e write=all -- $python "$BIN/pyr.py" ipdb

ip netns add inner
flavour flavour-netns.strace ROUTE ip "the traced program is in another namespace: payloads are raw strings" \
	-f -e trace=%network,setns -x -s 65536 -- ip netns exec inner sh -c "$add"
flavour flavour-netns-yy.strace ROUTE ip "the same with -yy" -f -yy -e trace=%network,setns -xx -s 65536 -- ip -n inner link show
flavour flavour-netns-sendto.strace ROUTE pyroute2 "the same with sendto and recvfrom" -f -e trace=%network,setns -xx -s 65536 -- \
	ip netns exec inner $python "$BIN/pyr.py" link-add
ip netns exec inner strace -f -tt -x -s 65536 -e trace=%network -o "$OUT/flavour-netns-inside.strace" ip link show >/dev/null
note flavour-netns-inside.strace strace ROUTE ip "ip netns exec inner strace -f -tt -x -s 65536 -e trace=%network -o flavour-netns-inside.strace ip link show" \
	"strace itself is in the namespace"

strace -f -e trace=%network sh -c "$add" >"$OUT/flavour-terminal.strace" 2>&1
note flavour-terminal.strace strace ROUTE ip "strace -f -e trace=%network sh -c '$add' 2>&1" "as on a terminal: [pid N], output of the program between the calls, cut strings"
strace -f -tt -T -e trace=%network -e verbose=none -s 0 -e read=all -e write=all sh -c "$add; ip -o link show dev lo & wait" >"$OUT/flavour-terminal-hex.strace" 2>&1
note flavour-terminal-hex.strace strace ROUTE ip "strace -f -tt -T -e trace=%network -e verbose=none -s 0 -e read=all -e write=all sh -c '$add; ip -o link show dev lo & wait' 2>&1" \
	"the same with dumps in hexadecimal"

strace -ff -tt -yy -e trace=%network -e verbose=none -s 0 -e read=all -e write=all -o "$OUT/flavour-ff.strace" sh -c 'ip link add f2 type dummy; ip link del f2'
for f in "$OUT"/flavour-ff.strace.*; do
	[ -s "$f" ] && grep -q NETLINK "$f" || { rm "$f"; continue; }
	note "${f##*/}" strace ROUTE ip "strace -ff -tt -yy -e trace=%network -e verbose=none -s 0 -e read=all -e write=all -o flavour-ff.strace sh -c 'ip link add f2 type dummy; ip link del f2'" \
		"a file a process, its id in the file's name"
done
