package brief

import (
	"math/bits"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// tfilterWords is filters, and the chains that they stand in, as tc filter has them.
var tfilterWords = &words{rest: true, list: []word{
	{how: filterSubject},
	{attr: "TCA_CHAIN", say: "chain"},
	{attr: "TCA_KIND", which: true},
	{how: filterHandle, which: true},
	{attr: "TCA_OPTIONS", how: tcOptions(filterKindWords)},
}, silent: []string{"TCA_STATS", "TCA_STATS2", "TCA_XSTATS", "TCA_PAD", "TCA_FCNT"}}

// filterKindWords is the options of filters, by kind. Those of kinds that are not here are all said that are not zero.
var filterKindWords = map[string]*words{
	"basic": {rest: true, list: []word{
		{attr: "TCA_BASIC_CLASSID", say: "classid"}, {attr: "TCA_BASIC_EMATCHES", say: "match", how: ematches},
		{attr: "TCA_BASIC_POLICE", how: police}, {attr: "TCA_BASIC_ACT", how: actions},
	}, silent: []string{"TCA_BASIC_PCNT"}},
	"bpf": {rest: true, list: []word{
		{attr: "TCA_BPF_NAME"}, {attr: "TCA_BPF_ID", say: "id"}, {attr: "TCA_BPF_OPS_LEN", say: "bytecode of"},
		{attr: "TCA_BPF_CLASSID", say: "classid"}, {attr: "TCA_BPF_FLAGS", how: flagNames},
		{attr: "TCA_BPF_FLAGS_GEN", how: flagNames}, {attr: "TCA_BPF_POLICE", how: police},
		{attr: "TCA_BPF_ACT", how: actions},
	}, silent: []string{"TCA_BPF_OPS", "TCA_BPF_TAG"}},
	"cgroup": {rest: true, list: []word{
		{attr: "TCA_CGROUP_EMATCHES", say: "match", how: ematches},
		{attr: "TCA_CGROUP_POLICE", how: police}, {attr: "TCA_CGROUP_ACT", how: actions},
	}},
	"flow": {rest: true, list: []word{
		{attr: "TCA_FLOW_MODE", how: always}, {attr: "TCA_FLOW_KEYS", say: "keys"},
		{attr: "TCA_FLOW_MASK", say: "and"}, {attr: "TCA_FLOW_XOR", say: "xor"},
		{attr: "TCA_FLOW_RSHIFT", say: "rshift"}, {attr: "TCA_FLOW_ADDEND", say: "addend"},
		{attr: "TCA_FLOW_DIVISOR", say: "divisor"}, {attr: "TCA_FLOW_BASECLASS", say: "baseclass"},
		{attr: "TCA_FLOW_PERTURB", say: "perturb"}, {attr: "TCA_FLOW_EMATCHES", say: "match", how: ematches},
		{attr: "TCA_FLOW_POLICE", how: police}, {attr: "TCA_FLOW_ACT", how: actions},
	}},
	"flower": {closed: true, list: []word{
		{attr: "TCA_FLOWER_CLASSID", say: "classid"}, {attr: "TCA_FLOWER_INDEV", say: "indev"}, {how: flowerKeys},
		{attr: "TCA_FLOWER_FLAGS", how: flagNames}, {attr: "TCA_FLOWER_IN_HW_COUNT", say: "in_hw_count"},
		{attr: "TCA_FLOWER_ACT", how: actions},
	}},
	"fw": {rest: true, list: []word{
		{attr: "TCA_FW_MASK", say: "mask"}, {attr: "TCA_FW_CLASSID", say: "classid"},
		{attr: "TCA_FW_INDEV", say: "indev"}, {attr: "TCA_FW_POLICE", how: police}, {attr: "TCA_FW_ACT", how: actions},
	}},
	"matchall": {rest: true, list: []word{
		{attr: "TCA_MATCHALL_CLASSID", say: "classid"}, {attr: "TCA_MATCHALL_FLAGS", how: flagNames},
		{attr: "TCA_MATCHALL_ACT", how: actions},
	}, silent: []string{"TCA_MATCHALL_PCNT"}},
	"route": {rest: true, list: []word{
		{attr: "TCA_ROUTE4_FROM", say: "from"}, {attr: "TCA_ROUTE4_IIF", say: "fromif", how: link},
		{attr: "TCA_ROUTE4_TO", say: "to"}, {attr: "TCA_ROUTE4_CLASSID", say: "classid"},
		{attr: "TCA_ROUTE4_POLICE", how: police}, {attr: "TCA_ROUTE4_ACT", how: actions},
	}},
	"u32": {rest: true, list: []word{
		{attr: "TCA_U32_DIVISOR", say: "divisor"}, {attr: "TCA_U32_HASH", say: "ht"},
		{attr: "TCA_U32_CLASSID", say: "classid"}, {attr: "TCA_U32_LINK", say: "link"},
		{attr: "TCA_U32_INDEV", say: "indev"}, {attr: "TCA_U32_MARK", say: "match mark", how: u32Mark},
		{attr: "TCA_U32_SEL", how: u32Selector}, {attr: "TCA_U32_FLAGS", how: flagNames},
		{attr: "TCA_U32_POLICE", how: police}, {attr: "TCA_U32_ACT", how: actions},
	}, silent: []string{"TCA_U32_PCNT"}},
}

// Where filters of clsact stand: TC_H_CLSACT with TC_H_MIN_INGRESS or TC_H_MIN_EGRESS (linux/pkt_sched.h).
const (
	filterIngress = 0xfffffff2
	filterEgress  = 0xfffffff3
)

// filterSubject says the device, where under it, and of a filter the protocol and the preference, which share a word.
func filterSubject(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	dst = w.linkField(dst, "dev", in, "tcm_ifindex")
	switch w.field("tcm_parent") {
	case filterIngress:
		dst = append(dst, " ingress"...)
	case filterEgress:
		dst = append(dst, " egress"...)
	default:
		dst = w.tcParent(dst)
	}
	info := w.field("tcm_info")
	if protocol := uint16(info); protocol != 0 {
		if !w.m.BigEndian() { // the half is in network order
			protocol = bits.ReverseBytes16(protocol)
		}
		dst = appendWord(append(dst, " protocol "...), linux.EtherTypeEnum, uint64(protocol))
	}
	if pref := info >> 16; pref != 0 {
		dst = codec.AppendUint(append(dst, " pref "...), pref)
	}
	return dst
}

// filterHandle says the handle, which each kind writes its own way.
func filterHandle(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	v := w.field("tcm_handle")
	if v == 0 {
		return dst
	}
	if kind, ok := in.Attr("TCA_KIND"); ok && string(text(kind)) == "u32" {
		return codec.U32Handle.AppendText(append(dst, " fh "...), v, 4)
	}
	return appendHex(append(dst, " handle "...), v)
}

// u32Mark says the mark of a packet and its mask.
func u32Mark(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	return appendHex(append(appendHex(as.keyword(dst), inStruct(c, "val")), '/'), inStruct(c, "mask"))
}

// u32Selector says the keys of a selector, and how it leads on to a next header.
func u32Selector(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	if c.Spec().Kind != codec.StructOf || c.Untold() {
		return said(w, dst, as, a)
	}
	dst = u32Keys(dst, " match ", c)
	if mask := inStruct(c, "hmask"); mask != 0 {
		dst = codec.AppendDigits(append(dst, " hashkey mask "...), mask, 4)
		dst = codec.AppendInteger(append(dst, " at "...), inStruct(c, "hoff"), true)
	}
	if mask := inStruct(c, "offmask"); mask != 0 {
		dst = codec.AppendInteger(append(dst, " offset at "...), inStruct(c, "offoff"), true)
		dst = codec.AppendDigits(append(dst, " mask "...), mask, 2)
		dst = codec.AppendUint(append(dst, " shift "...), inStruct(c, "offshift"))
	}
	if plus := inStruct(c, "off"); plus != 0 {
		dst = codec.AppendUint(append(dst, " offset plus "...), plus)
	}
	const eat = 8 // TC_U32_EAT
	if inStruct(c, "flags")&eat != 0 {
		dst = append(dst, " eat"...)
	}
	return dst
}

// u32Keys says each of the keys of a struct as "c0000200/ffffff00 at 16".
func u32Keys(dst []byte, say string, c codec.Content) []byte {
	var m codec.Members
	for m.Start(c); m.Next(); {
		var keys codec.Elements
		for ok := m.Member().Name == "keys" && keys.Start(m.Content()); ok && keys.Next(); {
			dst = u32Key(append(dst, say...), keys.Content())
		}
	}
	return dst
}

func u32Key(dst []byte, c codec.Content) []byte {
	dst = codec.AppendDigits(append(codec.AppendDigits(dst, inStruct(c, "val"), 4), '/'), inStruct(c, "mask"), 4)
	dst = append(dst, " at "...)
	if inStruct(c, "offmask") != 0 {
		dst = append(dst, "nexthdr+"...)
	}
	return codec.AppendInteger(dst, inStruct(c, "off"), true)
}
