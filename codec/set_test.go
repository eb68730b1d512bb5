package codec_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
)

// TestSubset takes some attributes of a set, before or after those are told, and with their numbers.
func TestSubset(t *testing.T) {
	declared := codec.DeclareSet("TREE_")
	early := codec.Subset(declared, "TREE_LEAF", "TREE_BRANCH")
	declared.Define(codec.Attrs{
		1: {Name: "ROOT", Kind: codec.U8},
		3: {Name: "BRANCH", Kind: codec.Nest, Set: declared},
		5: {Name: "LEAF", Kind: codec.String},
	})
	late := codec.Subset(declared, "TREE_LEAF", "TREE_BRANCH")
	for name, s := range map[string]*codec.Set{"early": early, "late": late} {
		if s.Prefix != "TREE_" || len(s.Attrs) != 6 || s.Attrs[1].Name != "" || s.Attrs[3].Set != declared ||
			s.Attrs[5] != declared.Attrs[5] {
			t.Errorf("%s: %q %v", name, s.Prefix, s.Attrs)
		}
	}
	framed := codec.DeclareFramedSet(&codec.Framing{Name: "pair", Header: 2, LenSize: 1, TypeOff: 1, TypeSize: 1}, "P_")
	if s := codec.Subset(framed.Define(codec.Attrs{2: {Name: "A"}}), "P_A"); s.Framing != framed.Framing {
		t.Error("a part of a framed set is not framed")
	}
}

// TestSetsToldWrong has tables that name what there is not, or say twice what a set holds.
func TestSetsToldWrong(t *testing.T) {
	set := codec.NewSet("TREE_", codec.Attrs{1: {Name: "ROOT"}})
	for name, f := range map[string]func(){
		"twice":        func() { set.Define(codec.Attrs{}) },
		"no attribute": func() { codec.Subset(set, "TREE_LEAF") },
		"not yet, nor then": func() {
			s := codec.DeclareSet("TREE_")
			codec.Subset(s, "TREE_LEAF")
			s.Define(codec.Attrs{1: {Name: "ROOT"}})
		},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: nothing was said", name)
				}
			}()
			f()
		}()
	}
}
