# Programs that are no command-line network tools.
ip link set lo up
python=/usr/bin/python3
trace pyroute2-link-add.strace ROUTE pyroute2 "a link, an address and a route through IPRoute" $python "$BIN/pyr.py" link-add
trace pyroute2-get-links.strace ROUTE pyroute2 "dumps through IPRoute" $python "$BIN/pyr.py" get-links
trace pyroute2-ipdb.strace ROUTE pyroute2 "a transaction of the threaded IPDB" $python "$BIN/pyr.py" ipdb
flavour getent.strace ROUTE getent "getaddrinfo of glibc looks at the addresses" -f -tt -yy -e trace=%network \
	-e verbose=none -s 0 -e read=all -e write=all -- getent ahosts localhost
trace go-interfaces.strace ROUTE go "net.Interfaces and Addrs from three goroutines" "$BIN/interfaces"
trace requests-calls.strace ROUTE python3 "write, writev, read, readv, sendmsg, sendmmsg, recvmmsg, dup, a peek, a cut read" \
	$python "$BIN/requests.py" calls
flavour requests-calls-decoded.strace ROUTE python3 "the same, read and write traced too, files among them" \
	-f -yy -e trace=%network,read,write,readv,writev,dup,close -x -s 200 -- $python "$BIN/requests.py" calls
