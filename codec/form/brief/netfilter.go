package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// netfilterObjects is the objects of NETLINK_NETFILTER.
var netfilterObjects = map[string]object{
	"connection":                {flowWords, nil},
	"expectation":               {expectWords, nil},
	"conntrack statistics":      {cpuWords, nil},
	"expectation statistics":    {cpuWords, nil},
	"conntrack count":           {countWords, nil},
	"conntrack timeout":         {timeoutWords, nil},
	"default conntrack timeout": {timeoutWords, nil},
	"conntrack helper":          {helperWords, nil},
	"ip set":                    {ipsetWords, nil},
	"ip set entry":              {ipsetEntryWords, nil},
	"queued packet":             {queuedWords, nil},
	"packet queue":              {queueWords, nil},
	"logged packet":             {loggedWords, nil},
	"packet log":                {logWords, nil},
	"accounting object":         {acctWords, nil},
	"fingerprint":               {osfWords, nil},
	"netfilter hook":            {hookWords, nil},
	"xtables extension":         {compatWords, nil},

	"nft table":      {nftTableWords, nil},
	"nft chain":      {nftChainWords, nil},
	"nft rule":       {nftRuleWords, nil},
	"nft set":        {nftSetWords, nil},
	"nft element":    {nftElemsWords, nil},
	"nft object":     {nftObjWords, nil},
	"nft flowtable":  {nftFlowtableWords, nil},
	"nft generation": {nftGenWords, nil},
	"nft trace":      {nftTraceWords, nil},
}

// resID says the res_id of the header, which numbers what the message is about.
func resID(w *writer, dst []byte, as *word, _ codec.Attr) []byte {
	return codec.AppendUint(as.keyword(dst), w.field("res_id"))
}

