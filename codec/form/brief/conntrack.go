package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// flowWords is connections, as conntrack(8) prints them.
var flowWords = &words{rest: true, list: []word{
	{how: flowState},
	{attr: "CTA_TUPLE_ORIG", say: " zone-orig=", how: tuple},
	{attr: "CTA_COUNTERS_ORIG", how: flowCounters},
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		if status, ok := number32(in, "CTA_STATUS"); ok && !w.request && status&seenReply == 0 {
			dst = append(dst, " [UNREPLIED]"...)
		}
		return dst
	}},
	{attr: "CTA_TUPLE_REPLY", say: " zone-reply=", how: tuple},
	{attr: "CTA_COUNTERS_REPLY", how: flowCounters},
	{attr: "CTA_STATUS", how: flowStatus},
	{attr: "CTA_MARK", say: "mark=", how: equals},
	{attr: "CTA_MARK_MASK", say: "mark-mask=", how: equals},
	{attr: "CTA_SECCTX", how: flat(&words{list: []word{{attr: "CTA_SECCTX_NAME", say: "secctx=", how: equals}}})},
	{attr: "CTA_ZONE", say: "zone=", how: equals},
	{attr: "CTA_HELP", how: flat(&words{rest: true, list: []word{{attr: "CTA_HELP_NAME", say: "helper=", how: equals}}})},
	{attr: "CTA_TUPLE_MASTER", say: "master", how: inBraces},
	{attr: "CTA_TIMESTAMP_EVENT", say: "at"},
	{attr: "CTA_TIMESTAMP", how: flat(&words{list: []word{
		{attr: "CTA_TIMESTAMP_START", say: "start=", how: equals},
		{attr: "CTA_TIMESTAMP_STOP", say: "stop=", how: equals},
	}})},
	{attr: "CTA_LABELS", say: "labels"},
	{attr: "CTA_USE", say: "use=", how: equals},
	{attr: "CTA_ID", say: "id=", how: equals},
}, silent: []string{"CTA_TIMEOUT", "CTA_PROTOINFO"}}

// Flags of IPS_* (linux/netfilter/nf_conntrack_common.h).
const (
	seenReply = 1 << 1
	assured   = 1 << 2
	offload   = 1 << 14
	hwOffload = 1 << 15
)

// number32 returns an integer of an attribute.
func number32(in codec.Attr, path ...string) (uint64, bool) {
	a, ok := in.Attr(path...)
	if !ok || a.Missing() {
		return 0, false
	}
	return a.Uint()
}

// equals says a value right after the keyword, even if it is zero.
func equals(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	return w.value(append(append(dst, ' '), as.say...), a.Content())
}

var (
	zoneWord   = &word{say: " zone="}
	statusWord = &word{say: "status="}
)

// inBraces says a tuple between braces.
func inBraces(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	dst = append(append(append(dst, ' '), as.say...), " {"...)
	return append(tuple(w, dst, zoneWord, a), " }"...)
}

// flowState says the protocol, for how long the connection is remembered, and its state.
func flowState(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	proto, ok := number32(in, "CTA_TUPLE_ORIG", "CTA_TUPLE_PROTO", "CTA_PROTO_NUM")
	if ok {
		dst = codec.AppendUint(append(appendProto(append(dst, ' '), proto), ' '), proto)
	}
	if a, ok := in.Attr("CTA_TIMEOUT"); ok {
		dst = append(dst, ' ')
		if seconds, ok := a.Uint(); ok && !a.Missing() {
			dst = codec.AppendUint(dst, seconds)
		} else {
			dst = untold(dst, a.Content())
		}
	}
	for _, path := range flowStates {
		if a, ok := in.Attr(path...); ok {
			state, _ := a.Uint()
			if e := a.Content().Spec().Enum; e != nil && e.NameOf(state) != "" {
				return append(append(dst, ' '), e.NameOf(state)[len(e.Prefix):]...)
			}
		}
	}
	return dst
}

// flowStates is where the state of a connection is said, by protocol.
var flowStates = [...][]string{
	{"CTA_PROTOINFO", "CTA_PROTOINFO_TCP", "CTA_PROTOINFO_TCP_STATE"},
	{"CTA_PROTOINFO", "CTA_PROTOINFO_SCTP", "CTA_PROTOINFO_SCTP_STATE"},
	{"CTA_PROTOINFO", "CTA_PROTOINFO_DCCP", "CTA_PROTOINFO_DCCP_STATE"},
}

// appendProto writes an IP protocol.
func appendProto(dst []byte, proto uint64) []byte {
	if linux.IPProtoEnum.NameOf(proto) == "" {
		return append(dst, "unknown"...)
	}
	return appendWord(dst, linux.IPProtoEnum, proto)
}

// tuple says the addresses of a tuple, and what is below them.
var tuple = tupleBy(tupleWords)

// tupleBy says a tuple with other words for its addresses.
func tupleBy(addresses *words) how {
	return func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if !a.IsNest() {
			return said(w, dst, as, a)
		}
		for c, ok := a.First(); ok; c, ok = c.Next() {
			switch {
			case c.Name() == "CTA_TUPLE_ZONE":
				dst = w.value(append(dst, as.say...), c.Content())
			case c.IsNest() && c.Name() == "CTA_TUPLE_PROTO":
				dst = ports(w, dst, c)
			case c.IsNest() && c.Name() == "CTA_TUPLE_IP":
				dst = addresses.write(w, dst, c, c.Spec().Set)
			default:
				dst = w.other(dst, c)
			}
		}
		return dst
	}
}

