package codec

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Pyroute2 returns the octets of the message that a Python literal describes, in the form of Message.AppendPyroute2 or
// as pyroute2 itself prints messages. Without 'nl_protocol', as pyroute2 leaves it out, the message is one of
// NETLINK_ROUTE or of the generic netlink family whose command 'event' is.
func (enc *Encoder) Pyroute2(literal []byte) ([]byte, error) {
	p := pyParser{text: literal}
	v, err := p.value(0)
	if err == nil {
		if p.space(); p.at < len(p.text) {
			err = p.fail("something follows the dict")
		}
	}
	if err != nil {
		return nil, err
	}
	d, ok := v.(map[string]any)
	if !ok {
		return nil, &Error{Offset: 0, Msg: "a Python dict is wanted"}
	}
	o, err := enc.fromPyroute2(d)
	if err != nil {
		return nil, err
	}
	e := enc.startObject(o)
	e.unsigned = true
	return e.object(o)
}

// fromPyroute2 turns the dict of a message into the object of its JSON form.
func (enc *Encoder) fromPyroute2(d map[string]any) (map[string]any, error) {
	o := map[string]any{}
	if h, ok := d["hex"]; ok && d["header"] == nil {
		return map[string]any{"hex": h}, nil
	}
	header, ok := d["header"].(map[string]any)
	if !ok {
		return nil, valueError("'header' is missing: a dict with type, flags, sequence_number and pid")
	}
	numbers := map[string]any{}
	for from, to := range map[string]string{
		"length": "len", "type": "type", "flags": "flags", "sequence_number": "seq", "pid": "pid",
	} {
		if v, ok := header[from]; ok {
			numbers[to] = v
		}
	}
	o["header"] = numbers
	for from, to := range map[string]string{
		"nl_protocol": "protocol", "genl_family": "family", "byteorder": "byteorder",
		"raw_len": "raw_len", "pad": "pad",
	} {
		if v, ok := d[from]; ok {
			o[to] = v
		}
	}
	enc.guessProtocol(d, o)
	attrs, err := fromTuples(d["attrs"])
	if err != nil {
		return nil, err
	}
	o["attrs"] = attrs
	if q, ok := d["msg"].(map[string]any); ok {
		if q["nl_protocol"] == nil {
			q["nl_protocol"] = o["protocol"]
		}
		if o["msg"], err = enc.fromPyroute2(q); err != nil {
			return nil, inPath(err, "msg")
		}
	}
	fixed := map[string]any{}
	for k, v := range d {
		switch k {
		case "attrs", "header", "event", "nl_protocol", "byteorder", "raw_len", "pad", "genl_family", "msg":
		default:
			fixed[k] = v
		}
	}
	if cmd, ok := d["cmd"]; ok && o["protocol"] == "NETLINK_GENERIC" {
		o["genlmsghdr"] = map[string]any{"cmd": cmd, "version": orZero(d["version"]),
			"reserved": orZero(d["reserved"])}
		delete(fixed, "cmd")
		delete(fixed, "version")
		delete(fixed, "reserved")
	}
	enc.nameFixed(o, fixed)
	return o, nil
}

func orZero(v any) any {
	if v == nil {
		return json.Number("0")
	}
	return v
}

// guessProtocol fills in what pyroute2 leaves out.
func (enc *Encoder) guessProtocol(d, o map[string]any) {
	if o["protocol"] != nil {
		return
	}
	o["protocol"] = "NETLINK_ROUTE"
	event := text(d["event"])
	for _, f := range enc.Registry.Families() {
		if slices.ContainsFunc(f.Commands, func(t *MessageType) bool { return t.Name == event }) {
			o["protocol"], o["family"] = "NETLINK_GENERIC", f.Name
			return
		}
	}
}

