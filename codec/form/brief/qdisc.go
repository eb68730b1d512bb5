package brief

import (
	"math"

	"github.com/nlkit/nlkit/codec"
)

// qdiscWords is queueing disciplines, as tc has them. What counts is left to those who ask for statistics.
var qdiscWords = &words{rest: true, list: []word{
	{attr: "TCA_KIND"},
	{how: qdiscSubject, which: true},
	{attr: "TCA_INGRESS_BLOCK", say: "ingress_block"}, {attr: "TCA_EGRESS_BLOCK", say: "egress_block"},
	{attr: "TCA_OPTIONS", how: tcOptions(qdiscKinds)},
	{attr: "TCA_HW_OFFLOAD", say: "offloaded", how: present},
	{attr: "TCA_STAB", say: "stab", how: flat(stabWords)},
}, silent: []string{"TCA_STATS", "TCA_STATS2", "TCA_XSTATS", "TCA_PAD", "TCA_FCNT"}}

// tclassWords is classes.
var tclassWords = &words{rest: true, list: []word{
	{attr: "TCA_KIND"},
	{how: tclassSubject, which: true},
	{attr: "TCA_OPTIONS", how: tcOptions(tclassKinds)},
}, silent: []string{"TCA_STATS", "TCA_STATS2", "TCA_XSTATS", "TCA_PAD", "TCA_FCNT"}}

var stabWords = &words{list: []word{{attr: "TCA_STAB_BASE", how: membersOf}, {attr: "TCA_STAB_DATA", say: "data"}}}

// qdiscSubject says the handle, the device, and where under it. What the kernel made has no handle: tc calls it 0:.
func qdiscSubject(w *writer, dst []byte, as *word, in codec.Attr) []byte {
	if w.field("tcm_handle") == 0 && !w.request {
		dst = append(dst, " 0:"...)
	}
	return tcSubject(w, dst, as, in)
}

// tclassSubject says the same of a class, and what queueing discipline is below it.
func tclassSubject(w *writer, dst []byte, as *word, in codec.Attr) []byte {
	dst = tcSubject(w, dst, as, in)
	if leaf := w.field("tcm_info"); leaf != 0 {
		dst = codec.TCHandle.AppendText(append(dst, " leaf "...), leaf, 4)
	}
	return dst
}

func tcSubject(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	if v := w.field("tcm_handle"); v != 0 {
		dst = codec.TCHandle.AppendText(append(dst, ' '), v, 4)
	}
	return w.tcParent(w.linkField(dst, "dev", in, "tcm_ifindex"))
}

// tcOptions says the options of a kind: in its words, or in those of the tables.
func tcOptions(kinds map[string]*words) how {
	return func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if !a.IsNest() {
			return membersOf(w, dst, as, a)
		}
		kind, _ := w.root.Attr("TCA_KIND")
		if ws := inner(kinds, text(kind)); ws != nil {
			return ws.write(w, dst, a, a.Spec().Set)
		}
		return w.everything(dst, a)
	}
}

// membersOf says the members of a struct, and of the structs in it, as if they stood beside it.
func membersOf(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	if c.Spec().Kind != codec.StructOf {
		return said(w, dst, as, a)
	}
	if as.say != "" {
		dst = append(append(dst, ' '), as.say...)
	}
	return w.flatMembers(dst, c)
}

// headMembers says the members of the struct at the start of a nest.
func headMembers(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	if c, ok := in.Fixed(); ok {
		return w.members(dst, c)
	}
	return dst
}

func (w *writer) flatMembers(dst []byte, c codec.Content) []byte {
	var m codec.Members
	for m.Start(c); m.Next(); {
		if inner := m.Content(); inner.Spec().Kind == codec.StructOf {
			dst = w.flatMembers(dst, inner)
		} else {
			dst = w.memberSaid(dst, &m, c)
		}
	}
	return dst
}

// inStruct returns an integer in a struct, by the names of the members on the way to it; 0 if it is not there.
func inStruct(c codec.Content, path ...string) uint64 {
	var m codec.Members
	for m.Start(c); m.Next(); {
		switch {
		case m.Member().Name != path[0] || m.Cut():
		case len(path) > 1:
			return inStruct(m.Content(), path[1:]...)
		default:
			v, _ := m.Content().Integer()
			return v
		}
	}
	return 0
}

// structIn returns the struct that an attribute in a nest holds, if the capture tells it.
func structIn(in codec.Attr, name string) (c codec.Content, ok bool) {
	a, ok := in.Attr(name)
	c = a.Content()
	return c, ok && c.Spec().Kind == codec.StructOf && !c.Untold()
}

// wideRate is a rate of 32 bits, or that of the attribute of 64 bits which is there where the rate does not fit.
func wideRate(in codec.Attr, wide string, rate uint64) uint64 {
	if a, ok := in.Attr(wide); ok {
		if v, ok := a.Uint(); ok {
			return v
		}
	}
	return rate
}

// sayRate says a rate after its keyword.
func sayRate(dst []byte, keyword string, rate uint64) []byte {
	dst, _ = codec.BytesPerSecond.AppendMeaning(append(append(append(dst, ' '), keyword...), ' '), int64(rate))
	return dst
}

// sayBurst says how many octets may be sent at a rate, in octets a second, during so many ticks of 64 ns: in units of
// 1024 where hardly anything is left, as tc does.
func sayBurst(dst []byte, keyword string, rate, ticks uint64) []byte {
	size := uint64(math.Round(float64(rate) * float64(ticks) * 64e-9))
	if size == 0 {
		return dst
	}
	dst = append(append(append(dst, ' '), keyword...), ' ')
	if near := (size + 512) >> 10 << 10; near > 0 && max(near, size)-min(near, size) < 16 {
		return append(codec.AppendUint(dst, near>>10), "Kb"...)
	}
	return append(codec.AppendUint(dst, size), 'b')
}

// sayFraming says of a struct tc_ratespec what is reckoned besides the octets of a packet.
func sayFraming(dst []byte, c codec.Content, member string) []byte {
	for _, name := range [...]string{"overhead", "mpu"} {
		if v := inStruct(c, member, name); v != 0 {
			dst = codec.AppendUint(append(append(append(dst, ' '), name...), ' '), v)
		}
	}
	if inStruct(c, member, "linklayer") == linklayerATM {
		dst = append(dst, " linklayer atm"...)
	}
	return dst
}

// linklayerATM is TC_LINKLAYER_ATM (linux/pkt_sched.h).
const linklayerATM = 2
