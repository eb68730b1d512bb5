package text

import (
	"math"
	"strconv"
	"time"

	"github.com/nlkit/nlkit/codec"
)

// appendUnit says what a number of ticks, milliseconds… means, or an errno, a rate or a share.
func appendUnit(dst []byte, unit codec.Unit, v int64) []byte {
	switch {
	case v == math.MaxUint32 && unit == codec.Seconds:
		return append(dst, " (forever)"...)
	case unit == codec.Errno && v < 0:
		return append(append(append(dst, " ("...), codec.ErrnoName(int(-v))...), ')')
	case v <= 0:
		return dst
	case unit == codec.BytesPerSecond:
		return append(appendRate(append(dst, " ("...), 8*float64(v)), ')')
	case unit == codec.Share32:
		return append(appendPercent(append(dst, " ("...), float64(v)/(1<<32)), ')')
	}
	if each := unit.Duration(); each > 0 && v <= int64(1<<62/each) {
		dst = append(append(append(dst, " ("...), (time.Duration(v)*each).String()...), ')')
	}
	return dst
}

// appendRate writes bits per second as tc does: in the largest unit that leaves a whole number, or four digits.
func appendRate(dst []byte, bits float64) []byte {
	prefixes := "KMGT"
	prefix := ""
	for prefixes != "" && bits >= 1000 && (bits >= 1e6 || math.Mod(bits, 1000) == 0) {
		bits /= 1000
		prefix, prefixes = prefixes[:1], prefixes[1:]
	}
	dst = strconv.AppendFloat(dst, math.Trunc(bits), 'f', -1, 64)
	return append(append(dst, prefix...), "bit"...)
}

// appendPercent writes a share with as many digits as people give.
func appendPercent(dst []byte, share float64) []byte {
	return append(strconv.AppendFloat(dst, math.Round(share*1e8)/1e6, 'f', -1, 64), '%')
}
