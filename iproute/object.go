package iproute

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/iproute/internal/tc"
)

// object is a kind of thing that requests are about.
type object struct {
	name     string // "link"
	typ      string // the message that makes one, and tells of one: "RTM_NEWLINK"
	commands map[string]command
	// words are what people say that is no attribute, or not only one: "state", "dst". They are in small letters.
	words  map[string]func(v *values, value any) error
	paths  map[string][]string // the attributes that words stand for, where these have another name
	header map[string]any      // members of the header that go without saying
	early  []string            // words that decide what others mean, in this order
	inner  [][]string          // nests whose attributes may be named as if they stood at the top
	// options returns what is said of the options of its kind, whose words come before all other names but words, nil
	// if the kind was not said. It is nil where there are none.
	options func(v *values) *tc.Options
	// learn asks the kernel, once and where a name is not known, for what decides on names. It is nil if nothing does.
	learn func(v *values) error
	// finish makes what was said complete: families, lengths, what goes without saying. It is nil if there is nothing.
	finish func(v *values) error
	// match is finish for what a filter says. What the kernel can filter dumps by is in strict: attributes, and members
	// of the header with "." before their name.
	match  func(v *values) error
	strict []string
	// asks is attributes of requests for dumps that say nothing of the objects: what the answers are to have in them.
	asks []string
	// ready says what a request for a dump lacks, of all filters together. It is nil if it can lack nothing.
	ready func(r *codec.Request) error
	// one makes, of a request for a dump, one for the object that a filter tells from all others, and reports whether it
	// tells one. It is nil if the kernel does not give single ones.
	one func(v *values, r *codec.Request) bool
	// families are those that dumps are asked for one by one, where the kernel has none of all; family is the member of
	// the header that says which.
	families []any
	family   string
	// narrow has the kernel filter by what it wants said in another way. It is nil if there is nothing.
	narrow func(v *values, w *wish) error

	once sync.Once
	t    *codec.MessageType
}

// command is what a request does.
type command struct {
	typ   string // the message: "RTM_NEWLINK"
	flags uint16
	makes bool // something that is complete: what goes without saying is said
}

// dumps reports whether the command lists objects.
func (c command) dumps() bool {
	return strings.HasPrefix(c.typ, "RTM_GET") && c.flags&codec.FlagDump == codec.FlagDump
}

// The flags of requests that make things.
const (
	create  = codec.FlagCreate | codec.FlagExcl
	change  = codec.FlagReplace
	replace = codec.FlagCreate | codec.FlagReplace
	extend  = codec.FlagCreate | codec.FlagAppend
)

// commandsOf returns what can be done with things of a message: NEW, DEL and GET with the rest of its name.
func commandsOf(rest string) map[string]command {
	get := command{typ: "RTM_GET" + rest}
	dump := command{typ: "RTM_GET" + rest, flags: codec.FlagDump}
	del := command{typ: "RTM_DEL" + rest}
	news := func(flags uint16) command { return command{"RTM_NEW" + rest, flags, true} }
	return map[string]command{
		"add": news(create), "change": news(change), "replace": news(replace), "set": news(replace),
		"append": news(extend), "del": del, "delete": del, "remove": del, "get": get,
		"dump": dump, "show": dump, "list": dump,
	}
}

// command returns what a word stands for.
func (o *object) command(name string) (command, error) {
	c, ok := o.commands[strings.ToLower(name)]
	if !ok {
		var known []string
		for k := range o.commands {
			known = append(known, k)
		}
		slices.Sort(known)
		err := codec.UnknownName(o.name+" command", name, known)
		return c, &Error{Call: o.name, Err: err}
	}
	return c, nil
}

// message returns the message that makes such a thing, as a request.
func (o *object) message() *codec.MessageType {
	o.once.Do(func() {
		o.t = messageType(o.typ)
		for _, variant := range o.t.Variants {
			if variant.When.Request && len(variant.When.Header) == 0 {
				o.t = variant
			}
		}
	})
	return o.t
}

// fixed returns the members of the header that go without saying.
func (o *object) fixed() map[string]any {
	fixed := make(map[string]any, len(o.header)+4)
	maps.Copy(fixed, o.header)
	return fixed
}

// messageType returns a message of rtnetlink by its name.
func messageType(name string) *codec.MessageType {
	messages := tables.Registry().Protocol(0).Messages
	i := slices.IndexFunc(messages, func(t *codec.MessageType) bool { return t.Name == name })
	return messages[i]
}

// rank orders words: the early ones come first.
func (o *object) rank(word string) int {
	if i := slices.Index(o.early, strings.ToLower(word)); i >= 0 {
		return i
	}
	return len(o.early)
}

// known returns the names that may be said.
func (o *object) known(t *codec.MessageType, places []place) (names []string) {
	for word := range o.words {
		names = append(names, word)
	}
	slices.Sort(names)
	if t.Header != nil {
		for i := range t.Header.Members {
			if m := &t.Header.Members[i]; m.Kind != codec.Pad {
				names = append(names, m.Name)
			}
		}
	}
	for _, in := range append([]place{{set: t.Set}}, places...) {
		for i := range in.set.Attrs {
			if short := in.set.Attrs[i].Name; short != "" {
				names = append(names, in.set.Prefix+short)
			}
		}
	}
	return names
}

// sorted puts attributes into the order of the table, also inside nests.
func sorted(set *codec.Set, attrs []codec.A, fixed map[string]any) []codec.A {
	if set == nil {
		return attrs
	}
	number := func(a codec.A) int {
		n, _ := set.Number(a.Name)
		return int(n)
	}
	if set.Framing == nil {
		slices.SortStableFunc(attrs, func(a, b codec.A) int { return cmp.Compare(number(a), number(b)) })
	}
	for i := range attrs {
		spec := layoutOf(&set.Attrs[number(attrs[i])], fixed, attrs)
		if spec == nil {
			continue
		}
		if inner, ok := attrs[i].Value.([]codec.A); ok && spec.Kind == codec.NestArray {
			sortedElements(spec.Elem, inner)
			continue
		}
		switch inner := attrs[i].Value.(type) {
		case []codec.A:
			attrs[i].Value = sorted(spec.Set, inner, fixed)
		case codec.Nested:
			inner.Attrs = sorted(spec.Set, inner.Attrs, inner.Fixed)
			attrs[i].Value = inner
		}
	}
	return attrs
}

// sortedElements is sorted for each of the elements of a NestArray, which stay where they are.
func sortedElements(elem *codec.Spec, list []codec.A) {
	for i := range list {
		if inner, ok := list[i].Value.([]codec.A); ok {
			list[i].Value = sorted(elem.Set, inner, nil)
		}
	}
}
