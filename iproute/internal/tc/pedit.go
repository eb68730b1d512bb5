package tc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Headers of pedit, TCA_PEDIT_KEY_EX_HDR_TYPE_* (linux/tc_act/tc_pedit.h).
const (
	headNetwork = iota
	headEthernet
	headIPv4
	headIPv6
	headTCP
	headUDP
)

// peditField is where a field is.
type peditField struct{ head, off, octets int }

// peditFields is the fields that tc knows by name.
var peditFields = map[string]map[string]peditField{
	"eth": {"dst": {headEthernet, 0, 6}, "src": {headEthernet, 6, 6}, "type": {headEthernet, 12, 2}},
	"ip": {
		"tos": {headIPv4, 1, 1}, "dsfield": {headIPv4, 1, 1}, "ttl": {headIPv4, 8, 1}, "protocol": {headIPv4, 9, 1},
		"src": {headIPv4, 12, 4}, "dst": {headIPv4, 16, 4},
	},
	"ip6": {"hoplimit": {headIPv6, 7, 1}, "src": {headIPv6, 8, 16}, "dst": {headIPv6, 24, 16}},
	"tcp": {"sport": {headTCP, 0, 2}, "dport": {headTCP, 2, 2}, "flags": {headTCP, 13, 1}},
	"udp": {"sport": {headUDP, 0, 2}, "dport": {headUDP, 2, 2}},
}

// edit changes packets: "munge" is a list of fields and what they become, as in tc, "ip ttl set 10", "tcp dport set
// 80", "ip ttl add 255", or of words anywhere, "offset 20 u16 set 80".
func edit(s *said, o *Options, p map[string]any) error {
	_, v, ok := s.get("munge")
	if !ok {
		return nil
	}
	var keys []any
	var more []codec.A
	for _, x := range several(v) {
		text, _ := x.(string)
		some, err := munge(text)
		if err != nil {
			return fmt.Errorf("munge %q: %w", text, err)
		}
		for _, k := range some {
			keys = append(keys, map[string]any{"mask": hex32(^k.mask), "val": hex32(k.val), "off": k.off})
			more = append(more, codec.A{Name: "TCA_PEDIT_KEY_EX", Value: nest("TCA_PEDIT_KEY_EX_HTYPE", k.head,
				"TCA_PEDIT_KEY_EX_CMD", k.cmd)})
		}
	}
	p["keys"] = keys
	o.Add("TCA_PEDIT_KEYS_EX", more)
	return nil
}

// peditKey is a word of a header, the bits that change, and what is put there or added.
type peditKey struct {
	head, off, cmd int
	val, mask      uint32
}

// munge reads what one field becomes.
func munge(text string) ([]peditKey, error) {
	words := strings.Fields(text)
	if len(words) == 5 && words[0] == "offset" {
		off, err := strconv.ParseInt(words[1], 0, 32)
		octets := map[string]int{"u8": 1, "u16": 2, "u32": 4}[words[2]]
		if err != nil || octets == 0 || off%int64(octets) != 0 {
			return nil, errors.New(`want an offset that is a multiple of the size, as in "offset 20 u16 set 80"`)
		}
		return peditWords(peditField{headNetwork, int(off), octets}, words[3], words[4])
	}
	if len(words) != 4 {
		return nil, errors.New(`want words of tc: "ip ttl set 10", "offset 20 u16 set 80"`)
	}
	fields, ok := peditFields[words[0]]
	if !ok {
		return nil, codec.UnknownName("header", words[0], append(slices.Sorted(maps.Keys(peditFields)), "offset"))
	}
	f, ok := fields[words[1]]
	if !ok {
		return nil, codec.UnknownName("field of "+words[0], words[1], slices.Sorted(maps.Keys(fields)))
	}
	return peditWords(f, words[2], words[3])
}

// peditWords returns the keys of a field.
func peditWords(f peditField, cmd, value string) (keys []peditKey, err error) {
	way, err := choose(cmd, map[string]int{"set": 0, "add": 1})
	if err != nil {
		return nil, err
	}
	octets, err := fieldOctets(value, f.octets)
	if err != nil {
		return nil, err
	}
	for off := f.off &^ 3; off < f.off+f.octets; off += 4 {
		var val, mask [4]byte
		for i := range 4 {
			if at := off + i - f.off; at >= 0 && at < f.octets {
				val[i], mask[i] = octets[at], 0xff
			}
		}
		keys = append(keys, peditKey{
			f.head, off, way, binary.BigEndian.Uint32(val[:]), binary.BigEndian.Uint32(mask[:]),
		})
	}
	return keys, nil
}

// fieldOctets returns a value as a field of so many octets has it: a number, an address of the link or of IP.
func fieldOctets(value string, octets int) ([]byte, error) {
	if a, err := netip.ParseAddr(value); err == nil && a.BitLen() == 8*octets {
		return a.AsSlice(), nil
	}
	if a, err := net.ParseMAC(value); err == nil && len(a) == octets {
		return a, nil
	}
	n, err := strconv.ParseUint(value, 0, min(8*octets, 64))
	if err != nil || octets > 4 {
		return nil, fmt.Errorf("%q does not fit into %d octets", value, octets)
	}
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], n)
	return b[8-octets:], nil
}
