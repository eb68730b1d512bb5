package codec

import (
	"math/bits"
	"net/netip"
	"slices"
	"strconv"
	"unicode/utf8"
)

// What forms and errors write octets and texts with.

const hexDigits = "0123456789abcdef"

// Enclose puts brackets around the parts after a place, which each have one octet before them that separates them. The
// opening bracket takes the place of the first.
func Enclose(dst []byte, start int, opening, closing byte) []byte {
	if start == len(dst) {
		return append(dst, opening, closing)
	}
	dst[start] = opening
	return append(dst, closing)
}

// AppendHex appends octets as a run of hexadecimal digits.
func AppendHex(dst, b []byte) []byte {
	at := len(dst)
	dst = slices.Grow(dst, 2*len(b))[:at+2*len(b)]
	for i, out := 0, dst[at:]; i < len(b); i++ {
		out[2*i], out[2*i+1] = hexDigits[b[i]>>4], hexDigits[b[i]&15]
	}
	return dst
}

// AppendColonHex appends octets as a link-layer address is written.
func AppendColonHex(dst, b []byte) []byte {
	for i, c := range b {
		if i > 0 {
			dst = append(dst, ':', hexDigits[c>>4], hexDigits[c&15])
			continue
		}
		dst = append(dst, hexDigits[c>>4], hexDigits[c&15])
	}
	return dst
}

// AppendDigits appends an integer as hexadecimal digits of the full width of so many octets.
func AppendDigits(dst []byte, v uint64, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		c := byte(v >> (8 * i))
		dst = append(dst, hexDigits[c>>4], hexDigits[c&15])
	}
	return dst
}

// digitPairs are the numbers below 100 in two digits.
const digitPairs = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849" +
	"5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"

// AppendUint appends a number in decimal.
func AppendUint(dst []byte, v uint64) []byte {
	switch {
	case v < 10:
		return append(dst, '0'+byte(v))
	case v < 100:
		return append(dst, digitPairs[2*v], digitPairs[2*v+1])
	}
	at := len(dst) + decimals(v)
	dst = slices.Grow(dst, at-len(dst))[:at]
	for v >= 100 {
		at -= 2
		dst[at], dst[at+1] = digitPairs[v%100*2], digitPairs[v%100*2+1]
		v /= 100
	}
	if v < 10 {
		dst[at-1] = '0' + byte(v)
	} else {
		dst[at-2], dst[at-1] = digitPairs[2*v], digitPairs[2*v+1]
	}
	return dst
}

// decimals is how many decimal digits a number has that is not 0.
func decimals(v uint64) int {
	n := bits.Len64(v) * 1233 >> 12 // times log₁₀ 2
	if v < powersOf10[n] {
		return n
	}
	return n + 1
}

// powersOf10 are those below 2⁶⁴.
var powersOf10 = func() (powers [20]uint64) {
	for i, p := 0, uint64(1); i < len(powers); i, p = i+1, 10*p {
		powers[i] = p
	}
	return powers
}()

// AppendAddr appends an IP address of 4 or 16 octets.
func AppendAddr(dst, b []byte) []byte {
	if len(b) != 4 {
		return netip.AddrFrom16([16]byte(b)).AppendTo(dst)
	}
	for i, c := range b {
		if i > 0 {
			dst = append(dst, '.')
		}
		dst = appendByte(dst, c)
	}
	return dst
}

// appendByte appends an octet in decimal.
func appendByte(dst []byte, c byte) []byte {
	if c >= 100 {
		dst = append(dst, '0'+c/100, '0'+c/10%10)
	} else if c >= 10 {
		dst = append(dst, '0'+c/10)
	}
	return append(dst, '0'+c%10)
}

// AppendQuoted appends a string between quotes, escaped as JSON wants it (and Python and a reader understand). Octets
// that are not UTF-8 become U+FFFD.
func AppendQuoted[T string | []byte](dst []byte, s T, quote byte) []byte {
	dst = append(dst, quote)
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7f && c != quote && c != '\\' {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			dst = append(append(dst, s[start:i]...), '\\')
			switch c {
			case '\n':
				dst = append(dst, 'n')
			case '\t':
				dst = append(dst, 't')
			case '\r':
				dst = append(dst, 'r')
			case '\\', quote:
				dst = append(dst, c)
			default:
				dst = append(dst, 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			}
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
		if r == utf8.RuneError && size == 1 || r < 0xa0 {
			dst = append(append(dst, s[start:i]...), "\ufffd"...)
			if r < 0xa0 && r != utf8.RuneError {
				dst = append(dst[:len(dst)-len("\ufffd")], '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
			}
			start = i + size
		}
		i += size
	}
	return append(append(dst, s[start:]...), quote)
}

// AppendReadable appends a text as it is where it is plain, else quoted.
func AppendReadable[T string | []byte](dst []byte, s T) []byte {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c == '"' || c == '\\' || c >= 0x7f {
			return AppendQuoted(dst, s, '"')
		}
	}
	if len(s) == 0 {
		return append(dst, `""`...)
	}
	return append(dst, s...)
}

// Printable is a text of a capture without what a terminal might obey: control characters are escaped.
func Printable(s string) string {
	printable := utf8.ValidString(s)
	for _, c := range s {
		printable = printable && strconv.IsGraphic(c)
	}
	if printable {
		return s
	}
	q := strconv.Quote(s)
	return q[1 : len(q)-1]
}
