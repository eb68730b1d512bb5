package samples_test

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
)

// filterRules is how `tc -j -s -d filter` prints what all filters have.
func filterRules(kind string) map[string]rule {
	return map[string]rule{
		"parent": filterParent, "kind": at("TCA_KIND"), "chain": orZero("TCA_CHAIN"),
		"protocol": words("tcmsg/tcm_info/protocol", protocolWords), "pref": at("tcmsg/tcm_info/prio"),
		"options": within(joined(filterKindRules[kind], map[string]rule{
			"skip_hw":   clsFlag(kind, "SKIP_HW"),
			"not_in_hw": clsFlag(kind, "NOT_IN_HW"),
			"flowid":    func(v view) any { return v.at(optionOf(kind) + "CLASSID") },
			"actions": func(v view) any {
				all := []any{}
				for _, a := range v.children(optionOf(kind) + "ACT") {
					a.links = v.links
					all = append(all, sub{a, actionRules(fmt.Sprint(a.at("TCA_ACT_KIND")))})
				}
				return all
			}})),
	}
}

// optionOf is how attributes of a kind start.
func optionOf(kind string) string { return "TCA_OPTIONS/TCA_" + strings.ToUpper(kind) + "_" }

func clsFlag(kind, flag string) rule {
	where := optionOf(kind) + "FLAGS"
	if kind == "bpf" {
		where += "_GEN"
	}
	return has("TCA_CLS_FLAGS_"+flag, where)
}

func filterParent(v view) any {
	if parent := v.at("tcmsg/tcm_parent"); parent != "none" {
		return parent
	}
	return nil
}

// protocolWords is what iproute2 calls protocols of frames.
var protocolWords = map[string]any{"ETH_P_ALL": "all", "ETH_P_IP": "ip", "ETH_P_IPV6": "ipv6", "ETH_P_ARP": "arp",
	"ETH_P_8021Q": "802.1Q", "ETH_P_8021AD": "802.1ad", "ETH_P_MPLS_UC": "mpls_uc", "ETH_P_PPP_SES": "ppp_ses", "ETH_P_CFM": "cfm"}

// flowerTypes is what flower calls them in keys.
var flowerTypes = map[string]any{"ETH_P_IP": "ipv4", "ETH_P_IPV6": "ipv6", "ETH_P_ARP": "arp", "ETH_P_MPLS_UC": "8847",
	"ETH_P_CFM": "8902", "ETH_P_PPP_SES": "ipv4"}

// filterKindRules is how tc prints TCA_OPTIONS of each kind, of which it makes JSON.
var filterKindRules = map[string]map[string]rule{
	"u32": {
		"fh": at("tcmsg/tcm_handle"), "ht_divisor": at("TCA_OPTIONS/TCA_U32_DIVISOR"), "order": u32Part(0xfff, 0),
		"key_ht": func(v view) any { return strings.Split(fmt.Sprint(v.at("TCA_OPTIONS/TCA_U32_HASH")), ":")[0] },
		"bkt": func(v view) any {
			return bareOr0(strings.Split(fmt.Sprint(v.at("TCA_OPTIONS/TCA_U32_HASH")), ":")[1])
		},
		"link": at("TCA_OPTIONS/TCA_U32_LINK"), "rule_hit": at("TCA_OPTIONS/TCA_U32_PCNT/rcnt"),
		"success": at("TCA_OPTIONS/TCA_U32_PCNT/rhit"), "success#2": keyHits(0), "success#3": keyHits(1),
		"success#4": keyHits(2), "match": u32Match(0), "match#2": u32Match(1), "match#3": u32Match(2),
		"fwmark_value": zeroX("TCA_OPTIONS/TCA_U32_MARK/val"), "fwmark_mask": zeroX("TCA_OPTIONS/TCA_U32_MARK/mask"),
		"fwmark_success": at("TCA_OPTIONS/TCA_U32_MARK/success"),
		"offset_mask":    bareHex("TCA_OPTIONS/TCA_U32_SEL/offmask"),
		"offset_shift":   at("TCA_OPTIONS/TCA_U32_SEL/offshift"),
		"offset_off":     at("TCA_OPTIONS/TCA_U32_SEL/offoff"), "hash_mask": bareHex("TCA_OPTIONS/TCA_U32_SEL/hmask"),
		"hash_off": at("TCA_OPTIONS/TCA_U32_SEL/hoff"),
	},
	"bpf":      {"handle": number("0x%x", "tcmsg/tcm_handle"), "bytecode": bytecode("TCA_OPTIONS/TCA_BPF_OPS")},
	"matchall": {"handle": at("tcmsg/tcm_handle"), "rule_hit": at("TCA_OPTIONS/TCA_MATCHALL_PCNT/rhit")},
	"flower": {"handle": at("tcmsg/tcm_handle"), "keys": within(flowerRules),
		"indev": at("TCA_OPTIONS/TCA_FLOWER_INDEV"), "hw_tc": func(v view) any {
			minor := strings.TrimPrefix(fmt.Sprint(v.at("TCA_OPTIONS/TCA_FLOWER_CLASSID")), "ffff:ffe")
			return json.Number(minor) // TC_H_MIN_PRIORITY and the traffic class
		}},
}

