package codec

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net"
	"net/netip"
	"strconv"
	"strings"
)

// valueError says that a value does not fit what the table wants.
func valueError(format string, args ...any) error {
	return &Error{Offset: -1, Msg: fmt.Sprintf(format, args...)}
}

// Describe shows a value, and of what Go type it is, in an error.
func Describe(v any) string {
	s := fmt.Sprint(v)
	if len(s) > 64 {
		s = s[:64] + "…"
	}
	return fmt.Sprintf("%T %s", v, s)
}

// appendValue appends a value as a Spec lays it out. nuls is how many NULs end a string, negative for what the Spec
// says.
func (e *encoding) appendValue(dst []byte, spec *Spec, v any, swap bool, nuls int) ([]byte, error) {
	if b, ok := v.([]byte); ok {
		return append(dst, b...), nil
	}
	switch k := spec.Kind; k {
	case String:
		s, ok := v.(string)
		if !ok {
			return nil, valueError("want a string, got %s", Describe(v))
		}
		if dst = append(dst, s...); nuls < 0 {
			nuls = spec.nuls()
		}
		for range nuls {
			dst = append(dst, 0)
		}
		return dst, nil
	case StructOf:
		return e.appendStruct(dst, spec.Struct, v, spec.Struct.Size())
	case Texts:
		return appendTexts(dst, spec.Notation, v)
	case Array:
		return e.appendArray(dst, spec, v)
	case Nest, NestArray, SubMessage, Bytes, Pad:
		if list, ok := v.([]any); ok && spec.Enum != nil {
			return appendBitmap(dst, spec.Enum, list)
		}
		return appendOctets(dst, v)
	default:
		return e.appendScalar(dst, spec, v, swap)
	}
}

// appendBitmap appends a bitmap of as few octets as hold the bits of a list.
func appendBitmap(dst []byte, e *Enum, list []any) ([]byte, error) {
	var bitmap []byte
	for _, x := range list {
		bit, _, err := integerOf(x, e, NoUnit)
		if err != nil {
			return nil, err
		}
		if bit >= 8*nlaTypeMask {
			return nil, valueError("there is no bit %d", bit)
		}
		for int(bit/8) >= len(bitmap) {
			bitmap = append(bitmap, 0)
		}
		bitmap[bit/8] |= 1 << (bit % 8)
	}
	return append(dst, bitmap...), nil
}

func appendOctets(dst []byte, v any) ([]byte, error) {
	b, err := ParseOctets(v)
	if err != nil {
		return nil, err
	}
	return append(dst, b...), nil
}

// ParseOctets reads a string of hexadecimal digits, with or without colons between the octets.
func ParseOctets(v any) ([]byte, error) {
	s, ok := v.(string)
	if !ok {
		return nil, valueError("want octets ([]byte, or a string of hexadecimal digits), got %s", Describe(v))
	}
	b, err := hex.DecodeString(strings.ReplaceAll(s, ":", ""))
	if err != nil {
		return nil, valueError("%q are no hexadecimal digits", s)
	}
	return b, nil
}

func (e *encoding) appendScalar(dst []byte, spec *Spec, v any, swap bool) ([]byte, error) {
	switch spec.Kind {
	case Flag:
		if on, ok := v.(bool); v != nil && (!ok || !on) {
			return nil, valueError("a flag has no value but true, not %s", Describe(v))
		}
		return dst, nil
	case LLAddr:
		return appendLLAddr(dst, v)
	case IP, IP4, IP6:
		return appendAddr(dst, spec.Kind, v)
	case MPLS:
		return appendLabelStack(dst, v)
	case Bitfield32:
		return e.appendBitfield(dst, spec, v)
	}
	return e.appendInteger(dst, spec, v, swap)
}

func appendLLAddr(dst []byte, v any) ([]byte, error) {
	switch a := v.(type) {
	case net.HardwareAddr:
		return append(dst, a...), nil
	case string:
		b, err := hex.DecodeString(strings.NewReplacer(":", "", "-", "").Replace(a))
		if err == nil {
			return append(dst, b...), nil
		}
	}
	return nil, valueError("want a link-layer address (02:00:00:00:00:01), got %s", Describe(v))
}

func appendAddr(dst []byte, k Kind, v any) ([]byte, error) {
	var ip netip.Addr
	switch a := v.(type) {
	case netip.Addr:
		ip = a
	case net.IP:
		ip, _ = netip.AddrFromSlice(a)
		if ip.Is4In6() && k != IP6 {
			ip = ip.Unmap()
		}
	case string:
		ip, _ = netip.ParseAddr(a)
	}
	if !ip.IsValid() || ip.Is4() && k == IP6 || !ip.Is4() && k == IP4 {
		return nil, valueError("want an address of kind %s, got %s", k, Describe(v))
	}
	return append(dst, ip.AsSlice()...), nil
}

