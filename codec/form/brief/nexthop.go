package brief

import "github.com/nlkit/nlkit/codec"

// nexthopWords is next hop objects, and groups of them, as ip nexthop has them.
var nexthopWords = &words{rest: true, list: []word{
	{attr: "NHA_ID", say: "id"},
	{attr: "NHA_GROUP", say: "group", how: nexthopGroup},
	{attr: "NHA_GROUP_TYPE", say: "type", how: nexthopGroupType},
	{attr: "NHA_RES_GROUP", how: flat(resGroupWords)},
	{attr: "NHA_BLACKHOLE", say: "blackhole", how: present},
	{attr: "NHA_ENCAP_TYPE", say: "encap"},
	{attr: "NHA_ENCAP", how: encap},
	{attr: "NHA_GATEWAY", say: "via"},
	{attr: "NHA_OIF", say: "dev", how: link},
	{attr: "NHA_MASTER", say: "master", how: link},
	{attr: "NHA_GROUPS", say: "groups", how: present},
	{attr: "NHA_RES_BUCKET", how: flat(resBucketWords)},
	{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
		if w.op == codec.OpGet {
			return w.sayFamily(dst)
		}
		if p := w.field("nh_protocol"); p != 0 {
			dst = appendWord(append(dst, " proto "...), w.enumOf("nh_protocol"), p)
		}
		dst = w.scope(dst, "nh_scope")
		if e := w.enumOf("nh_flags"); e != nil {
			dst = flagsOf(dst, e, w.field("nh_flags"), 0)
		}
		return dst
	}},
	{attr: "NHA_FDB", say: "fdb", how: present},
	{attr: "NHA_GROUP_STATS", say: "stats"},
}, silent: []string{"NHA_OP_FLAGS", "NHA_HW_STATS_ENABLE", "NHA_HW_STATS_USED"}}

var resGroupWords = &words{rest: true, silent: []string{"NHA_RES_GROUP_UNBALANCED_TIME", "NHA_RES_GROUP_PAD"},
	list: say("NHA_RES_GROUP_", "BUCKETS", "buckets", "IDLE_TIMER", "idle_timer", "UNBALANCED_TIMER",
		"unbalanced_timer")}

var resBucketWords = &words{rest: true, silent: []string{"NHA_RES_BUCKET_PAD"}, list: []word{
	{attr: "NHA_RES_BUCKET_INDEX", say: "index", how: always},
	{attr: "NHA_RES_BUCKET_NH_ID", say: "nhid"},
	{attr: "NHA_RES_BUCKET_IDLE_TIME", say: "idle_time"},
}}

// nexthopGroup says the next hops of a group with their weights, which are one more than what is sent, unless they are
// one: "1/2,10".
func nexthopGroup(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	var elements codec.Elements
	if !elements.Start(a.Content()) {
		return said(w, dst, as, a)
	}
	dst = as.keyword(dst)
	for elements.Next() {
		if !elements.First() {
			dst = append(dst, '/')
		}
		var m codec.Members
		var id, weight uint64
		for m.Start(elements.Content()); m.Next(); {
			v, _, _ := m.Number()
			switch m.Member().Name {
			case "id":
				id = v
			case "weight":
				weight += v
			case "weight_high":
				weight += v << 8
			}
		}
		if dst = codec.AppendUint(dst, id); weight > 0 {
			dst = codec.AppendUint(append(dst, ','), weight+1)
		}
	}
	return dst
}

// nexthopResilient is NEXTHOP_GRP_TYPE_RES (linux/nexthop.h).
const nexthopResilient = 1

func nexthopGroupType(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if v, ok := a.Uint(); ok && v == nexthopResilient {
		return append(as.keyword(dst), "resilient"...)
	}
	return said(w, dst, as, a)
}