// u32Part is a part of a handle of u32, after the last colon.
func u32Part(mask uint64, shift uint) rule {
	return func(v view) any {
		parts := strings.Split(fmt.Sprint(v.at("tcmsg/tcm_handle")), ":")
		n, err := strconv.ParseUint(parts[len(parts)-1], 16, 64)
		if err != nil {
			return err.Error()
		}
		return json.Number(strconv.FormatUint(n>>shift&mask, 10))
	}
}

func bareOr0(digits string) string {
	if digits == "" {
		return "0"
	}
	return digits
}

// keyHits is how many packets matched a key.
func keyHits(i int) rule {
	return func(v view) any {
		if hits, _ := v.at("TCA_OPTIONS/TCA_U32_PCNT/kcnts").([]any); i < len(hits) {
			return hits[i]
		}
		return "no count"
	}
}

// u32Match is a key of u32.
func u32Match(i int) rule {
	return func(v view) any {
		keys, _ := v.at("TCA_OPTIONS/TCA_U32_SEL/keys").([]any)
		if i >= len(keys) {
			return "no key"
		}
		return sub{view{keys[i].(object), nil}, map[string]rule{"value": bareHex("val"), "mask": bareHex("mask"),
			"off": at("off"), "offmask": func(k view) any {
				if fmt.Sprint(k.at("offmask")) == "-1" {
					return "nexthdr+"
				}
				return ""
			}}}
	}
}

// flowerKey is where a key of flower is.
const flowerKey = "TCA_OPTIONS/TCA_FLOWER_KEY_"