// labelFields is the fields of an MPLS label, and how many bits each has.
var labelFields = map[string]uint{"label": 20, "tc": 3, "bos": 1, "ttl": 8}

// appendLabelStack takes labels as numbers, as "16/17", or as objects with all four fields. Of numbers, the last is the
// bottom of the stack.
func appendLabelStack(dst []byte, v any) ([]byte, error) {
	var list []any
	switch x := v.(type) {
	case string:
		for s := range strings.SplitSeq(x, "/") {
			list = append(list, json.Number(s))
		}
	case []any:
		list = x
	case []int:
		for _, n := range x {
			list = append(list, n)
		}
	default:
		list = []any{v}
	}
	for i, x := range list {
		l := Label{Bottom: i == len(list)-1}
		fields, ok := x.(map[string]any)
		if !ok {
			fields = map[string]any{"label": x}
		}
		for name, value := range fields {
			if _, ok := labelFields[name]; !ok {
				return nil, valueError("%s", unknownName("field of an MPLS label", name,
					[]string{"label", "tc", "bos", "ttl"}))
			}
			n, _, err := integerOf(value, nil, NoUnit)
			if err != nil {
				return nil, err
			}
			if n >= 1<<labelFields[name] {
				return nil, valueError("%d is too large: %s of an MPLS label has %d bits", n, name, labelFields[name])
			}
			switch name {
			case "label":
				l.Label = uint32(n)
			case "tc":
				l.TC = uint8(n)
			case "ttl":
				l.TTL = uint8(n)
			case "bos":
				l.Bottom = n != 0
			}
		}
		w := l.word()
		dst = append(dst, byte(w>>24), byte(w>>16), byte(w>>8), byte(w))
	}
	return dst, nil
}

func (e *encoding) appendBitfield(dst []byte, spec *Spec, v any) ([]byte, error) {
	fields, ok := v.(map[string]any)
	if !ok {
		return nil, valueError("want an object with value and selector, got %s", Describe(v))
	}
	for _, name := range []string{"value", "selector"} {
		n, _, err := integerOf(fields[name], spec.Enum, NoUnit)
		if err != nil || n > math.MaxUint32 {
			return nil, valueError("%s of a bitfield: want 32 bits, got %s", name, Describe(fields[name]))
		}
		dst = e.order.AppendUint32(dst, uint32(n))
	}
	return dst, nil
}

// appendArray takes a list, or an object by the names or numbers of the indices.
func (e *encoding) appendArray(dst []byte, spec *Spec, v any) ([]byte, error) {
	var list []any
	switch x := v.(type) {
	case []any:
		list = x
	case map[string]any:
		var err error
		if list, err = indexed(spec, x); err != nil {
			return nil, err
		}
	default:
		var ok bool
		if list, ok = asList(v); !ok {
			return nil, valueError("want a list, got %s", Describe(v))
		}
	}
	for i, x := range list {
		if x == nil { // not told
			dst = append(dst, make([]byte, spec.Elem.elemSize())...)
			continue
		}
		var err error
		if dst, err = e.appendValue(dst, spec.Elem, x, false, -1); err != nil {
			return nil, InPath(err, strconv.Itoa(i))
		}
	}
	return dst, nil
}

// asList turns the typed slices that callers have at hand into a list of values.
func asList(v any) ([]any, bool) {
	switch x := v.(type) {
	case []int:
		return anyList(x), true
	case []uint16:
		return anyList(x), true
	case []uint32:
		return anyList(x), true
	case []uint64:
		return anyList(x), true
	case []string:
		return anyList(x), true
	case []netip.Addr:
		return anyList(x), true
	case []map[string]any:
		return anyList(x), true
	case []Nested:
		return anyList(x), true
	}
	return nil, false
}

func anyList[T any](s []T) []any {
	list := make([]any, len(s))
	for i := range s {
		list[i] = s[i]
	}
	return list
}

// indexed sorts the members of an object by index; they must have no gaps.
func indexed(spec *Spec, members map[string]any) ([]any, error) {
	list := make([]any, len(members))
	seen := make([]bool, len(members))
	index := spec.Index
	if index == nil {
		index = &Enum{Name: "index"}
	}
	for name, value := range members {
		n, _, err := index.parse(name)
		if err != nil {
			return nil, err
		}
		n -= uint64(spec.Base)
		if n >= uint64(len(list)) || seen[n] {
			return nil, valueError("the array has a gap: it has %d elements, and one is %s", len(list), name)
		}
		list[n], seen[n] = value, true
	}
	return list, nil
}

// InPath puts the name of what encloses the fault before the path of an Error.
func InPath(err error, name string) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	c := *e
	if c.Path != "" {
		name += "/" + c.Path
	}
	c.Path = name
	return &c
}