// The addresses of tuples, and of what expectations have besides.
var (
	tupleWords  = addressWords("src=", "dst=")
	maskWords   = addressWords("mask-src=", "mask-dst=")
	masterWords = addressWords("master-src=", "master-dst=")
)

func addressWords(src, dst string) *words {
	return &words{rest: true, list: []word{
		{attr: "CTA_IP_V4_SRC", say: src, how: equals}, {attr: "CTA_IP_V6_SRC", say: src, how: equals},
		{attr: "CTA_IP_V4_DST", say: dst, how: equals}, {attr: "CTA_IP_V6_DST", say: dst, how: equals},
	}}
}

// ports says what a protocol tells connections apart by.
func ports(w *writer, dst []byte, a codec.Attr) []byte {
	by := tuplePortWords
	if proto, _ := number32(a, "CTA_PROTO_NUM"); proto == ipprotoGRE {
		by = tupleKeyWords
	}
	return by.write(w, dst, a, a.Spec().Set)
}

const ipprotoGRE = 47

var tuplePortWords = &words{list: []word{
	{attr: "CTA_PROTO_SRC_PORT", say: "sport=", how: equals}, {attr: "CTA_PROTO_DST_PORT", say: "dport=", how: equals},
	{attr: "CTA_PROTO_ICMP_TYPE", say: "type=", how: equals}, {attr: "CTA_PROTO_ICMP_CODE", say: "code=", how: equals},
	{attr: "CTA_PROTO_ICMP_ID", say: "id=", how: equals},
	{attr: "CTA_PROTO_ICMPV6_TYPE", say: "type=", how: equals},
	{attr: "CTA_PROTO_ICMPV6_CODE", say: "code=", how: equals}, {attr: "CTA_PROTO_ICMPV6_ID", say: "id=", how: equals},
}, silent: []string{"CTA_PROTO_NUM"}}

// tupleKeyWords is ports that are the halves of keys of GRE.
var tupleKeyWords = &words{list: []word{
	{attr: "CTA_PROTO_SRC_PORT", say: "srckey=", how: equalsHex},
	{attr: "CTA_PROTO_DST_PORT", say: "dstkey=", how: equalsHex},
}, silent: []string{"CTA_PROTO_NUM"}}

func equalsHex(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	if !ok || a.Missing() {
		return equals(w, dst, as, a)
	}
	return appendHex(append(append(dst, ' '), as.say...), v)
}

// flowCounters says what was counted in one direction.
func flowCounters(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if !a.IsNest() {
		return said(w, dst, as, a)
	}
	return counterWords.write(w, dst, a, a.Spec().Set)
}

var counterWords = &words{list: []word{
	{attr: "CTA_COUNTERS_PACKETS", say: "packets=", how: equals}, {attr: "CTA_COUNTERS_BYTES", say: "bytes=", how: equals},
	{attr: "CTA_COUNTERS32_PACKETS", say: "packets=", how: equals},
	{attr: "CTA_COUNTERS32_BYTES", say: "bytes=", how: equals},
}}

// flowStatus says of the flags what conntrack(8) does, of requests all.
func flowStatus(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	status, ok := a.Uint()
	switch {
	case !ok || a.Missing() || w.request:
		return equals(w, dst, statusWord, a)
	case status&hwOffload != 0:
		return append(dst, " [HW_OFFLOAD]"...)
	case status&offload != 0:
		return append(dst, " [OFFLOAD]"...)
	case status&assured != 0:
		return append(dst, " [ASSURED]"...)
	}
	return dst
}

// flowVerb is what conntrack(8) calls an event; of requests and dumps what the tables do.
func flowVerb(w *writer) string {
	h := w.head.Header()
	name := w.head.Name()
	switch {
	case w.request || h.Flags&codec.FlagMulti != 0 || w.op == codec.OpGet:
		return ""
	case w.op == codec.OpDelete:
		return "[DESTROY]"
	case h.Flags&(codec.FlagCreate|codec.FlagExcl) != 0 && name != "":
		return "[NEW]"
	}
	return "[UPDATE]"
}

// expectWords is expected connections, as conntrack(8) prints them.
var expectWords = &words{rest: true, list: []word{
	{how: expectTimeout},
	{attr: "CTA_EXPECT_TUPLE", say: " zone=", how: tuple},
	{attr: "CTA_EXPECT_MASK", say: " mask-zone=", how: tupleBy(maskWords)},
	{attr: "CTA_EXPECT_MASTER", say: " master-zone=", how: tupleBy(masterWords)},
	{attr: "CTA_EXPECT_ZONE", say: "zone=", how: equals},
	{attr: "CTA_EXPECT_CLASS", say: "class=", how: equals},
	{attr: "CTA_EXPECT_HELP_NAME", say: "helper=", how: equals},
	{attr: "CTA_EXPECT_FLAGS", how: flagNames},
	{attr: "CTA_EXPECT_FN", say: "fn=", how: equals},
	{attr: "CTA_EXPECT_ID", say: "id=", how: equals},
}, silent: []string{"CTA_EXPECT_TIMEOUT"}}

// expectTimeout says for how long a connection is expected, and of which protocol.
func expectTimeout(_ *writer, dst []byte, _ *word, in codec.Attr) []byte {
	if seconds, ok := number32(in, "CTA_EXPECT_TIMEOUT"); ok {
		dst = codec.AppendUint(append(dst, ' '), seconds)
	}
	if proto, ok := number32(in, "CTA_EXPECT_TUPLE", "CTA_TUPLE_PROTO", "CTA_PROTO_NUM"); ok {
		dst = codec.AppendUint(append(dst, " proto="...), proto)
	}
	return dst
}
