package codec

// The messages of netlink itself (linux/netlink.h). They mean the same in every protocol.
var controlTypes = [...]*MessageType{
	TypeNoop:    {Type: TypeNoop, Name: "NLMSG_NOOP"},
	TypeError:   {Type: TypeError, Name: "NLMSG_ERROR", Header: nlmsgerrStruct, Set: NlmsgerrAttrs},
	TypeDone:    {Type: TypeDone, Name: "NLMSG_DONE", Header: nlmsgerrStruct, Set: NlmsgerrAttrs},
	TypeOverrun: {Type: TypeOverrun, Name: "NLMSG_OVERRUN"},
}

// doneAlone is an NLMSG_DONE that ends no dump, but some packets that were logged: what it holds is no result.
var doneAlone = &MessageType{Type: TypeDone, Name: "NLMSG_DONE"}

// ControlTypes returns the message types of netlink itself: NLMSG_NOOP, ERROR, DONE and OVERRUN.
func ControlTypes() []*MessageType { return controlTypes[TypeNoop:] }

// nlmsgerr: what is before the quoted message in struct nlmsgerr, and all there is in an NLMSG_DONE.
var nlmsgerrStruct = &Struct{Name: "nlmsgerr", Members: []Member{{Name: "error", Kind: S32, Unit: Errno}}}

// unknownGenl is a command of a generic netlink family that no table knows.
var unknownGenl = &MessageType{Set: unknownSet}

// NlmsgerrAttrs is enum nlmsgerr_attrs (linux/netlink.h).
var NlmsgerrAttrs = NewSet("NLMSGERR_ATTR_", Attrs{
	1: {Name: "MSG", Kind: String, Doc: "what was wrong, in words"},
	2: {Name: "OFFS", Kind: U32, Doc: "where in the request the offending attribute stands"},
	3: {Name: "COOKIE", Kind: Bytes},
	4: {Name: "POLICY", Kind: Nest, Set: PolicyTypeAttrs, Doc: "what the kernel wants of the attribute"},
	5: {Name: "MISS_TYPE", Kind: U32, Doc: "type of the attribute that is missing"},
	6: {Name: "MISS_NEST", Kind: U32, Doc: "where in the request the nest stands that lacks it"},
})

// PolicyTypeAttrs is enum netlink_policy_type_attr (linux/netlink.h), also found in generic netlink's policy dumps.
var PolicyTypeAttrs = NewSet("NL_POLICY_TYPE_ATTR_", Attrs{
	1:  {Name: "TYPE", Kind: U32, Enum: policyTypeEnum},
	2:  {Name: "MIN_VALUE_S", Kind: S64},
	3:  {Name: "MAX_VALUE_S", Kind: S64},
	4:  {Name: "MIN_VALUE_U", Kind: U64},
	5:  {Name: "MAX_VALUE_U", Kind: U64},
	6:  {Name: "MIN_LENGTH", Kind: U32},
	7:  {Name: "MAX_LENGTH", Kind: U32},
	8:  {Name: "POLICY_IDX", Kind: U32},
	9:  {Name: "POLICY_MAXTYPE", Kind: U32},
	10: {Name: "BITFIELD32_MASK", Kind: U32},
	11: {Name: "PAD", Kind: Pad},
	12: {Name: "MASK", Kind: U64},
})

// policyTypeEnum is enum netlink_attribute_type (linux/netlink.h).
var policyTypeEnum = NewEnum("netlink_attribute_type", "NL_ATTR_TYPE_", Names{
	"INVALID", "FLAG", "U8", "U16", "U32", "U64", "S8", "S16", "S32", "S64", "BINARY", "STRING", "NUL_STRING",
	"NESTED", "NESTED_ARRAY", "BITFIELD32", "SINT", "UINT",
})

// decodeControl decodes a message of netlink itself.
func (m *Message) decodeControl(p *protocolIndex) {
	m.typ = controlTypes[m.header.Type]
	at, end := m.body, len(m.data)
	if m.header.Type == TypeDone && m.header.Flags&FlagMulti == 0 {
		m.typ = doneAlone
	}
	if m.typ.Header == nil || at >= end {
		if end > at {
			m.tail(0, at, end)
		}
		return
	}
	at += nlmsgerrStruct.Size()
	first := int32(len(m.nodes))
	if m.header.Type == TypeError {
		at = m.quote(at, end)
	}
	if at >= end {
		m.adopt(0, first)
		m.decodeQuoted(p)
		return
	}
	if m.header.Flags&FlagAckTLVs == 0 {
		m.tailNode(0, at, end)
	} else {
		m.splitAttrs(0, NlmsgerrAttrs, nil, at, end)
	}
	m.adopt(0, first)
	m.decodeQuoted(p)
	for i := first; i < first+m.nodes[0].count; i++ {
		if m.nodes[i].marks&markDeep != 0 {
			m.decodeNode(i, 1, nil)
		}
	}
}

