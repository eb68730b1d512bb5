package samples_test

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"strings"
)

// kindRules is how ip prints IFLA_INFO_DATA of each kind of link.
var kindRules = map[string]map[string]rule{
	"bridge": {
		"hello_timer": hundredths("IFLA_BR_HELLO_TIMER"), "tcn_timer": hundredths("IFLA_BR_TCN_TIMER"),
		"topology_change_timer": hundredths("IFLA_BR_TOPOLOGY_CHANGE_TIMER"), "gc_timer": skip("a clock that runs"),
		"forward_delay": at("IFLA_BR_FORWARD_DELAY"), "hello_time": at("IFLA_BR_HELLO_TIME"),
		"max_age": at("IFLA_BR_MAX_AGE"), "ageing_time": at("IFLA_BR_AGEING_TIME"), "priority": at("IFLA_BR_PRIORITY"),
		"stp_state": words("IFLA_BR_STP_STATE",
			map[string]any{"BR_NO_STP": json.Number("0"), "BR_KERNEL_STP": json.Number("1")}),
		"vlan_filtering": digit("IFLA_BR_VLAN_FILTERING"),
		"vlan_protocol":  words("IFLA_BR_VLAN_PROTOCOL", vlanProtocols),
		"bridge_id":      bridgeID("IFLA_BR_BRIDGE_ID"), "root_id": bridgeID("IFLA_BR_ROOT_ID"),
		"root_port": at("IFLA_BR_ROOT_PORT"), "root_path_cost": at("IFLA_BR_ROOT_PATH_COST"),
		"topology_change":          digit("IFLA_BR_TOPOLOGY_CHANGE"),
		"topology_change_detected": digit("IFLA_BR_TOPOLOGY_CHANGE_DETECTED"),
		"vlan_default_pvid":        at("IFLA_BR_VLAN_DEFAULT_PVID"),
		"vlan_stats_enabled":       digit("IFLA_BR_VLAN_STATS_ENABLED"),
		"vlan_stats_per_port":      digit("IFLA_BR_VLAN_STATS_PER_PORT"),
		"group_fwd_mask":           cHex("IFLA_BR_GROUP_FWD_MASK"), "group_addr": at("IFLA_BR_GROUP_ADDR"),
		"mcast_snooping":         digit("IFLA_BR_MCAST_SNOOPING"),
		"no_linklocal_learn":     boolOption("BR_BOOLOPT_NO_LL_LEARN"),
		"mcast_vlan_snooping":    boolOption("BR_BOOLOPT_MCAST_VLAN_SNOOPING"),
		"mcast_router":           words("IFLA_BR_MCAST_ROUTER", routerTypes),
		"mcast_query_use_ifaddr": digit("IFLA_BR_MCAST_QUERY_USE_IFADDR"),
		"mcast_querier":          digit("IFLA_BR_MCAST_QUERIER"),
		"mcast_hash_elasticity":  at("IFLA_BR_MCAST_HASH_ELASTICITY"), "mcast_hash_max": at("IFLA_BR_MCAST_HASH_MAX"),
		"mcast_last_member_cnt":      at("IFLA_BR_MCAST_LAST_MEMBER_CNT"),
		"mcast_startup_query_cnt":    at("IFLA_BR_MCAST_STARTUP_QUERY_CNT"),
		"mcast_last_member_intvl":    at("IFLA_BR_MCAST_LAST_MEMBER_INTVL"),
		"mcast_membership_intvl":     at("IFLA_BR_MCAST_MEMBERSHIP_INTVL"),
		"mcast_querier_intvl":        at("IFLA_BR_MCAST_QUERIER_INTVL"),
		"mcast_query_intvl":          at("IFLA_BR_MCAST_QUERY_INTVL"),
		"mcast_query_response_intvl": at("IFLA_BR_MCAST_QUERY_RESPONSE_INTVL"),
		"mcast_startup_query_intvl":  at("IFLA_BR_MCAST_STARTUP_QUERY_INTVL"),
		"mcast_stats_enabled":        digit("IFLA_BR_MCAST_STATS_ENABLED"),
		"mcast_igmp_version":         at("IFLA_BR_MCAST_IGMP_VERSION"),
		"mcast_mld_version":          at("IFLA_BR_MCAST_MLD_VERSION"),
		"nf_call_iptables":           digit("IFLA_BR_NF_CALL_IPTABLES"),
		"nf_call_ip6tables":          digit("IFLA_BR_NF_CALL_IP6TABLES"),
		"nf_call_arptables":          digit("IFLA_BR_NF_CALL_ARPTABLES"),
	},
	"bond": {
		"mode": words("IFLA_BOND_MODE", map[string]any{
			"BOND_MODE_8023AD": "802.3ad", "BOND_MODE_ACTIVEBACKUP": "active-backup"}),
		"active_slave": device("IFLA_BOND_ACTIVE_SLAVE"),
		"miimon":       at("IFLA_BOND_MIIMON"), "updelay": at("IFLA_BOND_UPDELAY"),
		"downdelay": at("IFLA_BOND_DOWNDELAY"), "peer_notify_delay": at("IFLA_BOND_PEER_NOTIF_DELAY"),
		"use_carrier":  digit("IFLA_BOND_USE_CARRIER"),
		"arp_interval": at("IFLA_BOND_ARP_INTERVAL"), "arp_missed_max": at("IFLA_BOND_MISSED_MAX"),
		"arp_ip_target":    arpTargets,
		"arp_validate":     words("IFLA_BOND_ARP_VALIDATE", map[string]any{"BOND_ARP_VALIDATE_NONE": nil}),
		"arp_all_targets":  low("BOND_ARP_TARGETS_", "IFLA_BOND_ARP_ALL_TARGETS"),
		"primary_reselect": low("BOND_PRI_RESELECT_", "IFLA_BOND_PRIMARY_RESELECT"),
		"fail_over_mac":    low("BOND_FOM_", "IFLA_BOND_FAIL_OVER_MAC"),
		"xmit_hash_policy": words("IFLA_BOND_XMIT_HASH_POLICY", map[string]any{
			"BOND_XMIT_POLICY_LAYER34": "layer3+4", "BOND_XMIT_POLICY_LAYER2": "layer2"}),
		"resend_igmp": at("IFLA_BOND_RESEND_IGMP"), "num_peer_notif": at("IFLA_BOND_NUM_PEER_NOTIF"),
		"all_slaves_active": digit("IFLA_BOND_ALL_SLAVES_ACTIVE"), "min_links": at("IFLA_BOND_MIN_LINKS"),
		"lp_interval": at("IFLA_BOND_LP_INTERVAL"), "packets_per_slave": at("IFLA_BOND_PACKETS_PER_SLAVE"),
		"ad_lacp_active":    words("IFLA_BOND_AD_LACP_ACTIVE", map[string]any{"true": "on", "false": "off"}),
		"ad_lacp_rate":      low("AD_LACP_", "IFLA_BOND_AD_LACP_RATE"),
		"ad_select":         low("BOND_AD_", "IFLA_BOND_AD_SELECT"),
		"ad_actor_sys_prio": at("IFLA_BOND_AD_ACTOR_SYS_PRIO"), "ad_user_port_key": at("IFLA_BOND_AD_USER_PORT_KEY"),
		"ad_actor_system": at("IFLA_BOND_AD_ACTOR_SYSTEM"), "tlb_dynamic_lb": digit("IFLA_BOND_TLB_DYNAMIC_LB"),
	},
	"vlan": {
		"protocol": words("IFLA_VLAN_PROTOCOL", vlanProtocols), "id": at("IFLA_VLAN_ID"), "flags": vlanFlags,
		"ingress_qos": qos("IFLA_VLAN_INGRESS_QOS"), "egress_qos": qos("IFLA_VLAN_EGRESS_QOS"),
	},
	"vxlan": {
		"id": at("IFLA_VXLAN_ID"), "remote": at("IFLA_VXLAN_GROUP"), "local": at("IFLA_VXLAN_LOCAL"),
		"port_range": within(map[string]rule{"low": at("IFLA_VXLAN_PORT_RANGE/low"),
			"high": at("IFLA_VXLAN_PORT_RANGE/high")}),
		"port": at("IFLA_VXLAN_PORT"), "learning": at("IFLA_VXLAN_LEARNING"), "ttl": at("IFLA_VXLAN_TTL"),
		"df": low("VXLAN_DF_", "IFLA_VXLAN_DF"), "ageing": at("IFLA_VXLAN_AGEING"),
		"udp_csum":          at("IFLA_VXLAN_UDP_CSUM"),
		"udp_zero_csum6_tx": at("IFLA_VXLAN_UDP_ZERO_CSUM6_TX"),
		"udp_zero_csum6_rx": at("IFLA_VXLAN_UDP_ZERO_CSUM6_RX"),
	},
	"geneve": {
		"id": at("IFLA_GENEVE_ID"), "remote": at("IFLA_GENEVE_REMOTE"), "ttl": at("IFLA_GENEVE_TTL"),
		"df": low("GENEVE_DF_", "IFLA_GENEVE_DF"), "port": at("IFLA_GENEVE_PORT"),
		"udp_csum": at("IFLA_GENEVE_UDP_CSUM"), "udp_zero_csum6_rx": at("IFLA_GENEVE_UDP_ZERO_CSUM6_RX"),
	},
	"vrf":     {"table": at("IFLA_VRF_TABLE")},
	"macvlan": macvlanRules, "macvtap": macvlanRules,
	"ipvlan": ipvlanRules, "ipvtap": ipvlanRules,
	"gre": greRules, "gretap": greRules, "erspan": greRules, "ip6gre": greRules,
	"ipip": iptunRules, "sit": iptunRules, "ip6tnl": iptunRules,
	"vti": {
		"remote": at("IFLA_VTI_REMOTE"), "local": at("IFLA_VTI_LOCAL"), "ikey": dotted("IFLA_VTI_IKEY"),
		"okey": dotted("IFLA_VTI_OKEY"),
	},
	"xfrm": {"if_id": number("%#x", "IFLA_XFRM_IF_ID")},
	"macsec": {
		"sci": number("%016x", "IFLA_MACSEC_SCI"), "protect": at("IFLA_MACSEC_PROTECT"),
		"cipher_suite": words("IFLA_MACSEC_CIPHER_SUITE", map[string]any{
			"MACSEC_DEFAULT_CIPHER_ID": "GCM-AES-128", "MACSEC_CIPHER_ID_GCM_AES_128": "GCM-AES-128"}),
		"icv_len": at("IFLA_MACSEC_ICV_LEN"), "encoding_sa": at("IFLA_MACSEC_ENCODING_SA"),
		"validation": low("MACSEC_VALIDATE_", "IFLA_MACSEC_VALIDATION"), "encrypt": at("IFLA_MACSEC_ENCRYPT"),
		"inc_sci": at("IFLA_MACSEC_INC_SCI"), "es": at("IFLA_MACSEC_ES"), "scb": at("IFLA_MACSEC_SCB"),
		"replay_protect": at("IFLA_MACSEC_REPLAY_PROTECT"),
	},
	"tun": {
		"type": low("IFF_", "IFLA_TUN_TYPE"), "pi": at("IFLA_TUN_PI"), "vnet_hdr": at("IFLA_TUN_VNET_HDR"),
		"multi_queue": at("IFLA_TUN_MULTI_QUEUE"), "numqueues": at("IFLA_TUN_NUM_QUEUES"),
		"numdisabled": at("IFLA_TUN_NUM_DISABLED_QUEUES"), "persist": at("IFLA_TUN_PERSIST"),
	},
}

