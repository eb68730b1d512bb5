package codec

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
)

// JSON returns the octets of the message that one JSON object describes, in the form of Message.AppendJSON. Members
// that describe the capture, not the message, are passed over.
func (enc *Encoder) JSON(object []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(object))
	d.UseNumber()
	var o map[string]any
	if err := d.Decode(&o); err != nil {
		return nil, &Error{Offset: -1, Msg: "not a JSON object", Err: jsonCause(err)}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &Error{Offset: -1, Msg: "something follows the JSON object"}
	}
	return enc.startObject(o).object(o)
}

func jsonCause(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("it ends too early")
	}
	return err
}

// startObject starts to encode a JSON object, in the byte order that it gives.
func (enc *Encoder) startObject(o map[string]any) *encoding {
	e := enc.start(enc.BigEndian || o["byteorder"] == "big")
	return &e
}

// object encodes a message from its JSON object.
func (e *encoding) object(o map[string]any) ([]byte, error) {
	if h, ok := o["hex"]; ok {
		return appendOctets(nil, h)
	}
	var p *protocolIndex
	if name, ok := e.protocolOf(o); ok {
		var err error
		if p, err = e.Registry.protocolIndexNamed(text(name)); err != nil {
			return nil, err
		}
	}
	h, err := e.parseHeader(o, p)
	if err != nil {
		return nil, err
	}
	out, err := e.appendObject(nil, o, h, p)
	if err != nil {
		return nil, err
	}
	n := uint32(len(out))
	err = readNumbers(o, []number{{"raw_len", nil, 32, func(v uint64) { n = uint32(v) }}})
	if err != nil {
		return nil, err
	}
	e.order.PutUint32(out, n)
	return out, nil
}

// protocolOf returns the name of the protocol of a message. Where it is not given it matters only to messages with a
// name, but not to control messages, which all protocols have.
func (e *encoding) protocolOf(o map[string]any) (name any, ok bool) {
	if name, ok := o["protocol"]; ok {
		return name, true
	}
	h, _ := o["header"].(map[string]any)
	if _, isGenl := o["genlmsghdr"]; e.Protocol == "" || isGenl || h["type"] == nil {
		return nil, false
	}
	_, _, noNumber := integerOf(h["type"], nil, NoUnit)
	_, _, noControl := messageTypeNamed(nil, text(h["type"]))
	return e.Protocol, noNumber != nil && noControl != nil
}

// appendObject appends a message, or a quoted one, with nlmsg_len as its header gives it.
func (e *encoding) appendObject(dst []byte, o map[string]any, h *messageHeader, p *protocolIndex) ([]byte, error) {
	dst = h.Header.Append(dst, e.big)
	items, err := parseItems(o["attrs"])
	if err != nil {
		return nil, err
	}
	var fixed any
	for _, t := range h.typ.candidates() {
		if t.Header == nil {
			continue
		}
		if fields, ok := o[t.Header.Name]; ok {
			fixed = namedStruct{t.Header.Name, fields}
		}
	}
	if fixed == nil && slices.ContainsFunc(items, func(it item) bool { return !it.tail }) {
		fixed = map[string]any{} // attributes come after the fixed struct: it was left out as all zero
	}
	if fixed == nil && len(items) == 0 && o["genlmsghdr"] == nil && o["msg"] == nil {
		return dst, nil // a bare header
	}
	quoted, ok := o["msg"].(map[string]any)
	if !ok {
		return e.appendFrom(dst, h, fixed, items)
	}
	if dst, err = e.appendFrom(dst, h, fixed, nil); err != nil {
		return nil, err
	}
	if dst, err = e.appendQuoted(dst, quoted, p, len(items) > 0); err != nil {
		return nil, inPath(err, "msg")
	}
	return e.appendItems(dst, NlmsgerrAttrs, nil, items, &scope{set: NlmsgerrAttrs, items: items})
}

