package iproute

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// Args is what a request says, by names: those of attributes, as "IFLA_MTU" or "mtu", and of members of the header, as
// "ifi_flags" or "flags"; attributes of a kind, as "br_stp_state" of a bridge, or "stp_state" where nothing else is
// called so; and the words of each call, as "state": "up". Values are what codec.A takes; of nests another Args, of
// lists of them []Args. Links may be given by name, and tables, protocols, scopes and groups by the names that
// iproute2's files give them. A nil value says nothing.
//
// A name that is not known, or a value that does not fit, is an error before anything is sent, and suggests what may
// have been meant. The order of the attributes is that of the tables: one Args is always the same octets.
type Args map[string]any

func (a Args) put(v *values) {
	names := slices.Sorted(maps.Keys(a))
	if v.of.early != nil { // words that decide what others mean
		slices.SortStableFunc(names, func(x, y string) int { return v.of.rank(x) - v.of.rank(y) })
	}
	said := map[string]string{} // by the C name that it is: a name
	for _, name := range names {
		if full := v.of.alone(name); a[name] != nil && full != "" {
			if said[full] != "" {
				v.fail("", fmt.Errorf("%q and %q both say %s: leave one out", said[full], name, full))
			}
			said[full] = name
		}
		switch value := a[name]; {
		case value == nil:
		case reflect.TypeOf(value).Kind() == reflect.Func:
			likes, err := v.of.asked(name, value)
			v.likes = append(v.likes, likes)
			v.fail("", err)
		default:
			v.fail("", v.say(name, plain(value)))
		}
	}
}

// alone returns the C name of the attribute, or of the member of the header, that a name stands for and nothing else;
// "" if it is a word, or of a kind.
func (o *object) alone(name string) string {
	t := o.message()
	if o.words[strings.ToLower(name)] != nil {
		return ""
	}
	if m := memberNamed(t.Header, name); m != nil {
		return m.Name
	}
	full, _ := attrName(t.Set, t.Set.Prefix, name)
	return full
}

// plain returns a value with nested Args as the codec takes them.
func plain(value any) any {
	switch x := value.(type) {
	case Args:
		return plainMap(x)
	case map[string]any:
		return plainMap(x)
	case LinkRef:
		return x.value()
	case []codec.A: // the caller's, which stays as it is
		attrs := slices.Clone(x)
		for i := range attrs {
			attrs[i].Value = plain(attrs[i].Value)
		}
		return attrs
	case []Args:
		list := make([]any, len(x))
		for i := range x {
			list[i] = plainMap(x[i])
		}
		return list
	case []map[string]any:
		list := make([]any, len(x))
		for i := range x {
			list[i] = plainMap(x[i])
		}
		return list
	case []any:
		list := make([]any, len(x))
		for i := range x {
			list[i] = plain(x[i])
		}
		return list
	case nil, time.Duration:
		return value
	}
	if v := reflect.ValueOf(value); v.CanInt() { // of constants of this package, too, the number alone
		return v.Int()
	} else if v.CanUint() {
		return v.Uint()
	}
	return value
}

func plainMap(m map[string]any) map[string]any {
	out := make(map[string]any, len(m))
	for k, value := range m {
		if value != nil {
			out[k] = plain(value)
		}
	}
	return out
}

// say puts one value where its name says.
func (v *values) say(name string, value any) error {
	if word := v.of.words[strings.ToLower(name)]; word != nil {
		return named(name, word(v, value))
	}
	if known, err := v.sayOption(name, value); known {
		return err
	}
	t := v.of.message()
	if m := memberNamed(t.Header, name); m != nil {
		v.set(m.Name, value)
		return nil
	}
	top, isTop := attrName(t.Set, t.Set.Prefix, name)
	if isTop && !isOpaque(t.Set, top) {
		value, err := nestIn(t.Set, top, value)
		v.replace(value, top)
		return err
	}
	places := v.innerSets()
	for _, in := range places {
		if full, ok := attrName(in.set, t.Set.Prefix, name); ok {
			value, err := nestIn(in.set, full, value)
			v.replace(value, append(slices.Clone(in.path), full)...)
			return err
		}
	}
	if isTop {
		v.replace(value, top)
		return nil
	}
	if v.of.learn != nil && !v.learned {
		v.learned = true
		if err := v.of.learn(v); err != nil {
			return named(name, err)
		}
		return v.say(name, value)
	}
	known := v.of.known(t, places)
	if o := v.optionsSaid(); o != nil {
		known = append(known, o.Names()...)
	}
	return codec.UnknownName(v.of.name+" attribute", name, known)
}

// sayOption says an option of the kind, and reports whether it has one of that name.
func (v *values) sayOption(name string, value any) (known bool, err error) {
	if o := v.optionsSaid(); o != nil {
		return o.Say(name, value)
	}
	return false, nil
}

// optionsSaid returns what is said of the options of a kind, nil if there is no kind.
func (v *values) optionsSaid() *tc.Options {
	if v.of.options == nil {
		return nil
	}
	return v.of.options(v)
}

// memberNamed returns the member of a header by its C name, or by what follows the prefix that all of them have ("index"
// of "ifi_index"); nil if there is none.
func memberNamed(header *codec.Struct, name string) *codec.Member {
	if header == nil {
		return nil
	}
	for i := range header.Members {
		m := &header.Members[i]
		if m.Kind != codec.Pad && (m.Name == name || header.BareName(m) == name) {
			return m
		}
	}
	return nil
}

// attrName returns the C name of an attribute of a set by a name: that, what follows the prefix of the set, or what
// follows that of the message's attributes ("br_stp_state").
func attrName(set *codec.Set, prefix, name string) (full string, ok bool) {
	number, ok := set.Number(name)
	if !ok {
		number, ok = set.Number(prefix + strings.ToUpper(name))
	}
	if !ok {
		return "", false
	}
	return set.Prefix + set.Attrs[number].Name, true
}

// isOpaque reports whether an attribute has no structure, as those have that the kernel uses no more: IFLA_COST.
func isOpaque(set *codec.Set, name string) bool {
	number, _ := set.Number(name)
	return set.Attrs[number].Kind == codec.Bytes
}

// place is a nest whose attributes may be named as if they stood at the top.
type place struct {
	path []string
	set  *codec.Set
}

// innerSets returns the nests that names are looked for in besides the top level.
func (v *values) innerSets() (places []place) {
	for _, path := range v.of.inner {
		if set := v.setAt(path); set != nil {
			places = append(places, place{path, set})
		}
	}
	return places
}

// setAt returns the attributes of the nest at a path, as what stands beside it decides.
func (v *values) setAt(path []string) *codec.Set {
	set, attrs := v.of.message().Set, v.attrs
	for _, name := range path {
		number, _ := set.Number(name)
		spec := layoutOf(&set.Attrs[number], v.fixed, attrs)
		if spec == nil || spec.Set == nil {
			return nil
		}
		set = spec.Set
		if i := indexOf(attrs, name); i >= 0 {
			attrs = attrsIn(attrs[i].Value)
		} else {
			attrs = nil
		}
	}
	return set
}

// attrsIn returns the attributes of a nest.
func attrsIn(value any) []codec.A {
	switch x := value.(type) {
	case []codec.A:
		return x
	case codec.Nested:
		return x.Attrs
	}
	return nil
}
