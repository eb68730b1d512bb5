package brief

import (
	"math/bits"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// flowerNames is what tc calls keys of flower otherwise than the kernel, whose TCA_FLOWER_KEY_* are said in small
// letters.
var flowerNames = map[string]string{
	"ETH_DST": "dst_mac", "ETH_SRC": "src_mac", "VLAN_ETH_TYPE": "vlan_ethtype", "CVLAN_ETH_TYPE": "cvlan_ethtype",
	"IPV4_SRC": "src_ip", "IPV4_DST": "dst_ip", "IPV6_SRC": "src_ip", "IPV6_DST": "dst_ip",
	"TCP_SRC": "src_port", "TCP_DST": "dst_port", "UDP_SRC": "src_port", "UDP_DST": "dst_port",
	"SCTP_SRC": "src_port", "SCTP_DST": "dst_port", "FLAGS": "ip_flags", "ENC_FLAGS": "enc_flags",
	"ENC_IPV4_SRC": "enc_src_ip", "ENC_IPV4_DST": "enc_dst_ip", "ENC_IPV6_SRC": "enc_src_ip",
	"ENC_IPV6_DST": "enc_dst_ip", "ENC_UDP_SRC_PORT": "enc_src_port", "ENC_UDP_DST_PORT": "enc_dst_port",
	"ENC_IP_TOS": "enc_tos", "ENC_IP_TTL": "enc_ttl", "ICMPV4_TYPE": "type", "ICMPV4_CODE": "code",
	"ICMPV6_TYPE": "type", "ICMPV6_CODE": "code", "CT_LABELS": "ct_label", "MPLS_OPTS": "mpls",
	"PORT_SRC_MIN": "src_port from", "PORT_SRC_MAX": "src_port to", "PORT_DST_MIN": "dst_port from",
	"PORT_DST_MAX": "dst_port to",
}

// flowerKeys says the keys of flower in the order in which they stand, each once and with its mask.
func flowerKeys(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	var seen [256]bool
	for c, ok := in.First(); ok; c, ok = c.Next() {
		name, typ := flowerKey(c), c.Type()
		if name == "" || strings.HasSuffix(name, "_MASK") || int(typ) >= len(seen) || seen[typ] {
			continue
		}
		seen[typ] = true
		dst = append(dst, ' ')
		if known := flowerNames[name]; known != "" {
			dst = append(dst, known...)
		} else {
			dst = appendLower(dst, name)
		}
		if c.IsNest() {
			dst = w.braces(dst, len(dst), c)
			continue
		}
		dst = w.value(append(dst, ' '), c.Content())
		dst = w.mask(dst, c, maskOf(in, name))
	}
	return dst
}

// flowerKey returns the name of an attribute after TCA_FLOWER_KEY_, "" if it is no key.
func flowerKey(a codec.Attr) string {
	const prefix = "KEY_"
	switch s := a.Spec(); {
	case s == nil:
	case strings.HasPrefix(s.Name, prefix):
		return s.Name[len(prefix):]
	case s.Name == "L2_MISS":
		return s.Name
	}
	return ""
}

// maskOf returns the mask of a key, nothing if it has none.
func maskOf(in codec.Attr, key string) codec.Attr {
	for c, ok := in.First(); ok; c, ok = c.Next() {
		if name := flowerKey(c); strings.HasSuffix(name, "_MASK") && name[:len(name)-len("_MASK")] == key {
			return c
		}
	}
	return nothing
}

// mask says a mask that is not all ones: that of addresses as the length of a prefix, if it is one.
func (w *writer) mask(dst []byte, key, mask codec.Attr) []byte {
	b := mask.Payload()
	if mask == nothing || len(b) == 0 {
		return dst
	}
	ones := prefixLen(b)
	switch k := key.Content().Spec().Kind; {
	case ones == 8*len(b):
		return dst
	case ones >= 0 && (k == codec.IP4 || k == codec.IP6 || k == codec.LLAddr):
		return codec.AppendUint(append(dst, '/'), uint64(ones))
	}
	if v, ok := mask.Uint(); ok {
		return appendHex(append(dst, '/'), v)
	}
	return w.value(append(dst, '/'), mask.Content())
}

// prefixLen is how many bits from the first on are set, -1 if there are others.
func prefixLen(b []byte) int {
	n := 0
	for n < len(b) && b[n] == 0xff {
		n++
	}
	length := 8 * n
	if n < len(b) {
		ones := bits.LeadingZeros8(^b[n])
		if b[n]<<ones != 0 {
			return -1
		}
		length += ones
		n++
	}
	for ; n < len(b); n++ {
		if b[n] != 0 {
			return -1
		}
	}
	return length
}
