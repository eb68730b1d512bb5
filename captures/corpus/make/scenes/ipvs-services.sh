# shows: ipvsadm: services by address and mark, every scheduler, servers of every forwarding kind, daemons, time-outs, counters, save, restore, errors
# tool: ipvsadm
# packages: ipvsadm
# protocols: GENERIC
# kernels: all
# modules: ip_vs ip_vs_rr ip_vs_wrr ip_vs_lc ip_vs_wlc ip_vs_sh ip_vs_dh ip_vs_sed ip_vs_nq ip_vs_lblc ip_vs_lblcr ip_vs_fo ip_vs_ovf ip_vs_mh

prepare() {
	ip addr add 192.0.2.1/24 dev lo
	ip addr add 2001:db8::1/64 dev lo nodad
}

scene() {
	ipvsadm -L -n
	ipvsadm -A -t 192.0.2.1:80 -s rr
	ipvsadm -A -u 192.0.2.1:53 -s wlc -p 300 -o
	ipvsadm -A -f 5 -s sh -b sh-fallback,sh-port
	ipvsadm -A -f 6 -6 -s mh -p 60 -M 64
	ipvsadm -A -t '[2001:db8::1]:443' -s wrr -p 100 -M 56
	ipvsadm -A --sctp-service 192.0.2.1:9 -s lc
	port=1000
	for scheduler in dh sed nq lblc lblcr fo ovf; do
		ipvsadm -A -t "192.0.2.1:$((port += 1))" -s $scheduler
	done
	ipvsadm -a -t 192.0.2.1:80 -r 10.0.0.1:8080 -m -w 5 -x 100 -y 10
	ipvsadm -a -t 192.0.2.1:80 -r 10.0.0.2 -g
	ipvsadm -a -t 192.0.2.1:80 -r 10.0.0.3 -i
	ipvsadm -a -t 192.0.2.1:80 -r 10.0.0.4 -i --tun-type gue --tun-port 6080 --tun-csum
	ipvsadm -a -t 192.0.2.1:80 -r 10.0.0.5 -i --tun-type gre --tun-nocsum
	ipvsadm -a -t '[2001:db8::1]:443' -r '[2001:db8::5]:443' -m
	ipvsadm -a -f 5 -r 10.0.0.6 -w 0
	ipvsadm -e -t 192.0.2.1:80 -r 10.0.0.1:8080 -m -w 7
	ipvsadm -E -t 192.0.2.1:80 -s wrr -p
	! ipvsadm -A -t 192.0.2.1:80 -s rr
	! ipvsadm -a -t 192.0.2.1:80 -r 10.0.0.1:8080 -m
	! ipvsadm -a -t 192.0.2.9:80 -r 10.0.0.1 -m
	! ipvsadm -A -t 192.0.2.1:81 -s nosuch
	! ipvsadm -D -t 192.0.2.9:9
	ipvsadm --set 100 200 300
	ipvsadm -L -n --timeout
	ipvsadm -L -n --stats
	ipvsadm -L -n --rate --exact
	ipvsadm -L -n --thresholds -t 192.0.2.1:80
	ipvsadm -L -n --persistent-conn
	ipvsadm -L --daemon
	ipvsadm --start-daemon master --mcast-interface lo --syncid 5 --sync-maxlen 1000 --mcast-group 224.0.0.81 --mcast-port 8848 --mcast-ttl 2
	ipvsadm --start-daemon backup --mcast-interface lo --syncid 6
	ipvsadm -L --daemon
	! ipvsadm --start-daemon master --mcast-interface nosuch
	ipvsadm --stop-daemon master
	ipvsadm --stop-daemon backup
	ipvsadm -S -n
	ipvsadm -Z
	ipvsadm -Z -t 192.0.2.1:80
	ipvsadm -d -t 192.0.2.1:80 -r 10.0.0.2
	! ipvsadm -d -t 192.0.2.1:80 -r 10.0.0.99
	ipvsadm -D -f 5
	ipvsadm -C
	ipvsadm -R <<-'RULES'
		-A -t 192.0.2.1:80 -s rr
		-a -t 192.0.2.1:80 -r 10.0.0.1:80 -m -w 1
	RULES
	ipvsadm -C
}
