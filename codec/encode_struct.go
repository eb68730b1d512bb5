package codec

import (
	"encoding/json"
	"slices"
	"strings"
)

// appendStruct takes an object by the names of the members: C names, or those without their prefix. Members that are
// not given, or null, are 0. "hex", if given, is the whole struct. "printed" is a remark.
func (e *encoding) appendStruct(dst []byte, s *Struct, v any, span int) ([]byte, error) {
	fields, ok := v.(map[string]any)
	if text, isText := v.(string); isText {
		fields, ok = s.split(text)
	}
	if !ok {
		return nil, valueError("want the members of struct %s, got %s", s.Name, Describe(v))
	}
	if h, ok := fields["hex"]; ok {
		return appendOctets(dst, h)
	}
	e.around = append(e.around, enclosing{s, fields})
	defer func() { e.around = e.around[:len(e.around)-1] }()
	used, start := 0, len(dst)
	if _, ok := fields["printed"]; ok {
		used++
	}
	places := s.places().members
	for i := range places {
		p := &places[i]
		m := &s.Members[i]
		for len(dst)-start < p.from {
			dst = append(dst, 0)
		}
		var x any
		ok := false
		if used < len(fields) {
			x, ok = e.given(fields, s, m, p)
		}
		if ok {
			used++
		}
		if p.spec.bits != nil {
			for len(dst)-start < p.to {
				dst = append(dst, 0)
			}
			if x == nil {
				continue
			}
			if err := e.putField(dst[start+p.from:], p, x); err != nil {
				return nil, InPath(err, m.Name)
			}
			continue
		}
		if x == nil {
			dst = append(dst, make([]byte, p.to-p.from)...)
			continue
		}
		if n, ok := x.(int); ok && p.counts(n) {
			dst = appendSized(dst, uint64(n), p.to-p.from, p.spec.Kind.bigEndian(e.big))
			continue
		}
		var err error
		spec := p.spec
		if m.Select != nil {
			spec = e.unionSpec(m, spec)
		}
		if dst, err = e.appendMember(dst, m, p, spec, x); err != nil {
			return nil, InPath(err, m.Name)
		}
	}
	if used < len(fields) {
		return nil, e.unknownMember(s, fields)
	}
	e.count(dst[start:], s, fields)
	for len(dst)-start < span {
		dst = append(dst, 0)
	}
	return dst, nil
}

// count fills in how much the last member of a struct holds, where it is given and its count is not.
func (e *encoding) count(b []byte, s *Struct, fields map[string]any) {
	n := len(s.Members) - 1
	last := &s.Members[n]
	by, at := s.lookup(last.LenField)
	if p := &s.places().members[n]; by == nil || at.to > len(b) || p.to > p.from {
		return
	}
	if v, _ := e.given(fields, s, by, at); v == nil {
		pieces := 8 * (len(b) - s.places().members[n].from) / last.pieceBits()
		appendSized(b[:at.from], uint64(pieces), at.to-at.from, by.Kind.bigEndian(e.big))
	}
}

// split takes a struct written as its members between colons, as ranges of ports and user ids are: "1000:2000".
func (s *Struct) split(text string) (fields map[string]any, ok bool) {
	parts := strings.Split(text, ":")
	if len(parts) != len(s.Members) {
		return nil, false
	}
	fields = map[string]any{}
	for i, part := range parts {
		fields[s.Members[i].Name] = part
	}
	return fields, true
}

// BareName is the name of a member without the prefix that all members of its struct share: "family" of ifi_family. The
// full name of a member is not another one's bare name.
func (s *Struct) BareName(m *Member) string {
	prefix, _, _ := strings.Cut(s.Members[0].Name, "_")
	short, ok := strings.CutPrefix(m.Name, prefix+"_")
	if !ok || prefix == "" || short == "" {
		return m.Name
	}
	if slices.ContainsFunc(s.Members, func(other Member) bool { return other.Name == short }) {
		return m.Name
	}
	return short
}

// isNamed reports whether a name stands for a member: its C name, that without the prefix, or the alias.
func (e *encoding) isNamed(s *Struct, m *Member, name string) bool {
	return name == m.Name || name == s.BareName(m) || e.alias != nil && name == e.alias(s, m)
}

// hasAll reports whether all names stand for members of the struct, or for its octets.
func (e *encoding) hasAll(s *Struct, fields map[string]any) bool {
	for name := range fields {
		if name != "hex" && !slices.ContainsFunc(s.Members, func(m Member) bool { return e.isNamed(s, &m, name) }) {
			return false
		}
	}
	return true
}

// isWhole reports whether all members of a struct are given.
func (e *encoding) isWhole(s *Struct, fields map[string]any) bool {
	for i := range s.Members {
		m := &s.Members[i]
		if _, ok := e.given(fields, s, m, &s.places().members[i]); !ok && m.Kind != Pad {
			return false
		}
	}
	return true
}

// counts reports whether a number stands for itself in a member, as most do, and fits.
func (p *place) counts(n int) bool {
	return p.plain && n >= 0 && uint64(n) < 1<<(8*(p.to-p.from))
}

// given returns the value that is given for a member under one of its names.
func (e *encoding) given(fields map[string]any, s *Struct, m *Member, p *place) (v any, ok bool) {
	if v, ok = fields[m.Name]; ok {
		return v, true
	}
	if len(p.bare) != len(m.Name) {
		if v, ok = fields[p.bare]; ok {
			return v, true
		}
	}
	if e.alias != nil {
		v, ok = fields[e.alias(s, m)]
	}
	return v, ok
}

func (e *encoding) unknownMember(s *Struct, fields map[string]any) error {
	var names []string
	for i := range s.Members {
		names = append(names, s.Members[i].Name)
	}
	for name := range fields {
		if name != "printed" && !e.hasAll(s, map[string]any{name: nil}) {
			return valueError("%s", unknownName("member of struct "+s.Name, name, names))
		}
	}
	return valueError("a member of struct %s is given twice", s.Name)
}

// appendMember appends a member in its layout, of as many octets as its value takes if its place has none.
func (e *encoding) appendMember(dst []byte, m *Member, p *place, spec *Spec, v any) ([]byte, error) {
	start, size := len(dst), p.to-p.from
	if n, ok := v.(json.Number); ok && m.Kind == Pad && n == "0" {
		return append(dst, make([]byte, size)...), nil // pyroute2 shows some padding as a number
	}
	dst, err := e.appendValue(dst, spec, v, false, 0)
	if err != nil {
		return nil, err
	}
	if n := len(dst) - start; size > 0 && n > size {
		return nil, valueError("%s takes %d octets, %d are too many", m.Name, size, n)
	}
	for size > 0 && len(dst)-start < size {
		dst = append(dst, 0)
	}
	return dst, nil
}