// appendFrom is appendBody, except that a fixed struct which is not given is not there at all: the message was shorter.
func (e *encoding) appendFrom(dst []byte, h *messageHeader, fixed any, items []item) ([]byte, error) {
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

func (e *encoding) appendQuoted(dst []byte, o map[string]any, p *protocolIndex, more bool) ([]byte, error) {
	h, err := e.parseHeader(o, p)
	if err != nil {
		return nil, err
	}
	if dst, err = e.appendObject(dst, o, h, p); err != nil {
		return nil, err
	}
	if pad, ok := o["pad"]; ok {
		return appendOctets(dst, pad)
	}
	for more && len(dst)%4 != 0 {
		dst = append(dst, 0)
	}
	return dst, nil
}

// nlmsgFlagsAny holds the names of nlmsg_flags for all kinds of requests: a name means the same bit in each.
var nlmsgFlagsAny = NewFlags("nlmsg_flags", "NLM_F_", slices.Concat(nlmsgFlagsGet.Values, nlmsgFlagsNew.Values,
	nlmsgFlagsDelete.Values, nlmsgFlagsAck.Values))

// parseHeader reads "header", "family" and "genlmsghdr".
func (e *encoding) parseHeader(o map[string]any, p *protocolIndex) (*messageHeader, error) {
	m, ok := o["header"].(map[string]any)
	if !ok {
		return nil, valueError(`"header" is missing: an object with type, flags, seq and pid`)
	}
	h := &messageHeader{}
	typ, given := m["type"]
	if typ == nil && given {
		typ = json.Number("0") // the capture did not tell it
	}
	if err := e.parseType(h, o, typ, p); err != nil {
		return nil, inPath(err, "header")
	}
	if genl, ok := o["genlmsghdr"].(map[string]any); ok {
		h.genl = true
		if err := e.parseGenl(h, o, genl); err != nil {
			return nil, inPath(err, "genlmsghdr")
		}
	}
	err := readNumbers(m, []number{
		{"len", nil, 32, func(v uint64) { h.Header.Len = uint32(v) }},
		{"flags", nlmsgFlagsAny, 16, func(v uint64) { h.Header.Flags = uint16(v) }},
		{"seq", nil, 32, func(v uint64) { h.Header.Seq = uint32(v) }},
		{"pid", nil, 32, func(v uint64) { h.Header.PortID = uint32(v) }},
	})
	if err != nil {
		return nil, inPath(err, "header")
	}
	return h, nil
}

// number is a member of an object that is a number of so many bits.
type number struct {
	name string
	enum *Enum
	bits uint
	set  func(uint64)
}

// readNumbers sets the numbers that are among the members of an object.
func readNumbers(m map[string]any, numbers []number) error {
	for _, f := range numbers {
		x := m[f.name]
		if x == nil { // not given, or not told
			continue
		}
		v, _, err := integerOf(x, f.enum, NoUnit)
		if err == nil && v >= 1<<f.bits {
			err = valueError("%s does not fit into %d bits", describe(x), f.bits)
		}
		if err != nil {
			return inPath(err, f.name)
		}
		f.set(v)
	}
	return nil
}

// parseType finds out what the message is.
func (e *encoding) parseType(h *messageHeader, o map[string]any, typ any, p *protocolIndex) error {
	_, isGenl := o["genlmsghdr"].(map[string]any)
	n, _, err := integerOf(typ, nil, NoUnit)
	switch {
	case err == nil && n > 0xffff:
		return valueError("type %d does not fit into 16 bits", n)
	case err == nil:
		h.Header.Type = uint16(n)
		if t := p.typeOf(h.Header.Type); t != nil && !isGenl {
			h.typ = t
		}
	case isGenl:
		id, ok := e.Resolver.id(text(typ))
		if !ok {
			return valueError("type must be the id of the family, a number: that of %s is not known", quote(text(typ)))
		}
		h.Header.Type = id
	default:
		if h.typ, h.Header.Type, err = messageTypeNamed(p, text(typ)); err != nil {
			return err
		}
	}
	return nil
}

// typeOf returns what a message of a type number is, or nil. The protocol may be nil.
func (x *protocolIndex) typeOf(typ uint16) *MessageType {
	switch {
	case typ >= TypeNoop && typ <= TypeOverrun:
		return controlTypes[typ]
	case x == nil || x.Generic:
		return nil
	case int(typ) < len(x.types) && x.types[typ] != nil:
		return x.types[typ]
	}
	return x.Fallback
}

func messageTypeNamed(p *protocolIndex, name string) (*MessageType, uint16, error) {
	if p == nil {
		p = &protocolIndex{Protocol: &Protocol{Name: "an unknown protocol"}}
	}
	return p.messageNamed(name)
}

func (e *encoding) parseGenl(h *messageHeader, o, genl map[string]any) error {
	f := e.Registry.families[text(o["family"])]
	cmd, given := genl["cmd"]
	if cmd == nil && given { // the capture did not tell it
		if h.typ = unknownGenl; f != nil {
			h.typ = f.fallback
		}
	} else if n, _, err := integerOf(cmd, nil, NoUnit); err == nil {
		if n > 0xff {
			return inPath(valueError("%d does not fit into 8 bits", n), "cmd")
		}
		h.cmd = uint8(n)
		if f != nil {
			h.typ = f.fallback
			if t := f.types[h.cmd]; t != nil {
				h.typ = t
			}
		} else {
			h.typ = unknownGenl
		}
	} else if f == nil {
		return valueError("command %s needs a known \"family\"", quote(text(cmd)))
	} else {
		t, n, err := f.commandNamed(text(cmd))
		if err != nil {
			return err
		}
		h.cmd, h.typ = uint8(n), t
	}
	return readNumbers(genl, []number{
		{"version", nil, 8, func(v uint64) { h.version = uint8(v) }},
		{"reserved", nil, 16, func(v uint64) { h.reserved = uint16(v) }},
	})
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

// parseItems reads a list of attributes.
func parseItems(v any) ([]item, error) {
	if v == nil {
		return nil, nil
	}
	list, ok := v.([]any)
	if !ok {
		return nil, valueError(`"attrs" must be a list of objects, not %s`, describe(v))
	}
	items := make([]item, 0, len(list))
	for i, x := range list {
		o, ok := x.(map[string]any)
		if !ok {
			return nil, valueError(`element %d of "attrs" must be an object, not %s`, i, describe(x))
		}
		it, err := parseItem(o)
		if err != nil {
			return nil, inPath(err, it.name)
		}
		items = append(items, it)
	}
	return items, nil
}

func parseItem(o map[string]any) (item, error) {
	it := item{nuls: -1, size: -1}
	var err error
	if t, ok := o["tail"]; ok {
		it.tail, it.name = true, "tail"
		it.octets, err = appendOctets(nil, t)
		return it, err
	}
	switch name := o["attr"].(type) {
	case string:
		it.name = name
	case json.Number:
		it.name = string(name)
	case nil:
		it.name = "0"
		if _, ok := o["name"]; !ok { // what the capture says in its place
			return it, valueError(`an attribute has "attr", its name or number, or "tail"`)
		}
	default:
		return it, valueError(`an attribute has "attr", its name or number, or "tail"`)
	}
	it.value = o["value"]
	it.nested = o["nested"] == true
	it.netByteOrder = o["net_byteorder"] == true
	it.missing = o["missing"] == true
	if attrs, ok := o["attrs"]; ok {
		it.nest = true
		if it.attrs, err = parseItems(attrs); err != nil {
			return it, err
		}
	}
	for name, to := range map[string]*int{"nul": &it.nuls, "len": &it.length, "size": &it.size} {
		if x, ok := o[name]; ok {
			n, _, err := integerOf(x, nil, NoUnit)
			if err != nil || n > 0xffff {
				return it, valueError("%s must be a number below 65536, not %s", strconv.Quote(name), describe(x))
			}
			*to = int(n)
		}
	}
	if x, ok := o["hex"]; ok && !it.nest {
		it.raw = true
		if it.octets, err = hex.DecodeString(text(x)); err != nil {
			return it, valueError("%q are no hexadecimal digits", text(x))
		}
	}
	if x, ok := o["pad"]; ok {
		it.padded = true
		if it.pad, err = hex.DecodeString(text(x)); err != nil {
			return it, valueError("%q are no hexadecimal digits", text(x))
		}
	}
	return it, nil
}
