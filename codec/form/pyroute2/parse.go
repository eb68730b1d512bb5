package pyroute2

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/nlkit/nlkit/codec"
)

// Parse returns the octets of the message that a Python literal describes, in the form of Append or as pyroute2 itself
// prints messages. Without 'nl_protocol', as pyroute2 leaves it out, the message is one of NETLINK_ROUTE or of the
// generic netlink family whose command 'event' is.
func Parse(enc *codec.Encoder, literal []byte) ([]byte, error) {
	d, err := dict(literal)
	if err != nil {
		return nil, err
	}
	if h, ok := d["hex"]; ok && d["header"] == nil {
		return codec.ParseOctets(h)
	}
	x, err := message(enc.Registry, d)
	if err != nil {
		return nil, err
	}
	x.Alias, x.Unsigned = spelled, true // pyroute2 reads many signed values as unsigned
	return enc.Exact(x)
}

// Record returns what a message says of the record that it is in: the name of its protocol, "" if it says none, and
// whether numbers are in big-endian order.
func Record(reg *codec.Registry, literal []byte) (protocol string, bigEndian bool) {
	d, err := dict(literal)
	if err != nil {
		return "", false
	}
	if protocol, _ = d["nl_protocol"].(string); protocol == "" && familyOf(reg, d) != nil {
		protocol = "NETLINK_GENERIC"
	}
	return protocol, d["byteorder"] == "big"
}

// dict reads a literal that is a dict.
func dict(literal []byte) (map[string]any, error) {
	p := literalParser{text: literal}
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
		return nil, &codec.Error{Offset: 0, Msg: "want a Python dict"}
	}
	return d, nil
}

func fault(format string, args ...any) error {
	return &codec.Error{Offset: -1, Msg: fmt.Sprintf(format, args...)}
}

// notMembers are the keys of a message that are no members of its fixed struct.
var notMembers = []string{
	"attrs", "header", "event", "nl_protocol", "byteorder", "raw_len", "pad", "genl_family", "msg",
}

// message reads the dict of a message, or of a quoted one.
func message(reg *codec.Registry, d map[string]any) (*codec.Exact, error) {
	header, ok := d["header"].(map[string]any)
	name, _ := d["nl_protocol"].(string)
	if p, err := reg.ProtocolNamed(name); err == nil && p.IsPacket() {
		x := &codec.Exact{Protocol: p.Name}
		x.Attrs, err = attrs(d["attrs"])
		return x, err
	}
	if !ok {
		return nil, fault("'header' is missing: a dict with type, flags, sequence_number and pid")
	}
	x := &codec.Exact{BigEndian: d["byteorder"] == "big", Len: d["raw_len"]}
	x.Header = codec.ExactHeader{Len: header["length"], Type: header["type"], Flags: header["flags"],
		Seq: header["sequence_number"], PortID: header["pid"]}
	if _, given := header["type"]; given && x.Header.Type == nil {
		x.Header.Type = 0 // the capture did not tell it
	}
	family, err := protocol(reg, d, x)
	if err != nil {
		return nil, err
	}
	if x.Attrs, err = attrs(d["attrs"]); err != nil {
		return nil, err
	}
	members := map[string]any{}
	for k, v := range d {
		list, isList := v.([]any)
		if padding := isList && len(list) == 0; !padding && !slices.Contains(notMembers, k) { // shown as ()
			members[k] = v
		}
	}
	if cmd, ok := d["cmd"]; ok && x.Protocol == "NETLINK_GENERIC" {
		x.Command = &codec.ExactCommand{Family: family, Number: cmd, Untold: cmd == nil, Version: d["version"],
			Reserved: d["reserved"]}
		delete(members, "cmd")
		delete(members, "version")
		delete(members, "reserved")
	}
	gather(members)
	if len(members) > 0 {
		x.Members = members
	}
	return x, quoted(reg, d, x)
}

// protocol reads the protocol, or guesses it as pyroute2 leaves it out, and returns the generic netlink family.
func protocol(reg *codec.Registry, d map[string]any, x *codec.Exact) (family string, err error) {
	family, _ = d["genl_family"].(string)
	if name := d["nl_protocol"]; name != nil {
		var ok bool
		if x.Protocol, ok = name.(string); !ok || x.Protocol == "" {
			return "", fault("'nl_protocol': want a name, got %s", codec.Describe(name))
		}
		return family, nil
	}
	x.Protocol = "NETLINK_ROUTE"
	if f := familyOf(reg, d); f != nil {
		x.Protocol = "NETLINK_GENERIC"
		return f.Name, nil
	}
	return family, nil
}

