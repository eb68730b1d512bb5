package rebuild

import "github.com/nlkit/nlkit/codec"

// build goes through the tables of the registry once and notes every name.
func (x *Names) build() {
	if x.values != nil {
		return
	}
	x.values, x.attrs, x.structs = map[string]constant{}, map[string]attr{}, map[string][]*codec.Struct{}
	x.addStruct(genlmsghdr)
	x.addStruct(nfgenmsg)
	codec.Visit(x.registry, codec.Visitor{
		Protocol: func(p *codec.Protocol) { x.addValue(p.Name, uint64(p.Number), false) },
		Message: func(t *codec.MessageType, _ *codec.Place) {
			if t.Name != "" {
				x.addValue(t.Name, uint64(t.Type), false)
			}
		},
		Attr: func(number int, a *codec.Spec, at *codec.Place) {
			x.addAttr(at.Set.Prefix+a.Name, number, a)
		},
		Struct: func(s *codec.Struct, _ *codec.Place) { x.addStruct(s) },
		Enum:   func(e *codec.Enum, _ *codec.Place) { x.addEnum(e) },
	})
}

// genlmsghdr is struct genlmsghdr (linux/genetlink.h).
var genlmsghdr = &codec.Struct{Name: "genlmsghdr", Members: []codec.Member{
	{Name: "cmd", Kind: codec.U8}, {Name: "version", Kind: codec.U8}, {Name: "reserved", Kind: codec.Pad, Len: 2},
}}

// nfgenmsg is struct nfgenmsg (linux/netfilter/nfnetlink.h).
var nfgenmsg = &codec.Struct{Name: "nfgenmsg", Members: []codec.Member{
	{Name: "nfgen_family", Kind: codec.U8}, {Name: "version", Kind: codec.U8}, {Name: "res_id", Kind: codec.BE16},
}}

func (x *Names) addValue(name string, v uint64, mask bool) {
	c := constant{value: v, mask: mask}
	if old, ok := x.values[name]; ok && old != c {
		c.ambiguous = true
	}
	x.values[name] = c
}

func (x *Names) addEnum(e *codec.Enum) {
	for v, name := range e.All {
		x.addValue(name, v, e.Flags)
	}
}

func (x *Names) addStruct(s *codec.Struct) {
	for i := range s.Members {
		name := s.Members[i].Name
		x.structs[name] = append(x.structs[name], s)
	}
}

func (x *Names) addAttr(name string, number int, spec *codec.Spec) {
	if old, ok := x.attrs[name]; ok {
		old.ambiguous = old.ambiguous || old.number != number
		x.attrs[name] = old
		return
	}
	x.attrs[name] = attr{number: number, spec: spec}
}