var (
	cpuWords   = &words{rest: true, list: []word{{say: "cpu", how: resID}}}
	countWords = &words{rest: true, list: []word{
		{attr: "CTA_STATS_GLOBAL_ENTRIES", how: always}, {attr: "CTA_STATS_GLOBAL_MAX_ENTRIES", say: "of"}}}

	timeoutWords = &words{rest: true, list: []word{
		{attr: "CTA_TIMEOUT_NAME", how: always},
		{attr: "CTA_TIMEOUT_L3PROTO", how: always}, {attr: "CTA_TIMEOUT_L4PROTO", how: always},
		{attr: "CTA_TIMEOUT_DATA", how: all}, {attr: "CTA_TIMEOUT_USE", say: "use"},
	}}
	helperWords = &words{rest: true, list: []word{
		{attr: "NFCTH_NAME", how: always}, {attr: "NFCTH_TUPLE", how: all},
		{attr: "NFCTH_QUEUE_NUM", say: "queue", how: always}, {attr: "NFCTH_STATUS"},
	}}

	queuedWords = &words{rest: true, list: []word{
		{say: "queue", how: resID},
		{attr: "NFQA_PACKET_HDR", how: structWords}, {attr: "NFQA_VERDICT_HDR", how: structWords},
		{attr: "NFQA_IFINDEX_INDEV", say: "in", how: link}, {attr: "NFQA_IFINDEX_OUTDEV", say: "out", how: link},
		{attr: "NFQA_IFINDEX_PHYSINDEV", say: "physin", how: link},
		{attr: "NFQA_IFINDEX_PHYSOUTDEV", say: "physout", how: link},
		{attr: "NFQA_MARK", say: "mark", how: hexadecimal},
		{attr: "NFQA_CT", say: "ct {", how: nested(flowWords)}, {attr: "NFQA_CT_INFO"},
		{attr: "NFQA_EXP", say: "expect {", how: nested(expectWords)},
	}}
	queueWords = &words{rest: true, list: []word{
		{say: "queue", how: resID},
		{attr: "NFQA_CFG_CMD", how: structWords}, {attr: "NFQA_CFG_PARAMS", how: structWords},
		{attr: "NFQA_CFG_QUEUE_MAXLEN", say: "maxlen"},
	}}
	loggedWords = &words{rest: true, list: []word{
		{say: "group", how: resID},
		{attr: "NFULA_PREFIX", say: "prefix", how: inQuotes},
		{attr: "NFULA_PACKET_HDR", how: structWords},
		{attr: "NFULA_IFINDEX_INDEV", say: "in", how: link}, {attr: "NFULA_IFINDEX_OUTDEV", say: "out", how: link},
		{attr: "NFULA_IFINDEX_PHYSINDEV", say: "physin", how: link},
		{attr: "NFULA_IFINDEX_PHYSOUTDEV", say: "physout", how: link},
		{attr: "NFULA_MARK", say: "mark", how: hexadecimal},
		{attr: "NFULA_CT", say: "ct {", how: nested(flowWords)}, {attr: "NFULA_CT_INFO"},
	}}
	logWords = &words{rest: true, list: []word{
		{say: "group", how: resID},
		{attr: "NFULA_CFG_CMD", how: structWords}, {attr: "NFULA_CFG_MODE", how: structWords},
	}}

	acctWords = &words{rest: true, list: []word{
		{attr: "NFACCT_NAME", how: always},
		{attr: "NFACCT_PKTS", say: "packets", how: always}, {attr: "NFACCT_BYTES", say: "bytes", how: always},
		{attr: "NFACCT_QUOTA", say: "quota"}, {attr: "NFACCT_FLAGS", how: flagNames},
	}, silent: []string{"NFACCT_USE"}}
	osfWords  = &words{list: []word{{attr: "OSF_ATTR_FINGER", say: "fingerprint", how: fingerprint}}}
	hookWords = &words{rest: true, list: []word{
		{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
			return appendWord(append(dst, ' '), linux.NfprotoEnum, w.field("nfgen_family"))
		}},
		{attr: "NFNLA_HOOK_HOOKNUM", say: "hook", how: always}, {attr: "NFNLA_HOOK_DEV", say: "dev"},
		{attr: "NFNLA_HOOK_PRIORITY", say: "priority", how: always}, {attr: "NFNLA_HOOK_FUNCTION_NAME", how: always},
		{attr: "NFNLA_HOOK_MODULE_NAME", say: "of"},
	}}
	compatWords = &words{rest: true, list: []word{
		{attr: "NFTA_COMPAT_NAME", how: always}, {attr: "NFTA_COMPAT_REV", say: "revision", how: always},
		{attr: "NFTA_COMPAT_TYPE", say: "type", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
			switch v, ok := a.Uint(); {
			case ok && v == 0:
				return append(dst, " match"...)
			case ok && v == 1:
				return append(dst, " target"...)
			}
			return said(w, dst, as, a)
		}},
	}}
)

// structWords says the members of a struct that are not zero.
func structWords(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if c := a.Content(); c.Spec().Kind == codec.StructOf {
		return w.members(dst, c)
	}
	return said(w, dst, as, a)
}

// nested says what is in a nest between braces, by its own words.
func nested(inner *words) how {
	return func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if !a.IsNest() {
			return said(w, dst, as, a)
		}
		dst = append(append(dst, ' '), as.say...)
		return append(inner.write(w, dst, a, a.Spec().Set), " }"...)
	}
}

// fingerprint says whose fingerprint it is.
func fingerprint(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	s := c.Spec().Struct
	if s == nil || c.Untold() {
		return said(w, dst, as, a)
	}
	dst = append(append(dst, ' '), as.say...)
	for _, name := range [...]string{"genre", "version", "subtype"} {
		if m, from, to := s.Lookup(name); m != nil && to <= c.Len() {
			text := c.Slice(from, to).Octets()
			for len(text) > 0 && text[len(text)-1] == 0 {
				text = text[:len(text)-1]
			}
			if len(text) > 0 {
				dst = codec.AppendReadable(append(dst, ' '), text)
			}
		}
	}
	return dst
}

// netfilterVerb is what a message of netfilter is called.
func netfilterVerb(w *writer) string {
	if t := w.head.Type(); t != nil && t.Object != nil &&
		(t.Object.Name == "connection" || t.Object.Name == "expectation") {
		return flowVerb(w)
	}
	return ""
}
