// Package tc knows the words of tc(8) and of pyroute2 for queueing disciplines, classes, filters and actions, and
// computes from them what the kernel takes, as tc does: how long packets of all sizes take at a rate, buffers in ticks
// of the scheduler's clock, tables of RED, selectors of u32. It sends nothing, and knows nothing of messages but the
// options of kinds, TCA_OPTIONS and TCA_ACT_OPTIONS, as the codec takes them.
package tc

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// Object is what has options.
type Object int

// The objects.
const (
	Qdisc Object = iota
	Class
	Filter
	Action
)

// Kind is what people say of a kind besides its attributes.
type Kind struct {
	words map[string]word // that say one attribute or member each
	// with are the words that make computes options from; of several for the same, joined by "|", the first counts.
	with []string
	make func(s *said, o *Options) error
	// always completes options, in whichever way they were said.
	always func(o *Options) error
}

// word says what it says of the options.
type word func(o *Options, v any) error

// Options is what TCA_OPTIONS of a kind says: members of the C struct that it is, or that it starts with, and
// attributes.
type Options struct {
	Fixed    map[string]any
	Attrs    []codec.A
	Protocol uint16 // of what the frames are that a filter looks at, ETH_P_*
	// Speed returns that of the link, in bits a second. Where rates are said that are parts of it, Finish asks.
	Speed  func() (uint64, error)
	kind   *Kind
	name   string
	layout *codec.Spec
	said   map[string]any
	parts  map[string]any // rates said as parts of the speed, by their words
	err    error
}

// For returns options of a kind of an object, for which nothing was said.
func For(of Object, kind string) *Options {
	k := kinds[of][kind]
	if k == nil {
		k = &Kind{}
	}
	return &Options{
		Fixed: map[string]any{}, kind: k, name: kind, layout: layoutOf(of, kind), said: map[string]any{},
		parts: map[string]any{},
	}
}

// With returns options of which is said what some words say. Finish says what is wrong with them.
func With(of Object, kind string, words map[string]any) *Options {
	o := For(of, kind)
	o.err = o.SayAll(words)
	return o
}

// Kind returns the kind that the options are of.
func (o *Options) Kind() string { return o.name }

// Knows reports whether a name is a word of the kind.
func (o *Options) Knows(name string) bool {
	return o.kind.words[name] != nil || slices.ContainsFunc(o.kind.with, func(w string) bool { return isOne(w, name) })
}

func isOne(words, name string) bool { return slices.Contains(alternatives(words), name) }

// alternatives returns words that say the same.
func alternatives(words string) []string { return strings.Split(words, "|") }

// Names returns all that can be said: words of the kind, its attributes, and the members of its struct.
func (o *Options) Names() []string {
	names := slices.Collect(maps.Keys(o.kind.words))
	for _, w := range o.kind.with {
		names = append(names, alternatives(w)...)
	}
	slices.SortFunc(names, func(a, b string) int { // of names that are as near the short ones are meant
		return cmp.Or(len(a)-len(b), strings.Compare(a, b))
	})
	if o.layout == nil {
		return names
	}
	if s := o.layout.Set; s != nil {
		for i := range s.Attrs {
			if s.Attrs[i].Name != "" && s.Attrs[i].Kind != codec.Pad {
				names = append(names, s.Prefix+s.Attrs[i].Name)
			}
		}
	}
	if s := o.layout.Struct; s != nil {
		for i := range s.Members {
			names = append(names, s.Members[i].Name)
		}
	}
	return names
}

// Say says what a word of the kind says, or gives an attribute or a member of that name. It reports whether there is
// one.
func (o *Options) Say(name string, v any) (known bool, err error) {
	if isPart(name, v) && o.Knows(name) {
		o.parts[name] = v
		return true, nil
	}
	if word := o.kind.words[name]; word != nil {
		return true, about(name, word(o, v))
	}
	if o.Knows(name) {
		o.said[name] = v
		return true, nil
	}
	return o.Give(name, v), nil
}

// Give gives an attribute or a member of the struct its value, by name. It reports whether there is one.
func (o *Options) Give(name string, v any) bool {
	if o.layout == nil {
		return false
	}
	if s := o.layout.Set; s != nil {
		if n, ok := s.Number(name); ok {
			o.Add(s.Prefix+s.Attrs[n].Name, v)
			return true
		}
	}
	if s := o.layout.Struct; s != nil {
		if m, _, _ := s.Lookup(name); m != nil && m.Kind != codec.Pad {
			o.Set(m.Name, v)
			return true
		}
	}
	return false
}

// Take takes attributes and members as a typed spec gives them.
func (o *Options) Take(data any) {
	switch x := data.(type) {
	case []codec.A:
		o.Attrs = append(o.Attrs, x...)
	case map[string]any:
		maps.Copy(o.Fixed, x)
	case codec.Nested:
		maps.Copy(o.Fixed, x.Fixed)
		o.Attrs = append(o.Attrs, x.Attrs...)
	}
}

