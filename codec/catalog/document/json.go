package document

import (
	"encoding/json"
	"strconv"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
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
		Signed bool       `json:"signed,omitempty"` // of be32: the others tell
		Set    string     `json:"set,omitempty"`
		Struct string     `json:"struct,omitempty"`
		Enum   string     `json:"enum,omitempty"`
		Index  string     `json:"index,omitempty"`
		Elem   *jsonSpec  `json:"elem,omitempty"`
		Select string     `json:"select,omitempty"`
		Cases  []jsonCase `json:"cases,omitempty"`
		Unit   string     `json:"unit,omitempty"`
		Parts  string     `json:"parts,omitempty"`
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
		Bits   uint8  `json:"bits,omitempty"`
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

// writer is an Index being written as JSON.
type writer struct{ *catalog.Index }

// JSON returns the tables as one JSON object, indented.
func JSON(x *catalog.Index) ([]byte, error) {
	w := writer{x}
	s := jsonSchema{Protocols: []jsonProtocol{}, Sets: []jsonSet{}, Structs: []jsonStruct{}, Enums: []jsonEnum{}}
	for _, p := range w.Registry.Protocols() {
		j := jsonProtocol{Name: p.Name, Number: p.Number, Messages: w.jsonMessages(p.Messages)}
		if p.Fallback != nil {
			j.Messages = append(j.Messages, w.jsonMessages([]*codec.MessageType{p.Fallback})...)
		}
		if p.Generic {
			for _, f := range w.Registry.Families() {
				j.Families = append(j.Families, jsonFamily{f.Name, f.Version, w.jsonMessages(f.Commands)})
			}
		}
		s.Protocols = append(s.Protocols, j)
	}
	for _, set := range w.Sets {
		s.Sets = append(s.Sets, w.jsonSet(set))
	}
	for _, st := range w.Structs {
		s.Structs = append(s.Structs, w.jsonStruct(st))
	}
	for _, e := range w.Enums {
		j := jsonEnum{Name: w.NameOf(e), Flags: e.Flags, Values: map[string]string{}}
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

func (w writer) jsonMessages(types []*codec.MessageType) []jsonMessage {
	list := []jsonMessage{}
	for _, t := range types {
		list = append(list, jsonMessage{t.Name, t.Type, w.NameOf(t.Header), w.NameOf(t.Set), t.Doc})
		list = append(list, w.jsonMessages(t.Variants)...)
	}
	return list
}

func (w writer) jsonSet(s *codec.Set) jsonSet {
	j := jsonSet{Name: w.NameOf(s), Attrs: []jsonAttr{}}
	if s.Framing != nil {
		j.Framed = s.Framing.Name
	}
	for i := range s.Attrs {
		if a := &s.Attrs[i]; a.Name != "" {
			j.Attrs = append(j.Attrs, jsonAttr{i, s.Prefix + a.Name, w.jsonSpec(a)})
		}
	}
	return j
}

func (w writer) jsonSpec(s *codec.Spec) jsonSpec {
	j := jsonSpec{
		Kind: s.Kind.String(), Set: w.NameOf(s.Set), Struct: w.NameOf(s.Struct), Enum: w.NameOf(s.Enum),
		Signed: s.Kind == codec.SBE32, Index: w.NameOf(s.Index), Unit: s.Unit.String(), Parts: w.NameOf(s.Parts),
		Doc: s.Doc,
	}
	if s.Elem != nil {
		e := w.jsonSpec(s.Elem)
		j.Elem = &e
	}
	if s.Select != nil {
		j.Select, j.Cases = s.Select.String(), w.jsonCases(s.Select)
	}
	return j
}

func (w writer) jsonCases(s *codec.Selector) []jsonCase {
	var list []jsonCase
	for ; s != nil; s = s.Else() {
		for _, k := range s.Cases() {
			j := jsonCase{Value: caseValue(&k)}
			if k.Spec != nil {
				j.jsonSpec = w.jsonSpec(k.Spec)
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

func (w writer) jsonStruct(s *codec.Struct) jsonStruct {
	j := jsonStruct{Name: w.NameOf(s), Size: s.Size(), Members: []jsonMember{}}
	for i := range s.Members {
		m := &s.Members[i]
		spec := w.jsonSpec(&codec.Spec{Kind: m.Kind, Struct: m.Struct, Enum: m.Enum, Select: m.Select,
			Unit: m.Unit, Parts: m.Parts})
		if m.Kind == codec.Array {
			spec.Elem = &jsonSpec{Kind: m.Elem.String()}
		}
		_, from, _ := s.Lookup(m.Name)
		j.Members = append(j.Members, jsonMember{m.Name, from, m.Len, m.Bits, spec})
	}
	return j
}
