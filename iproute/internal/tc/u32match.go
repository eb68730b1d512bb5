package tc

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// u32Field is where a field of a packet is.
type u32Field struct {
	off, octets int
	next        bool   // counted from the next header
	mask        uint32 // of the octets, if not all bits are the field's
	shift       int    // how far the value is moved to the left
}

// u32Fields is the fields that tc knows by name.
var u32Fields = map[string]map[string]u32Field{
	"ip": {
		"ihl": {off: 0, octets: 1, mask: 0x0f}, "tos": {off: 1, octets: 1}, "dsfield": {off: 1, octets: 1},
		"precedence": {off: 1, octets: 1}, "protocol": {off: 9, octets: 1}, "sport": {off: 20, octets: 2},
		"dport": {off: 22, octets: 2}, "icmp_type": {off: 20, octets: 1}, "icmp_code": {off: 21, octets: 1},
	},
	"ip6": {
		"priority": {off: 0, octets: 2, mask: 0x0ff0, shift: 4}, "flowlabel": {off: 0, octets: 4, mask: 0xfffff},
		"protocol": {off: 6, octets: 1}, "sport": {off: 40, octets: 2}, "dport": {off: 42, octets: 2},
		"icmp_type": {off: 40, octets: 1}, "icmp_code": {off: 41, octets: 1},
	},
	"tcp":  {"src": {off: 0, octets: 2, next: true}, "dst": {off: 2, octets: 2, next: true}},
	"udp":  {"src": {off: 0, octets: 2, next: true}, "dst": {off: 2, octets: 2, next: true}},
	"icmp": {"type": {off: 0, octets: 1, next: true}, "code": {off: 1, octets: 1, next: true}},
}

// match reads what tc writes after "match".
func (l *selector) match(text string, o *Options) error {
	words := strings.Fields(text)
	if len(words) < 2 {
		return errors.New(`want words of tc: "ip src 10.0.0.0/8", "ip dport 80 0xffff", "u32 0 0 at 8"`)
	}
	switch of := words[0]; of {
	case "u8", "u16", "u32":
		bits, _ := strconv.Atoi(of[1:])
		return l.matchRaw(words[1:], bits/8)
	case "mark":
		mark := strings.Join(words[1:], "/")
		return u32Mark(o, mark)
	case "ip", "ip6":
		if words[1] == "src" || words[1] == "dst" {
			return l.matchAddress(of, words[1], words[2:])
		}
	}
	fields, ok := u32Fields[words[0]]
	if !ok {
		known := append(slices.Sorted(maps.Keys(u32Fields)), "mark", "u8", "u16", "u32")
		return codec.UnknownName("match", words[0], known)
	}
	f, ok := fields[words[1]]
	if !ok {
		return codec.UnknownName("field of "+words[0], words[1], append(slices.Sorted(maps.Keys(fields)), "src", "dst"))
	}
	return l.matchField(f, words[2:])
}

// matchRaw reads a value, a mask and an offset.
func (l *selector) matchRaw(words []string, octets int) error {
	off, next := 0, false
	if len(words) == 4 && words[2] == "at" {
		at, fromNext := strings.CutPrefix(words[3], "nexthdr+")
		n, err := strconv.ParseInt(at, 0, 32)
		if err != nil {
			return errors.New("at: want an offset, or nexthdr+ and one")
		}
		off, next, words = int(n), fromNext, words[:2]
	}
	if len(words) != 2 {
		return errors.New(`want a value and a mask: "0x06 0xff at 9"`)
	}
	val, mask, err := valueAndMask(words, octets)
	if err != nil {
		return err
	}
	if off%octets != 0 {
		return errors.New("the offset is not a multiple of the size")
	}
	return l.add(val, mask, off, octets, next)
}

// valueAndMask reads two numbers of so many octets; u32 reads both as hexadecimal digits, as tc does.
func valueAndMask(words []string, octets int) (val, mask uint32, err error) {
	base := 0
	if octets == 4 {
		base = 16
	}
	var n [2]uint32
	for i, word := range words {
		if base == 16 {
			word = strings.TrimPrefix(strings.ToLower(word), "0x")
		}
		x, err := strconv.ParseUint(word, base, 8*octets)
		if err != nil {
			return 0, 0, errors.New(strconv.Quote(words[i]) + " is no number of " + strconv.Itoa(8*octets) + " bits")
		}
		n[i] = uint32(x)
	}
	return n[0] & n[1], n[1], nil
}

// matchField matches a field by a value, and a mask if not all of it is meant.
func (l *selector) matchField(f u32Field, words []string) error {
	whole := uint32(1<<(8*f.octets) - 1)
	if f.mask != 0 {
		whole = f.mask >> f.shift
	}
	if len(words) == 1 {
		words = append(words, strconv.FormatUint(uint64(whole), 10))
	}
	if len(words) != 2 {
		return errors.New("want a value and a mask")
	}
	var n [2]uint32
	for i, word := range words {
		x, err := strconv.ParseUint(word, 0, 32)
		if err != nil || uint32(x) > whole {
			return errors.New(strconv.Quote(word) + " does not fit into the field")
		}
		n[i] = uint32(x) << f.shift
	}
	return l.add(n[0]&n[1], n[1], f.off, f.octets, f.next)
}

// matchAddress matches the source or the destination by the prefix of a network.
func (l *selector) matchAddress(of, which string, words []string) error {
	if len(words) != 1 {
		return errors.New("want one address, with the length of a prefix or without")
	}
	address, mask, err := network(words[0])
	if err != nil {
		return err
	}
	off := map[string]int{"ip src": 12, "ip dst": 16, "ip6 src": 8, "ip6 dst": 24}[of+" "+which]
	if address.Is4() != (of == "ip") {
		return errors.New(address.String() + " is no address of " + of)
	}
	octets, bits := address.AsSlice(), mask.AsSlice()
	for i := 0; i < len(octets); i += 4 {
		m := binary.BigEndian.Uint32(bits[i:])
		if m == 0 && i > 0 {
			break
		}
		if err := l.add(binary.BigEndian.Uint32(octets[i:]), m, off+i, 4, false); err != nil {
			return err
		}
	}
	return nil
}