// slaveRules is how ip prints IFLA_INFO_SLAVE_DATA of each kind of master.
var slaveRules = map[string]map[string]rule{
	"vrf": {"table": at("IFLA_VRF_PORT_TABLE")},
	"bond": {
		"state":              cut("BOND_STATE_", "IFLA_BOND_SLAVE_STATE"),
		"mii_status":         cut("BOND_LINK_", "IFLA_BOND_SLAVE_MII_STATUS"),
		"link_failure_count": at("IFLA_BOND_SLAVE_LINK_FAILURE_COUNT"),
		"perm_hwaddr":        at("IFLA_BOND_SLAVE_PERM_HWADDR"), "queue_id": at("IFLA_BOND_SLAVE_QUEUE_ID"),
		"prio": at("IFLA_BOND_SLAVE_PRIO"),
	},
	"bridge": {
		"state": low("BR_STATE_", "IFLA_BRPORT_STATE"), "priority": at("IFLA_BRPORT_PRIORITY"),
		"cost": at("IFLA_BRPORT_COST"), "hairpin": at("IFLA_BRPORT_MODE"), "guard": at("IFLA_BRPORT_GUARD"),
		"root_block": at("IFLA_BRPORT_PROTECT"),
		"fastleave":  at("IFLA_BRPORT_FAST_LEAVE"), "learning": at("IFLA_BRPORT_LEARNING"),
		"flood": at("IFLA_BRPORT_UNICAST_FLOOD"), "id": number("%#x", "IFLA_BRPORT_ID"),
		"no": number("%#x", "IFLA_BRPORT_NO"), "designated_port": at("IFLA_BRPORT_DESIGNATED_PORT"),
		"designated_cost": at("IFLA_BRPORT_DESIGNATED_COST"),
		"bridge_id":       bridgeID("IFLA_BRPORT_BRIDGE_ID"), "root_id": bridgeID("IFLA_BRPORT_ROOT_ID"),
		"hold_timer":          hundredths("IFLA_BRPORT_HOLD_TIMER"),
		"message_age_timer":   hundredths("IFLA_BRPORT_MESSAGE_AGE_TIMER"),
		"forward_delay_timer": hundredths("IFLA_BRPORT_FORWARD_DELAY_TIMER"),
		"topology_change_ack": digit("IFLA_BRPORT_TOPOLOGY_CHANGE_ACK"),
		"config_pending":      digit("IFLA_BRPORT_CONFIG_PENDING"), "proxy_arp": at("IFLA_BRPORT_PROXYARP"),
		"proxy_arp_wifi":   at("IFLA_BRPORT_PROXYARP_WIFI"),
		"multicast_router": words("IFLA_BRPORT_MULTICAST_ROUTER", routerTypes),
		"mcast_flood":      at("IFLA_BRPORT_MCAST_FLOOD"), "bcast_flood": at("IFLA_BRPORT_BCAST_FLOOD"),
		"mcast_to_unicast": at("IFLA_BRPORT_MCAST_TO_UCAST"), "neigh_suppress": at("IFLA_BRPORT_NEIGH_SUPPRESS"),
		"group_fwd_mask":     cHex("IFLA_BRPORT_GROUP_FWD_MASK"),
		"group_fwd_mask_str": number("%#x", "IFLA_BRPORT_GROUP_FWD_MASK"),
		"vlan_tunnel":        at("IFLA_BRPORT_VLAN_TUNNEL"), "isolated": at("IFLA_BRPORT_ISOLATED"),
		"locked": at("IFLA_BRPORT_LOCKED"),
	},
}

