package tc

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"strings"
)

// flowKeyNames is the fields of packets by which flows are told apart, as tc calls them: bits by FLOW_KEY_*
// (linux/pkt_cls.h).
var flowKeyNames = map[string]int{
	"src": 1 << 0, "dst": 1 << 1, "proto": 1 << 2, "proto-src": 1 << 3, "proto-dst": 1 << 4, "iif": 1 << 5,
	"priority": 1 << 6, "mark": 1 << 7, "nfct": 1 << 8, "nfct-src": 1 << 9, "nfct-dst": 1 << 10,
	"nfct-proto-src": 1 << 11,
	"nfct-proto-dst": 1 << 12, "rt-classid": 1 << 13, "sk-uid": 1 << 14, "sk-gid": 1 << 15, "vlan-tag": 1 << 16,
	"rxhash": 1 << 17,
}

// flowKeys returns the keys of a list: "src,dst,proto".
func flowKeys(v any) (keys int, err error) {
	for _, x := range elements(v) {
		key, err := choose(x, flowKeyNames)
		if err != nil {
			return 0, err
		}
		keys |= key
	}
	return keys, nil
}

// flowHash has flows be classes by a hash of keys, flowMap by what a key is.
func flowHash(o *Options, v any) error { return flowMode(o, 1, v) }

func flowMap(o *Options, v any) error { return flowMode(o, 0, v) }

func flowMode(o *Options, mode int, v any) error {
	keys, err := flowKeys(v)
	o.Add("TCA_FLOW_MODE", mode)
	o.Add("TCA_FLOW_KEYS", keys)
	return err
}

// flowOps says how the key of a map becomes a class: a list of operations, each op ("and", "or", "xor", "rshift",
// "addend") and num, which of "addend" may be an address, also a negative one.
func flowOps(o *Options, v any) error {
	mask, xor, bits := uint32(0), uint32(0), false
	for _, x := range elements(v) {
		words, _ := fields(x)
		op, _ := words["op"].(string)
		num, err := addend(words["num"])
		if err != nil {
			return about(op, err)
		}
		switch op {
		case "and":
			mask, bits = num, true
		case "or":
			if mask == 0 {
				mask = ^num + 1
			}
			xor, bits = num, true
		case "xor":
			if mask == 0 {
				mask = 1<<32 - 1
			}
			xor, bits = num, true
		case "rshift":
			o.Add("TCA_FLOW_RSHIFT", num)
		case "addend":
			o.Add("TCA_FLOW_ADDEND", num)
		default:
			return errors.New(`want operations as {"op": "xor", "num": 255}: and, or, xor, rshift, addend`)
		}
	}
	if bits {
		o.Add("TCA_FLOW_MASK", mask)
		o.Add("TCA_FLOW_XOR", xor)
	}
	return nil
}

// addend returns a number, or an address of IPv4 as one, with a sign before it or without.
func addend(v any) (uint32, error) {
	if text, ok := v.(string); ok {
		bare, negative := strings.CutPrefix(text, "-")
		if a, err := netip.ParseAddr(bare); err == nil && a.Is4() {
			n := binary.BigEndian.Uint32(a.AsSlice())
			if negative {
				n = -n
			}
			return n, nil
		}
	}
	n, err := integer(v)
	return uint32(n), err
}
