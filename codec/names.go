package codec

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// NameMatches reports whether a name stands for a C name of a protocol or a multicast group: it is the same, or what
// follows the first underscore, in any case.
func NameMatches(full, name string) bool {
	return matchesBehind(full, strings.IndexByte(full, '_')+1, name)
}

// matchesBehind reports whether a name is a C name, or what it is after a prefix of so many octets, in any case.
func matchesBehind(full string, prefix int, name string) bool {
	return strings.EqualFold(full, name) || strings.EqualFold(full[prefix:], name)
}

// IsNumber reports whether a name is a number in decimal digits.
func IsNumber(name string) bool { return name != "" && strings.Trim(name, "0123456789") == "" }

// ProtocolNamed returns a protocol by its C name or what follows NETLINK_, in any case, or by its number.
func (r *Registry) ProtocolNamed(name string) (*Protocol, error) {
	p, err := r.protocolIndexNamed(name)
	if err == nil {
		return p.Protocol, nil
	}
	return nil, UnknownName("netlink protocol", name, r.ProtocolNames())
}

func (r *Registry) protocolIndexNamed(name string) (*protocolIndex, error) {
	number, isNumber := attrNumber(name)
	for p := range r.all {
		if p.Name == name || NameMatches(p.Name, name) || isNumber && p.Number == int(number) {
			return p, nil
		}
	}
	known := append(r.ProtocolNames(), r.FamilyNames()...)
	return nil, valueError("%s", unknownName("protocol or generic netlink family", name, known))
}

// Group returns the number of a multicast group by its C name or what follows the first underscore, in any case, or by
// its number; ok is false if the protocol has none of that name. Of a nil Protocol numbers are all that is known.
func (p *Protocol) Group(name string) (number uint32, ok bool) {
	if n, err := strconv.ParseUint(name, 10, 32); err == nil {
		return uint32(n), n > 0
	}
	if p == nil {
		return 0, false
	}
	for i, known := range p.Groups {
		if i > 0 && known != "" && NameMatches(known, name) {
			return uint32(i), true
		}
	}
	return 0, false
}

// ProtocolNames returns the C names of the protocols.
func (r *Registry) ProtocolNames() (names []string) {
	for p := range r.all {
		names = append(names, p.Name)
	}
	return names
}

// FamilyNames returns the names of the generic netlink families, sorted.
func (r *Registry) FamilyNames() (names []string) {
	for name := range r.families {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// FamilyNamed returns the generic netlink family of that name.
func (r *Registry) FamilyNamed(name string) (*Family, error) {
	if x := r.families[name]; x != nil {
		return x.Family, nil
	}
	return nil, UnknownName("generic netlink family", name, r.FamilyNames())
}

// FamilyOf returns the generic netlink family that alone has a command of that name, full or short.
func (r *Registry) FamilyOf(command string) (*Family, error) {
	var found []*Family
	var names, known []string
	for _, f := range r.Families() {
		known = append(known, typeNames(f.Commands)...)
		if len(TypesNamed(command, f.Commands)) == 1 {
			found, names = append(found, f), append(names, f.Name)
		}
	}
	switch len(found) {
	case 0:
		return nil, UnknownName("generic netlink command", command, known)
	case 1:
		return found[0], nil
	}
	return nil, fmt.Errorf("several generic netlink families have a command %q: say which of %s", command,
		strings.Join(names, ", "))
}

// TypesNamed returns the messages of a list that a name stands for: the one of that C name, or of that name without the
// prefix of the list, in any case; else those whose names end in it, after an underscore.
func TypesNamed(name string, list []*MessageType) (found []*MessageType) {
	if name == "" {
		return nil
	}
	prefix := commonPrefix(list)
	for _, t := range list {
		if matchesBehind(t.Name, prefix, name) {
			return []*MessageType{t}
		}
		n := len(t.Name) - len(name)
		if n > 0 && t.Name[n-1] == '_' && strings.EqualFold(t.Name[n:], name) {
			found = append(found, t)
		}
	}
	return found
}

// commonPrefix returns how many octets of the names of messages are a prefix that all have, as RTM_ is.
func commonPrefix(list []*MessageType) int {
	if len(list) == 0 {
		return 0
	}
	prefix := list[0].Name
	for _, t := range list {
		for !strings.HasPrefix(t.Name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return strings.LastIndexByte(prefix, '_') + 1
}

// messageNamed returns a message type by its full or short name or its number, and that number. Of a number that no
// table knows the type is nil.
func (x *protocolIndex) messageNamed(name string) (*MessageType, uint16, error) {
	n, isNumber := typeNumber(name, 16)
	if !isNumber {
		return typeNamed("message type", x.Name, name, x.Messages, ControlTypes())
	}
	return x.typeOf(n), n, nil
}

// commandNamed returns a command by its full or short name or its number, and that number.
func (x *familyIndex) commandNamed(name string) (*MessageType, uint16, error) {
	n, isNumber := typeNumber(name, 8)
	if !isNumber {
		return typeNamed("command", x.Name, name, x.Commands)
	}
	if t := x.types[n]; t != nil {
		return t, n, nil
	}
	return x.fallback, n, nil
}

// typeNumber returns the number of so many bits that a name is, if it is one: to try costs more than to look first.
func typeNumber(name string, bits int) (uint16, bool) {
	if !isDigits(name) {
		return 0, false
	}
	n, err := strconv.ParseUint(name, 0, bits)
	return uint16(n), err == nil
}

// typeNamed finds the only message type of that name in lists. what is what they list, of a protocol or family.
func typeNamed(what, of, name string, lists ...[]*MessageType) (*MessageType, uint16, error) {
	for _, list := range lists {
		if i := slices.IndexFunc(list, func(t *MessageType) bool { return t.Name == name }); i >= 0 {
			return list[i], list[i].Type, nil
		}
	}
	var found []*MessageType
	var known []string
	for _, list := range lists {
		if found = append(found, TypesNamed(name, list)...); len(found) == 1 {
			return found[0], found[0].Type, nil
		}
		known = append(known, typeNames(list)...)
	}
	if len(found) > 1 {
		return nil, 0, valueError("%s could be %s", quote(name), strings.Join(typeNames(found), ", "))
	}
	return nil, 0, valueError("%s", unknownName(what+" of "+of, name, known))
}

func typeNames(list []*MessageType) (names []string) {
	for _, t := range list {
		names = append(names, t.Name)
	}
	return names
}

// HeaderFlags returns nlmsg_flags by name, with or without NLM_F_ and in any case, joined by "|":
// "NLM_F_CREATE|NLM_F_EXCL", "create|excl". The same bits have several names, by what the message is.
func HeaderFlags(names string) (uint16, error) {
	n, _, err := nlmsgFlagsAny.parse(names)
	if err == nil && n > math.MaxUint16 {
		err = valueError("%s does not fit into the 16 bits of nlmsg_flags", names)
	}
	return uint16(n), err
}
