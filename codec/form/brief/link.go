package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// linkWords is links. Of what the kernel tells of one only the words in the list are said.
var linkWords = &words{list: []word{
	{how: linkSubject},
	{attr: "IFLA_MTU", say: "mtu"},
	{how: linkFlags},
	{attr: "IFLA_OPERSTATE", say: "state", how: operState},
	{attr: "IFLA_MASTER", say: "master", how: linkMaster},
	{attr: "IFLA_LINKINFO", how: linkInfo},
	{attr: "IFLA_PROTINFO", how: flat(protinfoWords)},
	{attr: "IFLA_AF_SPEC", how: afSpec},
	{attr: "IFLA_ADDRESS", say: "address"},
	{attr: "IFLA_BROADCAST", say: "broadcast", how: requested},
	{attr: "IFLA_TXQLEN", say: "qlen", usual: 1000},
	{attr: "IFLA_QDISC", say: "qdisc", how: linkQdisc},
	{attr: "IFLA_GROUP", say: "group"},
	{attr: "IFLA_LINK_NETNSID", say: "link-netnsid", how: always},
	{attr: "IFLA_TARGET_NETNSID", say: "target-nsid", how: always},
	{attr: "IFLA_NEW_NETNSID", say: "new-nsid", how: always},
	{attr: "IFLA_NEW_IFINDEX", say: "new-index"},
	{attr: "IFLA_NET_NS_PID", say: "netns pid"},
	{attr: "IFLA_NET_NS_FD", say: "netns fd", how: always},
	{attr: "IFLA_PROMISCUITY", say: "promiscuity", how: promiscuity},
	{attr: "IFLA_PROTO_DOWN", say: "protodown"},
	{attr: "IFLA_LINKMODE", say: "mode"},
	{attr: "IFLA_XDP", say: "xdp", how: flat(xdpWords)},
	{attr: "IFLA_VFINFO_LIST", say: "vfs"},
	{attr: "IFLA_IFALIAS", say: "alias"},
	{attr: "IFLA_PROP_LIST", how: flat(altnameWords)},
	{attr: "IFLA_ALT_IFNAME", say: "altname"},
	{attr: "IFLA_EVENT", say: "event"},
	{attr: "IFLA_WIRELESS", say: "wireless"},
}, silent: []string{"IFLA_IFNAME", "IFLA_LINK", "IFLA_EXT_MASK", "IFLA_PAD", "IFLA_STATS", "IFLA_STATS64", "IFLA_MAP"}}

// linkGoneWords is links that the kernel has removed: which it was.
var linkGoneWords = &words{list: []word{
	{how: linkSubject}, {attr: "IFLA_MASTER", say: "master", how: link}, {attr: "IFLA_LINKINFO", how: linkKind},
	{attr: "IFLA_NEW_NETNSID", say: "new-nsid", how: always}, {attr: "IFLA_NEW_IFINDEX", say: "new-index"},
}}

var altnameWords = &words{rest: true, list: []word{{attr: "IFLA_ALT_IFNAME", say: "altname", each: true}}}

var xdpWords = &words{rest: true, silent: []string{"IFLA_XDP_DRV_PROG_ID", "IFLA_XDP_SKB_PROG_ID",
	"IFLA_XDP_HW_PROG_ID"}, list: say("IFLA_XDP_", "ATTACHED", "", "PROG_ID", "prog id", "FD", "fd")}

func chooseLinkWords(w *writer) *words {
	if w.op == codec.OpDelete && !w.request {
		return linkGoneWords
	}
	return nil
}

// linkSubject says which link it is: its index, its name, and the link below it or at its other end.
func linkSubject(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	index := w.linkIndex(in)
	c, known := memberOf(in, "ifi_index")
	name, named := in.Attr("IFLA_IFNAME")
	switch {
	case known && c.Untold() && !named: // what stands in its place is mostly the name
		dst = untold(append(dst, ' '), c)
	case index != 0:
		dst = codec.AppendUint(append(dst, ' '), index)
	}
	switch known := w.style.Names.Of(uint32(index)); {
	case named && name.Missing():
		dst = untold(append(dst, ' '), name.Content())
	case named:
		dst = codec.AppendReadable(append(dst, ' '), text(name))
	case known != "" && index != 0:
		dst = codec.AppendReadable(append(dst, ' '), known)
	}
	if lower, ok := in.Attr("IFLA_LINK"); ok {
		dst = w.lowerLink(dst, in, lower, named)
	}
	switch f, _ := in.Field("ifi_family"); f {
	case linux.AF_UNSPEC, linux.AF_PACKET: // the latter as ip(8) asks
		return dst
	default:
		return appendFamily(append(dst, " family "...), f)
	}
}

func (w *writer) linkIndex(in codec.Attr) uint64 {
	index, _ := in.Field("ifi_index")
	return uint64(uint32(index))
}

// lowerLink says the link below, whose name is not known if it is in another namespace.
func (w *writer) lowerLink(dst []byte, in, lower codec.Attr, named bool) []byte {
	index, ok := lower.Uint()
	if ok && index == 0 {
		return dst
	}
	if named {
		dst = append(dst, '@')
	} else {
		dst = append(dst, " link "...)
	}
	_, elsewhere := in.Attr("IFLA_LINK_NETNSID")
	switch {
	case !ok:
		return untold(dst, lower.Content())
	case elsewhere:
		return codec.AppendUint(append(dst, "if"...), index)
	}
	return w.appendLink(dst, index)
}

