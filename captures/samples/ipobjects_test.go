package samples_test

import (
	"encoding/json"
	"fmt"
	"testing"
)

var addrRules = map[string]rule{
	"family":    words("ifaddrmsg/ifa_family", families),
	"local":     addrLocal,
	"address":   at("IFA_ADDRESS"), // the peer
	"prefixlen": at("ifaddrmsg/ifa_prefixlen"),
	"broadcast": at("IFA_BROADCAST"), "scope": scope("ifaddrmsg/ifa_scope"), "label": at("IFA_LABEL"),
	"metric":  at("IFA_RT_PRIORITY"),
	"dynamic": addrDynamic, "nodad": has("IFA_F_NODAD", "IFA_FLAGS"),
	"home": has("IFA_F_HOMEADDRESS", "IFA_FLAGS"), "noprefixroute": has("IFA_F_NOPREFIXROUTE", "IFA_FLAGS"),
	"valid_life_time":     lifetime("IFA_CACHEINFO/ifa_valid"),
	"preferred_life_time": lifetime("IFA_CACHEINFO/ifa_prefered"),
}

var routeRules = map[string]rule{
	"type": low("RTN_", "rtmsg/rtm_type"), "dst": routeDst, "from": at("RTA_SRC"),
	"gateway": at("RTA_GATEWAY"), "dev": device("RTA_OIF"), "table": table("RTA_TABLE"),
	"via": via, "to": labels("RTA_NEWDST"), "protocol": low("RTPROT_", "rtmsg/rtm_protocol"),
	"scope": scope("rtmsg/rtm_scope"), "prefsrc": at("RTA_PREFSRC"), "metric": at("RTA_PRIORITY"), "tos": routeTOS,
	"flags": routeFlags("rtmsg/rtm_flags"), "metrics": metrics, "nexthops": nexthops,
	"pref": low("ICMPV6_ROUTER_PREF_", "RTA_PREF"), "expires": skip("a clock that runs"),
	"mark": at("RTA_MARK"), "uid": at("RTA_UID"),
	"cache": skip("what is cached now"),
	"encap": low("LWTUNNEL_ENCAP_", "RTA_ENCAP_TYPE"),
	"dst#2": encapDst, "src": skip("ip prints 0.0.0.0 for a source the kernel did not give"),
	"id": at("RTA_ENCAP/LWTUNNEL_IP_ID"), "ttl": encapTTL,
}

var metricRules = map[string]rule{
	"mtu": at("RTAX_MTU"), "advmss": at("RTAX_ADVMSS"), "initcwnd": at("RTAX_INITCWND"),
	"congestion": at("RTAX_CC_ALGO"), "rtt": rtt, "ecn": ecn,
}

var neighRules = map[string]rule{
	"dst": at("NDA_DST"), "dev": device("ndmsg/ndm_ifindex"), "lladdr": at("NDA_LLADDR"), "state": neighState,
	"router":       present(has("NTF_ROUTER", "ndmsg/ndm_flags")),
	"extern_learn": present(has("NTF_EXT_LEARNED", "ndmsg/ndm_flags")), "refcnt": at("NDA_CACHEINFO/ndm_refcnt"),
	"probes": at("NDA_PROBES"),
	"used":   seconds("NDA_CACHEINFO/ndm_used"), "confirmed": seconds("NDA_CACHEINFO/ndm_confirmed"),
	"updated": seconds("NDA_CACHEINFO/ndm_updated"),
}

var ruleRules = map[string]rule{
	"priority": rulePriority, "src": orAll("FRA_SRC"), "srclen": at("fib_rule_hdr/src_len"), "dst": orAll("FRA_DST"),
	"dstlen": at("fib_rule_hdr/dst_len"), "fwmark": number("%#x", "FRA_FWMARK"), "fwmask": number("%#x", "FRA_FWMASK"),
	"iif": at("FRA_IIFNAME"), "oif": at("FRA_OIFNAME"), "table": table("FRA_TABLE"),
	"uid_start": at("FRA_UID_RANGE/start"), "uid_end": at("FRA_UID_RANGE/end"),
	"ipproto":     low("IPPROTO_", "FRA_IP_PROTO"),
	"sport_start": at("FRA_SPORT_RANGE/start"), "sport_end": at("FRA_SPORT_RANGE/end"),
	"dport": at("FRA_DPORT_RANGE/start"), "not": present(has("FIB_RULE_INVERT", "fib_rule_hdr/flags")),
	"tos":    number("%#x", "fib_rule_hdr/tos"),
	"action": low("FR_ACT_", "fib_rule_hdr/action"), "goto": at("FRA_GOTO"),
}

