package pyroute2

import (
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// spellings are pyroute2's names of members of structs, by the C names, where they are not what the form would call
// them: in a fixed struct a C name without its prefix, elsewhere a whole one.
var spellings = map[string]map[string]string{
	"ifinfomsg":     {"ifi_type": "ifi_type"},
	"ifa_cacheinfo": {"ifa_prefered": "ifa_preferred"},
	"rtmsg":         {"rtm_protocol": "proto"},
	"rtnexthop":     {"rtnh_ifindex": "oif"},
	"rtvia":         {"rtvia_family": "family", "rtvia_addr": "addr"},
	"seg6_iptunnel_encap": {
		"mode": "encapmode", "tag": "reserved", "segments": "segs",
	},
	"ndmsg":            {"ndm_type": "ndm_type"},
	"tcmsg":            {"tcm_ifindex": "index"},
	"tc_stats":         {"drops": "drop"},
	"tc_netem_qopt":    {"latency": "delay"},
	"tc_netem_reorder": {"probability": "prob_reorder", "correlation": "corr_reorder"},
	"tc_netem_corrupt": {"probability": "prob_corrupt", "correlation": "corr_corrupt"},
	"ndt_config": {
		"ndtc_key_len": "key_len", "ndtc_entry_size": "entry_size", "ndtc_entries": "entries",
		"ndtc_last_flush": "last_flush", "ndtc_last_rand": "last_rand", "ndtc_hash_rnd": "hash_rnd",
		"ndtc_hash_mask": "hash_mask", "ndtc_hash_chain_gc": "hash_chain_gc", "ndtc_proxy_qlen": "proxy_qlen",
	},
	"ndt_stats": {
		"ndts_allocs": "allocs", "ndts_destroys": "destroys", "ndts_hash_grows": "hash_grows",
		"ndts_res_failed": "res_failed", "ndts_lookups": "lookups", "ndts_hits": "hits",
		"ndts_rcv_probes_mcast": "rcv_probes_mcast", "ndts_rcv_probes_ucast": "rcv_probes_ucast",
		"ndts_periodic_gc_runs": "periodic_gc_runs", "ndts_forced_gc_runs": "forced_gc_runs",
		"ndts_table_fulls": "table_fulls",
	},
	"nduseroptmsg": {
		"nduseropt_opts_len": "opts_len", "nduseropt_icmp_type": "icmp_type", "nduseropt_icmp_code": "icmp_code",
	},
	"netconfmsg":   {"ncm_family": "family"},
	"ether_header": {"ether_dhost": "dst", "ether_shost": "src"},
	"ip":           {"ip_p": "proto", "ip_sum": "csum"},
	"udphdr":       {"uh_ulen": "len", "uh_sum": "csum"},
	"rtgenmsg":     {"rtgen_family": "rtgen_family"},
	"nfgenmsg":     {"nfgen_family": "nfgen_family"},
}

// namedEnums are the enumerations whose names, without their prefix, pyroute2 shows in place of the numbers.
var namedEnums = map[string]bool{"if_oper_state": true}

// spreads are the structs inside fixed ones of which pyroute2 has the members beside the others, by the member that each
// is.
var spreads = map[string]map[string][]string{"id": {"inet_diag_sockid": {
	"idiag_sport", "idiag_dport", "idiag_src", "idiag_dst", "idiag_if", "idiag_cookie",
}}}

// spread reports whether the members of a struct that a member of a fixed one is stand beside that.
func spread(m *codec.Member) bool {
	return m.Kind == codec.StructOf && spreads[m.Name][m.Struct.Name] != nil
}

// gather puts members that are spread into the structs that they are of.
func gather(members map[string]any) {
	for outer, structs := range spreads {
		for _, names := range structs {
			inner := map[string]any{}
			for _, name := range names {
				if v, ok := members[name]; ok {
					inner[name] = v
					delete(members, name)
				}
			}
			if len(inner) > 0 {
				members[outer] = inner
			}
		}
	}
}

// spelled returns pyroute2's name of a member, "" if it has none of its own. Of messages about sockets it has C names.
func spelled(s *codec.Struct, m *codec.Member) string {
	if strings.Contains(s.Name, "_diag_") {
		return m.Name
	}
	return spellings[s.Name][m.Name]
}

// fixedLabels are the keys of the members of fixed structs, with the colon.
var fixedLabels = codec.NewLabels(codec.LabelMakers{Member: func(s *codec.Struct, m *codec.Member) string {
	name := spelled(s, m)
	if name == "" {
		name = s.BareName(m)
	}
	return "'" + name + "': "
}})

// labels are attributes as they start a tuple, and the keys of the members of structs that are values.
var labels = codec.NewLabels(codec.LabelMakers{
	Attr: func(prefix, name string) string { return "('" + prefix + name + "', " },
	Member: func(s *codec.Struct, m *codec.Member) string {
		name := spelled(s, m)
		if name == "" {
			name = m.Name
		}
		return "'" + name + "': "
	},
	Index: func(e *codec.Enum, name string) string {
		return "'" + strings.ToLower(strings.TrimPrefix(name, e.Prefix)) + "': "
	},
})
