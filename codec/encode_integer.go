package codec

import (
	"encoding/json"
	"math"
	"strconv"
	"time"
)

func (e *encoding) appendInteger(dst []byte, spec *Spec, v any, swap bool) ([]byte, error) {
	if parts, ok := v.(map[string]any); ok && spec.Parts != nil {
		return e.appendStruct(dst, spec.Parts, parts, spec.Parts.Size())
	}
	n, negative, err := integerOf(v, spec.Enum, spec.Unit)
	if err != nil {
		return nil, err
	}
	size := int(kindSizes[spec.Kind])
	if size == 0 { // Uint, Sint
		size = 4
		if spec.Kind == Uint && n > math.MaxUint32 || spec.Kind == Sint && int64(n) != int64(int32(n)) {
			size = 8
		}
	}
	if !e.fits(n, negative, size, spec.Kind.IsSigned()) {
		return nil, valueError("%s does not fit into %s", Describe(v), spec.Kind)
	}
	big := spec.Kind.bigEndian(e.big) || swap && !spec.Kind.IsSigned()
	return appendSized(dst, n, size, big), nil
}

// fits reports whether a number can be written in that many octets. Of the negative ones, -1 fits what is unsigned: it
// is how people write all ones.
func (e *encoding) fits(n uint64, negative bool, size int, signed bool) bool {
	switch {
	case e.unsigned: // pyroute2 has another mind about signs than the kernel, here and there
		return fitsInteger(n, negative, size, negative)
	case negative && !signed:
		return n == math.MaxUint64
	}
	return fitsInteger(n, negative, size, signed)
}

// fitsInteger reports whether a number is one of the signed, or of the unsigned, numbers of that many octets.
func fitsInteger(n uint64, negative bool, size int, signed bool) bool {
	bits := uint(8 * size)
	switch {
	case negative:
		return signed && int64(n) >= -1<<(bits-1)
	case signed:
		return n < 1<<(bits-1)
	}
	return size == 8 || n < 1<<bits
}

func appendSized(dst []byte, n uint64, size int, big bool) []byte {
	if size == 1 {
		return append(dst, byte(n))
	}
	for i := range size {
		shift := 8 * i
		if big {
			shift = 8 * (size - 1 - i)
		}
		dst = append(dst, byte(n>>shift))
	}
	return dst
}

// NumberOf reads an integer of so many bits, fewer than 64, from a Go value, a number of JSON, or digits.
func NumberOf(v any, bits uint) (uint64, error) {
	n, _, err := integerOf(v, nil, NoUnit)
	if err == nil && n >= 1<<bits {
		err = valueError("%s does not fit into %d bits", Describe(v), bits)
	}
	return n, err
}

// integerOf reads an integer from a Go value, a number of JSON, a name of the enumeration, or a list of names of flags.
func integerOf(v any, e *Enum, unit Unit) (n uint64, negative bool, err error) {
	signed := func(i int64) (uint64, bool, error) { return uint64(i), i < 0, nil }
	switch x := v.(type) {
	case uint64:
		return x, false, nil
	case uint:
		return uint64(x), false, nil
	case uintptr: // as os.File.Fd returns descriptors
		return uint64(x), false, nil
	case uint32:
		return uint64(x), false, nil
	case uint16:
		return uint64(x), false, nil
	case uint8:
		return uint64(x), false, nil
	case int:
		return signed(int64(x))
	case int64:
		return signed(x)
	case int32:
		return signed(int64(x))
	case int16:
		return signed(int64(x))
	case int8:
		return signed(int64(x))
	case bool:
		if x {
			return 1, false, nil
		}
		return 0, false, nil
	case time.Duration:
		if unit.Duration() > 0 {
			return unit.countOf(x)
		}
	case json.Number:
		return parseInteger(string(x))
	case string:
		switch {
		case unit.Spelled():
			return unit.parse(x)
		case e != nil:
			return e.parse(x)
		}
		return unit.parseAmount(x)
	case []string:
		return flagsOf(len(x), func(i int) any { return x[i] }, e)
	case []any:
		return flagsOf(len(x), func(i int) any { return x[i] }, e)
	}
	return 0, false, valueError("want a number, got %s", Describe(v))
}

func flagsOf(count int, at func(int) any, e *Enum) (all uint64, negative bool, _ error) {
	for i := range count {
		n, below, err := integerOf(at(i), e, NoUnit)
		if err != nil {
			return 0, false, err
		}
		all, negative = all|n, negative || below
	}
	return all, negative, nil
}

func parseInteger(s string) (uint64, bool, error) {
	if n, err := strconv.ParseUint(s, 0, 64); err == nil {
		return n, false, nil
	}
	if n, err := strconv.ParseInt(s, 0, 64); err == nil {
		return uint64(n), n < 0, nil
	}
	return 0, false, valueError("%s is no whole number of 64 bits", quote(s))
}
