package json

import "github.com/nlkit/nlkit/codec"

// appendHeader appends the nlmsghdr of the message, or of the quoted one.
func appendHeader(dst []byte, h *codec.Head) []byte {
	dst = appendNumber(append(dst, `"header":{"len":`...), h, codec.HeadLen)
	dst = append(dst, `,"type":`...)
	if name := h.Name(); name != "" && !h.IsGeneric() {
		dst = append(append(append(dst, '"'), name...), '"')
	} else {
		dst = appendNumber(dst, h, codec.HeadType)
	}
	dst = append(dst, `,"flags":`...)
	if _, lost := h.Field(codec.HeadFlags).Lost(); lost {
		dst = append(dst, "null"...)
	} else {
		dst = appendInteger(dst, h.Flags(), uint64(h.Header().Flags), false)
	}
	dst = appendNumber(append(dst, `,"seq":`...), h, codec.HeadSeq)
	dst = appendNumber(append(dst, `,"pid":`...), h, codec.HeadPortID)
	if h.Untold() {
		dst = appendHeaderPrinted(dst, h)
	}
	return append(dst, '}')
}

// appendNumber appends a number of a header, or null if none of its octets is told.
func appendNumber(dst []byte, h *codec.Head, f codec.HeadField) []byte {
	c := h.Field(f)
	if _, lost := c.Lost(); lost {
		return append(dst, "null"...)
	}
	v, _ := c.Integer()
	return codec.AppendUint(dst, v)
}

// appendHeaderPrinted appends what the capture says in place of the numbers of a header.
func appendHeaderPrinted(dst []byte, h *codec.Head) []byte {
	var printed []byte
	for i, name := range [...]string{"len", "type", "flags", "seq", "pid"} {
		printed = appendPrinted(printed, name, h.Field(codec.HeadLen+codec.HeadField(i)).Printed())
	}
	return appendAllPrinted(dst, printed)
}

// appendCommand appends the family and the genlmsghdr of a generic netlink message.
func appendCommand(dst []byte, h *codec.Head) []byte {
	if !h.HasCommand() {
		return dst
	}
	if f := h.Family(); f != nil {
		dst = codec.AppendQuoted(append(dst, `,"family":`...), f.Name, '"')
	}
	dst = append(dst, `,"genlmsghdr":{"cmd":`...)
	if name := h.Name(); name != "" {
		dst = append(append(append(dst, '"'), name...), '"')
	} else {
		dst = appendNumber(dst, h, codec.HeadCommand)
	}
	dst = appendNumber(append(dst, `,"version":`...), h, codec.HeadVersion)
	if r, _ := h.Field(codec.HeadReserved).Integer(); r != 0 {
		dst = codec.AppendUint(append(dst, `,"reserved":`...), r)
	}
	return append(dst, '}')
}