var nexthopRules = map[string]rule{
	"id": at("NHA_ID"), "gateway": at("NHA_GATEWAY"), "dev": device("NHA_OIF"), "scope": scope("nhmsg/nh_scope"),
	"protocol": low("RTPROT_", "nhmsg/nh_protocol"), "flags": routeFlags("nhmsg/nh_flags"),
	"blackhole": present(at("NHA_BLACKHOLE")),
}

var netconfRules = map[string]rule{
	"family": words("netconfmsg/ncm_family", families), "interface": netconfDevice,
	"forwarding":    yes("NETCONFA_FORWARDING"),
	"rp_filter":     words("NETCONFA_RP_FILTER", map[string]any{"0": "off", "1": "strict", "2": "loose"}),
	"mc_forwarding": yes("NETCONFA_MC_FORWARDING"), "proxy_neigh": yes("NETCONFA_PROXY_NEIGH"),
	"ignore_routes_with_linkdown": yes("NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN"), "input": yes("NETCONFA_INPUT"),
}

var ntableRules = map[string]rule{
	"family": words("ndtmsg/ndtm_family", families), "name": at("NDTA_NAME"), "dev": device("NDTA_PARMS/NDTPA_IFINDEX"),
	"refcnt": at("NDTA_PARMS/NDTPA_REFCNT"), "reachable": skip("the kernel draws it by lot again and again"),
	"base_reachable": at("NDTA_PARMS/NDTPA_BASE_REACHABLE_TIME"), "retrans": at("NDTA_PARMS/NDTPA_RETRANS_TIME"),
	"gc_stale": at("NDTA_PARMS/NDTPA_GC_STALETIME"), "delay_probe": at("NDTA_PARMS/NDTPA_DELAY_PROBE_TIME"),
	"queue": at("NDTA_PARMS/NDTPA_QUEUE_LEN"), "app_probes": at("NDTA_PARMS/NDTPA_APP_PROBES"),
	"ucast_probes": at("NDTA_PARMS/NDTPA_UCAST_PROBES"), "mcast_probes": at("NDTA_PARMS/NDTPA_MCAST_PROBES"),
	"anycast_delay": at("NDTA_PARMS/NDTPA_ANYCAST_DELAY"), "proxy_delay": at("NDTA_PARMS/NDTPA_PROXY_DELAY"),
	"proxy_queue": at("NDTA_PARMS/NDTPA_PROXY_QLEN"), "locktime": at("NDTA_PARMS/NDTPA_LOCKTIME"),
}

var addrlabelRules = map[string]rule{
	"address": at("IFAL_ADDRESS"), "prefixlen": at("ifaddrlblmsg/ifal_prefixlen"), "label": at("IFAL_LABEL"),
}

var nsidRules = map[string]rule{"nsid": at("NETNSA_NSID"), "name": skip("the name is a file's, /run/netns/NAME")}

var statsRules = map[string]rule{
	"ifindex": at("if_stats_msg/ifindex"), "ifname": device("if_stats_msg/ifindex"),
	"group": skip("what was asked for"),
	"stats64": within(map[string]rule{"rx": within(rxRules("IFLA_STATS_LINK_64")),
		"tx": within(txRules("IFLA_STATS_LINK_64"))}),
}

var families = map[string]any{"AF_INET": "inet", "AF_INET6": "inet6", "AF_MPLS": "mpls"}

// ipObjects are dumps that `ip -j` printed one object for each message of.
var ipObjects = []struct {
	sample, oracle, message string
	family                  string // "": all
	rules                   map[string]rule
	links                   string // another sample that names the interfaces, made in the same namespace
}{
	{"ip-route-show.strace.gz", "ip-route-show.ip.json", "RTM_NEWROUTE", "", routeRules, "ip-addr-show.strace.gz"},
	{"ip6-route-show.strace", "ip6-route-show.ip.json", "RTM_NEWROUTE", "", routeRules, "ip-addr-show.strace.gz"},
	{"ip-route-encap.strace.gz", "ip-route-encap.ip.json", "RTM_NEWROUTE", "AF_INET", routeRules,
		"ip-addr-show.strace.gz"},
	{"ip-route-encap.strace.gz", "ip-route-encap.mpls.ip.json", "RTM_NEWROUTE", "AF_MPLS", routeRules,
		"ip-addr-show.strace.gz"},
	{"ip-route-get.strace", "ip-route-get.ip.json", "RTM_NEWROUTE", "", routeRules, "ip-addr-show.strace.gz"},
	{"ip-neigh-show.strace.gz", "ip-neigh-show.ip.json", "RTM_NEWNEIGH", "", neighRules, "ip-addr-show.strace.gz"},
	{"ip-rule-show.strace", "ip-rule-show.ip.json", "RTM_NEWRULE", "", ruleRules, ""},
	{"ip-nexthop-show.strace", "ip-nexthop-show.ip.json", "RTM_NEWNEXTHOP", "", nexthopRules, "ip-addr-show.strace.gz"},
	{"ip-netconf-show.strace.gz", "ip-netconf-show.ip.json", "RTM_NEWNETCONF", "", netconfRules,
		"ip-addr-show.strace.gz"},
	{"ip-addrlabel-show.strace", "ip-addrlabel-show.ip.json", "RTM_NEWADDRLABEL", "", addrlabelRules, ""},
	{"ip-stats-show.strace", "ip-stats-show.ip.json", "RTM_NEWSTATS", "", statsRules, ""},
}

