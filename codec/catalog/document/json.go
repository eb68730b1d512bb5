package document

import (
	"encoding/json"
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// The JSON form of the tables.
type (
	jsonSchema struct {
		Protocols []jsonProtocol `json:"protocols"`
		Sets      []jsonSet      `json:"attribute-sets"`
		Structs   []jsonStruct   `json:"structs"`
		Enums     []jsonEnum     `json:"enums"`
	}
	jsonProtocol struct {
		Name     string        `json:"name"`
		Number   int           `json:"number"`
		Messages []jsonMessage `json:"messages"`
		Families []jsonFamily  `json:"families,omitempty"`
	}
	jsonFamily struct {
		Name     string        `json:"name"`
		Version  uint8         `json:"version"`
		Messages []jsonMessage `json:"messages"`
	}
	jsonMessage struct {
		Name   string `json:"name"`
		Type   uint16 `json:"type"`
		Header string `json:"header,omitempty"`
		Attrs  string `json:"attrs,omitempty"`
		Doc    string `json:"doc,omitempty"`
	}
	jsonSet struct {
		Name   string     `json:"name"`
		Framed string     `json:"framed-as,omitempty"`
		Attrs  []jsonAttr `json:"attrs"`
	}
	jsonAttr struct {
		Type int    `json:"type"`
		Name string `json:"name"`
		jsonSpec
	}
	jsonSpec struct {
		Kind   string     `json:"kind"`
		Set    string     `json:"set,omitempty"`
		Struct string     `json:"struct,omitempty"`
		Enum   string     `json:"enum,omitempty"`
		Index  string     `json:"index,omitempty"`
		Elem   *jsonSpec  `json:"elem,omitempty"`
		Select string     `json:"select,omitempty"`
		Cases  []jsonCase `json:"cases,omitempty"`
		Unit   string     `json:"unit,omitempty"`
		Doc    string     `json:"doc,omitempty"`
	}
	jsonCase struct {
		Value string `json:"value"`
		jsonSpec
	}
	jsonStruct struct {
		Name    string       `json:"name"`
		Size    int          `json:"size"`
		Members []jsonMember `json:"members"`
	}
	jsonMember struct {
		Name   string `json:"name"`
		Offset int    `json:"offset"`
		Len    int    `json:"len,omitempty"`
		jsonSpec
	}
	jsonField struct {
		Mask  uint64 `json:"mask"`
		Value uint64 `json:"value"`
		Name  string `json:"name"`
	}
	jsonEnum struct {
		Name   string            `json:"name"`
		Flags  bool              `json:"flags"`
		Values map[string]string `json:"values"`
		Fields []jsonField       `json:"fields,omitempty"` // of flags: numbers in some of the bits
	}
)

// JSON returns the tables as one JSON object, indented.
func (c *Catalog) JSON() ([]byte, error) {
	s := jsonSchema{Protocols: []jsonProtocol{}, Sets: []jsonSet{}, Structs: []jsonStruct{}, Enums: []jsonEnum{}}
	for _, p := range c.Registry.Protocols() {
		j := jsonProtocol{Name: p.Name, Number: p.Number, Messages: c.jsonMessages(p.Messages)}
		if p.Fallback != nil {
			j.Messages = append(j.Messages, c.jsonMessages([]*codec.MessageType{p.Fallback})...)
		}
		if p.Generic {
			for _, f := range c.Registry.Families() {
				j.Families = append(j.Families, jsonFamily{f.Name, f.Version, c.jsonMessages(f.Commands)})
			}
		}
		s.Protocols = append(s.Protocols, j)
	}
	for _, set := range c.Sets {
		s.Sets = append(s.Sets, c.jsonSet(set))
	}
	for _, st := range c.Structs {
		s.Structs = append(s.Structs, c.jsonStruct(st))
	}
	for _, e := range c.Enums {
		j := jsonEnum{Name: c.enums[e], Flags: e.Flags, Values: map[string]string{}}
		for v, name := range e.All {
			if mask := e.Mask(name); mask != 0 {
				j.Fields = append(j.Fields, jsonField{mask, v, name})
				continue
			}
			j.Values[strconv.FormatUint(v, 10)] = name
		}
		s.Enums = append(s.Enums, j)
	}
	return json.MarshalIndent(s, "", " ")
}

func (c *Catalog) jsonMessages(types []*codec.MessageType) []jsonMessage {
	list := []jsonMessage{}
	for _, t := range types {
		list = append(list, jsonMessage{t.Name, t.Type, c.structs[t.Header], c.sets[t.Set], t.Doc})
		list = append(list, c.jsonMessages(t.Variants)...)
	}
	return list
}

func (c *Catalog) jsonSet(s *codec.Set) jsonSet {
	j := jsonSet{Name: c.sets[s], Attrs: []jsonAttr{}}
	if s.Framing != nil {
		j.Framed = s.Framing.Name
	}
	for i := range s.Attrs {
		if a := &s.Attrs[i]; a.Name != "" {
			j.Attrs = append(j.Attrs, jsonAttr{i, s.Prefix + a.Name, c.jsonSpec(a)})
		}
	}
	return j
}

func (c *Catalog) jsonSpec(s *codec.Spec) jsonSpec {
	j := jsonSpec{
		Kind: s.Kind.String(), Set: c.sets[s.Set], Struct: c.structs[s.Struct], Enum: c.enums[s.Enum],
		Index: c.enums[s.Index], Unit: s.Unit.String(), Doc: s.Doc,
	}
	if s.Elem != nil {
		e := c.jsonSpec(s.Elem)
		j.Elem = &e
	}
	if s.Select != nil {
		j.Select, j.Cases = s.Select.String(), c.jsonCases(s.Select)
	}
	return j
}

func (c *Catalog) jsonCases(s *codec.Selector) []jsonCase {
	var list []jsonCase
	for ; s != nil; s = s.Else() {
		for _, k := range s.Cases() {
			j := jsonCase{Value: caseValue(&k)}
			if k.Spec != nil {
				j.jsonSpec = c.jsonSpec(k.Spec)
			}
			list = append(list, j)
		}
	}
	return list
}

// caseValue is what selects a case.
func caseValue(k *codec.Case) string {
	switch {
	case k.Any:
		return "*"
	case k.Name != "":
		return k.Name
	}
	return strconv.FormatUint(k.Value, 10)
}

func (c *Catalog) jsonStruct(s *codec.Struct) jsonStruct {
	j := jsonStruct{Name: c.structs[s], Size: s.Size(), Members: []jsonMember{}}
	for i := range s.Members {
		m := &s.Members[i]
		spec := c.jsonSpec(&codec.Spec{Kind: m.Kind, Struct: m.Struct, Enum: m.Enum, Select: m.Select, Unit: m.Unit})
		if m.Kind == codec.Array {
			spec.Elem = &jsonSpec{Kind: m.Elem.String()}
		}
		_, from, _ := s.Lookup(m.Name)
		j.Members = append(j.Members, jsonMember{m.Name, from, m.Len, spec})
	}
	return j
}
