package main

// words is what is not spelled as one capital and small letters. Numbers after them are kept.
var words = map[string]string{
	"acl": "ACL", "ad": "AD", "af": "AF", "amt": "AMT", "arp": "ARP", "atm": "ATM", "bfifo": "BFIFO", "bpf": "BPF",
	"br": "Bridge", "cake": "CAKE", "can": "CAN", "cbq": "CBQ", "cbs": "CBS", "cc": "CC", "ce": "CE", "cfm": "CFM",
	"cpu": "CPU", "crc": "CRC", "csum": "Csum", "ct": "CT", "dad": "DAD", "df": "DF", "dns": "DNS", "drr": "DRR",
	"dscp": "DSCP", "dsa": "DSA", "ecn": "ECN", "erspan": "ERSPAN", "etf": "ETF", "eth": "Eth", "ets": "ETS",
	"fd": "FD", "fdb": "FDB", "fifo": "FIFO", "fq": "FQ", "fw": "FW", "gbp": "GBP", "gpe": "GPE", "gre": "GRE",
	"gretap": "GRETap", "gro": "GRO", "gso": "GSO", "gtp": "GTP", "guid": "GUID", "gvrp": "GVRP", "hfsc": "HFSC",
	"hhf": "HHF", "hsr": "HSR", "htb": "HTB", "hw": "HW", "hwaddr": "HWAddr", "icmp": "ICMP", "icmpv": "ICMPv",
	"id": "ID", "if": "IF", "ifb": "IFB", "ife": "IFE", "ifindex": "IfIndex", "ifname": "IfName", "igmp": "IGMP",
	"iif": "IIF", "iifname": "IIFName", "ila": "ILA", "ioam": "IOAM", "ip": "IP", "ipip": "IPIP", "ipoib": "IPoIB",
	"ipv": "IPv", "ipvlan": "IPVLAN", "ipvtap": "IPVTap", "irq": "IRQ", "lacp": "LACP", "lladdr": "LLAddr",
	"mac": "MAC", "macsec": "MACsec", "macvlan": "MACVLAN", "macvtap": "MACVTap", "mctp": "MCTP", "mdb": "MDB",
	"mii": "MII", "mld": "MLD", "mpls": "MPLS", "mpu": "MPU", "mq": "MQ", "mrp": "MRP", "mst": "MST", "mtu": "MTU",
	"mvrp": "MVRP", "nat": "NAT", "nd": "ND", "nf": "NF", "nh": "NH", "nlmon": "Nlmon", "ns": "NS", "nsid": "NSID",
	"netnsid": "NetNSID", "oam": "OAM", "oif": "OIF", "oifname": "OIFName", "ovs": "OVS", "pdp": "PDP", "pid": "PID",
	"pie": "PIE", "pmtudisc": "PMTUDisc", "ppp": "PPP", "pvid": "PVID", "qdisc": "Qdisc", "qfq": "QFQ", "qos": "QoS",
	"ra": "RA", "rdi": "RDI", "red": "RED", "rpl": "RPL", "rss": "RSS", "rsvp": "RSVP", "rtt": "RTT", "rx": "RX",
	"sap": "SAP", "sci": "SCI", "sfb": "SFB", "sfq": "SFQ", "sit": "SIT", "srh": "SRH", "ssid": "SSID", "stp": "STP",
	"tbf": "TBF", "tc": "TC", "tcm": "TCM", "tcp": "TCP", "tos": "TOS", "tso": "TSO", "ttl": "TTL", "tun": "Tun",
	"tx": "TX", "txqlen": "TXQLen", "udp": "UDP", "uid": "UID", "vf": "VF", "vid": "VID", "vlan": "VLAN",
	"vlandb": "VLANDB", "vni": "VNI", "vrf": "VRF", "vti": "VTI", "vxcan": "VXCAN", "vxlan": "VXLAN",
	"wireguard": "WireGuard", "xdp": "XDP", "xfrm": "XFRM", "gred": "GRED", "hoplimit": "HopLimit",
	"prefsrc": "PrefSrc",
	"newdst":  "NewDst", "fwmark": "FwMark", "fwmask": "FwMask", "nexthop": "Nexthop", "vlans": "VLANs",
	"vcan": "VCAN", "6rd": "SixRD", "sport": "SPort", "dport": "DPort", "classid": "ClassID", "advmss": "AdvMSS",
	"ssthresh": "SSThresh", "cwnd": "CWnd", "initcwnd": "InitCWnd", "initrwnd": "InitRWnd", "rttvar": "RTTVar",
	"flowlabel": "FlowLabel", "l3mdev": "L3MDev", "srcport": "SrcPort", "vsi": "VSI", "uuid": "UUID", "ib": "IB",
	"ifalias": "Alias", "rto": "RTO", "inet": "Inet", "psched": "Psched", "mbi": "MBI", "dbm": "DBm", "mdev": "MDev",
	"bpfifo": "BPFIFO", "pfifo": "PFIFO", "spi": "SPI", "esp": "ESP", "ah": "AH", "sctp": "SCTP", "l2tp": "L2TP",
	"pppoe": "PPPoE", "cfi": "CFI", "ip6tnl": "IP6Tnl", "ip6gre": "IP6GRE", "ip6gretap": "IP6GRETap",
	"ip6erspan": "IP6ERSPAN", "ovpn": "OVPN", "rmnet": "RMNet", "wwan": "WWAN", "dcb": "DCB", "vfinfo": "VFInfo",
	"mqprio": "MQPrio", "dualpi": "DualPI", "skbprio": "SkbPrio", "multiq": "MultiQ", "dsmark": "DSMark",
	"bareudp": "BareUDP", "caif": "CAIF", "netdevsim": "NetDevSim", "openvswitch": "OpenVSwitch", "pfcp": "PFCP",
	"wifi": "WiFi", "mp": "MP", "cacheinfo": "CacheInfo", "mfc": "MFC", "iw": "IW", "ifmap": "IfMap", "ipmr": "IPMR",
	"protinfo": "ProtInfo", "xstats": "XStats", "grp": "Group", "lse": "LSE",
	"ikey": "IKey", "okey": "OKey", "iflags": "IFlags", "oflags": "OFlags", "nhid": "NHID", "prefixlen": "PrefixLen",
	"qlen": "QLen", "bps": "BPS", "pps": "PPS", "skb": "SKB", "md": "MD", "tlv": "TLV", "icv": "ICV", "mep": "MEP",
	"ccm": "CCM", "qfi": "QFI", "dmac": "DMAC", "smac": "SMAC", "vrftable": "VRFTable", "macaddr": "MACAddr",
	"pkey": "PKey", "hmac": "HMAC", "icmp6stats": "ICMP6Stats", "indev": "InDev", "proxyarp": "ProxyARP",
	"ethertype": "EtherType", "sdu": "SDU", "mpath": "MPath", "l2miss": "L2Miss", "l3miss": "L3Miss",
}

