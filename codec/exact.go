package codec

import (
	"slices"
	"strconv"
)

// Exact describes a message so exactly that its octets come back, whatever they are: what forms that can be read back
// read messages into. Values are as in A; numbers may be names, and json.Number too. nil, where a number is wanted, is
// 0.
type Exact struct {
	Protocol  string // by name; "": it is not said
	BigEndian bool
	Header    ExactHeader
	Command   *ExactCommand // of a generic netlink message, else nil
	// Structs has the fixed struct by its C name. Other members are passed over.
	Structs map[string]any
	// Members, if not nil, are those of the fixed struct in its stead: it is the first that has them all.
	Members map[string]any
	Attrs   []ExactAttr
	Quoted  *Exact // the message that an NLMSG_ERROR quotes, or nil
	Pad     []byte // of a quoted message: the octets up to what follows it
	Padded  bool   // Pad is to be used, not the zeros that alignment asks for
	Len     any    // nlmsg_len, where it is not the length of the message

	// Unsigned says that large numbers stand for negative ones, as they do where signs are lost.
	Unsigned bool
	// Alias, if not nil, returns another name under which a member may be given.
	Alias func(*Struct, *Member) string
}

// ExactHeader is the nlmsghdr. Len matters to a quoted message only.
type ExactHeader struct {
	Len, Type, Flags, Seq, PortID any
}

// ExactCommand is the genlmsghdr.
type ExactCommand struct {
	Family            string
	Number            any  // or the name of the command
	Untold            bool // what command it is, is not known
	Version, Reserved any
}

// ExactAttr is an attribute, in the most exact terms.
type ExactAttr struct {
	Name         string // or a number in digits
	Value        any
	Attrs        []ExactAttr // content of a nest, after Value as fixed struct
	Octets       []byte      // the payload, in place of Value
	Pad          []byte      // octets up to the next attribute
	NULs         int         // how many NULs end a string; negative: as many as usual
	Length       int         // nla_len, if it is not the real one; else 0
	Size         int         // octets of the payload, where its layout depends on that; else negative
	Nest         bool        // Attrs are to be used
	Raw          bool        // Octets are to be used
	Padded       bool        // Pad is to be used
	Nested       bool        // NLA_F_NESTED
	NetByteOrder bool        // NLA_F_NET_BYTEORDER
	Tail         bool        // Octets are no attribute
	marked       bool        // flags in nla_type as its Spec says: NLA_F_NET_BYTEORDER, and none of records
	Missing      bool        // the capture does not tell the octets: nothing is selected by them
}

// SetHeaderFlags sets NLA_F_NESTED and NLA_F_NET_BYTEORDER as they stand in an nla_type.
func (a *ExactAttr) SetHeaderFlags(typ uint16) {
	a.Nested, a.NetByteOrder = typ&nlaNested != 0, typ&nlaNetByteOrder != 0
}

// SetAll sets what forms say of an attribute besides its name and value, where that does not tell the octets, by the
// names of the JSON form: nested, net_byteorder and missing, which may be true; nul, len and size, numbers; hex, the
// octets, and pad, in hexadecimal digits. Other names are passed over.
func (a *ExactAttr) SetAll(extras map[string]any) (err error) {
	for name, to := range map[string]*bool{"nested": &a.Nested, "net_byteorder": &a.NetByteOrder, "missing": &a.Missing} {
		*to = *to || extras[name] == true
	}
	for name, to := range map[string]*int{"nul": &a.NULs, "len": &a.Length, "size": &a.Size} {
		x, ok := extras[name]
		if !ok {
			continue
		}
		n, err := NumberOf(x, 16)
		if err != nil {
			return valueError("%s: want a number below 65536, got %s", strconv.Quote(name), Describe(x))
		}
		*to = int(n)
	}
	if x, ok := extras["hex"]; ok && !a.Nest {
		a.Raw = true
		if a.Octets, err = ParseOctets(x); err != nil {
			return err
		}
	}
	if x, ok := extras["pad"]; ok {
		a.Padded = true
		a.Pad, err = ParseOctets(x)
	}
	return err
}

// Exact returns the octets of the message that x describes.
func (enc *Encoder) Exact(x *Exact) ([]byte, error) {
	e := enc.start(enc.BigEndian || x.BigEndian)
	e.unsigned, e.alias = x.Unsigned, x.Alias
	var p *protocolIndex
	if name := e.protocolOf(x); name != "" {
		var err error
		if p, err = e.Registry.protocolIndexNamed(name); err != nil {
			return nil, err
		}
	}
	if p != nil && p.IsPacket() {
		e.order, e.big = order(true), true
		return e.appendBody(nil, &messageHeader{typ: p.Fallback}, nil, &scope{items: x.Attrs})
	}
	h, err := e.exactHeader(x, p)
	if err != nil {
		return nil, err
	}
	out, err := e.appendExact(nil, x, h, p)
	if err != nil {
		return nil, err
	}
	n := uint32(len(out))
	if err = setNumbers([]number{{"raw_len", x.Len, nil, 32, func(v uint64) { n = uint32(v) }}}); err != nil {
		return nil, err
	}
	e.order.PutUint32(out, n)
	return out, nil
}

