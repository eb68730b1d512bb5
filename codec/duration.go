package codec

import "time"

// AppendDuration appends a time as its method String writes it.
func AppendDuration(dst []byte, d time.Duration) []byte {
	const second, minute = uint64(time.Second), uint64(time.Minute)
	v := uint64(d)
	if d < 0 {
		dst, v = append(dst, '-'), -v
	}
	switch {
	case v == 0:
		return append(dst, "0s"...)
	case v < uint64(time.Microsecond):
		return append(AppendUint(dst, v), "ns"...)
	case v < uint64(time.Millisecond):
		return append(appendDecimal(dst, v, 3), "µs"...)
	case v < second:
		return append(appendDecimal(dst, v, 6), "ms"...)
	}
	if minutes := v / minute; minutes > 0 {
		if hours := minutes / 60; hours > 0 {
			dst = append(AppendUint(dst, hours), 'h')
		}
		dst = append(AppendUint(dst, minutes%60), 'm')
	}
	return append(appendDecimal(dst, v%minute, 9), 's')
}

// appendDecimal appends a number of so many digits after the point, without the zeros at its end.
func appendDecimal(dst []byte, v uint64, digits int) []byte {
	each := powersOf10[digits]
	dst = AppendUint(dst, v/each)
	v %= each
	if v == 0 {
		return dst
	}
	dst = append(dst, '.')
	for v > 0 {
		each /= 10
		dst = append(dst, '0'+byte(v/each))
		v %= each
	}
	return dst
}
