package codec

import (
	"slices"
	"strconv"
	"strings"
)

// itemsOf takes attributes as callers write them. The items are put after those in room.
func itemsOf(attrs []A, room *[]ExactAttr) []ExactAttr {
	start, end := len(*room), len(*room)+len(attrs)
	*room = slices.Grow(*room, len(attrs))[:end]
	items := (*room)[start:end:end]
	for i, a := range attrs {
		it := &items[i]
		*it = ExactAttr{Name: a.Name, Value: a.Value, NULs: -1, Size: -1, marked: true}
		switch v := a.Value.(type) {
		case []A:
			it.Nest, it.Nested, it.Value = true, true, nil
			it.Attrs = itemsOf(v, room)
		case Nested:
			it.Nest, it.Nested, it.Value = true, !v.Unmarked, v.Fixed
			it.Attrs = itemsOf(v.Attrs, room)
		}
	}
	return items
}

// appendItems appends attributes side by side. elem is the layout of each, if they are elements of a NestArray named by
// index.
func (e *encoding) appendItems(dst []byte, set *Set, parent *Spec, items []ExactAttr, s *scope) ([]byte, error) {
	if set != nil && set.Framing != nil && set.Framing.Layers != nil {
		return e.appendLayers(dst, set, items, s)
	}
	for i := range items {
		it := &items[i]
		if it.Tail {
			dst = append(dst, it.Octets...)
			continue
		}
		out, err := e.appendItem(dst, set, parent, it, s)
		if err != nil {
			return nil, InPath(err, it.Name)
		}
		dst = out
	}
	return dst, nil
}

func (e *encoding) appendItem(dst []byte, set *Set, parent *Spec, it *ExactAttr, s *scope) ([]byte, error) {
	typ, spec, err := lookupItem(set, parent, it.Name)
	if err != nil {
		return nil, err
	}
	if it.marked && spec != nil {
		it.NetByteOrder = spec.NetByteOrder
	}
	if it.Value == false && spec != nil && spec.Kind == Flag && !it.Raw && it.Size < 0 {
		return dst, nil // an absent flag
	}
	framing := &nlattr
	if set != nil && set.Framing != nil {
		framing = set.Framing
	}
	if !it.Raw && slices.Contains(framing.Bare, uint8(typ)) {
		return append(append(dst, uint8(typ)), it.Pad...), nil
	}
	start := len(dst)
	dst = append(dst, make([]byte, framing.Header)...)
	if dst, err = e.appendPayload(dst, spec, it, s); err != nil {
		return nil, err
	}
	for framing.Unit > 1 && (len(dst)-start-framing.Plus)%framing.Unit != 0 {
		dst = append(dst, 0) // the length counts no less
	}
	if err := e.finishRecord(dst[start:], framing, typ, it); err != nil {
		return nil, err
	}
	if it.Padded {
		return append(dst, it.Pad...), nil
	}
	for (len(dst)-start)%framing.Align != 0 {
		dst = append(dst, 0)
	}
	return dst, nil
}

// nlattr is the framing of struct nlattr.
var nlattr = Framing{
	Name: "attribute", Header: attrHeaderLen, LenOff: 0, LenSize: 2, Inclusive: true, TypeOff: 2, TypeSize: 2, Align: 4,
}

// finishRecord writes the header of a record once its length is known.
func (e *encoding) finishRecord(b []byte, f *Framing, typ uint16, it *ExactAttr) error {
	if it.Nested {
		typ |= nlaNested
	}
	if it.NetByteOrder {
		typ |= nlaNetByteOrder
	}
	n := len(b)
	if it.Length > 0 {
		n = it.Length
	}
	if !f.Inclusive {
		n -= f.Header
	}
	n = (n - f.Plus) / max(f.Unit, 1)
	if n < 0 || n >= 1<<(8*f.LenSize) {
		return valueError("%d octets are too many for one %s", n, f.Name)
	}
	appendSized(b[:f.LenOff], uint64(n), f.LenSize, e.big || f.Network)
	appendSized(b[:f.TypeOff], uint64(typ), f.TypeSize, e.big)
	return nil
}

// lookupItem finds an attribute by name or number.
func lookupItem(set *Set, parent *Spec, name string) (typ uint16, spec *Spec, err error) {
	if parent != nil && parent.Kind == NestArray {
		index := parent.Index
		if index == nil {
			index = &Enum{Name: "index"}
		}
		n, _, err := index.parse(name)
		if err != nil || n > nlaTypeMask {
			return 0, nil, valueError("%s is no index", quote(name))
		}
		return uint16(n), parent.Elem, nil
	}
	if set == nil {
		set = unknownSet
	}
	if n, ok := attrNumber(name); ok {
		if int(n) < len(set.Attrs) && set.Attrs[n].Name != "" {
			return n, &set.Attrs[n], nil
		}
		return n, nil, nil
	}
	if n, ok := set.Number(name); ok {
		return n, &set.Attrs[n], nil
	}
	return 0, nil, valueError("%s", unknownName("attribute", name, set.allNames()))
}

func (s *Set) allNames() []string {
	var names []string
	for i := range s.Attrs {
		if s.Attrs[i].Name != "" {
			names = append(names, s.Prefix+s.Attrs[i].Name)
		}
	}
	return names
}

