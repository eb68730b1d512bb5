package json

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// Parse returns the octets of the message that one JSON object describes, in the form of Append. Members that describe
// the capture, not the message, are passed over.
func Parse(enc *codec.Encoder, object []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(object))
	d.UseNumber()
	var o map[string]any
	if err := d.Decode(&o); err != nil {
		return nil, &codec.Error{Offset: -1, Msg: "not a JSON object", Err: jsonCause(err)}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &codec.Error{Offset: -1, Msg: "something follows the JSON object"}
	}
	if h, ok := o["hex"]; ok {
		return codec.ParseOctets(h)
	}
	x, err := message(enc.Registry, o)
	if err != nil {
		return nil, err
	}
	return enc.Exact(x)
}

func jsonCause(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return errors.New("it ends too early")
	}
	return err
}

// message reads the object of a message, or of a quoted one.
func message(reg *codec.Registry, o map[string]any) (*codec.Exact, error) {
	x := &codec.Exact{BigEndian: o["byteorder"] == "big", Structs: o, Len: o["raw_len"]}
	if name, ok := o["protocol"]; ok {
		if x.Protocol, ok = name.(string); !ok || x.Protocol == "" {
			return nil, fault(`"protocol": want a name, got %s`, codec.Describe(name))
		}
	}
	header, ok := o["header"].(map[string]any)
	if p, err := reg.ProtocolNamed(x.Protocol); err == nil && p.IsPacket() {
		x.Attrs, err = attrs(o["attrs"])
		return x, err
	}
	if !ok {
		return nil, fault(`"header" is missing: an object with type, flags, seq and pid`)
	}
	x.Header = codec.ExactHeader{Len: header["len"], Type: header["type"], Flags: header["flags"], Seq: header["seq"],
		PortID: header["pid"]}
	if _, given := header["type"]; given && x.Header.Type == nil {
		x.Header.Type = 0 // the capture did not tell it
	}
	if genl, ok := o["genlmsghdr"].(map[string]any); ok {
		family, _ := o["family"].(string)
		number, given := genl["cmd"]
		x.Command = &codec.ExactCommand{Family: family, Number: number, Untold: given && number == nil,
			Version: genl["version"], Reserved: genl["reserved"]}
	}
	var err error
	if x.Attrs, err = attrs(o["attrs"]); err != nil {
		return nil, err
	}
	if quoted, ok := o["msg"].(map[string]any); ok {
		if x.Quoted, err = message(reg, quoted); err != nil {
			return nil, codec.InPath(err, "msg")
		}
		if pad, ok := quoted["pad"]; ok {
			x.Quoted.Padded = true
			if x.Quoted.Pad, err = codec.ParseOctets(pad); err != nil {
				return nil, codec.InPath(err, "msg")
			}
		}
	}
	return x, nil
}

func fault(format string, args ...any) error {
	return &codec.Error{Offset: -1, Msg: fmt.Sprintf(format, args...)}
}

// attrs reads a list of attributes.
func attrs(v any) ([]codec.ExactAttr, error) {
	if v == nil {
		return nil, nil
	}
	list, ok := v.([]any)
	if !ok {
		return nil, fault(`"attrs": want a list of objects, got %s`, codec.Describe(v))
	}
	all := make([]codec.ExactAttr, 0, len(list))
	for i, x := range list {
		o, ok := x.(map[string]any)
		if !ok {
			return nil, fault(`element %d of "attrs": want an object, got %s`, i, codec.Describe(x))
		}
		a, err := attr(o)
		if err != nil {
			return nil, codec.InPath(err, a.Name)
		}
		all = append(all, a)
	}
	return all, nil
}

func attr(o map[string]any) (codec.ExactAttr, error) {
	a := codec.ExactAttr{NULs: -1, Size: -1}
	var err error
	if t, ok := o["tail"]; ok {
		a.Tail, a.Name = true, "tail"
		a.Octets, err = codec.ParseOctets(t)
		return a, err
	}
	switch name := o["attr"].(type) {
	case string:
		a.Name = name
	case json.Number:
		a.Name = string(name)
	case nil:
		a.Name = "0"
		if _, ok := o["name"]; !ok { // what the capture says in its place
			return a, fault(`an attribute has "attr", its name or number, or "tail"`)
		}
	default:
		return a, fault(`an attribute has "attr", its name or number, or "tail"`)
	}
	if a.Value, err = value(o["value"]); err != nil {
		return a, err
	}
	if list, ok := o["attrs"]; ok {
		a.Nest = true
		if a.Attrs, err = attrs(list); err != nil {
			return a, err
		}
	}
	return a, a.SetAll(o)
}

// value reads the attributes inside a list of records, as RTA_MULTIPATH may be given. Other values are what they are.
func value(v any) (any, error) {
	list, _ := v.([]any)
	for i, x := range list {
		if o, ok := x.(map[string]any); ok && o["attrs"] != nil {
			inner, err := attrs(o["attrs"])
			if err != nil {
				return nil, codec.InPath(err, strconv.Itoa(i))
			}
			o["attrs"] = inner
		}
	}
	return v, nil
}
