package brief

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestNamesOfWords looks up the attributes that words are about, as the sources have them, in the tables, and the
// objects, protocols and families.
func TestNamesOfWords(t *testing.T) {
	known := map[string]bool{}
	reg := tables.Registry()
	codec.Visit(reg, codec.Visitor{Attr: func(_ int, a *codec.Spec, at *codec.Place) {
		known[at.Set.Prefix+a.Name] = true
	}})
	for name, where := range attrsOfWords(t) {
		if !known[name] {
			t.Errorf("%s: no table has an attribute %s", where, name)
		}
	}
	for name, p := range protocols {
		objects := map[string]bool{}
		for _, m := range messagesOf(reg, name) {
			for _, m := range append(m.Variants, m) {
				if m.Object != nil {
					objects[m.Object.Name] = true
				}
			}
		}
		for o := range p.objects {
			if !objects[o] {
				t.Errorf("%s has no messages about %q", name, o)
			}
		}
	}
}

func messagesOf(reg *codec.Registry, name string) []*codec.MessageType {
	if f := reg.Family(name); f != nil {
		return f.Commands
	}
	p, err := reg.ProtocolNamed(name)
	if err != nil {
		return nil
	}
	return p.Messages
}

// attrsOfWords returns the C names that stand in the sources as those of attributes, with where they stand.
func attrsOfWords(t *testing.T) map[string]token.Position {
	t.Helper()
	files := token.NewFileSet()
	all := map[string]token.Position{}
	add := func(prefix string, e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			name, _ := strconv.Unquote(lit.Value)
			all[prefix+name] = files.Position(lit.Pos())
		}
	}
	look := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			switch key, _ := n.Key.(*ast.Ident); {
			case key == nil:
			case key.Name == "attr":
				add("", n.Value)
			case key.Name == "silent":
				for _, e := range n.Value.(*ast.CompositeLit).Elts {
					add("", e)
				}
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "say" {
				prefix, _ := strconv.Unquote(n.Args[0].(*ast.BasicLit).Value)
				for i := 1; i < len(n.Args); i += 2 {
					add(prefix, n.Args[i])
				}
			}
		}
		return true
	}
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, look)
	}
	if len(all) < 100 {
		t.Fatalf("%d attributes have words: want more", len(all))
	}
	return all
}
