package brief

import "github.com/nlkit/nlkit/codec"

// qdiscKinds is the options of queueing disciplines, by kind, in the order and the words of tc. Those of kinds that are
// not here are all said that are not zero.
var qdiscKinds = map[string]*words{
	"htb": {rest: true, list: []word{
		{attr: "TCA_HTB_INIT", how: htbInit}, {attr: "TCA_HTB_DIRECT_QLEN", say: "direct_qlen", usual: 1000},
		{attr: "TCA_HTB_OFFLOAD", say: "offload", how: present},
	}},
	"tbf": {rest: true, list: []word{{how: tbfParms}}, silent: []string{"TCA_TBF_PARMS", "TCA_TBF_RTAB", "TCA_TBF_PTAB",
		"TCA_TBF_RATE64", "TCA_TBF_PRATE64", "TCA_TBF_BURST", "TCA_TBF_PBURST"}},
	"cbq": cbqWords,
	"red": {rest: true, list: []word{
		{attr: "TCA_RED_PARMS", how: membersOf}, {attr: "TCA_RED_MAX_P", say: "probability"},
		{attr: "TCA_RED_EARLY_DROP_BLOCK", say: "qevent early_drop block"},
		{attr: "TCA_RED_MARK_BLOCK", say: "qevent mark block"},
	}, silent: []string{"TCA_RED_STAB"}},
	"choke": {rest: true, list: []word{
		{attr: "TCA_CHOKE_PARMS", how: membersOf}, {attr: "TCA_CHOKE_MAX_P", say: "probability"},
	}, silent: []string{"TCA_CHOKE_STAB"}},
	"gred": {rest: true, list: []word{
		{attr: "TCA_GRED_DPS", how: membersOf}, {attr: "TCA_GRED_LIMIT", say: "limit"},
	}, silent: []string{"TCA_GRED_STAB", "TCA_GRED_VQ_LIST", "TCA_GRED_MAX_P"}},
	"sfb":    {rest: true, list: []word{{attr: "TCA_SFB_PARMS", how: membersOf}}},
	"cbs":    {rest: true, list: []word{{attr: "TCA_CBS_PARMS", how: membersOf}}},
	"etf":    {rest: true, list: []word{{attr: "TCA_ETF_PARMS", how: membersOf}}},
	"mqprio": {rest: true, list: []word{{how: headMembers}}},
	"netem":  netemWords,
	"ets": {rest: true, list: []word{
		{attr: "TCA_ETS_NBANDS", say: "bands"}, {attr: "TCA_ETS_NSTRICT", say: "strict"},
		{attr: "TCA_ETS_QUANTA", say: "quanta", how: valuesOf},
		{attr: "TCA_ETS_PRIOMAP", say: "priomap", how: valuesOf},
	}},
	"codel": {rest: true, list: append(say("TCA_CODEL_", "LIMIT", "limit", "TARGET", "target",
		"CE_THRESHOLD", "ce_threshold", "INTERVAL", "interval"), word{attr: "TCA_CODEL_ECN", say: "ecn", how: present})},
	"fq_codel": {rest: true, list: append(say("TCA_FQ_CODEL_", "LIMIT", "limit", "FLOWS", "flows", "QUANTUM", "quantum",
		"TARGET", "target", "CE_THRESHOLD", "ce_threshold", "INTERVAL", "interval", "MEMORY_LIMIT", "memory_limit",
		"DROP_BATCH_SIZE", "drop_batch"), word{attr: "TCA_FQ_CODEL_ECN", say: "ecn", how: present})},
	"fq": {rest: true, list: say("TCA_FQ_", "PLIMIT", "limit", "FLOW_PLIMIT", "flow_limit",
		"BUCKETS_LOG", "buckets_log", "QUANTUM", "quantum", "INITIAL_QUANTUM", "initial_quantum",
		"FLOW_MAX_RATE", "maxrate")},
	"pie": {rest: true, list: append(say("TCA_PIE_", "LIMIT", "limit", "TARGET", "target", "TUPDATE", "tupdate",
		"ALPHA", "alpha", "BETA", "beta"), word{attr: "TCA_PIE_ECN", say: "ecn", how: present})},
	"hhf": {rest: true, list: say("TCA_HHF_", "BACKLOG_LIMIT", "limit", "QUANTUM", "quantum", "HH_FLOWS_LIMIT",
		"hh_limit")},
	"cake": cakeWords, "cake_mq": cakeWords,
}

