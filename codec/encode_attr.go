package codec

import (
	"slices"
	"strconv"
	"strings"
)

// item is an attribute to encode, in the most exact terms.
type item struct {
	name         string // or a number in digits
	value        any
	attrs        []item // content of a nest, after value as fixed struct
	octets       []byte // the payload, in place of value
	pad          []byte // octets up to the next attribute
	nuls         int    // how many NULs end a string; negative: as many as its Spec says
	length       int    // nla_len, if it is not the real one; else 0
	size         int    // octets of the payload, where a layout is selected by it; else -1
	nest         bool   // attrs are to be used
	raw          bool   // octets are to be used
	padded       bool   // pad is to be used
	nested       bool   // NLA_F_NESTED
	netByteOrder bool   // NLA_F_NET_BYTEORDER
	tail         bool   // octets only, no attribute
	missing      bool   // the capture does not tell the octets: nothing is selected by them
}

// itemsOf takes attributes as callers write them. The items are put behind those in room.
func itemsOf(attrs []A, room *[]item) []item {
	start, end := len(*room), len(*room)+len(attrs)
	*room = slices.Grow(*room, len(attrs))[:end]
	items := (*room)[start:end:end]
	for i, a := range attrs {
		it := &items[i]
		*it = item{name: a.Name, value: a.Value, nuls: -1, size: -1}
		switch v := a.Value.(type) {
		case []A:
			it.nest, it.nested, it.value = true, true, nil
			it.attrs = itemsOf(v, room)
		case Nested:
			it.nest, it.nested, it.value = true, true, v.Fixed
			it.attrs = itemsOf(v.Attrs, room)
		}
	}
	return items
}

// appendItems appends attributes side by side. elem is the layout of each, if they are elements of a NestArray named by
// index.
func (e *encoding) appendItems(dst []byte, set *Set, parent *Spec, items []item, s *scope) ([]byte, error) {
	for i := range items {
		it := &items[i]
		if it.tail {
			dst = append(dst, it.octets...)
			continue
		}
		out, err := e.appendItem(dst, set, parent, it, s)
		if err != nil {
			return nil, inPath(err, it.name)
		}
		dst = out
	}
	return dst, nil
}

func (e *encoding) appendItem(dst []byte, set *Set, parent *Spec, it *item, s *scope) ([]byte, error) {
	typ, spec, err := lookupItem(set, parent, it.name)
	if err != nil {
		return nil, err
	}
	if it.value == false && spec != nil && spec.Kind == Flag && !it.raw && it.size < 0 {
		return dst, nil // an absent flag
	}
	framing := &nlattr
	if set != nil && set.Framing != nil {
		framing = set.Framing
	}
	start := len(dst)
	dst = append(dst, make([]byte, framing.Header)...)
	if dst, err = e.appendPayload(dst, spec, it, s); err != nil {
		return nil, err
	}
	if err := e.finishRecord(dst[start:], framing, typ, it); err != nil {
		return nil, err
	}
	if it.padded {
		return append(dst, it.pad...), nil
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
func (e *encoding) finishRecord(b []byte, f *Framing, typ uint16, it *item) error {
	if it.nested {
		typ |= nlaNested
	}
	if it.netByteOrder {
		typ |= nlaNetByteOrder
	}
	n := len(b)
	if it.length > 0 {
		n = it.length
	}
	if !f.Inclusive {
		n -= f.Header
	}
	if n >= 1<<(8*f.LenSize) {
		return valueError("%d octets are too many for one %s", n, f.Name)
	}
	appendSized(b[:f.LenOff], uint64(n), f.LenSize, e.big)
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
	if n, ok := set.number(name); ok {
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
func (e *encoding) appendPayload(dst []byte, spec *Spec, it *item, s *scope) ([]byte, error) {
	if it.raw {
		return append(dst, it.octets...), nil
	}
	for i := 0; i < maxSelects && spec != nil && spec.Select != nil; i++ {
		if spec.Select.by == SelectByLeading && (!it.nest || !isNilMap(it.value)) {
			return e.appendByLeading(dst, spec, it, s)
		}
		chosen := e.selectSpec(spec.Select, it, s)
		if chosen == nil {
			break
		}
		spec = chosen
	}
	if it.nest {
		return e.appendNest(dst, spec, it, s)
	}
	if spec == nil {
		spec = &noSpec
	}
	if list, ok := asRecords(it.value); ok && spec.Kind == Nest && spec.Set != nil && spec.Set.Framing != nil {
		return e.appendRecords(dst, spec, list, s)
	}
	if m, ok := it.value.(map[string]any); ok && (spec.Kind == Nest || spec.Kind == NestArray) {
		return e.appendNest(dst, spec, nestOf(spec, m), s)
	}
	out, err := e.appendValue(dst, spec, it.value, it.netByteOrder, it.nuls)
	if err == nil && e.checked && spec.Kind == IP {
		err = e.checkFamily(s, it.value, len(out)-len(dst))
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
	var items []item
	for i, x := range list {
		it, err := recordOf(x)
		if err != nil {
			return nil, inPath(err, strconv.Itoa(i))
		}
		items = append(items, it)
	}
	return e.appendNest(dst, spec, &item{attrs: items}, s)
}

// recordOf takes one record without a type.
func recordOf(x any) (it item, err error) {
	it = item{name: "0", nest: true, size: -1}
	if n, ok := x.(Nested); ok {
		it.value, it.attrs = n.Fixed, itemsOf(n.Attrs, new([]item))
		return it, nil
	}
	fields, ok := x.(map[string]any)
	if !ok {
		return it, valueError("a Nested, or a map of members and attrs, is wanted, not %s", describe(x))
	}
	fixed := map[string]any{}
	for k, v := range fields {
		if attrs, ok := v.([]A); ok && k == "attrs" {
			it.attrs = itemsOf(attrs, new([]item))
		} else if k == "attrs" {
			it.attrs, err = parseItems(v)
		} else {
			fixed[k] = v
		}
	}
	it.value = fixed
	return it, err
}

// nestOf takes the attributes of a nest from a map, in the order of the table.
func nestOf(spec *Spec, m map[string]any) *item {
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
	return &item{nest: true, attrs: itemsOf(attrs, new([]item))}
}

func (e *encoding) appendNest(dst []byte, spec *Spec, it *item, s *scope) ([]byte, error) {
	inner := &scope{parent: s, items: it.attrs}
	var set *Set
	if spec != nil {
		set = spec.Set
		if spec.Kind != Nest && spec.Kind != NestArray && spec.Kind != SubMessage && spec.Kind != Bytes {
			return nil, valueError("a value of kind %s is wanted, not attributes", spec.Kind)
		}
		if spec.Struct != nil && (it.value != nil || len(it.attrs) > 0) {
			fixed := it.value
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
	return e.appendItems(dst, set, spec, it.attrs, inner)
}
