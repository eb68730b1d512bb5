package iproute

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// sayVF says settings of virtual functions, of one or of several: Args with its number as "vf", and by the name of each
// attribute its value, or the members of the struct that it is.
//
//	iproute.Args{"index": 3, "vf": iproute.Args{"vf": 0, "mac": "02:00:00:00:00:01", "vlan": 100, "spoofchk": true}}
//
// "vlan" may be a list too, for tags inside each other: {"vlan": 100, "proto": "802.1ad"}.
func sayVF(v *values, value any) error {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	for _, said := range list {
		vf, ok := said.(map[string]any)
		if !ok {
			return errWant("Args of a virtual function", said)
		}
		attrs, err := functionOf(vf)
		if err != nil {
			return err
		}
		v.put(attrs, "IFLA_VFINFO_LIST", "IFLA_VF_INFO")
	}
	return nil
}

// functionOf returns the attributes of a virtual function.
func functionOf(said map[string]any) (attrs []codec.A, err error) {
	number, ok := said["vf"]
	if !ok {
		return nil, errors.New(`the number of the virtual function is missing: "vf"`)
	}
	set := setIn(linkObject.message().Set, "IFLA_VFINFO_LIST", "IFLA_VF_INFO")
	for _, name := range slices.Sorted(maps.Keys(said)) {
		if name == "vf" {
			continue
		}
		n, ok := set.Number(name)
		if !ok {
			return nil, codec.UnknownName("attribute of virtual functions", name, shortNames(set))
		}
		spec := &set.Attrs[n]
		a := codec.A{Name: set.Prefix + spec.Name, Value: said[name]}
		if tags, ok := said[name].([]any); ok && spec.Name == "VLAN" {
			a = codec.A{Name: "IFLA_VF_VLAN_LIST", Value: tagsOf(number, tags)}
		} else if spec.Struct != nil {
			a.Value = ofFunction(number, spec.Struct, said[name])
		}
		attrs = append(attrs, a)
	}
	return attrs, nil
}

// setIn returns the attributes of a nest that always has the same.
func setIn(set *codec.Set, path ...string) *codec.Set {
	for _, name := range path {
		number, _ := set.Number(name)
		set = set.Attrs[number].Set
	}
	return set
}

// ofFunction returns the struct of a setting: the number of the function, and the members that are said, or a value,
// which is that of the first other member.
func ofFunction(number any, s *codec.Struct, value any) map[string]any {
	if members, ok := value.(map[string]any); ok {
		members = maps.Clone(members)
		members["vf"] = number
		return members
	}
	if on, ok := value.(bool); ok {
		value = map[bool]int{true: 1}[on]
	}
	return map[string]any{"vf": number, s.Members[min(1, len(s.Members)-1)].Name: value}
}

// tagsOf returns the tags of VLANs inside each other, of which "proto" is the protocol.
func tagsOf(number any, tags []any) (attrs []codec.A) {
	for _, tag := range tags {
		members, ok := tag.(map[string]any)
		if !ok {
			members = map[string]any{"vlan": tag}
		}
		members = maps.Clone(members)
		members["vf"] = number
		if proto, ok := members["proto"]; ok {
			delete(members, "proto")
			members["vlan_proto"] = proto
		}
		attrs = append(attrs, codec.A{Name: "IFLA_VF_VLAN_INFO", Value: members})
	}
	return attrs
}

// shortNames returns the names of attributes as people say them.
func shortNames(set *codec.Set) (names []string) {
	for i := range set.Attrs {
		if name := set.Attrs[i].Name; name != "" {
			names = append(names, strings.ToLower(name))
		}
	}
	return names
}
