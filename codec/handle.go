package codec

import (
	"strconv"
	"strings"
)

// handleNames is what tc calls some handles, TC_H_* (linux/pkt_sched.h). Of two names the first is written.
var handleNames = [...]struct {
	handle uint64
	name   string
}{{0, "none"}, {0xffffffff, "root"}, {0xfffffff1, "ingress"}, {0xfffffff1, "clsact"}}

func appendHandle(dst []byte, v uint64) []byte {
	for i := range handleNames {
		if handleNames[i].handle == v {
			return append(dst, handleNames[i].name...)
		}
	}
	if v>>16 != 0 {
		dst = strconv.AppendUint(dst, v>>16, 16)
	}
	dst = append(dst, ':')
	if v&0xffff != 0 {
		dst = strconv.AppendUint(dst, v&0xffff, 16)
	}
	return dst
}

// parseHandle reads a handle by name, or as two numbers in hexadecimal of which either may lack, or as one number.
func parseHandle(s string) (v uint64, negative bool, err error) {
	for i := range handleNames {
		if handleNames[i].name == s {
			return handleNames[i].handle, false, nil
		}
	}
	major, minor, two := strings.Cut(s, ":")
	if !two {
		if v, negative, err = parseInteger(s); err != nil {
			err = valueError("%s is no handle: want 1:10, 1:, root, ingress, clsact, none or a number", quote(s))
		}
		return v, negative, err
	}
	for _, part := range [...]string{major, minor} {
		n, err := uint64(0), error(nil)
		if part != "" {
			n, err = strconv.ParseUint(part, 16, 16)
		}
		if err != nil || s == ":" {
			return 0, false, valueError("%s is no handle: want two hexadecimal numbers of 16 bits, as in 1:10",
				quote(s))
		}
		v = v<<16 | n
	}
	return v, false, nil
}

// u32HandleParts is how many bits the parts of a handle of u32 have: TC_U32_HTID, TC_U32_HASH and TC_U32_NODE
// (linux/pkt_cls.h).
var u32HandleParts = [...]uint{12, 8, 12}

// appendU32Handle appends a handle of u32, a colon after each part that is not the last: 800:, 800::800, 1:2e:3.
func appendU32Handle(dst []byte, v uint64) []byte {
	if v == 0 {
		return append(dst, "none"...)
	}
	left := uint(32)
	for i, bits := range u32HandleParts {
		left -= bits
		if part := v >> left & (1<<bits - 1); part != 0 {
			dst = strconv.AppendUint(dst, part, 16)
		}
		if i == 0 || i == 1 && v&0xfff != 0 {
			dst = append(dst, ':')
		}
	}
	return dst
}

// parseU32Handle reads a handle of u32, any part of which may lack, or one number.
func parseU32Handle(s string) (v uint64, negative bool, err error) {
	if s == "none" {
		return 0, false, nil
	}
	parts := strings.Split(s, ":")
	if len(parts) == 1 {
		return parseInteger(s)
	}
	if len(parts) > len(u32HandleParts) {
		return 0, false, valueError("%s is no handle of u32: want up to three parts, as in 800:1:2", quote(s))
	}
	for i, bits := range u32HandleParts {
		n := uint64(0)
		if i < len(parts) && parts[i] != "" {
			if n, err = strconv.ParseUint(parts[i], 16, int(bits)); err != nil {
				return 0, false, valueError("%s is no handle of u32: want hexadecimal numbers of 12, 8 and 12 bits", quote(s))
			}
		}
		v = v<<bits | n
	}
	return v, false, nil
}