// nameFixed puts the members of the fixed struct under the name of the struct that has them all.
func (enc *Encoder) nameFixed(o, fixed map[string]any) {
	for name, v := range fixed {
		if list, ok := v.([]any); ok && len(list) == 0 {
			delete(fixed, name) // pyroute2 shows padding as ()
		}
	}
	if len(fixed) == 0 {
		return
	}
	e := enc.start(false)
	p, _ := enc.Registry.protocolIndexNamed(text(o["protocol"]))
	h, err := e.parseHeader(o, p)
	if err != nil {
		return // the encoder says it again
	}
	for _, t := range h.typ.candidates() {
		if t.Header != nil && (fixed["hex"] != nil || t.Header.hasAll(fixed)) {
			o[t.Header.Name] = fixed
			return
		}
	}
	if h.typ != nil && h.typ.Header != nil {
		o[h.typ.Header.Name] = fixed // the encoder says which member is wrong
	}
}

func (s *Struct) hasAll(fields map[string]any) bool {
	for name := range fields {
		found := false
		for i := range s.Members {
			found = found || s.isNamed(&s.Members[i], name)
		}
		if !found {
			return false
		}
	}
	return true
}

// fromTuples turns a list of attribute tuples into a list of attribute objects.
func fromTuples(v any) (any, error) {
	list, ok := v.([]any)
	if v == nil {
		return []any{}, nil
	}
	if !ok {
		return nil, valueError("'attrs' must be a list of tuples, not %s", describe(v))
	}
	objects := make([]any, len(list))
	for i, x := range list {
		tuple, ok := x.([]any)
		if !ok || len(tuple) < 2 {
			return nil, valueError("element %d of 'attrs' must be a tuple of name and value, not %s", i, describe(x))
		}
		o, err := fromTuple(tuple)
		if err != nil {
			return nil, err
		}
		objects[i] = o
	}
	return objects, nil
}

func fromTuple(tuple []any) (map[string]any, error) {
	o := map[string]any{"attr": tuple[0]}
	if tuple[0] == nil {
		o["name"] = "" // the capture did not tell it
	}
	if tuple[0] == "TAIL" {
		return map[string]any{"tail": tuple[1]}, nil
	}
	if len(tuple) > 2 {
		flags, _, err := integerOf(tuple[2], nil, NoUnit)
		if err != nil {
			return nil, inPath(err, fmt.Sprint(tuple[0]))
		}
		if flags&nlaNested != 0 {
			o["nested"] = true
		}
		if flags&nlaNetByteOrder != 0 {
			o["net_byteorder"] = true
		}
	}
	value := tuple[1]
	if d, ok := value.(map[string]any); ok {
		if tuple[0] == "UNKNOWN" {
			h, _ := d["header"].(map[string]any)
			if h == nil || d["data"] == nil {
				return nil, valueError("an UNKNOWN attribute needs 'header' with its type, and its octets as 'data'")
			}
			o["attr"], o["hex"], value = h["type"], d["data"], nil
			if h["type"] == nil {
				o["name"] = ""
			}
		} else if attrs, ok := d["attrs"]; ok {
			return fromNest(o, d, attrs, tuple)
		}
	}
	if value != nil {
		v, err := fromRecords(value)
		if err != nil {
			return nil, inPath(err, fmt.Sprint(tuple[0]))
		}
		o["value"] = v
	}
	addExtras(o, tuple)
	return o, nil
}

func fromNest(o, d map[string]any, attrs any, tuple []any) (map[string]any, error) {
	inner, err := fromTuples(attrs)
	if err != nil {
		return nil, inPath(err, fmt.Sprint(tuple[0]))
	}
	o["attrs"] = inner
	fixed := map[string]any{}
	for k, v := range d {
		if k != "attrs" {
			fixed[k] = v
		}
	}
	if len(fixed) > 0 {
		o["value"] = fixed
	}
	addExtras(o, tuple)
	return o, nil
}

// fromRecords turns the attributes inside a list of records, as of RTA_MULTIPATH.
func fromRecords(v any) (any, error) {
	list, ok := v.([]any)
	if !ok {
		return v, nil
	}
	for _, x := range list {
		if d, ok := x.(map[string]any); ok && d["attrs"] != nil {
			attrs, err := fromTuples(d["attrs"])
			if err != nil {
				return nil, err
			}
			d["attrs"] = attrs
		}
	}
	return list, nil
}

func addExtras(o map[string]any, tuple []any) {
	if len(tuple) < 4 {
		return
	}
	extras, _ := tuple[3].(map[string]any)
	for k, v := range extras {
		o[k] = v
	}
}