// flowerRules is how tc prints the keys of flower.
var flowerRules = joined(map[string]rule{
	"eth_type": words(flowerKey+"ETH_TYPE", flowerTypes), "ip_proto": low("IPPROTO_", flowerKey+"IP_PROTO"),
	"ip_tos": hexNumber(flowerKey + "IP_TOS"), "ip_tos_mask": bareHex(flowerKey + "IP_TOS_MASK"),
	"dst_ip": anyPrefix("IPV4_DST", "IPV6_DST"), "src_ip": anyPrefix("IPV4_SRC", "IPV6_SRC"),
	"arp_sip": anyPrefix("ARP_SIP"), "arp_tip": anyPrefix("ARP_TIP"), "arp_op": low("ARPOP_", flowerKey+"ARP_OP"),
	"arp_sha": macPrefix("ARP_SHA"), "arp_tha": macPrefix("ARP_THA"),
	"dst_mac": macPrefix("ETH_DST"), "src_mac": macPrefix("ETH_SRC"),
	"dst_port": flowerPort("DST"), "src_port": flowerPort("SRC"), "tcp_flags": func(v view) any {
		return zeroX(flowerKey+"TCP_FLAGS")(v).(string) + "/" + bareHex(flowerKey+"TCP_FLAGS_MASK")(v).(string)
	},
	"vlan_ethtype":  words(flowerKey+"VLAN_ETH_TYPE", protocolWords),
	"cvlan_ethtype": words(flowerKey+"CVLAN_ETH_TYPE", protocolWords), "ip_flags": ipFlags,
	"mpls_tc": text(flowerKey + "MPLS_TC"), "mpls_bos": text(flowerKey + "MPLS_BOS"),
	"mpls_ttl": text(flowerKey + "MPLS_TTL"), "mpls": labelStack,
	"icmp_type": icmp("TYPE"), "icmp_code": icmp("CODE"),
	"ct_state": ctState, "ct_zone_mask": bareHex(flowerKey + "CT_ZONE_MASK"),
	"ct_mark": hexNumber(flowerKey + "CT_MARK"), "ct_mark_mask": bareHex(flowerKey + "CT_MARK_MASK"),
	"ct_label":   octetsAt(flowerKey + "CT_LABELS"),
	"enc_dst_ip": anyPrefix("ENC_IPV4_DST"), "enc_src_ip": anyPrefix("ENC_IPV4_SRC"),
	"enc_tos": hexNumber(flowerKey + "ENC_IP_TOS"), "ppp_proto": pppProtocol,
	"geneve_opt_key": encOptions("", "GENEVE"), "geneve_opt_mask": encOptions("_MASK", "GENEVE"),
	"vxlan_opt_key": encOptions("", "VXLAN"), "vxlan_opt_mask": is([]any{map[string]rule{
		"gbp": skip("tc prints what stands after a mask of fewer octets than a number has")}}),
	"erspan_opt_key": encOptions("", "ERSPAN"), "erspan_opt_mask": encOptions("_MASK", "ERSPAN"),
	"pfcp_opt_key": pfcp(""), "pfcp_opt_mask": pfcp("_MASK"), "enc_flags": encFlags,
	"l2_miss": bit("TCA_OPTIONS/TCA_FLOWER_L2_MISS"), "spi": spi, "cfm": func(view) any {
		return map[string]rule{"mdl": at(flowerKey + "CFM/TCA_FLOWER_KEY_CFM_MD_LEVEL"),
			"op": at(flowerKey + "CFM/TCA_FLOWER_KEY_CFM_OPCODE")}
	},
}, inOptions("TCA_OPTIONS", "TCA_FLOWER_KEY_", "ip_ttl", "vlan_id", "vlan_prio", "cvlan_id", "cvlan_prio", "mpls_label",
	"ct_zone", "enc_key_id", "enc_dst_port=ENC_UDP_DST_PORT", "enc_ttl=ENC_IP_TTL", "pppoe_sid", "num_of_vlans",
	"l2tpv3_sid"))

// text is a number that tc prints as a text.
func text(where string) rule { return func(v view) any { return fmt.Sprint(v.at(where)) } }

// anyPrefix is the first of some addresses that there is, with its mask.
func anyPrefix(keys ...string) rule {
	return func(v view) any {
		for _, key := range keys {
			addr, ok := v.at(flowerKey + key).(string)
			if !ok {
				continue
			}
			mask, err := netip.ParseAddr(fmt.Sprint(v.at(flowerKey + key + "_MASK")))
			if err != nil {
				return err.Error()
			}
			return addr + prefix(mask.AsSlice())
		}
		return nil
	}
}

// macPrefix is an address of Ethernet with its mask.
func macPrefix(key string) rule {
	return func(v view) any {
		var mask []byte
		for part := range strings.SplitSeq(fmt.Sprint(v.at(flowerKey+key+"_MASK")), ":") {
			b, err := strconv.ParseUint(part, 16, 8)
			if err != nil {
				return err.Error()
			}
			mask = append(mask, byte(b))
		}
		return fmt.Sprint(v.at(flowerKey+key), prefix(mask))
	}
}

// prefix is the length of a mask, "" if all is in it.
func prefix(mask []byte) string {
	ones := 0
	for _, b := range mask {
		for ; b&0x80 != 0; b <<= 1 {
			ones++
		}
	}
	if ones == 8*len(mask) {
		return ""
	}
	return "/" + strconv.Itoa(ones)
}

