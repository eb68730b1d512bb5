package tc

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// term is one of the terms of an expression of ematches: a match by its words, or an expression in parentheses.
type term struct {
	words   map[string]any
	inverse bool
	flags   int // how it goes on to the next one
	inner   []*term
	ref     int // where the first term of inner stands in the tree
}

// ematchText reads an expression as tc(8) takes it, "meta(priority eq 6) and not cmp(u16 at 3 layer 2 mask 0xff00 gt
// 20)".
func ematchText(text string) ([]*term, error) {
	a := &arguments{}
	for _, found := range ematchTokens.FindAllString(text, -1) {
		a.list = append(a.list, strings.TrimSpace(found))
	}
	list, err := a.expression()
	if err == nil && len(a.list) > 0 {
		err = fmt.Errorf("want and, or, or the end, got %q", a.list[0])
	}
	return list, err
}

// ematchTokens is what expressions are made of: texts in quotes, signs and words. What is none of these is one by
// itself, and refused.
var ematchTokens = regexp.MustCompile(`"[^"]*"|[()!]|&&|\|\||[^\s()!"&|]+|\S`)

// flatten returns the terms in the order in which the kernel takes them: what stands in parentheses comes after what
// stands around these. So many terms come before.
func flatten(list []*term, before int) []*term {
	all := slices.Clone(list)
	for _, t := range list {
		if t.inner != nil {
			t.ref = before + len(all)
			all = append(all, flatten(t.inner, t.ref)...)
		}
	}
	return all
}

// arguments is words that are left to be read. The first error stays.
type arguments struct {
	list []string
	err  error
}

// next returns the next word.
func (a *arguments) next() string {
	if len(a.list) == 0 {
		a.fail(errors.New("it ends too early"))
		return ""
	}
	word := a.list[0]
	a.list = a.list[1:]
	return word
}

func (a *arguments) fail(err error) {
	if a.err == nil {
		a.err = err
	}
}

// takes takes the next word if it is one of these.
func (a *arguments) takes(words ...string) bool {
	if len(a.list) == 0 || !slices.Contains(words, strings.ToLower(a.list[0])) {
		return false
	}
	a.list = a.list[1:]
	return true
}

// want takes the next word, which has to be this one.
func (a *arguments) want(word string) {
	if !a.takes(word) {
		a.fail(fmt.Errorf("want %s, got %q", word, strings.Join(a.list, " ")))
	}
}

// expression reads terms up to the end, or to a closing parenthesis.
func (a *arguments) expression() (list []*term, err error) {
	for {
		t := &term{inverse: a.takes("not", "!")}
		name := a.next()
		switch {
		case name == "(":
			t.inner, err = a.expression()
		case !a.takes("("):
			err = fmt.Errorf("want a match as meta(priority eq 6), got %q", name)
		default:
			t.words, err = a.match(name)
		}
		if err != nil {
			return nil, err
		}
		if a.want(")"); a.err != nil {
			return nil, a.err
		}
		list = append(list, t)
		switch {
		case a.takes("and", "&&"):
			t.flags = ematchAnd
		case a.takes("or", "||"):
			t.flags = ematchOr
		default:
			return list, nil
		}
	}
}

// match reads the arguments of a match.
func (a *arguments) match(kind string) (map[string]any, error) {
	read, ok := ematchReaders[kind]
	if !ok {
		return nil, codec.UnknownName("kind of match", kind, slices.Sorted(maps.Keys(ematchReaders)))
	}
	words := map[string]any{"kind": kind}
	read(a, words)
	return words, about(kind, a.err)
}

// ematchReaders reads what the kinds of matches have between parentheses.
var ematchReaders = map[string]func(a *arguments, words map[string]any){
	"cmp": func(a *arguments, words map[string]any) {
		words["align"] = a.next()
		a.want("at")
		words["offset"] = a.next()
		words["mask"] = 0
		for more := true; more; {
			switch {
			case a.takes("layer"):
				words["layer"] = a.next()
			case a.takes("mask"):
				words["mask"] = a.next()
			case a.takes("trans"):
				words["trans"] = true
			default:
				more = false
			}
		}
		words["opnd"], words["value"] = a.next(), a.next()
	},
	"meta": func(a *arguments, words map[string]any) {
		object := a.metaObject()
		object["opnd"] = a.next()
		words["object"] = object
		switch value := a.list; {
		case len(value) > 0 && (strings.HasPrefix(value[0], `"`) || isDigit(value[0])):
			words["value"] = a.value()
		default:
			words["value"] = a.metaObject()
		}
	},
	"u32": func(a *arguments, words map[string]any) {
		align, value, mask := a.next(), a.number(), a.number()
		a.want("at")
		var sel selector
		if a.err == nil {
			a.fail(sel.match(fmt.Sprintf("%s %#x %#x at %s", align, value, mask, a.next()), nil))
		}
		if a.err == nil && len(sel.keys) == 1 {
			key := sel.keys[0]
			words["value"], words["mask"], words["offset"], words["nexthdr"] = key.val, key.mask, key.off, key.next
		}
	},
	"nbyte": func(a *arguments, words map[string]any) {
		words["needle"] = strings.Trim(a.next(), `"`)
		a.want("at")
		words["offset"] = a.next()
		if a.takes("layer") {
			words["layer"] = a.next()
		}
	},
	"ipset": func(a *arguments, words map[string]any) {
		words["index"], words["mode"] = a.number(), a.next()
	},
	"canid": func(a *arguments, words map[string]any) {
		var ids []any
		for len(a.list) > 0 && a.list[0] != ")" {
			ids = append(ids, a.next()+" "+a.next())
		}
		words["ids"] = ids
	},
}

// metaObject reads what the kernel knows of a packet, and which bits of it are meant.
func (a *arguments) metaObject() map[string]any {
	name := a.next()
	if kernel, ok := metaTexts[name]; ok {
		name = kernel
	}
	object := map[string]any{"kind": name}
	for {
		switch {
		case a.takes("shift"):
			object["shift"] = a.next()
		case a.takes("mask"):
			object["mask"] = a.next()
		default:
			return object
		}
	}
}

// value reads a number, or a text in quotes.
func (a *arguments) value() any {
	if text := a.list[0]; strings.HasPrefix(text, `"`) {
		return strings.Trim(a.next(), `"`)
	}
	return a.number()
}

func (a *arguments) number() uint64 {
	word := a.next()
	n, err := strconv.ParseUint(word, 0, 64)
	if err != nil {
		a.fail(fmt.Errorf("%q is no number", word))
	}
	return n
}

func isDigit(word string) bool { return word[0] >= '0' && word[0] <= '9' }
