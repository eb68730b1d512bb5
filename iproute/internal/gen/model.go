package main

import (
	"fmt"
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// object is what becomes a spec and a view: attributes with or without a fixed struct before them, or a C struct.
type object struct {
	name     string
	file     string // of the files zz_FILE.go
	doc      string // what it is in C
	about    string // what it is in words, of a message
	set      *codec.Set
	head     *codec.Struct
	record   *codec.Struct // the C struct, of those that have no attributes
	root     bool          // a message
	message  string        // which, of a root
	hand     bool          // its spec is written by hand
	choice   *codec.Spec   // of elements whose layout their own head chooses
	chosenBy string        // the member of its struct that says that it is this
	fields   []field
}

// key is what an object is made of, so that one object is made once.
type key struct {
	set    *codec.Set
	head   *codec.Struct
	choice *codec.Spec
}

// field is a field of a spec and a method of a view. Either may lack.
type field struct {
	name     string
	doc      string // what it is in C
	specType string
	give     string // the statement that gives its value to the request
	viewType string
	read     string  // the expression that reads it
	reader   string  // the function that reads one, of those that may come several times
	one      string  // the type of one in specs
	each     string  // what gives several
	inner    *object // what it holds, if that has fields
}

// kind is a kind of links, queueing disciplines… as the spec of what it has.
type kind struct {
	family *family
	name   string // in Go
	value  string // as a Go expression: `"bridge"`
	of     *object
	same   string // the kind whose fields it has
}

// generator walks the tables and collects what becomes Go.
type generator struct {
	objects []*object
	byKey   map[key]*object
	kinds   []kind
	enums   []*enum
	byEnum  map[*codec.Enum]*enum
	byFirst map[string]bool   // kinds that are there already
	used    map[string]bool   // what of the configuration is about something
	taken   map[string]string // package-level names, and what has them
	queue   []*object
	heads   []*codec.Struct // of messages
	faults  []string
}

func newGenerator() *generator {
	g := &generator{byKey: map[key]*object{}, byEnum: map[*codec.Enum]*enum{}, taken: map[string]string{},
		byFirst: map[string]bool{}, used: map[string]bool{}}
	for _, name := range reserved {
		g.taken[name] = "what is written by hand"
	}
	return g
}

func (g *generator) faultf(format string, args ...any) {
	g.faults = append(g.faults, fmt.Sprintf(format, args...))
}

// take notes a package-level name.
func (g *generator) take(name, of string) {
	if other, ok := g.taken[name]; ok {
		g.faultf("%s is called %s, as %s is: give it another name in config.go", of, name, other)
	}
	g.taken[name] = of
}

// addRoot adds what messages of a type are about, and all that is in it.
func (g *generator) addRoot(r root) {
	i := slices.IndexFunc(rtnl.Protocol.Messages, func(t *codec.MessageType) bool { return t.Name == r.message })
	if i < 0 {
		g.faultf("there is no message %s", r.message)
		return
	}
	t := rtnl.Protocol.Messages[i]
	g.heads = append(g.heads, t.Header)
	k := key{set: t.Set, head: t.Header}
	if g.byKey[k] != nil {
		g.faultf("%s is about the same as %s", r.message, g.byKey[k].name)
		return
	}
	o := g.newObject(k, r.name, r.file, r.message)
	o.root, o.message = true, r.message
	o.hand = o.hand || r.view
	if o.about = t.Name; t.Object != nil {
		o.about = t.Object.Name
	}
	g.take(o.name+"Of", r.message)
	for len(g.queue) > 0 {
		next := g.queue[0]
		g.queue = g.queue[1:]
		g.fill(next)
	}
}

// newObject makes an object of sets and structs.
func (g *generator) newObject(k key, name, file, doc string) *object {
	o := &object{name: name, file: file, doc: doc, set: k.set, head: k.head, choice: k.choice}
	if k.set == nil && k.choice == nil {
		o.record, o.head = k.head, nil
	}
	g.byKey[k] = o
	g.objects = append(g.objects, o)
	g.queue = append(g.queue, o)
	o.hand = slices.Contains(byHand, o.name)
	g.take(o.name+"View", "the view of "+doc)
	if !o.hand {
		g.take(o.name, doc)
	}
	return o
}

// nest returns the object of attributes, which is called as what holds it unless it has a name already.
func (g *generator) nest(spec *codec.Spec, outer *object, field, cname string) *object {
	k := key{set: spec.Set, head: spec.Struct}
	if o := g.byKey[k]; o != nil {
		return o
	}
	name := outer.name + field
	return g.newObject(k, g.told(objectNames, name, name), outer.file, cname)
}

// structure returns the object of a C struct, which is called as in C.
func (g *generator) structure(s *codec.Struct, outer *object, field string) *object {
	k := key{head: s}
	if o := g.byKey[k]; o != nil {
		return o
	}
	name := g.structName(s.Name)
	if _, ok := g.taken[name]; ok || g.taken[name+"View"] != "" || outer.choice != nil {
		name = outer.name + field
	}
	return g.newObject(k, name, outer.file, "struct "+s.Name)
}

// finish looks which specs are needed, and says what is wrong with all together.
func (g *generator) finish() {
	needed := map[*object]bool{}
	for _, o := range g.objects {
		if o.root {
			need(needed, o)
		}
	}
	for _, k := range g.kinds {
		need(needed, k.of)
	}
	for _, o := range g.objects {
		o.hand = o.hand || !needed[o]
	}
	for _, o := range g.objects {
		specs, views := map[string]string{}, map[string]string{}
		for _, f := range o.fields {
			if f.specType != "" && !o.hand {
				g.once(o, specs, f)
			}
			if f.viewType != "" {
				g.once(o, views, f)
			}
		}
	}
	g.finishEnums()
	g.unused()
}

// need notes an object whose spec is written, and those that its fields hold.
func need(needed map[*object]bool, o *object) {
	if needed[o] || o.hand {
		return
	}
	needed[o] = true
	for _, f := range o.fields {
		if f.inner != nil && f.specType != "" {
			need(needed, f.inner)
		}
	}
}

func (g *generator) once(o *object, seen map[string]string, f field) {
	if other, ok := seen[f.name]; ok {
		g.faultf("%s of %s is both %s and %s: say in config.go which is which", f.name, o.name, other, f.doc)
	}
	seen[f.name] = f.doc
}
