package iproute

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// layoutOf returns the layout of an attribute, nil if what decides on it is not there.
func layoutOf(spec *codec.Spec, fixed map[string]any, beside []codec.A) *codec.Spec {
	for s := spec.Select; s != nil; s = s.Else() {
		var chosen *codec.Spec
		switch s.By() {
		case codec.SelectBySibling:
			if i := indexOf(beside, s.Name()); i >= 0 {
				chosen = caseOf(s.Cases(), beside[i].Value)
			}
		case codec.SelectByField:
			if value, ok := fixed[s.Name()]; ok {
				chosen = caseOf(s.Cases(), value)
			}
		}
		if chosen != nil {
			return chosen
		}
	}
	if spec.Kind == codec.SubMessage {
		return nil
	}
	return spec
}

// caseOf returns the layout for a value: a text, or a number, which of families may be a name.
func caseOf(cases codec.Cases, value any) *codec.Spec {
	text, isText := value.(string)
	number, isNumber := integer(value)
	for i := range cases {
		c := &cases[i]
		switch {
		case c.Any, isText && c.Name == text, isNumber && c.Name == "" && c.Value == uint64(number):
			return c.Spec
		case isText && c.Name == "":
			if family, err := linux.FamilyEnum.Parse(text); err == nil && family == c.Value {
				return c.Spec
			}
		}
	}
	return nil
}
