package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

var nftTableWords = &words{silent: []string{"NFTA_TABLE_USE"}, rest: true, list: []word{
	{how: nftFamily}, {attr: "NFTA_TABLE_NAME"}, {attr: "NFTA_TABLE_HANDLE", say: "handle"},
	{attr: "NFTA_TABLE_FLAGS", say: "flags"}, {attr: "NFTA_TABLE_OWNER", say: "owner"},
	{attr: "NFTA_TABLE_USERDATA", how: nftUserdata},
}}

var nftChainWords = &words{silent: []string{"NFTA_CHAIN_USE"}, rest: true, list: []word{
	{how: nftFamily}, {attr: "NFTA_CHAIN_TABLE"}, {attr: "NFTA_CHAIN_NAME"}, {attr: "NFTA_CHAIN_HANDLE", say: "handle"},
	{attr: "NFTA_CHAIN_ID", say: "id"}, {attr: "NFTA_CHAIN_TYPE", say: "type"},
	{attr: "NFTA_CHAIN_HOOK", how: flat(nftHookWords)}, {attr: "NFTA_CHAIN_POLICY", say: "policy", how: always},
	{attr: "NFTA_CHAIN_FLAGS", say: "flags", usual: 1}, // NFT_CHAIN_BASE, which the hook says
	{attr: "NFTA_CHAIN_COUNTERS", say: "counter", how: flat(nftCounterWords)},
	{attr: "NFTA_CHAIN_USERDATA", how: nftUserdata},
}}

var nftHookWords = &words{rest: true, list: []word{
	{attr: "NFTA_HOOK_HOOKNUM", say: "hook", how: nftHook},
	{attr: "NFTA_HOOK_DEV", say: "device"}, {attr: "NFTA_HOOK_DEVS", how: nftDevices},
	{attr: "NFTA_HOOK_PRIORITY", say: "priority", how: always},
}}

var nftCounterWords = &words{list: say("NFTA_COUNTER_", "PACKETS", "packets", "BYTES", "bytes")}

var nftRuleWords = &words{rest: true, list: []word{
	{how: nftFamily}, {attr: "NFTA_RULE_TABLE"}, {attr: "NFTA_RULE_CHAIN"}, {attr: "NFTA_RULE_HANDLE", say: "handle"},
	{attr: "NFTA_RULE_POSITION", say: "position"}, {attr: "NFTA_RULE_ID", say: "id"},
	{attr: "NFTA_RULE_EXPRESSIONS", how: nftExprs}, {attr: "NFTA_RULE_USERDATA", how: nftUserdata},
}}

var nftSetWords = &words{silent: []string{"NFTA_SET_KEY_LEN", "NFTA_SET_DATA_LEN"}, rest: true, list: []word{
	{how: nftFamily}, {attr: "NFTA_SET_TABLE"}, {attr: "NFTA_SET_NAME"}, {attr: "NFTA_SET_HANDLE", say: "handle"},
	{attr: "NFTA_SET_ID", say: "id"}, {attr: "NFTA_SET_KEY_TYPE", say: "type", how: nftType},
	{attr: "NFTA_SET_DATA_TYPE", say: ":", how: nftType}, {attr: "NFTA_SET_OBJ_TYPE", say: ":"},
	{attr: "NFTA_SET_FLAGS", say: "flags"}, {attr: "NFTA_SET_POLICY", say: "policy"},
	{attr: "NFTA_SET_TIMEOUT", say: "timeout"}, {attr: "NFTA_SET_GC_INTERVAL", say: "gc-interval"},
	{attr: "NFTA_SET_DESC", how: flat(&words{list: say("NFTA_SET_DESC_", "SIZE", "size")})},
	{attr: "NFTA_SET_EXPR", how: nftExpr}, {attr: "NFTA_SET_EXPRESSIONS", how: nftExprs},
	{attr: "NFTA_SET_USERDATA", how: nftUserdata},
}}

var nftElemsWords = &words{rest: true, list: []word{
	{how: nftFamily}, {attr: "NFTA_SET_ELEM_LIST_TABLE"}, {attr: "NFTA_SET_ELEM_LIST_SET"},
	{attr: "NFTA_SET_ELEM_LIST_SET_ID", say: "id"}, {attr: "NFTA_SET_ELEM_LIST_ELEMENTS", how: nftElems},
}}