// flowerPort is a port of any protocol, or a range of them.
func flowerPort(end string) rule {
	return func(v view) any {
		if v.at(flowerKey+"PORT_"+end+"_MIN") != nil {
			return map[string]rule{"start": at(flowerKey + "PORT_" + end + "_MIN"),
				"end": at(flowerKey + "PORT_" + end + "_MAX")}
		}
		for _, protocol := range []string{"TCP_", "UDP_", "SCTP_"} {
			if port := v.at(flowerKey + protocol + end); port != nil {
				return port
			}
		}
		return nil
	}
}

func icmp(what string) rule {
	return func(v view) any {
		if n := v.at(flowerKey + "ICMPV4_" + what); n != nil {
			return fmt.Sprint(n)
		}
		return fmt.Sprint(v.at(flowerKey + "ICMPV6_" + what))
	}
}

// ipFlags is the flags that a mask asks for, each as it shall be.
func ipFlags(v view) any {
	rules := map[string]rule{}
	for name, flag := range map[string]string{"frag": "IS_FRAGMENT", "firstfrag": "FRAG_IS_FIRST"} {
		if has("TCA_FLOWER_KEY_FLAGS_"+flag, flowerKey+"FLAGS_MASK")(v) == true {
			rules[name] = is(has("TCA_FLOWER_KEY_FLAGS_"+flag, flowerKey+"FLAGS")(v))
		}
	}
	return rules
}

// pfcp is options of PFCP, of whose session tc prints 32 bits of the 64.
func pfcp(mask string) rule {
	const option = "TCA_FLOWER_KEY_ENC_OPT_PFCP_"
	return func(v view) any {
		all := []any{}
		for _, o := range v.children(flowerKey + "ENC_OPTS" + mask) {
			all = append(all, sub{o, map[string]rule{"type": at(option + "TYPE"), "seid": func(v view) any {
				n, err := strconv.ParseUint(fmt.Sprint(v.at(option+"SEID")), 16, 64)
				if err != nil {
					return err.Error()
				}
				return json.Number(strconv.FormatUint(n&0xffffffff, 10))
			}}})
		}
		return all
	}
}

// encFlags is the flags of a tunnel that a mask asks for, each as it shall be.
func encFlags(v view) any {
	rules := map[string]rule{}
	for name, flag := range map[string]string{"tuncsum": "CSUM", "tundf": "DONT_FRAGMENT", "tunoam": "OAM",
		"tuncrit": "CRIT_OPT"} {
		flag = "TCA_FLOWER_KEY_FLAGS_TUNNEL_" + flag
		if has(flag, flowerKey+"ENC_FLAGS_MASK")(v) == true {
			rules[name] = is(has(flag, flowerKey+"ENC_FLAGS")(v))
		}
	}
	return rules
}

// spi is the index of a state of IPsec, of which tc prints the digits that it needs.
func spi(v view) any { return strings.TrimLeft(fmt.Sprint(v.at(flowerKey+"SPI")), "0") }

// bit is a boolean that tc prints as a number.
func bit(where string) rule {
	return func(v view) any {
		if v.at(where) == true {
			return json.Number("1")
		}
		return json.Number("0")
	}
}

// labelStack is the entries of an MPLS label stack.
func labelStack(v view) any {
	all := []any{}
	for _, lse := range v.children(flowerKey + "MPLS_OPTS") {
		const prefix = "TCA_FLOWER_KEY_MPLS_OPT_LSE_"
		all = append(all, sub{lse, map[string]rule{"depth": at(prefix + "DEPTH"), "label": at(prefix + "LABEL"),
			"ttl": at(prefix + "TTL"), "tc": at(prefix + "TC"), "bos": at(prefix + "BOS")}})
	}
	return all
}

// ctState is "+trk+est-inv".
func ctState(v view) any {
	text := ""
	for _, s := range [][2]string{{"trk", "TRACKED"}, {"new", "NEW"}, {"est", "ESTABLISHED"}, {"rel", "RELATED"},
		{"inv", "INVALID"}, {"rpl", "REPLY"}} {
		flag := "TCA_FLOWER_KEY_CT_FLAGS_" + s[1]
		switch {
		case has(flag, flowerKey+"CT_STATE_MASK")(v) != true:
		case has(flag, flowerKey+"CT_STATE")(v) == true:
			text += "+" + s[0]
		default:
			text += "-" + s[0]
		}
	}
	return text
}

