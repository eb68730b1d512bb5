package brief

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// What the words of many objects need.

// field returns a member of the fixed struct of what is written, 0 if there is none or the capture does not tell it.
func (w *writer) field(name string) uint64 {
	v, _ := w.root.Field(name)
	return v
}

// family returns the address family of a message of rtnetlink, which is the first octet of all its structs.
func (w *writer) family() uint64 {
	if b := w.head.Body().Octets(); len(b) > 0 {
		return uint64(b[0])
	}
	return linux.AF_UNSPEC
}

// sayFamily says the family where the message has none of the attributes, whose addresses would tell it.
func (w *writer) sayFamily(dst []byte, attrs ...string) []byte {
	f := w.family()
	if f == linux.AF_UNSPEC {
		return dst
	}
	for _, name := range attrs {
		if a, ok := w.root.Attr(name); ok && len(a.Payload()) > 0 {
			return dst
		}
	}
	return appendFamily(append(dst, ' '), f)
}

// appendFamily writes an address family.
func appendFamily(dst []byte, f uint64) []byte {
	switch f {
	case linux.RTNL_FAMILY_IPMR:
		return append(dst, "ipmr"...)
	case linux.RTNL_FAMILY_IP6MR:
		return append(dst, "ip6mr"...)
	}
	return appendWord(dst, linux.FamilyEnum, f)
}

// appendLink writes a link by its name, or as ip(8) does that does not know it.
func (w *writer) appendLink(dst []byte, index uint64) []byte {
	if name := w.style.Names.Of(uint32(index)); name != "" {
		return codec.AppendReadable(dst, name)
	}
	return codec.AppendUint(append(dst, "if"...), uint64(uint32(index)))
}

// link says a link whose index the attribute is, and of a request that there shall be none.
func link(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	index, ok := a.Uint()
	switch {
	case !ok:
		return said(w, dst, as, a)
	case index != 0:
		return w.appendLink(as.keyword(dst), index)
	case w.request:
		return append(append(dst, " no"...), as.say...)
	}
	return dst
}

// linkField says a link whose index is a member of the fixed struct of the message, or of a nest.
func (w *writer) linkField(dst []byte, say string, in codec.Attr, member string) []byte {
	keyword := word{say: say}
	index, ok := in.Field(member)
	switch {
	case ok && index != 0:
		return w.appendLink(keyword.keyword(dst), index)
	case ok:
		return dst
	}
	if c, ok := memberOf(in, member); ok && c.Untold() {
		return untold(keyword.keyword(dst), c)
	}
	return dst
}

// memberOf returns the octets of a member of a fixed struct.
func memberOf(in codec.Attr, member string) (c codec.Content, ok bool) {
	c, ok = in.Fixed()
	if !ok {
		return c, false
	}
	m, from, to := c.Spec().Struct.Lookup(member)
	if m == nil || to > c.Len() {
		return c, false
	}
	return c.Slice(from, to), true
}

// hexadecimal says a number as 0x1f.
func hexadecimal(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	if !ok || v == as.usual && !w.request {
		return dst
	}
	return appendHex(as.keyword(dst), v)
}

// around says a time that the kernel rounds from its own clock: the usual one may be a tick off.
func around(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if v, ok := a.Uint(); ok && v+1 >= as.usual && v <= as.usual+1 && !w.request {
		return dst
	}
	return said(w, dst, as, a)
}

// flagNames says the names of the bits of an attribute, each for itself.
func flagNames(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	if e := a.Content().Spec().Enum; ok && e != nil {
		return flagsOf(dst, e, v, 0)
	}
	return said(w, dst, as, a)
}

// present says the keyword alone, of what is there and not zero.
func present(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if v, ok := a.Uint(); ok && v == 0 {
		if w.request {
			return append(append(append(dst, ' '), as.say...), " off"...)
		}
		return dst
	}
	return append(append(dst, ' '), as.say...)
}

// always says what there is, even if it is zero.
func always(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	return w.value(as.keyword(dst), a.Content())
}

// appendPrefix writes an address and its length, which is left out of that of one host.
func (w *writer) appendPrefix(dst []byte, a codec.Attr, length uint64) []byte {
	dst = w.value(dst, a.Content())
	if k := a.Content().Spec().Kind; k != codec.IP && k != codec.IP4 && k != codec.IP6 || a.Missing() ||
		length == 8*uint64(len(a.Payload())) {
		return dst
	}
	return codec.AppendUint(append(dst, '/'), length)
}

// flagWords is what ip(8) calls flags otherwise than the kernel.
var flagWords = map[string]string{"EXT_LEARNED": "extern_learn", "OFFLOADED": "offload",
	"MANAGETEMPADDR": "mngtmpaddr", "HOMEADDRESS": "home", "MCAUTOJOIN": "autojoin",
	"STABLE_PRIVACY": "stable-privacy"}

// flagsOf says the names of bits, each for itself, except of those that go without saying, and what has no name.
func flagsOf(dst []byte, e *codec.Enum, v, usual uint64) []byte {
	bits := e.Bits(v &^ usual)
	for bits.Rest != 0 && bits.Next() {
		if dst = append(dst, ' '); flagWords[bits.Short] != "" {
			dst = append(dst, flagWords[bits.Short]...)
		} else {
			dst = appendLower(dst, bits.Short)
		}
	}
	if bits.Rest != 0 {
		dst = appendHex(append(dst, ' '), bits.Rest)
	}
	return dst
}