var vlanProtocols = map[string]any{"ETH_P_8021Q": "802.1Q", "ETH_P_8021AD": "802.1ad"}

var routerTypes = map[string]any{
	"MDB_RTR_TYPE_DISABLED": json.Number("0"), "MDB_RTR_TYPE_TEMP_QUERY": json.Number("1"),
	"MDB_RTR_TYPE_PERM": json.Number("2"),
}

var macvlanRules = map[string]rule{
	"mode": low("MACVLAN_MODE_", "IFLA_MACVLAN_MODE"), "bcqueuelen": at("IFLA_MACVLAN_BC_QUEUE_LEN"),
	"usedbcqueuelen": at("IFLA_MACVLAN_BC_QUEUE_LEN_USED"),
}

var ipvlanRules = map[string]rule{"mode": low("IPVLAN_MODE_", "IFLA_IPVLAN_MODE"), "bridge": ipvlanBridge}

var greRules = map[string]rule{
	"remote": at("IFLA_GRE_REMOTE"), "local": at("IFLA_GRE_LOCAL"), "ttl": at("IFLA_GRE_TTL"),
	"pmtudisc": at("IFLA_GRE_PMTUDISC"), "ikey": dotted("IFLA_GRE_IKEY"), "okey": dotted("IFLA_GRE_OKEY"),
	"icsum": has("GRE_CSUM", "IFLA_GRE_IFLAGS"),
	"ocsum": has("GRE_CSUM", "IFLA_GRE_OFLAGS"), "iseq": has("GRE_SEQ", "IFLA_GRE_IFLAGS"),
	"oseq":         has("GRE_SEQ", "IFLA_GRE_OFLAGS"),
	"erspan_index": at("IFLA_GRE_ERSPAN_INDEX"), "erspan_ver": at("IFLA_GRE_ERSPAN_VER"),
	"encap_limit": at("IFLA_GRE_ENCAP_LIMIT"), "tclass": flowInfo("IFLA_GRE_FLOWINFO", 20, "0x%02x"),
	"flowlabel": flowInfo("IFLA_GRE_FLOWINFO", 0, "0x%05x"),
}

