package brief

import "github.com/nlkit/nlkit/codec"

// nftExprWords is the expressions of rules, as nft says them with --debug=netlink. Those that are not here are said in
// the words of the tables.
var nftExprWords = map[string]*words{
	"meta": {silent: []string{"NFTA_META_KEY", "NFTA_META_DREG", "NFTA_META_SREG"},
		list: []word{{how: nftMove("NFTA_META_KEY", "NFTA_META_DREG", "NFTA_META_SREG")}}},
	"ct": {silent: []string{"NFTA_CT_KEY", "NFTA_CT_DREG", "NFTA_CT_SREG"},
		list: []word{{how: nftMove("NFTA_CT_KEY", "NFTA_CT_DREG", "NFTA_CT_SREG")},
			{attr: "NFTA_CT_DIRECTION", say: "dir", how: always}}},
	"rt": {silent: []string{"NFTA_RT_KEY", "NFTA_RT_DREG"},
		list: []word{{how: nftMove("NFTA_RT_KEY", "NFTA_RT_DREG", "")}}},
	"socket": {silent: []string{"NFTA_SOCKET_KEY", "NFTA_SOCKET_DREG"},
		list: []word{{how: nftMove("NFTA_SOCKET_KEY", "NFTA_SOCKET_DREG", "")},
			{attr: "NFTA_SOCKET_LEVEL", say: "level"}}},
	"fib": {list: []word{{attr: "NFTA_FIB_FLAGS"}, {attr: "NFTA_FIB_RESULT"},
		{attr: "NFTA_FIB_DREG", say: "=>", how: nftReg}}},
	"payload": {silent: []string{"NFTA_PAYLOAD_BASE", "NFTA_PAYLOAD_OFFSET", "NFTA_PAYLOAD_LEN", "NFTA_PAYLOAD_DREG",
		"NFTA_PAYLOAD_SREG"},
		list: []word{{how: nftPayload}, {attr: "NFTA_PAYLOAD_CSUM_TYPE", say: "csum_type"},
			{attr: "NFTA_PAYLOAD_CSUM_OFFSET", say: "csum_off"}, {attr: "NFTA_PAYLOAD_CSUM_FLAGS", say: "csum_flags"}}},
	"exthdr": {list: []word{{attr: "NFTA_EXTHDR_OP", how: always}, {attr: "NFTA_EXTHDR_TYPE", how: always},
		{attr: "NFTA_EXTHDR_OFFSET", say: "+", how: always}, {attr: "NFTA_EXTHDR_LEN", say: "len"},
		{attr: "NFTA_EXTHDR_FLAGS"}, {attr: "NFTA_EXTHDR_DREG", say: "=>", how: nftReg},
		{attr: "NFTA_EXTHDR_SREG", say: "with", how: nftReg}}},
	"cmp": {list: []word{{attr: "NFTA_CMP_OP", how: always}, {attr: "NFTA_CMP_SREG", how: nftReg},
		{attr: "NFTA_CMP_DATA", how: nftData}}},
	"range": {list: []word{{attr: "NFTA_RANGE_OP", how: always}, {attr: "NFTA_RANGE_SREG", how: nftReg},
		{attr: "NFTA_RANGE_FROM_DATA", how: nftData}, {attr: "NFTA_RANGE_TO_DATA", how: nftData}}},
	"bitwise": {silent: []string{"NFTA_BITWISE_LEN"},
		list: []word{{attr: "NFTA_BITWISE_DREG", how: nftReg}, {attr: "NFTA_BITWISE_SREG", say: "=", how: nftReg},
			{attr: "NFTA_BITWISE_OP"}, {attr: "NFTA_BITWISE_MASK", say: "&", how: nftData},
			{attr: "NFTA_BITWISE_XOR", say: "^", how: nftData}, {attr: "NFTA_BITWISE_DATA", how: nftData},
			{attr: "NFTA_BITWISE_SREG2", how: nftReg}}},
	"byteorder": {list: []word{{attr: "NFTA_BYTEORDER_DREG", how: nftReg},
		{attr: "NFTA_BYTEORDER_OP", say: "=", how: always}, {attr: "NFTA_BYTEORDER_SREG", how: nftReg},
		{attr: "NFTA_BYTEORDER_SIZE", say: "size"}, {attr: "NFTA_BYTEORDER_LEN", say: "len"}}},
	"lookup": {silent: []string{"NFTA_LOOKUP_SET_ID"},
		list: []word{{attr: "NFTA_LOOKUP_SREG", how: nftReg}, {attr: "NFTA_LOOKUP_SET", say: "set"},
			{attr: "NFTA_LOOKUP_DREG", say: "=>", how: nftReg}, {attr: "NFTA_LOOKUP_FLAGS"}}},
	"immediate": {list: []word{{attr: "NFTA_IMMEDIATE_DREG", how: nftReg},
		{attr: "NFTA_IMMEDIATE_DATA", how: nftData}}},
	"counter":   nftCounterWords,
	"connlimit": {list: say("NFTA_CONNLIMIT_", "COUNT", "count", "FLAGS", "")},
	"limit": {silent: []string{"NFTA_LIMIT_RATE", "NFTA_LIMIT_UNIT", "NFTA_LIMIT_TYPE"},
		list: []word{{how: nftLimit}, {attr: "NFTA_LIMIT_BURST", say: "burst"},
			{attr: "NFTA_LIMIT_FLAGS", say: "flags"}}},
	"log": {list: say("NFTA_LOG_", "PREFIX", "prefix", "GROUP", "group", "SNAPLEN", "snaplen", "QTHRESHOLD",
		"queue-threshold", "LEVEL", "level", "FLAGS", "flags")},
	"queue": {list: append(say("NFTA_QUEUE_", "NUM", "num", "TOTAL", "total", "FLAGS", "flags"),
		word{attr: "NFTA_QUEUE_SREG_QNUM", how: nftReg})},
	"reject":   {list: []word{{attr: "NFTA_REJECT_TYPE", how: always}, {attr: "NFTA_REJECT_ICMP_CODE", how: always}}},
	"synproxy": {list: say("NFTA_SYNPROXY_", "MSS", "mss", "WSCALE", "wscale", "FLAGS", "")},
	"objref": {list: []word{{attr: "NFTA_OBJREF_IMM_TYPE"}, {attr: "NFTA_OBJREF_IMM_NAME", say: "name"},
		{attr: "NFTA_OBJREF_SET_SREG", how: nftReg}, {attr: "NFTA_OBJREF_SET_NAME", say: "map"}}},
	"nat": {list: []word{{attr: "NFTA_NAT_TYPE", how: always}, {attr: "NFTA_NAT_FAMILY"},
		{attr: "NFTA_NAT_REG_ADDR_MIN", say: "addr", how: nftReg},
		{attr: "NFTA_NAT_REG_ADDR_MAX", say: "-", how: nftReg},
		{attr: "NFTA_NAT_REG_PROTO_MIN", say: "port", how: nftReg},
		{attr: "NFTA_NAT_REG_PROTO_MAX", say: "-", how: nftReg}, {attr: "NFTA_NAT_FLAGS", say: "flags"}}},
	"masq": {list: []word{{attr: "NFTA_MASQ_REG_PROTO_MIN", say: "port", how: nftReg},
		{attr: "NFTA_MASQ_REG_PROTO_MAX", say: "-", how: nftReg}, {attr: "NFTA_MASQ_FLAGS", say: "flags"}}},
	"redir": {list: []word{{attr: "NFTA_REDIR_REG_PROTO_MIN", say: "port", how: nftReg},
		{attr: "NFTA_REDIR_REG_PROTO_MAX", say: "-", how: nftReg}, {attr: "NFTA_REDIR_FLAGS", say: "flags"}}},
	"flow_offload": {list: say("NFTA_FLOW_", "TABLE_NAME", "@")},
	"match":        {list: say("NFTA_MATCH_", "NAME", "name", "REV", "rev")},
	"target":       {list: say("NFTA_TARGET_", "NAME", "name", "REV", "rev")},
}