// quote appends the node of the message that an NLMSG_ERROR quotes, and returns where it ends. The kernel leaves its
// payload out when it says NLM_F_CAPPED, and, before it had that flag, in acknowledgements.
func (m *Message) quote(from, to int) int {
	if to-from < HeaderLen {
		if to > from {
			m.tailNode(0, from, to)
		}
		return to
	}
	h := ParseHeader(m.data[from:to], m.big)
	end := from + HeaderLen
	if m.header.Flags&FlagCapped == 0 && h.Len > HeaderLen && end < to {
		if n := uint64(h.Len); n <= uint64(to-from) {
			end = from + int(n)
		} else if m.header.Flags&FlagAckTLVs == 0 {
			end = to // the quote itself is cut
		}
	}
	m.quoted = quoted{node: int32(len(m.nodes)), header: h, body: from + HeaderLen}
	m.nodes = append(m.nodes, node{off: uint32(from), end: uint32(end), marks: markQuoted | markNested})
	return min(align4(end), to)
}

// decodeQuoted decodes what the quoted message holds.
func (m *Message) decodeQuoted(p *protocolIndex) {
	q := &m.quoted
	if q.node == 0 || p == nil || q.header.Type < MinType {
		return
	}
	end := int(m.nodes[q.node].end)
	if p.Generic {
		q.typ, q.family, q.body = m.decodeGenl(&q.header, q.body, end)
	} else {
		q.typ = p.messageType(&q.header, m.big, m.data[q.body:end])
	}
	if q.typ != nil && end > q.body {
		m.decodeFixed(q.node, q.typ.Header, q.typ.Set, q.body, end, 1)
	}
}

// Error returns the errno of an NLMSG_ERROR or NLMSG_DONE, as a positive number: 0 is success. ok is false for other
// messages and for an NLMSG_DONE without a result, as all are that end no dump.
func (m *Message) Error() (errno int, ok bool) {
	if m.header.Type != TypeError && m.header.Type != TypeDone {
		return 0, false
	}
	v, ok := m.Field("error")
	return -int(int32(v)), ok
}

// Quoted returns the header of the message that an NLMSG_ERROR answers, and that message's type if it is known.
func (m *Message) Quoted() (h Header, t *MessageType, ok bool) {
	return m.quoted.header, m.quoted.typ, m.quoted.node > 0
}

// ErrorPath returns the path of the attribute of the request that extended ack points at, or "" if it does not: for
// NLMSGERR_ATTR_OFFS the attribute that stands there, for NLMSGERR_ATTR_MISS_TYPE the one that is missing.
func (m *Message) ErrorPath() string {
	if m.quoted.node == 0 || m.quoted.typ == nil {
		return ""
	}
	if a, ok := m.Attr("NLMSGERR_ATTR_OFFS"); ok {
		if v, ok := a.Uint(); ok {
			return m.pathAt(int(v))
		}
	}
	a, ok := m.Attr("NLMSGERR_ATTR_MISS_TYPE")
	missing, isInt := a.Uint()
	if !ok || !isInt {
		return ""
	}
	set, path := m.quoted.typ.Set, ""
	if a, ok := m.Attr("NLMSGERR_ATTR_MISS_NEST"); ok {
		v, _ := a.Uint()
		i := m.nodeAt(int(v))
		if i == 0 || m.nodes[i].spec == nil {
			return ""
		}
		set, path = m.nodes[i].spec.Set, m.path(i)+"/"
	}
	if set == nil {
		return ""
	}
	return path + set.nameOf(uint16(missing))
}

// nodeAt returns the innermost attribute of the quoted message that starts at or holds an offset, or 0.
func (m *Message) nodeAt(off int) int32 {
	at := uint32(off) + m.nodes[m.quoted.node].off
	found := m.quoted.node
	for {
		p := &m.nodes[found]
		next := int32(0)
		for j := p.child; j < p.child+p.count; j++ {
			if m.nodes[j].off <= at && at < m.nodes[j].end && m.nodes[j].marks&markTail == 0 {
				next = j
				break
			}
		}
		if next == 0 {
			break
		}
		found = next
		if m.nodes[found].off == at {
			break
		}
	}
	if found == m.quoted.node {
		return 0
	}
	return found
}

// pathAt returns the path of what stands at an offset of the quoted message: an attribute, or a member of the header.
func (m *Message) pathAt(off int) string {
	if i := m.nodeAt(off); i > 0 {
		return m.path(i)
	}
	s := m.quoted.typ.Header
	at := off + int(m.nodes[m.quoted.node].off) - m.quoted.body
	if s == nil || at < 0 {
		return ""
	}
	for i, p := range s.places().members {
		if at >= p.from && at < p.to {
			return s.Name + "." + s.Members[i].Name
		}
	}
	return ""
}