var nftElemWords = &words{rest: true, list: []word{
	{attr: "NFTA_SET_ELEM_KEY", how: nftData}, {attr: "NFTA_SET_ELEM_KEY_END", say: "-", how: nftData},
	{attr: "NFTA_SET_ELEM_FLAGS"}, {attr: "NFTA_SET_ELEM_TIMEOUT", say: "timeout"},
	{attr: "NFTA_SET_ELEM_EXPIRATION", say: "expires"}, {attr: "NFTA_SET_ELEM_EXPR", how: nftExpr},
	{attr: "NFTA_SET_ELEM_EXPRESSIONS", how: nftExprs}, {attr: "NFTA_SET_ELEM_USERDATA", how: nftUserdata},
	{attr: "NFTA_SET_ELEM_DATA", say: ":", how: nftData}, {attr: "NFTA_SET_ELEM_OBJREF", say: ":"},
}}

var nftObjWords = &words{silent: []string{"NFTA_OBJ_USE"}, rest: true, list: []word{
	{how: nftFamily}, {attr: "NFTA_OBJ_TABLE"}, {attr: "NFTA_OBJ_TYPE"}, {attr: "NFTA_OBJ_NAME"},
	{attr: "NFTA_OBJ_HANDLE", say: "handle"}, {attr: "NFTA_OBJ_DATA", how: nftObject},
	{attr: "NFTA_OBJ_USERDATA", how: nftUserdata},
}}

var nftFlowtableWords = &words{silent: []string{"NFTA_FLOWTABLE_USE"}, rest: true, list: []word{
	{how: nftFamily}, {attr: "NFTA_FLOWTABLE_TABLE"}, {attr: "NFTA_FLOWTABLE_NAME"},
	{attr: "NFTA_FLOWTABLE_HANDLE", say: "handle"}, {attr: "NFTA_FLOWTABLE_FLAGS", say: "flags"},
	{attr: "NFTA_FLOWTABLE_HOOK", how: flat(&words{rest: true, list: []word{
		{attr: "NFTA_FLOWTABLE_HOOK_NUM", say: "hook", how: nftHook},
		{attr: "NFTA_FLOWTABLE_HOOK_PRIORITY", say: "priority", how: always},
		{attr: "NFTA_FLOWTABLE_HOOK_DEVS", how: nftDevices},
	}})},
}}

var nftGenWords = &words{list: append([]word{{attr: "NFTA_GEN_ID"}},
	say("NFTA_GEN_", "PROC_PID", "pid", "PROC_NAME", "by")...)}

var nftTraceWords = &words{rest: true, silent: []string{"NFTA_TRACE_LL_HEADER", "NFTA_TRACE_NETWORK_HEADER",
	"NFTA_TRACE_TRANSPORT_HEADER", "NFTA_TRACE_NFPROTO", "NFTA_TRACE_IIFTYPE", "NFTA_TRACE_OIFTYPE"}, list: []word{
	{attr: "NFTA_TRACE_ID", say: "id"}, {how: nftFamily}, {attr: "NFTA_TRACE_TABLE"}, {attr: "NFTA_TRACE_CHAIN"},
	{attr: "NFTA_TRACE_TYPE"}, {attr: "NFTA_TRACE_RULE_HANDLE", say: "handle"},
	{attr: "NFTA_TRACE_IIF", say: "iif", how: link}, {attr: "NFTA_TRACE_OIF", say: "oif", how: link},
	{attr: "NFTA_TRACE_MARK", say: "mark", how: hexadecimal},
	{attr: "NFTA_TRACE_VERDICT", say: "verdict", how: nftVerdict},
	{attr: "NFTA_TRACE_POLICY", how: always},
}}

// nftFamilies are the families as nft calls them.
var nftFamilies = map[uint64]string{linux.NFPROTO_INET: "inet", linux.NFPROTO_IPV4: "ip", linux.NFPROTO_ARP: "arp",
	linux.NFPROTO_NETDEV: "netdev", linux.NFPROTO_BRIDGE: "bridge", linux.NFPROTO_IPV6: "ip6"}

// nftFamily says the family, in which names of tables stand.
func nftFamily(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	f := w.field("nfgen_family")
	switch name := nftFamilies[f]; {
	case name != "":
		return append(append(dst, ' '), name...)
	case f != 0:
		return codec.AppendUint(append(dst, " family "...), f)
	}
	return dst
}