// dynset holds expressions: Go does not let the initial values of variables refer to each other in a circle.
func init() {
	nftExprWords["dynset"] = &words{list: []word{{attr: "NFTA_DYNSET_OP", how: always},
		{attr: "NFTA_DYNSET_SREG_KEY", how: nftReg}, {attr: "NFTA_DYNSET_SET_NAME", say: "set"},
		{attr: "NFTA_DYNSET_SREG_DATA", say: ":", how: nftReg}, {attr: "NFTA_DYNSET_TIMEOUT", say: "timeout"},
		{attr: "NFTA_DYNSET_EXPR", how: nftExpr}, {attr: "NFTA_DYNSET_EXPRESSIONS", how: nftExprs}}}
}

// nftExprs says a list of expressions, each in brackets.
func nftExprs(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	for c, ok := a.First(); ok; c, ok = c.Next() {
		dst = nftExpr(w, dst, as, c)
	}
	return dst
}

// nftExpr says an expression, "[ counter packets 5 bytes 500 ]".
func nftExpr(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	name, _ := a.Attr("NFTA_EXPR_NAME")
	dst = codec.AppendReadable(append(dst, " [ "...), text(name))
	if data, ok := a.Attr("NFTA_EXPR_DATA"); ok {
		if ws := inner(nftExprWords, text(name)); ws != nil && data.IsNest() {
			dst = ws.write(w, dst, data, data.Spec().Set)
		} else {
			dst = w.everything(dst, data)
		}
	}
	return append(dst, " ]"...)
}