func pppProtocol(v view) any {
	if v.at(flowerKey+"PPP_PROTO") == "0021" {
		return "ip"
	}
	return v.at(flowerKey + "PPP_PROTO")
}

func encOptions(mask, kind string) rule {
	return tunnelOptions(flowerKey+"ENC_OPTS"+mask, "TCA_FLOWER_KEY_ENC_OPTS_", kind)
}

// TestTCFilters compares filters and chains to what tc prints of them in JSON.
func TestTCFilters(t *testing.T) {
	kinds := compareFilters(t, "tc-filters-show.strace.gz", "tc-filters-show.tc.json")
	for kind := range filterKindRules {
		if !kinds[kind] {
			t.Errorf("the sample has no %s", kind)
		}
	}
}

// TestNewestTCFilters compares keys that are newer than Linux 6.1 to what the newest tc prints of them.
func TestNewestTCFilters(t *testing.T) {
	compareFilters(t, sampleFile(t, "tc-newest-show.strace"), "tc-newest-show.filter.tc.json")
}

// compareFilters compares filters and chains to what tc printed of them, and returns their kinds.
func compareFilters(t *testing.T, file, printed string) (kinds map[string]bool) {
	t.Helper()
	c := load(t, file)
	links := interfaces(t, c)
	cmp := &comparison{t: t, file: printed}
	var answers []view
	for _, m := range c.Messages {
		if m.Header().Flags&1 == 0 && (m.Name() == "RTM_NEWTFILTER" || m.Name() == "RTM_NEWCHAIN") {
			answers = append(answers, newView(t, m, links))
		}
	}
	var objects []object
	between := strings.NewReplacer(`"    offset ",`, "", `" eat ",`, "") // which tc puts between pairs
	for _, doc := range documents(t, cmp.file) {
		objects = append(objects, parseObjects(t, between.Replace(doc))...)
	}
	if len(objects) != len(answers) {
		t.Fatalf("%d objects, but %d messages", len(objects), len(answers))
	}
	kinds = map[string]bool{}
	for i, o := range objects {
		kind := fmt.Sprint(o.get("kind"))
		kinds[kind] = true
		cmp.object(fmt.Sprint(i, " ", kind), o, answers[i], filterRules(kind))
	}
	t.Logf("%d facts compared", cmp.compared)
	return kinds
}

// TestTCFilterTexts compares filters to what tc prints of those of which it makes no JSON.
func TestTCFilterTexts(t *testing.T) {
	c := load(t, "tc-filters-text.strace.gz")
	links := interfaces(t, c)
	oracle, err := samples.FS().ReadFile(path.Join("oracle", "tc-filters-text.tc.txt"))
	if err != nil {
		t.Fatal(err)
	}
	theirs := strings.Split(strings.Join(strings.Fields(string(oracle)), " "), "filter parent ")[1:]
	var ours []view
	for _, m := range c.Messages {
		if m.Name() == "RTM_NEWTFILTER" && m.Header().Flags&1 == 0 {
			ours = append(ours, newView(t, m, links))
		}
	}
	if len(ours) != len(theirs) {
		t.Fatalf("%d filters, but %d messages", len(theirs), len(ours))
	}
	for i, v := range ours {
		want := fmt.Sprintf("%v protocol %v pref %v %v chain %v", v.at("tcmsg/tcm_parent"),
			words("tcmsg/tcm_info/protocol", protocolWords)(v), v.at("tcmsg/tcm_info/prio"), v.at("TCA_KIND"),
			orZero("TCA_CHAIN")(v))
		if v.at("TCA_OPTIONS") != nil {
			want += " " + filterTexts[fmt.Sprint(v.at("TCA_KIND"))](v)
		}
		if got := strings.TrimSpace(theirs[i]); !strings.HasPrefix(got+" ", want+" ") {
			t.Errorf("tc says\n%s\nwe\n%s", got, want)
		}
	}
}