// appendPayload appends what an attribute holds.
func (e *encoding) appendPayload(dst []byte, spec *Spec, it *ExactAttr, s *scope) ([]byte, error) {
	if it.Raw {
		return append(dst, it.Octets...), nil
	}
	e.level = s
	for i := 0; i < maxSelects && spec != nil && spec.Select != nil; i++ {
		if spec.Select.by == SelectByLeading && (!it.Nest || !isNilMap(it.Value)) {
			return e.appendByLeading(dst, spec, it, s)
		}
		chosen := e.selectSpec(spec.Select, it, s)
		if chosen == nil {
			break
		}
		spec = chosen
	}
	if it.Nest {
		return e.appendNest(dst, spec, it, s)
	}
	if spec == nil {
		spec = &noSpec
	}
	if list, ok := asRecords(it.Value); ok && spec.Kind == Nest && spec.Set != nil && spec.Set.Framing != nil {
		return e.appendRecords(dst, spec, list, s)
	}
	if m, ok := it.Value.(map[string]any); ok && (spec.Kind == Nest && spec.Set != nil || spec.Kind == NestArray) {
		return e.appendNest(dst, spec, nestOf(spec, m), s)
	}
	out, err := e.appendValue(dst, spec, it.Value, it.NetByteOrder, it.NULs)
	if err == nil && e.checked && spec.Kind == IP {
		err = e.checkFamily(s, it.Value, len(out)-len(dst))
	}
	return out, err
}

// checkFamily tells when an address of some octets is not of the family that the message says it is about. The kernel
// would take the first octets of it for another one.
func (e *encoding) checkFamily(s *scope, address any, octets int) error {
	if _, raw := address.([]byte); raw || s.message == nil || s.fixed == nil {
		return nil
	}
	i := s.fixed.places().family
	if i < 0 {
		return nil
	}
	name := s.fixed.Members[i].Name
	switch family, _ := e.fixedField(s, name); {
	case family == 2 && octets != 4:
		return valueError("%v is no address of %s AF_INET: it has %d octets, those have 4", address, name, octets)
	case family == 10 && octets != 16:
		return valueError("%v is no address of %s AF_INET6: it has %d octets, those have 16", address, name, octets)
	}
	return nil
}

func asRecords(v any) ([]any, bool) {
	if list, ok := v.([]any); ok {
		return list, true
	}
	return asList(v)
}

// appendRecords appends records without types, as the nexthops of RTA_MULTIPATH are: each is a Nested, or a map of the
// members of the fixed struct, with the attributes under "attrs".
func (e *encoding) appendRecords(dst []byte, spec *Spec, list []any, s *scope) ([]byte, error) {
	var items []ExactAttr
	for i, x := range list {
		it, err := recordOf(x)
		if err != nil {
			return nil, InPath(err, strconv.Itoa(i))
		}
		items = append(items, it)
	}
	return e.appendNest(dst, spec, &ExactAttr{Attrs: items}, s)
}

// recordOf takes one record without a type.
func recordOf(x any) (it ExactAttr, err error) {
	it = ExactAttr{Name: "0", Nest: true, Size: -1}
	if n, ok := x.(Nested); ok {
		it.Value, it.Attrs = n.Fixed, itemsOf(n.Attrs, new([]ExactAttr))
		return it, nil
	}
	fields, ok := x.(map[string]any)
	if !ok {
		return it, valueError("want a Nested, or a map of members and attrs, got %s", Describe(x))
	}
	fixed := map[string]any{}
	for k, v := range fields {
		if k != "attrs" {
			fixed[k] = v
			continue
		}
		switch attrs := v.(type) {
		case nil:
		case []A:
			it.Attrs = itemsOf(attrs, new([]ExactAttr))
		case []ExactAttr:
			it.Attrs = attrs
		default:
			return it, valueError("want the attributes of a record, got %s", Describe(v))
		}
	}
	it.Value = fixed
	return it, err
}

// nestOf takes the attributes of a nest from a map, in the order of the table.
func nestOf(spec *Spec, m map[string]any) *ExactAttr {
	var attrs []A
	for name, value := range m {
		attrs = append(attrs, A{name, value})
	}
	number := func(a A) int {
		t, _, _ := lookupItem(spec.Set, spec, a.Name)
		return int(t)
	}
	slices.SortFunc(attrs, func(a, b A) int {
		if d := number(a) - number(b); d != 0 {
			return d
		}
		return strings.Compare(a.Name, b.Name)
	})
	return &ExactAttr{Nest: true, Attrs: itemsOf(attrs, new([]ExactAttr))}
}

func (e *encoding) appendNest(dst []byte, spec *Spec, it *ExactAttr, s *scope) ([]byte, error) {
	inner := &scope{parent: s, items: it.Attrs}
	var set *Set
	if spec != nil {
		set = spec.Set
		if spec.Kind != Nest && spec.Kind != NestArray && spec.Kind != SubMessage && spec.Kind != Bytes {
			return nil, valueError("want a value of kind %s, got attributes", spec.Kind)
		}
		if spec.Struct != nil && (it.Value != nil || len(it.Attrs) > 0) {
			fixed := it.Value
			if isNilMap(fixed) {
				fixed = map[string]any{}
			}
			start := len(dst)
			var err error
			if dst, err = e.appendStruct(dst, spec.Struct, fixed, spec.Struct.places().span); err != nil {
				return nil, err
			}
			inner.fixed, inner.octets = spec.Struct, dst[start:]
		}
	}
	inner.set = set
	if it.marked && set != nil && set.Framing != nil {
		it.Nested = false
	}
	return e.appendItems(dst, set, spec, it.Attrs, inner)
}
