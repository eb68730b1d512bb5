package samples_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec/form"
)

// object is a JSON object in its order; iproute2 writes some names twice.
type object []pair

type pair struct {
	name  string
	value any // string, json.Number, bool, nil, []any, object
}

func (o object) get(name string) any {
	for _, p := range o {
		if p.name == name {
			return p.value
		}
	}
	return nil
}

// oracleJSON reads a file of the oracles that holds a list of objects.
func oracleJSON(t *testing.T, file string) (objects []object) {
	t.Helper()
	text, err := samples.FS().ReadFile(path.Join("oracle", file))
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	value, err := readJSON(dec)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	for _, v := range value.([]any) {
		objects = append(objects, v.(object))
	}
	return objects
}

func readJSON(dec *json.Decoder) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			v, err := readJSON(dec)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = dec.Token()
		return list, err
	case json.Delim('{'):
		var o object
		for dec.More() {
			name, err := dec.Token()
			if err != nil {
				return nil, err
			}
			v, err := readJSON(dec)
			if err != nil {
				return nil, err
			}
			o = append(o, pair{name.(string), v})
		}
		_, err = dec.Token()
		return o, err
	}
	return token, nil
}

// view is a message, or a nest of it, as its JSON shows it.
type view struct {
	object
	links map[string]string // names of the interfaces by index
}

// newView returns the JSON of a message.
func newView(t *testing.T, m message, links map[string]string) view {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(form.JSON.Append(nil, m.Message)))
	dec.UseNumber()
	v, err := readJSON(dec)
	if err != nil {
		t.Fatalf("%s: %v", m.Record.Pos, err)
	}
	return view{v.(object), links}
}

// at returns the value at a path of attributes, or of a member of a struct: "IFLA_MTU", "ifinfomsg/ifi_index"; nil if
// there is none. A nest is a view.
func (v view) at(where string) any {
	var found any = v
	for name := range strings.SplitSeq(where, "/") {
		switch in := found.(type) {
		case view:
			found = in.child(name)
		case object:
			found = in.get(name)
		default:
			return nil
		}
	}
	return found
}

func (v view) child(name string) any {
	attrs, _ := v.get("attrs").([]any)
	for _, a := range attrs {
		if a := a.(object); a.get("attr") == name {
			if a.get("attrs") != nil {
				return view{a, v.links}
			}
			return a.get("value")
		}
	}
	return v.get(name)
}

// children returns the nests inside the attribute at a path.
func (v view) children(where string) (all []view) {
	in, _ := v.at(where).(view)
	attrs, _ := in.get("attrs").([]any)
	for _, a := range attrs {
		all = append(all, view{a.(object), v.links})
	}
	return all
}

// rule tells what iproute2 prints for a fact of a message.
type rule func(v view) any

// aside is what a rule returns for facts that cannot be compared.
type aside struct{ reason string }

// skip is the rule of a fact that cannot be compared.
func skip(reason string) rule { return func(view) any { return aside{reason} } }

// at is a value as it is.
func at(where string) rule { return func(v view) any { return v.at(where) } }

// cut is a name without the prefix of its enumeration.
func cut(prefix, where string) rule {
	return func(v view) any {
		s, ok := v.at(where).(string)
		if !ok {
			return v.at(where)
		}
		return strings.TrimPrefix(s, prefix)
	}
}

// low is cut in lower case.
func low(prefix, where string) rule {
	return func(v view) any {
		s := cut(prefix, where)(v)
		if text, ok := s.(string); ok {
			return strings.ToLower(text)
		}
		return s
	}
}

// words translates names.
func words(where string, dictionary map[string]any) rule {
	return func(v view) any {
		text := fmt.Sprint(v.at(where))
		if word, ok := dictionary[text]; ok {
			return word
		}
		return "no word for " + text
	}
}

// digit is a truth value as 0 or 1.
func digit(where string) rule {
	return func(v view) any {
		switch v.at(where) {
		case true:
			return json.Number("1")
		case false:
			return json.Number("0")
		}
		return v.at(where)
	}
}

// device is the name of the interface of an index.
func device(where string) rule {
	return func(v view) any {
		index := fmt.Sprint(v.at(where))
		if name, ok := v.links[index]; ok {
			return name
		}
		return "no interface " + index
	}
}

// number formats an integer.
func number(format, where string) rule {
	return func(v view) any {
		n, ok := v.at(where).(json.Number)
		if !ok {
			return v.at(where)
		}
		u, err := strconv.ParseUint(n.String(), 10, 64)
		if err != nil {
			return err.Error()
		}
		return fmt.Sprintf(format, u)
	}
}

// has reports whether a list of flags has a flag.
func has(flag, where string) rule {
	return func(v view) any {
		flags, _ := v.at(where).([]any)
		for _, f := range flags {
			if f == flag {
				return true
			}
		}
		return false
	}
}

// within applies rules to an object inside an object.
func within(rules map[string]rule) rule { return func(view) any { return rules } }

// comparison compares objects and counts.
type comparison struct {
	t        *testing.T
	compared int
	file     string
}

// object holds every pair of an object of iproute2 against a message. A name without a rule is an error.
func (c *comparison) object(where string, o object, v view, rules map[string]rule) {
	c.t.Helper()
	seen := map[string]int{}
	for _, p := range o {
		seen[p.name]++
		name := p.name
		if seen[name] > 1 {
			name += "#" + strconv.Itoa(seen[name])
		}
		r, ok := rules[name]
		if !ok {
			c.t.Errorf("%s: %s/%s = %v: no rule says which attribute this is", c.file, where, name, p.value)
			continue
		}
		c.value(where+"/"+name, p.value, r(v), v)
	}
}

func (c *comparison) value(where string, theirs, ours any, v view) {
	c.t.Helper()
	switch ours := ours.(type) {
	case aside:
		return
	case map[string]rule:
		if o, ok := theirs.(object); ok {
			c.object(where, o, v, ours)
			return
		}
	case []any:
		if list, ok := theirs.([]any); ok && len(list) == len(ours) {
			for i := range list {
				c.value(fmt.Sprintf("%s[%d]", where, i), list[i], ours[i], v)
			}
			c.compared++
			return
		}
	case sub:
		if o, ok := theirs.(object); ok {
			c.object(where, o, ours.view, ours.rules)
			return
		}
	}
	c.compared++
	if !same(theirs, ours) {
		c.t.Errorf("%s: %s is %v, ours %v", c.file, where, theirs, ours)
	}
}

// sub is a nest with the rules for what is in it.
type sub struct {
	view
	rules map[string]rule
}

// same compares values of one type; numbers by what they are worth.
func same(theirs, ours any) bool {
	a, isNumber := theirs.(json.Number)
	b, isNumberToo := ours.(json.Number)
	if isNumber && isNumberToo {
		x, _ := a.Float64()
		y, _ := b.Float64()
		return x == y
	}
	switch theirs.(type) {
	case []any, object, view:
		return false
	}
	switch ours.(type) {
	case []any, object, view, map[string]rule, sub:
		return false
	}
	return theirs == ours
}
