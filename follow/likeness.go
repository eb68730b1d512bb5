package follow

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
)

// likeness compares what messages say of an object, without what is volatile.
type likeness struct {
	volatile map[*codec.Spec]bool
	names    []string     // of volatile members of the fixed struct
	members  []codec.Span // where they are
}

// newLikeness looks the names of what is volatile up in the tables of a message.
func newLikeness(scope *catalog.Scope, t *codec.MessageType, volatile []string) (*likeness, error) {
	l := &likeness{volatile: map[*codec.Spec]bool{}}
	scope = scope.Only([]string{t.Name})
	for _, name := range volatile {
		if member, ok := strings.CutPrefix(name, "."); ok {
			m, from, to := t.Header.Lookup(member)
			if m == nil {
				return nil, fmt.Errorf("%s has no member %s", t.Header.Name, member)
			}
			l.names = append(l.names, member)
			l.members = append(l.members, codec.Span{From: from, To: to})
			continue
		}
		specs, err := scope.Attribute(strings.Split(name, "/"))
		if err != nil {
			return nil, err
		}
		for _, s := range specs {
			l.volatile[s] = true
		}
	}
	return l, nil
}

// alike reports whether two messages about an object say the same of it.
func (l *likeness) alike(a, b *codec.Message) bool {
	return l.sameFixed(a, b) && l.sameAttrs(a.Root(), b.Root())
}

func (l *likeness) sameFixed(a, b *codec.Message) bool {
	x, _ := a.Root().Fixed()
	y, _ := b.Root().Fixed()
	if x.Len() != y.Len() {
		return false
	}
	at := 0
	for _, s := range l.members {
		if s.To > x.Len() {
			break
		}
		if !bytes.Equal(x.Octets()[at:s.From], y.Octets()[at:s.From]) {
			return false
		}
		at = s.To
	}
	return bytes.Equal(x.Octets()[at:], y.Octets()[at:])
}

// sameAttrs compares what is in two nests.
func (l *likeness) sameAttrs(a, b codec.Attr) bool {
	x, moreX := l.lasting(a.First())
	y, moreY := l.lasting(b.First())
	for moreX && moreY {
		if !l.same(x, y) {
			return false
		}
		x, moreX = l.lasting(x.Next())
		y, moreY = l.lasting(y.Next())
	}
	return moreX == moreY
}

// lasting returns the first attribute that is not volatile, of those from one on.
func (l *likeness) lasting(a codec.Attr, ok bool) (codec.Attr, bool) {
	for ok && l.passes(a) {
		a, ok = a.Next()
	}
	return a, ok
}

// passes reports whether an attribute says nothing that lasts.
func (l *likeness) passes(a codec.Attr) bool {
	spec := a.Spec()
	return spec != nil && spec.Kind == codec.Pad || l.volatile[spec]
}

func (l *likeness) same(a, b codec.Attr) bool {
	switch {
	case a.Type() != b.Type() || a.IsNest() != b.IsNest():
		return false
	case a.IsNest():
		x, _ := a.Fixed()
		y, _ := b.Fixed()
		return bytes.Equal(x.Octets(), y.Octets()) && l.sameAttrs(a, b)
	}
	return bytes.Equal(a.Payload(), b.Payload())
}
