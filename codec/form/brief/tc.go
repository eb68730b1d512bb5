package brief

import (
	"math/bits"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// tfilterWords is filters, and the chains that they stand in.
var tfilterWords = &words{rest: true, list: []word{
	{how: filterSubject},
	{attr: "TCA_CHAIN", say: "chain"},
	{attr: "TCA_KIND"},
	{attr: "TCA_OPTIONS", how: all},
}, silent: []string{"TCA_STATS", "TCA_STATS2", "TCA_XSTATS", "TCA_PAD", "TCA_FCNT"}}

// Handles that stand for places (linux/pkt_sched.h).
const (
	tcRoot    = 1<<32 - 1  // TC_H_ROOT
	tcIngress = 1<<32 - 15 // TC_H_INGRESS
)

// tcParent says what it hangs under: the root, or what has a handle.
func (w *writer) tcParent(dst []byte) []byte {
	switch v := w.field("tcm_parent"); v {
	case 0:
		return dst
	case tcRoot:
		return append(dst, " root"...)
	case tcIngress:
		return append(dst, " parent ffff:fff1"...)
	default:
		return codec.TCHandle.AppendText(append(dst, " parent "...), v, 4)
	}
}

// filterSubject says the device, where under it, and of a filter the protocol and the preference, which share a word.
func filterSubject(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	dst = w.tcParent(w.linkField(dst, "dev", in, "tcm_ifindex"))
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
	if v := w.field("tcm_handle"); v != 0 {
		dst = appendHex(append(dst, " handle "...), v)
	}
	return dst
}
