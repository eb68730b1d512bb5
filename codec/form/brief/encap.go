package brief

import "github.com/nlkit/nlkit/codec"

// encapWords is what packets of a route are wrapped in, by what the names of its attributes start with. Of others all is
// said.
var encapWords = map[string]*words{
	"MPLS_IPTUNNEL_": {rest: true, list: say("MPLS_IPTUNNEL_", "DST", "", "TTL", "ttl")},
	"LWTUNNEL_IP_": {rest: true, list: say("LWTUNNEL_IP_", "ID", "id", "SRC", "src", "DST", "dst", "TTL", "ttl",
		"TOS", "tos")},
	"LWTUNNEL_IP6_": {rest: true, list: say("LWTUNNEL_IP6_", "ID", "id", "SRC", "src", "DST", "dst",
		"HOPLIMIT", "hoplimit", "TC", "tc")},
	"SEG6_IPTUNNEL_": {rest: true, list: []word{{attr: "SEG6_IPTUNNEL_SRH", how: segments("mode")},
		{attr: "SEG6_IPTUNNEL_SRC", say: "tunsrc"}}},
	"SEG6_LOCAL_": {rest: true, list: append(say("SEG6_LOCAL_", "ACTION", "action", "TABLE", "table", "VRFTABLE",
		"vrftable", "NH4", "nh4", "NH6", "nh6"), word{attr: "SEG6_LOCAL_IIF", say: "iif", how: link},
		word{attr: "SEG6_LOCAL_OIF", say: "oif", how: link},
		word{attr: "SEG6_LOCAL_SRH", say: "srh", how: segments("")})},
	"RPL_IPTUNNEL_": {rest: true, list: []word{{attr: "RPL_IPTUNNEL_SRH", how: segments("")}}},
	"LWT_XFRM_": {rest: true, list: []word{{attr: "LWT_XFRM_IF_ID", say: "if_id", how: hexadecimal},
		{attr: "LWT_XFRM_LINK", say: "link_dev", how: link}}},
}

// encap says what packets are wrapped in.
func encap(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if !a.IsNest() {
		return said(w, dst, as, a)
	}
	if ws := encapWords[a.Spec().Set.Prefix]; ws != nil {
		return ws.write(w, dst, a, a.Spec().Set)
	}
	return w.everything(dst, a)
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
