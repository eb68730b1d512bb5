package brief

import (
	"slices"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// inKey reports whether an attribute is part of what tells the object from others of its kind.
func (w *writer) inKey(attr string) bool {
	t := w.head.Type()
	if t == nil || t.Object == nil || attr == "" {
		return false
	}
	for i := range t.Object.Keys {
		key := &t.Object.Keys[i]
		if !w.isKey(key) {
			continue
		}
		return slices.ContainsFunc(key.Parts, func(p codec.Part) bool {
			return slices.ContainsFunc(p.From, func(from string) bool {
				first, _, _ := strings.Cut(strings.TrimPrefix(from, "/"), "/")
				return first == attr
			})
		})
	}
	return false
}

// isKey reports whether a key is that of what is written.
func (w *writer) isKey(key *codec.Key) bool {
	return !slices.ContainsFunc(key.When, func(c codec.Where) bool {
		return !slices.Contains(c.Values, w.field(c.Member))
	})
}
