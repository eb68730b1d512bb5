package brief

import (
	"encoding/binary"

	"github.com/nlkit/nlkit/codec"
)

// nduseroptWords is options that a router advertises and that concern user space.
var nduseroptWords = &words{rest: true, list: []word{
	{how: func(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
		return w.linkField(dst, "dev", in, "nduseropt_ifindex")
	}},
	{attr: "NDUSEROPT_SRCADDR", say: "from"},
	{how: routerOptions},
}}

// routerOptions says the options: their type, and the name servers in those that have them.
func routerOptions(_ *writer, dst []byte, _ *word, in codec.Attr) []byte {
	c, _ := in.Fixed()
	var m codec.Members
	for m.Start(c); m.Next(); {
		if m.Member().Name != "nduseropt_opts" {
			continue
		}
		opts := m.Content()
		if opts.Untold() {
			return append(dst, " ?"...)
		}
		for b := opts.Octets(); len(b) >= 2; {
			n := min(8*int(b[1]), len(b))
			if n == 0 {
				return dst
			}
			dst = appendRouterOption(dst, b[:n])
			b = b[n:]
		}
	}
	return dst
}

// optRDNSS is the type of the option of name servers: a lifetime, and addresses (RFC 8106).
const optRDNSS = 25

// routerOptionNames are options of router advertisements that the kernel passes on (RFC 8106, RFC 8781, RFC 8910).
var routerOptionNames = map[byte]string{optRDNSS: "rdnss", 31: "dnssl", 34: "6co", 37: "captive_portal", 38: "pref64"}

func appendRouterOption(dst, b []byte) []byte {
	if name := routerOptionNames[b[0]]; name != "" {
		dst = append(append(dst, ' '), name...)
	} else {
		dst = codec.AppendUint(append(dst, " option "...), uint64(b[0]))
	}
	if b[0] != optRDNSS || len(b) < 8 {
		return append(codec.AppendUint(append(dst, " ("...), uint64(len(b))), " octets)"...)
	}
	for servers := b[8:]; len(servers) >= 16; servers = servers[16:] {
		dst = codec.AppendAddr(append(dst, ' '), servers[:16])
	}
	if lifetime := binary.BigEndian.Uint32(b[4:]); lifetime != forever {
		dst = append(codec.AppendUint(append(dst, " lifetime "...), uint64(lifetime)), "sec"...)
	}
	return dst
}