// protocolOf returns the name of the protocol of a message. Where it is not given it matters only to messages with a
// name, but not to control messages, which all protocols have.
func (e *encoding) protocolOf(x *Exact) string {
	if x.Protocol != "" || e.Protocol == "" || x.Command != nil || x.Header.Type == nil {
		return x.Protocol
	}
	_, _, noNumber := integerOf(x.Header.Type, nil, NoUnit)
	_, _, noControl := messageTypeNamed(nil, text(x.Header.Type))
	if noNumber == nil || noControl == nil {
		return ""
	}
	return e.Protocol
}

// appendExact appends a message, or a quoted one, with nlmsg_len as its header gives it.
func (e *encoding) appendExact(dst []byte, x *Exact, h *messageHeader, p *protocolIndex) ([]byte, error) {
	dst = h.Header.Append(dst, e.big)
	fixed := e.exactFixed(x, h)
	if fixed == nil && slices.ContainsFunc(x.Attrs, func(it ExactAttr) bool { return !it.Tail }) {
		fixed = map[string]any{} // attributes come after the fixed struct: it was left out as all zero
	}
	if fixed == nil && len(x.Attrs) == 0 && x.Command == nil && x.Quoted == nil {
		return dst, nil // a bare header
	}
	if x.Quoted == nil {
		return e.appendFrom(dst, h, fixed, x.Attrs)
	}
	dst, err := e.appendFrom(dst, h, fixed, nil)
	if err != nil {
		return nil, err
	}
	if dst, err = e.appendQuotedMessage(dst, x.Quoted, p, len(x.Attrs) > 0); err != nil {
		return nil, InPath(err, "msg")
	}
	return e.appendItems(dst, NlmsgerrAttrs, nil, x.Attrs, &scope{set: NlmsgerrAttrs, items: x.Attrs})
}

// exactFixed returns the fixed struct that is given, with its name, or nil.
func (e *encoding) exactFixed(x *Exact, h *messageHeader) (fixed any) {
	if x.Members != nil {
		return e.exactMembers(x.Members, h)
	}
	for _, t := range h.typ.candidates() {
		if t.Header == nil {
			continue
		}
		if fields, ok := x.Structs[t.Header.Name]; ok {
			fixed = namedStruct{t.Header.Name, fields}
		}
	}
	return fixed
}

// exactMembers returns the fixed struct that members are of: best that which has them all and no others, and whose
// conditions they meet. If it is none, which of the members is wrong is said where they are encoded.
func (e *encoding) exactMembers(fields map[string]any, h *messageHeader) (fixed any) {
	best := -1
	for _, t := range h.typ.candidates() {
		if t.Header == nil || best >= 0 && !e.hasAll(t.Header, fields) {
			continue
		}
		fit := 0
		if e.hasAll(t.Header, fields) {
			fit = 1
		}
		if fit > 0 && t.flagged(h.Header.Flags) && e.asksFor(t, fields) {
			fit++
		}
		if fit > 0 && e.isWhole(t.Header, fields) {
			fit += 2
		}
		if fit > best {
			best, fixed = fit, namedStruct{t.Header.Name, fields}
		}
	}
	return fixed
}

// appendFrom is appendBody, except that a fixed struct which is not given is not there at all: the message was shorter.
func (e *encoding) appendFrom(dst []byte, h *messageHeader, fixed any, items []ExactAttr) ([]byte, error) {
	if fixed == nil {
		bare := *h
		bare.typ = h.typ.headerless()
		h = &bare
	}
	return e.appendBody(dst, h, fixed, &scope{items: items})
}

// headerless is a type, which may be nil, without the fixed struct, and its variants too.
func (t *MessageType) headerless() *MessageType {
	if t == nil {
		return nil
	}
	c := *t
	c.Header, c.Variants = nil, nil
	for _, v := range t.Variants {
		c.Variants = append(c.Variants, v.headerless())
	}
	return &c
}

func (e *encoding) appendQuotedMessage(dst []byte, x *Exact, p *protocolIndex, more bool) ([]byte, error) {
	h, err := e.exactHeader(x, p)
	if err != nil {
		return nil, err
	}
	if dst, err = e.appendExact(dst, x, h, p); err != nil {
		return nil, err
	}
	if x.Padded {
		return append(dst, x.Pad...), nil
	}
	for more && len(dst)%4 != 0 {
		dst = append(dst, 0)
	}
	return dst, nil
}
