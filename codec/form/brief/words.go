package brief

import (
	"sync/atomic"

	"github.com/nlkit/nlkit/codec"
)

// words is how the attributes of a set read, in the order in which they are said.
type words struct {
	list   []word
	silent []string // attributes that are not said, or by the words of others
	rest   bool     // of what is no request, attributes that are not in the list are said, too
	closed bool     // the list says all, of requests, too
	plans  atomic.Pointer[[]*plan]
}

// word is how an attribute reads.
type word struct {
	attr  string // its C name; "": the word is about the fixed struct, and about what its how looks up
	say   string // the keyword
	how   how    // nil: as said
	usual uint64 // a number that goes without saying, except in requests
	each  bool   // it is said of each of several attributes of the type
	which bool   // it tells one object from another, as attributes of the key and the first word of a list do
}

// how appends a space and what is to be said, or nothing.
type how func(w *writer, dst []byte, as *word, a codec.Attr) []byte

// maxWords is how long a list of words may be.
const maxWords = 40

// plan is where the attributes of a set stand in the list, by type: from 1; 0: nowhere; silence: they are silent.
type plan struct {
	set *codec.Set
	of  []uint8
}

const silence = maxWords + 1

// planFor returns the plan for a set. It is made once.
func (ws *words) planFor(set *codec.Set) *plan {
	plans := ws.plans.Load()
	if plans != nil {
		for _, p := range *plans {
			if p.set == set {
				return p
			}
		}
	}
	p := &plan{set: set}
	if set != nil {
		p.of = make([]uint8, len(set.Attrs))
		for i := range ws.list {
			if number, ok := set.Number(ws.list[i].attr); ok {
				p.of[number] = uint8(i + 1)
			}
		}
		for _, name := range ws.silent {
			if number, ok := set.Number(name); ok {
				p.of[number] = silence
			}
		}
	}
	all := []*plan{p}
	if plans != nil {
		all = append(all, *plans...)
	}
	ws.plans.Store(&all) // of two that come at once one may be lost, and is made again
	return p
}

// write writes what is in a nest, or in the message, whose attributes are of a set.
func (ws *words) write(w *writer, dst []byte, in codec.Attr, set *codec.Set) []byte {
	p := ws.planFor(set)
	var at [maxWords]codec.Attr
	others, only := false, w.style.Which && in == w.root
	for c, ok := in.First(); ok; c, ok = c.Next() {
		switch i := p.indexOf(c); {
		case i == 0:
			others = true
		case i < silence && at[i-1] == codec.Attr{}:
			at[i-1] = c
		}
	}
	for i := range ws.list {
		as := &ws.list[i]
		switch {
		case only && i > 0 && !as.which && !w.inKey(as.attr):
		case as.attr == "":
			dst = as.how(w, dst, as, in)
		case at[i] == codec.Attr{}:
		case as.each:
			dst = ws.writeEach(w, dst, p, i, at[i])
		default:
			dst = as.write(w, dst, at[i])
		}
	}
	if others && !only && (ws.rest || w.request && !ws.closed) {
		dst = ws.writeOthers(w, dst, p, in)
	}
	return dst
}

func (ws *words) writeEach(w *writer, dst []byte, p *plan, i int, first codec.Attr) []byte {
	for c, ok := first, true; ok; c, ok = c.Next() {
		if p.indexOf(c) == uint8(i+1) {
			dst = ws.list[i].write(w, dst, c)
		}
	}
	return dst
}

func (ws *words) writeOthers(w *writer, dst []byte, p *plan, in codec.Attr) []byte {
	for c, ok := in.First(); ok; c, ok = c.Next() {
		if p.indexOf(c) == 0 {
			dst = w.other(dst, c)
		}
	}
	return dst
}

func (p *plan) indexOf(a codec.Attr) uint8 {
	if t := int(a.Type()); t < len(p.of) && !a.IsTail() && !a.Nameless() {
		return p.of[t]
	}
	return 0
}

func (as *word) write(w *writer, dst []byte, a codec.Attr) []byte {
	if as.how == nil || a.Missing() && !a.IsNest() {
		return said(w, dst, as, a)
	}
	return as.how(w, dst, as, a)
}

// said says the keyword and the value.
func said(w *writer, dst []byte, as *word, a codec.Attr) []byte {
	if a.IsNest() {
		return w.nest(dst, as.say, a)
	}
	c := a.Content()
	if !w.request && as.goesWithout(c) {
		return dst
	}
	return w.value(as.keyword(dst), c)
}

// goesWithout reports whether a value goes without saying.
func (as *word) goesWithout(c codec.Content) bool {
	if c.Untold() {
		return false
	}
	if v, ok := c.Integer(); ok {
		return v == as.usual
	}
	return isNothing(c)
}

// keyword writes the keyword, after which the value can stand.
func (as *word) keyword(dst []byte) []byte {
	if as.say == "" {
		return append(dst, ' ')
	}
	return append(append(append(dst, ' '), as.say...), ' ')
}

// flat says what is in a nest as if it stood beside it, after the keyword.
func flat(inner *words) how {
	return func(w *writer, dst []byte, as *word, a codec.Attr) []byte {
		if !a.IsNest() {
			return said(w, dst, as, a)
		}
		start := len(dst)
		if as.say != "" {
			dst = append(append(dst, ' '), as.say...)
		}
		before := len(dst)
		if dst = inner.write(w, dst, a, a.Spec().Set); len(dst) == before && !w.request {
			return dst[:start]
		}
		return dst
	}
}