// nftHooks are the hooks as nft calls them, where it does not by the C name.
var nftHooks = map[string]string{"NF_INET_PRE_ROUTING": "prerouting", "NF_INET_LOCAL_IN": "input",
	"NF_INET_LOCAL_OUT": "output", "NF_INET_POST_ROUTING": "postrouting", "NF_ARP_IN": "input", "NF_ARP_OUT": "output",
	"NF_BR_PRE_ROUTING": "prerouting", "NF_BR_LOCAL_IN": "input", "NF_BR_LOCAL_OUT": "output",
	"NF_BR_POST_ROUTING": "postrouting"}

func nftHook(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	if v, ok := c.Integer(); ok && c.Spec().Enum != nil && !c.Untold() {
		if name := nftHooks[c.Spec().Enum.NameOf(v)]; name != "" {
			return append(as.keyword(dst), name...)
		}
	}
	return w.value(as.keyword(dst), c)
}

// nftDevices says the devices of a list, "devices { a, b* }".
func nftDevices(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
	dst = append(dst, " devices {"...)
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if len(dst) > 0 && dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = codec.AppendReadable(append(dst, ' '), text(c))
		if c.Name() == "NFTA_DEVICE_PREFIX" {
			dst = append(dst, '*')
		}
	}
	return append(dst, " }"...)
}

// nftUserdata says the comment in the user data of nft. The rest is for nft alone.
func nftUserdata(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if s := c.Spec(); s != nil && s.Name == "COMMENT" {
			dst = codec.AppendQuoted(append(dst, " comment "...), text(c), '"')
		}
	}
	return dst
}

// nftTypes are the types of keys and data as nft calls them, by enum datatypes of nft.
var nftTypes = [...]string{"", "verdict", "nf_proto", "bitmask", "integer", "string", "ll_addr", "ipv4_addr",
	"ipv6_addr", "ether_addr", "ether_type", "arp_op", "inet_proto", "inet_service", "icmp_type", "tcp_flag",
	"dccp_pkttype", "mh_type", "time", "mark", "iface_index", "iface_type", "realm", "classid", "uid", "gid",
	"ct_state", "ct_dir", "ct_status", "icmpv6_type", "ct_label", "pkt_type", "icmp_code", "icmpv6_code", "icmpx_code",
	"devgroup", "dscp", "ecn", "fib_addrtype", "boolean", "ct_event", "ifname", "igmp_type", "date", "hour", "day",
	"cgroupsv2"}

// nftDataVerdict is NFT_DATA_VERDICT (linux/netfilter/nf_tables.h).
const nftDataVerdict = 0xffffff00

// nftType says a type, which has 6 bits for each field: "ipv4_addr . inet_service".
func nftType(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	switch {
	case !ok:
		return said(w, dst, as, a)
	case v == 0:
		return dst
	case v == nftDataVerdict:
		return append(as.keyword(dst), "verdict"...)
	}
	dst = as.keyword(dst)
	const bits, mask, most = 6, 63, 30
	shift := most
	for shift > 0 && v>>shift == 0 {
		shift -= bits
	}
	for ; shift >= 0; shift -= bits {
		field := v >> shift & mask
		if field < uint64(len(nftTypes)) && nftTypes[field] != "" {
			dst = append(dst, nftTypes[field]...)
		} else {
			dst = codec.AppendUint(dst, field)
		}
		if shift > 0 {
			dst = append(dst, " . "...)
		}
	}
	return dst
}

// nftElems says the elements of a set, "{ 0x0016, 0x0050 : accept }".
func nftElems(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	dst = append(dst, " {"...)
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		if c.IsNest() {
			dst = nftElemWords.write(w, dst, c, c.Spec().Set)
		}
	}
	return append(dst, " }"...)
}

// nftObject says what a stateful object holds, in the words of the expression that does the same.
func nftObject(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	kind, _ := w.root.Attr("NFTA_OBJ_TYPE")
	v, _ := kind.Uint()
	const counter, limit, connlimit, synproxy = 1, 4, 5, 10 // NFT_OBJECT_*
	name := map[uint64]string{counter: "counter", limit: "limit", connlimit: "connlimit", synproxy: "synproxy"}[v]
	if ws := nftExprWords[name]; ws != nil && a.IsNest() {
		return ws.write(w, dst, a, a.Spec().Set)
	}
	return w.everything(dst, a)
}
