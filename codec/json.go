package codec

import "strconv"

// The JSON form of a message is one object:
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

// AppendJSON appends the message as one JSON object without a line end. Encoder.JSON turns it back into the same
// octets.
func (m *Message) AppendJSON(dst []byte) []byte {
	return append(m.AppendJSONMembers(append(dst, '{')), '}')
}

// AppendJSONMembers appends the members of the message's JSON object without the braces, for objects that say more.
func (m *Message) AppendJSONMembers(dst []byte) []byte {
	if m.protocol != nil {
		dst = append(append(append(dst, `"protocol":"`...), m.protocol.Name...), `",`...)
	}
	if m.big {
		dst = append(dst, `"byteorder":"big",`...)
	}
	if m.protocol != nil && m.protocol.Headless {
		return m.appendJSONHeadless(dst)
	}
	if len(m.data) < HeaderLen {
		dst = append(appendHex(append(dst, `"hex":"`...), m.data), '"')
		return m.appendFaults(dst)
	}
	dst = m.appendJSONHeader(dst, 0, &m.header, m.typ)
	if int(m.header.Len) != len(m.data) {
		dst = strconv.AppendUint(append(dst, `,"raw_len":`...), uint64(m.header.Len), 10)
	}
	dst = m.appendJSONGenl(dst, m.family, m.typ, HeaderLen, m.body)
	dst = m.appendJSONFixed(dst, 0)
	if q := m.quoted.node; q > 0 {
		dst = m.appendJSONQuoted(dst, q)
	}
	dst = m.appendJSONAttrs(dst, 0)
	if p := m.ErrorPath(); p != "" {
		dst = appendQuoted(append(dst, `,"error_path":`...), p, '"')
	}
	return m.appendFaults(dst)
}

func (m *Message) appendFaults(dst []byte) []byte {
	if len(m.faults) == 0 {
		return dst
	}
	dst = append(dst, `,"faults":[`...)
	for i := range m.faults {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendQuoted(dst, m.faults[i].Error(), '"')
	}
	return append(dst, ']')
}

// appendJSONHeader appends the nlmsghdr that stands at a place of the message.
func (m *Message) appendJSONHeader(dst []byte, at int, h *Header, t *MessageType) []byte {
	dst = m.appendJSONNumber(append(dst, `"header":{"len":`...), at, 4, uint64(h.Len))
	dst = append(dst, `,"type":`...)
	op := OpOther
	if t != nil {
		op = t.Op
	}
	if t != nil && t.Name != "" && (!m.generic() || h.Type < MinType) {
		dst = append(append(append(dst, '"'), t.Name...), '"')
	} else {
		dst = m.appendJSONNumber(dst, at+typeOffset, 2, uint64(h.Type))
	}
	dst = append(dst, `,"flags":`...)
	if m.allLost(at+flagsOffset, seqOffset-flagsOffset) {
		dst = append(dst, "null"...)
	} else {
		dst = flagsEnum(h, op).appendNameList(dst, uint64(h.Flags), '"')
	}
	dst = m.appendJSONNumber(append(dst, `,"seq":`...), at+seqOffset, 4, uint64(h.Seq))
	dst = m.appendJSONNumber(append(dst, `,"pid":`...), at+pidOffset, 4, uint64(h.PortID))
	return append(m.appendHeaderPrinted(dst, at), '}')
}

// appendJSONGenl appends the family and the genlmsghdr of a generic netlink message.
func (m *Message) appendJSONGenl(dst []byte, f *Family, t *MessageType, from, body int) []byte {
	if body < from+genlHeaderLen || !m.generic() {
		return dst
	}
	if f != nil {
		dst = appendQuoted(append(dst, `,"family":`...), f.Name, '"')
	}
	dst = append(dst, `,"genlmsghdr":{"cmd":`...)
	if t != nil && t.Name != "" {
		dst = append(append(append(dst, '"'), t.Name...), '"')
	} else {
		dst = m.appendJSONNumber(dst, from, 1, uint64(m.data[from]))
	}
	dst = m.appendJSONNumber(append(dst, `,"version":`...), from+1, 1, uint64(m.data[from+1]))
	if r := m.u16(from + 2); r != 0 {
		dst = strconv.AppendUint(append(dst, `,"reserved":`...), uint64(r), 10)
	}
	return append(dst, '}')
}

