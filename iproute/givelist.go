package iproute

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/nlkit/nlkit/codec"
)

// filler is a spec of attributes, recorder one of a C struct.
type (
	filler   interface{ fill(v *values) }
	recorder interface{ fill(m members) }
)

// nestOf returns what a spec of attributes fills, as the value of a nest.
func nestOf(fill func(*values)) any {
	v := values{fixed: map[string]any{}, attrs: []codec.A{}}
	fill(&v)
	if len(v.fixed) > 0 {
		return codec.Nested{Fixed: v.fixed, Attrs: v.attrs}
	}
	return v.attrs
}

// membersOf returns what a spec of a C struct fills.
func membersOf(fill func(members)) any {
	m := members{}
	fill(m)
	return map[string]any(m)
}

func giveNested[T filler](t taker, name string, x *T) {
	if x != nil {
		t.give(name, nestOf((*x).fill))
	}
}

func giveRecord[T recorder](t taker, name string, x *T) {
	if x != nil {
		t.give(name, membersOf((*x).fill))
	}
}

// giveRecordIn gives a struct that is in another one.
func giveRecordIn[T recorder](t taker, name string, x T) {
	m := members{}
	if x.fill(m); len(m) > 0 {
		t.give(name, map[string]any(m))
	}
}

// give… of several gives an attribute for each.

func giveEachNested[T filler](t taker, name string, list []T) {
	for _, x := range list {
		t.give(name, nestOf(x.fill))
	}
}

func giveEachRecord[T recorder](t taker, name string, list []T) {
	for _, x := range list {
		t.give(name, membersOf(x.fill))
	}
}

func giveEachText(t taker, name string, list []string) {
	for _, x := range list {
		t.give(name, x)
	}
}

func giveEach[T integral](t taker, name string, list []T) {
	for _, x := range list {
		t.give(name, unnamed(x))
	}
}

// Those of lists give one attribute, unless the list is empty.

func giveList[T integral](t taker, name string, list []T) {
	giveAll(t, name, list, unnamed)
}

func giveListOf[T any](t taker, name string, list []T) {
	giveAll(t, name, list, func(x T) any { return x })
}

func giveRecords[T recorder](t taker, name string, list []T) {
	giveAll(t, name, list, func(x T) any { return membersOf(x.fill) })
}

func giveBitmap[T integral](t taker, name string, bits []T) { giveList(t, name, bits) }

func giveAll[T any](t taker, name string, list []T, value func(T) any) {
	if len(list) == 0 {
		return
	}
	all := make([]any, len(list))
	for i, x := range list {
		all[i] = value(x)
	}
	t.give(name, all)
}

// giveFramed gives records that have no type.
func giveFramed[T filler](t taker, name string, list []T) {
	if len(list) == 0 {
		return
	}
	var all []codec.Nested
	for _, x := range list {
		v := values{fixed: map[string]any{}}
		x.fill(&v)
		all = append(all, codec.Nested{Fixed: v.fixed, Attrs: v.attrs})
	}
	t.give(name, all)
}

// Those of nested lists give attributes inside one, whose types are counted from 1, or all the same.

func giveNests[T filler](t taker, name string, list []T, same ...int) {
	giveNumbered(t, name, list, func(x T) any { return nestOf(x.fill) }, same)
}

func giveNestedRecords[T recorder](t taker, name string, list []T, same ...int) {
	giveNumbered(t, name, list, func(x T) any { return membersOf(x.fill) }, same)
}

func giveNestedList[T integral](t taker, name string, list []T, same ...int) {
	giveNumbered(t, name, list, unnamed, same)
}

func giveNestedListOf[T any](t taker, name string, list []T) {
	giveNumbered(t, name, list, func(x T) any { return x }, nil)
}

func giveNumbered[T any](t taker, name string, list []T, value func(T) any, same []int) {
	if len(list) == 0 {
		return
	}
	all := make([]codec.A, len(list))
	for i, x := range list {
		number := i + 1
		if len(same) > 0 {
			number = same[0]
		}
		all[i] = codec.A{Name: strconv.Itoa(number), Value: value(x)}
	}
	t.give(name, all)
}

// chooser is a spec of which the first layout that there is is meant.
type chooser interface{ data() any }

func giveChoices[T chooser](t taker, name string, list []T) {
	giveNumbered(t, name, list, func(x T) any { return x.data() }, nil)
}

// ofCase says in the struct that data starts with which layout it has.
func ofCase(data any, member string, value uint64) any {
	switch x := data.(type) {
	case map[string]any:
		x[member] = value
	case codec.Nested:
		x.Fixed[member] = value
	case []codec.A:
		return codec.Nested{Fixed: map[string]any{member: value}, Attrs: x}
	}
	return data
}

// Those of maps take the types from their keys.

func giveIndexedNestedList[K, T integral](t taker, name string, list map[K]T) {
	giveIndexed(t, name, list, unnamed)
}

func giveIndexedNests[K integral, T filler](t taker, name string, list map[K]T) {
	giveIndexed(t, name, list, func(x T) any { return nestOf(x.fill) })
}

func giveIndexed[K integral, T any](t taker, name string, list map[K]T, value func(T) any) {
	if len(list) == 0 {
		return
	}
	var all []codec.A
	for _, k := range slices.SortedFunc(maps.Keys(list), cmp.Compare) {
		all = append(all, codec.A{Name: strconv.Itoa(int(k)), Value: value(list[k])})
	}
	t.give(name, all)
}

// giveIn gives a nest that holds attributes of one type only, unless there are none.
func giveIn(t taker, name string, fill func(in taker)) {
	var in list
	if fill(&in); len(in) > 0 {
		t.give(name, []codec.A(in))
	}
}

// list is attributes side by side.
type list []codec.A

func (l *list) give(name string, value any) { *l = append(*l, codec.A{Name: name, Value: value}) }
