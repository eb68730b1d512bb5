# shows: pyroute2: IPRoute's links, addresses, routes, rules and traffic control, IPSet, NFTables, ethtool and taskstats
# tool: pyroute2
# packages: python3-pyroute2
# protocols: ROUTE NETFILTER GENERIC
# flavours: all
# modules: veth dummy bridge 8021q macvlan vxlan ip_gre bonding vrf tun mpls_iptunnel sch_htb sch_sfq sch_netem sch_tbf cls_u32
scene() { python3 "$MAKE/programs/pyroute.py"; }