var iptunRules = map[string]rule{
	"proto":  words("IFLA_IPTUN_PROTO", map[string]any{"IPPROTO_IP": "any", "IPPROTO_IPIP": "ipip"}),
	"remote": at("IFLA_IPTUN_REMOTE"), "local": at("IFLA_IPTUN_LOCAL"), "ttl": at("IFLA_IPTUN_TTL"),
	"pmtudisc": at("IFLA_IPTUN_PMTUDISC"), "prefix": at("IFLA_IPTUN_6RD_PREFIX"),
	"prefixlen": at("IFLA_IPTUN_6RD_PREFIXLEN"), "encap_limit": at("IFLA_IPTUN_ENCAP_LIMIT"),
	"tclass":    flowInfo("IFLA_IPTUN_FLOWINFO", 20, "0x%02x"),
	"flowlabel": flowInfo("IFLA_IPTUN_FLOWINFO", 0, "0x%05x"),
}

// flowInfo is a part of IPV6_FLOWINFO: the traffic class is in bits 20 to 27, the flow label in the lower 20.
func flowInfo(where string, shift uint, format string) rule {
	return func(v view) any {
		n, ok := v.at(where).(json.Number)
		if !ok {
			return v.at(where)
		}
		i, err := n.Int64()
		if err != nil {
			return err.Error()
		}
		if shift == 0 {
			return fmt.Sprintf(format, i&0xfffff)
		}
		return fmt.Sprintf(format, i>>shift&0xff)
	}
}