// nftMove says what is read into a register, "load mark => reg 1", or set to what one holds, "set mark with reg 1".
func nftMove(key, dreg, sreg string) how {
	return func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		if from, ok := in.Attr(sreg); ok && sreg != "" {
			return appendReg(append(w.valueOf(append(dst, " set "...), in, key), " with "...), from)
		}
		to, _ := in.Attr(dreg)
		return appendReg(append(w.valueOf(append(dst, " load "...), in, key), " => "...), to)
	}
}

// valueOf says the value of an attribute in a nest, "?" if it is not there.
func (w *writer) valueOf(dst []byte, in codec.Attr, name string) []byte {
	if a, ok := in.Attr(name); ok {
		return w.value(dst, a.Content())
	}
	return append(dst, '?')
}

// nftPayload says which octets of a packet are read, "load 4b @ network_header + 12 => reg 1", or written.
func nftPayload(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	from, writes := in.Attr("NFTA_PAYLOAD_SREG")
	if writes {
		dst = append(appendReg(append(dst, " write "...), from), " => "...)
	} else {
		dst = append(dst, " load "...)
	}
	dst = append(w.valueOf(dst, in, "NFTA_PAYLOAD_LEN"), "b @ "...)
	dst = append(w.valueOf(dst, in, "NFTA_PAYLOAD_BASE"), " + "...)
	dst = w.valueOf(dst, in, "NFTA_PAYLOAD_OFFSET")
	if to, ok := in.Attr("NFTA_PAYLOAD_DREG"); ok {
		dst = appendReg(append(dst, " => "...), to)
	}
	return dst
}

// nftReg says a register, "reg 1".
func nftReg(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	return appendReg(as.keyword(dst), a)
}

func appendReg(dst []byte, a codec.Attr) []byte {
	v, ok := a.Uint()
	if !ok {
		return append(dst, "reg ?"...)
	}
	return codec.AppendUint(append(dst, "reg "...), v)
}

// nftData says what goes into a register or stands in a set: octets, or a verdict.
func nftData(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if v, ok := a.Attr("NFTA_DATA_VALUE"); ok {
		if c := v.Content(); !c.Untold() {
			return codec.AppendHex(append(as.keyword(dst), "0x"...), c.Octets())
		}
	}
	if v, ok := a.Attr("NFTA_DATA_VERDICT"); ok {
		return nftVerdict(w, dst, as, v)
	}
	return said(w, dst, as, a)
}

// nftVerdict says a verdict, "accept", "jump chain".
func nftVerdict(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	code, ok := a.Attr("NFTA_VERDICT_CODE")
	if !ok {
		return said(w, dst, as, a)
	}
	dst = as.keyword(dst)
	c := code.Content()
	v, _ := c.Integer()
	const prefix = "NFT_" // of those that are not netfilter's own
	if name := c.Spec().Enum.NameOf(v); !c.Untold() && len(name) > len(prefix) && name[:len(prefix)] == prefix {
		dst = appendLower(dst, name[len(prefix):])
	} else {
		dst = w.value(dst, c)
	}
	if chain, ok := a.Attr("NFTA_VERDICT_CHAIN"); ok {
		dst = codec.AppendReadable(append(dst, ' '), text(chain))
	}
	return dst
}

// nftTimes are the times that nft has words for, in seconds.
var nftTimes = map[uint64]string{1: "second", 60: "minute", 3600: "hour", 86400: "day", 604800: "week"}

// nftLimit says a rate, "rate 10/second", "rate 1000 bytes/minute".
func nftLimit(_ *writer, dst []byte, _ *word, in codec.Attr) []byte {
	rate, _ := in.Attr("NFTA_LIMIT_RATE")
	unit, _ := in.Attr("NFTA_LIMIT_UNIT")
	typ, _ := in.Attr("NFTA_LIMIT_TYPE")
	n, known := rate.Uint()
	if !known {
		return append(dst, " rate ?"...)
	}
	dst = codec.AppendUint(append(dst, " rate "...), n)
	if octets, _ := typ.Uint(); octets == 1 { // NFT_LIMIT_PKT_BYTES
		dst = append(dst, " bytes"...)
	}
	seconds, _ := unit.Uint()
	if name := nftTimes[seconds]; name != "" {
		return append(append(dst, '/'), name...)
	}
	return append(codec.AppendUint(append(dst, '/'), seconds), 's')
}
