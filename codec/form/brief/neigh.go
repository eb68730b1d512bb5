package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// neighWords is neighbours, as ip neigh has them, and entries of forwarding databases, as bridge fdb has them.
var neighWords = &words{rest: true, list: []word{
	{how: neighSubject},
	{attr: "NDA_IFINDEX", say: "via", how: neighLink},
	{attr: "NDA_LLADDR", say: "lladdr", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if w.family() == linux.AF_BRIDGE {
			return dst
		}
		return said(w, dst, as, a)
	}},
	{attr: "NDA_DST", say: "dst", how: func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if w.family() != linux.AF_BRIDGE {
			return dst
		}
		return said(w, dst, as, a)
	}},
	{attr: "NDA_VLAN", say: "vlan"},
	{attr: "NDA_PORT", say: "port"},
	{attr: "NDA_VNI", say: "vni"},
	{attr: "NDA_SRC_VNI", say: "src_vni"},
	{attr: "NDA_NH_ID", say: "nhid"},
	{attr: "NDA_MASTER", say: "master", how: link},
	{attr: "NDA_LINK_NETNSID", say: "link-netnsid", how: always},
	{how: neighState},
	{attr: "NDA_PROTOCOL", say: "proto"},
	{attr: "NDA_FLAGS_EXT", how: flagNames},
	{attr: "NDA_FDB_EXT_ATTRS", how: all},
}, silent: []string{"NDA_CACHEINFO", "NDA_PROBES"}}

// neighSubject says the address of the neighbour, that of the link layer of an entry of a forwarding database, and the
// link.
func neighSubject(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	name := "NDA_DST"
	if w.family() == linux.AF_BRIDGE {
		name = "NDA_LLADDR"
	}
	if w.field("ndm_flags")&ntfProxy != 0 {
		dst = append(dst, " proxy"...)
	}
	if a, ok := in.Attr(name); ok {
		dst = w.value(append(dst, ' '), a.Content())
	} else {
		dst = w.sayFamily(dst)
	}
	return w.linkField(dst, "dev", in, "ndm_ifindex")
}

// neighLink says the link that packets to the remote end leave by or, of requests, the one whose neighbours are wanted.
func neighLink(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if w.op == codec.OpGet {
		as = &word{say: "dev"}
	}
	return link(w, dst, as, a)
}

// Flags and states of neighbours (linux/neighbour.h).
const (
	ntfProxy     = 0x8
	nudReachable = 0x2
	nudNoARP     = 0x40
	nudPermanent = 0x80
)

// neighState says the state and the flags. An entry of a forwarding database that does not age is static.
func neighState(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
	state, flags := w.enumOf("ndm_state"), w.enumOf("ndm_flags")
	if state == nil || flags == nil {
		return dst
	}
	v, usual := w.field("ndm_state"), uint64(0)
	if w.family() == linux.AF_BRIDGE && v&nudNoARP != 0 {
		if usual = nudNoARP | nudReachable; v&nudPermanent == 0 {
			dst = append(dst, " static"...)
		}
	}
	dst = flagsOf(dst, state, v, usual)
	return flagsOf(dst, flags, w.field("ndm_flags"), ntfProxy)
}

// neightblWords is the tables of neighbours, as ip ntable has them.
var neightblWords = &words{rest: true, list: []word{
	{attr: "NDTA_NAME"},
	{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
		if w.op == codec.OpGet {
			return w.sayFamily(dst)
		}
		return dst
	}},
	{attr: "NDTA_PARMS", how: flat(neighParmsWords)},
	{attr: "NDTA_THRESH1", say: "thresh1", usual: 128},
	{attr: "NDTA_THRESH2", say: "thresh2", usual: 512},
	{attr: "NDTA_THRESH3", say: "thresh3", usual: 1024},
	{attr: "NDTA_GC_INTERVAL", say: "gc_interval", usual: 30000},
}, silent: []string{"NDTA_CONFIG", "NDTA_STATS", "NDTA_PAD"}}

// neighParmsWords is the parameters of a table for a device, or for those to come.
var neighParmsWords = &words{rest: true, list: []word{
	{attr: "NDTPA_IFINDEX", say: "dev", how: link},
	{attr: "NDTPA_BASE_REACHABLE_TIME", say: "base_reachable", usual: 30000},
	{attr: "NDTPA_RETRANS_TIME", say: "retrans", usual: 1000},
	{attr: "NDTPA_GC_STALETIME", say: "gc_stale", usual: 60000},
	{attr: "NDTPA_DELAY_PROBE_TIME", say: "delay_probe", usual: 5000},
	{attr: "NDTPA_INTERVAL_PROBE_TIME_MS", say: "interval_probe", usual: 5000},
	{attr: "NDTPA_UCAST_PROBES", say: "ucast_probes", usual: 3},
	{attr: "NDTPA_MCAST_PROBES", say: "mcast_probes", usual: 3},
	{attr: "NDTPA_APP_PROBES", say: "app_probes"},
	{attr: "NDTPA_ANYCAST_DELAY", say: "anycast_delay", usual: 1000},
	{attr: "NDTPA_PROXY_DELAY", say: "proxy_delay", usual: 800},
	{attr: "NDTPA_PROXY_QLEN", say: "proxy_queue", usual: 64},
	{attr: "NDTPA_LOCKTIME", say: "locktime", usual: 1000},
	{attr: "NDTPA_MCAST_REPROBES", say: "mcast_reprobes"},
}, silent: []string{"NDTPA_REFCNT", "NDTPA_REACHABLE_TIME", "NDTPA_QUEUE_LEN", "NDTPA_QUEUE_LENBYTES", "NDTPA_PAD"}}