// familyOf returns the generic netlink family whose command 'event' is, or nil.
func familyOf(reg *codec.Registry, d map[string]any) *codec.Family {
	event, _ := d["event"].(string)
	for _, f := range reg.Families() {
		if slices.ContainsFunc(f.Commands, func(t *codec.MessageType) bool { return t.Name == event }) {
			return f
		}
	}
	return nil
}

// quoted reads the message that an NLMSG_ERROR quotes, if there is one.
func quoted(reg *codec.Registry, d map[string]any, x *codec.Exact) (err error) {
	q, ok := d["msg"].(map[string]any)
	if !ok {
		return nil
	}
	if q["nl_protocol"] == nil {
		q["nl_protocol"] = x.Protocol
	}
	if x.Quoted, err = message(reg, q); err == nil && q["pad"] != nil {
		x.Quoted.Padded = true
		x.Quoted.Pad, err = codec.ParseOctets(q["pad"])
	}
	if err != nil {
		return codec.InPath(err, "msg")
	}
	return nil
}

// attrs reads a list of attributes as tuples.
func attrs(v any) ([]codec.ExactAttr, error) {
	if v == nil {
		return nil, nil
	}
	list, ok := v.([]any)
	if !ok {
		return nil, fault("'attrs': want a list of tuples, got %s", codec.Describe(v))
	}
	attrs := make([]codec.ExactAttr, len(list))
	for i, x := range list {
		tuple, ok := x.([]any)
		if !ok || len(tuple) < 2 {
			return nil, fault("element %d of 'attrs': want a tuple of name and value, got %s", i, codec.Describe(x))
		}
		var err error
		if attrs[i], err = attr(tuple); err != nil {
			return nil, codec.InPath(err, fmt.Sprint(tuple[0]))
		}
	}
	return attrs, nil
}

func attr(tuple []any) (a codec.ExactAttr, err error) {
	a = codec.ExactAttr{NULs: -1, Size: -1}
	if tuple[0] == "TAIL" {
		a.Tail = true
		a.Octets, err = codec.ParseOctets(tuple[1])
		return a, err
	}
	if len(tuple) > 2 {
		flags, err := codec.NumberOf(tuple[2], 16)
		if err != nil {
			return a, err
		}
		a.SetHeaderFlags(uint16(flags))
	}
	name := tuple[0]
	switch d, _ := tuple[1].(map[string]any); {
	case d != nil && name == "UNKNOWN":
		h, _ := d["header"].(map[string]any)
		if h == nil || d["data"] == nil {
			return a, fault("an UNKNOWN attribute needs 'header' with its type, and its octets as 'data'")
		}
		name, a.Raw = h["type"], true
		a.Octets, err = codec.ParseOctets(d["data"])
	case hasAttrs(d):
		err = nest(&a, d)
	default:
		a.Value, err = records(tuple[1])
	}
	if err != nil {
		return a, err
	}
	if a.Name, err = nameOf(name); err != nil || len(tuple) < 4 {
		return a, err
	}
	extras, _ := tuple[3].(map[string]any)
	return a, a.SetAll(extras)
}

// nameOf reads the name of an attribute; 0 stands for what a capture does not tell.
func nameOf(v any) (string, error) {
	switch name := v.(type) {
	case nil:
		return "0", nil
	case string:
		return name, nil
	case json.Number:
		return string(name), nil
	}
	return "", fault("an attribute is named by a string or a number, not by %s", codec.Describe(v))
}

func hasAttrs(d map[string]any) bool {
	_, ok := d["attrs"]
	return ok
}

// nest reads what a nest holds: its attributes and, beside them, the members of a fixed struct.
func nest(a *codec.ExactAttr, d map[string]any) (err error) {
	a.Nest = true
	a.Attrs, err = attrs(d["attrs"])
	fixed := map[string]any{}
	for k, v := range d {
		if k != "attrs" && k != "options" {
			fixed[k] = v
		}
	}
	if len(fixed) > 0 {
		a.Value = fixed
	}
	return err
}

// records reads the attributes inside a list of records, as of RTA_MULTIPATH. Other values are what they are.
func records(v any) (any, error) {
	list, _ := v.([]any)
	for _, x := range list {
		if d, ok := x.(map[string]any); ok && d["attrs"] != nil {
			inner, err := attrs(d["attrs"])
			if err != nil {
				return nil, err
			}
			d["attrs"] = inner
		}
	}
	return v, nil
}
