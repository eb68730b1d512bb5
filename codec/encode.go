package codec

import (
	"cmp"
	"slices"
	"sync"
)

// Encoder turns names and values into octets.
type Encoder struct {
	Registry  *Registry
	Resolver  *Resolver // knows the ids of generic netlink families; nil: only the controller's
	BigEndian bool      // byte order of the host that is to read the messages
	Protocol  string    // of requests and JSON objects that name a message and no protocol; "": they are errors
	Flags     uint16    // of the header, which all requests get besides their own
}

// A is an attribute to encode.
//
// Name is a full C name ("IFLA_MTU"), a short one in any case ("mtu"), or a number. Value is, by the kind of the
// attribute: any integer type, a name of the enumeration or a list of names of flags; bool or nil for a flag; string;
// netip.Addr, net.IP or a string for an address; net.HardwareAddr or a string for a link-layer address; time.Duration,
// or "10ms", for what counts time, "10Mbit" for a rate, "1%" for a share of 2^32; a map of members for a struct; a list
// for an array; []A, or Nested if a fixed struct comes first, for a nest. Octets ([]byte) fit everywhere and go on the
// wire as they are.
type A struct {
	Name  string
	Value any
}

// Nested is the content of a nest that starts with a fixed struct, as VETH_INFO_PEER does. A list of them, []Nested, is
// the content of an attribute made of such records, as RTA_MULTIPATH is of struct rtnexthop.
type Nested struct {
	Fixed map[string]any // by member name; nil: zeros
	Attrs []A
	// Unmarked leaves NLA_F_NESTED out, as programs do that are older than it, tc among them.
	Unmarked bool
}

// Request is a message to encode.
type Request struct {
	Protocol  string // "NETLINK_ROUTE", "route", "0", or the name of a generic netlink family; "": the Encoder's
	Type      string // "RTM_NEWLINK", "newlink", "16", or a command of the family
	Flags     uint16
	FlagNames string // more of them, as HeaderFlags takes: "NLM_F_CREATE|NLM_F_EXCL", "create|excl"
	Seq       uint32
	PortID    uint32
	Version   uint8          // of genlmsghdr; 0: the family's
	Fixed     map[string]any // members of the fixed struct, by C name or without prefix
	Attrs     []A            // in this order
}

// Append appends a message made of names and values. Nests made from []A carry NLA_F_NESTED, as kernels since 5.2 want
// it. An error names the attribute path; dst is then returned as it was.
func (enc *Encoder) Append(dst []byte, r *Request) ([]byte, error) {
	h, err := enc.header(r)
	if err == nil && len(r.Fixed) > 0 && !h.typ.hasFixed() {
		err = valueError("%s has no fixed struct", r.Type)
	}
	if err != nil {
		return dst, err
	}
	e := workshops.Get().(*workshop)
	defer e.close()
	around := e.around
	e.encoding = enc.start(enc.BigEndian || h.headless)
	e.around = around
	e.checked = true
	e.root.items = itemsOf(r.Attrs, &e.items)
	out, err := e.appendMessage(dst, &h, r.Fixed, &e.root)
	if err != nil {
		return dst, InPath(err, r.Type)
	}
	return out, nil
}

// workshop is what encoding a message takes, used again for the next one.
type workshop struct {
	encoding
	root  scope
	items []ExactAttr
}

var workshops = sync.Pool{New: func() any { return new(workshop) }}

func (w *workshop) close() {
	clear(w.items) // what callers gave is not held
	clear(w.around[:cap(w.around)])
	*w = workshop{items: w.items[:0], encoding: encoding{around: w.around[:0]}}
	workshops.Put(w)
}

// header is what a request says of its message.
func (enc *Encoder) header(r *Request) (h messageHeader, err error) {
	h.Header = Header{Flags: r.Flags | enc.Flags, Seq: r.Seq, PortID: r.PortID}
	if r.FlagNames != "" {
		flags, err := HeaderFlags(r.FlagNames)
		if err != nil {
			return h, err
		}
		h.Header.Flags |= flags
	}
	if f := enc.Registry.families[r.Protocol]; f != nil {
		p := enc.genericProtocol()
		id, ok := enc.Resolver.id(r.Protocol)
		if p == nil || !ok {
			return h, valueError("the id of generic netlink family %s is not known: "+
				"ask the controller, or set it in the Resolver", r.Protocol)
		}
		t, cmd, err := f.commandNamed(r.Type)
		if err != nil {
			return h, err
		}
		h.genl, h.cmd, h.version = true, uint8(cmd), r.Version
		if h.version == 0 {
			h.version = f.Version
		}
		h.Header.Type, h.typ = id, t
		return h, nil
	}
	name := cmp.Or(r.Protocol, enc.Protocol)
	if name == "" {
		return h, valueError("%s is of many protocols: name a protocol or generic netlink family", quote(r.Type))
	}
	p, err := enc.Registry.protocolIndexNamed(name)
	if err != nil {
		return h, err
	}
	if p.IsPacket() {
		h.headless, h.typ = true, p.Fallback
		return h, nil
	}
	h.typ, h.Header.Type, err = p.messageNamed(r.Type)
	return h, err
}

