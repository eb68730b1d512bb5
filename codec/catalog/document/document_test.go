package document_test

import (
	"encoding/json"
	"testing"

	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/catalog/document"
	"github.com/nlkit/nlkit/codec/tables"
)

type spec struct {
	Kind, Set, Struct, Enum string
	Elem                    *spec
	Cases                   []spec
}

// TestReferences asserts that every name in the JSON form stands for one thing, which is described.
func TestReferences(t *testing.T) {
	b, err := document.JSON(catalog.NewIndex(tables.Registry()))
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Protocols []struct {
			Messages []struct{ Header, Attrs string }
			Families []struct {
				Messages []struct{ Header, Attrs string }
			}
		}
		Sets []struct {
			Name  string
			Attrs []spec
		} `json:"attribute-sets"`
		Structs []struct {
			Name    string
			Members []spec
		}
		Enums []struct{ Name string }
	}
	if err := json.Unmarshal(b, &s); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"set ": true, "struct ": true, "enum ": true} // what is empty is not there
	define := func(name string) {
		if known[name] {
			t.Errorf("%q is defined twice", name)
		}
		known[name] = true
	}
	for _, x := range s.Sets {
		define("set " + x.Name)
	}
	for _, x := range s.Structs {
		define("struct " + x.Name)
	}
	for _, x := range s.Enums {
		define("enum " + x.Name)
	}
	if len(known) < 500 {
		t.Errorf("only %d sets, structs and enumerations", len(known))
	}
	want := func(name string) {
		if !known[name] {
			t.Errorf("%q is used, but not defined", name)
		}
	}
	var check func(x spec)
	check = func(x spec) {
		want("set " + x.Set)
		want("struct " + x.Struct)
		want("enum " + x.Enum)
		if x.Elem != nil {
			check(*x.Elem)
		}
		for _, c := range x.Cases {
			check(c)
		}
	}
	for _, x := range s.Sets {
		for _, a := range x.Attrs {
			check(a)
		}
	}
	for _, x := range s.Structs {
		for _, m := range x.Members {
			check(m)
		}
	}
	for _, p := range s.Protocols {
		for _, m := range p.Messages {
			want("struct " + m.Header)
			want("set " + m.Attrs)
		}
		for _, f := range p.Families {
			for _, m := range f.Messages {
				want("struct " + m.Header)
				want("set " + m.Attrs)
			}
		}
	}
}