// Value returns the options as the codec takes them, nil if there are none.
func (o *Options) Value() any {
	switch {
	case o.layout != nil && o.layout.Kind == codec.StructOf:
		if len(o.Fixed) == 0 {
			return nil
		}
		return o.Fixed
	case len(o.Fixed) > 0:
		return codec.Nested{Fixed: o.Fixed, Attrs: o.Attrs}
	case o.Attrs == nil:
		return nil
	}
	return o.Attrs
}

// SayAll says what words of the kind say.
func (o *Options) SayAll(words map[string]any) error {
	for _, name := range slices.Sorted(maps.Keys(words)) {
		if words[name] == nil {
			continue
		}
		switch known, err := o.Say(name, words[name]); {
		case err != nil:
			return err
		case !known:
			return codec.UnknownName("word of "+o.name, name, o.Names())
		}
	}
	return nil
}

// Finish computes what is left of what was said.
func (o *Options) Finish() error {
	if o.err != nil {
		return about(o.name, o.err)
	}
	if err := o.sayParts(); err != nil {
		return about(o.name, err)
	}
	if o.kind.make != nil {
		s := &said{words: o.said}
		if err := o.kind.make(s, o); s.err != nil || err != nil {
			return about(o.name, first(s.err, err))
		}
	}
	if o.kind.always != nil {
		return about(o.name, o.kind.always(o))
	}
	return nil
}

func first(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// about says what an error is about.
func about(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", name, err)
}

// Set gives a member of the struct.
func (o *Options) Set(member string, v any) { o.Fixed[member] = v }

// Default gives a member of the struct unless it has a value.
func (o *Options) Default(member string, v any) {
	if _, ok := o.Fixed[member]; !ok {
		o.Fixed[member] = v
	}
}

// Add gives an attribute in the place of the one that is there.
func (o *Options) Add(name string, v any) {
	if i := o.index(name); i >= 0 {
		o.Attrs[i].Value = v
		return
	}
	o.Attrs = append(o.Attrs, codec.A{Name: name, Value: v})
}

// Has reports whether there is an attribute.
func (o *Options) Has(name string) bool { return o.index(name) >= 0 }

func (o *Options) index(name string) int {
	return slices.IndexFunc(o.Attrs, func(a codec.A) bool { return a.Name == name })
}

// said is words that options are computed from. The first error stays.
type said struct {
	words map[string]any
	err   error
}

// get returns what was said by the first of some names.
func (s *said) get(names ...string) (name string, v any, ok bool) {
	for _, name := range names {
		if v, ok = s.words[name]; ok {
			return name, v, true
		}
	}
	return "", nil, false
}

// has reports whether something was said by one of the names.
func (s *said) has(names ...string) bool {
	_, _, ok := s.get(names...)
	return ok
}

// ask returns what was said by the first of some names, as what a function makes of it; the zero value if nothing was.
func ask[T any](s *said, as func(any) (T, error), names ...string) (value T) {
	name, v, ok := s.get(names...)
	if !ok || s.err != nil {
		return value
	}
	value, err := as(v)
	s.err = about(name, err)
	return value
}

// askOr is ask with another value if nothing was said.
func askOr[T any](s *said, other T, as func(any) (T, error), names ...string) T {
	if s.has(names...) {
		return ask(s, as, names...)
	}
	return other
}

// gives is a word that gives an attribute what a function makes of the value.
func gives[T any](attr string, as func(any) (T, error)) word {
	return func(o *Options, v any) error {
		x, err := as(v)
		o.Add(attr, x)
		return err
	}
}

// setsMember is a word that gives a member what a function makes of the value.
func setsMember[T any](member string, as func(any) (T, error)) word {
	return func(o *Options, v any) error {
		x, err := as(v)
		o.Set(member, x)
		return err
	}
}

// is is a word that gives an attribute its value as it is.
func is(attr string) word {
	return func(o *Options, v any) error {
		o.Add(attr, v)
		return nil
	}
}

// on is a word for an attribute that is a number: 1 if it is true, 0 if it is false; off is the other way round.
func on(attr string) word { return switches(attr, true) }

func off(attr string) word { return switches(attr, false) }

func switches(attr string, way bool) word {
	return func(o *Options, v any) error {
		x, err := truth(v)
		n := 0
		if x == way {
			n = 1
		}
		o.Add(attr, n)
		return err
	}
}

// microseconds returns a time that the kernel counts in microseconds; what is less is left out.
func microseconds(v any) (uint64, error) {
	d, err := duration(v)
	return uint64(d.Microseconds()), err
}

// Attributes returns what was said as attributes and members alone, nil if that is nothing. Words that something is
// computed from are refused.
func (o *Options) Attributes() (any, error) {
	for _, word := range slices.Sorted(maps.Keys(o.said)) {
		return nil, fmt.Errorf("%s is no attribute: want one of those that the kernel tells", word)
	}
	return o.Value(), first(o.err, o.sayParts())
}