// appendJSONFixed appends the fixed struct of the message, or of the quoted one, under its C name.
func (m *Message) appendJSONFixed(dst []byte, i int32) []byte {
	s, b, span := m.region(i)
	if s == nil || len(b) == 0 {
		return dst
	}
	dst = append(append(append(dst, `,"`...), s.Name...), `":`...)
	return m.appendJSONStruct(dst, s, b, span)
}

func (m *Message) appendJSONQuoted(dst []byte, q int32) []byte {
	n := &m.nodes[q]
	dst = append(dst, `,"msg":{`...)
	dst = m.appendJSONHeader(dst, int(n.off), &m.quoted.header, m.quoted.typ)
	if int(n.end) >= m.quoted.body {
		dst = m.appendJSONGenl(dst, m.quoted.family, m.quoted.typ, int(n.off)+HeaderLen, m.quoted.body)
	}
	if m.quoted.typ == nil {
		if rest := m.data[m.quoted.body:n.end]; len(rest) > 0 {
			dst = append(appendHex(append(dst, `,"attrs":[{"tail":"`...), rest), `"}]`...)
		}
	} else {
		dst = m.appendJSONFixed(dst, q)
		dst = m.appendJSONAttrs(dst, q)
	}
	align := 1
	if m.nodes[0].count > 1 { // something follows
		align = 4
	}
	dst = m.appendJSONPad(dst, int(n.end), min(align4(int(n.end)), len(m.data)), align)
	return append(dst, '}')
}

// appendJSONAttrs appends the list of the attributes in a node.
func (m *Message) appendJSONAttrs(dst []byte, i int32) []byte {
	n := &m.nodes[i]
	first, end := n.child, n.child+n.count
	if i == 0 && m.quoted.node > 0 {
		first++
	}
	if first >= end {
		if n.spec != nil || n.typ != 0 { // an empty nest is still a nest
			dst = append(dst, `,"attrs":[]`...)
		}
		return dst
	}
	dst = append(dst, `,"attrs":[`...)
	for j := first; j < end; j++ {
		if j > first {
			dst = append(dst, ',')
		}
		dst = m.appendJSONAttr(dst, j, m.limit(j, end, int(n.end)))
	}
	return append(dst, ']')
}

// appendJSONAttr appends an attribute; limit is where the next one, or the end of its nest, is.
func (m *Message) appendJSONAttr(dst []byte, i int32, limit int) []byte {
	n := &m.nodes[i]
	payload := m.data[n.payload():n.end]
	if n.marks&markTail != 0 {
		dst = append(appendHex(append(dst, `{"tail":"`...), payload), '"')
		if text, untold := m.Untold(int(n.off), int(n.end)); untold {
			dst = appendPrinted(append(dst, `,"missing":true`...), "printed", text)
		}
		return append(dst, '}')
	}
	dst = append(dst, `{"attr":`...)
	if n.marks&markNameless != 0 {
		dst = appendPrinted(append(dst, "null"...), "name", m.nameless(n))
	} else {
		dst = m.appendJSONName(dst, i)
	}
	framed := n.set != nil && n.set.Framing != nil
	if !framed {
		if n.typ&nlaNested != 0 {
			dst = append(dst, `,"nested":true`...)
		}
		if n.typ&nlaNetByteOrder != 0 {
			dst = append(dst, `,"net_byteorder":true`...)
		}
		if l := int(m.u16(int(n.off))); l != int(n.end-n.off) {
			dst = strconv.AppendInt(append(dst, `,"len":`...), int64(l), 10)
		}
	}
	if n.marks&markNested != 0 {
		if s, b, span := m.region(i); s != nil {
			dst = m.appendJSONStruct(append(dst, `,"value":`...), s, b, span)
		}
		dst = m.appendJSONAttrs(dst, i)
	} else {
		dst = m.appendJSONPayload(dst, i, payload)
	}
	align := 4
	if framed {
		align = n.set.Framing.Align
	}
	dst = m.appendJSONPad(dst, int(n.end), limit, align)
	return append(dst, '}')
}

