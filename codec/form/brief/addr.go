package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// addrWords is addresses, and the multicast and anycast addresses that an interface listens to.
var addrWords = &words{rest: true, list: []word{
	{how: addrSubject},
	{which: true, how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte {
		return w.linkField(dst, "dev", w.root, "ifa_index")
	}},
	{attr: "IFA_BROADCAST", say: "brd", how: addrBroadcast},
	{how: func(w *writer, dst []byte, _ *word, _ codec.Attr) []byte { return w.scope(dst, "ifa_scope") }},
	{attr: "IFA_LABEL", say: "label", how: addrLabel},
	{attr: "IFA_RT_PRIORITY", say: "metric"},
	{attr: "IFA_PROTO", say: "proto"},
	{how: addrFlags},
	{attr: "IFA_CACHEINFO", how: addrLifetime},
	{attr: "IFA_MC_USERS", say: "users", usual: 1},
}, silent: []string{"IFA_ADDRESS", "IFA_LOCAL", "IFA_MULTICAST", "IFA_ANYCAST", "IFA_FLAGS", "IFA_UNSPEC"}}

// addrSubject says the address, and that of the peer.
func addrSubject(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	length := w.field("ifa_prefixlen")
	peer, hasPeer := in.Attr("IFA_ADDRESS")
	local, ok := in.Attr("IFA_LOCAL")
	switch {
	case !ok && hasPeer:
		return w.appendAddr(append(dst, ' '), peer, length)
	case !ok:
		for _, name := range [...]string{"IFA_MULTICAST", "IFA_ANYCAST"} {
			if a, ok := in.Attr(name); ok {
				return w.value(append(dst, ' '), a.Content())
			}
		}
		return w.sayFamily(dst)
	case !hasPeer || string(peer.Payload()) == string(local.Payload()):
		return w.appendAddr(append(dst, ' '), local, length)
	}
	dst = append(w.value(append(dst, ' '), local.Content()), " peer "...)
	return w.appendAddr(dst, peer, length)
}

// appendAddr writes an address and the length of its network, always.
func (w *writer) appendAddr(dst []byte, a codec.Attr, length uint64) []byte {
	start := len(dst)
	if dst = w.appendPrefix(dst, a, length); length == 8*uint64(len(a.Payload())) && len(dst) > start {
		dst = codec.AppendUint(append(dst, '/'), length)
	}
	return dst
}

// addrBroadcast says a broadcast address that is not the last of the network.
func addrBroadcast(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	local, _ := w.root.Attr("IFA_LOCAL")
	b, addr, length := a.Payload(), local.Payload(), w.field("ifa_prefixlen")
	usual := len(b) == len(addr)
	for i := range b {
		if !usual {
			break
		}
		mask := byte(0xff)
		if ones := int(length) - 8*i; ones >= 8 {
			mask = 0
		} else if ones > 0 {
			mask >>= ones
		}
		usual = b[i] == addr[i]|mask
	}
	if usual {
		return dst
	}
	return said(w, dst, as, a)
}

// addrLabel says a label that is another than the name of the interface.
func addrLabel(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if w.style.Names.Of(uint32(w.field("ifa_index"))) == string(text(a)) {
		return dst
	}
	return said(w, dst, as, a)
}

// Flags of addresses (linux/if_addr.h).
const (
	ifaSecondary = 0x1 // of IPv6: IFA_F_TEMPORARY
	ifaPermanent = 0x80
)

func addrFlags(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	flags := w.field("ifa_flags")
	c, _ := in.Fixed()
	m, _, _ := c.Spec().Struct.Lookup("ifa_flags")
	if a, ok := in.Attr("IFA_FLAGS"); ok && !a.Missing() {
		flags, _ = a.Uint()
	}
	if m == nil || w.op == codec.OpGet {
		return dst
	}
	usual := uint64(ifaPermanent)
	if w.family() == linux.AF_INET6 && flags&ifaSecondary != 0 {
		dst = append(dst, " temporary"...)
		usual |= ifaSecondary
	}
	return flagsOf(dst, m.Enum, flags, usual)
}

// forever is a time that does not end.
const forever = 1<<32 - 1

// addrLifetime says for how long the address is there, if not forever.
func addrLifetime(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
	valid, ok := a.Field("ifa_valid")
	preferred, _ := a.Field("ifa_prefered")
	return appendLifetimes(dst, ok, valid, preferred)
}
