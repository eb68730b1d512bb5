package brief

import (
	"bytes"

	"github.com/nlkit/nlkit/codec"
)

// verdictWords is what tc calls what becomes of a packet otherwise than the kernel.
var verdictWords = map[string]string{"unspec": "continue", "ok": "pass", "shot": "drop", "goto_chain": "goto chain"}

// appendVerdict writes what becomes of a packet, TC_ACT_*, in the words of tc: "goto chain 7".
func appendVerdict(dst []byte, e *codec.Enum, v uint64) []byte {
	start := len(dst)
	dst = appendWord(dst, e, v)
	name, number, numbered := bytes.Cut(dst[start:], bar)
	known := verdictWords[string(name)]
	if known == "" && !numbered {
		return dst
	}
	if known == "" {
		dst[start+len(name)] = ' '
		return dst
	}
	var room [20]byte
	left := append(room[:0], number...)
	if dst = append(dst[:start], known...); numbered {
		dst = append(append(dst, ' '), left...)
	}
	return dst
}

var bar = []byte{'|'}

// doingWords is what tc calls what actions do otherwise than the kernel.
var doingWords = map[string]string{"EGRESS_REDIR": "egress redirect", "EGRESS_MIRROR": "egress mirror",
	"INGRESS_REDIR": "ingress redirect", "INGRESS_MIRROR": "ingress mirror", "RELEASE": "unset"}

// parms says the struct that the options of an action have: what its kind does, what becomes of the packet, and which
// action of the kind it is.
func parms(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	if c.Spec().Kind != codec.StructOf || c.Untold() {
		return said(w, dst, as, a)
	}
	var m codec.Members
	for m.Start(c); m.Next(); {
		switch member, content := m.Member(), m.Content(); member.Name {
		case "index", "capab", "action", "refcnt", "bindcnt":
		case "ifindex":
			dst = w.linkMember(dst, content)
		default:
			dst = w.doing(dst, member, content)
		}
	}
	return w.becomes(dst, a)
}

// linkMember says a link whose index a member is.
func (w *writer) linkMember(dst []byte, c codec.Content) []byte {
	if index, ok := c.Integer(); ok && index != 0 {
		return w.appendLink(append(dst, " dev "...), index)
	}
	return dst
}

// doing says a member of the parameters of an action: the name of what is done, or a keyword and a value.
func (w *writer) doing(dst []byte, m *codec.Member, c codec.Content) []byte {
	v, ok := c.Integer()
	switch {
	case ok && m.Enum != nil && m.Enum.Flags:
		return flagsOf(dst, m.Enum, v, 0)
	case ok && m.Enum != nil:
		if name := m.Enum.NameOf(v); name != "" {
			if known := doingWords[name[len(m.Enum.Prefix):]]; known != "" {
				return append(append(dst, ' '), known...)
			}
		}
		return appendWord(append(dst, ' '), m.Enum, v)
	case isNothing(c):
		return dst
	}
	return w.value(append(appendLower(append(dst, ' '), m.Name), ' '), c)
}

// becomes says what becomes of the packet, and which action of its kind it is.
func (w *writer) becomes(dst []byte, a codec.Attr) []byte {
	if m, _, _ := a.Content().Spec().Struct.Lookup("action"); m != nil {
		if v, ok := a.Field("action"); ok {
			dst = appendVerdict(append(dst, ' '), m.Enum, v)
		}
	}
	if index, ok := a.Field("index"); ok && index != 0 {
		dst = codec.AppendUint(append(dst, " index "...), index)
	}
	return dst
}

// gactRandom says what becomes of some packets instead.
func gactRandom(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	ptype, ok := a.Field("ptype")
	c := a.Content()
	switch {
	case !ok || c.Spec().Struct == nil:
		return said(w, dst, as, a)
	case ptype == 0: // PGACT_NONE
		return dst
	}
	s := c.Spec().Struct
	kind, _, _ := s.Lookup("ptype")
	other, _, _ := s.Lookup("paction")
	action, _ := a.Field("paction")
	val, _ := a.Field("pval")
	dst = appendWord(append(dst, " random "...), kind.Enum, ptype)
	return codec.AppendUint(append(appendVerdict(append(dst, ' '), other.Enum, action), ' '), val)
}

// oneIn says that it is done to one packet in so many.
func oneIn(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	return w.value(append(as.keyword(dst), "1/"...), a.Content())
}

// natParms says "ingress 192.0.2.0/24 198.51.100.1".
func natParms(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	if c.Spec().Kind != codec.StructOf || c.Untold() || c.Len() < c.Spec().Struct.Size() {
		return said(w, dst, as, a)
	}
	const egress = 1 // TCA_NAT_FLAG_EGRESS
	if flags, _ := a.Field("flags"); flags&egress != 0 {
		dst = append(dst, " egress"...)
	} else {
		dst = append(dst, " ingress"...)
	}
	var m codec.Members
	for m.Start(c); m.Next(); {
		switch m.Member().Name {
		case "old_addr":
			dst = w.value(append(dst, ' '), m.Content())
			_, from, to := c.Spec().Struct.Lookup("mask")
			if n := prefixLen(c.Octets()[from:to]); n >= 0 && n < 32 {
				dst = codec.AppendUint(append(dst, '/'), uint64(n))
			}
		case "new_addr":
			dst = w.value(append(dst, ' '), m.Content())
		}
	}
	return w.becomes(dst, a)
}

// munge says the keys of pedit: where in the packet which bits become what.
func munge(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	if c.Spec().Kind != codec.StructOf || c.Untold() {
		return said(w, dst, as, a)
	}
	dst = u32Keys(dst, " munge ", c)
	return w.becomes(dst, a)
}

// xtTarget says the name of a target of xtables.
func xtTarget(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	var m codec.Members
	for m.Start(a.Content()); m.Next(); {
		if m.Member().Name == "name" {
			return w.value(as.keyword(dst), m.Content())
		}
	}
	return said(w, dst, as, a)
}
