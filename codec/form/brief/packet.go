package brief

import "github.com/nlkit/nlkit/codec"

// packetWords is what is said of the headers of packets, by layer: members, and words between them. Of other layers it
// is all that is not zero.
var packetWords = map[string][]string{
	"eth":   {"ether_shost", ">", "ether_dhost"},
	"vlan":  {"vlan_vid"},
	"arp":   {"ar_op", "ar_sip", "ar_sha", ">", "ar_tip"},
	"ip4":   {"ip_src", ">", "ip_dst"},
	"ip6":   {"ip6_src", ">", "ip6_dst"},
	"udp":   {"uh_sport", ">", "uh_dport"},
	"tcp":   {"th_sport", ">", "th_dport", "th_flags"},
	"icmp":  {"icmp_type", "icmp_code"},
	"icmp6": {"icmp6_type", "icmp6_code"},
	"nd_ns": {"nd_ns_target"},
	"nd_na": {"nd_na_target"},
	"dhcp4": {"op", "xid"},
}

// packet writes a packet: its layers, outermost first.
func (w *writer) packet(dst []byte) []byte {
	for a, ok := w.root.First(); ok; a, ok = a.Next() {
		if a.Offset() > 0 {
			dst = append(dst, ' ')
		}
		dst = w.colored(dst, colorName, a.Name())
		words, known := packetWords[a.Name()]
		header, there := a.Fixed()
		switch {
		case !there:
			dst = append(codec.AppendUint(append(dst, " ("...), uint64(len(a.Payload()))), " octets)"...)
		case known:
			dst = w.say(dst, header, words)
		default:
			dst = w.members(dst, header)
		}
		for c, ok := a.First(); ok; c, ok = c.Next() {
			if c.Spec() == nil || c.Spec().Kind != codec.Flag || len(c.Payload()) > 0 { // padding, and ends
				dst = w.other(dst, c)
			}
		}
	}
	if g := w.m.Gathered(); g != nil {
		for c, ok := g.Root().First(); ok; c, ok = c.Next() {
			dst = w.other(dst, c)
		}
	}
	return dst
}

// say writes members of a struct by their names, and what is no name of one as it is.
func (w *writer) say(dst []byte, header codec.Content, words []string) []byte {
	for _, word := range words {
		var m codec.Members
		found := false
		for m.Start(header); !found && m.Next(); {
			if found = m.Member().Name == word; found {
				dst = w.value(append(dst, ' '), m.Content())
			}
		}
		if !found {
			dst = append(append(dst, ' '), word...)
		}
	}
	return dst
}