// appendJSONPad appends the octets between an attribute and the next, if they are not as many zeros as alignment asks.
func (m *Message) appendJSONPad(dst []byte, from, to, align int) []byte {
	pad := m.data[min(from, to):to]
	if (from+align-1)/align*align == to && allZero(pad) {
		return dst
	}
	return append(appendHex(append(dst, `,"pad":"`...), pad), '"')
}

// appendJSONName appends the name of an attribute, or its number if it has none.
func (m *Message) appendJSONName(dst []byte, i int32) []byte {
	start := len(dst)
	dst = m.appendName(append(dst, '"'), i)
	if c := dst[start+1]; c >= '0' && c <= '9' {
		return append(dst[:start], dst[start+1:]...)
	}
	return append(dst, '"')
}

// appendJSONPayload appends the payload of an attribute that is no nest.
func (m *Message) appendJSONPayload(dst []byte, i int32, b []byte) []byte {
	n := &m.nodes[i]
	spec := m.layout(i)
	if m.holed(b) {
		dst, printed, _ := m.appendJSONUntold(append(dst, `,"value":`...), spec, b)
		dst = append(appendHex(append(dst, `,"hex":"`...), b), `","missing":true`...)
		return appendPrinted(dst, "printed", printed)
	}
	if spec == nil || spec.Kind == Bytes || spec.Kind == SubMessage || spec.Kind == Pad {
		if spec != nil && spec.Kind == Bytes && spec.Enum != nil {
			dst = appendJSONBits(append(dst, `,"value":`...), spec.Enum, b)
		}
		return append(appendHex(append(dst, `,"hex":"`...), b), '"')
	}
	if spec.Kind == String {
		return appendJSONText(dst, spec, b)
	}
	if n.set != nil && spec != &n.set.Attrs[n.typ&nlaTypeMask] && n.set.Attrs[n.typ&nlaTypeMask].selectedByLength() {
		dst = strconv.AppendInt(append(dst, `,"size":`...), int64(len(b)), 10)
	}
	start := len(dst)
	dst = append(dst, `,"value":`...)
	valued := len(dst)
	dst, exact := m.appendJSONValue(dst, spec, b, n.typ&nlaNetByteOrder != 0)
	if len(dst) == valued {
		dst = dst[:start]
	}
	if !exact {
		dst = append(appendHex(append(dst, `,"hex":"`...), b), '"')
	}
	return dst
}

// appendJSONBits lists the bits of a bitmap by name. How long the bitmap is, they do not say.
func appendJSONBits(dst []byte, e *Enum, b []byte) []byte {
	dst = append(dst, '[')
	for bit := range 8 * len(b) {
		if b[bit/8]>>(bit%8)&1 == 0 {
			continue
		}
		if dst[len(dst)-1] != '[' {
			dst = append(dst, ',')
		}
		dst = appendJSONInteger(dst, U32, e, uint64(bit))
	}
	return append(dst, ']')
}

func appendJSONText(dst []byte, spec *Spec, b []byte) []byte {
	text, nuls, ok := splitText(b)
	dst = appendQuoted(append(dst, `,"value":`...), text, '"')
	switch {
	case !ok:
		return append(appendHex(append(dst, `,"hex":"`...), b), '"')
	case nuls != spec.nuls():
		return strconv.AppendInt(append(dst, `,"nul":`...), int64(nuls), 10)
	}
	return dst
}
