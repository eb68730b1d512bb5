package fake

import (
	"net"
	"net/netip"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// request is a message under way.
type request struct {
	codec.Message
	header codec.Header
	raw    []byte
	socket *Socket
	name   string // of the type
	remark string // the text of an acknowledgement that has no other
}

func (r *request) has(flags uint16) bool { return r.header.Flags&flags != 0 }

// field returns a member of the fixed struct.
func (r *request) field(name string) uint64 {
	v, _ := r.Field(name)
	return v
}

// number returns an attribute that is an integer.
func (r *request) number(path ...string) (uint32, bool) {
	a, ok := r.Attr(path...)
	if !ok {
		return 0, false
	}
	v, ok := a.Uint()
	return uint32(v), ok
}

// numberOr returns an attribute that is an integer, or something else if it is not there.
func (r *request) numberOr(or uint32, path ...string) uint32 {
	if v, ok := r.number(path...); ok {
		return v
	}
	return or
}

// text returns an attribute that is a string.
func (r *request) text(path ...string) (string, bool) {
	a, ok := r.Attr(path...)
	return a.Text(), ok
}

// addr returns an attribute that is an address of the family of the request. The kernel does not look at what follows
// it.
func (r *request) addr(path ...string) (netip.Addr, bool) {
	a, ok := r.Attr(path...)
	return addrIn(a, r.family()), ok
}

// addrIn returns the address of a family that an attribute begins with; the zero Addr if it is too short.
func addrIn(a codec.Attr, family uint8) netip.Addr {
	width := bitsOf(family) / 8
	if len(a.Payload()) < width {
		return netip.Addr{}
	}
	ip, _ := netip.AddrFromSlice(a.Payload()[:width])
	return ip
}

func (r *request) hardware(path ...string) (net.HardwareAddr, bool) {
	a, ok := r.Attr(path...)
	return append(net.HardwareAddr(nil), a.Payload()...), ok
}

// reply sends a message to who asked.
func (r *request) reply(answer *codec.Request) {
	answer.Seq, answer.PortID = r.header.Seq, r.socket.portID
	r.socket.push(r.socket.kernel.encode(answer), 0)
}

// handle carries out one message and acknowledges it.
func (s *Socket) handle(msg []byte) {
	r := &request{header: host.Header(msg), raw: msg, socket: s}
	var err error
	if r.has(codec.FlagRequest) && r.header.Type >= codec.MinType {
		var dumping bool
		if dumping, err = s.kernel.serve(r); dumping && err == nil {
			return
		}
	}
	if err != nil || r.has(codec.FlagAck) {
		f := failureOf(err)
		if f.Message == "" {
			f.Message = r.remark
		}
		s.push(transport.AppendAck(nil, msg, s.portID, f, s.style), 0)
	}
}

// serve carries out a request, or begins a dump.
func (k *Kernel) serve(r *request) (dumping bool, err error) {
	t, ok := types[r.header.Type]
	if !ok {
		return false, refuse(eopnotsupp)
	}
	r.name = t.name
	if err := k.ordered(r.name); err != nil {
		return false, err
	}
	if len(r.raw) == codec.HeaderLen {
		return false, nil // too short for a family: the kernel does nothing
	}
	dumping = t.dump != nil && r.has(codec.FlagDump)
	if !dumping && (t.do == nil || t.families != nil && !slices.Contains(t.families, r.family())) {
		return false, refuse(eopnotsupp)
	}
	if t.deletes && r.has(codec.FlagBulk) {
		return false, refuseText(eopnotsupp, "Bulk delete is not supported")
	}
	// what is damaged is looked for below
	_ = k.decoder.Decode(&r.Message, codec.Context{BigEndian: host.BigEndian}, r.raw)
	if err := k.check(r, t, dumping); err != nil {
		return dumping, err
	}
	if dumping {
		return true, k.beginDump(r, t.dump)
	}
	return false, t.do(k, r)
}

// check looks for a header that is too short, and for attributes that are.
func (k *Kernel) check(r *request, t *requestType, dumping bool) error {
	if len(r.raw) < codec.HeaderLen+t.header {
		if dumping {
			return nil // the rest counts as zeros
		}
		if text, ok := t.shortIn[r.family()]; ok {
			return refuseText(einval, text)
		}
		return refuseText(einval, t.short)
	}
	if r.Type() == nil {
		return refuse(einval)
	}
	if t.unchecked || t.strict && k.strict() {
		return nil
	}
	err := r.checkPolicy()
	if err != nil && t.refusal != "" { // the words of the kernel's function for them
		f := failureOf(err)
		f.Message = t.refusal
		return &refusal{f}
	}
	return err
}

// checkPolicy sees that the attributes are as long as they have to be, and notes what follows them.
func (r *request) checkPolicy() error {
	end := r.attrsEnd()
	if end < len(r.raw) {
		r.remark = "bytes leftover after parsing attributes"
	}
	for a := range r.Root().Children() {
		if a.Offset() >= end {
			break
		}
		if err := checkAttr(a, r.Type().Set, r.family()); err != nil {
			return err
		}
	}
	return nil
}

// attrsEnd is where the attributes end, and something follows them if the message does not end there.
func (r *request) attrsEnd() int {
	at := codec.HeaderLen + types[r.header.Type].header
	for len(r.raw)-at >= attrHeader {
		size := int(host.Order.Uint16(r.raw[at:]))
		if size < attrHeader || size > len(r.raw)-at {
			break
		}
		at = min(at+(size+3)&^3, len(r.raw))
	}
	return at
}

// checkWhole is checkPolicy, with nothing following the attributes, and no unknown ones.
func (r *request) checkWhole() error {
	for a := range r.Root().Children() {
		if int(a.Type()) >= len(r.Type().Set.Attrs) {
			return refuseAt(einval, "Unknown attribute type", a)
		}
	}
	if err := r.checkPolicy(); err != nil || r.remark == "" {
		return err
	}
	return refuseText(einval, r.remark)
}

// checkStrictly is checkWhole, with no attributes but those named.
func (r *request) checkStrictly(refusal string, names ...string) error {
	if err := r.checkWhole(); err != nil {
		return err
	}
	for a := range r.Root().Children() {
		if !slices.Contains(names, a.Name()) {
			return refuseText(einval, refusal)
		}
	}
	return nil
}

// checkExactly is checkWhole as newer requests have it: numbers are as long as they should be, and nests say that they
// are nests.
func (r *request) checkExactly() error {
	for a := range r.Root().Children() {
		if !a.Known() {
			continue
		}
		size := sizes[r.Type().Set.Attrs[a.Type()].Kind]
		if size > 0 && len(a.Payload()) != size {
			return refuseAt(einval, "invalid attribute length", a)
		}
		if r.Type().Set.Attrs[a.Type()].Kind == codec.Nest && !a.Nested() {
			return refuseAt(einval, "NLA_F_NESTED is missing", a)
		}
	}
	return r.checkWhole()
}
