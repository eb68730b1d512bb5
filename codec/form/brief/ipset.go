package brief

import (
	"strconv"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// ipsetWords is sets, as ipset(8) saves them: after the way they are made come, in lists, their entries.
var ipsetWords = &words{list: []word{
	{attr: "IPSET_ATTR_SETNAME", how: always}, {attr: "IPSET_ATTR_SETNAME2", how: always},
	{attr: "IPSET_ATTR_INDEX", say: "index", how: ofRequest},
	{attr: "IPSET_ATTR_TYPENAME"},
	{attr: "IPSET_ATTR_REVISION", say: "revision", how: ofRequest}, {attr: "IPSET_ATTR_REVISION_MIN", say: "from"},
	{attr: "IPSET_ATTR_FAMILY", say: "family", how: ipsetFamily},
	{attr: "IPSET_ATTR_DATA", how: flat(ipsetCreateWords)},
	{attr: "IPSET_ATTR_FLAGS", how: flagNames},
	{attr: "IPSET_ATTR_ADT", say: ":", how: ipsetEntries},
}, silent: []string{"IPSET_ATTR_PROTOCOL", "IPSET_ATTR_PROTOCOL_MIN", "IPSET_ATTR_LINENO"}}

// ipsetEntryWords is commands about entries of sets.
var ipsetEntryWords = &words{list: []word{
	{attr: "IPSET_ATTR_SETNAME", how: always},
	{attr: "IPSET_ATTR_DATA", how: flat(entryWords)},
	{attr: "IPSET_ATTR_ADT", how: ipsetEntries},
	{attr: "IPSET_ATTR_FLAGS", how: flagNames},
}, silent: []string{"IPSET_ATTR_PROTOCOL", "IPSET_ATTR_LINENO"}}

// ofRequest says what only requests are about.
func ofRequest(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if !w.request {
		return dst
	}
	return always(w, dst, as, a)
}

func ipsetFamily(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	switch f, _ := a.Uint(); {
	case a.Missing() || f == 0:
		return dst
	case f == linux.AF_INET:
		return append(dst, " family inet"...)
	case f == linux.AF_INET6:
		return append(dst, " family inet6"...)
	}
	return said(w, dst, as, a)
}

// ipsetCreateWords is what a set is made with.
var ipsetCreateWords = &words{rest: true, list: []word{
	{how: ipsetRange},
	{attr: "IPSET_ATTR_HASHSIZE", say: "hashsize"},
	{attr: "IPSET_ATTR_MAXELEM", say: "maxelem"},
	{attr: "IPSET_ATTR_SIZE", say: "size"},
	{attr: "IPSET_ATTR_NETMASK", say: "netmask"},
	{attr: "IPSET_ATTR_BITMASK", say: "bitmask", how: firstOf},
	{attr: "IPSET_ATTR_MARKMASK", say: "markmask", how: hex32},
	{attr: "IPSET_ATTR_TIMEOUT", say: "timeout", how: plain},
	{attr: "IPSET_ATTR_CADT_FLAGS", how: ipsetFlags},
	{attr: "IPSET_ATTR_BUCKETSIZE", say: "bucketsize"},
	{attr: "IPSET_ATTR_INITVAL", say: "initval", how: hex32},
	{attr: "IPSET_ATTR_ELEMENTS", say: "entries"},
	{attr: "IPSET_ATTR_REFERENCES", say: "references"},
}, silent: []string{"IPSET_ATTR_MEMSIZE", "IPSET_ATTR_CADT_LINENO", "IPSET_ATTR_IP", "IPSET_ATTR_IP_TO",
	"IPSET_ATTR_CIDR", "IPSET_ATTR_PORT", "IPSET_ATTR_PORT_TO", "IPSET_ATTR_PROTO"}}

// plain says a number without what it means.
func plain(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	if !ok || a.Missing() {
		return said(w, dst, as, a)
	}
	return codec.AppendUint(as.keyword(dst), v)
}

// hex32 says a number of 32 bits as ipset(8) does.
func hex32(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	if !ok || a.Missing() {
		return said(w, dst, as, a)
	}
	return codec.AppendDigits(append(as.keyword(dst), "0x"...), v, 4)
}

// firstOf says the address in a nest.
func firstOf(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if c, ok := a.First(); ok {
		return w.value(as.keyword(dst), c.Content())
	}
	return said(w, dst, as, a)
}

// ipsetRange says which addresses or ports may be in a set.
func ipsetRange(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	start := len(dst)
	dst = append(dst, " range"...)
	before := len(dst)
	dst = appendPart(w, dst, in, "IPSET_ATTR_IP", "IPSET_ATTR_CIDR", "IPSET_ATTR_IP_TO", ' ')
	if dst = appendPart(w, dst, in, "IPSET_ATTR_PORT", "", "IPSET_ATTR_PORT_TO", ' '); len(dst) == before {
		return dst[:start]
	}
	return dst
}

// appendPart writes an address, with its length, or a port, or a range of them, after a character, if it is there.
func appendPart(w *writer, dst []byte, in codec.Attr, first, length, last string, before byte) []byte {
	a, ok := in.Attr(first)
	if !ok {
		return dst
	}
	dst = appendInner(w, append(dst, before), a)
	if length != "" {
		if bits, ok := in.Attr(length); ok && !isHost(a, bits) {
			dst = w.value(append(dst, '/'), bits.Content())
		}
	}
	if last != "" {
		if to, ok := in.Attr(last); ok {
			dst = appendInner(w, append(dst, '-'), to)
		}
	}
	return dst
}

// isHost reports whether a length is that of one address.
func isHost(addr, length codec.Attr) bool {
	inner, ok := addr.First()
	bits, told := length.Uint()
	return ok && told && !length.Missing() && bits == 8*uint64(len(inner.Payload()))
}

// appendInner writes a value, or that in a nest of addresses.
func appendInner(w *writer, dst []byte, a codec.Attr) []byte {
	if a.IsNest() {
		inner, ok := a.First()
		if !ok {
			return dst
		}
		a = inner
	}
	return w.value(dst, a.Content())
}

// ipsetFlags says what entries of a set may have.
func ipsetFlags(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	flags, ok := a.Uint()
	if !ok || a.Missing() {
		return said(w, dst, as, a)
	}
	for _, f := range [...]struct {
		bit  uint64
		name string
	}{{1 << 3, " counters"}, {1 << 4, " comment"}, {1 << 6, " skbinfo"}, {1 << 5, " forceadd"}} {
		if flags&f.bit != 0 {
			dst = append(dst, f.name...)
		}
	}
	return dst
}

// ipsetEntries says the entries of a list, with commas between them.
func ipsetEntries(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	dst = append(dst, as.say...)
	first := true
	for c, ok := a.First(); ok; c, ok = c.Next() {
		if c.IsTail() {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		if c.IsNest() && c.Name() == "IPSET_ATTR_DATA" {
			dst = entryWords.write(w, dst, c, c.Spec().Set)
		} else {
			dst = w.other(dst, c)
		}
	}
	return dst
}

// entryWords is an entry of a set.
var entryWords = &words{list: []word{
	{how: ipsetElement},
	{attr: "IPSET_ATTR_TIMEOUT", say: "timeout", how: plain},
	{attr: "IPSET_ATTR_PACKETS", say: "packets", how: always},
	{attr: "IPSET_ATTR_BYTES", say: "bytes", how: always},
	{attr: "IPSET_ATTR_COMMENT", say: "comment", how: inQuotes},
	{attr: "IPSET_ATTR_SKBMARK", say: "skbmark", how: skbmark},
	{attr: "IPSET_ATTR_SKBPRIO", say: "skbprio", how: skbprio},
	{attr: "IPSET_ATTR_SKBQUEUE", say: "skbqueue"},
}, silent: []string{"IPSET_ATTR_IP", "IPSET_ATTR_CIDR", "IPSET_ATTR_IP_TO", "IPSET_ATTR_ETHER", "IPSET_ATTR_PROTO",
	"IPSET_ATTR_PORT", "IPSET_ATTR_PORT_TO", "IPSET_ATTR_MARK", "IPSET_ATTR_IP2", "IPSET_ATTR_CIDR2",
	"IPSET_ATTR_IP2_TO", "IPSET_ATTR_IFACE", "IPSET_ATTR_NAME", "IPSET_ATTR_NAMEREF", "IPSET_ATTR_CADT_FLAGS",
	"IPSET_ATTR_CADT_LINENO"}}

// Flags of IPSET_FLAG_* (linux/netfilter/ipset/ip_set.h).
const (
	flagBefore   = 1 << 0
	flagPhysdev  = 1 << 1
	flagNomatch  = 1 << 2
	flagWildcard = 1 << 7
)

// ipsetElement says what an entry is, in the order that all types have: parts with commas between them, and then the
// flags and the place in a list.
func ipsetElement(w *writer, dst []byte, _ *word, in codec.Attr) []byte {
	flags, _ := number32(in, "IPSET_ATTR_CADT_FLAGS")
	start := len(dst)
	dst = appendPart(w, dst, in, "IPSET_ATTR_IP", "IPSET_ATTR_CIDR", "IPSET_ATTR_IP_TO", ',')
	dst = appendPart(w, dst, in, "IPSET_ATTR_ETHER", "", "", ',')
	dst = appendPorts(w, dst, in)
	if mark, ok := number32(in, "IPSET_ATTR_MARK"); ok {
		dst = codec.AppendDigits(append(dst, ",0x"...), mark, 4)
	}
	dst = appendPart(w, dst, in, "IPSET_ATTR_IP2", "IPSET_ATTR_CIDR2", "IPSET_ATTR_IP2_TO", ',')
	if a, ok := in.Attr("IPSET_ATTR_IFACE"); ok {
		dst = append(dst, ',')
		if flags&flagPhysdev != 0 {
			dst = append(dst, "physdev:"...)
		}
		dst = w.value(dst, a.Content())
	}
	dst = appendPart(w, dst, in, "IPSET_ATTR_NAME", "", "", ',')
	if len(dst) > start {
		dst[start] = ' '
	}
	if a, ok := in.Attr("IPSET_ATTR_NAMEREF"); ok {
		if flags&flagBefore != 0 {
			dst = append(dst, " before "...)
		} else {
			dst = append(dst, " after "...)
		}
		dst = w.value(dst, a.Content())
	}
	if flags&flagWildcard != 0 {
		dst = append(dst, " wildcard"...)
	}
	if flags&flagNomatch != 0 {
		dst = append(dst, " nomatch"...)
	}
	return dst
}

// appendPorts writes a protocol and its ports, or the type and the code of ICMP.
func appendPorts(w *writer, dst []byte, in codec.Attr) []byte {
	proto, known := number32(in, "IPSET_ATTR_PROTO")
	port, ok := number32(in, "IPSET_ATTR_PORT")
	switch {
	case !known:
		return appendPart(w, dst, in, "IPSET_ATTR_PORT", "", "IPSET_ATTR_PORT_TO", ',')
	case ok && (proto == 1 || proto == 58):
		dst = append(appendProto(append(dst, ','), proto), ':')
		return codec.AppendUint(append(codec.AppendUint(dst, port>>8), '/'), port&0xff)
	}
	dst = appendProto(append(dst, ','), proto)
	return appendPart(w, dst, in, "IPSET_ATTR_PORT", "", "IPSET_ATTR_PORT_TO", ':')
}

func inQuotes(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if a.Missing() {
		return said(w, dst, as, a)
	}
	return codec.AppendQuoted(as.keyword(dst), text(a), '"')
}

// skbmark says a mark, and which of its bits count if not all do.
func skbmark(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	mark, ok := a.Field("mark")
	mask, _ := a.Field("mask")
	if !ok || a.Missing() {
		return said(w, dst, as, a)
	}
	if dst = appendHex(as.keyword(dst), mark); mask != 1<<32-1 {
		dst = appendHex(append(dst, '/'), mask)
	}
	return dst
}

// skbprio says the halves of a priority.
func skbprio(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	v, ok := a.Uint()
	if !ok || a.Missing() || v == 0 && !w.request {
		return dst
	}
	dst = strconv.AppendUint(as.keyword(dst), v>>16, 16)
	return strconv.AppendUint(append(dst, ':'), v&0xffff, 16)
}
