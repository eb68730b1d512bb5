package pyroute2

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// TestSpellings holds what is spelled otherwise against the tables: each struct, member and enumeration is there.
func TestSpellings(t *testing.T) {
	found := map[string]bool{}
	codec.Visit(tables.Registry(), codec.Visitor{
		Struct: func(s *codec.Struct, _ *codec.Place) {
			for i := range s.Members {
				found[s.Name+"."+s.Members[i].Name] = true
			}
		},
		Enum: func(e *codec.Enum, _ *codec.Place) { found[e.Name] = true },
	})
	for s, members := range spellings {
		for member := range members {
			if !found[s+"."+member] {
				t.Errorf("no struct %s of the tables has a member %s", s, member)
			}
		}
	}
	for e := range namedEnums {
		if !found[e] {
			t.Errorf("no enumeration of the tables is named %s", e)
		}
	}
}
