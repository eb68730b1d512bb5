package brief

import "github.com/nlkit/nlkit/codec"

// What the attributes of states and policies of IPsec say.

// xfrmMark says a mark and its mask.
func xfrmMark(_ *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	return appendHex(append(appendHex(as.keyword(dst), counted(c, "v")), '/'), counted(c, "m"))
}

func xfrmOutputMark(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, _ := a.Uint()
	dst = appendHex(as.keyword(dst), v)
	if mask, ok := w.root.Attr("XFRMA_SET_MARK_MASK"); ok {
		m, _ := mask.Uint()
		dst = appendHex(append(dst, '/'), m)
	}
	return dst
}

// xfrmAlgorithm says a name, a key, and how long what authenticates is.
func xfrmAlgorithm(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	dst = w.add(dst, as.say, c, "alg_name")
	if key := inside(c, "alg_key"); key.Len() > 0 {
		dst = codec.AppendHex(append(dst, " 0x"...), key.Octets())
	}
	for _, length := range [...]string{"alg_trunc_len", "alg_icv_len"} {
		if bits := inside(c, length); bits.Len() > 0 {
			dst = w.value(append(dst, ' '), bits)
		}
	}
	return dst
}

func xfrmEncap(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	c := a.Content()
	dst = append(dst, " encap type "...)
	switch v := counted(c, "encap_type"); v {
	case 1:
		dst = append(dst, "espinudp-nonike"...)
	case 7:
		dst = append(dst, "espintcp"...)
	default:
		dst = w.part(dst, inside(c, "encap_type"))
	}
	return w.add(w.add(w.add(dst, "sport", c, "encap_sport"), "dport", c, "encap_dport"), "addr", c, "encap_oa")
}

// xfrmTemplates says the states that a policy wants.
func xfrmTemplates(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	var templates codec.Elements
	for ok := templates.Start(a.Content()); ok && templates.Next(); {
		c := templates.Content()
		dst = w.xfrmID(append(append(dst, ' '), as.say...), inside(c, "saddr"), inside(c, "id"), false)
		dst = w.xfrmMode(w.add(dst, "reqid", c, "reqid"), inside(c, "mode"))
		if counted(c, "optional") != 0 {
			dst = append(dst, " level use"...)
		}
	}
	return dst
}

func xfrmReplay(_ *writer, dst []byte, _ *word, a codec.Attr) []byte {
	c := a.Content()
	dst = appendHex(append(dst, " anti-replay context: seq "...), counted(c, "seq"))
	dst = appendHex(append(dst, ", oseq "...), counted(c, "oseq"))
	return codec.AppendDigits(append(dst, ", bitmap 0x"...), counted(c, "bitmap"), 4)
}

func xfrmReplayESN(w *writer, dst []byte, _ *word, a codec.Attr) []byte {
	c := a.Content()
	dst = append(dst, " anti-replay esn context:"...)
	for _, part := range [...]struct{ say, member string }{
		{" seq-hi ", "seq_hi"}, {", seq ", "seq"}, {", oseq-hi ", "oseq_hi"}, {", oseq ", "oseq"},
	} {
		dst = appendHex(append(dst, part.say...), counted(c, part.member))
	}
	dst = w.add(dst, "replay_window", c, "replay_window")
	dst = w.add(append(dst, ','), "bitmap-length", c, "bmp_len")
	var bitmap codec.Elements
	for ok := bitmap.Start(inside(c, "bmp")); ok && bitmap.Next(); {
		v, _ := bitmap.Number()
		dst = codec.AppendDigits(append(dst, ' '), v, 4)
	}
	return dst
}

func xfrmOffload(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	c := a.Content()
	const inbound, packet = 2, 4
	dst = w.appendLink(as.keyword(dst), counted(c, "ifindex"))
	if dst = append(dst, " dir out"...); counted(c, "flags")&inbound != 0 {
		dst = append(dst[:len(dst)-3], "in"...)
	}
	if counted(c, "flags")&packet != 0 {
		dst = append(dst, " mode packet"...)
	}
	return dst
}

func xfrmSecurity(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	return w.part(as.keyword(dst), inside(a.Content(), "ctx_str"))
}