// hundredths is a time in seconds that the kernel counts in hundredths.
func hundredths(where string) rule {
	return func(v view) any {
		n, ok := v.at(where).(json.Number)
		if !ok {
			return v.at(where)
		}
		f, err := n.Float64()
		if err != nil {
			return err.Error()
		}
		return json.Number(fmt.Sprint(f / 100))
	}
}

// cHex is a number as the %#x of C prints it: 0 has no prefix.
func cHex(where string) rule {
	return func(v view) any {
		if fmt.Sprint(v.at(where)) == "0" {
			return "0"
		}
		return number("%#x", where)(v)
	}
}

// bridgeID is "8000.2:0:0:0:0:20".
func bridgeID(where string) rule {
	return func(v view) any {
		addr := ":" + fmt.Sprint(v.at(where+"/addr"))
		return fmt.Sprint(number("%04x", where+"/prio")(v), ".", strings.ReplaceAll(addr, ":0", ":")[1:])
	}
}

func boolOption(name string) rule {
	return func(v view) any {
		if has(name, "IFLA_BR_MULTI_BOOLOPT/optval")(v) == true {
			return json.Number("1")
		}
		return json.Number("0")
	}
}

func arpTargets(v view) any {
	all := []any{}
	targets, _ := v.at("IFLA_BOND_ARP_IP_TARGET").(view)
	attrs, _ := targets.get("attrs").([]any)
	for _, a := range attrs {
		all = append(all, a.(object).get("value"))
	}
	return all
}

func vlanFlags(v view) any {
	flags, _ := v.at("IFLA_VLAN_FLAGS/flags").([]any)
	all := []any{}
	for _, f := range flags {
		all = append(all, strings.TrimPrefix(f.(string), "VLAN_FLAG_"))
	}
	return all
}

func qos(where string) rule {
	return func(v view) any {
		all := []any{}
		for _, m := range v.children(where) {
			value, _ := m.get("value").(object)
			all = append(all, sub{view{value, nil}, map[string]rule{"from": at("from"), "to": at("to")}})
		}
		return all
	}
}

// ipvlanBridge reports whether neither IPVLAN_F_PRIVATE nor IPVLAN_F_VEPA is set.
func ipvlanBridge(v view) any {
	return has("IPVLAN_F_PRIVATE", "IFLA_IPVLAN_FLAGS")(v) == false &&
		has("IPVLAN_F_VEPA", "IFLA_IPVLAN_FLAGS")(v) == false
}

// dotted is a key in the form of an address.
func dotted(where string) rule {
	return func(v view) any {
		n, ok := v.at(where).(json.Number)
		if !ok {
			return v.at(where)
		}
		i, err := n.Int64()
		if err != nil {
			return err.Error()
		}
		return netip.AddrFrom4([4]byte{byte(i >> 24), byte(i >> 16), byte(i >> 8), byte(i)}).String()
	}
}
