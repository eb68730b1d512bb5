# shows: Go programs' packages: vishvananda/netlink, jsimonetti/rtnetlink, mdlayher's netlink, genetlink, ethtool, wifi, wgctrl, nftables
# tool: go
# packages: iproute2
# protocols: ROUTE GENERIC NETFILTER SOCK_DIAG
# builds: peers
# modules: veth dummy bridge bonding vxlan 8021q vrf sch_htb sch_netem cls_u32 wireguard nf_conntrack_netlink tcp_diag nf_tables nft_log
prepare() { ip link add wg0 type wireguard; }

scene() { "$OUT/peers"; }