// structPrefixes is what the names of C structs begin with to say where they are from, the longest first.
var structPrefixes = []string{"rtnl_", "ifla_", "__kernel_"}

var structNames = map[string]string{
	"rta_cacheinfo": "RouteCacheInfo", "ifa_cacheinfo": "AddrCacheInfo",
	"nda_cacheinfo": "NeighCacheInfo", "ifla_cacheinfo": "Inet6CacheInfo",
	"vxlanhdr": "VXLANHeader", "br_mdb_entry_addr": "MDBEntryAddr", "tcf_t": "ActionTimes",
	"rtnl_link_ifmap": "LinkMap",
}

// objectNames is what nests are called that are not called after what holds them.
var objectNames = map[string]string{
	"LinkLinkInfo": "LinkInfo", "RouteMultipath": "NextHopRoute", "ActionsTab": "Action",
	"EmatchTreeList": "Ematch", "BasicFilterEmatches": "EmatchTree",
	"LinkProtInfoBridge": "BridgePort", "LinkProtInfoInet6": "LinkInet6",
	"LinkAFSpec": "AFSpec", "LinkAFSpecBridge": "AFSpecBridge", "LinkAFSpecIPMR": "AFSpecIPMR",
	"AFSpecIPMRVifs": "Vif", "AFSpecBridgeMRP": "BridgeMRP", "AFSpecBridgeCFM": "BridgeCFM",
	"AFSpecBridgeMST": "BridgeMST", "AFSpecBridgeVLANTunnelInfo": "BridgeVLANTunnelInfo",
	"LinkVFInfoList": "VFInfo", "LinkVFPorts": "VFPort",
	"GateActionEntryList": "GateEntry", "TaprioSchedEntryList": "TaprioSchedEntry",
	"BPFEncapIn": "BPFEncapProg", "QdiscXStatsCAKE": "CAKEStats", "QdiscXStatsTaprio": "TaprioStats",
	"MDBEntries": "MDBEntry", "MDBEntryInfoSrcList": "MDBSrc", "MDBRouterPorts": "MDBRouterPort",
	"NexthopGroupStats": "NexthopGroupStatsEntry", "VLANDBGlobalOptionsMcastRouterPorts": "McastRouterPorts",
}