// TestIPObjects compares dumps, message by message, to what `ip -j` printed of them.
func TestIPObjects(t *testing.T) {
	total := 0
	for _, set := range ipObjects {
		t.Run(set.oracle, func(t *testing.T) {
			c := load(t, set.sample)
			links := interfaces(t, c)
			if set.links != "" {
				links = interfaces(t, load(t, set.links))
			}
			var answers []view
			for _, m := range c.Messages {
				if m.Name() != set.message || m.Header().Flags&1 != 0 {
					continue
				}
				v := newView(t, m, links)
				if has("NUD_NOARP", "ndmsg/ndm_state")(v) == true {
					continue // ip hides them
				}
				if set.family == "" || v.at(m.Type().Header.Name+"/rtm_family") == set.family {
					answers = append(answers, v)
				}
			}
			objects := oracleJSON(t, set.oracle)
			if len(objects) != len(answers) {
				t.Fatalf("%d objects, but %d messages", len(objects), len(answers))
			}
			cmp := &comparison{t: t, file: set.oracle}
			for i, o := range objects {
				cmp.object(fmt.Sprint(i), o, answers[i], set.rules)
			}
			total += cmp.compared
		})
	}
	t.Logf("%d facts compared", total)
}

// TestIPAddr compares addresses, and the links they are on, to what `ip -j addr` printed.
func TestIPAddr(t *testing.T) {
	c := load(t, "ip-addr-show.strace.gz")
	names := interfaces(t, c)
	cmp := &comparison{t: t, file: "ip-addr-show.ip.json"}
	for _, o := range oracleJSON(t, cmp.file) {
		v, ok := findLink(t, c, o.get("ifindex"), names)
		if !ok {
			t.Errorf("no link %v", o.get("ifname"))
			continue
		}
		var addrs []view
		for _, m := range c.Messages {
			if index, _ := m.Field("ifa_index"); m.Name() == "RTM_NEWADDR" &&
				same(o.get("ifindex"), json.Number(fmt.Sprint(index))) {
				addrs = append(addrs, newView(t, m, names))
			}
		}
		infos, _ := o.get("addr_info").([]any)
		if len(infos) != len(addrs) {
			t.Errorf("%v: %d addresses, but %d messages", o.get("ifname"), len(infos), len(addrs))
			continue
		}
		for i, info := range infos {
			cmp.object(fmt.Sprint(o.get("ifname"), "/", i), info.(object), addrs[i], addrRules)
		}
		cmp.object(fmt.Sprint(o.get("ifname")), o[:len(o)-1], v, linkRules)
	}
	t.Logf("%d facts compared", cmp.compared)
}

// TestIPTables compares the neighbour tables of one interface to what `ip -j ntable show dev` printed.
func TestIPTables(t *testing.T) {
	c := load(t, "ip-ntable-show.strace.gz")
	links := interfaces(t, load(t, "ip-addr-show.strace.gz"))
	cmp := &comparison{t: t, file: "ip-ntable-show.ip.json"}
	objects := oracleJSON(t, cmp.file)
	for _, m := range c.Messages {
		if m.Name() != "RTM_NEWNEIGHTBL" {
			continue
		}
		v := newView(t, m, links)
		if device("NDTA_PARMS/NDTPA_IFINDEX")(v) != "veth0" {
			continue
		}
		if len(objects) == 0 {
			t.Fatal("more messages than objects")
		}
		cmp.object(fmt.Sprint(v.at("NDTA_NAME")), objects[0], v, ntableRules)
		objects = objects[1:]
	}
	if len(objects) > 0 {
		t.Errorf("%d objects have no message", len(objects))
	}
	t.Logf("%d facts compared", cmp.compared)
}

// TestIPNSID compares the ids of namespaces to what `ip -j netns list-id` printed.
func TestIPNSID(t *testing.T) {
	cmp := &comparison{t: t, file: "ip-nsid.ip.json"}
	found := map[string]view{}
	for _, m := range load(t, "ip-nsid.strace").Messages {
		if m.Name() == "RTM_NEWNSID" {
			v := newView(t, m, nil)
			found[fmt.Sprint(v.at("NETNSA_NSID"))] = v
		}
	}
	for _, o := range oracleJSON(t, cmp.file) {
		cmp.object("", o, found[fmt.Sprint(o.get("nsid"))], nsidRules)
	}
	if cmp.compared == 0 {
		t.Error("nothing was compared")
	}
}
