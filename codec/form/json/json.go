// Package json is the form of messages that loses nothing: a message is one object,
//
//	{"protocol":"NETLINK_ROUTE",
//	 "header":{"len":32,"type":"RTM_GETLINK","flags":["NLM_F_REQUEST"],"seq":1,"pid":0},
//	 "ifinfomsg":{"ifi_family":"AF_UNSPEC",…},
//	 "attrs":[{"attr":"IFLA_EXT_MASK","value":["RTEXT_FILTER_VF"]},…]}
//
// A nest has "attrs" in place of "value", after "value" with its fixed struct if it has one. Generic netlink messages
// have "family" and "genlmsghdr" after the header. What the named form does not determine is said beside it, so that
// the octets come back exactly:
//
//	"hex"                       the octets; it wins over "value"
//	"nested", "net_byteorder"   NLA_F_NESTED, NLA_F_NET_BYTEORDER
//	"nul"                       how many NULs end a string, if not one (none of an SSID)
//	"size"                      how many octets the payload has, where the layout depends on it
//	"pad"                       the octets between the attribute and the next, if they are not the usual zeros
//	"len"                       nla_len, of an attribute that the capture cut short
//	"raw_len"                   nlmsg_len, where it is not the length of the message
//	{"tail":"hex"}              octets that are no attribute
//
// Of what a capture does not tell, the value is null, and "missing" says so; its octets are 0. "printed" is what the
// capture says in its place, of the members of a struct or a header an object by their names, and "name" that of an
// attribute whose "attr" is null. These, "faults" and "error_path" are remarks, and so are, of an event of a device,
// its "texts" and "monitor_netlink_header" beside "hex".
package json

import "github.com/nlkit/nlkit/codec"

// labels are the names of attributes, members, indices and values with what stands around them.
var labels = codec.NewLabels(codec.LabelMakers{
	Attr:   func(prefix, name string) string { return `,{"attr":"` + prefix + name + `"` },
	Member: func(_ *codec.Struct, m *codec.Member) string { return `,"` + m.Name + `":` },
	Index:  func(_ *codec.Enum, name string) string { return `,"` + name + `":` },
	Value:  makeValue,
})

// Append appends the message as one JSON object without a line end. Parse turns it back into the same octets.
func Append(dst []byte, m *codec.Message) []byte {
	return append(AppendMembers(append(dst, '{'), m), '}')
}

// AppendMembers appends the members of the message's JSON object without the braces, for objects that say more.
func AppendMembers(dst []byte, m *codec.Message) []byte {
	if p := m.Protocol(); p != nil {
		dst = append(append(append(dst, `"protocol":"`...), p.Name...), `",`...)
	}
	if m.BigEndian() && !m.IsPacket() {
		dst = append(dst, `"byteorder":"big",`...)
	}
	if header, texts, ok := m.Uevent(); ok {
		return appendUevent(dst, m, header, texts)
	}
	if m.IsPacket() {
		dst = appendAttrs(dst[:len(dst)-1], m.Root(), `,"attrs":[]`)
		if g := m.Gathered(); g != nil {
			dst = append(dst, `,"gathered":{`...)
			start := len(dst)
			dst = appendAttrs(dst, g.Root(), ",")
			dst = append(append(dst[:start], dst[start+1:]...), '}') // without the comma
		}
		return appendFaults(dst, m)
	}
	if len(m.Bytes()) < codec.HeaderLen {
		return appendFaults(appendHex(dst, `"hex":"`, m.Bytes()), m)
	}
	h := m.Head()
	dst = appendHeader(dst, &h)
	if n := h.Header().Len; int(n) != len(m.Bytes()) {
		dst = codec.AppendUint(append(dst, `,"raw_len":`...), uint64(n))
	}
	dst = appendCommand(dst, &h)
	dst = appendFixed(dst, m.Root())
	if q, ok := m.Root().Quoted(); ok {
		dst = appendQuoted(dst, m, q)
	}
	dst = appendAttrs(dst, m.Root(), "")
	if p := m.ErrorPath(); p != "" {
		dst = codec.AppendQuoted(append(dst, `,"error_path":`...), p, '"')
	}
	return appendFaults(dst, m)
}

// appendHex appends octets in hexadecimal after what starts a string, and ends that.
func appendHex(dst []byte, start string, octets []byte) []byte {
	return append(codec.AppendHex(append(dst, start...), octets), '"')
}

func appendFaults(dst []byte, m *codec.Message) []byte {
	faults := m.Faults()
	if len(faults) == 0 {
		return dst
	}
	dst = append(dst, `,"faults":[`...)
	for i := range faults {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = codec.AppendQuoted(dst, faults[i].Error(), '"')
	}
	return append(dst, ']')
}

// appendUevent appends the octets of an event of a device and, as remarks, what they say.
func appendUevent(dst []byte, m *codec.Message, header, texts codec.Content) []byte {
	dst = appendHex(dst, `"hex":"`, m.Bytes())
	if header.Len() > 0 {
		dst = append(append(append(dst, `,"`...), header.Spec().Struct.Name...), `":`...)
		dst = appendStruct(dst, header)
	}
	texts = texts.Slice(0, texts.Told())
	if dst = append(dst, `,"texts":[`...); texts.Len() == 0 {
		return append(dst, ']')
	}
	for texts.Len() > 0 {
		var text codec.Content
		text, texts = texts.CutText()
		dst = append(codec.AppendQuoted(dst, text.Octets(), '"'), ',')
	}
	dst[len(dst)-1] = ']'
	return dst
}

// appendFixed appends the fixed struct of the message, or of the quoted one, under its C name.
func appendFixed(dst []byte, a codec.Attr) []byte {
	c, ok := a.Fixed()
	if !ok || c.Len() == 0 {
		return dst
	}
	dst = append(append(append(dst, `,"`...), c.Spec().Struct.Name...), `":`...)
	return appendStruct(dst, c)
}

