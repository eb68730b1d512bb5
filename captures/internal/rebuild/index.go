package rebuild

import "github.com/nlkit/nlkit/codec"

// build walks the tables of the registry once and notes every name.
func (x *Names) build() {
	if x.values != nil {
		return
	}
	x.values, x.attrs = map[string]constant{}, map[string]attr{}
	x.structs, x.seen = map[string][]*codec.Struct{}, map[any]bool{}
	x.addSet(ackAttrs)
	x.addStruct(genlmsghdr)
	x.addStruct(nfgenmsg)
	if x.registry == nil {
		return
	}
	for _, p := range x.registry.Protocols() {
		x.addValue(p.Name, uint64(p.Number), false)
		for _, t := range p.Messages {
			x.addValue(t.Name, uint64(t.Type), false)
			x.addMessage(t)
		}
		x.addMessage(p.Fallback)
	}
	for _, f := range x.registry.Families() {
		x.addStruct(f.Header)
		x.addSet(f.Set)
		for _, t := range f.Commands {
			x.addValue(t.Name, uint64(t.Type), false)
			x.addMessage(t)
		}
	}
	x.seen = nil
}

// ackAttrs is enum nlmsgerr_attrs (linux/netlink.h).
var ackAttrs = codec.NewSet("NLMSGERR_ATTR_", codec.Attrs{
	1: {Name: "MSG", Kind: codec.String},
	2: {Name: "OFFS", Kind: codec.U32},
	3: {Name: "COOKIE"},
	4: {Name: "POLICY", Kind: codec.Nest},
	5: {Name: "MISS_TYPE", Kind: codec.U32},
	6: {Name: "MISS_NEST", Kind: codec.U32},
})

// genlmsghdr is struct genlmsghdr (linux/genetlink.h).
var genlmsghdr = &codec.Struct{Name: "genlmsghdr", Members: []codec.Member{
	{Name: "cmd", Kind: codec.U8}, {Name: "version", Kind: codec.U8}, {Name: "reserved", Kind: codec.Pad, Len: 2},
}}

// nfgenmsg is struct nfgenmsg (linux/netfilter/nfnetlink.h).
var nfgenmsg = &codec.Struct{Name: "nfgenmsg", Members: []codec.Member{
	{Name: "nfgen_family", Kind: codec.U8}, {Name: "version", Kind: codec.U8}, {Name: "res_id", Kind: codec.BE16},
}}

// first tells whether a table is met for the first time.
func (x *Names) first(table any) bool {
	if x.seen[table] {
		return false
	}
	x.seen[table] = true
	return true
}

func (x *Names) addValue(name string, v uint64, mask bool) {
	c := constant{value: v, mask: mask}
	if old, ok := x.values[name]; ok && old != c {
		c.ambiguous = true
	}
	x.values[name] = c
}

func (x *Names) addMessage(t *codec.MessageType) {
	if t != nil {
		x.addStruct(t.Header)
		x.addSet(t.Set)
	}
}

func (x *Names) addEnum(e *codec.Enum) {
	if e == nil || !x.first(e) {
		return
	}
	for v, name := range e.All {
		x.addValue(name, v, e.Flags)
	}
}

func (x *Names) addStruct(s *codec.Struct) {
	if s == nil || !x.first(s) {
		return
	}
	for i := range s.Members {
		m := &s.Members[i]
		x.structs[m.Name] = append(x.structs[m.Name], s)
		x.addEnum(m.Enum)
		x.addStruct(m.Struct)
		x.addSelector(m.Select)
	}
}

func (x *Names) addSelector(s *codec.Selector) {
	for ; s != nil && x.first(s); s = s.Else() {
		for _, c := range s.Cases() {
			x.addSpec(c.Spec)
		}
	}
}

func (x *Names) addSet(s *codec.Set) {
	if s == nil || !x.first(s) {
		return
	}
	for i := range s.Attrs {
		spec := &s.Attrs[i]
		if spec.Name == "" {
			continue
		}
		x.addAttr(s.Prefix+spec.Name, i, spec)
		x.addSpec(spec)
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

func (x *Names) addSpec(s *codec.Spec) {
	if s == nil || !x.first(s) {
		return
	}
	x.addSet(s.Set)
	x.addStruct(s.Struct)
	x.addSpec(s.Elem)
	x.addEnum(s.Enum)
	x.addEnum(s.Index)
	x.addSelector(s.Select)
}