// iffUsual is the flags of a link that go without saying, or are said in other words.
const iffUsual = linux.IFF_UP | linux.IFF_BROADCAST | linux.IFF_LOOPBACK | linux.IFF_POINTOPOINT | linux.IFF_RUNNING |
	linux.IFF_MULTICAST | linux.IFF_LOWER_UP | linux.IFF_MASTER | linux.IFF_SLAVE

// linkFlags says whether the link is up, and flags that few links have; of a request what it changes.
func linkFlags(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	flags, ok := in.Field("ifi_flags")
	change, _ := in.Field("ifi_change")
	e := w.enumOf("ifi_flags")
	switch {
	case w.op == codec.OpGet || e == nil:
		return dst
	case !ok:
		if c, _ := memberOf(in, "ifi_flags"); c.Untold() {
			return untold(append(dst, " flags "...), c)
		}
		return dst
	case !w.request:
		return flagsOf(append(append(dst, ' '), upDown(flags)...), e, flags, iffUsual)
	case change == 0:
		change = flags
	}
	if change&linux.IFF_UP != 0 {
		dst = append(append(dst, ' '), upDown(flags)...)
	}
	if change == 1<<32-1 {
		return flagsOf(dst, e, flags, linux.IFF_UP)
	}
	bits := e.Bits(change &^ linux.IFF_UP)
	for bits.Next() {
		v, _ := e.Value(bits.Short)
		if v == linux.IFF_NOARP {
			dst = append(append(dst, " arp "...), onOff(^flags&v)...)
			continue
		}
		dst = append(appendLower(append(dst, ' '), bits.Short), ' ')
		dst = append(dst, onOff(flags&v)...)
	}
	return dst
}

func upDown(flags uint64) string {
	if flags&linux.IFF_UP != 0 {
		return "up"
	}
	return "down"
}

// States of links (linux/if.h).
const (
	operUnknown = 0
	operDown    = 2
	operUp      = 6
)

// operState says a state that is other than what up and down say.
func operState(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	state, ok := a.Uint()
	flags := w.field("ifi_flags")
	switch {
	case w.request || !ok:
		return said(w, dst, as, a)
	case state == operUp || state == operUnknown || flags&linux.IFF_UP == 0:
		return dst
	case state == operDown:
		return append(dst, " no-carrier"...)
	}
	return said(w, dst, as, a)
}

// linkMaster says the link above. Of itself, too, a bridge says that it is its port.
func linkMaster(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if index, ok := a.Uint(); ok && index != 0 && index == w.linkIndex(w.root) {
		return dst
	}
	return link(w, dst, as, a)
}

// promiscuity says how many want all packets. A bridge wants those of its ports.
func promiscuity(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	_, isPort := w.root.Attr("IFLA_MASTER")
	if v, ok := a.Uint(); ok && v == 1 && isPort && !w.request {
		return dst
	}
	return said(w, dst, as, a)
}

// requested says what is of no interest but in requests.
func requested(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if !w.request {
		return dst
	}
	return said(w, dst, as, a)
}

// usualQdiscs is what the kernel gives to links by itself.
var usualQdiscs = map[string]bool{"noop": true, "noqueue": true, "pfifo_fast": true, "fq_codel": true, "mq": true}

func linkQdisc(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if usualQdiscs[string(text(a))] {
		return dst
	}
	return said(w, dst, as, a)
}

// linkKind says the kind of a link.
func linkKind(_ *writer, dst []byte, _ *word, info codec.Attr) []byte {
	if kind, ok := info.Attr("IFLA_INFO_KIND"); ok {
		if kind.Missing() {
			return untold(append(dst, " type "...), kind.Content())
		}
		return codec.AppendReadable(append(dst, " type "...), text(kind))
	}
	return dst
}

// linkInfo says the kind of a link and its settings, and those of a port of the link above.
func linkInfo(w *writer, dst []byte, as *word, info codec.Attr) []byte {
	if !info.IsNest() {
		return said(w, dst, as, info)
	}
	dst = linkKind(w, dst, as, info)
	kind, _ := info.Attr("IFLA_INFO_KIND")
	if data, ok := info.Attr("IFLA_INFO_DATA"); ok {
		dst = w.kindData(dst, kindWords, kind, data)
	}
	port, _ := info.Attr("IFLA_INFO_SLAVE_KIND")
	if data, ok := info.Attr("IFLA_INFO_SLAVE_DATA"); ok {
		if port == nothing {
			return w.kindData(dst, portWords, kind, data) // as ip(8) asks
		}
		start := len(dst)
		dst = append(codec.AppendReadable(append(dst, ' '), text(port)), "_slave"...)
		before := len(dst)
		if dst = w.kindData(dst, portWords, port, data); len(dst) == before {
			dst = dst[:start]
		}
	}
	return dst
}

// kindData says settings whose meaning a kind decides.
func (w *writer) kindData(dst []byte, kinds map[string]*words, kind, data codec.Attr) []byte {
	if !data.IsNest() {
		return w.other(dst, data)
	}
	if ws := inner(kinds, text(kind)); ws != nil {
		return ws.write(w, dst, data, data.Spec().Set)
	}
	return w.everything(dst, data)
}

// afSpec says what address families have of a link. What they have of every link is long, and of no interest here.
func afSpec(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	switch {
	case !a.IsNest() || a.Spec() == nil:
		return dst
	case w.family() == linux.AF_BRIDGE:
		return afBridgeWords.write(w, dst, a, a.Spec().Set)
	case w.request || w.family() == linux.RTNL_FAMILY_IPMR:
		return w.everything(dst, a)
	}
	return dst
}
