package codec

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// appendHex appends octets as a run of hexadecimal digits.
func appendHex(dst, b []byte) []byte {
	for _, c := range b {
		dst = append(dst, hexDigits[c>>4], hexDigits[c&15])
	}
	return dst
}

// appendColonHex appends octets as a link-layer address is written.
func appendColonHex(dst, b []byte) []byte {
	for i, c := range b {
		if i > 0 {
			dst = append(dst, ':')
		}
		dst = append(dst, hexDigits[c>>4], hexDigits[c&15])
	}
	return dst
}

// appendIP appends an address of 4 or 16 octets.
func appendIP(dst, b []byte) []byte {
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

// appendQuoted appends a string between quotes, escaped as JSON wants it (and Python and a reader understand). Octets
// that are not UTF-8 become U+FFFD.
func appendQuoted[T string | []byte](dst []byte, s T, quote byte) []byte {
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

// appendEnumNames appends the names of flags as a list of quoted strings; what has no name is one number.
func (e *Enum) appendNameList(dst []byte, v uint64, quote byte) []byte {
	dst = append(dst, '[')
	first, all := true, v
	for i := range e.Values {
		f := &e.Values[i]
		if bits, ok := f.names(all, v); ok {
			if !first {
				dst = append(dst, ',')
			}
			first = false
			dst = append(append(append(append(dst, quote), e.Prefix...), f.Name...), quote)
			v &^= bits
		}
	}
	if v != 0 {
		if !first {
			dst = append(dst, ',')
		}
		dst = strconv.AppendUint(dst, v, 10)
	}
	return append(dst, ']')
}

// label is an entry of an MPLS label stack (RFC 3032).
type label struct {
	label uint32
	tc    uint8
	bos   bool
	ttl   uint8
}

func parseLabel(b []byte) label {
	v := binary.BigEndian.Uint32(b)
	return label{v >> 12, uint8(v >> 9 & 7), v>>8&1 == 1, uint8(v)}
}

func (l label) word() uint32 {
	v := l.label<<12 | uint32(l.tc&7)<<9 | uint32(l.ttl)
	if l.bos {
		v |= 1 << 8
	}
	return v
}