// fieldNames is what fields are called otherwise than in C, by C name, with or without the object.
var fieldNames = map[string]string{
	"IFLA_IFNAME": "Name", "IFLA_PROP_LIST": "AltNames", "IFLA_ALT_IFNAME": "AltName", "FRA_IIFNAME": "IIF",
	"FRA_OIFNAME": "OIF", "MDBA_MDB": "Entries", "MDBA_ROUTER": "RouterPorts",
	"EmatchMeta.LvalueOf0": "LvalueText", "EmatchMeta.RvalueOf0": "RvalueText", "TCA_NETEM_LOSS": "LossModel",
	"ifa_prefered": "Prefered", "ifa_valid": "Valid",
}

// enumNames is what enumerations are called otherwise than in C.
var enumNames = map[string]string{
	"address_family": "Family", "arphrd": "LinkType", "net_device_flags": "LinkFlags", "eth_p": "EtherType",
	"ipproto": "IPProtocol", "rt_class_t": "Table", "rt_scope_t": "Scope", "rtm_protocol": "RouteProtocol",
	"rtm_type": "RouteType", "rtm_flags": "RouteFlags", "ifa_flags": "AddrFlags", "ndm_state": "NeighState",
	"ndm_flags": "NeighFlags", "ntf_ext": "NeighFlagsExt", "fr_act": "RuleAction", "fib_rule": "RuleFlags",
	"tc_act": "ActionVerdict", "br_state": "BridgeState", "if_oper_state": "OperState", "if_link_mode": "LinkMode",
	"lwtunnel_encap_types": "EncapType", "clockid_t": "Clock", "bond_fom": "BondFailOverMAC",
	"icmpv6_router_pref": "RouterPref", "rt_del_reason": "DelReason",
	"bridge_vlan_info": "BridgeVLANFlags", "can_ctrlmode": "CANCtrlModeFlags", "rmnet_flags": "RMNetFlag",
	"vlan_flags": "VLANFlag",
}

// plainEnums is enumerations whose values people write as numbers.
var plainEnums = map[string]bool{"br_stp_enabled": true}

// sameEnums is enumerations that are the same type as others, which have all their values.
var sameEnums = map[string]string{"rtnh_flags": "rtm_flags"}

// reserved is the package-level names that are written by hand.
var reserved = []string{
	"Args", "Batch", "Bitfield", "ByIndex", "Forever", "Handle", "IPRoute", "LinkKind", "LinkRef", "Opt", "Open",
	"Percent",
	"Port", "QdiscKind", "ClassKind", "FilterKind", "ActionKind", "RouteEncap", "Rate", "Set", "Spec", "Values",
	"ParseRate", "ParseHandle", "ParsePercent", "Watch",
}