func (enc *Encoder) start(big bool) encoding {
	return encoding{Encoder: enc, order: order(big), big: big}
}

func (enc *Encoder) genericProtocol() *protocolIndex {
	for _, p := range enc.Registry.protocols {
		if p != nil && p.Generic {
			return p
		}
	}
	return nil
}

// id is Resolver.ID for a Resolver that may be nil.
func (r *Resolver) id(name string) (uint16, bool) {
	if r == nil {
		return GenlIDCtrl, name == "nlctrl"
	}
	return r.ID(name)
}

// encoding is one message being encoded.
type encoding struct {
	*Encoder
	order    ByteOrder
	big      bool
	checked  bool // addresses have to be of the message's family: what was captured may be anything
	unsigned bool // see Exact
	alias    func(*Struct, *Member) string
	level    *scope      // that what is being encoded stands in
	around   []enclosing // the structs that are being encoded, the outermost first
}

// messageHeader is what is known of a message before its body is encoded.
type messageHeader struct {
	Header
	typ      *MessageType // nil: no table knows it
	headless bool         // there is no nlmsghdr
	genl     bool
	cmd      uint8
	version  uint8
	reserved uint16
}

// scope is a level of attributes being encoded, for selectors.
type scope struct {
	parent  *scope
	set     *Set
	items   []ExactAttr
	fixed   *Struct
	octets  []byte // of fixed
	message *MessageType
	choices map[*Selector]choice // what was chosen by one of the items
}

// appendMessage appends a whole message and fills in its length. s holds its attributes.
func (e *encoding) appendMessage(dst []byte, h *messageHeader, fixed any, s *scope) ([]byte, error) {
	if h.headless {
		return e.appendBody(dst, h, fixed, s)
	}
	start := len(dst)
	dst = h.Header.Append(dst, e.big)
	dst, err := e.appendBody(dst, h, fixed, s)
	if err != nil {
		return nil, err
	}
	e.order.PutUint32(dst[start:], uint32(len(dst)-start))
	return dst, nil
}

// appendBody appends what comes after the nlmsghdr.
func (e *encoding) appendBody(dst []byte, h *messageHeader, fixed any, s *scope) ([]byte, error) {
	if h.genl {
		dst = append(dst, h.cmd, h.version)
		dst = e.order.AppendUint16(dst, h.reserved)
	}
	dst, err := e.appendFixed(dst, h, fixed, s)
	if err != nil {
		return nil, err
	}
	return e.appendItems(dst, s.set, nil, s.items, s)
}

// untabled is a message of which nothing is known.
var untabled = &MessageType{}

// appendFixed appends the fixed struct, settles which of the candidates the message is, and puts both into s.
func (e *encoding) appendFixed(dst []byte, h *messageHeader, fixed any, s *scope) ([]byte, error) {
	t := cmp.Or(h.typ, untabled)
	if name, ok := fixed.(namedStruct); ok {
		t = t.variantWith(name.name)
		fixed = name.fields
	} else if fields, ok := fixed.(map[string]any); ok || fixed == nil {
		t = e.asked(t, h.Flags, fields, s.items)
	}
	start := len(dst)
	if t.Header != nil {
		span := t.Header.Size()
		if t.Set != nil {
			span = t.Header.places().span
		}
		if isNilMap(fixed) {
			fixed = map[string]any{}
		}
		var err error
		s.set, e.level = t.Set, s
		if dst, err = e.appendStruct(dst, t.Header, fixed, span); err != nil {
			return nil, err
		}
	}
	if v := h.typ.variant(h.Flags, e.big, dst[start:]); v != nil && v.Header == t.Header {
		t = v
	}
	s.set, s.fixed, s.octets, s.message = t.Set, t.Header, dst[start:], t
	return dst, nil
}

func isNilMap(v any) bool {
	m, ok := v.(map[string]any)
	return v == nil || ok && m == nil
}

// namedStruct is a fixed struct of which the name is known.
type namedStruct struct {
	name   string
	fields any
}

// candidates returns what a message of a type, which may be nil, may be: the type and its variants.
func (t *MessageType) candidates() []*MessageType {
	if t == nil {
		return nil
	}
	return append([]*MessageType{t}, t.Variants...)
}

// hasFixed reports whether messages of a type, which may be nil, may start with a fixed struct.
func (t *MessageType) hasFixed() bool {
	return slices.ContainsFunc(t.candidates(), func(t *MessageType) bool { return t.Header != nil })
}

// variantWith returns the first candidate with a fixed struct of that name, else the type itself.
func (t *MessageType) variantWith(name string) *MessageType {
	for _, v := range t.candidates() {
		if v.Header != nil && v.Header.Name == name {
			return v
		}
	}
	return t
}
