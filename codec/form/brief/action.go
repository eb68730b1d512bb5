package brief

import "github.com/nlkit/nlkit/codec"

// actionObjectWords is actions that stand alone, as tc actions has them.
var actionObjectWords = &words{rest: true, list: []word{
	{attr: "TCA_ROOT_TAB", how: actions},
	{attr: "TCA_ROOT_TIME_DELTA", say: "used within"}, {attr: "TCA_ROOT_COUNT", say: "count"},
}, silent: []string{"TCA_ROOT_FLAGS"}}

// actionWords is an action.
var actionWords = &words{rest: true, list: []word{
	{attr: "TCA_ACT_KIND"}, {how: actionOptions}, {attr: "TCA_ACT_INDEX", say: "index"},
	{attr: "TCA_ACT_COOKIE", say: "cookie"}, {attr: "TCA_ACT_FLAGS", say: "flags"},
	{attr: "TCA_ACT_HW_STATS", say: "hw_stats"}, {attr: "TCA_ACT_USED_HW_STATS", say: "used_hw_stats"},
	{attr: "TCA_ACT_IN_HW_COUNT", say: "in_hw_count"},
}, silent: []string{"TCA_ACT_OPTIONS", "TCA_ACT_STATS", "TCA_ACT_PAD"}}

// actionKindWords is the options of actions, by kind. Of kinds that are not here all is said that is not zero.
var actionKindWords = map[string]*words{
	"bpf": {rest: true, list: []word{{attr: "TCA_ACT_BPF_NAME"}, {attr: "TCA_ACT_BPF_ID", say: "id"},
		{attr: "TCA_ACT_BPF_OPS_LEN", say: "bytecode of"}, {attr: "TCA_ACT_BPF_PARMS", how: parms}},
		silent: []string{"TCA_ACT_BPF_TM", "TCA_ACT_BPF_OPS", "TCA_ACT_BPF_TAG"}},
	"connmark": {rest: true, list: []word{{attr: "TCA_CONNMARK_PARMS", how: parms}},
		silent: []string{"TCA_CONNMARK_TM"}},
	"csum": {rest: true, list: []word{{attr: "TCA_CSUM_PARMS", how: parms}}, silent: []string{"TCA_CSUM_TM"}},
	"ct": {rest: true, list: []word{
		{attr: "TCA_CT_ACTION", how: flagNames}, {attr: "TCA_CT_ZONE", say: "zone"}, {attr: "TCA_CT_MARK", say: "mark"},
		{attr: "TCA_CT_MARK_MASK", say: "mask"}, {attr: "TCA_CT_LABELS", say: "label"},
		{attr: "TCA_CT_LABELS_MASK", say: "mask"}, {attr: "TCA_CT_NAT_IPV4_MIN", say: "addr"},
		{attr: "TCA_CT_NAT_IPV4_MAX", say: "to"}, {attr: "TCA_CT_NAT_IPV6_MIN", say: "addr"},
		{attr: "TCA_CT_NAT_IPV6_MAX", say: "to"}, {attr: "TCA_CT_NAT_PORT_MIN", say: "port"},
		{attr: "TCA_CT_NAT_PORT_MAX", say: "to"}, {attr: "TCA_CT_HELPER_NAME", say: "helper"},
		{attr: "TCA_CT_PARMS", how: parms},
	}, silent: []string{"TCA_CT_TM"}},
	"ctinfo": {rest: true, list: []word{
		{attr: "TCA_CTINFO_PARMS_DSCP_MASK", say: "dscp"}, {attr: "TCA_CTINFO_PARMS_DSCP_STATEMASK", say: "state"},
		{attr: "TCA_CTINFO_PARMS_CPMARK_MASK", say: "cpmark"}, {attr: "TCA_CTINFO_ZONE", say: "zone"},
		{attr: "TCA_CTINFO_ACT", how: parms},
	}, silent: []string{"TCA_CTINFO_TM", "TCA_CTINFO_STATS_DSCP_SET", "TCA_CTINFO_STATS_DSCP_ERROR",
		"TCA_CTINFO_STATS_CPMARK_SET"}},
	"gact": {rest: true, list: []word{{attr: "TCA_GACT_PARMS", how: parms}, {attr: "TCA_GACT_PROB", how: gactRandom}},
		silent: []string{"TCA_GACT_TM"}},
	"gate": {rest: true, list: []word{
		{attr: "TCA_GATE_PRIORITY", say: "priority"}, {attr: "TCA_GATE_CLOCKID", say: "clockid"},
		{attr: "TCA_GATE_BASE_TIME", say: "base-time"}, {attr: "TCA_GATE_CYCLE_TIME", say: "cycle-time"},
		{attr: "TCA_GATE_CYCLE_TIME_EXT", say: "cycle-time-ext"}, {attr: "TCA_GATE_ENTRY_LIST", say: "sched"},
		{attr: "TCA_GATE_PARMS", how: parms},
	}, silent: []string{"TCA_GATE_TM"}},
	"ife": {rest: true, list: []word{
		{attr: "TCA_IFE_PARMS", how: parms}, {attr: "TCA_IFE_TYPE", say: "type"}, {attr: "TCA_IFE_DMAC", say: "dst"},
		{attr: "TCA_IFE_SMAC", say: "src"}, {attr: "TCA_IFE_METALST", say: "metadata"},
	}, silent: []string{"TCA_IFE_TM"}},
	"ipt": iptWords, "xt": iptWords,
	"mirred": {rest: true, list: []word{{attr: "TCA_MIRRED_PARMS", how: parms},
		{attr: "TCA_MIRRED_BLOCKID", say: "blockid"}}, silent: []string{"TCA_MIRRED_TM"}},
	"mpls": {rest: true, list: []word{
		{attr: "TCA_MPLS_PARMS", how: parms}, {attr: "TCA_MPLS_PROTO", say: "protocol"},
		{attr: "TCA_MPLS_LABEL", say: "label"}, {attr: "TCA_MPLS_TC", say: "tc"}, {attr: "TCA_MPLS_TTL", say: "ttl"},
		{attr: "TCA_MPLS_BOS", say: "bos"},
	}, silent: []string{"TCA_MPLS_TM"}},
	"nat": {rest: true, list: []word{{attr: "TCA_NAT_PARMS", how: natParms}}, silent: []string{"TCA_NAT_TM"}},
	"pedit": {rest: true, list: []word{{attr: "TCA_PEDIT_PARMS", how: munge}, {attr: "TCA_PEDIT_PARMS_EX", how: munge}},
		silent: []string{"TCA_PEDIT_TM", "TCA_PEDIT_KEYS_EX"}},
	"police": policeWords,
	"sample": {rest: true, list: []word{{attr: "TCA_SAMPLE_RATE", say: "rate", how: oneIn},
		{attr: "TCA_SAMPLE_PSAMPLE_GROUP", say: "group"}, {attr: "TCA_SAMPLE_TRUNC_SIZE", say: "trunc"},
		{attr: "TCA_SAMPLE_PARMS", how: parms}}, silent: []string{"TCA_SAMPLE_TM"}},
	"simple": {rest: true, list: []word{{attr: "TCA_DEF_DATA", say: "sdata"}, {attr: "TCA_DEF_PARMS", how: parms}},
		silent: []string{"TCA_DEF_TM"}},
	"skbedit": {rest: true, list: []word{
		{attr: "TCA_SKBEDIT_PRIORITY", say: "priority"}, {attr: "TCA_SKBEDIT_QUEUE_MAPPING", say: "queue_mapping"},
		{attr: "TCA_SKBEDIT_QUEUE_MAPPING_MAX", say: "to"}, {attr: "TCA_SKBEDIT_MARK", say: "mark"},
		{attr: "TCA_SKBEDIT_MASK", say: "mask"}, {attr: "TCA_SKBEDIT_PTYPE", say: "ptype", how: always},
		{attr: "TCA_SKBEDIT_FLAGS", how: flagNames}, {attr: "TCA_SKBEDIT_PARMS", how: parms},
	}, silent: []string{"TCA_SKBEDIT_TM"}},
	"skbmod": {rest: true, list: []word{
		{attr: "TCA_SKBMOD_DMAC", say: "set dmac"}, {attr: "TCA_SKBMOD_SMAC", say: "set smac"},
		{attr: "TCA_SKBMOD_ETYPE", say: "set etype"}, {attr: "TCA_SKBMOD_PARMS", how: parms},
	}, silent: []string{"TCA_SKBMOD_TM"}},
	"tunnel_key": {rest: true, list: []word{
		{attr: "TCA_TUNNEL_KEY_PARMS", how: parms}, {attr: "TCA_TUNNEL_KEY_ENC_IPV4_SRC", say: "src_ip"},
		{attr: "TCA_TUNNEL_KEY_ENC_IPV4_DST", say: "dst_ip"}, {attr: "TCA_TUNNEL_KEY_ENC_IPV6_SRC", say: "src_ip"},
		{attr: "TCA_TUNNEL_KEY_ENC_IPV6_DST", say: "dst_ip"}, {attr: "TCA_TUNNEL_KEY_ENC_KEY_ID", say: "id"},
		{attr: "TCA_TUNNEL_KEY_ENC_DST_PORT", say: "dst_port"}, {attr: "TCA_TUNNEL_KEY_ENC_TOS", say: "tos"},
		{attr: "TCA_TUNNEL_KEY_ENC_TTL", say: "ttl"}, {attr: "TCA_TUNNEL_KEY_NO_CSUM", say: "nocsum", how: present},
		{attr: "TCA_TUNNEL_KEY_NO_FRAG", say: "nofrag", how: present}, {attr: "TCA_TUNNEL_KEY_ENC_OPTS", say: "opts"},
	}, silent: []string{"TCA_TUNNEL_KEY_TM"}},
	"vlan": {rest: true, list: []word{
		{attr: "TCA_VLAN_PARMS", how: parms}, {attr: "TCA_VLAN_PUSH_VLAN_ID", say: "id", how: always},
		{attr: "TCA_VLAN_PUSH_VLAN_PROTOCOL", say: "protocol", how: vlanProtocol},
		{attr: "TCA_VLAN_PUSH_VLAN_PRIORITY", say: "priority"}, {attr: "TCA_VLAN_PUSH_ETH_DST", say: "dst_mac"},
		{attr: "TCA_VLAN_PUSH_ETH_SRC", say: "src_mac"},
	}, silent: []string{"TCA_VLAN_TM"}},
}

var iptWords = &words{rest: true, list: []word{
	{attr: "TCA_IPT_TABLE", say: "table"}, {attr: "TCA_IPT_HOOK", say: "hook"},
	{attr: "TCA_IPT_TARG", say: "target", how: xtTarget}, {attr: "TCA_IPT_INDEX", say: "index"}},
	silent: []string{"TCA_IPT_TM", "TCA_IPT_CNT"}}

// actions says the actions of a list in their order.
func actions(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if !a.IsNest() {
		return said(w, dst, as, a)
	}
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if c.IsNest() {
			dst = actionWords.write(w, append(dst, " action"...), c, c.Spec().Set)
		}
	}
	return dst
}

// actionOptions says the options of an action as its kind has them.
func actionOptions(w *writer, dst []byte, as *word, in codec.Attr) []byte {
	options, ok := in.Attr("TCA_ACT_OPTIONS")
	kind, _ := in.Attr("TCA_ACT_KIND")
	switch ws := inner(actionKindWords, text(kind)); {
	case !ok:
		return dst
	case ws != nil && options.IsNest():
		return ws.write(w, dst, options, options.Spec().Set)
	}
	return all(w, dst, as, options)
}
