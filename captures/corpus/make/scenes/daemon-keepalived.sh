# shows: keepalived becoming master: a virtual router with a device of its own (macvlan), addresses, routes, rules, IPVS
# tool: keepalived
# packages: keepalived iproute2
# protocols: ROUTE GENERIC
# modules: veth macvlan ip_vs
. "$MAKE/programs/wait.sh"

prepare() {
	ip link add veth0 address 02:00:00:00:00:01 type veth peer name veth1 address 02:00:00:00:00:02
	ip address add 192.0.2.1/24 dev veth0
	ip link set veth0 up
	ip link set veth1 up
	cat >/run/keepalived.conf <<-END
		vrrp_instance sample {
			state MASTER
			interface veth0
			use_vmac vrrp7
			virtual_router_id 7
			priority 200
			advert_int 0.2
			virtual_ipaddress {
				192.0.2.100/24
				198.51.100.1/32 dev veth0 label veth0:7
			}
			virtual_routes {
				203.0.113.0/24 via 192.0.2.9 dev veth0
			}
			virtual_rules {
				from 10.0.0.0/8 table 70 priority 500
			}
		}
		virtual_server 192.0.2.100 80 {
			lb_algo rr
			lb_kind NAT
			protocol TCP
			real_server 10.0.0.2 80 {
				weight 3
			}
		}
	END
}

scene() {
	keepalived -f /run/keepalived.conf -p /run/keepalived.pid -r /run/vrrp.pid -c /run/checkers.pid
	await 'grep -q 100200C0 /proc/net/fib_trie || ip -4 address show | grep -q 192.0.2.100'
	ip address show
	ip rule show
	end "$(cat /run/keepalived.pid)"
}

cleanup() { rm -f /run/keepalived.conf; }