// tclassKinds is the options of classes, by kind.
var tclassKinds = map[string]*words{
	"htb": {rest: true, list: []word{{how: htbParms}}, silent: []string{"TCA_HTB_PARMS", "TCA_HTB_RTAB",
		"TCA_HTB_CTAB", "TCA_HTB_RATE64", "TCA_HTB_CEIL64"}},
	"hfsc": {rest: true, list: []word{
		{attr: "TCA_HFSC_RSC", say: "rt", how: membersOf}, {attr: "TCA_HFSC_FSC", say: "ls", how: membersOf},
		{attr: "TCA_HFSC_USC", say: "ul", how: membersOf},
	}},
	"qfq": {rest: true, list: say("TCA_QFQ_", "WEIGHT", "weight", "LMAX", "maxpkt")},
	"ets": {rest: true, list: say("TCA_ETS_", "QUANTA_BAND", "quantum")},
	"cbq": cbqWords,
}

var cbqWords = &words{rest: true, list: []word{
	{attr: "TCA_CBQ_RATE", how: membersOf}, {attr: "TCA_CBQ_LSSOPT", how: membersOf},
	{attr: "TCA_CBQ_WRROPT", how: membersOf}, {attr: "TCA_CBQ_FOPT", how: membersOf},
}, silent: []string{"TCA_CBQ_RTAB"}}

var cakeWords = &words{rest: true, list: []word{
	{attr: "TCA_CAKE_BASE_RATE64", say: "bandwidth"}, {attr: "TCA_CAKE_DIFFSERV_MODE"}, {attr: "TCA_CAKE_FLOW_MODE"},
	{attr: "TCA_CAKE_NAT", say: "nat", how: present}, {attr: "TCA_CAKE_WASH", say: "wash", how: present},
	{attr: "TCA_CAKE_INGRESS", say: "ingress", how: present}, {attr: "TCA_CAKE_ACK_FILTER", say: "ack-filter"},
	{attr: "TCA_CAKE_SPLIT_GSO", say: "split-gso", how: present}, {attr: "TCA_CAKE_RTT", say: "rtt"},
	{attr: "TCA_CAKE_ATM"}, {attr: "TCA_CAKE_OVERHEAD", say: "overhead"}, {attr: "TCA_CAKE_MPU", say: "mpu"},
	{attr: "TCA_CAKE_MEMORY", say: "memlimit"}, {attr: "TCA_CAKE_FWMARK", say: "fwmark", how: hexadecimal},
}}

// valuesOf says what each attribute in a nest holds.
func valuesOf(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	dst = append(append(dst, ' '), as.say...)
	for c, ok := a.First(); ok; c, ok = c.Next() {
		dst = w.value(append(dst, ' '), c.Content())
	}
	return dst
}

// htbInit says which class is for what no filter sorts, as tc does: in hexadecimal.
func htbInit(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	if c.Spec().Kind != codec.StructOf || c.Untold() {
		return said(w, dst, as, a)
	}
	if r2q := inStruct(c, "rate2quantum"); r2q != 10 || w.request {
		dst = codec.AppendUint(append(dst, " r2q "...), r2q)
	}
	dst = append(dst, " default "...)
	if v := inStruct(c, "defcls"); v != 0 {
		return appendHex(dst, v)
	}
	return append(dst, '0')
}

func htbParms(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	c, ok := structIn(in, "TCA_HTB_PARMS")
	if !ok {
		return dst
	}
	if prio := inStruct(c, "prio"); prio != 0 {
		dst = codec.AppendUint(append(dst, " prio "...), prio)
	}
	if quantum := inStruct(c, "quantum"); quantum != 0 && w.request {
		dst = codec.AppendUint(append(dst, " quantum "...), quantum)
	}
	rate := wideRate(in, "TCA_HTB_RATE64", inStruct(c, "rate", "rate"))
	ceil := wideRate(in, "TCA_HTB_CEIL64", inStruct(c, "ceil", "rate"))
	dst = sayRate(sayRate(dst, "rate", rate), "ceil", ceil)
	dst = sayBurst(sayFraming(dst, c, "rate"), "burst", rate, inStruct(c, "buffer"))
	return sayBurst(dst, "cburst", ceil, inStruct(c, "cbuffer"))
}

func tbfParms(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	c, ok := structIn(in, "TCA_TBF_PARMS")
	if !ok {
		return dst
	}
	rate := wideRate(in, "TCA_TBF_RATE64", inStruct(c, "rate", "rate"))
	peak := wideRate(in, "TCA_TBF_PRATE64", inStruct(c, "peakrate", "rate"))
	dst = sayBurst(sayRate(dst, "rate", rate), "burst", rate, inStruct(c, "buffer"))
	if peak != 0 {
		dst = sayBurst(sayRate(dst, "peakrate", peak), "mtu", peak, inStruct(c, "mtu"))
	}
	return codec.AppendUint(append(sayFraming(dst, c, "rate"), " limit "...), inStruct(c, "limit"))
}