func appendQuoted(dst []byte, m *codec.Message, q codec.Attr) []byte {
	h, _ := m.QuotedHead()
	dst = appendHeader(append(dst, `,"msg":{`...), &h)
	dst = appendCommand(dst, &h)
	if h.Type() != nil {
		dst = appendFixed(dst, q)
		dst = appendAttrs(dst, q, "")
	} else if rest := h.Body(); rest.Len() > 0 {
		dst = append(appendHex(dst, `,"attrs":[{"tail":"`, rest.Octets()), "}]"...)
	}
	if pad, usual := h.Padding(); !usual {
		dst = appendHex(dst, `,"pad":"`, pad)
	}
	return append(dst, '}')
}

// appendAttrs appends the list of the attributes directly inside a, or what stands for an empty one.
func appendAttrs(dst []byte, a codec.Attr, empty string) []byte {
	c, ok := a.First()
	if !ok {
		return append(dst, empty...)
	}
	dst = append(dst, `,"attrs":`...)
	start := len(dst)
	for ; ok; c, ok = c.Next() {
		dst = appendAttr(dst, c)
	}
	return codec.Enclose(dst, start, '[', ']')
}

// appendAttr appends a comma and an attribute.
func appendAttr(dst []byte, a codec.Attr) []byte {
	if label := labels.Of(a); label != nil {
		dst = label.AppendTo(dst)
	} else if dst = append(dst, ','); a.IsTail() {
		return appendTail(dst, a.Content())
	} else {
		dst = appendName(append(dst, `{"attr":`...), a)
	}
	if a.Framing() == nil && (a.HeaderFlags() != 0 || a.HeaderLen() != a.End()-a.Offset()) {
		dst = appendAttrHeader(dst, a)
	}
	if a.IsNest() {
		if c, ok := a.Fixed(); ok {
			dst = appendStruct(append(dst, `,"value":`...), c)
		}
		empty := `,"attrs":[]` // an empty nest is still a nest
		if a.Spec() != nil && a.Spec().Set == nil && a.Spec().Layer != nil {
			empty = "" // a layer without options
		}
		dst = appendAttrs(dst, a, empty)
	} else {
		dst = appendPayload(dst, a)
	}
	if pad, usual := a.Padding(); !usual {
		dst = appendHex(dst, `,"pad":"`, pad)
	}
	return append(dst, '}')
}

func appendTail(dst []byte, c codec.Content) []byte {
	if dst = appendHex(dst, `{"tail":"`, c.Octets()); c.Untold() {
		dst = appendPrinted(append(dst, `,"missing":true`...), "printed", c.Printed())
	}
	return append(dst, '}')
}

// appendName appends the name of an attribute, or its number if it has none.
func appendName(dst []byte, a codec.Attr) []byte {
	if a.Nameless() {
		return appendPrinted(append(dst, "null"...), "name", a.Name())
	}
	start := len(dst)
	dst = a.AppendName(append(dst, '"'))
	if c := dst[start+1]; c >= '0' && c <= '9' {
		return append(dst[:start], dst[start+1:]...)
	}
	return append(dst, '"')
}

// appendAttrHeader appends what the header of an attribute says beyond the usual.
func appendAttrHeader(dst []byte, a codec.Attr) []byte {
	if a.Nested() {
		dst = append(dst, `,"nested":true`...)
	}
	if a.NetByteOrder() {
		dst = append(dst, `,"net_byteorder":true`...)
	}
	if n := a.HeaderLen(); n != a.End()-a.Offset() {
		dst = codec.AppendUint(append(dst, `,"len":`...), uint64(n))
	}
	return dst
}

// appendPayload appends the payload of an attribute that is no nest.
func appendPayload(dst []byte, a codec.Attr) []byte {
	c := a.Content()
	if c.Untold() {
		dst, printed, _ := appendUntold(append(dst, `,"value":`...), c)
		dst = append(appendHex(dst, `,"hex":"`, c.Octets()), `,"missing":true`...)
		return appendPrinted(dst, "printed", printed)
	}
	spec := c.Spec()
	if v, ok := c.Integer(); ok && c.Len() == spec.Kind.Size() && isPlain(spec, v) && !a.Sized() {
		return appendInteger(append(dst, `,"value":`...), spec.Enum, v, spec.Kind.IsSigned())
	}
	switch spec.Kind {
	case codec.Bytes, codec.SubMessage, codec.Pad:
		if spec.Kind == codec.Bytes && spec.Enum != nil {
			dst = appendBits(append(dst, `,"value":`...), c)
		}
		return appendHex(dst, `,"hex":"`, c.Octets())
	case codec.String:
		return appendText(dst, c)
	}
	if a.Sized() {
		dst = codec.AppendUint(append(dst, `,"size":`...), uint64(c.Len()))
	}
	start := len(dst)
	dst = append(dst, `,"value":`...)
	valued := len(dst)
	dst, exact := appendValue(dst, c)
	if len(dst) == valued {
		dst = dst[:start]
	}
	if !exact {
		dst = appendHex(dst, `,"hex":"`, c.Octets())
	}
	return dst
}

// appendText appends a string, and what ends it if that is not the usual.
func appendText(dst []byte, c codec.Content) []byte {
	text, nuls, ok := c.Text()
	dst = codec.AppendQuoted(append(dst, `,"value":`...), text, '"')
	switch {
	case !ok:
		return appendHex(dst, `,"hex":"`, c.Octets())
	case !c.UsualNULs(nuls):
		return codec.AppendUint(append(dst, `,"nul":`...), uint64(nuls))
	}
	return dst
}
