package brief

import "github.com/nlkit/nlkit/codec"

// encapWords is what packets of a route are wrapped in, by enum lwtunnel_encap_types. Of the others all is said.
var encapWords = map[uint64]*words{
	1: {rest: true, list: say("MPLS_IPTUNNEL_", "DST", "", "TTL", "ttl")},
	2: {rest: true, list: say("LWTUNNEL_IP_", "ID", "id", "SRC", "src", "DST", "dst", "TTL", "ttl", "TOS", "tos")},
	4: {rest: true, list: say("LWTUNNEL_IP6_", "ID", "id", "SRC", "src", "DST", "dst", "HOPLIMIT", "hoplimit",
		"TC", "tc")},
	5: {rest: true, list: []word{{attr: "SEG6_IPTUNNEL_SRH", how: segments("mode")},
		{attr: "SEG6_IPTUNNEL_SRC", say: "tunsrc"}}},
	7: {rest: true, list: append(say("SEG6_LOCAL_", "ACTION", "action", "TABLE", "table", "VRFTABLE", "vrftable",
		"NH4", "nh4", "NH6", "nh6"), word{attr: "SEG6_LOCAL_IIF", say: "iif", how: link},
		word{attr: "SEG6_LOCAL_OIF", say: "oif", how: link}, word{attr: "SEG6_LOCAL_SRH", say: "srh", how: segments("")})},
	8: {rest: true, list: []word{{attr: "RPL_IPTUNNEL_SRH", how: segments("")}}},
	10: {rest: true, list: []word{{attr: "LWT_XFRM_IF_ID", say: "if_id", how: hexadecimal},
		{attr: "LWT_XFRM_LINK", say: "link_dev", how: link}}},
}

var otherEncapWords = &words{rest: true}

// encap says what is in a nest whose type is in an attribute beside it.
func encap(by string) how {
	return func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if !a.IsNest() {
			return said(w, dst, as, a)
		}
		ws := otherEncapWords
		if t, ok := w.root.Attr(by); ok { // the next hops of a route mostly have the same
			if v, _ := t.Uint(); encapWords[v] != nil {
				ws = encapWords[v]
			}
		}
		return ws.write(w, dst, a, a.Spec().Set)
	}
}

// segments says a routing header of IPv6: its mode, if the struct has one, and its addresses from the last on, which is
// the order of the way.
func segments(mode string) how {
	return func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if as.say != "" {
			dst = append(append(dst, ' '), as.say...)
		}
		var m codec.Members
		for m.Start(a.Content()); m.Next(); {
			switch name := m.Member().Name; name {
			case mode:
				dst = w.value(append(append(append(dst, ' '), name...), ' '), m.Content())
			case "segments":
				dst = w.segments(append(dst, " segs "...), m.Content())
			}
		}
		return dst
	}
}

func (w *writer) segments(dst []byte, c codec.Content) []byte {
	const size = 16 // of an address
	if c.Spec().Kind != codec.Array || c.Untold() || c.Len()%size != 0 {
		return w.value(dst, c)
	}
	dst = append(dst, '[')
	for i := c.Len() - size; i >= 0; i -= size {
		dst = codec.AppendAddr(append(dst, ' '), c.Octets()[i:i+size])
	}
	return append(dst, " ]"...)
}
